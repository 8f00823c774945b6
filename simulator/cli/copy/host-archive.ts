/** The client's own files as tar entries, and tar entries as the client's own files. */
import type { Process, Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { TarEntry, TarType } from '../../vfs/tar.ts';
import { goReason, withPathError } from '../go/path-error.ts';
import { quote } from '../go/strconv.ts';
import { cleanPath, joinPath, splitPath } from '../opts/path.ts';
import { CopyError, linkTarget, splitEntry, type CopyInfo, rebaseName } from './copy-info.ts';

const MAX_LINKS = 10;

/** What is at the source path. With `follow` a link at its end is followed. Throws Go's `lstat PATH: …`. */
export function sourceInfo(process: Process, path: string, follow: boolean): CopyInfo {
  const { fs } = process;
  const { directory, base } = splitPath(path);
  let resolved: string;
  let name = '';
  if (follow) {
    const target = withPathError('lstat', path, () => fs.realpath(path));
    ({ path: resolved, name } = rebaseName(path, target));
  } else {
    resolved = joinResolved(
      withPathError('lstat', cleanPath(directory), () => fs.realpath(directory)),
      base,
    );
  }
  const stat = withPathError('lstat', resolved, () => fs.lstat(resolved));
  return { path: resolved, exists: true, isDirectory: stat.type === 'directory', rebaseName: name };
}

/** Go does not clean this path; `//nosuch` can be read in errors. */
const joinResolved = (directory: string, base: string): string => `${directory}/${base}`;

/** What is at the target path, links followed even if they lead nowhere. */
export function targetInfo(process: Process, typed: string): CopyInfo {
  const { fs } = process;
  let path = typed;
  for (let count = 0; ; count++) {
    const stat = lstatOrNothing(process, path);
    if (!stat) break;
    if (stat.type !== 'symlink') return { path, exists: true, isDirectory: stat.type === 'directory', rebaseName: '' };
    if (count > MAX_LINKS) throw new Error(`too many symlinks in ${typed}`);
    path = linkTarget(path, fs.readlink(path));
  }
  const { directory } = splitEntry(path);
  const parent = withPathError('stat', directory, () => fs.stat(directory));
  if (parent.type !== 'directory') throw new CopyError('not a directory');
  return { path, exists: false, isDirectory: false, rebaseName: '' };
}

function lstatOrNothing(process: Process, path: string): Stat | undefined {
  try {
    return process.fs.lstat(path);
  } catch (error) {
    if (isSysError(error, 'ENOENT')) return undefined;
    if (isSysError(error)) throw new Error(`lstat ${path}: ${goReason(error)}`);
    throw error;
  }
}

/** Refuses an output path without a directory around it, and devices. */
export function checkOutputPath(process: Process, path: string): void {
  const { fs } = process;
  const { directory } = splitPath(cleanPath(path));
  const parent = cleanPath(directory || '.');
  if (parent !== '.' && !fs.exists(parent)) {
    throw new Error(`invalid output path: directory ${quote(parent)} does not exist`);
  }
  if (!fs.exists(path)) return;
  const { type } = fs.stat(path);
  if (type === 'char' || type === 'block') {
    throw new Error(`invalid output path: ${quote(path)} must be a directory or a regular file: got a device`);
  }
}

const TYPES: Readonly<Record<Stat['type'], TarType | undefined>> = {
  file: 'file',
  directory: 'directory',
  symlink: 'symlink',
  char: 'char',
  block: 'block',
  fifo: 'fifo',
  socket: undefined,
};

/** The source as archive entries, a directory with all that is in it. Sockets are left out. */
export function* entriesOf(process: Process, source: CopyInfo): Generator<TarEntry> {
  const { directory, base } = splitEntry(source.path);
  const name = source.rebaseName === '' ? base : source.rebaseName;
  yield* walk(process, base === '.' ? directory : joinPath(directory, base), name);
}

function* walk(process: Process, path: string, name: string): Generator<TarEntry> {
  const { fs } = process;
  const stat = fs.lstat(path);
  const type = TYPES[stat.type];
  if (!type) return;
  yield {
    name: type === 'directory' ? `${name}/` : name,
    type,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    mtime: Math.floor(stat.mtime / 1000) * 1000,
    ...(type === 'symlink' ? { linkname: fs.readlink(path) } : {}),
    ...(type === 'char' || type === 'block' ? { rdev: stat.rdev } : {}),
    content: type === 'file' ? fs.readFile(path) : new Uint8Array(0),
  };
  if (type !== 'directory') return;
  const names = fs.readdir(path).map((entry) => entry.name);
  for (const child of names.sort()) yield* walk(process, `${path === '/' ? '' : path}/${child}`, `${name}/${child}`);
}

/** Lays entries out below a directory, as the client's user. */
export function unpack(process: Process, entries: Iterable<TarEntry>, directory: string): void {
  const directories: { path: string; mtime: number }[] = [];
  for (const entry of entries) {
    const path = joinPath(directory, entry.name);
    unpackOne(process, entry, path, directory);
    if (entry.type === 'directory') directories.push({ path, mtime: entry.mtime });
  }
  for (const { path, mtime } of directories) process.fs.utimes(path, mtime, mtime);
}

function unpackOne(process: Process, entry: TarEntry, path: string, root: string): void {
  const { fs } = process;
  const there = lstatOrNothing(process, path);
  const isDirectory = entry.type === 'directory';
  if (there?.type === 'directory' && !isDirectory) {
    throw new Error(`cannot overwrite directory ${quote(path)} with non-directory ${quote(root)}`);
  }
  if (there && there.type !== 'directory' && isDirectory) {
    throw new Error(`cannot overwrite non-directory ${quote(path)} with directory ${quote(root)}`);
  }
  if (there && !isDirectory) withPathError('unlinkat', path, () => fs.unlink(path));
  make(process, entry, path, root, there !== undefined);
}

function make(process: Process, entry: TarEntry, path: string, root: string, exists: boolean): void {
  const { fs } = process;
  switch (entry.type) {
    case 'directory':
      if (!exists) withPathError('mkdir', path, () => fs.mkdir(path, entry.mode));
      fs.chmod(path, entry.mode);
      return;
    case 'symlink':
      withPathError('symlink', path, () => fs.symlink(entry.linkname ?? '', path));
      fs.utimes(path, entry.mtime, entry.mtime, false);
      return;
    case 'link':
      withPathError('link', path, () => fs.link(joinPath(root, entry.linkname ?? ''), path));
      return;
    case 'file':
      withPathError('open', path, () => fs.writeFile(path, entry.content, entry.mode));
      break;
    default:
      withPathError('mknod', path, () =>
        fs.mknod(
          path,
          entry.type === 'fifo' ? 'fifo' : entry.type === 'char' ? 'char' : 'block',
          entry.mode,
          entry.rdev,
        ),
      );
  }
  fs.chmod(path, entry.mode);
  fs.utimes(path, entry.mtime, entry.mtime);
}
