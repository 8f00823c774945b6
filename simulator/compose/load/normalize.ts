/** What a file leaves unsaid: default values, the default network, implied dependencies, full names, whole paths. */
import { cleanPath } from './canonical.ts';
import { PathTable, type TreePath } from './path.ts';
import { isAddress } from './ports.ts';
import { byCodeUnits, child, isMapping, isSequence, mappingOf, print, type Mapping, type Value } from './value.ts';

type Env = ReadonlyMap<string, string>;

/** Default values of long forms. Changes `file`. */
export function setDefaults(file: Mapping): void {
  for (const service of servicesOf(file).values()) {
    const build = child(service, 'build');
    if (build) setMissing(build, { context: '.' });
    for (const secret of entriesOf(service, 'secrets')) {
      setMissing(secret, { target: `/run/secrets/${print(secret.get('source') ?? null)}` });
    }
    for (const port of entriesOf(service, 'ports')) setMissing(port, { protocol: 'tcp', mode: 'ingress' });
    const reserved = at(service, ['deploy', 'resources', 'reservations']);
    const requests = [...(reserved ? entriesOf(reserved, 'devices') : []), ...entriesOf(service, 'gpus')];
    for (const request of requests) {
      if (!request.has('count') && !request.has('device_ids')) request.set('count', 'all');
    }
  }
}

function setMissing(mapping: Mapping, values: Readonly<Record<string, Value>>): void {
  for (const [key, value] of Object.entries(values)) if (!mapping.has(key)) mapping.set(key, value);
}

export function servicesOf(file: Mapping): Map<string, Mapping> {
  const services = child(file, 'services') ?? new Map<string, Value>();
  return new Map([...services].flatMap(([name, value]) => (isMapping(value) ? [[name, value] as const] : [])));
}

function entriesOf(mapping: Mapping, key: string): Mapping[] {
  const value = mapping.get(key);
  return isSequence(value) ? value.filter(isMapping) : [];
}

function at(mapping: Mapping, path: readonly string[]): Mapping | undefined {
  return path.reduce<Mapping | undefined>((below, key) => below && child(below, key), mapping);
}

/** Rules that the schema cannot say. Throws. */
export function validateResources(file: Mapping): void {
  for (const kind of ['configs', 'networks', 'secrets', 'volumes']) {
    for (const [name, value] of child(file, kind) ?? new Map<string, Value>()) {
      if (!isMapping(value)) continue;
      if (kind === 'volumes') checkExternal(value, `volumes.${name}`);
      if (kind === 'configs') checkSources(value, `configs.${name}`, ['file', 'environment', 'content']);
      if (kind === 'secrets') checkSources(value, `secrets.${name}`, ['file', 'environment']);
    }
  }
  for (const [name, service] of servicesOf(file)) {
    for (const port of entriesOf(service, 'ports')) {
      const ip = port.get('host_ip');
      if (typeof ip === 'string' && !isAddress(ip)) {
        throw new Error(`services.${name}.ports.[]: invalid ip address: ${ip}`);
      }
    }
  }
}

function checkExternal(volume: Mapping, path: string): void {
  if (volume.get('external') !== true) return;
  const other = [...volume.keys()].find((key) => key !== 'name' && key !== 'external' && !key.startsWith('x-'));
  if (other !== undefined) throw new Error(`${path}: conflicting parameters "external" and "${other}" specified`);
}

function checkSources(object: Mapping, path: string, keys: readonly string[]): void {
  const given = keys.filter((key) => object.has(key));
  if (given.length > 1) throw new Error(`${path}: ${keys.join('|')} attributes are mutually exclusive`);
  if (given.length === 0 && !object.has('driver') && !object.has('external')) {
    throw new Error(`${path}: one of ${keys.join('|')} must be set`);
  }
}

/** Makes the paths of a file whole, from `directory`. Changes `file`. */
export function resolvePaths(file: Mapping, directory: string, home: string): void {
  const join = (path: string): string => {
    const expanded = path === '~' || path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
    if (expanded === '' || expanded.startsWith('/') || /^[A-Za-z]:[\\/]/.test(expanded)) return expanded;
    return directory === '' ? cleanPath(expanded) : cleanPath(`${directory}/${expanded}`);
  };
  for (const [key, value] of file) file.set(key, resolveValue(value, [key], join));
}

function resolveValue(value: Value, path: TreePath, join: (path: string) => string): Value {
  const rule = PATHS.find(path);
  if (rule) return rule(value, join);
  if (isMapping(value)) {
    for (const [key, each] of value) value.set(key, resolveValue(each, [...path, key], join));
    return value;
  }
  return isSequence(value) ? value.map((each) => resolveValue(each, [...path, '[]'], join)) : value;
}

type Resolve = (value: Value, join: (path: string) => string) => Value;

const file: Resolve = (value, join) => (typeof value === 'string' ? join(value) : value);

const context: Resolve = (value, join) => {
  if (typeof value !== 'string' || value.includes('://') || value.startsWith('service:')) return value;
  return /^(https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@)/.test(value) ? value : join(value);
};

const bindMount: Resolve = (value, join) => {
  if (!isMapping(value) || value.get('type') !== 'bind') return value;
  const source = value.get('source');
  if (typeof source !== 'string') {
    throw new Error('invalid mount config for type "bind": field Source must not be empty');
  }
  return value.set('source', join(source));
};

const driverOptions: Resolve = (value, join) => {
  if (!isMapping(value) || value.get('driver') !== 'local') return value;
  const options = child(value, 'driver_opts');
  const device = options?.get('device');
  if (options?.get('o') === 'bind' && typeof device === 'string') options.set('device', join(device));
  return value;
};

const PATHS = new PathTable<Resolve>({
  'services.*.build.context': context,
  'services.*.build.additional_contexts.*': context,
  'services.*.build.ssh.*': file,
  'services.*.env_file.*.path': file,
  'services.*.label_file.*': file,
  'services.*.extends.file': file,
  'services.*.develop.watch.*.path': file,
  'services.*.volumes.*': bindMount,
  'configs.*.file': file,
  'secrets.*.file': file,
  'volumes.*': driverOptions,
});

/** Environment entries without a value take the shell's; configs from the environment their content. Changes `file`. */
export function resolveEnvironment(file: Mapping, env: Env): void {
  for (const service of servicesOf(file).values()) {
    const environment = service.get('environment');
    if (isSequence(environment))
      service.set(
        'environment',
        environment.map((entry) => withValue(entry, env)),
      );
  }
  for (const [kind, key] of [
    ['secrets', 'content'],
    ['configs', 'content'],
  ] as const) {
    for (const object of (child(file, kind) ?? new Map<string, Value>()).values()) {
      if (!isMapping(object)) continue;
      const name = object.get('environment');
      const value = typeof name === 'string' ? env.get(name) : undefined;
      if (value !== undefined) object.set(key, value);
    }
  }
}

function withValue(entry: Value, env: Env): Value {
  const value = typeof entry === 'string' ? env.get(entry) : undefined;
  return value === undefined ? entry : `${print(entry)}=${value}`;
}

/** The model as it is run: with the default network, dependencies that links imply, and names of resources. */
export function normalize(file: Mapping, projectName: string, env: Env): void {
  normalizeNetworks(file);
  for (const service of servicesOf(file).values()) normalizeService(service, env);
  nameResources(file, projectName);
}

function normalizeService(service: Mapping, env: Env): void {
  if (service.get('pull_policy') === 'if_not_present') service.set('pull_policy', 'missing');
  const build = child(service, 'build');
  if (build) {
    setMissing(build, { context: '.' });
    if (!build.has('dockerfile') && !build.has('dockerfile_inline')) build.set('dockerfile', 'Dockerfile');
    resolveKey(build, 'args', env, false);
  }
  resolveKey(service, 'environment', env, true);
  for (const volume of entriesOf(service, 'volumes')) {
    const target = volume.get('target');
    if (typeof target === 'string') volume.set('target', cleanPath(target));
  }
  addDependencies(service);
}

function resolveKey(mapping: Mapping, key: string, env: Env, keepEmpty: boolean): void {
  const value = mapping.get(key);
  if (isSequence(value)) {
    const entries = value.map((entry) => (print(entry).includes('=') ? entry : withValue(entry, env)));
    mapping.set(key, keepEmpty ? entries : entries.filter((entry) => print(entry).includes('=')));
  } else if (isMapping(value)) {
    const entries = [...value].map(([name, each]): [string, Value] => [name, each ?? env.get(name) ?? null]);
    mapping.set(key, new Map(keepEmpty ? entries : entries.filter(([, each]) => each !== null)));
  }
}

function addDependencies(service: Mapping): void {
  const dependencies: Mapping = new Map(child(service, 'depends_on') ?? []);
  const imply = (name: string, restart: boolean): void => {
    if (dependencies.has(name)) return;
    dependencies.set(name, mappingOf({ condition: 'service_started', restart, required: true }));
  };
  for (const link of textsOf(service, 'links')) {
    const parts = link.split(':');
    imply(parts.length === 2 ? (parts[0] ?? link) : link, true);
  }
  for (const namespace of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const value = service.get(namespace);
    if (typeof value === 'string' && value.startsWith('service:')) imply(value.slice('service:'.length), true);
  }
  for (const from of textsOf(service, 'volumes_from')) {
    if (!from.startsWith('container:')) imply(from.split(':')[0] ?? from, false);
  }
  if (dependencies.size > 0) service.set('depends_on', dependencies);
}

function textsOf(mapping: Mapping, key: string): string[] {
  const value = mapping.get(key);
  return isSequence(value) ? value.filter((each) => typeof each === 'string') : [];
}

function normalizeNetworks(file: Mapping): void {
  const networks: Mapping = new Map(child(file, 'networks') ?? []);
  let usesDefault = false;
  for (const service of servicesOf(file).values()) {
    if (service.has('provider') || service.has('network_mode')) continue;
    const own = child(service, 'networks');
    if (!own || own.size === 0) service.set('networks', mappingOf({ default: null }));
    if (child(service, 'networks')?.has('default')) usesDefault = true;
  }
  if (usesDefault && !networks.has('default')) networks.set('default', null);
  if (networks.size > 0) file.set('networks', networks);
}

function nameResources(file: Mapping, projectName: string): void {
  for (const kind of ['networks', 'volumes', 'configs', 'secrets']) {
    const resources = child(file, kind);
    for (const [key, value] of resources ?? []) {
      const resource: Mapping = isMapping(value) ? value : new Map<string, Value>();
      const external = print(resource.get('external') ?? false) === 'true';
      if ((resource.get('name') ?? null) === null) resource.set('name', external ? key : `${projectName}_${key}`);
      resources?.set(key, resource);
    }
  }
}

export const sortedNames = (mapping: ReadonlyMap<string, unknown>): string[] => [...mapping.keys()].sort(byCodeUnits);
