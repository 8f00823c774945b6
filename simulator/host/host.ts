/**
 * The learner's own computer: its disk and mounts, its network, and the init process under which its shells run.
 */
import type {
  Credentials,
  ExitStatus,
  Process,
  ProcessFs,
  Program,
  Readable,
  WindowSize,
  Writable,
} from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import type { Cgroup, Closable, Kernel, NetNamespace, Pty, Stdio, Task, UtsNamespace } from '../kernel/kernel.ts';
import { createHostDevFileSystem, createPtsFileSystem } from '../vfs/dev.ts';
import { createProcFileSystem } from '../vfs/proc/index.ts';
import { createSysFileSystem } from '../vfs/sys.ts';
import { createMemoryFileSystem, type MemoryFileSystem } from '../vfs/memory.ts';
import type { MountNamespace } from '../vfs/mounts.ts';
import { createMountNamespace } from '../vfs/namespace.ts';
import { createHostDisk } from './disk.ts';

const ROOT: Credentials = { uid: 0, gid: 0, groups: [0] };
const NOWHERE: Writable = { write: () => Promise.resolve() };
const QUIET: Stdio = { kind: 'streams', stdin: null, stdout: NOWHERE, stderr: NOWHERE };
const DISK_SIZE = 64 * 1024 ** 3;
/** Of /etc/group on the host's disk. */
const DOCKER_GROUP = 999;
const GIGABYTE = 1024 ** 3;
/** About as many as a virtual machine with two processors has. */
const KERNEL_THREADS = 140;
/** The way to the world, as a virtual machine has it. */
const UPLINK = { name: 'eth0', address: '10.0.2.15', prefix: 24, mac: '52:54:00:12:34:56', gateway: '10.0.2.2' };

export interface HostOptions {
  hostname: string;
  /** Where shells begin. */
  workingDirectory: string;
}

export interface HostShell {
  readonly stdin: Writable & Closable;
  readonly stdout: Readable;
  killChildren(): void;
  close(): void;
}

export interface HostTerminal extends Pty {
  readonly ended: Promise<ExitStatus>;
}

/** Name and value pairs of an environment. */
export type Environs = Iterable<readonly [string, string]>;

/** What a shell of the learner starts with. */
const LOGIN_ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['HOME', '/root'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['LANG', 'C.UTF-8'],
  ['TERM', 'xterm-256color'],
  // Tells code(1) that the terminal has an editor.
  ['TERM_PROGRAM', 'Drydock'],
  ['USER', 'root'],
  ['LOGNAME', 'root'],
  ['SHELL', '/bin/bash'],
];

export class Host {
  readonly kernel: Kernel;
  readonly disk: MemoryFileSystem;
  readonly #installed: number;
  #furnished: Promise<void> | undefined;
  readonly mounts: MountNamespace;
  readonly net: NetNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: Cgroup;
  readonly workingDirectory: string;
  /** File system calls of root. */
  readonly fs: ProcessFs;

  constructor(kernel: Kernel, options: HostOptions) {
    const now = kernel.clock.now();
    this.#installed = now;
    this.kernel = kernel;
    this.workingDirectory = options.workingDirectory;
    this.disk = createHostDisk({ ...options, now, size: DISK_SIZE });
    this.mounts = createMountNamespace(this.disk, { source: '/dev/vda1' });
    this.net = kernel.network.createNamespace();
    kernel.network.attachExternal(this.net, UPLINK);
    this.uts = { hostname: options.hostname, domainname: '' };
    this.cgroup = kernel.cgroup();
    this.#mountSystem(now);
    this.fs = this.mounts.processFs({
      ...this.#standing(),
      credentials: ROOT,
      umask: 0o022,
      now: () => kernel.clock.now(),
    });
    // The daemon's door, as clients look for it; what travels through it is a typed interface, not bytes.
    this.fs.mknod('/run/docker.sock', 'socket', 0o660);
    this.fs.chown('/run/docker.sock', 0, DOCKER_GROUP);
    this.#startInit();
  }

  /** Brings the tools onto the disk, once; commands wait for it. */
  furnish(): Promise<void> {
    this.#furnished ??= import('./software.ts').then((it) => it.installSoftware(this.disk, this.#installed));
    return this.#furnished;
  }

  /** Runs a program that lies on no disk as one of the host's own services. */
  startService(name: string, run: Program): Task {
    return this.kernel.start({
      path: { name, run },
      args: [name],
      env: [],
      cwd: '/',
      credentials: ROOT,
      ...this.#namespaces(),
      stdio: QUIET,
    });
  }

  /** A bash that reads commands from a pipe; its standard error goes nowhere. */
  openShell(env: Environs): HostShell {
    const input = this.kernel.pipe();
    const output = this.kernel.pipe();
    const stdio: Stdio = { kind: 'streams', stdin: input.reader, stdout: output.writer, stderr: NOWHERE };
    const task = this.#start(['bash', '--norc', '--noprofile'], env, stdio);
    void task.ended.then(() => output.writer.close());
    return {
      stdin: input.writer,
      stdout: output.reader,
      killChildren: () => this.#killChildren(task.hostPid),
      close: () => task.kill('KILL'),
    };
  }

  /**
   * An interactive bash on a terminal of its own: with `env`, `bash --norc --noprofile` with exactly this environment;
   * without, the learner's shell as a terminal window starts it (bashrc, not profile), which marks commands for the
   * journal (command-journal.ts).
   */
  openTerminal(size: WindowSize, env?: Environs): HostTerminal {
    const pty = this.kernel.pty(size);
    const args = env === undefined ? ['bash'] : ['bash', '--norc', '--noprofile'];
    const environs = env ?? [...LOGIN_ENVIRONMENT, ['DRYDOCK_SHELL_MARKS', '1'] as const];
    const task = this.#start(args, environs, { kind: 'tty', tty: pty.slave });
    return Object.assign(pty, { ended: task.ended });
  }

  #start(args: readonly string[], env: Environs, stdio: Stdio, path = '/bin/bash'): Task {
    return this.kernel.start({
      path,
      args,
      env,
      cwd: this.workingDirectory,
      credentials: ROOT,
      ...this.#namespaces(),
      stdio,
    });
  }

  #standing(): { namespace: MountNamespace; root: string; cwd: string } {
    return { namespace: this.mounts, root: '/', cwd: '/' };
  }

  #namespaces() {
    const { mounts, net, uts, cgroup } = this;
    return { mounts, net, uts, cgroup, pids: this.kernel.hostPids };
  }

  #killChildren(parent: number): void {
    const children = this.kernel.hostPids.processes().filter((row) => row.ppid === parent);
    for (const { pid } of children) this.#start(['kill', '-KILL', String(pid)], [], QUIET, '/bin/kill');
  }

  #mountSystem(now: number): void {
    const { kernel, mounts } = this;
    const clock = () => kernel.clock.now();
    const { cpus } = kernel.machine();
    mounts.mount('/dev', createHostDevFileSystem({ now, size: 4 * GIGABYTE }), { source: 'udev' });
    mounts.mount('/dev/pts', createPtsFileSystem(kernel.ptsSource(mounts), clock), { source: 'devpts' });
    mounts.mount('/dev/shm', createMemoryFileSystem({ type: 'tmpfs', size: 4 * GIGABYTE, mode: 0o1777, now }), {
      source: 'tmpfs',
    });
    const proc = createProcFileSystem({
      source: kernel.hostPids.proc,
      now: clock,
      uts: this.uts,
      entropy: kernel.entropy.fork('proc'),
    });
    mounts.mount('/proc', proc, { source: 'proc' });
    mounts.mount('/sys', createSysFileSystem({ net: this.net, cpus, now: clock }), { source: 'sysfs', readOnly: true });
    mounts.mount('/run', createMemoryFileSystem({ type: 'tmpfs', size: GIGABYTE, now }), { source: 'tmpfs' });
  }

  /** Process 1: reaps what is left to it, for ever. */
  #startInit(): void {
    this.kernel.start({
      path: { name: 'systemd', run: reapForEver },
      args: ['/sbin/init'],
      env: [],
      cwd: '/',
      credentials: ROOT,
      ...this.#namespaces(),
      stdio: QUIET,
      numbersBeside: KERNEL_THREADS,
    });
  }
}

async function reapForEver(p: Process): Promise<number> {
  for (const signal of ['TERM', 'INT', 'HUP'] as const) p.onSignal(signal, 'ignore');
  // The handler wakes the loop through a pipe of its own, so that no child that ends in between is missed.
  const bell = p.pipe();
  p.onSignal('CHLD', () => void p.write(bell.write, 'x'));
  for (;;) {
    try {
      await p.wait();
    } catch (error) {
      if (!isSysError(error, 'ECHILD')) throw error;
      await p.read(bell.read);
    }
  }
}
