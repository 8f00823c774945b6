/** Lays the entries of an archive out below a directory, through whatever is mounted there. */
import { system } from '../../../api/errors.ts';
import { encode } from '../../../kernel/bytes.ts';
import { layerEntryOf } from '../../../vfs/layer-tar.ts';
import type { FileSystem, Handle, TarEntry } from '../../../vfs/index.ts';
import { makeDirectories } from '../../host.ts';
import { cleanPath } from '../../mounts/path.ts';
import type { ContainerFiles } from './file-system.ts';

export interface UnpackOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Refuse to replace a directory by a file, or a file by a directory. */
  readonly keepsKinds: boolean;
  /** Instead of the owners that the archive names. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

export function createUnpacker(
  files: ContainerFiles,
  directory: string,
  options: UnpackOptions,
): (entry: TarEntry) => void {
  return (entry) => {
    const path = insideOf(directory, entry.name);
    if (path === directory || (directory === '/' && path === '/')) return;
    const slash = path.lastIndexOf('/');
    const parent = path.slice(0, slash) || '/';
    makeDirectories(files.fs, parent);
    const { fs, node } = files.mounts.locate(parent);
    unpackEntry(files, directory, { fs, node, name: path.slice(slash + 1) }, path, entry, options);
  };
}

/** Names that lead out are kept inside. */
function insideOf(directory: string, name: string): string {
  return cleanPath(`${directory}/${cleanPath(`/${name}`)}`);
}

interface Place {
  readonly fs: FileSystem;
  /** The directory. */
  readonly node: Handle;
  readonly name: string;
}

function unpackEntry(
  files: ContainerFiles,
  directory: string,
  place: Place,
  path: string,
  entry: TarEntry,
  options: UnpackOptions,
): void {
  const { fs, node, name } = place;
  const { now } = options;
  const there = fs.lookup(node, name);
  const isDirectory = there !== undefined && fs.typeOf(there) === 'directory';
  if (isDirectory && entry.type === 'directory')
    return applyAttributes(fs, files.mounts.locate(path).node, entry, options);
  if (there !== undefined) replace(place, there, isDirectory, path, entry, options);
  if (entry.type === 'link') {
    const target = files.mounts.locate(insideOf(directory, entry.linkname ?? ''));
    return fs.link(target.node, node, name, now);
  }
  const made = fs.create(node, name, newNode(entry, options), now);
  applyAttributes(fs, made, entry, options);
}

function replace(
  place: Place,
  there: Handle,
  isDirectory: boolean,
  path: string,
  entry: TarEntry,
  options: UnpackOptions,
): void {
  const { fs, node, name } = place;
  if (options.keepsKinds && isDirectory !== (entry.type === 'directory')) {
    throw system(
      isDirectory
        ? `cannot overwrite directory ${JSON.stringify(path)} with non-directory ${JSON.stringify(entry.name)}`
        : `cannot overwrite non-directory ${JSON.stringify(path)} with directory ${JSON.stringify(entry.name)}`,
    );
  }
  if (!isDirectory) return fs.unlink(node, name, options.now);
  clear(fs, there, options.now);
  fs.rmdir(node, name, options.now);
}

function clear(fs: FileSystem, directory: Handle, now: number): void {
  for (const { name, type } of fs.readdir(directory)) {
    if (type !== 'directory') {
      fs.unlink(directory, name, now);
      continue;
    }
    const below = fs.lookup(directory, name);
    if (below !== undefined) clear(fs, below, now);
    fs.rmdir(directory, name, now);
  }
}

type NewNode = Parameters<FileSystem['create']>[2];

function newNode(entry: TarEntry, { owner }: UnpackOptions): NewNode {
  const { mode, type, linkname, rdev } = entry;
  const { uid, gid } = owner ?? entry;
  if (type === 'symlink') return { type, mode, uid, gid, target: linkname ?? '' };
  if (type === 'char' || type === 'block') return { type, mode, uid, gid, rdev: rdev ?? { major: 0, minor: 0 } };
  if (type !== 'file') return { type: type === 'link' ? 'file' : type, mode, uid, gid };
  const described = layerEntryOf(entry);
  const content = 'content' in described ? (described.content ?? entry.content) : entry.content;
  return { type, mode, uid, gid, content: typeof content === 'string' ? encode(content) : content };
}

function applyAttributes(fs: FileSystem, node: Handle, entry: TarEntry, { owner, now }: UnpackOptions): void {
  const { mode, mtime } = entry;
  const { uid, gid } = owner ?? entry;
  fs.setattr(node, entry.type === 'symlink' ? { uid, gid, mtime } : { mode, uid, gid, mtime }, now);
}
