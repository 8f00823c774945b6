/** Help pages, laid out as docker lays them out; the descriptions come from the locale's texts. */
import type { Client } from '../client.ts';
import { helpFlag, type Command } from '../command.ts';
import type { FlagTable } from '../flags/flag.ts';
import { flagUsages } from '../flags/usages.ts';
import { naturalCompare } from '../format/natural.ts';
import type { CommandEntry, Entry, Group, PluginEntry } from '../tree.ts';
import { useLine } from '../usage.ts';
import { loadTexts, type Texts } from './texts.ts';

/** Columns where there is no terminal to ask. */
const DEFAULT_WIDTH = 80;
/** Names are padded to this at least. */
const NAME_WIDTH = 11;
const GUIDES = 'For more help on how to use Docker, head to https://docs.docker.com/go/guides/';

/** What `docker run --help` prints. */
export async function commandHelp(client: Client, command: Command, path: string): Promise<string> {
  const texts = await loadTexts(client);
  const aliases = command.aliasLine === undefined ? '' : `\n\nAliases:\n  ${command.aliasLine}`;
  const table: FlagTable = { ...command.flags, help: helpFlag(command.flags) };
  const options = optionsPart(client, 'Options', table, (name) => texts.flag(path, name));
  const notice = command.experimental === true ? experimental(path) : '';
  return `Usage:  ${useLine(path, command)}\n\n${texts.long(path)}${notice}${aliases}${options}\n`;
}

/** What `docker container --help` prints, and `docker container` alone. */
export async function groupHelp(client: Client, group: Group, path: string): Promise<string> {
  const texts = await loadTexts(client);
  const notice = group.experimental === true ? experimental(path) : '';
  return `Usage:  ${path} COMMAND\n\n${texts.long(path)}${notice}${lists(group, path, texts)}${footer(path)}\n`;
}

/** What `docker --help` prints, and `docker` alone. */
export async function rootHelp(client: Client, group: Group, flags: FlagTable): Promise<string> {
  const texts = await loadTexts(client);
  const options = optionsPart(client, 'Global Options', flags, (name) => texts.flag('docker', name));
  const head = `Usage:  docker [OPTIONS] COMMAND\n\n${texts.long('docker')}`;
  return `${head}${lists(group, 'docker', texts)}${options}${footer('docker')}\n\n${GUIDES}\n`;
}

const experimental = (path: string): string => `

EXPERIMENTAL:
  ${path} may change or go away with any release.
  https://docs.docker.com/go/experimental/`;

const footer = (path: string): string => `\n\nRun '${path} COMMAND --help' for more information on a command.`;

function optionsPart(client: Client, title: string, table: FlagTable, describe: (name: string) => string): string {
  const columns = (client.windowSize('stdin')?.cols || DEFAULT_WIDTH) - 1;
  const lines = flagUsages(table, columns, describe);
  return lines === '' ? '' : `\n\n${title}:\n${lines.trimEnd()}`;
}

/** The sections that list a group's children. */
function lists(group: Group, path: string, texts: Texts): string {
  const shown = group.children.filter((child) => child.hidden !== true).sort((a, b) => naturalCompare(a.name, b.name));
  const width = Math.max(NAME_WIDTH, ...group.children.map((child) => child.name.length));
  const isRoot = path === 'docker';
  const section = (title: string, entries: readonly Entry[]): string => {
    const lines = entries.map((entry) => {
      const name = `${entry.name}${isPlugin(entry) ? '*' : ''}`;
      return `\n  ${name.padEnd(width)} ${texts.short(`${path} ${entry.name}`)}`;
    });
    return lines.length === 0 ? '' : `\n\n${title}:${lines.join('')}`;
  };
  const common = isRoot ? shown.filter(isCommon).sort((a, b) => (a.common ?? 0) - (b.common ?? 0)) : [];
  const rest = shown.filter((entry) => !isRoot || !isCommon(entry));
  return (
    section('Common Commands', common) +
    section(
      'Management Commands',
      rest.filter((entry) => isGroup(entry) && !isSwarm(entry)),
    ) +
    section('Swarm Commands', rest.filter(isSwarm)) +
    section(
      'Commands',
      rest.filter((entry) => !isGroup(entry)),
    )
  );
}

const isPlugin = (entry: Entry): boolean => entry.kind === 'plugin' && entry.listed === 'plugin';
const isCommon = (entry: Entry): entry is CommandEntry | PluginEntry =>
  (entry.kind === 'command' || entry.kind === 'plugin') && entry.common !== undefined;
const isGroup = (entry: Entry): boolean =>
  entry.kind === 'plugin' ? entry.listed !== 'command' : entry.kind !== 'command';
const isSwarm = (entry: Entry): boolean =>
  (entry.kind === 'group' || entry.kind === 'lazyGroup') && entry.swarm === true;
