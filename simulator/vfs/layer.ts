/**
 * Layers: immutable trees of changes, as OCI's image specification describes them (layer.md). A layer's directory
 * holds additions and changes, whiteouts (names that are removed from what lies below) and may be opaque (hides all
 * of the directory below). `tree.ts` lays one over another.
 */
import type { FileType } from '../kernel/abi.ts';
import type { Content } from './content.ts';
import { contentSize } from './content.ts';
import type { DeviceNumber, Xattrs } from './file-system.ts';
import type { Names } from './names.ts';

/** An inode of a layer, or of several layers laid over one another. Hard links are entries with the same node. */
export interface TreeNode {
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
  readonly xattrs: Xattrs;
  /** Names in this layer; of a directory 2 and one for each subdirectory. */
  readonly nlink: number;
  /** Of regular files; a stub's size counts as if it had bytes. */
  readonly content: Content;
  /** Of symbolic links. */
  readonly target: string;
  readonly rdev: DeviceNumber;
  /** Of directories; empty for all else. */
  readonly names: Names<TreeEntry>;
  /** Nothing of the directory below shows through. */
  readonly opaque: boolean;
  /** The directory stands here only because something in it does: its attributes are those of the one below. */
  readonly implied: boolean;
  /** Whether there are whiteouts or opaque directories at or below it. */
  readonly hides: boolean;
  /** How many layers this directory is merged from; 1 for all else. */
  readonly stack: number;
  /** Its number in its layer, from 1 (the root). With the layer it identifies the inode. */
  readonly index: number;
  readonly home: LayerIdentity;
}

/** `node` undefined is a whiteout. */
export interface TreeEntry {
  readonly name: string;
  readonly node: TreeNode | undefined;
  /** When a whiteout was made, milliseconds since the epoch; only its archive shows it. */
  readonly hiddenAt?: number;
}

/** What nodes know of their layer: how many inodes it has. Compared by identity. */
export interface LayerIdentity {
  readonly inodes: number;
}

export interface Layer {
  readonly root: TreeNode;
  /** Bytes of its regular files, hard links once: what `docker history` shows. */
  readonly size: number;
  /** The archive it was read from, when it was; its digest is the digest of that. */
  readonly archive: Uint8Array | undefined;
}

/** A layer whose tree is made (decoded, built) when it is first looked into. */
export function createLayer(load: () => TreeNode, archive?: Uint8Array): Layer {
  return new LazyLayer(load, archive);
}

class LazyLayer implements Layer {
  readonly archive: Uint8Array | undefined;
  readonly #load: () => TreeNode;
  #root: TreeNode | undefined;
  #size: number | undefined;

  constructor(load: () => TreeNode, archive: Uint8Array | undefined) {
    this.#load = load;
    this.archive = archive;
  }

  get root(): TreeNode {
    this.#root ??= this.#load();
    return this.#root;
  }

  get size(): number {
    this.#size ??= sizeBelow(this.root, new Set());
    return this.#size;
  }
}

function sizeBelow(node: TreeNode, counted: Set<TreeNode>): number {
  if (node.type === 'file') {
    if (node.nlink > 1) {
      if (counted.has(node)) return 0;
      counted.add(node);
    }
    return contentSize(node.content);
  }
  let size = 0;
  node.names.forEach((entry) => {
    if (entry.node !== undefined) size += sizeBelow(entry.node, counted);
  });
  return size;
}
