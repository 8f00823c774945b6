/** The data of one database: values of five types, with the moments at which they expire. */
import { ReplyError } from './reply.ts';

export type Value =
  | { type: 'string'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'set'; members: Set<string> }
  | { type: 'hash'; fields: Map<string, string> }
  | { type: 'zset'; scores: Map<string, number> };

export type ValueType = Value['type'];
export type ValueOf<T extends ValueType> = Extract<Value, { type: T }>;

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

const EMPTY: { [T in ValueType]: () => ValueOf<T> } = {
  string: () => ({ type: 'string', text: '' }),
  list: () => ({ type: 'list', items: [] }),
  set: () => ({ type: 'set', members: new Set() }),
  hash: () => ({ type: 'hash', fields: new Map() }),
  zset: () => ({ type: 'zset', scores: new Map() }),
};

function isEmpty(value: Value): boolean {
  switch (value.type) {
    case 'string': return false;
    case 'list': return value.items.length === 0;
    case 'set': return value.members.size === 0;
    case 'hash': return value.fields.size === 0;
    case 'zset': return value.scores.size === 0;
  } // prettier-ignore
}

function isOfType<T extends ValueType>(value: Value, type: T): value is ValueOf<T> {
  return value.type === type;
}

export class Keyspace {
  readonly values = new Map<string, Value>();
  /** Milliseconds since the epoch. */
  readonly expires = new Map<string, number>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  get(key: string): Value | undefined {
    const due = this.expires.get(key);
    if (due !== undefined && due <= this.now()) this.delete(key);
    return this.values.get(key);
  }

  /** The value if it is of that type; throws WRONGTYPE for another. */
  find<T extends ValueType>(key: string, type: T): ValueOf<T> | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (!isOfType(value, type)) throw new ReplyError(WRONG_TYPE);
    return value;
  }

  /** The value, made when it is not there yet. */
  need<T extends ValueType>(key: string, type: T): ValueOf<T> {
    const found = this.find(key, type);
    if (found !== undefined) return found;
    const made: ValueOf<T> = EMPTY[type]();
    this.values.set(key, made);
    return made;
  }

  set(key: string, value: Value, keepExpiry = false): void {
    this.values.set(key, value);
    if (!keepExpiry) this.expires.delete(key);
  }

  delete(key: string): boolean {
    this.expires.delete(key);
    return this.values.delete(key);
  }

  /** A collection without members is no key. */
  tidy(key: string): void {
    const value = this.values.get(key);
    if (value !== undefined && isEmpty(value)) this.delete(key);
  }

  /** Keys that have not expired. */
  keys(): string[] {
    return [...this.values.keys()].filter((key) => this.get(key) !== undefined);
  }

  clear(): void {
    this.values.clear();
    this.expires.clear();
  }
}

/** Glob patterns of KEYS, SCAN MATCH and PSUBSCRIBE. */
export function globPattern(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|\[\^?[^\]]*\]|[*?]|[.+^${}()|\\]/gs, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.startsWith('[') && part.length > 1 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 's');
}
