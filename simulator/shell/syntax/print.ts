/**
 * Commands as bash writes them back: in `jobs`, `type`, `declare -f` and BASH_COMMAND. Layout (where it breaks lines,
 * the blanks after `case x in`) is bash's.
 */
import type {
  ArithmeticExpression,
  Assignment,
  Case,
  CommandNode,
  CompoundList,
  Function as FunctionNode,
  HereDoc,
  If,
  PipelineNode,
  Redirection,
  Statement,
  TestExpression,
  Word,
} from 'unbash';

/** A command on one line as far as bash has it so (`jobs`). */
export function printStatement(statement: Statement): string {
  return new Printer(false).whole((printer) => printer.node(statement.command));
}

export function printNode(node: Statement['command']): string {
  return new Printer(false).whole((printer) => printer.node(node));
}

/** `name () \n{ \n    body\n}`. */
export function printFunction(node: FunctionNode, name = node.name.text): string {
  return `${name} () \n${new Printer(true).whole((printer) => printer.functionBody(node))}`;
}

const INDENT = 4;

class Printer {
  private out = '';
  private indent = 0;
  /** Inside a function every command stands on its own line. */
  private readonly inFunction: boolean;
  private documents: HereDoc[] = [];

  constructor(inFunction: boolean) {
    this.inFunction = inFunction;
  }

  whole(print: (printer: Printer) => void): string {
    print(this);
    this.flushDocuments();
    return this.out;
  }

  functionBody(node: FunctionNode): void {
    const { body } = node;
    this.add('{ ');
    this.newline(INDENT);
    if (body.type === 'BraceGroup') this.list(body.body);
    else if (body.type === 'CompoundList') this.list(body);
    else if (body.type === 'Redirected' && body.command.type === 'BraceGroup') this.list(body.command.body);
    else this.command(body);
    this.newline(-INDENT);
    this.add('}');
    if (body.type === 'Redirected' && body.command.type === 'BraceGroup') this.redirections(body.redirects);
  }

  private add(text: string): void {
    this.out += text;
  }

  private newline(change = 0): void {
    this.indent += change;
    this.add(`\n${' '.repeat(Math.max(0, this.indent))}`);
  }

  private semicolon(): void {
    if (!/[&\n]$/.test(this.out)) this.add(';');
  }

  private list(list: CompoundList): void {
    list.commands.forEach((statement, i) => {
      if (i > 0) this.separator(list.commands[i - 1]);
      this.node(statement.command);
      if (statement.background === true) this.add(' &');
    });
  }

  private separator(before: Statement | undefined): void {
    if (before?.background === true) this.add(' ');
    else if (this.documents.length > 0) {
      this.flushDocuments();
      this.newline();
    } else {
      this.add(';');
      if (this.inFunction) this.newline();
      else this.add(' ');
    }
  }

  /** Here-documents are written after the line that announced them. */
  private flushDocuments(): void {
    const { documents } = this;
    this.documents = [];
    for (const document of documents) this.add(`\n${document.body.text}${document.delimiter?.value ?? ''}\n`);
  }

  node(node: Statement['command']): void {
    if (node.type !== 'AndOr') {
      this.pipelineNode(node);
      return;
    }
    node.commands.forEach((command, i) => {
      if (i > 0) this.add(` ${node.operators[i - 1] ?? '&&'} `);
      this.pipelineNode(command);
    });
  }

  private pipelineNode(node: PipelineNode): void {
    if (node.type !== 'Pipeline') {
      this.command(node);
      return;
    }
    for (const prefix of node.prefixes)
      this.add(prefix.type === 'Negation' ? '! ' : prefix.posix === undefined ? 'time ' : 'time -p ');
    node.commands.forEach((command, i) => {
      if (i > 0) this.add(node.operators[i - 1] === '|&' ? ' 2>&1 | ' : ' | ');
      this.command(command);
    });
  }

  private command(node: CommandNode): void {
    switch (node.type) {
      case 'Command': {
        const words = [...node.prefix, ...(node.name === undefined ? [] : [node.name]), ...node.suffix];
        this.add(
          words
            .filter(isWordLike)
            .map((word) => word.text)
            .join(' '),
        );
        this.redirections(node.redirects);
        break;
      }
      case 'Redirected':
        this.command(node.command);
        this.redirections(node.redirects);
        break;
      case 'If':
        this.ifCommand(node);
        break;
      case 'For':
      case 'Select':
        this.add(`${node.type === 'For' ? 'for' : 'select'} ${node.name.text} in ${wordList(node.wordlist)};`);
        this.doGroup(node.body);
        break;
      case 'ArithmeticFor':
        this.add(
          `for ((${expressionText(node.initialize)}; ${expressionText(node.test)}; ${expressionText(node.update)}))`,
        );
        this.doGroup(node.body);
        break;
      case 'While':
        this.add(`${node.kind} `);
        this.list(node.clause);
        this.semicolon();
        this.add(' do');
        this.indented(node.body);
        this.add('done');
        break;
      case 'Case':
        this.caseCommand(node);
        break;
      default:
        this.otherCommand(node);
    }
  }

  private otherCommand(
    node: Exclude<
      CommandNode,
      { type: 'Command' | 'Redirected' | 'If' | 'For' | 'Select' | 'ArithmeticFor' | 'While' | 'Case' }
    >,
  ): void {
    switch (node.type) {
      case 'BraceGroup':
        this.group(node.body);
        break;
      case 'Subshell':
        this.add('( ');
        this.list(node.body);
        this.add(' )');
        break;
      case 'ArithmeticCommand':
        this.add(`((${node.body}))`);
        break;
      case 'TestCommand':
        this.add(`[[ ${conditionText(node.expression)} ]]`);
        break;
      case 'Function':
        this.add(`function ${node.name.text} () `);
        this.newline();
        this.functionBody(node);
        break;
      case 'Coproc':
        this.add(`coproc ${node.name === undefined ? 'COPROC' : node.name.text} `);
        if (node.body.type === 'CompoundList') this.list(node.body);
        else this.command(node.body);
    }
  }

  private group(body: CompoundList): void {
    this.add('{ ');
    if (this.inFunction) {
      this.newline(INDENT);
      this.list(body);
      this.newline(-INDENT);
    } else {
      this.list(body);
      this.semicolon();
      this.add(' ');
    }
    this.add('}');
  }

  private doGroup(body: CompoundList): void {
    this.newline();
    this.add('do');
    this.indented(body);
    this.add('done');
  }

  private indented(body: CompoundList): void {
    this.newline(INDENT);
    this.list(body);
    this.semicolon();
    this.newline(-INDENT);
  }

  private ifCommand(node: If): void {
    const branches = [{ clause: node.clause, then: node.then }, ...node.elif];
    branches.forEach((branch, i) => {
      if (i > 0) {
        this.add('else');
        this.newline(INDENT);
      }
      this.add('if ');
      this.list(branch.clause);
      this.semicolon();
      this.add(' then');
      this.indented(branch.then);
    });
    if (node.else !== undefined) {
      this.add('else');
      this.indented(node.else);
    }
    this.add('fi');
    for (let i = 0; i < node.elif.length; i++) {
      this.semicolon();
      this.newline(-INDENT);
      this.add('fi');
    }
  }

  private caseCommand(node: Case): void {
    this.add(`case ${node.word.text} in `);
    this.indent += INDENT;
    for (const item of node.items) {
      this.newline();
      this.add(`${item.pattern.map((word) => word.text).join(' | ')})`);
      this.indent += INDENT;
      if (item.body.commands.length === 0) this.add('\n');
      else this.newline();
      this.list(item.body);
      this.newline(-INDENT);
      this.add(item.terminator ?? ';;');
    }
    this.newline(-INDENT);
    this.add('esac');
  }

  private redirections(redirections: readonly Redirection[]): void {
    for (const redirection of redirections) this.add(` ${this.redirection(redirection)}`);
  }

  private redirection(node: Redirection): string {
    const { descriptor } = node;
    const written =
      descriptor === undefined
        ? ''
        : descriptor.type === 'FileDescriptor'
          ? String(descriptor.value)
          : `{${descriptor.name}}`;
    if (node.type === 'HereDoc') {
      this.documents.push(node);
      return `${written === '0' ? '' : written}${node.operator}${node.delimiter?.text ?? ''}`;
    }
    const target = node.target?.text ?? '';
    if (node.type === 'HereString') return `${written === '0' ? '' : written}<<< ${target}`;
    if (node.operator === '>&' || node.operator === '<&')
      return `${written === '' ? (node.operator === '>&' ? '1' : '0') : written}${node.operator}${target}`;
    const usual = node.operator === '<' ? '0' : '1';
    const shown = node.operator === '<>' && written === '' ? '0' : written === usual ? '' : written;
    return `${shown}${node.operator} ${target}`;
  }
}

function isWordLike(item: Assignment | Redirection | Word): item is Assignment | Word {
  return item.type === 'Word' || item.type === 'Assignment';
}

function wordList(words: readonly Word[] | undefined): string {
  return words === undefined ? '"$@"' : words.map((word) => word.text).join(' ');
}

/** The source of an arithmetic expression; the parser keeps no text for it, so it is written from the tree. */
function expressionText(node: ArithmeticExpression | undefined): string {
  switch (node?.type) {
    case undefined:
      return '1';
    case 'ArithmeticWord':
      return node.value;
    case 'ArithmeticGroup':
      return `(${expressionText(node.expression)})`;
    case 'ArithmeticUnary':
      return node.prefix
        ? `${node.operator}${expressionText(node.operand)}`
        : `${expressionText(node.operand)}${node.operator}`;
    case 'ArithmeticBinary':
      return `${expressionText(node.left)}${node.operator}${expressionText(node.right)}`;
    case 'ArithmeticTernary':
      return `${expressionText(node.test)}?${expressionText(node.consequent)}:${expressionText(node.alternate)}`;
    case 'ArithmeticCommandExpansion':
      return node.text;
  }
}

/** The inside of `[[ ]]`. */
export function conditionText(node: TestExpression): string {
  switch (node.type) {
    case 'TestUnary':
      return `${node.operator} ${node.operand.text}`;
    case 'TestBinary':
      return `${node.left.text} ${node.operator} ${node.right.text}`;
    case 'TestLogical':
      return node.operands.map(conditionText).join(` ${node.operator} `);
    case 'TestNot':
      return `! ${conditionText(node.operand)}`;
    case 'TestGroup':
      return `( ${conditionText(node.expression)} )`;
  }
}
