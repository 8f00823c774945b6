/** Words of an awk program. Whether `/` begins a regular expression is the parser's to say. */

export type Token =
  | { kind: 'number'; value: number; line: number }
  | { kind: 'string'; value: string; line: number }
  | { kind: 'regex'; source: string; line: number }
  | { kind: 'name'; name: string; line: number; beforeParen: boolean }
  | { kind: 'keyword' | 'builtin' | 'punctuation'; text: string; line: number }
  | { kind: 'newline'; line: number }
  | { kind: 'end'; line: number };

export class AwkSyntaxError extends Error {
  override name = 'AwkSyntaxError';
  readonly line: number;
  /** The word at which it was noticed. */
  readonly near: string;
  constructor(message: string, line: number, near: string) {
    super(message);
    this.line = line;
    this.near = near;
  }
}

const KEYWORDS = new Set(['BEGIN', 'END', 'function', 'func', 'if', 'else', 'while', 'for', 'do', 'break', 'continue', 'next', 'nextfile', 'exit', 'return', 'delete', 'in', 'getline', 'print', 'printf']); // prettier-ignore
const BUILTINS = new Set(['length', 'substr', 'index', 'split', 'sub', 'gsub', 'match', 'sprintf', 'sin', 'cos', 'atan2', 'exp', 'log', 'sqrt', 'int', 'rand', 'srand', 'tolower', 'toupper', 'system', 'close', 'fflush', 'strftime', 'systime', 'mktime', 'gensub', 'and', 'or', 'xor', 'lshift', 'rshift', 'compl', 'strtonum', 'asort', 'asorti']); // prettier-ignore
const PUNCTUATION = ['**=', '&&', '||', '**', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', '==', '<=', '>=', '!=', '!~', '>>', '|&', '{', '}', '(', ')', '[', ']', ';', ',', '+', '-', '*', '/', '%', '^', '!', '<', '>', '|', '?', ':', '~', '$', '=']; // prettier-ignore

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The escapes of a string constant, in text that comes from outside (-v, -F). */
export function unescape(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|([^])|$)/g, (_all, octal?: string, other?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return other === undefined ? '\\' : (ESCAPES[other] ?? `\\${other}`);
  });
}

export class Lexer {
  private readonly text: string;
  private readonly marks: readonly string[];
  private at = 0;
  private line = 1;

  constructor(text: string, starPower: boolean) {
    this.text = text;
    this.marks = starPower ? PUNCTUATION : PUNCTUATION.filter((mark) => !mark.startsWith('**'));
  }

  /** Where it is, to return to with `reset`. */
  mark(): { at: number; line: number } {
    return { at: this.at, line: this.line };
  }

  reset(mark: { at: number; line: number }): void {
    this.at = mark.at;
    this.line = mark.line;
  }

  private blanks(): void {
    for (;;) {
      const rest = this.text.slice(this.at, this.at + 2);
      if (rest[0] === ' ' || rest[0] === '\t' || rest[0] === '\r') this.at++;
      else if (rest === '\\\n') {
        this.at += 2;
        this.line++;
      } else if (this.text.startsWith('\\\r\n', this.at)) {
        this.at += 3;
        this.line++;
      } else if (rest[0] === '#') {
        while (this.at < this.text.length && this.text[this.at] !== '\n') this.at++;
      } else return;
    }
  }

  next(): Token {
    this.blanks();
    const { line } = this;
    const character = this.text[this.at];
    if (character === undefined) return { kind: 'end', line };
    if (character === '\n') {
      this.at++;
      this.line++;
      return { kind: 'newline', line };
    }
    if (character === '"') return { kind: 'string', value: this.string(), line };
    const rest = this.text.slice(this.at);
    const number = /^(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return { kind: 'number', value: Number(number), line };
    }
    const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (word !== undefined) return this.word(word, line);
    const mark = this.marks.find((each) => rest.startsWith(each));
    if (mark === undefined) throw new AwkSyntaxError(`unexpected character '${character}'`, line, character);
    this.at += mark.length;
    return { kind: 'punctuation', text: mark, line };
  }

  private word(word: string, line: number): Token {
    this.at += word.length;
    if (KEYWORDS.has(word)) return { kind: 'keyword', text: word === 'func' ? 'function' : word, line };
    if (BUILTINS.has(word)) return { kind: 'builtin', text: word, line };
    return { kind: 'name', name: word, line, beforeParen: this.text[this.at] === '(' };
  }

  private string(): string {
    const start = this.at;
    for (this.at++; ; this.at++) {
      const character = this.text[this.at];
      if (character === undefined || character === '\n')
        throw new AwkSyntaxError('runaway string constant', this.line, this.text.slice(start, this.at));
      if (character === '"') break;
      if (character === '\\' && this.text[++this.at] === '\n') this.line++;
    }
    this.at++;
    return unescape(this.text.slice(start + 1, this.at - 1).replaceAll('\\\n', ''));
  }

  /** After a `/` (or `/=`) that the parser took for a division: reads it as a regular expression. */
  regex(from: '/' | '/='): Token {
    let source = from === '/=' ? '=' : '';
    let inSet = false;
    for (; ; this.at++) {
      const character = this.text[this.at];
      if (character === undefined || character === '\n')
        throw new AwkSyntaxError('runaway regular expression', this.line, `/${source}`);
      if (character === '\\') {
        const next = this.text[++this.at] ?? '';
        source += next === '/' ? '/' : `\\${next}`;
        continue;
      }
      if (character === '/' && !inSet) break;
      if (character === '[') inSet = true;
      else if (character === ']' && !/\[\^?$/.test(source)) inSet = false;
      source += character;
    }
    this.at++;
    return { kind: 'regex', source, line: this.line };
  }
}
