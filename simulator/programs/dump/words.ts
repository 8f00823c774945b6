/** Bytes as the dump tools (od, hexdump, xxd) write them. */

/** The number in `size` bytes, the least significant first; bytes past the end are 0. */
export function wordAt(bytes: Uint8Array, at: number, size: number, signed: boolean): bigint {
  let value = 0n;
  for (let n = size - 1; n >= 0; n--) value = (value << 8n) | BigInt(bytes[at + n] ?? 0);
  return signed ? BigInt.asIntN(size * 8, value) : value;
}

const ESCAPES: Readonly<Record<number, string>> = { 0: '\\0', 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r' }; // prettier-ignore

/** A byte as C writes it: itself, an escape, or three octal digits. */
export function escapeCell(byte: number): string {
  const escape = ESCAPES[byte];
  if (escape !== undefined) return escape;
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : byte.toString(8).padStart(3, '0');
}

const CONTROL = 'nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp'.split(' '); // prettier-ignore

/** ASCII's name of a byte, whose highest bit does not count. */
export function characterName(byte: number): string {
  const low = byte & 0x7f;
  return low === 0x7f ? 'del' : (CONTROL[low] ?? String.fromCharCode(low));
}

export function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 512, k: 1024, K: 1024, m: 1048576, M: 1048576 };

/** A count as od and hexdump take it: decimal, 0x or octal, with b, k or m behind it. */
export function readNumber(text: string): number | undefined {
  const [, number, unit = ''] = /^(0[xX][0-9a-fA-F]+|\d+)([bkKmM]?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const value = /^0\d/.test(number) ? Number.parseInt(number, 8) : Number(number);
  return Number.isNaN(value) ? undefined : value * (UNITS[unit] ?? 1);
}
