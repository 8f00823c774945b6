/**
 * The system call interface: what a program that runs on the simulated machine sees of it. Programs import this
 * file, `errno.ts`, `bytes.ts` and `signals.ts` and nothing else of the kernel.
 *
 * Calls that can block return promises; calls that only look at or change the file system answer at once. A call
 * that fails throws `SysError`. When a process is killed, every pending and every later call of it rejects with
 * `ProcessGone`, which unwinds the program; programs must not catch it (rethrow what you cannot name).
 */
import type { Capability } from './capabilities.ts';
import type { Signal } from './signals.ts';

/** A program: takes its process, ends with an exit status (0 to 255). Throwing ends the process with a message. */
export type Program = (p: Process) => Promise<number> | number;

/** Thrown out of the calls of a process that has been killed or replaced by exec. Never caught by programs. */
export class ProcessGone extends Error {
  override name = 'ProcessGone';
}

export interface Credentials {
  uid: number;
  gid: number;
  /** Supplementary groups. */
  groups: readonly number[];
  /** The capability bounding set, all that uid 0 may do; undefined leaves it everything. Programs cannot change it. */
  readonly bounding?: ReadonlySet<Capability> | undefined;
  /** no_new_privs of prctl(2): setuid and setgid bits mean nothing. Programs cannot take it back. */
  readonly noNewPrivileges?: boolean | undefined;
}

export type FileType = 'file' | 'directory' | 'symlink' | 'char' | 'block' | 'fifo' | 'socket';

/** stat(2). Times are milliseconds since the epoch. `mode` holds the permission bits with setuid, setgid, sticky (0o7777). */
export interface Stat {
  type: FileType;
  mode: number;
  uid: number;
  gid: number;
  size: number;
  nlink: number;
  ino: number;
  dev: number;
  /** Device number of a char or block node, 0 otherwise. */
  rdev: { major: number; minor: number };
  mtime: number;
  ctime: number;
  atime: number;
  /** 512-byte blocks occupied, as st_blocks. */
  blocks: number;
}

export interface DirEntry {
  name: string;
  type: FileType;
  ino: number;
}

/** open(2) flags. */
export interface OpenFlags {
  read?: boolean;
  write?: boolean;
  append?: boolean;
  create?: boolean;
  exclusive?: boolean;
  truncate?: boolean;
  directory?: boolean;
  noFollow?: boolean;
}

/** statfs(2), as df shows it. Sizes in bytes. */
export interface FsUsage {
  type: string;
  source: string;
  mountPoint: string;
  size: number;
  used: number;
  available: number;
  files: number;
}

/**
 * The file system as one process sees it: paths are resolved against its root, working directory, mounts and
 * credentials. All calls are synchronous and throw SysError.
 */
export interface ProcessFs {
  stat(path: string): Stat;
  lstat(path: string): Stat;
  /** Whether the path can be reached and exists (following links). Never throws. */
  exists(path: string): boolean;
  /** access(2) with the process's credentials; `mode` any of r, w, x. */
  access(path: string, mode: string): boolean;
  /** Entries without . and .., in the directory's own (stable) order; `ls` sorts. */
  readdir(path: string): DirEntry[];
  readlink(path: string): string;
  /** The absolute path with every link resolved. */
  realpath(path: string): string;
  /** The whole content of a regular file (also of /proc files). Devices, fifos and ttys must be opened instead. */
  readFile(path: string): Uint8Array;
  readText(path: string): string;
  /** Creates or truncates, then writes. `mode` applies (less the umask) when the file is new (default 0o666). */
  writeFile(path: string, content: Uint8Array | string, mode?: number): void;
  appendFile(path: string, content: Uint8Array | string, mode?: number): void;
  /** Makes a regular file of `size` bytes that holds no bytes (see vfs/content.ts, stubs); `program` names what exec starts. */
  writeStub(path: string, stub: { size: number; program?: string; note?: string }, mode?: number): void;
  /** The name of the program that executing this regular file starts, when it is a program node. */
  programOf(path: string): string | undefined;
  mkdir(path: string, mode?: number): void;
  rmdir(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  /** Makes `path` a symbolic link that reads `target`. */
  symlink(target: string, path: string): void;
  /** Makes `path` another name of `existing` (a hard link). */
  link(existing: string, path: string): void;
  mknod(
    path: string,
    type: 'char' | 'block' | 'fifo' | 'socket',
    mode: number,
    rdev?: { major: number; minor: number },
  ): void;
  chmod(path: string, mode: number): void;
  /** -1 leaves an id as it is. `follow` false changes the link itself. */
  chown(path: string, uid: number, gid: number, follow?: boolean): void;
  utimes(path: string, atime: number, mtime: number, follow?: boolean): void;
  truncate(path: string, size: number): void;
  /** Usage of the file system that holds `path`. */
  statfs(path: string): FsUsage;
  mounts(): FsUsage[];
  /**
   * Calls `changed` after anything at or directly below `path` changed (as inotify); the result stops it. What
   * `tail -f` and file views use instead of polling.
   */
  watch(path: string, changed: () => void): () => void;
}

/** One end of something bytes come out of. */
export interface Readable {
  /** At most `max` bytes (default 65536) as soon as there are any; empty at end of file. */
  read(max?: number): Promise<Uint8Array>;
  /** Everything up to end of file. */
  readAll(): Promise<Uint8Array>;
  readText(): Promise<string>;
  /** Lines without their newline; a last line without one counts. Reads ahead in the stream. */
  lines(): AsyncIterable<string>;
}

/** One end of something bytes go into. Resolves once the bytes are taken (backpressure). */
export interface Writable {
  write(data: Uint8Array | string): Promise<void>;
}

/** Terminal settings that programs change (termios). */
export interface TtyModes {
  /** Canonical: input is handed over by lines, with erase, kill and word erase. */
  icanon: boolean;
  echo: boolean;
  /** ^C, ^\ and ^Z make signals. */
  isig: boolean;
  /** Output: newline becomes carriage return and newline. */
  onlcr: boolean;
  /** Input: carriage return becomes newline. */
  icrnl: boolean;
}

export interface WindowSize {
  cols: number;
  rows: number;
}

/** The terminal behind a descriptor. */
export interface TtyControl {
  readonly name: string;
  modes(): TtyModes;
  setModes(modes: Partial<TtyModes>): void;
  /** Shorthand for icanon, echo, isig, icrnl off (and onlcr kept), as line editors and vi set it; the result restores. */
  raw(): () => void;
  size(): WindowSize;
  resize(size: WindowSize): void;
  foreground(): number;
  /** tcsetpgrp(3). */
  setForeground(pgid: number): void;
}

/** What a child process starts with. Everything not given is inherited. */
export interface SpawnOptions {
  env?: Iterable<readonly [string, string]>;
  cwd?: string;
  /** Descriptors of the child by number; the value is a descriptor of the parent. Default: all of the parent's that are not close-on-exec. */
  fds?: ReadonlyMap<number, number>;
  /** Put the child into this process group; 0 makes a new one that it leads. */
  pgid?: number;
  /** setsid(2) before it runs. */
  newSession?: boolean;
  credentials?: Credentials;
  /** Signals set to be ignored in the child (nohup). */
  ignore?: readonly Signal[];
  /** Signals set back to their default in the child; what the parent ignores stays ignored otherwise. */
  default?: readonly Signal[];
}

/** How a process ended. */
export type ExitStatus = { kind: 'exited'; code: number } | { kind: 'signaled'; signal: Signal; core: boolean };
export type ChildEvent = {
  pid: number;
  status: ExitStatus | { kind: 'stopped'; signal: Signal } | { kind: 'continued' };
};

/** A row of the process table, as /proc/PID shows it. */
export interface ProcessRow {
  pid: number;
  ppid: number;
  pgid: number;
  sid: number;
  uid: number;
  gid: number;
  state: 'R' | 'S' | 'T' | 'Z';
  /** argv joined in /proc/PID/cmdline; empty for zombies. */
  args: readonly string[];
  comm: string;
  tty: string | undefined;
  /** When it started, milliseconds since the epoch. */
  started: number;
  /** Simulated processor time used, milliseconds. */
  cpu: number;
  /** Resident memory in bytes, as far as programs declare it. */
  rss: number;
}

/** A stream socket connection, both directions. */
export interface Connection extends Readable, Writable {
  readonly local: Address;
  readonly remote: Address;
  /** Half-close: the other side reads end of file. */
  end(): void;
  close(): void;
}

export interface Address {
  host: string;
  port: number;
}

export interface Listener {
  readonly address: Address;
  accept(): Promise<Connection>;
  close(): void;
}

export interface NetInterface {
  name: string;
  address: string | undefined;
  prefix: number;
  mac: string;
  /** Up with a carrier: a bridge that nobody is plugged into has none. */
  up: boolean;
  loopback: boolean;
  rxBytes: number;
  txBytes: number;
}

export interface SocketRow {
  protocol: 'tcp' | 'udp';
  local: Address;
  remote: Address | undefined;
  state: 'LISTEN' | 'ESTAB';
  pid: number;
}

/** The network namespace of the process. */
export interface ProcessNet {
  /**
   * Address `0.0.0.0` (and `::`, which takes IPv4 too unless `ipv6Only`) takes every interface, port 0 picks a free one.
   * EADDRINUSE when it is taken, EADDRNOTAVAIL when it is nobody's here, EACCES for ports below 1024 without root.
   */
  listen(address: Address, options?: { ipv6Only?: boolean }): Listener;
  /**
   * Listens on a socket of the file system (unix(7)): makes the node at `path`. EADDRINUSE when something is there. The
   * node stays when the listener is closed. Addresses of such connections have the path as host, and port 0.
   */
  listenUnix(path: string): Listener;
  /** ENOENT, EACCES, ECONNREFUSED (nobody listens, or no socket). */
  connectUnix(path: string): Promise<Connection>;
  /** A host name or an address. ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, ECONNRESET. */
  connect(address: Address): Promise<Connection>;
  /**
   * getaddrinfo(3): /etc/hosts, then the servers of /etc/resolv.conf. Empty when the name does not exist; throws
   * EAGAIN when no server answers (temporary failure in name resolution).
   */
  resolve(name: string): Promise<string[]>;
  /** Round-trip time in milliseconds, or undefined when nothing answers. */
  ping(address: string): Promise<number | undefined>;
  interfaces(): NetInterface[];
  /** Routes as `ip route` prints them: destination in CIDR form or `default`. */
  routes(): { destination: string; gateway: string | undefined; device: string; source: string | undefined }[];
  sockets(): SocketRow[];
  hostname(): string;
  setHostname(name: string): void;
}

export interface Process {
  /** In the process's own pid namespace. */
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  /** argv, with argv[0]. */
  readonly args: readonly string[];
  /** The path that was executed, resolved; programs that serve several names look at args[0] instead. */
  readonly executable: string;
  readonly env: Map<string, string>;
  readonly credentials: Credentials;
  readonly fs: ProcessFs;
  readonly net: ProcessNet;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;

  cwd(): string;
  chdir(path: string): void;
  umask(mask?: number): number;
  setCredentials(credentials: Credentials): void;

  /** Simulated time, milliseconds since the epoch. */
  now(): number;
  /** Random bytes from the machine's seeded source. */
  random(count: number): Uint8Array;
  /** Rejects with SysError EINTR when a handled signal arrives meanwhile and `interruptible` is true (default false). */
  sleep(ms: number, interruptible?: boolean): Promise<void>;
  /**
   * Called in loops that do not otherwise wait: accounts for `steps` small pieces of work (default 1), lets others
   * run now and then, and throws ProcessGone when killed. It returns undefined when there is nothing to wait for:
   * write `const pause = p.step(); if (pause) await pause;` in hot loops, `await p.step()` elsewhere.
   */
  step(steps?: number): Promise<void> | undefined;
  /**
   * Runs `work` beside the program, which need not wait for it: a server's connections, a reader that only shows what
   * comes. It ends with the process; when it fails, the process ends as if the program had thrown.
   */
  background(work: () => Promise<void>): void;
  /**
   * Runs work that waits for the world outside the simulation (a lazily loaded module, a WebAssembly runtime). The work
   * must not itself wait for anything of the machine (a sleep, a read): virtual time stands still until it is done.
   */
  outside<T>(work: () => Promise<T>): Promise<T>;

  // Descriptors
  /** Lowest free descriptor. Opening a fifo waits for the other side, as open(2) does. */
  open(path: string, flags: OpenFlags, mode?: number): Promise<number>;
  close(fd: number): void;
  read(fd: number, max?: number): Promise<Uint8Array>;
  write(fd: number, data: Uint8Array | string): Promise<void>;
  /**
   * poll(2) for reading: resolves with those of `fds` that a read would answer at once (data, end of file or an error),
   * as soon as there is one or after `timeout` milliseconds; without a timeout it waits as long as it takes.
   */
  poll(fds: readonly number[], timeout?: number): Promise<number[]>;
  seek(fd: number, offset: number, from?: 'start' | 'current' | 'end'): number;
  dup(fd: number, atLeast?: number): number;
  /** dup2(2): `to` becomes a copy of `fd`. */
  dup2(fd: number, to: number): void;
  setCloseOnExec(fd: number, on: boolean): void;
  /** ftruncate(2). */
  truncate(fd: number, size: number): void;
  pipe(): { read: number; write: number };
  /** A descriptor for a connection made or accepted by this process (bash's /dev/tcp); it is closed on its own. */
  socketFd(connection: Connection): number;
  fds(): number[];
  fstat(fd: number): Stat;
  /** The readable and writable view of a descriptor, for handing to code that wants streams. */
  reader(fd: number): Readable;
  writer(fd: number): Writable;
  isatty(fd: number): boolean;
  /** The terminal behind a descriptor; ENOTTY. */
  tty(fd: number): TtyControl;
  /** The controlling terminal, if any. */
  controllingTty(): TtyControl | undefined;
  /** Makes a descriptor for a pseudo terminal pair. */
  openPty(size: WindowSize): { master: number; slave: number };

  // Processes
  /**
   * posix_spawn: runs the file at `path` (no PATH search; scripts with #! and program nodes alike) with `args`
   * (argv, with argv[0]). Throws ENOENT, EACCES, ENOEXEC, ENOTDIR before a child exists.
   */
  spawn(path: string, args: readonly string[], options?: SpawnOptions): number;
  /** Runs `body` in a child process that inherits everything (how a shell makes subshells). */
  fork(body: Program, options?: SpawnOptions & { name?: string }): number;
  /** Replaces the program of this process. Never returns: throws ProcessGone into the old program once started. */
  exec(path: string, args: readonly string[], env?: Iterable<readonly [string, string]>): Promise<never>;
  /** Ends this process now. Never returns. */
  exit(code: number): never;
  /**
   * waitpid(2) for a child: a pid, or undefined for any. Resolves when it ends; with `untraced`, also when it stops;
   * with `continued`, also when it goes on after that. undefined when `noHang` and nothing has changed. Throws ECHILD. Throws EINTR when a handled signal arrives
   * and `interruptible` is true.
   */
  wait(
    pid?: number,
    options?: { untraced?: boolean; continued?: boolean; noHang?: boolean; interruptible?: boolean },
  ): Promise<ChildEvent | undefined>;
  /** kill(2): negative pids mean groups, 0 the own group, -1 everyone. Signal 0 only checks. ESRCH, EPERM. */
  kill(pid: number, signal: Signal | 0): void;
  setpgid(pid: number, pgid: number): void;
  setsid(): void;
  /** Sets what happens on a signal; a handler runs between steps of the program. KILL and STOP cannot be changed. */
  onSignal(signal: Signal, action: 'default' | 'ignore' | ((signal: Signal) => void)): void;
  signalAction(signal: Signal): 'default' | 'ignore' | 'handled';
  /** Processes visible in the own pid namespace, by pid. */
  processes(): ProcessRow[];
  /** Tells the kernel how much memory this process now holds, in bytes; the OOM killer and `docker stats` read it. */
  setMemory(bytes: number): void;
  /** Changes the argv that ps shows (setproctitle), e.g. `nginx: worker process`; the command's name stays. */
  setTitle(args: readonly string[]): void;
  /** Limits and facts of the machine: processors, memory in bytes (of the cgroup where limited), kernel release. */
  machine(): Machine;
}

export interface Machine {
  cpus: number;
  memory: number;
  memoryUsed: number;
  swap: number;
  kernelRelease: string;
  kernelVersion: string;
  architecture: string;
  bootedAt: number;
}

/**
 * A program of the table: at hand, or loaded on first use (the kernel awaits it through `Clock.outside`); a table that is
 * itself loaded on first use finds out only then that it does not have it.
 */
export type ProgramEntry = { kind: 'ready'; run: Program } | { kind: 'lazy'; load: () => Promise<Program | undefined> };

/** Programs by name, as executable nodes of a file system name them (`coreutils/ls`, `busybox`, `nginx`). */
export interface ProgramTable {
  find(name: string): ProgramEntry | undefined;
}
