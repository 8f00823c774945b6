/**
 * The kernel as its owners see it: the host and the daemon, which make namespaces and start the first process in
 * them. Programs see only `abi.ts`.
 */
import type { MountNamespace } from '../vfs/mounts.ts';
import type {
  Credentials,
  ExitStatus,
  Machine,
  ProcessRow,
  Program,
  ProgramTable,
  Readable,
  WindowSize,
  Writable,
} from './abi.ts';
import type { Clock } from './clock.ts';
import type { Entropy } from './entropy.ts';
import type { Closable, NetNamespace, Network, UtsNamespace } from './network.ts';
import type { ProcSource, PtsSource } from './proc-source.ts';
import type { Signal } from './signals.ts';

export type {
  Bridge,
  BridgeOptions,
  Closable,
  ExternalHost,
  ExternalNetwork,
  NameServer,
  NetNamespace,
  Network,
  UtsNamespace,
} from './network.ts';

export interface Kernel {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly programs: ProgramTable;
  readonly network: Network;
  machine(): Machine;
  /** A byte pipe whose two ends belong to the caller; descriptors made from them are given to `start`. */
  pipe(): { reader: Readable & Closable; writer: Writable & Closable };
  /** A pseudo terminal. The master belongs to the caller. */
  pty(size: WindowSize): Pty;
  /** The root pid namespace, the host's own: it sees every process of the machine, under its host pid. */
  readonly hostPids: PidNamespace;
  /** A pid namespace below the host's, as a container gets one. */
  pidNamespace(): PidNamespace;
  /** `path` is what /proc/PID/cgroup shows: `/` when not given. */
  cgroup(limits?: CgroupLimits, path?: string): Cgroup;
  /** The terminals of processes that stand in `mounts`, for its /dev/pts. */
  ptsSource(mounts: MountNamespace): PtsSource;
  /**
   * Starts a first process (no parent inside its pid namespace unless it exists already: then it is a sibling, as
   * `docker exec` makes). Throws SysError as execve(2) would (ENOENT, EACCES, ENOEXEC) before anything is started.
   */
  start(options: StartOptions): Task;
  /** Every process of the machine with its host pid. */
  processes(): (ProcessRow & { hostPid: number; namespace: PidNamespace })[];
  /** Ends every process and stops the clock: nothing of this machine runs afterwards. */
  halt(): void;
}

/** Master side of a pseudo terminal: what a terminal emulator reads and writes. */
export interface Pty extends Readable, Writable, Closable {
  resize(size: WindowSize): void;
  size(): WindowSize;
  readonly slave: TtySlave;
}
/** Opaque handle by which `start` makes the tty descriptor 0, 1 and 2 of a new session. */
export interface TtySlave {
  readonly kind: 'tty';
}

export interface PidNamespace {
  readonly id: number;
  /** Whether a first process is alive in it. */
  readonly alive: boolean;
  /** Sends `signal` to every process in it, ignoring what pid 1 would ignore only for KILL from outside. */
  killAll(signal: Signal): void;
  processes(): (ProcessRow & { hostPid: number })[];
  /** What its /proc shows. */
  readonly proc: ProcSource;
}

/** Limits as docker sets them. Undefined is unlimited. */
export interface CgroupLimits {
  memory?: number | undefined;
  pids?: number | undefined;
  cpus?: number | undefined;
}

export interface Cgroup {
  limits: CgroupLimits;
  /** The freezer: `docker pause`. A frozen process makes no step, and its timers wait. */
  freeze(): void;
  thaw(): void;
  readonly frozen: boolean;
  usage(): { memory: number; cpuMs: number; pids: number; readBytes: number; writeBytes: number };
  /** Called when the OOM killer kills a process of it. */
  onOom(heard: () => void): void;
}

export type Stdio =
  { kind: 'tty'; tty: TtySlave } | { kind: 'streams'; stdin: Readable | null; stdout: Writable; stderr: Writable };

export interface StartOptions {
  /** Path of the executable in the mount namespace; resolved without PATH search. Or a program that stands in no file system. */
  path: string | { name: string; run: Program };
  args: readonly string[];
  env: Iterable<readonly [string, string]>;
  cwd: string;
  credentials: Credentials;
  umask?: number;
  mounts: MountNamespace;
  pids: PidNamespace;
  net: NetNamespace;
  uts: UtsNamespace;
  cgroup: Cgroup;
  stdio: Stdio;
  /** Process numbers that what starts beside it uses up: the kernel's threads beside init. */
  numbersBeside?: number;
  /** Called in the turn in which the process has ended, before `ended` resolves. */
  onExit?: (status: ExitStatus) => void;
}

/** A process that was started from outside. */
export interface Task {
  readonly hostPid: number;
  readonly pid: number;
  readonly ended: Promise<ExitStatus>;
  /** Its program is at hand and begins, or it has ended before. */
  readonly begun: Promise<void>;
  /** Signals from outside the namespace: KILL and STOP always act, also on its pid 1; others obey its handlers. */
  kill(signal: Signal): void;
}
