/**
 * Bytes as text without loss: UTF-8 where the bytes are UTF-8; every other byte becomes a lone low surrogate
 * U+DC80 to U+DCFF and turns back into that byte. Text tools can so edit lines of files in any encoding and leave
 * what they do not touch as it was.
 */
import { encode } from '../../kernel/bytes.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Length of the valid UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const [length, least, most] =
    first < 0xc2 ? [0, 0, 0]
    : first < 0xe0 ? [2, 0x80, 0xbf]
    : first === 0xe0 ? [3, 0xa0, 0xbf]
    : first === 0xed ? [3, 0x80, 0x9f]
    : first < 0xf0 ? [3, 0x80, 0xbf]
    : first === 0xf0 ? [4, 0x90, 0xbf]
    : first < 0xf4 ? [4, 0x80, 0xbf]
    : first === 0xf4 ? [4, 0x80, 0x8f]
    : [0, 0, 0]; // prettier-ignore
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (i === 1 ? byte < least || byte > most : (byte & 0xc0) !== 0x80) return 0;
  }
  return length;
}

function decodeMixed(bytes: Uint8Array): string {
  let text = '';
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += strict.decode(bytes.subarray(start, at)) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    start = ++at;
  }
  return text + strict.decode(bytes.subarray(start));
}

export function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeMixed(bytes);
  }
}

/**
 * Text of a locale without UTF-8: every byte above 127 is a character of its own. What `decodeText` makes of file
 * names and of arguments has to go through `asLocaleText` before it is compared with this.
 */
export function decodeBytes(bytes: Uint8Array): string {
  let ascii = true;
  for (const byte of bytes) {
    if (byte > 127) {
      ascii = false;
      break;
    }
  }
  if (ascii) return strict.decode(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(
      ...Array.from(bytes.subarray(at, at + 4096), (byte) => (byte < 0x80 ? byte : 0xdc00 + byte)),
    );
  }
  return text;
}

/** An argument or a script as the text tools compare it with their input in this locale. */
export function asLocaleText(text: string, utf8: boolean): string {
  return utf8 || !/[^\x00-\x7f]/.test(text) ? text : decodeBytes(encodeText(text));
}

const stray = /[\uDC80-\uDCFF]/;

export function encodeText(text: string): Uint8Array {
  if (!stray.test(text)) return encode(text);
  const parts: number[] = [];
  let start = 0;
  const flush = (end: number): void => {
    for (const byte of encode(text.slice(start, end))) parts.push(byte);
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) {
      at++;
    } else if (unit >= 0xdc80 && unit <= 0xdcff) {
      flush(at);
      parts.push(unit - 0xdc00);
      start = at + 1;
    }
  }
  flush(text.length);
  return Uint8Array.from(parts);
}

/** One UTF-16 unit per byte, for tools that work on bytes (tr, od) but are easier to write over strings. */
export function bytesToLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function latin1ToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
