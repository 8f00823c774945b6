/** Those who wait for a container to end or to go. */
import type { ContainerWaitResponse, WaitCondition } from '../../api/containers.ts';
import type { Daemon } from '../context.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer, liveContainer } from './find.ts';
import { isRunning } from './phase.ts';

/** POST /containers/{id}/wait. Waiting begins in the call itself. */
export async function containerWait(
  daemon: Daemon,
  reference: string,
  condition: WaitCondition = 'not-running',
): Promise<ContainerWaitResponse> {
  return waitFor(daemon, getContainer(daemon, reference).id, condition);
}

export function waitFor(daemon: Daemon, id: string, condition: WaitCondition): Promise<ContainerWaitResponse> {
  const container = containerById(daemon, id);
  if (condition === 'not-running' && !isRunning(container)) return Promise.resolve(responseOf(container));
  return new Promise((resolve) => liveContainer(daemon, id).waiters.push({ condition, resolve }));
}

/** Resolves to true when it has stopped running within `ms` milliseconds of simulated time. */
export function waitForStop(daemon: Daemon, id: string, ms: number | undefined): Promise<boolean> {
  const stopped = waitFor(daemon, id, 'not-running').then(() => true);
  if (ms === undefined) return stopped;
  return new Promise((resolve) => {
    const timer = daemon.kernel.clock.after(ms, () => resolve(false));
    void stopped.then(() => {
      timer.cancel();
      resolve(true);
    });
  });
}

/** The container has ended: it may be started again. */
export function notifyStopped(daemon: Daemon, id: string): void {
  const live = liveContainer(daemon, id);
  const response = responseOf(containerById(daemon, id));
  const { waiters } = live;
  live.waiters = waiters.filter(({ condition }) => condition === 'removed');
  for (const waiter of waiters) if (waiter.condition !== 'removed') waiter.resolve(response);
}

/** The container is gone. `container` is what it was last; what went wrong with it is nobody's concern any more. */
export function notifyRemoved(
  waiters: readonly { resolve(response: ContainerWaitResponse): void }[],
  { lastRun }: Container,
): void {
  for (const waiter of waiters) waiter.resolve({ StatusCode: lastRun.exitCode });
}

function responseOf({ lastRun }: Container): ContainerWaitResponse {
  const { exitCode, error } = lastRun;
  return error === '' ? { StatusCode: exitCode } : { Error: { Message: error }, StatusCode: exitCode };
}
