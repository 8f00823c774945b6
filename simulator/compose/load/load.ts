/**
 * From files to a project, in Compose's order, so that of several mistakes the same one is told: syntax, extends,
 * include, schema, short forms, resources, references.
 */
import { projectFile, type Project, type Service } from '../model/project.ts';
import { canonical } from './canonical.ts';
import { checkConsistency } from './consistency.ts';
import { parseDotenv } from './dotenv.ts';
import { applyExtends } from './extends.ts';
import { applyIncludes, type FilesScope } from './include.ts';
import { interpolate } from './interpolate.ts';
import { dropPlaces, merge } from './merge.ts';
import {
  normalize,
  resolveEnvironment,
  resolvePaths,
  setDefaults,
  sortedNames,
  validateResources,
} from './normalize.ts';
import { projectNameFrom } from './project-name.ts';
import { decodeFile } from './read.ts';
import { schemaError } from './schema/validate.ts';
import { enforceUnicity } from './unicity.ts';
import { variablesOf, type Source } from './source.ts';
import { child, isMapping, isSequence, type Mapping, type Value } from './value.ts';

export interface LoadOptions {
  /** Absolute paths; later ones change earlier ones. */
  readonly files: readonly string[];
  /** Absolute. */
  readonly workingDirectory: string;
  readonly env: ReadonlyMap<string, string>;
  /** From -p, COMPOSE_PROJECT_NAME or, when not `fixed`, from the directory: then a file's `name` comes first. */
  readonly name: string;
  readonly nameIsFixed: boolean;
  readonly profiles: readonly string[];
  readonly interpolate?: boolean;
  readonly normalize?: boolean;
  readonly resolvePaths?: boolean;
  readonly checkConsistency?: boolean;
}

export interface Model {
  readonly name: string;
  readonly file: Mapping;
  readonly env: ReadonlyMap<string, string>;
}

/** The merged and resolved file. Throws with Compose's sentence. */
export function loadModel(source: Source, options: LoadOptions): Model {
  const name = projectNameFrom(source, options);
  const env = new Map(options.env).set('COMPOSE_PROJECT_NAME', name);
  const file = loadFiles(source, { ...options, env, included: [] });
  if (file.size === 0) throw new Error('empty compose file');
  if (name === '') throw new Error('project name must not be empty');
  file.set('name', name);
  if (options.normalize !== false) normalize(file, name, env);
  return { name, file, env };
}

/** Reads and merges files, their paths made whole. */
export function loadFiles(source: Source, scope: FilesScope): Mapping {
  let merged: Mapping = new Map();
  for (const path of scope.files) merged = addFile(source, scope, path, merged);
  setDefaults(merged);
  validateResources(merged);
  if (scope.resolvePaths !== false) resolvePaths(merged, scope.workingDirectory, source.home);
  resolveEnvironment(merged, scope.env);
  return merged;
}

function addFile(source: Source, scope: FilesScope, path: string, before: Mapping): Mapping {
  const variables = variablesOf(scope.env);
  let merged = before;
  for (const { file: raw, resets } of decodeFile(source, path)) {
    const file = scope.interpolate === false ? raw : interpolate(raw, variables, source.warn);
    applyExtends(file, { source, variables, file: path, directory: scope.workingDirectory, resets });
    dropPlaces(merged, resets);
    applyIncludes(file, source, { ...scope, included: [...scope.included, path] }, loadFiles);
    merged = combine(source, scope, path, merged, file);
  }
  return merged;
}

function combine(source: Source, scope: FilesScope, path: string, before: Mapping, file: Mapping): Mapping {
  const merged = enforceUnicity(merge(before, file));
  const wrong = schemaError(merged);
  if (wrong !== undefined) throw new Error(`validating ${path}: ${wrong}`);
  if (merged.delete('version')) {
    source.warn(
      `${path}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
    );
  }
  const long = canonical(merged, { warn: source.warn, lenient: scope.interpolate === false });
  return enforceUnicity(omitEmptyDns(long));
}

function omitEmptyDns(file: Mapping): Mapping {
  for (const service of child(file, 'services')?.values() ?? []) {
    const dns = isMapping(service) ? service.get('dns') : undefined;
    if (isMapping(service) && isSequence(dns))
      service.set(
        'dns',
        dns.filter((each) => each !== null && each !== ''),
      );
  }
  return file;
}

/** A project with its profiles chosen and its references checked. */
export function toProject(options: LoadOptions, { name, file, env }: Model): Project {
  const decoded = projectFile.decode(file);
  const services = decoded.services ?? new Map<string, Service>();
  const project: Project = {
    name,
    workingDirectory: options.workingDirectory,
    composeFiles: options.files,
    environment: env,
    extensions: decoded.extensions ?? new Map<string, Value>(),
    networks: decoded.networks ?? new Map(),
    volumes: decoded.volumes ?? new Map(),
    secrets: decoded.secrets ?? new Map(),
    configs: decoded.configs ?? new Map(),
    ...chooseServices(services, options.profiles),
  };
  if (options.checkConsistency !== false) checkConsistency(project);
  return project;
}

function chooseServices(services: ReadonlyMap<string, Service>, profiles: readonly string[]) {
  const all = sortedNames(services).flatMap((name) => {
    const service = services.get(name);
    return service ? [[name, service] as const] : [];
  });
  const enabled = all.filter(([, service]) => isActive(service, profiles));
  const disabled = all.filter(([, service]) => !isActive(service, profiles));
  return { profiles, services: new Map(enabled), disabledServices: new Map(disabled) };
}

export function isActive(service: Service, profiles: readonly string[]): boolean {
  const own = service.profiles ?? [];
  return own.length === 0 || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
}

/** Enables more profiles: those of the services named. */
export function withServicesEnabled(project: Project, names: readonly string[]): Project {
  const more = names.flatMap((name) => project.disabledServices.get(name)?.profiles ?? []);
  if (more.length === 0) return project;
  const all = new Map([...project.services, ...project.disabledServices]);
  return { ...project, ...chooseServices(all, [...project.profiles, ...more]) };
}

/** Only what the services use is kept of networks, volumes, secrets and configs. */
export function withoutUnusedResources(project: Project): Project {
  const used = {
    networks: new Set<string>(),
    volumes: new Set<string>(),
    secrets: new Set<string>(),
    configs: new Set<string>(),
  };
  for (const service of project.services.values()) {
    for (const name of service.networks?.keys() ?? []) used.networks.add(name);
    for (const { type, source } of service.volumes ?? []) if (type === 'volume' && source) used.volumes.add(source);
    for (const { source } of [...(service.secrets ?? []), ...(service.build?.secrets ?? [])])
      used.secrets.add(source ?? '');
    for (const { source } of service.configs ?? []) used.configs.add(source ?? '');
  }
  const keep = <T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): ReadonlyMap<string, T> =>
    new Map([...all].filter(([name]) => names.has(name)));
  return {
    ...project,
    networks: keep(project.networks, used.networks),
    volumes: keep(project.volumes, used.volumes),
    secrets: keep(project.secrets, used.secrets),
    configs: keep(project.configs, used.configs),
  };
}

/** Fills services' environments from their env files; the service's own entries come first. */
export function withEnvironments(source: Source, project: Project, dropFiles: boolean): Project {
  const services = [...project.services].map(
    ([name, service]) => [name, withEnvironment(source, project, service, dropFiles)] as const,
  );
  return { ...project, services: new Map(services) };
}

function withEnvironment(source: Source, project: Project, service: Service, dropFiles: boolean): Service {
  const own = [...(service.environment ?? [])].map(
    ([key, value]) => [key, value ?? project.environment.get(key) ?? null] as const,
  );
  const known = new Map(own.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])));
  const outer = { get: (key: string) => project.environment.get(key) ?? known.get(key) };
  const fromFiles = new Map<string, string>(known);
  for (const { path = '', required } of service.env_file ?? []) {
    if (source.kind(path) === undefined) {
      if (required === false) continue;
      throw new Error(`env file ${path} not found: stat ${path}: no such file or directory`);
    }
    readEnvFile(source, path, outer, fromFiles);
  }
  const environment = new Map<string, string | null>([...fromFiles, ...own]);
  const { env_file: files, ...rest } = service;
  const kept = files === undefined || dropFiles ? rest : service;
  return environment.size === 0 ? kept : { ...kept, environment };
}

function readEnvFile(
  source: Source,
  path: string,
  outer: { get(name: string): string | undefined },
  into: Map<string, string>,
): void {
  try {
    parseDotenv(source.read(path), outer, source.warn, into);
  } catch (error) {
    throw new Error(`failed to read ${path}: ${error instanceof Error ? error.message : ''}`);
  }
}
