/** Commands on sorted sets. */
import { at, float, integer, showFloat, slice, SYNTAX, type Call, type Commands } from './command.ts';
import { ReplyError, type Reply } from './reply.ts';

type Row = readonly [member: string, score: number];

function ranked({ db }: Pick<Call, 'db'>, key: string): Row[] {
  const rows = [...(db.find(key, 'zset')?.scores ?? [])];
  return rows.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : a > b ? 1 : 0));
}

function shown(rows: readonly Row[], withScores: boolean): Reply {
  return withScores ? rows.flatMap(([member, score]) => [member, showFloat(score)]) : rows.map(([member]) => member);
}

function zadd({ db, args }: Call): Reply {
  const [key = '', ...rest] = args;
  const options = new Set<string>();
  while (['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'].includes(at(rest, 0).toUpperCase()))
    options.add((rest.shift() ?? '').toUpperCase());
  if (rest.length === 0 || rest.length % 2 !== 0) throw new ReplyError(SYNTAX);
  const scores = rest.filter((_, i) => i % 2 === 0).map((text) => float(text));
  const set = db.need(key, 'zset').scores;
  let added = 0;
  let changed = 0;
  let last: number | undefined;
  scores.forEach((given, i) => {
    const member = at(rest, 2 * i + 1);
    const old = set.get(member);
    if ((old !== undefined && options.has('NX')) || (old === undefined && options.has('XX'))) return;
    const score = options.has('INCR') ? (old ?? 0) + given : given;
    if (old !== undefined && ((options.has('GT') && score <= old) || (options.has('LT') && score >= old))) return;
    set.set(member, score);
    last = score;
    if (old === undefined) added++;
    else if (old !== score) changed++;
  });
  db.tidy(key);
  if (options.has('INCR')) return last === undefined ? null : showFloat(last);
  return options.has('CH') ? added + changed : added;
}

function bound(text: string): { value: number; open: boolean } {
  const open = text.startsWith('(');
  return { value: float(open ? text.slice(1) : text, 'ERR min or max is not a float'), open };
}

function byScore(call: Call, min: string, max: string): Row[] {
  const low = bound(min);
  const high = bound(max);
  return ranked(call, at(call.args, 0)).filter(
    ([, score]) =>
      (low.open ? score > low.value : score >= low.value) && (high.open ? score < high.value : score <= high.value),
  );
}

function limited(rows: readonly Row[], words: readonly string[]): readonly Row[] {
  const place = words.findIndex((word) => word.toUpperCase() === 'LIMIT');
  if (place < 0) return rows;
  const from = integer(words[place + 1]);
  const count = integer(words[place + 2]);
  return rows.slice(from, count < 0 ? undefined : from + count);
}

const has = (words: readonly string[], word: string): boolean => words.some((each) => each.toUpperCase() === word);

function zrange(call: Call): Reply {
  const [key = '', from = '', to = '', ...options] = call.args;
  const reverse = has(options, 'REV');
  if (has(options, 'BYLEX')) throw new ReplyError("ERR BYLEX is not simulated by Drydock's redis");
  if (has(options, 'BYSCORE')) {
    const rows = reverse ? byScore(call, to, from).reverse() : byScore(call, from, to);
    return shown(limited(rows, options), has(options, 'WITHSCORES'));
  }
  const rows = reverse ? ranked(call, key).reverse() : ranked(call, key);
  return shown(slice(rows, integer(from), integer(to)), has(options, 'WITHSCORES'));
}

function removeRows({ db, args }: Call, rows: readonly Row[]): number {
  for (const [member] of rows) db.find(at(args, 0), 'zset')?.scores.delete(member);
  db.tidy(at(args, 0));
  return rows.length;
}

function pop(call: Call, highest: boolean): Reply {
  const rows = highest ? ranked(call, at(call.args, 0)).reverse() : ranked(call, at(call.args, 0));
  const taken = rows.slice(0, call.args[1] === undefined ? 1 : integer(call.args[1]));
  removeRows(call, taken);
  return shown(taken, true);
}

function rank(call: Call, reverse: boolean): Reply {
  const rows = reverse ? ranked(call, at(call.args, 0)).reverse() : ranked(call, at(call.args, 0));
  const place = rows.findIndex(([member]) => member === at(call.args, 1));
  return place < 0 ? null : place;
}

export const sortedSetCommands: Commands = {
  zadd: { arity: -4, write: true, hint: 'key [NX|XX] [GT|LT] [CH] [INCR] score member [score member ...]', run: zadd },
  zincrby: { arity: 4, write: true, hint: 'key increment member', run: (call) => zadd({ ...call, args: [at(call.args, 0), 'INCR', at(call.args, 1), at(call.args, 2)] }) },
  zrange: { arity: -4, hint: 'key start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]', run: zrange },
  zrevrange: { arity: -4, hint: 'key start stop [WITHSCORES]', run: (call) => zrange({ ...call, args: [...call.args, 'REV'] }) },
  zrangebyscore: { arity: -4, hint: 'key min max [WITHSCORES] [LIMIT offset count]', run: (call) => zrange({ ...call, args: [...call.args, 'BYSCORE'] }) },
  zrevrangebyscore: { arity: -4, hint: 'key max min [WITHSCORES] [LIMIT offset count]', run: (call) => zrange({ ...call, args: [...call.args, 'BYSCORE', 'REV'] }) },
  zrem: { arity: -3, write: true, hint: 'key member [member ...]', run: ({ db, args }) => { const removed = args.slice(1).filter((each) => db.find(at(args, 0), 'zset')?.scores.delete(each) === true).length; db.tidy(at(args, 0)); return removed; } },
  zremrangebyrank: { arity: 4, write: true, hint: 'key start stop', run: (call) => removeRows(call, slice(ranked(call, at(call.args, 0)), integer(call.args[1]), integer(call.args[2]))) },
  zremrangebyscore: { arity: 4, write: true, hint: 'key min max', run: (call) => removeRows(call, byScore(call, at(call.args, 1), at(call.args, 2))) },
  zscore: { arity: 3, hint: 'key member', run: ({ db, args }) => { const score = db.find(at(args, 0), 'zset')?.scores.get(at(args, 1)); return score === undefined ? null : showFloat(score); } },
  zcard: { arity: 2, hint: 'key', run: ({ db, args }) => db.find(at(args, 0), 'zset')?.scores.size ?? 0 },
  zcount: { arity: 4, hint: 'key min max', run: (call) => byScore(call, at(call.args, 1), at(call.args, 2)).length },
  zrank: { arity: -3, hint: 'key member [WITHSCORE]', run: (call) => rank(call, false) },
  zrevrank: { arity: -3, hint: 'key member [WITHSCORE]', run: (call) => rank(call, true) },
  zpopmin: { arity: -2, write: true, hint: 'key [count]', run: (call) => pop(call, false) },
  zpopmax: { arity: -2, write: true, hint: 'key [count]', run: (call) => pop(call, true) },
}; // prettier-ignore
