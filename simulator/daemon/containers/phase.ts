/** A container's life as Docker's commands name it. */
import type { ContainerStateName } from '../../api/containers.ts';
import { humanDuration, NEVER } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import type { Container } from '../world.ts';

/** Docker counts a container that waits for its restart as running. */
export function isRunning({ phase }: Container): boolean {
  return phase.is === 'running' || phase.is === 'restarting';
}

export function isPaused({ phase }: Container): boolean {
  return phase.is === 'running' && phase.paused;
}

export function isRestarting({ phase }: Container): boolean {
  return phase.is === 'restarting';
}

/** Whether it is being removed: most operations refuse it then. */
export function isLeaving({ phase }: Container): boolean {
  return phase.is === 'removing' || phase.is === 'dead';
}

export function pidOf({ phase }: Container): number {
  return phase.is === 'running' ? phase.pid : 0;
}

export function stateName(container: Container): ContainerStateName {
  return isPaused(container) ? 'paused' : container.phase.is;
}

/** The STATUS column of `docker ps`. */
export function statusText(container: Container, now: Micros): string {
  const { phase, lastRun, health } = container;
  const since = (time: Micros): string => humanDuration(now - time);
  switch (phase.is) {
    case 'running': {
      const up = `Up ${since(lastRun.startedAt)}`;
      if (phase.paused) return `${up} (Paused)`;
      if (health === undefined) return up;
      return `${up} (${health.status === 'starting' ? 'health: starting' : health.status})`;
    }
    case 'restarting':
      return `Restarting (${lastRun.exitCode}) ${since(lastRun.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'dead':
      return 'Dead';
    case 'created':
      return 'Created';
    case 'exited':
      return lastRun.finishedAt === NEVER ? '' : `Exited (${lastRun.exitCode}) ${since(lastRun.finishedAt)} ago`;
  }
}
