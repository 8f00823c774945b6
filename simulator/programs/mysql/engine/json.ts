/** JSON values as MySQL keeps and prints them: `{"a": 1, "b": [1, 2]}`, keys by length and then by byte. */
import { SqlError } from '../errors.ts';
import { Decimal } from './decimal.ts';
import { readJson } from './stored.ts';
import { doubleText, textOf, type Value } from './value.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function isJson(value: unknown): value is Json {
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isJson);
  return value === null || ['boolean', 'number', 'string'].includes(typeof value);
}

export function formatJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(formatJson).join(', ')}]`;
  if (typeof value === 'number') return doubleText(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${formatJson(value[key] ?? null)}`).join(', ')}}`;
}

export function parseJson(text: string): Json | undefined {
  const value = readJson(text);
  return isJson(value) ? value : undefined;
}

/** Throws the server's error for text that is no JSON. */
export function normalizeJson(text: string, column: string): string {
  const parsed = parseJson(text);
  if (parsed === undefined)
    throw new SqlError(3140, '22032', `Invalid JSON text: "Invalid value." at position 0 in value for column '${column}'.`); // prettier-ignore
  return formatJson(parsed);
}

/** A value of SQL as a part of a document. */
export function jsonOf(value: Value, isJson: boolean): Json {
  if (value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return value;
  if (value instanceof Decimal) return value.toNumber();
  const text = textOf(value);
  return isJson ? (parseJson(text) ?? text) : text;
}

/** `$.a.b[0]`, `$.*`, `$[*]`: what lies there. Undefined when the path leads nowhere. */
export function jsonPath(document: Json, path: string): Json | undefined {
  let found: Json[] = [document];
  let many = false;
  for (const [, key, quoted, index] of path.slice(1).matchAll(/\.(?:([\w*]+)|"([^"]*)")|\[(\d+|\*)\]/g)) {
    found = found.flatMap((each): Json[] => {
      if (index !== undefined) {
        if (!Array.isArray(each)) return index === '0' ? [each] : [];
        if (index === '*') return each;
        const item = each[Number(index)];
        return item === undefined ? [] : [item];
      }
      if (each === null || typeof each !== 'object' || Array.isArray(each)) return [];
      if (key === '*') return Object.values(each);
      const item = each[quoted ?? key ?? ''];
      return item === undefined ? [] : [item];
    });
    many ||= key === '*' || index === '*';
  }
  return many && found.length > 0 ? found : found[0];
}
