/** Functions of JSON documents. */
import type { SqlFunction } from './functions.ts';
import { formatJson, jsonOf, jsonPath, parseJson, type Json } from './json.ts';
import { fromTruth, textOf, typeOf, type Value, type ValueType } from './value.ts';

const JSON_TYPE = typeOf('json');
const INT = typeOf('bigint');

const document = (value: Value | undefined): Json | undefined => (value === null || value === undefined ? undefined : parseJson(textOf(value))); // prettier-ignore
const path = (value: Value | undefined): string => (value === null || value === undefined ? '$' : textOf(value));
const shown = (value: Json | undefined): Value => (value === undefined ? null : formatJson(value));

function parts(args: readonly Value[], types: readonly ValueType[]): Json[] {
  return args.map((value, i) => jsonOf(value, types[i]?.name === 'json'));
}

function objectOf(args: readonly Value[], types: readonly ValueType[]): Json {
  const values = parts(args, types);
  const entries = values.flatMap((key, i): [string, Json][] => (i % 2 === 0 ? [[typeof key === 'string' ? key : formatJson(key), values[i + 1] ?? null]] : [])); // prettier-ignore
  return Object.fromEntries(entries);
}

/** Sets one member at a time, at paths of names only. */
function withMember(doc: Json, where: string, value: Json, mode: 'set' | 'insert' | 'replace'): Json {
  const names = [...where.matchAll(/\.(?:(\w+)|"([^"]*)")|\[(\d+)\]/g)].map(([, name, quoted, index]) => index ?? name ?? quoted ?? ''); // prettier-ignore
  const step = (at: Json, [name, ...rest]: string[]): Json => {
    if (name === undefined) return value;
    if (Array.isArray(at)) return at.map((each, i) => (String(i) === name ? step(each, rest) : each));
    if (at === null || typeof at !== 'object') return at;
    const exists = Object.hasOwn(at, name);
    if ((mode === 'insert' && exists && rest.length === 0) || (mode === 'replace' && !exists)) return at;
    if (!exists && rest.length > 0) return at;
    return { ...at, [name]: step(at[name] ?? null, rest) };
  };
  return step(doc, names);
}

function changer(mode: 'set' | 'insert' | 'replace'): SqlFunction {
  return {
    arity: [3, 31],
    type: JSON_TYPE,
    run: (args, _, types) => {
      let doc = document(args[0]);
      if (doc === undefined) return null;
      for (let i = 1; i + 1 < args.length; i += 2) doc = withMember(doc, path(args[i]), jsonOf(args[i + 1] ?? null, types[i + 1]?.name === 'json'), mode); // prettier-ignore
      return formatJson(doc);
    },
  };
}

export const jsonFunctions: Readonly<Record<string, SqlFunction>> = {
  JSON_EXTRACT: { arity: [2, 8], type: JSON_TYPE, run: (args) => { const doc = document(args[0]); return doc === undefined ? null : shown(jsonPath(doc, path(args[1]))); } },
  JSON_VALUE: { arity: [2, 2], type: typeOf('varchar'), run: (args) => { const doc = document(args[0]); const found = doc === undefined ? undefined : jsonPath(doc, path(args[1])); return typeof found === 'string' ? found : shown(found); } },
  JSON_UNQUOTE: { arity: [1, 1], type: typeOf('longtext'), run: ([value]) => { const doc = document(value); return typeof doc === 'string' ? doc : (value ?? null); } },
  JSON_OBJECT: { arity: [0, 64], type: JSON_TYPE, nulls: true, run: (args, _, types) => formatJson(objectOf(args, types)) },
  JSON_ARRAY: { arity: [0, 64], type: JSON_TYPE, nulls: true, run: (args, _, types) => formatJson(parts(args, types)) },
  JSON_SET: changer('set'), JSON_INSERT: changer('insert'), JSON_REPLACE: changer('replace'),
  JSON_LENGTH: { arity: [1, 1], type: INT, run: ([value]) => { const doc = document(value); return doc === undefined ? null : BigInt(Array.isArray(doc) ? doc.length : doc !== null && typeof doc === 'object' ? Object.keys(doc).length : 1); } },
  JSON_KEYS: { arity: [1, 1], type: JSON_TYPE, run: ([value]) => { const doc = document(value); return doc !== null && typeof doc === 'object' && !Array.isArray(doc) ? formatJson(Object.keys(doc)) : null; } },
  JSON_VALID: { arity: [1, 1], type: INT, run: ([value]) => fromTruth(document(value) !== undefined) },
  JSON_TYPE: { arity: [1, 1], type: typeOf('varchar'), run: ([value]) => { const doc = document(value); return doc === null ? 'NULL' : Array.isArray(doc) ? 'ARRAY' : typeof doc === 'object' ? 'OBJECT' : typeof doc === 'string' ? 'STRING' : typeof doc === 'boolean' ? 'BOOLEAN' : Number.isInteger(doc) ? 'INTEGER' : 'DOUBLE'; } },
  JSON_CONTAINS: { arity: [2, 2], type: INT, run: ([value, wanted]) => { const [doc, part] = [document(value), document(wanted)]; if (doc === undefined || part === undefined) return null; const sought = formatJson(part); return fromTruth(formatJson(doc) === sought || (Array.isArray(doc) && doc.some((each) => formatJson(each) === sought))); } },
}; // prettier-ignore
