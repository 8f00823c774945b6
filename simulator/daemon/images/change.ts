/**
 * The instructions that `docker commit --change` and `docker import --change` take: those of a Dockerfile that only
 * set the configuration. Sentences of errors are the classic builder's.
 */
import type { ContainerConfig, HealthConfig } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import { parseDuration } from '../filters.ts';
import { sortedRecord } from '../sorted.ts';
import { splitWords } from './words.ts';

type Config = Partial<ContainerConfig>;
type Instruction = (config: Config, rest: string) => Config;

/** The configuration after the changes, in order. Throws invalidParameter. */
export function applyChanges(config: Config, changes: readonly string[]): Config {
  if (changes.length === 0) return config;
  const lines = changes.flatMap((change) => change.split('\n')).map((line) => line.trim());
  const instructions = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (instructions.length === 0) throw invalidParameter('file with no instructions');
  // Every line is looked at before the first is carried out, as the parser runs before the builder.
  const steps = instructions.map(parseLine);
  let command = false;
  let changed = config;
  for (const { name, apply, rest } of steps) {
    changed = apply(changed, rest);
    if (name === 'ENTRYPOINT' && !command) changed = { ...changed, Cmd: null };
    if (name === 'CMD') command = true;
  }
  return changed;
}

function parseLine(line: string): { name: string; apply: Instruction; rest: string } {
  const [, word = '', rest = ''] = /^(\S+)\s*([^]*)$/.exec(line) ?? [];
  const name = word.toUpperCase();
  const apply = INSTRUCTIONS[name];
  if (apply === undefined) throw invalidParameter(`${name} is not a valid change command`);
  if (rest === '' && name !== 'CMD' && name !== 'ENTRYPOINT') {
    const exactly = ['USER', 'WORKDIR', 'STOPSIGNAL'].includes(name);
    throw invalidParameter(`${name} requires ${exactly ? 'exactly' : 'at least'} one argument`);
  }
  return { name, apply, rest };
}

const INSTRUCTIONS: Readonly<Record<string, Instruction>> = {
  CMD: (config, rest) => ({ ...config, Cmd: command(rest) }),
  ENTRYPOINT: (config, rest) => ({ ...config, Entrypoint: command(rest) }),
  ENV: (config, rest) => ({ ...config, Env: setVariables(config.Env ?? [], pairs(rest, 'ENV')) }),
  EXPOSE: (config, rest) => ({ ...config, ExposedPorts: { ...config.ExposedPorts, ...ports(rest) } }),
  HEALTHCHECK: (config, rest) => ({ ...config, Healthcheck: healthcheck(rest) }),
  LABEL: (config, rest) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(pairs(rest, 'LABEL')) } }),
  ONBUILD: (config, rest) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), rest] }),
  STOPSIGNAL: (config, rest) => ({ ...config, StopSignal: rest }),
  USER: (config, rest) => ({ ...config, User: rest }),
  VOLUME: (config, rest) => ({
    ...config,
    Volumes: {
      ...config.Volumes,
      ...Object.fromEntries((jsonList(rest) ?? splitWords(rest)).map((path) => [path, {}])),
    },
  }),
  WORKDIR: (config, rest) => ({ ...config, WorkingDir: resolve(config.WorkingDir ?? '', rest) }),
};

/** A JSON list as it is, anything else for the shell. */
function command(text: string): readonly string[] {
  return jsonList(text) ?? ['/bin/sh', '-c', text];
}

function jsonList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string')) return value;
  } catch {
    // Not JSON: then it is a shell command that begins with a bracket.
  }
  return undefined;
}

/** `A=1 B="two words"`, or the old form `A the rest`. */
function pairs(text: string, instruction: string): (readonly [string, string])[] {
  const words = splitWords(text);
  const [first = ''] = words;
  if (!first.includes('=')) {
    const match = /^(\S+)\s+([^]+)$/.exec(text);
    if (match === null) throw invalidParameter(`${instruction} must have two arguments`);
    return [[match[1] ?? '', match[2] ?? '']];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at < 0)
      throw invalidParameter(`Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
}

function setVariables(env: readonly string[], values: readonly (readonly [string, string])[]): string[] {
  const result = [...env];
  for (const [name, value] of values) {
    const at = result.findIndex((pair) => pair.startsWith(`${name}=`));
    if (at < 0) result.push(`${name}=${value}`);
    else result[at] = `${name}=${value}`;
  }
  return result;
}

function ports(text: string): Record<string, Record<string, never>> {
  const found: Record<string, Record<string, never>> = {};
  for (const word of splitWords(text)) {
    const match = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/i.exec(word);
    const last = Number(match?.[2] ?? match?.[1]);
    if (match === null || last > 65535) throw invalidParameter(`Invalid containerPort: ${word.replace(/\/.*$/, '')}`);
    for (let port = Number(match[1]); port <= last; port++) found[`${port}/${(match[3] ?? 'tcp').toLowerCase()}`] = {};
  }
  return sortedRecord(found);
}

function healthcheck(text: string): HealthConfig {
  const health: { -readonly [K in keyof HealthConfig]: HealthConfig[K] } = {};
  let rest = text;
  for (let flag; (flag = /^--([a-z-]+)=(\S+)\s*/.exec(rest)) !== null;) {
    rest = rest.slice(flag[0].length);
    const [, name = '', value = ''] = flag;
    if (name === 'retries') health.Retries = Number(value);
    else setDuration(health, name, value);
  }
  if (/^NONE$/i.test(rest.trim())) return { Test: ['NONE'] };
  const run = /^CMD\s+([^]+)$/i.exec(rest)?.[1];
  if (run === undefined)
    throw invalidParameter(`Unknown type "${(rest.split(/\s/)[0] ?? '').toUpperCase()}" in HEALTHCHECK (try CMD)`);
  const words = jsonList(run);
  return { Test: words === undefined ? ['CMD-SHELL', run] : ['CMD', ...words], ...health };
}

const DURATIONS: Readonly<Record<string, 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
};

function setDuration(
  health: { -readonly [K in keyof HealthConfig]: HealthConfig[K] },
  name: string,
  value: string,
): void {
  const field = DURATIONS[name];
  const micros = parseDuration(value);
  if (field === undefined) throw invalidParameter(`unknown flag: --${name}`);
  if (micros === undefined) throw invalidParameter(`time: invalid duration ${JSON.stringify(value)}`);
  health[field] = micros * 1000;
}

/** A relative path goes on from the present working directory. */
function resolve(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : from}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
