/** Builds services' images, shown as buildx bake shows several builds at once. */
import type { SolveError, SolveStatus } from '../../../api/build.ts';
import type { Context } from '../../../compose/context.ts';
import { imageOf } from '../../../compose/container-config.ts';
import { imageId } from '../../../compose/images.ts';
import { COMPOSE_VERSION, PROJECT, SERVICE, VERSION } from '../../../compose/labels.ts';
import { sortedNames } from '../../../compose/load/normalize.ts';
import type { Build, Project } from '../../../compose/model/project.ts';
import { storedCredentials } from '../../config/registry-auth.ts';
import { StatusError } from '../../status-error.ts';
import { readContext } from '../buildx/files.ts';
import { errorLogs, sourceExcerpts } from '../buildx/excerpt.ts';
import { PlainDisplay } from '../buildx/plain.ts';
import { createSession } from '../buildx/session.ts';
import { Trace } from '../buildx/trace.ts';
import { TtyDisplay } from '../buildx/tty.ts';
import type { ComposeSession } from './session.ts';

/** How often a terminal is drawn anew, milliseconds. */
const TICK = 150;

export interface BakeOptions {
  readonly quiet: boolean;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  readonly args?: readonly string[];
}

/** Builds what has no image yet, or has to be built again. */
export async function buildMissing(
  session: ComposeSession,
  context: Context,
  project: Project,
  options: BakeOptions,
): Promise<void> {
  const names: string[] = [];
  for (const name of sortedNames(project.services)) {
    const service = project.services.get(name) ?? {};
    const image = imageOf(service, project.name, name);
    if (!service.build) {
      if (!service.image) continue;
      continue;
    }
    if (service.pull_policy === 'build' || (await imageId(context, image)) === undefined) names.push(name);
  }
  if (names.length > 0) await bake(session, context, project, names, options);
}

/** Builds the services among `names` that say how. */
export async function bake(
  session: ComposeSession,
  context: Context,
  project: Project,
  names: readonly string[],
  options: BakeOptions,
): Promise<void> {
  const targets = names.flatMap((name) => {
    const service = project.services.get(name);
    return service?.build ? [{ name, build: service.build, image: imageOf(service, project.name, name) }] : [];
  });
  if (targets.length === 0) {
    if (!options.quiet) await context.warn('No services to build');
    return;
  }
  const show = new BakeDisplay(session, options.quiet, targets.length > 1);
  await show.begin(bakeFile(targets).length);
  for (const target of targets) await buildOne(session, project, target, options, show);
  await show.end(targets.map(({ name }) => name));
  for (const { image } of targets) await context.progress.event({ id: image, status: 'done', statusText: 'Built' });
}

interface Target {
  readonly name: string;
  readonly build: Build;
  readonly image: string;
}

/** What Compose hands to bake; its size is told. */
function bakeFile(targets: readonly Target[]): string {
  const target = Object.fromEntries(
    targets.map(({ name, build, image }) => [
      name,
      {
        context: build.context,
        dockerfile: build.dockerfile,
        ...(build.args ? { args: Object.fromEntries(build.args) } : {}),
        tags: [image],
        output: ['type=docker'],
      },
    ]),
  );
  return JSON.stringify({ group: { default: { targets: targets.map(({ name }) => name) } }, target }, null, '  ');
}

async function buildOne(
  session: ComposeSession,
  project: Project,
  { name, build, image }: Target,
  options: BakeOptions,
  show: BakeDisplay,
): Promise<void> {
  const { client, engine } = session;
  const context = build.context ?? '.';
  const dockerfile = build.dockerfile ?? 'Dockerfile';
  const inline = build.dockerfile_inline;
  const files = await readContext(
    client,
    context,
    inline === undefined ? (dockerfile.startsWith('/') ? dockerfile : `${context}/${dockerfile}`) : '',
  ).catch((error: unknown) => {
    if (inline !== undefined) throw error;
    return undefined;
  });
  const buildSession = createSession({
    process: client.process,
    context: files?.context ?? { kind: 'directory', path: context },
    dockerfile:
      inline !== undefined ? { kind: 'text', name: 'Dockerfile', bytes: new TextEncoder().encode(inline) }
      : (files?.dockerfile ?? { kind: 'directory', path: context }),
    secrets: new Map(),
    credentials: (host) => storedCredentials(client, host),
  }); // prettier-ignore
  const run = engine.build.solve(
    {
      Ref: name,
      Frontend: 'dockerfile.v0',
      FrontendAttrs: attributes(
        project,
        name,
        build,
        options,
        inline === undefined ? (files?.dockerfileName ?? dockerfile) : 'Dockerfile',
      ),
      Exporters: [{ Type: 'moby', Attrs: { name: [image, ...(build.tags ?? [])].join(',') } }],
    },
    buildSession,
  );
  client.interrupt.onFirst(() => run.cancel());
  const [result] = await Promise.all([run.result, show.follow(name, run.status)]);
  if ('Error' in result) await show.fail(name, result.Error);
}

function attributes(
  project: Project,
  name: string,
  build: Build,
  options: BakeOptions,
  filename: string,
): Record<string, string> {
  const args = [...(build.args ?? [])].map(([key, value]): [string, string] => [
    key,
    value ?? project.environment.get(key) ?? '',
  ]);
  const given = (options.args ?? []).map((entry): [string, string] => {
    const at = entry.indexOf('=');
    return at < 0 ? [entry, project.environment.get(entry) ?? ''] : [entry.slice(0, at), entry.slice(at + 1)];
  });
  const labels: [string, string][] = [
    ...(build.labels ?? []),
    [PROJECT, project.name],
    [SERVICE, name],
    [VERSION, COMPOSE_VERSION],
  ];
  return {
    filename,
    ...(build.target ? { target: build.target } : {}),
    ...(options.noCache || build.no_cache ? { 'no-cache': '' } : {}),
    ...(options.pull || build.pull ? { 'image-resolve-mode': 'pull' } : {}),
    ...Object.fromEntries([...args, ...given].map(([key, value]) => [`build-arg:${key}`, value])),
    ...Object.fromEntries(labels.map(([key, value]) => [`label:${key}`, value])),
    ...(build.extra_hosts ? { 'add-hosts': build.extra_hosts.join(',') } : {}),
  };
}

/** All builds as one list of numbered steps on stdout. */
class BakeDisplay {
  private readonly session: ComposeSession;
  private readonly quiet: boolean;
  private readonly several: boolean;
  private readonly trace = new Trace();
  private readonly display: PlainDisplay;
  private readonly terminal: TtyDisplay | undefined;
  private begun = false;
  private over = false;

  constructor(session: ComposeSession, quiet: boolean, several: boolean) {
    this.session = session;
    this.quiet = quiet;
    this.several = several;
    this.display = new PlainDisplay(this.trace);
    const { client, flags } = session;
    const fancy = !quiet && client.isTerminal('stdout') && flags.ansi !== 'never' && flags.progress !== 'plain';
    this.terminal = fancy ? new TtyDisplay(this.trace, client.now(), '') : undefined;
    if (fancy) this.tick().catch(() => undefined);
  }

  private async tick(): Promise<void> {
    while (!this.over) {
      await this.session.client.process.sleep(TICK);
      if (!this.over) await this.draw(false);
    }
  }

  private async draw(all: boolean): Promise<void> {
    const { client } = this.session;
    const size = client.windowSize('stdout') ?? { cols: 80, rows: 24 };
    if (this.terminal) await client.print(this.terminal.frame(size, client.now(), all));
  }

  /** `size` is that of the definitions, in bytes. */
  begin(size: number): Promise<void> {
    const now = this.session.client.now();
    const digest = 'bake:definitions';
    const status = `reading from stdin ${String(size)}B`;
    return this.write({
      vertexes: [{ digest, inputs: [], name: '[internal] load local bake definitions', started: now, completed: now }],
      statuses: [
        {
          id: status,
          vertex: digest,
          name: status,
          current: 0,
          total: 0,
          timestamp: now,
          started: now,
          completed: now,
        },
      ],
      logs: [],
      warnings: [],
    });
  }

  async follow(name: string, status: AsyncIterable<SolveStatus>): Promise<void> {
    for await (const message of status) await this.write(this.several ? named(name, message) : message);
  }

  async end(names: readonly string[]): Promise<void> {
    const now = this.session.client.now();
    for (const name of names) {
      const title = `${this.several ? `[${name}] ` : ''}resolving provenance for metadata file`;
      const vertex = { digest: `bake:provenance:${name}`, inputs: [], name: title, started: now, completed: now };
      await this.write({ vertexes: [vertex], statuses: [], logs: [], warnings: [] });
    }
    this.over = true;
    await this.draw(true);
  }

  async fail(name: string, error: SolveError): Promise<never> {
    const { client } = this.session;
    this.over = true;
    await this.draw(true);
    if (!this.quiet) await client.print(errorLogs(this.trace));
    const excerpt = sourceExcerpts(error).split('\n').join('\n\n');
    const target = this.several ? `target ${name}: ` : '';
    throw new StatusError(1, `${excerpt}${target}failed to solve: ${error.message}\n`);
  }

  private async write(message: SolveStatus): Promise<void> {
    const touched = this.trace.update(message);
    if (this.terminal) return;
    const text = this.display.update(touched);
    if (this.quiet || text === '') return;
    await this.session.client.print(this.begun ? text : text.replace(/^\n/, ''));
    this.begun = true;
  }
}

/** The steps of one of several builds carry its name: `[app 1/2] …`, `[app internal] …`, `[app] exporting …`. */
function named(target: string, message: SolveStatus): SolveStatus {
  const rename = (name: string): string =>
    name.startsWith('[') ? `[${target} ${name.slice(1)}` : `[${target}] ${name}`;
  const own = (digest: string): string => `${target}:${digest}`;
  return {
    vertexes: message.vertexes.map((each) => ({ ...each, digest: own(each.digest), name: rename(each.name) })),
    statuses: message.statuses.map((each) => ({ ...each, vertex: own(each.vertex) })),
    logs: message.logs.map((each) => ({ ...each, vertex: own(each.vertex) })),
    warnings: message.warnings.map((each) => ({ ...each, vertex: own(each.vertex) })),
  };
}
