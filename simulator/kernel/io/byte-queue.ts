/**
 * Bytes on their way, first in, first out. What is put in is copied, so that writers may use their buffers again;
 * small pieces are gathered in blocks, so that a thousand writes of a few bytes come out in one read.
 */
const SMALLEST_BLOCK = 512;
const LARGEST_BLOCK = 65536;

interface Block {
  readonly bytes: Uint8Array;
  start: number;
  end: number;
}

export const NO_BYTES = new Uint8Array(0);

export class ByteQueue {
  #blocks: Block[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#length += bytes.length;
    const rest = this.#fillTail(bytes);
    if (rest.length === 0) return;
    const tail = this.#blocks[this.#blocks.length - 1];
    const room = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, (tail?.bytes.length ?? 0) * 2));
    const block = { bytes: new Uint8Array(Math.max(rest.length, room)), start: 0, end: rest.length };
    block.bytes.set(rest);
    this.#blocks.push(block);
  }

  /** At most `max` bytes from the front; none when empty. The result belongs to the caller. */
  take(max: number): Uint8Array {
    const count = Math.min(max, this.#length);
    if (count <= 0) return NO_BYTES;
    const [head] = this.#blocks;
    if (head !== undefined && head.start === 0 && head.end === count && head.bytes.length === count) {
      this.#blocks.shift();
      this.#length -= count;
      return head.bytes;
    }
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) filled += this.#takeFromHead(taken, filled);
    return taken;
  }

  clear(): void {
    this.#blocks = [];
    this.#length = 0;
  }

  /** Puts what fits into the last block and answers the rest. */
  #fillTail(bytes: Uint8Array): Uint8Array {
    const tail = this.#blocks[this.#blocks.length - 1];
    if (tail === undefined) return bytes;
    const fits = Math.min(tail.bytes.length - tail.end, bytes.length);
    if (fits === 0) return bytes;
    tail.bytes.set(bytes.subarray(0, fits), tail.end);
    tail.end += fits;
    return bytes.subarray(fits);
  }

  #takeFromHead(into: Uint8Array, at: number): number {
    const [head] = this.#blocks;
    if (head === undefined) return into.length - at;
    const count = Math.min(head.end - head.start, into.length - at);
    into.set(head.bytes.subarray(head.start, head.start + count), at);
    head.start += count;
    this.#length -= count;
    if (head.start === head.end) this.#dropHead(head);
    return count;
  }

  /** An emptied block that is the only one is used again. */
  #dropHead(head: Block): void {
    if (this.#blocks.length > 1 || head.bytes.length > LARGEST_BLOCK) {
      this.#blocks.shift();
      return;
    }
    head.start = 0;
    head.end = 0;
  }
}
