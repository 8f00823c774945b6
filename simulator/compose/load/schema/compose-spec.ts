/**
 * What may stand in a Compose file: every key with the types its value may have (compose-spec, the JSON schema of
 * Compose 2.40). Objects take keys that begin with `x-` unless said otherwise.
 */
import {
  booleanOrString,
  integerOrString,
  limited,
  list,
  numberOrString,
  object,
  oneOf,
  scalar,
  string,
} from './rules.ts';

const blkioLimit = object({ path: string, rate: integerOrString }, { extensions: false });
const blkioWeight = object({ path: string, weight: integerOrString }, { extensions: false });
const command = oneOf(scalar('null'), string, list(string));
const listOfStrings = list(string, { unique: true });
const listOrDict = oneOf(
  object({}, { patterns: [['.+', scalar('string', 'number', 'boolean', 'null')]], extensions: false }),
  list(string, { unique: true }),
);
const devices = list(
  object(
    {
      capabilities: listOfStrings,
      count: integerOrString,
      device_ids: listOfStrings,
      driver: string,
      options: listOrDict,
    },
    { required: ['capabilities'] },
  ),
);
const genericResources = list(object({ discrete_resource_spec: object({ kind: string, value: numberOrString }) }));
const deployment = object(
  {
    mode: string,
    endpoint_mode: string,
    replicas: integerOrString,
    labels: listOrDict,
    rollback_config: object({
      parallelism: integerOrString,
      delay: string,
      failure_action: string,
      monitor: string,
      max_failure_ratio: numberOrString,
      order: limited('string', { values: ['start-first', 'stop-first'] }),
    }),
    update_config: object({
      parallelism: integerOrString,
      delay: string,
      failure_action: string,
      monitor: string,
      max_failure_ratio: numberOrString,
      order: limited('string', { values: ['start-first', 'stop-first'] }),
    }),
    resources: object({
      limits: object({ cpus: numberOrString, memory: string, pids: integerOrString }),
      reservations: object({
        cpus: numberOrString,
        memory: string,
        generic_resources: genericResources,
        devices,
      }),
    }),
    restart_policy: object({ condition: string, delay: string, max_attempts: integerOrString, window: string }),
    placement: object({
      constraints: list(string),
      preferences: list(object({ spread: string })),
      max_replicas_per_node: integerOrString,
    }),
  },
  { or: ['null'] },
);
const serviceHook = object(
  { command, user: string, privileged: booleanOrString, working_dir: string, environment: listOrDict },
  { required: ['command'] },
);
const stringOrList = oneOf(string, listOfStrings);
const development = object(
  {
    watch: list(
      object(
        {
          ignore: stringOrList,
          include: stringOrList,
          path: string,
          action: limited('string', { values: ['rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'] }),
          target: string,
          exec: serviceHook,
          initial_sync: scalar('boolean'),
        },
        { required: ['path', 'action'] },
      ),
    ),
  },
  { or: ['null'] },
);
const envFile = oneOf(
  string,
  list(
    oneOf(
      string,
      object({ path: string, format: string, required: booleanOrString }, { required: ['path'], extensions: false }),
    ),
  ),
);
const extraHosts = oneOf(
  object({}, { patterns: [['.+', oneOf(string, list(string))]], extensions: false }),
  list(string, { unique: true }),
);
const gpus = oneOf(
  limited('string', { values: ['all'] }),
  list(
    object(
      {
        capabilities: listOfStrings,
        count: integerOrString,
        device_ids: listOfStrings,
        driver: string,
        options: listOrDict,
      },
      { open: true },
    ),
  ),
);
const healthcheck = object({
  disable: booleanOrString,
  interval: string,
  retries: numberOrString,
  test: oneOf(string, list(string)),
  timeout: string,
  start_period: string,
  start_interval: string,
});
const labelFile = oneOf(string, list(string));
const serviceConfigOrSecret = list(
  oneOf(string, object({ source: string, target: string, uid: string, gid: string, mode: numberOrString })),
);
const ulimits = object(
  {},
  {
    patterns: [
      [
        '^[a-z]+$',
        oneOf(
          integerOrString,
          object({ hard: integerOrString, soft: integerOrString }, { required: ['soft', 'hard'] }),
        ),
      ],
    ],
    open: true,
  },
);
const service = object({
  develop: development,
  deploy: deployment,
  annotations: listOrDict,
  attach: booleanOrString,
  build: oneOf(
    string,
    object({
      context: string,
      dockerfile: string,
      dockerfile_inline: string,
      entitlements: list(string),
      args: listOrDict,
      ssh: listOrDict,
      labels: listOrDict,
      cache_from: list(string),
      cache_to: list(string),
      no_cache: booleanOrString,
      additional_contexts: listOrDict,
      network: string,
      provenance: booleanOrString,
      sbom: booleanOrString,
      pull: booleanOrString,
      target: string,
      shm_size: integerOrString,
      extra_hosts: extraHosts,
      isolation: string,
      privileged: booleanOrString,
      secrets: serviceConfigOrSecret,
      tags: list(string),
      ulimits,
      platforms: list(string),
    }),
  ),
  blkio_config: object(
    {
      device_read_bps: list(blkioLimit),
      device_read_iops: list(blkioLimit),
      device_write_bps: list(blkioLimit),
      device_write_iops: list(blkioLimit),
      weight: integerOrString,
      weight_device: list(blkioWeight),
    },
    { extensions: false },
  ),
  cap_add: list(string, { unique: true }),
  cap_drop: list(string, { unique: true }),
  cgroup: limited('string', { values: ['host', 'private'] }),
  cgroup_parent: string,
  command,
  configs: serviceConfigOrSecret,
  container_name: limited('string', { pattern: '[a-zA-Z0-9][a-zA-Z0-9_.-]+' }),
  cpu_count: oneOf(string, limited('integer', { minimum: 0 })),
  cpu_percent: oneOf(string, limited('integer', { minimum: 0, maximum: 100 })),
  cpu_shares: numberOrString,
  cpu_quota: numberOrString,
  cpu_period: numberOrString,
  cpu_rt_period: numberOrString,
  cpu_rt_runtime: numberOrString,
  cpus: numberOrString,
  cpuset: string,
  credential_spec: object({ config: string, file: string, registry: string }),
  depends_on: oneOf(
    listOfStrings,
    object(
      {},
      {
        patterns: [
          [
            '^[a-zA-Z0-9._-]+$',
            object(
              {
                restart: booleanOrString,
                required: scalar('boolean'),
                condition: limited('string', {
                  values: ['service_started', 'service_healthy', 'service_completed_successfully'],
                }),
              },
              { required: ['condition'] },
            ),
          ],
        ],
        extensions: false,
      },
    ),
  ),
  device_cgroup_rules: listOfStrings,
  devices: list(
    oneOf(string, object({ source: string, target: string, permissions: string }, { required: ['source'] })),
  ),
  dns: stringOrList,
  dns_opt: list(string, { unique: true }),
  dns_search: stringOrList,
  domainname: string,
  entrypoint: command,
  env_file: envFile,
  label_file: labelFile,
  environment: listOrDict,
  expose: list(numberOrString, { unique: true }),
  extends: oneOf(string, object({ service: string, file: string }, { required: ['service'], extensions: false })),
  provider: object(
    {
      type: string,
      options: object(
        {},
        {
          patterns: [
            ['^.+$', oneOf(scalar('string', 'number', 'boolean'), list(scalar('string', 'number', 'boolean')))],
          ],
          open: true,
        },
      ),
    },
    { required: ['type'] },
  ),
  external_links: list(string, { unique: true }),
  extra_hosts: extraHosts,
  gpus,
  group_add: list(numberOrString, { unique: true }),
  healthcheck,
  hostname: string,
  image: string,
  init: booleanOrString,
  ipc: string,
  isolation: string,
  labels: listOrDict,
  links: list(string, { unique: true }),
  logging: object({
    driver: string,
    options: object({}, { patterns: [['^.+$', scalar('string', 'number', 'null')]], open: true }),
  }),
  mac_address: string,
  mem_limit: numberOrString,
  mem_reservation: integerOrString,
  mem_swappiness: integerOrString,
  memswap_limit: numberOrString,
  network_mode: string,
  models: oneOf(
    listOfStrings,
    object(
      {},
      {
        patterns: [['^[a-zA-Z0-9._-]+$', oneOf(object({ endpoint_var: string, model_var: string }), scalar('null'))]],
        open: true,
      },
    ),
  ),
  networks: oneOf(
    listOfStrings,
    object(
      {},
      {
        patterns: [
          [
            '^[a-zA-Z0-9._-]+$',
            oneOf(
              object({
                aliases: listOfStrings,
                interface_name: string,
                ipv4_address: string,
                ipv6_address: string,
                link_local_ips: listOfStrings,
                mac_address: string,
                driver_opts: object({}, { patterns: [['^.+$', numberOrString]], open: true }),
                priority: scalar('number'),
                gw_priority: scalar('number'),
              }),
              scalar('null'),
            ),
          ],
        ],
        extensions: false,
      },
    ),
  ),
  oom_kill_disable: booleanOrString,
  oom_score_adj: oneOf(string, limited('integer', { minimum: -1000, maximum: 1000 })),
  pid: scalar('string', 'null'),
  pids_limit: numberOrString,
  platform: string,
  ports: list(
    oneOf(
      scalar('number'),
      string,
      object({
        name: string,
        mode: string,
        host_ip: string,
        target: integerOrString,
        published: integerOrString,
        protocol: string,
        app_protocol: string,
      }),
    ),
    { unique: true },
  ),
  post_start: list(serviceHook),
  pre_stop: list(serviceHook),
  privileged: booleanOrString,
  profiles: listOfStrings,
  pull_policy: limited('string', {
    pattern: 'always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+',
  }),
  pull_refresh_after: string,
  read_only: booleanOrString,
  restart: string,
  runtime: string,
  scale: integerOrString,
  security_opt: list(string, { unique: true }),
  shm_size: numberOrString,
  secrets: serviceConfigOrSecret,
  sysctls: listOrDict,
  stdin_open: booleanOrString,
  stop_grace_period: string,
  stop_signal: string,
  storage_opt: object({}, { open: true }),
  tmpfs: stringOrList,
  tty: booleanOrString,
  ulimits,
  use_api_socket: scalar('boolean'),
  user: string,
  uts: string,
  userns_mode: string,
  volumes: list(
    oneOf(
      string,
      object(
        {
          type: limited('string', { values: ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'] }),
          source: string,
          target: string,
          read_only: booleanOrString,
          consistency: string,
          bind: object({
            propagation: string,
            create_host_path: booleanOrString,
            recursive: limited('string', { values: ['enabled', 'disabled', 'writable', 'readonly'] }),
            selinux: limited('string', { values: ['z', 'Z'] }),
          }),
          volume: object({ labels: listOrDict, nocopy: booleanOrString, subpath: string }),
          tmpfs: object({ size: oneOf(limited('integer', { minimum: 0 }), string), mode: numberOrString }),
          image: object({ subpath: string }),
        },
        { required: ['type'] },
      ),
    ),
    { unique: true },
  ),
  volumes_from: list(string, { unique: true }),
  working_dir: string,
});
const include = oneOf(
  string,
  object({ path: stringOrList, env_file: stringOrList, project_directory: string }, { extensions: false }),
);
const network = object(
  {
    name: string,
    driver: string,
    driver_opts: object({}, { patterns: [['^.+$', numberOrString]], open: true }),
    ipam: object({
      driver: string,
      config: list(
        object({
          subnet: string,
          ip_range: string,
          gateway: string,
          aux_addresses: object({}, { patterns: [['^.+$', string]], extensions: false }),
        }),
      ),
      options: object({}, { patterns: [['^.+$', string]], extensions: false }),
    }),
    external: object({ name: string }, { or: ['boolean', 'string'] }),
    internal: booleanOrString,
    enable_ipv4: booleanOrString,
    enable_ipv6: booleanOrString,
    attachable: booleanOrString,
    labels: listOrDict,
  },
  { or: ['null'] },
);
const volume = object(
  {
    name: string,
    driver: string,
    driver_opts: object({}, { patterns: [['^.+$', numberOrString]], open: true }),
    external: object({ name: string }, { or: ['boolean', 'string'] }),
    labels: listOrDict,
  },
  { or: ['null'] },
);
const secret = object({
  name: string,
  environment: string,
  file: string,
  external: object({ name: string }, { or: ['boolean', 'string'], open: true }),
  labels: listOrDict,
  driver: string,
  driver_opts: object({}, { patterns: [['^.+$', numberOrString]], open: true }),
  template_driver: string,
});
const config = object({
  name: string,
  content: string,
  environment: string,
  file: string,
  external: object({ name: string }, { or: ['boolean', 'string'], open: true }),
  labels: listOrDict,
  template_driver: string,
});
const model = object(
  { name: string, model: string, context_size: scalar('integer'), runtime_flags: list(string) },
  { required: ['model'] },
);

export const composeFile = object({
  version: string,
  name: string,
  include: list(include),
  services: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', service]], extensions: false }),
  models: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', model]], open: true }),
  networks: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', network]], open: true }),
  volumes: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', volume]], extensions: false }),
  secrets: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', secret]], extensions: false }),
  configs: object({}, { patterns: [['^[a-zA-Z0-9._-]+$', config]], extensions: false }),
});
