/** Makes a value fit its column, as strict mode has it: what does not fit is an error. */
import { encode } from '../../../kernel/bytes.ts';
import { SqlError } from '../errors.ts';
import { isPostgres } from './dialect.ts';
import type { Column } from './definition.ts';
import { Decimal } from './decimal.ts';
import { normalizeJson } from './json.ts';
import { formatDate, formatDateTime, formatDuration, parseDuration, parseMoment } from './temporal.ts';
import { decimalOf, integerOf, isNumberText, numberOf, textOf, type Value } from './value.ts';

const BITS: Readonly<Record<string, bigint>> = { tinyint: 8n, smallint: 16n, mediumint: 24n, int: 32n, bigint: 64n };
const TEXT_BYTES: Readonly<Record<string, number>> = { tinytext: 255, text: 65_535, mediumtext: 16_777_215, tinyblob: 255, blob: 65_535, mediumblob: 16_777_215 }; // prettier-ignore

const outOfRange = (name: string, row: number): SqlError => new SqlError(1264, '22003', `Out of range value for column '${name}' at row ${row}`); // prettier-ignore
const tooLong = (name: string, row: number): SqlError => new SqlError(1406, '22001', `Data too long for column '${name}' at row ${row}`); // prettier-ignore
const truncated = (name: string, row: number): SqlError => new SqlError(1265, '01000', `Data truncated for column '${name}' at row ${row}`); // prettier-ignore

function incorrect(what: string, value: Value, name: string, row: number): SqlError {
  const shown = value === null ? 'NULL' : textOf(value);
  return new SqlError(what === 'integer' || what === 'decimal' || what === 'DOUBLE' ? 1366 : 1292, 'HY000', `Incorrect ${what} value: '${shown}' for column '${name}' at row ${row}`); // prettier-ignore
}

/** `row` is the number of the row in the statement, for messages. NULL passes: whether it may is asked elsewhere. */
export function storeValue(column: Column, value: Value, row: number, table: string): Value {
  if (value === null) return null;
  const { name, type } = column;
  switch (type.name) {
    case 'tinyint': case 'smallint': case 'mediumint': case 'int': case 'bigint': return storeInteger(column, value, row);
    case 'year': { const year = integerOf(value); if (year !== 0n && (year < 1901n || year > 2155n)) throw outOfRange(name, row); return year; }
    case 'bit': return integerOf(value);
    case 'decimal': {
      if (typeof value === 'string' && !isNumberText(value)) throw incorrect('decimal', value, name, row);
      if (type.charset === 'free') return decimalOf(value);
      const rounded = decimalOf(value).round(type.decimals ?? 0);
      const limit = 10n ** BigInt(type.length ?? 10);
      if (rounded.digits >= limit || rounded.digits <= -limit || (type.unsigned && rounded.digits < 0n)) throw outOfRange(name, row);
      return rounded;
    }
    case 'float': case 'double': {
      if (typeof value === 'string' && !isNumberText(value)) throw truncated(name, row);
      const number = numberOf(value);
      const rounded = type.decimals === undefined ? number : Number(number.toFixed(type.decimals));
      return type.name === 'float' ? Number(Math.fround(rounded).toPrecision(6)) : rounded;
    }
    case 'char': case 'varchar': return storeText(column, value, row);
    case 'tinytext': case 'text': case 'mediumtext': case 'longtext': {
      const text = textOf(value);
      if (encode(text).length > (TEXT_BYTES[type.name] ?? Infinity)) throw tooLong(name, row);
      return text;
    }
    case 'binary': case 'varbinary': case 'tinyblob': case 'blob': case 'mediumblob': case 'longblob': {
      const bytes = value instanceof Uint8Array ? value : encode(textOf(value));
      if (bytes.length > (TEXT_BYTES[type.name] ?? type.length ?? (type.name === 'binary' ? 1 : Infinity))) throw tooLong(name, row);
      return bytes;
    }
    case 'date': {
      const moment = parseMoment(textOf(value));
      if (moment === undefined) throw incorrect('date', value, name, row);
      return formatDate(moment);
    }
    case 'datetime': case 'timestamp': {
      const moment = parseMoment(textOf(value));
      if (moment === undefined) throw incorrect('datetime', value, name, row);
      return formatDateTime(moment, type.length ?? 0);
    }
    case 'time': {
      const seconds = parseDuration(textOf(value));
      if (seconds === undefined) throw incorrect('time', value, name, row);
      return formatDuration(seconds);
    }
    case 'enum': case 'set': return storeMember(column, value, row);
    case 'json': return normalizeJson(textOf(value), `${table}.${name}`);
    default: return value;
  } // prettier-ignore
}

function storeInteger(column: Column, value: Exclude<Value, null>, row: number): Value {
  const { name, type } = column;
  if (isPostgres() && type.name === 'tinyint' && typeof value === 'string') {
    if (/^\s*(t|true|y|yes|on|1)\s*$/i.test(value)) return 1n;
    if (/^\s*(f|false|n|no|off|0)\s*$/i.test(value)) return 0n;
  }
  if (typeof value === 'string' && !isNumberText(value)) throw incorrect('integer', value, name, row);
  const integer = integerOf(value);
  const bits = BITS[type.name] ?? 32n;
  const low = type.unsigned ? 0n : -(1n << (bits - 1n));
  const high = type.unsigned ? (1n << bits) - 1n : (1n << (bits - 1n)) - 1n;
  if (integer < low || integer > high) throw outOfRange(name, row);
  return integer;
}

function storeText(column: Column, value: Exclude<Value, null>, row: number): Value {
  const { name, type } = column;
  const limit = type.length ?? 1;
  let text = textOf(value);
  if (type.name === 'char') text = text.replace(/ +$/, '');
  if (text.length > limit && [...text].length > limit) {
    const kept = [...text].slice(0, limit).join('');
    if (text.slice(kept.length).trim() !== '') throw tooLong(name, row);
    text = kept;
  }
  return text;
}

function storeMember(column: Column, value: Exclude<Value, null>, row: number): Value {
  const { name, type } = column;
  const find = (text: string): string | undefined =>
    type.members.find((each) => each.toLowerCase() === text.toLowerCase());
  if (type.name === 'enum') {
    const found = typeof value === 'bigint' ? type.members[Number(value) - 1] : find(textOf(value));
    if (found === undefined) throw truncated(name, row);
    return found;
  }
  const text = textOf(value);
  const chosen = new Set(
    (text === '' ? [] : text.split(',')).map((each) => {
      const found = find(each);
      if (found === undefined) throw truncated(name, row);
      return found;
    }),
  );
  return type.members.filter((each) => chosen.has(each)).join(',');
}

/** What a NOT NULL column without a default gets where a default must be made up (INSERT IGNORE, ALTER TABLE ADD). */
export function implicitDefault(column: Column): Value {
  const { type } = column;
  switch (type.name) {
    case 'tinyint': case 'smallint': case 'mediumint': case 'int': case 'bigint': case 'year': case 'bit': return 0n;
    case 'decimal': return new Decimal(0n, type.decimals ?? 0);
    case 'float': case 'double': return 0;
    case 'date': return '0000-00-00';
    case 'datetime': case 'timestamp': return '0000-00-00 00:00:00';
    case 'time': return '00:00:00';
    case 'enum': return type.members[0] ?? '';
    case 'json': return 'null';
    default: return '';
  } // prettier-ignore
}
