/**
 * Shell strings against bytes. A shell variable holds any bytes but NUL; here it is a JavaScript string in which a
 * byte that is not part of valid UTF-8 stands as the lone surrogate U+DC00 + byte (the convention that Python calls
 * surrogateescape), so that `printf '\xff'` and binary `read` lose nothing.
 */
import { decode, encode } from '../../kernel/bytes.ts';

const LONE_BYTE = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/u;
const ANY_SURROGATE = /[\uD800-\uDFFF]/;

/** The string for one byte outside ASCII that belongs to no character. */
export function rawByte(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(0xdc00 + byte);
}

/** Bytes of a shell string. */
export function toBytes(text: string): Uint8Array {
  if (!ANY_SURROGATE.test(text) || !LONE_BYTE.test(text)) return encode(text);
  const out: number[] = [];
  for (const char of text) {
    const unit = char.charCodeAt(0);
    if (char.length === 1 && unit >= 0xdc80 && unit <= 0xdcff) out.push(unit - 0xdc00);
    else out.push(...encode(char));
  }
  return Uint8Array.from(out);
}

/** The shell string of `bytes`; NUL bytes are dropped, as command substitution drops them. */
export function fromBytes(bytes: Uint8Array): string {
  const text = decode(bytes);
  const whole = text.includes('\uFFFD') ? decodeSlowly(bytes) : text;
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
}

/** Joins raw bytes that, put side by side, have become valid characters. */
export function normalizeBytes(text: string): string {
  return ANY_SURROGATE.test(text) && LONE_BYTE.test(text) ? fromBytes(toBytes(text)) : text;
}

function decodeSlowly(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += rawByte(bytes[at] ?? 0);
      at += 1;
    } else {
      text += decode(bytes.subarray(at, at + length));
      at += length;
    }
  }
  return text;
}

/** Length of the valid UTF-8 sequence at `at`, or 0. Refuses overlong forms, surrogates and what is past U+10FFFF. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f)) return 0;
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 0;
  return length;
}

/** Orders strings as the C locale does: by their bytes. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** UTF-16 units in the order of the code points they begin: surrogates come after the rest of the basic plane. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
