/** The project: what a set of Compose files says, resolved, with short forms gone. Key order is that of `config`. */
import { byCodeUnits, isMapping, isSequence, print, type Mapping, type Value } from '../load/value.ts';
import {
  anyFlag, anyInteger, dictionary, flag, integer, list, nullable, sorted, struct, text, textual,
  type Codec, type Decoded,
} from './codec.ts'; // prettier-ignore
import { splitWords } from './shellwords.ts';
import { formatDuration, parseBytes, parseDuration } from './units.ts';

/** Nanoseconds. */
const duration = textual(parseDuration, formatDuration);
/** Left out when it is zero. */
const plainDuration: Codec<number> = {
  ...duration,
  encode: (value) => (value === 0 ? undefined : formatDuration(value)),
};
const bytes: Codec<number> = {
  decode: (value) => (typeof value === 'number' ? value : parseBytes(print(value))),
  encode: (value) => (value === 0 ? undefined : String(value)),
};
const fileMode: Codec<number> = {
  decode: (value) => (typeof value === 'string' ? parseInt(value, 8) : Number(value)),
  encode: (value) => `0${value.toString(8)}`,
};
const command: Codec<readonly string[]> = {
  decode: (value) => (isSequence(value) ? value.map(print) : splitWords(print(value))),
  encode: (value) => [...value],
};

function pairs(value: Value, empty: string | null): [string, string | null][] {
  if (isMapping(value)) return [...value].map(([key, each]) => [key, each === null ? empty : print(each)]);
  return (isSequence(value) ? value : []).map((entry) => {
    const line = print(entry);
    const at = line.indexOf('=');
    return at < 0 ? [line, empty] : [line.slice(0, at), line.slice(at + 1)];
  });
}

/** Variables; null has no value anywhere. */
const environment: Codec<ReadonlyMap<string, string | null>> = {
  ...dictionary(nullable({ ...text, encode: (value: string) => value })),
  decode: (value) => {
    const entries = pairs(value, null);
    const spaced = entries.find(([key]) => /\s$/.test(key));
    if (spaced) throw new Error(`environment variable ${spaced[0]} is declared with a trailing space`);
    return new Map(entries);
  },
};
/** Keys with texts; a key alone has an empty one. */
const labels: Codec<ReadonlyMap<string, string>> = {
  ...dictionary({ ...text, encode: (value: string) => value }),
  decode: (value) => new Map(pairs(value, '').map(([key, each]) => [key, each ?? ''])),
};
const hosts: Codec<readonly string[]> = {
  decode: (value) => hostLines(value),
  encode: (value) => (value.length === 0 ? undefined : [...value].sort(byCodeUnits)),
};

function hostLines(value: Value): string[] {
  if (isMapping(value)) {
    return [...value].flatMap(([host, ip]) =>
      (isSequence(ip) ? ip : [ip]).map((each) => `${host}=${bare(print(each ?? ''))}`),
    );
  }
  return (isSequence(value) ? value : []).flatMap((entry) => {
    const line = print(entry);
    const found = /^([^=]*)=(.*)$/.exec(line) ?? /^([^:]*):(.*)$/.exec(line);
    if (!found) throw new Error(`invalid additional host, missing IP: ${line}`);
    return (found[2] ?? '').split(',').map((ip) => `${found[1] ?? ''}=${bare(ip)}`);
  });
}
const bare = (ip: string): string => /^\[(.+)\]$/.exec(ip)?.[1] ?? ip;

export interface Ulimit {
  readonly soft: number;
  readonly hard: number;
  /** Given as one number. */
  readonly single: boolean;
}
const ulimit: Codec<Ulimit> = {
  decode: (value) => {
    if (!isMapping(value)) return { soft: Number(value), hard: Number(value), single: true };
    return { soft: Number(value.get('soft')), hard: Number(value.get('hard')), single: false };
  },
  encode: ({ soft, hard, single }) =>
    single ? soft : new Map<string, Value>([['soft', soft], ['hard', hard]]), // prettier-ignore
};

const healthTest: Codec<readonly string[]> = {
  decode: (value) => (isSequence(value) ? value.map(print) : ['CMD-SHELL', print(value)]),
  encode: (value) => (value.length === 0 ? undefined : [...value]),
};
const deviceCount: Codec<number> = {
  decode: (value) => (print(value).toLowerCase() === 'all' ? -1 : Number(value)),
  encode: (value) => (value === 0 ? undefined : value),
};
const sshKeys: Codec<ReadonlyMap<string, string>> = {
  decode: (value) => new Map(pairs(value, '').map(([id, path]) => [id, path ?? ''])),
  encode: (value) => [...value].map(([id, path]) => (path === '' ? id : `${id}: ${path}`)),
};

const fileReference = struct({ source: text, target: text, uid: text, gid: text, mode: fileMode });
const ulimits = dictionary(ulimit);
const deviceRequest = struct({
  capabilities: list(text), driver: text, count: deviceCount, device_ids: list(text), options: labels,
}); // prettier-ignore
const build = struct({
  context: text, dockerfile: text, dockerfile_inline: text, entitlements: list(text), args: environment,
  provenance: text, sbom: text, ssh: sshKeys, labels, cache_from: list(text), cache_to: list(text), no_cache: flag,
  additional_contexts: labels, pull: flag, extra_hosts: hosts, isolation: text, network: text, target: text,
  secrets: list(fileReference), shm_size: bytes, tags: list(text), ulimits, platforms: list(text), privileged: flag,
}); // prettier-ignore
const hook = struct({ command, user: text, privileged: flag, working_dir: text, environment });
const updateConfig = struct({
  parallelism: anyInteger, delay: plainDuration, failure_action: text, monitor: plainDuration,
  max_failure_ratio: integer, order: text,
}); // prettier-ignore
const resource = struct({
  cpus: integer, memory: bytes, pids: integer, devices: list(deviceRequest),
  generic_resources: list(struct({ discrete_resource_spec: struct({ kind: text, value: anyInteger }) })),
}); // prettier-ignore
const deploy = struct(
  {
    mode: text, replicas: anyInteger, labels, update_config: updateConfig, rollback_config: updateConfig,
    resources: struct({ limits: resource, reservations: resource }, { keepEmpty: false }),
    restart_policy: struct({ condition: text, delay: duration, max_attempts: anyInteger, window: duration }),
    placement: struct(
      { constraints: list(text), preferences: list(struct({ spread: text })), max_replicas_per_node: integer },
      { keepEmpty: false },
    ),
    endpoint_mode: text,
  },
  { always: ['resources', 'placement'] },
); // prettier-ignore
const healthcheck = struct({
  test: healthTest, timeout: duration, interval: duration, retries: anyInteger, start_period: duration,
  start_interval: duration, disable: flag,
}); // prettier-ignore
const serviceNetwork = struct({
  aliases: list(text), driver_opts: labels, gw_priority: integer, interface_name: text, ipv4_address: text,
  ipv6_address: text, link_local_ips: list(text), mac_address: text, priority: integer,
}); // prettier-ignore
const port = struct({
  name: text, mode: text, host_ip: text, target: integer, published: text, protocol: text, app_protocol: text,
}); // prettier-ignore
const volumeMount = struct({
  type: text, source: text, target: text, read_only: flag, consistency: text,
  bind: struct({ selinux: text, propagation: text, create_host_path: flag, recursive: text }),
  volume: struct({ labels, nocopy: flag, subpath: text }),
  tmpfs: struct({ size: bytes, mode: integer }),
  image: struct({ subpath: text }),
}); // prettier-ignore
const dependency = struct({ condition: text, restart: flag, required: anyFlag });
const throttle = struct({ path: text, rate: bytes });
const blkio = struct({
  weight: integer, weight_device: list(struct({ path: text, weight: integer })), device_read_bps: list(throttle),
  device_read_iops: list(throttle), device_write_bps: list(throttle), device_write_iops: list(throttle),
}); // prettier-ignore
const watch = struct({
  path: text, action: text, target: text, exec: hook, include: list(text), ignore: list(text), initial_sync: flag,
}); // prettier-ignore
const envFile = struct({ path: text, required: anyFlag, format: text });

export const service = struct(
  {
    profiles: list(text), annotations: labels, attach: anyFlag, build,
    develop: struct({ watch: list(watch) }), blkio_config: blkio, cap_add: list(text), cap_drop: list(text),
    cgroup_parent: text, cgroup: text, cpu_count: integer, cpu_percent: integer, cpu_period: integer,
    cpu_quota: integer, cpu_rt_period: integer, cpu_rt_runtime: integer, cpus: integer, cpuset: text,
    cpu_shares: integer, command, configs: list(fileReference), container_name: text,
    credential_spec: struct({ config: text, file: text, registry: text }), depends_on: dictionary(dependency),
    deploy, device_cgroup_rules: list(text),
    devices: list(struct({ source: text, target: text, permissions: text })), dns: list(text), dns_opt: list(text),
    dns_search: list(text), dockerfile: text, domainname: text, entrypoint: command,
    provider: struct({ type: text, options: dictionary(list(text)) }), environment, env_file: list(envFile),
    expose: list(text), extends: struct({ file: text, service: text }), external_links: list(text),
    extra_hosts: hosts, group_add: list(text), gpus: list(deviceRequest), hostname: text, healthcheck, image: text,
    init: anyFlag, ipc: text, isolation: text, labels, label_file: list(text), links: list(text),
    logging: struct({ driver: text, options: labels }), mem_limit: bytes, mem_reservation: bytes,
    memswap_limit: bytes, mem_swappiness: bytes, mac_address: text,
    models: dictionary(nullable(struct({ endpoint_var: text, model_var: text }))), network_mode: text,
    networks: dictionary(nullable(serviceNetwork)), oom_kill_disable: flag, oom_score_adj: integer, pid: text,
    pids_limit: integer, platform: text, ports: list(port), privileged: flag, pull_policy: text, read_only: flag,
    restart: text, runtime: text, scale: anyInteger, secrets: list(fileReference), security_opt: list(text),
    shm_size: bytes, stdin_open: flag, stop_grace_period: duration, stop_signal: text, storage_opt: labels,
    sysctls: labels, tmpfs: list(text), tty: flag, ulimits, use_api_socket: flag, user: text, userns_mode: text,
    uts: text, volumes: list(volumeMount), volumes_from: list(text), working_dir: text, post_start: list(hook),
    pre_stop: list(hook),
  },
  { always: ['command', 'entrypoint'] },
); // prettier-ignore

const network = struct(
  {
    name: text, driver: text, driver_opts: labels,
    ipam: struct(
      {
        driver: text,
        config: list(struct({ subnet: text, gateway: text, ip_range: text, aux_addresses: labels })),
      },
      { keepEmpty: false },
    ),
    external: flag, internal: flag, attachable: flag, labels, enable_ipv4: anyFlag, enable_ipv6: anyFlag,
  },
  { always: ['ipam'] },
); // prettier-ignore
const volume = struct({ name: text, driver: text, driver_opts: labels, external: flag, labels });
const fileObject = struct({
  name: text, file: text, environment: text, content: text, external: flag, labels, driver: text, driver_opts: labels,
  template_driver: text,
}); // prettier-ignore
const model = struct({ name: text, model: text, context_size: integer, runtime_flags: list(text) });

export const projectFile = struct({
  name: text,
  services: { ...dictionary(service), encode: keepServices },
  networks: dictionary(network),
  volumes: dictionary(volume),
  secrets: { ...dictionary(fileObject), encode: withoutContent },
  configs: dictionary(fileObject),
  models: dictionary(model),
});

function keepServices(value: ReadonlyMap<string, Service>, form: 'yaml' | 'json'): Value {
  return dictionary(service).encode(value, form) ?? new Map<string, Value>();
}

function withoutContent(value: ReadonlyMap<string, FileObject>, form: 'yaml' | 'json'): Value | undefined {
  const bare = [...value].map(([name, object]) => {
    const { content: _content, ...rest } = object;
    return [name, rest] as const;
  });
  return dictionary(fileObject).encode(new Map(bare), form);
}

export type Service = Decoded<typeof service>;
export type Build = Decoded<typeof build>;
export type ServiceNetwork = Decoded<typeof serviceNetwork>;
export type ServicePort = Decoded<typeof port>;
export type VolumeMount = Decoded<typeof volumeMount>;
export type Dependency = Decoded<typeof dependency>;
export type Network = Decoded<typeof network>;
export type Volume = Decoded<typeof volume>;
export type FileObject = Decoded<typeof fileObject>;
export type FileReference = Decoded<typeof fileReference>;
export type ProjectFile = Decoded<typeof projectFile>;
export type Healthcheck = Decoded<typeof healthcheck>;

export interface Project {
  readonly name: string;
  readonly workingDirectory: string;
  readonly composeFiles: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly profiles: readonly string[];
  readonly services: ReadonlyMap<string, Service>;
  /** Those whose profiles are not active. */
  readonly disabledServices: ReadonlyMap<string, Service>;
  readonly networks: ReadonlyMap<string, Network>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly secrets: ReadonlyMap<string, FileObject>;
  readonly configs: ReadonlyMap<string, FileObject>;
  readonly extensions: Mapping;
}

/** What `config` prints. */
export function encodeProject(project: Project, form: 'yaml' | 'json'): Mapping {
  const { name, services, networks, volumes, secrets, configs, extensions } = project;
  const file: ProjectFile = { name, services, networks, volumes, secrets, configs, extensions };
  const encoded = projectFile.encode(file, form);
  const result: Mapping = isMapping(encoded) ? encoded : new Map<string, Value>();
  if (form === 'json') for (const [key, value] of sorted(extensions)) result.set(key, value);
  return result;
}

/** How many containers a service has. */
export const scaleOf = (each: Service): number => each.scale ?? each.deploy?.replicas ?? 1;
