/** Text to bytes and back: utf-8, ascii, latin-1, utf-16 and utf-32, with the usual ways to treat errors. */
import { PyBytes, type Value } from './core.ts';
import {
  LookupError,
  PyException,
  raise,
  Raised,
  setAttribute,
  UnicodeDecodeError,
  UnicodeEncodeError,
} from './exceptions.ts';

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8', 'utf_8': 'utf-8', u8: 'utf-8', cp65001: 'utf-8', 'us-ascii': 'ascii', '646': 'ascii', latin1: 'latin-1',
  latin_1: 'latin-1', 'iso-8859-1': 'latin-1', 'iso8859-1': 'latin-1', l1: 'latin-1', utf16: 'utf-16', utf_16: 'utf-16',
  utf32: 'utf-32', utf_8_sig: 'utf-8-sig', 'utf-16le': 'utf-16-le', 'utf-16be': 'utf-16-be', utf_16_le: 'utf-16-le', cp1252: 'cp1252', 'windows-1252': 'cp1252',
}; // prettier-ignore

/** The usual name of an encoding. LookupError. */
export function codecName(encoding: string): string {
  const lower = encoding.toLowerCase().replaceAll(' ', '-');
  const name = ALIASES[lower] ?? ALIASES[lower.replaceAll('_', '-')] ?? lower.replaceAll('_', '-');
  if (
    !['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'utf-16-be', 'utf-32', 'utf-8-sig', 'cp1252'].includes(name)
  ) {
    throw raise(LookupError, `unknown encoding: ${encoding}`);
  }
  return name;
}

function encodeError(name: string, text: string, at: number, end: number, reason: string): Raised {
  const exception = new PyException(UnicodeEncodeError, [name, text, at, end, reason]);
  for (const [key, value] of Object.entries({ encoding: name, object: text, start: at, end, reason })) setAttribute(exception, key, value);
  return new Raised(exception);
} // prettier-ignore

function decodeError(name: string, bytes: Uint8Array, at: number, end: number, reason: string): Raised {
  const object = new PyBytes(bytes);
  const exception = new PyException(UnicodeDecodeError, [name, object, at, end, reason]);
  const fields: Record<string, Value> = { encoding: name, object, start: at, end, reason };
  for (const [key, value] of Object.entries(fields)) setAttribute(exception, key, value);
  return new Raised(exception);
}

function knownHandler(errors: string): void {
  if (!['strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'xmlcharrefreplace', 'namereplace', 'surrogatepass'].includes(errors)) {
    throw raise(LookupError, `unknown error handler name '${errors}'`);
  }
} // prettier-ignore

export function encodeText(text: string, encoding: string, errors: string): PyBytes {
  return new PyBytes(encodeBytes(text, encoding, errors));
}

export function encodeBytes(text: string, encoding: string, errors: string): Uint8Array {
  const name = codecName(encoding);
  if (name === 'utf-8' || name === 'utf-8-sig') {
    const bytes = /[\ud800-\udfff]/.test(text) ? utf8WithSurrogates(text, errors) : encoder.encode(text);
    return name === 'utf-8' ? bytes : Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]);
  }
  if (name.startsWith('utf-16')) {
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    const big = name.endsWith('be');
    const bytes = units.flatMap((unit) => (big ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8]));
    return Uint8Array.from(name === 'utf-16' ? [0xff, 0xfe, ...bytes] : bytes);
  }
  if (name === 'utf-32') {
    const points = [0xfeff, ...[...text].map((c) => c.codePointAt(0) ?? 0)];
    return Uint8Array.from(points.flatMap((c) => [c & 255, (c >> 8) & 255, (c >> 16) & 255, 0]));
  }
  const limit = name === 'ascii' ? 128 : 256;
  const out: number[] = [];
  let at = 0;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (code < limit) out.push(code);
    else out.push(...unencodable(name, text, c, code, at, errors, limit));
    at++;
  }
  return Uint8Array.from(out);
}

function unencodable(name: string, text: string, c: string, code: number, at: number, errors: string, limit: number): number[] {
  knownHandler(errors);
  const ascii = (s: string): number[] => [...s].map((it) => it.charCodeAt(0));
  if (errors === 'ignore') return [];
  if (errors === 'replace') return [63];
  if (errors === 'xmlcharrefreplace') return ascii(`&#${code};`);
  if (errors === 'backslashreplace') {
    return ascii(code < 256 ? `\\x${code.toString(16)}` : c.length > 1 ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`);
  }
  if (errors === 'surrogateescape' && code >= 0xdc80 && code <= 0xdcff) return [code - 0xdc00];
  throw encodeError(name, text, at, at + 1, `ordinal not in range(${limit})`);
} // prettier-ignore

function utf8WithSurrogates(text: string, errors: string): Uint8Array {
  const out: number[] = [];
  let at = 0;
  for (const c of text) {
    const code = c.codePointAt(0) ?? 0;
    if (code < 0xd800 || code > 0xdfff) out.push(...encoder.encode(c));
    else if (errors === 'surrogatepass') out.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else if (errors === 'strict') throw encodeError('utf-8', text, at, at + 1, 'surrogates not allowed');
    else out.push(...unencodable('utf-8', text, c, code, at, errors, 128));
    at++;
  }
  return Uint8Array.from(out);
}

export function decodeText(bytes: Uint8Array, encoding: string, errors: string): string {
  const name = codecName(encoding);
  if (name === 'utf-8' || name === 'utf-8-sig') {
    const body = name === 'utf-8-sig' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    try {
      return strictDecoder.decode(body);
    } catch {
      return decodeBroken(body, errors);
    }
  }
  if (name.startsWith('utf-16')) {
    let big = name.endsWith('be');
    let at = 0;
    if (name === 'utf-16' && bytes[0] === 0xff && bytes[1] === 0xfe) at = 2;
    else if (name === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff) [big, at] = [true, 2];
    let out = '';
    for (; at + 1 < bytes.length; at += 2) {
      const [a = 0, b = 0] = [bytes[at], bytes[at + 1]];
      out += String.fromCharCode(big ? (a << 8) | b : a | (b << 8));
    }
    return out;
  }
  let out = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 128 || name !== 'ascii') out += String.fromCharCode(byte);
    else out += undecodable('ascii', bytes, at, at + 1, errors, 'ordinal not in range(128)');
  }
  return out;
} // prettier-ignore

function undecodable(name: string, bytes: Uint8Array, at: number, end: number, errors: string, reason: string): string {
  knownHandler(errors);
  const bad = [...bytes.subarray(at, end)];
  if (errors === 'ignore') return '';
  if (errors === 'replace') return '\ufffd';
  if (errors === 'backslashreplace') return bad.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  if (errors === 'surrogateescape') return bad.map((byte) => String.fromCharCode(0xdc00 + byte)).join('');
  throw decodeError(name, bytes, at, end, reason);
}

function decodeBroken(bytes: Uint8Array, errors: string): string {
  let out = '';
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    const size = byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    if (size === 0) {
      out += undecodable('utf-8', bytes, at, at + 1, errors, 'invalid start byte');
      at++;
      continue;
    }
    let good = 1;
    while (good < size && isContinuation(bytes, at, good)) good++;
    if (good === size) out += strictDecoder.decode(bytes.subarray(at, at + size));
    else out += undecodable('utf-8', bytes, at, at + good, errors, at + good >= bytes.length ? 'unexpected end of data' : 'invalid continuation byte');
    at += good;
  }
  return out;
} // prettier-ignore

function isContinuation(bytes: Uint8Array, at: number, offset: number): boolean {
  const byte = bytes[at + offset];
  if (byte === undefined || (byte & 0xc0) !== 0x80) return false;
  if (offset > 1) return true;
  const first = bytes[at];
  return !(first === 0xe0 && byte < 0xa0) && !(first === 0xed && byte > 0x9f) && !(first === 0xf0 && byte < 0x90) && !(first === 0xf4 && byte > 0x8f); // prettier-ignore
}

/** How many bytes at the end are the beginning of a character that goes on. */
export function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return size > back ? back : 0;
  }
  return 0;
}
