/**
 * Codecs turn a resolved file's values into the model's types and back. One declaration (project.ts) gives the types,
 * the order in which `config` prints keys, and what it leaves out because it says nothing.
 */
import { byCodeUnits, isMapping, isSequence, print, typeName, type Mapping, type Value } from '../load/value.ts';
import { compareKeys } from '../load/yaml/key-order.ts';

export type Form = 'yaml' | 'json';

export interface Codec<T> {
  /** Throws for what the type cannot hold. */
  decode(value: Value): T;
  /** undefined where nothing is to be printed. */
  encode(value: T, form: Form): Value | undefined;
}

export type Decoded<C> = C extends Codec<infer T> ? T : never;

/** A value that the model cannot hold, with its place: `services[web].mem_limit`. */
export class DecodeError extends Error {
  override name = 'DecodeError';
  readonly path: string;
  readonly reason: string;
  constructor(path: string, reason: string) {
    super(`decoding failed due to the following error(s):\n\n'${path}' ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}

/** Runs `decode`; its failure carries the place, which grows on the way out. */
function placed<T>(place: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!(error instanceof DecodeError)) throw new DecodeError(place, error.message);
    const joint = error.path.startsWith('[') ? '' : '.';
    throw new DecodeError(`${place}${joint}${error.path}`, error.reason);
  }
}

const keepIf = <T extends Value>(value: T, said: boolean): T | undefined => (said ? value : undefined);

export const text: Codec<string> = {
  decode: (value) => (value === null ? '' : print(value)),
  encode: (value) => keepIf(value, value !== ''),
};
export const integer: Codec<number> = {
  decode: (value) => toNumber(value),
  encode: (value) => keepIf(value, value !== 0),
};
/** Printed also when it is 0. */
export const anyInteger: Codec<number> = { ...integer, encode: (value) => value };
export const flag: Codec<boolean> = {
  decode: (value) => print(value) === 'true',
  encode: (value) => keepIf(value, value),
};
/** Printed also when it is false. */
export const anyFlag: Codec<boolean> = { ...flag, encode: (value) => value };

function toNumber(value: Value): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number))
    throw new Error(`strconv.Atoi: parsing "${print(value)}": invalid syntax`);
  return number;
}

/** A value that is read from text and printed as text. */
export function textual<T>(read: (text: string) => T, show: (value: T) => string): Codec<T> {
  return { decode: (value) => read(print(value)), encode: (value) => show(value) };
}

export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    decode: (value) =>
      (isSequence(value) ? value : [value]).map((each, at) => placed(`[${String(at)}]`, () => item.decode(each))),
    encode: (value, form) =>
      value.length === 0 ? undefined : value.map((each) => item.encode(each, form) ?? emptyOf(form)),
  };
}

const emptyOf = (_form: Form): Value => '';

/** Keys of one's own choosing, printed in order. */
export function dictionary<T>(item: Codec<T>): Codec<ReadonlyMap<string, T>> {
  return {
    decode: (value) =>
      new Map([...asMapping(value)].map(([key, each]) => [key, placed(`[${key}]`, () => item.decode(each))])),
    encode: (value, form) => {
      if (value.size === 0) return undefined;
      const keys = [...value.keys()].sort(form === 'yaml' ? compareKeys : byCodeUnits);
      const result: Mapping = new Map();
      for (const key of keys) {
        const each = value.get(key);
        if (each !== undefined) result.set(key, item.encode(each, form) ?? null);
      }
      return result;
    },
  };
}

/** A value that may be null. */
export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    decode: (value) => (value === null ? null : codec.decode(value)),
    encode: (value, form) => (value === null ? null : codec.encode(value, form)),
  };
}

function asMapping(value: Value): Mapping {
  if (isMapping(value)) return value;
  if (value === null) return new Map();
  throw new Error(`expected a map or struct, got ${JSON.stringify(typeName(value))}`);
}

export type Extensions = { readonly extensions?: Mapping };
export type Struct<F> = { readonly [K in keyof F]?: Decoded<F[K]> } & Extensions;

interface StructOptions {
  /** Keys printed in JSON as empty mappings where they say nothing. */
  readonly always?: readonly string[];
  /** Printed although nothing in it is. */
  readonly keepEmpty?: boolean;
}

/** A mapping with known keys, printed in the order of their declaration; `x-` keys follow. */
export function struct<F extends object>(fields: F, options: StructOptions = {}): Codec<Struct<F>> {
  const { always = [], keepEmpty = true } = options;
  const known = Object.entries(fields) as readonly [string, Codec<unknown>][];
  return {
    decode: (value) => decodeStruct(known, asMapping(value)),
    encode: (value, form) => {
      const result = encodeStruct(known, value, form, always);
      return result.size === 0 && !keepEmpty && form === 'yaml' ? undefined : result;
    },
  };
}

function decodeStruct(known: readonly [string, Codec<unknown>][], value: Mapping): object {
  const result: Record<string, unknown> = {};
  for (const [key, codec] of known) {
    const each = value.get(key);
    if (each !== undefined && (each !== null || acceptsNull(codec)))
      result[key] = placed(key, () => codec.decode(each));
  }
  const extensions = new Map([...value].filter(([key]) => key.startsWith('x-')));
  if (extensions.size > 0) result.extensions = extensions;
  return result;
}

const acceptsNull = (codec: Codec<unknown>): boolean => 'takesNull' in codec;

function encodeStruct(
  known: readonly [string, Codec<unknown>][],
  value: object,
  form: Form,
  always: readonly string[],
): Mapping {
  const result: Mapping = new Map();
  const given = new Map(Object.entries(value));
  for (const [key, codec] of known) {
    const each: unknown = given.get(key);
    const encoded = each === undefined ? undefined : codec.encode(each, form);
    if (encoded !== undefined) result.set(key, encoded);
    else if (form === 'json' && always.includes(key))
      result.set(key, key === 'ipam' || key === 'resources' || key === 'placement' ? new Map() : null);
  }
  const extensions: unknown = given.get('extensions');
  if (form === 'yaml' && isExtensions(extensions)) for (const [key, each] of sorted(extensions)) result.set(key, each);
  return result;
}

const isExtensions = (value: unknown): value is Mapping => value instanceof Map;

/** Free-form content, with the keys of its mappings in order. */
export function sorted(mapping: Mapping): Mapping {
  const keys = [...mapping.keys()].sort(compareKeys);
  return new Map(keys.map((key) => [key, sortedValue(mapping.get(key) ?? null)]));
}

const sortedValue = (value: Value): Value =>
  isMapping(value) ? sorted(value) : isSequence(value) ? value.map(sortedValue) : value;
