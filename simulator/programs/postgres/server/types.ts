/** Types of columns as Postgres names and numbers them, and values as it writes them. */
import { typeText, type Column } from '../../mysql/engine/definition.ts';
import { textOf, type Value, type ValueType } from '../../mysql/engine/value.ts';

const OIDS: Readonly<Record<string, number>> = { tinyint: 21, smallint: 21, int: 23, bigint: 20, decimal: 1700, float: 700, double: 701, date: 1082, time: 1083, datetime: 1114, timestamp: 1184, json: 3802, varchar: 1043, char: 1042, longblob: 17, blob: 17, varbinary: 17 }; // prettier-ignore

export function oidOf(type: ValueType): number {
  return type.boolean === true ? 16 : (OIDS[type.name] ?? 25);
}

/** Seconds have as many digits as they need. */
const shortened = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

export function outputOf(value: Exclude<Value, null>, type: ValueType): string {
  if (type.boolean === true) return value === 0n ? 'f' : 't';
  if (value instanceof Uint8Array) return `\\x${[...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const text = textOf(value);
  if (type.name === 'timestamp') return `${shortened(text)}+00`;
  return type.name === 'datetime' || type.name === 'time' ? shortened(text) : text;
}

const NAMES: Readonly<Record<string, string>> = { int: 'integer', double: 'double precision', float: 'real', longtext: 'text', datetime: 'timestamp without time zone', timestamp: 'timestamp with time zone', time: 'time without time zone', longblob: 'bytea' }; // prettier-ignore

/** As `\d` shows it: `character varying(100)`. */
export function typeName({ type }: Column): string {
  if (type.name === 'tinyint' && type.length === 1) return 'boolean';
  if (type.charset === 'free') return 'numeric';
  if (type.charset !== undefined) return type.charset;
  if (type.name === 'varchar') return `character varying(${type.length ?? 255})`;
  if (type.name === 'char') return `character(${type.length ?? 1})`;
  if (type.name === 'decimal') return `numeric(${type.length ?? 10},${type.decimals ?? 0})`;
  return NAMES[type.name] ?? typeText(type, false);
}
