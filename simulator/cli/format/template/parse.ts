/** From the text of a Go template to its syntax tree. Errors read as text/template's: `template: :1: unclosed action`. */
import { parseFloat64, parseInteger, quote } from '../../go/strconv.ts';
import { lex, type Token, type TokenType } from './lex.ts';
import { nodeText, type Command, type List, type Node, type Operand, type Pipe } from './node.ts';
import { unquote } from './unquote.ts';

/** A template that does not parse; `message` begins with `template: `. */
export class TemplateError extends Error {
  override name = 'TemplateError';
}

/** A parsed template: its main list and the lists defined in it by name. */
export interface Template {
  readonly text: string;
  readonly root: List;
  readonly defined: ReadonlyMap<string, List>;
}

const OPERANDS = new Set<TokenType>([
  'bool', 'char', 'dot', 'field', 'identifier', 'number', 'nil', 'rawString', 'string', 'variable', 'leftParen',
]); // prettier-ignore

/** How the parser names a token in errors. */
function tokenText(token: Token): string {
  if (token.type === 'eof') return 'EOF';
  if (token.type === 'error') return token.text;
  if (token.type === 'keyword') return `<${token.text}>`;
  if (token.type === 'nil' || token.type === 'dot') return `<${token.text}>`;
  return token.text.length > 10 ? `${quote(token.text.slice(0, 10))}...` : quote(token.text);
}

type Ending = { kind: 'end' | 'else'; chained: 'if' | 'with' | undefined };

class Parser {
  private readonly tokens: readonly Token[];
  private readonly functions: ReadonlySet<string>;
  private at = 0;
  private variables = ['$'];
  private actionLine = 0;
  private rangeDepth = 0;
  private lastLine = 1;
  readonly defined = new Map<string, List>();

  constructor(text: string, functions: ReadonlySet<string>) {
    this.tokens = lex(text);
    this.functions = functions;
  }

  private fail(message: string): never {
    throw new TemplateError(`template: :${this.lastLine}: ${message}`);
  }

  private unexpected(token: Token, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${tokenText(token)} in ${context}`);
    let extra = '';
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      extra = `${token.text.endsWith(' action') ? '' : ' in action'} started at :${this.actionLine}`;
    }
    this.fail(token.text + extra);
  }

  private peek(): Token {
    const token = this.tokens[Math.min(this.at, this.tokens.length - 1)];
    if (!token) throw new Error('a template always has a last token');
    this.lastLine = token.line;
    return token;
  }

  private next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }

  private nextNonSpace(): Token {
    while (this.peek().type === 'space') this.at++;
    return this.next();
  }

  private peekNonSpace(): Token {
    while (this.peek().type === 'space') this.at++;
    return this.peek();
  }

  private expect(type: TokenType, context: string): Token {
    const token = this.nextNonSpace();
    if (token.type !== type) this.unexpected(token, context);
    return token;
  }

  parse(): List {
    const nodes: Node[] = [];
    const pos = this.peek().pos;
    while (this.peek().type !== 'eof') {
      if (this.definition()) continue;
      const node = this.textOrAction();
      if ('chained' in node) this.fail(`unexpected {{${node.kind}}}`);
      nodes.push(node);
    }
    return { kind: 'list', pos, nodes };
  }

  /** `{{define "name"}} … {{end}}`; false where something else stands. */
  private definition(): boolean {
    if (this.peek().type !== 'left') return false;
    const back = this.at;
    this.next();
    const word = this.nextNonSpace();
    if (word.type !== 'keyword' || word.text !== 'define') {
      this.at = back;
      return false;
    }
    const context = 'define clause';
    const name = this.nextNonSpace();
    if (name.type !== 'string' && name.type !== 'rawString') this.unexpected(name, context);
    this.expect('right', context);
    this.separately(this.unquoted(name), context);
    return true;
  }

  /** Parses the body of another template, which sees none of the variables of this one. */
  private separately(name: string, context: string): void {
    const { variables, rangeDepth } = this;
    this.variables = ['$'];
    this.rangeDepth = 0;
    const { list, ending } = this.itemList();
    if (ending.kind !== 'end') this.fail(`unexpected {{else}} in ${context}`);
    this.define(name, list);
    this.variables = variables;
    this.rangeDepth = rangeDepth;
  }

  private define(name: string, list: List): void {
    const blank = (each: List): boolean => each.nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
    const previous = this.defined.get(name);
    if (!previous || blank(previous)) this.defined.set(name, list);
    else if (!blank(list)) this.fail(`template: multiple definition of template ${quote(name)}`);
  }

  private unquoted(token: Token): string {
    try {
      return unquote(token.text);
    } catch {
      this.fail('invalid syntax');
    }
  }

  private itemList(): { list: List; ending: Ending } {
    const pos = this.peekNonSpace().pos;
    const nodes: Node[] = [];
    while (this.peekNonSpace().type !== 'eof') {
      const node = this.textOrAction();
      if ('chained' in node) return { list: { kind: 'list', pos, nodes }, ending: node };
      nodes.push(node);
    }
    this.fail('unexpected EOF');
  }

  private textOrAction(): Node | Ending {
    const token = this.nextNonSpace();
    if (token.type === 'text') return { kind: 'text', pos: token.pos, text: token.text };
    if (token.type !== 'left') this.unexpected(token, 'input');
    this.actionLine = token.line;
    const node = this.action();
    this.actionLine = 0;
    return node;
  }

  private action(): Node | Ending {
    const token = this.peekNonSpace();
    if (token.type === 'keyword') {
      switch (token.text) {
        case 'if':
        case 'with':
        case 'range':
          this.next();
          return this.control(token.text);
        case 'end':
          this.next();
          this.expect('right', 'end');
          return { kind: 'end', chained: undefined };
        case 'else':
          this.next();
          return this.elseControl();
        case 'template':
        case 'block':
          this.next();
          return this.invocation(token.text === 'block');
        case 'break':
        case 'continue':
          this.next();
          return this.leave(token.text, token.pos);
        default:
      }
    }
    return { kind: 'action', pos: token.pos, pipe: this.pipeline('command', 'right') };
  }

  private leave(word: 'break' | 'continue', pos: number): Node {
    const token = this.nextNonSpace();
    if (token.type !== 'right') this.unexpected(token, `{{${word}}}`);
    if (this.rangeDepth === 0) this.fail(`{{${word}}} outside {{range}}`);
    return { kind: word, pos };
  }

  /** `{{else}}`, or `{{else if …}}` whose `if` is left to be read. */
  private elseControl(): Ending {
    const token = this.peekNonSpace();
    if (token.type === 'keyword' && (token.text === 'if' || token.text === 'with')) {
      return { kind: 'else', chained: token.text };
    }
    this.expect('right', 'else');
    return { kind: 'else', chained: undefined };
  }

  private control(kind: 'if' | 'with' | 'range'): Node {
    const scope = this.variables.length;
    const pipe = this.pipeline(kind, 'right');
    if (kind === 'range') this.rangeDepth++;
    const { list, ending } = this.itemList();
    if (kind === 'range') this.rangeDepth--;
    const otherwise = ending.kind === 'else' ? this.otherwise(kind, ending) : undefined;
    this.variables.length = scope;
    return { kind, pos: pipe.pos, pipe, body: list, otherwise };
  }

  private otherwise(kind: 'if' | 'with' | 'range', ending: Ending): List {
    if (ending.chained !== undefined) {
      const token = this.nextNonSpace();
      if (ending.chained !== kind) this.unexpected(token, 'else');
      return { kind: 'list', pos: token.pos, nodes: [this.control(ending.chained)] };
    }
    const { list, ending: last } = this.itemList();
    if (last.kind !== 'end') this.fail('expected end; found {{else}}');
    return list;
  }

  private invocation(isBlock: boolean): Node {
    const context = isBlock ? 'block clause' : 'template clause';
    const token = this.nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context);
    const name = this.unquoted(token);
    let pipe: Pipe | undefined;
    if (isBlock || this.peekNonSpace().type !== 'right') pipe = this.pipeline(context, 'right');
    else this.next();
    if (isBlock) this.separately(name, context);
    return { kind: 'template', pos: token.pos, name, quoted: quote(name), pipe };
  }

  /** `$x :=`, `$x =` or `$i, $x :=` at the head of a pipeline. */
  private declarations(context: string): { declares: string[]; assign: boolean } {
    const declares: string[] = [];
    while (this.peekNonSpace().type === 'variable') {
      const back = this.at;
      const variable = this.next();
      const mark = this.peekNonSpace();
      if (mark.type === 'assign' || mark.type === 'declare') {
        this.next();
        declares.push(variable.text);
        this.variables.push(variable.text);
        return { declares, assign: mark.type === 'assign' };
      }
      if (mark.type !== 'mark' || mark.text !== ',') {
        this.at = back;
        break;
      }
      this.next();
      declares.push(variable.text);
      this.variables.push(variable.text);
      if (context !== 'range' || declares.length > 1) this.fail(`too many declarations in ${context}`);
      const after = this.peekNonSpace().type;
      if (after !== 'variable' && after !== 'right' && after !== 'rightParen') {
        this.fail('range can only initialize variables');
      }
    }
    return { declares, assign: false };
  }

  private pipeline(context: string, end: TokenType): Pipe {
    const pos = this.peekNonSpace().pos;
    const { declares, assign } = this.declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.peekNonSpace();
      if (token.type === end) break;
      if (!OPERANDS.has(token.type)) {
        this.next();
        this.unexpected(token, context);
      }
      commands.push(this.command());
    }
    this.next();
    this.checkPipeline(commands, context);
    return { kind: 'pipe', pos, declares, assign, commands };
  }

  private checkPipeline(commands: readonly Command[], context: string): void {
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    const literal = commands.findIndex(
      (command, index) => index > 0 && /^(bool|dot|nil|number|string)$/.test(command.args[0]?.kind ?? ''),
    );
    if (literal > 0) this.fail(`non executable command in pipeline stage ${literal + 1}`);
  }

  private command(): Command {
    const pos = this.peekNonSpace().pos;
    const args: Operand[] = [];
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand) args.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'right' || token.type === 'rightParen') this.at--;
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.fail('empty command');
    return { kind: 'command', pos, args };
  }

  private operand(): Operand | undefined {
    const node = this.term();
    if (!node || this.peek().type !== 'field') return node;
    const { pos } = this.peek();
    const names: string[] = [];
    while (this.peek().type === 'field') names.push(this.next().text.slice(1));
    switch (node.kind) {
      case 'field':
      case 'variable':
        return { ...node, pos, names: [...node.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.fail(`unexpected . after term ${quote(nodeText(node))}`);
      default:
        return { kind: 'chain', pos, of: node, names };
    }
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace();
    const { pos } = token;
    switch (token.type) {
      case 'identifier':
        if (!this.functions.has(token.text)) this.fail(`function ${quote(token.text)} not defined`);
        return { kind: 'identifier', pos, name: token.text };
      case 'dot':
      case 'nil':
        return { kind: token.type, pos };
      case 'variable':
        if (!this.variables.includes(token.text)) this.fail(`undefined variable ${quote(token.text)}`);
        return { kind: 'variable', pos, names: [token.text] };
      case 'field':
        return { kind: 'field', pos, names: [token.text.slice(1)] };
      case 'bool':
        return { kind: 'bool', pos, value: token.text === 'true' };
      case 'number':
      case 'char':
        return this.number(token);
      case 'leftParen':
        return this.pipeline('parenthesized pipeline', 'rightParen');
      case 'string':
      case 'rawString':
        return { kind: 'string', pos, quoted: token.text, text: this.unquoted(token) };
      default:
        this.at--;
        return undefined;
    }
  }

  private number(token: Token): Operand {
    const { pos, text } = token;
    if (token.type === 'char') {
      const chars = Array.from(this.unquoted(token));
      if (chars.length !== 1) this.fail(`malformed character constant: ${text}`);
      return { kind: 'number', pos, text, value: chars[0]?.codePointAt(0) ?? 0, isInt: true, isFloat: true };
    }
    const value = read(() => parseInteger(text, 0));
    if (value !== undefined) return { kind: 'number', pos, text, value, isInt: true, isFloat: true };
    const float = read(() => parseFloat64(text.replaceAll('_', '')));
    if (float === undefined) this.fail(`illegal number syntax: ${quote(text)}`);
    if (!/[.eEpP]/.test(text)) this.fail(`integer overflow: ${quote(text)}`);
    return { kind: 'number', pos, text, value: float, isInt: Number.isInteger(float), isFloat: true };
  }
}

function read(parse: () => number): number | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Parses a template in which the functions named in `functions` may be called. Throws TemplateError. */
export function parseTemplate(text: string, functions: ReadonlySet<string>): Template {
  const parser = new Parser(text, functions);
  const root = parser.parse();
  return { text, root, defined: parser.defined };
}
