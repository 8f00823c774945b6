/** jobs, fg, bg, wait, disown, suspend. */
import type { ChildEvent } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { deathLine, jobLine, stateText } from '../run/notices.ts';
import { giveTerminal } from '../run/start-job.ts';
import { hasPendingSignals } from '../run/traps.ts';
import { noteEvent, numberOf, pollChildren, waitForJob } from '../run/wait.ts';
import { jobState, statusNumber } from '../state/jobs.ts';
import type { Job } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out } from './output.ts';

export const jobs: Builtin = regular('jobs', async (call) => {
  const { shell } = call;
  const options = await parseOptions(
    call,
    shell.dialect.name === 'bash' ? 'lnprs' : 'lp',
    'jobs [-lnprs] [jobspec ...] or jobs -x command [args]',
  );
  if (typeof options === 'number') return options;
  await pollChildren(shell);
  const { letters, rest } = options;
  const selected = rest.length === 0 ? [...shell.jobs.all()] : await selectAll(call, rest);
  if (typeof selected === 'number') return selected;
  for (const job of selected) await listOne(call, job, letters);
  return 0;
});

async function selectAll(call: BuiltinCall, specs: readonly string[]): Promise<Job[] | number> {
  const found: Job[] = [];
  for (const spec of specs) {
    const job = findJob(call.shell, spec);
    if (job === undefined) return noSuchJob(call, spec);
    found.push(job);
  }
  return found;
}

async function listOne(call: BuiltinCall, job: Job, letters: string): Promise<void> {
  const { shell } = call;
  const state = jobState(job);
  if (
    job.foreground ||
    (letters.includes('r') && state !== 'running') ||
    (letters.includes('s') && state !== 'stopped')
  )
    return;
  const text = letters.includes('p') ? `${job.processes[0]?.pid ?? 0}` : jobLine(shell, job, letters.includes('l'));
  await out(call, `${text}\n`);
  job.notified = true;
  if (state === 'done') shell.jobs.remove(job);
}

/** The one job a spec names: `%1`, `%+`, `%name`, or a pid. */
export function findJob(shell: Shell, spec: string): Job | undefined {
  if (/^\d+$/.test(spec)) return shell.jobs.find(Number(spec))?.job;
  const [job, other] = shell.jobs.select(spec);
  return other === undefined ? job : undefined;
}

export async function noSuchJob(call: BuiltinCall, spec: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(call, `${spec}: no such job`);
    case 'dash':
      return complain(call, `No such job: ${spec}`, 2);
    case 'ash':
      return complain(call, `${spec}: no such job`, 2);
  }
}

export const fg: Builtin = regular('fg', async (call) => {
  const { shell } = call;
  const job = await controlled(call, call.args[0]);
  if (typeof job === 'number') return job;
  await out(call, `${job.text}\n`);
  job.foreground = true;
  job.background = false;
  giveTerminal(shell, job);
  resume(shell, job);
  const statuses = await waitForJob(shell, job);
  return statuses.at(-1) ?? 0;
});

export const bg: Builtin = regular('bg', async (call) => {
  const { shell } = call;
  const specs = call.args.length === 0 ? [undefined] : call.args;
  let status = 0;
  for (const spec of specs) {
    const job = await controlled(call, spec);
    if (typeof job === 'number') {
      status = job;
      continue;
    }
    if (jobState(job) === 'running') {
      await complain(call, `job ${job.number} already in background`, 0);
      continue;
    }
    job.background = true;
    const sign = shell.jobs.current() === job ? '+' : shell.jobs.previous() === job ? '-' : ' ';
    resume(shell, job);
    await out(
      call,
      shell.dialect.name === 'bash' ? `[${job.number}]${sign} ${job.text} &\n` : `[${job.number}] ${job.text}\n`,
    );
  }
  return status;
});

function resume(shell: Shell, job: Job): void {
  for (const process of job.processes) if (process.state.kind === 'stopped') process.state = { kind: 'running' };
  try {
    shell.p.kill(-job.pgid, 'CONT');
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** The job that fg and bg act on, or a status after the complaint. */
async function controlled(call: BuiltinCall, spec: string | undefined): Promise<Job | number> {
  const { shell } = call;
  if (!shell.controlsJobs)
    return complain(
      call,
      shell.dialect.name === 'bash' ? 'no job control' : `job ${spec ?? '(null)'} not created under job control`,
      shell.dialect.name === 'bash' ? 1 : 2,
    );
  await pollChildren(shell);
  const job = findJob(shell, spec ?? '%+');
  if (job === undefined)
    return spec === undefined
      ? complain(call, shell.dialect.name === 'bash' ? 'current: no such job' : 'No current job')
      : noSuchJob(call, spec);
  if (jobState(job) !== 'done') return job;
  return complain(call, 'job has terminated');
}

export const wait: Builtin = regular('wait', async (call) => {
  const { shell } = call;
  const bash = shell.dialect.name === 'bash';
  const options = await parseOptions(
    call,
    bash ? 'fnp:' : shell.dialect.name === 'ash' ? 'n' : '',
    'wait [-fn] [-p var] [id ...]',
  );
  if (typeof options === 'number') return options;
  if (options.letters.includes('n')) return waitForNext(call, options.values.get('p'));
  if (options.rest.length === 0) return waitForAll(shell);
  let status = 0;
  for (const spec of options.rest) status = await waitForOne(call, spec);
  return status;
});

/** Waits for something to happen to a child; undefined when a trapped signal came first. ECHILD gives 'none'. */
async function nextChild(shell: Shell, pid: number | undefined): Promise<ChildEvent | undefined | 'none'> {
  if (hasPendingSignals(shell)) return undefined;
  try {
    const event = await shell.p.wait(pid, { interruptible: true, untraced: false });
    if (event !== undefined) noteEvent(shell, event);
    return event ?? 'none';
  } catch (error) {
    if (isSysError(error, 'EINTR')) return hasPendingSignals(shell) ? undefined : nextChild(shell, pid);
    if (isSysError(error, 'ECHILD')) return 'none';
    throw error;
  }
}

/** 128 + the number of the signal whose trap ended the wait. */
async function interruptedStatus(shell: Shell): Promise<number> {
  const signal: Signal = shell.interrupted ? 'INT' : (shell.pendingSignals[0] ?? 'INT');
  await shell.interpreter.runTraps(shell);
  return 128 + SIGNALS[signal];
}

async function waitForAll(shell: Shell): Promise<number> {
  for (;;) {
    const waited = shell.jobs.all().filter((job) => jobState(job) === 'running');
    if (waited.length === 0) break;
    const event = await nextChild(shell, undefined);
    if (event === undefined) return interruptedStatus(shell);
    if (event === 'none') break;
    await tellDeaths(shell);
  }
  for (const job of [...shell.jobs.all()]) {
    if (jobState(job) !== 'done') continue;
    job.waited = true;
    if (shell.dialect.name === 'bash' && !shell.interactive) shell.jobs.remove(job);
  }
  return 0;
}

/** Scripts are told by bash of background commands that died of unusual signals. */
async function tellDeaths(shell: Shell): Promise<void> {
  if (shell.dialect.name !== 'bash' || shell.interactive) return;
  for (const job of shell.jobs.all()) {
    const state = job.processes.at(-1)?.state;
    if (job.notified || state?.kind !== 'signaled') continue;
    job.notified = true;
    if (state.signal === 'INT' || state.signal === 'TERM' || state.signal === 'PIPE') continue;
    await shell.write(2, deathLine(shell, job, state));
  }
}

async function waitForOne(call: BuiltinCall, spec: string): Promise<number> {
  const { shell } = call;
  if (spec.startsWith('%')) {
    const job = findJob(shell, spec);
    return job === undefined ? notAJob(call, spec) : waitJob(shell, job);
  }
  if (!/^\d+$/.test(spec)) return notAPid(call, spec);
  const pid = Number(spec);
  const known = shell.jobs.find(pid);
  const remembered = shell.jobs.remembered.get(pid);
  if (known === undefined && remembered !== undefined) return statusNumber(remembered, numberOf);
  if (known === undefined)
    return shell.dialect.name === 'bash' ? complain(call, `pid ${spec} is not a child of this shell`, 127) : 127;
  while (known.process.state.kind === 'running') {
    const event = await nextChild(shell, pid);
    if (event === undefined) return interruptedStatus(shell);
    if (event === 'none') return 127;
  }
  return conclude(shell, known.job, statusNumber(known.process.state, numberOf));
}

async function notAJob(call: BuiltinCall, spec: string): Promise<number> {
  if (call.shell.dialect.name === 'bash') return complain(call, `${spec}: no such job`, 127);
  return noSuchJob(call, spec);
}

async function notAPid(call: BuiltinCall, spec: string): Promise<number> {
  if (call.shell.dialect.name === 'bash') return complain(call, `\`${spec}': not a pid or valid job spec`);
  return complain(call, call.shell.dialect.name === 'dash' ? `Illegal number: ${spec}` : `Illegal number: ${spec}`, 2);
}

async function waitJob(shell: Shell, job: Job): Promise<number> {
  while (jobState(job) === 'running') {
    const running = job.processes.find((process) => process.state.kind === 'running');
    const event = await nextChild(shell, running?.pid);
    if (event === undefined) return interruptedStatus(shell);
    if (event === 'none') break;
  }
  return conclude(shell, job, statusNumber(job.processes.at(-1)?.state ?? { kind: 'exited', code: 127 }, numberOf));
}

/** A job that has been waited for is forgotten; dash and busybox say what killed it. */
async function conclude(shell: Shell, job: Job, status: number): Promise<number> {
  if (jobState(job) !== 'done') return status;
  const state = job.processes.at(-1)?.state;
  if (shell.dialect.name !== 'bash' && state?.kind === 'signaled' && state.signal !== 'INT' && state.signal !== 'PIPE')
    await shell.write(2, `${stateText(state)}\n`);
  await tellDeaths(shell);
  job.waited = true;
  if (shell.dialect.name !== 'bash') return status;
  if (shell.interactive) job.notified = false;
  else shell.jobs.remove(job);
  return status;
}

async function waitForNext(call: BuiltinCall, variable: string | undefined): Promise<number> {
  const { shell } = call;
  const done = (): Job | undefined => shell.jobs.all().find((job) => jobState(job) === 'done' && !job.foreground);
  for (;;) {
    const job = done();
    if (job !== undefined) {
      const process = job.processes.at(-1);
      if (variable !== undefined) shell.interpreter.assign(shell, variable, String(process?.pid ?? 0));
      shell.jobs.remove(job);
      return process === undefined ? 127 : statusNumber(process.state, numberOf);
    }
    const event = await nextChild(shell, undefined);
    if (event === undefined) return interruptedStatus(shell);
    if (event === 'none') return 127;
  }
}

export const disown: Builtin = regular(
  'disown',
  async (call) => {
    const options = await parseOptions(call, 'ahr', 'disown [-h] [-ar] [jobspec ... | pid ...]');
    if (typeof options === 'number') return options;
    const { shell } = call;
    const { letters, rest } = options;
    const selected =
      letters.includes('a') || letters.includes('r') ? [...shell.jobs.all()] : await disowned(call, rest);
    if (typeof selected === 'number') return selected;
    for (const job of selected) {
      if (letters.includes('r') && jobState(job) !== 'running') continue;
      if (letters.includes('h')) job.noHangup = true;
      else shell.jobs.remove(job);
    }
    return 0;
  },
  ['bash'],
);

async function disowned(call: BuiltinCall, specs: readonly string[]): Promise<Job[] | number> {
  if (specs.length > 0) return selectAll(call, specs);
  const current = call.shell.jobs.current();
  return current === undefined ? complain(call, 'current: no such job') : [current];
}

export const suspend: Builtin = regular(
  'suspend',
  async (call) => {
    if (!call.shell.controlsJobs) return complain(call, 'cannot suspend: no job control');
    if (call.shell.loginShell && call.args[0] !== '-f') return complain(call, 'cannot suspend a login shell');
    call.shell.p.kill(call.shell.p.pid, 'STOP');
    await call.shell.p.step();
    return 0;
  },
  ['bash'],
);
