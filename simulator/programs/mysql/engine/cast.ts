/** CAST and CONVERT. */
import { encode } from '../../../kernel/bytes.ts';
import type { TypeName } from '../sql/ast.ts';
import { normalizeJson } from './json.ts';
import { formatDate, formatDateTime, formatDuration, parseDuration, parseMoment } from './temporal.ts';
import { decimalOf, integerOf, leadingNumber, numberOf, textOf, typeOf, type Value, type ValueType } from './value.ts';

export function castType(type: TypeName): ValueType {
  switch (type.name) {
    case 'char': return typeOf('varchar', { length: type.length ?? 255 });
    case 'decimal': return typeOf('decimal', { length: type.length ?? 10, decimals: type.decimals ?? 0 });
    case 'binary': return typeOf('varbinary');
    default: return typeOf(type.name, { unsigned: type.unsigned });
  } // prettier-ignore
}

export function castValue(value: Exclude<Value, null>, type: TypeName): Value {
  switch (type.name) {
    case 'char': case 'varchar': { const text = textOf(value); return type.length === undefined ? text : [...text].slice(0, type.length).join(''); }
    case 'binary': return value instanceof Uint8Array ? value : encode(textOf(value));
    case 'decimal': return decimalOf(value).round(type.decimals ?? 0);
    case 'double': case 'float': return numberOf(value);
    case 'bigint': { const whole = typeof value === 'string' ? BigInt(Math.trunc(leadingNumber(value))) : integerOf(value); return type.unsigned ? BigInt.asUintN(64, whole) : whole; }
    case 'date': { const m = parseMoment(textOf(value)); return m === undefined ? null : formatDate(m); }
    case 'datetime': case 'timestamp': { const m = parseMoment(textOf(value)); return m === undefined ? null : formatDateTime(m, type.length ?? 0); }
    case 'time': { const seconds = parseDuration(textOf(value)); return seconds === undefined ? null : formatDuration(seconds); }
    case 'year': return integerOf(value);
    case 'json': return normalizeJson(textOf(value), 'cast_as_json');
    default: return value;
  } // prettier-ignore
}
