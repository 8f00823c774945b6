/**
 * What the kernel tells those who present it as files: `/proc` and `/dev/pts` in `vfs/`. Every call answers afresh, so
 * nothing here may be kept beyond one read. Numbers of processes are those of the pid namespace the source belongs to.
 */
import type { MountNamespace } from '../vfs/mounts.ts';
import type { Credentials, Machine, ProcessRow, Stat } from './abi.ts';
import type { NetNamespace, UtsNamespace } from './network.ts';

/** What one pid namespace shows; `PidNamespace.proc`. */
export interface ProcSource {
  /** Of all processes, zombies too, ascending. */
  pids(): readonly number[];
  find(pid: number): ProcEntry | undefined;
  /** The whole machine, whatever limits a cgroup sets: /proc/meminfo and /proc/cpuinfo do not know cgroups. */
  machine(): Machine;
  /** Seconds since boot, and seconds of idle time summed over all processors. */
  uptime(): { up: number; idle: number };
  loadavg(): { averages: readonly [number, number, number]; runnable: number; total: number; lastPid: number };
  /** Simulated processor time of the whole machine in milliseconds, for /proc/stat. */
  cpuTime(): { busy: number; idle: number };
}

/** One process of /proc. */
export interface ProcEntry {
  readonly pid: number;
  row(): ProcessRow;
  /** Empty for zombies, as argv is. */
  environ(): Iterable<readonly [string, string]>;
  cwd(): string;
  root(): string;
  /** Path of the executed file; undefined for zombies and for programs that stand in no file system. */
  executable(): string | undefined;
  credentials(): Credentials;
  umask(): number;
  /** What /proc/PID/fd lists. `target` is what the link reads: a path, `pipe:[123]`, `/dev/pts/0`, `socket:[9]`. */
  descriptors(): readonly { fd: number; target: string; readable: boolean; writable: boolean }[];
  /** fstat of an open descriptor; EBADF once it is closed. */
  fstat(fd: number): Stat;
  /** Signal sets as /proc/PID/status prints them: bit N-1 stands for signal N. */
  signals(): { pending: bigint; ignored: bigint; caught: bigint };
  /** What its /proc/PID/mounts lists; undefined for zombies. */
  mounts(): MountNamespace | undefined;
  net(): NetNamespace;
  uts(): UtsNamespace;
  /** Path of its cgroup as /proc/PID/cgroup names it, e.g. `/` or `/docker/3f4e…`. */
  cgroup(): string;
}

/** The terminals of one devpts instance (one per mount namespace), as /dev/pts lists them. */
export interface PtsSource {
  terminals(): readonly PtsEntry[];
}

export interface PtsEntry {
  /** The name below /dev/pts, and the minor number of the node (major 136). */
  number: number;
  uid: number;
  gid: number;
  /** Permission bits: 0o620. */
  mode: number;
  /** When it was last written to, milliseconds since the epoch. */
  mtime: number;
}
