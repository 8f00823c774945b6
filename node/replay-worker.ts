/** One thread of the pool: replays the sessions it is sent, one at a time. */
import { parentPort } from 'node:worker_threads';
import { parseSession } from '../simulator/session/parse.ts';
import { replay } from '../simulator/session/replay.ts';
import { surviveKilledPrograms } from './killed-programs.ts';
import { withMachine } from './machine.ts';
import type { Replayed, ReplayTask } from './replay-task.ts';

async function perform({ name, text, choice }: ReplayTask): Promise<Replayed> {
  const begun = performance.now();
  try {
    const session = parseSession(text, name);
    const result = await withMachine(choice, async (host) => replay(host, session));
    return { name, ...result, took: performance.now() - begun };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, transcript: undefined, failure, took: performance.now() - begun };
  }
}

process.setSourceMapsEnabled(true);
surviveKilledPrograms();
parentPort?.on('message', (task: ReplayTask) => {
  void perform(task).then((replayed) => parentPort?.postMessage(replayed));
});
