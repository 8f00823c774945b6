/** What happens when a container's main process has ended: state, events, restart policy, --rm. */
import type { ExitStatus } from '../../kernel/abi.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Daemon } from '../context.ts';
import type { Run } from '../live.ts';
import type { Container } from '../world.ts';
import { cleanUp } from './clean-up.ts';
import { containerById, liveContainer } from './find.ts';
import { removeContainer } from './remove.ts';
import { nextBackoff, wantsRestart } from './restart-policy.ts';
import { changeContainer, emitContainerEvent } from './state.ts';
import { emitStops } from './stop.ts';
import { notifyStopped } from './waiters.ts';

const MICROS_PER_SECOND = 1_000_000;

export function exitCodeOf(status: ExitStatus): number {
  return status.kind === 'exited' ? status.code : 128 + SIGNALS[status.signal];
}

/** `again` starts the container once more, for the restart policy; it throws where that fails. */
export function handleExit(
  daemon: Daemon,
  id: string,
  run: Run,
  status: ExitStatus,
  again: (id: string) => void,
): void {
  const live = daemon.live.containers.get(id);
  if (live === undefined || live.run !== run) return;
  live.cancelHealth?.();
  live.log?.finish();
  const container = containerById(daemon, id);
  const exitCode = exitCodeOf(status);
  const ran = daemon.time.now() - container.lastRun.startedAt;
  const restarts = !live.restartCanceled && wantsRestart(container, exitCode, live.restarts);
  cleanUp(daemon, id, true);
  live.input?.renew();
  if (restarts) waitForRestart(daemon, id, exitCode, ran, again);
  else setExited(daemon, id, exitCode);
  const ended = containerById(daemon, id);
  const isByUser = live.restartingByUser;
  emitStops(daemon, ended);
  emitContainerEvent(daemon, ended, 'die', {
    exitCode: String(exitCode),
    execDuration: String(Math.trunc(ran / MICROS_PER_SECOND)),
  });
  notifyStopped(daemon, id);
  live.output.close();
  if (!restarts && !isByUser) autoRemove(daemon, ended);
}

function setExited(daemon: Daemon, id: string, exitCode: number): void {
  const finishedAt = daemon.time.now();
  changeContainer(daemon, id, (draft) => {
    draft.phase = { is: 'exited' };
    draft.lastRun.finishedAt = finishedAt;
    draft.lastRun.exitCode = exitCode;
  });
}

/** Restarts come 100 ms after the end, then 200 ms, 400 ms … up to a minute; ten seconds of running begin anew. */
function waitForRestart(daemon: Daemon, id: string, exitCode: number, ran: number, again: (id: string) => void): void {
  const live = liveContainer(daemon, id);
  live.backoff = nextBackoff(live.backoff, ran / 1000);
  live.restarts++;
  const finishedAt = daemon.time.now();
  const due = finishedAt + live.backoff * 1000;
  changeContainer(daemon, id, (draft) => {
    draft.phase = { is: 'restarting', due };
    draft.restartCount++;
    draft.lastRun.finishedAt = finishedAt;
    draft.lastRun.exitCode = exitCode;
  });
  const timer = daemon.kernel.clock.after(live.backoff, () => {
    live.cancelRestart = undefined;
    restartNow(daemon, id, exitCode, again);
  });
  live.cancelRestart = () => {
    timer.cancel();
    giveUp(daemon, id, exitCode);
  };
}

function restartNow(daemon: Daemon, id: string, exitCode: number, again: (id: string) => void): void {
  try {
    again(id);
  } catch {
    // The failure is in the container's state; the policy does not try again after a start that failed.
    if (daemon.live.containers.has(id)) giveUp(daemon, id, exitCode);
  }
}

function giveUp(daemon: Daemon, id: string, exitCode: number): void {
  setExited(daemon, id, exitCode);
  const container = containerById(daemon, id);
  emitStops(daemon, container);
  notifyStopped(daemon, id);
  autoRemove(daemon, container);
}

function autoRemove(daemon: Daemon, { id, hostConfig }: Container): void {
  if (!hostConfig.AutoRemove) return;
  void removeContainer(daemon, id, { force: true, volumes: true });
}
