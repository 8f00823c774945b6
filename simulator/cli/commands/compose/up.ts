/** docker compose up: makes the project what the file says, and follows its output unless it is detached. */
import { create } from '../../../compose/create.ts';
import { start } from '../../../compose/start.ts';
import { stringArray } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import { composeCommand } from './declaration.ts';
import { selectServices } from './project-options.ts';
import { applyMakeFlags, checkMakeFlags, createOptions } from './up-options.ts';

export default composeCommand({
  name: 'up',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Create and start containers',
  flags: {
    'abort-on-container-exit': bool(),
    'abort-on-container-failure': bool(),
    'always-recreate-deps': bool(),
    attach: stringArray(),
    'attach-dependencies': bool(),
    build: bool(),
    detach: bool('d'),
    'exit-code-from': string(),
    'force-recreate': bool(),
    menu: bool(),
    'no-attach': stringArray(),
    'no-build': bool(),
    'no-color': bool(),
    'no-deps': bool(),
    'no-log-prefix': bool(),
    'no-recreate': bool(),
    'no-start': bool(),
    pull: string(undefined, 'policy'),
    'quiet-build': bool(),
    'quiet-pull': bool(),
    'remove-orphans': bool(),
    'renew-anon-volumes': bool('V'),
    scale: stringArray(),
    timeout: int('t'),
    timestamps: bool(),
    wait: bool(),
    'wait-timeout': int(),
    watch: bool('w'),
    yes: bool('y'),
  },
  run: async ({ session, flags, args, changed }) => {
    if (flags.watch) throw new Error('Drydock does not simulate docker compose up --watch');
    const failing = flags['abort-on-container-failure'];
    const stopping = flags['abort-on-container-exit'] || (flags['exit-code-from'] !== '' && !failing);
    if (stopping && failing) {
      throw new Error('--abort-on-container-failure cannot be combined with --abort-on-container-exit');
    }
    const attached = flags['attach-dependencies'] || stopping || flags.attach.length > 0;
    if (flags.wait && attached) {
      throw new Error('--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies');
    }
    const detached = flags.detach || flags.wait;
    checkMakeFlags(flags);
    if (detached && (attached || failing)) {
      throw new Error(
        '--detach cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch',
      );
    }
    let project = await session.project(args);
    if (project.services.size === 0) throw new Error('no service selected');
    project = applyMakeFlags(project, flags, changed('pull'));
    if (flags['no-deps']) project = selectServices(project, args, false);
    const from = flags['exit-code-from'];
    if (from !== '' && !project.services.has(from)) throw new Error(`no such service: ${from}`);
    const make = { ...flags, timeout: changed('timeout') ? flags.timeout : undefined };
    const options = createOptions(session, project, args, make);
    await session.run(flags['no-start'] ? 'Creating' : 'Running', async (context) => {
      await create(context, project, options);
      if (detached && !flags['no-start']) {
        await start(context, project, { wait: flags.wait, waitTimeout: flags['wait-timeout'] });
      }
    });
    if (detached || flags['no-start']) return 0;
    const { Foreground } = await session.client.load(() => import('./foreground.ts'));
    const chosen =
      flags.attach.length > 0
        ? flags.attach
        : args.length > 0 && !flags['attach-dependencies']
          ? args
          : [...project.services.keys()];
    return new Foreground(session, project, {
      attach: chosen.filter(
        (name) => !flags['no-attach'].includes(name) && project.services.get(name)?.attach !== false,
      ),
      services: args,
      cascade: stopping ? 'exit' : failing ? 'failure' : 'none',
      exitCodeFrom: from,
      color: !flags['no-color'],
      prefix: !flags['no-log-prefix'],
      timestamps: flags.timestamps,
      ...(make.timeout === undefined ? {} : { timeout: make.timeout }),
    }).run();
  },
});
