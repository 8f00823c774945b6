/** vi: modes, operators, and what they do to the buffer. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { decodeText, encodeText } from '../text/codec.ts';
import { Buffer, type Position } from './buffer.ts';
import { colon, patternOf } from './commands.ts';
import { Keys } from './keys.ts';
import { motionOf, type Motion } from './motions.ts';
import { draw, scrolled } from './screen.ts';

type Mode = 'normal' | 'insert' | 'replace' | 'command' | 'visual' | 'visual line';

interface Register {
  text: string;
  lines: boolean;
}

const ESCAPE = '\x1b';

export class Vi {
  private readonly p: Process;
  private readonly vim: boolean;
  private readonly readOnly: boolean;
  private readonly buffer = new Buffer();
  private readonly keys: Keys;
  private path: string | undefined;
  private at: Position = { row: 0, column: 0 };
  private mode: Mode = 'normal';
  private top = 0;
  private numbers = false;
  private message = '';
  private line = '';
  private register: Register = { text: '', lines: false };
  private search: { text: string; back: boolean } | undefined;
  private visualFrom: Position = { row: 0, column: 0 };
  private count = '';
  /** Keys of the last change, which `.` repeats. */
  private recorded: string[] = [];
  private recording: string[] | undefined;
  private replaying: string[] = [];
  private finished = false;

  constructor(p: Process, path: string | undefined, vim: boolean, readOnly: boolean) {
    this.p = p;
    this.path = path;
    this.vim = vim;
    this.readOnly = readOnly;
    this.keys = new Keys(p);
  }

  async run(startAt: string | undefined): Promise<number> {
    const tty = this.p.tty(0);
    const restore = tty.modes();
    tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
    this.open();
    if (startAt !== undefined) this.at.row = startAt === '' ? this.buffer.last : Math.min(this.buffer.last, Math.max(0, Number(startAt) - 1)); // prettier-ignore
    this.p.onSignal('WINCH', () => void this.show());
    try {
      await this.p.stdout.write('\x1b[?1049h\x1b[H\x1b[2J');
      while (!this.finished) {
        await this.show();
        const key = await this.key();
        if (key === undefined) break;
        await this.handle(key);
      }
    } finally {
      const { rows } = tty.size();
      await this.p.stdout.write(`\x1b[${rows};1H\x1b[K\x1b[?1049l`);
      tty.setModes(restore);
    }
    return 0;
  }

  private async key(): Promise<string | undefined> {
    const key = this.replaying.shift() ?? (await this.keys.next());
    if (key !== undefined) this.recording?.push(key);
    return key;
  }

  private open(): void {
    const { path } = this;
    if (path === undefined) return;
    try {
      const bytes = this.p.fs.readFile(path);
      this.buffer.load(decodeText(bytes));
      const writable = this.p.fs.access(path, 'w');
      const count = bytes.length === 0 ? 0 : this.buffer.lines.length;
      this.message = this.vim ? `"${path}"${writable && !this.readOnly ? '' : ' [readonly]'} ${count}L, ${bytes.length}B` : `- ${path} 1/${count} ${count === 0 ? 0 : Math.floor(100 / count)}%`; // prettier-ignore
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.message = error.code === 'ENOENT' ? (this.vim ? `"${path}" [New]` : `- ${path} [New file] 1/1 100%`) : this.vim ? `"${path}" ${error.code === 'EISDIR' ? 'is a directory' : '[Permission Denied]'}` : `'${path}' ${error.message}`; // prettier-ignore
    }
  }

  private async show(): Promise<void> {
    const size = this.p.tty(0).size();
    const view = { buffer: this.buffer, at: this.at, top: this.top, numbers: this.numbers, status: this.status(), statusColumn: this.mode === 'command' ? this.line.length : undefined }; // prettier-ignore
    this.top = scrolled(view, size);
    await this.p.write(1, encodeText(draw({ ...view, top: this.top }, size)));
  }

  private status(): string {
    if (this.mode === 'command') return this.line;
    if (this.message !== '') return this.message;
    if (this.vim) return { normal: '', insert: '-- INSERT --', replace: '-- REPLACE --', visual: '-- VISUAL --', 'visual line': '-- VISUAL LINE --', command: '' }[this.mode]; // prettier-ignore
    const mark = this.mode === 'insert' ? 'I' : this.mode === 'replace' ? 'R' : '-';
    const percent = Math.floor(((this.at.row + 1) * 100) / this.buffer.lines.length);
    return `${mark} ${this.path ?? 'No file'}${this.buffer.modified ? ' [Modified]' : ''} ${this.at.row + 1}/${this.buffer.lines.length} ${percent}%`; // prettier-ignore
  }

  private bell(): void {
    this.count = '';
    void this.p.stdout.write('\x07');
  }

  /** Keeps the cursor on the text: behind the last character only while inserting. */
  private clamp(): void {
    this.at.row = Math.max(0, Math.min(this.buffer.last, this.at.row));
    const { length } = this.buffer.line(this.at.row);
    const most = this.mode === 'insert' || this.mode === 'replace' ? length : Math.max(0, length - 1);
    this.at.column = Math.max(0, Math.min(most, this.at.column));
  }

  private async handle(key: string): Promise<void> {
    this.message = '';
    if (this.mode === 'insert' || this.mode === 'replace') this.typed(key);
    else if (this.mode === 'command') await this.commandKey(key);
    else await this.normal(key);
    this.clamp();
  }

  // Insert mode

  private typed(key: string): void {
    if (key === ESCAPE || key === '\x03') {
      this.mode = 'normal';
      this.at.column = Math.max(0, this.at.column - 1);
      this.endRecording();
      return;
    }
    if (key.length > 1 && key.startsWith(ESCAPE)) {
      this.moveWhileTyping(key);
      return;
    }
    if (key === '\x7f' || key === '\b') this.eraseBack();
    else if (key === '\r' || key === '\n') this.at = this.buffer.insert(this.at, '\n');
    else if (key === '\x17') this.eraseWord();
    else if (key === '\x15') {
      this.buffer.remove({ row: this.at.row, column: 0 }, this.at);
      this.at.column = 0;
    } else if (key >= ' ' || key === '\t') {
      const { row, column } = this.at;
      if (this.mode === 'replace' && column < this.buffer.line(row).length) this.buffer.remove(this.at, { row, column: column + 1 }); // prettier-ignore
      this.at = this.buffer.insert(this.at, key);
    }
  }

  private moveWhileTyping(key: string): void {
    if (key === '\x1b[3~') {
      if (this.at.column < this.buffer.line(this.at.row).length) this.buffer.remove(this.at, { row: this.at.row, column: this.at.column + 1 }); // prettier-ignore
      return;
    }
    const motion = motionOf(this.buffer, this.at, key, undefined, this.page());
    if (motion !== undefined) this.at = motion.to;
  }

  private eraseBack(): void {
    const { row, column } = this.at;
    if (column > 0) {
      this.buffer.remove({ row, column: column - 1 }, this.at);
      this.at.column--;
    } else if (row > 0) {
      const end = { row: row - 1, column: this.buffer.line(row - 1).length };
      this.buffer.remove(end, this.at);
      this.at = end;
    }
  }

  private eraseWord(): void {
    const motion = motionOf(this.buffer, this.at, 'b', undefined, this.page());
    if (motion === undefined || motion.to.row !== this.at.row) return;
    this.buffer.remove(motion.to, this.at);
    this.at = motion.to;
  }

  private page(): number {
    return Math.max(1, this.p.tty(0).size().rows - 3);
  }

  private insertAt(position: Position, mode: Mode = 'insert'): void {
    this.buffer.remember(this.at);
    this.at = { ...position };
    this.mode = mode;
  }

  private endRecording(): void {
    if (this.recording === undefined) return;
    this.recorded = this.recording;
    this.recording = undefined;
  }

  // Normal mode

  private async normal(key: string): Promise<void> {
    if (/^[1-9]$/.test(key) || (key === '0' && this.count !== '')) {
      this.count += key;
      return;
    }
    const count = this.count === '' ? undefined : Number(this.count);
    this.count = '';
    if (key === ESCAPE) {
      if (this.mode === 'normal' && count === undefined) return;
      this.mode = 'normal';
      return;
    }
    if (this.mode !== 'normal' && (await this.visual(key))) return;
    const motion = await this.motion(key, count);
    if (motion === 'none') return;
    if (motion !== undefined) {
      this.at = { ...motion.to };
      return;
    }
    if (this.replaying.length === 0 && /^[iIaAoOxXsSCDdcypPrRJ~><]$/.test(key)) this.recording = [key];
    await this.change(key, count);
    if (this.mode === 'normal') this.endRecording();
  }

  /** A key that moves; `none` when it was one but leads nowhere. */
  private async motion(key: string, count: number | undefined): Promise<Motion | 'none' | undefined> {
    if (key === 'g') {
      const second = await this.key();
      return second === 'g' ? motionOf(this.buffer, this.at, 'gg', count, this.page()) : 'none';
    }
    if (key === 'f' || key === 't' || key === 'F' || key === 'T') return this.find(key, (await this.key()) ?? '', count ?? 1); // prettier-ignore
    if (key === 'n' || key === 'N') return this.searchAgain(key === 'N');
    if (key === 'H') return { to: { row: this.top, column: 0 }, lines: true };
    if (key === 'L') return { to: { row: Math.min(this.buffer.last, this.top + this.page()), column: 0 }, lines: true };
    if (key === '*') return this.searchWord();
    const moves = 'hjkl+-0^$wWbBeEG%\r \x06\x02\x04\x15\x0e\x10\x7f\b';
    const motion = motionOf(this.buffer, this.at, key, count, this.page());
    return motion ?? (moves.includes(key) || /^\x1b\[[A-D]$/.test(key) ? (this.bell(), 'none') : undefined);
  }

  private find(key: string, char: string, count: number): Motion | 'none' {
    const line = this.buffer.line(this.at.row);
    const forward = key === 'f' || key === 't';
    let column = this.at.column;
    for (let n = 0; n < count; n++) {
      column = forward ? line.indexOf(char, column + 1) : line.lastIndexOf(char, column - 1);
      if (column < 0 || (!forward && this.at.column === 0)) return 'none';
    }
    const to = { row: this.at.row, column: key === 't' ? column - 1 : key === 'T' ? column + 1 : column };
    return forward ? { to, inclusive: true } : { to };
  }

  private searchWord(): Motion | 'none' {
    const line = this.buffer.line(this.at.row);
    const start = line.slice(0, this.at.column + 1).search(/\w+$/);
    const word = /^\w+/.exec(line.slice(start < 0 ? this.at.column : start))?.[0];
    if (word === undefined) return 'none';
    this.search = { text: word, back: false };
    return this.searchAgain(false);
  }

  private searchAgain(opposite: boolean): Motion | 'none' {
    const { search } = this;
    if (search === undefined) {
      this.message = this.vim ? 'E35: No previous regular expression' : 'No previous search';
      return 'none';
    }
    const to = this.findPattern(search.text, search.back !== opposite);
    if (to !== undefined) return { to };
    this.message = this.vim ? `E486: Pattern not found: ${search.text}` : 'Pattern not found';
    return 'none';
  }

  private findPattern(text: string, back: boolean): Position | undefined {
    let regex: RegExp;
    try {
      regex = patternOf(text, 'g');
    } catch {
      return undefined;
    }
    const total = this.buffer.lines.length;
    for (let n = 0; n <= total; n++) {
      const row = (((this.at.row + (back ? -n : n)) % total) + total) % total;
      const found = Array.from(this.buffer.line(row).matchAll(regex), (match) => match.index);
      const here =
        n === 0 ? found.filter((column) => (back ? column < this.at.column : column > this.at.column)) : found;
      const column = back ? here.at(-1) : here[0];
      if (column !== undefined) return { row, column };
    }
    return undefined;
  }

  private async change(key: string, count: number | undefined): Promise<void> {
    const { buffer, at } = this;
    const line = buffer.line(at.row);
    const times = count ?? 1;
    switch (key) {
      case 'i': this.insertAt(at); break;
      case 'I': this.insertAt({ row: at.row, column: Math.max(0, line.search(/\S/)) }); break;
      case 'a': this.insertAt({ row: at.row, column: Math.min(line.length, at.column + 1) }); break;
      case 'A': this.insertAt({ row: at.row, column: line.length }); break;
      case 'o': case 'O': this.openLine(key === 'o'); break;
      case 'x': case '\x1b[3~': this.cut(at, { row: at.row, column: Math.min(line.length, at.column + times) }); break;
      case 'X': this.cut({ row: at.row, column: Math.max(0, at.column - times) }, at); break;
      case 'D': this.cut(at, { row: at.row, column: line.length }); break;
      case 'C': this.cut(at, { row: at.row, column: line.length }); this.mode = 'insert'; break;
      case 's': this.cut(at, { row: at.row, column: Math.min(line.length, at.column + times) }); this.mode = 'insert'; break;
      case 'S': buffer.remember(at); buffer.setLine(at.row, ''); this.at.column = 0; this.mode = 'insert'; break;
      case 'Y': this.register = { text: buffer.lines.slice(at.row, at.row + times).join('\n'), lines: true }; break;
      case 'p': case 'P': this.put(key === 'p', times); break;
      case 'u': this.history(buffer.undo(at)); break;
      case '\x12': this.history(buffer.redo(at)); break;
      case 'J': this.join(Math.max(1, times - 1)); break;
      case '~': buffer.remember(at); this.swapCase(times); break;
      case 'R': this.insertAt(at, 'replace'); break;
      case 'r': await this.replaceOne(times); break;
      case '.': this.replaying = [...this.recorded]; break;
      case 'd': case 'c': case 'y': case '>': case '<': await this.operator(key, count); break;
      case 'v': case 'V': this.visualFrom = { ...at }; this.mode = key === 'v' ? 'visual' : 'visual line'; break;
      case ':': case '/': case '?': this.line = key; this.mode = 'command'; break;
      case 'Z': await this.doubleZ(); break;
      case '\x0c': await this.p.stdout.write('\x1b[2J'); break;
      case '\x07': this.message = `"${this.path ?? '[No Name]'}"${buffer.modified ? ' [Modified]' : ''} ${buffer.lines.length} lines --${Math.floor(((at.row + 1) * 100) / buffer.lines.length)}%--`; break;
      case '\x03': this.message = this.vim ? 'Type  :qa  and press <Enter> to exit Vim' : ''; break;
      default: this.bell();
    }
  } // prettier-ignore

  private async doubleZ(): Promise<void> {
    const second = await this.key();
    if (second === 'Z') {
      if (!this.buffer.modified || (await this.write(undefined))) this.finished = true;
    } else if (second === 'Q') this.finished = true;
  }

  private openLine(below: boolean): void {
    this.buffer.remember(this.at);
    const row = this.at.row + (below ? 1 : 0);
    this.buffer.lines.splice(row, 0, '');
    this.at = { row, column: 0 };
    this.mode = 'insert';
  }

  private cut(from: Position, to: Position): void {
    this.buffer.remember(this.at);
    this.register = { text: this.buffer.remove(from, to), lines: false };
    this.at = { ...from };
  }

  private history(to: Position | undefined): void {
    if (to === undefined) this.message = this.vim ? 'Already at oldest change' : 'Already at oldest change';
    else this.at = { ...to };
  }

  private join(count: number): void {
    if (this.at.row >= this.buffer.last) return this.bell();
    this.buffer.remember(this.at);
    for (let n = 0; n < count && this.at.row < this.buffer.last; n++) {
      const { row } = this.at;
      const [line, next] = [this.buffer.line(row), this.buffer.line(row + 1).trimStart()];
      this.at.column = line.length;
      this.buffer.lines.splice(row, 2, line + (next === '' || line === '' || line.endsWith(' ') ? '' : ' ') + next);
    }
  }

  private swapCase(times: number): void {
    const { row, column } = this.at;
    const line = this.buffer.line(row);
    const part = line.slice(column, column + times);
    const swapped = Array.from(part, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()));
    this.buffer.setLine(row, line.slice(0, column) + swapped.join('') + line.slice(column + times));
    this.at.column += times;
  }

  private async replaceOne(times: number): Promise<void> {
    const char = (await this.key()) ?? ESCAPE;
    const { row, column } = this.at;
    const line = this.buffer.line(row);
    if (char === ESCAPE || column + times > line.length) return;
    this.buffer.remember(this.at);
    if (char === '\r')
      this.at = this.buffer.insert((this.buffer.remove(this.at, { row, column: column + times }), this.at), '\n'); // prettier-ignore
    else this.buffer.setLine(row, line.slice(0, column) + char.repeat(times) + line.slice(column + times));
  }

  private put(after: boolean, times: number): void {
    const { text, lines } = this.register;
    if (text === '' && !lines) return this.bell();
    this.buffer.remember(this.at);
    if (lines) {
      const row = this.at.row + (after ? 1 : 0);
      for (let n = 0; n < times; n++) this.buffer.lines.splice(row, 0, ...text.split('\n'));
      this.at = { row, column: 0 };
      return;
    }
    const column = Math.min(this.buffer.line(this.at.row).length, this.at.column + (after ? 1 : 0));
    const end = this.buffer.insert({ row: this.at.row, column }, text.repeat(times));
    this.at = { row: end.row, column: Math.max(0, end.column - 1) };
  }

  /** `d`, `c`, `y` and the shifts, with the motion that follows. */
  private async operator(key: string, count: number | undefined): Promise<void> {
    let digits = '';
    let second = await this.key();
    while (second !== undefined && (/^[1-9]$/.test(second) || (second === '0' && digits !== ''))) {
      digits += second;
      second = await this.key();
    }
    if (second === undefined || second === ESCAPE) return;
    const times = digits === '' ? count : Number(digits) * (count ?? 1);
    if (second === key) {
      this.lineWise(key, this.at.row, Math.min(this.buffer.last, this.at.row + (times ?? 1) - 1));
      return;
    }
    if (second === 'i' || second === 'a') {
      const word = this.wordAround((await this.key()) ?? '', second === 'a');
      if (word !== undefined) this.charWise(key, word[0], word[1]);
      return;
    }
    // `cw` leaves the blank behind the word, as if it were `ce`.
    const moved = key === 'c' && (second === 'w' || second === 'W') && /\S/.test(this.buffer.line(this.at.row).charAt(this.at.column)) ? (second === 'w' ? 'e' : 'E') : second; // prettier-ignore
    const motion = await this.motion(moved, times);
    if (motion === undefined || motion === 'none') return;
    if (motion.lines === true || key === '>' || key === '<') {
      this.lineWise(key, Math.min(this.at.row, motion.to.row), Math.max(this.at.row, motion.to.row));
      return;
    }
    const ahead = motion.to.row > this.at.row || (motion.to.row === this.at.row && motion.to.column >= this.at.column);
    const [from, to] = ahead ? [this.at, motion.to] : [motion.to, this.at];
    const whole = { row: to.row, column: to.column + (motion.inclusive === true ? 1 : 0) };
    // The last word of a line: the operator stays on that line.
    const end = (second === 'w' || second === 'W') && whole.row > from.row ? { row: from.row, column: this.buffer.line(from.row).length } : whole; // prettier-ignore
    this.charWise(key, from, end);
  }

  private wordAround(kind: string, around: boolean): [Position, Position] | undefined {
    const { row, column } = this.at;
    const line = this.buffer.line(row);
    if (kind === 'w') {
      const test = /\w/.test(line.charAt(column)) ? /\w/ : /[^\w\s]/;
      let [start, end] = [column, column];
      while (start > 0 && test.test(line.charAt(start - 1))) start--;
      while (end < line.length && test.test(line.charAt(end))) end++;
      while (around && end < line.length && line.charAt(end) === ' ') end++;
      return [
        { row, column: start },
        { row, column: end },
      ];
    }
    const [open, close] = { '(': '()', ')': '()', b: '()', '{': '{}', '}': '{}', '[': '[]', ']': '[]', '<': '<>' }[kind] ?? kind.repeat(2); // prettier-ignore
    const start = line.lastIndexOf(open ?? '', kind === open && open === close ? column - 1 : column);
    const end = line.indexOf(close ?? '', Math.max(column, start + 1));
    if (start < 0 || end < 0) return undefined;
    return [
      { row, column: start + (around ? 0 : 1) },
      { row, column: end + (around ? 1 : 0) },
    ];
  }

  private charWise(key: string, from: Position, to: Position): void {
    if (key === 'y') {
      const copy = new Buffer();
      copy.lines = [...this.buffer.lines];
      this.register = { text: copy.remove(from, to), lines: false };
      this.at = { ...from };
      return;
    }
    this.cut(from, to);
    if (key === 'c') this.mode = 'insert';
  }

  private lineWise(key: string, from: number, to: number): void {
    const { buffer } = this;
    if (key === 'y') {
      this.register = { text: buffer.lines.slice(from, to + 1).join('\n'), lines: true };
      this.at.row = from;
      if (to - from > 1) this.message = this.vim ? `${to - from + 1} lines yanked` : `Yank ${to - from + 1} lines`;
      return;
    }
    buffer.remember(this.at);
    if (key === '>' || key === '<') {
      for (let row = from; row <= to; row++) {
        const line = buffer.line(row);
        buffer.setLine(row, key === '>' ? (line === '' ? '' : `\t${line}`) : line.replace(/^(\t| {1,8})/, ''));
      }
      this.at = { row: from, column: Math.max(0, buffer.line(from).search(/\S/)) };
      return;
    }
    this.register = { text: buffer.removeLines(from, to).join('\n'), lines: true };
    if (to - from > 1 && this.vim) this.message = `${to - from + 1} fewer lines`;
    this.at = { row: Math.min(from, buffer.last), column: 0 };
    if (key !== 'c') return;
    if (buffer.lines.length > 1 || buffer.line(0) !== '') buffer.lines.splice(from, 0, '');
    this.at = { row: from, column: 0 };
    this.mode = 'insert';
  }

  /** Keys that do something to what is marked; false for those that move. */
  private async visual(key: string): Promise<boolean> {
    const whole = this.mode === 'visual line';
    if (key === 'v' || key === 'V') {
      this.mode = 'normal';
      return true;
    }
    const operator = { d: 'd', x: 'd', y: 'y', c: 'c', s: 'c', '>': '>', '<': '<' }[key];
    if (operator === undefined && key !== ':') return false;
    const backwards = this.at.row < this.visualFrom.row || (this.at.row === this.visualFrom.row && this.at.column < this.visualFrom.column); // prettier-ignore
    const [from, to] = backwards ? [this.at, this.visualFrom] : [this.visualFrom, this.at];
    this.mode = 'normal';
    if (operator === undefined) {
      this.line = `:${from.row + 1},${to.row + 1}`;
      this.mode = 'command';
    } else if (whole || operator === '>' || operator === '<') this.lineWise(operator, from.row, to.row);
    else this.charWise(operator, { ...from }, { row: to.row, column: to.column + 1 });
    return Promise.resolve(true);
  }

  // The line below

  private async commandKey(key: string): Promise<void> {
    if (key === ESCAPE || key === '\x03') this.mode = 'normal';
    else if (key === '\x7f' || key === '\b') {
      this.line = this.line.slice(0, -1);
      if (this.line === '') this.mode = 'normal';
    } else if (key === '\x15') this.line = this.line.charAt(0);
    else if (key === '\r' || key === '\n') {
      this.mode = 'normal';
      const text = this.line.slice(1);
      if (this.line.startsWith(':')) await this.colon(text);
      else this.searchFor(text, this.line.startsWith('?'));
    } else if (key >= ' ' && !key.startsWith(ESCAPE)) this.line += key;
  }

  private searchFor(text: string, back: boolean): void {
    const wanted = text === '' ? this.search?.text : text;
    if (wanted === undefined) return;
    this.search = { text: wanted, back };
    const found = this.searchAgain(false);
    if (found !== 'none') this.at = found.to;
  }

  private async colon(text: string): Promise<void> {
    const result = colon(text, this.buffer, this.at, this.vim);
    switch (result.kind) {
      case 'message':
      case 'error':
        this.message = result.text;
        break;
      case 'go':
        this.at = { row: result.row, column: 0 };
        break;
      case 'set':
        this.set(result.option);
        break;
      case 'quit':
        if (!this.buffer.modified || result.force) this.finished = true;
        else this.message = this.vim ? 'E37: No write since last change (add ! to override)' : `No write since last change (:${text}! overrides)`; // prettier-ignore
        break;
      case 'read':
        this.readIn(result.path);
        break;
      case 'write':
        if ((await this.write(result.path, result.force)) && result.quit) this.finished = true;
        break;
      case 'nothing':
        break;
    }
  }

  private set(option: string): void {
    if (/^(number|nu)$/.test(option)) this.numbers = true;
    else if (/^(nonumber|nonu)$/.test(option)) this.numbers = false;
  }

  private readIn(path: string): void {
    try {
      const text = this.p.fs.readText(path);
      this.buffer.remember(this.at);
      this.buffer.lines.splice(this.at.row + 1, 0, ...text.replace(/\n$/, '').split('\n'));
      this.at = { row: this.at.row + 1, column: 0 };
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.message = this.vim ? `E484: Can't open file ${path}` : `'${path}' ${error.message}`;
    }
  }

  private write(path = this.path, force = false): Promise<boolean> {
    if (path === undefined) {
      this.message = this.vim ? 'E32: No file name' : 'No current filename';
      return Promise.resolve(false);
    }
    if (this.readOnly && path === this.path && !force) {
      this.message = this.vim ? "E45: 'readonly' option is set (add ! to override)" : `'${path}' is read only`;
      return Promise.resolve(false);
    }
    const fresh = !this.p.fs.exists(path);
    const text = encodeText(this.buffer.lines.length === 1 && this.buffer.line(0) === '' ? '' : this.buffer.text());
    try {
      this.p.fs.writeFile(path, text);
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.message = this.vim ? `"${path}" E212: Can't open file for writing` : `'${path}' ${error.message}`;
      return Promise.resolve(false);
    }
    this.path ??= path;
    this.buffer.modified = false;
    const lines = text.length === 0 ? 0 : this.buffer.lines.length;
    this.message = this.vim ? `"${path}"${fresh ? ' [New]' : ''} ${lines}L, ${text.length}B written` : `'${path}' ${lines}L, ${text.length}C`; // prettier-ignore
    return Promise.resolve(true);
  }
}
