/** Carrying bytes between a connection and standard input and output, as nc and telnet do. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

export interface RelayOptions {
  /** Leave standard input alone (nc -d). */
  noInput?: boolean;
  /** Send end of file on when standard input ends. */
  endOnEof?: boolean;
  /** Give up after so many milliseconds without anything from either side. */
  idle?: number | undefined;
  /** What comes from the keyboard, changed before it is sent; undefined ends the relay. */
  outgoing?: (chunk: Uint8Array) => Uint8Array | undefined;
  incoming?: (chunk: Uint8Array) => Uint8Array;
}

/** Ends when the other side has closed. Gives the failure that ended it, if any. */
export async function relay(
  p: Process,
  connection: Connection,
  options: RelayOptions = {},
): Promise<string | undefined> {
  let last = p.now();
  let quit: (() => void) | undefined;
  const stopped = new Promise<'quit'>((resolve) => (quit = () => resolve('quit')));
  if (options.noInput !== true) {
    p.background(async () => {
      for (;;) {
        const chunk = await p.read(0);
        last = p.now();
        const outgoing = chunk.length === 0 ? chunk : (options.outgoing ?? ((same: Uint8Array) => same))(chunk);
        if (outgoing === undefined) return quit?.();
        if (outgoing.length === 0) {
          if (options.endOnEof !== false) connection.end();
          return;
        }
        try {
          await connection.write(outgoing);
        } catch (error) {
          if (!isSysError(error)) throw error;
          return;
        }
      }
    });
  }
  for (;;) {
    const reading = connection.read();
    const racers: Promise<Uint8Array | 'quit' | 'idle'>[] = [reading, stopped];
    if (options.idle !== undefined)
      racers.push(p.sleep(Math.max(1, options.idle - (p.now() - last))).then((): 'idle' => 'idle'));
    let chunk: Uint8Array | 'quit' | 'idle';
    try {
      chunk = await Promise.race(racers);
    } catch (error) {
      if (isSysError(error)) return error.message;
      throw error;
    }
    if (chunk === 'idle' && options.idle !== undefined && p.now() - last < options.idle) continue;
    if (typeof chunk === 'string' || chunk.length === 0) {
      reading.catch(() => undefined);
      connection.close();
      return undefined;
    }
    last = p.now();
    await p.stdout.write(options.incoming?.(chunk) ?? chunk);
  }
}
