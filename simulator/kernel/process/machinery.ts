import type { ExitStatus, Machine, Process } from '../abi.ts';
import type { Entropy } from '../entropy.ts';
import type { Fifos } from '../io/fifos.ts';
import type { ExternalWorld } from '../net/external-world.ts';
import type { Signal } from '../signals.ts';
import type { MachineClock } from '../time/machine-clock.ts';
import type { Terminals } from '../tty/terminals.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { PidSpace } from './pid-space.ts';
import type { ProgramLoader } from './program-loader.ts';
import type { Thread } from './thread.ts';

/** A process, the kernel on its own account (terminals, pipes), or someone outside every namespace (the daemon). */
export type Sender = KernelProcess | 'kernel' | 'outside';

/** What all processes of one machine share. */
export interface Machinery {
  readonly clock: MachineClock;
  /** What /dev/random and Process.random draw from. */
  readonly chance: Entropy;
  readonly programs: ProgramLoader;
  readonly hostPids: PidSpace;
  readonly terminals: Terminals;
  readonly fifos: Fifos;
  readonly external: ExternalWorld;
  readonly facts: Machine;
  /** Numbers for pipes, sockets and the like, as they appear in `pipe:[123]`. */
  nextInode(): number;
  sendSignal(target: KernelProcess, signal: Signal, sender: Sender): void;
  /** Delivers what waited while a process was held. */
  deliverPending(process: KernelProcess): void;
  end(process: KernelProcess, status: ExitStatus): void;
  /** The system calls of a program that runs in `process`. */
  callsOf(process: KernelProcess, thread: Thread): Process;
  useProcessor(ms: number): void;
  /** All of the machine, milliseconds. */
  readonly cpuUsed: number;
}
