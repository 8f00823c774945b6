/**
 * The bytes of a regular file that can be written: immutable base content with written pages over it. Copying a file
 * up, or writing after a snapshot, therefore costs the pages written, not the size of the file. Ranges that were never
 * written read as zeros and occupy no blocks; pages full of zeros occupy blocks but no memory.
 */
import { isZero } from '../kernel/bytes.ts';
import { SysError } from '../kernel/errno.ts';
import { contentSize, EMPTY, isStub, programIn, programInHead, readContent, stubHead } from './content.ts';
import type { Content } from './content.ts';
import { Radix } from './radix.ts';
import type { Owner } from './radix.ts';

export const BLOCK = 4096;
const PAGE = 65536;
const BLOCKS_PER_PAGE = PAGE / BLOCK;
/** More than this cannot be turned into plain bytes. */
const LARGEST_CONTENT = 2 ** 30;
/** A tail of zeros of at least this length is not kept in content. */
const LONG_TAIL = 2 ** 18;

interface Page {
  owner: Owner;
  /** From the start of the page to its last written byte; shared and not to be written when `zero`. */
  bytes: Uint8Array;
  /** Which blocks of the page are allocated, one bit each. */
  allocated: number;
}

const ZEROS = new Uint8Array(PAGE);

export class FileBody {
  #base: Content;
  /** How much of the base still shows: a truncation cuts it for good. */
  #baseSize: number;
  #size: number;
  #pages: Radix<Page>;
  #blocks: number;

  constructor(content: Content = EMPTY) {
    this.#base = content;
    this.#size = this.#baseSize = contentSize(content);
    this.#pages = new Radix();
    this.#blocks = Math.ceil(this.#size / BLOCK);
  }

  get size(): number {
    return this.#size;
  }

  /** Allocated blocks of 4096 bytes. */
  get blocks(): number {
    return this.#blocks;
  }

  /** A body with the same bytes; writing to one does not change the other. O(1). */
  fork(): FileBody {
    const other = new FileBody(this.#base);
    other.#baseSize = this.#baseSize;
    other.#size = this.#size;
    other.#blocks = this.#blocks;
    other.#pages = this.#pages.fork();
    return other;
  }

  read(offset: number, max: number): Uint8Array {
    const end = Math.min(this.#size, offset + max);
    if (offset >= end) return EMPTY;
    if (this.#untouched(offset, end)) return readContent(this.#base, offset, end - offset);
    const bytes = new Uint8Array(end - offset);
    if (offset < this.#baseSize) {
      bytes.set(readContent(this.#base, offset, Math.min(end, this.#baseSize) - offset));
    }
    for (const [index, page] of this.#pages.entries(Math.floor(offset / PAGE))) {
      const start = index * PAGE;
      if (start >= end) break;
      const from = Math.max(offset, start);
      const to = Math.min(end, start + page.bytes.length);
      if (from < to) bytes.set(page.bytes.subarray(from - start, to - start), from - offset);
    }
    return bytes;
  }

  /** Blocks that writing `length` bytes at `offset` would newly allocate. */
  blocksToWrite(offset: number, length: number): number {
    let missing = 0;
    const last = Math.floor((offset + length - 1) / BLOCK);
    for (let block = Math.floor(offset / BLOCK); block <= last; block++) if (!this.#isAllocated(block)) missing++;
    return missing;
  }

  write(offset: number, bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.length) {
      const index = Math.floor((offset + done) / PAGE);
      const within = (offset + done) % PAGE;
      const count = Math.min(PAGE - within, bytes.length - done);
      this.#writePage(index, within, bytes.subarray(done, done + count));
      done += count;
    }
    this.#size = Math.max(this.#size, offset + bytes.length);
  }

  truncate(size: number): void {
    if (size < this.#size) {
      this.#baseSize = Math.min(this.#baseSize, size);
      const firstGone = Math.ceil(size / PAGE);
      for (const index of [...this.#pages.entries(firstGone)].map(([key]) => key)) this.#pages.delete(index);
      this.#cutPage(Math.floor(size / PAGE), size % PAGE);
      this.#blocks = this.#countBlocks();
    }
    this.#size = size;
  }

  /** The program that executing this file starts. */
  program(): string | undefined {
    if (this.#pages.get(0) === undefined && this.#baseSize === contentSize(this.#base)) return programIn(this.#base);
    return programInHead(this.read(0, 512));
  }

  /** What the file holds now, as immutable content. A long tail of zeros becomes a stub. */
  content(): Content {
    if (this.#baseSize === this.#size && this.#pages.lastKey() < 0 && this.#size === contentSize(this.#base)) {
      return this.#base;
    }
    const stored = this.#storedEnd();
    if (stored > LARGEST_CONTENT) throw new SysError('EFBIG');
    const content =
      this.#size - stored >= LONG_TAIL ? { size: this.#size, head: this.read(0, stored) } : this.read(0, this.#size);
    this.#base = content;
    this.#baseSize = this.#size;
    this.#pages = new Radix();
    return content;
  }

  /** Past the last byte that may be other than zero. */
  #storedEnd(): number {
    let end = isStub(this.#base) ? Math.min(this.#baseSize, stubHead(this.#base).length) : this.#baseSize;
    for (const [index, page] of this.#pages.entries()) {
      if (page.bytes !== ZEROS) end = Math.max(end, index * PAGE + page.bytes.length);
    }
    return Math.min(end, this.#size);
  }

  #untouched(offset: number, end: number): boolean {
    if (end > this.#baseSize) return false;
    const next = this.#pages.entries(Math.floor(offset / PAGE)).next();
    return next.done === true || next.value[0] * PAGE >= end;
  }

  #isAllocated(block: number): boolean {
    if (block < Math.ceil(this.#baseSize / BLOCK)) return true;
    const page = this.#pages.get(Math.floor(block / BLOCKS_PER_PAGE));
    return page !== undefined && (page.allocated & (1 << (block % BLOCKS_PER_PAGE))) !== 0;
  }

  #writePage(index: number, within: number, bytes: Uint8Array): void {
    const baseBlocks = Math.ceil(this.#baseSize / BLOCK);
    let allocated = this.#pages.get(index)?.allocated ?? 0;
    const last = Math.floor((within + bytes.length - 1) / BLOCK);
    for (let block = Math.floor(within / BLOCK); block <= last; block++) {
      if ((allocated & (1 << block)) !== 0) continue;
      allocated |= 1 << block;
      if (index * BLOCKS_PER_PAGE + block >= baseBlocks) this.#blocks++;
    }
    if (bytes.length === PAGE && isZero(bytes)) {
      this.#pages.set(index, { owner: this.#pages.owner, bytes: ZEROS, allocated });
      return;
    }
    const page = this.#ownPage(index, within + bytes.length);
    page.allocated = allocated;
    page.bytes.set(bytes, within);
  }

  /** The page as one that may be written, with room for `length` bytes. */
  #ownPage(index: number, length: number): Page {
    const old = this.#pages.get(index);
    const before = old?.bytes ?? this.#basePage(index);
    if (old !== undefined && old.owner === this.#pages.owner && old.bytes !== ZEROS && old.bytes.length >= length)
      return old;
    // `bytes` is a view of a larger buffer, so that appending line by line does not copy the page each time.
    const needed = Math.max(length, before.length);
    const room = before.buffer.byteLength - before.byteOffset;
    if (old !== undefined && old.owner === this.#pages.owner && old.bytes !== ZEROS && room >= needed) {
      old.bytes = new Uint8Array(before.buffer, before.byteOffset, needed);
      return old;
    }
    const buffer = new Uint8Array(Math.min(PAGE, Math.max(64, needed === length ? needed * 2 : needed)));
    buffer.set(before);
    const page: Page = { owner: this.#pages.owner, bytes: buffer.subarray(0, needed), allocated: old?.allocated ?? 0 };
    this.#pages.set(index, page);
    return page;
  }

  #basePage(index: number): Uint8Array {
    const start = index * PAGE;
    if (start >= this.#baseSize) return EMPTY;
    return readContent(this.#base, start, Math.min(PAGE, this.#baseSize - start));
  }

  #cutPage(index: number, length: number): void {
    const page = this.#pages.get(index);
    if (page === undefined) return;
    const allocated = page.allocated & ((1 << Math.ceil(length / BLOCK)) - 1);
    if (length === 0) this.#pages.delete(index);
    else this.#pages.set(index, { owner: this.#pages.owner, bytes: page.bytes.slice(0, length), allocated });
  }

  #countBlocks(): number {
    let blocks = Math.ceil(this.#baseSize / BLOCK);
    for (const [index, page] of this.#pages.entries()) {
      for (let block = 0; block < BLOCKS_PER_PAGE; block++) {
        const counted = index * BLOCKS_PER_PAGE + block < Math.ceil(this.#baseSize / BLOCK);
        if (!counted && (page.allocated & (1 << block)) !== 0) blocks++;
      }
    }
    return blocks;
  }
}
