/** dump.rdb: the snapshot format of Redis, with the plain encodings of its types (no compression, checksum switched off). */
import { bytesToLatin1 } from '../text/codec.ts';
import { showFloat } from './command.ts';
import type { Keyspace, Value } from './keyspace.ts';
import { toBytes } from './reply.ts';

const TYPES = { string: 0, list: 1, set: 2, zset: 3, hash: 4 } as const;
const AUX = 0xfa;
const EXPIRE_MS = 0xfc;
const SELECT = 0xfe;
const END = 0xff;

function length(value: number): string {
  if (value < 64) return String.fromCharCode(value);
  if (value < 16384) return String.fromCharCode(0x40 | (value >> 8), value & 255);
  return `\x80${String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)}`;
}

const text = (value: string): string => length(value.length) + value;

function score(value: number): string {
  if (value === Infinity) return '\xfe';
  if (value === -Infinity) return '\xff';
  const shown = showFloat(value);
  return String.fromCharCode(shown.length) + shown;
}

function body(value: Value): string {
  switch (value.type) {
    case 'string': return text(value.text);
    case 'list': return length(value.items.length) + value.items.map(text).join('');
    case 'set': return length(value.members.size) + [...value.members].map(text).join('');
    case 'hash': return length(value.fields.size) + [...value.fields].map(([field, each]) => text(field) + text(each)).join('');
    case 'zset': return length(value.scores.size) + [...value.scores].map(([member, each]) => text(member) + score(each)).join('');
  } // prettier-ignore
}

function millis(time: number): string {
  let left = Math.floor(time);
  let bytes = '';
  for (let i = 0; i < 8; i++) {
    bytes += String.fromCharCode(left % 256);
    left = Math.floor(left / 256);
  }
  return bytes;
}

export function formatRdb(databases: readonly Keyspace[], version: string): Uint8Array {
  let out = `REDIS0011${String.fromCharCode(AUX)}${text('redis-ver')}${text(version)}`;
  databases.forEach((db, number) => {
    const keys = db.keys();
    if (keys.length === 0) return;
    out += String.fromCharCode(SELECT) + length(number);
    for (const key of keys) {
      const value = db.get(key);
      if (value === undefined) continue;
      const due = db.expires.get(key);
      if (due !== undefined) out += String.fromCharCode(EXPIRE_MS) + millis(due);
      out += String.fromCharCode(TYPES[value.type]) + text(key) + body(value);
    }
  });
  return toBytes(`${out}${String.fromCharCode(END)}${'\0'.repeat(8)}`);
}

class Cursor {
  private readonly data: string;
  private at = 9;
  constructor(data: string) {
    this.data = data;
  }

  byte(): number {
    if (this.at >= this.data.length) throw new RdbError('Unexpected EOF reading RDB file');
    return this.data.charCodeAt(this.at++);
  }

  take(count: number): string {
    if (this.at + count > this.data.length) throw new RdbError('Unexpected EOF reading RDB file');
    this.at += count;
    return this.data.slice(this.at - count, this.at);
  }

  length(): number {
    const first = this.byte();
    if (first >> 6 === 0) return first;
    if (first >> 6 === 1) return ((first & 63) << 8) | this.byte();
    if (first === 0x80) return ((this.byte() << 24) | (this.byte() << 16) | (this.byte() << 8) | this.byte()) >>> 0;
    throw new RdbError('Unknown RDB encoding type');
  }

  text(): string {
    return this.take(this.length());
  }

  millis(): number {
    return [...this.take(8)].reduceRight((sum, char) => sum * 256 + char.charCodeAt(0), 0);
  }

  score(): number {
    const size = this.byte();
    return size === 0xfe ? Infinity : size === 0xff ? -Infinity : Number(this.take(size));
  }
}

export class RdbError extends Error {
  override name = 'RdbError';
}

function readValue(cursor: Cursor, type: number): Value {
  const many = <T>(read: () => T): T[] => Array.from({ length: cursor.length() }, read);
  switch (type) {
    case TYPES.string: return { type: 'string', text: cursor.text() };
    case TYPES.list: return { type: 'list', items: many(() => cursor.text()) };
    case TYPES.set: return { type: 'set', members: new Set(many(() => cursor.text())) };
    case TYPES.hash: return { type: 'hash', fields: new Map(many(() => [cursor.text(), cursor.text()] as const)) };
    case TYPES.zset: return { type: 'zset', scores: new Map(many(() => [cursor.text(), cursor.score()] as const)) };
    default: throw new RdbError(`Unknown RDB encoding type ${type}`);
  } // prettier-ignore
}

/** Fills the databases; gives how many keys were read. Throws RdbError. */
export function loadRdb(bytes: Uint8Array, databases: readonly Keyspace[]): number {
  const data = bytesToLatin1(bytes);
  if (!data.startsWith('REDIS')) throw new RdbError('Wrong signature trying to load DB from file');
  const cursor = new Cursor(data);
  let db = databases[0];
  let due: number | undefined;
  let count = 0;
  for (;;) {
    const code = cursor.byte();
    if (code === END) return count;
    if (code === AUX) {
      cursor.text();
      cursor.text();
    } else if (code === SELECT) db = databases[cursor.length()];
    else if (code === EXPIRE_MS) due = cursor.millis();
    else {
      const key = cursor.text();
      db?.set(key, readValue(cursor, code));
      if (due !== undefined) db?.expires.set(key, due);
      due = undefined;
      count++;
    }
  }
}
