/** Columns and rows of a result as they go over the wire. */
import { encode } from '../../../kernel/bytes.ts';
import type { ResultColumn } from '../engine/result.ts';
import { parseMoment, parseDuration } from '../engine/temporal.ts';
import { isBinary, isNumeric, isTemporal, textOf, integerOf, numberOf, type Value, type ValueType } from '../engine/value.ts'; // prettier-ignore
import { BINARY, FIELD, FLAG, UTF8MB4 } from './constants.ts';
import { PacketWriter } from './packet.ts';

const CODES: Readonly<Record<string, number>> = {
  tinyint: FIELD.TINY, smallint: FIELD.SHORT, mediumint: FIELD.INT24, int: FIELD.LONG, bigint: FIELD.LONGLONG, year: FIELD.YEAR, bit: FIELD.BIT, decimal: FIELD.NEWDECIMAL, float: FIELD.FLOAT, double: FIELD.DOUBLE,
  date: FIELD.DATE, time: FIELD.TIME, datetime: FIELD.DATETIME, timestamp: FIELD.TIMESTAMP, json: FIELD.JSON, null: FIELD.NULL, char: FIELD.STRING, binary: FIELD.STRING, enum: FIELD.STRING, set: FIELD.STRING,
  tinytext: FIELD.BLOB, text: FIELD.BLOB, mediumtext: FIELD.BLOB, longtext: FIELD.BLOB, tinyblob: FIELD.BLOB, blob: FIELD.BLOB, mediumblob: FIELD.BLOB, longblob: FIELD.BLOB,
}; // prettier-ignore

export const codeOf = (type: ValueType): number => CODES[type.name] ?? FIELD.VAR_STRING;

export function columnPacket(column: ResultColumn): Uint8Array {
  const { type, origin } = column;
  const code = codeOf(type);
  const plain = isNumeric(type) || isTemporal(type) || isBinary(type) || type.name === 'null' || type.name === 'json';
  let flags = type.nullable ? 0 : FLAG.NOT_NULL;
  if (origin?.primary === true) flags |= FLAG.PRI_KEY;
  if (type.unsigned) flags |= FLAG.UNSIGNED;
  if (plain) flags |= FLAG.BINARY;
  if (code === FIELD.BLOB) flags |= FLAG.BLOB;
  if (type.name === 'enum') flags |= FLAG.ENUM;
  if (type.name === 'set') flags |= FLAG.SET;
  return new PacketWriter()
    .lengthText('def')
    .lengthText(origin?.database ?? '')
    .lengthText(column.table ?? '')
    .lengthText(origin?.table ?? '')
    .lengthText(column.name)
    .lengthText(origin?.column ?? '')
    .int(0x0c, 1)
    .int(plain ? BINARY : UTF8MB4, 2)
    .int(plain ? type.length : Math.min(type.length * 4, 0xffffffff), 4)
    .int(code, 1)
    .int(flags, 2)
    .int(type.name === 'double' && type.decimals === 0 ? 31 : type.decimals, 1)
    .int(0, 2)
    .finish();
}

function bytesOf(value: Exclude<Value, null>, type: ValueType): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (type.name === 'bit') return Uint8Array.of(Number(integerOf(value)) & 255);
  return encode(textOf(value));
}

export function textRow(row: readonly Value[], columns: readonly ResultColumn[]): Uint8Array {
  const writer = new PacketWriter();
  columns.forEach(({ type }, i) => {
    const value = row[i] ?? null;
    if (value === null) writer.int(0xfb, 1);
    else writer.lengthBytes(bytesOf(value, type));
  });
  return writer.finish();
}

/** A row as the answer to COM_STMT_EXECUTE. */
export function binaryRow(row: readonly Value[], columns: readonly ResultColumn[]): Uint8Array {
  const nulls = new Uint8Array((columns.length + 9) >> 3);
  columns.forEach((_, i) => {
    if ((row[i] ?? null) === null) nulls[(i + 2) >> 3] = (nulls[(i + 2) >> 3] ?? 0) | (1 << ((i + 2) & 7));
  });
  const writer = new PacketWriter().int(0, 1).bytes(nulls);
  columns.forEach(({ type }, i) => {
    const value = row[i] ?? null;
    if (value !== null) binaryValue(writer, value, type);
  });
  return writer.finish();
}

function binaryValue(writer: PacketWriter, value: Exclude<Value, null>, type: ValueType): void {
  switch (codeOf(type)) {
    case FIELD.TINY: writer.int(integerOf(value), 1); break;
    case FIELD.SHORT: case FIELD.YEAR: writer.int(integerOf(value), 2); break;
    case FIELD.LONG: case FIELD.INT24: writer.int(integerOf(value), 4); break;
    case FIELD.LONGLONG: writer.int(integerOf(value), 8); break;
    case FIELD.FLOAT: writer.bytes(new Uint8Array(Float32Array.of(numberOf(value)).buffer)); break;
    case FIELD.DOUBLE: writer.bytes(new Uint8Array(Float64Array.of(numberOf(value)).buffer)); break;
    case FIELD.DATE: case FIELD.DATETIME: case FIELD.TIMESTAMP: {
      const m = parseMoment(textOf(value));
      if (m === undefined) { writer.int(0, 1); break; }
      writer.int(m.micros > 0 ? 11 : 7, 1).int(m.year, 2).int(m.month, 1).int(m.day, 1).int(m.hour, 1).int(m.minute, 1).int(m.second, 1);
      if (m.micros > 0) writer.int(Math.floor(m.micros), 4);
      break;
    }
    case FIELD.TIME: {
      const seconds = parseDuration(textOf(value)) ?? 0;
      const size = Math.abs(seconds);
      writer.int(8, 1).int(seconds < 0 ? 1 : 0, 1).int(Math.floor(size / 86400), 4).int(Math.floor(size / 3600) % 24, 1).int(Math.floor(size / 60) % 60, 1).int(size % 60, 1);
      break;
    }
    default: writer.lengthBytes(bytesOf(value, type));
  } // prettier-ignore
}
