/** Runs a program in a process, and ends the process with it. */
import { ProcessGone } from '../abi.ts';
import type { Process, Program } from '../abi.ts';
import { crash } from './crash.ts';
import { endProcess } from './end.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Thread } from './thread.ts';

/** The program starts in a later microtask, when whoever starts it has gone on. */
export function runProgram(
  process: KernelProcess,
  thread: Thread,
  calls: Process,
  program: Program | Promise<Program>,
): void {
  void run(process, thread, calls, program);
}

async function run(
  process: KernelProcess,
  thread: Thread,
  calls: Process,
  loading: Program | Promise<Program>,
): Promise<void> {
  try {
    const program = await loading;
    await thread.enter(1);
    const code = await program(calls);
    if (!thread.gone) endProcess(process, { kind: 'exited', code: code & 0xff });
  } catch (error) {
    // Thrown out by the kernel, or failing after that: there is nothing left to end.
    if (thread.gone) return;
    crash(process, error instanceof ProcessGone ? new Error('it waited for a process that has ended') : error);
  }
}
