/** What is printed about jobs: `jobs`, `[1]+  Stopped`, `Killed`. */
import type { Signal } from '../../kernel/signals.ts';
import { jobState } from '../state/jobs.ts';
import type { Job, JobProcess, ProcessState } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';

/** strsignal(3) on Linux. */
const DESCRIPTIONS: Readonly<Record<Signal, string>> = {
  HUP: 'Hangup', INT: 'Interrupt', QUIT: 'Quit', ILL: 'Illegal instruction', TRAP: 'Trace/breakpoint trap', ABRT: 'Aborted',
  BUS: 'Bus error', FPE: 'Floating point exception', KILL: 'Killed', USR1: 'User defined signal 1', SEGV: 'Segmentation fault',
  USR2: 'User defined signal 2', PIPE: 'Broken pipe', ALRM: 'Alarm clock', TERM: 'Terminated', STKFLT: 'Stack fault',
  CHLD: 'Child exited', CONT: 'Continued', STOP: 'Stopped (signal)', TSTP: 'Stopped', TTIN: 'Stopped (tty input)',
  TTOU: 'Stopped (tty output)', URG: 'Urgent I/O condition', XCPU: 'CPU time limit exceeded', XFSZ: 'File size limit exceeded',
  VTALRM: 'Virtual timer expired', PROF: 'Profiling timer expired', WINCH: 'Window changed', IO: 'I/O possible', PWR: 'Power failure',
  SYS: 'Bad system call',
}; // prettier-ignore

export function describeSignal(signal: Signal): string {
  return DESCRIPTIONS[signal];
}

/** `[1]+  Stopped                 sleep 100`. */
export function stoppedLine(shell: Shell, job: Job): string {
  return jobLine(shell, job);
}

/** `+` for the current job, `-` for the one before, a blank otherwise. */
function mark(shell: Shell, job: Job): string {
  if (shell.jobs.current() === job) return '+';
  return shell.jobs.previous() === job ? '-' : ' ';
}

/** One job as `jobs` lists it; with `pids` (`jobs -l`) a line for each process. */
export function jobLine(shell: Shell, job: Job, pids = false): string {
  const running = jobState(job) === 'running';
  if (shell.dialect.name !== 'bash') return almquistLine(shell, job, pids);
  const head = `[${job.number}]${mark(shell, job)} `;
  const end = running && job.background ? ' &' : '';
  const place = job.cwd === shell.p.cwd() ? '' : `  (wd: ${shortPlace(shell, job.cwd)})`;
  if (!pids) return `${head} ${stateText(lastState(job)).padEnd(24)}${job.text}${end}${place}`;
  return pidLines(head, job, end + place);
}

function pidLines(head: string, job: Job, end: string): string {
  return job.processes
    .map((process, i) => {
      const last = i === job.processes.length - 1 ? end : '';
      if (i === 0) return `${head}${process.pid} ${stateText(process.state).padEnd(24)}${process.text}${last}`;
      return `     ${process.pid}${' '.repeat(23)}| ${process.text}${last}`;
    })
    .join('\n');
}

/** dash: `[1] + Running                    sleep 5`; busybox: `[1]+  Running                    sleep 5`. */
function almquistLine(shell: Shell, job: Job, pids: boolean): string {
  const sign = mark(shell, job);
  const head = shell.dialect.name === 'dash' ? `[${job.number}] ${sign} ` : `[${job.number}]${sign}  `;
  const pid = pids ? `${job.processes[0]?.pid ?? 0} ` : '';
  return `${head}${pid}${stateText(lastState(job))}`.padEnd(33) + job.text;
}

function shortPlace(shell: Shell, path: string): string {
  const home = shell.variable('HOME');
  if (home === undefined || home === '/' || (path !== home && !path.startsWith(`${home}/`))) return path;
  return `~${path.slice(home.length)}`;
}

/** What stands for the whole job: a stop if anything is stopped, else how its last process fares. */
function lastState(job: Job): ProcessState {
  const state = jobState(job);
  const shown = state === 'done' ? undefined : job.processes.find((process) => process.state.kind === state);
  return (shown ?? lastProcess(job)).state;
}

function lastProcess(job: Job): JobProcess {
  const process = job.processes.at(-1);
  if (process === undefined) throw new Error('a job without a process');
  return process;
}

export function stateText(state: ProcessState): string {
  switch (state.kind) {
    case 'running':
      return 'Running';
    case 'stopped':
      return state.signal === 'TSTP' ? 'Stopped' : DESCRIPTIONS[state.signal];
    case 'exited':
      return state.code === 0 ? 'Done' : `Exit ${state.code}`;
    case 'signaled':
      return DESCRIPTIONS[state.signal] + (state.core ? ' (core dumped)' : '');
  }
}

/**
 * What is said when a foreground job died of a signal: nothing for Ctrl-C and a broken pipe; in bash scripts the line
 * and the command, except for SIGTERM; else the signal's description.
 */
export function signalSentence(shell: Shell, job: Job): string | undefined {
  if (shell.dialect.name !== 'bash') return job.processes.map((process) => almquistDeath(process.state)).join('');
  const { state } = lastProcess(job);
  if (state.kind !== 'signaled' || state.signal === 'INT' || state.signal === 'PIPE') return undefined;
  if (shell.interactive || state.signal === 'TERM') return `${stateText(state)}\n`;
  return deathLine(shell, job, state);
}

/** `bash: line 1: 27945 Killed                  sleep 100`. */
export function deathLine(shell: Shell, job: Job, state: ProcessState): string {
  const pid = String(job.processes[0]?.pid ?? 0).padStart(5);
  const { builtin } = shell;
  shell.builtin = undefined;
  const prefix = shell.dialect.prefix(shell);
  shell.builtin = builtin;
  return `${prefix}${pid} ${stateText(state).padEnd(24)}${job.text}\n`;
}

export function almquistDeath(state: ProcessState): string {
  if (state.kind !== 'signaled' || state.signal === 'INT' || state.signal === 'PIPE') return '';
  return `${stateText(state)}\n`;
}
