/** Digests as content is addressed by: `sha256:` and 64 hexadecimal digits. */
import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from '../kernel/bytes.ts';

export function digestOf(content: Uint8Array | string): string {
  return `sha256:${hex(sha256(typeof content === 'string' ? encode(content) : content))}`;
}

export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The digits after the algorithm's name. */
export function encodedPart(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
}
