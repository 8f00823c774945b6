/** Keys out of a terminal's bytes. */
import { describe, expect, it } from 'vitest';
import { readKey } from '../../../simulator/shell/readline/keys.ts';

async function keysOf(bytes: string, isBound: (text: string) => boolean): Promise<string[]> {
  const waiting = Array.from(bytes, (char) => char.charCodeAt(0));
  const source = {
    byte: () => Promise.resolve(waiting.shift()),
    ready: () => Promise.resolve(waiting.length > 0),
  };
  const keys: string[] = [];
  for (;;) {
    const key = await readKey(source, isBound);
    if (key.kind === 'end') return keys;
    keys.push(key.text);
  }
}

describe('control sequences', () => {
  const bound = (text: string): boolean => ['\x1b[1~', '\x1b[A'].some((known) => known.startsWith(text));

  it('are read to their end, bound or not, so that no letters of them are typed', async () => {
    for (const answer of ['\x1b[1;5R', '\x1b[12;5R', '\x1b[9;132R', '\x1b[?62c', '\x1b[200~'])
      expect(await keysOf(`${answer}x`, bound)).toEqual([answer, 'x']);
  });
});
