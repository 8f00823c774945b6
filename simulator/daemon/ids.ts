/** Ids as Docker makes them, and how a learner's few characters of one find the thing. */
import type { Entropy } from '../kernel/entropy.ts';

const LONG = 64;
export const SHORT = 12;

export interface Ids {
  /** 64 hexadecimal digits. Never one whose first twelve digits are all decimal, which would pass for a number. */
  next(): string;
}

export function createIds(entropy: Entropy): Ids {
  return {
    next() {
      for (;;) {
        const id = entropy.hex(LONG);
        if (/[a-f]/.test(id.slice(0, SHORT))) return id;
      }
    },
  };
}

export type PrefixMatch = { kind: 'none' } | { kind: 'one'; id: string } | { kind: 'many' };

/** The only id that begins with `prefix`. */
export function matchPrefix(ids: Iterable<string>, prefix: string): PrefixMatch {
  let found: string | undefined;
  for (const id of ids) {
    if (!id.startsWith(prefix)) continue;
    if (found !== undefined) return { kind: 'many' };
    found = id;
  }
  return found === undefined ? { kind: 'none' } : { kind: 'one', id: found };
}

export function shortId(id: string): string {
  return id.slice(0, SHORT);
}
