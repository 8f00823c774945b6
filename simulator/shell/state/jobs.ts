/** The job table: what `jobs`, `fg`, `bg`, `wait` and `%1` speak of. */
import type { ExitStatus } from '../../kernel/abi.ts';
import type { Signal } from '../../kernel/signals.ts';

export type ProcessState = { kind: 'running' } | { kind: 'stopped'; signal: Signal } | ExitStatus;

export interface JobProcess {
  readonly pid: number;
  /** The element of the pipeline, as `jobs` shows it. */
  readonly text: string;
  state: ProcessState;
}

export interface Job {
  number: number;
  readonly pgid: number;
  readonly processes: JobProcess[];
  /** The whole command as `jobs` shows it. */
  readonly text: string;
  foreground: boolean;
  /** Was started, or sent on, with `&`. */
  background: boolean;
  /** The directory it was started in. */
  readonly cwd: string;
  /** Has its own process group (job control was on). */
  readonly controlled: boolean;
  /** Its last change of state has been told. */
  notified: boolean;
  /** `wait` has given its status (dash and busybox keep it listed until its place is needed). */
  waited: boolean;
  /** `disown -h`: gets no SIGHUP. */
  noHangup: boolean;
  /** When it last became the current job; the greatest is `%+`. */
  age: number;
}

export class JobTable {
  private jobs: Job[] = [];
  private clock = 0;
  /** Statuses of background processes that ended and were dropped, for a later `wait PID`. */
  readonly remembered = new Map<number, ExitStatus>();

  all(): readonly Job[] {
    return this.jobs;
  }

  /** A copy for a subshell, which may list the jobs but not wait for them. */
  clone(): JobTable {
    const copy = new JobTable();
    copy.jobs = this.jobs.map((job) => ({ ...job, processes: job.processes.map((process) => ({ ...process })) }));
    copy.clock = this.clock;
    return copy;
  }

  add(job: Omit<Job, 'number' | 'age' | 'notified' | 'noHangup' | 'waited'>): Job {
    const number = Math.max(0, ...this.jobs.map((other) => other.number)) + 1;
    const added: Job = { ...job, number, age: ++this.clock, notified: true, noHangup: false, waited: false };
    this.jobs.push(added);
    return added;
  }

  remove(job: Job): void {
    this.jobs = this.jobs.filter((other) => other !== job);
    for (const process of job.processes) {
      if (process.state.kind === 'exited' || process.state.kind === 'signaled')
        this.remembered.set(process.pid, process.state);
    }
  }

  /** Drops what has ended and been waited for. */
  dropWaited(): void {
    for (const job of [...this.jobs]) if (job.waited && jobState(job) === 'done') this.remove(job);
  }

  clear(): void {
    this.jobs = [];
    this.remembered.clear();
  }

  /** Makes `job` the current one. */
  touch(job: Job): void {
    job.age = ++this.clock;
  }

  find(pid: number): { job: Job; process: JobProcess } | undefined {
    for (const job of this.jobs) {
      const process = job.processes.find((candidate) => candidate.pid === pid);
      if (process !== undefined) return { job, process };
    }
    return undefined;
  }

  /** `%+`: the last stopped job, or else the last started that still runs, or else the last that ended. */
  current(): Job | undefined {
    return this.ranked()[0] ?? this.jobs.filter((job) => !job.foreground).sort((a, b) => b.age - a.age)[0];
  }

  /** `%-`. */
  previous(): Job | undefined {
    return this.ranked()[1];
  }

  /** Jobs that have not ended, stopped ones first, the latest first. */
  private ranked(): Job[] {
    const alive = this.jobs.filter((job) => !job.foreground && jobState(job) !== 'done');
    return alive.sort((a, b) => Number(jobState(b) === 'stopped') - Number(jobState(a) === 'stopped') || b.age - a.age);
  }

  /** The jobs a `%spec` names: none, one, or several for an ambiguous prefix. */
  select(spec: string): Job[] {
    const body = spec.startsWith('%') ? spec.slice(1) : spec;
    if (body === '' || body === '%' || body === '+') return present(this.current());
    if (body === '-') return present(this.previous() ?? this.current());
    if (/^\d+$/.test(body)) return this.jobs.filter((job) => job.number === Number(body));
    const wanted = body.startsWith('?') ? body.slice(1) : body;
    return this.jobs.filter((job) => (body.startsWith('?') ? job.text.includes(wanted) : job.text.startsWith(wanted)));
  }
}

function present(job: Job | undefined): Job[] {
  return job === undefined ? [] : [job];
}

/** A job runs while any process of it runs, and is stopped when none runs and one is stopped. */
export function jobState(job: Job): 'running' | 'stopped' | 'done' {
  if (job.processes.some((process) => process.state.kind === 'running')) return 'running';
  return job.processes.some((process) => process.state.kind === 'stopped') ? 'stopped' : 'done';
}

/** The shell's number for how a process ended: 128 + n for signals. */
export function statusNumber(state: ProcessState, numberOf: (signal: Signal) => number): number {
  if (state.kind === 'exited') return state.code;
  return state.kind === 'running' ? 0 : 128 + numberOf(state.signal);
}
