/** Removes what `up` made. */
import { isEngineError } from '../api/errors.ts';
import { imageOf } from './container-config.ts';
import type { Context } from './context.ts';
import { closure, dependenciesOf, inOrder, reversed, together } from './graph.ts';
import { imageId } from './images.ts';
import { NETWORK, PROJECT, SERVICE, VOLUME, labelFilter } from './labels.ts';
import { byCodeUnits } from './load/value.ts';
import { sortedNames } from './load/normalize.ts';
import type { Network, Project, Volume } from './model/project.ts';
import { isOrphan, projectContainers, projectFromContainers, serviceOf } from './observe.ts';
import { done, failed, warned, working } from './progress/event.ts';
import { stopAndRemove } from './stop.ts';

export interface DownOptions {
  readonly services: readonly string[];
  readonly removeOrphans: boolean;
  readonly volumes: boolean;
  readonly images: '' | 'local' | 'all';
  readonly timeout?: number;
}

/** `project` is undefined where there is only a name; what exists then tells what there is. */
export async function down(
  context: Context,
  name: string,
  project: Project | undefined,
  options: DownOptions,
): Promise<void> {
  const { engine } = context;
  const oneOff = options.removeOrphans ? 'include' : 'exclude';
  const containers = await projectContainers(engine, name, { all: true, oneOff });
  const known = project ?? (await observedProject(context, name));
  const services = options.services.filter((service) => known.services.has(service));
  if (options.services.length > 0 && services.length === 0) return;
  const order = reversed(dependenciesOf(known));
  const wanted = services.length === 0 ? undefined : closure(order, services);
  const stop = { volumes: options.volumes, ...(options.timeout === undefined ? {} : { timeout: options.timeout }) };
  await inOrder(order, async (service) => {
    if (wanted && !wanted.has(service)) return;
    const own = containers.filter((each) => serviceOf(each) === service);
    await together(own.map((each) => () => stopAndRemove(context, each, stop)));
  });
  if (options.removeOrphans) {
    const orphans = containers.filter((each) => isOrphan(known, each));
    await together(orphans.map((each) => () => stopAndRemove(context, each, stop)));
  }
  const work = [
    ...networkRemovals(context, known),
    ...(await imageRemovals(context, known, options)),
    ...(options.volumes ? volumeRemovals(context, known) : []),
  ];
  if (containers.length === 0 && work.length === 0) {
    await context.warn(`Warning: No resource found to remove for project "${name}".`);
  }
  await together(work);
}

export async function observedProject(context: Context, name: string): Promise<Project> {
  const { engine } = context;
  const containers = await projectContainers(engine, name, { all: true, oneOff: 'exclude' });
  const networks = await engine.networkList({ filters: labelFilter([PROJECT, name]) });
  const { Volumes } = await engine.volumeList({ filters: labelFilter([PROJECT, name]) });
  return {
    ...projectFromContainers(name, containers),
    networks: new Map(
      networks.map((each): [string, Network] => [each.Labels?.[NETWORK] ?? each.Name, { name: each.Name }]),
    ),
    volumes: new Map(
      Volumes.map((each): [string, Volume] => [each.Labels?.[VOLUME] ?? each.Name, { name: each.Name }]),
    ),
  };
}

function networkRemovals(context: Context, project: Project): (() => Promise<void>)[] {
  return sortedNames(project.networks).flatMap((key) => {
    const network = project.networks.get(key);
    return network && !network.external ? [() => removeNetwork(context, project.name, key, network.name ?? key)] : [];
  });
}

async function removeNetwork(context: Context, project: string, key: string, name: string): Promise<void> {
  const { engine, progress } = context;
  const found = await engine.networkList({ filters: labelFilter([PROJECT, project], [NETWORK, key]) });
  if (found.length === 0) return;
  const event = `Network ${name}`;
  await progress.event(working(event, 'Removing'));
  let seen = 0;
  for (const { Id } of found.filter((each) => each.Name === name)) {
    const { Containers } = await engine.networkInspect(Id);
    seen++;
    if (Object.keys(Containers).length > 0) {
      await progress.event(warned(event, 'Resource is still in use'));
      continue;
    }
    try {
      await engine.networkDelete(Id);
    } catch (error) {
      if (isEngineError(error, 'notFound')) continue;
      await progress.event(failed(event, 'Error'));
      const reason = error instanceof Error ? error.message : '';
      throw new Error(`failed to remove network ${name}: Error response from daemon: ${reason}`);
    }
    await progress.event(done(event, 'Removed'));
  }
  if (seen === 0) await progress.event(warned(event, 'No resource found to remove'));
}

function volumeRemovals(context: Context, project: Project): (() => Promise<void>)[] {
  return sortedNames(project.volumes).flatMap((key) => {
    const volume = project.volumes.get(key);
    return volume && !volume.external ? [() => removeVolume(context, volume.name ?? key)] : [];
  });
}

async function removeVolume(context: Context, name: string): Promise<void> {
  const { engine } = context;
  try {
    await engine.volumeInspect(name);
  } catch (error) {
    if (isEngineError(error, 'notFound')) return;
    throw error;
  }
  await removal(context, `Volume ${name}`, () => engine.volumeDelete(name, { force: true }));
}

async function removal(context: Context, event: string, work: () => Promise<unknown>): Promise<void> {
  await context.progress.event(working(event, 'Removing'));
  try {
    await work();
  } catch (error) {
    if (isEngineError(error, 'conflict')) return context.progress.event(warned(event, 'Resource is still in use'));
    if (!isEngineError(error, 'notFound')) throw error;
    return context.progress.event(done(event, 'Warning: No resource found to remove'));
  }
  await context.progress.event(done(event, 'Removed'));
}

async function imageRemovals(context: Context, project: Project, { images: mode, removeOrphans }: DownOptions) {
  if (mode === '') return [];
  const { engine } = context;
  const names = new Set<string>();
  const labelled = await engine.imageList({
    filters: { ...labelFilter([PROJECT, project.name]), dangling: ['false'] },
  });
  for (const { RepoTags, Labels } of labelled) {
    const [first] = RepoTags ?? [];
    if (first !== undefined && (removeOrphans || project.services.has(Labels?.[SERVICE] ?? ''))) names.add(first);
  }
  for (const [name, service] of project.services) {
    if (service.image && mode === 'local') continue;
    const image = imageOf(service, project.name, name);
    if ((await imageId(context, image)) !== undefined) names.add(/:[^/]+$/.test(image) ? image : `${image}:latest`);
  }
  return [...names]
    .sort(byCodeUnits)
    .map((name) => () => removal(context, `Image ${name}`, () => engine.imageDelete(name)));
}
