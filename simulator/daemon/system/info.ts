/** GET /info. */
import type { SystemInfo } from '../../api/system.ts';
import { rfc3339Nano } from '../../api/time.ts';
import { isPaused, isRunning } from '../containers/phase.ts';
import type { Daemon } from '../context.ts';

export async function systemInfo(daemon: Daemon): Promise<SystemInfo> {
  const { settings, kernel, host } = daemon;
  const machine = kernel.machine();
  return {
    ID: daemon.id,
    ...containerCounts(daemon),
    Images: daemon.images.count(),
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
      Authorization: null,
      Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'],
    },
    MemoryLimit: true,
    SwapLimit: true,
    ...(settings.cgroupVersion === '1' ? { KernelMemoryTCP: true } : {}),
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    NFd: 24 + 8 * daemon.live.containers.size,
    OomKillDisable: settings.cgroupVersion === '1',
    NGoroutines: 42 + 6 * daemon.live.containers.size,
    SystemTime: rfc3339Nano(daemon.time.now()),
    LoggingDriver: 'json-file',
    CgroupDriver: settings.cgroupDriver,
    CgroupVersion: settings.cgroupVersion,
    NEventsListener: daemon.events.listeners,
    KernelVersion: machine.kernelRelease,
    OperatingSystem: settings.operatingSystem,
    OSVersion: settings.osVersion,
    OSType: 'linux',
    Architecture: machine.architecture,
    ...registrySettings(),
    NCPU: machine.cpus,
    MemTotal: machine.memory,
    GenericResources: null,
    DockerRootDir: settings.dataRoot,
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: host.uts.hostname,
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: settings.version,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
    DefaultRuntime: 'runc',
    Swarm: {
      NodeID: '',
      NodeAddr: '',
      LocalNodeState: 'inactive',
      ControlAvailable: false,
      Error: '',
      RemoteManagers: null,
    },
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: settings.containerdCommit },
    RuncCommit: { ID: settings.runcCommit },
    InitCommit: { ID: settings.initCommit },
    SecurityOptions: securityOptions(daemon),
    FirewallBackend: { Driver: 'iptables' },
    CDISpecDirs: ['/etc/cdi', '/var/run/cdi'],
    Containerd: {
      Address: '/run/containerd/containerd.sock',
      Namespaces: { Containers: 'moby', Plugins: 'plugins.moby' },
    },
    Warnings: null,
  };
}

function registrySettings(): Pick<SystemInfo, 'IndexServerAddress' | 'RegistryConfig'> {
  return {
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      IndexConfigs: { 'docker.io': { Mirrors: [], Name: 'docker.io', Official: true, Secure: true } },
      InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
      Mirrors: null,
    },
  };
}

function securityOptions({ settings }: Daemon): string[] {
  const options = ['name=seccomp,profile=builtin'];
  return settings.cgroupVersion === '2' ? [...options, 'name=cgroupns'] : options;
}

function containerCounts(
  daemon: Daemon,
): Pick<SystemInfo, 'Containers' | 'ContainersRunning' | 'ContainersPaused' | 'ContainersStopped'> {
  const containers = Object.values(daemon.store.read().containers);
  const paused = containers.filter(isPaused).length;
  const running = containers.filter(isRunning).length - paused;
  return {
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: containers.length - running - paused,
  };
}
