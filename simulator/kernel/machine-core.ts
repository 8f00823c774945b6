/** The one place where the parts that all processes of a machine share come together. */
import type { ExitStatus, Machine, Process, ProgramTable } from './abi.ts';
import type { Entropy } from './entropy.ts';
import type { Environment, TimeMode } from './environment.ts';
import { Fifos } from './io/fifos.ts';
import { ExternalWorld } from './net/external-world.ts';
import { UnixSockets } from './net/unix-sockets.ts';
import { deliverPending, sendSignal } from './process/deliver.ts';
import { endProcess } from './process/end.ts';
import type { KernelProcess, Machinery, ProcessSpace, Sender } from './process/kernel-process.ts';
import { PidSpace } from './process/pid-space.ts';
import { ProgramLoader } from './process/program-loader.ts';
import { SystemCalls } from './process/system-calls.ts';
import type { Thread } from './process/thread.ts';
import { createEntropy } from './seeded-entropy.ts';
import type { Signal } from './signals.ts';
import { createClock } from './time/create-clock.ts';
import type { MachineClock } from './time/machine-clock.ts';
import { Terminals } from './tty/terminals.ts';

export interface KernelOptions {
  environment: Environment;
  time: TimeMode;
  /** Equal seeds give equal runs. */
  seed: number | string;
  programs: ProgramTable;
  /** What differs from `DEFAULT_MACHINE`; `bootedAt` is when the clock starts unless given. */
  machine?: Partial<Machine>;
}

/** A small virtual machine, as a course would hand one out. `memoryUsed` is what the system itself takes. */
export const DEFAULT_MACHINE: Omit<Machine, 'bootedAt'> = {
  cpus: 2,
  memory: 8 * 1024 ** 3,
  memoryUsed: 600 * 1024 ** 2,
  swap: 0,
  kernelRelease: '6.18.5-generic',
  kernelVersion: '#1 SMP PREEMPT_DYNAMIC',
  architecture: 'x86_64',
};

/** The first number of those that `nextInode` gives. */
const FIRST_INODE = 20000;

export class MachineCore implements Machinery {
  readonly clock: MachineClock;
  readonly entropy: Entropy;
  readonly chance: Entropy;
  readonly programs: ProgramLoader;
  readonly hostPids: ProcessSpace;
  readonly terminals: Terminals;
  readonly fifos: Fifos;
  readonly external: ExternalWorld;
  readonly unixSockets: UnixSockets;
  readonly facts: Machine;
  #inode = FIRST_INODE;
  #cpuUsed = 0;

  constructor({ environment, time, seed, programs, machine = {} }: KernelOptions) {
    this.clock = createClock(environment, time, machine.cpus ?? DEFAULT_MACHINE.cpus);
    this.facts = { ...DEFAULT_MACHINE, bootedAt: this.clock.now(), ...machine };
    this.entropy = createEntropy(seed);
    this.chance = this.entropy.fork('random device');
    this.programs = new ProgramLoader(programs, this.clock);
    const nextInode = (): number => this.nextInode();
    this.terminals = new Terminals(nextInode, () => this.clock.now());
    this.fifos = new Fifos(nextInode);
    this.external = new ExternalWorld();
    this.unixSockets = new UnixSockets(nextInode);
    this.hostPids = new PidSpace<KernelProcess>(undefined);
  }

  get cpuUsed(): number {
    return this.#cpuUsed;
  }

  nextInode(): number {
    this.#inode += 1;
    return this.#inode;
  }

  sendSignal(target: KernelProcess, signal: Signal, sender: Sender): void {
    sendSignal(target, signal, sender);
  }

  deliverPending(process: KernelProcess): void {
    deliverPending(process);
  }

  end(process: KernelProcess, status: ExitStatus): void {
    endProcess(process, status);
  }

  callsOf(process: KernelProcess, thread: Thread): Process {
    return new SystemCalls(process, thread);
  }

  useProcessor(ms: number): void {
    this.#cpuUsed += ms;
  }
}
