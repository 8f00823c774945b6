/**
 * `--init`: docker-init (tini) as process 1. It starts the command as its child, passes signals on, collects orphans,
 * and ends as the command ended.
 */
import type { ChildEvent, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { StartOptions } from '../../kernel/kernel.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { DEFAULT_PATH } from '../runtime/environment.ts';

const INIT_PATH = '/sbin/docker-init';
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/** Signals that stay with init: those that are its own business, and those of a broken program. */
const OWN_SIGNALS: readonly string[] = [
  'KILL',
  'STOP',
  'CHLD',
  'FPE',
  'ILL',
  'SEGV',
  'BUS',
  'ABRT',
  'TRAP',
  'SYS',
  'TTIN',
  'TTOU',
];

export function withInit(options: StartOptions): StartOptions {
  return { ...options, path: { name: 'docker-init', run: runInit }, args: [INIT_PATH, '--', ...options.args] };
}

async function runInit(process: Process): Promise<number> {
  const [file = '', ...rest] = process.args.slice(2);
  let child: number;
  try {
    child = process.spawn(findProgram(process, file), [file, ...rest], { pgid: 0 });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await process.stderr.write(`[FATAL tini (${process.pid})] exec ${file} failed: ${error.message}\n`);
    return error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE;
  }
  if (process.isatty(0)) process.tty(0).setForeground(child);
  for (const signal of forwarded()) process.onSignal(signal, () => forward(process, child, signal));
  for (;;) {
    const event = await process.wait();
    const code = event?.pid === child ? exitCodeOf(event) : undefined;
    if (code !== undefined) return code;
  }
}

function forwarded(): Signal[] {
  const isForwarded = (name: string): name is Signal => name in SIGNALS && !OWN_SIGNALS.includes(name);
  return Object.keys(SIGNALS).filter(isForwarded);
}

function forward(process: Process, child: number, signal: Signal): void {
  try {
    process.kill(child, signal);
  } catch (error) {
    // ESRCH: it has just ended.
    if (!isSysError(error)) throw error;
  }
}

function exitCodeOf({ status }: ChildEvent): number | undefined {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'signaled' ? 128 + SIGNALS[status.signal] : undefined;
}

function findProgram(process: Process, file: string): string {
  if (file.includes('/')) return file;
  for (const directory of (process.env.get('PATH') ?? DEFAULT_PATH).split(':')) {
    const candidate = `${directory === '' ? '.' : directory}/${file}`;
    if (process.fs.exists(candidate) && process.fs.access(candidate, 'x')) return candidate;
  }
  return file;
}
