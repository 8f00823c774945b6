/** Runs a sed script over lines. */
import type { Process } from '../../kernel/abi.ts';
import { encodeText } from '../text/codec.ts';
import { SedError } from './script.ts';
import type { Address, AddressEnd, Command, ReplacementPart, Substitution } from './script.ts';

export interface Line {
  text: string;
  /** The file ended without a newline here. */
  unterminated: boolean;
  last: boolean;
}

/** Where lines come from and go to. */
export interface Surroundings {
  p: Process;
  next(): Promise<Line | undefined>;
  print(text: string): Promise<void> | undefined;
  write(path: string, text: string): Promise<void>;
  /** Content of a file for `r`, empty when it cannot be read. */
  readFile(path: string): Promise<string>;
  /** One more line of a file for `R`. */
  readLine(path: string): Promise<string | undefined>;
  fileName(): string;
  shell(command: string): Promise<string>;
}

export interface EditorOptions {
  quiet: boolean;
  terminator: '\n' | '\0';
  posix: boolean;
  unbuffered: boolean;
  lineLength: number;
}

type Flow = { kind: 'next' } | { kind: 'restart' } | { kind: 'quit'; code: number; print: boolean };

export class Editor {
  private readonly s: Surroundings;
  private readonly o: EditorOptions;
  private readonly commands: readonly Command[];
  private pattern = '';
  private hold = '';
  private line: Line = { text: '', unterminated: false, last: false };
  /** Line number; with -s and -i it begins again in every file. */
  number = 0;
  private appended: ({ text: string } | { file: string } | { lineOf: string })[] = [];
  private replaced = false;
  private lastRegex: RegExp | undefined;
  /** What was printed last lacks its newline. */
  private open = false;

  constructor(s: Surroundings, o: EditorOptions, commands: readonly Command[]) {
    this.s = s;
    this.o = o;
    this.commands = commands;
  }

  /** Runs to the end of input; the exit status (of `q`). */
  async run(): Promise<number> {
    let keep = false;
    for (;;) {
      if (!keep && !(await this.advance())) return 0;
      const pause = this.s.p.step();
      if (pause !== undefined) await pause;
      const flow = await this.cycle();
      if (flow.kind === 'quit') {
        if (flow.print && !this.o.quiet) await this.show(this.pattern);
        await this.flushAppended();
        return flow.code;
      }
      keep = flow.kind === 'restart';
      if (!keep && !this.o.quiet) await this.show(this.pattern);
      await this.flushAppended();
    }
  }

  private async advance(): Promise<boolean> {
    const line = await this.s.next();
    if (line === undefined) return false;
    this.line = line;
    this.pattern = line.text;
    this.number++;
    this.replaced = false;
    return true;
  }

  private async show(text: string): Promise<void> {
    await this.emit(text + (this.line.unterminated ? '' : this.o.terminator));
    this.open = this.line.unterminated;
  }

  /** Prints; a last line that was printed without a newline gets it now that more follows. */
  private async emit(text: string): Promise<void> {
    const wait = this.s.print(this.open ? `\n${text}` : text);
    if (wait !== undefined) await wait;
    if (text !== '') this.open = false;
  }

  private async flushAppended(): Promise<void> {
    for (const item of this.appended.splice(0)) {
      if ('text' in item) await this.emit(item.text);
      else if ('file' in item) await this.emit(await this.s.readFile(item.file));
      else {
        const line = await this.s.readLine(item.lineOf);
        if (line !== undefined) await this.emit(`${line}\n`);
      }
    }
  }

  private async cycle(): Promise<Flow> {
    for (let at = 0; at < this.commands.length; at++) {
      const command = this.commands[at];
      if (command === undefined) break;
      if (!this.applies(command)) {
        if (command.name === '{') at = command.end ?? at;
        continue;
      }
      const jump = await this.execute(command);
      if (typeof jump === 'number') at = jump - 1;
      else if (jump !== undefined) return jump;
    }
    return { kind: 'next' };
  }

  private regex(regex: RegExp | undefined): RegExp {
    this.lastRegex = regex ?? this.lastRegex;
    if (this.lastRegex === undefined) throw new SedError('-e expression #1, char 0: no previous regular expression');
    this.lastRegex.lastIndex = 0;
    return this.lastRegex;
  }

  private matches(address: Address): boolean {
    switch (address.kind) {
      case 'line':
        return this.number === address.line;
      case 'last':
        return this.line.last;
      case 'step':
        return address.step <= 0
          ? this.number === address.first
          : this.number >= address.first && (this.number - address.first) % address.step === 0;
      case 'regex':
        return this.regex(address.regex).test(this.pattern);
    }
  }

  private applies(command: Command): boolean {
    return this.inRange(command) !== command.negated;
  }

  private inRange(command: Command): boolean {
    const { first, last } = command;
    if (first === undefined) return true;
    if (last === undefined) return this.matches(first);
    if (command.active !== true) {
      const zero = first.kind === 'line' && first.line === 0 && this.number === 1;
      if (!zero && !this.matches(first)) return false;
      command.active = this.begins(command, last, zero);
      return true;
    }
    if (last.kind === 'regex') {
      command.active = !this.matches(last);
      return true;
    }
    if (last.kind === 'last') command.active = !this.line.last;
    else if (command.until !== undefined && this.number >= command.until) {
      command.active = false;
      return this.number === command.until || this.number < command.until;
    }
    return true;
  }

  /** Whether a range that begins on this line goes on after it. */
  private begins(command: Command, last: AddressEnd, zero: boolean): boolean {
    switch (last.kind) {
      case 'regex':
        return zero ? !this.matches(last) : true;
      case 'last':
        return !this.line.last;
      case 'plus':
        command.until = this.number + last.count;
        break;
      case 'multiple':
        command.until = last.of <= 0 ? this.number : Math.ceil(this.number / last.of) * last.of;
        break;
      case 'line':
        command.until = last.line;
        break;
      case 'step':
        command.until = this.number;
        break;
    }
    return (command.until ?? 0) > this.number;
  }

  /** The index to go on at, a flow that ends the cycle, or nothing. */
  private async execute(command: Command): Promise<number | Flow | undefined> {
    switch (command.name) {
      case '=':
        await this.emit(`${this.number}\n`);
        return undefined;
      case 'a':
        this.appended.push({ text: command.text ?? '' });
        return undefined;
      case 'i':
        await this.emit(command.text ?? '');
        return undefined;
      case 'c':
        return this.change(command);
      case 'd':
        return this.endWithoutPrint(false);
      case 'D':
        return this.deleteFirstLine();
      case 'g':
        this.pattern = this.hold;
        return undefined;
      case 'G':
        this.pattern += `\n${this.hold}`;
        return undefined;
      case 'h':
        this.hold = this.pattern;
        return undefined;
      case 'H':
        this.hold += `\n${this.pattern}`;
        return undefined;
      case 'x':
        [this.pattern, this.hold] = [this.hold, this.pattern];
        return undefined;
      case 'z':
        this.pattern = '';
        return undefined;
      case 'l':
        await this.emit(`${unambiguous(this.pattern, command.code ?? this.o.lineLength)}\n`);
        return undefined;
      case 'n':
        return this.nextLine();
      case 'N':
        return this.appendNext();
      case 'p':
        await this.show(this.pattern);
        return undefined;
      case 'P':
        await this.emit(`${this.pattern.split('\n', 1)[0] ?? ''}\n`);
        return undefined;
      case 'q':
        return { kind: 'quit', code: command.code ?? 0, print: true };
      case 'Q':
        return { kind: 'quit', code: command.code ?? 0, print: false };
      case 'r':
        this.appended.push({ file: command.path ?? '' });
        return undefined;
      case 'R':
        this.appended.push({ lineOf: command.path ?? '' });
        return undefined;
      case 'w':
        await this.s.write(command.path ?? '', `${this.pattern}\n`);
        return undefined;
      case 'W':
        await this.s.write(command.path ?? '', `${this.pattern.split('\n', 1)[0] ?? ''}\n`);
        return undefined;
      case 'y':
        this.pattern = [...this.pattern].map((character) => command.map?.get(character) ?? character).join('');
        return undefined;
      case 's':
        await this.substitute(command.substitution);
        return undefined;
      case 'b':
        return command.target;
      case 't':
      case 'T': {
        const jumps = this.replaced === (command.name === 't');
        this.replaced = false;
        return jumps ? command.target : undefined;
      }
      case 'F':
        await this.emit(`${this.s.fileName()}\n`);
        return undefined;
      case 'e':
        return this.evaluate(command.text ?? '');
      default:
        return undefined;
    }
  }

  private async evaluate(text: string): Promise<undefined> {
    if (text !== '') await this.emit(await this.s.shell(text));
    else this.pattern = (await this.s.shell(this.pattern)).replace(/\n$/, '');
    return undefined;
  }

  private async change(command: Command): Promise<Flow | undefined> {
    const ranged = command.last !== undefined && !command.negated;
    if (!ranged || command.active !== true) await this.emit(command.text ?? '');
    return this.endWithoutPrint(false);
  }

  private async endWithoutPrint(restart: boolean): Promise<Flow> {
    if (restart) return { kind: 'restart' };
    await this.flushAppended();
    if (!(await this.advance())) return { kind: 'quit', code: 0, print: false };
    return { kind: 'restart' };
  }

  private async deleteFirstLine(): Promise<Flow> {
    const at = this.pattern.indexOf('\n');
    if (at < 0) return this.endWithoutPrint(false);
    this.pattern = this.pattern.slice(at + 1);
    return { kind: 'restart' };
  }

  private async nextLine(): Promise<Flow | undefined> {
    // Without a next line GNU sed prints the pattern space and ends.
    if (this.line.last) return { kind: 'quit', code: 0, print: !this.o.posix };
    if (!this.o.quiet) await this.show(this.pattern);
    await this.flushAppended();
    if (!(await this.advance())) return { kind: 'quit', code: 0, print: false };
    return undefined;
  }

  private async appendNext(): Promise<Flow | undefined> {
    if (this.line.last) return { kind: 'quit', code: 0, print: !this.o.posix };
    await this.flushAppended();
    const before = this.pattern;
    const replaced = this.replaced;
    if (!(await this.advance())) return { kind: 'quit', code: 0, print: true };
    this.replaced = replaced;
    this.pattern = `${before}\n${this.pattern}`;
    return undefined;
  }

  private async substitute(substitution: Substitution | undefined): Promise<void> {
    if (substitution === undefined) return;
    const regex = this.regex(substitution.regex);
    let result = '';
    let at = 0;
    let count = 0;
    let changed = false;
    let previousEnd = -1;
    while (regex.lastIndex <= this.pattern.length) {
      const match = regex.exec(this.pattern);
      if (match === null) break;
      // An empty match right after one that was not empty does not count.
      if (match[0] !== '' || match.index !== previousEnd) {
        count++;
        if (count >= substitution.nth) {
          result += this.pattern.slice(at, match.index) + replacementText(substitution.replacement, match);
          at = match.index + match[0].length;
          changed = true;
          if (!substitution.global) break;
        }
      }
      if (match[0] !== '') previousEnd = match.index + match[0].length;
      else regex.lastIndex = match.index + (/[\uD800-\uDBFF]/.test(this.pattern[match.index] ?? '') ? 2 : 1);
    }
    if (!changed) return;
    this.pattern = result + this.pattern.slice(at);
    this.replaced = true;
    if (substitution.evaluate) this.pattern = (await this.s.shell(this.pattern)).replace(/\n$/, '');
    for (let i = 0; i < substitution.print; i++) await this.show(this.pattern);
    if (substitution.write !== undefined) await this.s.write(substitution.write, `${this.pattern}\n`);
  }
}

function replacementText(parts: readonly ReplacementPart[], match: RegExpExecArray): string {
  let text = '';
  let lasting: 'L' | 'U' | 'E' = 'E';
  let once: 'l' | 'u' | undefined;
  for (const part of parts) {
    if ('case' in part) {
      if (part.case === 'l' || part.case === 'u') once = part.case;
      else [lasting, once] = [part.case, undefined];
      continue;
    }
    let piece = 'text' in part ? part.text : (match[part.group] ?? '');
    if (lasting !== 'E') piece = lasting === 'L' ? piece.toLowerCase() : piece.toUpperCase();
    if (once !== undefined && piece !== '') {
      const [first = ''] = piece;
      piece = (once === 'l' ? first.toLowerCase() : first.toUpperCase()) + piece.slice(first.length);
      once = undefined;
    }
    text += piece;
  }
  return text;
}

const SHOWN: Readonly<Record<string, string>> = {
  '\\': '\\\\', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
}; // prettier-ignore

/** The `l` command: everything visible, long lines folded with a backslash, `$` at the end. */
function unambiguous(text: string, width: number): string {
  const pieces: string[] = [];
  for (const character of text) {
    const known = SHOWN[character];
    if (known !== undefined) pieces.push(known);
    else if (/[ -~]/.test(character)) pieces.push(character);
    else pieces.push(...[...encodeText(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`));
  }
  if (width <= 1) return `${pieces.join('')}$`;
  let result = '';
  let column = 0;
  for (const piece of pieces) {
    if (column + piece.length > width - 1) {
      result += '\\\n';
      column = 0;
    }
    result += piece;
    column += piece.length;
  }
  return `${result}$`;
}
