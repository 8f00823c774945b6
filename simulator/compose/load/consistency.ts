/** References between the parts of a project, and settings that exclude each other. Throws for the first that is wrong. */
import { scaleOf, type Project, type Service } from '../model/project.ts';
import { sortedNames } from './normalize.ts';
import { quote } from './value.ts';

const invalid = (text: string): Error => new Error(`${text}: invalid compose project`);

export function checkConsistency(project: Project): void {
  for (const name of sortedNames(project.services)) {
    const service = project.services.get(name);
    if (service) checkService(project, name, service);
  }
  for (const [name, secret] of project.secrets) {
    if (!secret.external && !secret.file && !secret.environment) {
      throw invalid(`secret ${quote(name)} must declare either \`file\` or \`environment\``);
    }
  }
  checkCycles(project);
}

function checkService(project: Project, name: string, service: Service): void {
  if (!service.build && !service.image && !service.provider) {
    throw invalid(`service ${quote(name)} has neither an image nor a build context specified`);
  }
  const { build } = service;
  if (build?.dockerfile_inline && build.dockerfile) {
    throw invalid(`service ${quote(name)} declares mutualy exclusive dockerfile and dockerfile_inline`);
  }
  checkNetworks(project, name, service);
  const first = service.healthcheck?.test?.[0];
  if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first)) {
    throw new Error('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
  }
  checkDependencies(project, name, service);
  checkReferences(project, name, service);
  checkResources(name, service);
  checkMounts(name, service);
}

function checkNetworks(project: Project, name: string, service: Service): void {
  const networks = service.networks ?? new Map<string, unknown>();
  if (service.network_mode && networks.size > 0) {
    throw invalid(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
  }
  for (const network of networks.keys()) {
    if (!project.networks.has(network)) throw invalid(`service ${quote(name)} refers to undefined network ${network}`);
  }
}

function checkDependencies(project: Project, name: string, service: Service): void {
  for (const [other, { required }] of service.depends_on ?? []) {
    if (project.services.has(other)) continue;
    if (project.disabledServices.has(other) && required === false) continue;
    throw invalid(`service ${quote(name)} depends on undefined service ${quote(other)}`);
  }
  const shared = /^service:(.*)$/.exec(service.network_mode ?? '')?.[1];
  if (shared !== undefined && !project.services.has(shared)) {
    throw new Error(`service ${quote(shared)} not found for network_mode 'service:${shared}'`);
  }
}

function checkReferences(project: Project, name: string, service: Service): void {
  const refers = (kind: string, source: string | undefined, known: ReadonlyMap<string, unknown>): void => {
    if (!known.has(source ?? '')) throw invalid(`service ${quote(name)} refers to undefined ${kind} ${source ?? ''}`);
  };
  for (const { type, source } of service.volumes ?? []) {
    if (type === 'volume' && source) refers('volume', source, project.volumes);
  }
  for (const { source } of service.build?.secrets ?? []) refers('build secret', source, project.secrets);
  for (const { source } of service.configs ?? []) refers('config', source, project.configs);
  for (const { source } of service.secrets ?? []) refers('secret', source, project.secrets);
}

function checkResources(name: string, service: Service): void {
  const replicas = service.deploy?.replicas;
  if (service.scale !== undefined && replicas !== undefined && service.scale !== replicas) {
    throw invalid(`services.${name}: can't set distinct values on 'scale' and 'deploy.replicas'`);
  }
  if ((service.scale ?? 0) < 0) throw new Error(`services.${name}.scale: must be greater than or equal to 0`);
  if ((replicas ?? 0) < 0) throw new Error(`services.${name}.deploy.replicas: must be greater than or equal to 0`);
  const { limits, reservations } = service.deploy?.resources ?? {};
  const distinct: [string, number | undefined, string, number | undefined][] = [
    ['cpus', service.cpus, 'limits.cpus', limits && (limits.cpus ?? 0)],
    ['mem_limit', service.mem_limit, 'limits.memory', limits && (limits.memory ?? 0)],
    ['mem_reservation', service.mem_reservation, 'reservations.memory', reservations && (reservations.memory ?? 0)],
    ['pids_limit', service.pids_limit, 'limits.pids', limits && (limits.pids ?? 0)],
  ];
  for (const [key, own, path, other] of distinct) {
    if (own && other !== undefined && own !== other) {
      throw invalid(`services.${name}: can't set distinct values on '${key}' and 'deploy.resources.${path}'`);
    }
  }
  if (scaleOf(service) > 1 && service.container_name) {
    const attribute = service.scale === undefined ? 'deploy.replicas' : 'scale';
    throw invalid(`services.${attribute}: can't set container_name and ${name} as container name must be unique`);
  }
}

function checkMounts(name: string, service: Service): void {
  const mounts = new Map<string, string>();
  const add = (place: string, target: string): void => {
    const earlier = mounts.get(target);
    if (earlier !== undefined) throw new Error(`${place}: target ${target} already mounted as ${earlier}`);
    mounts.set(target, place);
  };
  for (const [at, tmpfs] of (service.tmpfs ?? []).entries()) {
    add(`services.${name}.tmpfs[${String(at)}]`, tmpfs.split(':')[0] ?? tmpfs);
  }
  for (const [at, volume] of (service.volumes ?? []).entries()) {
    add(`services.${name}.volumes[${String(at)}]`, volume.target ?? '');
  }
}

function checkCycles(project: Project): void {
  const search = (path: readonly string[], name: string): void => {
    for (const next of sortedNames(project.services.get(name)?.depends_on ?? new Map())) {
      const at = path.indexOf(next);
      if (at >= 0) throw new Error(`dependency cycle detected: ${[...path.slice(at), next].join(' -> ')}`);
      search([...path, next], next);
    }
  };
  for (const name of sortedNames(project.services)) search([name], name);
}
