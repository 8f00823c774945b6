/** Reading image configurations, which come from registries and archives and may hold anything. */
import type { HealthConfig } from '../../api/containers.ts';
import type { ImageConfig } from '../../api/images.ts';
import { parseRfc3339, rfc3339Nano } from '../../api/time.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { EmptyObjects, Labels } from '../../api/common.ts';
import type { HistoryEntry, ImageFile } from '../../registry/oci.ts';
import { sortedRecord } from '../sorted.ts';

type Json = Readonly<Record<string, unknown>>;

/** Throws invalidParameter when the text is no image configuration. */
export function parseImageFile(text: string): ImageFile {
  const json = object(parseJson(text));
  const rootfs = object(json['rootfs']);
  const diffIds = strings(rootfs['diff_ids']) ?? [];
  const config = json['config'];
  return {
    architecture: string(json['architecture']) ?? '',
    ...optional('variant', string(json['variant'])),
    os: string(json['os']) ?? '',
    ...optional('os.version', string(json['os.version'])),
    ...optional('author', string(json['author'])),
    ...optional('comment', string(json['comment'])),
    ...optional('created', string(json['created'])),
    ...optional('container', string(json['container'])),
    ...optional('docker_version', string(json['docker_version'])),
    ...(config === undefined || config === null ? {} : { config: readConfig(object(config)) }),
    history: list(json['history']).map((entry) => historyEntry(object(entry))),
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
}

/** When the image was made, in UTC with all the digits it came with; undefined where it does not say. */
export function createdText({ created }: ImageFile): string | undefined {
  if (created === undefined || created.endsWith('Z')) return created;
  return rfc3339Nano(parseRfc3339(created) ?? 0);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameter('invalid character in image configuration');
  }
}

function historyEntry(json: Json): HistoryEntry {
  return {
    ...optional('created', string(json['created'])),
    ...optional('author', string(json['author'])),
    ...optional('created_by', string(json['created_by'])),
    ...optional('comment', string(json['comment'])),
    ...(json['empty_layer'] === true ? { empty_layer: true } : {}),
  };
}

/** The fields of an image's configuration in alphabetical order; the lists that Go prints as null are null. */
export function readConfig(json: Json): ImageConfig {
  const exposed = names(json['ExposedPorts']);
  const volumes = names(json['Volumes']);
  const health = json['Healthcheck'];
  const shell = strings(json['Shell']);
  const stopSignal = string(json['StopSignal']);
  return {
    ...(json['ArgsEscaped'] === true ? { ArgsEscaped: true } : {}),
    Cmd: strings(json['Cmd']),
    Entrypoint: strings(json['Entrypoint']),
    Env: strings(json['Env']),
    ...(exposed === undefined ? {} : { ExposedPorts: exposed }),
    ...(health === undefined || health === null ? {} : { Healthcheck: healthcheck(object(health)) }),
    Labels: labels(json['Labels']),
    OnBuild: strings(json['OnBuild']),
    ...(shell === null ? {} : { Shell: shell }),
    ...(stopSignal === undefined || stopSignal === '' ? {} : { StopSignal: stopSignal }),
    User: string(json['User']) ?? '',
    Volumes: volumes ?? null,
    WorkingDir: string(json['WorkingDir']) ?? '',
  };
}

function healthcheck(json: Json): HealthConfig {
  const test = strings(json['Test']);
  return {
    ...optional('Interval', number(json['Interval'])),
    ...optional('Retries', number(json['Retries'])),
    ...optional('StartInterval', number(json['StartInterval'])),
    ...optional('StartPeriod', number(json['StartPeriod'])),
    ...(test === null ? {} : { Test: test }),
    ...optional('Timeout', number(json['Timeout'])),
  };
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** null for what is no list. */
export function strings(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null;
}

function labels(value: unknown): Labels | null {
  if (value === undefined || value === null) return null;
  const pairs = Object.entries(object(value)).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return pairs.length === 0 ? null : sortedRecord(Object.fromEntries(pairs));
}

function names(value: unknown): EmptyObjects | undefined {
  const found = Object.keys(object(value)).sort();
  return found.length === 0 ? undefined : Object.fromEntries(found.map((name) => [name, {}]));
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const one: Partial<Record<K, V>> = {};
  if (value !== undefined) one[key] = value;
  return one;
}
