/** Taking what a file system holds into an immutable tree, as a layer holds it. Contents are shared, not copied. */
import type { Stat } from '../kernel/abi.ts';
import { EMPTY } from './content.ts';
import type { FileSystem, Handle, Xattrs } from './file-system.ts';
import type { TreeEntry, TreeNode } from './layer.ts';
import { Names } from './names.ts';
import { isOpaque, isWhiteout, withoutPrivate } from './whiteout.ts';

const NO_NAMES = new Names<TreeEntry>();

export interface FreezeOptions {
  /** Read an upper directory: its whiteouts and opaque marks are those of the tree. Otherwise they mean nothing. */
  readonly asUpper?: boolean;
}

/** The tree at and below `node`. */
export function freeze(fs: FileSystem, node: Handle, options: FreezeOptions = {}): TreeNode {
  return new Freezer(fs, options.asUpper === true).take(node);
}

class Freezer {
  readonly #fs: FileSystem;
  readonly #asUpper: boolean;
  readonly #home: { inodes: number } = { inodes: 0 };
  /** Files with several names, by inode: the node is made at the first name and its links are counted at each. */
  readonly #linked = new Map<number, { -readonly [K in keyof TreeNode]: TreeNode[K] }>();

  constructor(fs: FileSystem, asUpper: boolean) {
    this.#fs = fs;
    this.#asUpper = asUpper;
  }

  take(node: Handle): TreeNode {
    const stat = this.#fs.getattr(node);
    if (stat.type === 'directory') return this.#directory(node, stat);
    const known = this.#linked.get(stat.ino);
    if (known !== undefined && stat.nlink > 1) {
      known.nlink++;
      return known;
    }
    const made = {
      ...this.#attributes(node, stat),
      ...this.#body(node, stat),
      nlink: 1,
      names: NO_NAMES,
      opaque: false,
      hides: false,
    };
    if (stat.nlink > 1) this.#linked.set(stat.ino, made);
    return made;
  }

  #directory(node: Handle, stat: Stat): TreeNode {
    const attributes = this.#attributes(node, stat);
    const entries: TreeEntry[] = [];
    let nlink = 2;
    let hides = false;
    for (const { name } of this.#fs.readdir(node)) {
      const child = this.#fs.lookup(node, name);
      if (child === undefined) continue;
      if (this.#asUpper && isWhiteout(this.#fs, child)) {
        entries.push({ name, node: undefined, hiddenAt: this.#fs.getattr(child).mtime });
        hides = true;
        continue;
      }
      const taken = this.take(child);
      if (taken.type === 'directory') nlink++;
      if (taken.hides) hides = true;
      entries.push({ name, node: taken });
    }
    const opaque = this.#asUpper && isOpaque(this.#fs, node);
    const names = Names.fromSorted(entries);
    return { ...attributes, content: EMPTY, target: '', nlink, names, opaque, hides: hides || opaque };
  }

  #attributes(node: Handle, stat: Stat) {
    const { type, mode, uid, gid, mtime, rdev } = stat;
    const xattrs: Xattrs = withoutPrivate(this.#fs.xattrsOf(node));
    return {
      type,
      mode,
      uid,
      gid,
      mtime,
      rdev,
      xattrs,
      implied: false,
      stack: 1,
      index: ++this.#home.inodes,
      home: this.#home,
    };
  }

  #body(node: Handle, { type }: Stat): Pick<TreeNode, 'content' | 'target'> {
    return {
      content: type === 'file' ? this.#fs.contentOf(node) : EMPTY,
      target: type === 'symlink' ? this.#fs.readlink(node, undefined) : '',
    };
  }
}
