/**
 * The inodes of an overlay mount as far as they have been looked up. All of it can be made again from the lower layers
 * and the upper file system; it is kept so that handles stay what they are and names need not be merged twice.
 */
import type { DirEntry, FileType, Stat } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import { contentSize } from './content.ts';
import type { FileSystem, Handle } from './file-system.ts';
import { InodeNumbers } from './inode-numbers.ts';
import type { Layer, TreeNode } from './layer.ts';
import { utf8Length } from './path.ts';
import { isOpaque, isWhiteout, originOf } from './whiteout.ts';

export const ROOT = 1;

/** An inode of the mount. At least one of `lower` and `upper` is there; directories with both are merged. */
export interface OverlayNode {
  readonly handle: Handle;
  readonly type: FileType;
  readonly lower: TreeNode | undefined;
  upper: Handle | undefined;
  /** Where it is copied up to: meaningless once it has an upper inode, unless it is a directory. */
  parent: OverlayNode | undefined;
  name: string;
  holds: number;
  /** Of directories, what has been looked up. */
  readonly children: Map<string, OverlayNode>;
  listing: DirEntry[] | undefined;
}

/** Of nodes that are no directories; nothing is ever put in. */
const NO_CHILDREN = new Map<string, OverlayNode>();

export class OverlayNodes {
  readonly #tree: TreeNode | undefined;
  readonly #upper: FileSystem;
  readonly #numbers: InodeNumbers;
  readonly #nodes = new Map<Handle, OverlayNode>();
  readonly #byUpper = new Map<Handle, OverlayNode>();
  #next = ROOT + 1;

  constructor(lower: readonly Layer[], tree: TreeNode, upper: FileSystem) {
    this.#tree = lower.length === 0 ? undefined : tree;
    this.#upper = upper;
    this.#numbers = new InodeNumbers(lower);
    this.start();
  }

  /** Forgets everything but the root. Handles are not used again, so that old ones lead nowhere. */
  start(): void {
    this.#nodes.clear();
    this.#byUpper.clear();
    const upper = this.#upper.root;
    this.#insert({ handle: ROOT, type: 'directory', lower: this.#tree, upper, parent: undefined, name: '' });
  }

  #insert(made: Omit<OverlayNode, 'holds' | 'children' | 'listing'>): OverlayNode {
    const { handle, type, lower, upper, parent, name } = made;
    const children = type === 'directory' ? new Map<string, OverlayNode>() : NO_CHILDREN;
    const node: OverlayNode = { handle, type, lower, upper, parent, name, holds: 0, children, listing: undefined };
    this.#nodes.set(handle, node);
    if (node.upper !== undefined) this.#byUpper.set(node.upper, node);
    return node;
  }

  /** Nobody will ask for the node again. */
  drop(node: OverlayNode): void {
    this.#nodes.delete(node.handle);
    if (node.upper !== undefined) this.#byUpper.delete(node.upper);
  }

  find(handle: Handle): OverlayNode | undefined {
    return this.#nodes.get(handle);
  }

  /** ENOENT. */
  get(handle: Handle): OverlayNode {
    const node = this.#nodes.get(handle);
    if (node === undefined) throw new SysError('ENOENT');
    return node;
  }

  /** ENOTDIR. */
  directory(handle: Handle): OverlayNode {
    const node = this.get(handle);
    if (node.type !== 'directory') throw new SysError('ENOTDIR');
    return node;
  }

  /** A regular file. EISDIR, EINVAL. */
  file(handle: Handle): OverlayNode {
    const node = this.get(handle);
    if (node.type !== 'file') throw new SysError(node.type === 'directory' ? 'EISDIR' : 'EINVAL');
    return node;
  }

  /** What the merged directory shows under the name. */
  child(directory: OverlayNode, name: string): OverlayNode | undefined {
    const known = directory.children.get(name);
    if (known !== undefined) return known;
    const upper = directory.upper === undefined ? undefined : this.#upper.lookup(directory.upper, name);
    const lower = directory.lower?.names.get(name)?.node;
    if (upper !== undefined)
      return isWhiteout(this.#upper, upper) ? undefined : this.adopt(directory, name, upper, lower);
    if (lower === undefined) return undefined;
    const node = this.#insert({
      handle: this.#next++,
      type: lower.type,
      lower,
      upper: undefined,
      parent: directory,
      name,
    });
    directory.children.set(name, node);
    return node;
  }

  /** The node for an inode of the upper file system; the same one for all names of it. */
  adopt(directory: OverlayNode, name: string, upper: Handle, below: TreeNode | undefined): OverlayNode {
    const known = this.#byUpper.get(upper);
    if (known !== undefined) {
      directory.children.set(name, known);
      return known;
    }
    const type = this.#upper.typeOf(upper);
    const merges = type === 'directory' && below?.type === 'directory' && !isOpaque(this.#upper, upper);
    const node = this.#insert({
      handle: this.#next++,
      type,
      lower: merges ? below : undefined,
      upper,
      parent: directory,
      name,
    });
    this.place(directory, name, node);
    return node;
  }

  /** The directory has the node under this name now. */
  place(directory: OverlayNode, name: string, node: OverlayNode): void {
    directory.children.set(name, node);
    directory.listing = undefined;
    node.parent = directory;
    node.name = name;
  }

  unplace(directory: OverlayNode, name: string): void {
    directory.children.delete(name);
    directory.listing = undefined;
  }

  /** The name is gone, and so is the node when it was its last name and nobody holds it open. */
  forget(directory: OverlayNode, name: string, node: OverlayNode): void {
    if (directory.children.get(name) === node) this.unplace(directory, name);
    directory.listing = undefined;
    if (node.upper !== undefined && node.type !== 'directory' && this.#isLinked(node.upper)) return;
    node.parent = undefined;
    if (node.holds === 0) this.drop(node);
  }

  #isLinked(upper: Handle): boolean {
    try {
      return this.#upper.getattr(upper).nlink > 0;
    } catch {
      return false;
    }
  }

  /** What readdir gives, not to be changed. */
  list(directory: OverlayNode): readonly DirEntry[] {
    directory.listing ??= this.#merge(directory);
    return directory.listing;
  }

  #merge(directory: OverlayNode): DirEntry[] {
    const lower = directory.lower?.names;
    const entries: DirEntry[] = [];
    lower?.forEach(({ name, node }) => {
      if (node !== undefined) entries.push({ name, type: node.type, ino: this.#numbers.ofLower(node) });
    });
    if (directory.upper === undefined) return entries;
    const merged = new Map(entries.map((entry) => [entry.name, entry]));
    for (const entry of this.#upper.readdir(directory.upper)) {
      if (entry.type === 'char' && isWhiteout(this.#upper, entry.ino)) merged.delete(entry.name);
      else merged.set(entry.name, { ...entry, ino: this.#numberOfUpper(entry.ino, lower?.get(entry.name)?.node) });
    }
    return [...merged.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #numberOfUpper(upper: Handle, below: TreeNode | undefined): number {
    const isDirectory = this.#upper.typeOf(upper) === 'directory';
    if (isDirectory && below?.type === 'directory' && !isOpaque(this.#upper, upper))
      return this.#numbers.ofLower(below);
    return (isDirectory ? undefined : originOf(this.#upper, upper)) ?? this.#numbers.ofUpper(upper);
  }

  stat(node: OverlayNode): Stat {
    return node.upper === undefined ? this.#lowerStat(lowerOf(node)) : this.#upperStat(node, node.upper);
  }

  numberOf(lower: TreeNode): number {
    return this.#numbers.ofLower(lower);
  }

  /** The node has got an inode in the upper file system. */
  copiedUp(node: OverlayNode, upper: Handle): void {
    node.upper = upper;
    this.#byUpper.set(upper, node);
    if (node.holds > 0) this.#upper.hold(upper);
    if (node.parent !== undefined) node.parent.listing = undefined;
    node.listing = undefined;
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

  #upperStat(node: OverlayNode, upper: Handle): Stat {
    const stat = this.#upper.getattr(upper);
    if (node.lower !== undefined && node.type === 'directory') {
      stat.nlink = 1;
      stat.ino = this.#numbers.ofLower(node.lower);
    } else {
      stat.ino = (node.type === 'directory' ? undefined : originOf(this.#upper, upper)) ?? this.#numbers.ofUpper(upper);
    }
    return stat;
  }
}

/** The lower inode of a node that has no upper one. */
export function lowerOf(node: OverlayNode): TreeNode {
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
