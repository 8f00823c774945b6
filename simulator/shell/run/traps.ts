/** Traps: setting them on signals and events, and running them between commands. */
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { optionalIgnore } from './ignore.ts';
import type { Shell, TrapEvent } from '../state/shell.ts';
import { Interrupted } from './failure.ts';

/** Sets (`''` ignores) or, with undefined, resets a trap. */
export function setTrap(shell: Shell, event: TrapEvent, command: string | undefined): void {
  if (shell.inheritedTraps.size > 0) shell.inheritedTraps.clear();
  if (command === undefined) shell.traps.delete(event);
  else shell.traps.set(event, command);
  if (isSignal(event) && event !== 'KILL' && event !== 'STOP') arm(shell, event);
}

export function isSignal(event: string): event is Signal {
  return Object.hasOwn(SIGNALS, event);
}

/** Makes the process's action for a signal what the trap, or the shell's own need, says. */
export function arm(shell: Shell, signal: Signal): void {
  const command = shell.traps.get(signal);
  if (command === '') shell.p.onSignal(signal, 'ignore');
  else if (command !== undefined || shell.ownSignals.has(signal))
    shell.p.onSignal(signal, (heard) => hear(shell, heard));
  else optionalIgnore(shell, signal);
}

/** A signal has arrived: remembered for the next gap between commands; whoever waits interruptibly is told. */
function hear(shell: Shell, signal: Signal): void {
  if (shell.traps.has(signal)) shell.pendingSignals.push(signal);
  else if (signal === 'INT') shell.interrupted = true;
  for (const listener of [...shell.signalListeners]) listener(signal);
}

/** Whether something waits for `runTraps`. */
export function hasPendingSignals(shell: Shell): boolean {
  return shell.interrupted || shell.pendingSignals.length > 0;
}

/** Runs the traps of signals that have arrived; Ctrl-C at an interactive shell without a trap gives up the command. */
export async function runTraps(shell: Shell): Promise<void> {
  for (let signal = shell.pendingSignals.shift(); signal !== undefined; signal = shell.pendingSignals.shift()) {
    const command = shell.traps.get(signal);
    if (command !== undefined && command !== '') await runTrap(shell, command);
  }
  if (!shell.interrupted) return;
  shell.interrupted = false;
  shell.status = 130;
  throw new Interrupted();
}

/** Runs a trap's command; `$?` is afterwards what it was. */
export async function runTrap(shell: Shell, command: string): Promise<void> {
  const { status, pipeStatus, unwinding, line } = shell;
  shell.unwinding = undefined;
  await shell.interpreter.source(shell, command, {
    name: 'trap',
    firstLine: shell.dialect.name === 'bash' ? line : shell.dialect.name === 'ash' ? 0 : 1,
  });
  if (shell.unwinding !== undefined) return;
  shell.unwinding = unwinding;
  shell.status = status;
  shell.pipeStatus = pipeStatus;
  shell.line = line;
}

/** Runs the trap of one of the shell's own events, when there is one and it is not running already. */
export async function runEventTrap(shell: Shell, event: 'ERR' | 'DEBUG' | 'RETURN'): Promise<void> {
  const command = shell.traps.get(event);
  if (command === undefined || command === '' || shell.runningTraps.has(event)) return;
  shell.runningTraps.add(event);
  try {
    await runTrap(shell, command);
  } finally {
    shell.runningTraps.delete(event);
  }
}
