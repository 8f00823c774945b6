/** Pipelines: every element is a process of its own, joined by pipes; `!`, `time`, pipefail. */
import type { CommandNode, Pipeline, PipelineNode } from 'unbash';
import { printNode } from '../syntax/print.ts';
import type { Job } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';
import { forkShell, readNothing } from './child.ts';
import { checkFailure, guarded, setStatus } from './errexit.ts';
import { describeTime } from './time.ts';
import type { RunFlags } from './interpreter.ts';
import { startJob } from './start-job.ts';
import { waitForJob } from './wait.ts';

export function runPipelineNode(shell: Shell, node: PipelineNode, flags: RunFlags): Promise<number> {
  if (node.type !== 'Pipeline') return shell.interpreter.command(shell, node, flags);
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length;
  const time = node.prefixes.find((prefix) => prefix.type === 'Time');
  if (time !== undefined) return timed(shell, node, time.posix !== undefined, negations);
  return negated(shell, negations, () => runElements(shell, node, negations === 0 ? flags : {}));
}

async function negated(shell: Shell, negations: number, run: () => Promise<number>): Promise<number> {
  if (negations === 0) return run();
  const status = await guarded(shell, run);
  if (shell.unwinding?.kind === 'return') return status;
  return setStatus(shell, negations % 2 === 1 ? (status === 0 ? 1 : 0) : status);
}

/** `time pipeline`: real time by the machine's clock, processor time by what the children used. */
async function timed(shell: Shell, node: Pipeline, posix: boolean, negations: number): Promise<number> {
  const started = shell.p.now();
  const status = await negated(shell, negations, () => runElements(shell, node, {}));
  await shell.write(2, describeTime(shell, shell.p.now() - started, posix));
  return status;
}

async function runElements(shell: Shell, node: Pipeline, flags: RunFlags): Promise<number> {
  const [only] = node.commands;
  if (only === undefined) return setStatus(shell, 0);
  if (node.commands.length === 1) return shell.interpreter.command(shell, only, flags);
  const inShell = shell.options.shopt('lastpipe') && !shell.controlsJobs ? node.commands.at(-1) : undefined;
  const { job, input } = await startPipeline(shell, node, { background: false, lastInShell: inShell !== undefined });
  const lastStatus =
    inShell === undefined || input === undefined ? undefined : await runLastHere(shell, inShell, input);
  const statuses = await waitForJob(shell, job);
  if (lastStatus !== undefined) statuses.push(lastStatus);
  shell.pipeStatus = statuses;
  shell.status = pipelineStatus(shell, statuses);
  await checkFailure(shell, shell.status);
  return shell.status;
}

function pipelineStatus(shell: Shell, statuses: readonly number[]): number {
  const last = statuses.at(-1) ?? 0;
  return shell.options.has('pipefail') ? (statuses.findLast((status) => status !== 0) ?? 0) : last;
}

export interface StartedPipeline {
  job: Job;
  /** What the last element reads, when it is to run in the shell itself (lastpipe). */
  input: number | undefined;
}

/** Starts the elements of a pipeline as a job. */
export async function startPipeline(
  shell: Shell,
  node: Pipeline,
  options: { background: boolean; lastInShell?: boolean },
): Promise<StartedPipeline> {
  const elements = options.lastInShell === true ? node.commands.slice(0, -1) : node.commands;
  const pids: number[] = [];
  let input: number | undefined;
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i];
    if (element === undefined) continue;
    const pipe = i < node.commands.length - 1 ? shell.p.pipe() : undefined;
    pids.push(
      startElement(shell, element, {
        input,
        output: pipe,
        both: node.operators[i] === '|&',
        pgid: pids[0],
        background: options.background,
      }),
    );
    if (input !== undefined) shell.p.close(input);
    if (pipe !== undefined) shell.p.close(pipe.write);
    input = pipe?.read;
  }
  const job = await startJob(shell, {
    pids,
    texts: elements.map((element) => printNode(element)),
    text: printNode(node),
    background: options.background,
  });
  return { job, input };
}

interface Element {
  input: number | undefined;
  output: { read: number; write: number } | undefined;
  both: boolean;
  /** The group of the first element. */
  pgid: number | undefined;
  background: boolean;
}

function startElement(shell: Shell, node: CommandNode, place: Element): number {
  const { input, output } = place;
  return forkShell(
    shell,
    async (child) => {
      if (input === undefined && place.background && !shell.controlsJobs) await readNothing(child);
      return child.interpreter.command(child, node, { last: true });
    },
    {
      pgid: shell.controlsJobs ? (place.pgid ?? 0) : undefined,
      background: place.background,
      prepare: (child) => {
        if (output !== undefined) {
          child.close(output.read);
          child.dup2(output.write, 1);
          if (place.both) child.dup2(output.write, 2);
          child.close(output.write);
        }
        if (input !== undefined) {
          child.dup2(input, 0);
          child.close(input);
        }
      },
    },
  );
}

/** lastpipe: the last element in this process, reading the pipe. */
async function runLastHere(shell: Shell, node: CommandNode, input: number): Promise<number> {
  const saved = shell.p.dup(0, 10);
  shell.p.dup2(input, 0);
  shell.p.close(input);
  try {
    return await guarded(shell, () => shell.interpreter.command(shell, node, {}));
  } finally {
    shell.p.dup2(saved, 0);
    shell.p.close(saved);
  }
}
