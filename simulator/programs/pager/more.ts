/** more(1) of util-linux, and busybox's: forward through files, a page at a time. */
import type { Process } from '../../kernel/abi.ts';
import { encodeText } from '../text/codec.ts';
import { Keys } from '../vi/keys.ts';
import { keyboard, readPagerFile, type PagerFile } from './input.ts';
import { patternOf, rowsOf } from './text.ts';

const HELP = `Most commands optionally preceded by integer argument k.  Defaults in brackets.
<space>                 next page
<return>                next line
d                       next half page
b                       back one page
/<regular expression>   look for a line
=                       number of the line
q                       leave
`;

class More {
  private readonly p: Process;
  private readonly keys: Keys;
  private readonly busybox: boolean;
  private readonly file: PagerFile;
  private readonly bytes: number;
  private line = 0;
  private shown = 0;

  constructor(p: Process, keys: Keys, file: PagerFile, busybox: boolean) {
    this.p = p;
    this.keys = keys;
    this.file = file;
    this.busybox = busybox;
    this.bytes = file.lines.reduce((sum, line) => sum + encodeText(line).length + 1, 0);
  }

  /** Shows lines for `rows` rows of the screen. */
  private async show(rows: number): Promise<void> {
    const { cols } = this.p.tty(1).size();
    let left = rows;
    let out = '';
    while (left > 0 && this.line < this.file.lines.length) {
      const line = this.file.lines[this.line++] ?? '';
      this.shown += encodeText(line).length + 1;
      left -= rowsOf(line, cols, false).length;
      out += `${line}\n`;
    }
    await this.p.write(1, encodeText(out));
  }

  private prompt(): string {
    const share = Math.floor((100 * this.shown) / Math.max(1, this.bytes));
    if (this.busybox)
      return this.file.name === undefined ? '--More-- ' : `--More-- (${share}% of ${this.bytes} bytes) `;
    return this.file.name === undefined ? '--More--' : `--More--(${share}%)`;
  }

  private async ask(sign: string): Promise<string> {
    await this.p.stdout.write(`\r\x1b[K${sign}`);
    let text = '';
    for (;;) {
      const key = await this.keys.next();
      if (key === undefined || key === '\r' || key === '\n') return text;
      if (key < ' ' || key.startsWith('\x1b')) continue;
      text += key;
      await this.p.stdout.write(key);
    }
  }

  private back(lines: number): void {
    this.line = Math.max(0, this.line - lines);
    this.shown = this.file.lines.slice(0, this.line).reduce((sum, line) => sum + encodeText(line).length + 1, 0);
  }

  /** False when the learner wants no more. */
  async run(): Promise<boolean> {
    const page = (): number => Math.max(1, this.p.tty(1).size().rows - 1);
    await this.show(page());
    while (this.line < this.file.lines.length) {
      await this.p.stdout.write(`\x1b[7m${this.prompt()}\x1b[27m`);
      const key = await this.keys.next();
      await this.p.stdout.write('\r\x1b[K');
      if (key === undefined || key === 'q' || key === 'Q' || key === '\x03') return false;
      if (key === ' ' || key === 'z' || key === 'f') await this.show(page());
      else if (key === '\r' || key === '\n' || key === 's') await this.show(1);
      else if (key === 'd' || key === '\x04') await this.show(Math.ceil(page() / 2));
      else if (key === 'b' || key === '\x02') {
        this.back(2 * page());
        await this.p.stdout.write('...back 1 page\n');
        await this.show(page());
      } else if (key === '=') await this.p.stdout.write(`${this.line}\n`);
      else if (key === 'h' || key === '?') await this.p.stdout.write(HELP);
      else if (key === '/') await this.find(await this.ask('/'), page());
    }
    return true;
  }

  private async find(text: string, page: number): Promise<void> {
    const pattern = patternOf(text, false);
    const at = this.file.lines.findIndex((line, n) => n >= this.line && line.search(pattern) >= 0);
    await this.p.stdout.write('\r\x1b[K');
    if (at < 0) {
      await this.p.stdout.write('Pattern not found\n');
      return;
    }
    await this.p.stdout.write('...skipping\n');
    this.back(this.line - Math.max(0, at - 2));
    this.line = Math.max(0, at - 2);
    await this.show(page);
  }
}

async function run(p: Process, args: readonly string[], busybox: boolean): Promise<number> {
  const paths = args.filter((word) => !/^[-+]./.test(word));
  if (args.includes('--version') || args.includes('-V')) {
    await p.stdout.write('more from util-linux 2.38.1\n');
    return 0;
  }
  if (paths.length === 0) {
    if (p.isatty(0)) {
      await p.stderr.write(busybox ? 'BusyBox: no file given\n' : "more: bad usage\nTry 'more --help' for more information.\n"); // prettier-ignore
      return 1;
    }
    paths.push('-');
  }
  const screen = p.isatty(1);
  const fd = screen ? await keyboard(p) : 0;
  const keys = new Keys(p, fd);
  const before = screen ? p.tty(fd).modes() : undefined;
  if (screen) p.tty(fd).setModes({ icanon: false, echo: false, isig: false });
  let status = 0;
  try {
    for (const path of paths) {
      const file = await readPagerFile(p, path);
      if (typeof file === 'string') {
        if (file === 'directory') await p.stdout.write(`\n*** ${path}: directory ***\n\n`);
        else {
          await p.stderr.write(
            busybox ? `more: can't open '${path}': ${file}\n` : `more: cannot open ${path}: ${file}\n`,
          );
          if (busybox) status = 1;
        }
        continue;
      }
      if (paths.length > 1 || (!screen && !busybox && path !== '-'))
        await p.stdout.write(`::::::::::::::\n${path}\n::::::::::::::\n`);
      if (!screen) await p.write(1, encodeText(file.lines.map((line) => `${line}\n`).join('')));
      else if (!(await new More(p, keys, file, busybox).run())) break;
    }
  } finally {
    if (before !== undefined) p.tty(fd).setModes(before);
  }
  return status;
}

export default (p: Process): Promise<number> => run(p, p.args.slice(1), false);
export const busybox = (p: Process, _name: string, args: readonly string[]): Promise<number> => run(p, args, true);
