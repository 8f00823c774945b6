/** busybox ls: fixed columns in long listings, no quoting, colours only when asked for. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, type Tool } from '../command/tool.ts';
import { readEntry, sortEntries, statOrUndefined, type Entry, type SortKey } from '../coreutils/ls/entry.ts';
import { inEqualColumns, type Cell } from '../text/columns.ts';
import { compareBytes } from '../text/locale.ts';
import { modeString } from '../text/mode.ts';
import { encodeText } from '../text/codec.ts';
import { isPrintable } from '../text/quote.ts';
import { joinPath } from '../text/paths.ts';
import { busyboxHumanSize } from '../text/size.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { displayWidth } from '../text/width.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';

const help = {
  usage: '[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...',
  about: 'List directory contents',
  options: [
    ['-1', 'One column output'],
    ['-a', 'Include names starting with .'],
    ['-A', 'Like -a, but exclude . and ..'],
    ['-C', ''],
    ['-x', 'List by lines'],
    ['-d', 'List directory names, not contents'],
    ['-L', 'Follow symlinks'],
    ['-H', 'Follow symlinks on command line'],
    ['-R', 'Recurse'],
    ['-p', 'Append / to directory names'],
    ['-F', 'Append indicator (one of */=@|) to names'],
    ['-l', 'Long format'],
    ['-g', ''],
    ['-i', 'List inode numbers'],
    ['-n', 'List numeric UIDs and GIDs instead of names'],
    ['-s', 'List allocated blocks'],
    ['-c', 'List ctime'],
    ['-u', 'List atime'],
    ['--full-time', 'List full date/time'],
    ['-h', 'Human readable sizes (1K 243M 2G)'],
    ['--group-directories-first', ''],
    ['-S', 'Sort by size'],
    ['-X', 'Sort by extension'],
    ['-v', 'Sort by version'],
    ['-t', 'Sort by mtime'],
    ['-r', 'Reverse sort order'],
    ['-Q', ''],
    ['-w N', 'Format N columns wide'],
    ['-T N', ''],
    ['--color[=WHEN]', ''],
  ],
} as const;

const HALF_YEAR_MS = (3600 * 24 * 365 * 1000) / 2;

interface Options {
  keys: ReadonlySet<string>;
  long: boolean;
  columns: 'none' | 'down' | 'across';
  color: boolean;
  width: number;
  time: 'mtime' | 'ctime' | 'atime';
}

class Lister {
  private readonly t: Tool;
  private readonly o: Options;
  private readonly accounts: Accounts;
  private readonly zone;
  private readonly now: number;

  constructor(t: Tool, options: Options) {
    this.t = t;
    this.o = options;
    this.accounts = new Accounts(t.p);
    this.zone = zoneOf(t.p);
    this.now = t.p.now();
  }

  private has(key: string): boolean {
    return this.o.keys.has(key);
  }

  private sort(entries: Entry[]): void {
    const keys: Readonly<Record<string, SortKey>> = { S: 'size', X: 'extension', v: 'version', t: 'time' };
    const by = [...this.o.keys].map((key) => keys[key]).find((it) => it !== undefined);
    const byTime = by === undefined && !this.o.long && (this.has('c') || this.has('u'));
    const directoriesFirst = this.has('group-directories-first');
    const order = {
      by: byTime ? 'time' : (by ?? 'name'),
      time: this.o.time,
      reverse: this.has('r'),
      directoriesFirst: false,
    } as const;
    sortEntries(entries, order, compareBytes);
    // Unlike GNU ls, links to directories are no directories here.
    const rank = (entry: Entry): number => (entry.stat.type === 'directory' ? 0 : 1);
    if (directoriesFirst) entries.sort((a, b) => rank(a) - rank(b));
  }

  private async argument(path: string): Promise<Entry | undefined> {
    try {
      const { fs } = this.t.p;
      const isDirectory = statOrUndefined(fs, path)?.type === 'directory';
      const follow =
        this.has('L') || this.has('H') || (isDirectory && !this.o.long && !this.has('d') && !this.has('F'));
      return readEntry(fs, path, path, follow);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(`${path}: ${error.message}`);
      return undefined;
    }
  }

  async run(operands: readonly string[]): Promise<number> {
    const paths = operands.length === 0 ? ['.'] : operands;
    const files: Entry[] = [];
    const directories: Entry[] = [];
    for (const path of paths) {
      const entry = await this.argument(path);
      if (entry === undefined) continue;
      (entry.stat.type === 'directory' && !this.has('d') ? directories : files).push(entry);
    }
    this.sort(files);
    this.sort(directories);
    await this.show(files);
    const titled = paths.length > 1 || this.has('R');
    let first = files.length === 0;
    for (const directory of directories) {
      await this.directory(directory.path, titled, first);
      first = false;
    }
    return this.t.status;
  }

  private read(path: string): Entry[] {
    const names = this.t.p.fs.readdir(path).map((entry) => entry.name);
    if (this.has('a')) names.unshift('.', '..');
    const shown = names.filter((name) => !name.startsWith('.') || this.has('a') || this.has('A'));
    return shown.map((name) => readEntry(this.t.p.fs, name, joinPath(path, name), this.has('L')));
  }

  private async directory(path: string, titled: boolean, first: boolean): Promise<void> {
    if (titled) await this.t.print(`${first ? '' : '\n'}${path}:\n`);
    let entries: Entry[];
    try {
      entries = this.read(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return this.t.fail(`can't open '${path}': ${error.message}`);
    }
    const pause = this.t.p.step(1 + entries.length);
    if (pause !== undefined) await pause;
    this.sort(entries);
    if (this.o.long || this.has('s')) {
      const kilobytes = Math.floor(entries.reduce((sum, entry) => sum + entry.stat.blocks, 0) / 2);
      await this.t.print(this.has('h') ? `total ${wholeUnits(kilobytes).padEnd(7)}\n` : `total ${kilobytes}\n`);
    }
    await this.show(entries);
    if (!this.has('R')) return;
    for (const entry of entries) {
      if (entry.stat.type === 'directory' && entry.name !== '.' && entry.name !== '..')
        await this.directory(entry.path, true, false);
    }
  }

  private async show(entries: readonly Entry[]): Promise<void> {
    const cells = entries.map((entry) => this.cell(entry));
    const { columns, width } = this.o;
    const lines =
      this.o.long || columns === 'none'
        ? cells.map((cell) => cell.text)
        : inEqualColumns(cells, width, columns === 'down');
    for (const line of lines) await this.t.print(`${line}\n`);
  }

  private indicator(entry: Entry, stat = entry.stat): string {
    if (!this.has('F') && !this.has('p')) return '';
    if (stat.type === 'directory') return '/';
    if (!this.has('F')) return '';
    if (stat.type === 'file') return (stat.mode & 0o111) !== 0 ? '*' : '';
    return { symlink: '@', fifo: '|', socket: '=', char: '', block: '' }[stat.type];
  }

  private paint(text: string, type: Entry['stat']['type'], mode: number): string {
    if (!this.o.color) return text;
    const codes = {
      directory: '1;34',
      symlink: '1;36',
      fifo: '0;33',
      socket: '1;35',
      char: '1;33',
      block: '1;33',
      file: (mode & 0o111) !== 0 ? '1;32' : '0;0',
    };
    return `\x1b[${codes[type]}m${text}\x1b[m`;
  }

  /** What cannot be shown in this locale is a question mark per byte, on a terminal or not. */
  private shown(name: string): string {
    let text = '';
    for (const character of name)
      text += isPrintable(character, this.t.env) ? character : '?'.repeat(encodeText(character).length);
    return text;
  }

  private cell(entry: Entry): Cell {
    const { stat } = entry;
    let prefix = '';
    if (this.has('i')) prefix += `${String(stat.ino).padStart(7)} `;
    if (this.has('s')) prefix += `${String(Math.floor(stat.blocks / 2)).padStart(6)} `;
    if (this.o.long) prefix += this.longPrefix(entry);
    const name = this.shown(entry.name);
    let after = stat.type === 'symlink' && this.o.long ? '' : this.indicator(entry);
    if (this.o.long && entry.target !== undefined) {
      const target = entry.targetStat;
      after = ` -> ${target === undefined ? entry.target : this.paint(entry.target, target.type, target.mode)}${target === undefined ? '' : this.indicator(entry, target)}`;
    }
    return {
      text: prefix + this.paint(name, stat.type, stat.mode) + after,
      width: displayWidth(prefix + name + after),
    };
  }

  private longPrefix({ stat }: Entry): string {
    const owner = this.has('n') ? String(stat.uid).padEnd(8) : this.accounts.userName(stat.uid).slice(0, 8).padEnd(8);
    const group = this.has('n') ? String(stat.gid).padEnd(8) : this.accounts.groupName(stat.gid).slice(0, 8).padEnd(8);
    const device = stat.type === 'char' || stat.type === 'block';
    const size = device
      ? `${String(stat.rdev.major).padStart(4)}, ${String(stat.rdev.minor).padStart(3)}`
      : this.has('h')
        ? busyboxHumanSize(stat.size).padStart(7)
        : String(stat.size).padStart(9);
    const owners = this.has('g') ? `${group} ` : `${owner} ${group} `;
    return `${modeString(stat)} ${String(stat.nlink).padStart(4)} ${owners}${size} ${this.time(stat[this.o.time])} `;
  }

  private time(time: number): string {
    const at = breakDown(time, this.zone);
    if (this.has('full-time')) return strftime('%Y-%m-%d %H:%M:%S %z', at);
    const age = this.now - time;
    return strftime(age < HALF_YEAR_MS && age > -15 * 60 * 1000 ? '%b %e %H:%M' : '%b %e  %Y', at);
  }
}

/** The total of -lh: whole units, rounded up. */
function wholeUnits(kilobytes: number): string {
  if (kilobytes === 0) return '0';
  const units = ['K', 'M', 'G', 'T'];
  let value = kilobytes;
  let unit = 0;
  for (; value >= 1024 && unit < 3; unit++) value /= 1024;
  return `${Math.ceil(value)}${units[unit] ?? ''}`;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const keys = new Set(options.map((option) => option.key));
  const tty = t.p.isatty(1);
  const long = keys.has('l') || keys.has('n') || keys.has('g') || keys.has('full-time');
  let columns: Options['columns'] = tty ? 'down' : 'none';
  for (const key of keys)
    if (key === '1' || key === 'C' || key === 'x') columns = key === '1' ? 'none' : key === 'C' ? 'down' : 'across';
  const when = options.findLast(({ key }) => key === 'color');
  const color =
    when !== undefined && (when.value === undefined || when.value === 'always' || (when.value === 'auto' && tty));
  const width = Number(options.findLast(({ key }) => key === 'w')?.value ?? (tty ? t.p.tty(1).size().cols : 80)) || 80;
  const time = keys.has('c') ? 'ctime' : keys.has('u') ? 'atime' : 'mtime';
  return new Lister(t, { keys, long, columns, color, width, time }).run(operands);
}

export const busybox = applet(main, { help });
