/** POST /containers/{id}/pause and /unpause. */
import { conflict, system } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { containerById, getContainer, notRunning, restartingError, runOf } from './find.ts';
import { pauseHealthChecks, resumeHealthChecks } from './health.ts';
import { isPaused, isRestarting, isRunning } from './phase.ts';
import { changeContainer, emitContainerEvent } from './state.ts';

export async function containerPause(daemon: Daemon, reference: string): Promise<void> {
  const container = getContainer(daemon, reference);
  const { id } = container;
  if (!isRunning(container)) throw notRunning(id);
  if (isPaused(container)) throw conflict(`Container ${id} is already paused`);
  if (isRestarting(container)) throw restartingError(id);
  runOf(daemon, id).cgroup.freeze();
  pauseHealthChecks(daemon, id);
  setPaused(daemon, id, true);
  emitContainerEvent(daemon, containerById(daemon, id), 'pause');
}

export async function containerUnpause(daemon: Daemon, reference: string): Promise<void> {
  const container = getContainer(daemon, reference);
  const { id } = container;
  if (!isPaused(container)) throw system(`Container ${id} is not paused`);
  setPaused(daemon, id, false);
  resumeHealthChecks(daemon, id);
  emitContainerEvent(daemon, containerById(daemon, id), 'unpause');
  // A signal that waited may end the container at once.
  runOf(daemon, id).cgroup.thaw();
}

function setPaused(daemon: Daemon, id: string, paused: boolean): void {
  changeContainer(daemon, id, (draft) => {
    if (draft.phase.is === 'running') draft.phase.paused = paused;
  });
}

/** Runs `work` while the processes stand still, and lets them go on if they ran before. */
export async function whileFrozen<T>(daemon: Daemon, id: string, work: () => Promise<T>): Promise<T> {
  const container = containerById(daemon, id);
  if (container.phase.is !== 'running' || container.phase.paused) return work();
  await containerPause(daemon, id);
  try {
    return await work();
  } finally {
    if (isPaused(containerById(daemon, id))) await containerUnpause(daemon, id);
  }
}
