/** .env files: NAME=value lines with comments, quotes, `export` and variables, as Compose reads them. */
import { substitute, type Variables } from './template.ts';

const ESCAPED = /\\(?:[abcfnrtv$"\\]|0\d{0,3})/g;
const SPACE = /^[\t\v\f\r \u0085\u00a0]+/;

/** Adds a file's variables to `into`, in which later lines can use earlier ones. Throws with the line. */
export function parseDotenv(
  text: string,
  outer: Variables,
  warn: (text: string) => void,
  into: Map<string, string> = new Map(),
): Map<string, string> {
  new Reader(text.replace(/^\ufeff/, ''), outer, warn, into).read();
  return into;
}

class Reader {
  private rest: string;
  private line = 1;
  private readonly scope: Variables;
  private readonly outer: Variables;
  private readonly warn: (text: string) => void;
  private readonly into: Map<string, string>;

  constructor(text: string, outer: Variables, warn: (text: string) => void, into: Map<string, string>) {
    this.rest = text;
    this.outer = outer;
    this.warn = warn;
    this.into = into;
    this.scope = { get: (name) => outer.get(name) ?? into.get(name) };
  }

  read(): void {
    while (this.toStatement()) {
      const { key, inherited } = this.key();
      if (key.includes(' ')) throw new Error(`line ${String(this.line)}: key cannot contain a space`);
      if (inherited) {
        const value = this.outer.get(key);
        if (value !== undefined) this.into.set(key, value);
      } else {
        this.into.set(key, this.value());
      }
    }
  }

  private toStatement(): boolean {
    for (;;) {
      const blank = /^\s+/.exec(this.rest)?.[0] ?? '';
      this.skip(blank.length);
      if (!this.rest.startsWith('#')) return this.rest !== '';
      const end = this.rest.indexOf('\n');
      this.rest = end < 0 ? '' : this.rest.slice(end);
    }
  }

  private skip(length: number): void {
    this.line += this.rest.slice(0, length).split('\n').length - 1;
    this.rest = this.rest.slice(length);
  }

  private key(): { key: string; inherited: boolean } {
    if (/^export\s+/.test(this.rest)) this.rest = this.rest.slice('export'.length).replace(SPACE, '');
    const [first = ''] = this.rest.split('\n');
    for (const [at, char] of [...this.rest].entries()) {
      if (char === '=' || char === ':' || char === '\n') return this.cutKey(at, char === '\n');
      if (!/[\t\v\f\r \u0085\u00a0_.\-[\]\p{L}\p{N}]/u.test(char)) {
        throw new Error(
          `line ${String(this.line)}: unexpected character ${JSON.stringify(char)} in variable name ${JSON.stringify(first)}`,
        );
      }
    }
    const key = this.rest.trimEnd();
    this.rest = '';
    return { key, inherited: true };
  }

  private cutKey(at: number, inherited: boolean): { key: string; inherited: boolean } {
    const key = this.rest.slice(0, at).trimEnd();
    if (inherited) this.line++;
    this.rest = this.rest.slice(at + 1).replace(SPACE, '');
    return { key, inherited };
  }

  private value(): string {
    const quote = this.rest[0];
    if (quote === '"' || quote === "'") return this.quoted(quote);
    const end = this.rest.indexOf('\n');
    const line = end < 0 ? this.rest : this.rest.slice(0, end);
    this.rest = end < 0 ? '' : this.rest.slice(end + 1);
    this.line++;
    const [bare = ''] = line.split(' #');
    return substitute(bare.trimEnd(), this.scope, this.warn);
  }

  private quoted(quote: string): string {
    let text = '';
    for (let at = 1; at < this.rest.length; at++) {
      const char = this.rest[at] ?? '';
      if (char === '\\' && this.rest[at + 1] === quote) {
        text += quote;
        at++;
      } else if (char === '\\') {
        text += char + (this.rest[++at] ?? '');
      } else if (char === quote) {
        this.skip(at + 1);
        return quote === '"' ? substitute(unescape(text), this.scope, this.warn) : text;
      } else {
        text += char;
      }
    }
    const [first = ''] = this.rest.split('\n');
    throw new Error(`line ${String(this.line)}: unterminated quoted value ${first}`);
  }
}

const SHORT: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', '"': '"',
}; // prettier-ignore

function unescape(text: string): string {
  return text.replace(ESCAPED, (match) => {
    if (match === '\\$') return '$$';
    if (match.startsWith('\\0') && match.length === 5) return String.fromCharCode(parseInt(match.slice(2), 8));
    return SHORT[match.slice(1)] ?? match;
  });
}
