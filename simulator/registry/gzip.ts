/** Compressed layers. The same bytes always give the same blob, so that a layer pushed twice is stored once. */
import { gunzipSync, gzipSync } from 'fflate';

export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 1, mem: 4, mtime: 0 });
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Throws when the data is damaged. */
export function gunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes);
}
