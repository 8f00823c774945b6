/** Stopping, killing, pausing, restarting and removing a project's containers. */
import type { ContainerSummary } from '../api/containers.ts';
import { isEngineError } from '../api/errors.ts';
import type { Context } from './context.ts';
import { dependenciesOf, inOrder, reversed, together } from './graph.ts';
import type { Project } from './model/project.ts';
import { progressName, projectContainers, serviceOf } from './observe.ts';
import { done, failed, working } from './progress/event.ts';

export interface StopOptions {
  /** Seconds; the container's own time when left out. */
  readonly timeout?: number;
  /** Anonymous volumes go too. */
  readonly volumes?: boolean;
}

const grace = ({ timeout }: StopOptions): { t?: number } => (timeout === undefined ? {} : { t: timeout });

export async function stopContainer(
  context: Context,
  container: ContainerSummary,
  options: StopOptions,
): Promise<void> {
  const event = progressName(container);
  await context.progress.event(working(event, 'Stopping'));
  try {
    await context.engine.containerStop(container.Id, grace(options));
  } catch (error) {
    if (!isEngineError(error, 'notModified')) {
      await context.progress.event(failed(event, 'Error while Stopping'));
      throw error;
    }
  }
  await context.progress.event(done(event, 'Stopped'));
}

export async function stopAndRemove(
  context: Context,
  container: ContainerSummary,
  options: StopOptions,
): Promise<void> {
  const event = progressName(container);
  try {
    await stopContainer(context, container, options);
  } catch (error) {
    if (!isEngineError(error, 'notFound')) throw error;
    await context.progress.event(done(event, 'Removed'));
    return;
  }
  await context.progress.event(working(event, 'Removing'));
  await removeContainer(context, container, { force: true, volumes: options.volumes ?? false });
}

export async function removeContainer(
  context: Context,
  container: ContainerSummary,
  { force, volumes }: { readonly force: boolean; readonly volumes: boolean },
): Promise<void> {
  const event = progressName(container);
  try {
    await context.engine.containerDelete(container.Id, {
      ...(force ? { force } : {}),
      ...(volumes ? { v: true } : {}),
    });
  } catch (error) {
    if (!isEngineError(error, 'notFound') && !isEngineError(error, 'conflict')) {
      await context.progress.event(failed(event, 'Error while Removing'));
      throw error;
    }
  }
  await context.progress.event(done(event, 'Removed'));
}

export interface ServicesOptions extends StopOptions {
  /** None means all. */
  readonly services?: readonly string[];
}

const selects = (services: readonly string[] | undefined, name: string): boolean =>
  services === undefined || services.length === 0 || services.includes(name);

/** Stops services, those first on which no other depends. */
export async function stopServices(context: Context, project: Project, options: ServicesOptions): Promise<void> {
  const containers = await projectContainers(context.engine, project.name, { all: true, oneOff: 'exclude' });
  await inOrder(reversed(dependenciesOf(project)), async (name) => {
    if (!selects(options.services, name)) return;
    const own = containers.filter((each) => serviceOf(each) === name);
    await together(own.map((each) => () => stopContainer(context, each, options)));
  });
}

/** Restarts services; dependents that ask for it restart with them. */
export async function restartServices(
  context: Context,
  project: Project,
  options: ServicesOptions & { noDeps: boolean },
) {
  const containers = await projectContainers(context.engine, project.name, { all: true, oneOff: 'exclude' });
  const linked = new Map(
    [...project.services].map(([name, { depends_on: others }]) => [
      name,
      [...(others ?? [])].filter(([, each]) => each.restart).map(([other]) => other),
    ]),
  );
  const wanted = new Set(options.services ?? []);
  if (!options.noDeps)
    for (const [name, others] of linked) if (others.some((other) => wanted.has(other))) wanted.add(name);
  const order = options.noDeps ? new Map([...linked.keys()].map((name) => [name, []])) : linked;
  await inOrder(order, async (name) => {
    if (wanted.size > 0 && !wanted.has(name)) return;
    const own = containers.filter((each) => serviceOf(each) === name);
    await together(
      own.map((each) => async () => {
        await context.progress.event(working(progressName(each), 'Restarting'));
        await context.engine.containerRestart(each.Id, grace(options));
        await context.progress.event(done(progressName(each), 'Started'));
      }),
    );
  });
}

/** Does one thing to each container at once and tells of it. */
export async function eachContainer(
  context: Context,
  containers: readonly ContainerSummary[],
  work: (container: ContainerSummary) => Promise<void>,
  words: { readonly before?: string; readonly after: string; readonly failure?: string },
): Promise<void> {
  await together(
    containers.map((each) => async () => {
      const event = progressName(each);
      if (words.before !== undefined) await context.progress.event(working(event, words.before));
      try {
        await work(each);
      } catch (error) {
        if (words.failure !== undefined) await context.progress.event(failed(event, words.failure));
        throw error;
      }
      await context.progress.event(done(event, words.after));
    }),
  );
}
