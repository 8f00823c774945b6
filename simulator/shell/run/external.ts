/** Commands that are files: exec in this process, or in a child. */
import type { Redirection } from 'unbash';
import { isSysError } from '../../kernel/errno.ts';
import type { Errno } from '../../kernel/errno.ts';
import type { Process } from '../../kernel/abi.ts';
import type { Shell } from '../state/shell.ts';
import { becomeSubshell, spawnOptions } from './child.ts';
import type { ChildOptions } from './child.ts';
import { RedirectionFailure } from './failure.ts';

export interface ExternalCommand {
  /** Where the executable is. */
  readonly path: string;
  readonly argv: readonly string[];
  readonly environment: readonly (readonly [string, string])[];
  readonly redirections: readonly Redirection[];
}

/** Replaces this process by the command. Returns only when that fails, with the status (126 or 127). */
export async function execCommand(shell: Shell, command: ExternalCommand): Promise<number> {
  // What the shell ignores for itself its successor does not.
  for (const signal of shell.ownIgnored) if (shell.traps.get(signal) !== '') shell.p.onSignal(signal, 'default');
  try {
    return await shell.p.exec(command.path, command.argv, command.environment);
  } catch (error) {
    if (!isSysError(error)) throw error;
    for (const signal of shell.ownIgnored) shell.p.onSignal(signal, 'ignore');
    // A text file without `#!`: the shell itself runs it.
    if (error.code === 'ENOEXEC')
      return shell.p.exec(shell.p.executable, scriptArguments(shell, command), command.environment);
    return reportCannotRun(shell, command.path, error.code);
  }
}

/** Why `path` could not be executed. */
export function cannotRunSentence(shell: Shell, path: string, code: Errno): string {
  if (code === 'EACCES' && isDirectory(shell, path)) return shell.dialect.sentences.cannotRun(path, 'EISDIR');
  if (code === 'ENOENT' && shell.dialect.name === 'bash' && shell.p.fs.exists(path))
    return `${path}: cannot execute: required file not found`;
  return shell.dialect.sentences.cannotRun(path, code);
}

function isDirectory(shell: Shell, path: string): boolean {
  try {
    return shell.p.fs.stat(path).type === 'directory';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/**
 * Starts the command in a child; returns its pid, or a status when it could not even be started. Redirections are made
 * in the child, as their failure concerns only it.
 */
export async function startCommand(
  shell: Shell,
  command: ExternalCommand,
  options: ChildOptions = {},
): Promise<Started> {
  if (command.redirections.length === 0 && options.prepare === undefined) return spawnCommand(shell, command, options);
  const copy = shell.fork();
  becomeSubshell(copy);
  const run = (child: Process): Promise<number> => {
    copy.attach(child);
    options.prepare?.(child);
    return redirectAndExec(copy, command);
  };
  return { pid: shell.p.fork(run, spawnOptions(shell, options)) };
}

export type Started = { pid: number } | { status: number };

async function spawnCommand(shell: Shell, command: ExternalCommand, options: ChildOptions): Promise<Started> {
  const spawning = { ...spawnOptions(shell, options), env: command.environment };
  try {
    return { pid: shell.p.spawn(command.path, command.argv, spawning) };
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (error.code === 'ENOEXEC')
      return { pid: shell.p.spawn(shell.p.executable, scriptArguments(shell, command), spawning) };
    return { status: await reportCannotRun(shell, command.path, error.code) };
  }
}

function scriptArguments(shell: Shell, command: ExternalCommand): string[] {
  return [shell.name, command.path, ...command.argv.slice(1)];
}

async function reportCannotRun(shell: Shell, path: string, code: Errno): Promise<number> {
  await shell.complain(cannotRunSentence(shell, path, code));
  return code === 'ENOENT' || code === 'ENOTDIR' ? 127 : 126;
}

/** Makes the redirections for good and execs. */
export async function redirectAndExec(shell: Shell, command: ExternalCommand): Promise<number> {
  try {
    await shell.interpreter.redirect(shell, command.redirections, true);
  } catch (error) {
    if (!(error instanceof RedirectionFailure)) throw error;
    await shell.complain(error.message);
    return shell.dialect.name === 'dash' ? 2 : 1;
  }
  return execCommand(shell, command);
}
