/**
 * The names of a directory: a persistent map from name to entry, kept in the order of the names. `fork` is O(1);
 * after it a change copies the list of chunks and one chunk, however many entries there are.
 */
const CHUNK = 64;

interface Chunk<E> {
  owner: object;
  items: E[];
}

export class Names<E extends { readonly name: string }> {
  #owner: object = {};
  /** Whether `#chunks` itself is ours to write. */
  #shared = false;
  #chunks: Chunk<E>[] = [];
  #size = 0;

  /** From entries in the order of their names. */
  static fromSorted<E extends { readonly name: string }>(entries: readonly E[]): Names<E> {
    const names = new Names<E>();
    for (let at = 0; at < entries.length; at += CHUNK / 2) {
      names.#chunks.push({ owner: names.#owner, items: entries.slice(at, at + CHUNK / 2) });
    }
    names.#size = entries.length;
    return names;
  }

  get size(): number {
    return this.#size;
  }

  fork(): Names<E> {
    const other = new Names<E>();
    other.#chunks = this.#chunks;
    other.#size = this.#size;
    other.#shared = true;
    this.#shared = true;
    this.#owner = {};
    return other;
  }

  get(name: string): E | undefined {
    const chunk = this.#chunks[this.#chunkOf(name)];
    if (chunk === undefined) return undefined;
    const found = chunk.items[lowerBound(chunk.items, name)];
    return found !== undefined && found.name === name ? found : undefined;
  }

  /** Adds the entry, or puts it in the place of the one with its name. */
  set(entry: E): void {
    const at = Math.max(0, this.#chunkOf(entry.name));
    const chunk = this.#own(at);
    const index = lowerBound(chunk.items, entry.name);
    if (chunk.items[index]?.name === entry.name) {
      chunk.items[index] = entry;
      return;
    }
    chunk.items.splice(index, 0, entry);
    this.#size++;
    if (chunk.items.length > CHUNK) {
      this.#chunks.splice(at + 1, 0, { owner: this.#owner, items: chunk.items.splice(CHUNK / 2) });
    }
  }

  delete(name: string): boolean {
    if (this.get(name) === undefined) return false;
    const at = this.#chunkOf(name);
    const chunk = this.#own(at);
    chunk.items.splice(lowerBound(chunk.items, name), 1);
    if (chunk.items.length === 0) this.#chunks.splice(at, 1);
    this.#size--;
    return true;
  }

  *[Symbol.iterator](): IterableIterator<E> {
    for (const chunk of this.#chunks) yield* chunk.items;
  }

  /** Calls `visit` for each entry in order: quicker than iterating. */
  forEach(visit: (entry: E) => void): void {
    for (const chunk of this.#chunks) for (const entry of chunk.items) visit(entry);
  }

  /** The chunk that holds `name` if any does; -1 when there is no chunk. */
  #chunkOf(name: string): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    if (high < 0) return -1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const first = this.#chunks[middle]?.items[0];
      if (first !== undefined && first.name <= name) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #own(at: number): Chunk<E> {
    if (this.#shared) {
      this.#chunks = this.#chunks.slice();
      this.#shared = false;
    }
    const chunk = this.#chunks[at];
    if (chunk !== undefined && chunk.owner === this.#owner) return chunk;
    const owned = { owner: this.#owner, items: chunk?.items.slice() ?? [] };
    this.#chunks[at] = owned;
    return owned;
  }
}

function lowerBound(items: readonly { readonly name: string }[], name: string): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && item.name < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
