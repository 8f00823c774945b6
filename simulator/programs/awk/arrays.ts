/** Associative arrays whose keys come in the order in which the real awks' hash tables give them. */
import type { Value } from './values.ts';

export type HashStyle = 'mawk' | 'busybox';

function unitByte(unit: number): number {
  return unit >= 0xdc80 && unit <= 0xdcff ? unit - 0xdc00 : unit;
}

/** FNV-1a, as mawk has it. */
function mawkHash(key: string): number {
  let hash = 2166136261;
  for (let at = 0; at < key.length; at++) hash = Math.imul((hash ^ unitByte(key.charCodeAt(at))) >>> 0, 16777619) >>> 0;
  return hash;
}

function busyboxHash(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++)
    hash = (unitByte(key.charCodeAt(at)) + ((hash << 6) >>> 0) + (hash >>> 26)) >>> 0;
  return hash;
}

const MAWK_LIST = 12;
const BUSYBOX_SIZES = [61, 251, 1021, 4093, 16381, 65521];
const BUSYBOX_LIST = 10;

function buckets(count: number, style: HashStyle): number {
  if (style === 'busybox') {
    let at = 0;
    while (at + 1 < BUSYBOX_SIZES.length && count > (BUSYBOX_SIZES[at] ?? 0) * BUSYBOX_LIST) at++;
    return BUSYBOX_SIZES[at] ?? 0;
  }
  let size = 64;
  while (count > size * MAWK_LIST) size *= 2;
  return size;
}

export class AwkArray extends Map<string, Value> {
  /** The keys as `for (key in array)` visits them: bucket by bucket, the latest first within one. */
  walk(style: HashStyle): string[] {
    const size = buckets(this.size, style);
    const hash = style === 'mawk' ? mawkHash : busyboxHash;
    const placed = [...this.keys()].map((key, order) => ({ key, order, bucket: hash(key) % size }));
    placed.sort((a, b) => a.bucket - b.bucket || b.order - a.order);
    return placed.map(({ key }) => key);
  }
}
