/** Words of a jq program. Strings keep their interpolations as token lists of their own. */
import { SyntaxProblem } from './syntax.ts';

export type Token =
  | { kind: 'number'; value: number; at: number }
  | { kind: 'string'; parts: readonly (string | Token[])[]; at: number }
  | { kind: 'field' | 'name' | 'keyword' | 'variable' | 'format' | 'operator'; text: string; at: number }
  | { kind: 'end'; at: number };

const KEYWORDS = new Set(
  'def if then elif else end as reduce foreach try catch label import include and or __loc__'.split(' '),
);
const OPERATORS = /^(\?\/\/=?|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|\.\.|[-+*/%=<>|,.:;()[\]{}?$])/;

/** Throws SyntaxProblem. */
export function tokenize(source: string): Token[] {
  return new Lexer(source).all();
}

class Lexer {
  private readonly source: string;
  private at = 0;
  /** Brackets that are open: a closing one that matches none is no word at all. */
  private readonly open: string[] = [];

  constructor(source: string) {
    this.source = source;
  }

  all(closing = false): Token[] {
    const tokens: Token[] = [];
    const outside = this.open.length;
    for (;;) {
      this.skip();
      const at = this.at;
      if (at >= this.source.length) {
        tokens.push({ kind: 'end', at });
        return tokens;
      }
      const char = this.source.charAt(at);
      if (closing && char === ')' && this.open.length === outside) {
        this.at++;
        tokens.push({ kind: 'end', at });
        return tokens;
      }
      tokens.push(this.token(at, char));
    }
  }

  private skip(): void {
    for (;;) {
      const space = /^(?:\s+|#[^\n]*)/.exec(this.source.slice(this.at));
      if (space === null) return;
      this.at += space[0].length;
    }
  }

  private take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.source.slice(this.at))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private token(at: number, char: string): Token {
    if (char === '"') return { kind: 'string', parts: this.text(), at };
    const field = this.take(/^\.[A-Za-z_][A-Za-z0-9_]*/);
    if (field !== undefined) return { kind: 'field', text: field.slice(1), at };
    const number = this.take(/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return { kind: 'number', value: Number(number), at };
    const variable = this.take(/^\$__loc__|^\$[A-Za-z_](?:\w|::)*/);
    if (variable !== undefined) return { kind: 'variable', text: variable.slice(1), at };
    const name = this.take(/^[A-Za-z_](?:\w|::)*/);
    if (name !== undefined) return { kind: KEYWORDS.has(name) ? 'keyword' : 'name', text: name, at };
    const format = this.take(/^@[A-Za-z0-9]+/);
    if (format !== undefined) return { kind: 'format', text: format.slice(1), at };
    const operator = this.take(OPERATORS);
    if (operator !== undefined && this.nests(operator)) return { kind: 'operator', text: operator, at };
    if (operator !== undefined) return { kind: 'operator', text: 'INVALID_CHARACTER', at };
    throw new SyntaxProblem('syntax error, unexpected INVALID_CHARACTER (Unix shell quoting issues?)', at);
  }

  private nests(operator: string): boolean {
    const closing = { '(': ')', '[': ']', '{': '}' }[operator];
    if (closing !== undefined) this.open.push(closing);
    return !/^[)\]}]$/.test(operator) || this.open.pop() === operator;
  }

  private text(): (string | Token[])[] {
    const parts: (string | Token[])[] = [];
    let run = '';
    this.at++;
    const start = this.at;
    for (;;) {
      const char = this.source.charAt(this.at);
      if (char === '') throw new SyntaxProblem('syntax error, unexpected $end, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END (Unix shell quoting issues?)', start); // prettier-ignore
      this.at++;
      if (char === '"') return run === '' && parts.length > 0 ? parts : [...parts, run];
      if (char !== '\\') {
        run += char;
        continue;
      }
      if (this.source.charAt(this.at) === '(') {
        this.at++;
        parts.push(run, this.all(true));
        run = '';
      } else run += this.escape();
    }
  }

  private escape(): string {
    const unicode = this.take(/^u[0-9a-fA-F]{4}/);
    if (unicode !== undefined) return String.fromCharCode(parseInt(unicode.slice(1), 16));
    const letter = this.source.charAt(this.at++);
    const plain = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '/': '/', '\\': '\\', '"': '"' }[letter];
    if (plain === undefined) throw new SyntaxProblem(`Invalid escape at line 1, column ${this.at}`, this.at);
    return plain;
  }
}
