/** `extends`: a service that begins as a copy of another, here or in another file. */
import { canonical } from './canonical.ts';
import { interpolate } from './interpolate.ts';
import { dropPlaces, mergeValue } from './merge.ts';
import { resolvePaths } from './normalize.ts';
import { decodeFile } from './read.ts';
import { absolute, directoryOf, type Source } from './source.ts';
import type { TreePath } from './path.ts';
import type { Variables } from './template.ts';
import { child, clone, isMapping, print, quote, type Mapping, type Value } from './value.ts';

export interface ExtendsScope {
  readonly source: Source;
  readonly variables: Variables;
  /** The file that is being read, and the directory its paths start from. */
  readonly file: string;
  readonly directory: string;
  readonly resets: readonly TreePath[];
}

interface Reference {
  readonly file: string;
  readonly service: string;
}

/** Fills in every service of `file` that extends another. Throws. */
export function applyExtends(file: Mapping, scope: ExtendsScope): void {
  const services = file.get('services');
  if (services === undefined) return;
  if (!isMapping(services)) throw new Error('services must be a mapping');
  for (const name of [...services.keys()]) services.set(name, extended(name, services, scope, []));
}

function extended(name: string, services: Mapping, scope: ExtendsScope, chain: readonly Reference[]): Value {
  const service = services.get(name) ?? null;
  if (service === null) return null;
  if (!isMapping(service)) throw new Error(`services.${name} must be a mapping`);
  const reference = service.get('extends');
  if (reference === undefined) return service;
  const { ref, file } = readReference(name, reference);
  const base = file === undefined ? { services, scope } : otherFile(name, ref, file, scope);
  if (file === undefined && !services.has(ref)) {
    throw new Error(`cannot extend service ${quote(name)} in ${scope.file}: service ${quote(ref)} not found`);
  }
  const next = follow(chain, { file: file ?? scope.file, service: name });
  const original = extended(ref, base.services, base.scope, next);
  if (!isMapping(original)) return service;
  const copy = new Map([['services', new Map([[name, clone(original)]])]]);
  dropPlaces(copy, scope.resets);
  const merged = mergeValue(copy.get('services')?.get(name) ?? null, service, ['services', 'x']);
  if (!isMapping(merged)) return service;
  merged.delete('extends');
  services.set(name, merged);
  return merged;
}

function readReference(name: string, value: Value): { ref: string; file: string | undefined } {
  if (!isMapping(value)) return { ref: print(value), file: undefined };
  const ref = value.get('service');
  const file = value.get('file');
  if (typeof ref !== 'string') throw new Error(`extends.${name}.service is required`);
  return { ref, file: typeof file === 'string' ? file : undefined };
}

function follow(chain: readonly Reference[], next: Reference): Reference[] {
  const [first] = chain;
  const seen = chain.some(({ file, service }) => file === next.file && service === next.service);
  if (!seen || !first) return [...chain, next];
  const rest = [...chain.slice(1), next].map(({ service, file }) => `  extends ${service} in ${file}`);
  throw new Error(['Circular reference:', `  ${first.service} in ${first.file}`, ...rest].join('\n'));
}

/** The services of another file, with its paths seen from here. */
function otherFile(name: string, ref: string, refPath: string, scope: ExtendsScope) {
  const local = absolute(refPath, scope.directory);
  let services: Mapping | undefined;
  let resets: readonly TreePath[] = [];
  for (const document of decodeFile(scope.source, local)) {
    const file = interpolate(document.file, scope.variables, scope.source.warn);
    const long = canonical(file, { warn: scope.source.warn, lenient: false });
    resolvePaths(long, directoryOf(local), scope.source.home);
    services = child(long, 'services');
    resets = document.resets;
  }
  if (!services) throw new Error(`cannot extend service ${quote(name)} in ${local}: no services section`);
  if (!services.has(ref)) {
    throw new Error(
      `cannot extend service ${quote(name)} in ${scope.file}: service ${quote(ref)} not found in ${refPath}`,
    );
  }
  return { services, scope: { ...scope, file: refPath, directory: directoryOf(local), resets } };
}
