/** Commands that make, start, stop and remove containers of a project. */
import { create } from '../../../compose/create.ts';
import { down, observedProject } from '../../../compose/down.ts';
import { byName, nameOf, projectContainers, serviceOf } from '../../../compose/observe.ts';
import type { Project } from '../../../compose/model/project.ts';
import { start } from '../../../compose/start.ts';
import { eachContainer, removeContainer, restartServices, stopServices } from '../../../compose/stop.ts';
import { together } from '../../../compose/graph.ts';
import { stringArray } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import { composeCommand } from './declaration.ts';
import { ask } from './question.ts';
import type { ComposeSession } from './session.ts';
import { applyMakeFlags, checkMakeFlags, createOptions, setScale } from './up-options.ts';

const timeoutOf = (changed: boolean, timeout: number): { timeout?: number } => (changed ? { timeout } : {});

/** The project of the file, or what the engine knows of it. */
async function anyProject(session: ComposeSession, services: readonly string[]): Promise<Project> {
  const { name, project } = await session.projectOrName(services);
  return project ?? observedProject(session.context(), name);
}

const createCommand = composeCommand({
  name: 'create',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Create containers without starting them',
  flags: {
    build: bool(), 'force-recreate': bool(), 'no-build': bool(), 'no-recreate': bool(),
    pull: string(undefined, 'policy'), 'quiet-pull': bool(), 'remove-orphans': bool(), scale: stringArray(),
    yes: bool('y'),
  }, // prettier-ignore
  run: async ({ session, flags, args, changed }) => {
    checkMakeFlags(flags);
    const project = applyMakeFlags(await session.project(args), flags, changed('pull'));
    await session.run('Creating', (context) => create(context, project, createOptions(session, project, args, flags)));
  },
});

const startCommand = composeCommand({
  name: 'start',
  usage: '[SERVICE...]',
  summary: 'Start containers that exist',
  flags: { wait: bool(), 'wait-timeout': int() },
  run: async ({ session, flags, args }) => {
    const project = await anyProject(session, args);
    const options = { wait: flags.wait, waitTimeout: flags['wait-timeout'] };
    await session.run('Running', (context) => start(context, project, options));
  },
});

const stop = composeCommand({
  name: 'stop',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Stop containers',
  flags: { timeout: int('t') },
  run: async ({ session, flags, args, changed }) => {
    const project = await anyProject(session, args);
    const options = { services: args, ...timeoutOf(changed('timeout'), flags.timeout) };
    await session.run('Stopping', (context) => stopServices(context, project, options));
  },
});

const restart = composeCommand({
  name: 'restart',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Restart containers',
  flags: { 'no-deps': bool(), timeout: int('t') },
  run: async ({ session, flags, args, changed }) => {
    const project = await anyProject(session, []);
    const unknown = args.find((name) => !project.services.has(name));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    const options = { services: args, noDeps: flags['no-deps'], ...timeoutOf(changed('timeout'), flags.timeout) };
    await session.run('Restarting', (context) => restartServices(context, project, options));
  },
});

const downCommand = composeCommand({
  name: 'down',
  usage: '[OPTIONS] [SERVICES]',
  summary: 'Stop and remove containers and networks',
  flags: { 'remove-orphans': bool(), rmi: string(), timeout: int('t'), volumes: bool('v') },
  run: async ({ session, flags, args, changed }) => {
    const { rmi: images } = flags;
    if (images !== '' && images !== 'all' && images !== 'local')
      throw new Error(`invalid value for --rmi: "${images}"`);
    const { name, project } = await session.projectOrName();
    const unknown = project && args.find((service) => !project.services.has(service));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    await session.run('Running', (context) =>
      down(context, name, project, {
        services: args,
        removeOrphans: flags['remove-orphans'],
        volumes: flags.volumes,
        images,
        ...timeoutOf(changed('timeout'), flags.timeout),
      }),
    );
  },
});

const pausing = (name: string, title: string, after: string, summary: string) =>
  composeCommand({
    name,
    usage: '[SERVICE...]',
    summary,
    flags: {},
    run: async ({ session, args }) => {
      const { name: projectName, project } = await session.projectOrName(args);
      const found = await projectContainers(session.engine, projectName, { oneOff: 'exclude', services: args });
      const own = found.filter((each) => project === undefined || project.services.has(serviceOf(each))).sort(byName);
      const act = (id: string) =>
        name === 'pause' ? session.engine.containerPause(id) : session.engine.containerUnpause(id);
      await session.run(title, (context) => eachContainer(context, own, (each) => act(each.Id), { after }));
    },
  });

const kill = composeCommand({
  name: 'kill',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Send a signal to containers, SIGKILL unless said otherwise',
  flags: { 'remove-orphans': bool(), signal: string('s', 'SIGKILL') },
  run: async ({ session, flags, args }) => {
    const { name, project } = await session.projectOrName(args);
    const found = await projectContainers(session.engine, name, { services: args });
    const own = found.filter((each) => flags['remove-orphans'] || !project || project.services.has(serviceOf(each)));
    if (own.length === 0) return session.client.process.stderr.write('no container to kill');
    const words = { before: 'Killing', after: 'Killed', failure: 'Error while Killing' };
    const { signal } = flags;
    await session.run('Killing', (context) =>
      eachContainer(context, own, (each) => session.engine.containerKill(each.Id, { signal }), words),
    );
  },
});

const rm = composeCommand({
  name: 'rm',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Remove containers that have stopped',
  flags: { all: { ...bool('a'), hidden: true }, force: bool('f'), stop: bool('s'), volumes: bool('v') },
  run: async ({ session, flags, args }) => {
    const { name, project } = await session.projectOrName(args);
    const known = project ?? (await observedProject(session.context(), name));
    if (flags.stop) await session.run('Stopping', (context) => stopServices(context, known, { services: args }));
    const found = await projectContainers(session.engine, name, { all: true, oneOff: 'exclude', services: args });
    const own = found.filter((each) => project === undefined || project.services.has(serviceOf(each)));
    const stopped = own.filter(({ State }) => State !== 'running' && State !== 'paused' && State !== 'restarting');
    if (stopped.length === 0) return session.client.complain('No stopped containers');
    const question = `Going to remove ${stopped.map(nameOf).join(', ')}`;
    if (flags.force) await session.client.println(question);
    else if (!(await ask(session.client, question))) return;
    const { force, volumes } = flags;
    await session.run('Removing', (context) =>
      together(
        stopped.map((each) => async () => {
          await context.progress.event({ id: `Container ${nameOf(each)}`, status: 'working', statusText: 'Removing' });
          await removeContainer(context, each, { force, volumes });
        }),
      ),
    );
  },
});

const scale = composeCommand({
  name: 'scale',
  usage: '[SERVICE=REPLICAS...]',
  summary: 'Set how many containers services have',
  flags: { 'no-deps': bool() },
  args: { min: 1 },
  run: async ({ session, args }) => {
    const wanted = args.map((entry) => {
      const [name = '', count, ...more] = entry.split('=');
      if (count === undefined || more.length > 0) throw new Error(`invalid scale specifier: ${entry}`);
      if (!/^\d+$/.test(count)) throw new Error(`invalid scale specifier: can't parse replica value as int: ${entry}`);
      return { name, count };
    });
    const loaded = await session.project(wanted.map(({ name }) => name));
    const services = new Map(loaded.services);
    for (const { name, count } of wanted) setScale(services, name, count);
    const project = { ...loaded, services };
    await session.run('Running', async (context) => {
      await create(
        context,
        project,
        createOptions(
          session,
          project,
          wanted.map(({ name }) => name),
          {},
        ),
      );
      await start(context, project);
    });
  },
});

const wait = composeCommand({
  name: 'wait',
  usage: 'SERVICE [SERVICE...] [OPTIONS]',
  summary: 'Wait until containers stop',
  flags: { 'down-project': bool() },
  args: { min: 1 },
  run: async ({ session, flags, args }) => {
    const name = await session.projectName();
    const found = await projectContainers(session.engine, name, { services: args });
    if (found.length === 0) throw new Error(`no containers for project "${name}"`);
    let status = 0;
    await together(
      found.map((each) => async () => {
        const { StatusCode } = await session.engine.containerWait(each.Id);
        status = StatusCode;
        await session.client.println(`container "${each.Id}" exited with status code ${String(StatusCode)}`);
      }),
    );
    if (flags['down-project']) {
      const options = { services: [], removeOrphans: true, volumes: false, images: '' } as const;
      await session.run('Running', (context) => down(context, name, undefined, options));
    }
    return status;
  },
});

export const LIFECYCLE = [
  createCommand, startCommand, stop, restart, downCommand,
  pausing('pause', 'Pausing', 'Paused', 'Pause containers'),
  pausing('unpause', 'Running', 'Unpaused', 'Let paused containers go on'),
  kill, rm, scale, wait,
]; // prettier-ignore
