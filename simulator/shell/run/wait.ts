/** Waiting for children: the foreground pipeline, and what has become of the others. */
import type { ChildEvent } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { jobState, statusNumber } from '../state/jobs.ts';
import type { Job } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';
import { Interrupted } from './failure.ts';
import { signalSentence, stoppedLine } from './notices.ts';
import { arm } from './traps.ts';

/** Waits until a foreground job has ended or stopped; the statuses of its processes. */
export async function waitForJob(shell: Shell, job: Job): Promise<number[]> {
  const watch = watchInterrupt(shell);
  try {
    while (jobState(job) === 'running') await waitForOne(shell, job);
  } finally {
    watch.stop();
  }
  takeBackTerminal(shell, job);
  await concludeForeground(shell, job, watch.heard);
  return job.processes.map((process) => statusNumber(process.state, numberOf));
}

export function numberOf(signal: Signal): number {
  return SIGNALS[signal];
}

async function waitForOne(shell: Shell, job: Job): Promise<void> {
  const process = job.processes.find((candidate) => candidate.state.kind === 'running');
  if (process === undefined) return;
  try {
    const event = await shell.p.wait(process.pid, { untraced: job.controlled });
    if (event !== undefined) noteEvent(shell, event);
  } catch (error) {
    if (!isSysError(error, 'ECHILD')) throw error;
    process.state = { kind: 'exited', code: 127 };
  }
}

/** Writes what happened to a child into the job table. */
export function noteEvent(shell: Shell, event: ChildEvent): void {
  const found = shell.jobs.find(event.pid);
  if (found === undefined) {
    if (event.status.kind === 'exited' || event.status.kind === 'signaled')
      shell.jobs.remembered.set(event.pid, event.status);
    return;
  }
  found.process.state = event.status.kind === 'continued' ? { kind: 'running' } : event.status;
  found.job.notified = false;
  if (event.status.kind === 'stopped') shell.jobs.touch(found.job);
}

/** Takes in, without waiting, what has happened to children since the last time. */
export async function pollChildren(shell: Shell): Promise<void> {
  for (;;) {
    const event = await nextEvent(shell);
    if (event === undefined) return;
    noteEvent(shell, event);
  }
}

async function nextEvent(shell: Shell): Promise<ChildEvent | undefined> {
  try {
    return await shell.p.wait(undefined, { noHang: true, untraced: true, continued: true });
  } catch (error) {
    if (isSysError(error, 'ECHILD')) return undefined;
    throw error;
  }
}

/**
 * While bash waits without job control it takes note of Ctrl-C: when the command then dies of it, so does the shell.
 * dash and busybox die at once, having no handler.
 */
function watchInterrupt(shell: Shell): { heard: boolean; stop(): void } {
  const watch = { heard: false, stop: (): void => undefined };
  if (shell.dialect.name !== 'bash' || shell.prompts || shell.traps.has('INT')) return watch;
  if (shell.p.signalAction('INT') === 'ignore') return watch;
  shell.p.onSignal('INT', () => void (watch.heard = true));
  watch.stop = (): void => arm(shell, 'INT');
  return watch;
}

function takeBackTerminal(shell: Shell, job: Job): void {
  const tty = job.controlled ? shell.terminal : undefined;
  if (tty === undefined || !shell.prompts) return;
  tty.setForeground(shell.p.pgid);
  if (job.processes.some((process) => process.state.kind !== 'exited')) shell.restoreModes?.();
}

async function concludeForeground(shell: Shell, job: Job, interruptHeard: boolean): Promise<void> {
  if (jobState(job) === 'stopped') {
    job.foreground = false;
    job.notified = true;
    shell.jobs.touch(job);
    const newline = shell.dialect.name === 'bash' ? '\n' : '';
    await shell.write(2, `${newline}${stoppedLine(shell, job)}\n`);
    return;
  }
  shell.jobs.remove(job);
  if (job.processes.some((process) => process.state.kind === 'signaled' && process.state.signal === 'INT')) {
    await diedOfInterrupt(shell, interruptHeard);
  }
  const sentence = signalSentence(shell, job);
  if (sentence !== undefined) await shell.write(2, sentence);
}

async function diedOfInterrupt(shell: Shell, interruptHeard: boolean): Promise<void> {
  if (shell.prompts) {
    shell.interrupted = false;
    shell.status = 130;
    await shell.write(2, '\n');
    throw new Interrupted();
  }
  if (!interruptHeard) return;
  shell.p.onSignal('INT', 'default');
  shell.p.kill(shell.p.pid, 'INT');
  // Process 1 of a namespace survives its own signal.
  await shell.p.step();
}
