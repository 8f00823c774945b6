/** The client's streams joined to a container's, until the container's output ends or the client detaches. */
import type { Hijack } from '../../api/streams.ts';
import { ProcessGone, type Writable } from '../../kernel/abi.ts';
import type { Client } from '../client.ts';
import { Detached, DetachFilter, parseDetachKeys } from './detach-keys.ts';
import { rawTerminal } from './terminal.ts';

export interface StreamOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
  readonly detachKeys: string;
}

/** Carries bytes both ways. Rejects with Detached when the detach keys were typed. */
export async function stream(client: Client, connection: Hijack, options: StreamOptions): Promise<void> {
  const usesTerminal = options.stdin && options.tty;
  const filter = usesTerminal ? new DetachFilter(await detachKeys(client, options.detachKeys)) : undefined;
  const restore = usesTerminal ? rawTerminal(client) : () => undefined;
  try {
    const input = sendInput(client, connection, options.stdin, filter, restore);
    if (!options.stdout && !options.stderr) return await input;
    await Promise.race([receiveOutput(client, connection, options, restore), failureOf(input)]);
  } finally {
    restore();
  }
}

/** Never resolves: input that ends leaves the output going, only its failure counts. */
const failureOf = (input: Promise<void>): Promise<never> =>
  new Promise((_resolve, reject) => {
    input.catch(reject);
  });

async function detachKeys(client: Client, keys: string): Promise<readonly number[]> {
  try {
    return parseDetachKeys(keys);
  } catch (error) {
    const { logLine } = await client.load(() => import('./log-line.ts'));
    const reason = error instanceof Error ? error.message : String(error);
    await client.complain(logLine(client, 'warning', `invalid detach escape keys, using default: ${reason}`));
    return parseDetachKeys('');
  }
}

async function receiveOutput(
  client: Client,
  connection: Hijack,
  options: StreamOptions,
  restore: () => void,
): Promise<void> {
  const { stdout, stderr } = client.process;
  const nowhere: Writable = { write: () => Promise.resolve() };
  const out = options.stdout ? stdout : nowhere;
  const err = options.tty ? out : options.stderr ? stderr : nowhere;
  for await (const frame of connection.output) await (frame.stream === 'stderr' ? err : out).write(frame.bytes);
  restore();
}

async function sendInput(
  client: Client,
  connection: Hijack,
  attached: boolean,
  filter: DetachFilter | undefined,
  restore: () => void,
): Promise<void> {
  if (attached) await copyInput(client, connection, filter);
  restore();
  connection.stdin.end();
}

async function copyInput(client: Client, connection: Hijack, filter: DetachFilter | undefined): Promise<void> {
  for (;;) {
    const bytes = await client.process.stdin.read();
    if (bytes.length === 0) return;
    const passed = filter ? filter.pass(bytes) : bytes;
    if (passed.length === 0) continue;
    try {
      await connection.stdin.write(passed);
    } catch (error) {
      // What reads there has ended; its output tells the rest.
      if (error instanceof ProcessGone || error instanceof Detached) throw error;
      return;
    }
  }
}
