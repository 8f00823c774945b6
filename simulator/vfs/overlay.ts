/**
 * Overlay mounts (Linux, Documentation/filesystems/overlayfs.rst), as Docker's overlay2 driver makes them: index,
 * metacopy, redirect_dir and xino off. The lower layers are immutable; the upper file system takes every change, with
 * whiteouts (char 0:0) and opaque directories (an extended attribute) where it hides what is below. All state is in
 * the upper file system: what this object keeps besides can be made again from it.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { Content } from './content.ts';
import { EMPTY, programIn, readContent } from './content.ts';
import type { AttributeChange, FileSystem, Handle, NewNode, Usage, Xattrs } from './file-system.ts';
import type { Layer, TreeNode } from './layer.ts';
import type { MemoryFileSystem, MemorySnapshot } from './memory.ts';
import { lowerOf, OverlayNodes, ROOT } from './overlay-nodes.ts';
import type { OverlayNode } from './overlay-nodes.ts';
import { treeOf } from './tree.ts';
import { Watchers } from './watchers.ts';
import { isWhiteout, OPAQUE, ORIGIN, withoutPrivate, withXattr } from './whiteout.ts';

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

export class OverlayFileSystem implements FileSystem {
  readonly type = 'overlay';
  readonly root = ROOT;
  readonly watchers = new Watchers();
  readonly lower: readonly Layer[];
  readonly upper: MemoryFileSystem;
  /** What the lower layers show without the upper one. */
  readonly lowerTree: TreeNode;
  readonly #nodes: OverlayNodes;

  constructor({ lower, upper }: OverlayOptions) {
    if (lower.length > MOST_LAYERS) throw new SysError('EINVAL');
    this.lower = lower;
    this.upper = upper;
    this.lowerTree = treeOf(lower);
    this.#nodes = new OverlayNodes(lower, this.lowerTree, upper);
  }

  snapshot(): MemorySnapshot {
    return this.upper.snapshot();
  }

  /** Goes back to a snapshot. Handles given out before are void, except the root's. */
  restore(snapshot: MemorySnapshot): void {
    this.upper.restore(snapshot);
    this.#nodes.start();
  }

  getattr(handle: Handle): Stat {
    return this.#nodes.stat(this.#nodes.get(handle));
  }

  typeOf(handle: Handle): FileType {
    return this.#nodes.get(handle).type;
  }

  lookup(directory: Handle, name: string): Handle | undefined {
    return this.#nodes.child(this.#nodes.directory(directory), name)?.handle;
  }

  readdir(directory: Handle): DirEntry[] {
    return this.#nodes.list(this.#nodes.directory(directory)).slice();
  }

  readlink(handle: Handle): string {
    const node = this.#nodes.get(handle);
    if (node.type !== 'symlink') throw new SysError('EINVAL');
    return node.upper === undefined ? lowerOf(node).target : this.upper.readlink(node.upper);
  }

  pread(handle: Handle, offset: number, max: number): Uint8Array {
    const node = this.#nodes.file(handle);
    return node.upper === undefined
      ? readContent(lowerOf(node).content, offset, max)
      : this.upper.pread(node.upper, offset, max);
  }

  contentOf(handle: Handle): Content {
    const node = this.#nodes.file(handle);
    return node.upper === undefined ? lowerOf(node).content : this.upper.contentOf(node.upper);
  }

  programOf(handle: Handle): string | undefined {
    const node = this.#nodes.get(handle);
    if (node.type !== 'file') return undefined;
    return node.upper === undefined ? programIn(lowerOf(node).content) : this.upper.programOf(node.upper);
  }

  xattrsOf(handle: Handle): Xattrs {
    const node = this.#nodes.get(handle);
    return node.upper === undefined ? lowerOf(node).xattrs : withoutPrivate(this.upper.xattrsOf(node.upper));
  }

  create(directory: Handle, name: string, made: NewNode, now: number): Handle {
    const parent = this.#nodes.directory(directory);
    if (this.#nodes.child(parent, name) !== undefined) throw new SysError('EEXIST');
    const over = this.#copyUp(parent, now);
    const hides = this.#removeWhiteout(over, name, now) && made.type === 'directory';
    const xattrs = hides ? withXattr(made.xattrs, OPAQUE, 'y') : made.xattrs;
    const upper = this.upper.create(over, name, { ...made, ...(xattrs === undefined ? {} : { xattrs }) }, now);
    return this.#nodes.adopt(parent, name, upper, undefined).handle;
  }

  link(handle: Handle, directory: Handle, name: string, now: number): void {
    const node = this.#nodes.get(handle);
    const parent = this.#nodes.directory(directory);
    if (this.#nodes.child(parent, name) !== undefined) throw new SysError('EEXIST');
    const upper = this.#copyUp(node, now);
    const over = this.#copyUp(parent, now);
    this.#removeWhiteout(over, name, now);
    this.upper.link(upper, over, name, now);
    this.#nodes.place(parent, name, node);
  }

  unlink(directory: Handle, name: string, now: number): void {
    const { parent, node } = this.#victim(directory, name);
    if (node.type === 'directory') throw new SysError('EISDIR');
    const over = this.#copyUp(parent, now);
    if (node.upper !== undefined) this.upper.unlink(over, name, now);
    this.#afterRemoval(parent, over, name, now);
    this.#nodes.forget(parent, name, node);
  }

  rmdir(directory: Handle, name: string, now: number): void {
    const { parent, node } = this.#victim(directory, name);
    this.#checkEmpty(node);
    const over = this.#copyUp(parent, now);
    this.#dropUpperDirectory(over, name, node, now);
    this.#afterRemoval(parent, over, name, now);
    this.#nodes.forget(parent, name, node);
  }

  rename(from: Handle, fromName: string, to: Handle, toName: string, now: number): void {
    const { parent, node } = this.#victim(from, fromName);
    const target = this.#nodes.directory(to);
    const replaced = this.#nodes.child(target, toName);
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
    this.#nodes.unplace(parent, fromName);
    if (replaced !== undefined) this.#nodes.forget(target, toName, replaced);
    this.#nodes.place(target, toName, node);
  }

  setattr(handle: Handle, change: AttributeChange, now: number): void {
    const upper = this.#copyUp(this.#nodes.get(handle), now);
    const kept = change.xattrs === undefined ? undefined : new Map([...this.#privateXattrs(upper), ...change.xattrs]);
    this.upper.setattr(upper, kept === undefined ? change : { ...change, xattrs: kept }, now);
  }

  openForWrite(handle: Handle, keepContent: boolean, now: number): void {
    const upper = this.#copyUp(this.#nodes.file(handle), now, keepContent);
    this.upper.openForWrite(upper, keepContent, now);
  }

  pwrite(handle: Handle, offset: number, bytes: Uint8Array, now: number): void {
    this.upper.pwrite(this.#copyUp(this.#nodes.file(handle), now), offset, bytes, now);
  }

  truncate(handle: Handle, size: number, now: number): void {
    this.upper.truncate(this.#copyUp(this.#nodes.file(handle), now), size, now);
  }

  setContent(handle: Handle, content: Content, now: number): void {
    this.upper.setContent(this.#copyUp(this.#nodes.file(handle), now, false), content, now);
  }

  hold(handle: Handle): void {
    const node = this.#nodes.get(handle);
    if (node.holds++ === 0 && node.upper !== undefined) this.upper.hold(node.upper);
  }

  release(handle: Handle): void {
    const node = this.#nodes.find(handle);
    if (node === undefined || --node.holds > 0) return;
    if (node.upper !== undefined) this.upper.release(node.upper);
    if (node.parent === undefined && node.handle !== ROOT) this.#nodes.drop(node);
  }

  usage(): Usage {
    return this.upper.usage();
  }

  #victim(directory: Handle, name: string): { parent: OverlayNode; node: OverlayNode } {
    const parent = this.#nodes.directory(directory);
    const node = this.#nodes.child(parent, name);
    if (node === undefined) throw new SysError('ENOENT');
    return { parent, node };
  }

  /** The node's inode in the upper file system, made from the lower one when there is none yet, parents first. */
  #copyUp(node: OverlayNode, now: number, keepContent = true): Handle {
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
    this.#nodes.copiedUp(node, upper);
    return upper;
  }

  #copyOf(lower: TreeNode, keepContent: boolean): NewNode {
    const { type, mode, uid, gid, target, rdev, content } = lower;
    // Copies of a hard link become files of their own, so they cannot all keep the number of the one below.
    const keepsNumber = type === 'directory' || lower.nlink === 1;
    const xattrs = keepsNumber ? withXattr(lower.xattrs, ORIGIN, String(this.#nodes.numberOf(lower))) : lower.xattrs;
    return { type, mode, uid, gid, target, rdev, content: keepContent ? content : EMPTY, xattrs };
  }

  /** Whether the directories below have the name, so that something must hide it once it is gone from the upper one. */
  #liesBelow(parent: OverlayNode, name: string): boolean {
    return parent.lower?.names.get(name)?.node !== undefined;
  }

  #afterRemoval(parent: OverlayNode, over: Handle, name: string, now: number): void {
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

  #checkEmpty(node: OverlayNode): void {
    if (node.type !== 'directory') throw new SysError('ENOTDIR');
    if (this.readdir(node.handle).length > 0) throw new SysError('ENOTEMPTY');
  }

  /** Removes what the name is in the upper directory, so that a rename finds it free. */
  #makeRoom(target: OverlayNode, over: Handle, name: string, replaced: OverlayNode | undefined, now: number): void {
    if (replaced?.type === 'directory') this.#dropUpperDirectory(over, name, replaced, now);
    else if (replaced?.upper !== undefined) this.upper.unlink(over, name, now);
    else this.#removeWhiteout(over, name, now);
    if (replaced !== undefined) target.children.delete(name);
  }

  /** An empty merged directory may still hold whiteouts above. */
  #dropUpperDirectory(over: Handle, name: string, node: OverlayNode, now: number): void {
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
