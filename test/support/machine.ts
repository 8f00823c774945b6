/** A machine for tests: a kernel on virtual time, a small disk, and programs given as functions. */
import { nodeEnvironment as hostEnvironment } from '../../node/environment.ts';
import type { ExitStatus, Program, WindowSize } from '../../simulator/kernel/abi.ts';
import { decode } from '../../simulator/kernel/bytes.ts';
import { createKernel } from '../../simulator/kernel/create-kernel.ts';
import type { KernelOptions } from '../../simulator/kernel/create-kernel.ts';
import type { Environment } from '../../simulator/kernel/environment.ts';
import type {
  Cgroup,
  Kernel,
  NetNamespace,
  PidNamespace,
  StartOptions,
  Stdio,
  Task,
  TtySlave,
} from '../../simulator/kernel/kernel.ts';
import { createMemoryFileSystem } from '../../simulator/vfs/memory.ts';
import { createMountNamespace } from '../../simulator/vfs/namespace.ts';
import type { MountNamespace } from '../../simulator/vfs/mounts.ts';

/** 2025-01-01T00:00:00Z. */
export const EPOCH = 1735689600000;

export function nodeEnvironment(): Environment {
  return {
    now: () => performance.timeOrigin + performance.now(),
    setTimer: (ms, fire) => {
      const timer = setTimeout(fire, ms);
      return () => clearTimeout(timer);
    },
    defer: (task) => void setImmediate(task),
    asset: (name) => hostEnvironment.asset(name),
  };
}

export interface Outcome {
  status: ExitStatus;
  stdout: string;
  stderr: string;
}

/** A container: namespaces and a cgroup of its own. */
export interface Box {
  pids: PidNamespace;
  net: NetNamespace;
  cgroup: Cgroup;
  mounts: MountNamespace;
}

export interface TestMachine {
  kernel: Kernel;
  host: Box;
  /** Makes `/bin/NAME` start `program`, in the file system all boxes share. */
  install(name: string, program: Program): void;
  box(limits?: { memory?: number; pids?: number; cpus?: number }): Box;
  /** A box whose process 1 runs already and reaps, so that others may come and go. */
  livingBox(limits?: { memory?: number; pids?: number; cpus?: number }): Box;
  /** Starts without collecting output. */
  start(program: Program | StartOptions['path'], options?: Partial<StartOptions> & { box?: Box; tty?: TtySlave }): Task;
  /** Runs to the end. A program given by path is started from the disk. */
  run(
    program: Program | StartOptions['path'],
    options?: Partial<StartOptions> & { box?: Box; input?: string },
  ): Promise<Outcome>;
}

const EXECUTABLE_SIZE = 1000;

export function testMachine(options: Partial<KernelOptions> = {}): TestMachine {
  const programs = new Map<string, Program>();
  const kernel = createKernel({
    environment: nodeEnvironment(),
    time: { kind: 'virtual', startAt: EPOCH },
    seed: 'test',
    programs: {
      find: (name) => {
        const run = programs.get(name);
        return run === undefined ? undefined : { kind: 'ready', run };
      },
    },
    ...options,
  });
  const mounts = diskOf(kernel);
  const boxOf = (pids: PidNamespace, cgroup: Cgroup): Box => {
    return { pids, cgroup, mounts, net: kernel.network.createNamespace() };
  };
  const host = boxOf(kernel.hostPids, kernel.cgroup());
  const start: TestMachine['start'] = (program, { box = host, tty, ...rest } = {}) => {
    const stdio: Stdio = tty === undefined ? silence() : { kind: 'tty', tty };
    const path = typeof program === 'function' ? { name: 'test', run: program } : program;
    const { pids, net, cgroup } = box;
    const uts = { hostname: 'box', domainname: '' };
    const credentials = { uid: 0, gid: 0, groups: [] };
    const where = { pids, net, cgroup, mounts: box.mounts, uts, credentials, env: [], cwd: '/' };
    return kernel.start({ path, args: [typeof path === 'string' ? path : path.name], stdio, ...where, ...rest });
  };
  const init: Program = async (p) => {
    p.onSignal('CHLD', 'ignore');
    await p.sleep(Infinity);
    return 0;
  };
  start({ name: 'init', run: init }, { box: host });
  const box: TestMachine['box'] = (limits) => boxOf(kernel.pidNamespace(), kernel.cgroup(limits));
  return {
    kernel,
    host,
    start,
    install(name, program) {
      programs.set(name, program);
      rootFs(mounts).writeStub(`/bin/${name}`, { size: EXECUTABLE_SIZE, program: name }, 0o755);
    },
    box,
    livingBox(limits) {
      const made = box(limits);
      start({ name: 'init', run: init }, { box: made });
      return made;
    },
    async run(program, { input, ...rest } = {}) {
      const [stdout, stderr, stdin] = [kernel.pipe(), kernel.pipe(), kernel.pipe()];
      const stdio: Stdio = { kind: 'streams', stdin: stdin.reader, stdout: stdout.writer, stderr: stderr.writer };
      const task = start(program, { stdio, ...rest });
      stdout.writer.close();
      stderr.writer.close();
      stdin.reader.close();
      const typed = stdin.writer.write(input ?? '').catch(() => undefined);
      const [out, errors] = await Promise.all([
        stdout.reader.readAll(),
        stderr.reader.readAll(),
        typed.then(() => stdin.writer.close()),
      ]);
      return { status: await task.ended, stdout: decode(out), stderr: decode(errors) };
    },
  };
}

/** The file calls of the superuser, outside any process. */
export function rootFs(mounts: MountNamespace) {
  const credentials = { uid: 0, gid: 0, groups: [] };
  return mounts.processFs({ namespace: mounts, root: '/', cwd: '/', credentials, umask: 0o022, now: () => EPOCH });
}

export const WINDOW: WindowSize = { cols: 80, rows: 24 };

function diskOf(kernel: Kernel): MountNamespace {
  const mounts = createMountNamespace(createMemoryFileSystem({ now: kernel.clock.now() }));
  const fs = rootFs(mounts);
  for (const directory of ['/bin', '/tmp', '/dev', '/dev/pts', '/etc', '/root']) fs.mkdir(directory);
  fs.chmod('/tmp', 0o1777);
  const devices: [string, number, number][] = [
    ['null', 1, 3], ['zero', 1, 5], ['full', 1, 7], ['random', 1, 8], ['urandom', 1, 9], ['tty', 5, 0], ['ptmx', 5, 2],
    ['pts/0', 136, 0], ['pts/1', 136, 1],
  ]; // prettier-ignore
  for (const [name, major, minor] of devices) fs.mknod(`/dev/${name}`, 'char', 0o666, { major, minor });
  for (const [name] of devices) fs.chmod(`/dev/${name}`, 0o666);
  return mounts;
}

function silence(): Stdio {
  const nowhere = { write: () => Promise.resolve() };
  return { kind: 'streams', stdin: null, stdout: nowhere, stderr: nowhere };
}
