/** Enters freshly started processes into the job table. */
import type { Job } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';

export interface NewJob {
  pids: readonly number[];
  /** The pipeline's elements as `jobs -l` shows them. */
  texts: readonly string[];
  text: string;
  background: boolean;
}

/** Adds a job. In the background it is announced (`[1] 4711`); in the foreground it is given the terminal. */
export async function startJob(shell: Shell, start: NewJob): Promise<Job> {
  const [leader = 0] = start.pids;
  if (shell.dialect.name !== 'bash' && !shell.controlsJobs) shell.jobs.dropWaited();
  const job = shell.jobs.add({
    pgid: shell.controlsJobs ? leader : shell.p.pgid,
    processes: start.pids.map((pid, i) => ({ pid, text: start.texts[i] ?? start.text, state: { kind: 'running' } })),
    // Without job control dash and busybox do not keep the text.
    text: shell.dialect.name === 'bash' || shell.controlsJobs ? start.text : '',
    cwd: shell.p.cwd(),
    foreground: !start.background,
    background: start.background,
    controlled: shell.controlsJobs,
  });
  if (!start.background) {
    giveTerminal(shell, job);
    return job;
  }
  shell.lastBackground = start.pids.at(-1);
  if (shell.prompts && shell.dialect.name === 'bash')
    await shell.write(2, `[${job.number}] ${shell.lastBackground ?? 0}\n`);
  return job;
}

/** Makes the job's group the terminal's foreground one. */
export function giveTerminal(shell: Shell, job: Job): void {
  if (job.controlled && shell.prompts) shell.terminal?.setForeground(job.pgid);
}
