/** A program that throws: the process ends, says why, and nothing else is touched. */
import { encode } from '../bytes.ts';
import { isSysError, SysError } from '../errno.ts';
import { endProcess } from './end.ts';
import type { KernelProcess } from './kernel-process.ts';

/** As after abort(3). */
const CRASHED = 134;
const FAILED = 1;

export function crash(process: KernelProcess, error: unknown): void {
  if (process.ended) return;
  const { comm } = process.title;
  if (error instanceof SysError) {
    const subject = error.subject === undefined ? '' : `${error.subject}: `;
    complain(process, `${comm}: ${subject}${error.message}\n`);
    endProcess(process, { kind: 'exited', code: FAILED });
    return;
  }
  if (isTooLarge(error)) {
    process.cgroup.outOfMemory();
    endProcess(process, { kind: 'signaled', signal: 'KILL', core: false });
    return;
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  complain(process, `${comm}: ended by a fault in the simulation of this program: ${reason}\n`);
  endProcess(process, { kind: 'exited', code: CRASHED });
}

/** What it keeps has outgrown what the simulation can hold: no machine had so much memory left. */
function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && /^(Invalid (string|array|typed array) length|Array buffer allocation failed)/.test(error.message); // prettier-ignore
}

/** Writes what its standard error takes at once; who cannot be told is not waited for. */
export function complain(process: KernelProcess, message: string): void {
  try {
    const file = process.descriptors.find(2);
    if (file?.writable === true) file.write(encode(message), process);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}
