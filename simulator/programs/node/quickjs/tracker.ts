/**
 * The engine tells whoever asks of promises that are rejected unheard (JS_SetHostPromiseRejectionTracker), but its C
 * interface does not pass that on. The setting is one word of the runtime that holds the index of a function; so the
 * module is read with its table of functions exported and one place longer, and a function of ours is put there.
 */

/** Context, promise, reason (values as the engine keeps them), whether it is heard now, and a word of no concern. */
export type Track = (context: number, promise: bigint, reason: bigint, heard: number, opaque: number) => void;

/** Where the runtime keeps the index (`host_promise_rejection_tracker`, quickjs-ng 0.12). */
export const TRACKER_OFFSET = 180;
export const TABLE = 'functions';

const TABLES = 4;
const EXPORTS = 7;
const HEADER = 8;
const FUNCREF = 0x70;

function readNumber(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0, i = at; ; shift += 7, i++) {
    const byte = bytes[i] ?? 0;
    value |= (byte & 127) << shift;
    if ((byte & 128) === 0) return [value >>> 0, i + 1];
  }
}

function number(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
}

/** The module with its table exported and one place longer. */
export function withTable(module: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [module.subarray(0, HEADER)];
  for (let at = HEADER; at < module.length;) {
    const id = module[at] ?? 0;
    const [size, begin] = readNumber(module, at + 1);
    const body = module.subarray(begin, begin + size);
    const changed = id === TABLES ? longerTable(body) : id === EXPORTS ? withExport(body) : undefined;
    if (changed === undefined) parts.push(module.subarray(at, begin + size));
    else parts.push(Uint8Array.from([id, ...number(changed.length)]), changed);
    at = begin + size;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function longerTable(body: Uint8Array): Uint8Array {
  const [least] = readNumber(body, 3);
  return Uint8Array.from([1, FUNCREF, 1, ...number(least + 1), ...number(least + 1)]);
}

function withExport(body: Uint8Array): Uint8Array {
  const [count, begin] = readNumber(body, 0);
  const name = [...TABLE].map((letter) => letter.charCodeAt(0));
  return Uint8Array.from([...number(count + 1), ...body.subarray(begin), name.length, ...name, 1, 0]);
}

/** A module that takes the function `a.b` in and gives it out as `c`: (i32, i64, i64, i32, i32) → (). */
export const BRIDGE = Uint8Array.from([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
  1, 9, 1, 0x60, 5, 0x7f, 0x7e, 0x7e, 0x7f, 0x7f, 0,
  2, 7, 1, 1, 0x61, 1, 0x62, 0, 0,
  7, 5, 1, 1, 0x63, 0, 0,
]); // prettier-ignore
