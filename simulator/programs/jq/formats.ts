/** `@csv`, `@base64` and their like. */
import { decode, encode } from '../../kernel/bytes.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { writeJson } from './json.ts';
import { described, JqError, type Json } from './value.ts';

export function toText(value: Json): string {
  return typeof value === 'string' ? value : writeJson(value);
}

function row(value: Json, format: string, cell: (value: Json) => string, separator: string): string {
  if (!Array.isArray(value)) throw new JqError(`${described(value, writeJson)} cannot be ${format}-formatted, only an array can be`); // prettier-ignore
  return value.map(cell).join(separator);
}

function simple(value: Json, format: string, quote: (text: string) => string): string {
  if (typeof value === 'string') return quote(value);
  if (value === null) return format === 'sh' ? 'null' : '';
  if (typeof value === 'object') {
    const what = format === 'sh' ? 'can not be escaped for shell' : `is not valid in a ${format} row`;
    throw new JqError(`${described(value, writeJson)} ${what}`);
  }
  return writeJson(value);
}

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' };

/** Throws JqError for a format that there is not, and for what a format cannot say. */
export function applyFormat(name: string, value: Json): string {
  switch (name) {
    case 'text':
      return toText(value);
    case 'json':
      return writeJson(value);
    case 'csv':
      return row(value, 'csv', (cell) => simple(cell, 'csv', (text) => `"${text.replaceAll('"', '""')}"`), ',');
    case 'tsv':
      return row(value, 'tsv', (cell) => simple(cell, 'tsv', (text) => text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n' })[c] ?? '\\r')), '\t'); // prettier-ignore
    case 'html':
      return toText(value).replace(/[<>&'"]/g, (char) => HTML[char] ?? char);
    case 'uri':
      return Array.from(encode(toText(value)), (byte) => (/[A-Za-z0-9\-_.~]/.test(String.fromCharCode(byte)) && byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join(''); // prettier-ignore
    case 'sh': {
      const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
      return (Array.isArray(value) ? value : [value]).map((item) => simple(item, 'sh', quote)).join(' ');
    }
    case 'base64':
      return encodeBase64(encode(toText(value)));
    case 'base64d': {
      const bytes = decodeBase64(toText(value));
      if (bytes === undefined) throw new JqError(`${described(value, writeJson)} is not valid base64 data`);
      return decode(bytes);
    }
    default:
      throw new JqError(`${name} is not a valid format`);
  }
}
