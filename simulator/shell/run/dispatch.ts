/** Finds what a command name means (function, builtin, file) and runs it. */
import type { Redirection } from 'unbash';
import type { Builtin } from '../builtins/builtin.ts';
import { WriteFailure } from '../builtins/output.ts';
import { findBuiltin } from '../builtins/table.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Shell, ShellFunction } from '../state/shell.ts';
import { printNode } from '../syntax/print.ts';
import { applyAssignment } from './assignments.ts';
import type { ExpandedAssignment } from './assignments.ts';
import { environmentFor, lowerShellLevel } from './environment.ts';
import { execCommand, redirectAndExec, startCommand } from './external.ts';
import type { ExternalCommand } from './external.ts';
import { Failure, RedirectionFailure } from './failure.ts';
import { callFunction } from './function.ts';
import type { InvokeOptions, RunFlags } from './interpreter.ts';
import { lookup } from './lookup.ts';
import type { Prepared } from './prepare.ts';
import { startJob } from './start-job.ts';
import { assignInOrder, withAssignments } from './temporary.ts';
import { traceCommand } from './trace.ts';
import { waitForJob } from './wait.ts';
import { redirectionStatus, withRedirections } from './with-redirections.ts';

export async function dispatch(
  shell: Shell,
  name: string,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
): Promise<number> {
  const builtin = name.includes('/') ? undefined : findBuiltin(shell, name);
  const specialFirst = builtin?.special === true && shell.dialect.features.specialBuiltinsExit;
  const definition = specialFirst ? undefined : shell.functions.get(name);
  if (definition !== undefined) return runFunction(shell, definition, prepared, redirections);
  if (builtin !== undefined) return runBuiltin(shell, builtin, prepared, redirections, flags);
  return runExternal(shell, name, prepared, redirections, flags);
}

async function runFunction(
  shell: Shell,
  definition: ShellFunction,
  prepared: Prepared,
  redirections: readonly Redirection[],
): Promise<number> {
  return withRedirections(shell, redirections, () =>
    withAssignments(shell, prepared.assignments, async (assigned) => {
      await trace(shell, prepared, assigned);
      return callFunction(shell, definition, prepared.argv);
    }),
  );
}

async function trace(shell: Shell, prepared: Prepared, assigned: readonly ExpandedAssignment[]): Promise<void> {
  if (shell.options.has('xtrace')) await traceCommand(shell, prepared, assigned);
}

async function runBuiltin(
  shell: Shell,
  builtin: Builtin,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
): Promise<number> {
  const exits = builtin.special && shell.dialect.features.specialBuiltinsExit;
  if (builtin.name === 'exec') return runExec(shell, builtin, prepared, redirections, flags);
  let ran = false;
  const status = await withRedirections(shell, redirections, async () => {
    ran = true;
    return exits
      ? runSpecial(shell, builtin, prepared, flags)
      : withAssignments(shell, prepared.assignments, (assigned) => traced(shell, builtin, prepared, flags, assigned));
  });
  if (!ran && exits && !shell.interactive) throw new Failure('', status, 'shell', true);
  return status;
}

async function traced(
  shell: Shell,
  builtin: Builtin,
  prepared: Prepared,
  flags: RunFlags,
  assigned: readonly ExpandedAssignment[],
): Promise<number> {
  await trace(shell, prepared, assigned);
  return callBuiltin(shell, builtin, prepared, flags);
}

/** POSIX: assignments before a special builtin stay. */
async function runSpecial(shell: Shell, builtin: Builtin, prepared: Prepared, flags: RunFlags): Promise<number> {
  const assigned = await assignInOrder(shell, prepared.assignments, (assignment) => applyAssignment(shell, assignment));
  return traced(shell, builtin, prepared, flags, assigned);
}

/** `exec`: its redirections stay. */
async function runExec(
  shell: Shell,
  builtin: Builtin,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
): Promise<number> {
  let undo = (): void => undefined;
  try {
    undo = await shell.interpreter.redirect(shell, redirections, prepared.argv.length === 1);
  } catch (error) {
    if (!(error instanceof RedirectionFailure)) throw error;
    const status = await redirectionStatus(shell, error);
    if (shell.interactive) return status;
    throw new Failure('', status, 'shell', true);
  }
  const status = await withAssignments(shell, prepared.assignments, (assigned) =>
    traced(shell, builtin, prepared, flags, assigned),
  );
  if (prepared.argv.length > 1) undo();
  return status;
}

/** A builtin without redirections or assignments, at once if it can; undefined when `name` is something else. */
export function runBuiltinNow(
  shell: Shell,
  name: string,
  prepared: Prepared,
  flags: RunFlags,
): number | Promise<number> | undefined {
  if (shell.functions.has(name) && !shell.dialect.features.specialBuiltinsExit) return undefined;
  const builtin = findBuiltin(shell, name);
  if (builtin === undefined || builtin.name === 'exec' || (!builtin.special && shell.functions.has(name)))
    return undefined;
  return callBuiltin(shell, builtin, prepared, flags);
}

function callBuiltin(shell: Shell, builtin: Builtin, prepared: Prepared, flags: RunFlags): number | Promise<number> {
  const outer = shell.builtin;
  shell.builtin = builtin.name;
  const [name = builtin.name, ...args] = prepared.argv;
  try {
    const result = builtin.run({ shell, name, args, arrays: prepared.arrays, flags });
    if (typeof result !== 'number') return finishBuiltin(shell, builtin, result, outer);
    shell.builtin = outer;
    return result;
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- handed on as it was caught
    return finishBuiltin(shell, builtin, Promise.reject(error), outer);
  }
}

async function finishBuiltin(
  shell: Shell,
  builtin: Builtin,
  running: Promise<number>,
  outer: string | undefined,
): Promise<number> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof WriteFailure) return await writeFailed(shell, error);
    if (!(error instanceof Failure)) throw error;
    return await failed(shell, builtin, error);
  } finally {
    shell.builtin = outer;
  }
}

/** A builtin gave up. In dash and busybox that of a regular builtin is only its own affair. */
async function failed(shell: Shell, builtin: Builtin, failure: Failure): Promise<number> {
  if (!failure.silent) await shell.complain(failure.message);
  const own = !builtin.special && builtin.fatal !== true && shell.dialect.features.specialBuiltinsExit;
  if (own && failure.extent === 'shell') return failure.status;
  throw new Failure(failure.message, failure.status, failure.extent, true);
}

async function writeFailed(shell: Shell, failure: WriteFailure): Promise<number> {
  const { name } = shell.dialect;
  const builtin = shell.builtin ?? '';
  if (name === 'ash') shell.builtin = undefined;
  try {
    await shell.complain(name === 'dash' ? `${builtin}: I/O error` : `write error: ${failure.message}`);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  return 1;
}

async function runExternal(
  shell: Shell,
  name: string,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
  searched?: string,
): Promise<number> {
  return withAssignments(shell, prepared.assignments, async (assigned) => {
    await trace(shell, prepared, assigned);
    const path = name.includes('/') ? name : await findCommand(shell, name, redirections, prepared.argv, searched);
    if (typeof path !== 'string') return path.status;
    const command: ExternalCommand = {
      path,
      argv: prepared.argv,
      environment: environmentFor(shell, path),
      redirections,
    };
    return runFile(shell, command, flags);
  });
}

/** Where a command is, or the status after reporting that it is nowhere. */
async function findCommand(
  shell: Shell,
  name: string,
  redirections: readonly Redirection[],
  argv: readonly string[],
  searched?: string,
): Promise<string | { status: number }> {
  const found = lookup(shell, name, searched);
  if (found.kind === 'found') return found.path;
  const bash = shell.dialect.name === 'bash';
  const handler = bash && found.kind === 'missing' ? shell.functions.get('command_not_found_handle') : undefined;
  if (handler !== undefined)
    return { status: await callFunction(shell, handler, ['command_not_found_handle', ...argv]) };
  const status = await withRedirections(shell, redirections, async () => {
    await shell.complain(missingSentence(shell, name, found));
    return found.kind === 'missing' || shell.dialect.name === 'dash' ? 127 : 126;
  });
  return { status };
}

function missingSentence(
  shell: Shell,
  name: string,
  found: { kind: 'missing' } | { kind: 'not executable'; path: string },
): string {
  const { sentences, name: dialect } = shell.dialect;
  if (found.kind === 'not executable') return sentences.cannotRun(dialect === 'bash' ? found.path : name, 'EACCES');
  const nowhere = dialect === 'bash' && shell.variable('PATH') === '';
  return nowhere ? sentences.cannotRun(name, 'ENOENT') : sentences.commandNotFound(name);
}

/** Runs an executable in the foreground, or in place of this process when nothing else is left to do in it. */
async function runFile(shell: Shell, command: ExternalCommand, flags: RunFlags): Promise<number> {
  if (mayReplace(shell, command, flags)) return replaceBy(shell, command);
  const started = await startCommand(shell, command, { pgid: shell.controlsJobs ? 0 : undefined });
  if ('status' in started) return started.status;
  const text = command.argv.join(' ');
  const job = await startJob(shell, {
    pids: [started.pid],
    texts: [text],
    text: shell.commandNode === undefined ? text : printNode(shell.commandNode),
    background: false,
  });
  const [status = 0] = await waitForJob(shell, job);
  return status;
}

function mayReplace(shell: Shell, command: ExternalCommand, flags: RunFlags): boolean {
  if (flags.last !== true || [...shell.traps.values()].some((action) => action !== '')) return false;
  return (
    shell.inSubshell || command.redirections.length === 0 || shell.dialect.features.execsThrough.has('redirections')
  );
}

async function replaceBy(shell: Shell, command: ExternalCommand): Promise<number> {
  const environment = shell.inSubshell ? command.environment : lowerShellLevel(shell, command.environment);
  const replacing = { ...command, environment };
  return command.redirections.length === 0 ? execCommand(shell, replacing) : redirectAndExec(shell, replacing);
}

/** `command` and `builtin`: runs argv with some kinds of command left out. -1 when nothing of an allowed kind has the name. */
export async function invoke(shell: Shell, argv: readonly string[], options: InvokeOptions): Promise<number> {
  const [name = ''] = argv;
  const prepared: Prepared = { argv, assignments: [], arrays: new Map() };
  const definition = options.functions ? shell.functions.get(name) : undefined;
  if (definition !== undefined) return callFunction(shell, definition, argv);
  const builtin = options.builtins && !name.includes('/') ? findBuiltin(shell, name) : undefined;
  if (builtin !== undefined) return callBuiltin(shell, { ...builtin, special: false }, prepared, {});
  if (!options.externals) return -1;
  const { xtrace } = { xtrace: shell.options.has('xtrace') };
  shell.options.turn('xtrace', false);
  try {
    return await runExternal(shell, name, prepared, [], options.last === true ? { last: true } : {}, options.path);
  } finally {
    shell.options.turn('xtrace', xtrace);
  }
}
