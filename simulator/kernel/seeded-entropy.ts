/**
 * Chance from a seed: sfc32, a small fast generator that passes the usual statistical batteries (not for secrets).
 * A fork depends on the seed, its label and how many forks of that label came before, never on what has been drawn.
 */
import type { Entropy } from './entropy.ts';

const HEX = '0123456789abcdef';

export function createEntropy(seed: number | string): Entropy {
  return new SeededEntropy(String(seed));
}

class SeededEntropy implements Entropy {
  readonly #seed: string;
  readonly #forks = new Map<string, number>();
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hash(seed, 0x9e3779b9);
    this.#b = hash(seed, 0x243f6a88);
    this.#c = hash(seed, 0xb7e15162);
    for (let round = 0; round < 12; round++) this.#word();
  }

  below(limit: number): number {
    // Words in the incomplete last stretch of the range are drawn again, so that all results are equally likely.
    const fair = 2 ** 32 - (2 ** 32 % limit);
    let word = this.#word();
    while (word >= fair) word = this.#word();
    return word % limit;
  }

  bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += 4) {
      const word = this.#word();
      for (let byte = 0; byte < 4 && at + byte < count; byte++) bytes[at + byte] = word >>> (8 * byte);
    }
    return bytes;
  }

  hex(count: number): string {
    let digits = '';
    for (let word = 0, left = 0; digits.length < count; word >>>= 4, left -= 1) {
      if (left === 0) {
        word = this.#word();
        left = 8;
      }
      digits += HEX.charAt(word & 15);
    }
    return digits;
  }

  fork(label: string): Entropy {
    const before = this.#forks.get(label) ?? 0;
    this.#forks.set(label, before + 1);
    return new SeededEntropy(`${this.#seed}/${label}#${before}`);
  }

  #word(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }
}

/** FNV-1a over the UTF-16 units, from a given basis, with a final mix. */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
