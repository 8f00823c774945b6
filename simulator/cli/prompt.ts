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

/** The first line of input without its ends; undefined at the end of the input. */
async function readLine(client: Client): Promise<string | undefined> {
  for await (const line of client.process.stdin.lines()) return line.trim();
  return undefined;
}

/** Asks, and waits for a line. ^C writes a newline and throws Cancelled. */
async function ask(client: Client, question: string, atEnd: () => Promise<string>): Promise<string> {
  await client.print(question);
  client.interrupt.mask();
  let stop: () => void = () => undefined;
  const interrupted = new Promise<undefined>((resolve) => {
    stop = client.interrupt.onFirst(() => resolve(undefined));
  });
  const answer = readLine(client).then((line) => line ?? atEnd());
  answer.catch((error: unknown) => {
    if (!(error instanceof ProcessGone)) throw error;
  });
  const line = await Promise.race([answer, interrupted]);
  stop();
  if (line !== undefined) return line;
  await client.print('\n');
  throw new Cancelled();
}

/** Asks for a line. As with the real client only ^C ends the question once the input has ended. */
export const readInput = (client: Client, question: string): Promise<string> =>
  ask(client, question, () => new Promise(() => undefined));

/** Asks for a line that is not shown while it is typed. */
export async function readSecret(client: Client, question: string): Promise<string> {
  const tty = client.process.tty(0);
  const before = tty.modes();
  tty.setModes({ echo: false });
  try {
    return await readInput(client, question);
  } finally {
    tty.setModes(before);
  }
}

/** Asks `question [y/N]`. Anything but y or Y, the end of the input too, is no. */
export async function confirm(client: Client, question: string): Promise<boolean> {
  const answer = await ask(client, `${question} [y/N] `, () => Promise.resolve(''));
  return answer.toLowerCase() === 'y';
}

/** Goes on only after a yes, or without asking. A no ends the command quietly with status 0. */
export async function confirmOrLeave(client: Client, force: boolean, question: string): Promise<void> {
  if (!force && !(await confirm(client, question))) throw new Cancelled();
}
