/** The last lines or bytes of an input: from the end of a file by seeking, of a stream by keeping what may be last. */
import { concat } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';
import type { Tool } from '../../command/tool.ts';
import { Ring } from '../../input/ring.ts';
import type { Source } from '../../input/source.ts';

export interface Amount {
  unit: 'lines' | 'bytes';
  count: number;
  /** `+NUM`: from the NUMth on, counted from 1. */
  fromStart: boolean;
  terminator: number;
}

const BLOCK = 65536;

/** Size of a regular file behind `source`, or undefined when it cannot be sought. */
function fileSize(t: Tool, source: Source): number | undefined {
  const stat = t.p.fstat(source.fd);
  if (stat.type !== 'file' || stat.size === 0) return undefined;
  try {
    return t.p.seek(source.fd, 0, 'current') === 0 || source.fd !== 0 ? stat.size : undefined;
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Offset at which the last `count` lines of a file begin. */
async function lineStart(t: Tool, source: Source, size: number, { count, terminator }: Amount): Promise<number> {
  if (count === 0) return size;
  let left = count;
  for (let end = size; end > 0; end -= BLOCK) {
    const start = Math.max(0, end - BLOCK);
    t.p.seek(source.fd, start);
    const block = await t.p.read(source.fd, end - start);
    let at = end === size ? block.length - 1 : block.length;
    for (;;) {
      const found = at <= 0 ? -1 : block.lastIndexOf(terminator, at - 1);
      if (found < 0) break;
      if (--left === 0) return start + found + 1;
      at = found;
    }
  }
  return 0;
}

async function copyRest(t: Tool, source: Source): Promise<void> {
  for (;;) {
    const chunk = await source.read(BLOCK);
    if (chunk.length === 0) return;
    await t.out.bytes(chunk);
  }
}

async function fromNth(t: Tool, source: Source, { unit, count, terminator }: Amount): Promise<void> {
  let skip = Math.max(0, count - 1);
  while (skip > 0) {
    const chunk = await source.read(unit === 'bytes' ? Math.min(skip, BLOCK) : BLOCK);
    if (chunk.length === 0) return;
    if (unit === 'bytes') {
      skip -= chunk.length;
      continue;
    }
    let at = 0;
    while (skip > 0) {
      const found = chunk.indexOf(terminator, at);
      if (found < 0) break;
      at = found + 1;
      skip--;
    }
    if (skip === 0) await t.out.bytes(chunk.subarray(at));
  }
  await copyRest(t, source);
}

async function lastBytesOfStream(t: Tool, source: Source, count: number): Promise<void> {
  let held: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    held.push(chunk);
    length += chunk.length;
    if (length > count * 2 + BLOCK) {
      held = [concat(held).slice(-count || length)];
      length = held[0]?.length ?? 0;
    }
  }
  const all = concat(held);
  await t.out.bytes(all.subarray(Math.max(0, all.length - count)));
}

/** From this many bytes on, what is kept counts as memory of the process. */
const LARGE = 1024 * 1024;

async function lastLinesOfStream(t: Tool, source: Source, { count, terminator }: Amount): Promise<void> {
  const ring = new Ring<Uint8Array>(count);
  let carry: Uint8Array[] = [];
  let held = 0;
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    let start = 0;
    for (let at = chunk.indexOf(terminator); at >= 0; at = chunk.indexOf(terminator, start)) {
      ring.push(concat([...carry, chunk.slice(start, at + 1)]));
      carry = [];
      start = at + 1;
    }
    held = start === 0 ? held + chunk.length : chunk.length - start;
    // A line without an end is kept whole.
    if (held > LARGE) t.p.setMemory(LARGE + held);
    if (start < chunk.length) carry.push(chunk.slice(start));
  }
  if (carry.length > 0) ring.push(concat(carry));
  if (count > 0) await t.out.bytes(concat(ring.all()));
}

/** Prints the end of `source` and leaves it at end of file. Throws SysError of reads. */
export async function showLast(t: Tool, source: Source, amount: Amount): Promise<void> {
  if (amount.fromStart) return fromNth(t, source, amount);
  const size = fileSize(t, source);
  if (size !== undefined) {
    t.p.seek(
      source.fd,
      amount.unit === 'bytes' ? Math.max(0, size - amount.count) : await lineStart(t, source, size, amount),
    );
    return copyRest(t, source);
  }
  return amount.unit === 'bytes' ? lastBytesOfStream(t, source, amount.count) : lastLinesOfStream(t, source, amount);
}
