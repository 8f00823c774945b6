/** Laying trees out in a file system: what fills an empty volume with the image's files, and unpacks archives. */
import type { DirEntry } from '../kernel/abi.ts';
import type { FileSystem, Handle, NewNode } from './file-system.ts';
import { freeze } from './freeze.ts';
import type { TreeNode } from './layer.ts';

/**
 * Copies what is in the directory `source` of one file system into the directory `target` of another, with owners,
 * modes, times, hard links and attributes. What is in the way is replaced, directories are merged. With `withRoot` the directory's own attributes
 * go over too, as when Docker fills a new volume.
 */
export function copyTree(
  from: { fs: FileSystem; node: Handle },
  to: { fs: FileSystem; node: Handle },
  options: { now: number; withRoot?: boolean },
): void {
  const tree = freeze(from.fs, from.node);
  layOut(tree, to.fs, to.node, options.now);
  if (options.withRoot === true) setAttributes(tree, to.fs, to.node, options.now);
}

/** Makes a directory of `fs` hold what the tree's root directory holds; whiteouts remove. */
export function layOut(tree: TreeNode, fs: FileSystem, directory: Handle, now: number): void {
  new Layout(fs, now).directory(tree, directory);
}

class Layout {
  readonly #fs: FileSystem;
  readonly #now: number;
  readonly #made = new Map<TreeNode, Handle>();

  constructor(fs: FileSystem, now: number) {
    this.#fs = fs;
    this.#now = now;
  }

  directory(tree: TreeNode, directory: Handle): void {
    if (tree.opaque) for (const entry of this.#fs.readdir(directory)) this.#remove(directory, entry);
    for (const { name, node } of tree.names) this.#entry(directory, name, node);
  }

  #entry(directory: Handle, name: string, node: TreeNode | undefined): void {
    const there = this.#fs.lookup(directory, name);
    const merges = node?.type === 'directory' && there !== undefined && this.#fs.typeOf(there) === 'directory';
    if (there !== undefined && !merges) this.#remove(directory, { name, ino: there, type: this.#fs.typeOf(there) });
    this.#fs.watchers.notify(directory, name);
    if (node === undefined) return;
    const known = this.#made.get(node);
    if (known !== undefined) {
      this.#fs.link(known, directory, name, this.#now);
      return;
    }
    const made = merges ? there : this.#fs.create(directory, name, newNode(node), this.#now);
    if (node.nlink > 1 && node.type !== 'directory') this.#made.set(node, made);
    if (node.type === 'directory') this.directory(node, made);
    if (!merges || !node.implied) setAttributes(node, this.#fs, made, this.#now);
  }

  #remove(directory: Handle, { name }: DirEntry): void {
    const node = this.#fs.lookup(directory, name);
    if (node === undefined) return;
    if (this.#fs.typeOf(node) !== 'directory') {
      this.#fs.unlink(directory, name, this.#now);
      return;
    }
    for (const entry of this.#fs.readdir(node)) this.#remove(node, entry);
    this.#fs.rmdir(directory, name, this.#now);
  }
}

function newNode({ type, mode, uid, gid, target, rdev, content, xattrs }: TreeNode): NewNode {
  return { type, mode, uid, gid, target, rdev, content, xattrs };
}

function setAttributes({ mode, uid, gid, mtime, xattrs }: TreeNode, fs: FileSystem, node: Handle, now: number): void {
  fs.setattr(node, { mode, uid, gid, mtime, atime: mtime, xattrs }, now);
}
