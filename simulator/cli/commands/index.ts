/**
 * All commands of docker: which words there are and where their code is. Nothing but this table is part of the first
 * download; a command's module comes when it is first run. This is the one place where a command is registered.
 */
import type { Command } from '../command.ts';
import type { CommandEntry, Entry, Group, LazyGroup, PluginEntry } from '../tree.ts';

type Load = () => Promise<{ readonly default: Command }>;

interface VerbOptions {
  readonly aliases?: readonly string[];
  /** Place among the "Common Commands" of `docker --help`. */
  readonly common?: number;
  readonly hidden?: boolean;
  readonly as?: string;
}

const verb = (name: string, load: Load, options: VerbOptions = {}): CommandEntry => ({
  kind: 'command',
  name,
  load: async () => (await load()).default,
  ...options,
});

const noun = (name: string, children: readonly Entry[], options: Omit<Partial<Group>, 'kind'> = {}): Group => ({
  kind: 'group',
  name,
  children,
  ...options,
});

const LIST = ['list'];
const REMOVE = ['remove'];

/** Verbs that stand alone and under `docker container`. */
const CONTAINER_VERBS: readonly CommandEntry[] = [
  verb('attach', () => import('./container/attach.ts')),
  verb('commit', () => import('./container/commit.ts')),
  verb('cp', () => import('./container/cp.ts')),
  verb('create', () => import('./container/create.ts')),
  verb('diff', () => import('./container/diff.ts')),
  verb('exec', () => import('./container/exec.ts'), { common: 2 }),
  verb('export', () => import('./container/export.ts')),
  verb('kill', () => import('./container/kill.ts')),
  verb('logs', () => import('./container/logs.ts')),
  verb('pause', () => import('./container/pause.ts')),
  verb('port', () => import('./container/port.ts')),
  verb('rename', () => import('./container/rename.ts')),
  verb('restart', () => import('./container/restart.ts')),
  verb('rm', () => import('./container/rm.ts'), { aliases: REMOVE }),
  verb('run', () => import('./container/run.ts'), { common: 1 }),
  verb('start', () => import('./container/start.ts')),
  verb('stats', () => import('./container/stats.ts')),
  verb('stop', () => import('./container/stop.ts')),
  verb('top', () => import('./container/top.ts')),
  verb('unpause', () => import('./container/unpause.ts')),
  verb('update', () => import('./container/update.ts')),
  verb('wait', () => import('./container/wait.ts')),
];

/** Verbs that stand alone and under `docker image`. */
const IMAGE_VERBS: readonly CommandEntry[] = [
  verb('build', () => import('./buildx/build.ts'), { common: 4, as: 'docker buildx build' }),
  verb('history', () => import('./image/history.ts')),
  verb('import', () => import('./image/import.ts')),
  verb('load', () => import('./image/load.ts')),
  verb('pull', () => import('./image/pull.ts'), { common: 6 }),
  verb('push', () => import('./image/push.ts'), { common: 7 }),
  verb('save', () => import('./image/save.ts')),
  verb('tag', () => import('./image/tag.ts')),
];

const container = noun('container', [
  ...CONTAINER_VERBS,
  verb('inspect', () => import('./container/inspect.ts')),
  verb('ls', () => import('./container/ls.ts'), { aliases: ['ps', 'list'] }),
  verb('prune', () => import('./container/prune.ts')),
]);

const image = noun('image', [
  ...IMAGE_VERBS,
  verb('inspect', () => import('./image/inspect.ts')),
  verb('ls', () => import('./image/ls.ts'), { aliases: LIST }),
  verb('prune', () => import('./image/prune.ts')),
  verb('rm', () => import('./image/rm.ts'), { aliases: REMOVE }),
]);

const network = noun('network', [
  verb('connect', () => import('./network/connect.ts')),
  verb('create', () => import('./network/create.ts')),
  verb('disconnect', () => import('./network/disconnect.ts')),
  verb('inspect', () => import('./network/inspect.ts')),
  verb('ls', () => import('./network/ls.ts'), { aliases: LIST }),
  verb('prune', () => import('./network/prune.ts')),
  verb('rm', () => import('./network/rm.ts'), { aliases: REMOVE }),
]);

const volume = noun('volume', [
  verb('create', () => import('./volume/create.ts')),
  verb('inspect', () => import('./volume/inspect.ts')),
  verb('ls', () => import('./volume/ls.ts'), { aliases: LIST }),
  verb('prune', () => import('./volume/prune.ts')),
  verb('rm', () => import('./volume/rm.ts'), { aliases: REMOVE }),
  verb('update', () => import('./volume/update.ts'), { hidden: true }),
]);

const system = noun('system', [
  verb('df', () => import('./system/df.ts')),
  verb('dial-stdio', () => import('./system/dial-stdio.ts'), { hidden: true }),
  verb('events', () => import('./system/events.ts')),
  verb('info', () => import('./system/info.ts')),
  verb('prune', () => import('./system/prune.ts')),
]);

const context = noun('context', [
  verb('create', () => import('./context/create.ts')),
  verb('export', () => import('./context/export.ts')),
  verb('import', () => import('./context/import.ts')),
  verb('inspect', () => import('./context/inspect.ts')),
  verb('ls', () => import('./context/ls.ts'), { aliases: LIST }),
  verb('rm', () => import('./context/rm.ts'), { aliases: REMOVE }),
  verb('show', () => import('./context/show.ts')),
  verb('update', () => import('./context/update.ts')),
  verb('use', () => import('./context/use.ts')),
]);

const manifest = noun(
  'manifest',
  [
    verb('annotate', () => import('./manifest/annotate.ts')),
    verb('create', () => import('./manifest/create.ts')),
    verb('inspect', () => import('./manifest/inspect.ts')),
    verb('push', () => import('./manifest/push.ts')),
    verb('rm', () => import('./manifest/rm.ts')),
  ],
  { experimental: true, ownUsage: true },
);

/** Nouns of Swarm, plugins and Content Trust: declared in full, but answered as by an engine without them. */
const declared = (name: string, options: Omit<LazyGroup, 'kind' | 'name' | 'load'> = {}): LazyGroup => ({
  kind: 'lazyGroup',
  name,
  load: async () => (await import('./swarm/declared.ts')).declaredEntries(name),
  ...options,
});

const HIDDEN = { hidden: true };
const RARE: readonly LazyGroup[] = [
  declared('checkpoint', {
    ...HIDDEN,
    unavailable: 'is only supported on a Docker daemon with experimental features enabled',
  }),
  declared('config', HIDDEN),
  declared('node', HIDDEN),
  declared('plugin'),
  declared('secret', HIDDEN),
  declared('service', HIDDEN),
  declared('stack', HIDDEN),
  declared('swarm', { swarm: true }),
  declared('trust'),
];

const compose: PluginEntry = {
  kind: 'plugin',
  name: 'compose',
  listed: 'plugin',
  load: async () => (await import('./compose/plugin.ts')).plugin,
};

const buildxNamed = (name: 'buildx' | 'builder', listed: PluginEntry['listed']): PluginEntry => ({
  kind: 'plugin',
  name,
  listed,
  load: async () => (await import('./buildx/plugin.ts')).pluginNamed(name),
});

/** Verbs that stand alone only. */
const ALONE: readonly CommandEntry[] = [
  verb('bake', () => import('./buildx/bake.ts'), { as: 'docker buildx bake', hidden: true }),
  verb('events', () => import('./system/events.ts')),
  verb('images', () => import('./image/ls.ts'), { common: 8 }),
  verb('info', () => import('./system/info.ts'), { common: 13 }),
  verb('inspect', () => import('./system/inspect.ts')),
  verb('login', () => import('./registry/login.ts'), { common: 9 }),
  verb('logout', () => import('./registry/logout.ts'), { common: 10 }),
  verb('ps', () => import('./container/ls.ts'), { common: 3 }),
  verb('rmi', () => import('./image/rm.ts')),
  verb('search', () => import('./registry/search.ts'), { common: 11 }),
  verb('version', () => import('./system/version.ts'), { common: 12 }),
];

export const COMMANDS: Group = noun('docker', [
  buildxNamed('builder', 'group'),
  buildxNamed('buildx', 'plugin'),
  compose,
  container,
  context,
  image,
  manifest,
  network,
  system,
  volume,
  ...RARE,
  ...CONTAINER_VERBS,
  ...IMAGE_VERBS,
  ...ALONE,
]);
