/** sed scripts as trees of commands. Errors say what GNU sed says, with the position in the script. */
import { posixRegExp, RegexError } from '../regex/posix.ts';

export type Address =
  | { kind: 'line'; line: number }
  | { kind: 'last' }
  | { kind: 'regex'; regex: RegExp | undefined }
  | { kind: 'step'; first: number; step: number };

export type AddressEnd = Address | { kind: 'plus'; count: number } | { kind: 'multiple'; of: number };

export interface Guard {
  first: Address | undefined;
  last: AddressEnd | undefined;
  negated: boolean;
}

/** Parts of a replacement: text, `&` and groups, and the case switches of GNU sed. */
export type ReplacementPart = { text: string } | { group: number } | { case: 'L' | 'U' | 'E' | 'l' | 'u' };

export interface Substitution {
  regex: RegExp | undefined;
  replacement: ReplacementPart[];
  /** Replace from this match on. */
  nth: number;
  global: boolean;
  print: number;
  evaluate: boolean;
  write: string | undefined;
}

export interface Command extends Guard {
  name: string;
  /** Index of the matching `}` for `{`. */
  end?: number;
  text?: string;
  label?: string;
  target?: number;
  path?: string;
  code?: number;
  substitution?: Substitution;
  map?: ReadonlyMap<string, string>;
  /** Whether a range that began earlier is still open, and where it ends. */
  active?: boolean;
  until?: number;
}

export class SedError extends Error {
  override name = 'SedError';
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

export interface ScriptOptions {
  extended: boolean;
}

/** Where an expression stands, for messages: `-e expression #1, char 5: `. */
interface Piece {
  text: string;
  where: (position: number) => string;
}

export class ScriptParser {
  private readonly options: ScriptOptions;
  readonly commands: Command[] = [];
  private readonly labels = new Map<string, number>();
  private readonly open: { index: number; where: string }[] = [];
  private text = '';
  private at = 0;
  private where: (position: number) => string = () => '';
  /** A text command (a, i, c) that ended in a backslash and goes on in the next -e. */
  private unfinished: Command | undefined;

  constructor(options: ScriptOptions) {
    this.options = options;
  }

  add(piece: Piece): void {
    this.text = piece.text;
    this.at = 0;
    this.where = piece.where;
    if (this.unfinished !== undefined) {
      this.unfinished.text = `${this.unfinished.text ?? ''}${this.readText()}`;
      this.unfinished = undefined;
    }
    for (;;) {
      this.skip(/[\s;]/);
      if (this.at >= this.text.length) return;
      this.command();
    }
  }

  finish(): Command[] {
    const [unclosed] = this.open;
    if (unclosed !== undefined) throw new SedError(`${unclosed.where}unmatched \`{'`);
    for (const command of this.commands) {
      if (command.label === undefined || command.name === ':') continue;
      const target = command.label === '' ? this.commands.length : this.labels.get(command.label);
      if (target === undefined) throw new SedError(`can't find label for jump to \`${command.label}'`, 4);
      command.target = target;
    }
    return this.commands;
  }

  private fail(message: string, position = this.at): never {
    throw new SedError(`${this.where(position)}${message}`);
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }

  private skip(what: RegExp): void {
    while (this.at < this.text.length && what.test(this.peek())) this.at++;
  }

  private number(): number {
    const digits = /^\d+/.exec(this.text.slice(this.at))?.[0] ?? '';
    this.at += digits.length;
    return Number(digits);
  }

  private command(): void {
    const guard = this.guard();
    const name = this.peek();
    if (name === '') this.fail('missing command');
    this.at++;
    const command: Command = { ...guard, name };
    this.commands.push(command);
    this.body(command);
  }

  private guard(): Guard {
    const first = this.address();
    let last: AddressEnd | undefined;
    if (first !== undefined) {
      this.skip(/[ \t]/);
      if (this.peek() === ',') {
        this.at++;
        this.skip(/[ \t]/);
        last = this.addressEnd();
      }
    }
    if (first?.kind === 'line' && first.line === 0 && last?.kind !== 'regex')
      this.fail('invalid usage of line address 0', this.at + 1);
    this.skip(/[ \t]/);
    let negated = false;
    while (this.peek() === '!') {
      negated = true;
      this.at++;
      this.skip(/[ \t]/);
    }
    return { first, last, negated };
  }

  private addressEnd(): AddressEnd {
    const sign = this.peek();
    if (sign === '+' || sign === '~') {
      this.at++;
      if (!/\d/.test(this.peek())) this.fail("unexpected `,'");
      const count = this.number();
      return sign === '+' ? { kind: 'plus', count } : { kind: 'multiple', of: count };
    }
    const address = this.address();
    if (address === undefined) this.fail("unexpected `,'", this.at + 1);
    return address;
  }

  private address(): Address | undefined {
    const character = this.peek();
    if (/\d/.test(character)) {
      const line = this.number();
      if (this.peek() !== '~') return { kind: 'line', line };
      this.at++;
      return { kind: 'step', first: line, step: this.number() };
    }
    if (character === '$') {
      this.at++;
      return { kind: 'last' };
    }
    if (character !== '/' && character !== '\\') return undefined;
    this.at++;
    const delimiter = character === '/' ? '/' : this.peek();
    if (character === '\\') this.at++;
    const source = this.delimited(delimiter, true);
    if (source === undefined) this.fail('unterminated address regex', this.text.length);
    let ignoreCase = false;
    let multiline = false;
    for (; /[IM]/.test(this.peek()); this.at++) {
      if (this.peek() === 'I') ignoreCase = true;
      else multiline = true;
    }
    return { kind: 'regex', regex: this.regex(source, ignoreCase, multiline) };
  }

  /** An empty expression means the last one used; it is settled when the script runs. */
  private regex(source: string, ignoreCase: boolean, multiline: boolean): RegExp | undefined {
    if (source === '') return undefined;
    try {
      return posixRegExp(source, { extended: this.options.extended, ignoreCase, multiline, global: true });
    } catch (error) {
      if (error instanceof RegexError) this.fail(error.message);
      throw error;
    }
  }

  /** Text up to the delimiter; `\delimiter` stands for it. Undefined when it does not come. */
  private delimited(delimiter: string, isRegex: boolean): string | undefined {
    let text = '';
    let inSet = false;
    for (; this.at < this.text.length; this.at++) {
      const character = this.peek();
      const next = this.text[this.at + 1];
      if (character === '\\' && next !== undefined) {
        this.at++;
        if (next === delimiter && !(isRegex && inSet))
          text += isRegex && /[.*[\]^$+?(){}|]/.test(delimiter) ? `\\${next}` : next;
        else if (next === '\n' || (next === 'n' && isRegex && delimiter !== 'n'))
          text += isRegex && next === 'n' ? '\\n' : `\\${next}`;
        else text += `\\${next}`;
        continue;
      }
      if (character === delimiter && !inSet) {
        this.at++;
        return text;
      }
      if (character === '\n' && isRegex && !inSet) return undefined;
      if (isRegex) inSet = this.trackSet(inSet, character, text);
      text += character;
    }
    return undefined;
  }

  private setStart = 0;

  /** Delimiters inside a bracket expression do not end an expression. */
  private trackSet(inSet: boolean, character: string, before: string): boolean {
    if (!inSet) {
      this.setStart = before.length + 1;
      return character === '[';
    }
    const inside = before.slice(this.setStart);
    return character !== ']' || inside === '' || inside === '^' || /\[[:.=][^\]]*$/.test(inside);
  }

  private body(command: Command): void {
    const start = this.at;
    switch (command.name) {
      case '{':
        this.open.push({ index: this.commands.length - 1, where: this.where(0) });
        return;
      case '}':
        return this.close(command, start);
      case '#':
        return this.comment(command);
      case ':':
        return this.label(command);
      case 'b': case 't': case 'T':
        this.skip(/[ \t]/);
        command.label = this.word(/[^;\n}]/).trim();
        return this.end();
      case 'a': case 'i': case 'c':
        return this.textCommand(command);
      case 'r': case 'R': case 'w': case 'W':
        this.skip(/[ \t]/);
        command.path = this.word(/[^\n]/);
        if (command.path === '') this.fail('missing filename in r/R/w/W commands');
        return;
      case 's':
        return this.substitution(command);
      case 'y':
        return this.transliteration(command);
      case 'q': case 'Q': case 'l': case 'L':
        this.skip(/[ \t]/);
        if (/\d/.test(this.peek())) command.code = this.number();
        if (command.last !== undefined && /[qQ]/.test(command.name)) this.fail('command only uses one address');
        return this.end();
      case 'e':
        this.skip(/[ \t]/);
        command.text = this.word(/[^\n]/);
        return;
      case 'v':
        this.word(/[^;\n]/);
        return;
      case '=': case 'd': case 'D': case 'g': case 'G': case 'h': case 'H': case 'n': case 'N': case 'p': case 'P': case 'x': case 'z': case 'F':
        return this.end();
      default:
        this.fail(`unknown command: \`${command.name}'`, start);
    }
  } // prettier-ignore

  private comment(command: Command): void {
    if (command.first !== undefined) this.fail("comments don't accept any addresses");
    this.word(/[^\n]/);
    this.commands.pop();
  }

  private close(command: Command, start: number): void {
    if (command.first !== undefined) this.fail("} doesn't want any addresses", start);
    const opened = this.open.pop();
    if (opened === undefined) this.fail("unexpected `}'", start);
    const block = this.commands[opened.index];
    if (block !== undefined) block.end = this.commands.length - 1;
    this.end();
  }

  private label(command: Command): void {
    if (command.first !== undefined) this.fail(": doesn't want any addresses");
    this.skip(/[ \t]/);
    const name = this.word(/[^\s;]/);
    if (name === '') this.fail('":" lacks a label');
    command.label = name;
    this.labels.set(name, this.commands.length - 1);
  }

  private word(what: RegExp): string {
    const start = this.at;
    this.skip(what);
    return this.text.slice(start, this.at);
  }

  /** After a command: `;`, a newline, `}` or a comment. */
  private end(): void {
    this.skip(/[ \t]/);
    const next = this.peek();
    if (next === '' || next === ';' || next === '\n' || next === '}' || next === '#') {
      if (next === ';' || next === '\n') this.at++;
      return;
    }
    this.fail('extra characters after command', this.at + 1);
  }

  private textCommand(command: Command): void {
    this.skip(/[ \t]/);
    if (this.peek() === '') this.fail("expected \\ after `a', `c' or `i'");
    if (this.peek() === '\\') {
      this.at++;
      this.skip(/[ \t]/);
      if (this.peek() === '\n') this.at++;
      else if (this.at >= this.text.length) {
        command.text = '';
        this.unfinished = command;
        return;
      }
    }
    command.text = this.readText();
  }

  /** Lines up to one that does not end in a backslash. */
  private readText(): string {
    let text = '';
    for (; this.at < this.text.length; this.at++) {
      const character = this.peek();
      if (character === '\\') {
        this.at++;
        text += this.peek();
      } else if (character === '\n') {
        this.at++;
        break;
      } else text += character;
    }
    return `${text}\n`;
  }

  private substitution(command: Command): void {
    const delimiter = this.peek();
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') this.fail("unterminated `s' command");
    this.at++;
    const source = this.delimited(delimiter, true);
    const replacement = source === undefined ? undefined : this.delimited(delimiter, false);
    if (source === undefined || replacement === undefined) this.fail("unterminated `s' command", this.text.length);
    const flags = this.flags();
    const regex = this.regex(source, flags.ignoreCase, flags.multiline);
    const parts = parseReplacement(replacement);
    const groups = countGroups(source, this.options.extended);
    for (const part of parts) {
      if ('group' in part && part.group > groups && source !== '')
        this.fail(`invalid reference \\${part.group} on \`s' command's RHS`);
    }
    command.substitution = { regex, replacement: parts, ...flags };
    if (flags.write === undefined) this.end();
  }

  private flags(): Omit<Substitution, 'regex' | 'replacement'> & { ignoreCase: boolean; multiline: boolean } {
    const flags = {
      nth: 1,
      global: false,
      print: 0,
      evaluate: false,
      write: undefined as string | undefined,
      ignoreCase: false,
      multiline: false,
    };
    let numbered = false;
    for (;;) {
      const flag = this.peek();
      if (/\d/.test(flag)) {
        if (numbered) this.fail("multiple number options to `s' command");
        numbered = true;
        flags.nth = this.number();
        if (flags.nth === 0) this.fail("number option to `s' command may not be zero");
        continue;
      }
      if (flag === 'g') {
        if (flags.global) this.fail("multiple `g' options to `s' command", this.at + 1);
        flags.global = true;
      } else if (flag === 'p') flags.print++;
      else if (flag === 'i' || flag === 'I') flags.ignoreCase = true;
      else if (flag === 'm' || flag === 'M') flags.multiline = true;
      else if (flag === 'e') flags.evaluate = true;
      else if (flag === 'w') {
        this.at++;
        this.skip(/[ \t]/);
        flags.write = this.word(/[^\n]/);
        return flags;
      } else if (flag === '' || /[\s;}#]/.test(flag)) return flags;
      else this.fail("unknown option to `s'", this.at + 1);
      this.at++;
    }
  }

  private transliteration(command: Command): void {
    const delimiter = this.peek();
    this.at++;
    const from = this.delimited(delimiter, false);
    const to = from === undefined ? undefined : this.delimited(delimiter, false);
    if (from === undefined || to === undefined) this.fail("unterminated `y' command", this.text.length);
    const [source, target] = [unescapeList(from), unescapeList(to)];
    if (source.length !== target.length) this.fail("strings for `y' command are different lengths");
    command.map = new Map(source.map((character, index) => [character, target[index] ?? '']));
    this.end();
  }
}

function unescapeList(text: string): string[] {
  return [
    ...text.replace(/\\(.)/gs, (_, character: string) =>
      character === 'n' ? '\n' : character === 't' ? '\t' : character,
    ),
  ];
}

function countGroups(source: string, extended: boolean): number {
  const opening = extended ? /\\.|\[\^?\]?[^\]]*\]|(\()/gs : /(\\\()|\\.|\[\^?\]?[^\]]*\]/gs;
  let count = 0;
  for (const match of source.matchAll(opening)) if (match[1] !== undefined) count++;
  return count;
}

const CONTROL: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

export function parseReplacement(text: string): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push({ text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '&') {
      flush();
      parts.push({ group: 0 });
      continue;
    }
    if (character !== '\\') {
      plain += character;
      continue;
    }
    const next = text[++at] ?? '';
    if (/\d/.test(next)) {
      flush();
      parts.push({ group: Number(next) });
    } else if (next === 'L' || next === 'U' || next === 'E' || next === 'l' || next === 'u') {
      flush();
      parts.push({ case: next });
    } else plain += CONTROL[next] ?? next;
  }
  flush();
  return parts;
}
