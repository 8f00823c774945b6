/**
 * Reads one complete command (up to the newline that ends it) and says where it ends, or what is wrong with it. The
 * parser that builds the tree is tolerant and knows bash's grammar only; the exact complaint, the end of a command on
 * several lines and the smaller grammars of dash and busybox are decided here. The grammar is walked in the order in
 * which these shells walk it, so that they and this notice a mistake at the same token.
 */
import { recognizeConditional } from './conditional.ts';
import { SyntaxStop } from './problem.ts';
import type { Problem, UnexpectedToken } from './problem.ts';
import type { SyntaxRules } from './rules.ts';
import { ARGUMENT, Scanner } from './scanner.ts';
import type { Edit, UnclosedHereDocument, WordContext } from './scanner.ts';
import { isOperator } from './token.ts';
import type { Token } from './token.ts';

export interface Recognition {
  /** Offset behind the newline that ends the command (or the end of input). */
  end: number;
  /** Nothing but blanks and comments. */
  empty: boolean;
  /** The end of input, not a newline, ended it. */
  open: boolean;
  edits: readonly Edit[];
  problem: Problem | undefined;
  unclosed: readonly UnclosedHereDocument[];
}

export interface RecognizeOptions {
  rules: SyntaxRules;
  extglob: boolean;
  /** The line number of the first character of the source. */
  firstLine: number;
}

/** Reads the command that begins at `start`. */
export function recognize(source: string, start: number, options: RecognizeOptions): Recognition {
  const scanner = new Scanner(source, start, options.rules, {
    extglob: options.extglob,
    firstLine: options.firstLine,
    nested: (inner) => new Recognizer(inner).commandSubstitution(),
  });
  let problem: Problem | undefined;
  let empty = false;
  let open = false;
  try {
    const recognizer = new Recognizer(scanner);
    empty = recognizer.completeCommand();
    open = recognizer.atEnd;
  } catch (error) {
    if (!(error instanceof SyntaxStop)) throw error;
    problem = error.problem;
  }
  return { end: scanner.at, empty, open, edits: scanner.edits, problem, unclosed: scanner.unclosed };
}

const KEYWORDS = [
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  'in',
  '{',
  '}',
  '!',
];
const BASH_KEYWORDS = ['select', 'time', 'coproc', '[['];
const LIST_ENDS: ReadonlySet<string> = new Set([
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'esac',
  '}',
  ')',
  ';;',
  ';&',
  ';;&',
]);
/** Commands whose arguments may be `name=(...)`. */
const DECLARATIONS: ReadonlySet<string> = new Set([
  'declare',
  'typeset',
  'local',
  'export',
  'readonly',
  'alias',
  'eval',
  'let',
]);
const DEEPEST = 500;

export class Recognizer {
  readonly scanner: Scanner;
  private readonly rules: SyntaxRules;
  private readonly keywords: ReadonlySet<string>;
  private ahead: Token | undefined;
  private depth = 0;
  /** The last token taken was the end of input. */
  atEnd = false;

  constructor(scanner: Scanner) {
    this.scanner = scanner;
    this.rules = scanner.rules;
    const extra = this.rules.bash ? BASH_KEYWORDS : [];
    this.keywords = new Set([...KEYWORDS, ...extra, ...(this.rules.functionKeyword ? ['function'] : [])]);
  }

  /** Returns whether there was no command at all. */
  completeCommand(): boolean {
    const first = this.peek();
    if (first.kind === 'newline' || first.kind === 'end') {
      this.take();
      return true;
    }
    for (;;) {
      this.andOr();
      const token = this.take();
      if (token.kind === 'end') break;
      if (token.kind === 'newline') return false;
      if (!isOperator(token, ';') && !isOperator(token, '&')) this.unexpected(token);
      const next = this.peek();
      if (next.kind === 'newline' || next.kind === 'end') {
        this.take();
        break;
      }
    }
    if (this.scanner.at >= this.scanner.source.length) this.scanner.closeHereDocuments();
    return false;
  }

  /** The inside of `$(...)`, with the closing parenthesis. */
  commandSubstitution(): void {
    this.skipNewlines();
    if (!isOperator(this.peek(), ')')) this.list(true, true);
    this.expect(')');
  }

  // Tokens

  peek(context?: WordContext): Token {
    this.ahead ??= this.scanner.next(context);
    return this.ahead;
  }

  take(): Token {
    const token = this.peek();
    this.ahead = undefined;
    this.atEnd = token.kind === 'end';
    return token;
  }

  private skipNewlines(): void {
    while (this.peek().kind === 'newline') this.take();
  }

  /** The keyword that `token` is, where one may stand. */
  private keyword(token: Token): string | undefined {
    return token.kind === 'word' && token.bare && this.keywords.has(token.text) ? token.text : undefined;
  }

  private sign(token: Token): string | undefined {
    return token.kind === 'operator' ? token.text : this.keyword(token);
  }

  private expect(sign: string): void {
    const token = this.peek();
    if (this.sign(token) !== sign) this.unexpected(token, `"${sign}"`);
    this.take();
  }

  unexpected(token: Token, expecting?: string): never {
    const line = this.scanner.lineAt(token.pos);
    throw new SyntaxStop({
      kind: 'unexpected',
      token: this.describe(token),
      expecting,
      line: token.kind === 'end' ? this.lastLine() : line,
    });
  }

  /** bash counts the newline that it supplies at the end of input. */
  private lastLine(): number {
    const source = this.scanner.source;
    return this.scanner.lineAt(source.length) + (this.rules.newlineAtEnd && !source.endsWith('\n') ? 1 : 0);
  }

  private describe(token: Token): UnexpectedToken {
    if (token.kind === 'end') return { kind: 'end of file' };
    if (token.kind === 'newline') return { kind: 'newline' };
    if (token.kind === 'redirection') return { kind: 'redirection', text: token.text };
    if (token.kind === 'operator') return { kind: 'operator', text: token.text };
    return { kind: this.keyword(token) === undefined ? 'word' : 'keyword', text: token.text };
  }

  // Lists and pipelines

  /** A compound list; `mayBeEmpty` as in case items. Leaves the token that ends it. */
  private list(mayBeEmpty: boolean, substitution = false): void {
    if (++this.depth > DEEPEST) this.unexpected(this.peek());
    this.skipNewlines();
    const nothing = (mayBeEmpty && this.endsList()) || (!this.rules.bash && this.peek().kind === 'end');
    if (!nothing) this.listItems(substitution);
    this.depth -= 1;
  }

  private listItems(substitution: boolean): void {
    for (;;) {
      this.andOr(substitution);
      const token = this.peek();
      const separator = token.kind === 'newline' || isOperator(token, ';') || isOperator(token, '&');
      if (!separator) return;
      this.take();
      this.skipNewlines();
      if (this.endsList() || this.peek().kind === 'end') return;
    }
  }

  private endsList(): boolean {
    const sign = this.sign(this.peek());
    return sign !== undefined && LIST_ENDS.has(sign);
  }

  private andOr(substitution = false): void {
    this.pipeline(substitution);
    while (isOperator(this.peek(), '&&') || isOperator(this.peek(), '||')) {
      this.take();
      this.skipNewlines();
      this.pipeline(substitution);
    }
  }

  private pipeline(substitution: boolean): void {
    if (this.rules.bash && this.prefixes()) return;
    if (!this.rules.bash && this.keyword(this.peek()) === '!') this.take();
    this.command(substitution);
    while (isOperator(this.peek(), '|') || isOperator(this.peek(), '|&')) {
      this.take();
      this.skipNewlines();
      this.command(substitution);
    }
  }

  /** bash's `!` and `time`, any number; true when nothing follows them. */
  private prefixes(): boolean {
    let any = false;
    for (;;) {
      const word = this.keyword(this.peek());
      if (word !== '!' && word !== 'time') break;
      this.take();
      any = true;
    }
    const next = this.peek();
    return (
      any &&
      (next.kind === 'newline' ||
        next.kind === 'end' ||
        isOperator(next, ';') ||
        isOperator(next, '&') ||
        isOperator(next, ')'))
    );
  }

  // Commands

  private command(substitution: boolean): void {
    const token = this.peek();
    if (this.rewriteForDialect(token)) return;
    const sign = this.sign(token);
    if (sign === undefined) {
      if (token.kind !== 'word' && token.kind !== 'redirection')
        this.unexpected(token, substitution ? '")"' : undefined);
      this.simpleCommand();
      return;
    }
    if (!this.compound(sign, token)) this.unexpected(token, substitution ? '")"' : undefined);
    this.redirections();
  }

  private compound(sign: string, token: Token): boolean {
    switch (sign) {
      case 'if':
        return this.ifCommand();
      case 'while':
      case 'until':
        this.take();
        this.list(false);
        this.doGroup();
        return true;
      case 'for':
      case 'select':
        return this.forCommand();
      case 'case':
        return this.caseCommand();
      case '{':
        return this.enclosed('}');
      case '(':
        if (this.rules.bash && this.arithmeticCommand(token)) return true;
        return this.enclosed(')');
      case '[[':
        this.take();
        this.ahead = undefined;
        recognizeConditional(this);
        return true;
      case 'function':
        return this.functionKeyword();
      case 'coproc':
        return this.coprocess();
      default:
        return false;
    }
  }

  private enclosed(close: string): boolean {
    this.take();
    this.list(false);
    this.expect(close);
    return true;
  }

  private ifCommand(): boolean {
    this.take();
    this.list(false);
    this.expect('then');
    this.list(false);
    while (this.keyword(this.peek()) === 'elif') {
      this.take();
      this.list(false);
      this.expect('then');
      this.list(false);
    }
    if (this.keyword(this.peek()) === 'else') {
      this.take();
      this.list(false);
    }
    this.expect('fi');
    return true;
  }

  private doGroup(): void {
    if (this.rules.bash && this.keyword(this.peek()) === '{') {
      this.enclosed('}');
      return;
    }
    this.expect('do');
    this.list(false);
    this.expect('done');
  }

  private forCommand(): boolean {
    this.take();
    const name = this.peek();
    if (this.rules.bash && isOperator(name, '(') && this.arithmeticFor(name)) return true;
    const line = this.scanner.lineAt(name.pos);
    if (!this.rules.bash && !(name.kind === 'word' && /^[A-Za-z_]\w*$/.test(name.text)))
      throw new SyntaxStop({ kind: 'bad loop variable', line });
    if (name.kind !== 'word')
      this.unexpected(name.kind === 'end' ? { kind: 'newline', pos: name.pos, end: name.pos } : name);
    this.take();
    this.skipNewlines();
    if (this.keyword(this.peek()) === 'in') this.wordList();
    else if (isOperator(this.peek(), ';')) this.take();
    this.skipNewlines();
    this.doGroup();
    return true;
  }

  private wordList(): void {
    this.take();
    while (this.peek(ARGUMENT).kind === 'word') this.take();
    const token = this.peek();
    if (token.kind !== 'newline' && !isOperator(token, ';')) this.unexpected(token);
    this.take();
  }

  /** `((...))`, when the two parentheses belong together. */
  private arithmeticCommand(token: Token): boolean {
    if (this.scanner.source.charAt(token.pos + 1) !== '(') return false;
    this.scanner.at = token.pos;
    this.ahead = undefined;
    if (this.scanner.arithmetic(token.pos)) return true;
    this.scanner.at = token.pos;
    return false;
  }

  private arithmeticFor(open: Token): boolean {
    if (!this.arithmeticCommand(open)) return false;
    const header = this.scanner.source.slice(open.pos, this.scanner.at);
    if (semicolons(header) !== 2)
      throw new SyntaxStop({ kind: 'arithmetic for', text: header, line: this.scanner.lineAt(open.pos) });
    if (isOperator(this.peek(), ';')) this.take();
    this.skipNewlines();
    this.doGroup();
    return true;
  }

  private caseCommand(): boolean {
    this.take();
    const subject = this.peek();
    if (subject.kind !== 'word')
      this.unexpected(this.rules.bash && subject.kind === 'end' ? newlineAt(subject) : subject, 'word');
    this.take();
    this.skipNewlines();
    this.expect('in');
    this.skipNewlines();
    while (this.keyword(this.peek()) !== 'esac') {
      this.caseItem();
      this.skipNewlines();
    }
    this.take();
    return true;
  }

  private caseItem(): void {
    if (this.peek().kind === 'end') this.unexpected(this.peek(), '")"');
    if (isOperator(this.peek(), '(')) this.take();
    for (;;) {
      const pattern = this.peek();
      if (pattern.kind !== 'word') this.unexpected(pattern, '")"');
      this.take();
      if (!isOperator(this.peek(), '|')) break;
      this.take();
    }
    const close = this.peek();
    if (!isOperator(close, ')'))
      this.unexpected(this.rules.bash && close.kind === 'end' ? newlineAt(close) : close, '")"');
    this.take();
    this.list(true);
    const end = this.sign(this.peek());
    if (end === 'esac') return;
    if (end !== ';;' && end !== ';&' && end !== ';;&') this.unexpected(this.peek(), '";;"');
    this.take();
  }

  private functionKeyword(): boolean {
    this.take();
    const name = this.peek();
    if (name.kind !== 'word') this.unexpected(this.rules.bash && name.kind === 'end' ? newlineAt(name) : name);
    this.take();
    if (isOperator(this.peek(), '(') && this.scanner.source.charAt(this.peek().end) !== '(') {
      this.take();
      this.expect(')');
    }
    this.skipNewlines();
    this.functionBody();
    return true;
  }

  /** bash wants a compound command; the others take any. */
  private functionBody(): void {
    const token = this.peek();
    const sign = this.sign(token);
    if (
      this.rules.bash &&
      (sign === undefined || sign === 'function' || sign === 'coproc' || !this.compound(sign, token))
    )
      this.unexpected(token);
    if (this.rules.bash) this.redirections();
    else this.command(false);
  }

  private coprocess(): boolean {
    this.take();
    const first = this.peek();
    const name = first.kind === 'word' && this.keyword(first) === undefined;
    if (first.kind === 'newline' || first.kind === 'end') this.unexpected(newlineAt(first));
    if (!name) {
      this.command(false);
      return true;
    }
    const after = /^\s*(\{\s|\(|if\s|while\s|until\s|for\s|case\s|\[\[\s)/.test(
      this.scanner.source.slice(first.end, first.end + 40),
    );
    if (after) this.take();
    this.command(false);
    return true;
  }

  // Simple commands

  private simpleCommand(): void {
    let words = 0;
    let others = 0;
    let arrays = false;
    for (;;) {
      const token = this.peek(words === 0 || arrays ? undefined : ARGUMENT);
      if (token.kind === 'redirection') {
        this.redirection();
        others += 1;
      } else if (token.kind === 'word') {
        this.take();
        const assigns = words === 0 && this.isAssignment(token);
        if (assigns) others += 1;
        else if (++words === 1) arrays = this.rules.bash && DECLARATIONS.has(token.text);
      } else if (isOperator(token, '(') && words === 1 && others === 0) {
        this.functionDefinition();
        return;
      } else {
        return;
      }
    }
  }

  private isAssignment(token: Token): boolean {
    if (token.kind !== 'word' || !/^[A-Za-z_]\w*(\[.*?\])?\+?=/s.test(token.text)) return false;
    if (this.rules.bash || /^[A-Za-z_]\w*=/.test(token.text)) return true;
    this.scanner.edits.push({ pos: token.pos, end: token.pos, text: '\\' });
    return false;
  }

  private functionDefinition(): void {
    const open = this.take();
    const name = /(\S+)\s*$/.exec(this.scanner.source.slice(0, open.pos))?.[1] ?? '';
    this.expect(')');
    if (this.rules.strictNames && !/^[A-Za-z_]\w*$/.test(name)) {
      throw new SyntaxStop({ kind: 'bad function name', line: this.scanner.lineAt(open.pos) });
    }
    this.skipNewlines();
    this.functionBody();
  }

  private redirections(): void {
    while (this.peek().kind === 'redirection') this.redirection();
  }

  private redirection(): void {
    const token = this.take();
    const operator =
      token.kind === 'redirection' ? this.scanner.source.slice(token.pos, token.end).replace(/^(\d+|\{\w+\})/, '') : '';
    const target = this.peek();
    if (operator === '<<<' && !this.rules.bash) this.unexpected(tokenLike(token, '<'));
    if (target.kind !== 'word') this.unexpected(this.rules.bash && target.kind === 'end' ? newlineAt(target) : target);
    // The lexer has already gone past the delimiter and no further: the body begins at the next newline token.
    this.ahead = undefined;
    if (operator === '<<' || operator === '<<-') this.scanner.expectHereDocument(target, operator === '<<-');
    else if (!this.rules.longDescriptors && /^[<>]&$/.test(operator) && target.bare && !/^(\d|-)$/.test(target.text)) {
      throw new SyntaxStop({ kind: 'bad descriptor', line: this.scanner.lineAt(target.pos) });
    }
  }

  /** What only bash's grammar (that of the parser behind) gives a meaning is hidden from it. True when all is read. */
  private rewriteForDialect(token: Token): boolean {
    if (this.rules.bash) return false;
    const text = token.kind === 'word' && token.bare ? token.text : '';
    if (BASH_KEYWORDS.includes(text) || (text === 'function' && !this.rules.functionKeyword)) {
      this.scanner.edits.push({ pos: token.pos, end: token.pos, text: '\\' });
    }
    if (isOperator(token, '(') && this.scanner.source.charAt(token.end) === '(') {
      this.scanner.edits.push({ pos: token.end, end: token.end, text: ' ' });
    }
    if (text !== '[[' || this.rules.doubleBracket !== 'command') return false;
    this.bracketCommand();
    return true;
  }

  /** busybox: `[[ a && b ]]` is one command, its `&&` and `||` are words of it. */
  private bracketCommand(): void {
    for (let count = 0; ; count++) {
      const token = this.peek();
      if (count === 1 && isOperator(token, '(')) this.functionDefinition();
      if (token.kind === 'redirection') {
        this.redirection();
        continue;
      }
      const joins = isOperator(token, '&&') || isOperator(token, '||');
      if (token.kind !== 'word' && !joins) return;
      if (joins)
        this.scanner.edits.push({ pos: token.pos, end: token.end, text: isOperator(token, '&&') ? ' -a ' : ' -o ' });
      this.take();
      if (token.kind === 'word' && token.text === ']]') return;
    }
  }
}

function newlineAt(token: Token): Token {
  return { kind: 'newline', pos: token.pos, end: token.pos };
}

function tokenLike(token: Token, text: string): Token {
  return { kind: 'redirection', pos: token.pos, end: token.end, text };
}

/** Semicolons of a `for ((...))` header outside nested parentheses and quotes. */
function semicolons(header: string): number {
  return header.replace(/'[^']*'|"[^"]*"|\\./gs, '').split(';').length - 1;
}
