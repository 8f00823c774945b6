/** Pages of docker buildx and of its groups. */
import type { Client } from '../../client.ts';
import type { FlagTable } from '../../flags/flag.ts';
import { flagUsages } from '../../flags/usages.ts';
import { loadTexts } from '../../help/texts.ts';

export interface ListedCommand {
  readonly name: string;
}

const WIDTH = 80;
/** Columns of a command's name. */
const NAME = 12;

const EXPERIMENTAL = '\n\nExperimental commands and flags are hidden. Set BUILDX_EXPERIMENTAL=1 to show them.';

/** `groups` come first, as management commands. */
export async function listingHelp(
  client: Client,
  path: string,
  flags: FlagTable,
  commands: readonly ListedCommand[],
  groups: readonly string[],
): Promise<string> {
  const texts = await loadTexts(client);
  const columns = (client.windowSize('stdin')?.cols || WIDTH) - 1;
  const line = (name: string): string => `  ${name.padEnd(NAME)}${texts.short(`${path} ${name}`)}`;
  const part = (title: string, names: readonly string[]): string =>
    names.length === 0 ? '' : `\n\n${title}:\n${names.map(line).join('\n')}`;
  const options = flagUsages(flags, columns, (name) => texts.flag('docker buildx', name)).trimEnd();
  const lists = `${part('Management Commands', groups)}${part(
    'Commands',
    commands.map(({ name }) => name),
  )}`;
  const footer = `\n\nRun '${path} COMMAND --help' for more information on a command.`;
  const hidden = path === 'docker buildx' ? EXPERIMENTAL : '';
  return `Usage:  ${path} [OPTIONS] COMMAND\n\n${texts.long(path)}\n\nOptions:\n${options}${lists}${footer}${hidden}\n`;
}
