/** Simple commands: `name=value command argument >file`. */
import type { Command } from 'unbash';
import { isSysError } from '../../kernel/errno.ts';
import { settle } from '../expand/expanding.ts';
import type { Shell } from '../state/shell.ts';
import { lineOf } from '../state/source.ts';
import { printNode } from '../syntax/print.ts';
import { applyAssignment } from './assignments.ts';
import { dispatch } from './dispatch.ts';
import { checkFailure, setStatus } from './errexit.ts';
import type { RunFlags } from './interpreter.ts';
import { prepare } from './prepare.ts';
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
  if (shell.runningTraps.size === 0) shell.commandText = () => printNode(node);
  if (shell.traps.has('DEBUG')) await runEventTrap(shell, 'DEBUG');
  const status = await runPrepared(shell, node, flags);
  if (shell.substitutions.length > 0) closeSubstitutions(shell);
  setStatus(shell, status);
  if (status !== 0) await checkFailure(shell, status);
  return status;
}

/** bash counts a command to the line on which its second word ends. */
function linePosition(shell: Shell, node: Command): number {
  if (shell.dialect.name !== 'bash') return node.pos;
  const items = [...node.prefix, ...(node.name === undefined ? [] : [node.name]), ...node.suffix];
  const second = items[1];
  if (second === undefined) return node.pos;
  return second.type === 'HereDoc' ? second.pos : second.end - 1;
}

async function runPrepared(shell: Shell, node: Command, flags: RunFlags): Promise<number> {
  const outer = shell.substitutionStatus;
  shell.substitutionStatus = undefined;
  const preparing = settle(prepare(shell, node), (request) => shell.interpreter.substitute(shell, request));
  const prepared = preparing instanceof Promise ? await preparing : preparing;
  const [name] = prepared.argv;
  if (name === undefined) return assignOnly(shell, node, prepared);
  shell.substitutionStatus = outer;
  const status = await dispatch(shell, name, prepared, node.redirects, flags);
  shell.lastArgument = prepared.argv.at(-1) ?? '';
  return status;
}

/** Assignments without a command stay; redirections are made and undone; the status is that of a substitution. */
async function assignOnly(shell: Shell, node: Command, prepared: Prepared): Promise<number> {
  const failed = await withRedirections(shell, node.redirects, async () => {
    const done = await assignInOrder(shell, prepared.assignments, (assignment) => applyAssignment(shell, assignment));
    if (shell.options.has('xtrace') && shell.dialect.name !== 'bash' && done.length > 0) await traceAssignments(shell, done, []);
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
