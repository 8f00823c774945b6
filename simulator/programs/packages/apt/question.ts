/** apt's question before it changes anything. */
import { readLine } from '../../command/ask.ts';
import type { Voice } from './words.ts';

/** An empty line means yes; the end of input and anything else mean no. */
export async function confirmDefaultYes({ p }: Voice): Promise<boolean> {
  await p.stdout.write('Do you want to continue? [Y/n] ');
  const answer = await readLine(p);
  if (answer !== undefined && /^(y.*)?$/i.test(answer.trim())) return true;
  await p.stdout.write('Abort.\n');
  return false;
}
