/** Functions of SQL that compute a value from values. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { encode } from '../../../kernel/bytes.ts';
import { SqlError } from '../errors.ts';
import type { Context } from './context.ts';
import { dateFunctions } from './date-functions.ts';
import { Decimal } from './decimal.ts';
import { jsonFunctions } from './json-functions.ts';
import { compare, decimalOf, fold, fromTruth, integerOf, isInteger, numberOf, numericOf, roundHalfAway, textOf, truth, typeOf, type Value, type ValueType } from './value.ts'; // prettier-ignore

export type Arg = Exclude<Value, null>;

export interface SqlFunction {
  /** How many arguments it takes. */
  arity: readonly [min: number, max: number];
  type: ValueType | ((args: readonly ValueType[]) => ValueType);
  /** Called with NULLs too; otherwise any NULL makes the result NULL. */
  nulls?: boolean;
  run: (args: readonly Value[], context: Context, types: readonly ValueType[]) => Value;
}

const TEXT = typeOf('varchar');
const INT = typeOf('bigint', { length: 21 });
const DOUBLE = typeOf('double', { decimals: 31 });
const first = (types: readonly ValueType[]): ValueType => types[0] ?? TEXT;

/** For functions that are never called with NULL. */
function given(value: Value | undefined): Arg {
  return value ?? '';
}

const text = (args: readonly Value[], at: number): string => textOf(given(args[at]));
const integer = (args: readonly Value[], at: number): number => Number(integerOf(given(args[at])));
const number = (args: readonly Value[], at: number): number => numberOf(given(args[at]));

function textFunction(arity: readonly [number, number], run: (args: readonly Value[]) => Value): SqlFunction {
  return { arity, type: TEXT, run };
}

const integerFunction = (arity: readonly [number, number], run: (args: readonly Value[]) => Value): SqlFunction => ({ arity, type: INT, run }); // prettier-ignore
const doubleFunction = (run: (x: number, y: number) => number, count = 1): SqlFunction => ({
  arity: [count, count],
  type: DOUBLE,
  run: (args) => {
    const result = run(number(args, 0), count > 1 ? number(args, 1) : 0);
    return Number.isNaN(result) || !Number.isFinite(result) ? null : result;
  },
});

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function round(args: readonly Value[], types: readonly ValueType[], cut: boolean): Value {
  const places = args[1] === undefined ? 0 : integer(args, 1);
  const value = numericOf(given(args[0]));
  if (typeof value === 'number') {
    const factor = 10 ** places;
    return (cut ? Math.trunc(value * factor) : roundHalfAway(value * factor)) / factor;
  }
  const decimal = decimalOf(value);
  const keep = Math.min(places, Math.max(decimal.scale, 0));
  const rounded = places < 0 ? new Decimal((cut ? decimal.digits / 10n ** BigInt(decimal.scale - places) : new Decimal(decimal.digits, decimal.scale - places).round(0).digits) * 10n ** BigInt(-places), 0) : cut ? decimal.truncate(keep) : decimal.round(keep); // prettier-ignore
  return types[0] !== undefined && isInteger(types[0]) ? rounded.toBigInt() : rounded;
}

function roundType(types: readonly ValueType[]): ValueType {
  const type = first(types);
  if (isInteger(type)) return INT;
  return type.name === 'decimal' ? typeOf('decimal', { length: type.length, decimals: type.decimals }) : DOUBLE;
}

/** FLOOR and CEILING: whole numbers stay whole. */
function toWhole(step: (value: number) => number): SqlFunction {
  return {
    arity: [1, 1],
    type: (types) => (first(types).name === 'double' || first(types).name === 'varchar' ? DOUBLE : INT),
    run: (args) => {
      const value = numericOf(given(args[0]));
      if (typeof value === 'number') return step(value);
      return typeof value === 'bigint' ? value : BigInt(step(value.toNumber()));
    },
  };
}

function locate(needle: string, hay: string, from = 1): Value {
  const at = [...fold(hay)].join('').indexOf(fold(needle), from - 1);
  return at < 0 ? 0n : BigInt([...hay.slice(0, at)].length + 1);
}

function pad(args: readonly Value[], left: boolean): Value {
  const chars = [...text(args, 0)];
  const length = integer(args, 1);
  const fill = [...text(args, 2)];
  if (length < 0) return null;
  if (chars.length >= length) return chars.slice(0, length).join('');
  if (fill.length === 0) return null;
  const padding = Array.from({ length: length - chars.length }, (_, i) => fill[i % fill.length] ?? '').join('');
  return left ? padding + chars.join('') : chars.join('') + padding;
}

function substring(args: readonly Value[]): Value {
  const chars = [...text(args, 0)];
  const from = integer(args, 1);
  if (from === 0) return '';
  const start = from < 0 ? chars.length + from : from - 1;
  if (start < 0) return '';
  return chars.slice(start, args[2] === undefined ? undefined : start + Math.max(0, integer(args, 2))).join('');
}

function substringIndex(args: readonly Value[]): Value {
  const parts = text(args, 0).split(text(args, 1));
  const count = integer(args, 2);
  return (count >= 0 ? parts.slice(0, count) : parts.slice(count)).join(text(args, 1));
}

/** FORMAT(12345.678, 2) is `12,345.68`. */
function formatNumber(args: readonly Value[]): Value {
  const [whole = '', fraction] = decimalOf(given(args[0]))
    .round(Math.max(0, integer(args, 1)))
    .toString()
    .split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
}

/** The type that several branches have together. */
export function commonType(types: readonly ValueType[]): ValueType {
  const real = types.filter(({ name }) => name !== 'null');
  const [one, ...others] = real;
  if (one === undefined) return typeOf('null');
  return others.reduce((a, b) => {
    if (a.name === b.name) return { ...a, length: Math.max(a.length, b.length), decimals: Math.max(a.decimals, b.decimals) };
    const numeric = (type: ValueType): number => (isInteger(type) ? 1 : type.name === 'decimal' ? 2 : type.name === 'double' || type.name === 'float' ? 3 : 0);
    const [x, y] = [numeric(a), numeric(b)];
    if (x > 0 && y > 0) return x === 3 || y === 3 ? DOUBLE : x === 2 || y === 2 ? typeOf('decimal', { length: 20, decimals: Math.max(a.decimals, b.decimals) }) : INT;
    if (['date', 'datetime', 'timestamp'].includes(a.name) && ['date', 'datetime', 'timestamp'].includes(b.name)) return typeOf('datetime');
    return typeOf('varchar', { length: Math.max(a.length, b.length) });
  }, one); // prettier-ignore
}

/** A value in the type of its column of the result. */
export function adapt(value: Value, type: ValueType): Value {
  if (value === null) return null;
  if (type.name === 'decimal' && !(value instanceof Decimal)) return decimalOf(value).round(type.decimals);
  if (type.name === 'decimal' && value instanceof Decimal && value.scale < type.decimals) return value.round(type.decimals); // prettier-ignore
  if (type.name === 'double' && typeof value !== 'number') return numberOf(value);
  if (type.name === 'varchar' && !(value instanceof Uint8Array)) return textOf(value);
  return value;
}

function extreme(sign: number): SqlFunction {
  return {
    arity: [2, 64],
    type: commonType,
    run: (args) => args.map(given).reduce((best, each) => (compare(each, best) * sign > 0 ? each : best)),
  };
}

export const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  ...dateFunctions,
  ...jsonFunctions,
  CONCAT: textFunction([1, 64], (args) => args.map((each) => textOf(given(each))).join('')),
  CONCAT_WS: { arity: [2, 64], type: TEXT, nulls: true, run: ([separator, ...rest]) => (separator === null || separator === undefined ? null : rest.filter((each) => each !== null).map((each) => textOf(given(each))).join(textOf(separator))) },
  UPPER: textFunction([1, 1], (args) => text(args, 0).toUpperCase()), UCASE: textFunction([1, 1], (args) => text(args, 0).toUpperCase()),
  LOWER: textFunction([1, 1], (args) => text(args, 0).toLowerCase()), LCASE: textFunction([1, 1], (args) => text(args, 0).toLowerCase()),
  LENGTH: integerFunction([1, 1], ([value]) => BigInt(value instanceof Uint8Array ? value.length : encode(textOf(given(value))).length)), OCTET_LENGTH: integerFunction([1, 1], (args) => BigInt(encode(text(args, 0)).length)),
  CHAR_LENGTH: integerFunction([1, 1], (args) => BigInt([...text(args, 0)].length)), CHARACTER_LENGTH: integerFunction([1, 1], (args) => BigInt([...text(args, 0)].length)),
  LEFT: textFunction([2, 2], (args) => [...text(args, 0)].slice(0, Math.max(0, integer(args, 1))).join('')),
  RIGHT: textFunction([2, 2], (args) => { const count = integer(args, 1); return count <= 0 ? '' : [...text(args, 0)].slice(-count).join(''); }),
  SUBSTRING: textFunction([2, 3], substring), SUBSTRING_INDEX: textFunction([3, 3], substringIndex),
  TRIM: textFunction([1, 2], (args) => { const what = args[1] === undefined ? ' ' : text(args, 1); let s = text(args, 0); while (what !== '' && s.startsWith(what)) s = s.slice(what.length); while (what !== '' && s.endsWith(what)) s = s.slice(0, -what.length); return s; }),
  LTRIM: textFunction([1, 2], (args) => { const what = args[1] === undefined ? ' ' : text(args, 1); let s = text(args, 0); while (what !== '' && s.startsWith(what)) s = s.slice(what.length); return s; }),
  RTRIM: textFunction([1, 2], (args) => { const what = args[1] === undefined ? ' ' : text(args, 1); let s = text(args, 0); while (what !== '' && s.endsWith(what)) s = s.slice(0, -what.length); return s; }),
  REPLACE: textFunction([3, 3], (args) => (text(args, 1) === '' ? text(args, 0) : text(args, 0).replaceAll(text(args, 1), text(args, 2)))),
  REVERSE: textFunction([1, 1], (args) => [...text(args, 0)].reverse().join('')), REPEAT: textFunction([2, 2], (args) => text(args, 0).repeat(Math.min(Math.max(0, integer(args, 1)), 100_000))),
  SPACE: textFunction([1, 1], (args) => ' '.repeat(Math.min(Math.max(0, integer(args, 0)), 100_000))),
  LPAD: textFunction([3, 3], (args) => pad(args, true)), RPAD: textFunction([3, 3], (args) => pad(args, false)),
  LOCATE: integerFunction([2, 3], (args) => locate(text(args, 0), text(args, 1), args[2] === undefined ? 1 : integer(args, 2))), INSTR: integerFunction([2, 2], (args) => locate(text(args, 1), text(args, 0))),
  INSERT: textFunction([4, 4], (args) => { const chars = [...text(args, 0)]; const at = integer(args, 1); if (at < 1 || at > chars.length) return chars.join(''); chars.splice(at - 1, integer(args, 2), text(args, 3)); return chars.join(''); }),
  STRCMP: integerFunction([2, 2], (args) => BigInt(compare(text(args, 0), text(args, 1)))), ASCII: integerFunction([1, 1], (args) => BigInt(encode(text(args, 0))[0] ?? 0)), ORD: integerFunction([1, 1], (args) => BigInt(encode(text(args, 0))[0] ?? 0)),
  CHAR: { arity: [1, 64], type: TEXT, run: (args) => args.map((each) => String.fromCharCode(Number(integerOf(given(each))))).join('') },
  HEX: textFunction([1, 1], ([value]) => (typeof value === 'bigint' ? value.toString(16).toUpperCase() : hex(value instanceof Uint8Array ? value : encode(textOf(given(value)))).toUpperCase())),
  UNHEX: { arity: [1, 1], type: typeOf('varbinary'), run: (args) => Uint8Array.from(text(args, 0).match(/../g) ?? [], (pair) => parseInt(pair, 16)) },
  BIN: textFunction([1, 1], (args) => integerOf(given(args[0])).toString(2)), OCT: textFunction([1, 1], (args) => integerOf(given(args[0])).toString(8)), CONV: textFunction([3, 3], (args) => parseInt(text(args, 0), integer(args, 1)).toString(integer(args, 2)).toUpperCase()),
  FORMAT: textFunction([2, 3], formatNumber), QUOTE: textFunction([1, 1], (args) => `'${text(args, 0).replace(/['\\]/g, '\\$&')}'`),
  FIELD: { arity: [2, 64], type: INT, nulls: true, run: ([wanted, ...list]) => BigInt(list.findIndex((each) => each !== null && wanted !== null && wanted !== undefined && compare(each, wanted) === 0) + 1) },
  ELT: { arity: [2, 64], type: TEXT, nulls: true, run: ([at, ...list]) => (at === null || at === undefined ? null : (list[Number(integerOf(at)) - 1] ?? null)) },
  FIND_IN_SET: integerFunction([2, 2], (args) => BigInt(text(args, 1).split(',').findIndex((each) => fold(each) === fold(text(args, 0))) + 1)),
  MD5: textFunction([1, 1], (args) => hex(md5(encode(text(args, 0))))), SHA: textFunction([1, 1], (args) => hex(sha1(encode(text(args, 0))))), SHA1: textFunction([1, 1], (args) => hex(sha1(encode(text(args, 0))))),
  SHA2: textFunction([2, 2], (args) => hex((integer(args, 1) === 512 ? sha512 : sha256)(encode(text(args, 0))))),
  UUID: { arity: [0, 0], type: TEXT, run: (_, context) => hex(context.bytes(16)).replace(/^(.{8})(.{4}).(.{3})(.{4})(.{12})$/, '$1-$2-1$3-$4-$5') },
  ABS: { arity: [1, 1], type: roundType, run: (args) => { const value = numericOf(given(args[0])); return typeof value === 'number' ? Math.abs(value) : typeof value === 'bigint' ? (value < 0n ? -value : value) : value.digits < 0n ? value.negated() : value; } },
  SIGN: integerFunction([1, 1], (args) => BigInt(Math.sign(number(args, 0)))), ROUND: { arity: [1, 2], type: roundType, run: (args, _, types) => round(args, types, false) }, TRUNCATE: { arity: [2, 2], type: roundType, run: (args, _, types) => round(args, types, true) },
  FLOOR: toWhole(Math.floor), CEIL: toWhole(Math.ceil), CEILING: toWhole(Math.ceil), SQRT: doubleFunction(Math.sqrt), POW: doubleFunction((x, y) => x ** y, 2), POWER: doubleFunction((x, y) => x ** y, 2), EXP: doubleFunction(Math.exp), LN: doubleFunction(Math.log),
  LOG: { arity: [1, 2], type: DOUBLE, run: (args) => (args.length === 1 ? Math.log(number(args, 0)) : Math.log(number(args, 1)) / Math.log(number(args, 0))) }, LOG2: doubleFunction(Math.log2), LOG10: doubleFunction(Math.log10), SIN: doubleFunction(Math.sin), COS: doubleFunction(Math.cos), TAN: doubleFunction(Math.tan), ATAN: doubleFunction(Math.atan), ASIN: doubleFunction(Math.asin), ACOS: doubleFunction(Math.acos), RADIANS: doubleFunction((x) => (x * Math.PI) / 180), DEGREES: doubleFunction((x) => (x * 180) / Math.PI),
  PI: { arity: [0, 0], type: typeOf('double', { decimals: 6 }), run: () => 3.141593 }, MOD: { arity: [2, 2], type: commonType, run: (args) => { const [a, b] = [numericOf(given(args[0])), numericOf(given(args[1]))]; if (numberOf(b) === 0) return null; return typeof a === 'bigint' && typeof b === 'bigint' ? a % b : typeof a === 'number' || typeof b === 'number' ? numberOf(a) % numberOf(b) : decimalOf(a).modulo(decimalOf(b)); } },
  RAND: { arity: [0, 1], type: DOUBLE, run: (_, context) => context.random() }, CRC32: integerFunction([1, 1], (args) => BigInt(crc32(encode(text(args, 0))))),
  GREATEST: extreme(1), LEAST: extreme(-1),
  IF: { arity: [3, 3], nulls: true, type: ([, a = TEXT, b = TEXT]) => commonType([a, b]), run: ([condition, a, b]) => (truth(condition ?? null) === true ? (a ?? null) : (b ?? null)) },
  IFNULL: { arity: [2, 2], nulls: true, type: commonType, run: ([a, b]) => a ?? b ?? null }, COALESCE: { arity: [1, 64], nulls: true, type: commonType, run: (args) => args.find((each) => each !== null) ?? null },
  NULLIF: { arity: [2, 2], nulls: true, type: first, run: ([a, b]) => (a !== null && b !== null && a !== undefined && b !== undefined && compare(a, b) === 0 ? null : (a ?? null)) }, ISNULL: { arity: [1, 1], nulls: true, type: INT, run: ([value]) => fromTruth(value === null) },
  DATABASE: { arity: [0, 0], type: TEXT, run: (_, { database }) => database ?? null }, SCHEMA: { arity: [0, 0], type: TEXT, run: (_, { database }) => database ?? null },
  USER: { arity: [0, 0], type: TEXT, run: (_, { user }) => user }, SESSION_USER: { arity: [0, 0], type: TEXT, run: (_, { user }) => user }, SYSTEM_USER: { arity: [0, 0], type: TEXT, run: (_, { user }) => user }, CURRENT_USER: { arity: [0, 0], type: TEXT, run: (_, { account }) => account },
  VERSION: { arity: [0, 0], type: TEXT, run: (_, { version }) => version }, CONNECTION_ID: { arity: [0, 0], type: INT, run: (_, { connectionId }) => BigInt(connectionId) },
  LAST_INSERT_ID: { arity: [0, 1], type: INT, run: ([value], { lastInsertId }) => (value === undefined || value === null ? lastInsertId : integerOf(value)) }, ROW_COUNT: { arity: [0, 0], type: INT, run: (_, { rowCount }) => rowCount }, FOUND_ROWS: { arity: [0, 0], type: INT, run: (_, { foundRows }) => foundRows },
  SLEEP: { arity: [1, 1], type: INT, run: (args, context) => { context.sleeping += Math.max(0, number(args, 0)) * 1000; return 0n; } },
  PASSWORD: textFunction([1, 1], (args) => `*${hex(sha1(sha1(encode(text(args, 0))))).toUpperCase()}`), INET_ATON: integerFunction([1, 1], (args) => text(args, 0).split('.').reduce((sum, each) => sum * 256n + BigInt(each), 0n)),
}; // prettier-ignore

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Throws SqlError 1305 for a name that is no function, 1582 for a wrong number of arguments. */
export function findFunction(name: string, count: number, database: string | undefined): SqlFunction {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) throw new SqlError(1305, '42000', `FUNCTION ${database ?? ''}.${name.toLowerCase()} does not exist`); // prettier-ignore
  if (count < found.arity[0] || count > found.arity[1])
    throw new SqlError(1582, '42000', `Incorrect parameter count in the call to native function '${name}'`);
  return found;
}
