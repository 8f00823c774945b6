/** bash's two kinds of arrays. Keys come out in the order in which bash lists them. */

/** Sparse, by non-negative index. */
export class IndexedArray {
  private readonly items = new Map<number, string>();
  private sorted = true;
  private last = -1;

  static from(values: readonly string[]): IndexedArray {
    const array = new IndexedArray();
    values.forEach((value, i) => array.set(i, value));
    return array;
  }

  get size(): number {
    return this.items.size;
  }

  /** The greatest index in use, -1 when empty. */
  get top(): number {
    this.sort();
    return this.last;
  }

  get(index: number): string | undefined {
    return this.items.get(index);
  }

  set(index: number, value: string): void {
    if (!this.items.has(index)) {
      if (index < this.last) this.sorted = false;
      else this.last = index;
    }
    this.items.set(index, value);
  }

  delete(index: number): void {
    this.items.delete(index);
    if (index === this.last) this.sorted = false;
  }

  clear(): void {
    this.items.clear();
    this.sorted = true;
    this.last = -1;
  }

  keys(): number[] {
    this.sort();
    return [...this.items.keys()];
  }

  values(): string[] {
    this.sort();
    return [...this.items.values()];
  }

  entries(): [number, string][] {
    this.sort();
    return [...this.items.entries()];
  }

  clone(): IndexedArray {
    const copy = new IndexedArray();
    for (const [index, value] of this.entries()) copy.set(index, value);
    return copy;
  }

  private sort(): void {
    if (this.sorted) return;
    const entries = [...this.items.entries()].sort((a, b) => a[0] - b[0]);
    this.items.clear();
    for (const [index, value] of entries) this.items.set(index, value);
    this.last = entries.at(-1)?.[0] ?? -1;
    this.sorted = true;
  }
}

/** The 32-bit FNV-1 hash that bash's tables are ordered by. */
export function fnvHash(key: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash, 16777619) ^ byte;
  return hash >>> 0;
}

/** By string key. bash lists a hash table bucket by bucket, within one the newest first; so does this. */
export class AssociativeArray {
  private readonly items = new Map<string, { value: string; hash: number; age: number }>();
  private age = 0;

  get size(): number {
    return this.items.size;
  }

  get(key: string): string | undefined {
    return this.items.get(key)?.value;
  }

  set(key: string, value: string): void {
    const known = this.items.get(key);
    if (known !== undefined) known.value = value;
    else this.items.set(key, { value, hash: fnvHash(key), age: this.age++ });
  }

  delete(key: string): void {
    this.items.delete(key);
  }

  clear(): void {
    this.items.clear();
  }

  entries(): [string, string][] {
    const buckets = this.bucketCount();
    return [...this.items.entries()]
      .sort(([, a], [, b]) => (a.hash % buckets) - (b.hash % buckets) || b.age - a.age)
      .map(([key, item]) => [key, item.value]);
  }

  keys(): string[] {
    return this.entries().map(([key]) => key);
  }

  values(): string[] {
    return this.entries().map(([, value]) => value);
  }

  clone(): AssociativeArray {
    const copy = new AssociativeArray();
    for (const [key, item] of this.items) copy.items.set(key, { ...item });
    copy.age = this.age;
    return copy;
  }

  /** Tables start with 1024 buckets and grow fourfold when there are twice as many entries. */
  private bucketCount(): number {
    let buckets = 1024;
    while (this.items.size >= buckets * 2) buckets *= 4;
    return buckets;
  }
}
