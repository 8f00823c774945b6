/** Waiting for a key while signals may arrive. */
import type { Signal } from '../../kernel/signals.ts';
import type { Shell } from '../state/shell.ts';

export type Woken = 'ready' | 'timeout' | 'interrupted' | 'resized';

/** Until standard input can be read, `timeout` milliseconds have passed, or ^C or a change of the window is heard. */
export async function waitForInput(shell: Shell, timeout: number | undefined): Promise<Woken> {
  if (shell.interrupted) return 'interrupted';
  let stop = (): void => undefined;
  const signal = new Promise<Woken>((resolve) => {
    const listener = (heard: Signal): void => {
      if (heard === 'WINCH') resolve('resized');
      else if (heard === 'INT') resolve('interrupted');
    };
    shell.signalListeners.add(listener);
    stop = (): void => void shell.signalListeners.delete(listener);
  });
  const input = shell.p.poll([0], timeout).then((fds): Woken => (fds.length > 0 ? 'ready' : 'timeout'));
  try {
    return await Promise.race([input, signal]);
  } finally {
    stop();
  }
}
