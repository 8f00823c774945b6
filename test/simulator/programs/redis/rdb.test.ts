import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Keyspace, type Value } from '../../../../simulator/programs/redis/keyspace.ts';
import { formatRdb, loadRdb } from '../../../../simulator/programs/redis/rdb.ts';
import { formatCommand, RespReader, toBytes } from '../../../../simulator/programs/redis/reply.ts';

/** Strings of the wire: every character is a byte. */
const bytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 80,
});
const value: fc.Arbitrary<Value> = fc.oneof(
  bytes.map((text): Value => ({ type: 'string', text })),
  fc.array(bytes, { minLength: 1 }).map((items): Value => ({ type: 'list', items })),
  fc.array(bytes, { minLength: 1 }).map((members): Value => ({ type: 'set', members: new Set(members) })),
  fc.array(fc.tuple(bytes, bytes), { minLength: 1 }).map((rows): Value => ({ type: 'hash', fields: new Map(rows) })),
  fc
    .array(fc.tuple(bytes, fc.integer()), { minLength: 1 })
    .map((rows): Value => ({ type: 'zset', scores: new Map(rows) })),
);

test('a snapshot gives back what went into it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bytes, value)), fc.integer({ min: 1, max: 2 ** 41 }), (rows, due) => {
      const from = [new Keyspace(() => 0), new Keyspace(() => 0)];
      for (const [key, each] of rows) from[1]?.set(key, each);
      const first = rows[0]?.[0];
      if (first !== undefined) from[1]?.expires.set(first, due);
      const to = [new Keyspace(() => 0), new Keyspace(() => 0)];
      expect(loadRdb(formatRdb(from, '8.0.2'), to)).toBe(from[1]?.values.size);
      expect(to[1]?.values).toEqual(from[1]?.values);
      expect(to[1]?.expires).toEqual(from[1]?.expires);
    }),
    { numRuns: 60 },
  );
});

test('a request comes out of the stream as it went in, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (words, size) => {
      const whole = toBytes(formatCommand(words));
      let at = 0;
      const read = (): Promise<Uint8Array> => Promise.resolve(whole.slice(at, (at += size)));
      expect(await new RespReader({ read }).request()).toEqual(words);
    }),
    { numRuns: 60 },
  );
});
