/** A server without a network, for tests of its commands. */
import { findCommand } from '../../../../simulator/programs/redis/commands.ts';
import { annotated } from '../../../../simulator/programs/redis/format.ts';
import { Keyspace } from '../../../../simulator/programs/redis/keyspace.ts';
import type { Call } from '../../../../simulator/programs/redis/command.ts';
import { ReplyError, splitWords } from '../../../../simulator/programs/redis/reply.ts';

/** What commands of the data types need of a server: they must not ask for more. */
export function dataOnly(): { clock: { now: number }; type: (line: string) => Promise<string> } {
  const clock = { now: 1_763_722_800_000 };
  const db = new Keyspace(() => clock.now);
  const server = { random: () => 0, pushed: () => undefined, databases: [db] };
  const type = async (line: string): Promise<string> => {
    const [name = '', ...args] = splitWords(line) ?? [];
    const command = findCommand(name.toLowerCase());
    if (command === undefined) return `no such command: ${name}`;
    const call = { server, client: {}, db, args, name: name.toLowerCase(), now: clock.now } as unknown as Call;
    try {
      return annotated((await command.run(call)) ?? null).trimEnd();
    } catch (error) {
      if (error instanceof ReplyError) return `(error) ${error.message}`;
      throw error;
    }
  };
  return { clock, type };
}
