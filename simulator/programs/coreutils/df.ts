/** df(1). */
import type { FsUsage } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { busyboxHumanSize, humanSize } from '../text/size.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Show information about the file system on which each FILE resides, or all file systems by default.',
  options: [
    ['-a, --all', 'include pseudo, duplicate, inaccessible file systems'],
    ['-B, --block-size=SIZE', 'scale sizes by SIZE before printing them'],
    ['-h, --human-readable', 'print sizes in powers of 1024 (e.g., 1023M)'],
    ['-H, --si', 'print sizes in powers of 1000 (e.g., 1.1G)'],
    ['-i, --inodes', 'list inode information instead of block usage'],
    ['-k', 'like --block-size=1K'],
    ['-l, --local', 'limit listing to local file systems'],
    ['-m', ''],
    ['--output[=FIELD_LIST]', ''],
    ['-P, --portability', 'use the POSIX output format'],
    ['--total', 'produce a grand total'],
    ['-t, --type=TYPE', 'limit listing to file systems of type TYPE'],
    ['-T, --print-type', 'print file system type'],
    ['-x, --exclude-type=TYPE', 'limit listing to file systems not of type TYPE'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...',
  about: 'Print filesystem usage statistics',
  options: [
    ['-P', 'POSIX output format'],
    ['-k', '1024-byte blocks (default)'],
    ['-m', '1M-byte blocks'],
    ['-h', 'Human readable (e.g. 1K 243M 2G)'],
    ['-T', 'Print filesystem type'],
    ['-t TYPE', 'Print only mounts of this type'],
    ['-a', 'Show all filesystems'],
    ['-i', 'Inodes'],
    ['-B SIZE', 'Blocksize'],
  ],
} as const;

interface Flags {
  all: boolean;
  unit: number;
  human: 'no' | 'binary' | 'si';
  inodes: boolean;
  types: string[];
  excluded: string[];
  showType: boolean;
  posix: boolean;
  total: boolean;
}

/** proc, sysfs and the like hold nothing: they have no size and are listed only with -a. */
function isPseudo(usage: FsUsage): boolean {
  return usage.size === 0;
}

function percent(used: number, available: number): string {
  const whole = used + available;
  return whole === 0 ? '-' : `${Math.ceil((used * 100) / whole)}%`;
}

function size(flags: Flags, bytes: number, busybox: boolean): string {
  if (flags.human !== 'no')
    return busybox ? busyboxHumanSize(bytes) : humanSize(bytes, flags.human === 'si' ? 1000 : 1024);
  return String(Math.ceil(bytes / flags.unit));
}

function cells(flags: Flags, usage: FsUsage): string[] {
  const type = flags.showType ? [usage.type] : [];
  if (flags.inodes) {
    const total = Math.max(usage.files, Math.floor(usage.size / 16384));
    const used = usage.files;
    return [
      usage.source,
      ...type,
      String(total),
      String(used),
      String(total - used),
      percent(used, total - used),
      usage.mountPoint,
    ];
  }
  const numbers = [usage.size, usage.used, usage.available].map((bytes) => size(flags, bytes, false));
  return [usage.source, ...type, ...numbers, percent(usage.used, usage.available), usage.mountPoint];
}

function headers(flags: Flags): string[] {
  const type = flags.showType ? ['Type'] : [];
  if (flags.inodes) return ['Filesystem', ...type, 'Inodes', 'IUsed', 'IFree', 'IUse%', 'Mounted on'];
  const block =
    flags.human !== 'no'
      ? 'Size'
      : flags.posix
        ? `${flags.unit}-blocks`
        : flags.unit === 1048576
          ? '1M-blocks'
          : flags.unit === 1024
            ? '1K-blocks'
            : `${flags.unit}-blocks`;
  const available = flags.human === 'no' ? 'Available' : 'Avail';
  return ['Filesystem', ...type, block, 'Used', available, flags.posix ? 'Capacity' : 'Use%', 'Mounted on'];
}

/** Names at the left, numbers at the right, columns as wide as their widest cell and at least as GNU df makes them. */
function gnuTable(flags: Flags, rows: readonly FsUsage[]): string[] {
  const table = [headers(flags), ...rows.map((row) => cells(flags, row))];
  const leftColumns = flags.showType ? 2 : 1;
  const least =
    flags.human === 'no'
      ? [14, ...(flags.showType ? [4] : []), 5, 5, 5, 4, 0]
      : [14, ...(flags.showType ? [4] : []), 4, 4, 5, 4, 0];
  const widths = headers(flags).map((_, column) =>
    Math.max(least[column] ?? 0, ...table.map((row) => (row[column] ?? '').length)),
  );
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1
          ? cell
          : column < leftColumns
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
      )
      .join(' '),
  );
}

function busyboxLine(flags: Flags, usage: FsUsage): string {
  const wide = usage.source.length > 20 ? `${usage.source}\n${' '.repeat(20)}` : usage.source.padEnd(20);
  const type = flags.showType ? ` ${usage.type.padEnd(10)}` : '';
  const numbers = [usage.size, usage.used, usage.available]
    .map((bytes) => size(flags, bytes, true).padStart(9))
    .join(' ');
  const whole = usage.used + usage.available;
  const use = whole === 0 ? 0 : Math.floor((usage.used * 100 + whole / 2) / whole);
  return `${wide}${type} ${numbers} ${String(use).padStart(3)}% ${usage.mountPoint}`;
}

function busyboxHeader(flags: Flags): string {
  const block =
    flags.human !== 'no' ? 'Size' : flags.unit === 1048576 ? '1M-blocks' : flags.posix ? '1024-blocks' : '1K-blocks';
  const type = flags.showType ? ' Type      ' : '';
  const available = flags.human === 'no' ? 'Available' : 'Available';
  return `Filesystem          ${type} ${block.padStart(flags.human === 'no' ? 9 : 9)} ${'Used'.padStart(9)} ${available} ${flags.posix ? 'Capacity' : 'Use%'} Mounted on`;
}

async function chosen(t: Tool, flags: Flags, operands: readonly string[]): Promise<FsUsage[]> {
  if (operands.length > 0) {
    const rows: FsUsage[] = [];
    for (const path of operands) {
      try {
        rows.push(t.p.fs.statfs(path));
      } catch (error) {
        if (!isSysError(error)) throw error;
        await t.fail(t.busybox ? `${path}: can't find mount point` : `${t.file(path)}: ${error.message}`);
      }
    }
    return rows;
  }
  const seen = new Set<string>();
  const rows = t.p.fs.mounts().filter((usage) => {
    if (flags.types.length > 0 && !flags.types.includes(usage.type)) return false;
    if (flags.excluded.includes(usage.type)) return false;
    if (flags.all) return true;
    if (isPseudo(usage)) return false;
    // Of several mounts of one device only the first is listed (GNU), as /etc/hosts and its like in a container.
    const key = usage.source;
    const repeated = usage.source.startsWith('/') && seen.has(key) && !t.busybox;
    seen.add(key);
    return !repeated;
  });
  return rows;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags: Flags = {
    all: false,
    unit: 1024,
    human: 'no',
    inodes: false,
    types: [],
    excluded: [],
    showType: false,
    posix: false,
    total: false,
  };
  for (const { key, value } of options) {
    if (key === 'a') flags.all = true;
    else if (key === 'h') flags.human = 'binary';
    else if (key === 'H') flags.human = 'si';
    else if (key === 'i') flags.inodes = true;
    else if (key === 'm') flags.unit = 1048576;
    else if (key === 'k') flags.unit = 1024;
    else if (key === 'B')
      flags.unit = /^1?M$/i.test(value ?? '')
        ? 1048576
        : /^1?G$/i.test(value ?? '')
          ? 2 ** 30
          : Number.parseInt(value ?? '', 10) || 1024;
    else if (key === 't') flags.types.push(value ?? '');
    else if (key === 'x') flags.excluded.push(value ?? '');
    else if (key === 'T') flags.showType = true;
    else if (key === 'P') flags.posix = true;
    else if (key === 'total') flags.total = true;
  }
  const rows = await chosen(t, flags, operands);
  if (flags.total) {
    const sum = (field: 'size' | 'used' | 'available' | 'files'): number =>
      rows.reduce((total, row) => total + row[field], 0);
    rows.push({
      type: '-',
      source: 'total',
      mountPoint: '-',
      size: sum('size'),
      used: sum('used'),
      available: sum('available'),
      files: sum('files'),
    });
  }
  if (t.busybox) {
    await t.print(`${busyboxHeader(flags)}\n`);
    for (const row of rows) await t.print(`${busyboxLine(flags, row)}\n`);
    return t.status;
  }
  if (rows.length === 0) {
    if (operands.length === 0) await t.fail('no file systems processed');
    return 1;
  }
  for (const line of gnuTable(flags, rows)) await t.print(`${line}\n`);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
