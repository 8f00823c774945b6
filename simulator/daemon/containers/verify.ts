/** What the daemon refuses about a container's settings, in the order in which it looks. */
import type {
  ContainerConfig,
  ContainerCreateRequest,
  HealthConfig,
  HostConfig,
  RestartPolicy,
} from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { Machine } from '../../kernel/abi.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { checkMount, checkTmpfsDestination } from '../mounts/mount-spec.ts';
import { checkNetworkMode, isContainerMode } from '../networks/mode.ts';
import { checkResources } from './resources.ts';
import { parseSignal } from './signals.ts';

export interface Surroundings {
  readonly machine: Machine;
  readonly hostFs: ProcessFs;
}

/** Throws invalidParameter; answers with warnings. */
export function verifySettings(
  config: Partial<ContainerConfig> | undefined,
  hostConfig: Partial<HostConfig>,
  around: Surroundings,
  isUpdate: boolean,
): string[] {
  if (config !== undefined) checkConfig(config);
  const warnings = checkHostConfig(hostConfig, around.hostFs);
  warnings.push(...checkResources(hostConfig, around.machine, isUpdate));
  warnings.push(...checkPlatform(hostConfig));
  return warnings;
}

/** What the API refuses before the daemon looks at it: options that exclude each other. */
export function verifyRequest(request: ContainerCreateRequest): void {
  const hostConfig = request.HostConfig ?? {};
  checkNetworkMode(request, hostConfig);
  if ((hostConfig.CpuShares ?? 0) < 0) {
    throw invalidParameter(`invalid CPU shares (${hostConfig.CpuShares}): value must be a positive integer`);
  }
  for (const mount of hostConfig.Mounts ?? []) {
    const wrong = (field: string): Error =>
      invalidParameter(`${field} must not be specified on mount type ${JSON.stringify(mount.Type ?? '')}`);
    if (mount.VolumeOptions !== undefined && mount.Type !== 'volume') throw wrong('VolumeOptions');
    if (mount.BindOptions !== undefined && mount.Type !== 'bind') throw wrong('BindOptions');
    if (mount.TmpfsOptions !== undefined && mount.Type !== 'tmpfs') throw wrong('TmpfsOptions');
  }
}

function checkConfig(config: Partial<ContainerConfig>): void {
  if (config.WorkingDir && !config.WorkingDir.startsWith('/')) {
    throw invalidParameter(`the working directory '${config.WorkingDir}' is invalid, it needs to be an absolute path`);
  }
  if (config.StopSignal) parseSignal(config.StopSignal);
  for (const pair of config.Env ?? []) {
    if (pair === '' || pair.startsWith('=')) throw invalidParameter(`invalid environment variable: ${pair}`);
  }
  if (config.Healthcheck !== undefined) checkHealthcheck(config.Healthcheck);
}

const MILLISECOND = 1_000_000;

function checkHealthcheck(health: HealthConfig): void {
  const checkDuration = (name: 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'): void => {
    const value = health[name] ?? 0;
    if (value !== 0 && value < MILLISECOND) throw invalidParameter(`${name} in Healthcheck cannot be less than 1ms`);
  };
  checkDuration('Interval');
  checkDuration('Timeout');
  if ((health.Retries ?? 0) < 0) throw invalidParameter('Retries in Healthcheck cannot be negative');
  checkDuration('StartPeriod');
  checkDuration('StartInterval');
}

function checkHostConfig(hostConfig: Partial<HostConfig>, hostFs: ProcessFs): string[] {
  const warnings: string[] = [];
  const restarts = !['', 'no'].includes(hostConfig.RestartPolicy?.Name ?? '');
  if (hostConfig.AutoRemove === true && restarts) {
    throw invalidParameter("can't create 'AutoRemove' container with restart policy");
  }
  for (const mount of hostConfig.Mounts ?? []) {
    if (mount.Type === 'image') warnings.push('Image mount is an experimental feature');
    checkMount(mount, hostFs);
  }
  for (const extra of hostConfig.ExtraHosts ?? []) checkExtraHost(extra);
  for (const [port, bindings] of Object.entries(hostConfig.PortBindings ?? {})) {
    checkPort(port.split('/')[0] ?? '');
    for (const { HostPort } of bindings ?? []) if (HostPort !== '') HostPort.split('-').forEach(checkPort);
  }
  if (hostConfig.RestartPolicy !== undefined) checkRestartPolicy(hostConfig.RestartPolicy);
  checkCapabilities('CapAdd', hostConfig.CapAdd);
  checkCapabilities('CapDrop', hostConfig.CapDrop);
  const { Isolation = '' } = hostConfig;
  if (!['', 'default'].includes(Isolation.toLowerCase())) {
    throw invalidParameter(`invalid isolation (${Isolation}): linux only supports 'default'`);
  }
  return warnings;
}

function checkExtraHost(extra: string): void {
  const at = extra.indexOf(':');
  if (at <= 0 || at === extra.length - 1) throw invalidParameter(`bad format for add-host: ${JSON.stringify(extra)}`);
  const address = extra.slice(at + 1);
  if (address !== 'host-gateway' && !isAddress(address)) {
    throw invalidParameter(`invalid IP address in add-host: ${JSON.stringify(address)}`);
  }
}

function isAddress(text: string): boolean {
  const parts = text.split('.');
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return true;
  return text.includes(':') && /^\[?[0-9a-fA-F:.]+\]?$/.test(text);
}

function checkPort(text: string): void {
  if (!/^\d+$/.test(text) || Number(text) > 65535) {
    throw invalidParameter(`invalid port specification: ${JSON.stringify(text)}`);
  }
}

/** Throws for a policy that is none, or has a count that does not go with it. */
export function checkRestartPolicy({ Name, MaximumRetryCount }: RestartPolicy): void {
  const name: string = Name;
  if (!['', 'no', 'always', 'unless-stopped', 'on-failure'].includes(name)) {
    throw invalidParameter(
      `invalid restart policy: unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  }
  if (name !== 'on-failure' && name !== '' && MaximumRetryCount !== 0) {
    const only = "invalid restart policy: maximum retry count can only be used with 'on-failure'";
    throw invalidParameter(MaximumRetryCount < 0 ? `${only} and cannot be negative` : only);
  }
  if (MaximumRetryCount < 0) throw invalidParameter('invalid restart policy: maximum retry count cannot be negative');
}

const CAPABILITIES: readonly string[] = (
  'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER ' +
  'FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE ' +
  'SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM ALL'
).split(' ');

function checkCapabilities(field: string, list: readonly string[] | null | undefined): void {
  for (const given of list ?? []) {
    const name = given.toUpperCase().replace(/^CAP_/, '');
    if (!CAPABILITIES.includes(name)) {
      throw invalidParameter(`invalid ${field}: unknown capability: ${JSON.stringify(`CAP_${name}`)}`);
    }
  }
}

function checkPlatform(hostConfig: Partial<HostConfig>): string[] {
  const warnings: string[] = [];
  const {
    IpcMode = '',
    PidMode = '',
    UTSMode = '',
    ShmSize = 0,
    OomScoreAdj = 0,
    Runtime = '',
    CgroupnsMode = '',
  } = hostConfig;
  if (!['', 'none', 'private', 'shareable', 'host'].includes(IpcMode) && !isContainerMode(IpcMode)) {
    throw invalidParameter(`invalid IPC mode: ${IpcMode}`);
  }
  if (!['', 'host'].includes(PidMode) && !isContainerMode(PidMode)) {
    throw invalidParameter(`invalid PID mode: ${PidMode}`);
  }
  if (ShmSize < 0) throw invalidParameter('SHM size can not be less than 0');
  if (!['', 'host'].includes(UTSMode)) throw invalidParameter(`invalid UTS mode: ${UTSMode}`);
  if (OomScoreAdj < -1000 || OomScoreAdj > 1000) {
    throw invalidParameter(`Invalid value ${OomScoreAdj}, range for oom score adj is [-1000, 1000]`);
  }
  if (hostConfig.NetworkMode === 'host' && Object.keys(hostConfig.PortBindings ?? {}).length > 0) {
    warnings.push('Published ports are discarded when using host network mode');
  }
  if (!['', 'runc', 'io.containerd.runc.v2'].includes(Runtime)) {
    throw invalidParameter(`unknown or invalid runtime name: ${Runtime}`);
  }
  for (const destination of Object.keys(hostConfig.Tmpfs ?? {})) checkTmpfsDestination(destination);
  if (!['', 'private', 'host'].includes(CgroupnsMode)) {
    throw invalidParameter(`invalid cgroup namespace mode: ${CgroupnsMode}`);
  }
  return warnings;
}
