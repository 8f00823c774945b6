/** Sequences whose entries have a key: of two with the same key the later one counts, in the earlier one's place. */
import { PathTable, printPath, type TreePath } from './path.ts';
import { isMapping, isSequence, print, typeName, type Mapping, type Value } from './value.ts';
import { parseVolume } from './volume.ts';

type Index = (entry: Value, path: TreePath) => string;

/** Changes `file` in place. */
export function enforceUnicity(file: Mapping): Mapping {
  for (const [key, value] of file) file.set(key, unique(value, [key]));
  return file;
}

function unique(value: Value, path: TreePath): Value {
  if (isMapping(value)) {
    for (const [key, each] of value) value.set(key, unique(each, [...path, key]));
    return value;
  }
  const index = isSequence(value) ? INDEXES.find(path) : undefined;
  return index && isSequence(value) ? lastOfEach(value, index, path) : value;
}

function lastOfEach(entries: readonly Value[], index: Index, path: TreePath): Value[] {
  const result = new Map<string, Value>();
  for (const [at, entry] of entries.entries()) result.set(index(entry, [...path, `[${String(at)}]`]), entry);
  return [...result.values()];
}

const byKey: Index = (entry, path) => {
  if (typeof entry !== 'string') throw new Error(`${printPath(path)}: unexpected type ${typeName(entry)}`);
  return entry.split('=')[0] ?? entry;
};

const byVolume: Index = (entry, path) => {
  if (isMapping(entry)) return targetOf(entry, `service volume ${printPath(path)}`);
  return typeof entry === 'string' ? (parseVolume(entry).target ?? '') : '';
};

const byDevice: Index = (entry, path) => {
  if (isMapping(entry)) return targetOf(entry, `service device ${printPath(path)}`);
  const [source = '', target] = print(entry).split(':');
  return target ?? source;
};

function targetOf(entry: Mapping, what: string): string {
  const target = entry.get('target');
  if (typeof target !== 'string') throw new Error(`${what} is missing a mount target`);
  return target;
}

const byExposed: Index = (entry) => print(entry);

const byMount =
  (directory: string): Index =>
  (entry) => {
    if (!isMapping(entry)) return `${directory}/${print(entry)}`;
    const target = entry.get('target');
    return target === undefined ? `${directory}/${print(entry.get('source') ?? null)}` : print(target);
  };

const byPort: Index = (entry, path) => {
  if (!isMapping(entry)) return print(entry);
  const target = entry.get('target');
  if (target === undefined) throw new Error(`service ports ${printPath(path)} is missing a target port`);
  const part = (key: string, other: string) => print(entry.get(key) ?? other);
  return `${part('host_ip', '0.0.0.0')}:${part('published', '')}:${print(target)}/${part('protocol', 'tcp')}`;
};

const byFile: Index = (entry, path) => {
  if (!isMapping(entry)) return print(entry);
  const file = entry.get('path');
  if (file === undefined) throw new Error(`environment path attribute ${printPath(path)} is missing`);
  return print(file);
};

const KEYED = [
  'annotations', 'build.args', 'build.additional_contexts', 'build.platform', 'build.tags', 'build.labels', 'cap_add',
  'cap_drop', 'deploy.labels', 'dns', 'dns_opt', 'dns_search', 'environment', 'labels', 'links',
  'networks.*.aliases', 'networks.*.link_local_ips', 'profiles', 'sysctls', 'tmpfs',
]; // prettier-ignore

const INDEXES = new PathTable<Index>({
  ...Object.fromEntries(KEYED.map((name) => [`services.*.${name}`, byKey])),
  'networks.*.labels': byKey,
  'networks.*.ipam.options': byKey,
  'services.*.configs': byMount(''),
  'services.*.secrets': byMount('/run/secrets'),
  'services.*.devices': byDevice,
  'services.*.env_file': byFile,
  'services.*.expose': byExposed,
  'services.*.ports': byPort,
  'services.*.volumes': byVolume,
});
