/** The tokens as the parser goes through them, and how it complains. */
import type { Span } from './ast.ts';
import { SyntaxFault, type SyntaxKind } from './error.ts';
import type { Token, TokenKind } from './tokenizer.ts';

export const KEYWORDS = new Set([
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif',
  'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or',
  'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]); // prettier-ignore

/** Deeper nesting than this ends the attempt, as the real parser's stack does. */
const DEEPEST = 200;

export class TokenStream {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected get token(): Token {
    const token = this.tokens[this.at] ?? this.tokens.at(-1);
    if (token === undefined) throw new Error('no tokens');
    return token;
  }

  protected peek(by = 1): Token {
    return this.tokens[this.at + by] ?? this.token;
  }

  protected get previous(): Token {
    return this.tokens[this.at - 1] ?? this.token;
  }

  protected isKind(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Whether the token is this operator or keyword. */
  protected is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'op' || token.kind === 'name');
  }

  protected isName(): boolean {
    return this.token.kind === 'name' && !KEYWORDS.has(this.token.text);
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected next(): Token {
    const { token } = this;
    this.at++;
    return token;
  }

  protected expect(text: string): Token {
    if (this.is(text)) return this.next();
    if (text === ':') throw this.fault("expected ':'");
    throw this.fault();
  }

  protected name(): string {
    if (!this.isName()) throw this.fault();
    return this.next().text;
  }

  /** From `start` to the end of what was taken last. */
  protected since(start: Span): Span {
    let at = this.at - 1;
    while (at > 0 && ['newline', 'dedent', 'indent'].includes(this.tokens[at]?.kind ?? '')) at--;
    const { endLine, endCol } = this.tokens[at] ?? this.previous;
    return { line: start.line, col: start.col, endLine, endCol };
  }

  protected fault(message = 'invalid syntax', at: Span = this.token, kind: SyntaxKind = 'SyntaxError'): SyntaxFault {
    return new SyntaxFault(message, at, { kind, incomplete: this.token.kind === 'end' });
  }

  protected nested<T>(parse: () => T): T {
    if (this.#depth >= DEEPEST) throw this.fault('too many nested parentheses');
    this.#depth++;
    const result = parse();
    this.#depth--;
    return result;
  }
}
