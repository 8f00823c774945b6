/** The fields of tar header blocks (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU): numbers, strings, checksum, pax records. */
import { concat, decode, encode } from '../kernel/bytes.ts';

export const BLOCK = 512;

/** Offset and length of each field in a header block. */
export const FIELD = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  linkname: [157, 100],
  magic: [257, 8],
  uname: [265, 32],
  gname: [297, 32],
  devmajor: [329, 8],
  devminor: [337, 8],
  prefix: [345, 155],
} as const satisfies Record<string, readonly [number, number]>;

export type FieldName = keyof typeof FIELD;

export function fieldBytes(block: Uint8Array, field: FieldName): Uint8Array {
  const [offset, length] = FIELD[field];
  return block.subarray(offset, offset + length);
}

/** Up to the first NUL, as UTF-8. */
export function getText(block: Uint8Array, field: FieldName): string {
  const bytes = fieldBytes(block, field);
  const end = bytes.indexOf(0);
  return end === 0 ? '' : decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** Octal digits, or GNU's binary form whose first byte has its top bit set. Anything else is 0. */
export function getNumber(block: Uint8Array, field: FieldName): number {
  const bytes = fieldBytes(block, field);
  const first = bytes[0] ?? 0;
  if ((first & 0x80) !== 0) return binaryNumber(bytes, first === 0xff);
  let value = 0;
  for (const byte of bytes) {
    if (byte >= 0x30 && byte <= 0x37) value = value * 8 + byte - 0x30;
    else if (byte !== 0x20 || value !== 0) break;
  }
  return value;
}

function binaryNumber(bytes: Uint8Array, negative: boolean): number {
  let value = 0;
  for (const [at, byte] of bytes.entries()) {
    const bits = negative ? 255 - byte : byte;
    value = value * 256 + (at === 0 ? bits & 0x7f : bits);
  }
  return negative ? -value - 1 : value;
}

export function putText(block: Uint8Array, field: FieldName, text: string): void {
  const bytes = fieldBytes(block, field);
  bytes.set(encode(text).subarray(0, bytes.length));
}

/** Whether the number can stand in the field as octal digits with a NUL after them. */
export function fitsOctal(field: FieldName, value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 8 ** (FIELD[field][1] - 1);
}

/** As octal digits with leading zeros and a NUL; 0 when it does not fit. */
export function putOctal(block: Uint8Array, field: FieldName, value: number): void {
  const digits = (fitsOctal(field, value) ? value : 0).toString(8).padStart(FIELD[field][1] - 1, '0');
  putText(block, field, digits);
}

/** The sum of the header's bytes with its checksum field taken as spaces. */
export function checksumOf(block: Uint8Array): number {
  let sum = 8 * 0x20;
  const [start, length] = FIELD.checksum;
  for (let at = 0; at < BLOCK; at++) if (at < start || at >= start + length) sum += block[at] ?? 0;
  return sum;
}

/** Six octal digits, NUL, space. */
export function putChecksum(block: Uint8Array): void {
  putText(block, 'checksum', checksumOf(block).toString(8).padStart(6, '0') + '\0 ');
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80 || text.charCodeAt(at) === 0) return false;
  return true;
}

/** The records of a pax extended header: `LENGTH KEY=VALUE\n`, the length counting itself. Stops at what is malformed. */
export function parsePax(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    if (space < 0) break;
    const length = Number(decode(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) break;
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= at + length) break;
    const key = decode(bytes.subarray(space + 1, equals));
    const value = bytes.subarray(equals + 1, at + length - 1);
    records.set(key, isBinaryKey(key) ? latin1(value) : decode(value));
    at += length;
  }
  return records;
}

export function formatPax(records: ReadonlyMap<string, string>): Uint8Array {
  const parts = [...records.keys()].sort().map((key) => {
    const value = records.get(key) ?? '';
    return paxRecord(encode(` ${key}=`), isBinaryKey(key) ? bytesOfLatin1(value) : encode(value));
  });
  return concat(parts);
}

function paxRecord(key: Uint8Array, value: Uint8Array): Uint8Array {
  const rest = key.length + value.length + 1;
  let length = rest + String(rest).length;
  if (String(length).length + rest !== length) length++;
  return concat([encode(String(length)), key, value, encode('\n')]);
}

/** Extended attributes are byte strings. */
function isBinaryKey(key: string): boolean {
  return key.startsWith('SCHILY.xattr.');
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function bytesOfLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}
