/** Bytes in memory as something to read from. */
import type { Readable } from '../kernel/abi.ts';
import { concat } from '../kernel/bytes.ts';

export function bytesReader(pieces: Iterable<Uint8Array>): Readable {
  let rest = concat([...pieces]);
  const take = (max: number): Uint8Array => {
    const bytes = rest.subarray(0, max);
    rest = rest.subarray(bytes.length);
    return bytes;
  };
  const readText = (): Promise<string> => Promise.resolve(new TextDecoder().decode(take(Infinity)));
  return {
    read: (max = 65536) => Promise.resolve(take(max)),
    readAll: () => Promise.resolve(take(Infinity)),
    readText,
    lines: async function* () {
      yield* (await readText()).split('\n');
    },
  };
}
