/** Commands on strings. */
import { at, float, integer, showFloat, SYNTAX, type Call, type Commands } from './command.ts';
import { OK, ReplyError, type Reply } from './reply.ts';

function set({ db, args, now }: Call): Reply {
  const [key = '', text = '', ...options] = args;
  let only: string | undefined;
  let get = false;
  let keep = false;
  let due: number | undefined;
  for (let i = 0; i < options.length; i++) {
    const word = at(options, i).toUpperCase();
    if (word === 'NX' || word === 'XX') only = word;
    else if (word === 'GET') get = true;
    else if (word === 'KEEPTTL') keep = true;
    else if (['EX', 'PX', 'EXAT', 'PXAT'].includes(word)) {
      const amount = integer(options[++i]);
      if (amount <= 0) throw new ReplyError("ERR invalid expire time in 'set' command");
      due = (word.endsWith('AT') ? 0 : now) + amount * (word.startsWith('EX') ? 1000 : 1);
    } else throw new ReplyError(SYNTAX);
  }
  const old = get ? (db.find(key, 'string')?.text ?? null) : null;
  const exists = db.get(key) !== undefined;
  if ((only === 'NX' && exists) || (only === 'XX' && !exists)) return old;
  db.set(key, { type: 'string', text }, keep);
  if (due !== undefined) db.expires.set(key, due);
  return get ? old : OK;
}

function add({ db }: Call, key: string, by: number): number {
  const value = db.find(key, 'string');
  const result = (value === undefined ? 0 : integer(value.text)) + by;
  if (!Number.isSafeInteger(result)) throw new ReplyError('ERR increment or decrement would overflow');
  db.set(key, { type: 'string', text: String(result) }, true);
  return result;
}

export const stringCommands: Commands = {
  set: { arity: -3, write: true, hint: 'key value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL]', run: set },
  get: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'string')?.text ?? null },
  setnx: { arity: 3, write: true, hint: 'key value', run: (call) => (set({ ...call, args: [...call.args, 'NX'] }) === OK ? 1 : 0) },
  setex: { arity: 4, write: true, hint: 'key seconds value', run: (call) => set({ ...call, args: [at(call.args, 0), at(call.args, 2), 'EX', at(call.args, 1)] }) },
  psetex: { arity: 4, write: true, hint: 'key milliseconds value', run: (call) => set({ ...call, args: [at(call.args, 0), at(call.args, 2), 'PX', at(call.args, 1)] }) },
  getset: { arity: 3, write: true, hint: 'key value', run: (call) => set({ ...call, args: [...call.args, 'GET'] }) },
  getdel: {
    arity: 2, write: true, hint: 'key',
    run: ({ db, args }) => {
      const text = db.find(at(args, 0), 'string')?.text ?? null;
      db.delete(at(args, 0));
      return text;
    },
  },
  mget: { arity: -2, hint: 'key [key ...]', run: ({ db, args }) => args.map((key) => { const value = db.get(key); return value?.type === 'string' ? value.text : null; }) },
  mset: {
    arity: -3, write: true, hint: 'key value [key value ...]',
    run: ({ db, args }) => {
      if (args.length % 2 !== 0) throw new ReplyError("ERR wrong number of arguments for 'mset' command");
      for (let i = 0; i < args.length; i += 2) db.set(at(args, i), { type: 'string', text: at(args, i + 1) });
      return OK;
    },
  },
  incr: { arity: 2, write: true, hint: 'key', run: (call) => add(call, at(call.args, 0), 1) },
  decr: { arity: 2, write: true, hint: 'key', run: (call) => add(call, at(call.args, 0), -1) },
  incrby: { arity: 3, write: true, hint: 'key increment', run: (call) => add(call, at(call.args, 0), integer(call.args[1])) },
  decrby: { arity: 3, write: true, hint: 'key decrement', run: (call) => add(call, at(call.args, 0), -integer(call.args[1])) },
  incrbyfloat: {
    arity: 3, write: true, hint: 'key increment',
    run: ({ db, args }) => {
      const sum = float(db.find(at(args, 0), 'string')?.text ?? '0') + float(args[1]);
      const text = showFloat(Number(sum.toPrecision(15)));
      db.set(at(args, 0), { type: 'string', text }, true);
      return text;
    },
  },
  append: {
    arity: 3, write: true, hint: 'key value',
    run: ({ db, args }) => {
      const value = db.need(at(args, 0), 'string');
      value.text += at(args, 1);
      return value.text.length;
    },
  },
  strlen: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'string')?.text.length ?? 0 },
  getrange: {
    arity: 4, hint: 'key start end',
    run: ({ db, args }) => slice2(db.find(at(args, 0), 'string')?.text ?? '', integer(args[1]), integer(args[2])),
  },
  setrange: {
    arity: 4, write: true, hint: 'key offset value',
    run: ({ db, args }) => {
      const value = db.need(at(args, 0), 'string');
      const offset = integer(args[1]);
      const text = value.text.padEnd(offset, '\0');
      value.text = text.slice(0, offset) + at(args, 2) + text.slice(offset + at(args, 2).length);
      return value.text.length;
    },
  },
}; // prettier-ignore

function slice2(text: string, from: number, to: number): string {
  const start = from < 0 ? Math.max(0, text.length + from) : from;
  const end = to < 0 ? text.length + to : to;
  return start > end ? '' : text.slice(start, end + 1);
}
