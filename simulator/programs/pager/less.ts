/** less(1): pages through files on a terminal; elsewhere it hands them on. */
import type { Process } from '../../kernel/abi.ts';
import { encodeText } from '../text/codec.ts';
import { baseName } from '../text/paths.ts';
import { Keys } from '../vi/keys.ts';
import { keyboard, readPagerFile, type PagerFile } from './input.ts';
import { marked, patternOf, rowsOf } from './text.ts';

interface Settings {
  numbers: boolean;
  chop: boolean;
  /** -F: ends at once when all fits on the screen. */
  quitIfOneScreen: boolean;
  /** -X: leaves what was shown on the screen. */
  stay: boolean;
  ignoreCase: boolean;
  /** +G, +N, +/pattern. */
  begin: string;
  files: string[];
}

const HELP = [
  'SUMMARY OF LESS COMMANDS',
  '',
  '  q              leave',
  '  e  j  ENTER    forward one line',
  '  y  k           backward one line',
  '  f  SPACE       forward one window',
  '  b              backward one window',
  '  d  u           forward, backward half a window',
  '  g  G           to the first line, to the last line',
  '  /pattern       look for a pattern, forward',
  '  ?pattern       look for a pattern, backward',
  '  n  N           again, again in the other direction',
  '  -N  -S  -i     line numbers, long lines cut, case',
  '  :n  :p         next file, previous file',
  '  =              which lines are shown',
];

function settingsOf(args: readonly string[]): Settings | string {
  const s: Settings = { numbers: false, chop: false, quitIfOneScreen: false, stay: false, ignoreCase: false, begin: '', files: [] }; // prettier-ignore
  for (const word of args) {
    if (word.startsWith('+')) s.begin = word.slice(1);
    else if (word.startsWith('--')) {
      const known: Readonly<Record<string, () => void>> = {
        'LINE-NUMBERS': () => (s.numbers = true),
        'chop-long-lines': () => (s.chop = true),
        'quit-if-one-screen': () => (s.quitIfOneScreen = true),
        'no-init': () => (s.stay = true),
        'ignore-case': () => (s.ignoreCase = true),
      };
      known[word.slice(2)]?.();
    } else if (/^-./.test(word)) {
      for (const letter of word.slice(1)) {
        if (letter === 'N') s.numbers = true;
        else if (letter === 'S') s.chop = true;
        else if (letter === 'F') s.quitIfOneScreen = true;
        else if (letter === 'X') s.stay = true;
        else if (letter === 'i' || letter === 'I') s.ignoreCase = true;
        else if (letter === 'V') return 'version';
        else if (letter === '?') return 'help';
      }
    } else s.files.push(word);
  }
  return s;
}

class Less {
  private readonly p: Process;
  private readonly s: Settings;
  private readonly files: readonly PagerFile[];
  private readonly keys: Keys;
  private readonly busybox: boolean;
  private current = 0;
  private top = 0;
  private pattern: RegExp | undefined;
  private backward = false;
  private message: string | undefined;
  /** The first prompt of a file names it. */
  private fresh = true;

  constructor(p: Process, s: Settings, files: readonly PagerFile[], keys: Keys, busybox: boolean) {
    this.p = p;
    this.s = s;
    this.files = files;
    this.keys = keys;
    this.busybox = busybox;
  }

  private get file(): PagerFile {
    return this.files[this.current] ?? { name: undefined, lines: [] };
  }

  private size(): { cols: number; page: number } {
    const { cols, rows } = this.p.tty(1).size();
    return { cols, page: Math.max(1, rows - 1) };
  }

  private rows(line: number): string[] {
    const { cols } = this.size();
    const text = this.file.lines[line] ?? '';
    const margin = this.s.numbers ? `${String(line + 1).padStart(7)} ` : '';
    return rowsOf(text, cols - margin.length, this.s.chop).map((row, n) => (n === 0 ? margin : ' '.repeat(margin.length)) + marked(row, this.pattern)); // prettier-ignore
  }

  private height(from: number, below: number): number {
    let rows = 0;
    for (let line = from; line < this.file.lines.length && rows <= below; line++) rows += this.rows(line).length;
    return rows;
  }

  fits(): boolean {
    const { page } = this.size();
    return this.files.length === 1 && this.height(0, page) <= page;
  }

  /** The last first line: what is below it just fills the screen. */
  private lastTop(): number {
    const { page } = this.size();
    let top = this.file.lines.length;
    let rows = 0;
    while (top > 0) {
      const more = this.rows(top - 1).length;
      if (rows + more > page) break;
      rows += more;
      top--;
    }
    return top;
  }

  private atEnd(): boolean {
    const { page } = this.size();
    return this.height(this.top, page) <= page;
  }

  private async show(prompt?: string): Promise<void> {
    const { cols, page } = this.size();
    const rows: string[] = [];
    for (let line = this.top; line < this.file.lines.length && rows.length < page; line++)
      rows.push(...this.rows(line));
    let out = '\x1b[?25l\x1b[H';
    for (let n = 0; n < page; n++) out += `${rows[n] ?? '~'}\x1b[m\x1b[K\r\n`;
    out += (prompt ?? this.prompt()).slice(0, cols + 16);
    await this.p.write(1, encodeText(`${out}\x1b[K\x1b[?25h`));
  }

  private prompt(): string {
    const reverse = (text: string): string => `\x1b[7m${text}\x1b[27m`;
    if (this.message !== undefined) {
      const said = this.message;
      this.message = undefined;
      return reverse(said);
    }
    const { name, lines } = this.file;
    if (this.busybox) {
      const last = Math.min(lines.length, this.top + this.size().page);
      const share = lines.length === 0 ? 100 : Math.floor((100 * last) / lines.length);
      return reverse(
        `${name ?? '-'} ${this.atEnd() ? '(END)' : `lines ${this.top + 1}-${last}/${lines.length} ${share}%`}`,
      );
    }
    const place = this.files.length > 1 ? ` (file ${this.current + 1} of ${this.files.length})` : '';
    const next = this.files[this.current + 1]?.name;
    const end = this.atEnd() ? `(END)${next === undefined ? '' : ` - Next: ${next}`}` : '';
    const named = this.fresh && name !== undefined;
    this.fresh = false;
    if (named) return reverse(`${name}${place}${end === '' ? '' : ` ${end}`}`);
    return end === '' ? ':' : reverse(end);
  }

  async run(): Promise<void> {
    if (this.s.begin !== '') this.begin(this.s.begin);
    for (;;) {
      await this.show();
      const key = await this.keys.next();
      if (key === undefined || (await this.handle(key))) return;
    }
  }

  private begin(how: string): void {
    if (how === 'G') this.top = this.lastTop();
    else if (how.startsWith('/')) this.find(how.slice(1), false);
    else if (/^\d+g?$/.test(how)) this.moveTo(Number.parseInt(how, 10) - 1);
  }

  private moveTo(line: number): void {
    this.top = Math.max(0, Math.min(line, this.lastTop()));
  }

  /** True when the pager is left. */
  private async handle(key: string): Promise<boolean> {
    const { page } = this.size();
    const half = Math.max(1, Math.floor(page / 2));
    switch (key) {
      case 'q': case 'Q': case '\x03':
        return key !== '\x03';
      case ' ': case 'f': case '\x06': case '\x16': case '\x1b[6~':
        this.moveTo(this.top + page);
        return false;
      case 'b': case '\x02': case '\x1b[5~':
        this.moveTo(this.top - page);
        return false;
      case 'e': case 'j': case '\r': case '\n': case '\x0e': case '\x05': case '\x1b[B': case '\x1bOB':
        this.moveTo(this.top + 1);
        return false;
      case 'y': case 'k': case '\x10': case '\x19': case '\x1b[A': case '\x1bOA':
        this.moveTo(this.top - 1);
        return false;
      case 'd': case '\x04':
        this.moveTo(this.top + half);
        return false;
      case 'u': case '\x15':
        this.moveTo(this.top - half);
        return false;
      case 'g': case '<': case '\x1b[H': case '\x1b[1~':
        this.top = 0;
        return false;
      case 'G': case '>': case '\x1b[F': case '\x1b[4~':
        this.top = this.lastTop();
        return false;
      case '/': case '?': {
        const wanted = await this.ask(key);
        if (wanted !== undefined) this.find(wanted, key === '?');
        return false;
      }
      case 'n': case 'N':
        if (this.pattern === undefined) this.message = 'No previous regular expression';
        else this.search(this.pattern, this.backward !== (key === 'N'));
        return false;
      case '=': case '\x07':
        this.message = this.where();
        return false;
      case 'h': case 'H':
        await this.help();
        return false;
      case '-': return this.option();
      case ':': return this.colon();
      case 'F': return this.follow();
      default:
        return false;
    }
  } // prettier-ignore

  private where(): string {
    const { name, lines } = this.file;
    const last = Math.min(lines.length, this.top + this.size().page);
    const share = lines.length === 0 ? 100 : Math.floor((100 * last) / lines.length);
    return `${name === undefined ? '' : `${name} `}lines ${this.top + 1}-${last}/${lines.length} ${share}%`;
  }

  private async option(): Promise<boolean> {
    await this.show('-');
    const key = await this.keys.next();
    if (key === 'N') this.s.numbers = !this.s.numbers;
    else if (key === 'S') this.s.chop = !this.s.chop;
    else if (key === 'i' || key === 'I') this.s.ignoreCase = !this.s.ignoreCase;
    else this.message = `There is no -${key ?? ''} option`;
    return false;
  }

  private async colon(): Promise<boolean> {
    await this.show(' :');
    const key = await this.keys.next();
    if (key === 'q' || key === 'Q') return true;
    const to = this.current + (key === 'p' ? -1 : 1);
    if (key !== 'n' && key !== 'p') return false;
    if (this.files[to] === undefined) this.message = `No ${key === 'n' ? 'next' : 'previous'} file`;
    else {
      this.current = to;
      this.top = 0;
      this.fresh = true;
    }
    return false;
  }

  /** Shows what is added to the file until interrupted. */
  private async follow(): Promise<boolean> {
    const { name } = this.file;
    for (;;) {
      if (name !== undefined) {
        const again = await readPagerFile(this.p, name);
        if (typeof again !== 'string') this.file.lines = again.lines;
      }
      this.top = this.lastTop();
      await this.show('Waiting for data... (interrupt to abort)');
      if ((await this.p.poll([await keyboard(this.p)], 1000)).length === 0) continue;
      const key = await this.keys.next();
      if (key === undefined || key === '\x03' || key === 'q') return key === undefined;
    }
  }

  private async ask(sign: string): Promise<string | undefined> {
    let text = '';
    for (;;) {
      await this.show(sign + text);
      const key = await this.keys.next();
      if (key === undefined || key === '\x1b' || key === '\x03') return undefined;
      if (key === '\r' || key === '\n') return text;
      if (key === '\x7f' || key === '\b') {
        if (text === '') return undefined;
        text = Array.from(text).slice(0, -1).join('');
      } else if (key >= ' ' && !key.startsWith('\x1b')) text += key;
    }
  }

  private find(wanted: string, backward: boolean): void {
    this.backward = backward;
    if (wanted !== '') this.pattern = patternOf(wanted, this.s.ignoreCase);
    if (this.pattern === undefined) this.message = 'No previous regular expression';
    else this.search(this.pattern, backward);
  }

  private search(pattern: RegExp, backward: boolean): void {
    const { lines } = this.file;
    const step = backward ? -1 : 1;
    for (let line = this.top + step; line >= 0 && line < lines.length; line += step) {
      if ((lines[line] ?? '').search(pattern) < 0) continue;
      this.top = line;
      return;
    }
    // The line on top counts where nothing else is found, so that a single match is no failure at first.
    if ((lines[this.top] ?? '').search(pattern) < 0) this.message = 'Pattern not found  (press RETURN)';
  }

  private async help(): Promise<void> {
    const { page } = this.size();
    let out = '\x1b[H';
    for (let n = 0; n < page; n++) out += `${HELP[n] ?? '~'}\x1b[K\r\n`;
    await this.p.write(1, encodeText(`${out}\x1b[7mHELP -- Press RETURN when done\x1b[27m\x1b[K`));
    for (let key = await this.keys.next(); key !== undefined && !/^[\r\nq]$/.test(key);) key = await this.keys.next();
  }
}

/** Runs the pager over files that have been read, on the terminal of standard output. */
export async function page(p: Process, s: Settings, files: readonly PagerFile[], busybox: boolean): Promise<number> {
  const fd = await keyboard(p);
  const less = new Less(p, s, files, new Keys(p, fd), busybox);
  if (s.quitIfOneScreen && less.fits()) {
    for (const { lines } of files) await p.stdout.write(lines.map((line) => `${line}\n`).join(''));
    return 0;
  }
  const tty = p.tty(fd);
  const before = tty.modes();
  tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
  await p.stdout.write(s.stay ? '' : '\x1b[?1049h\x1b[22;0;0t');
  try {
    await less.run();
  } finally {
    await p.write(1, encodeText(s.stay ? '\r\x1b[K' : '\r\x1b[K\x1b[?1049l\x1b[23;0;0t'));
    tty.setModes(before);
  }
  return 0;
}

async function run(p: Process, args: readonly string[], busybox: boolean): Promise<number> {
  const s = settingsOf(args);
  if (typeof s === 'string') {
    await p.stdout.write(s === 'help' ? `${HELP.join('\n')}\n` : 'less 590 (GNU regular expressions)\nCopyright (C) 1984-2021  Mark Nudelman\n'); // prettier-ignore
    return 0;
  }
  if (s.files.length === 0) {
    if (p.isatty(0)) {
      await p.stderr.write('Missing filename ("less --help" for help)\n');
      return 1;
    }
    s.files.push('-');
  }
  const files: PagerFile[] = [];
  let status = 0;
  for (const path of s.files) {
    const file = await readPagerFile(p, path);
    if (typeof file !== 'string') {
      files.push(file);
      continue;
    }
    // Without a terminal less has nowhere but its output to say so, and is content.
    const complains = busybox || p.isatty(1);
    if (complains) status = 1;
    const said = busybox ? `less: can't open '${path}': ${file}` : file === 'directory' ? `${path} is a directory` : `${path}: ${file}`; // prettier-ignore
    await (complains ? p.stderr : p.stdout).write(`${said}\n`);
  }
  if (files.length === 0) return status;
  if (!p.isatty(1)) {
    for (const { lines } of files) await p.write(1, encodeText(lines.map((line) => `${line}\n`).join('')));
    return status;
  }
  return page(p, s, files, busybox);
}

/** Also `pager`, `zless` and what `man` shows its text with. */
export default (p: Process): Promise<number> => run(p, p.args.slice(1), false);
export const busybox = (p: Process, name: string, args: readonly string[]): Promise<number> =>
  run(p, args, baseName(name) === 'less');
