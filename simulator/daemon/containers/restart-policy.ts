/** When a container that has ended is started again (`--restart`). */
import type { Container } from '../world.ts';

const FIRST_MS = 100;
const MOST_MS = 60_000;
const GOOD_RUN_MS = 10_000;

/** `restarts` counts those since a user last started it. */
export function wantsRestart({ hostConfig, manuallyStopped }: Container, exitCode: number, restarts: number): boolean {
  const { Name, MaximumRetryCount } = hostConfig.RestartPolicy;
  switch (Name) {
    case 'always':
      return true;
    case 'unless-stopped':
      return !manuallyStopped;
    case 'on-failure':
      return exitCode !== 0 && (MaximumRetryCount === 0 || restarts < MaximumRetryCount);
    default:
      return false;
  }
}

/** The wait before the next restart, in milliseconds; `before` is the last one's, 0 for none. */
export function nextBackoff(before: number, ranMs: number): number {
  if (before === 0 || ranMs >= GOOD_RUN_MS) return FIRST_MS;
  return Math.min(before * 2, MOST_MS);
}
