/** What ls lists: names with what stat says of them, gathered and put in order. */
import type { ProcessFs, Stat } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { compareVersions } from '../../text/version-order.ts';

export interface Entry {
  name: string;
  path: string;
  /** Of the link itself, or of what it points to where links are followed. */
  stat: Stat;
  /** Where a symbolic link points, when shown. */
  target: string | undefined;
  /** What a symbolic link leads to; undefined when it leads nowhere (and for all that are no links). */
  targetStat: Stat | undefined;
}

export type SortKey = 'name' | 'time' | 'size' | 'extension' | 'version' | 'none' | 'width';
export type TimeKey = 'mtime' | 'ctime' | 'atime';

export function statOrUndefined(fs: ProcessFs, path: string): Stat | undefined {
  try {
    return fs.stat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Throws SysError when there is nothing at `path`. With `follow`, a link that leads nowhere is listed as itself. */
export function readEntry(fs: ProcessFs, name: string, path: string, follow: boolean): Entry {
  const own = fs.lstat(path);
  if (own.type !== 'symlink') return { name, path, stat: own, target: undefined, targetStat: undefined };
  const targetStat = statOrUndefined(fs, path);
  if (follow && targetStat !== undefined) return { name, path, stat: targetStat, target: undefined, targetStat };
  return { name, path, stat: own, target: fs.readlink(path), targetStat };
}

function extension(name: string): string {
  const at = name.lastIndexOf('.');
  return at < 0 ? '' : name.slice(at);
}

export interface Order {
  by: SortKey;
  time: TimeKey;
  reverse: boolean;
  directoriesFirst: boolean;
}

function isDirectoryLike(entry: Entry): boolean {
  return entry.stat.type === 'directory' || entry.targetStat?.type === 'directory';
}

export function sortEntries(entries: Entry[], order: Order, collate: (a: string, b: string) => number): void {
  const byName = (a: Entry, b: Entry): number => collate(a.name, b.name);
  const comparisons: Readonly<Record<SortKey, (a: Entry, b: Entry) => number>> = {
    name: byName,
    time: (a, b) => b.stat[order.time] - a.stat[order.time] || byName(a, b),
    size: (a, b) => b.stat.size - a.stat.size || byName(a, b),
    extension: (a, b) => collate(extension(a.name), extension(b.name)) || byName(a, b),
    version: (a, b) => compareVersions(a.name, b.name),
    width: (a, b) => a.name.length - b.name.length || byName(a, b),
    none: () => 0,
  };
  const compare = comparisons[order.by];
  const sign = order.reverse ? -1 : 1;
  const first = (a: Entry, b: Entry): number =>
    order.directoriesFirst ? Number(isDirectoryLike(b)) - Number(isDirectoryLike(a)) : 0;
  entries.sort((a, b) => first(a, b) || sign * compare(a, b));
  if (order.by === 'none' && order.reverse) entries.reverse();
}
