/** Before a prompt: what has become of background jobs. */
import { jobState } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';
import { jobLine } from './notices.ts';
import { pollChildren } from './wait.ts';

/** Prints a line for every job that ended or stopped since the last time; ended ones are forgotten. */
export async function tellChanges(shell: Shell): Promise<void> {
  await pollChildren(shell);
  for (const job of [...shell.jobs.all()]) {
    const state = jobState(job);
    if (job.notified && state !== 'done') continue;
    if (!job.notified && state !== 'running') {
      const before = state === 'stopped' && shell.dialect.name === 'bash' ? '\n' : '';
      await shell.write(2, `${before}${jobLine(shell, job)}\n`);
    }
    job.notified = true;
  }
  for (const job of [...shell.jobs.all()]) if (jobState(job) === 'done') shell.jobs.remove(job);
}
