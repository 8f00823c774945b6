/** Simple commands: `name=value command argument >file`. */
import type { Assignment, Command, Redirection, Word } from 'unbash';
import { isSysError } from '../../kernel/errno.ts';
import { findBuiltin } from '../builtins/table.ts';
import type { ArrayArguments, Builtin } from '../builtins/builtin.ts';
import { settle } from '../expand/expanding.ts';
import type { Expanding } from '../expand/expanding.ts';
import { expandWords } from '../expand/word.ts';
import type { Shell, ShellFunction } from '../state/shell.ts';
import { lineOf } from '../state/source.ts';
import { printNode } from '../syntax/print.ts';
import { applyAssignment, expandAssignment } from './assignments.ts';
import type { ExpandedAssignment } from './assignments.ts';
import { environmentFor, lowerShellLevel } from './environment.ts';
import { execCommand, redirectAndExec, startCommand } from './external.ts';
import type { ExternalCommand } from './external.ts';
import { checkFailure, setStatus } from './errexit.ts';
import { Failure, RedirectionFailure } from './failure.ts';
import { callFunction } from './function.ts';
import type { InvokeOptions, RunFlags } from './interpreter.ts';
import { lookup } from './lookup.ts';
import { startJob } from './start-job.ts';
import { quoteAssignment, traceLine, quoteWord } from './trace.ts';
import { hasPendingSignals, runEventTrap } from './traps.ts';
import { waitForJob } from './wait.ts';
import { WriteFailure } from '../builtins/output.ts';

/** An expanded command. */
interface Prepared {
  argv: string[];
  assignments: ExpandedAssignment[];
  arrays: ArrayArguments;
}

export async function runSimple(shell: Shell, node: Command, flags: RunFlags): Promise<number> {
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, node.pos);
  const pause = shell.p.step();
  if (pause !== undefined) await pause;
  if (hasPendingSignals(shell)) await shell.interpreter.runTraps(shell);
  shell.commandText = () => printNode(node);
  if (shell.traps.has('DEBUG')) await runEventTrap(shell, 'DEBUG');
  const status = await runPrepared(shell, node, flags);
  closeSubstitutions(shell);
  setStatus(shell, status);
  if (status !== 0) await checkFailure(shell, status);
  return status;
}

async function runPrepared(shell: Shell, node: Command, flags: RunFlags): Promise<number> {
  const substitutions = shell.substitutionStatus;
  shell.substitutionStatus = undefined;
  const preparing = settle(prepare(shell, node), (request) => shell.interpreter.substitute(shell, request));
  const prepared = preparing instanceof Promise ? await preparing : preparing;
  if (shell.options.has('xtrace')) await trace(shell, prepared);
  const [name] = prepared.argv;
  if (name === undefined) return assignOnly(shell, node, prepared);
  shell.substitutionStatus = substitutions;
  const status = await dispatch(shell, name, prepared, node.redirects, flags);
  shell.lastArgument = prepared.argv.at(-1) ?? '';
  return status;
}

function* prepare(shell: Shell, node: Command): Expanding<Prepared> {
  const argv = node.name === undefined ? [] : yield* expandWords(shell, [node.name]);
  const arrays = new Map<number, ExpandedAssignment>();
  if (node.suffix.length > 0) yield* expandArguments(shell, node, argv, arrays);
  const assignments: ExpandedAssignment[] = [];
  for (const item of node.prefix) {
    if (item.type === 'Assignment') assignments.push(yield* expandAssignment(shell, item));
  }
  return { argv, assignments, arrays };
}

function* expandArguments(
  shell: Shell,
  node: Command,
  argv: string[],
  arrays: Map<number, ExpandedAssignment>,
): Expanding<void> {
  const declares = shell.dialect.features.declarations.has(node.name?.text ?? '');
  const words: Word[] = [];
  for (const item of node.args) {
    if (item.type === 'Word') {
      words.push(item);
      continue;
    }
    argv.push(...(yield* expandWords(shell, words.splice(0))));
    yield* expandDeclared(shell, item, declares, argv, arrays);
  }
  if (words.length > 0) argv.push(...(yield* expandWords(shell, words)));
}

/** An argument of the form `name=value` of a declaring command: not split; arrays travel beside argv. */
function* expandDeclared(
  shell: Shell,
  item: Assignment,
  declares: boolean,
  argv: string[],
  arrays: Map<number, ExpandedAssignment>,
): Expanding<void> {
  const assignment = yield* expandAssignment(shell, item);
  const { value } = assignment;
  if (typeof value !== 'string') {
    arrays.set(argv.length, assignment);
    argv.push(item.text);
    return;
  }
  void declares;
  const subscript = assignment.subscript === undefined ? '' : `[${assignment.subscript}]`;
  argv.push(`${assignment.name}${subscript}${assignment.append ? '+' : ''}=${value}`);
}

async function trace(shell: Shell, prepared: Prepared): Promise<void> {
  const assignments = prepared.assignments.map((one) =>
    typeof one.value === 'string' ? quoteAssignment(shell, withSubscript(one), one.value, one.append) : one.text,
  );
  const words = prepared.argv.map(
    (word, i) => prepared.arrays.get(i)?.text ?? traceArgument(shell, prepared.argv, word, i),
  );
  if (shell.dialect.name !== 'bash') {
    await traceLine(shell, [...assignments, ...words].join(' '));
    return;
  }
  for (const assignment of assignments) await traceLine(shell, assignment);
  if (words.length > 0) await traceLine(shell, words.join(' '));
}

function traceArgument(shell: Shell, argv: readonly string[], word: string, index: number): string {
  const declared =
    index > 0 && shell.dialect.features.declarations.has(argv[0] ?? '')
      ? /^([A-Za-z_]\w*(?:\[[^\]]*\])?\+?)=(.*)$/s.exec(word)
      : null;
  if (declared === null || shell.dialect.name !== 'bash') return quoteWord(shell, word);
  return declared[2] === '' ? word : `${declared[1] ?? ''}=${quoteWord(shell, declared[2] ?? '')}`;
}

function withSubscript(assignment: ExpandedAssignment): string {
  return assignment.subscript === undefined ? assignment.name : `${assignment.name}[${assignment.subscript}]`;
}

/** Assignments without a command stay; redirections are made and undone; the status is that of a substitution. */
async function assignOnly(shell: Shell, node: Command, prepared: Prepared): Promise<number> {
  const failed = await withRedirections(shell, node.redirects, async () => {
    for (const assignment of prepared.assignments) applyAssignment(shell, assignment);
    return 0;
  });
  if (failed !== 0) return failed;
  return prepared.assignments.length > 0 || node.redirects.length > 0 || shell.substitutionStatus !== undefined
    ? (shell.substitutionStatus ?? 0)
    : 0;
}

/** Runs `body` with redirections in force; their failure is reported and becomes the status. */
export async function withRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
  body: () => Promise<number>,
): Promise<number> {
  if (redirections.length === 0) return body();
  let undo: () => void;
  try {
    undo = await shell.interpreter.redirect(shell, redirections, false);
  } catch (error) {
    if (!(error instanceof RedirectionFailure)) throw error;
    return redirectionStatus(shell, error);
  }
  try {
    return await body();
  } finally {
    undo();
  }
}

async function redirectionStatus(shell: Shell, failure: RedirectionFailure): Promise<number> {
  await shell.complain(failure.message);
  return shell.dialect.name === 'dash' ? 2 : 1;
}

async function dispatch(
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
    withAssignments(shell, prepared.assignments, () => callFunction(shell, definition, prepared.argv)),
  );
}

/** Runs `body` with assignments in a scope of their own, exported. */
async function withAssignments(
  shell: Shell,
  assignments: readonly ExpandedAssignment[],
  body: () => Promise<number>,
): Promise<number> {
  if (assignments.length === 0) return body();
  pushAssignments(shell, assignments);
  try {
    return await body();
  } finally {
    shell.variables.pop();
  }
}

function pushAssignments(shell: Shell, assignments: readonly ExpandedAssignment[]): void {
  const values = assignments.map((assignment) => ({ assignment, outer: shell.variables.find(assignment.name) }));
  const scope = shell.variables.push('command');
  for (const { assignment, outer } of values) {
    if (outer?.readonly === true) {
      shell.variables.pop();
      throw shell.dialect.fail('readonly', shell.dialect.sentences.readonly(assignment.name));
    }
    const variable = shell.variables.declare(scope, assignment.name);
    if (outer !== undefined) {
      variable.integer = outer.integer;
      variable.case = outer.case;
      if (assignment.append)
        variable.content = typeof outer.content === 'object' ? outer.content.clone() : outer.content;
    }
    variable.exported = true;
    applyAssignment(shell, assignment);
  }
}

export async function runBuiltin(
  shell: Shell,
  builtin: Builtin,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
): Promise<number> {
  const exits = builtin.special && shell.dialect.features.specialBuiltinsExit;
  if (builtin.name === 'exec') return runBuiltinHere(shell, builtin, prepared, redirections, flags);
  let failed = true;
  const status = await withRedirections(shell, redirections, async () => {
    failed = false;
    return exits
      ? runSpecial(shell, builtin, prepared, flags)
      : withAssignments(shell, prepared.assignments, () => callBuiltin(shell, builtin, prepared, flags));
  });
  if (failed && exits) throw new Failure('', status, 'shell', true);
  return status;
}

/** POSIX: assignments before a special builtin stay. */
async function runSpecial(shell: Shell, builtin: Builtin, prepared: Prepared, flags: RunFlags): Promise<number> {
  for (const assignment of prepared.assignments) applyAssignment(shell, assignment);
  return callBuiltin(shell, builtin, prepared, flags);
}

/** `exec`: its redirections stay. */
async function runBuiltinHere(
  shell: Shell,
  builtin: Builtin,
  prepared: Prepared,
  redirections: readonly Redirection[],
  flags: RunFlags,
): Promise<number> {
  try {
    await shell.interpreter.redirect(shell, redirections, prepared.argv.length === 1 || redirections.length === 0);
  } catch (error) {
    if (!(error instanceof RedirectionFailure)) throw error;
    const status = await redirectionStatus(shell, error);
    if (shell.interactive) return status;
    throw new Failure('', status, 'shell', true);
  }
  return withAssignments(shell, prepared.assignments, () => callBuiltin(shell, builtin, prepared, flags));
}

async function callBuiltin(shell: Shell, builtin: Builtin, prepared: Prepared, flags: RunFlags): Promise<number> {
  const outer = shell.builtin;
  shell.builtin = builtin.name;
  try {
    const result = builtin.run({
      shell,
      name: prepared.argv[0] ?? builtin.name,
      args: prepared.argv.slice(1),
      arrays: prepared.arrays,
      flags,
    });
    return typeof result === 'number' ? result : await result;
  } catch (error) {
    if (error instanceof WriteFailure) return await writeFailed(shell, error);
    if (!(error instanceof Failure) || builtin.special || error.extent === 'line' || shell.dialect.name === 'bash')
      throw error;
    // dash and busybox: a regular builtin's failure is only its own.
    if (!error.silent) await shell.complain(error.message);
    return error.status;
  } finally {
    shell.builtin = outer;
  }
}

async function writeFailed(shell: Shell, failure: WriteFailure): Promise<number> {
  try {
    await shell.complain(shell.dialect.name === 'dash' ? 'I/O error' : `write error: ${failure.message}`);
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
  return withAssignments(shell, prepared.assignments, async () => {
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
  const handler =
    shell.dialect.name === 'bash' && found.kind === 'missing'
      ? shell.functions.get('command_not_found_handle')
      : undefined;
  if (handler !== undefined)
    return { status: await callFunction(shell, handler, ['command_not_found_handle', ...argv]) };
  const sentence =
    found.kind === 'missing'
      ? shell.dialect.sentences.commandNotFound(name)
      : shell.dialect.sentences.cannotRun(shell.dialect.name === 'bash' ? found.path : name, 'EACCES');
  const status = await withRedirections(shell, redirections, async () => {
    await shell.complain(sentence);
    return found.kind === 'missing' ? 127 : 126;
  });
  return { status };
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
    text: jobText(shell, text),
    background: false,
  });
  const [status = 0] = await waitForJob(shell, job);
  return status;
}

function jobText(shell: Shell, plain: string): string {
  return shell.commandText?.() ?? plain;
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

function closeSubstitutions(shell: Shell): void {
  for (const fd of shell.substitutions.splice(0)) {
    try {
      shell.p.close(fd);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
}

/** `command` and `builtin`: runs argv with some kinds of command left out. -1 when nothing of an allowed kind has the name. */
export async function invoke(
  shell: Shell,
  argv: readonly string[],
  options: InvokeOptions,
  find: typeof findBuiltin,
): Promise<number> {
  const [name = ''] = argv;
  const prepared: Prepared = { argv: [...argv], assignments: [], arrays: new Map() };
  const definition = options.functions ? shell.functions.get(name) : undefined;
  if (definition !== undefined) return callFunction(shell, definition, argv);
  const builtin = options.builtins && !name.includes('/') ? find(shell, name) : undefined;
  if (builtin !== undefined) return runBuiltin(shell, { ...builtin, special: false }, prepared, [], {});
  if (!options.externals) return -1;
  return runExternal(shell, name, prepared, [], options.last === true ? { last: true } : {}, options.path);
}
