/** Compose's own questions. */
import type { Client } from '../../client.ts';
import { readInput } from '../../prompt.ts';

/** Without a terminal the question is printed and the end of input is no. */
export async function ask(client: Client, question: string): Promise<boolean> {
  if (!client.isTerminal('stdin')) {
    await client.print(question);
    for await (const line of client.process.stdin.lines()) return /^(y|yes|true|1|t)$/i.test(line.trim());
    return false;
  }
  const answer = await readInput(client, `\x1b[1;92m? \x1b[0m\x1b[1;99m${question} \x1b[0m\x1b[37m(y/N) \x1b[0m`);
  return /^(y|yes)$/i.test(answer);
}
