/** Commands on keys of any type. */
import { at, integer, SYNTAX, type Call, type Commands } from './command.ts';
import { globPattern, type Value } from './keyspace.ts';
import { OK, ReplyError, Status, type Reply } from './reply.ts';

function encodingOf(value: Value): string {
  switch (value.type) {
    case 'string': return /^-?\d{1,19}$/.test(value.text) ? 'int' : value.text.length <= 44 ? 'embstr' : 'raw';
    case 'list': return value.items.length <= 128 ? 'listpack' : 'quicklist';
    case 'set': return [...value.members].every((each) => /^-?\d{1,19}$/.test(each)) ? 'intset' : value.members.size <= 128 ? 'listpack' : 'hashtable';
    case 'hash': return value.fields.size <= 128 ? 'listpack' : 'hashtable';
    case 'zset': return value.scores.size <= 128 ? 'listpack' : 'skiplist';
  } // prettier-ignore
}

function expireAt({ db, args }: Call, due: number): Reply {
  const key = at(args, 0);
  if (db.get(key) === undefined) return 0;
  const option = args[2]?.toUpperCase();
  const old = db.expires.get(key);
  if ((option === 'NX' && old !== undefined) || (option === 'XX' && old === undefined)) return 0;
  if ((option === 'GT' && (old === undefined || due <= old)) || (option === 'LT' && old !== undefined && due >= old))
    return 0;
  db.expires.set(key, due);
  db.get(key);
  return 1;
}

function timeLeft({ db, args, now }: Call): number {
  if (db.get(at(args, 0)) === undefined) return -2;
  const due = db.expires.get(at(args, 0));
  return due === undefined ? -1 : due - now;
}

function rename(call: Call, onlyNew: boolean): Reply {
  const { db, args } = call;
  const [from = '', to = ''] = args;
  const value = db.get(from);
  if (value === undefined) throw new ReplyError('ERR no such key');
  if (onlyNew && db.get(to) !== undefined) return 0;
  const due = db.expires.get(from);
  db.delete(from);
  db.set(to, value);
  if (due !== undefined) db.expires.set(to, due);
  return onlyNew ? 1 : OK;
}

function remove({ db, args }: Call): Reply {
  return args.filter((key) => db.get(key) !== undefined && db.delete(key)).length;
}

/** The whole set in one go: cursor 0 comes back, as small sets are answered. */
export function scanned(
  args: readonly string[],
  items: readonly string[],
  keep: (item: string) => boolean = () => true,
): string[] {
  let match: RegExp | undefined;
  for (let i = 0; i < args.length; i += 2) {
    const word = at(args, i).toUpperCase();
    if (word === 'MATCH') match = globPattern(at(args, i + 1));
    else if (word !== 'COUNT' && word !== 'TYPE') throw new ReplyError(SYNTAX);
  }
  return items.filter((item) => (match === undefined || match.test(item)) && keep(item));
}

function scan({ db, args }: Call): Reply {
  integer(args[0]);
  const type = args[args.findIndex((word) => word.toUpperCase() === 'TYPE') + 1];
  const typed = args.some((word) => word.toUpperCase() === 'TYPE');
  return ['0', scanned(args.slice(1), db.keys(), (key) => !typed || db.get(key)?.type === type)];
}

export const keyCommands: Commands = {
  del: { arity: -2, write: true, hint: 'key [key ...]', run: remove },
  unlink: { arity: -2, write: true, hint: 'key [key ...]', run: remove },
  exists: { arity: -2, hint: 'key [key ...]', run: ({ db, args }) => args.filter((key) => db.get(key) !== undefined).length },
  type: { arity: 2, hint: 'key', run: ({ db, args }) => new Status(db.get(at(args, 0))?.type ?? 'none') },
  keys: { arity: 2, hint: 'pattern', run: ({ db, args }) => { const form = globPattern(at(args, 0)); return db.keys().filter((key) => form.test(key)); } },
  scan: { arity: -2, hint: 'cursor [MATCH pattern] [COUNT count] [TYPE type]', run: scan },
  randomkey: { arity: 1, hint: '', run: ({ db, server }) => { const keys = db.keys(); return keys[server.random(keys.length)] ?? null; } },
  dbsize: { arity: 1, hint: '', run: ({ db }) => db.keys().length },
  expire: { arity: -3, write: true, hint: 'key seconds [NX|XX|GT|LT]', run: (call) => expireAt(call, call.now + integer(call.args[1]) * 1000) },
  pexpire: { arity: -3, write: true, hint: 'key milliseconds [NX|XX|GT|LT]', run: (call) => expireAt(call, call.now + integer(call.args[1])) },
  expireat: { arity: -3, write: true, hint: 'key unix-time-seconds [NX|XX|GT|LT]', run: (call) => expireAt(call, integer(call.args[1]) * 1000) },
  pexpireat: { arity: -3, write: true, hint: 'key unix-time-milliseconds [NX|XX|GT|LT]', run: (call) => expireAt(call, integer(call.args[1])) },
  ttl: { arity: 2, hint: 'key', run: (call) => { const left = timeLeft(call); return left < 0 ? left : Math.floor((left + 500) / 1000); } },
  pttl: { arity: 2, hint: 'key', run: timeLeft },
  persist: { arity: 2, write: true, hint: 'key', run: ({ db, args }) => (db.get(at(args, 0)) !== undefined && db.expires.delete(at(args, 0)) ? 1 : 0) },
  rename: { arity: 3, write: true, hint: 'key newkey', run: (call) => rename(call, false) },
  renamenx: { arity: 3, write: true, hint: 'key newkey', run: (call) => rename(call, true) },
  copy: {
    arity: -3, write: true, hint: 'source destination [DB destination-db] [REPLACE]',
    run: ({ db, args }) => {
      const [from = '', to = '', ...options] = args;
      const value = db.get(from);
      const replace = options.some((word) => word.toUpperCase() === 'REPLACE');
      if (value === undefined || (db.get(to) !== undefined && !replace)) return 0;
      db.set(to, structuredCopy(value));
      return 1;
    },
  },
  object: {
    arity: -2, hint: 'ENCODING key',
    run: ({ db, args }) => {
      const value = db.get(at(args, 1));
      if (value === undefined) return null;
      switch (at(args, 0).toLowerCase()) {
        case 'encoding': return encodingOf(value);
        case 'refcount': return 1;
        case 'idletime': return 0;
        default: throw new ReplyError(`ERR unknown subcommand '${at(args, 0)}'. Try OBJECT HELP.`);
      }
    },
  },
  flushdb: { arity: -1, write: true, hint: '[ASYNC|SYNC]', run: ({ db }) => { db.clear(); return OK; } },
  flushall: { arity: -1, write: true, hint: '[ASYNC|SYNC]', run: ({ server }) => { for (const each of server.databases) each.clear(); return OK; } },
}; // prettier-ignore

function structuredCopy(value: Value): Value {
  switch (value.type) {
    case 'string': return { ...value };
    case 'list': return { type: 'list', items: [...value.items] };
    case 'set': return { type: 'set', members: new Set(value.members) };
    case 'hash': return { type: 'hash', fields: new Map(value.fields) };
    case 'zset': return { type: 'zset', scores: new Map(value.scores) };
  } // prettier-ignore
}
