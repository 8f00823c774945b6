/** Child processes that go on as shells: subshells, pipeline elements, substitutions, background commands. */
import type { Process, SpawnOptions } from '../../kernel/abi.ts';
import type { Shell } from '../state/shell.ts';
import { Failure, Interrupted, ShellExit } from './failure.ts';

export interface ChildOptions {
  /** Group to join; 0 makes one. Undefined stays in the shell's own. */
  pgid?: number | undefined;
  /** Runs beside the shell: without job control it does not hear Ctrl-C. */
  background?: boolean;
  /** What the body does before anything else, in the child's own process (moving descriptors). */
  prepare?: (child: Process) => void;
}

/** Starts `body` in a child with a copy of the shell's state; returns its pid. */
export function forkShell(shell: Shell, body: (child: Shell) => Promise<number>, options: ChildOptions = {}): number {
  const copy = shell.fork();
  const run = (child: Process): Promise<number> => {
    copy.attach(child);
    options.prepare?.(child);
    return runToEnd(copy, body);
  };
  becomeSubshell(copy);
  return shell.p.fork(run, spawnOptions(shell, options));
}

/** The group and signals of a child. Handled signals get their default action back by themselves. */
export function spawnOptions(shell: Shell, options: ChildOptions): SpawnOptions {
  const defaults = [...shell.ownIgnored].filter(
    (signal) => shell.traps.get(signal) !== '' && !shell.ignoredAtStart.has(signal),
  );
  return {
    ...(options.pgid === undefined ? {} : { pgid: options.pgid }),
    ...(defaults.length === 0 ? {} : { default: defaults }),
    ...(options.background === true && !shell.controlsJobs ? { ignore: ['INT', 'QUIT'] } : {}),
  };
}

/** Traps are only shown, not run (those that ignore stay); the parent's jobs are not its own. */
export function becomeSubshell(copy: Shell): void {
  for (const [event, command] of [...copy.traps]) {
    if (command === '') continue;
    copy.inheritedTraps.set(event, command);
    const kept =
      (event === 'ERR' && copy.options.has('errtrace')) || (event === 'DEBUG' && copy.options.has('functrace'));
    if (!kept) copy.traps.delete(event);
  }
  copy.options.turn('monitor', false);
  copy.inSubshell = true;
}

/** Runs `body` and what must follow it (the EXIT trap); the result is the exit status of the process. */
export async function runToEnd(shell: Shell, body: (shell: Shell) => Promise<number>): Promise<number> {
  let status: number;
  try {
    status = await body(shell);
  } catch (error) {
    status = await statusOfError(shell, error);
  }
  return (await exitTrap(shell, status)) & 0xff;
}

/** The status that an error which reached the top of a shell stands for; prints its message. */
export async function statusOfError(shell: Shell, error: unknown): Promise<number> {
  if (error instanceof ShellExit) return error.status;
  if (error instanceof Interrupted) return 130;
  if (!(error instanceof Failure)) throw error;
  await reportFailure(shell, error);
  // Only a command string ends with 127 for an unset parameter; scripts and subshells with 1.
  return error.status === 127 && (shell.origin !== 'command' || shell.inSubshell) ? 1 : error.status;
}

export async function reportFailure(shell: Shell, failure: Failure): Promise<void> {
  if (!failure.silent) await shell.complain(failure.message);
}

/** Runs the EXIT trap once; its own `exit` decides the status. */
export async function exitTrap(shell: Shell, status: number): Promise<number> {
  const command = shell.traps.get('EXIT');
  if (command === undefined || command === '') return status;
  shell.traps.delete('EXIT');
  shell.status = status;
  shell.unwinding = undefined;
  shell.guarded = 0;
  try {
    await shell.interpreter.source(shell, command, { name: 'exit trap', firstLine: 1 });
  } catch (error) {
    return statusOfError(shell, error);
  }
  return status;
}

/** Without job control a background command does not take the shell's input. */
export async function readNothing(child: Shell): Promise<void> {
  const fd = await child.p.open('/dev/null', { read: true });
  if (fd === 0) return;
  child.p.dup2(fd, 0);
  child.p.close(fd);
}
