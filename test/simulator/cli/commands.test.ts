/** The tree of commands against what the real docker's help pages say: every command, alias, flag, type and default. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../simulator/cli/commands/index.ts';
import { helpFlag, type Command } from '../../../simulator/cli/command.ts';
import type { Flag } from '../../../simulator/cli/flags/flag.ts';
import { globalFlags } from '../../../simulator/cli/global-flags.ts';
import { readTexts, type Texts } from '../../../simulator/cli/help/texts.ts';
import { TEXTS as ENGLISH } from '../../../simulator/cli/help/en.ts';
import { TEXTS as KOREAN } from '../../../simulator/cli/help/ko.ts';
import { findChild, type Entry, type Group } from '../../../simulator/cli/tree.ts';
import { useLine } from '../../../simulator/cli/usage.ts';

type ReferenceFlag = [name: string, shorthand: string | null, type: string, initial: string | null];
interface ReferenceCommand {
  path: string;
  usage: string;
  aliases?: string[];
  subcommands?: string[];
  hidden?: boolean;
  flags?: ReferenceFlag[];
}
interface Reference {
  topLevel: string[];
  globalFlags: ReferenceFlag[];
  commands: ReferenceCommand[];
}

const reference = JSON.parse(readFileSync(new URL('./data/docker-cli.json', import.meta.url), 'utf8')) as Reference;

/** Commands of the plugins; they stand in tests of their own. */
const PLUGIN_WORDS = /^docker (build|image build|builder|buildx|bake|compose)\b/;
const commands = reference.commands.filter(({ path }) => !PLUGIN_WORDS.test(path));

async function childrenOf(entry: Entry): Promise<Group | undefined> {
  if (entry.kind === 'group') return entry;
  return entry.kind === 'lazyGroup' ? { ...entry, kind: 'group', children: await entry.load() } : undefined;
}

async function find(path: string): Promise<Entry | undefined> {
  let group: Group = COMMANDS;
  let entry: Entry | undefined;
  for (const word of path.split(' ').slice(1)) {
    entry = findChild(group, word);
    if (!entry) return undefined;
    group = (await childrenOf(entry)) ?? group;
  }
  return entry;
}

const loaded = new Map<string, Command>();

beforeAll(async () => {
  for (const { path } of commands) {
    const entry = await find(path);
    if (entry?.kind === 'command') loaded.set(path, await entry.load());
  }
});

/** A flag as the help page shows it. */
function shown([name, flag]: [string, Flag<unknown>]): ReferenceFlag {
  const shorthand = flag.shorthandDeprecated === undefined ? (flag.shorthand ?? null) : null;
  return [name, shorthand, flag.type, flag.defaultText?.replace(/^"(.*)"$/, '$1') ?? null];
}

const isShown = ([, flag]: [string, Flag<unknown>]): boolean => flag.hidden !== true && flag.deprecated === undefined;
const byName = ([a]: ReferenceFlag, [b]: ReferenceFlag): number => (a < b ? -1 : 1);

describe('the tree of commands', () => {
  it('has every command at the top', () => {
    const names = COMMANDS.children.map((child) => child.name);
    const ours = reference.topLevel.filter((name) => !PLUGIN_WORDS.test(`docker ${name}`));
    expect(ours.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(commands.filter(({ subcommands }) => subcommands))('$path has its subcommands', async (command) => {
    const entry = await find(command.path);
    expect(entry?.hidden ?? false).toBe(command.hidden ?? false);
    const group = entry && (await childrenOf(entry));
    const names = group?.children.map((child) => child.name) ?? [];
    const missing = command.subcommands?.filter((name) => !names.includes(name));
    expect(missing?.filter((name) => !PLUGIN_WORDS.test(`${command.path} ${name}`))).toEqual([]);
  });

  it.each(commands.filter(({ subcommands }) => !subcommands))('$path is as docker has it', ({ path, usage, flags }) => {
    const command = loaded.get(path);
    expect(command).toBeDefined();
    if (!command) return;
    expect(useLine(path, command).split('\n', 1)[0]).toBe(usage);
    const table = Object.entries({ ...command.flags, help: helpFlag(command.flags) });
    expect(table.filter(isShown).map(shown).sort(byName)).toEqual([...(flags ?? [])].sort(byName));
  });

  it.each(commands.filter(({ aliases }) => aliases))('$path has its aliases', async ({ path, aliases = [] }) => {
    expect(loaded.get(path)?.aliasLine).toBe(aliases.join(', '));
    for (const alias of aliases) {
      const entry = await find(alias);
      expect(entry?.kind === 'command' && (await entry.load()).usage, alias).toBe(loaded.get(path)?.usage);
    }
  });

  it('has the flags of docker itself', () => {
    const table = globalFlags(new Map([['HOME', '/root']]));
    expect(Object.entries(table).filter(isShown).map(shown)).toEqual(reference.globalFlags);
  });
});

describe.each([
  ['English', ENGLISH],
  ['Korean', KOREAN],
])('help in %s', (_language, source) => {
  const texts: Texts = readTexts(source);
  it('describes every command and flag', () => {
    const blank = commands.flatMap(({ path, flags = [] }) => [
      ...(texts.short(path) === '' ? [path] : []),
      ...flags.filter(([name]) => texts.flag(path, name) === '').map(([name]) => `${path} --${name}`),
    ]);
    expect(blank).toEqual([]);
  });
  it('describes the flags of docker itself', () => {
    expect(reference.globalFlags.filter(([name]) => texts.flag('docker', name) === '')).toEqual([]);
  });
});
