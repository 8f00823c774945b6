/**
 * What tells the keys of dicts and the members of sets apart. Keys that compare equal in Python have the same Key; for
 * objects with a `__hash__` written in Python that takes calls (vm/hashing.ts), and there is no plain key.
 */
import {
  frozensetType, integerOf, PyBoxed, PyBytes, PyDict, PyFloat, PyList, PyMethod, PyObject, PySet, PyTuple, bytesType, shortest, typeOf,
  type Key, type Value,
} from './core.ts'; // prettier-ignore
import { typeError } from './exceptions.ts';
import { PyRange } from './range.ts';
import { PySlice } from './slice.ts';

const MARK = '\uffff';

/** `__hash__` of object, int and str: set once they exist. */
export const plainHashes = new Set<Value>();
export const plainEquals = new Set<Value>();

export function plainKey(value: Value): Key | undefined {
  switch (typeof value) {
    case 'string':
      return value.charCodeAt(0) === 0xffff ? `${MARK}s${value}` : value;
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value === null ? null : objectKey(value);
  }
}

function objectKey(value: PyObject): Key | undefined {
  if (value.cls.heap) {
    const hash = value.cls.lookup('__hash__');
    if (hash === null || hash === undefined) throw unhashable(value);
    const plain = plainHashes.has(hash) && plainEquals.has(value.cls.lookup('__eq__') ?? null);
    if (!plain) return undefined;
  }
  if (value instanceof PyTuple) return tupleKey('t', value.items);
  if (value instanceof PyFloat) return floatKey(value);
  if (value instanceof PyBoxed) return plainKey(value.value);
  if (value instanceof PyBytes) {
    if (!value.cls.isSubclassOf(bytesType)) throw unhashable(value);
    let text = `${MARK}b`;
    for (const byte of value.bytes) text += String.fromCharCode(byte);
    return text;
  }
  if (value instanceof PyList || value instanceof PyDict) throw unhashable(value);
  if (value instanceof PySet) {
    if (!value.cls.isSubclassOf(frozensetType)) throw unhashable(value);
    const parts = [...value.table.map.keys()].map(serialise).sort();
    return `${MARK}f${parts.join('')}`;
  }
  if (value instanceof PyMethod) {
    const self = plainKeyOrIdentity(value.self);
    const func = plainKeyOrIdentity(value.func);
    return `${MARK}m${self}${func}`;
  }
  if (value instanceof PyRange)
    return tupleKey('r', value.length === 0 ? [0] : [Number(value.length), value.start, value.step]);
  if (value instanceof PySlice) return tupleKey('l', [value.start, value.stop, value.step]);
  return value;
}

function plainKeyOrIdentity(value: Value): string {
  if (value instanceof PyObject) return `o${value.id};`;
  return serialise(plainKey(value) ?? null);
}

export function unhashable(value: Value): Error {
  return typeError(`unhashable type: '${typeOf(value).name}'`);
}

function floatKey(value: PyFloat): Key {
  const number = value.value;
  if (Number.isNaN(number)) return value;
  if (!Number.isInteger(number)) return number;
  return Number.isSafeInteger(number) ? number + 0 : shortest(BigInt(number));
}

function tupleKey(kind: string, items: readonly Value[]): Key | undefined {
  let text = MARK + kind;
  for (const item of items) {
    const key = plainKey(item);
    if (key === undefined) return undefined;
    text += serialise(key);
  }
  return text;
}

function serialise(key: Key): string {
  if (key === null) return 'N;';
  if (typeof key === 'string') return `s${key.length}:${key}`;
  if (typeof key === 'object') return `o${key.id};`;
  return `n${key};`;
}

/** hash() of what has a plain key. */
export function hashOfKey(key: Key, value: Value): number | bigint {
  const integer = integerOf(value) ?? (value instanceof PyFloat && Number.isInteger(value.value) ? BigInt(value.value) : undefined);
  if (integer !== undefined) {
    const modulus = 2305843009213693951n;
    const big = BigInt(integer);
    const hash = big < 0n ? -(-big % modulus) : big % modulus;
    return hash === -1n ? -2 : shortest(hash);
  }
  if (key instanceof PyObject) return Math.floor(key.id / 16);
  return textHash(key === null ? 'None' : typeof key === 'string' ? key : String(key));
} // prettier-ignore

/** FNV-1a over two lanes. CPython's hashes of texts differ from run to run. */
function textHash(text: string): number {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ (text.charCodeAt(i) + i), 0x85ebca6b);
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff) - 0x8000000000000;
}
