/** Bytes in memory, and files, as something to read from. */
import type { Process, Readable } from '../../kernel/abi.ts';
import { concat } from '../../kernel/bytes.ts';
import { withPathError } from '../go/path-error.ts';

async function* linesOf(reader: Readable): AsyncGenerator<string> {
  const text = await reader.readText();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  yield* lines;
}

/** Reads pieces one after the other. */
export function bytesReader(pieces: Iterable<Uint8Array>): Readable {
  const iterator = pieces[Symbol.iterator]();
  let rest = new Uint8Array(0);
  const next = (max: number): Uint8Array => {
    while (rest.length === 0) {
      const piece = iterator.next();
      if (piece.done === true) return rest;
      rest = new Uint8Array(piece.value);
    }
    const bytes = rest.subarray(0, max);
    rest = rest.subarray(bytes.length);
    return bytes;
  };
  const reader: Readable = {
    read: (max = 65536) => Promise.resolve(next(max)),
    readAll: () => {
      const all: Uint8Array[] = [];
      for (let piece = next(Infinity); piece.length > 0; piece = next(Infinity)) all.push(piece);
      return Promise.resolve(concat(all));
    },
    readText: async () => new TextDecoder().decode(await reader.readAll()),
    lines: () => linesOf(reader),
  };
  return reader;
}

/** Opens a file of the client's machine. Throws Go's `open PATH: …`. */
export async function openFile(process: Process, path: string): Promise<Readable> {
  withPathError('open', path, () => process.fs.stat(path));
  if (!process.fs.access(path, 'r')) throw new Error(`open ${path}: permission denied`);
  return process.reader(await process.open(path, { read: true }));
}
