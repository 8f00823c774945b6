/** Lists: `;`, `&&`, `||`, `&`, and what a failing command means under `set -e`. */
import type { AndOr, CompoundList, PipelineNode, Statement } from 'unbash';
import { printNode } from '../syntax/print.ts';
import type { Shell } from '../state/shell.ts';
import { forkShell, readNothing } from './child.ts';
import { guarded } from './errexit.ts';
import type { RunFlags } from './interpreter.ts';
import { startPipeline } from './pipeline.ts';
import { startJob } from './start-job.ts';
import { hasPendingSignals } from './traps.ts';

const NOT_LAST: RunFlags = {};

export function runList(shell: Shell, list: CompoundList, flags: RunFlags): Promise<number> {
  return runStatements(shell, list.commands, flags);
}

export async function runStatements(shell: Shell, statements: readonly Statement[], flags: RunFlags): Promise<number> {
  let status = 0;
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) continue;
    status = await runStatement(shell, statement, i === statements.length - 1 ? flags : NOT_LAST);
    if (shell.unwinding !== undefined) break;
    if (hasPendingSignals(shell)) await shell.interpreter.runTraps(shell);
  }
  return status;
}

function runStatement(shell: Shell, statement: Statement, flags: RunFlags): Promise<number> {
  if (statement.background === true) return runBackground(shell, statement);
  const { command } = statement;
  return command.type === 'AndOr'
    ? runAndOr(shell, command, flags)
    : shell.interpreter.pipelineNode(shell, command, flags);
}

async function runAndOr(shell: Shell, node: AndOr, flags: RunFlags): Promise<number> {
  const last = node.commands.length - 1;
  const passed = flags.last === true && shell.dialect.features.execsThrough.has('AndOr') ? flags : NOT_LAST;
  let status = 0;
  for (let i = 0; i <= last; i++) {
    const command = node.commands[i];
    if (command === undefined) continue;
    const operator = i === 0 ? undefined : node.operators[i - 1];
    if ((operator === '&&' && status !== 0) || (operator === '||' && status === 0)) continue;
    status =
      i === last
        ? await shell.interpreter.pipelineNode(shell, command, passed)
        : await guarded(shell, () => shell.interpreter.pipelineNode(shell, command, NOT_LAST));
    if (shell.unwinding !== undefined) break;
  }
  return status;
}

/** `command &`. */
async function runBackground(shell: Shell, statement: Statement): Promise<number> {
  const { command } = statement;
  const text = printNode(command);
  if (command.type === 'Pipeline' && command.commands.length > 1 && command.prefixes.length === 0) {
    await startPipeline(shell, command, { background: true });
  } else {
    const pid = forkShell(shell, (child) => backgroundBody(child, command), {
      pgid: shell.controlsJobs ? 0 : undefined,
      background: true,
    });
    await startJob(shell, { pids: [pid], texts: [text], text, background: true });
  }
  shell.status = 0;
  shell.pipeStatus = [0];
  return 0;
}

async function backgroundBody(child: Shell, node: AndOr | PipelineNode): Promise<number> {
  if (!child.hadJobControl) await readNothing(child);
  return node.type === 'AndOr'
    ? runAndOr(child, node, { last: true })
    : child.interpreter.pipelineNode(child, node, { last: true });
}
