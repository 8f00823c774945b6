/** Starts services in the order of their dependencies, waiting for the conditions they name. */
import type { ContainerSummary } from '../api/containers.ts';
import type { Context } from './context.ts';
import { dependenciesOf, inOrder, together } from './graph.ts';
import { injectFiles } from './inject.ts';
import { scaleOf, type Dependency, type Project, type Service } from './model/project.ts';
import { nameOf, numberOf, progressName, projectContainers, serviceOf } from './observe.ts';
import { done, failed, warned, working } from './progress/event.ts';

const POLL = 500;

export interface StartOptions {
  /** Wait until all services run or are healthy. */
  readonly wait?: boolean;
  /** Seconds; 0 is without limit. */
  readonly waitTimeout?: number;
}

export async function start(context: Context, project: Project, options: StartOptions = {}): Promise<void> {
  const containers = await projectContainers(context.engine, project.name, { all: true, oneOff: 'exclude' });
  await inOrder(dependenciesOf(project), async (name) => {
    const service = project.services.get(name);
    if (service) await startService(context, project, name, service, containers);
  });
  if (options.wait) await waitForAll(context, project, containers, options.waitTimeout ?? 0);
}

async function startService(
  context: Context,
  project: Project,
  name: string,
  service: Service,
  containers: readonly ContainerSummary[],
): Promise<void> {
  if (service.deploy?.replicas === 0) return;
  await waitDependencies(context, project, name, service.depends_on ?? new Map(), containers);
  const own = containers.filter((each) => serviceOf(each) === name).sort((a, b) => numberOf(a) - numberOf(b));
  if (own.length === 0) {
    if (scaleOf(service) === 0) return;
    throw new Error(`service "${name}" has no container to start`);
  }
  for (const container of own) {
    if (container.State === 'running') continue;
    await injectFiles(context, project, service, container.Id);
    await context.progress.event(working(progressName(container), 'Starting'));
    await context.engine.containerStart(container.Id);
    for (const hook of service.post_start ?? []) await runHook(context, container.Id, hook);
    await context.progress.event(done(progressName(container), 'Started'));
  }
}

type Hook = NonNullable<Service['post_start']>[number];

async function runHook(context: Context, id: string, hook: Hook): Promise<void> {
  const { Id } = await context.engine.execCreate(id, {
    Cmd: hook.command ?? [],
    User: hook.user ?? '',
    Privileged: hook.privileged ?? false,
    WorkingDir: hook.working_dir ?? '',
    Env: [...(hook.environment ?? [])].map(([key, value]) => (value === null ? key : `${key}=${value}`)),
    AttachStdout: true,
    AttachStderr: true,
  });
  const connection = await context.engine.execStart(Id, { Detach: false, Tty: false });
  if (connection) for await (const _frame of connection.output) continue;
  const { ExitCode } = await context.engine.execInspect(Id);
  if (ExitCode !== null && ExitCode !== 0) throw new Error(`hook exited with status ${String(ExitCode)}`);
}

/** `running_or_healthy` is what `--wait` waits for. */
export async function waitDependencies(
  context: Context,
  project: Project,
  dependant: string,
  dependencies: ReadonlyMap<string, Dependency>,
  containers: readonly ContainerSummary[],
  deadline?: number,
): Promise<void> {
  const waits = [...dependencies].filter(([name, { condition }]) => {
    const service = project.services.get(name);
    return condition !== 'service_started' && service !== undefined && scaleOf(service) > 0;
  });
  await together(
    waits.map(([name, dependency]) => async () => {
      const waiting = containers.filter((each) => serviceOf(each) === name);
      for (const each of waiting) await context.progress.event(working(progressName(each), 'Waiting'));
      if (waiting.length > 0) return waitFor(context, name, dependency, waiting, deadline);
      if (dependency.required !== false) throw new Error(`${dependant} is missing dependency ${name}`);
      await context.warn(`${dependant} is missing dependency ${name}`);
    }),
  );
}

async function waitFor(
  context: Context,
  name: string,
  dependency: Dependency,
  containers: readonly ContainerSummary[],
  deadline: number | undefined,
): Promise<void> {
  for (;;) {
    await context.process.sleep(POLL);
    if (deadline !== undefined && context.process.now() >= deadline) throw new Deadline();
    const outcome = await conditionMet(context, name, dependency, containers);
    if (outcome === 'not yet') continue;
    if ('reached' in outcome) {
      for (const each of containers) await context.progress.event(done(progressName(each), outcome.reached));
      return;
    }
    return giveUp(context, name, dependency, containers, outcome);
  }
}

class Deadline extends Error {}

type Outcome = 'not yet' | { readonly reached: string } | { readonly failure: string; readonly event?: string };

async function giveUp(
  context: Context,
  name: string,
  dependency: Dependency,
  containers: readonly ContainerSummary[],
  outcome: { readonly failure: string; readonly event?: string },
): Promise<void> {
  if (dependency.required === false) {
    const told =
      dependency.condition === 'service_completed_successfully'
        ? outcome.failure.replace(/^service /, '')
        : `"${name}" failed to start`;
    for (const each of containers) {
      await context.progress.event(warned(progressName(each), `Skipped: optional dependency ${told}`));
    }
    await context.warn(`optional dependency ${told}`);
    return;
  }
  if (outcome.event !== undefined) {
    for (const each of containers) await context.progress.event(failed(progressName(each), outcome.event));
  }
  throw new Error(outcome.failure);
}

async function conditionMet(
  context: Context,
  name: string,
  { condition = '' }: Dependency,
  containers: readonly ContainerSummary[],
): Promise<Outcome> {
  if (condition === 'service_completed_successfully') return completed(context, name, containers);
  const running = condition === 'running_or_healthy';
  for (const container of containers) {
    const { State } = await context.engine.containerInspect(container.Id);
    const own = nameOf(container);
    if (State.Status === 'exited') return problem(`container ${own} exited (${String(State.ExitCode)})`, running);
    if (State.Health === undefined && running) {
      if (State.Status === 'running') continue;
      return 'not yet';
    }
    if (State.Health === undefined) return problem(`container ${own} has no healthcheck configured`, running);
    if (State.Health.Status === 'unhealthy') return problem(`container ${own} is unhealthy`, running);
    if (State.Health.Status === 'starting') return 'not yet';
  }
  return { reached: 'Healthy' };
}

const problem = (text: string, running: boolean): Outcome =>
  running ? { failure: text } : { failure: `dependency failed to start: ${text}`, event: 'Error' };

async function completed(context: Context, name: string, containers: readonly ContainerSummary[]): Promise<Outcome> {
  for (const container of containers) {
    const { State } = await context.engine.containerInspect(container.Id);
    if (State.Status !== 'exited') continue;
    if (State.ExitCode === 0) return { reached: 'Exited' };
    const failure = `service "${name}" didn't complete successfully: exit ${String(State.ExitCode)}`;
    return { failure, event: failure };
  }
  return 'not yet';
}

async function waitForAll(
  context: Context,
  project: Project,
  containers: readonly ContainerSummary[],
  seconds: number,
) {
  const completes = new Set(
    [...project.services.values()].flatMap(({ depends_on: others }) =>
      [...(others ?? [])]
        .filter(([, each]) => each.condition === 'service_completed_successfully')
        .map(([name]) => name),
    ),
  );
  const wanted = [...project.services.keys()].map((name): [string, Dependency] => [
    name,
    { condition: completes.has(name) ? 'service_completed_successfully' : 'running_or_healthy', required: true },
  ]);
  const deadline = seconds > 0 ? context.process.now() + seconds * 1000 : undefined;
  try {
    await waitDependencies(context, project, project.name, new Map(wanted), containers, deadline);
  } catch (error) {
    if (error instanceof Deadline) throw new Error(`application not healthy after ${String(seconds)}s`);
    throw error;
  }
}
