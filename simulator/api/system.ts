/** System: /info, /version, /system/df, /events and /auth. */
import type { Labels } from './common.ts';
import type { ContainerSummary } from './containers.ts';
import type { Filters } from './filters.ts';
import type { ImageSummary } from './images.ts';
import type { Volume } from './volumes.ts';

/** The headers of GET /_ping. */
export interface PingResponse {
  ApiVersion: string;
  OSType: string;
  Experimental: boolean;
  BuilderVersion: string;
  Swarm: string;
  Server: string;
}

export interface VersionComponent {
  Name: string;
  Version: string;
  Details: Labels;
}
export interface SystemVersion {
  Platform: { Name: string };
  Components: readonly VersionComponent[];
  Version: string;
  ApiVersion: string;
  MinAPIVersion: string;
  GitCommit: string;
  GoVersion: string;
  Os: string;
  Arch: string;
  KernelVersion: string;
  Experimental?: boolean;
  BuildTime: string;
}

export interface RegistryIndex {
  Mirrors: readonly string[];
  Name: string;
  Official: boolean;
  Secure: boolean;
}

export interface SystemInfo {
  ID: string;
  Containers: number;
  ContainersRunning: number;
  ContainersPaused: number;
  ContainersStopped: number;
  Images: number;
  Driver: string;
  DriverStatus: readonly (readonly [string, string])[];
  Plugins: {
    Volume: readonly string[];
    Network: readonly string[];
    Authorization: readonly string[] | null;
    Log: readonly string[];
  };
  MemoryLimit: boolean;
  SwapLimit: boolean;
  KernelMemoryTCP?: boolean;
  CpuCfsPeriod: boolean;
  CpuCfsQuota: boolean;
  CPUShares: boolean;
  CPUSet: boolean;
  PidsLimit: boolean;
  IPv4Forwarding: boolean;
  Debug: boolean;
  NFd: number;
  OomKillDisable: boolean;
  NGoroutines: number;
  SystemTime: string;
  LoggingDriver: string;
  CgroupDriver: string;
  CgroupVersion: string;
  NEventsListener: number;
  KernelVersion: string;
  OperatingSystem: string;
  OSVersion: string;
  OSType: string;
  Architecture: string;
  IndexServerAddress: string;
  RegistryConfig: {
    IndexConfigs: Readonly<Record<string, RegistryIndex>>;
    InsecureRegistryCIDRs: readonly string[];
    Mirrors: readonly string[] | null;
  };
  NCPU: number;
  MemTotal: number;
  GenericResources: null;
  DockerRootDir: string;
  HttpProxy: string;
  HttpsProxy: string;
  NoProxy: string;
  Name: string;
  Labels: readonly string[];
  ExperimentalBuild: boolean;
  ServerVersion: string;
  Runtimes: Readonly<Record<string, { path: string; status?: Labels }>>;
  DefaultRuntime: string;
  Swarm: {
    NodeID: string;
    NodeAddr: string;
    LocalNodeState: string;
    ControlAvailable: boolean;
    Error: string;
    RemoteManagers: null;
  };
  LiveRestoreEnabled: boolean;
  Isolation: string;
  InitBinary: string;
  ContainerdCommit: { ID: string };
  RuncCommit: { ID: string };
  InitCommit: { ID: string };
  SecurityOptions: readonly string[];
  FirewallBackend?: { Driver: string };
  CDISpecDirs: readonly string[];
  Containerd: { Address: string; Namespaces: { Containers: string; Plugins: string } };
  Warnings: readonly string[] | null;
}

export interface BuildCacheRecord {
  ID: string;
  Parents?: readonly string[];
  Type: string;
  Description: string;
  InUse: boolean;
  Shared: boolean;
  Size: number;
  CreatedAt: string;
  LastUsedAt: string | null;
  UsageCount: number;
}

export type DataUsageKind = 'container' | 'image' | 'volume' | 'build-cache';

/** GET /system/df. Only what was asked for is filled in. */
export interface SystemDataUsage {
  LayersSize: number;
  Images: readonly ImageSummary[] | null;
  Containers: readonly ContainerSummary[] | null;
  Volumes: readonly Volume[] | null;
  BuildCache: readonly BuildCacheRecord[] | null;
}

export interface SystemDataUsageQuery {
  /** Empty means all. */
  type?: readonly DataUsageKind[];
}

export type EventType =
  | 'builder'
  | 'config'
  | 'container'
  | 'daemon'
  | 'image'
  | 'network'
  | 'node'
  | 'plugin'
  | 'secret'
  | 'service'
  | 'volume';

/** A line of GET /events. `status`, `id` and `from` exist for container and image events only. */
export interface EventMessage {
  status?: string;
  id?: string;
  from?: string;
  Type: EventType;
  Action: string;
  Actor: { ID: string; Attributes: Labels };
  scope: 'local' | 'swarm';
  time: number;
  /** Nanoseconds since the epoch, in whole microseconds so that a number holds it. */
  timeNano: number;
}

export interface SystemEventsQuery {
  /** Seconds since the epoch with an optional fraction, as text. */
  since?: string;
  until?: string;
  filters?: Filters;
}

export interface SystemAuthResponse {
  IdentityToken: string;
  Status: string;
}

export interface BuildPruneQuery {
  all?: boolean;
  'keep-storage'?: number;
  'reserved-space'?: number;
  'max-used-space'?: number;
  'min-free-space'?: number;
  filters?: Filters;
}
export interface BuildPruneResponse {
  CachesDeleted: readonly string[] | null;
  SpaceReclaimed: number;
}
