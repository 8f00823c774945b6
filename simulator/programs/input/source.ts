/** Input files of tools: a path, or `-` for standard input, read in chunks and split into lines. */
import type { Process } from '../../kernel/abi.ts';
import { concat } from '../../kernel/bytes.ts';
import { decodeText } from '../text/codec.ts';

/** Something open for reading. */
export interface Source {
  readonly fd: number;
  /** A chunk as soon as there is one; empty at end of file. */
  read(max?: number): Promise<Uint8Array>;
  close(): void;
}

/** Opens `path` for reading; `-` is standard input (and stays open). Throws SysError. */
export async function openSource(p: Process, path: string): Promise<Source> {
  if (path === '-') return stdinSource(p);
  const fd = await p.open(path, { read: true });
  return { fd, read: (max) => p.read(fd, max), close: () => p.close(fd) };
}

export function stdinSource(p: Process): Source {
  return { fd: 0, read: (max) => p.read(0, max), close: () => undefined };
}

/** Runs `work` over an opened file and closes it whatever happens. Throws SysError of open and read. */
export async function withSource<T>(p: Process, path: string, work: (source: Source) => Promise<T>): Promise<T> {
  const source = await openSource(p, path);
  try {
    return await work(source);
  } finally {
    source.close();
  }
}

/** All bytes up to end of file. */
export async function readAll(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) return concat(chunks);
    chunks.push(chunk);
  }
}

/** Lines that came in one read: as many as are complete. */
export interface LineBatch {
  lines: string[];
  /** The last line of the file came without its terminator. */
  unterminated: boolean;
}

/**
 * Lines as they come, decoded without loss (text/codec.ts). A batch ends where the read ended, so a line typed or
 * logged now is handed on now. `decode` is the locale's (text/codec.ts).
 */
export async function* lineBatches(
  read: () => Promise<Uint8Array>,
  terminator: '\n' | '\0' = '\n',
  decode: (bytes: Uint8Array) => string = decodeText,
): AsyncGenerator<LineBatch, void, undefined> {
  const stop = terminator.charCodeAt(0);
  let carry: Uint8Array[] = [];
  for (;;) {
    const chunk = await read();
    if (chunk.length === 0) break;
    const end = chunk.lastIndexOf(stop);
    if (end < 0) {
      carry.push(chunk);
      continue;
    }
    const whole = decode(concat([...carry, chunk.subarray(0, end)]));
    carry = end + 1 < chunk.length ? [chunk.slice(end + 1)] : [];
    yield { lines: whole.split(terminator), unterminated: false };
  }
  if (carry.length > 0) yield { lines: [decode(concat(carry))], unterminated: true };
}

/** The same, line by line, for tools that look at few lines. */
export async function* lines(
  read: () => Promise<Uint8Array>,
  terminator: '\n' | '\0' = '\n',
): AsyncGenerator<string, void, undefined> {
  for await (const batch of lineBatches(read, terminator)) yield* batch.lines;
}
