/** Makes a project's networks, volumes and containers what the file says. */
import type { ContainerSummary, Mount } from '../api/containers.ts';
import type { Labels } from '../api/common.ts';
import { containerName, containerRequest, imageOf } from './container-config.ts';
import type { Context } from './context.ts';
import { dependenciesOf, inOrder, together } from './graph.ts';
import { localImages, pullMissing } from './images.ts';
import { REPLACES } from './labels.ts';
import type { Project, Service } from './model/project.ts';
import { isOneOff, isOrphan, nameOf, numberOf, progressName, projectContainers, serviceOf } from './observe.ts';
import { done, failed, working } from './progress/event.ts';
import { planService, type Observed, type Recreate, type Step } from './reconcile.ts';
import { ensureNetworks, ensureVolumes } from './resources.ts';
import { stopAndRemove, stopServices } from './stop.ts';

export interface CreateOptions {
  /** Services named on the command line; the others are their dependencies. None means all. */
  readonly services: readonly string[];
  readonly recreate: Recreate;
  readonly recreateDependencies: Recreate;
  /** Whether anonymous volumes are taken over. */
  readonly inherit: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly quietPull: boolean;
  readonly removeOrphans: boolean;
  readonly ignoreOrphans: boolean;
  readonly envFiles?: readonly string[];
  /** Builds what has to be built; undefined with `--no-build`. */
  readonly build?: (context: Context, project: Project) => Promise<void>;
}

/** Containers of a service as they are at a moment of the work. */
type State = Map<string, ContainerSummary[]>;

export async function create(context: Context, project: Project, options: CreateOptions): Promise<void> {
  checkNames(project);
  await pullMissing(context, project, options.quietPull);
  await options.build?.(context, project);
  const networks = await ensureNetworks(context, project);
  const volumes = await ensureVolumes(context, project);
  const existing = await projectContainers(context.engine, project.name, { all: true });
  await handleOrphans(context, project, existing, options);
  const images = await localImages(context, project);
  const state: State = new Map();
  for (const container of existing) {
    if (isOneOff(container)) continue;
    const known = state.get(serviceOf(container)) ?? [];
    state.set(serviceOf(container), [...known, container]);
  }
  const observed: Observed = { containers: state, networks, volumes, images };
  const named = options.services.length === 0 ? [...project.services.keys()] : options.services;
  await inOrder(dependenciesOf(project), async (name) => {
    const service = resolveShared(project.services.get(name) ?? {}, state);
    const recreate = named.includes(name) ? options.recreate : options.recreateDependencies;
    const { steps } = planService(project, name, service, observed, recreate);
    if (steps.some((step) => step.do === 'recreate')) await stopDependents(context, project, name);
    const work = new ServiceWork(context, project, name, service, images, options);
    const updated: ContainerSummary[] = [];
    await together(
      steps.map((step, at) => async () => {
        const result = await work.run(step);
        if (result) updated[at] = result;
      }),
    );
    state.set(name, Object.values(updated));
  });
}

function checkNames(project: Project): void {
  const owners = new Map<string, string>();
  for (const [name, { container_name: own }] of project.services) {
    if (!own) continue;
    const other = owners.get(own);
    if (other !== undefined) {
      throw new Error(`services.${name}: container name "${own}" is already in use by service ${other}"`);
    }
    owners.set(own, name);
  }
}

async function handleOrphans(
  context: Context,
  project: Project,
  existing: readonly ContainerSummary[],
  options: CreateOptions,
): Promise<void> {
  const orphans = existing.filter((each) => isOrphan(project, each));
  if (orphans.length === 0 || options.ignoreOrphans) return;
  if (options.removeOrphans) {
    await together(orphans.map((each) => () => stopAndRemove(context, each, {})));
    return;
  }
  await context.warn(
    `Found orphan containers ([${orphans.map(nameOf).join(' ')}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.`,
  );
}

/** Services whose dependency on this one says `restart: true` are stopped before it is replaced. */
async function stopDependents(context: Context, project: Project, name: string): Promise<void> {
  const dependents = [...project.services].filter(([, { depends_on: others }]) => others?.get(name)?.restart === true);
  if (dependents.length === 0) return;
  await stopServices(context, project, { services: dependents.map(([dependent]) => dependent) });
}

/** `service:` references become containers. */
export function resolveShared(service: Service, state: ReadonlyMap<string, readonly ContainerSummary[]>): Service {
  const container = (name: string, what: string): string => {
    const [first] = [...(state.get(name) ?? [])].sort((a, b) => numberOf(a) - numberOf(b));
    if (!first) throw new Error(`cannot share ${what} with service ${name}: container missing`);
    return first.Id;
  };
  const shared = (mode: string | undefined, what: string): string | undefined =>
    mode?.startsWith('service:') ? `container:${container(mode.slice('service:'.length), what)}` : mode;
  const { network_mode, ipc, pid, volumes_from, ...rest } = service;
  const network = shared(network_mode, 'network namespace');
  const ipcMode = shared(ipc, 'IPC namespace');
  const pidMode = shared(pid, 'PID namespace');
  const sources = volumes_from?.map((from) => {
    const [first = '', second = ''] = from.split(':');
    return first === 'container' ? second : container(first, 'volume');
  });
  return {
    ...rest,
    ...(network === undefined ? {} : { network_mode: network }),
    ...(ipcMode === undefined ? {} : { ipc: ipcMode }),
    ...(pidMode === undefined ? {} : { pid: pidMode }),
    ...(sources === undefined ? {} : { volumes_from: sources }),
  };
}

/** Carries out the steps of one service. */
class ServiceWork {
  private readonly context: Context;
  private readonly project: Project;
  private readonly name: string;
  private readonly service: Service;
  private readonly images: ReadonlyMap<string, string>;
  private readonly options: CreateOptions;

  constructor(
    context: Context,
    project: Project,
    name: string,
    service: Service,
    images: ReadonlyMap<string, string>,
    options: CreateOptions,
  ) {
    this.context = context;
    this.project = project;
    this.name = name;
    this.service = service;
    this.images = images;
    this.options = options;
  }

  /** Gives the container that there is afterwards. */
  async run(step: Step): Promise<ContainerSummary | undefined> {
    const { progress, engine } = this.context;
    switch (step.do) {
      case 'create':
        return this.create(step.name, step.number);
      case 'recreate':
        return this.recreate(step.container);
      case 'remove':
        await stopAndRemove(this.context, step.container, this.stopOptions());
        return undefined;
      case 'restart':
        await progress.event(working(progressName(step.container), 'Restart'));
        await engine.containerStart(step.container.Id);
        await progress.event(done(progressName(step.container), 'Restarted'));
        return step.container;
      case 'keep':
        if (step.container.State === 'running') await progress.event(done(progressName(step.container), 'Running'));
        return step.container;
    }
  }

  private stopOptions(): { timeout?: number } {
    return this.options.timeout === undefined ? {} : { timeout: this.options.timeout };
  }

  private async create(name: string, number: number): Promise<ContainerSummary> {
    const event = `Container ${name}`;
    const { progress } = this.context;
    await progress.event(working(event, 'Creating'));
    try {
      const made = await this.make(name, number);
      await progress.event(done(event, 'Created'));
      return made;
    } catch (error) {
      await progress.event(failed(event, failureText(error)));
      throw error;
    }
  }

  private async recreate(old: ContainerSummary): Promise<ContainerSummary> {
    const { engine, progress } = this.context;
    const event = progressName(old);
    await progress.event(working(event, 'Recreate'));
    try {
      const number = numberOf(old);
      const name = containerName(this.project.name, this.name, this.service, number);
      const temporary = `${old.Id.slice(0, 12)}_${name}`;
      const labels = { [REPLACES]: this.service.container_name || `${this.name}-${String(number)}` };
      const made = await this.make(temporary, number, labels, this.options.inherit ? old : undefined);
      const { timeout } = this.options;
      await engine.containerStop(old.Id, timeout === undefined ? {} : { t: timeout }).catch(ignoreNotModified);
      await engine.containerDelete(old.Id, {});
      await engine.containerRename(made.Id, { name });
      await progress.event(done(event, 'Recreated'));
      return made;
    } catch (error) {
      await progress.event(failed(event, failureText(error)));
      throw error;
    }
  }

  private async make(
    name: string,
    number: number,
    labels: Labels = {},
    inherit?: ContainerSummary,
  ): Promise<ContainerSummary> {
    await warnOfFiles(this.context, this.project, this.service);
    const { envFiles } = this.options;
    const inherited = inherit ? await this.inherited(inherit) : undefined;
    const usual = containerName(this.project.name, this.name, this.service, number);
    return createContainer(this.context, this.project, this.name, this.service, name, {
      name: usual,
      number,
      imageId: this.images.get(imageOf(this.service, this.project.name, this.name)) ?? '',
      labels,
      useAliases: true,
      ...(inherited ? { inherited } : {}),
      ...(envFiles ? { envFiles } : {}),
    });
  }

  /** Anonymous volumes of the image or the service that the old container has. */
  private async inherited(old: ContainerSummary): Promise<Map<string, Mount>> {
    const image = await this.context.engine.imageInspect(imageOf(this.service, this.project.name, this.name));
    const volumes = Object.keys(image.Config?.Volumes ?? {});
    const anonymous = (this.service.volumes ?? []).filter(({ source }) => !source).map(({ target }) => target);
    const taken = old.Mounts.filter(
      ({ Type, Destination }) => Type !== 'tmpfs' && (volumes.includes(Destination) || anonymous.includes(Destination)),
    );
    const named = new Set((this.service.volumes ?? []).filter(({ source }) => source).map(({ target }) => target));
    return new Map(
      taken
        .filter(({ Destination }) => !named.has(Destination))
        .map(({ Type, Name, Source, Destination, RW }) => [
          Destination,
          {
            Type,
            Source: Type === 'volume' ? (Name ?? '') : Source,
            Target: Destination,
            ...(RW ? {} : { ReadOnly: true }),
          },
        ]),
    );
  }
}

export const ignoreNotModified = (error: unknown): void => {
  if (!(error instanceof Error && 'kind' in error && error.kind === 'notModified')) throw error;
};

/** What a failed event says: the engine's words as the client prints them. */
export const failureText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'EngineError' ? `Error response from daemon: ${error.message}` : error.message;
};

async function warnOfFiles(context: Context, project: Project, service: Service): Promise<void> {
  for (const { source = '' } of service.secrets ?? []) {
    const secret = project.secrets.get(source);
    if (secret?.file && !context.process.fs.exists(secret.file)) {
      await context.warn(`secret file ${secret.name ?? source} does not exist`);
    }
  }
}

/** Creates a container under `name` and tells of the engine's warnings. */
export async function createContainer(
  context: Context,
  project: Project,
  serviceName: string,
  service: Service,
  name: string,
  options: Parameters<typeof containerRequest>[3],
): Promise<ContainerSummary> {
  const request = containerRequest(project, serviceName, service, options);
  const { Id, Warnings } = await context.engine.containerCreate(
    { name, ...(service.platform ? { platform: service.platform } : {}) },
    request,
  );
  for (const text of Warnings) await context.progress.event({ id: serviceName, status: 'warning', text });
  const [made] = await context.engine.containerList({ all: true, filters: { id: [Id] } });
  if (!made) throw new Error(`No such container: ${Id}`);
  return made;
}
