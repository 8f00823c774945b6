/** What one layer of an image brings, changes and takes away, as `docker diff` marks it. Read-only. */
import type { Daemon } from '../daemon/context.ts';
import type { FileType } from '../kernel/abi.ts';
import { contentSize } from '../vfs/content.ts';
import type { Layer, TreeNode } from '../vfs/layer.ts';
import { treeOf } from '../vfs/index.ts';

/** A: new here. C: was there below. D: taken away. */
export type LayerMark = 'A' | 'C' | 'D';

export interface LayerFile {
  /** Absolute. */
  readonly path: string;
  readonly mark: LayerMark;
  readonly type: FileType;
  /** Bytes; of what is taken away, the bytes it had below. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of symbolic links. */
  readonly target: string;
}

export interface LayerFiles {
  readonly files: readonly LayerFile[];
  /** How many there are; `files` holds the first `MOST_FILES` of them. */
  readonly total: number;
}

const MOST_FILES = 5000;

/** The layers from the lowest up to the one of this chain id, of an image that has it; undefined when none does. */
export function layersUpTo({ store, images }: Daemon, chain: string): readonly Layer[] | undefined {
  for (const image of Object.values(store.read().images.images)) {
    const at = image.chain.indexOf(chain);
    if (at !== -1) return images.layers(image.id).slice(0, at + 1);
  }
  return undefined;
}

/** undefined for a layer that no image has. */
export function layerFiles(daemon: Daemon, chain: string): LayerFiles | undefined {
  const layers = layersUpTo(daemon, chain);
  const top = layers?.at(-1);
  if (layers === undefined || top === undefined) return undefined;
  return firstOf(marksOf(layers.length === 1 ? undefined : treeOf(layers.slice(0, -1)), top.root, ''));
}

export function firstOf(marks: Iterable<LayerFile>): LayerFiles {
  const files: LayerFile[] = [];
  let total = 0;
  for (const file of marks) if (++total <= MOST_FILES) files.push(file);
  return { files, total };
}

/** Parents come before what is in them; directories only where the layer itself has them. */
export function* marksOf(below: TreeNode | undefined, above: TreeNode, path: string): Generator<LayerFile> {
  const old = below?.type === 'directory' ? below : undefined;
  for (const { name, node } of above.names) {
    const under = old?.names.get(name)?.node;
    const at = `${path}/${name}`;
    if (node === undefined) {
      if (under !== undefined) yield row(at, 'D', under, sizeBelow(under));
      continue;
    }
    if (!node.implied) yield row(at, under === undefined ? 'A' : 'C', node, sizeOf(node));
    if (node.type === 'directory') yield* marksOf(under, node, at);
  }
  if (!above.opaque || old === undefined) return;
  for (const { name, node } of old.names) {
    if (node !== undefined && above.names.get(name) === undefined)
      yield row(`${path}/${name}`, 'D', node, sizeBelow(node));
  }
}

function row(path: string, mark: LayerMark, node: TreeNode, size: number): LayerFile {
  const { type, mode, uid, gid, target } = node;
  return { path, mark, type, size, mode, uid, gid, target };
}

export function sizeOf(node: TreeNode): number {
  return node.type === 'file' ? contentSize(node.content) : 0;
}

/** Bytes of the regular files at and below a node. */
export function sizeBelow(node: TreeNode): number {
  let size = sizeOf(node);
  if (node.type === 'directory')
    node.names.forEach((entry) => {
      if (entry.node !== undefined) size += sizeBelow(entry.node);
    });
  return size;
}
