import type { Signal } from '../../kernel/signals.ts';
import type { Shell } from '../state/shell.ts';

/** A signal without a trap: ignored if it was so when the shell started, its default otherwise. */
export function optionalIgnore(shell: Shell, signal: Signal): void {
  const ignored = shell.ignoredAtStart.has(signal) || shell.ownIgnored.has(signal);
  shell.p.onSignal(signal, ignored ? 'ignore' : 'default');
}
