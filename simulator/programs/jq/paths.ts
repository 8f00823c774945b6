/** Looking into values, and changing them at a path. */
import { compare, described, JqError, typeOf, type Json } from './value.ts';
import { writeJson } from './json.ts';

export type Path = readonly Json[];

function sliceBounds(key: Map<string, Json>, length: number): [number, number] {
  const bound = (value: Json | undefined, otherwise: number, round: (n: number) => number): number => {
    if (value === null || value === undefined) return otherwise;
    if (typeof value !== 'number') throw new JqError('Start and end indices of an array slice must be numbers');
    const at = value < 0 ? value + length : value;
    return Math.max(0, Math.min(length, round(at)));
  };
  const from = bound(key.get('start'), 0, Math.floor);
  return [from, Math.max(from, bound(key.get('end'), length, Math.ceil))];
}

/** `value[key]`: a field, an element, a slice, or where a list occurs in a list. Throws JqError. */
export function lookUp(value: Json, key: Json): Json {
  if (value === null && (key === null || typeof key === 'string' || typeof key === 'number' || key instanceof Map)) return null; // prettier-ignore
  if (value instanceof Map && typeof key === 'string') return value.get(key) ?? null;
  if (Array.isArray(value) && typeof key === 'number') {
    const at = Math.floor(key);
    return value[at < 0 ? at + value.length : at] ?? null;
  }
  if (key instanceof Map && (Array.isArray(value) || typeof value === 'string')) {
    if (typeof value === 'string') {
      const points = Array.from(value);
      return points.slice(...sliceBounds(key, points.length)).join('');
    }
    return value.slice(...sliceBounds(key, value.length));
  }
  if (Array.isArray(value) && Array.isArray(key)) return indices(value, key);
  if (typeof key === 'string') throw new JqError(`Cannot index ${typeOf(value)} with "${key}"`);
  throw new JqError(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
}

/** Whether jq names the string key `Cannot index array with string "a"` (1.6). */
export function indexError(value: Json, key: Json): JqError {
  if (typeof key === 'string' && !(value instanceof Map)) return new JqError(`Cannot index ${typeOf(value)} with string "${key}"`); // prettier-ignore
  return new JqError(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
}

export function indices(list: readonly Json[], wanted: readonly Json[]): number[] {
  const found: number[] = [];
  if (wanted.length === 0) return found;
  for (let at = 0; at + wanted.length <= list.length; at++)
    if (wanted.every((item, i) => compare(list[at + i] ?? null, item) === 0)) found.push(at);
  return found;
}

export function getPath(value: Json, path: Path): Json {
  let at = value;
  for (const key of path) {
    if (at === null) return null;
    at = lookUp(at, key);
  }
  return at;
}

/** The value with what is at `path` replaced. Throws JqError. */
export function setPath(value: Json, path: Path, fresh: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return fresh;
  return put(value, key, setPath(value === null ? null : lookUp(value, key), rest, fresh));
}

function put(value: Json, key: Json, item: Json): Json {
  if (typeof key === 'string' && (value === null || value instanceof Map)) return new Map(value ?? []).set(key, item);
  if (typeof key === 'number' && (value === null || Array.isArray(value))) {
    const list = [...(value ?? [])];
    const at = key < 0 ? list.length + Math.floor(key) : Math.floor(key);
    if (at < 0) throw new JqError('Out of bounds negative array index');
    if (at > 1e7) throw new JqError('Array index too large');
    while (list.length < at) list.push(null);
    list[at] = item;
    return list;
  }
  if (key instanceof Map && (value === null || Array.isArray(value))) {
    if (!Array.isArray(item)) throw new JqError('A slice of an array can only be assigned another array');
    const list = value ?? [];
    const [from, to] = sliceBounds(key, list.length);
    return [...list.slice(0, from), ...item, ...list.slice(to)];
  }
  throw indexError(value, key);
}

/** The value without what is at the paths; later ones first, so that earlier ones stay true. */
export function deletePaths(value: Json, paths: readonly Path[]): Json {
  const ordered = [...paths].sort((a, b) => compare([...b], [...a]));
  return ordered.reduce((left: Json, path) => deletePath(left, path), value);
}

function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0) {
    const inner = lookUp(value, key);
    return inner === null ? value : put(value, key, deletePath(inner, rest));
  }
  if (value instanceof Map && typeof key === 'string') {
    const left = new Map(value);
    left.delete(key);
    return left;
  }
  if (Array.isArray(value) && typeof key === 'number') {
    const at = key < 0 ? value.length + key : key;
    return value.filter((_, i) => i !== at);
  }
  if (Array.isArray(value) && key instanceof Map) {
    const [from, to] = sliceBounds(key, value.length);
    return [...value.slice(0, from), ...value.slice(to)];
  }
  if (value instanceof Map) throw new JqError(`Cannot delete field at object index of ${typeOf(key)}`);
  throw new JqError(`Cannot delete ${typeof key === 'string' ? 'field at object index of array' : described(value, writeJson)}`); // prettier-ignore
}
