import { expect, it } from 'vitest';
import { createEntropy } from '../../../simulator/kernel/seeded-entropy.ts';

it('gives the same to the same seed, and forks that others do not shift', () => {
  const one = createEntropy('seed');
  const other = createEntropy('seed');
  other.bytes(1000);
  const fork = one.fork('ids').hex(64);
  expect(other.fork('ids').hex(64)).toBe(fork);
  expect(other.fork('ids').hex(64)).not.toBe(fork);
  expect(createEntropy('seed2').fork('ids').hex(64)).not.toBe(fork);
  expect(fork).toMatch(/^[0-9a-f]{64}$/);
});

it('draws evenly below a limit', () => {
  const entropy = createEntropy(1);
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 70_000; draw++) {
    const value = entropy.below(7);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  expect(entropy.below(1)).toBe(0);
  expect(entropy.below(2 ** 32)).toBeLessThan(2 ** 32);
  expect(new Set(entropy.bytes(4096)).size).toBe(256);
});
