/** From a service to what the engine is asked for when its container is created. */
import type {
  ContainerCreateRequest,
  HealthConfig,
  HostConfig,
  Mount,
  PortBinding,
  RestartPolicy,
} from '../api/containers.ts';
import type { EmptyObjects, Labels } from '../api/common.ts';
import type { EndpointSettings } from '../api/networks.ts';
import { serviceHash } from './hash.ts';
import {
  CONFIG_FILES,
  CONFIG_HASH,
  COMPOSE_VERSION,
  DEPENDS_ON,
  ENVIRONMENT_FILE,
  IMAGE,
  NUMBER,
  ONE_OFF,
  PROJECT,
  SERVICE,
  VERSION,
  WORKING_DIRECTORY,
} from './labels.ts';
import { byCodeUnits } from './load/value.ts';
import type { Project, Service, VolumeMount } from './model/project.ts';

export interface ContainerOptions {
  readonly name: string;
  /** undefined for containers of `run`. */
  readonly number: number | undefined;
  readonly imageId: string;
  /** Labels of this container alone. */
  readonly labels?: Labels;
  readonly autoRemove?: boolean;
  readonly attachStdin?: boolean;
  readonly useAliases: boolean;
  /** Anonymous volumes taken over from the container that is replaced, by their targets. */
  readonly inherited?: ReadonlyMap<string, Mount>;
  readonly envFiles?: readonly string[];
}

export const imageOf = (service: Service, project: string, name: string): string =>
  service.image || `${project}-${name}`;

export const containerName = (project: string, name: string, service: Service, number: number): string =>
  service.container_name || `${project}-${name}-${String(number)}`;

export function containerRequest(
  project: Project,
  name: string,
  service: Service,
  options: ContainerOptions,
): ContainerCreateRequest {
  const env = [...(service.environment ?? [])].map(([key, value]) => (value === null ? key : `${key}=${value}`));
  const exposed = [...(service.expose ?? []), ...(service.ports ?? []).map((port) => portKey(port))];
  const { attachStdin = false } = options;
  return {
    Hostname: service.hostname ?? '',
    Domainname: service.domainname ?? '',
    User: service.user ?? '',
    AttachStdin: attachStdin,
    AttachStdout: true,
    AttachStderr: true,
    ...(exposed.length === 0 ? {} : { ExposedPorts: emptyObjects(exposed) }),
    Tty: service.tty ?? false,
    OpenStdin: service.stdin_open ?? false,
    StdinOnce: attachStdin && (service.stdin_open ?? false),
    Env: env.sort(byCodeUnits),
    Cmd: service.command ?? null,
    ...(service.healthcheck ? { Healthcheck: healthConfig(service) } : {}),
    Image: imageOf(service, project.name, name),
    WorkingDir: service.working_dir ?? '',
    Entrypoint: service.entrypoint ?? null,
    Labels: labelsOf(project, name, service, options),
    ...(service.stop_signal ? { StopSignal: service.stop_signal } : {}),
    ...(service.stop_grace_period === undefined ? {} : { StopTimeout: Math.ceil(service.stop_grace_period / 1e9) }),
    HostConfig: hostConfig(project, service, options),
    ...networking(project, name, service, options),
  };
}

const portKey = ({ target = 0, protocol = 'tcp' }: { readonly target?: number; readonly protocol?: string }): string =>
  `${String(target)}/${protocol}`;

const emptyObjects = (keys: readonly string[]): EmptyObjects =>
  Object.fromEntries(keys.map((key) => [key.includes('/') ? key : `${key}/tcp`, {}]));

function labelsOf(project: Project, name: string, service: Service, options: ContainerOptions): Labels {
  const { number, labels = {}, imageId, envFiles = [] } = options;
  const dependencies = [...(service.depends_on ?? [])].map(
    ([other, { condition = '', restart = false }]) => `${other}:${condition}:${String(restart)}`,
  );
  return {
    ...Object.fromEntries(service.labels ?? []),
    [PROJECT]: project.name,
    [SERVICE]: name,
    [VERSION]: COMPOSE_VERSION,
    [WORKING_DIRECTORY]: project.workingDirectory,
    [CONFIG_FILES]: project.composeFiles.join(','),
    [ONE_OFF]: 'False',
    ...(envFiles.length === 0 ? {} : { [ENVIRONMENT_FILE]: envFiles.join(',') }),
    [IMAGE]: imageId,
    [CONFIG_HASH]: serviceHash(service),
    ...(number === undefined ? {} : { [NUMBER]: String(number) }),
    [DEPENDS_ON]: dependencies.join(','),
    ...labels,
  };
}

function healthConfig(service: Service): HealthConfig {
  const { test = [], disable, interval, timeout, start_period, start_interval, retries } = service.healthcheck ?? {};
  return {
    Test: disable ? ['NONE'] : test,
    ...(interval === undefined ? {} : { Interval: interval }),
    ...(timeout === undefined ? {} : { Timeout: timeout }),
    ...(start_period === undefined ? {} : { StartPeriod: start_period }),
    ...(start_interval === undefined ? {} : { StartInterval: start_interval }),
    ...(retries === undefined ? {} : { Retries: retries }),
  };
}

function hostConfig(project: Project, service: Service, options: ContainerOptions): Partial<HostConfig> {
  const mounts = allMounts(project, service, options);
  const texts = <K extends string>(
    key: K,
    value: readonly string[] | undefined,
  ): Partial<Record<K, readonly string[]>> => (value === undefined || value.length === 0 ? {} : record(key, value));
  return {
    ...binding(mounts.binds, mounts.mounts),
    ...texts('CapAdd', service.cap_add),
    ...texts('CapDrop', service.cap_drop),
    ...texts('Dns', service.dns),
    ...texts('DnsSearch', service.dns_search),
    ...texts('DnsOptions', service.dns_opt),
    ...texts(
      'ExtraHosts',
      service.extra_hosts?.map((host) => host.replace('=', ':')),
    ),
    ...texts('SecurityOpt', service.security_opt),
    ...texts('GroupAdd', service.group_add),
    ...texts('VolumesFrom', service.volumes_from),
    NetworkMode: networkMode(project, service),
    ...(service.init === undefined ? {} : { Init: service.init }),
    ...(options.autoRemove ? { AutoRemove: true } : {}),
    RestartPolicy: restartPolicy(service),
    PortBindings: portBindings(service),
    IpcMode: service.ipc ?? '',
    CgroupnsMode: service.cgroup ?? '',
    PidMode: service.pid ?? '',
    UTSMode: service.uts ?? '',
    UsernsMode: service.userns_mode ?? '',
    ReadonlyRootfs: service.read_only ?? false,
    Privileged: service.privileged ?? false,
    ShmSize: service.shm_size ?? 0,
    Runtime: service.runtime ?? '',
    OomScoreAdj: service.oom_score_adj ?? 0,
    ...(service.sysctls ? { Sysctls: Object.fromEntries(service.sysctls) } : {}),
    ...(service.tmpfs ? { Tmpfs: tmpfsOf(service.tmpfs) } : {}),
    ...(service.logging
      ? { LogConfig: { Type: service.logging.driver ?? '', Config: Object.fromEntries(service.logging.options ?? []) } }
      : {}),
    ...resources(service),
  };
}

const record = <K extends string, V>(key: K, value: V): Partial<Record<K, V>> => {
  const made: Partial<Record<K, V>> = {};
  made[key] = value;
  return made;
};

const binding = (binds: readonly string[], mounts: readonly Mount[]): Partial<HostConfig> => ({
  ...(binds.length === 0 ? {} : { Binds: binds }),
  ...(mounts.length === 0 ? {} : { Mounts: mounts }),
});

const tmpfsOf = (entries: readonly string[]): Labels =>
  Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf(':');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );

function resources(service: Service): Partial<HostConfig> {
  const { limits = {}, reservations = {} } = service.deploy?.resources ?? {};
  const pids = limits.pids ?? service.pids_limit;
  return {
    Memory: limits.memory || service.mem_limit || 0,
    MemoryReservation: reservations.memory || service.mem_reservation || 0,
    MemorySwap: service.memswap_limit ?? 0,
    NanoCpus: Math.round((limits.cpus || service.cpus || 0) * 1e9),
    CpuShares: service.cpu_shares ?? 0,
    CpuPeriod: service.cpu_period ?? 0,
    CpuQuota: service.cpu_quota ?? 0,
    CpusetCpus: service.cpuset ?? '',
    ...(pids ? { PidsLimit: pids } : {}),
    ...(service.devices
      ? {
          Devices: service.devices.map(({ source = '', target = '', permissions = '' }) => ({
            PathOnHost: source,
            PathInContainer: target,
            CgroupPermissions: permissions,
          })),
        }
      : {}),
    ...(service.ulimits
      ? { Ulimits: [...service.ulimits].map(([Name, { soft, hard }]) => ({ Name, Soft: soft, Hard: hard })) }
      : {}),
  };
}

const CONDITIONS: Readonly<Record<string, string>> = { none: 'no', any: 'always' };

function restartPolicy(service: Service): RestartPolicy {
  const policy = service.deploy?.restart_policy;
  const [own = '', attempts = '0'] = (service.restart ?? '').split(':');
  const Name = policy ? (policy.condition ?? '') : own;
  const count = policy ? (policy.max_attempts ?? 0) : Number(attempts);
  return { Name: CONDITIONS[Name] ?? Name, MaximumRetryCount: Number.isNaN(count) ? 0 : count };
}

function portBindings(service: Service): Record<string, PortBinding[]> {
  const bindings: Record<string, PortBinding[]> = {};
  for (const port of service.ports ?? []) {
    (bindings[portKey(port)] ??= []).push({ HostIp: port.host_ip ?? '', HostPort: port.published ?? '' });
  }
  return bindings;
}

/** A service's networks, the most important first. */
export function networksByPriority(service: Service): string[] {
  const entries = [...(service.networks ?? [])].map(([name, network]) => ({ name, priority: network?.priority ?? 0 }));
  return entries.sort((a, b) => b.priority - a.priority || byCodeUnits(a.name, b.name)).map(({ name }) => name);
}

function networkMode(project: Project, service: Service): string {
  if (service.network_mode) return service.network_mode;
  const [first] = networksByPriority(service);
  return first === undefined ? 'none' : (project.networks.get(first)?.name ?? 'none');
}

function networking(
  project: Project,
  name: string,
  service: Service,
  options: ContainerOptions,
): Pick<ContainerCreateRequest, 'NetworkingConfig'> {
  if (service.network_mode) return {};
  const endpoints = networksByPriority(service).map((key): [string, Partial<EndpointSettings>] => [
    project.networks.get(key)?.name ?? key,
    endpoint(name, service, key, options),
  ]);
  return endpoints.length === 0 ? {} : { NetworkingConfig: { EndpointsConfig: Object.fromEntries(endpoints) } };
}

function endpoint(name: string, service: Service, key: string, options: ContainerOptions): Partial<EndpointSettings> {
  const network = service.networks?.get(key);
  const own = options.useAliases ? [name, ...(network?.aliases ?? [])] : [];
  const mac = network?.mac_address ?? (networksByPriority(service)[0] === key ? service.mac_address : undefined);
  const fixed = network && (network.ipv4_address || network.ipv6_address || network.link_local_ips);
  return {
    Aliases: [options.name, ...own],
    ...(service.links ? { Links: linksOf(service, options) } : {}),
    ...(fixed
      ? {
          IPAMConfig: {
            ...(network.ipv4_address ? { IPv4Address: network.ipv4_address } : {}),
            ...(network.ipv6_address ? { IPv6Address: network.ipv6_address } : {}),
            ...(network.link_local_ips ? { LinkLocalIPs: network.link_local_ips } : {}),
          },
        }
      : {}),
    ...(mac ? { MacAddress: mac } : {}),
    ...(network?.driver_opts ? { DriverOpts: Object.fromEntries(network.driver_opts) } : {}),
    ...(network?.gw_priority ? { GwPriority: network.gw_priority } : {}),
  };
}

/** `links` names services; the engine wants their first containers. */
function linksOf(service: Service, { name }: ContainerOptions): string[] {
  const prefix = name.split('-')[0] ?? '';
  return (service.links ?? []).flatMap((link) => {
    const [other = '', alias = other] = link.split(':');
    const target = `${prefix}-${other}-1`;
    return [`${target}:${alias}`, `${target}:${other}-1`, `${target}:${target}`];
  });
}

interface Mounts {
  readonly binds: readonly string[];
  readonly mounts: readonly Mount[];
}

function allMounts(project: Project, service: Service, options: ContainerOptions): Mounts {
  const binds: string[] = [];
  const mounts: Mount[] = [];
  const taken = new Set<string>();
  for (const volume of service.volumes ?? []) {
    const inherited = options.inherited?.get(volume.target ?? '');
    taken.add(volume.target ?? '');
    if (inherited && !volume.source) mounts.push(inherited);
    else if (isBind(volume)) binds.push(bindText(volume.source ?? '', volume));
    else if (isNamed(project, volume))
      binds.push(bindText(project.volumes.get(volume.source ?? '')?.name ?? '', volume));
    else mounts.push(mountOf(project, volume));
  }
  for (const [target, mount] of options.inherited ?? []) if (!taken.has(target)) mounts.push(mount);
  mounts.push(...fileMounts(project, service).filter((mount) => !taken.has(mount.Target ?? '')));
  return { binds, mounts };
}

const isBind = ({ type, bind }: VolumeMount): boolean =>
  type === 'bind' && (bind === undefined || (bind.create_host_path === true && !bind.propagation && !bind.recursive));

const isNamed = (project: Project, { type, source = '', volume }: VolumeMount): boolean =>
  type === 'volume' && project.volumes.has(source) && !volume?.labels && !volume?.subpath && !volume?.nocopy;

function bindText(source: string, { target = '', read_only, bind }: VolumeMount): string {
  const options = [read_only ? 'ro' : 'rw', ...(bind?.selinux ? [bind.selinux] : [])];
  return `${source}:${target}:${options.join(',')}`;
}

function mountOf(project: Project, volume: VolumeMount): Mount {
  const { type = 'volume', source = '', target = '', read_only = false, bind, tmpfs } = volume;
  const named = type === 'volume' ? (project.volumes.get(source)?.name ?? source) : source;
  const own = volume.volume;
  return {
    Type: type,
    ...(named === '' ? {} : { Source: named }),
    Target: target,
    ...(read_only ? { ReadOnly: true } : {}),
    ...(type === 'bind' && bind
      ? {
          BindOptions: {
            ...(bind.propagation ? { Propagation: bind.propagation } : {}),
            ...(bind.create_host_path ? { CreateMountpoint: true } : {}),
            ...(bind.recursive === 'disabled' ? { NonRecursive: true } : {}),
          },
        }
      : {}),
    ...(type === 'volume' && own
      ? {
          VolumeOptions: {
            ...(own.nocopy ? { NoCopy: true } : {}),
            ...(own.subpath ? { Subpath: own.subpath } : {}),
            ...(own.labels ? { Labels: Object.fromEntries(own.labels) } : {}),
          },
        }
      : {}),
    ...(type === 'tmpfs' && tmpfs ? { TmpfsOptions: { SizeBytes: tmpfs.size ?? 0, Mode: tmpfs.mode ?? 0 } } : {}),
    ...(type === 'image' && volume.image?.subpath ? { ImageOptions: { Subpath: volume.image.subpath } } : {}),
  };
}

/** Secrets and configs that come from files are bind mounts; the others are written into the container. */
function fileMounts(project: Project, service: Service): Mount[] {
  const secrets = (service.secrets ?? []).map(({ source = '', target = '' }) => ({
    file: project.secrets.get(source),
    source,
    target: target.startsWith('/') ? target : `/run/secrets/${target || source}`,
    kind: 'secret',
  }));
  const configs = (service.configs ?? []).map(({ source = '', target = '' }) => ({
    file: project.configs.get(source),
    source,
    target: target.startsWith('/') ? target : `/${target || source}`,
    kind: 'config',
  }));
  return [...configs, ...secrets].flatMap(({ file, target, kind }) => {
    if (file?.external) throw new Error(`unsupported external ${kind} ${file.name ?? ''}`);
    if (!file?.file) return [];
    const options = kind === 'secret' ? { BindOptions: {} } : {};
    return [{ Type: 'bind', Source: file.file, Target: target, ReadOnly: true, ...options }];
  });
}
