/** The gzip format (RFC 1952) over fflate's deflate. Times are always given, so that equal input gives equal bytes. */
import { gunzipSync, gzipSync } from 'fflate';

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const LEVELS = [1, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export interface GzipMember {
  /** Original file name, kept in the header. */
  name?: string;
  /** Milliseconds since the epoch; 0: none. */
  mtime?: number;
}

/** `level` 1 (fast) to 9 (small). */
export function gzip(bytes: Uint8Array, level = 6, member: GzipMember = {}): Uint8Array {
  const { name, mtime = 0 } = member;
  const out = gzipSync(bytes, {
    level: LEVELS[level] ?? 6,
    mtime: Math.floor(mtime / 1000) * 1000,
    ...(name === undefined ? {} : { filename: name }),
  });
  // The operating system of the header: Unix.
  out[9] = 3;
  return out;
}

/** The content of all members; undefined when the bytes are damaged. */
export function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  if (!isGzip(bytes)) return undefined;
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

/** What the header of the first member says. */
export function readHeader(bytes: Uint8Array): { name: string | undefined; mtime: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  const end = bytes.indexOf(0, at);
  const name = (flags & 8) !== 0 && end > at ? new TextDecoder().decode(bytes.subarray(at, end)) : undefined;
  return { name, mtime: bytes.length < 8 ? 0 : view.getUint32(4, true) * 1000 };
}
