/** What string literals mean: escapes, and the parts of f-strings. */
import { PyBytes } from '../objects/core.ts';
import type { Expr, Span } from './ast.ts';
import { SyntaxFault } from './error.ts';
import { Tokenizer, type Token } from './tokenizer.ts';
import { characterByName } from './character-names.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
}; // prettier-ignore

const ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{0,2})|u([\da-fA-F]{0,4})|U([\da-fA-F]{0,8})|N\{([^}]*)\}|([^]))/gu;

/** Told of `\d` and the like, which CPython warns of. */
export type Warn = (message: string, at: Span) => void;

export function unescape(text: string, at: Span, bytes: boolean, warn: Warn): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (all: string, octal?: string, x?: string, u?: string, U?: string, named?: string, one?: string, place: number = 0) => {
    const bad = (what: string): SyntaxFault =>
      new SyntaxFault(
        bytes
          ? `(value error) invalid \\x escape at position ${place}`
          : `(unicode error) 'unicodeescape' codec can't decode bytes in position ${place}-${place + all.length - 1}: ${what}`,
        at,
      );
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    if (x !== undefined) {
      if (x.length < 2) throw bad('truncated \\xXX escape');
      return String.fromCharCode(parseInt(x, 16));
    }
    if (bytes && (u !== undefined || U !== undefined || named !== undefined)) return all;
    if (u !== undefined) {
      if (u.length < 4) throw bad('truncated \\uXXXX escape');
      return String.fromCharCode(parseInt(u, 16));
    }
    if (U !== undefined) {
      if (U.length < 8) throw bad('truncated \\UXXXXXXXX escape');
      const code = parseInt(U, 16);
      if (code > 0x10ffff) throw bad('illegal Unicode character');
      return String.fromCodePoint(code);
    }
    if (named !== undefined) {
      const character = characterByName(named);
      if (character === undefined) throw bad('unknown Unicode character name');
      return character;
    }
    const simple = SIMPLE[one ?? ''];
    if (simple !== undefined) return simple;
    if (one === 'N' && !bytes) throw bad('malformed \\N character escape');
    warn(`invalid escape sequence '\\${one ?? ''}'`, at);
    return all;
  }); // prettier-ignore
}

export function bytesLiteral(text: string, isRaw: boolean, at: Span, warn: Warn): PyBytes {
  if (/[^\x00-\x7f]/.test(text)) throw new SyntaxFault('bytes can only contain ASCII literal characters', at);
  const plain = isRaw ? text : unescape(text, at, true, warn);
  return new PyBytes(Uint8Array.from(plain, (c) => c.charCodeAt(0) & 255));
}

/** Parses the tokens of one replacement field's expression. */
export type ParseField = (tokens: Token[]) => Expr;

/** Where one is in the text of a literal, as a place in the source. */
class Place {
  readonly #line: number;
  readonly #col: number;
  readonly #text: string;
  constructor(token: Token) {
    this.#line = token.line;
    this.#col = token.bodyCol;
    this.#text = token.text;
  }
  at(index: number): { line: number; col: number } {
    const before = this.#text.slice(0, index);
    const newlines = before.split('\n').length - 1;
    if (newlines === 0) return { line: this.#line, col: this.#col + index };
    return { line: this.#line + newlines, col: index - before.lastIndexOf('\n') - 1 };
  }
}

export class FormatString {
  readonly #text: string;
  readonly #token: Token;
  readonly #raw: boolean;
  readonly #place: Place;
  readonly #parse: ParseField;
  readonly #warn: Warn;
  #at = 0;

  constructor(token: Token, parse: ParseField, warn: Warn) {
    this.#token = token;
    this.#text = token.text;
    this.#raw = token.prefix.includes('r');
    this.#place = new Place(token);
    this.#parse = parse;
    this.#warn = warn;
  }

  parts(): Expr[] {
    return this.#parts(false);
  }

  #fault(message: string, index = this.#at): SyntaxFault {
    const { line, col } = this.#place.at(index);
    return new SyntaxFault(`f-string: ${message}`, { line, col, endLine: line, endCol: col + 1 });
  }

  /** Up to the end, or in a format specification up to the brace that ends it. */
  #parts(inSpec: boolean): Expr[] {
    const parts: Expr[] = [];
    let text = '';
    const flush = (): void => {
      if (text === '') return;
      const value = this.#raw ? text : unescape(text, this.#token, false, this.#warn);
      parts.push({ kind: 'Constant', value, at: this.#token });
      text = '';
    };
    while (this.#at < this.#text.length) {
      const c = this.#text.charAt(this.#at);
      if (c === '\\' && !this.#raw) {
        const named = /^\\N\{[^}]*\}/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0];
        const taken = named ?? this.#text.slice(this.#at, this.#at + 2);
        text += taken;
        this.#at += taken.length;
      } else if (c === '{') {
        if (!inSpec && this.#text.charAt(this.#at + 1) === '{') {
          text += '{';
          this.#at += 2;
          continue;
        }
        flush();
        parts.push(...this.#field());
      } else if (c === '}') {
        if (inSpec) break;
        if (this.#text.charAt(this.#at + 1) !== '}') throw this.#fault("single '}' is not allowed");
        text += '}';
        this.#at += 2;
      } else {
        text += c;
        this.#at++;
      }
    }
    flush();
    return parts;
  }

  /** `{expression = !r : spec}`; the brace stands at `#at`. */
  #field(): Expr[] {
    const start = this.#place.at(this.#at);
    const begin = this.#at + 1;
    const end = this.#expressionEnd(begin);
    const source = this.#text.slice(begin, end);
    if (source.trim() === '') {
      const c = this.#text.charAt(end);
      throw c === '' ? this.#fault("expecting a valid expression after '{'") : this.#fault(`valid expression required before '${c}'`, end); // prettier-ignore
    }
    const value = this.#parse(this.#tokens(source, begin));
    this.#at = end;
    let debug = false;
    if (this.#text.charAt(this.#at) === '=') {
      debug = true;
      this.#at++;
      while (/\s/.test(this.#text.charAt(this.#at))) this.#at++;
    }
    const label = this.#text.slice(begin, this.#at);
    let conversion: '' | 'r' | 's' | 'a' = '';
    if (this.#text.charAt(this.#at) === '!') {
      const c = this.#text.charAt(this.#at + 1);
      if (c !== 'r' && c !== 's' && c !== 'a') {
        throw /\w/.test(c)
          ? this.#fault(`invalid conversion character '${/^\w+/.exec(this.#text.slice(this.#at + 1))?.[0] ?? c}': expected 's', 'r', or 'a'`)
          : this.#fault('invalid conversion character'); // prettier-ignore
      }
      conversion = c;
      this.#at += 2;
      while (this.#text.charAt(this.#at) === ' ') this.#at++;
    }
    let spec: Expr | undefined;
    if (this.#text.charAt(this.#at) === ':') {
      this.#at++;
      spec = { kind: 'JoinedStr', parts: this.#parts(true), at: this.#token };
    }
    if (this.#text.charAt(this.#at) !== '}') throw this.#fault("expecting '}'");
    this.#at++;
    const close = this.#place.at(this.#at);
    const at = { line: start.line, col: start.col, endLine: close.line, endCol: close.col };
    if (debug && conversion === '' && spec === undefined) conversion = 'r';
    const field: Expr = { kind: 'FormattedValue', value, conversion, spec, at };
    return debug ? [{ kind: 'Constant', value: label, at: this.#token }, field] : [field];
  }

  #tokens(source: string, begin: number): Token[] {
    const { line, col } = this.#place.at(begin);
    const move = <T extends Span>(it: T): T => {
      const first = it.line === 1;
      const last = it.endLine === 1;
      // The bracket in front makes line breaks harmless.
      return { ...it, line: it.line + line - 1, endLine: it.endLine + line - 1, col: first ? it.col + col - 1 : it.col, endCol: last ? it.endCol + col - 1 : it.endCol }; // prettier-ignore
    };
    try {
      return new Tokenizer(`(${source}\n)`).run().map((token) => ({ ...move(token), bodyCol: token.line === 1 ? token.bodyCol + col - 1 : token.bodyCol })); // prettier-ignore
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      const at = move({ line: error.line, col: error.column - 1, endLine: error.endLine, endCol: error.endColumn - 1 });
      throw new SyntaxFault(`f-string: ${error.message}`, at);
    }
  }

  /** Where the expression that begins at `from` ends: at `=`, `!`, `:` or `}` outside of brackets and strings. */
  #expressionEnd(from: number): number {
    let depth = 0;
    let at = from;
    const text = this.#text;
    while (at < text.length) {
      const c = text.charAt(at);
      if (c === '"' || c === "'") {
        const quote = text.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
        at += quote.length;
        while (at < text.length && !text.startsWith(quote, at)) at += text.charAt(at) === '\\' ? 2 : 1;
        at += quote.length;
        continue;
      }
      if (c === '(' || c === '[' || c === '{') depth++;
      else if (depth > 0 && (c === ')' || c === ']' || c === '}')) depth--;
      else if (depth === 0) {
        if (c === '}' || c === ':') return at;
        const two = text.slice(at, at + 2);
        if (c === '!' && two !== '!=') return at;
        if (c === '=' && two !== '==' && !/[=!<>:]/.test(text.charAt(at - 1))) return at;
        if (two === '==' || two === '!=' || two === '<=' || two === '>=') at++;
      }
      at++;
    }
    throw this.#fault("expecting '}'", Math.max(0, text.length - 1));
  }
}
