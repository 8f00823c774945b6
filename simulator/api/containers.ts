/** Containers: requests and responses of /containers (Engine API v1.51), in the daemon's field order. */
import type { EmptyObjects, GraphDriverData, Labels } from './common.ts';
import type { Filters } from './filters.ts';
import type { EndpointSettings } from './networks.ts';

export interface HealthConfig {
  /** `NONE`, or `CMD` with arguments, or `CMD-SHELL` with one string; empty inherits. */
  Test?: readonly string[];
  /** Nanoseconds; 0 inherits. */
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

/** What an image and a container share: what to run and how. */
export interface ContainerConfig {
  Hostname: string;
  Domainname: string;
  User: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  ExposedPorts?: EmptyObjects;
  Tty: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Env: readonly string[] | null;
  Cmd: readonly string[] | null;
  Healthcheck?: HealthConfig;
  ArgsEscaped?: boolean;
  Image: string;
  Volumes: EmptyObjects | null;
  WorkingDir: string;
  Entrypoint: readonly string[] | null;
  NetworkDisabled?: boolean;
  MacAddress?: string;
  OnBuild: readonly string[] | null;
  Labels: Labels | null;
  StopSignal?: string;
  /** Seconds; -1 waits for ever. */
  StopTimeout?: number;
  Shell?: readonly string[];
}

export interface PortBinding {
  HostIp: string;
  HostPort: string;
}
/** `80/tcp` to where it is published; null or an empty list where nothing was asked for. */
export type PortMap = Readonly<Record<string, readonly PortBinding[] | null>>;

export interface RestartPolicy {
  /** `no`, `always`, `unless-stopped` or `on-failure`; the daemon refuses what else a client asks for. */
  Name: string;
  MaximumRetryCount: number;
}

export interface LogConfig {
  Type: string;
  Config: Labels;
}

export interface Ulimit {
  Name: string;
  Hard: number;
  Soft: number;
}

export interface DeviceMapping {
  PathOnHost: string;
  PathInContainer: string;
  CgroupPermissions: string;
}

export interface DeviceRequest {
  Driver: string;
  Count: number;
  DeviceIDs: readonly string[] | null;
  Capabilities: readonly (readonly string[])[];
  Options: Labels;
}

export interface WeightDevice {
  Path: string;
  Weight: number;
}
export interface ThrottleDevice {
  Path: string;
  Rate: number;
}

export type MountType = 'bind' | 'volume' | 'tmpfs' | 'npipe' | 'cluster' | 'image';

/** A mount as `--mount` asks for it. */
export interface Mount {
  /** A `MountType`; the daemon refuses what else a client asks for. */
  Type?: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: {
    Propagation?: string;
    NonRecursive?: boolean;
    CreateMountpoint?: boolean;
    ReadOnlyNonRecursive?: boolean;
    ReadOnlyForceRecursive?: boolean;
  };
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Labels;
    Subpath?: string;
    DriverConfig?: { Name?: string; Options?: Labels };
  };
  ImageOptions?: { Subpath?: string };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number; Options?: readonly (readonly string[])[] };
}

/** Limits, which `docker update` can change too. */
export interface Resources {
  CpuShares: number;
  /** Bytes; 0 is unlimited. */
  Memory: number;
  NanoCpus: number;
  CgroupParent: string;
  BlkioWeight: number;
  BlkioWeightDevice: readonly WeightDevice[] | null;
  BlkioDeviceReadBps: readonly ThrottleDevice[] | null;
  BlkioDeviceWriteBps: readonly ThrottleDevice[] | null;
  BlkioDeviceReadIOps: readonly ThrottleDevice[] | null;
  BlkioDeviceWriteIOps: readonly ThrottleDevice[] | null;
  CpuPeriod: number;
  CpuQuota: number;
  CpuRealtimePeriod: number;
  CpuRealtimeRuntime: number;
  CpusetCpus: string;
  CpusetMems: string;
  Devices: readonly DeviceMapping[] | null;
  DeviceCgroupRules: readonly string[] | null;
  DeviceRequests: readonly DeviceRequest[] | null;
  KernelMemoryTCP?: number;
  MemoryReservation: number;
  /** Memory and swap together; -1 is unlimited swap. */
  MemorySwap: number;
  MemorySwappiness: number | null;
  OomKillDisable: boolean | null;
  PidsLimit: number | null;
  Ulimits: readonly Ulimit[] | null;
  CpuCount: number;
  CpuPercent: number;
  IOMaximumIOps: number;
  IOMaximumBandwidth: number;
}

/** How a container stands on this host. */
export interface HostConfig extends Resources {
  Binds: readonly string[] | null;
  ContainerIDFile: string;
  LogConfig: LogConfig;
  NetworkMode: string;
  PortBindings: PortMap | null;
  RestartPolicy: RestartPolicy;
  AutoRemove: boolean;
  VolumeDriver: string;
  VolumesFrom: readonly string[] | null;
  /** Rows and columns of the client's terminal. */
  ConsoleSize: readonly [number, number];
  Annotations?: Labels;
  CapAdd: readonly string[] | null;
  CapDrop: readonly string[] | null;
  CgroupnsMode: string;
  Dns: readonly string[] | null;
  DnsOptions: readonly string[] | null;
  DnsSearch: readonly string[] | null;
  ExtraHosts: readonly string[] | null;
  GroupAdd: readonly string[] | null;
  IpcMode: string;
  Cgroup: string;
  Links: readonly string[] | null;
  OomScoreAdj: number;
  PidMode: string;
  Privileged: boolean;
  PublishAllPorts: boolean;
  ReadonlyRootfs: boolean;
  SecurityOpt: readonly string[] | null;
  StorageOpt?: Labels;
  Tmpfs?: Labels;
  UTSMode: string;
  UsernsMode: string;
  ShmSize: number;
  Sysctls?: Labels;
  Runtime: string;
  Isolation: string;
  Mounts?: readonly Mount[];
  MaskedPaths: readonly string[] | null;
  ReadonlyPaths: readonly string[] | null;
  Init?: boolean;
}

export interface ContainerCreateQuery {
  name?: string;
  platform?: string;
}

/** What a client sends; the daemon fills in what is missing. */
export interface ContainerCreateRequest extends Partial<ContainerConfig> {
  HostConfig?: Partial<HostConfig>;
  NetworkingConfig?: { EndpointsConfig?: Readonly<Record<string, Partial<EndpointSettings>>> };
}

export interface ContainerCreateResponse {
  Id: string;
  Warnings: readonly string[];
}

export interface ContainerListQuery {
  all?: boolean;
  limit?: number;
  size?: boolean;
  filters?: Filters;
}

export interface PortSummary {
  IP?: string;
  PrivatePort: number;
  PublicPort?: number;
  Type: string;
}

/** A mount as the daemon made it. */
export interface MountPoint {
  Type: MountType;
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

export type ContainerStateName = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** A row of GET /containers/json. */
export interface ContainerSummary {
  Id: string;
  Names: readonly string[];
  Image: string;
  ImageID: string;
  Command: string;
  /** Seconds since the epoch. */
  Created: number;
  Ports: readonly PortSummary[];
  SizeRw?: number;
  SizeRootFs?: number;
  Labels: Labels;
  State: ContainerStateName;
  Status: string;
  HostConfig: { NetworkMode?: string; Annotations?: Labels };
  NetworkSettings: { Networks: Readonly<Record<string, EndpointSettings>> };
  Mounts: readonly MountPoint[];
}

export interface HealthcheckResult {
  Start: string;
  End: string;
  ExitCode: number;
  Output: string;
}
export interface Health {
  Status: 'none' | 'starting' | 'healthy' | 'unhealthy';
  FailingStreak: number;
  Log: readonly HealthcheckResult[] | null;
}

export interface ContainerState {
  Status: ContainerStateName;
  Running: boolean;
  Paused: boolean;
  Restarting: boolean;
  OOMKilled: boolean;
  Dead: boolean;
  Pid: number;
  ExitCode: number;
  Error: string;
  StartedAt: string;
  FinishedAt: string;
  Health?: Health;
}

export interface NetworkSettings {
  Bridge: string;
  SandboxID: string;
  SandboxKey: string;
  Ports: PortMap;
  HairpinMode: boolean;
  LinkLocalIPv6Address: string;
  LinkLocalIPv6PrefixLen: number;
  SecondaryIPAddresses: null;
  SecondaryIPv6Addresses: null;
  EndpointID: string;
  Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  MacAddress: string;
  Networks: Readonly<Record<string, EndpointSettings>>;
}

/** GET /containers/{id}/json: what `docker inspect` prints. */
export interface ContainerInspect {
  Id: string;
  Created: string;
  Path: string;
  Args: readonly string[];
  State: ContainerState;
  Image: string;
  ResolvConfPath: string;
  HostnamePath: string;
  HostsPath: string;
  LogPath: string;
  Name: string;
  RestartCount: number;
  Driver: string;
  Platform: string;
  MountLabel: string;
  ProcessLabel: string;
  AppArmorProfile: string;
  ExecIDs: readonly string[] | null;
  HostConfig: HostConfig;
  GraphDriver: GraphDriverData;
  SizeRw?: number;
  SizeRootFs?: number;
  Mounts: readonly MountPoint[];
  Config: ContainerConfig;
  NetworkSettings: NetworkSettings;
}

export interface ContainerAttachQuery {
  /** `ctrl-p,ctrl-q` form; empty keeps the default. */
  detachKeys?: string;
  /** Replay what was logged before. */
  logs?: boolean;
  stream?: boolean;
  stdin?: boolean;
  stdout?: boolean;
  stderr?: boolean;
}

export interface ContainerLogsQuery {
  follow?: boolean;
  stdout?: boolean;
  stderr?: boolean;
  /** Seconds since the epoch with an optional fraction, as text. */
  since?: string;
  until?: string;
  timestamps?: boolean;
  /** `all` or a number as text; anything else means all. */
  tail?: string;
  details?: boolean;
}

export type WaitCondition = 'not-running' | 'next-exit' | 'removed';

export interface ContainerWaitResponse {
  Error?: { Message: string };
  StatusCode: number;
}

export interface ContainerDeleteQuery {
  /** Remove anonymous volumes too. */
  v?: boolean;
  force?: boolean;
  link?: boolean;
}

export interface ContainerTopResponse {
  Processes: readonly (readonly string[])[];
  Titles: readonly string[];
}

/** 0 changed, 1 added, 2 deleted. */
export interface FilesystemChange {
  Path: string;
  Kind: 0 | 1 | 2;
}

/** X-Docker-Container-Path-Stat. `mode` is a Go file mode (os.FileMode): type bits high, permissions low. */
export interface ContainerPathStat {
  name: string;
  size: number;
  mode: number;
  mtime: string;
  linkTarget: string;
}

export interface PutArchiveQuery {
  path: string;
  noOverwriteDirNonDir?: boolean;
  copyUIDGID?: boolean;
}

export interface ContainerUpdateRequest extends Partial<Resources> {
  RestartPolicy?: RestartPolicy;
}

export interface ContainerPruneResponse {
  ContainersDeleted: readonly string[] | null;
  SpaceReclaimed: number;
}

export interface CpuStats {
  cpu_usage: {
    total_usage: number;
    percpu_usage?: readonly number[];
    usage_in_kernelmode: number;
    usage_in_usermode: number;
  };
  system_cpu_usage?: number;
  online_cpus?: number;
  throttling_data: { periods: number; throttled_periods: number; throttled_time: number };
}

export interface BlkioStatEntry {
  major: number;
  minor: number;
  op: string;
  value: number;
}

export interface NetworkStats {
  rx_bytes: number;
  rx_packets: number;
  rx_errors: number;
  rx_dropped: number;
  tx_bytes: number;
  tx_packets: number;
  tx_errors: number;
  tx_dropped: number;
}

/** GET /containers/{id}/stats. Times of a container that does not run are `0001-01-01T00:00:00Z`. */
export interface ContainerStats {
  name: string;
  id: string;
  read: string;
  preread: string;
  pids_stats: { current?: number; limit?: number };
  blkio_stats: {
    io_service_bytes_recursive: readonly BlkioStatEntry[] | null;
    io_serviced_recursive: readonly BlkioStatEntry[] | null;
    io_queue_recursive: readonly BlkioStatEntry[] | null;
    io_service_time_recursive: readonly BlkioStatEntry[] | null;
    io_wait_time_recursive: readonly BlkioStatEntry[] | null;
    io_merged_recursive: readonly BlkioStatEntry[] | null;
    io_time_recursive: readonly BlkioStatEntry[] | null;
    sectors_recursive: readonly BlkioStatEntry[] | null;
  };
  num_procs: number;
  storage_stats: Readonly<Record<string, never>>;
  cpu_stats: CpuStats;
  precpu_stats: CpuStats;
  memory_stats: {
    usage?: number;
    max_usage?: number;
    stats?: Readonly<Record<string, number>>;
    limit?: number;
  };
  networks?: Readonly<Record<string, NetworkStats>>;
}
