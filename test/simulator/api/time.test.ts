import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  humanDuration,
  parseRfc3339,
  parseUnixTime,
  rfc3339,
  rfc3339Nano,
  rfc3339NanoFixed,
} from '../../../simulator/api/time.ts';

const anyMoment = fc.integer({ min: 1, max: 4_102_444_800_000_000 });

test('writes the same calendar date as the host language', () => {
  fc.assert(
    fc.property(anyMoment, (micros) => {
      expect(rfc3339(micros)).toBe(`${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}Z`);
    }),
  );
});

test('reads back what it writes', () => {
  fc.assert(
    fc.property(anyMoment, (micros) => {
      expect(parseRfc3339(rfc3339Nano(micros))).toBe(micros);
      expect(parseRfc3339(rfc3339NanoFixed(micros))).toBe(micros);
    }),
  );
  expect(parseRfc3339('2024-09-26T23:31:42+02:00')).toBe(parseRfc3339('2024-09-26T21:31:42Z'));
  expect(parseRfc3339('yesterday')).toBeUndefined();
});

test('writes fractions as Go does', () => {
  expect(rfc3339Nano(0)).toBe('0001-01-01T00:00:00Z');
  expect(rfc3339Nano(1_795_257_729_746_000)).toMatch(/^2026-11-21T10:42:09\.746000\d{1,3}Z$/);
  expect(rfc3339Nano(1_795_257_729_000_000)).toBe('2026-11-21T10:42:09Z');
  expect(rfc3339NanoFixed(1_795_257_729_746_000)).toMatch(/^2026-11-21T10:42:09\.746000\d{3}Z$/);
});

test('reads the times of since and until', () => {
  expect(parseUnixTime('1795257729')).toBe(1_795_257_729_000_000);
  expect(parseUnixTime('1795257729.000000005')).toBe(1_795_257_729_000_000);
  expect(parseUnixTime('1795257729.5')).toBe(1_795_257_729_500_000);
  expect(parseUnixTime('10m')).toBeUndefined();
});

test.each([
  [0.9, 'Less than a second'],
  [1, '1 second'],
  [59.9, '59 seconds'],
  [60, 'About a minute'],
  [120, '2 minutes'],
  [3599, '59 minutes'],
  [3600, 'About an hour'],
  [5400, '2 hours'],
  [47 * 3600, '47 hours'],
  [48 * 3600, '2 days'],
  [14 * 86400, '2 weeks'],
  [60 * 86400, '2 months'],
  [730 * 86400, '2 years'],
])('%d seconds are "%s"', (seconds, words) => {
  expect(humanDuration(seconds * 1e6)).toBe(words);
});
