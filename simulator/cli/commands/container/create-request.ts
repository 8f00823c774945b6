/** From flags to the body of POST /containers/create, with the checks that the client makes itself. */
import type { ContainerCreateRequest, HealthConfig, HostConfig, Resources } from '../../../api/containers.ts';
import type { Client } from '../../client.ts';
import { quote } from '../../go/strconv.ts';
import { effectiveCapabilities } from '../../opts/capabilities.ts';
import { parseDevice } from '../../opts/devices.ts';
import { readKeyValues, toRecord } from '../../opts/key-value-file.ts';
import { parsePorts, type PublishedPorts } from '../../opts/ports.ts';
import { parseRestartPolicy } from '../../opts/restart.ts';
import { isMacAddress } from '../../opts/validate.ts';
import { parseVolumes, type ContainerVolumes } from '../../opts/volume-spec.ts';
import { withPathError } from '../../go/path-error.ts';
import type { CreateFlags } from './create-flags.ts';
import { endpointsOf, networkMode } from './endpoints.ts';

export interface ContainerOrder {
  readonly flags: CreateFlags;
  readonly changed: (name: keyof CreateFlags) => boolean;
  readonly image: string;
  readonly command: readonly string[];
}

/** Builds the request. Throws what docker says before it asks the daemon. */
export function createRequest(client: Client, order: ContainerOrder): ContainerCreateRequest {
  const { flags } = order;
  checkSimple(flags);
  const volumes = parseVolumes(flags.volume, client.process.cwd());
  const ports = parsePorts(flags.publish, flags.expose);
  const devices = flags.device.map(parseDevice);
  const env = readKeyValues(client, flags['env-file'], proxied(client, flags.env), true);
  const labels = readKeyValues(client, flags['label-file'], flags.label, false);
  checkModes(flags);
  const restart = parseRestartPolicy(flags.restart);
  const log = loggingOptions(flags);
  const security = securityOptions(client, flags['security-opt']);
  const storage = storageOptions(flags['storage-opt']);
  const health = healthConfig(flags);
  if (flags.rm && !['', 'no'].includes(restart.Name)) {
    throw new Error('conflicting options: cannot specify both --restart and --rm');
  }
  const endpoints = endpointsOf(flags);
  return {
    ...containerPart(order, env, toRecord(labels), volumes, ports),
    ...(health ? { Healthcheck: health } : {}),
    HostConfig: {
      ...hostPart(order, volumes, ports),
      RestartPolicy: restart,
      LogConfig: { Type: flags['log-driver'], Config: log },
      SecurityOpt: security.options,
      ...(Object.keys(storage).length === 0 ? {} : { StorageOpt: storage }),
      ...resources(flags),
      Devices: devices,
      DeviceRequests: flags.gpus.length === 0 ? null : flags.gpus,
      ...(flags.mount.length === 0 ? {} : { Mounts: flags.mount }),
      MaskedPaths: security.unconfined ? [] : null,
      ReadonlyPaths: security.unconfined ? [] : null,
      ...(order.changed('init') ? { Init: flags.init } : {}),
    },
    NetworkingConfig: { EndpointsConfig: endpoints },
  };
}

function checkSimple(flags: CreateFlags): void {
  const mac = flags['mac-address'];
  if (mac !== '' && !isMacAddress(mac.trim())) throw new Error(`${mac} is not a valid mac address`);
  const swappiness = flags['memory-swappiness'];
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100)) {
    throw new Error(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  }
}

function checkModes(flags: CreateFlags): void {
  const container = /^container:./;
  if (!['', 'host'].includes(flags.pid) && !container.test(flags.pid)) throw new Error('--pid: invalid PID mode');
  if (!['', 'host'].includes(flags.uts)) throw new Error('--uts: invalid UTS mode');
  if (!['', 'host'].includes(flags.userns)) throw new Error('--userns: invalid USER mode');
  if (!['', 'host', 'private'].includes(flags.cgroupns)) throw new Error('--cgroupns: invalid CGROUP mode');
}

/** Adds the proxy variables of config.json that were not given, and lets a later -e of the same name win. */
function proxied(client: Client, env: readonly string[]): string[] {
  const given = new Map<string, string>();
  for (const pair of env) given.set(pair.split('=', 1)[0] ?? pair, pair);
  const proxies = client.config.texts('proxies', 'default');
  const names = {
    httpProxy: 'HTTP_PROXY',
    httpsProxy: 'HTTPS_PROXY',
    noProxy: 'NO_PROXY',
    ftpProxy: 'FTP_PROXY',
    allProxy: 'ALL_PROXY',
  };
  for (const [key, name] of Object.entries(names)) {
    const value = proxies[key] ?? '';
    if (value === '') continue;
    for (const variable of [name, name.toLowerCase()]) {
      if (!given.has(variable)) given.set(variable, `${variable}=${value}`);
    }
  }
  return [...given.values()];
}

function containerPart(
  { flags, changed, image, command }: ContainerOrder,
  env: readonly string[],
  labels: Record<string, string>,
  volumes: ContainerVolumes,
  ports: PublishedPorts,
): ContainerCreateRequest {
  const attachAll = flags.attach.length === 0;
  const attachesStdin = flags.attach.includes('stdin') || flags.interactive;
  return {
    Hostname: flags.hostname,
    Domainname: flags.domainname,
    User: flags.user,
    AttachStdin: attachesStdin,
    AttachStdout: attachAll || flags.attach.includes('stdout'),
    AttachStderr: attachAll || flags.attach.includes('stderr'),
    ...(Object.keys(ports.exposed).length === 0 ? {} : { ExposedPorts: ports.exposed }),
    Tty: flags.tty,
    OpenStdin: flags.interactive,
    StdinOnce: flags.interactive && attachesStdin,
    Env: env.length === 0 ? null : env,
    Cmd: command.length === 0 ? null : command,
    Image: image,
    Volumes: volumes.volumes,
    WorkingDir: flags.workdir,
    Entrypoint: flags.entrypoint !== '' ? [flags.entrypoint] : changed('entrypoint') ? [''] : null,
    OnBuild: null,
    Labels: sorted(labels),
    ...(flags['stop-signal'] === '' ? {} : { StopSignal: flags['stop-signal'] }),
    ...(changed('stop-timeout') ? { StopTimeout: flags['stop-timeout'] } : {}),
  };
}

const sorted = (record: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const orNull = (items: readonly string[]): readonly string[] | null => (items.length === 0 ? null : items);
const filled = (name: string, record: Readonly<Record<string, string>>) =>
  Object.keys(record).length === 0 ? {} : { [name]: sorted(record) };

function hostPart({ flags }: ContainerOrder, volumes: ContainerVolumes, ports: PublishedPorts): Partial<HostConfig> {
  return {
    Binds: orNull(volumes.binds),
    ContainerIDFile: flags.cidfile,
    NetworkMode: networkMode(flags),
    PortBindings: ports.bindings,
    AutoRemove: flags.rm,
    VolumeDriver: flags['volume-driver'],
    VolumesFrom: orNull(flags['volumes-from']),
    ...filled('Annotations', flags.annotation),
    ...effectiveCapabilities(flags['cap-add'], flags['cap-drop']),
    CgroupnsMode: flags.cgroupns,
    Dns: flags.dns,
    DnsOptions: flags['dns-option'],
    DnsSearch: flags['dns-search'],
    ExtraHosts: orNull(flags['add-host']),
    GroupAdd: orNull(flags['group-add']),
    IpcMode: flags.ipc,
    Cgroup: '',
    Links: orNull(flags.link),
    OomScoreAdj: flags['oom-score-adj'],
    PidMode: flags.pid,
    Privileged: flags.privileged,
    PublishAllPorts: flags['publish-all'],
    ReadonlyRootfs: flags['read-only'],
    ...filled('Tmpfs', tmpfsOptions(flags.tmpfs)),
    UTSMode: flags.uts,
    UsernsMode: flags.userns,
    ShmSize: flags['shm-size'],
    ...filled('Sysctls', flags.sysctl),
    Runtime: flags.runtime,
    Isolation: flags.isolation,
  };
}

function tmpfsOptions(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text): [string, string] => {
      const at = text.indexOf(':');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function resources(flags: CreateFlags): Partial<Resources> {
  return {
    CpuShares: flags['cpu-shares'],
    Memory: flags.memory,
    NanoCpus: flags.cpus,
    CgroupParent: flags['cgroup-parent'],
    BlkioWeight: flags['blkio-weight'],
    BlkioWeightDevice: flags['blkio-weight-device'],
    BlkioDeviceReadBps: flags['device-read-bps'],
    BlkioDeviceWriteBps: flags['device-write-bps'],
    BlkioDeviceReadIOps: flags['device-read-iops'],
    BlkioDeviceWriteIOps: flags['device-write-iops'],
    CpuPeriod: flags['cpu-period'],
    CpuQuota: flags['cpu-quota'],
    CpuRealtimePeriod: flags['cpu-rt-period'],
    CpuRealtimeRuntime: flags['cpu-rt-runtime'],
    CpusetCpus: flags['cpuset-cpus'],
    CpusetMems: flags['cpuset-mems'],
    DeviceCgroupRules: orNull(flags['device-cgroup-rule']),
    MemoryReservation: flags['memory-reservation'],
    MemorySwap: flags['memory-swap'],
    MemorySwappiness: flags['memory-swappiness'],
    OomKillDisable: flags['oom-kill-disable'],
    PidsLimit: flags['pids-limit'],
    Ulimits: uniqueUlimits(flags),
    CpuCount: flags['cpu-count'],
    CpuPercent: flags['cpu-percent'],
    IOMaximumIOps: flags['io-maxiops'],
    IOMaximumBandwidth: flags['io-maxbandwidth'],
  };
}

/** One per name, the last given, by name. */
function uniqueUlimits({ ulimit }: CreateFlags): Resources['Ulimits'] {
  const byName = new Map(ulimit.map((each) => [each.Name, each]));
  return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

function loggingOptions(flags: CreateFlags): Record<string, string> {
  if (flags['log-driver'] === 'none' && flags['log-opt'].length > 0) {
    throw new Error('invalid logging opts for driver none');
  }
  return sorted(toRecord(flags['log-opt']));
}

function storageOptions(given: readonly string[]): Record<string, string> {
  if (given.some((option) => !option.includes('='))) throw new Error('invalid storage option');
  return toRecord(given);
}

/** `systempaths=unconfined` is the client's own; a seccomp profile is read from its file. */
function securityOptions(
  client: Client,
  given: readonly string[],
): { options: readonly string[] | null; unconfined: boolean } {
  const options = given.map((option) => securityOption(client, option));
  const kept = options.filter((option) => option !== 'systempaths=unconfined');
  return { options: orNull(kept), unconfined: kept.length < options.length };
}

function securityOption(client: Client, option: string): string {
  if (option === 'no-new-privileges') return option;
  const at = option.includes('=') ? option.indexOf('=') : option.indexOf(':');
  const key = at < 0 ? option : option.slice(0, at);
  const value = at < 0 ? '' : option.slice(at + 1);
  if (value === '' && key !== 'no-new-privileges') throw new Error(`Invalid --security-opt: ${quote(option)}`);
  if (key !== 'seccomp' || value === 'builtin' || value === 'unconfined') return option;
  let content: string;
  try {
    content = withPathError('open', value, () => client.process.fs.readText(value));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`opening seccomp profile (${value}) failed: ${reason}`);
  }
  try {
    return `seccomp=${JSON.stringify(JSON.parse(content))}`;
  } catch {
    throw new Error(`compacting json for seccomp profile (${value}) failed: invalid character in JSON`);
  }
}

function healthConfig(flags: CreateFlags): HealthConfig | undefined {
  const {
    'health-cmd': test,
    'health-interval': Interval,
    'health-timeout': Timeout,
    'health-retries': Retries,
  } = flags;
  const { 'health-start-period': StartPeriod, 'health-start-interval': StartInterval } = flags;
  const given = test !== '' || [Interval, Timeout, StartPeriod, Retries, StartInterval].some((value) => value !== 0);
  if (flags['no-healthcheck']) {
    if (given) throw new Error('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!given) return undefined;
  const negative = Object.entries({
    interval: Interval,
    timeout: Timeout,
    retries: Retries,
    'start-period': StartPeriod,
    'start-interval': StartInterval,
  });
  for (const [name, value] of negative) if (value < 0) throw new Error(`--health-${name} cannot be negative`);
  return {
    ...(test === '' ? {} : { Test: ['CMD-SHELL', test] }),
    ...(Interval === 0 ? {} : { Interval }),
    ...(Timeout === 0 ? {} : { Timeout }),
    ...(StartPeriod === 0 ? {} : { StartPeriod }),
    ...(StartInterval === 0 ? {} : { StartInterval }),
    ...(Retries === 0 ? {} : { Retries }),
  };
}
