/** Waiting for input in a way that signals can end. */
import type { Shell } from '../state/shell.ts';
import { hasPendingSignals } from './traps.ts';

export type Waited = 'readable' | 'timeout' | 'interrupted';

/**
 * Waits until `fd` can be read from (or is at its end), `timeout` milliseconds have passed, or Ctrl-C arrives at an
 * interactive shell. Traps of other signals run when the wait is over.
 */
export async function whenReadable(shell: Shell, fd: number, timeout: number | undefined): Promise<Waited> {
  if (shell.interrupted) return 'interrupted';
  if (!canBeInterrupted(shell) && timeout === undefined) return 'readable';
  const interruption = interrupted(shell);
  try {
    const ready = shell.p.poll([fd], timeout).then((fds): Waited => (fds.length > 0 ? 'readable' : 'timeout'));
    return await Promise.race([ready, interruption.promise]);
  } finally {
    interruption.stop();
  }
}

function canBeInterrupted(shell: Shell): boolean {
  return shell.ownSignals.has('INT') || shell.traps.size > 0;
}

/** Resolves when a signal has been heard that ends waiting. */
function interrupted(shell: Shell): { promise: Promise<Waited>; stop: () => void } {
  let stop = (): void => undefined;
  const promise = new Promise<Waited>((resolve) => {
    const listener = (): void => {
      if (hasPendingSignals(shell) && shell.interrupted) resolve('interrupted');
    };
    shell.signalListeners.add(listener);
    stop = (): void => void shell.signalListeners.delete(listener);
  });
  return { promise, stop };
}
