/** Compose's help pages, read off the declarations. */
import type { FlagTable } from '../../flags/flag.ts';
import { flagUsages } from '../../flags/usages.ts';
import type { ComposeCommand } from './declaration.ts';

const WIDTH = 80;

export function composeHelp(flags: FlagTable, commands: readonly ComposeCommand[]): string {
  const sorted = [...commands].sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(...sorted.map(({ name }) => name.length));
  const lines = sorted.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`);
  return [
    '\nUsage:  docker compose [OPTIONS] COMMAND\n',
    '\nDefine and run applications of several containers\n',
    `\nOptions:\n${flagUsages(flags, WIDTH, (name) => ROOT_TEXTS[name] ?? '')}`,
    `\nCommands:\n${lines.join('')}`,
    "\nRun 'docker compose COMMAND --help' for more information on a command.\n",
  ].join('');
}

const ROOT_TEXTS: Readonly<Record<string, string>> = {
  'all-resources': 'Also take networks and volumes that no service uses',
  ansi: 'When to use colours and redraw: never, always or auto',
  compatibility: 'Name containers as the first Compose did',
  'dry-run': 'Only tell what would be done',
  'env-file': 'Files with variables, instead of .env',
  file: 'Compose files, later ones changing earlier ones',
  parallel: 'How much is done at the same time, -1 for no limit',
  profile: 'Profiles to enable',
  progress: 'How progress is shown: auto, tty, plain, quiet',
  'project-directory': "Directory that paths start from (the first Compose file's unless given)",
  'project-name': 'Name of the project',
};

export function verbHelp(command: ComposeCommand): string {
  const flags = flagUsages(command.flags, WIDTH, () => '').replace(/ +$/gm, '');
  const options = flags === '' ? '' : `\nOptions:\n${flags}`;
  return `\nUsage:  docker compose ${command.name} ${command.usage}\n\n${command.summary}\n${options}`;
}
