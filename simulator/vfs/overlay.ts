/**
 * Overlay mounts (Linux, Documentation/filesystems/overlayfs.rst), as Docker's overlay2 driver makes them: index,
 * metacopy, redirect_dir and xino off. The lower layers are immutable; the upper file system takes every change, with
 * whiteouts (char 0:0) and opaque directories (an extended attribute) where it hides what is below. All state is in
 * the upper file system: what this object keeps besides can be made again from it.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { Content } from './content.ts';
import { contentSize, EMPTY, programIn, readContent } from './content.ts';
import type { AttributeChange, FileSystem, Handle, NewNode, Usage, Xattrs } from './file-system.ts';
import { InodeNumbers } from './inode-numbers.ts';
import type { Layer, TreeNode } from './layer.ts';
import type { MemoryFileSystem, MemorySnapshot } from './memory.ts';
import { utf8Length } from './path.ts';
import { treeOf } from './tree.ts';
import { Watchers } from './watchers.ts';
import { isOpaque, isWhiteout, OPAQUE, ORIGIN, originOf, withoutPrivate, withXattr } from './whiteout.ts';

const ROOT = 1;
/** OVL_MAX_STACK of the kernel; Docker stops at 125 layers of its own accord. */
const MOST_LAYERS = 500;

export interface OverlayOptions {
  /** From the lowest to the topmost. */
  readonly lower: readonly Layer[];
  /** The upper directory: a file system of its own. Its root's owner and mode are those that `/` shows. */
  readonly upper: MemoryFileSystem;
}

export function createOverlay(options: OverlayOptions): OverlayFileSystem {
  return new OverlayFileSystem(options);
}

/** An inode of the mount. At least one of `lower` and `upper` is there; directories with both are merged. */
interface Node {
  readonly handle: Handle;
  readonly type: FileType;
  readonly lower: TreeNode | undefined;
  upper: Handle | undefined;
  /** Where it is copied up to: meaningless once it has an upper inode, unless it is a directory. */
  parent: Node | undefined;
  name: string;
  holds: number;
  readonly children: Map<string, Node>;
  listing: DirEntry[] | undefined;
}

export class OverlayFileSystem implements FileSystem {
  readonly type = 'overlay';
  readonly root = ROOT;
  readonly watchers = new Watchers();
  readonly lower: readonly Layer[];
  readonly upper: MemoryFileSystem;
  readonly #tree: TreeNode;
  readonly #numbers: InodeNumbers;
  readonly #nodes = new Map<Handle, Node>();
  readonly #byUpper = new Map<Handle, Node>();
  #next = ROOT;

  constructor({ lower, upper }: OverlayOptions) {
    if (lower.length > MOST_LAYERS) throw new SysError('EINVAL');
    this.lower = lower;
    this.upper = upper;
    this.#tree = treeOf(lower);
    this.#numbers = new InodeNumbers(lower);
    this.#start();
  }

  /** What the lower layers show without the upper one. */
  get lowerTree(): TreeNode {
    return this.#tree;
  }

  snapshot(): MemorySnapshot {
    return this.upper.snapshot();
  }

  /** Goes back to a snapshot. Handles given out before are void, except the root's. */
  restore(snapshot: MemorySnapshot): void {
    this.upper.restore(snapshot);
    this.#start();
  }

  getattr(handle: Handle): Stat {
    const node = this.#node(handle);
    return node.upper === undefined ? this.#lowerStat(lowerOf(node)) : this.#upperStat(node, node.upper);
  }

  typeOf(handle: Handle): FileType {
    return this.#node(handle).type;
  }

  lookup(directory: Handle, name: string): Handle | undefined {
    return this.#child(this.#directory(directory), name)?.handle;
  }

  readdir(directory: Handle): DirEntry[] {
    const node = this.#directory(directory);
    node.listing ??= this.#list(node);
    return node.listing.slice();
  }

  readlink(handle: Handle): string {
    const node = this.#node(handle);
    if (node.type !== 'symlink') throw new SysError('EINVAL');
    return node.upper === undefined ? lowerOf(node).target : this.upper.readlink(node.upper);
  }

  pread(handle: Handle, offset: number, max: number): Uint8Array {
    const node = this.#file(handle);
    return node.upper === undefined
      ? readContent(lowerOf(node).content, offset, max)
      : this.upper.pread(node.upper, offset, max);
  }

  contentOf(handle: Handle): Content {
    const node = this.#file(handle);
    return node.upper === undefined ? lowerOf(node).content : this.upper.contentOf(node.upper);
  }

  programOf(handle: Handle): string | undefined {
    const node = this.#node(handle);
    if (node.type !== 'file') return undefined;
    return node.upper === undefined ? programIn(lowerOf(node).content) : this.upper.programOf(node.upper);
  }

  xattrsOf(handle: Handle): Xattrs {
    const node = this.#node(handle);
    return node.upper === undefined ? lowerOf(node).xattrs : withoutPrivate(this.upper.xattrsOf(node.upper));
  }

  create(directory: Handle, name: string, made: NewNode, now: number): Handle {
    const parent = this.#directory(directory);
    if (this.#child(parent, name) !== undefined) throw new SysError('EEXIST');
    const over = this.#copyUp(parent, now);
    const hides = this.#removeWhiteout(over, name, now) && made.type === 'directory';
    const xattrs = hides ? withXattr(made.xattrs, OPAQUE, 'y') : made.xattrs;
    const upper = this.upper.create(over, name, { ...made, ...(xattrs === undefined ? {} : { xattrs }) }, now);
    return this.#adopt(parent, name, upper, undefined).handle;
  }

  link(handle: Handle, directory: Handle, name: string, now: number): void {
    const node = this.#node(handle);
    const parent = this.#directory(directory);
    if (this.#child(parent, name) !== undefined) throw new SysError('EEXIST');
    const upper = this.#copyUp(node, now);
    const over = this.#copyUp(parent, now);
    this.#removeWhiteout(over, name, now);
    this.upper.link(upper, over, name, now);
    this.#place(parent, name, node);
  }

  unlink(directory: Handle, name: string, now: number): void {
    const { parent, node } = this.#victim(directory, name);
    if (node.type === 'directory') throw new SysError('EISDIR');
    const over = this.#copyUp(parent, now);
    if (node.upper !== undefined) this.upper.unlink(over, name, now);
    this.#afterRemoval(parent, over, name, now);
    this.#forget(parent, name, node);
  }

  rmdir(directory: Handle, name: string, now: number): void {
    const { parent, node } = this.#victim(directory, name);
    this.#checkEmpty(node);
    const over = this.#copyUp(parent, now);
    this.#dropUpperDirectory(over, name, node, now);
    this.#afterRemoval(parent, over, name, now);
    this.#forget(parent, name, node);
  }

  rename(from: Handle, fromName: string, to: Handle, toName: string, now: number): void {
    const { parent, node } = this.#victim(from, fromName);
    const target = this.#directory(to);
    const replaced = this.#child(target, toName);
    if (replaced === node) return;
    // Without redirect_dir a directory that (also) lies below cannot move; mv copies it then.
    if (node.type === 'directory' && node.lower !== undefined) throw new SysError('EXDEV');
    if (replaced?.type === 'directory') this.#checkEmpty(replaced);
    const upper = this.#copyUp(node, now);
    const source = this.#copyUp(parent, now);
    const over = this.#copyUp(target, now);
    this.#makeRoom(target, over, toName, replaced, now);
    this.upper.rename(source, fromName, over, toName, now);
    if (node.type === 'directory' && target.lower !== undefined) this.#makeOpaque(upper);
    this.#afterRemoval(parent, source, fromName, now);
    this.#unplace(parent, fromName);
    if (replaced !== undefined) this.#forget(target, toName, replaced);
    this.#place(target, toName, node);
  }

  setattr(handle: Handle, change: AttributeChange, now: number): void {
    const upper = this.#copyUp(this.#node(handle), now);
    const kept = change.xattrs === undefined ? undefined : new Map([...this.#privateXattrs(upper), ...change.xattrs]);
    this.upper.setattr(upper, kept === undefined ? change : { ...change, xattrs: kept }, now);
  }

  openForWrite(handle: Handle, keepContent: boolean, now: number): void {
    const upper = this.#copyUp(this.#file(handle), now, keepContent);
    this.upper.openForWrite(upper, keepContent, now);
  }

  pwrite(handle: Handle, offset: number, bytes: Uint8Array, now: number): void {
    this.upper.pwrite(this.#copyUp(this.#file(handle), now), offset, bytes, now);
  }

  truncate(handle: Handle, size: number, now: number): void {
    this.upper.truncate(this.#copyUp(this.#file(handle), now), size, now);
  }

  setContent(handle: Handle, content: Content, now: number): void {
    this.upper.setContent(this.#copyUp(this.#file(handle), now, false), content, now);
  }

  hold(handle: Handle): void {
    const node = this.#node(handle);
    if (node.holds++ === 0 && node.upper !== undefined) this.upper.hold(node.upper);
  }

  release(handle: Handle): void {
    const node = this.#nodes.get(handle);
    if (node === undefined || --node.holds > 0) return;
    if (node.upper !== undefined) this.upper.release(node.upper);
    if (node.parent === undefined && node.handle !== ROOT) this.#drop(node);
  }

  usage(): Usage {
    return this.upper.usage();
  }

  #start(): void {
    this.#nodes.clear();
    this.#byUpper.clear();
    this.#next = ROOT;
    this.#insert({
      type: 'directory',
      lower: this.lower.length === 0 ? undefined : this.#tree,
      upper: this.upper.root,
      parent: undefined,
      name: '',
    });
  }

  #insert(made: Pick<Node, 'type' | 'lower' | 'upper' | 'parent' | 'name'>): Node {
    const node: Node = { handle: this.#next++, ...made, holds: 0, children: new Map(), listing: undefined };
    this.#nodes.set(node.handle, node);
    if (node.upper !== undefined) this.#byUpper.set(node.upper, node);
    return node;
  }

  #drop(node: Node): void {
    this.#nodes.delete(node.handle);
    if (node.upper !== undefined) this.#byUpper.delete(node.upper);
  }

  #node(handle: Handle): Node {
    const node = this.#nodes.get(handle);
    if (node === undefined) throw new SysError('ENOENT');
    return node;
  }

  #directory(handle: Handle): Node {
    const node = this.#node(handle);
    if (node.type !== 'directory') throw new SysError('ENOTDIR');
    return node;
  }

  #file(handle: Handle): Node {
    const node = this.#node(handle);
    if (node.type !== 'file') throw new SysError(node.type === 'directory' ? 'EISDIR' : 'EINVAL');
    return node;
  }

  /** What the merged directory shows under the name. */
  #child(directory: Node, name: string): Node | undefined {
    const known = directory.children.get(name);
    if (known !== undefined) return known;
    const upper = directory.upper === undefined ? undefined : this.upper.lookup(directory.upper, name);
    if (upper !== undefined)
      return isWhiteout(this.upper, upper)
        ? undefined
        : this.#adopt(directory, name, upper, directory.lower?.names.get(name)?.node);
    const lower = directory.lower?.names.get(name)?.node;
    if (lower === undefined) return undefined;
    const node = this.#insert({ type: lower.type, lower, upper: undefined, parent: directory, name });
    directory.children.set(name, node);
    return node;
  }

  /** The node for an inode of the upper file system; the same one for all names of it. */
  #adopt(directory: Node, name: string, upper: Handle, below: TreeNode | undefined): Node {
    const known = this.#byUpper.get(upper);
    if (known !== undefined) {
      directory.children.set(name, known);
      return known;
    }
    const type = this.upper.typeOf(upper);
    const merges = type === 'directory' && below?.type === 'directory' && !isOpaque(this.upper, upper);
    const node = this.#insert({ type, lower: merges ? below : undefined, upper, parent: directory, name });
    this.#place(directory, name, node);
    return node;
  }

  #place(directory: Node, name: string, node: Node): void {
    directory.children.set(name, node);
    directory.listing = undefined;
    node.parent = directory;
    node.name = name;
  }

  #unplace(directory: Node, name: string): void {
    directory.children.delete(name);
    directory.listing = undefined;
  }

  /** The name is gone, and so is the node when it was its last name and nobody holds it open. */
  #forget(directory: Node, name: string, node: Node): void {
    if (directory.children.get(name) === node) this.#unplace(directory, name);
    directory.listing = undefined;
    if (node.upper !== undefined && node.type !== 'directory' && this.#isLinked(node.upper)) return;
    node.parent = undefined;
    if (node.holds === 0) this.#drop(node);
  }

  #isLinked(upper: Handle): boolean {
    try {
      return this.upper.getattr(upper).nlink > 0;
    } catch {
      return false;
    }
  }

  #victim(directory: Handle, name: string): { parent: Node; node: Node } {
    const parent = this.#directory(directory);
    const node = this.#child(parent, name);
    if (node === undefined) throw new SysError('ENOENT');
    return { parent, node };
  }

  #list(directory: Node): DirEntry[] {
    const lower = directory.lower?.names;
    const entries: DirEntry[] = [];
    lower?.forEach(({ name, node }) => {
      if (node !== undefined) entries.push({ name, type: node.type, ino: this.#numbers.ofLower(node) });
    });
    if (directory.upper === undefined) return entries;
    const merged = new Map(entries.map((entry) => [entry.name, entry]));
    for (const entry of this.upper.readdir(directory.upper)) {
      if (entry.type === 'char' && isWhiteout(this.upper, entry.ino)) merged.delete(entry.name);
      else merged.set(entry.name, { ...entry, ino: this.#numberOfUpper(entry.ino, lower?.get(entry.name)?.node) });
    }
    return [...merged.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #numberOfUpper(upper: Handle, below: TreeNode | undefined): number {
    const isDirectory = this.upper.typeOf(upper) === 'directory';
    if (isDirectory && below?.type === 'directory' && !isOpaque(this.upper, upper)) return this.#numbers.ofLower(below);
    return (isDirectory ? undefined : originOf(this.upper, upper)) ?? this.#numbers.ofUpper(upper);
  }

  #lowerStat(lower: TreeNode): Stat {
    const size = sizeOf(lower);
    const isPlain = lower.type === 'file' || lower.type === 'directory';
    return {
      type: lower.type,
      mode: lower.mode,
      uid: lower.uid,
      gid: lower.gid,
      size,
      // Of merged directories overlayfs does not count links.
      nlink: lower.stack > 1 ? 1 : lower.nlink,
      ino: this.#numbers.ofLower(lower),
      dev: 0,
      rdev: lower.rdev,
      mtime: lower.mtime,
      ctime: lower.mtime,
      atime: lower.mtime,
      blocks: isPlain ? Math.ceil(size / 4096) * 8 : 0,
    };
  }

  #upperStat(node: Node, upper: Handle): Stat {
    const stat = this.upper.getattr(upper);
    if (node.lower !== undefined && node.type === 'directory') {
      stat.nlink = 1;
      stat.ino = this.#numbers.ofLower(node.lower);
    } else {
      stat.ino = (node.type === 'directory' ? undefined : originOf(this.upper, upper)) ?? this.#numbers.ofUpper(upper);
    }
    return stat;
  }

  /** The node's inode in the upper file system, made from the lower one when there is none yet, parents first. */
  #copyUp(node: Node, now: number, keepContent = true): Handle {
    if (node.upper !== undefined) return node.upper;
    const { parent } = node;
    // A file whose name is gone cannot be copied up; Linux would copy it to an orphan.
    if (parent === undefined) throw new SysError('ENOENT');
    const over = this.#copyUp(parent, now);
    const before = this.upper.getattr(over);
    const lower = lowerOf(node);
    const upper = this.upper.create(over, node.name, this.#copyOf(lower, keepContent), now);
    this.upper.setattr(upper, { mtime: lower.mtime, atime: lower.mtime }, now);
    this.upper.setattr(over, { mtime: before.mtime, atime: before.atime }, now);
    node.upper = upper;
    this.#byUpper.set(upper, node);
    if (node.holds > 0) this.upper.hold(upper);
    parent.listing = undefined;
    node.listing = undefined;
    return upper;
  }

  #copyOf(lower: TreeNode, keepContent: boolean): NewNode {
    const { type, mode, uid, gid, target, rdev, content } = lower;
    // Copies of a hard link become files of their own, so they cannot all keep the number of the one below.
    const keepsNumber = type === 'directory' || lower.nlink === 1;
    const xattrs = keepsNumber ? withXattr(lower.xattrs, ORIGIN, String(this.#numbers.ofLower(lower))) : lower.xattrs;
    return { type, mode, uid, gid, target, rdev, content: keepContent ? content : EMPTY, xattrs };
  }

  /** Whether the directories below have the name, so that something must hide it once it is gone from the upper one. */
  #liesBelow(parent: Node, name: string): boolean {
    return parent.lower?.names.get(name)?.node !== undefined;
  }

  #afterRemoval(parent: Node, over: Handle, name: string, now: number): void {
    if (!this.#liesBelow(parent, name)) return;
    this.upper.create(over, name, { type: 'char', mode: 0, uid: 0, gid: 0 }, now);
  }

  /** Takes a whiteout away; false when there is none. */
  #removeWhiteout(over: Handle, name: string, now: number): boolean {
    const there = this.upper.lookup(over, name);
    if (there === undefined || !isWhiteout(this.upper, there)) return false;
    this.upper.unlink(over, name, now);
    return true;
  }

  #checkEmpty(node: Node): void {
    if (node.type !== 'directory') throw new SysError('ENOTDIR');
    if (this.readdir(node.handle).length > 0) throw new SysError('ENOTEMPTY');
  }

  /** Removes what the name is in the upper directory, so that a rename finds it free. */
  #makeRoom(target: Node, over: Handle, name: string, replaced: Node | undefined, now: number): void {
    if (replaced?.type === 'directory') this.#dropUpperDirectory(over, name, replaced, now);
    else if (replaced?.upper !== undefined) this.upper.unlink(over, name, now);
    else this.#removeWhiteout(over, name, now);
    if (replaced !== undefined) target.children.delete(name);
  }

  /** An empty merged directory may still hold whiteouts above. */
  #dropUpperDirectory(over: Handle, name: string, node: Node, now: number): void {
    if (node.upper === undefined) return;
    for (const { name: whiteout } of this.upper.readdir(node.upper)) this.upper.unlink(node.upper, whiteout, now);
    this.upper.rmdir(over, name, now);
  }

  #makeOpaque(upper: Handle): void {
    const { ctime } = this.upper.getattr(upper);
    this.upper.setattr(upper, { xattrs: withXattr(this.upper.xattrsOf(upper), OPAQUE, 'y') }, ctime);
  }

  #privateXattrs(upper: Handle): [string, string][] {
    const all = this.upper.xattrsOf(upper);
    const shown = withoutPrivate(all);
    return [...all].filter(([key]) => !shown.has(key));
  }
}

function lowerOf(node: Node): TreeNode {
  if (node.lower === undefined) throw new SysError('ENOENT');
  return node.lower;
}

function sizeOf(lower: TreeNode): number {
  switch (lower.type) {
    case 'file':
      return contentSize(lower.content);
    case 'symlink':
      return utf8Length(lower.target);
    case 'directory':
      return 4096 * (1 + Math.floor(lower.names.size / 170));
    default:
      return 0;
  }
}
