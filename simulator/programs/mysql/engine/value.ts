/** Values of SQL, and how they turn into one another. Dates and times are text in the server's form. */
import { bytesToLatin1 } from '../../text/codec.ts';
import { decode } from '../../../kernel/bytes.ts';
import { isPostgres } from './dialect.ts';
import { Decimal } from './decimal.ts';

export type Value = null | bigint | number | Decimal | string | Uint8Array;

/** What is known of the values of a column or an expression before it is computed. */
export interface ValueType {
  /** As in `TypeName.name`, and `null` for NULL itself. */
  name: string;
  length: number;
  decimals: number;
  unsigned: boolean;
  nullable: boolean;
  /** Shown as true or false by those who know booleans. */
  boolean?: true;
}

export function typeOf(name: string, more: Partial<ValueType> = {}): ValueType {
  return { name, length: DEFAULT_LENGTHS[name] ?? 0, decimals: 0, unsigned: false, nullable: true, ...more };
}

const DEFAULT_LENGTHS: Readonly<Record<string, number>> = {
  tinyint: 4, smallint: 6, mediumint: 9, int: 11, bigint: 20, decimal: 10, float: 12, double: 22, date: 10, time: 10, datetime: 19, timestamp: 19, year: 4,
  varchar: 255, char: 1, tinytext: 255, text: 65535, mediumtext: 16777215, longtext: 4294967295, json: 4294967295,
}; // prettier-ignore

const INTEGERS = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year', 'bit']);
const TEMPORALS = new Set(['date', 'datetime', 'timestamp', 'time']);
const BINARIES = new Set(['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob']);

export const isInteger = (type: ValueType): boolean => INTEGERS.has(type.name);
export const isTemporal = (type: ValueType): boolean => TEMPORALS.has(type.name);
export const isBinary = (type: ValueType): boolean => BINARIES.has(type.name);
export const isNumeric = (type: ValueType): boolean =>
  isInteger(type) || type.name === 'decimal' || type.name === 'double' || type.name === 'float';

/** As the text protocol shows a value. Never called with NULL. */
export function textOf(value: Exclude<Value, null>): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return doubleText(value);
  if (value instanceof Uint8Array) return decode(value);
  return value.toString();
}

export function doubleText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(value).replace('e+', 'e');
}

const LEADING_NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

/** The number that text begins with, 0 when it begins with none. */
export function leadingNumber(text: string): number {
  return Number(LEADING_NUMBER.exec(text)?.[0] ?? 0);
}

/** Whether the whole text is a number. */
export function isNumberText(text: string): boolean {
  const found = LEADING_NUMBER.exec(text)?.[0];
  return found !== undefined && text.slice(found.length).trim() === '';
}

export function numberOf(value: Exclude<Value, null>): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Decimal) return value.toNumber();
  return leadingNumber(numericText(value));
}

/** Dates and times as numbers: `2024-05-01 10:00:00` is 20240501100000. */
function numericText(value: string | Uint8Array): string {
  const text = typeof value === 'string' ? value : bytesToLatin1(value);
  return /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d+)?)?$/.test(text) ? text.replace(/[-: ]/g, '') : text;
}

/** Exact where it can be: text becomes a double, as MySQL has it. */
export function numericOf(value: Exclude<Value, null>): bigint | number | Decimal {
  if (typeof value === 'bigint' || typeof value === 'number' || value instanceof Decimal) return value;
  return numberOf(value);
}

export function decimalOf(value: Exclude<Value, null>): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return new Decimal(value, 0);
  if (typeof value === 'number') return Decimal.parse(doubleText(value));
  return Decimal.parse(LEADING_NUMBER.exec(numericText(value))?.[0] ?? '0');
}

/** Rounded to a whole number. */
export function integerOf(value: Exclude<Value, null>): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof Decimal) return value.toBigInt();
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(roundHalfAway(value)) : 0n;
  return decimalOf(value).toBigInt();
}

export function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** Three-valued: undefined is unknown. */
export function truth(value: Value): boolean | undefined {
  if (value === null) return undefined;
  if (typeof value === 'bigint') return value !== 0n;
  if (value instanceof Decimal) return value.digits !== 0n;
  return numberOf(value) !== 0;
}

export const fromTruth = (value: boolean | undefined): Value => (value === undefined ? null : value ? 1n : 0n);

/** What of a text counts when it is compared: neither case nor accents (utf8mb4_0900_ai_ci). */
export function fold(text: string): string {
  if (isPostgres()) return text;
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As Postgres orders text in the locale en_US: letters first without regard to case, small ones before great ones. */
function compareWords(a: string, b: string): number {
  return compareText(a.toLowerCase(), b.toLowerCase()) || -compareText(a, b);
}

/** Order of two values that are not NULL. Text compares as text, everything else as numbers. */
export function compare(a: Exclude<Value, null>, b: Exclude<Value, null>): number {
  if (typeof a === 'string' && typeof b === 'string')
    return a === b ? 0 : isPostgres() ? compareWords(a, b) : compareText(fold(a), fold(b));
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    if (typeof a !== 'number' && typeof b !== 'number' && typeof a !== 'bigint' && typeof b !== 'bigint')
      return compareText(textOf(a), textOf(b));
  }
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = [numericOf(a), numericOf(b)];
  if (typeof x === 'number' || typeof y === 'number') {
    const [m, n] = [numberOf(x), numberOf(y)];
    return m < n ? -1 : m > n ? 1 : 0;
  }
  return decimalOf(x).compare(decimalOf(y));
}

/** For sorting: NULL comes first (in Postgres last). */
export function order(a: Value, b: Value): number {
  const first = isPostgres() ? 1 : -1;
  if (a === null || b === null) return a === b ? 0 : a === null ? first : -first;
  return compare(a, b);
}

/** Equal keys stand for equal values of one type; NULL has one of its own. */
export function keyOf(value: Value): string {
  if (value === null) return '\u0001N';
  if (typeof value === 'string') return `t${fold(value)}`;
  if (value instanceof Uint8Array) return `b${bytesToLatin1(value)}`;
  if (typeof value === 'number') return Number.isInteger(value) ? `n${value}` : `n${doubleText(value)}`;
  if (typeof value === 'bigint') return `n${value}`;
  return `n${value.toString().replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') || value.scale > 0 ? '' : zeros))}`;
}

export function keyOfAll(values: readonly Value[]): string {
  return values.map(keyOf).join('\u0000');
}
