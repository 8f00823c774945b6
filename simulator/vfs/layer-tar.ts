/**
 * Layers as tar archives, with whiteouts as `.wh.NAME` and opaque directories as `.wh..wh..opq` (OCI image-spec,
 * layer.md), written as Docker writes them: names in order, first the directory, then what is in it; times in whole seconds.
 * Stubs are described in content.ts.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../kernel/bytes.ts';
import { EMPTY, isStub, stubHead } from './content.ts';
import type { Content, Stub } from './content.ts';
import type { Xattrs } from './file-system.ts';
import { TreeBuilder } from './layer-build.ts';
import type { LayerEntry } from './layer-build.ts';
import { createLayer } from './layer.ts';
import type { Layer, TreeNode } from './layer.ts';
import { readTar, writeTar } from './tar.ts';
import type { TarEntry } from './tar.ts';

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const XATTR = 'SCHILY.xattr.';

/** The layer that an (uncompressed) archive describes. It is decoded on first use; TarError then. */
export function layerFromTar(archive: Uint8Array): Layer {
  return createLayer(() => treeFromTar(readTar(archive).entries), archive);
}

/** The tree that entries of an archive describe, whiteouts among them. */
export function treeFromTar(entries: Iterable<TarEntry>): TreeNode {
  const builder = new TreeBuilder(0);
  for (const entry of entries) {
    const slash = entry.name.lastIndexOf('/');
    const base = entry.name.slice(slash + 1);
    if (base === OPAQUE) builder.setOpaque(entry.name.slice(0, slash + 1));
    else if (base.startsWith(WHITEOUT)) builder.add(whiteoutOf(entry, slash));
    else builder.add(layerEntryOf(entry));
  }
  return builder.finish();
}

function whiteoutOf({ name, mtime }: TarEntry, slash: number): LayerEntry {
  return { path: name.slice(0, slash + 1) + name.slice(slash + 1 + WHITEOUT.length), type: 'whiteout', mtime };
}

/** What an archive's entry says, as an entry of a layer. */
export function layerEntryOf(entry: TarEntry): LayerEntry {
  const { name: path, mode, uid, gid, mtime } = entry;
  const attributes = { path, mode, uid, gid, mtime, ...xattrsOf(entry) };
  switch (entry.type) {
    case 'link':
      return { path, linkTo: entry.linkname ?? '' };
    case 'symlink':
      return { ...attributes, type: 'symlink', target: entry.linkname ?? '' };
    case 'char':
    case 'block':
      return { ...attributes, type: entry.type, rdev: entry.rdev ?? { major: 0, minor: 0 } };
    case 'file':
      return { ...attributes, type: 'file', content: contentOf(entry) };
    default:
      return { ...attributes, type: entry.type };
  }
}

function xattrsOf({ pax }: TarEntry): { xattrs?: Xattrs } {
  if (pax === undefined) return {};
  const xattrs = [...pax]
    .filter(([key]) => key.startsWith(XATTR))
    .map(([key, value]) => [key.slice(XATTR.length), value] as const);
  return xattrs.length === 0 ? {} : { xattrs: new Map(xattrs) };
}

function contentOf({ pax, content }: TarEntry): Content {
  const size = Number(pax?.get('DRYDOCK.size') ?? Number.NaN);
  if (!Number.isSafeInteger(size) || size < content.length) return content;
  const program = pax?.get('DRYDOCK.program');
  const note = pax?.get('DRYDOCK.note');
  const stub: Stub = { size, ...(program === undefined ? {} : { program }), ...(note === undefined ? {} : { note }) };
  return equal(stubHead(stub), content) ? stub : { ...stub, head: content };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The layer's archive in pieces: the one it was read from, else the canonical one. */
export function layerTar(layer: Layer): Iterable<Uint8Array> {
  return layer.archive === undefined ? writeTar(entriesOf(layer.root)) : [layer.archive];
}

export function layerToTar(layer: Layer): Uint8Array {
  return layer.archive ?? concat([...layerTar(layer)]);
}

const digests = new WeakMap<Layer, string>();

/** The layer's diff ID: `sha256:` and the digest of its (uncompressed) archive. */
export function layerDigest(layer: Layer): string {
  const known = digests.get(layer);
  if (known !== undefined) return known;
  const hash = sha256.create();
  for (const piece of layerTar(layer)) hash.update(piece);
  const digest = 'sha256:' + [...hash.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  digests.set(layer, digest);
  return digest;
}

/**
 * The entries of a tree in the canonical order, each name after `prefix`. The root itself only when it says something
 * of its own. The second and later names of an inode are hard links to the first.
 */
export function* entriesOf(root: TreeNode, prefix = ''): IterableIterator<TarEntry> {
  if (!root.implied && prefix === '') yield entryOf('./', root);
  if (root.opaque) yield marker(prefix + OPAQUE, root.mode & 0o777);
  yield* entriesIn(root, prefix, { firstNames: new Map(), implied: false });
}

/** A whole file system: directories too that no layer names, because something in them is named. */
export function wholeEntriesOf(root: TreeNode): IterableIterator<TarEntry> {
  return entriesIn(root, '', { firstNames: new Map(), implied: true });
}

interface Writing {
  /** Under what name a file with several of them was written. */
  readonly firstNames: Map<TreeNode, string>;
  /** Whether implied directories get an entry. */
  readonly implied: boolean;
}

function* entriesIn(directory: TreeNode, prefix: string, writing: Writing): IterableIterator<TarEntry> {
  const { firstNames, implied } = writing;
  for (const { name, node, hiddenAt } of directory.names) {
    const path = prefix + name;
    if (node === undefined) {
      yield marker(prefix + WHITEOUT + name, 0o600, hiddenAt);
      continue;
    }
    if (node.type === 'directory') {
      if (implied || !node.implied) yield entryOf(`${path}/`, node);
      if (node.opaque) yield marker(`${path}/${OPAQUE}`, node.mode & 0o777);
      yield* entriesIn(node, `${path}/`, writing);
      continue;
    }
    if (node.type === 'socket') continue;
    const first = node.nlink > 1 ? firstNames.get(node) : undefined;
    if (node.nlink > 1 && first === undefined) firstNames.set(node, path);
    yield first === undefined
      ? entryOf(path, node)
      : { ...entryOf(path, node), type: 'link', linkname: first, content: EMPTY };
  }
}

function marker(name: string, mode: number, mtime = 0): TarEntry {
  return { name, type: 'file', mode, uid: 0, gid: 0, mtime: Math.floor(mtime / 1000) * 1000, content: EMPTY };
}

/** The entry for one node under this name. */
export function entryOf(name: string, node: TreeNode): TarEntry {
  const { type, mode, uid, gid } = node;
  const mtime = Math.floor(node.mtime / 1000) * 1000;
  const pax = paxOf(node);
  const content = isStub(node.content) ? stubHead(node.content) : node.content;
  return {
    name, mode, uid, gid, mtime, content,
    type: type === 'socket' ? 'file' : type,
    ...(type === 'symlink' ? { linkname: node.target } : {}),
    ...(type === 'char' || type === 'block' ? { rdev: node.rdev } : {}),
    ...(pax.size === 0 ? {} : { pax }),
  }; // prettier-ignore
}

function paxOf({ content, xattrs }: TreeNode): Map<string, string> {
  const pax = new Map<string, string>();
  for (const [key, value] of xattrs) pax.set(XATTR + key, value);
  if (isStub(content)) {
    pax.set('DRYDOCK.size', String(content.size));
    if (content.program !== undefined) pax.set('DRYDOCK.program', content.program);
    if (content.note !== undefined) pax.set('DRYDOCK.note', content.note);
  }
  return pax;
}
