/** The zip format (PKWARE's APPNOTE): reading the central directory, writing archives. No encryption, no zip64. */
import { deflateSync, inflateSync } from 'fflate';
import { concat } from '../../kernel/bytes.ts';
import type { Stat } from '../../kernel/abi.ts';
import { TYPE_BITS } from '../text/mode.ts';
import { decodeText, encodeText } from '../text/codec.ts';

export interface ZipEntry {
  /** With a slash at its end for directories. */
  name: string;
  /** Permission bits with the type, as stat's st_mode; 0 when the archive does not say. */
  mode: number;
  /** Milliseconds since the epoch, to two seconds. */
  mtime: number;
  /** When it was last read, and whose it is, as Info-ZIP notes them in extra fields. */
  atime: number;
  uid: number;
  gid: number;
  /** Only characters, as far as can be seen. */
  isText: boolean;
  size: number;
  crc: number;
  stored: boolean;
  /** As it lies in the archive. */
  data: Uint8Array;
}

/** The archive is damaged, or none. */
export class ZipError extends Error {
  override name = 'ZipError';
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** An entry of `content`, deflated where that makes it smaller. */
export function entryOf(name: string, stat: Stat, content: Uint8Array, level: number): ZipEntry {
  const small = level === 0 || content.length === 0 ? content : deflateSync(content, { level: LEVELS[level] ?? 6 });
  const stored = small.length >= content.length;
  const isText =
    content.length > 0 && content.every((byte) => byte >= 0x20 || (byte > 6 && byte < 14) || byte === 0x1b);
  const { mtime, atime, uid, gid } = stat;
  return {
    name,
    mode: TYPE_BITS[stat.type] | stat.mode,
    mtime,
    atime,
    uid,
    gid,
    isText,
    size: content.length,
    crc: crc32(content),
    stored,
    data: stored ? content : small,
  };
}

/** Throws ZipError when the bytes are not what the checksum says. */
export function contentOf(entry: ZipEntry): Uint8Array {
  let content: Uint8Array;
  try {
    content = entry.stored ? entry.data : inflateSync(entry.data);
  } catch (error) {
    throw new ZipError(`invalid compressed data to inflate ${entry.name}`, { cause: error });
  }
  if (crc32(content) !== entry.crc) throw new ZipError(`bad CRC ${entry.name}`);
  return content;
}

function dosTime(ms: number): { date: number; time: number } {
  const at = new Date(Math.max(ms, Date.UTC(1980, 0, 1)));
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

function fromDos(date: number, time: number): number {
  return Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** Finds the directory at the end. Throws ZipError `End-of-central-directory signature not found`. */
export function readZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) throw new ZipError('End-of-central-directory signature not found');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new ZipError('bad central directory');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const packed = view.getUint32(at + 20, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({
      name: decodeText(bytes.subarray(at + 46, at + 46 + nameLength)),
      mode: view.getUint32(at + 38, true) >>> 16,
      atime: 0,
      uid: 0,
      gid: 0,
      isText: (view.getUint16(at + 36, true) & 1) !== 0,
      mtime: fromDos(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
      stored: view.getUint16(at + 10, true) === 0,
      data: bytes.subarray(start, start + packed),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Extended timestamps (UT) and owner (ux). */
function extra(entry: ZipEntry, central: boolean): Uint8Array {
  const bytes = new Uint8Array(central ? 24 : 28);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x5455, true);
  view.setUint16(2, central ? 5 : 9, true);
  bytes[4] = 3;
  view.setUint32(5, Math.floor(entry.mtime / 1000), true);
  if (!central) view.setUint32(9, Math.floor((entry.atime === 0 ? entry.mtime : entry.atime) / 1000), true);
  const at = central ? 9 : 13;
  view.setUint16(at, 0x7875, true);
  view.setUint16(at + 2, 11, true);
  bytes.set([1, 4], at + 4);
  view.setUint32(at + 6, entry.uid, true);
  bytes[at + 10] = 4;
  view.setUint32(at + 11, entry.gid, true);
  return bytes;
}

function header(entry: ZipEntry, central: boolean, offset: number): Uint8Array {
  const name = encodeText(entry.name);
  const more = extra(entry, central);
  const fixed = central ? 46 : 30;
  const bytes = new Uint8Array(fixed + name.length + more.length);
  const view = new DataView(bytes.buffer);
  const { date, time } = dosTime(entry.mtime);
  view.setUint32(0, central ? CENTRAL : LOCAL, true);
  let at = 4;
  if (central) {
    view.setUint16(at, 0x031e, true);
    at += 2;
  }
  for (const value of [
    entry.stored ? 10 : 20,
    /[^\0-\x7f]/.test(entry.name) ? 0x800 : 0,
    entry.stored ? 0 : 8,
    time,
    date,
  ]) {
    view.setUint16(at, value, true);
    at += 2;
  }
  for (const value of [entry.crc, entry.data.length, entry.size]) {
    view.setUint32(at, value, true);
    at += 4;
  }
  view.setUint16(at, name.length, true);
  view.setUint16(at + 2, more.length, true);
  if (central) {
    view.setUint16(36, entry.isText ? 1 : 0, true);
    view.setUint32(38, ((entry.mode << 16) | (entry.name.endsWith('/') ? 0x10 : 0)) >>> 0, true);
    view.setUint32(42, offset, true);
  }
  bytes.set(name, fixed);
  bytes.set(more, fixed + name.length);
  return bytes;
}

export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    directory.push(header(entry, true, offset));
    const local = header(entry, false, 0);
    parts.push(local, entry.data);
    offset += local.length + entry.data.length;
  }
  const central = concat(directory);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, central.length, true);
  view.setUint32(16, offset, true);
  return concat([...parts, central, end]);
}

/** How much smaller a file became, as zip and unzip show it: `67%`. */
export function savedShare(size: number, packed: number): string {
  return `${size === 0 ? 0 : Math.round((100 * (size - packed)) / size)}%`;
}
