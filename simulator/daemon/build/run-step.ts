/** A RUN of a build: a process in a container of its own over the stage's layers, whose upper directory is the result. */
import type { RunMount, RunRequest, RunResult } from '../../builder/backend.ts';
import { isEngineError } from '../../api/errors.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { encode } from '../../kernel/bytes.ts';
import type { NetNamespace } from '../../kernel/kernel.ts';
import { mountSystem } from '../../vfs/container-mounts.ts';
import { createDevFileSystem, createPtsFileSystem } from '../../vfs/dev.ts';
import {
  buildLayer,
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  diffUpper,
  type MemoryFileSystem,
  type MountNamespace,
} from '../../vfs/index.ts';
import { createProcFileSystem } from '../../vfs/proc/index.ts';
import { createCgroup2FileSystem, createSysFileSystem } from '../../vfs/sys.ts';
import type { Daemon } from '../context.ts';
import { makeDirectories, rootFs } from '../host.ts';
import { processEnvironment } from '../runtime/environment.ts';
import { RuntimeError } from '../runtime/errors.ts';
import { processFsOf, resolveProgram, startProcess } from '../runtime/launch.ts';
import { CONTAINER_CAPABILITIES } from '../runtime/privileges.ts';
import { findUser } from '../runtime/user.ts';

/** Directories of cache mounts, by their id. They outlive builds. */
export type BuildCaches = Map<string, MemoryFileSystem>;

/** Written by the daemon for every process, whether or not the image has them. */
const NETWORK_FILES = ['/etc/resolv.conf', '/etc/hosts'] as const;
const SHM_SIZE = 64 * 1024 * 1024;

export async function runStep(daemon: Daemon, caches: BuildCaches, request: RunRequest): Promise<RunResult> {
  const { kernel } = daemon;
  const now = kernel.clock.now();
  const upper = createMemoryFileSystem({ type: 'ext4', now });
  const overlay = createOverlay({ lower: withNetworkFiles(request.stack, kernel.clock), upper });
  const mounts = createMountNamespace(overlay, { source: 'overlay' });
  const spaces = {
    pids: kernel.pidNamespace(),
    cgroup: kernel.cgroup(),
    uts: { hostname: 'buildkitsandbox', domainname: '' },
  };
  const net = networkOf(daemon, request.network);
  const before = new Set(request.mounts.map(({ at }) => at).filter((at) => !rootFs(mounts, kernel.clock).exists(at)));
  try {
    const cwd = prepare(daemon, caches, request, mounts, { ...spaces, net });
    const user = findUser(rootFs(mounts, kernel.clock), request.user, []);
    const env = processEnvironment(request.env, user.home);
    const credentials = { ...user.credentials, bounding: CONTAINER_CAPABILITIES };
    const fs = processFsOf(mounts, cwd, credentials, kernel.clock);
    const program = resolveProgram(fs, cwd, request.args, env);
    const writer = (stream: 1 | 2) => ({
      write: (data: Uint8Array | string) => {
        request.output(stream, typeof data === 'string' ? new TextEncoder().encode(data) : data.slice());
        return Promise.resolve();
      },
    });
    const task = startProcess(daemon, {
      ...program,
      env,
      cwd,
      credentials,
      mounts,
      ...spaces,
      net,
      stdio: { kind: 'streams', stdin: null, stdout: writer(1), stderr: writer(2) },
    });
    void request.cancelled.then(() => spaces.pids.killAll('KILL'));
    const status = await task.ended;
    spaces.pids.killAll('KILL');
    removeMountPoints(rootFs(createMountNamespace(overlay), kernel.clock), before);
    const exitCode = status.kind === 'exited' ? status.code : 137;
    return { kind: 'done', exitCode, layer: diffUpper(overlay) };
  } catch (error) {
    if (isEngineError(error)) return { kind: 'failed', message: sentence(request, error.message) };
    if (!(error instanceof RuntimeError)) throw error;
    // What cannot be started is said by runc in the step's output.
    request.output(2, encode(`runc run failed: unable to start container process: ${error.message}\n`));
    return { kind: 'done', exitCode: 1, layer: diffUpper(overlay) };
  }
}

/**
 * The stack with places for the daemon's files where the image has none. They are below the step's own directory, so
 * that nothing of them gets into its layer.
 */
function withNetworkFiles(stack: RunRequest['stack'], clock: Daemon['kernel']['clock']): RunRequest['stack'] {
  const image = createOverlay({ lower: stack, upper: createMemoryFileSystem({ type: 'ext4', now: clock.now() }) });
  const fs = rootFs(createMountNamespace(image), clock);
  const missing = NETWORK_FILES.filter((path) => !fs.exists(path));
  return missing.length === 0 ? stack : [...stack, buildLayer(missing.map((path) => ({ path })))];
}

/** What the executor could not even ask runc for, as BuildKit tells it. */
function sentence({ args }: RunRequest, message: string): string {
  return `process ${JSON.stringify(args.join(' '))} did not complete successfully: ${message}`;
}

interface Spaces {
  pids: ReturnType<Daemon['kernel']['pidNamespace']>;
  cgroup: ReturnType<Daemon['kernel']['cgroup']>;
  uts: { hostname: string; domainname: string };
  net: NetNamespace;
}

/** Mounts the system, the daemon's own files and what the RUN asks for. Gives the working directory, made if missing. */
function prepare(
  daemon: Daemon,
  caches: BuildCaches,
  request: RunRequest,
  mounts: MountNamespace,
  spaces: Spaces,
): string {
  const { kernel } = daemon;
  const now = kernel.clock.now();
  const clock = () => kernel.clock.now();
  const { cpus } = kernel.machine();
  const pids = () => spaces.pids.processes().map(({ pid }) => pid);
  mountSystem(mounts, {
    proc: createProcFileSystem({ source: spaces.pids.proc, now: clock, uts: spaces.uts }),
    dev: createDevFileSystem({ now }),
    pts: createPtsFileSystem(kernel.ptsSource(mounts), clock),
    sys: createSysFileSystem({ net: spaces.net, cpus, now: clock }),
    cgroup: { version: 2, fs: createCgroup2FileSystem({ cgroup: spaces.cgroup, cpus, pids, now: clock }) },
    shm: SHM_SIZE,
    now,
  });
  const fs = rootFs(mounts, kernel.clock);
  mountFiles(
    mounts,
    fs,
    {
      '/etc/resolv.conf': rootFs(daemon.host.mounts, kernel.clock).readText('/etc/resolv.conf'),
      '/etc/hosts': '127.0.0.1\tlocalhost buildkitsandbox\n::1\tlocalhost ip6-localhost ip6-loopback\n',
    },
    now,
  );
  makeDirectories(fs, request.workingDir);
  for (const mount of request.mounts) mountRequested(daemon, caches, mounts, fs, mount, now);
  return request.workingDir;
}

/** Files of the daemon's that are there while the process runs and leave no trace in the layer. */
function mountFiles(mounts: MountNamespace, fs: ProcessFs, files: Readonly<Record<string, string>>, now: number): void {
  const source = createMemoryFileSystem({ type: 'tmpfs', now });
  const namespace = createMountNamespace(source);
  const sourceFs = rootFs(namespace, { now: () => now });
  for (const [path, text] of Object.entries(files)) {
    if (!fs.exists(path)) continue;
    const name = `/${path.split('/').at(-1) ?? ''}`;
    sourceFs.writeFile(name, text);
    mounts.mount(path, source, { subpath: name, source: 'tmpfs' });
  }
}

function mountRequested(
  daemon: Daemon,
  caches: BuildCaches,
  mounts: MountNamespace,
  fs: ProcessFs,
  { at, readOnly, what }: RunMount,
  now: number,
): void {
  if (what.kind === 'file') {
    makeDirectories(fs, at.slice(0, Math.max(1, at.lastIndexOf('/'))));
    if (!fs.exists(at)) fs.writeFile(at, '');
    const source = createMemoryFileSystem({ type: 'tmpfs', now });
    const sourceFs = rootFs(createMountNamespace(source), { now: () => now });
    sourceFs.writeFile('/file', what.bytes);
    sourceFs.chown('/file', what.uid, what.gid);
    sourceFs.chmod('/file', what.mode);
    mounts.mount(at, source, { subpath: '/file', source: 'tmpfs', readOnly });
    return;
  }
  if (what.kind === 'stack') {
    const overlay = createOverlay({ lower: what.stack, upper: createMemoryFileSystem({ type: 'ext4', now }) });
    const isFile = rootFs(createMountNamespace(overlay), daemon.kernel.clock).stat(what.path).type !== 'directory';
    if (isFile) {
      makeDirectories(fs, at.slice(0, Math.max(1, at.lastIndexOf('/'))));
      if (!fs.exists(at)) fs.writeFile(at, '');
    } else makeDirectories(fs, at);
    mounts.mount(at, overlay, { subpath: what.path, source: 'overlay', readOnly });
    return;
  }
  makeDirectories(fs, at);
  if (what.kind === 'tmpfs') {
    mounts.mount(
      at,
      createMemoryFileSystem({ type: 'tmpfs', now, ...(what.size === undefined ? {} : { size: what.size }) }),
      { source: 'tmpfs' },
    );
    return;
  }
  const cache =
    (what.fresh === true ? undefined : caches.get(what.id)) ??
    createMemoryFileSystem({ type: 'ext4', now, mode: what.mode, uid: what.uid, gid: what.gid });
  caches.set(what.id, cache);
  mounts.mount(at, cache, { source: 'overlay', readOnly });
}

/** Mount points that the step did not bring are not part of its layer. */
function removeMountPoints(fs: ProcessFs, paths: ReadonlySet<string>): void {
  for (const path of paths) {
    if (!fs.exists(path)) continue;
    if (fs.stat(path).type !== 'directory') fs.unlink(path);
    else if (fs.readdir(path).length === 0) fs.rmdir(path);
  }
}

/** On the default bridge like a container, but without an address that containers could meet. */
function networkOf(daemon: Daemon, mode: RunRequest['network']): NetNamespace {
  if (mode === 'host') return daemon.host.net;
  const net = daemon.kernel.network.createNamespace();
  const bridgeId = Object.values(daemon.store.read().networks).find(({ name }) => name === 'bridge')?.id;
  const bridge = bridgeId === undefined ? undefined : daemon.live.bridges.get(bridgeId);
  if (mode === 'none' || bridge === undefined) return net;
  net.attach(bridge, {
    name: 'eth0',
    address: '172.17.255.254',
    prefix: 16,
    mac: '02:42:ac:11:ff:fe',
    gateway: '172.17.0.1',
  });
  return net;
}
