import type { Shell } from '../state/shell.ts';

/** An interactive shell with stopped jobs warns once. */
export async function keepsForJobs(shell: Shell): Promise<boolean> {
  const stopped = shell.jobs.all().some((job) => job.processes.some((process) => process.state.kind === 'stopped'));
  if (!stopped || shell.warnedOfJobs) return false;
  shell.warnedOfJobs = true;
  await shell.write(2, 'There are stopped jobs.\n');
  return true;
}
