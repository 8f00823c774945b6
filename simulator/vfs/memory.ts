/**
 * A file system kept in memory: the host's disk, volumes, tmpfs mounts, and the upper directories of overlay mounts.
 * Inodes live in a persistent table, so `snapshot` and `restore` are O(1) and a write after a snapshot copies only the
 * inode it touches and the way to it in the table.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { Content } from './content.ts';
import { BLOCK, FileBody } from './file-body.ts';
import type { AttributeChange, FileSystem, Handle, NewNode, Usage, Xattrs } from './file-system.ts';
import { blocksOf, forkInode, newInode, NO_DEVICE, sizeOf, touch } from './inode.ts';
import type { Inode } from './inode.ts';
import type { Names } from './names.ts';
import { Radix } from './radix.ts';
import { Space } from './space.ts';
import { Watchers } from './watchers.ts';

const ROOT = 2;
/** The first number of an inode that is not reserved, as on ext4. */
const FIRST = 11;
const MOST_LINKS = 65000;

interface Directory {
  inode: Inode;
  names: Names<DirEntry>;
}

export interface MemoryOptions {
  /** `ext4` for disks and what lies on them, `tmpfs` for memory. */
  type?: 'ext4' | 'tmpfs' | 'devtmpfs';
  /** The disk it lies on; or give `size` for a room of its own. Default: a room of 2^40 bytes. */
  space?: Space;
  /** Bytes that fit in. */
  size?: number;
  /** Of the root directory; default 0o755, owned by root. */
  mode?: number;
  uid?: number;
  gid?: number;
  /** When the root directory was made, milliseconds since the epoch. */
  now: number;
}

/** The state of a memory file system at one moment. Cheap to keep: it shares all that has not changed since. */
export interface MemorySnapshot {
  readonly inodes: Radix<Inode>;
  readonly next: number;
  readonly used: number;
  readonly files: number;
  /** Inodes without a name that were held open. */
  readonly orphans: readonly Handle[];
}

export function createMemoryFileSystem(options: MemoryOptions): MemoryFileSystem {
  return new MemoryFileSystem(options);
}

export class MemoryFileSystem implements FileSystem {
  readonly type: string;
  readonly root = ROOT;
  readonly watchers = new Watchers();
  readonly space: Space;
  #inodes = new Radix<Inode>();
  #next = FIRST;
  /** Bytes of `space` that are ours. */
  #used = 0;
  #files = 0;
  readonly #holds = new Map<Handle, number>();

  constructor(options: MemoryOptions) {
    this.type = options.type ?? 'ext4';
    this.space = options.space ?? new Space(options.size ?? 2 ** 40);
    const { mode = 0o755, uid = 0, gid = 0, now } = options;
    const root = newInode({ type: 'directory', mode, uid, gid }, this.#inodes.owner, now);
    this.#takeBlocks(this.#blocks(root));
    this.#insert(ROOT, root);
  }

  snapshot(): MemorySnapshot {
    const orphans = [...this.#holds.keys()].filter((handle) => this.#inodes.get(handle)?.nlink === 0);
    return { inodes: this.#inodes.fork(), next: this.#next, used: this.#used, files: this.#files, orphans };
  }

  /** Goes back to a snapshot of this file system (or of an equal one). What is open and not in it is gone. */
  restore(snapshot: MemorySnapshot): void {
    this.#inodes = snapshot.inodes.fork();
    this.#next = snapshot.next;
    this.#files = snapshot.files;
    this.space.give(this.#used - snapshot.used);
    this.#used = snapshot.used;
    this.#holds.clear();
    for (const handle of snapshot.orphans) this.#remove(handle);
  }

  getattr(node: Handle): Stat {
    const inode = this.#get(node);
    return {
      type: inode.type,
      mode: inode.mode,
      uid: inode.uid,
      gid: inode.gid,
      size: sizeOf(inode, this.type),
      nlink: inode.nlink,
      ino: node,
      dev: 0,
      rdev: inode.body.kind === 'node' ? inode.body.rdev : NO_DEVICE,
      mtime: inode.mtime,
      ctime: inode.ctime,
      atime: inode.atime,
      blocks: this.#blocks(inode) * (BLOCK / 512),
    };
  }

  typeOf(node: Handle): FileType {
    return this.#get(node).type;
  }

  lookup(directory: Handle, name: string): Handle | undefined {
    return this.#names(directory).get(name)?.ino;
  }

  readdir(directory: Handle): DirEntry[] {
    return [...this.#names(directory)];
  }

  readlink(node: Handle): string {
    const { body } = this.#get(node);
    if (body.kind !== 'symlink') throw new SysError('EINVAL');
    return body.target;
  }

  pread(node: Handle, offset: number, max: number): Uint8Array {
    return this.#file(node).read(offset, max);
  }

  contentOf(node: Handle): Content {
    return this.#file(node).content();
  }

  programOf(node: Handle): string | undefined {
    const { body } = this.#get(node);
    return body.kind === 'file' ? body.file.program() : undefined;
  }

  xattrsOf(node: Handle): Xattrs {
    return this.#get(node).xattrs;
  }

  create(directory: Handle, name: string, node: NewNode, now: number): Handle {
    const parent = this.#ownDirectory(directory);
    if (parent.names.get(name) !== undefined) throw new SysError('EEXIST');
    if (parent.inode.nlink === 0) throw new SysError('ENOENT');
    const inode = newInode(node, this.#inodes.owner, now);
    const handle = this.#next;
    this.#takeBlocks(this.#blocks(inode));
    this.#next++;
    this.#insert(handle, inode);
    this.#putName(parent, { name, type: node.type, ino: handle });
    if (node.type === 'directory') parent.inode.nlink++;
    touch(parent.inode, now);
    return handle;
  }

  link(node: Handle, directory: Handle, name: string, now: number): void {
    const inode = this.#own(node);
    if (inode.nlink === 0) throw new SysError('ENOENT');
    if (inode.nlink >= MOST_LINKS) throw new SysError('EMLINK');
    const parent = this.#ownDirectory(directory);
    if (parent.names.get(name) !== undefined) throw new SysError('EEXIST');
    this.#putName(parent, { name, type: inode.type, ino: node });
    inode.nlink++;
    inode.ctime = now;
    touch(parent.inode, now);
  }

  unlink(directory: Handle, name: string, now: number): void {
    const parent = this.#ownDirectory(directory);
    const entry = parent.names.get(name);
    if (entry === undefined) throw new SysError('ENOENT');
    if (entry.type === 'directory') throw new SysError('EISDIR');
    this.#takeName(parent, name);
    touch(parent.inode, now);
    this.#dropLink(entry.ino, now);
  }

  rmdir(directory: Handle, name: string, now: number): void {
    const parent = this.#ownDirectory(directory);
    const entry = parent.names.get(name);
    if (entry === undefined) throw new SysError('ENOENT');
    if (this.#names(entry.ino).size > 0) throw new SysError('ENOTEMPTY');
    this.#takeName(parent, name);
    parent.inode.nlink--;
    touch(parent.inode, now);
    this.#dropDirectory(entry.ino, now);
  }

  rename(from: Handle, fromName: string, to: Handle, toName: string, now: number): void {
    const moved = this.#names(from).get(fromName);
    if (moved === undefined) throw new SysError('ENOENT');
    const replaced = this.#names(to).get(toName);
    if (replaced?.ino === moved.ino) return;
    this.#checkReplace(moved, replaced);
    const source = this.#ownDirectory(from);
    const target = this.#ownDirectory(to);
    this.#takeName(source, fromName);
    this.#putName(target, { name: toName, type: moved.type, ino: moved.ino });
    if (moved.type === 'directory') {
      source.inode.nlink--;
      target.inode.nlink++;
    }
    if (replaced?.type === 'directory') {
      target.inode.nlink--;
      this.#dropDirectory(replaced.ino, now);
    } else if (replaced !== undefined) {
      this.#dropLink(replaced.ino, now);
    }
    touch(source.inode, now);
    touch(target.inode, now);
    this.#own(moved.ino).ctime = now;
  }

  setattr(node: Handle, change: AttributeChange, now: number): void {
    const inode = this.#own(node);
    inode.mode = change.mode ?? inode.mode;
    inode.uid = change.uid ?? inode.uid;
    inode.gid = change.gid ?? inode.gid;
    inode.atime = change.atime ?? inode.atime;
    inode.mtime = change.mtime ?? inode.mtime;
    inode.xattrs = change.xattrs ?? inode.xattrs;
    inode.ctime = now;
  }

  openForWrite(node: Handle, keepContent: boolean, now: number): void {
    if (!keepContent) this.truncate(node, 0, now);
  }

  pwrite(node: Handle, offset: number, bytes: Uint8Array, now: number): void {
    if (bytes.length === 0) return;
    const { inode, file } = this.#ownFile(node);
    const fits = this.#fitting(file, offset, bytes.length);
    if (fits === 0) throw new SysError('ENOSPC');
    this.#resize(file, () => file.write(offset, fits < bytes.length ? bytes.subarray(0, fits) : bytes));
    touch(inode, now);
    if (fits < bytes.length) throw new SysError('ENOSPC');
  }

  truncate(node: Handle, size: number, now: number): void {
    const { inode, file } = this.#ownFile(node);
    this.#resize(file, () => file.truncate(size));
    touch(inode, now);
  }

  setContent(node: Handle, content: Content, now: number): void {
    const { inode, file, body } = this.#ownFile(node);
    const replacement = new FileBody(content);
    this.#takeBlocks(replacement.blocks - file.blocks);
    body.file = replacement;
    touch(inode, now);
  }

  hold(node: Handle): void {
    this.#holds.set(node, (this.#holds.get(node) ?? 0) + 1);
  }

  release(node: Handle): void {
    const left = (this.#holds.get(node) ?? 0) - 1;
    if (left > 0) this.#holds.set(node, left);
    else if (this.#holds.delete(node) && this.#inodes.get(node)?.nlink === 0) this.#remove(node);
  }

  usage(): Usage {
    const { size, used, available } = this.space;
    return { size, used, available, files: this.#files };
  }

  /** Bytes that this file system alone occupies of its space. */
  get used(): number {
    return this.#used;
  }

  #get(node: Handle): Inode {
    const inode = this.#inodes.get(node);
    if (inode === undefined) throw new SysError('ENOENT');
    return inode;
  }

  /** The inode as one that may be changed in place. */
  #own(node: Handle): Inode {
    const inode = this.#get(node);
    if (inode.owner === this.#inodes.owner) return inode;
    const copy = forkInode(inode, this.#inodes.owner);
    this.#inodes.set(node, copy);
    return copy;
  }

  #names(directory: Handle): Names<DirEntry> {
    const { body } = this.#get(directory);
    if (body.kind !== 'directory') throw new SysError('ENOTDIR');
    return body.names;
  }

  #ownDirectory(directory: Handle): Directory {
    const inode = this.#own(directory);
    if (inode.body.kind !== 'directory') throw new SysError('ENOTDIR');
    return { inode, names: inode.body.names };
  }

  #putName(directory: Directory, entry: DirEntry): void {
    const before = this.#blocks(directory.inode);
    directory.names.set(entry);
    this.#takeBlocks(this.#blocks(directory.inode) - before);
  }

  #takeName(directory: Directory, name: string): void {
    const before = this.#blocks(directory.inode);
    directory.names.delete(name);
    this.#takeBlocks(this.#blocks(directory.inode) - before);
  }

  #file(node: Handle): FileBody {
    const { body } = this.#get(node);
    if (body.kind === 'file') return body.file;
    throw new SysError(body.kind === 'directory' ? 'EISDIR' : 'EINVAL');
  }

  #ownFile(node: Handle): { inode: Inode; file: FileBody; body: { file: FileBody } } {
    this.#file(node);
    const inode = this.#own(node);
    if (inode.body.kind !== 'file') throw new SysError('EINVAL');
    return { inode, file: inode.body.file, body: inode.body };
  }

  #insert(handle: Handle, inode: Inode): void {
    this.#inodes.set(handle, inode);
    this.#files++;
  }

  #remove(handle: Handle): void {
    this.#takeBlocks(-this.#blocks(this.#get(handle)));
    this.#inodes.delete(handle);
    this.#files--;
  }

  #dropLink(handle: Handle, now: number): void {
    const inode = this.#own(handle);
    inode.nlink--;
    inode.ctime = now;
    if (inode.nlink === 0 && !this.#holds.has(handle)) this.#remove(handle);
  }

  #dropDirectory(handle: Handle, now: number): void {
    const inode = this.#own(handle);
    inode.nlink = 0;
    inode.ctime = now;
    if (!this.#holds.has(handle)) this.#remove(handle);
  }

  #checkReplace(moved: DirEntry, replaced: DirEntry | undefined): void {
    if (replaced === undefined) return;
    if (moved.type === 'directory' && replaced.type !== 'directory') throw new SysError('ENOTDIR');
    if (moved.type !== 'directory' && replaced.type === 'directory') throw new SysError('EISDIR');
    if (replaced.type === 'directory' && this.#names(replaced.ino).size > 0) throw new SysError('ENOTEMPTY');
  }

  #blocks(inode: Inode): number {
    return blocksOf(inode, this.type);
  }

  #takeBlocks(blocks: number): void {
    if (blocks > 0) this.space.take(blocks * BLOCK);
    else this.space.give(-blocks * BLOCK);
    this.#used += blocks * BLOCK;
  }

  #resize(file: FileBody, change: () => void): void {
    const before = file.blocks;
    change();
    const grown = (file.blocks - before) * BLOCK;
    this.space.give(-grown);
    this.#used += grown;
  }

  /** How many of `length` bytes at `offset` there is room for. */
  #fitting(file: FileBody, offset: number, length: number): number {
    const room = Math.floor(this.space.available / BLOCK);
    if (Math.ceil(length / BLOCK) + 1 <= room || file.blocksToWrite(offset, length) <= room) return length;
    let fits = 0;
    for (let left = room; fits < length;) {
      const step = Math.min(BLOCK - ((offset + fits) % BLOCK), length - fits);
      left -= file.blocksToWrite(offset + fits, step);
      if (left < 0) break;
      fits += step;
    }
    return fits;
  }
}
