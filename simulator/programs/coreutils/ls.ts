/** ls(1) of GNU coreutils. */
import { isSysError } from '../../kernel/errno.ts';
import { gnu, type Tool } from '../command/tool.ts';
import { inColumns, type Cell } from '../text/columns.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { collation } from '../text/locale.ts';
import { joinPath } from '../text/paths.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';
import { Colors } from './ls/color.ts';
import { readEntry, sortEntries, statOrUndefined, type Entry } from './ls/entry.ts';
import { formatBlocks, longLines, type LongContext } from './ls/long.ts';
import { NameWriter } from './ls/names.ts';
import { lsOptions, readLsOptions, type LsOptions } from './ls/options.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'List the FILEs (the current directory by default), sorted by name unless told otherwise.',
  options: lsOptions,
  after:
    'Exit status: 0 if all went well, 1 for minor problems (a subdirectory that cannot be read),\n2 for serious trouble (an argument that cannot be found).',
} as const;

class Lister {
  private readonly t: Tool;
  private readonly options: LsOptions;
  private readonly context: LongContext;
  private readonly colors: Colors | undefined;
  private readonly names: NameWriter;
  private readonly collate: (a: string, b: string) => number;
  /** Something has been printed, so that the next listing is set off by a blank line. */
  private started = false;

  constructor(t: Tool, options: LsOptions) {
    this.t = t;
    this.options = options;
    this.colors = options.color ? new Colors(t.env.get('LS_COLORS')) : undefined;
    this.names = new NameWriter(options, t.env, this.colors);
    this.context = { options, names: this.names, accounts: new Accounts(t.p), zone: zoneOf(t.p), now: t.p.now() };
    this.collate = collation(t.env);
  }

  async run(): Promise<number> {
    const files: Entry[] = [];
    const directories: Entry[] = [];
    for (const operand of this.options.operands) {
      const entry = await this.argument(operand);
      if (entry === undefined) continue;
      if (entry.stat.type === 'directory' && !this.options.directoryItself) directories.push(entry);
      else files.push(entry);
    }
    sortEntries(files, this.options.order, this.collate);
    sortEntries(directories, this.options.order, this.collate);
    if (files.length > 0) {
      await this.show(files, [...files, ...directories]);
      this.started = true;
    }
    const titled = this.options.operands.length > 1 || this.options.recursive;
    for (const directory of directories) await this.directory(directory.path, titled, 2);
    return this.t.status;
  }

  private async argument(operand: string): Promise<Entry | undefined> {
    const { fs } = this.t.p;
    const { dereference } = this.options;
    const path = operand === '' ? '' : operand;
    try {
      const follow =
        dereference === 'always' ||
        dereference === 'arguments' ||
        (dereference === 'argument-directories' && statOrUndefined(fs, path)?.type === 'directory');
      return readEntry(fs, operand, path, follow);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(`cannot access ${this.t.quote(operand)}: ${error.message}`, 2);
      return undefined;
    }
  }

  private isShown(name: string): boolean {
    const { show, ignore, hide } = this.options;
    if (name.startsWith('.') && show === 'visible') return false;
    if (ignore.some((pattern) => fnmatch(pattern, name, { period: true }))) return false;
    return show !== 'visible' || !hide.some((pattern) => fnmatch(pattern, name, { period: true }));
  }

  private async read(path: string, severity: number): Promise<Entry[] | undefined> {
    const { fs } = this.t.p;
    let names: string[];
    try {
      names = fs.readdir(path).map((entry) => entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.t.fail(`cannot open directory ${this.t.quote(path)}: ${error.message}`, severity);
      return undefined;
    }
    if (this.options.show === 'all') names.unshift('.', '..');
    const entries: Entry[] = [];
    for (const name of names) {
      if (!this.isShown(name)) continue;
      const full = joinPath(path, name);
      try {
        entries.push(readEntry(fs, name, full, this.options.dereference === 'always'));
      } catch (error) {
        if (!isSysError(error)) throw error;
        await this.t.fail(`cannot access ${this.t.quote(full)}: ${error.message}`, 1);
      }
    }
    return entries;
  }

  private async directory(path: string, titled: boolean, severity: number): Promise<void> {
    const entries = await this.read(path, severity);
    if (entries === undefined) return;
    const pause = this.t.p.step(1 + entries.length);
    if (pause !== undefined) await pause;
    if (titled) {
      await this.t.print(`${this.started ? '\n' : ''}${this.names.quoted(path)}:\n`);
      this.started = true;
    }
    sortEntries(entries, this.options.order, this.collate);
    if (this.options.format === 'long' || this.options.blocks) {
      const blocks = entries.reduce((sum, entry) => sum + entry.stat.blocks, 0);
      await this.t.print(`total ${formatBlocks(this.options, blocks)}\n`);
    }
    await this.show(entries);
    if (!this.options.recursive) return;
    for (const entry of entries) {
      if (entry.stat.type === 'directory' && entry.name !== '.' && entry.name !== '..')
        await this.directory(entry.path, true, 1);
    }
  }

  private prefixFor(entries: readonly Entry[]): (entry: Entry) => string {
    const { inode, blocks, format } = this.options;
    const padded = format !== 'commas';
    const inodes = padded ? Math.max(0, ...entries.map((entry) => String(entry.stat.ino).length)) : 0;
    const sizes = padded
      ? Math.max(0, ...entries.map((entry) => formatBlocks(this.options, entry.stat.blocks).length))
      : 0;
    return (entry) =>
      (inode ? `${String(entry.stat.ino).padStart(inodes)} ` : '') +
      (blocks ? `${formatBlocks(this.options, entry.stat.blocks).padStart(sizes)} ` : '');
  }

  /** Columns are as wide as `measured` asks: the directories among the arguments count for the files beside them. */
  private async show(entries: readonly Entry[], measured = entries): Promise<void> {
    this.names.align(entries);
    const prefix = this.prefixFor(entries);
    for (const line of this.lines(entries, measured, prefix))
      await this.t.print(`${this.colors?.begin(line) ?? line}\n`);
  }

  private lines(entries: readonly Entry[], measured: readonly Entry[], prefix: (entry: Entry) => string): string[] {
    const { format, width, tabSize } = this.options;
    if (format === 'long') return longLines(this.context, entries, measured, prefix);
    const cells = entries.map((entry) => this.names.cell(entry, prefix(entry)));
    if (format === 'one-per-line') return cells.map((cell) => cell.text);
    if (format === 'commas') return commaLines(cells, width);
    return inColumns(cells, width, { down: format === 'columns', tabSize });
  }
}

function commaLines(cells: readonly Cell[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let at = 0;
  for (const cell of cells) {
    if (at > 0 && at + 2 + cell.width >= width) {
      lines.push(`${line},`);
      line = cell.text;
      at = cell.width;
      continue;
    }
    line += at > 0 ? `, ${cell.text}` : cell.text;
    at += cell.width + (at > 0 ? 2 : 0);
  }
  return at > 0 ? [...lines, line] : lines;
}

export default gnu((t) => new Lister(t, readLsOptions(t)).run(), { help, usageStatus: 2 });
