/**
 * A process as the kernel keeps it: what task_struct is to Linux. Its numbers, its kin, what it stands in (namespaces,
 * cgroup, directories), what it has open, and the thread of the program it runs. What happens to it is decided in
 * the files beside this one: launch.ts, deliver.ts, end.ts, wait.ts.
 */
import type { FsContext, MountNamespace } from '../../vfs/mounts.ts';
import type { Credentials, ExitStatus, Machine, Process, ProcessFs } from '../abi.ts';
import type { Entropy } from '../entropy.ts';
import { DescriptorTable } from '../io/descriptor-table.ts';
import type { Fifos } from '../io/fifos.ts';
import { WaitQueue } from '../io/wait-queue.ts';
import type { UtsNamespace } from '../kernel.ts';
import type { NetworkMachine } from '../net/network-machine.ts';
import type { NetworkNamespace } from '../net/network-namespace.ts';
import type { Signal } from '../signals.ts';
import type { MachineClock } from '../time/machine-clock.ts';
import type { Terminals } from '../tty/terminals.ts';
import type { CgroupMember, ControlGroup } from './control-group.ts';
import type { PidNumber } from './pid-number.ts';
import type { PidSpace } from './pid-space.ts';
import type { GroupMember, ProcessGroup } from './process-group.ts';
import type { ProgramLoader } from './program-loader.ts';
import { SignalState } from './signal-state.ts';
import type { Thread, ThreadOwner } from './thread.ts';

/** The pid namespaces of processes. */
export type ProcessSpace = PidSpace<KernelProcess>;

/** A process, the kernel on its own account (terminals, pipes), or someone outside every namespace (the daemon). */
export type Sender = KernelProcess | 'kernel' | 'outside';

/** What all processes of one machine share. */
export interface Machinery extends NetworkMachine {
  readonly clock: MachineClock;
  /** What /dev/random and Process.random draw from. */
  readonly chance: Entropy;
  readonly programs: ProgramLoader;
  readonly hostPids: ProcessSpace;
  readonly terminals: Terminals;
  readonly fifos: Fifos;
  readonly facts: Machine;
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

/** What a new process takes from its parent, or from `StartOptions` when it has none. */
export interface Surroundings {
  readonly mounts: MountNamespace;
  readonly net: NetworkNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: ControlGroup;
  readonly root: string;
  readonly cwd: string;
  readonly umask: number;
  readonly credentials: Credentials;
  readonly env: Iterable<readonly [string, string]>;
}

/** What ps shows of the program a process runs. */
export interface Title {
  comm: string;
  args: readonly string[];
  /** Path of the executed file; undefined for programs that stand in no file system. */
  executable: string | undefined;
}

/** Resident memory of a process that declares none. */
const DEFAULT_MEMORY = 1024 * 1024;

export class KernelProcess implements FsContext, GroupMember, CgroupMember, ThreadOwner {
  readonly machinery: Machinery;
  readonly number: PidNumber;
  readonly pids: ProcessSpace;
  readonly mounts: MountNamespace;
  readonly net: NetworkNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: ControlGroup;
  readonly root: string;
  readonly started: number;
  readonly descriptors = new DescriptorTable();
  readonly signals = new SignalState();
  readonly children = new Set<KernelProcess>();
  /** Woken when a child ends, stops or goes on. */
  readonly childEvents = new WaitQueue();
  /** Closes what it has open beside its descriptors; each is called once, when the program ends. */
  readonly sockets = new Set<() => void>();
  /** Called when it goes on after a stop: what a call did not do because it stopped its caller. */
  readonly atContinue: (() => void)[] = [];
  /** Told once, in the turn in which it has ended. */
  readonly exitListeners: ((status: ExitStatus) => void)[] = [];
  parent: KernelProcess | undefined;
  group: ProcessGroup;
  title: Title;
  env: Map<string, string>;
  cwd: string;
  umask: number;
  credentials: Credentials;
  thread: Thread | undefined;
  /** Resolves when its program has been loaded. */
  begun: Promise<unknown> = Promise.resolve();
  memory = DEFAULT_MEMORY;
  stoppedBy: Signal | undefined;
  /** Stopped or continued, and its parent has not been told yet. */
  news: 'stopped' | 'continued' | undefined;
  /** How it ended; set once. */
  status: ExitStatus | undefined;
  #fs: ProcessFs | undefined;
  #cpu = 0;

  constructor(
    machinery: Machinery,
    pids: ProcessSpace,
    number: PidNumber,
    groupOf: (process: KernelProcess) => ProcessGroup,
    from: Surroundings,
    title: Title,
  ) {
    this.machinery = machinery;
    this.pids = pids;
    this.number = number;
    this.group = groupOf(this);
    this.title = title;
    this.mounts = from.mounts;
    this.net = from.net;
    this.uts = from.uts;
    this.cgroup = from.cgroup;
    this.root = from.root;
    this.cwd = from.cwd;
    this.umask = from.umask;
    this.credentials = from.credentials;
    this.env = new Map(from.env);
    this.started = machinery.clock.now();
  }

  /** Its number in its own namespace; with `namespace` and `now` what makes it an FsContext. */
  get pid(): number {
    return this.number.own;
  }

  get namespace(): MountNamespace {
    return this.mounts;
  }

  now(): number {
    return this.machinery.clock.now();
  }

  get isInit(): boolean {
    return this.pids.init === this;
  }

  get fs(): ProcessFs {
    this.#fs ??= this.mounts.processFs(this);
    return this.#fs;
  }

  /** A zombie or gone altogether. */
  get ended(): boolean {
    return this.status !== undefined;
  }

  /** Makes no step for now. */
  get held(): boolean {
    return this.stoppedBy !== undefined || this.cgroup.frozen;
  }

  hold(): void {
    this.thread?.hold();
  }

  /** Goes on, unless there is another reason to be held. */
  release(): void {
    if (this.held || this.ended) return;
    for (const action of this.atContinue.splice(0)) action();
    this.thread?.release();
    this.machinery.deliverPending(this);
  }

  /** A signal from the kernel itself. */
  receive(signal: Signal): void {
    this.machinery.sendSignal(this, signal, 'kernel');
  }

  kill(): void {
    this.machinery.sendSignal(this, 'KILL', 'outside');
  }

  account(): void {
    this.thread?.account();
  }

  throttledFor(now: number): number {
    return this.cgroup.throttledFor(now);
  }

  closeSockets(): void {
    for (const close of [...this.sockets]) close();
    this.sockets.clear();
  }

  /** Processor time used so far, milliseconds. */
  get cpu(): number {
    this.thread?.account();
    return this.#cpu;
  }

  useProcessor(ms: number): void {
    if (ms <= 0) return;
    this.#cpu += ms;
    this.cgroup.useProcessor(ms, this.machinery.clock.now());
    this.machinery.useProcessor(ms);
  }
}
