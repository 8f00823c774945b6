/** /proc, /dev, /sys and what else every container has (OCI runtime specification, Linux: default filesystems). */
import type { Cgroup, NetNamespace, PidNamespace, UtsNamespace } from '../../kernel/kernel.ts';
import { createMemoryFileSystem } from '../../vfs/index.ts';
import type { FileSystem, MountNamespace } from '../../vfs/index.ts';
import { createDevFileSystem, createPtsFileSystem } from '../../vfs/dev.ts';
import { createProcFileSystem } from '../../vfs/proc/index.ts';
import { parametersWith } from '../../vfs/proc/sysctl.ts';
import { createCgroup2FileSystem, createCgroupFileSystem, createSysFileSystem } from '../../vfs/sys.ts';
import type { Daemon } from '../context.ts';
import type { Container } from '../world.ts';
import type { PlannedMount } from './mount-plan.ts';
import { isFiltered } from './privileges.ts';

export interface Namespaces {
  readonly pids: PidNamespace;
  readonly net: NetNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: Cgroup;
  /** Another container's /dev/shm, with `--ipc container:`. */
  readonly shm: FileSystem | undefined;
}

export interface StandardMounts {
  readonly plan: readonly PlannedMount[];
  readonly proc: FileSystem;
  readonly dev: FileSystem;
  readonly pts: FileSystem;
  readonly shm: FileSystem;
}

const CONTROLLERS: readonly string[] = ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'blkio', 'pids'];
const NO_PROGRAMS = ['nosuid', 'nodev', 'noexec', 'relatime'];

export function standardMounts(
  daemon: Daemon,
  { hostConfig, config }: Container,
  spaces: Namespaces,
  mounts: MountNamespace,
): StandardMounts {
  const { clock } = daemon.kernel;
  const now = (): number => clock.now();
  const isPrivileged = hostConfig.Privileged;
  const proc = createProcFileSystem({
    source: spaces.pids.proc,
    now,
    uts: spaces.uts,
    parameters: parametersWith(Object.entries(hostConfig.Sysctls ?? {})),
    seccomp: isFiltered(hostConfig),
    cgroupVersion: daemon.settings.cgroupVersion === '2' ? 2 : 1,
  });
  const dev = createDevFileSystem({ now: now(), console: config.Tty });
  const pts = createPtsFileSystem(daemon.kernel.ptsSource(mounts), now);
  const sys = createSysFileSystem({ net: spaces.net, cpus: daemon.kernel.machine().cpus, now });
  const shm =
    spaces.shm ?? createMemoryFileSystem({ type: 'tmpfs', size: hostConfig.ShmSize, mode: 0o1777, now: now() });
  const plan: PlannedMount[] = [
    mount('/proc', proc, 'proc', NO_PROGRAMS),
    mount('/dev', dev, 'tmpfs', ['nosuid', 'size=65536k', 'mode=755']),
    mount('/dev/pts', pts, 'devpts', ['nosuid', 'noexec', 'relatime', 'gid=5', 'mode=620', 'ptmxmode=666']),
    mount('/sys', sys, 'sysfs', NO_PROGRAMS, !isPrivileged),
    ...cgroupMounts(daemon, spaces, isPrivileged),
    mount('/dev/shm', shm, 'shm', [
      'nosuid',
      'nodev',
      'noexec',
      'relatime',
      `size=${Math.ceil(hostConfig.ShmSize / 1024)}k`,
    ]),
  ];
  return { plan, proc, dev, pts, shm };
}

function mount(at: string, fs: FileSystem, source: string, options: readonly string[], readOnly = false): PlannedMount {
  return { at, fs, options: { source, options, readOnly }, shown: source };
}

function cgroupMounts(daemon: Daemon, { cgroup, pids }: Namespaces, isPrivileged: boolean): PlannedMount[] {
  const { cpus, memory } = daemon.kernel.machine();
  const { clock } = daemon.kernel;
  const options = {
    cgroup,
    memory,
    cpus,
    pids: () => pids.processes().map(({ pid }) => pid),
    now: () => clock.now(),
  };
  const root = '/sys/fs/cgroup';
  if (daemon.settings.cgroupVersion === '2') {
    return [mount(root, createCgroup2FileSystem(options), 'cgroup', NO_PROGRAMS, !isPrivileged)];
  }
  const base = createMemoryFileSystem({ type: 'tmpfs', now: clock.now(), mode: 0o755 });
  for (const name of CONTROLLERS) {
    base.create(base.root, name, { type: 'directory', mode: 0o755, uid: 0, gid: 0 }, clock.now());
  }
  const hierarchies = CONTROLLERS.map((name) =>
    mount(`${root}/${name}`, createCgroupFileSystem(options, name), 'cgroup', [...NO_PROGRAMS, name], !isPrivileged),
  );
  return [mount(root, base, 'tmpfs', [...NO_PROGRAMS, 'mode=755']), ...hierarchies];
}
