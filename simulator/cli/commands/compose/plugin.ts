/** docker compose: reads its own words, as the plugin it is in the real thing. */
import type { Client } from '../../client.ts';
import { helpFlag } from '../../command.ts';
import { FlagError, parseFlags } from '../../flags/parse.ts';
import { int, bool, string } from '../../flags/scalars.ts';
import { stringArray } from '../../flags/lists.ts';
import { StatusError } from '../../status-error.ts';
import type { Plugin } from '../../tree.ts';
import type { ComposeCommand } from './declaration.ts';
import config from './config.ts';
import { composeHelp, verbHelp } from './help.ts';
import { IMAGES } from './images.ts';
import { INSIDE } from './inside.ts';
import { INSPECTION } from './inspection.ts';
import { LIFECYCLE } from './lifecycle.ts';
import { ComposeSession } from './session.ts';
import up from './up.ts';

const COMMANDS: readonly ComposeCommand[] = [config, up, ...LIFECYCLE, ...INSPECTION, ...INSIDE, ...IMAGES];

/** Commands of the real Compose that are not simulated. */
const ABSENT = ['alpha', 'bridge', 'generate', 'publish', 'viz', 'watch'];

function rootFlags(client: Client) {
  const { env } = client.process;
  const files = (env.get('COMPOSE_ENV_FILES') ?? '').split(',').filter((file) => file !== '');
  return {
    'all-resources': bool(),
    ansi: string(undefined, 'auto'),
    compatibility: bool(),
    'dry-run': bool(),
    'env-file': stringArray(undefined, files),
    file: stringArray('f'),
    'no-ansi': { ...bool(), hidden: true },
    parallel: int(undefined, -1),
    profile: stringArray(),
    progress: string(undefined, env.get('COMPOSE_PROGRESS') ?? ''),
    'project-directory': string(),
    'project-name': string('p'),
    verbose: { ...bool(), hidden: true },
    version: { ...bool('v'), hidden: true },
    workdir: { ...string(), hidden: true },
  };
}

async function run(client: Client, words: readonly string[]): Promise<number | void> {
  try {
    return await dispatch(client, words);
  } catch (error) {
    if (error instanceof FlagError) throw new StatusError(1, error.message);
    throw error;
  }
}

async function dispatch(client: Client, words: readonly string[]): Promise<number | void> {
  const table = rootFlags(client);
  const host = client.flagHost;
  const root = parseFlags(table, words, host, { interspersed: false, help: helpFlag(table) });
  const [word, ...rest] = root.args;
  if (word === undefined && root.values.version) return dispatch(client, ['version']);
  if (word === undefined || word === 'help' || root.help)
    return help(client, word === 'help' ? rest[0] : undefined, table);
  if (ABSENT.includes(word)) throw new Error(`Drydock does not simulate docker compose ${word}`);
  const command = find(word);
  if (!command) {
    await help(client, undefined, table);
    throw new StatusError(1, `unknown docker command: "compose ${word}"`);
  }
  const ownFlags = command.name === 'exec' || command.name === 'run' ? [] : ['--dry-run'];
  const dry = rest.some((each) => ownFlags.includes(each));
  const line = command.read(
    rest.filter((each) => !ownFlags.includes(each)),
    host,
  );
  if (line.help) return client.print(verbHelp(command));
  const flags = {
    ...root.values,
    ...(root.values['project-directory'] === '' ? { 'project-directory': root.values.workdir } : {}),
  };
  checkModes(flags);
  const engine = await client.engine();
  if (!flags['dry-run'] && !dry) return line.run(new ComposeSession(client, flags, engine));
  const { dryRunEngine } = await client.load(() => import('./dry-run.ts'));
  const nextId = (): string =>
    [...client.process.random(32)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return line.run(new ComposeSession(client, { ...flags, 'dry-run': true }, dryRunEngine(engine, nextId)));
}

const find = (word: string): ComposeCommand | undefined =>
  COMMANDS.find(({ name, aliases }) => name === word || aliases.includes(word));

function checkModes({ progress, ansi }: { readonly progress: string; readonly ansi: string }): void {
  if (!['', 'auto', 'tty', 'plain', 'quiet', 'none', 'json'].includes(progress)) {
    throw new Error(`unsupported --progress value "${progress}"`);
  }
  if (progress === 'tty' && ansi === 'never')
    throw new Error("can't use --progress tty while ANSI support is disabled");
  if (progress === 'plain' && ansi === 'always')
    throw new Error("can't use --progress plain while ANSI support is forced");
  if (progress === 'json') throw new Error('Drydock does not print progress as JSON; use --progress plain');
}

async function help(client: Client, word: string | undefined, table: ReturnType<typeof rootFlags>): Promise<number> {
  const command = word === undefined ? undefined : find(word);
  await client.print(command ? verbHelp(command) : composeHelp(table, COMMANDS));
  return 0;
}

/** Names of commands, and of services after one. */
async function complete(client: Client, words: readonly string[]): Promise<readonly string[]> {
  if (words.length <= 1) return COMMANDS.map(({ name }) => name).sort();
  const table = rootFlags(client);
  try {
    const { values } = parseFlags(table, words.slice(0, -1), client.flagHost, {
      interspersed: false,
      help: helpFlag(table),
    });
    const session = new ComposeSession(client, values, await client.engine());
    const { services, disabledServices } = session.options.project();
    return [...services.keys(), ...disabledServices.keys()].sort();
  } catch (error) {
    if (error instanceof Error && error.name === 'ProcessGone') throw error;
    return [];
  }
}

export const plugin: Plugin = { run, complete };
