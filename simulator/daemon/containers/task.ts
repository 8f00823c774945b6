/** The container runtime's part of a start: namespaces, root file system, the first process. */
import { invalidParameter, isEngineError } from '../../api/errors.ts';
import type { ExitStatus } from '../../kernel/abi.ts';
import type { Cgroup, PidNamespace, Pty, Stdio, UtsNamespace } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import type { Run } from '../live.ts';
import { checkDevices } from '../runtime/devices.ts';
import { containerEnvironment, processEnvironment } from '../runtime/environment.ts';
import { unknownTmpfsOption } from '../mounts/tmpfs-options.ts';
import { processFsOf, resolveProgram, startProcess } from '../runtime/launch.ts';
import { initError } from '../runtime/mount-plan.ts';
import { buildRootfs } from '../runtime/rootfs.ts';
import type { PreparedMount } from '../runtime/rootfs.ts';
import { credentialsIn } from '../runtime/privileges.ts';
import { findUser } from '../runtime/user.ts';
import { rootFs } from '../host.ts';
import { createMountNamespace } from '../../vfs/index.ts';
import type { Container } from '../world.ts';
import { liveContainer, runOf } from './find.ts';
import { withInit } from './init.ts';
import { checkLinks, linkEnvironment } from './links.ts';
import { pumpTerminal } from './terminal.ts';
import type { TerminalPump } from './terminal.ts';
import type { PreparedNetworking } from './prepare.ts';

export interface PreparedTask {
  /** Starts the process. `onExit` is called when it has ended and all it wrote has been taken. */
  start(onExit: (status: ExitStatus) => void): Run;
}

/** Who it runs as and which devices it gets: what the daemon works out before the runtime. Throws EngineError. */
export function checkSpecification(daemon: Daemon, container: Container): void {
  const { overlay } = liveContainer(daemon, container.id);
  const { config, hostConfig } = container;
  findUser(rootFs(createMountNamespace(overlay), daemon.kernel.clock), config.User, hostConfig.GroupAdd ?? []);
  const [request] = hostConfig.DeviceRequests ?? [];
  if (request !== undefined) {
    const capabilities = request.Capabilities.map((set) => `[${set.join(' ')}]`).join(' ');
    throw invalidParameter(
      `could not select device driver ${JSON.stringify(request.Driver)} with capabilities: [${capabilities}]`,
    );
  }
  for (const options of Object.values(hostConfig.Tmpfs ?? {})) {
    const unknown = unknownTmpfsOption(options);
    if (unknown !== undefined) throw invalidParameter(`invalid tmpfs option ${JSON.stringify(unknown)}`);
  }
  checkLinks(daemon.store.read(), container);
  checkDevices(daemon, container);
}

/** Throws RuntimeError where the process could not be started. */
export function createTask(
  daemon: Daemon,
  container: Container,
  networking: PreparedNetworking,
  sources: readonly PreparedMount[],
): PreparedTask {
  const { kernel } = daemon;
  const { config, hostConfig, id } = container;
  const live = liveContainer(daemon, id);
  const spaces = namespacesOf(daemon, container);
  const rootfs = buildRootfs(daemon, container, {
    ...spaces,
    net: networking.net,
    overlay: live.overlay,
    sources,
    files: networking.files,
    shm: sharedMemoryOf(daemon, container),
  });
  checkQuota(daemon, container);
  const user = findUser(rootFs(rootfs.mounts, kernel.clock), config.User, hostConfig.GroupAdd ?? []);
  const linked = linkEnvironment(daemon.store.read(), container);
  const own = config.Env ?? [];
  const pairs = containerEnvironment({ hostname: config.Hostname, tty: config.Tty, linked, own });
  const env = processEnvironment(pairs, user.home);
  const cwd = config.WorkingDir === '' ? '/' : config.WorkingDir;
  const credentials = credentialsIn(hostConfig, user.credentials);
  const fs = processFsOf(rootfs.mounts, cwd, credentials, kernel.clock);
  const program = resolveProgram(fs, cwd, [container.path, ...container.args], env);
  const options = {
    ...program,
    env,
    cwd,
    credentials,
    mounts: rootfs.mounts,
    ...spaces,
    net: networking.net,
  };
  return {
    start(onExit) {
      const { stdio, pty, pump } = standardStreams(daemon, container);
      const ended = (status: ExitStatus): void =>
        pump === undefined ? onExit(status) : pump.whenDrained(() => onExit(status));
      const complete = { ...options, stdio, onExit: ended };
      const task = hostConfig.Init === true ? kernel.start(withInit(complete)) : startProcess(daemon, complete);
      if (pty !== undefined) mountConsole(rootfs);
      return { task, ...spaces, net: networking.net, mounts: rootfs.mounts, shm: rootfs.shm, pty };
    },
  };
}

interface StandardStreams {
  readonly stdio: Stdio;
  readonly pty: Pty | undefined;
  readonly pump: TerminalPump | undefined;
}

function standardStreams(daemon: Daemon, { id, config, hostConfig }: Container): StandardStreams {
  const { output, input } = liveContainer(daemon, id);
  if (!config.Tty) {
    const stdin = input?.reader() ?? null;
    const stdio: Stdio = { kind: 'streams', stdin, stdout: output.writer('stdout'), stderr: output.writer('stderr') };
    return { stdio, pty: undefined, pump: undefined };
  }
  const [rows, cols] = hostConfig.ConsoleSize;
  const pty = daemon.kernel.pty({ rows: rows || 24, cols: cols || 80 });
  return { stdio: { kind: 'tty', tty: pty.slave }, pty, pump: pumpTerminal(daemon, pty, output, input) };
}

/** The container's terminal is its console too. */
function mountConsole({ mounts, pts }: ReturnType<typeof buildRootfs>): void {
  const [terminal] = pts.readdir(pts.root).filter(({ name }) => /^\d+$/.test(name));
  if (terminal === undefined) return;
  mounts.mount('/dev/console', pts, { subpath: `/${terminal.name}`, source: 'devpts' });
}

interface Spaces {
  readonly pids: PidNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: Cgroup;
}

function namespacesOf(daemon: Daemon, { id, config, hostConfig }: Container): Spaces {
  const { kernel, host } = daemon;
  const ownUts = {
    hostname: config.Hostname,
    domainname: config.Domainname === '' ? host.uts.domainname : config.Domainname,
  };
  return {
    pids: pidNamespaceOf(daemon, hostConfig.PidMode),
    uts: hostConfig.UTSMode === 'host' ? host.uts : ownUts,
    cgroup: kernel.cgroup(cgroupLimits(hostConfig), `/docker/${id}`),
  };
}

function pidNamespaceOf(daemon: Daemon, mode: string): PidNamespace {
  if (mode === 'host') return daemon.kernel.hostPids;
  if (!mode.startsWith('container:')) return daemon.kernel.pidNamespace();
  return runOf(daemon, daemon.containers.get(mode.slice('container:'.length)).id).pids;
}

const DEFAULT_PERIOD = 100_000;
/** The least that the kernel's CFS bandwidth control takes, in microseconds. */
const LEAST_QUOTA = 1000;

/** `--cpus 0.001` passes the daemon and fails in the kernel. */
function checkQuota(daemon: Daemon, { id, hostConfig }: Container): void {
  const quota = Math.trunc((hostConfig.NanoCpus * DEFAULT_PERIOD) / 1e9);
  if (hostConfig.NanoCpus <= 0 || quota >= LEAST_QUOTA) return;
  const isUnified = daemon.settings.cgroupVersion === '2';
  const value = isUnified ? `${quota} ${DEFAULT_PERIOD}` : `${quota}`;
  const file = isUnified
    ? `/sys/fs/cgroup/system.slice/docker-${id}.scope/cpu.max`
    : `/sys/fs/cgroup/cpu/docker/${id}/cpu.cfs_quota_us`;
  throw initError(
    `error setting cgroup config for procHooks process: failed to write ${JSON.stringify(value)}: write ${file}: invalid argument`,
  );
}

/** Docker's limits as the cgroup has them; 0 is none. */
export function cgroupLimits(limits: {
  readonly Memory: number;
  readonly PidsLimit: number | null;
  readonly NanoCpus: number;
  readonly CpuQuota: number;
  readonly CpuPeriod: number;
}): { memory: number | undefined; pids: number | undefined; cpus: number | undefined } {
  const { Memory, PidsLimit, NanoCpus, CpuQuota, CpuPeriod } = limits;
  const byQuota = CpuQuota > 0 ? CpuQuota / (CpuPeriod || DEFAULT_PERIOD) : undefined;
  return {
    memory: Memory > 0 ? Memory : undefined,
    pids: PidsLimit !== null && PidsLimit > 0 ? PidsLimit : undefined,
    cpus: NanoCpus > 0 ? NanoCpus / 1e9 : byQuota,
  };
}

function sharedMemoryOf(daemon: Daemon, { hostConfig }: Container): Run['shm'] | undefined {
  const { IpcMode } = hostConfig;
  if (!IpcMode.startsWith('container:')) return undefined;
  try {
    return runOf(daemon, daemon.containers.get(IpcMode.slice('container:'.length)).id).shm;
  } catch (error) {
    if (isEngineError(error)) return undefined;
    throw error;
  }
}
