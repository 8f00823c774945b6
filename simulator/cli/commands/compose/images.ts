/** Commands for images: pull, push, build. */
import { pullAll } from '../../../compose/images.ts';
import { sortedNames } from '../../../compose/load/normalize.ts';
import { together } from '../../../compose/graph.ts';
import { stringArray } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { authFor } from '../../config/registry-auth.ts';
import { parseReference } from '../../format/reference.ts';
import { composeCommand } from './declaration.ts';
import { selectServices } from './project-options.ts';

const pull = composeCommand({
  name: 'pull',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "Pull services' images",
  flags: {
    'ignore-buildable': bool(), 'ignore-pull-failures': bool(), 'include-deps': bool(),
    'no-parallel': { ...bool(undefined, true), hidden: true }, parallel: { ...bool(undefined, true), hidden: true },
    policy: string(), quiet: bool('q'),
  }, // prettier-ignore
  run: async ({ session, flags, args }) => {
    let project = await session.load((options) => options.project(args));
    if (!flags['include-deps']) project = selectServices(project, args, false);
    const policy = flags.policy;
    if (policy !== '') {
      const services = [...project.services].map(
        ([name, each]) => [name, each.image ? { ...each, pull_policy: policy } : each] as const,
      );
      project = { ...project, services: new Map(services) };
    }
    const options = {
      quiet: flags.quiet,
      ignoreFailures: flags['ignore-pull-failures'],
      ignoreBuildable: flags['ignore-buildable'],
    };
    await session.run('Pulling', (context) => pullAll(context, project, options));
  },
});

const push = composeCommand({
  name: 'push',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "Push services' images",
  flags: { 'ignore-push-failures': bool(), 'include-deps': bool(), quiet: bool('q') },
  run: async ({ session, flags, args }) => {
    let project = await session.load((options) => options.project(args));
    if (!flags['include-deps']) project = selectServices(project, args, false);
    await session.run('Pushing', (context) =>
      together(
        sortedNames(project.services).map((name) => async () => {
          const { build, image = '' } = project.services.get(name) ?? {};
          if (!build || image === '') return context.progress.event({ id: name, status: 'done', text: 'Skipped' });
          const event = `Pushing ${name}: ${image}`;
          const reference = parseReference(image);
          const auth = authFor(session.client, reference);
          const messages = await session.engine.imagePush(
            image,
            { tag: reference.tag ?? 'latest' },
            auth ? { auth } : {},
          );
          for await (const message of messages) {
            const problem = message.errorDetail?.message ?? message.error;
            if (problem !== undefined && !flags['ignore-push-failures']) throw new Error(problem);
            const { id, status = '', progressDetail } = message;
            if (id === undefined || flags.quiet) continue;
            const over = ['Pushed', 'Already exists', 'Layer already exists'].includes(status);
            const statusText = progressDetail ? context.transferText(progressDetail) : '';
            await context.progress.event({
              id,
              text: status,
              parent: event,
              status: over ? 'done' : 'working',
              statusText,
            });
          }
        }),
      ),
    );
  },
});

const build = composeCommand({
  name: 'build',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "Build services' images",
  flags: {
    'build-arg': stringArray(), builder: string(), check: bool(), memory: string('m'), 'no-cache': bool(),
    print: bool(), progress: { ...string(), hidden: true }, provenance: string(), pull: bool(), push: bool(),
    quiet: bool('q'), sbom: string(), ssh: string(), 'with-dependencies': bool(),
    parallel: { ...bool(undefined, true), hidden: true }, compress: { ...bool(undefined, true), hidden: true },
    'force-rm': { ...bool(undefined, true), hidden: true }, 'no-rm': { ...bool(), hidden: true },
  }, // prettier-ignore
  run: async ({ session, flags, changed, args }) => {
    for (const flag of ['check', 'print', 'push', 'ssh', 'sbom', 'provenance', 'builder'] as const) {
      if (changed(flag)) throw new Error(`Drydock does not simulate docker compose build --${flag}`);
    }
    const project = await session.load((options) => options.project());
    const { bake } = await session.client.load(() => import('./bake.ts'));
    const unknown = args.find((name) => !project.services.has(name));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    const names = [...selectServices(project, args, flags['with-dependencies']).services.keys()];
    if (flags.quiet) session.silence();
    const options = { quiet: flags.quiet, noCache: flags['no-cache'], pull: flags.pull, args: flags['build-arg'] };
    await session.run('Building', (context) => bake(session, context, project, names, options));
  },
});

export const IMAGES = [pull, push, build];
