import type { Handle } from './file-system.ts';
import type { Layer, LayerIdentity, TreeNode } from './layer.ts';

/** The first number given to files of layers: what a disk in use would give next. */
const FIRST = 262_145;

/**
 * st_ino on an overlay mount. Linux shows the numbers that the inodes have on the disk where the layers lie; here each
 * layer of the chain has a range of its own, and the upper directory the range after them.
 */
export class InodeNumbers {
  readonly #layers: readonly Layer[];
  #bases: Map<LayerIdentity, number> | undefined;
  #upperBase = FIRST;

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  ofLower(node: TreeNode): number {
    return (this.#ranges().get(node.home) ?? 0) + node.index;
  }

  ofUpper(upper: Handle): number {
    this.#ranges();
    return this.#upperBase + upper;
  }

  #ranges(): Map<LayerIdentity, number> {
    if (this.#bases !== undefined) return this.#bases;
    const bases = new Map<LayerIdentity, number>();
    let base = FIRST;
    for (const { root } of this.#layers) {
      bases.set(root.home, base);
      base += root.home.inodes;
    }
    this.#upperBase = base;
    this.#bases = bases;
    return bases;
  }
}
