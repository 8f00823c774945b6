/** How a later file changes an earlier one: mappings merge, sequences grow, and some keys have rules of their own. */
import { PathTable, printPath, type TreePath } from './path.ts';
import {
  byCodeUnits,
  child,
  clone,
  isMapping,
  isSequence,
  mappingOf,
  print,
  type Mapping,
  type Value,
} from './value.ts';

type Merge = (base: Value, over: Value, path: TreePath) => Value;

/** `base` with `over` upon it. Throws where the two cannot be put together. */
export function merge(base: Mapping, over: Mapping, path: TreePath = []): Mapping {
  const result = new Map(base);
  for (const [key, value] of over) {
    const earlier = result.get(key);
    result.set(key, earlier === undefined ? value : mergeValue(earlier, value, [...path, key]));
  }
  return result;
}

export function mergeValue(base: Value, over: Value, path: TreePath): Value {
  const special = SPECIALS.find(path);
  if (special) return special(base, over, path);
  if (over === null) return base;
  if (isMapping(base)) {
    if (!isMapping(over)) throw new Error(`cannot override ${printPath(path)}`);
    return merge(base, over, path);
  }
  if (isSequence(base)) {
    if (!isSequence(over)) throw new Error(`cannot override ${printPath(path)}`);
    return [...base, ...over];
  }
  return over;
}

const replace: Merge = (_base, over) => over;
const join: Merge = (base, over) => [...toSequence(base), ...toSequence(over)];

/** A mapping as KEY=value entries, a single value as a list of one. */
function toSequence(value: Value): Value[] {
  if (isSequence(value)) return value;
  if (typeof value === 'string') return [value];
  if (!isMapping(value)) return [];
  const entries = [...value].flatMap(([key, each]) => {
    if (each === null) return [key];
    return isSequence(each) ? each.map((one) => `${key}=${print(one)}`) : [`${key}=${print(each)}`];
  });
  return entries.sort(byCodeUnits);
}

/** A sequence of names as a mapping of the names. */
function toMapping(value: Value, each: Value): Mapping {
  if (isMapping(value)) return value;
  if (!isSequence(value)) return new Map();
  return new Map(value.map((name) => [print(name), clone(each)]));
}

const mergeNames =
  (each: Value): Merge =>
  (base, over, path) =>
    merge(toMapping(base, each), toMapping(over, each), path);

const mergeHosts: Merge = (base, over) => {
  const known = toSequence(base);
  return [...known, ...toSequence(over).filter((entry) => !known.includes(entry))];
};

const mergeLogging: Merge = (base, over, path) => {
  if (!isMapping(base) || !isMapping(over)) return over;
  const before = base.get('driver');
  const after = over.get('driver');
  return before === after || before === undefined || after === undefined ? merge(base, over, path) : over;
};

const mergeBuild: Merge = (base, over, path) => merge(longBuild(base), longBuild(over), path);
const longBuild = (value: Value): Mapping => (isMapping(value) ? value : mappingOf({ context: value }));

const mergePools: Merge = (base, over, path) => {
  const pools: Mapping[] = [];
  const add = (pool: Mapping): void => {
    const at = pools.findIndex((each) => each.get('subnet') === pool.get('subnet'));
    if (at < 0) pools.push(pool);
    else pools[at] = pool;
  };
  for (const left of toSequence(base).filter(isMapping)) {
    for (const right of toSequence(over).filter(isMapping)) {
      const same = left.get('subnet') === right.get('subnet');
      if (!same && !pools.some((each) => each.get('subnet') === right.get('subnet'))) pools.push(right);
      else add(merge(left, right, path));
    }
  }
  return pools;
};

const DEPENDENCY = mappingOf({ condition: 'service_started', required: true });
const JOINED = [
  'annotations', 'build.args', 'build.additional_contexts', 'build.labels', 'deploy.labels', 'dns', 'dns_opt',
  'dns_search', 'env_file', 'label_file', 'environment', 'labels', 'volumes.*.volume.labels', 'sysctls', 'tmpfs',
]; // prettier-ignore

const SPECIALS = new PathTable<Merge>({
  ...Object.fromEntries(JOINED.map((name) => [`services.*.${name}`, join])),
  'networks.*.ipam.config': mergePools,
  'networks.*.labels': join,
  'volumes.*.labels': join,
  'services.*.build': mergeBuild,
  'services.*.build.extra_hosts': mergeHosts,
  'services.*.extra_hosts': mergeHosts,
  'services.*.command': replace,
  'services.*.entrypoint': replace,
  'services.*.healthcheck.test': replace,
  'services.*.depends_on': mergeNames(DEPENDENCY),
  'services.*.logging': mergeLogging,
  'services.*.models': mergeNames(null),
  'services.*.networks': mergeNames(null),
  'services.*.ulimits.*': replace,
});

/** Drops from `file` what a later file marks `!reset` or `!override`. */
export function dropPlaces(file: Mapping, places: readonly TreePath[]): void {
  for (const place of places) {
    const last = place.at(-1);
    let mapping: Mapping | undefined = file;
    for (const part of place.slice(0, -1)) mapping = mapping && child(mapping, part);
    if (mapping && last !== undefined) mapping.delete(last);
  }
}
