/** Finding an exec, and whether its container can run one. */
import { conflict, notFound } from '../../api/errors.ts';
import { containerById, getContainer, notRunning, restartingError } from '../containers/find.ts';
import { isPaused, isRestarting, isRunning } from '../containers/phase.ts';
import type { Daemon } from '../context.ts';
import type { Container, Exec } from '../world.ts';

/** By full id only. Throws notFound. */
export function getExec(daemon: Daemon, id: string): Exec {
  const exec = daemon.store.read().execs[id];
  if (exec === undefined) throw notFound(`No such exec instance: ${id}`);
  return exec;
}

/** Throws conflict where the exec's container does not run. */
export function activeExec(daemon: Daemon, id: string): Exec {
  const exec = getExec(daemon, id);
  checkActive(containerById(daemon, exec.containerId), exec.containerId);
  return exec;
}

export function activeContainer(daemon: Daemon, reference: string): Container {
  const container = getContainer(daemon, reference);
  checkActive(container, reference);
  return container;
}

function checkActive(container: Container, shown: string): void {
  if (!isRunning(container)) throw notRunning(container.id);
  if (isPaused(container)) throw conflict(`Container ${shown} is paused, unpause the container before exec`);
  if (isRestarting(container)) throw restartingError(container.id);
}
