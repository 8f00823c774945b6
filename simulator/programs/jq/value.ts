/** JSON values as jq has them: objects keep the order of their keys, and values have an order of their own. */

export type JsonObject = Map<string, Json>;
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A failure that `try` catches; its value is the message, or whatever `error(value)` was given. */
export class JqError extends Error {
  override name = 'JqError';
  readonly value: Json;
  constructor(value: Json) {
    super(typeof value === 'string' ? value : 'not a string');
    this.value = value;
  }
}

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function typeOf(value: Json): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'object';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'string';
}

export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}

const RANK: Readonly<Record<TypeName, number>> = { null: 0, boolean: 1, number: 3, string: 4, array: 5, object: 6 };

function rank(value: Json): number {
  return value === true ? 2 : RANK[typeOf(value)];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sortedKeys(object: JsonObject): string[] {
  return [...object.keys()].sort(compareText);
}

/** jq's order over all values: null, false, true, numbers, strings, arrays, objects. */
export function compare(a: Json, b: Json): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number' && typeof b === 'number') return a < b || Number.isNaN(a) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  if (a instanceof Map && b instanceof Map) {
    const [left, right] = [sortedKeys(a), sortedKeys(b)];
    const keys = compareLists(left, right);
    if (keys !== 0) return keys;
    for (const key of left) {
      const values = compare(a.get(key) ?? null, b.get(key) ?? null);
      if (values !== 0) return values;
    }
  }
  return 0;
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const difference = compare(a[at] ?? null, b[at] ?? null);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A JSON text as error messages show it: whole up to fourteen bytes, else the first eleven. */
export function shortened(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= 14 ? text : `${new TextDecoder().decode(bytes.subarray(0, 11))}...`;
}

/** `number (1)`, `object ({"a":1})`: a value as error messages show it. */
export function described(value: Json, write: (value: Json) => string): string {
  return `${typeOf(value)} (${shortened(write(value))})`;
}

export function toObject(entries: Iterable<readonly [string, Json]>): JsonObject {
  return new Map(entries);
}
