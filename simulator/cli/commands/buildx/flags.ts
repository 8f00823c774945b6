/** Flags of docker buildx build (reference: docker build of Buildx 0.29). */
import { list, stringArray, strings } from '../../flags/lists.ts';
import { bool, bytes, int, string } from '../../flags/scalars.ts';
import type { Flag } from '../../flags/flag.ts';

/** Of the builder before BuildKit: taken, and of no effect. */
const old = <T>(flag: Flag<T>): Flag<T> => ({ ...flag, hidden: true });

export const buildFlags = {
  'add-host': strings(),
  allow: stringArray(),
  annotation: stringArray(),
  attest: stringArray(),
  'build-arg': stringArray(),
  'build-context': stringArray(),
  builder: string(undefined, 'default'),
  'cache-from': stringArray(),
  'cache-to': stringArray(),
  call: string(undefined, 'build'),
  'cgroup-parent': string(),
  check: bool(),
  debug: bool('D'),
  file: string('f'),
  iidfile: string(),
  label: stringArray(),
  load: bool(),
  'metadata-file': string(),
  network: string(undefined, 'default'),
  'no-cache': bool(),
  'no-cache-filter': stringArray(),
  output: stringArray('o'),
  platform: stringArray(),
  progress: string(undefined, 'auto'),
  provenance: string(),
  pull: bool(),
  push: bool(),
  quiet: bool('q'),
  sbom: string(),
  secret: stringArray(),
  'shm-size': bytes(),
  ssh: stringArray(),
  tag: stringArray('t'),
  target: string(),
  ulimit: list(),
  compress: old(bool()),
  'cpu-period': old(int()),
  'cpu-quota': old(int()),
  'cpu-shares': old(int('c')),
  'cpuset-cpus': old(string()),
  'cpuset-mems': old(string()),
  'force-rm': old(bool()),
  isolation: old(string()),
  memory: old(bytes('m')),
  'memory-swap': old(string()),
  rm: old(bool(undefined, true)),
  'security-opt': old(stringArray()),
  squash: old(bool()),
};

/** What is said about them. */
export const OLD_WARNINGS = [
  { flag: 'isolation', warning: 'WARNING: isolation flag is deprecated with BuildKit.' },
  {
    flag: 'squash',
    warning:
      'WARNING: experimental flag squash is removed with BuildKit. You should squash inside build using a multi-stage Dockerfile for efficiency.',
  },
] as const;
