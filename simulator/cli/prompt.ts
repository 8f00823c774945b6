/** Questions to the person at the terminal. */
import { ProcessGone } from '../kernel/abi.ts';
import type { Client } from './client.ts';
import { StatusError } from './status-error.ts';

/** Thrown when ^C answers a question: docker then ends quietly with status 0. */
export class Cancelled extends StatusError {
  override name = 'Cancelled';
  constructor() {
    super(0);
  }
}

/** The first line of input without its ends; empty at the end of the input. */
async function readLine(client: Client): Promise<string> {
  for await (const line of client.process.stdin.lines()) return line.trim();
  return '';
}

/** Asks, and waits for a line. ^C writes a newline and throws Cancelled. */
export async function readInput(client: Client, question: string): Promise<string> {
  await client.print(question);
  client.interrupt.mask();
  let stop: () => void = () => undefined;
  const interrupted = new Promise<undefined>((resolve) => {
    stop = client.interrupt.onFirst(() => resolve(undefined));
  });
  const answer = readLine(client);
  answer.catch((error: unknown) => {
    if (!(error instanceof ProcessGone)) throw error;
  });
  const line = await Promise.race([answer, interrupted]);
  stop();
  if (line !== undefined) return line;
  await client.print('\n');
  throw new Cancelled();
}

/** Asks `question [y/N]`. Anything but y or Y is no. */
export async function confirm(client: Client, question: string): Promise<boolean> {
  const answer = await readInput(client, `${question} [y/N] `);
  return answer.toLowerCase() === 'y';
}

/** Goes on only after a yes, or without asking. A no ends the command quietly with status 0. */
export async function confirmOrLeave(client: Client, force: boolean, question: string): Promise<void> {
  if (!force && !(await confirm(client, question))) throw new Cancelled();
}
