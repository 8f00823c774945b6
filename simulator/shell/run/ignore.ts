import type { Signal } from '../../kernel/signals.ts';
import type { Shell } from '../state/shell.ts';

/** A signal without a trap: ignored if it was so when the shell started, its default otherwise. */
export function optionalIgnore(shell: Shell, signal: Signal): void {
  shell.p.onSignal(signal, shell.ignoredAtStart.has(signal) ? 'ignore' : 'default');
}
