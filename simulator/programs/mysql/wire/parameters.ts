/** Values of a prepared statement's parameters, as COM_STMT_EXECUTE carries them. */
import { decode } from '../../../kernel/bytes.ts';
import { Decimal } from '../engine/decimal.ts';
import { formatDateTime, formatDuration } from '../engine/temporal.ts';
import type { Value } from '../engine/value.ts';
import { FIELD } from './constants.ts';
import type { PacketReader } from './packet.ts';

export function readParameters(
  reader: PacketReader,
  statement: { parameters: number; types: number[]; long: Map<number, Uint8Array> },
): Value[] {
  // prettier-ignore
  const count = statement.parameters;
  if (count === 0) return [];
  const nulls = reader.bytes((count + 7) >> 3).slice();
  if (reader.int(1) === 1) statement.types = Array.from({ length: count }, () => reader.int(2));
  return Array.from({ length: count }, (_, i): Value => {
    const long = statement.long.get(i);
    if (long !== undefined) return decode(long);
    if (((nulls[i >> 3] ?? 0) >> (i & 7)) & 1) return null;
    return readValue(reader, statement.types[i] ?? FIELD.VAR_STRING);
  });
}

function readValue(reader: PacketReader, type: number): Value {
  const unsigned = (type & 0x8000) !== 0;
  const integer = (size: number): bigint => {
    const value = reader.bigint(size);
    return unsigned ? value : BigInt.asIntN(size * 8, value);
  };
  switch (type & 0xff) {
    case FIELD.NULL: return null;
    case FIELD.TINY: return integer(1);
    case FIELD.SHORT: case FIELD.YEAR: return integer(2);
    case FIELD.LONG: case FIELD.INT24: return integer(4);
    case FIELD.LONGLONG: return integer(8);
    case FIELD.FLOAT: return new DataView(reader.bytes(4).slice().buffer).getFloat32(0, true);
    case FIELD.DOUBLE: return new DataView(reader.bytes(8).slice().buffer).getFloat64(0, true);
    case FIELD.DATE: case FIELD.DATETIME: case FIELD.TIMESTAMP: {
      const size = reader.int(1);
      const [year, month, day] = size >= 4 ? [reader.int(2), reader.int(1), reader.int(1)] : [0, 0, 0];
      const [hour, minute, second] = size >= 7 ? [reader.int(1), reader.int(1), reader.int(1)] : [0, 0, 0];
      const micros = size >= 11 ? reader.int(4) : 0;
      return formatDateTime({ year, month, day, hour, minute, second, micros }, micros > 0 ? 6 : 0);
    }
    case FIELD.TIME: {
      const size = reader.int(1);
      if (size === 0) return '00:00:00';
      const negative = reader.int(1) === 1;
      const seconds = reader.int(4) * 86400 + reader.int(1) * 3600 + reader.int(1) * 60 + reader.int(1);
      if (size > 8) reader.int(4);
      return formatDuration(negative ? -seconds : seconds);
    }
    case FIELD.NEWDECIMAL: return Decimal.parse(decode(reader.lengthBytes() ?? new Uint8Array(0)));
    case FIELD.BLOB: { const bytes = reader.lengthBytes() ?? new Uint8Array(0); return decode(bytes).includes('\ufffd') ? bytes.slice() : decode(bytes); }
    default: return reader.lengthText();
  } // prettier-ignore
}
