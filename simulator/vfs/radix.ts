/**
 * A persistent map from small non-negative integers to values: a radix tree of blocks of 32. `fork` is O(1) and gives
 * a map that shares every block; either side copies a block the first time it writes into it. It makes the inode
 * table and the pages of a file cheap to snapshot.
 */
const BITS = 5;
const WIDTH = 1 << BITS;

/** Marks which blocks a map may write in place. */
export type Owner = object;

interface Leaf<T> {
  kind: 'leaf';
  owner: Owner;
  slots: (T | undefined)[];
}
interface Branch<T> {
  kind: 'branch';
  owner: Owner;
  slots: (Block<T> | undefined)[];
}
type Block<T> = Leaf<T> | Branch<T>;

export class Radix<T> {
  #owner: Owner = {};
  #root: Block<T> = { kind: 'leaf', owner: this.#owner, slots: [] };
  /** Levels of branches above the leaves. */
  #height = 0;

  /** Equal to the owner of values that this map alone holds; changes with every `fork`. */
  get owner(): Owner {
    return this.#owner;
  }

  fork(): Radix<T> {
    const other = new Radix<T>();
    other.#root = this.#root;
    other.#height = this.#height;
    this.#owner = {};
    return other;
  }

  get(key: number): T | undefined {
    if (key >= this.#capacity()) return undefined;
    let block: Block<T> | undefined = this.#root;
    for (let shift = this.#height * BITS; block?.kind === 'branch'; shift -= BITS) {
      block = block.slots[Math.floor(key / 2 ** shift) % WIDTH];
    }
    return block?.slots[key % WIDTH];
  }

  set(key: number, value: T): void {
    while (key >= this.#capacity()) this.#grow();
    this.#root = this.#own(this.#root);
    let block = this.#root;
    for (let level = this.#height; block.kind === 'branch'; level--) {
      const slot = Math.floor(key / 2 ** (level * BITS)) % WIDTH;
      const below: Block<T> = block.slots[slot] ?? this.#empty(level - 1);
      const owned = this.#own(below);
      block.slots[slot] = owned;
      block = owned;
    }
    block.slots[key % WIDTH] = value;
  }

  delete(key: number): void {
    if (key >= this.#capacity() || this.get(key) === undefined) return;
    this.#root = this.#without(this.#root, key, this.#height) ?? this.#empty(this.#height);
  }

  /** In order of the keys, from the first key at or after `from`. */
  *entries(from = 0): IterableIterator<[number, T]> {
    yield* this.#walk(this.#root, this.#height, 0, from);
  }

  /** The greatest key in use, or -1. */
  lastKey(): number {
    let block: Block<T> | undefined = this.#root;
    let key = 0;
    while (block !== undefined) {
      const slot: number = block.slots.findLastIndex((value) => value !== undefined);
      if (slot < 0) return -1;
      key = key * WIDTH + slot;
      block = block.kind === 'branch' ? block.slots[slot] : undefined;
    }
    return key;
  }

  #capacity(): number {
    return WIDTH ** (this.#height + 1);
  }

  #grow(): void {
    this.#root = { kind: 'branch', owner: this.#owner, slots: [this.#root] };
    this.#height++;
  }

  #empty(level: number): Block<T> {
    return level === 0
      ? { kind: 'leaf', owner: this.#owner, slots: [] }
      : { kind: 'branch', owner: this.#owner, slots: [] };
  }

  #own(block: Block<T>): Block<T> {
    if (block.owner === this.#owner) return block;
    if (block.kind === 'leaf') return { kind: 'leaf', owner: this.#owner, slots: block.slots.slice() };
    return { kind: 'branch', owner: this.#owner, slots: block.slots.slice() };
  }

  /** `block` without `key`, or undefined when nothing is left of it. */
  #without(block: Block<T>, key: number, level: number): Block<T> | undefined {
    const owned = this.#own(block);
    if (owned.kind === 'leaf') {
      owned.slots[key % WIDTH] = undefined;
    } else {
      const slot = Math.floor(key / 2 ** (level * BITS)) % WIDTH;
      const below = owned.slots[slot];
      if (below !== undefined) owned.slots[slot] = this.#without(below, key, level - 1);
    }
    return owned.slots.some((value) => value !== undefined) ? owned : undefined;
  }

  *#walk(block: Block<T>, level: number, base: number, from: number): IterableIterator<[number, T]> {
    const span = WIDTH ** level;
    for (let slot = Math.max(0, Math.floor((from - base) / span)); slot < block.slots.length; slot++) {
      const key = base + slot * span;
      if (block.kind === 'branch') {
        const below = block.slots[slot];
        if (below !== undefined) yield* this.#walk(below, level - 1, key, from);
      } else {
        const value = block.slots[slot];
        if (value !== undefined) yield [key, value];
      }
    }
  }
}
