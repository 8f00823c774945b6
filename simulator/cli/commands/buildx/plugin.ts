/** docker buildx: reads its own words, as the plugin it is in the real thing. `docker builder` is another name for it. */
import { withBuildxErrors } from '../../buildx-errors.ts';
import type { Client } from '../../client.ts';
import { helpFlag, type Command } from '../../command.ts';
import { runCommand } from '../../dispatch.ts';
import { FlagError, parseFlags } from '../../flags/parse.ts';
import type { FlagTable } from '../../flags/flag.ts';
import { bool, string } from '../../flags/scalars.ts';
import { flagError } from '../../usage.ts';
import type { Plugin } from '../../tree.ts';
import { listingHelp, type ListedCommand } from './help.ts';

interface Entry extends ListedCommand {
  load(): Promise<{ default: Command }>;
}

const entry = (name: string, load: Entry['load'], more: Partial<Entry> = {}): Entry => ({ name, load, ...more });

const COMMANDS: readonly Entry[] = [
  entry('bake', () => import('./bake.ts')),
  entry('build', () => import('./build.ts')),
  entry('create', () => import('./create.ts')),
  entry('dial-stdio', () => import('./dial-stdio.ts')),
  entry('du', () => import('./du.ts')),
  entry('inspect', () => import('./inspect.ts')),
  entry('ls', () => import('./ls.ts')),
  entry('prune', () => import('./prune.ts')),
  entry('rm', () => import('./rm.ts')),
  entry('stop', () => import('./stop.ts')),
  entry('use', () => import('./use.ts')),
  entry('version', () => import('./version.ts')),
];

/** Groups of commands that are listed and not simulated. */
const GROUPS: Readonly<Record<string, readonly ListedCommand[]>> = {
  history: ['export', 'import', 'inspect', 'logs', 'ls', 'open', 'rm'].map((name) => ({ name })),
  imagetools: ['create', 'inspect'].map((name) => ({ name })),
};

async function run(client: Client, name: 'buildx' | 'builder', words: readonly string[]): Promise<number> {
  const flags = { builder: string(undefined, name === 'builder' ? 'default' : ''), debug: bool('D') };
  const root = readWords(client, 'docker buildx', flags, words);
  const [word, ...rest] = root.args;
  const help = () => listingHelp(client, 'docker buildx', flags, COMMANDS, Object.keys(GROUPS));
  if (word === undefined || root.help) {
    await client.print(await help());
    return 0;
  }
  const group = GROUPS[word];
  if (group !== undefined) return groupPage(client, word, group, rest);
  const found = COMMANDS.find((each) => each.name === (word === 'b' ? 'build' : word));
  if (found !== undefined) {
    const { default: command } = await client.load(() => found.load());
    return runCommand(client, command, `docker buildx ${found.name}`, rest);
  }
  if (word === 'install' || word === 'uninstall') return 0;
  await client.print(await help());
  throw new Error(`unknown command: "${word}"`);
}

async function groupPage(
  client: Client,
  name: string,
  entries: readonly ListedCommand[],
  words: readonly string[],
): Promise<number> {
  const flags = { builder: string(), debug: bool('D') };
  const group = readWords(client, `docker buildx ${name}`, flags, words);
  const [word] = group.args;
  if (word !== undefined) throw new Error(`Drydock does not simulate docker buildx ${name} ${word}`);
  await client.print(await listingHelp(client, `docker buildx ${name}`, flags, entries, []));
  return 0;
}

/** Flags that stand before the word of a command. */
function readWords<F extends FlagTable>(client: Client, path: string, flags: F, words: readonly string[]) {
  try {
    return parseFlags(flags, words, client.flagHost, { interspersed: false, help: helpFlag(flags) });
  } catch (error) {
    if (error instanceof FlagError) throw flagError(error.message, path, path);
    throw error;
  }
}

/** The plugin as one of its two names: their pages differ a little. */
export function pluginNamed(name: 'buildx' | 'builder'): Plugin {
  return { run: (client, words) => withBuildxErrors(() => run(client, name, words)) };
}
