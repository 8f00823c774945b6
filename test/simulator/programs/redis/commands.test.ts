import { describe, expect, test } from 'vitest';
import { hintFor } from '../../../../simulator/programs/redis/cli.ts';
import { dataOnly } from './support.ts';

/** Lines typed one after the other and what redis-cli shows for each. */
async function session(lines: Readonly<Record<string, string>>): Promise<void> {
  const { type } = dataOnly();
  for (const [line, shown] of Object.entries(lines)) expect([line, await type(line)]).toEqual([line, shown]);
}

describe('commands', () => {
  test('strings', () =>
    session({
      'set a hello': 'OK',
      'get a': '"hello"',
      'append a " you"': '(integer) 9',
      'getrange a -3 -1': '"you"',
      'incr n': '(integer) 1',
      'incrby n 9': '(integer) 10',
      'incr a': '(error) ERR value is not an integer or out of range',
      'set a x nx': '(nil)',
      'mget a none n': '1) "hello you"\n2) (nil)\n3) "10"',
    }));

  test('lists', () =>
    session({
      'lpush l a b c': '(integer) 3',
      'rpush l z': '(integer) 4',
      'lrange l 0 -1': '1) "c"\n2) "b"\n3) "a"\n4) "z"',
      'lpop l': '"c"',
      'llen l': '(integer) 3',
      'get l': '(error) WRONGTYPE Operation against a key holding the wrong kind of value',
      'lrange none 0 -1': '(empty array)',
    }));

  test('sets, hashes and sorted sets', () =>
    session({
      'sadd s a b': '(integer) 2',
      'sadd t b c': '(integer) 2',
      'sinter s t': '1) "b"',
      'hset h name Kim age 30': '(integer) 2',
      'hgetall h': '1) "name"\n2) "Kim"\n3) "age"\n4) "30"',
      'zadd z 2 b 1 a': '(integer) 2',
      'zrange z 0 -1 withscores': '1) "a"\n2) "1"\n3) "b"\n4) "2"',
      'zrevrange z 0 0': '1) "b"',
      'zincrby z 5 a': '"6"',
    }));

  test('a collection that has lost its last member is gone', () =>
    session({ 'sadd s a': '(integer) 1', 'srem s a': '(integer) 1', 'exists s': '(integer) 0' }));

  test('keys go when their time has come', async () => {
    const { clock, type } = dataOnly();
    await type('set a 1 ex 10');
    expect(await type('ttl a')).toBe('(integer) 10');
    clock.now += 10_000;
    expect(await type('get a')).toBe('(nil)');
    expect(await type('ttl a')).toBe('(integer) -2');
  });
});

/** As recorded from redis-cli 8 on a terminal. */
test.each([
  ['get', ''],
  ['get ', 'key'],
  ['get g', ' key'],
  ['keys *', ' pattern'],
  ['exit ', ''],
])('the hint after %j', (line, hint) => {
  expect(hintFor(line)).toBe(hint);
});
