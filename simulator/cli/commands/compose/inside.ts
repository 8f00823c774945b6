/** Commands that work in one container: exec, run, cp, attach, commit, export. */
import { imageOf } from '../../../compose/container-config.ts';
import { create, createContainer, resolveShared } from '../../../compose/create.ts';
import { localImages, pullMissing } from '../../../compose/images.ts';
import { injectFiles } from '../../../compose/inject.ts';
import { IMAGE, ONE_OFF, SLUG } from '../../../compose/labels.ts';
import { splitWords } from '../../../compose/model/shellwords.ts';
import type { Project, Service } from '../../../compose/model/project.ts';
import { parsePorts } from '../../../compose/load/ports.ts';
import { canonical } from '../../../compose/load/canonical.ts';
import { isMapping, isSequence } from '../../../compose/load/value.ts';
import { projectFile } from '../../../compose/model/project.ts';
import { resolvePaths } from '../../../compose/load/normalize.ts';
import { byName, isOneOff, nameOf, projectContainers, serviceOf } from '../../../compose/observe.ts';
import { start, waitDependencies } from '../../../compose/start.ts';
import { together } from '../../../compose/graph.ts';
import { list, stringArray } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { composeCommand } from './declaration.ts';
import { specifiedContainer } from './target.ts';
import type { ComposeSession } from './session.ts';
import { applyMakeFlags, createOptions } from './up-options.ts';

const exec = composeCommand({
  name: 'exec',
  usage: '[OPTIONS] SERVICE COMMAND [ARGS...]',
  summary: 'Run a command in a running container',
  flags: {
    detach: bool('d'), env: stringArray('e'), index: int(), interactive: { ...bool('i', true), hidden: true },
    'no-tty': bool('T'), privileged: bool(), tty: { ...bool('t', true), hidden: true }, user: string('u'),
    workdir: string('w'),
  }, // prettier-ignore
  interspersed: false,
  args: { min: 2 },
  run: async ({ session, flags, changed, args: [service = '', ...command] }) => {
    const { name } = await session.projectOrName([]);
    const { Id } = await specifiedContainer(session, name, service, flags.index, false);
    const tty = changed('no-tty') ? !flags['no-tty'] : session.client.isTerminal('stdout');
    const words = [
      ...(flags.interactive && !flags.detach ? ['-i'] : []),
      ...(tty ? ['-t'] : []),
      ...(flags.detach ? ['-d'] : []),
      ...(flags.privileged ? ['--privileged'] : []),
      ...(flags.user === '' ? [] : ['-u', flags.user]),
      ...(flags.workdir === '' ? [] : ['-w', flags.workdir]),
      ...flags.env.flatMap((entry) => ['-e', entry]),
    ];
    return session.docker(() => import('../container/exec.ts'), 'docker exec', [...words, Id, ...command]);
  },
});

const RUN_FLAGS = {
  build: bool(), 'cap-add': list(), 'cap-drop': list(), detach: bool('d'), entrypoint: string(), env: stringArray('e'),
  'env-from-file': stringArray(), interactive: bool('i', true), label: stringArray('l'), name: string(),
  'no-TTY': bool('T'), 'no-deps': bool(), publish: stringArray('p'), pull: string(undefined, 'policy'),
  quiet: bool('q'), 'quiet-build': bool(), 'quiet-pull': bool(), 'remove-orphans': bool(), rm: bool(),
  'service-ports': bool('P'), tty: { ...bool('t', true), hidden: true }, 'use-aliases': bool(), user: string('u'),
  volume: stringArray('v'), workdir: string('w'),
}; // prettier-ignore
type RunFlags = FlagValues<typeof RUN_FLAGS>;

const run = composeCommand({
  name: 'run',
  usage: '[OPTIONS] SERVICE [COMMAND] [ARGS...]',
  summary: 'Run a command in a container of its own',
  flags: RUN_FLAGS,
  interspersed: false,
  args: { min: 1 },
  run: async ({ session, flags, changed, args: [name = '', ...command] }) => {
    if (flags.publish.length > 0 && flags['service-ports']) {
      throw new Error('--service-ports and --publish are incompatible');
    }
    if (flags['env-from-file'].length > 0)
      throw new Error('Drydock does not simulate docker compose run --env-from-file');
    if (flags.quiet) session.silence();
    let project = applyMakeFlags(await session.project([name]), flags, changed('pull'));
    if (flags['no-deps'])
      project = { ...project, services: new Map([...project.services].filter(([each]) => each === name)) };
    const tty = changed('no-TTY')
      ? !flags['no-TTY']
      : session.client.isTerminal('stdout') && session.client.isTerminal('stdin');
    const service = oneOffService(project, name, flags, command, tty, changed('entrypoint'));
    const id = await prepare(session, project, name, service, flags);
    const words = flags.detach ? [id] : ['--attach', ...(flags.interactive ? ['--interactive'] : []), id];
    return session.docker(() => import('../container/start.ts'), 'docker start', words);
  },
});

function oneOffService(
  project: Project,
  name: string,
  flags: RunFlags,
  command: readonly string[],
  tty: boolean,
  entrypoint: boolean,
): Service {
  const { restart: _restart, ports, container_name: _own, ...service } = project.services.get(name) ?? {};
  const environment = new Map(service.environment ?? []);
  for (const entry of flags.env) {
    const at = entry.indexOf('=');
    const key = at < 0 ? entry : entry.slice(0, at);
    const value = at < 0 ? project.environment.get(key) : entry.slice(at + 1);
    if (value !== undefined) environment.set(key, value);
  }
  const published = flags.publish.flatMap(parsePorts).map(({ hostIp, target, protocol, published: host }) => ({
    mode: 'ingress', host_ip: hostIp, target, protocol, published: host,
  })); // prettier-ignore
  const kept = flags['service-ports'] ? (ports ?? []) : published;
  return {
    ...service,
    ...(kept.length > 0 ? { ports: kept } : {}),
    tty,
    stdin_open: flags.interactive,
    scale: 1,
    ...(environment.size > 0 ? { environment } : {}),
    ...(command.length > 0 ? { command } : {}),
    ...(entrypoint ? { entrypoint: splitWords(flags.entrypoint), command } : {}),
    ...(flags.user === '' ? {} : { user: flags.user }),
    ...(flags.workdir === '' ? {} : { working_dir: flags.workdir }),
    ...(flags['cap-add'].length > 0 ? { cap_add: [...(service.cap_add ?? []), ...flags['cap-add']] } : {}),
    ...(flags['cap-drop'].length > 0 ? { cap_drop: [...(service.cap_drop ?? []), ...flags['cap-drop']] } : {}),
    ...(flags.volume.length > 0 ? { volumes: [...(service.volumes ?? []), ...volumesOf(project, flags.volume)] } : {}),
  };
}

/** `-v` in its short form. */
function volumesOf(project: Project, entries: readonly string[]): NonNullable<Service['volumes']> {
  const file = new Map([['services', new Map([['x', new Map([['volumes', [...entries]]])]])]]);
  const long = canonical(file, { warn: () => undefined, lenient: false });
  resolvePaths(long, project.workingDirectory, project.environment.get('HOME') ?? '');
  const services = long.get('services');
  const service = isMapping(services) ? services.get('x') : undefined;
  const volumes = isMapping(service) ? service.get('volumes') : undefined;
  if (!isSequence(volumes)) return [];
  return projectFile.decode(long).services?.get('x')?.volumes ?? [];
}

/** Starts what the service depends on and creates the container. Gives its id. */
async function prepare(
  session: ComposeSession,
  project: Project,
  name: string,
  service: Service,
  flags: RunFlags,
): Promise<string> {
  const others = new Map([...project.services].filter(([each]) => each !== name));
  const left = new Map([...project.disabledServices, [name, project.services.get(name) ?? {}]]);
  const dependencies: Project = { ...project, services: others, disabledServices: left };
  await session.run('Running', async (context) => {
    await create(context, dependencies, createOptions(session, dependencies, [], { ...flags, timeout: undefined }));
    if (others.size > 0) await start(context, dependencies);
  });
  const context = session.context();
  const alone: Project = { ...project, services: new Map([[name, service]]) };
  await pullMissing(context, alone, flags['quiet-pull']);
  const { buildMissing } = await session.client.load(() => import('./bake.ts'));
  await buildMissing(session, context, alone, { quiet: flags['quiet-build'] });
  const existing = await projectContainers(session.engine, project.name, { all: true });
  if (!flags['no-deps']) await waitDependencies(context, project, name, service.depends_on ?? new Map(), existing);
  const state = new Map(
    [...project.services.keys()].map((each) => [
      each,
      existing.filter((one) => !isOneOff(one) && serviceOf(one) === each),
    ]),
  );
  const slug = [...session.client.process.random(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const own = flags.name || `${project.name}-${name}-run-${slug.slice(0, 12)}`;
  const image = (await localImages(context, alone)).get(imageOf(service, project.name, name)) ?? '';
  const labels = Object.fromEntries(
    flags.label.map((entry) => {
      const at = entry.indexOf('=');
      if (at < 0) throw new Error('label must be set as KEY=VALUE');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
  const made = await createContainer(context, project, name, resolveShared(service, state), own, {
    name: own,
    number: undefined,
    imageId: image,
    labels: { ...labels, [SLUG]: slug, [ONE_OFF]: 'True', [IMAGE]: image },
    autoRemove: flags.rm,
    attachStdin: flags.interactive && !flags.detach,
    useAliases: flags['use-aliases'],
  });
  await injectFiles(context, project, service, made.Id);
  return made.Id;
}

const cp = composeCommand({
  name: 'cp',
  usage: '[OPTIONS] SERVICE:SRC_PATH DEST_PATH|-\n\tdocker compose cp [OPTIONS] SRC_PATH|- SERVICE:DEST_PATH',
  summary: 'Copy files between a container and the host',
  flags: { all: { ...bool(), hidden: true }, archive: bool('a'), 'follow-link': bool('L'), index: int() },
  args: { min: 2, max: 2 },
  run: async ({ session, flags, args: [source = '', destination = ''] }) => {
    const from = splitService(source);
    const to = splitService(destination);
    if (from.service !== '' && to.service !== '') throw new Error('copying between services is not supported');
    const service = from.service || to.service;
    if (service === '') throw new Error('unknown copy direction');
    const { name } = await session.projectOrName([]);
    const oneOff = flags.all ? 'include' : 'exclude';
    const found = flags.index > 0
      ? [await specifiedContainer(session, name, service, flags.index, true)]
      : (await projectContainers(session.engine, name, { all: true, oneOff, services: [service] })).sort(byName); // prettier-ignore
    if (found.length === 0) throw new Error(`no container found for service "${service}"`);
    const own = from.service === '' ? found : found.slice(0, 1);
    const options = [...(flags.archive ? ['-a'] : []), ...(flags['follow-link'] ? ['-L'] : []), '-q'];
    await session.run('Copying', (context) =>
      together(
        own.map((each) => async () => {
          const id = nameOf(each);
          const text =
            from.service === '' ? `copy ${from.path} to ${id}:${to.path}` : `copy ${id}:${from.path} to ${to.path}`;
          await context.progress.event({ id, text, status: 'working', statusText: 'Copying' });
          const words =
            from.service === '' ? [from.path, `${each.Id}:${to.path}`] : [`${each.Id}:${from.path}`, to.path];
          await session.docker(() => import('../container/cp.ts'), 'docker cp', [...options, ...words]);
          await context.progress.event({ id, text, status: 'done', statusText: 'Copied' });
        }),
      ),
    );
  },
});

function splitService(text: string): { service: string; path: string } {
  const at = text.indexOf(':');
  if (text.startsWith('/') || text.startsWith('.') || at < 0) return { service: '', path: text };
  return { service: text.slice(0, at), path: text.slice(at + 1) };
}

const attach = composeCommand({
  name: 'attach',
  usage: '[OPTIONS] SERVICE',
  summary: "Join the terminal to a container's own",
  flags: { 'detach-keys': string(), index: int(), 'no-stdin': bool(), 'sig-proxy': bool(undefined, true) },
  args: { min: 1, max: 1 },
  run: async ({ session, flags, args: [service = ''] }) => {
    const { name } = await session.projectOrName([]);
    const { Id } = await specifiedContainer(session, name, service, flags.index, false);
    const keys = flags['detach-keys'];
    const words = [
      ...(keys === '' ? [] : ['--detach-keys', keys]),
      ...(flags['no-stdin'] ? ['--no-stdin'] : []),
      `--sig-proxy=${String(flags['sig-proxy'])}`,
    ];
    return session.docker(() => import('../container/attach.ts'), 'docker attach', [...words, Id]);
  },
});

const commit = composeCommand({
  name: 'commit',
  usage: '[OPTIONS] SERVICE [REPOSITORY[:TAG]]',
  summary: "Make an image of a container's changes",
  flags: { author: string('a'), change: list('c'), index: int(), message: string('m'), pause: bool('p', true) },
  args: { min: 1, max: 2 },
  run: async ({ session, flags, args: [service = '', reference = ''] }) => {
    const { name } = await session.projectOrName([]);
    const container = await specifiedContainer(session, name, service, flags.index, false);
    const own = nameOf(container);
    const at = reference.lastIndexOf(':');
    const tagged = at > reference.lastIndexOf('/');
    await session.run('Running', async (context) => {
      await context.progress.event({ id: own, text: `Commit ${own}`, status: 'working', statusText: 'Committing' });
      const { Id } = await session.engine.imageCommit({
        container: container.Id,
        ...(reference === '' ? {} : { repo: tagged ? reference.slice(0, at) : reference }),
        ...(tagged ? { tag: reference.slice(at + 1) } : {}),
        ...(flags.author === '' ? {} : { author: flags.author }),
        ...(flags.message === '' ? {} : { comment: flags.message }),
        ...(flags.change.length === 0 ? {} : { changes: flags.change }),
        pause: flags.pause,
      });
      await context.progress.event({
        id: own,
        text: `Commit ${own}`,
        status: 'done',
        statusText: `Committed as ${Id}`,
      });
    });
  },
});

const exportCommand = composeCommand({
  name: 'export',
  usage: '[OPTIONS] SERVICE',
  summary: "Write a container's files as a tar archive",
  flags: { index: int(), output: string('o') },
  args: { min: 1, max: 1 },
  run: async ({ session, flags, args: [service = ''] }) => {
    const { name } = await session.projectOrName([]);
    const container = await specifiedContainer(session, name, service, flags.index, false);
    const own = nameOf(container);
    const words = flags.output === '' ? [] : ['-o', flags.output];
    if (flags.output === '' && session.client.isTerminal('stdout')) {
      throw new Error('output option is required when exporting to terminal');
    }
    await session.run('Running', async (context) => {
      const target = flags.output || 'stdout';
      await context.progress.event({
        id: own,
        text: `export ${own} to ${target}`,
        status: 'working',
        statusText: 'Exporting',
      });
      await session.docker(() => import('../container/export.ts'), 'docker export', [...words, container.Id]);
    });
  },
});

export const INSIDE = [exec, run, cp, attach, commit, exportCommand];
