/** What a failing command means: `set -e`, the ERR trap, and where failure is looked at and so means nothing. */
import type { Shell } from '../state/shell.ts';
import { ShellExit } from './failure.ts';
import { runEventTrap } from './traps.ts';

/** Runs something whose failure is looked at by what is around it, so that `set -e` and ERR stay silent. */
export async function guarded(shell: Shell, run: () => Promise<number>): Promise<number> {
  shell.guarded += 1;
  try {
    return await run();
  } finally {
    shell.guarded -= 1;
  }
}

/** Called after every command whose failure counts: ERR trap, then `set -e`. */
export async function checkFailure(shell: Shell, status: number): Promise<void> {
  if (status === 0 || shell.guarded > 0 || shell.unwinding !== undefined) return;
  if (shell.traps.has('ERR')) {
    shell.status = status;
    await runEventTrap(shell, 'ERR');
  }
  if (shell.options.has('errexit')) throw new ShellExit(status);
}

/** Sets `$?` and PIPESTATUS. */
export function setStatus(shell: Shell, status: number): number {
  shell.status = status;
  shell.pipeStatus = [status];
  return status;
}
