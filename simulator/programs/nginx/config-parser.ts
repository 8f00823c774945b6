/** nginx's configuration language: words, blocks and comments, read into a tree that knows where each directive stands. */

export interface Directive {
  name: string;
  args: readonly string[];
  /** Present for `name args { … }`. */
  block: readonly Directive[] | undefined;
  file: string;
  line: number;
}

/** What stops the configuration from being used; the text is what nginx prints after `[emerg] `. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function configError(text: string, at: Pick<Directive, 'file' | 'line'>): ConfigError {
  return new ConfigError(`${text} in ${at.file}:${at.line}`);
}

interface Token {
  text: string;
  kind: 'word' | '{' | '}' | ';' | 'end';
  line: number;
}

const QUOTED: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

class Tokens {
  private readonly text: string;
  private at = 0;
  private line = 1;

  constructor(text: string) {
    this.text = text;
  }

  next(): Token {
    this.skip();
    const char = this.text[this.at];
    const { line } = this;
    if (char === undefined) return { text: '', kind: 'end', line };
    if (char === '{' || char === '}' || char === ';') {
      this.at++;
      return { text: char, kind: char, line };
    }
    if (char === '"' || char === "'") return { text: this.quoted(char), kind: 'word', line: this.line };
    return { text: this.word(), kind: 'word', line };
  }

  private skip(): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === '#') while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
      else if (char === '\n') this.line++;
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
      if (char !== '#') this.at++;
    }
  }

  private quoted(quote: string): string {
    let value = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? '';
      if (char === quote) break;
      if (char === '\n') this.line++;
      if (char === '\\') {
        const next = this.text[++this.at] ?? '';
        value += QUOTED[next] ?? (next === quote || next === '\\' ? next : `\\${next}`);
      } else value += char;
    }
    this.at++;
    return value;
  }

  private word(): string {
    let value = '';
    for (; this.at < this.text.length; this.at++) {
      const char = this.text[this.at] ?? '';
      if (/[\s;]/.test(char)) break;
      if (char === '{' && !value.endsWith('$')) break;
      if (char === '{') {
        const end = this.text.indexOf('}', this.at);
        value += this.text.slice(this.at, end + 1);
        this.at = end;
      } else if (char === '\\') {
        const next = this.text[++this.at] ?? '';
        value += /["'\\; ]/.test(next) && next !== '\\' ? next : `\\${next}`;
      } else value += char;
    }
    return value;
  }
}

/** Reads a whole file. Throws ConfigError in nginx's words. */
export function parseConfig(text: string, file: string): Directive[] {
  const tokens = new Tokens(text);
  const block = (inner: boolean): Directive[] => {
    const found: Directive[] = [];
    for (;;) {
      const first = tokens.next();
      const here = { file, line: first.line };
      if (first.kind === 'end') {
        if (inner) throw configError('unexpected end of file, expecting "}"', here);
        return found;
      }
      if (first.kind === '}') {
        if (!inner) throw configError('unexpected "}"', here);
        return found;
      }
      if (first.kind !== 'word') throw configError(`unexpected "${first.text}"`, here);
      found.push(statement(first));
    }
  };
  const statement = (first: Token): Directive => {
    const args: string[] = [];
    for (;;) {
      const token = tokens.next();
      const here = { file, line: token.line };
      if (token.kind === 'word') args.push(token.text);
      else if (token.kind === ';') return { name: first.text, args, block: undefined, file, line: token.line };
      else if (token.kind === '{') return { name: first.text, args, file, line: token.line, block: block(true) };
      else if (token.kind === '}') throw configError('unexpected "}"', here);
      else throw configError('unexpected end of file, expecting ";" or "}"', here);
    }
  };
  return block(false);
}
