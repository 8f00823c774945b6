/** The flags that `docker run` and `docker create` share: everything that goes into a container's configuration. */
import { aliasOf, type FlagTable, type FlagValues } from '../../flags/flag.ts';
import { list, listOf, map } from '../../flags/lists.ts';
import { bool, bytes, decimal, duration, int, string, swapBytes, uint } from '../../flags/scalars.ts';
import {
  parseGpus,
  parseThrottleBytes,
  parseThrottleOperations,
  parseUlimit,
  parseWeightDevice,
} from '../../opts/devices.ts';
import { parseMount } from '../../opts/mount.ts';
import { parseNetwork } from '../../opts/network.ts';
import {
  validateAttach,
  validateDeviceCgroupRule,
  validateDnsSearch,
  validateEnv,
  validateExtraHost,
  validateIpAddress,
  validateLabel,
  validateLink,
  validateSysctl,
} from '../../opts/validate.ts';

const WINDOWS_ONLY =
  'is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux';
const windowsOnly = { hidden: true, unsupported: WINDOWS_ONLY };

const dnsOption = list();
const network = listOf('network', parseNetwork);
const networkAlias = list();

/** What is set of a container's own process. */
const processFlags = {
  attach: list('a', validateAttach),
  entrypoint: string(),
  env: list('e', validateEnv),
  'env-file': list(),
  'group-add': list(),
  init: bool(),
  interactive: bool('i'),
  'stop-signal': string(),
  'stop-timeout': int(),
  tty: bool('t'),
  user: string('u'),
  workdir: string('w'),
} satisfies FlagTable;

/** Shown with its default although that means the image's own. */
const pause = { ...duration(), defaultText: '0s' };

const healthFlags = {
  'health-cmd': string(),
  'health-interval': pause,
  'health-retries': int(),
  'health-start-interval': pause,
  'health-start-period': pause,
  'health-timeout': pause,
  'no-healthcheck': bool(),
} satisfies FlagTable;

const networkFlags = {
  'add-host': list(undefined, validateExtraHost),
  dns: list(undefined, validateIpAddress),
  'dns-option': dnsOption,
  'dns-opt': aliasOf('dns-option', dnsOption, { hidden: true }),
  'dns-search': list(undefined, validateDnsSearch),
  domainname: string(),
  expose: list(),
  hostname: string('h'),
  ip: string(),
  ip6: string(),
  link: list(undefined, validateLink),
  'link-local-ip': list(),
  'mac-address': string(),
  network,
  net: aliasOf('network', network, { hidden: true }),
  'network-alias': networkAlias,
  'net-alias': aliasOf('network-alias', networkAlias, { hidden: true }),
  publish: list('p'),
  'publish-all': bool('P'),
} satisfies FlagTable;

const storageFlags = {
  mount: listOf('mount', parseMount),
  'read-only': bool(),
  'storage-opt': list(),
  tmpfs: list(),
  volume: list('v'),
  'volume-driver': string(),
  'volumes-from': list(),
} satisfies FlagTable;

const resourceFlags = {
  'blkio-weight': { ...uint(16), defaultText: '0' },
  'blkio-weight-device': { ...listOf('list', parseWeightDevice), defaultText: '[]' },
  'cpu-count': { ...int(), ...windowsOnly },
  'cpu-percent': { ...int(), ...windowsOnly },
  'cpu-period': int(),
  'cpu-quota': int(),
  'cpu-rt-period': int(),
  'cpu-rt-runtime': int(),
  'cpu-shares': int('c'),
  cpus: decimal(),
  'cpuset-cpus': string(),
  'cpuset-mems': string(),
  'device-read-bps': { ...listOf('list', parseThrottleBytes), defaultText: '[]' },
  'device-read-iops': { ...listOf('list', parseThrottleOperations), defaultText: '[]' },
  'device-write-bps': { ...listOf('list', parseThrottleBytes), defaultText: '[]' },
  'device-write-iops': { ...listOf('list', parseThrottleOperations), defaultText: '[]' },
  'io-maxbandwidth': { ...bytes(), ...windowsOnly },
  'io-maxiops': { ...uint(), ...windowsOnly },
  'kernel-memory': bytes(),
  memory: bytes('m'),
  'memory-reservation': bytes(),
  'memory-swap': swapBytes(),
  'memory-swappiness': int(undefined, -1),
  'oom-kill-disable': bool(),
  'oom-score-adj': int(),
  'pids-limit': int(),
  'shm-size': bytes(),
  ulimit: { ...listOf('ulimit', parseUlimit), defaultText: '[]' },
} satisfies FlagTable;

const isolationFlags = {
  'cap-add': list(),
  'cap-drop': list(),
  'cgroup-parent': string(),
  cgroupns: string(),
  device: list(),
  'device-cgroup-rule': list(undefined, validateDeviceCgroupRule),
  gpus: listOf('gpu-request', parseGpus),
  ipc: string(),
  isolation: string(),
  pid: string(),
  privileged: bool(),
  runtime: string(),
  'security-opt': list(),
  sysctl: map(undefined, validateSysctl),
  userns: string(),
  uts: string(),
} satisfies FlagTable;

const keepingFlags = {
  annotation: map(),
  cidfile: string(),
  label: list('l', validateLabel),
  'label-file': list(),
  'log-driver': string(),
  'log-opt': list(),
  restart: string(undefined, 'no'),
  rm: bool(),
} satisfies FlagTable;

/** Flags of the creation itself, which are no part of the configuration. */
const creationFlags = {
  'disable-content-trust': bool(undefined, true),
  name: string(),
  platform: string(),
  pull: string(undefined, 'missing'),
  quiet: bool('q'),
  'use-api-socket': bool(),
} satisfies FlagTable;

export const CREATE_FLAGS = {
  ...processFlags,
  ...healthFlags,
  ...networkFlags,
  ...storageFlags,
  ...resourceFlags,
  ...isolationFlags,
  ...keepingFlags,
  ...creationFlags,
} satisfies FlagTable;

export type CreateFlags = FlagValues<typeof CREATE_FLAGS>;
