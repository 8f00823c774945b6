/**
 * Where a copy goes. `cp`'s questions (does the target exist, is it a directory, was a slash typed after it) decide
 * into which directory the archive is unpacked and what its entries are called there (docker's archive package).
 */
import type { TarEntry } from '../../vfs/tar.ts';
import { cleanPath, joinPath, splitPath } from '../opts/path.ts';

/** One side of a copy. */
export interface CopyInfo {
  readonly path: string;
  readonly exists: boolean;
  readonly isDirectory: boolean;
  /** What the entries' first part is to be called instead of the path's last part, when a link was followed. */
  readonly rebaseName: string;
}

/** What cannot be copied as asked. */
export class CopyError extends Error {
  override name = 'CopyError';
}

/** The last part of a path as filepath.Base gives it. */
export function basename(path: string): string {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : splitPath(trimmed).base;
}

const namesCurrent = (path: string): boolean => basename(path) === '.';
const endsInSlash = (path: string): boolean => path.endsWith('/');

/** An absolute path in clean form, but with the dot or slash that was typed at its end. */
export function keepEnding(clean: string, typed: string): string {
  let path = clean;
  if (!namesCurrent(path) && namesCurrent(typed)) path = `${endsInSlash(path) ? path : `${path}/`}.`;
  if (!endsInSlash(path) && endsInSlash(typed)) path += '/';
  return path;
}

/** The directory part and the last part, `.` when the path ends in it. */
export function splitEntry(path: string): { directory: string; base: string } {
  if (namesCurrent(path)) return { directory: cleanPath(path), base: '.' };
  const clean = cleanPath(path);
  const { directory } = splitPath(clean);
  return { directory: cleanPath(directory || '.'), base: basename(clean) };
}

/** The name a followed link's target is to have, and the target with the typed path's ending. */
export function rebaseName(typed: string, resolved: string): { path: string; name: string } {
  const path = keepEnding(resolved, typed);
  return { path, name: basename(typed) === basename(path) ? '' : basename(typed) };
}

/** Into which directory to unpack, and the names of the entries there. Throws CopyError. */
export function planCopy(
  source: CopyInfo,
  target: CopyInfo,
): { directory: string; rename: (entry: TarEntry) => TarEntry } {
  if (target.exists && target.isDirectory) return { directory: target.path, rename: (entry) => entry };
  if (target.exists && source.isDirectory) throw new CopyError('cannot copy directory');
  if (!target.exists && !source.isDirectory && (endsInSlash(target.path) || namesCurrent(target.path))) {
    throw new CopyError('no such directory');
  }
  const to = splitEntry(target.path);
  const from = source.rebaseName || splitEntry(source.path).base;
  return { directory: to.directory, rename: (entry) => renamed(entry, from, to.base) };
}

/** The entry with the first `from` in its name replaced by `to`. */
export function renamed(entry: TarEntry, from: string, to: string): TarEntry {
  const base = from === '/' ? '' : from;
  const { header: _old, ...rest } = entry;
  const link =
    entry.type === 'link' && entry.linkname !== undefined ? { linkname: entry.linkname.replace(base, () => to) } : {};
  return { ...rest, name: entry.name.replace(base, () => to), ...link };
}

/** A link's target, seen from the link. */
export const linkTarget = (link: string, target: string): string =>
  target.startsWith('/') ? target : joinPath(splitEntry(link).directory, target);
