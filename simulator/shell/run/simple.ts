/** Simple commands: `name=value command argument >file`. */
import type { Assignment, Command } from 'unbash';
import { isSysError } from '../../kernel/errno.ts';
import { expandTextNow } from '../expand/direct.ts';
import { settle } from '../expand/expanding.ts';
import { planWord } from '../expand/plan.ts';
import { assign } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { lineOf } from '../state/source.ts';
import { applyAssignment } from './assignments.ts';
import { dispatch, runBuiltinNow } from './dispatch.ts';
import { checkFailure, setStatus } from './errexit.ts';
import type { RunFlags } from './interpreter.ts';
import { prepare, prepareNow } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { assignInOrder } from './temporary.ts';
import { traceAssignments } from './trace.ts';
import { hasPendingSignals, runEventTrap } from './traps.ts';
import { withRedirections } from './with-redirections.ts';

export async function runSimple(shell: Shell, node: Command, flags: RunFlags): Promise<number> {
  const pause = shell.p.step();
  if (pause !== undefined) await pause;
  if (hasPendingSignals(shell)) await shell.interpreter.runTraps(shell);
  if (shell.options.has('noexec') && !shell.interactive) return 0;
  if (shell.unit !== undefined) shell.line = lineOf(shell.unit, linePosition(shell, node));
  if (shell.runningTraps.size === 0) shell.commandNode = node;
  if (shell.traps.has('DEBUG')) await runEventTrap(shell, 'DEBUG');
  const running = runPrepared(shell, node, flags);
  const status = typeof running === 'number' ? running : await running;
  if (shell.substitutions.length > 0) closeSubstitutions(shell);
  setStatus(shell, status);
  if (status !== 0) await checkFailure(shell, status);
  return status;
}

/** bash counts a command to the line on which its second word ends. */
function linePosition(shell: Shell, node: Command): number {
  if (shell.dialect.name !== 'bash' || shell.unit?.newlines?.length === 0) return node.pos;
  const second = secondItem(node);
  if (second === undefined) return node.pos;
  return second.type === 'HereDoc' ? second.pos : second.end - 1;
}

function secondItem(node: Command): Command['suffix'][number] | undefined {
  const { prefix, name, suffix } = node;
  if (name === undefined) return prefix[1] ?? suffix[1 - prefix.length];
  return prefix.length === 0 ? suffix[0] : prefix.length === 1 ? name : prefix[1];
}

/** At once where nothing is to be waited for. */
function runPrepared(shell: Shell, node: Command, flags: RunFlags): number | Promise<number> {
  const prepared = prepareNow(shell, node);
  if (prepared === undefined) return prepareAndRun(shell, node, flags);
  const { argv, assignments } = prepared;
  const [name] = argv;
  const plain = node.redirects.length === 0 && !shell.options.has('xtrace');
  if (name === undefined)
    return (plain ? assignNow(shell, assignments) : undefined) ?? assignOnly(shell, node, prepared);
  const status = plain && assignments.length === 0 ? runBuiltinNow(shell, name, prepared, flags) : undefined;
  if (status === undefined) return dispatched(shell, name, prepared, node, flags);
  shell.lastArgument = argv.at(-1) ?? '';
  return status;
}

async function prepareAndRun(shell: Shell, node: Command, flags: RunFlags): Promise<number> {
  const outer = shell.substitutionStatus;
  shell.substitutionStatus = undefined;
  const prepared = await settle(prepare(shell, node), (request) => shell.interpreter.substitute(shell, request));
  const [name] = prepared.argv;
  if (name === undefined) return assignOnly(shell, node, prepared, shell.substitutionStatus);
  shell.substitutionStatus = outer;
  return dispatched(shell, name, prepared, node, flags);
}

async function dispatched(
  shell: Shell,
  name: string,
  prepared: Prepared,
  node: Command,
  flags: RunFlags,
): Promise<number> {
  const status = await dispatch(shell, name, prepared, node.redirects, flags);
  shell.lastArgument = prepared.argv.at(-1) ?? '';
  return status;
}

/** Assigns plain values; undefined (nothing done) when one of them needs waiting for or is an array's. */
function assignNow(shell: Shell, nodes: readonly Assignment[]): number | undefined {
  const direct = nodes.every(
    (node) => node.index === undefined && node.value.type === 'Word' && planWord(node.value).direct,
  );
  if (!direct || nodes.length === 0) return undefined;
  for (const node of nodes) {
    const value = node.value.type === 'Word' ? expandTextNow(shell, node.value, 'assignment') : undefined;
    assign(shell, node.name, value ?? '', { append: node.append === true });
  }
  return 0;
}

/** Assignments without a command stay; redirections are made and undone; the status is that of a substitution. */
async function assignOnly(shell: Shell, node: Command, prepared: Prepared, kept?: number): Promise<number> {
  // A status left by an earlier substitution is not this command's.
  shell.substitutionStatus = kept;
  const failed = await withRedirections(shell, node.redirects, async () => {
    const done = await assignInOrder(shell, prepared.assignments, (assignment) => applyAssignment(shell, assignment));
    if (shell.options.has('xtrace') && shell.dialect.name !== 'bash' && done.length > 0)
      await traceAssignments(shell, done, []);
    return 0;
  });
  return failed !== 0 ? failed : (shell.substitutionStatus ?? 0);
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
