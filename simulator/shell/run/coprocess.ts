/** `coproc name command`: a background command with pipes to and from it in an array. */
import type { Coproc } from 'unbash';
import { IndexedArray } from '../state/arrays.ts';
import { assign } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { createVariable } from '../state/variables.ts';
import { printNode } from '../syntax/print.ts';
import { forkShell } from './child.ts';
import { setStatus } from './errexit.ts';
import { startJob } from './start-job.ts';

export async function runCoprocess(shell: Shell, node: Coproc): Promise<number> {
  const name = node.name?.text ?? 'COPROC';
  const input = shell.p.pipe();
  const output = shell.p.pipe();
  const { body } = node;
  const pid = forkShell(
    shell,
    (child) =>
      body.type === 'CompoundList'
        ? child.interpreter.list(child, body, { last: true })
        : child.interpreter.command(child, body, { last: true }),
    {
      background: true,
      pgid: shell.controlsJobs ? 0 : undefined,
      prepare: (child) => {
        child.dup2(input.read, 0);
        child.dup2(output.write, 1);
        for (const fd of [input.read, input.write, output.read, output.write]) child.close(fd);
      },
    },
  );
  shell.p.close(input.read);
  shell.p.close(output.write);
  const ends = [moveHigh(shell, output.read), moveHigh(shell, input.write)];
  shell.variables.globals().variables.set(name, createVariable(IndexedArray.from(ends.map(String))));
  assign(shell, `${name}_PID`, String(pid));
  const text = printNode(node);
  await startJob(shell, { pids: [pid], texts: [text], text, background: true });
  return setStatus(shell, 0);
}

/** bash keeps the pipes on high descriptors, out of the way of scripts, and closed to other commands. */
function moveHigh(shell: Shell, fd: number): number {
  const high = shell.p.dup(fd, 60);
  shell.p.close(fd);
  shell.p.setCloseOnExec(high, true);
  return high;
}
