/** The last pieces of a stream, for head -n -N and tail: bounded memory however long the input. */
export class Ring<T> {
  private items: T[] = [];
  private start = 0;
  private readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Adds a piece; the one it pushes out, if any. */
  push(item: T): T | undefined {
    this.items.push(item);
    if (this.items.length - this.start <= this.capacity) return undefined;
    const out = this.items[this.start];
    this.start++;
    if (this.start > 1024 && this.start * 2 > this.items.length) {
      this.items = this.items.slice(this.start);
      this.start = 0;
    }
    return out;
  }

  all(): T[] {
    return this.items.slice(this.start);
  }
}
