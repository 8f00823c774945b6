/** Commands on lists, sets and hashes. */
import { at, float, integer, showFloat, slice, type Call, type Commands } from './command.ts';
import { scanned } from './key-commands.ts';
import { NilArray, OK, ReplyError, type Reply } from './reply.ts';

function push({ db, args, server }: Call, end: 'left' | 'right', onlyExisting = false): Reply {
  const [key = '', ...items] = args;
  if (onlyExisting && db.find(key, 'list') === undefined) return 0;
  const list = db.need(key, 'list');
  if (end === 'left') list.items.unshift(...[...items].reverse());
  else list.items.push(...items);
  server.pushed();
  return list.items.length;
}

function pop({ db, args }: Call, end: 'left' | 'right'): Reply {
  const key = at(args, 0);
  const list = db.find(key, 'list');
  const count = args[1] === undefined ? undefined : integer(args[1]);
  if (list === undefined) return count === undefined ? null : new NilArray();
  const taken: string[] = [];
  for (let left = count ?? 1; left > 0 && list.items.length > 0; left--)
    taken.push((end === 'left' ? list.items.shift() : list.items.pop()) ?? '');
  db.tidy(key);
  return count === undefined ? (taken[0] ?? null) : taken;
}

/** BLPOP and BRPOP: waits until one of the lists has something, or the time is over. */
async function blockingPop(call: Call, end: 'left' | 'right'): Promise<Reply> {
  const { args, server, db } = call;
  const keys = args.slice(0, -1);
  const seconds = float(args.at(-1), 'ERR timeout is not a float or out of range');
  const due = seconds === 0 ? Infinity : call.now + seconds * 1000;
  for (;;) {
    const key = keys.find((each) => db.find(each, 'list') !== undefined);
    if (key !== undefined) {
      const item = pop({ ...call, args: [key] }, end);
      server.propagate(call.client.database, [end === 'left' ? 'LPOP' : 'RPOP', key]);
      return [key, item];
    }
    if (!(await server.waitForPush(due)) || call.client.closing) return new NilArray();
  }
}

function combine({ db, args }: Call, how: 'union' | 'inter' | 'diff', keys = args): Set<string> {
  const [first = new Set<string>(), ...rest] = keys.map((key) => db.find(key, 'set')?.members ?? new Set<string>());
  if (how === 'union') return new Set([...first, ...rest.flatMap((each) => [...each])]);
  return new Set(
    [...first].filter((member) =>
      how === 'inter' ? rest.every((each) => each.has(member)) : !rest.some((each) => each.has(member)),
    ),
  );
}

function storeSet(call: Call, how: 'union' | 'inter' | 'diff'): Reply {
  const [key = '', ...keys] = call.args;
  const members = combine(call, how, keys);
  call.db.set(key, { type: 'set', members });
  call.db.tidy(key);
  return members.size;
}

function pairs(name: string, args: readonly string[]): [string, string][] {
  if (args.length % 2 !== 0) throw new ReplyError(`ERR wrong number of arguments for '${name}' command`);
  return Array.from({ length: args.length / 2 }, (_, i) => [at(args, 2 * i), at(args, 2 * i + 1)]);
}

function hset({ db, args, name }: Call): number {
  const rows = pairs(name, args.slice(1));
  const { fields } = db.need(at(args, 0), 'hash');
  const before = fields.size;
  for (const [field, value] of rows) fields.set(field, value);
  return fields.size - before;
}

export const listCommands: Commands = {
  lpush: { arity: -3, write: true, hint: 'key element [element ...]', run: (call) => push(call, 'left') },
  rpush: { arity: -3, write: true, hint: 'key element [element ...]', run: (call) => push(call, 'right') },
  lpushx: { arity: -3, write: true, hint: 'key element [element ...]', run: (call) => push(call, 'left', true) },
  rpushx: { arity: -3, write: true, hint: 'key element [element ...]', run: (call) => push(call, 'right', true) },
  lpop: { arity: -2, write: true, hint: 'key [count]', run: (call) => pop(call, 'left') },
  rpop: { arity: -2, write: true, hint: 'key [count]', run: (call) => pop(call, 'right') },
  blpop: { arity: -3, hint: 'key [key ...] timeout', run: (call) => blockingPop(call, 'left') },
  brpop: { arity: -3, hint: 'key [key ...] timeout', run: (call) => blockingPop(call, 'right') },
  llen: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'list')?.items.length ?? 0 },
  lrange: { arity: 4, hint: 'key start stop', run: ({ db, args }) => slice(db.find(at(args, 0), 'list')?.items ?? [], integer(args[1]), integer(args[2])) },
  lindex: { arity: 3, hint: 'key index', run: ({ db, args }) => db.find(at(args, 0), 'list')?.items.at(integer(args[1])) ?? null },
  lset: {
    arity: 4, write: true, hint: 'key index element',
    run: ({ db, args }) => {
      const items = db.find(at(args, 0), 'list')?.items;
      if (items === undefined) throw new ReplyError('ERR no such key');
      const index = integer(args[1]);
      const place = index < 0 ? items.length + index : index;
      if (place < 0 || place >= items.length) throw new ReplyError('ERR index out of range');
      items[place] = at(args, 2);
      return OK;
    },
  },
  lrem: {
    arity: 4, write: true, hint: 'key count element',
    run: ({ db, args }) => {
      const [key = '', , element = ''] = args;
      const list = db.find(key, 'list');
      if (list === undefined) return 0;
      const count = integer(args[1]);
      let left = count === 0 ? Infinity : Math.abs(count);
      const items = count < 0 ? [...list.items].reverse() : list.items;
      const kept = items.filter((item) => item !== element || left-- <= 0);
      const removed = items.length - kept.length;
      list.items = count < 0 ? kept.reverse() : kept;
      db.tidy(key);
      return removed;
    },
  },
  ltrim: {
    arity: 4, write: true, hint: 'key start stop',
    run: ({ db, args }) => {
      const list = db.find(at(args, 0), 'list');
      if (list !== undefined) list.items = slice(list.items, integer(args[1]), integer(args[2]));
      db.tidy(at(args, 0));
      return OK;
    },
  },
}; // prettier-ignore

export const setCommands: Commands = {
  sadd: { arity: -3, write: true, hint: 'key member [member ...]', run: ({ db, args }) => { const { members } = db.need(at(args, 0), 'set'); const before = members.size; for (const each of args.slice(1)) members.add(each); return members.size - before; } },
  srem: { arity: -3, write: true, hint: 'key member [member ...]', run: ({ db, args }) => { const removed = args.slice(1).filter((each) => db.find(at(args, 0), 'set')?.members.delete(each) === true).length; db.tidy(at(args, 0)); return removed; } },
  smembers: { arity: 2, hint: 'key', run: ({ db, args }) => [...(db.find(at(args, 0), 'set')?.members ?? [])] },
  sismember: { arity: 3, hint: 'key member', run: ({ db, args }) => (db.find(at(args, 0), 'set')?.members.has(at(args, 1)) === true ? 1 : 0) },
  scard: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'set')?.members.size ?? 0 },
  spop: {
    arity: -2, write: true, hint: 'key [count]',
    run: ({ db, args, server }) => {
      const members = db.find(at(args, 0), 'set')?.members;
      const taken: string[] = [];
      for (let left = args[1] === undefined ? 1 : integer(args[1]); left > 0 && members !== undefined && members.size > 0; left--) {
        const member = [...members][server.random(members.size)] ?? '';
        members.delete(member);
        taken.push(member);
      }
      db.tidy(at(args, 0));
      return args[1] === undefined ? (taken[0] ?? null) : taken;
    },
  },
  srandmember: { arity: -2, hint: 'key [count]', run: ({ db, args, server }) => { const members = [...(db.find(at(args, 0), 'set')?.members ?? [])]; return args[1] === undefined ? (members[server.random(members.length)] ?? null) : members.slice(0, Math.abs(integer(args[1]))); } },
  sunion: { arity: -2, hint: 'key [key ...]', run: (call) => [...combine(call, 'union')] },
  sinter: { arity: -2, hint: 'key [key ...]', run: (call) => [...combine(call, 'inter')] },
  sdiff: { arity: -2, hint: 'key [key ...]', run: (call) => [...combine(call, 'diff')] },
  sunionstore: { arity: -3, write: true, hint: 'destination key [key ...]', run: (call) => storeSet(call, 'union') },
  sinterstore: { arity: -3, write: true, hint: 'destination key [key ...]', run: (call) => storeSet(call, 'inter') },
  sdiffstore: { arity: -3, write: true, hint: 'destination key [key ...]', run: (call) => storeSet(call, 'diff') },
  sscan: { arity: -3, hint: 'key cursor [MATCH pattern] [COUNT count]', run: ({ db, args }) => ['0', scanned(args.slice(2), [...(db.find(at(args, 0), 'set')?.members ?? [])])] },
}; // prettier-ignore

export const hashCommands: Commands = {
  hset: { arity: -4, write: true, hint: 'key field value [field value ...]', run: hset },
  hmset: { arity: -4, write: true, hint: 'key field value [field value ...]', run: (call) => { hset(call); return OK; } },
  hsetnx: { arity: 4, write: true, hint: 'key field value', run: (call) => (call.db.find(at(call.args, 0), 'hash')?.fields.has(at(call.args, 1)) === true ? 0 : hset(call)) },
  hget: { arity: 3, hint: 'key field', run: ({ db, args }) => db.find(at(args, 0), 'hash')?.fields.get(at(args, 1)) ?? null },
  hmget: { arity: -3, hint: 'key field [field ...]', run: ({ db, args }) => args.slice(1).map((field) => db.find(at(args, 0), 'hash')?.fields.get(field) ?? null) },
  hgetall: { arity: 2, hint: 'key', run: ({ db, args }) => [...(db.find(at(args, 0), 'hash')?.fields ?? [])].flat() },
  hkeys: { arity: 2, hint: 'key', run: ({ db, args }) => [...(db.find(at(args, 0), 'hash')?.fields.keys() ?? [])] },
  hvals: { arity: 2, hint: 'key', run: ({ db, args }) => [...(db.find(at(args, 0), 'hash')?.fields.values() ?? [])] },
  hlen: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'hash')?.fields.size ?? 0 },
  hexists: { arity: 3, hint: 'key field', run: ({ db, args }) => (db.find(at(args, 0), 'hash')?.fields.has(at(args, 1)) === true ? 1 : 0) },
  hdel: { arity: -3, write: true, hint: 'key field [field ...]', run: ({ db, args }) => { const removed = args.slice(1).filter((each) => db.find(at(args, 0), 'hash')?.fields.delete(each) === true).length; db.tidy(at(args, 0)); return removed; } },
  hincrby: {
    arity: 4, write: true, hint: 'key field increment',
    run: ({ db, args }) => {
      const by = integer(args[2]);
      const { fields } = db.need(at(args, 0), 'hash');
      const old = fields.get(at(args, 1)) ?? '0';
      if (!/^-?\d+$/.test(old)) throw new ReplyError('ERR hash value is not an integer');
      fields.set(at(args, 1), String(Number(old) + by));
      return Number(old) + by;
    },
  },
  hincrbyfloat: {
    arity: 4, write: true, hint: 'key field increment',
    run: ({ db, args }) => {
      const by = float(args[2]);
      const { fields } = db.need(at(args, 0), 'hash');
      const text = showFloat(Number((float(fields.get(at(args, 1)) ?? '0', 'ERR hash value is not a float') + by).toPrecision(15)));
      fields.set(at(args, 1), text);
      return text;
    },
  },
  hscan: { arity: -3, hint: 'key cursor [MATCH pattern] [COUNT count]', run: ({ db, args }) => { const fields = db.find(at(args, 0), 'hash')?.fields; return ['0', scanned(args.slice(2), [...(fields?.keys() ?? [])]).flatMap((field) => [field, fields?.get(field) ?? ''])]; } },
}; // prettier-ignore
