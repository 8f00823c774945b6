/**
 * The overlay against Linux: 2,000 random sequences recorded on real overlay mounts (test/recorders/overlay.py) give
 * the same results, the same merged tree and the same upper directory here.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { replay } from './recorded-overlay.ts';
import type { Recorded } from './recorded-overlay.ts';

const file = process.env['OVERLAY_RECORD'] ?? new URL('data/overlay.jsonl.gz', import.meta.url);
const sequences: Recorded[] = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

describe('overlay mounts recorded on Linux', () => {
  it('are as many as promised', () => {
    expect(sequences.length).toBeGreaterThanOrEqual(2000);
  });

  it.each([false, true])(
    'agree in results, merged tree and upper directory (layers through tar: %s)',
    (throughTar) => {
      for (const [number, recorded] of sequences.entries()) {
        const { results, merged, upper } = replay(recorded, throughTar);
        const expected = recorded.ops.map((op) => op.at(-1));
        const told = recorded.ops.map((op, at) => `${JSON.stringify(op)} gave ${JSON.stringify(results[at])}`);
        const where = `sequence ${number}: ${JSON.stringify(recorded.lower)}\n${told.join('\n')}`;
        expect(results, where).toEqual(expected);
        expect(merged, where).toEqual(recorded.merged);
        expect(upper, where).toEqual(recorded.upper);
      }
    },
    60_000,
  );
});
