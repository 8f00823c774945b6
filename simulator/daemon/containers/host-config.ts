/** A container's host configuration, completed with the daemon's defaults, in the order in which it is shown. */
import type { HostConfig, Resources } from '../../api/containers.ts';
import type { DaemonSettings } from '../settings.ts';
import { filledRecord, sortedRecord } from '../sorted.ts';

export const DEFAULT_SHM_SIZE = 64 * 1024 * 1024;

/** What a container may not read, unless it is privileged (OCI runtime specification, linux.maskedPaths). */
export const MASKED_PATHS: readonly string[] = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
  '/sys/devices/virtual/powercap',
];
export const READONLY_PATHS: readonly string[] = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
];

type Request = Partial<HostConfig>;

/** `networkMode` and `log` have been worked out already. */
export function completeHostConfig(
  request: Request,
  known: Pick<HostConfig, 'NetworkMode' | 'LogConfig'>,
  settings: DaemonSettings,
): HostConfig {
  const isPrivileged = request.Privileged ?? false;
  return {
    ...ownPart(request, known, settings),
    ...orderedResources({ ...request, ...adaptedResources(request, settings) }),
    ...(request.Mounts === undefined || request.Mounts.length === 0 ? {} : { Mounts: request.Mounts }),
    MaskedPaths: request.MaskedPaths ?? (isPrivileged ? null : MASKED_PATHS),
    ReadonlyPaths: request.ReadonlyPaths ?? (isPrivileged ? null : READONLY_PATHS),
    ...(request.Init === undefined ? {} : { Init: request.Init }),
  };
}

type OwnPart = Omit<HostConfig, keyof Resources | 'Mounts' | 'MaskedPaths' | 'ReadonlyPaths' | 'Init'>;

function ownPart(r: Request, known: Pick<HostConfig, 'NetworkMode' | 'LogConfig'>, settings: DaemonSettings): OwnPart {
  const Annotations = filledRecord(r.Annotations);
  const StorageOpt = filledRecord(r.StorageOpt);
  const Tmpfs = filledRecord(r.Tmpfs);
  const Sysctls = filledRecord(r.Sysctls);
  return {
    Binds: r.Binds ?? null,
    ContainerIDFile: r.ContainerIDFile ?? '',
    LogConfig: { Type: known.LogConfig.Type, Config: sortedRecord(known.LogConfig.Config) },
    NetworkMode: known.NetworkMode,
    PortBindings: r.PortBindings === undefined || r.PortBindings === null ? null : sortedRecord(r.PortBindings),
    RestartPolicy: {
      Name: r.RestartPolicy?.Name || 'no',
      MaximumRetryCount: r.RestartPolicy?.MaximumRetryCount ?? 0,
    },
    AutoRemove: r.AutoRemove ?? false,
    VolumeDriver: r.VolumeDriver ?? '',
    VolumesFrom: r.VolumesFrom ?? null,
    ConsoleSize: r.ConsoleSize ?? [0, 0],
    ...(Annotations === undefined ? {} : { Annotations }),
    CapAdd: r.CapAdd ?? null,
    CapDrop: r.CapDrop ?? null,
    CgroupnsMode: r.CgroupnsMode || defaultCgroupns(r, settings),
    Dns: r.Dns ?? null,
    DnsOptions: r.DnsOptions ?? null,
    DnsSearch: r.DnsSearch ?? null,
    ExtraHosts: r.ExtraHosts ?? null,
    GroupAdd: r.GroupAdd ?? null,
    IpcMode: r.IpcMode || 'private',
    Cgroup: r.Cgroup ?? '',
    Links: r.Links === undefined || r.Links === null || r.Links.length === 0 ? null : r.Links,
    OomScoreAdj: r.OomScoreAdj ?? 0,
    PidMode: r.PidMode ?? '',
    Privileged: r.Privileged ?? false,
    PublishAllPorts: r.PublishAllPorts ?? false,
    ReadonlyRootfs: r.ReadonlyRootfs ?? false,
    SecurityOpt: securityOptions(r),
    ...(StorageOpt === undefined ? {} : { StorageOpt }),
    ...(Tmpfs === undefined ? {} : { Tmpfs }),
    UTSMode: r.UTSMode ?? '',
    UsernsMode: r.UsernsMode ?? '',
    ShmSize: r.ShmSize || DEFAULT_SHM_SIZE,
    ...(Sysctls === undefined ? {} : { Sysctls }),
    Runtime: r.Runtime || 'runc',
    Isolation: r.Isolation ?? '',
  };
}

function defaultCgroupns(request: Request, settings: DaemonSettings): string {
  return settings.cgroupVersion === '2' && request.Privileged !== true ? 'private' : 'host';
}

/** Sharing a namespace with the host or with everything switches SELinux labels off. */
function securityOptions({ SecurityOpt, IpcMode, PidMode, Privileged }: Request): readonly string[] | null {
  const own = SecurityOpt ?? null;
  if (own?.some((option) => option.startsWith('label')) === true) return own;
  if (IpcMode !== 'host' && PidMode !== 'host' && Privileged !== true) return own;
  return [...(own ?? []), 'label=disable'];
}

/** Swap is as large as memory unless told; zero or negative pids limits mean none. */
function adaptedResources(request: Request, settings: DaemonSettings): Partial<Resources> {
  const { Memory = 0, MemorySwap = 0, PidsLimit = null } = request;
  return {
    MemorySwap: Memory > 0 && MemorySwap === 0 ? Memory * 2 : MemorySwap,
    PidsLimit: PidsLimit !== null && PidsLimit <= 0 ? null : PidsLimit,
    OomKillDisable: settings.cgroupVersion === '2' ? null : (request.OomKillDisable ?? false),
  };
}

export function orderedResources(r: Partial<Resources>): Resources {
  return {
    CpuShares: r.CpuShares ?? 0,
    Memory: r.Memory ?? 0,
    NanoCpus: r.NanoCpus ?? 0,
    CgroupParent: r.CgroupParent ?? '',
    BlkioWeight: r.BlkioWeight ?? 0,
    BlkioWeightDevice: r.BlkioWeightDevice ?? null,
    BlkioDeviceReadBps: r.BlkioDeviceReadBps ?? null,
    BlkioDeviceWriteBps: r.BlkioDeviceWriteBps ?? null,
    BlkioDeviceReadIOps: r.BlkioDeviceReadIOps ?? null,
    BlkioDeviceWriteIOps: r.BlkioDeviceWriteIOps ?? null,
    CpuPeriod: r.CpuPeriod ?? 0,
    CpuQuota: r.CpuQuota ?? 0,
    CpuRealtimePeriod: r.CpuRealtimePeriod ?? 0,
    CpuRealtimeRuntime: r.CpuRealtimeRuntime ?? 0,
    CpusetCpus: r.CpusetCpus ?? '',
    CpusetMems: r.CpusetMems ?? '',
    Devices: r.Devices ?? null,
    DeviceCgroupRules: r.DeviceCgroupRules ?? null,
    DeviceRequests: r.DeviceRequests ?? null,
    ...(r.KernelMemoryTCP ? { KernelMemoryTCP: r.KernelMemoryTCP } : {}),
    MemoryReservation: r.MemoryReservation ?? 0,
    MemorySwap: r.MemorySwap ?? 0,
    MemorySwappiness: r.MemorySwappiness ?? null,
    OomKillDisable: r.OomKillDisable ?? null,
    PidsLimit: r.PidsLimit ?? null,
    Ulimits: r.Ulimits ?? null,
    CpuCount: r.CpuCount ?? 0,
    CpuPercent: r.CpuPercent ?? 0,
    IOMaximumIOps: r.IOMaximumIOps ?? 0,
    IOMaximumBandwidth: r.IOMaximumBandwidth ?? 0,
  };
}
