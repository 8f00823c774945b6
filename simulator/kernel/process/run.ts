/** Runs a program in a process, and ends the process with it. */
import { ProcessGone } from '../abi.ts';
import type { Process, Program } from '../abi.ts';
import { complain, crash } from './crash.ts';
import { endProcess } from './end.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Thread } from './thread.ts';

/** The program is not to be had. */
const NOT_FOUND = 127;

/** `program` may be a sentence that says why there is none. The program starts in a later microtask, when whoever starts it has gone on. */
export function runProgram(
  process: KernelProcess,
  thread: Thread,
  calls: Process,
  program: Program | string | Promise<Program | string>,
): void {
  void run(process, thread, calls, program);
}

async function run(
  process: KernelProcess,
  thread: Thread,
  calls: Process,
  loading: Program | string | Promise<Program | string>,
): Promise<void> {
  try {
    const program = await loading;
    await thread.enter(1);
    const code = typeof program === 'string' ? refuse(process, program) : await program(calls);
    if (thread.gone) return;
    thread.abandon();
    endProcess(process, { kind: 'exited', code: code & 0xff });
  } catch (error) {
    // Thrown out by the kernel, or failing after that: there is nothing left to end.
    if (thread.gone) return;
    crash(process, error instanceof ProcessGone ? new Error('it waited for a process that has ended') : error);
  }
}

function refuse(process: KernelProcess, sentence: string): number {
  complain(process, `${process.title.comm}: ${sentence}\n`);
  return NOT_FOUND;
}
