/** What of a project exists: read from the engine by labels. */
import type { ContainerSummary } from '../api/containers.ts';
import type { Engine } from '../api/engine.ts';
import { CONFIG_HASH, DEPENDS_ON, NUMBER, ONE_OFF, PROJECT, SERVICE, labelFilter } from './labels.ts';
import type { Dependency, Project, Service } from './model/project.ts';

export interface ObserveOptions {
  /** Also those that do not run. */
  readonly all?: boolean;
  /** Containers of `run`: with the others (default), left out, or alone. */
  readonly oneOff?: 'include' | 'exclude';
  readonly services?: readonly string[];
}

/** Newest first, as the engine lists them. */
export async function projectContainers(
  engine: Engine,
  project: string,
  { all = false, oneOff = 'include', services = [] }: ObserveOptions,
): Promise<ContainerSummary[]> {
  const labels: [string, string?][] = [[PROJECT, project], [CONFIG_HASH]];
  if (oneOff === 'exclude') labels.push([ONE_OFF, 'False']);
  const containers = await engine.containerList({ ...(all ? { all } : {}), filters: labelFilter(...labels) });
  return services.length === 0 ? containers : containers.filter((each) => services.includes(serviceOf(each)));
}

export const serviceOf = (container: ContainerSummary): string => container.Labels[SERVICE] ?? '';
export const numberOf = (container: ContainerSummary): number => Number(container.Labels[NUMBER] ?? 0);
export const isOneOff = (container: ContainerSummary): boolean => container.Labels[ONE_OFF] === 'True';
export const nameOf = (container: ContainerSummary): string => (container.Names[0] ?? '').replace(/^\//, '');
export const progressName = (container: ContainerSummary): string => `Container ${nameOf(container)}`;

/** The name without the project's, where it is the usual one. */
export function shortName(container: ContainerSummary, project: string): string {
  const name = nameOf(container);
  const usual = `${project}-${serviceOf(container)}-${String(numberOf(container))}`;
  return name === usual ? name.slice(project.length + 1) : name;
}

/** By service, then by number. */
export const byName = (a: ContainerSummary, b: ContainerSummary): number =>
  nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0;

/** Containers of services that the project does not have; those of `run` once they have ended. */
export function isOrphan(project: Project, container: ContainerSummary): boolean {
  if (isOneOff(container)) return container.State === 'exited' || container.State === 'dead';
  const name = serviceOf(container);
  return !project.services.has(name) && !project.disabledServices.has(name);
}

/** A project as its containers tell of it, where there is no file. */
export function projectFromContainers(name: string, containers: readonly ContainerSummary[]): Project {
  const services = new Map<string, Service>();
  for (const container of containers) {
    const depends = (container.Labels[DEPENDS_ON] ?? '').split(',').filter((entry) => entry !== '');
    const dependencies = depends.map((entry): [string, Dependency] => {
      const [other = '', condition = 'service_started', restart = 'true'] = entry.split(':');
      return [other, { condition, restart: restart === 'true', required: true }];
    });
    const scale = (services.get(serviceOf(container))?.scale ?? 0) + 1;
    services.set(serviceOf(container), { image: container.Image, scale, depends_on: new Map(dependencies) });
  }
  return {
    name,
    workingDirectory: '',
    composeFiles: [],
    environment: new Map(),
    profiles: [],
    services,
    disabledServices: new Map(),
    networks: new Map(),
    volumes: new Map(),
    secrets: new Map(),
    configs: new Map(),
    extensions: new Map(),
  };
}
