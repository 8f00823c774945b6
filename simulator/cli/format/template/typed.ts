/**
 * JSON as Go's decoder gives it to a template with a type: `docker inspect --format` runs over the API's structs first,
 * so that `.HostConfig.Memory` is an int64 and `{{.Mounts}}` prints as a Go slice of structs.
 *
 * Types are written in a small notation, one struct a line: `container.State: Status string; Pid int; Health? *Health`.
 * A field is its Go name, `|jsonName` where that differs (`|-` for none), `?` for omitempty, and its type; `+T` embeds T. Types are
 * Go's (`[]T`, `*T`, `map[string]T`, `[2]T`), `set` for struct{}, `any`, `time`, `duration`, the name of a struct of
 * the same table, or `Name=string` for a named scalar. `units.Ulimit as {Name}={Soft}: …` tells what String gives.
 */
import { formatDuration } from '../../go/duration.ts';
import { formatTime, parseTime } from '../../go/time.ts';
import { fromJson } from './from-json.ts';
import { printed } from './print.ts';
import { INVALID, structField, type StructField, type Value } from './value.ts';

interface FieldType {
  name: string;
  json: string;
  omitempty: boolean;
  embedded: boolean;
  type: string;
}

/** Struct types by name, in the notation above. */
export class TypeTable {
  private readonly structs = new Map<string, readonly FieldType[]>();
  private readonly texts = new Map<string, string>();

  constructor(...sources: readonly string[]) {
    for (const line of sources.join('\n').split('\n')) {
      const [head = '', fields] = line.split(/:\s+/, 2);
      const [name = '', text] = head.split(' as ');
      if (fields !== undefined) this.structs.set(name, fields.split(/;\s*/).map(parseField));
      if (text !== undefined) this.texts.set(name, text);
    }
  }

  /** The value of `type` that decoding `data` gives; missing and null members are zero values. */
  decode(type: string, data: unknown): Value {
    if (type.startsWith('*')) return this.pointer(type, data);
    if (type.startsWith('[')) return this.list(type, data);
    if (type.startsWith('map[')) return this.map(type, data);
    const named = /^(.+)=(\w+)$/.exec(type);
    if (named) return scalar(named[2] ?? '', named[1] ?? '', data);
    const fields = this.structs.get(type);
    if (fields) return { kind: 'struct', type, fields: fields.map((field) => this.field(field, data)) };
    return scalar(type, type, data);
  }

  private field(field: FieldType, data: unknown): StructField {
    const { name, json, omitempty, embedded, type } = field;
    const value = this.decode(type, embedded ? data : member(data, json));
    return { name, json: json === '-' ? undefined : json, omitempty, embedded, value };
  }

  private pointer(type: string, data: unknown): Value {
    const elem = data === undefined || data === null ? null : this.decode(type.slice(1), data);
    const text = elem?.kind === 'struct' ? this.texts.get(elem.type) : undefined;
    if (text === undefined || elem?.kind !== 'struct') return { kind: 'pointer', type: typeText(type), elem };
    const shown = text.replace(/\{(\w+)\}/g, (_whole, name: string) => printed(structField(elem, name) ?? INVALID));
    return { kind: 'pointer', type: typeText(type), elem, text: shown };
  }

  private list(type: string, data: unknown): Value {
    const [prefix = '', length = ''] = /^\[(\d*)\]/.exec(type) ?? [];
    const inner = type.slice(prefix.length);
    const items = Array.isArray(data) ? data.map((item: unknown) => this.decode(inner, item)) : null;
    if (length === '') return { kind: 'slice', type: typeText(type), items };
    const filled = items ?? Array.from({ length: Number(length) }, () => this.decode(inner, undefined));
    return { kind: 'array', type: typeText(type), items: filled };
  }

  private map(type: string, data: unknown): Value {
    const [prefix = '', key = 'string'] = /^map\[([\w.]+)\]/.exec(type) ?? [];
    const inner = type.slice(prefix.length);
    const zero = this.decode(inner, undefined);
    const entries =
      typeof data === 'object' && data !== null
        ? new Map(Object.entries(data).map(([key, value]) => [key, this.decode(inner, value)]))
        : null;
    return { kind: 'map', type: typeText(type), key, entries, zero };
  }
}

function parseField(text: string): FieldType {
  if (text.startsWith('+')) {
    const type = text.slice(1).trim();
    return { name: type.replace(/^.*\./, ''), json: '', omitempty: false, embedded: true, type };
  }
  const [, name = '', json = name, mark = '', type = ''] =
    /^(\w+)(?:\|([\w-]+))?(\??)\s+(\S+)$/.exec(text.trim()) ?? [];
  return { name, json, omitempty: mark === '?', embedded: false, type };
}

/** A type of the notation as Go writes it. */
const typeText = (type: string): string =>
  type
    .replace(/=\w+$/, '')
    .replace(/\bset$/, 'struct {}')
    .replace(/\bany$/, 'interface {}')
    .replace(/\btime$/, 'time.Time');

const member = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? new Map<string, unknown>(Object.entries(data)).get(name) : undefined;

function scalar(kind: string, type: string, data: unknown): Value {
  switch (kind) {
    case 'string':
      return { kind: 'string', type, value: typeof data === 'string' ? data : '' };
    case 'bool':
      return { kind: 'bool', type, value: data === true };
    case 'any':
      return {
        kind: 'interface',
        type: 'interface {}',
        elem: data === undefined || data === null ? null : fromJson(data),
      };
    case 'set':
      return { kind: 'struct', type: 'struct {}', fields: [] };
    case 'time':
      return time(typeof data === 'string' ? data : '0001-01-01T00:00:00Z');
    case 'duration':
      return duration(typeof data === 'number' ? data : 0);
    default:
      return number(kind, type, typeof data === 'number' ? data : 0);
  }
}

function number(kind: string, type: string, value: number): Value {
  if (kind.startsWith('int')) return { kind: 'int', type, value };
  if (kind.startsWith('uint')) return { kind: 'uint', type, value };
  return kind.startsWith('float') ? { kind: 'float', type, value } : INVALID;
}

function time(text: string): Value {
  const at = parseTime(text);
  return { kind: 'struct', type: 'time.Time', fields: [], text: formatTime(at), json: JSON.stringify(text) };
}

/** time.Duration prints as text and is a number otherwise. */
const duration = (nanoseconds: number): Value => ({
  kind: 'int',
  type: 'time.Duration',
  value: nanoseconds,
  text: formatDuration(nanoseconds),
});
