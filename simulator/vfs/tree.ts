/**
 * Laying layers over one another. A merged tree shares every directory that only one layer touched, so laying one more
 * layer over a chain costs what that layer changes, and a lookup in 127 layers is a lookup in one tree.
 */
import { buildLayer } from './layer-build.ts';
import type { Layer, TreeEntry, TreeNode } from './layer.ts';
import { Names } from './names.ts';

/** What layers show when laid over one another, the lowest first. Equal chains give the same tree. */
export function treeOf(layers: readonly Layer[]): TreeNode {
  let tree = EMPTY_TREE;
  for (const layer of layers) tree = treeOver(tree, layer);
  return tree;
}

const EMPTY_TREE = buildLayer([]).root;
const overs = new WeakMap<TreeNode, WeakMap<Layer, TreeNode>>();

function treeOver(below: TreeNode, layer: Layer): TreeNode {
  const known = overs.get(below) ?? new WeakMap<Layer, TreeNode>();
  overs.set(below, known);
  const merged = known.get(layer) ?? (below === EMPTY_TREE ? withoutHiding(layer.root) : merge(below, layer.root));
  known.set(layer, merged);
  return merged;
}

/** What the directory `above` shows when it lies over the directory `below`. */
export function merge(below: TreeNode, above: TreeNode): TreeNode {
  if (above.opaque) return withoutHiding(above);
  const names = below.names.fork();
  let subdirectories = below.nlink - 2;
  above.names.forEach(({ name, node }) => {
    const old = names.get(name)?.node;
    if (old?.type === 'directory') subdirectories--;
    if (node === undefined) {
      names.delete(name);
      return;
    }
    const isDirectory = node.type === 'directory';
    if (isDirectory) subdirectories++;
    names.set({ name, node: isDirectory && old?.type === 'directory' ? merge(old, node) : withoutHiding(node) });
  });
  const attributes = above.implied ? below : above;
  return {
    ...attributes,
    names,
    nlink: 2 + subdirectories,
    opaque: false,
    implied: false,
    hides: false,
    stack: below.stack + 1,
  };
}

/** The tree without its whiteouts and marks, as it looks with nothing below. */
function withoutHiding(node: TreeNode): TreeNode {
  if (!node.hides) return node;
  const entries: TreeEntry[] = [];
  node.names.forEach((entry) => {
    if (entry.node !== undefined) entries.push({ name: entry.name, node: withoutHiding(entry.node) });
  });
  return { ...node, names: Names.fromSorted(entries), opaque: false, hides: false };
}

/** What the path leads to in a tree, without following links. */
export function findInTree(root: TreeNode, path: string): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const name of path.split('/')) {
    if (name !== '' && name !== '.') node = node?.names.get(name)?.node;
  }
  return node;
}
