/** Making layers: from a list of entries, as image declarations and archives give them. */
import type { FileType } from '../kernel/abi.ts';
import { encode } from '../kernel/bytes.ts';
import { EMPTY } from './content.ts';
import type { Content, Stub } from './content.ts';
import type { DeviceNumber, Xattrs } from './file-system.ts';
import { createLayer } from './layer.ts';
import type { Layer, LayerIdentity, TreeEntry, TreeNode } from './layer.ts';
import { Names } from './names.ts';

/** One file of a layer. Directories on the way are made where they are missing, and do not change those below. */
export interface LayerEntry {
  /** `/usr/bin/env`, or the same without the first slash. */
  readonly path: string;
  /**
   * Default: what the other fields say (`target` a symlink, `linkTo` a hard link, `rdev` a char node, a path with a slash at its
   * end a directory), else a file. `whiteout` removes the path of the layers below.
   */
  readonly type?: FileType | 'whiteout';
  /** Default 0o644 for files (0o755 for program stubs), 0o755 for directories, 0o777 for symlinks. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds since the epoch; default the one of the layer. */
  readonly mtime?: number;
  readonly content?: Content | string;
  readonly stub?: Stub;
  readonly target?: string;
  /** Path of an earlier entry of which this is another name. */
  readonly linkTo?: string;
  readonly rdev?: DeviceNumber;
  readonly xattrs?: Xattrs;
  /** The directory hides what the layers below have in it. */
  readonly opaque?: boolean;
}

/** A layer of these entries; later ones replace earlier ones of the same path. `mtime` is that of entries without. */
export function buildLayer(entries: Iterable<LayerEntry>, mtime = 0): Layer {
  return createLayer(() => {
    const builder = new TreeBuilder(mtime);
    for (const entry of entries) builder.add(entry);
    return builder.finish();
  });
}

interface Whiteout {
  type: 'whiteout';
  mtime: number;
}

interface Draft {
  entry: Omit<LayerEntry, 'path'>;
  type: FileType;
  implied: boolean;
  opaque: boolean;
  children: Map<string, Draft | Whiteout>;
  nlink: number;
  /** The finished node of a file, so that hard links share it. */
  made: TreeNode | undefined;
}

const NO_XATTRS: Xattrs = new Map();
const NO_DEVICE: DeviceNumber = { major: 0, minor: 0 };
const NO_NAMES = new Names<TreeEntry>();

/** Builds the tree of one layer, in any order of entries. */
export class TreeBuilder {
  readonly #root: Draft = draftOf({}, 'directory', true);
  readonly #mtime: number;
  #inodes = 0;

  constructor(mtime: number) {
    this.#mtime = mtime;
  }

  add(entry: LayerEntry): void {
    const path = entry.path.split('/').filter((part) => part !== '' && part !== '.');
    const name = path.pop();
    if (name === undefined) {
      this.#describe(this.#root, entry);
      return;
    }
    const parent = this.#directory(path);
    if (entry.type === 'whiteout') parent.children.set(name, { type: 'whiteout', mtime: entry.mtime ?? this.#mtime });
    else if (entry.linkTo !== undefined) this.#link(parent, name, entry.linkTo);
    else this.#put(parent, name, entry);
  }

  /** Marks the directory at `path` as hiding what lies below. */
  setOpaque(path: string): void {
    this.#directory(path.split('/').filter((part) => part !== '' && part !== '.')).opaque = true;
  }

  finish(): TreeNode {
    const home: { inodes: number } = { inodes: 0 };
    const root = this.#finish(this.#root, home);
    home.inodes = this.#inodes;
    return root;
  }

  #put(parent: Draft, name: string, entry: LayerEntry): void {
    const type = typeOf(entry);
    const there = parent.children.get(name);
    if (type === 'directory' && there?.type === 'directory') this.#describe(there, entry);
    else parent.children.set(name, draftOf(entry, type, false));
  }

  #describe(draft: Draft, entry: LayerEntry): void {
    draft.entry = entry;
    draft.implied = false;
    if (entry.opaque === true) draft.opaque = true;
  }

  #link(parent: Draft, name: string, to: string): void {
    const path = to.split('/').filter((part) => part !== '' && part !== '.');
    const last = path.pop() ?? '';
    const target = this.#directory(path).children.get(last);
    if (target === undefined || target.type === 'directory' || target.type === 'whiteout') {
      throw new RangeError(`hard link to ${to}, which the layer does not have`);
    }
    target.nlink++;
    parent.children.set(name, target);
  }

  #directory(path: readonly string[]): Draft {
    let at = this.#root;
    for (const name of path) {
      const there = at.children.get(name);
      const next = there?.type === 'directory' ? there : draftOf({}, 'directory', true);
      at.children.set(name, next);
      at = next;
    }
    return at;
  }

  #finish(draft: Draft, home: LayerIdentity): TreeNode {
    if (draft.made !== undefined) return draft.made;
    const { entry, type } = draft;
    const index = ++this.#inodes;
    const names =
      type === 'directory' ? this.#names(draft, home) : { names: NO_NAMES, hides: false, subdirectories: 0 };
    draft.made = {
      type,
      mode: entry.mode ?? defaultMode(entry, type),
      uid: entry.uid ?? 0,
      gid: entry.gid ?? 0,
      mtime: entry.mtime ?? this.#mtime,
      xattrs: entry.xattrs ?? NO_XATTRS,
      nlink: type === 'directory' ? 2 + names.subdirectories : draft.nlink,
      content: contentOf(entry),
      target: entry.target ?? '',
      rdev: entry.rdev ?? NO_DEVICE,
      names: names.names,
      opaque: draft.opaque,
      implied: draft.implied,
      hides: names.hides || draft.opaque,
      stack: 1,
      index,
      home,
    };
    return draft.made;
  }

  #names(draft: Draft, home: LayerIdentity): { names: Names<TreeEntry>; hides: boolean; subdirectories: number } {
    const entries: TreeEntry[] = [];
    let hides = false;
    let subdirectories = 0;
    for (const name of [...draft.children.keys()].sort()) {
      const child = draft.children.get(name);
      if (child === undefined) continue;
      if (child.type === 'whiteout') {
        entries.push({ name, node: undefined, hiddenAt: child.mtime });
        hides = true;
        continue;
      }
      const node = this.#finish(child, home);
      entries.push({ name, node });
      if (node.type === 'directory') subdirectories++;
      if (node.hides) hides = true;
    }
    return { names: Names.fromSorted(entries), hides, subdirectories };
  }
}

function draftOf(entry: Omit<LayerEntry, 'path'>, type: FileType, implied: boolean): Draft {
  return { entry, type, implied, opaque: entry.opaque === true, children: new Map(), nlink: 1, made: undefined };
}

function typeOf(entry: LayerEntry): FileType {
  if (entry.type !== undefined && entry.type !== 'whiteout') return entry.type;
  if (entry.target !== undefined) return 'symlink';
  if (entry.rdev !== undefined) return 'char';
  return entry.path.endsWith('/') ? 'directory' : 'file';
}

function defaultMode(entry: Omit<LayerEntry, 'path'>, type: FileType): number {
  if (type === 'directory') return 0o755;
  if (type === 'symlink') return 0o777;
  return entry.stub?.program === undefined ? 0o644 : 0o755;
}

function contentOf({ content, stub }: Omit<LayerEntry, 'path'>): Content {
  if (stub !== undefined) return stub;
  return typeof content === 'string' ? encode(content) : (content ?? EMPTY);
}
