/** Short forms become long ones, so that everything after this knows one form only. */
import { PathTable, printPath, type TreePath } from './path.ts';
import { parsePorts, type PortSpec } from './ports.ts';
import { isMapping, isSequence, mappingOf, print, typeName, type Mapping, type Value } from './value.ts';
import { parseVolume } from './volume.ts';

type Transform = (value: Value, path: TreePath, context: Context) => Value;

interface Context {
  readonly warn: (text: string) => void;
  /** Variables are left in place, so what cannot be read stays as it is. */
  readonly lenient: boolean;
}

export function canonical(file: Mapping, context: Context): Mapping {
  return transformMapping(file, [], context);
}

function transform(value: Value, path: TreePath, context: Context): Value {
  const rule = TRANSFORMS.find(path);
  if (rule) return rule(value, path, context);
  if (isMapping(value)) return transformMapping(value, path, context);
  return isSequence(value) ? value.map((each) => transform(each, [...path, '[]'], context)) : value;
}

const transformMapping = (value: Mapping, path: TreePath, context: Context): Mapping =>
  new Map([...value].map(([key, each]) => [key, transform(each, [...path, key], context)]));

/** A single text that stands for a mapping with one key. */
const longForm =
  (key: string, what: string): Transform =>
  (value, path, context) => {
    if (isMapping(value)) return transformMapping(value, path, context);
    if (typeof value === 'string') return mappingOf({ [key]: value });
    throw new Error(`${printPath(path)}: invalid type ${typeName(value)} for ${what}`);
  };

const stringOrList: Transform = (value) => (typeof value === 'string' ? [value] : value);
const text: Transform = (value) => print(value);

const fileMount: Transform = (value, path) => {
  if (isMapping(value)) return value;
  if (typeof value === 'string') return mappingOf({ source: value });
  throw new Error(`${printPath(path)}: unsupported type ${typeName(value)}`);
};

const keyValue: Transform = (value, path, { lenient }) => {
  if (!isSequence(value)) return value;
  const pairs = value.map((entry): [string, Value] | undefined => {
    const line = print(entry);
    const at = line.indexOf('=');
    if (at >= 0) return [line.slice(0, at), line.slice(at + 1)];
    if (lenient) return undefined;
    throw new Error(`${printPath(path)}: invalid value ${line}, expected key=value`);
  });
  const known = pairs.filter((pair) => pair !== undefined);
  return known.length < pairs.length ? value : new Map(known);
};

const dependsOn: Transform = (value) => {
  const complete = (each: Mapping): Mapping =>
    new Map<string, Value>([['condition', 'service_started'], ['required', true], ...each]);
  if (isSequence(value)) return new Map(value.map((name) => [print(name), complete(new Map())]));
  if (!isMapping(value)) return value;
  return new Map([...value].map(([name, each]) => [name, isMapping(each) ? complete(each) : each]));
};

const envFile: Transform = (value) => {
  const entries = isSequence(value) ? value : [value];
  return entries.map((entry) =>
    isMapping(entry)
      ? new Map<string, Value>([['required', true], ...entry])
      : mappingOf({ path: entry, required: true }),
  );
};

const names: Transform = (value) =>
  isSequence(value) ? new Map(value.map((name): [string, Value] => [print(name), null])) : value;

const volumeMount: Transform = (value, _path, { lenient }) => {
  if (typeof value !== 'string') return value;
  try {
    return longVolume(value);
  } catch (error) {
    if (lenient) return value;
    throw error;
  }
};

function longVolume(value: string): Mapping {
  const { type, source, target, readOnly, noCopy, propagation, selinux } = parseVolume(value);
  const bind = mappingOf({
    ...(selinux === undefined ? {} : { selinux }),
    ...(propagation === undefined ? {} : { propagation }),
    create_host_path: true,
  });
  const result: Mapping = mappingOf({ type });
  if (source !== undefined) result.set('source', source);
  if (target !== undefined) result.set('target', cleanPath(target));
  if (readOnly) result.set('read_only', true);
  if (type === 'bind') result.set('bind', bind);
  if (noCopy) result.set('volume', mappingOf({ nocopy: true }));
  else if (type === 'volume' && value.length > 2) result.set('volume', new Map());
  return result;
}

/** Go's path.Clean. */
export function cleanPath(path: string): string {
  const absolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !absolute) parts.push(part);
  }
  const joined = parts.join('/');
  return absolute ? `/${joined}` : joined || '.';
}

const device: Transform = (value, _path, { lenient }) => {
  if (typeof value !== 'string') return value;
  const [source = '', target = source, permissions = 'rwm', ...more] = value.split(':');
  if (more.length > 0 && !lenient) throw new Error(`confusing device mapping, please use long syntax: ${value}`);
  return mappingOf({ source, target: target || source, permissions });
};

const ports: Transform = (value, path, { lenient }) => {
  if (!isSequence(value)) throw new Error(`${printPath(path)}: invalid type ${typeName(value)} for port`);
  try {
    return value.flatMap((entry) => (isMapping(entry) ? [entry] : parsePorts(print(entry)).map(longPort)));
  } catch (error) {
    if (lenient) return value;
    throw error;
  }
};

function longPort({ hostIp, published, target, protocol }: PortSpec): Mapping {
  return mappingOf({
    mode: 'ingress',
    ...(hostIp === '' ? {} : { host_ip: hostIp }),
    target,
    ...(published === '' ? {} : { published }),
    protocol,
  });
}

const gpus: Transform = (value) => (typeof value === 'string' ? [mappingOf({ count: 'all' })] : value);

const ssh: Transform = (value) => {
  if (!isSequence(value)) return value;
  return new Map(
    value.map((entry): [string, Value] => {
      const [id = '', ...path] = print(entry).split('=');
      if (path.length === 0 && id !== 'default') throw new Error(`invalid ssh key ${JSON.stringify(print(entry))}`);
      return [id, path.length === 0 ? null : path.join('=')];
    }),
  );
};

const maybeExternal: Transform = (value, path, context) => {
  if (!isMapping(value)) return value;
  const resource = transformMapping(value, path, context);
  const external = resource.get('external');
  if (!isMapping(external)) return resource;
  resource.set('external', true);
  const name = external.get('name');
  if (name === undefined) return resource;
  context.warn(`${printPath(path)}: external.name is deprecated. Please set name and external: true`);
  if (resource.has('name') && resource.get('name') !== name) {
    throw new Error(`${printPath(path)}: name and external.name conflict; only use name`);
  }
  return resource.set('name', name);
};

const TRANSFORMS = new PathTable<Transform>({
  'services.*.build.secrets.*': fileMount,
  'services.*.build.provenance': text,
  'services.*.build.sbom': text,
  'services.*.build.additional_contexts': keyValue,
  'services.*.depends_on': dependsOn,
  'services.*.env_file': envFile,
  'services.*.label_file': stringOrList,
  'services.*.extends': longForm('service', 'extends'),
  'services.*.gpus': gpus,
  'services.*.networks': names,
  'services.*.models': names,
  'services.*.volumes.*': volumeMount,
  'services.*.dns': stringOrList,
  'services.*.devices.*': device,
  'services.*.secrets.*': fileMount,
  'services.*.configs.*': fileMount,
  'services.*.ports': ports,
  'services.*.build': longForm('context', 'build'),
  'services.*.build.ssh': ssh,
  'services.*.develop.watch.*.ignore': stringOrList,
  'services.*.develop.watch.*.include': stringOrList,
  'volumes.*': maybeExternal,
  'networks.*': maybeExternal,
  'secrets.*': maybeExternal,
  'configs.*': maybeExternal,
});
