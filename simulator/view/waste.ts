/**
 * Space that an image spends twice, by the rules of `dive` (wagoodman/dive, filetree/efficiency.go): every path is
 * counted in each layer that has it; a whiteout counts with what it removes when that is a directory, with nothing when
 * it is a file. What is necessary is each path's smallest size.
 */
import type { Daemon } from '../daemon/context.ts';
import type { Layer, TreeNode } from '../vfs/layer.ts';
import { findInTree, treeOf } from '../vfs/index.ts';
import { sizeBelow, sizeOf } from './layer-files.ts';

export interface WastedPath {
  readonly path: string;
  /** Layers that have the path or remove it. */
  readonly count: number;
  /** Bytes in all these layers together. */
  readonly bytes: number;
}

export interface ImageWaste {
  /** Necessary bytes to all bytes, 0 to 1. */
  readonly efficiency: number;
  readonly wastedBytes: number;
  /** The most wasteful first. */
  readonly paths: readonly WastedPath[];
}

const MOST_PATHS = 200;

interface Tally {
  path: string;
  count: number;
  bytes: number;
  least: number;
}

/** undefined for an image that is not here. */
export function imageWaste({ images, store }: Daemon, id: string): ImageWaste | undefined {
  if (store.read().images.images[id] === undefined) return undefined;
  return wasteOf(images.layers(id));
}

export function wasteOf(layers: readonly Layer[]): ImageWaste {
  const tallies = new Map<string, Tally>();
  layers.forEach((layer, at) => {
    let below: TreeNode | undefined;
    const removedSize = (path: string): number => {
      below ??= treeOf(layers.slice(0, at));
      const gone = findInTree(below, path);
      return gone?.type === 'directory' ? sizeBelow(gone) : 0;
    };
    for (const { path, node } of leavesOf(layer.root, '')) {
      const size = node === undefined ? removedSize(path) : sizeOf(node);
      const known = tallies.get(path) ?? { path, count: 0, bytes: 0, least: size };
      tallies.set(path, {
        path,
        count: known.count + 1,
        bytes: known.bytes + size,
        least: Math.min(known.least, size),
      });
    }
  });
  const all = [...tallies.values()];
  const discovered = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const necessary = all.reduce((sum, { least }) => sum + least, 0);
  const twice = all.filter(({ count }) => count > 1).sort((a, b) => b.bytes - a.bytes);
  return {
    efficiency: discovered === 0 ? 1 : necessary / discovered,
    wastedBytes: twice.reduce((sum, { bytes }) => sum + bytes, 0),
    paths: twice.slice(0, MOST_PATHS).map(({ path, count, bytes }) => ({ path, count, bytes })),
  };
}

/** Entries of a layer that have nothing in them; `node` undefined is a whiteout. */
function* leavesOf(directory: TreeNode, path: string): Generator<{ path: string; node: TreeNode | undefined }> {
  for (const { name, node } of directory.names) {
    const at = `${path}/${name}`;
    if (node?.type === 'directory' && node.names.size > 0) yield* leavesOf(node, at);
    else yield { path: at, node };
  }
}
