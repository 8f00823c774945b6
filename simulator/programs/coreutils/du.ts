/** du(1). */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { joinPath } from '../text/paths.ts';
import { busyboxHumanSize, humanSize, parseSize } from '../text/size.ts';

const help = {
  usage: ['[OPTION]... [FILE]...', '[OPTION]... --files0-from=F'],
  about: 'Summarize device usage of the set of FILEs, recursively for directories.',
  options: [
    ['-0, --null', 'end each output line with NUL, not newline'],
    ['-a, --all', 'write counts for all files, not just directories'],
    ['--apparent-size', 'print apparent sizes rather than device usage'],
    ['-B, --block-size=SIZE', 'scale sizes by SIZE before printing them'],
    ['-b, --bytes', "equivalent to '--apparent-size --block-size=1'"],
    ['-c, --total', 'produce a grand total'],
    ['-D, -H, --dereference-args', 'dereference only symlinks that are listed on the command line'],
    ['-d, --max-depth=N', 'print the total for a directory only if it is N or fewer levels below the argument'],
    ['--exclude=PATTERN', 'exclude files that match PATTERN'],
    ['-h, --human-readable', 'print sizes in human readable format (e.g., 1K 234M 2G)'],
    ['-k', 'like --block-size=1K'],
    ['-L, --dereference', 'dereference all symbolic links'],
    ['-l, --count-links', 'count sizes many times if hard linked'],
    ['-m', 'like --block-size=1M'],
    ['-P, --no-dereference', "don't follow any symbolic links (this is the default)"],
    ['-S, --separate-dirs', 'for directories do not include size of subdirectories'],
    ['--si', 'like -h, but use powers of 1000 not 1024'],
    ['-s, --summarize', 'display only a total for each argument'],
    ['-x, --one-file-system', 'skip directories on different file systems'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-aHLdclsxhmk] [FILE]...',
  about: 'Summarize disk space used for FILEs (or directories)',
  options: [
    ['-a', 'Show file sizes too'],
    ['-b', 'Apparent size in bytes'],
    ['-L', 'Follow all symlinks'],
    ['-H', 'Follow symlinks on command line'],
    ['-d N', 'Limit output to directories (and files with -a) of depth < N'],
    ['-c', 'Show grand total'],
    ['-l', 'Count sizes many times if hard linked'],
    ['-s', 'Display only a total for each argument'],
    ['-x', 'Skip directories on different filesystems'],
    ['-h', 'Sizes in human readable format (e.g., 1K 243M 2G)'],
    ['-m', 'Sizes in megabytes'],
    ['-k', 'Sizes in kilobytes (default)'],
  ],
} as const;

interface Flags {
  all: boolean;
  apparent: boolean;
  unit: number;
  human: number | undefined;
  total: boolean;
  depth: number;
  follow: 'never' | 'arguments' | 'always';
  countLinks: boolean;
  separate: boolean;
  oneFs: boolean;
  exclude: string[];
  end: string;
}

class Usage {
  private readonly t: Tool;
  private readonly flags: Flags;
  private readonly seen = new Set<string>();

  constructor(t: Tool, flags: Flags) {
    this.t = t;
    this.flags = flags;
  }

  show(bytes: number): string {
    const { human, unit } = this.flags;
    if (human !== undefined) return this.t.busybox ? busyboxHumanSize(bytes) : humanSize(bytes, human);
    return String(this.t.busybox && unit === 1048576 ? Math.round(bytes / unit) : Math.ceil(bytes / unit));
  }

  async line(bytes: number, path: string): Promise<void> {
    await this.t.print(`${this.show(bytes)}\t${path}${this.flags.end}`);
  }

  /** Bytes used at and below `path`; undefined when it could not be looked at. */
  async measure(path: string, depth: number, dev: number | undefined): Promise<number | undefined> {
    const { t, flags } = this;
    const pause = t.p.step();
    if (pause !== undefined) await pause;
    let stat: Stat;
    try {
      stat =
        flags.follow === 'always' || (flags.follow === 'arguments' && depth === 0)
          ? t.p.fs.stat(path)
          : t.p.fs.lstat(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `${path}: ${error.message}` : `cannot access ${t.quote(path)}: ${error.message}`);
      return undefined;
    }
    if (flags.oneFs && dev !== undefined && stat.dev !== dev) return 0;
    if (stat.type !== 'directory' && stat.nlink > 1 && !flags.countLinks) {
      const key = `${stat.dev}:${stat.ino}`;
      if (this.seen.has(key)) return undefined;
      this.seen.add(key);
    }
    const own = flags.apparent ? stat.size : stat.blocks * 512;
    if (stat.type !== 'directory') {
      if ((flags.all || depth === 0) && depth <= flags.depth) await this.line(own, path);
      return own;
    }
    return this.directory(path, depth, stat, own);
  }

  private async directory(path: string, depth: number, stat: Stat, own: number): Promise<number> {
    const { t, flags } = this;
    let below = 0;
    let names: string[] = [];
    try {
      names = t.p.fs.readdir(path).map((entry) => entry.name);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(
        t.busybox
          ? `can't open '${path}': ${error.message}`
          : `cannot read directory ${t.quote(path)}: ${error.message}`,
      );
    }
    let direct = own;
    for (const name of names) {
      if (flags.exclude.some((pattern) => fnmatch(pattern, name))) continue;
      const child = joinPath(path, name);
      const bytes = (await this.measure(child, depth + 1, stat.dev)) ?? 0;
      below += bytes;
      if (flags.separate && t.p.fs.lstat(child).type !== 'directory') direct += bytes;
    }
    if (depth <= flags.depth) await this.line(flags.separate ? direct : own + below, path);
    return own + below;
  }
}

function readFlags(t: Tool): { flags: Flags; paths: string[] } {
  const { options, operands } = t.parse();
  const flags: Flags = {
    all: false, apparent: false, unit: 1024, human: undefined, total: false, depth: Infinity, follow: 'never', countLinks: false,
    separate: false, oneFs: false, exclude: [], end: '\n',
  }; // prettier-ignore
  for (const { key, value } of options) {
    if (key === '0') flags.end = '\0';
    else if (key === 'a') flags.all = true;
    else if (key === 'apparent-size') flags.apparent = true;
    else if (key === 'B') flags.unit = parseSize(/^\d/.test(value ?? '') ? (value ?? '') : `1${value ?? ''}`) ?? 1024;
    else if (key === 'b') [flags.apparent, flags.unit] = [true, 1];
    else if (key === 'c') flags.total = true;
    else if (key === 'D' || key === 'H') flags.follow = 'arguments';
    else if (key === 'd') {
      if (!/^\d+$/.test(value ?? ''))
        throw t.busybox
          ? new Failure(`invalid number '${value ?? ''}'`)
          : new UsageError(`invalid maximum depth ${t.quoteMessage(value ?? '')}`);
      flags.depth = Number(value);
    } else if (key === 'exclude') flags.exclude.push(value ?? '');
    else if (key === 'h') flags.human = 1024;
    else if (key === 'si') flags.human = 1000;
    else if (key === 'k') flags.unit = 1024;
    else if (key === 'm') flags.unit = 1048576;
    else if (key === 'L') flags.follow = 'always';
    else if (key === 'l') flags.countLinks = true;
    else if (key === 'S') flags.separate = true;
    else if (key === 's') flags.depth = 0;
    else if (key === 'x') flags.oneFs = true;
  }
  return { flags, paths: operands.length === 0 ? ['.'] : operands };
}

async function main(t: Tool): Promise<number> {
  const { flags, paths } = readFlags(t);
  const usage = new Usage(t, flags);
  let total = 0;
  for (const path of paths) total += (await usage.measure(path, 0, undefined)) ?? 0;
  if (flags.total) await usage.line(total, 'total');
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
