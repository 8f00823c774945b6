/**
 * The plan that takes a project's containers from what they are to what the file says. It decides only: nothing here
 * talks to the engine, and the plan can be read as text.
 */
import type { ContainerSummary } from '../api/containers.ts';
import { containerName, imageOf } from './container-config.ts';
import { serviceHash } from './hash.ts';
import { CONFIG_HASH, IMAGE } from './labels.ts';
import { scaleOf, type Project, type Service } from './model/project.ts';
import { nameOf, numberOf } from './observe.ts';
import { sortedNames } from './load/normalize.ts';

export type Recreate = 'diverged' | 'force' | 'never';

export interface Observed {
  /** Containers by service, without those of `run`. */
  readonly containers: ReadonlyMap<string, readonly ContainerSummary[]>;
  /** Ids of the project's networks and names of its volumes, by key. */
  readonly networks: ReadonlyMap<string, string>;
  readonly volumes: ReadonlyMap<string, string>;
  /** Ids of images by name. */
  readonly images: ReadonlyMap<string, string>;
}

export type Step =
  | { readonly do: 'create'; readonly number: number; readonly name: string }
  | { readonly do: 'recreate'; readonly container: ContainerSummary; readonly because: string }
  | { readonly do: 'remove'; readonly container: ContainerSummary }
  | { readonly do: 'restart'; readonly container: ContainerSummary }
  | { readonly do: 'keep'; readonly container: ContainerSummary };

export interface ServicePlan {
  readonly service: string;
  readonly steps: readonly Step[];
}

/** What to do for one service. Throws where the service cannot have as many containers as it should. */
export function planService(
  project: Project,
  name: string,
  service: Service,
  observed: Observed,
  recreate: Recreate,
): ServicePlan {
  const expected = scaleOf(service);
  if (expected > 1 && service.container_name) {
    throw new Error(
      `WARNING: The "${name}" service is using the custom container name "${service.container_name}". Docker requires each container to have a unique name. Remove the custom name to scale the service`,
    );
  }
  const containers = [...(observed.containers.get(name) ?? [])];
  const why = new Map(containers.map((each) => [each.Id, reason(project, name, service, each, observed, recreate)]));
  const changed = (each: ContainerSummary): number => (why.get(each.Id) === undefined ? 0 : 1);
  containers.sort((a, b) => changed(a) - changed(b) || numberOf(a) - numberOf(b));
  const kept = containers.slice(0, expected).map((container) => stepFor(container, why.get(container.Id)));
  const removed = containers.slice(expected).map((container): Step => ({ do: 'remove', container }));
  const next = Math.max(0, ...containers.map(numberOf)) + 1;
  const made = Array.from({ length: Math.max(0, expected - containers.length) }, (_, at): Step => {
    const number = next + at;
    return { do: 'create', number, name: containerName(project.name, name, service, number) };
  });
  return { service: name, steps: [...kept, ...removed, ...made] };
}

function stepFor(container: ContainerSummary, because: string | undefined): Step {
  if (because !== undefined) return { do: 'recreate', container, because };
  const known = ['running', 'created', 'restarting', 'exited'].includes(container.State);
  return known ? { do: 'keep', container } : { do: 'restart', container };
}

/** Why a container has to be replaced, undefined when it has not. */
function reason(
  project: Project,
  name: string,
  service: Service,
  container: ContainerSummary,
  observed: Observed,
  recreate: Recreate,
): string | undefined {
  if (recreate === 'never') return undefined;
  if (recreate === 'force') return 'forced';
  if (container.Labels[CONFIG_HASH] !== serviceHash(service)) return 'configuration changed';
  const image = observed.images.get(imageOf(service, project.name, name));
  if (image !== undefined && container.Labels[IMAGE] !== image) return 'image changed';
  if (container.State === 'running' && !isOnNetworks(service, container, observed)) return 'network changed';
  return hasVolumes(service, container, observed) ? undefined : 'volume changed';
}

function isOnNetworks(service: Service, container: ContainerSummary, { networks }: Observed): boolean {
  const ids = Object.values(container.NetworkSettings.Networks).map((settings) => settings.NetworkID);
  return [...(service.networks?.keys() ?? [])].every((key) => ids.includes(networks.get(key) ?? ''));
}

function hasVolumes(service: Service, container: ContainerSummary, { volumes }: Observed): boolean {
  const named = (service.volumes ?? []).filter(({ type, source }) => type === 'volume' && source);
  return named.every(({ source = '' }) =>
    container.Mounts.some(({ Type, Name }) => Type === 'volume' && Name === volumes.get(source)),
  );
}

/** All services' plans in the order of their names. */
export function plan(project: Project, observed: Observed, recreate: (service: string) => Recreate): ServicePlan[] {
  return sortedNames(project.services).flatMap((name) => {
    const service = project.services.get(name);
    return service ? [planService(project, name, service, observed, recreate(name))] : [];
  });
}

/** The plan as text, a line a step: `web: recreate lab-web-1 (configuration changed)`. */
export function printPlan(plans: readonly ServicePlan[]): string {
  return plans.flatMap(({ service, steps }) => steps.map((step) => `${service}: ${printStep(step)}\n`)).join('');
}

function printStep(step: Step): string {
  if (step.do === 'create') return `create ${step.name}`;
  const name = nameOf(step.container);
  return step.do === 'recreate' ? `recreate ${name} (${step.because})` : `${step.do} ${name} (${step.container.State})`;
}
