/** nano: a title, the text, a line for questions, and two of keys. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { decodeText, encodeText } from './text/codec.ts';
import { Buffer, type Position } from './vi/buffer.ts';
import { Keys } from './vi/keys.ts';
import { motionOf } from './vi/motions.ts';
import { cellsBefore } from './vi/screen.ts';

const KEYS = ['^G Help      ^O Write Out ^W Where Is  ^K Cut       ^C Location', '^X Exit      ^R Read File ^\\ Replace   ^U Paste     ^_ Go To Line']; // prettier-ignore

class Nano {
  private readonly p: Process;
  private readonly buffer = new Buffer();
  private readonly keys: Keys;
  private path: string;
  private at: Position = { row: 0, column: 0 };
  private top = 0;
  private message = '';
  private cut: string[] = [];
  private lastSearch = '';

  constructor(p: Process, path: string) {
    this.p = p;
    this.path = path;
    this.keys = new Keys(p);
  }

  async run(): Promise<number> {
    const tty = this.p.tty(0);
    const before = tty.modes();
    tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
    this.open();
    await this.p.stdout.write('\x1b[?1049h\x1b[H\x1b[2J');
    try {
      for (;;) {
        await this.show();
        const key = await this.keys.next();
        if (key === undefined) return 0;
        this.message = '';
        if (await this.handle(key)) return 0;
      }
    } finally {
      await this.p.stdout.write('\x1b[?1049l');
      tty.setModes(before);
    }
  }

  private open(): void {
    if (this.path === '') return;
    try {
      this.buffer.load(decodeText(this.p.fs.readFile(this.path)));
      const lines = this.buffer.lines.length;
      this.message = `[ Read ${lines} line${lines === 1 ? '' : 's'} ]`;
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.message = error.code === 'ENOENT' ? '[ New File ]' : `[ Error reading ${this.path}: ${error.message} ]`;
    }
  }

  /** `prompt` stands in place of the message, with the cursor behind it. */
  private async show(prompt?: string): Promise<void> {
    const { cols, rows } = this.p.tty(0).size();
    const page = Math.max(1, rows - 4);
    if (this.at.row < this.top) this.top = this.at.row;
    if (this.at.row >= this.top + page) this.top = this.at.row - page + 1;
    const name = this.path === '' ? 'New Buffer' : this.path;
    const left = '  GNU nano 7.2';
    const title = `${left}${name.padStart(Math.floor((cols + name.length) / 2) - left.length)}`.padEnd(cols - 12).slice(0, cols - 12); // prettier-ignore
    let out = `\x1b[?25l\x1b[1;1H\x1b[7m${title}${(this.buffer.modified ? 'Modified' : '').padEnd(12)}\x1b[27m`;
    for (let row = 0; row < page; row++) {
      const line = (this.buffer.lines[this.top + row] ?? '').replaceAll('\t', '        ');
      out += `\x1b[${row + 2};1H${Array.from(line).slice(0, cols).join('')}\x1b[K`;
    }
    const status = prompt ?? this.message.padStart(Math.floor((cols + this.message.length) / 2));
    out += `\x1b[${rows - 2};1H${prompt === undefined ? status : `\x1b[7m${status.padEnd(cols)}\x1b[27m`}\x1b[K`;
    for (const [at, text] of KEYS.entries()) out += `\x1b[${rows - 1 + at};1H${text.slice(0, cols)}\x1b[K`;
    const column = Math.min(cols - 1, cellsBefore(this.buffer.line(this.at.row), this.at.column));
    const cursor = prompt === undefined ? `\x1b[${this.at.row - this.top + 2};${column + 1}H` : `\x1b[${rows - 2};${prompt.length + 1}H`; // prettier-ignore
    await this.p.write(1, encodeText(`${out}${cursor}\x1b[?25h`));
  }

  /** Asks for a line; undefined when it is cancelled. */
  private async ask(question: string, answer = ''): Promise<string | undefined> {
    let text = answer;
    for (;;) {
      await this.show(question + text);
      const key = await this.keys.next();
      if (key === undefined || key === '\x03' || key === '\x1b') {
        this.message = '[ Cancelled ]';
        return undefined;
      }
      if (key === '\r' || key === '\n') return text;
      if (key === '\x7f' || key === '\b') text = text.slice(0, -1);
      else if (key >= ' ' && !key.startsWith('\x1b')) text += key;
    }
  }

  /** True when the editor is left. */
  private async handle(key: string): Promise<boolean> {
    switch (key) {
      case '\x18':
        return this.leave();
      case '\x0f':
      case '\x13':
        await this.save(key === '\x13');
        return false;
      case '\x0b':
        this.cutLine();
        return false;
      case '\x15':
        this.paste();
        return false;
      case '\x17':
        await this.find();
        return false;
      case '\x1f':
        await this.goTo();
        return false;
      case '\x03':
        this.message = `[ line ${this.at.row + 1}/${this.buffer.lines.length}, col ${this.at.column + 1}/${this.buffer.line(this.at.row).length + 1} ]`; // prettier-ignore
        return false;
      default:
        this.edit(key);
        return false;
    }
  }

  private edit(key: string): void {
    const { buffer } = this;
    const moved = { '\x01': '0', '\x05': '$', '\x19': '\x02', '\x16': '\x06', '\x02': 'h', '\x06': 'l', '\x10': 'k', '\x0e': 'j' }[key] ?? key; // prettier-ignore
    if (key === '\x7f' || key === '\b') this.back();
    else if (key === '\x04' || key === '\x1b[3~') {
      const end = this.at.column < buffer.line(this.at.row).length ? { row: this.at.row, column: this.at.column + 1 } : { row: this.at.row + 1, column: 0 }; // prettier-ignore
      if (end.row > buffer.last) return;
      buffer.remember(this.at);
      buffer.remove(this.at, end);
    } else if (key === '\r' || key === '\n' || key === '\t' || (key >= ' ' && !key.startsWith('\x1b'))) {
      buffer.remember(this.at);
      this.at = buffer.insert(this.at, key === '\r' ? '\n' : key);
    } else {
      const motion = motionOf(buffer, this.at, moved, undefined, Math.max(1, this.p.tty(0).size().rows - 6));
      if (motion === undefined) return;
      this.at = { row: motion.to.row, column: Math.min(motion.to.column, buffer.line(motion.to.row).length) };
    }
  }

  private back(): void {
    const { row, column } = this.at;
    if (row === 0 && column === 0) return;
    const from = column > 0 ? { row, column: column - 1 } : { row: row - 1, column: this.buffer.line(row - 1).length };
    this.buffer.remember(this.at);
    this.buffer.remove(from, this.at);
    this.at = from;
  }

  private cutLine(): void {
    this.buffer.remember(this.at);
    this.cut = this.buffer.removeLines(this.at.row, this.at.row);
    this.at = { row: Math.min(this.at.row, this.buffer.last), column: 0 };
  }

  private paste(): void {
    if (this.cut.length === 0) return;
    this.buffer.remember(this.at);
    this.buffer.lines.splice(this.at.row, 0, ...this.cut);
    this.at = { row: this.at.row + this.cut.length, column: 0 };
  }

  private async find(): Promise<void> {
    const wanted = await this.ask(this.lastSearch === '' ? 'Search: ' : `Search [${this.lastSearch}]: `);
    if (wanted === undefined) return;
    this.lastSearch = wanted === '' ? this.lastSearch : wanted;
    if (this.lastSearch === '') return;
    const total = this.buffer.lines.length;
    for (let n = 0; n <= total; n++) {
      const row = (this.at.row + n) % total;
      const line = this.buffer.line(row).toLowerCase();
      const column = line.indexOf(this.lastSearch.toLowerCase(), n === 0 ? this.at.column + 1 : 0);
      if (column < 0) continue;
      this.at = { row, column };
      return;
    }
    this.message = `[ "${this.lastSearch}" not found ]`;
  }

  private async goTo(): Promise<void> {
    const answer = await this.ask('Enter line number, column number: ');
    if (answer === undefined) return;
    this.at = { row: Math.max(0, Math.min(this.buffer.last, Number.parseInt(answer, 10) - 1 || 0)), column: 0 };
  }

  private async save(quiet: boolean): Promise<boolean> {
    const path = quiet && this.path !== '' ? this.path : await this.ask('File Name to Write: ', this.path);
    if (path === undefined || path === '') return false;
    const empty = this.buffer.lines.length === 1 && this.buffer.line(0) === '';
    try {
      this.p.fs.writeFile(path, encodeText(empty ? '' : this.buffer.text()));
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.message = `[ Error writing ${path}: ${error.message} ]`;
      return false;
    }
    this.path = path;
    this.buffer.modified = false;
    const lines = empty ? 0 : this.buffer.lines.length;
    this.message = `[ Wrote ${lines} line${lines === 1 ? '' : 's'} ]`;
    return true;
  }

  private async leave(): Promise<boolean> {
    if (!this.buffer.modified) return true;
    await this.show('Save modified buffer? ');
    for (;;) {
      const key = await this.keys.next();
      if (key === undefined || /^[nN]$/.test(key)) return true;
      if (/^[yY]$/.test(key)) return this.save(false);
      if (key === '\x03') {
        this.message = '[ Cancelled ]';
        return false;
      }
    }
  }
}

export default async function nano(p: Process): Promise<number> {
  const words = p.args.slice(1);
  if (words.includes('--version') || words.includes('-V')) {
    await p.stdout.write(' GNU nano, version 7.2\n');
    return 0;
  }
  if (!p.isatty(0)) {
    await p.stderr.write('Standard input is not a terminal\n');
    return 1;
  }
  return new Nano(p, words.find((word) => !/^[-+]/.test(word)) ?? '').run();
}
