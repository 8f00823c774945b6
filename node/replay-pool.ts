/**
 * Replays many sessions on several threads. A session that does not come back in time, or takes its thread down, is
 * reported as failed and the rest go on in a new thread.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Replayed, ReplayTask } from './replay-task.ts';

/** Seconds on the wall that one session may take. */
const PATIENCE = 30;
/** More threads than this gain nothing: sessions are short. */
const MOST_THREADS = 4;

export async function replayAll(tasks: readonly ReplayTask[]): Promise<Replayed[]> {
  const waiting = [...tasks];
  const done: Replayed[] = [];
  const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism(), tasks.length));
  await Promise.all(Array.from({ length: threads }, async () => workThrough(waiting, done)));
  const order = new Map(tasks.map((task, index) => [task.name, index]));
  return done.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
}

async function workThrough(waiting: ReplayTask[], done: Replayed[]): Promise<void> {
  let worker: Worker | undefined;
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    worker ??= new Worker(new URL('replay-worker.mjs', import.meta.url));
    const result = await oneTask(worker, task);
    done.push(result);
    if (result.transcript === undefined) {
      await worker.terminate();
      worker = undefined;
    }
  }
  await worker?.terminate();
}

async function oneTask(worker: Worker, task: ReplayTask): Promise<Replayed> {
  return new Promise((resolve) => {
    const fail = (failure: string, took = 0): void => settle({ name: task.name, transcript: undefined, failure, took });
    const hung = setTimeout(() => fail(`did not end within ${PATIENCE} seconds`, PATIENCE * 1000), PATIENCE * 1000);
    const broken = (error: Error): void => fail(error.stack ?? error.message);
    const gone = (): void => fail('the thread ended');
    const settle = (result: Replayed): void => {
      clearTimeout(hung);
      worker.off('message', settle).off('error', broken).off('exit', gone);
      resolve(result);
    };
    worker.on('message', settle).on('error', broken).on('exit', gone);
    worker.postMessage(task);
  });
}
