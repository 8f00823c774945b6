/**
 * Source text to tokens: indentation, joined lines, strings with their prefixes (f-strings are taken apart by the
 * parser), numbers. Follows the lexical analysis of the language reference and says what CPython 3.13 says.
 */
import { shortest, type Value } from '../objects/core.ts';
import type { Span } from './ast.ts';
import { SyntaxFault } from './error.ts';

export type TokenKind =
  'name' | 'number' | 'imaginary' | 'float' | 'string' | 'op' | 'newline' | 'indent' | 'dedent' | 'end';

export interface Token extends Span {
  kind: TokenKind;
  /** As written; for strings, what stands between the quotes. */
  text: string;
  value: Value | undefined;
  /** Of strings: lower-case letters before the quote, and the quotes. */
  prefix: string;
  quote: string;
  /** Where the text between the quotes begins. */
  bodyCol: number;
}

const OPERATORS = [
  '**=', '//=', '>>=', '<<=', '...', '!=', '->', ':=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '@=', '==', '<=',
  '>=', '**', '//', '<<', '>>', '+', '-', '*', '/', '%', '@', '&', '|', '^', '~', '<', '>', '(', ')', '[', ']', '{',
  '}', ',', ':', '.', ';', '=', '!',
]; // prettier-ignore

const BY_FIRST = new Map<string, string[]>();
for (const op of OPERATORS) BY_FIRST.set(op.charAt(0), [...(BY_FIRST.get(op.charAt(0)) ?? []), op]);

const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const STRING_START = /([rbfuRBFU]{0,2})('''|"""|'|")/y;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const TAB = 8;

export class Tokenizer {
  readonly lines: string[];
  readonly tokens: Token[] = [];
  #line = 0;
  #col = 0;
  readonly #indents: { width: number; alternative: number }[] = [{ width: 0, alternative: 0 }];
  readonly #open: { text: string; line: number; col: number }[] = [];

  constructor(source: string) {
    const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
    this.lines = text.split('\n');
    if (this.lines.at(-1) === '') this.lines.pop();
  }

  #at(col: number, endCol = col, line = this.#line): Span {
    return { line: line + 1, col, endLine: this.#line + 1, endCol };
  }

  #push(kind: TokenKind, text: string, at: Span, value?: Value): void {
    this.tokens.push({ kind, text, value, prefix: '', quote: '', bodyCol: 0, ...at });
  }

  run(): Token[] {
    while (this.#line < this.lines.length) {
      const line = this.lines[this.#line] ?? '';
      if (this.#open.length === 0) {
        if (/^[ \t\f]*(?:#.*)?$/.test(line)) {
          this.#line++;
          continue;
        }
        this.#indentation(line);
      }
      this.#logicalLine();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) {
      throw new SyntaxFault(
        `'${unclosed.text}' was never closed`,
        { line: unclosed.line + 1, col: unclosed.col, endLine: unclosed.line + 1, endCol: unclosed.col },
        { incomplete: true },
      );
    }
    const at = { line: this.lines.length + 1, col: 0, endLine: this.lines.length + 1, endCol: 0 };
    for (let i = this.#indents.length; i > 1; i--) this.#push('dedent', '', at);
    this.#push('end', '', at);
    return this.tokens;
  }

  #indentation(line: string): void {
    let width = 0;
    let alternative = 0;
    let col = 0;
    for (; col < line.length; col++) {
      const c = line.charAt(col);
      if (c === ' ') {
        width++;
        alternative++;
      } else if (c === '\t') {
        width = (Math.floor(width / TAB) + 1) * TAB;
        alternative++;
      } else if (c === '\f') width = alternative = 0;
      else break;
    }
    this.#col = col;
    const top = this.#indents.at(-1) ?? { width: 0, alternative: 0 };
    const mixed = (): SyntaxFault =>
      new SyntaxFault('inconsistent use of tabs and spaces in indentation', this.#at(line.length, line.length), {
        kind: 'TabError',
      });
    if (width === top.width) {
      if (alternative !== top.alternative) throw mixed();
      return;
    }
    if (width > top.width) {
      if (alternative <= top.alternative) throw mixed();
      this.#indents.push({ width, alternative });
      this.#push('indent', '', this.#at(0, col));
      return;
    }
    while ((this.#indents.at(-1)?.width ?? 0) > width) {
      this.#indents.pop();
      this.#push('dedent', '', this.#at(col, col));
    }
    if (this.#indents.at(-1)?.width !== width) {
      throw new SyntaxFault('unindent does not match any outer indentation level', this.#at(line.length, line.length), {
        kind: 'IndentationError',
      });
    }
    if (this.#indents.at(-1)?.alternative !== alternative) throw mixed();
  }

  /** From where it stands to the end of the physical line, or further when brackets or strings go on. */
  #logicalLine(): void {
    for (;;) {
      const line = this.lines[this.#line] ?? '';
      if (this.#col >= line.length || line.charAt(this.#col) === '#') {
        if (this.#open.length === 0)
          this.#push('newline', '', this.#at(Math.min(this.#col, line.length), this.#col + 1));
        this.#next();
        return;
      }
      const c = line.charAt(this.#col);
      if (c === ' ' || c === '\t' || c === '\f') {
        this.#col++;
      } else if (c === '\\') {
        if (this.#col !== line.length - 1) {
          throw new SyntaxFault('unexpected character after line continuation character', this.#at(this.#col + 1));
        }
        if (this.#line + 1 >= this.lines.length) {
          throw new SyntaxFault('unexpected EOF while parsing', this.#at(this.#col + 1), { incomplete: true });
        }
        this.#next();
      } else this.#token(line, c);
    }
  }

  #next(): void {
    this.#line++;
    this.#col = 0;
  }

  #token(line: string, c: string): void {
    STRING_START.lastIndex = this.#col;
    const string = STRING_START.exec(line);
    if (string !== null && /^(?:r|b|f|u|br|rb|fr|rf|)$/i.test(string[1] ?? '')) {
      this.#string(line, string[1] ?? '', string[2] ?? "'");
      return;
    }
    NAME.lastIndex = this.#col;
    const name = NAME.exec(line)?.[0];
    if (name !== undefined) {
      this.#push('name', name.normalize('NFKC'), this.#at(this.#col, this.#col + name.length));
      this.#col += name.length;
      return;
    }
    if ((c >= '0' && c <= '9') || (c === '.' && /\d/.test(line.charAt(this.#col + 1)))) {
      this.#number(line);
      return;
    }
    const op = BY_FIRST.get(c)?.find((it) => line.startsWith(it, this.#col));
    if (op === undefined) this.#badCharacter(line);
    else this.#operator(op);
  }

  #badCharacter(line: string): never {
    const c = String.fromCodePoint(line.codePointAt(this.#col) ?? 0);
    const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const at = this.#at(this.#col, this.#col);
    if (c === '$' || c === '?' || c === '`')
      throw new SyntaxFault('invalid syntax', this.#at(this.#col, this.#col + 1));
    if (/[\p{C}\p{Z}]/u.test(c)) throw new SyntaxFault(`invalid non-printable character U+${code}`, at);
    throw new SyntaxFault(`invalid character '${c}' (U+${code})`, at);
  }

  #operator(op: string): void {
    const at = this.#at(this.#col, this.#col + op.length);
    if (op in CLOSING) {
      this.#open.push({ text: op, line: this.#line, col: this.#col });
    } else if (op === ')' || op === ']' || op === '}') {
      const open = this.#open.pop();
      if (open === undefined) throw new SyntaxFault(`unmatched '${op}'`, this.#at(this.#col, this.#col));
      if (CLOSING[open.text] !== op) {
        const where = open.line === this.#line ? '' : ` on line ${open.line + 1}`;
        throw new SyntaxFault(
          `closing parenthesis '${op}' does not match opening parenthesis '${open.text}'${where}`,
          this.#at(this.#col, this.#col),
        );
      }
    }
    this.#push('op', op, at);
    this.#col += op.length;
  }

  #number(line: string): void {
    NUMBER.lastIndex = this.#col;
    const text = NUMBER.exec(line)?.[0] ?? '';
    const at = this.#at(this.#col, this.#col + text.length);
    const after = line.charAt(this.#col + text.length);
    const kind = /^0[xX]/.test(text) ? 'hexadecimal' : /^0[oO]/.test(text) ? 'octal' : /^0[bB]/.test(text) ? 'binary' : 'decimal'; // prettier-ignore
    const rest = line.slice(this.#col + text.length);
    if (/[\p{ID_Start}_\d]/u.test(after) && !/^(?:and|else|for|if|in|is|not|or)\b/.test(rest)) {
      if (text === '0' && /[xob]/i.test(after)) {
        const name = { x: 'hexadecimal', o: 'octal', b: 'binary' }[after.toLowerCase()] ?? '';
        throw new SyntaxFault(`invalid ${name} literal`, this.#at(this.#col, this.#col));
      }
      if (/\d/.test(after) && kind !== 'decimal') {
        throw new SyntaxFault(`invalid digit '${after}' in ${kind} literal`, this.#at(this.#col + text.length));
      }
      throw new SyntaxFault(
        `invalid ${kind} literal`,
        this.#at(this.#col + text.length - 1, this.#col + text.length - 1),
      );
    }
    const clean = text.replaceAll('_', '');
    if (kind === 'decimal' && /^0\d*[1-9]\d*$/.test(clean)) {
      throw new SyntaxFault(
        'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
        this.#at(this.#col, this.#col + text.length - text.replace(/^0+/, '').length),
      );
    }
    if (/j$/i.test(clean)) this.#push('imaginary', text, at, clean.slice(0, -1));
    else if (kind === 'decimal' && /[.eE]/.test(clean)) this.#push('float', text, at, clean);
    else this.#push('number', text, at, clean.length < 15 ? Number(clean) : shortest(BigInt(clean)));
    this.#col += text.length;
  }

  #string(line: string, prefix: string, quote: string): void {
    const start = this.#col;
    const startLine = this.#line;
    const triple = quote.length === 3;
    let col = this.#col + prefix.length + quote.length;
    const bodyCol = col;
    const isFormat = /f/i.test(prefix);
    const parts: string[] = [];
    let from = col;
    let current = line;
    // In the braces of an f-string the same quotes may be used again (PEP 701): nesting is followed there.
    let depth = 0;
    const inner: string[] = [];
    for (;;) {
      if (col >= current.length) {
        const escaped = current.endsWith('\\') && /(?:^|[^\\])(?:\\\\)*\\$/.test(current.slice(from)) && depth === 0;
        if ((!triple && !escaped && depth === 0) || this.#line + 1 >= this.lines.length) {
          const name = isFormat ? 'f-string' : 'string';
          throw triple
            ? new SyntaxFault(
                `unterminated triple-quoted ${isFormat ? 'f-string' : 'string'} literal (detected at line ${this.lines.length})`,
                { line: startLine + 1, col: start, endLine: startLine + 1, endCol: start },
                { incomplete: true },
              )
            : new SyntaxFault(`unterminated ${name} literal (detected at line ${startLine + 1})`, {
                line: startLine + 1, col: start, endLine: startLine + 1, endCol: start,
              }); // prettier-ignore
        }
        parts.push(current.slice(from), '\n');
        this.#line++;
        current = this.lines[this.#line] ?? '';
        col = from = 0;
        continue;
      }
      const c = current.charAt(col);
      const nested = inner.at(-1);
      if (nested !== undefined) {
        if (c === '\\') col += 2;
        else if (current.startsWith(nested, col)) {
          inner.pop();
          col += nested.length;
        } else col++;
        continue;
      }
      if (c === '\\' && depth === 0) {
        col += 2;
        if (isFormat && current.startsWith('N{', col - 1) && !/r/i.test(prefix)) {
          const close = current.indexOf('}', col);
          if (close > 0) col = close + 1;
        }
        continue;
      }
      if (isFormat && c === '{') {
        if (depth === 0 && current.charAt(col + 1) === '{') col += 2;
        else {
          depth++;
          col++;
        }
        continue;
      }
      if (isFormat && depth > 0) {
        if (c === '}') {
          depth--;
          col++;
          continue;
        }
        if (c === '"' || c === "'") {
          const opening = current.startsWith(c.repeat(3), col) ? c.repeat(3) : c;
          if (opening !== quote || depth > 0) {
            // The string ends here if nothing can close the brace: older style, seldom meant otherwise.
            if (opening === quote && !current.slice(col + 1).includes('}') && !triple) {
              throw new SyntaxFault(`f-string: expecting '}'`, this.#at(col, col + 1));
            }
            inner.push(opening);
            col += opening.length;
            continue;
          }
        }
        col++;
        continue;
      }
      if (current.startsWith(quote, col)) break;
      col++;
    }
    parts.push(current.slice(from, col));
    this.#col = col + quote.length;
    this.tokens.push({
      kind: 'string', text: parts.join(''), value: undefined, prefix: prefix.toLowerCase(), quote, bodyCol,
      line: startLine + 1, col: start, endLine: this.#line + 1, endCol: this.#col,
    }); // prettier-ignore
  }
}
