/** The words of a Go template (text/template): text outside `{{ }}`, and operands, keywords and marks inside. */
import { quote } from '../../go/strconv.ts';

export type TokenType =
  | 'error'
  | 'eof'
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'identifier'
  | 'keyword'
  | 'field'
  | 'variable'
  | 'dot'
  | 'nil'
  | 'bool'
  | 'number'
  | 'char'
  | 'string'
  | 'rawString'
  | 'pipe'
  | 'declare'
  | 'assign'
  | 'leftParen'
  | 'rightParen'
  | 'mark';

export interface Token {
  type: TokenType;
  text: string;
  /** Offset in the template, in UTF-16 units. */
  pos: number;
  line: number;
}

const KEYWORDS = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);
const ALPHANUMERIC = /[_\p{L}\p{Nd}]/u;
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;

/** How %#U prints a character: `U+0040 '@'`. */
function unicodeName(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(char) ? `U+${code} '${char}'` : `U+${code}`;
}

class Lexer {
  readonly tokens: Token[] = [];
  private readonly input: string;
  private pos = 0;
  private line = 1;
  private depth = 0;

  constructor(input: string) {
    this.input = input;
  }

  run(): readonly Token[] {
    try {
      while (this.text()) {
        if (this.comment()) continue;
        this.action();
      }
    } catch (stop) {
      if (!(stop instanceof LexStop)) throw stop;
    }
    return this.tokens;
  }

  private emit(type: TokenType, from: number): void {
    const text = this.input.slice(from, this.pos);
    this.tokens.push({ type, text, pos: from, line: this.line });
    this.countLines(text);
  }

  private countLines(text: string): void {
    this.line += text.split('\n').length - 1;
  }

  private fail(message: string, from: number): never {
    this.tokens.push({ type: 'error', text: message, pos: from, line: this.line });
    throw new LexStop();
  }

  private at(text: string, offset = 0): boolean {
    return this.input.startsWith(text, this.pos + offset);
  }

  private char(): string {
    const code = this.input.codePointAt(this.pos);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  /** Text up to the next action; false at the end. */
  private text(): boolean {
    const start = this.pos;
    const next = this.input.indexOf('{{', start);
    const end = next < 0 ? this.input.length : next;
    let shown = this.input.slice(start, end);
    if (next >= 0 && /^-[ \t\r\n]/.test(this.input.slice(next + 2))) shown = shown.replace(/[ \t\r\n]+$/, '');
    this.pos = start + shown.length;
    if (shown !== '') this.emit('text', start);
    if (next >= 0) this.countLines(this.input.slice(this.pos, end));
    this.pos = end;
    if (next < 0) this.emit('eof', end);
    return next >= 0;
  }

  /** Skips `{{/* … *}}`; false when the action is none. */
  private comment(): boolean {
    const trim = /^-[ \t\r\n]/.test(this.input.slice(this.pos + 2)) ? 2 : 0;
    if (!this.at('/*', 2 + trim)) return false;
    const from = this.pos + 2 + trim;
    const end = this.input.indexOf('*/', from + 2);
    if (end < 0) this.fail('unclosed comment', from);
    this.pos = end + 2;
    const close = this.closing();
    if (!close) this.fail('comment ends before closing delimiter', from);
    this.countLines(this.input.slice(from, this.pos));
    this.pos += close.length;
    if (close.trim) this.skipSpace();
    return true;
  }

  private skipSpace(): void {
    const space = /^[ \t\r\n]*/.exec(this.input.slice(this.pos))?.[0] ?? '';
    this.countLines(space);
    this.pos += space.length;
  }

  /** The closing delimiter at the current place, with its trim marker. */
  private closing(): { length: number; trim: boolean } | undefined {
    if (/^[ \t\r\n]-\}\}/.test(this.input.slice(this.pos, this.pos + 4))) return { length: 4, trim: true };
    return this.at('}}') ? { length: 2, trim: false } : undefined;
  }

  private action(): void {
    const start = this.pos;
    this.pos += 2;
    this.emit('left', start);
    if (/^-[ \t\r\n]/.test(this.input.slice(this.pos))) this.pos += 2;
    this.depth = 0;
    while (!this.finished()) this.word();
  }

  private finished(): boolean {
    const close = this.closing();
    if (!close) return false;
    if (this.depth > 0) this.fail('unclosed left paren', this.pos);
    const start = this.pos + (close.trim ? 2 : 0);
    this.pos += close.length;
    this.emit('right', start);
    if (close.trim) this.skipSpace();
    return true;
  }

  private word(): void {
    const start = this.pos;
    const char = this.char();
    if (char === '') this.fail('unclosed action', start);
    if (/[ \t\r\n]/.test(char)) return this.space();
    if (char === '"') return this.quoted('"', 'string', 'unterminated quoted string');
    if (char === "'") return this.quoted("'", 'char', 'unterminated character constant');
    if (char === '`') return this.raw();
    if (char === '$' || (char === '.' && !/^\.[0-9]/.test(this.input.slice(start)))) return this.name(char);
    if (/[0-9+.-]/.test(char)) return this.number();
    if (ALPHANUMERIC.test(char)) return this.identifier();
    this.mark(char);
  }

  private mark(char: string): void {
    const start = this.pos;
    this.pos += char.length;
    if (char === ':') {
      if (!this.at('=')) this.fail('expected :=', start);
      this.pos++;
      return this.emit('declare', start);
    }
    if (char === '=') return this.emit('assign', start);
    if (char === '|') return this.emit('pipe', start);
    if (char === '(') {
      this.depth++;
      return this.emit('leftParen', start);
    }
    if (char === ')') {
      this.depth--;
      if (this.depth < 0) this.fail('unexpected right paren', start);
      return this.emit('rightParen', start);
    }
    if (/^[\x21-\x7e]$/.test(char)) return this.emit('mark', start);
    this.fail(`unrecognized character in action: ${unicodeName(char)}`, start);
  }

  private space(): void {
    const start = this.pos;
    while (/^[ \t\r\n]/.test(this.char()) && !this.closing()?.trim) this.pos++;
    if (this.pos > start) this.emit('space', start);
  }

  /** Characters after which a name may end. */
  private terminated(): boolean {
    const char = this.char();
    return char === '' || /[ \t\r\n.,|:)(]/.test(char) || this.at('}}');
  }

  private alphanumerics(): void {
    while (this.char() !== '' && ALPHANUMERIC.test(this.char())) this.pos += this.char().length;
    if (!this.terminated()) this.fail(`bad character ${unicodeName(this.char())}`, this.pos);
  }

  private name(mark: string): void {
    const start = this.pos++;
    const type = mark === '$' ? 'variable' : 'field';
    if (this.terminated()) return this.emit(mark === '$' ? 'variable' : 'dot', start);
    this.alphanumerics();
    this.emit(type, start);
  }

  private identifier(): void {
    const start = this.pos;
    this.alphanumerics();
    const word = this.input.slice(start, this.pos);
    if (KEYWORDS.has(word)) return this.emit('keyword', start);
    if (word === 'nil') return this.emit('nil', start);
    this.emit(word === 'true' || word === 'false' ? 'bool' : 'identifier', start);
  }

  private number(): void {
    const start = this.pos;
    NUMBER.lastIndex = start;
    this.pos += NUMBER.exec(this.input)?.[0].length ?? 0;
    const next = this.char();
    if (next !== '' && (ALPHANUMERIC.test(next) || /[+-]/.test(next))) {
      this.pos += next.length;
      this.fail(`bad number syntax: ${quote(this.input.slice(start, this.pos))}`, start);
    }
    this.emit('number', start);
  }

  private quoted(delimiter: string, type: TokenType, unterminated: string): void {
    const start = this.pos++;
    for (;;) {
      const char = this.char();
      if (char === '' || char === '\n') this.fail(unterminated, start);
      this.pos += char.length;
      if (char === delimiter) return this.emit(type, start);
      if (char === '\\') {
        if (this.char() === '' || this.char() === '\n') this.fail(unterminated, start);
        this.pos += this.char().length;
      }
    }
  }

  private raw(): void {
    const start = this.pos;
    const end = this.input.indexOf('`', start + 1);
    if (end < 0) this.fail('unterminated raw quoted string', start);
    this.pos = end + 1;
    this.emit('rawString', start);
  }
}

class LexStop extends Error {}

/** All tokens of a template; the last one is `eof` or `error` (whose text says what is wrong). */
export function lex(input: string): readonly Token[] {
  return new Lexer(input).run();
}
