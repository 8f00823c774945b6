/** From words to a command: descends the tree as cobra does, reads the flags, checks the arguments and runs it. */
import { withBuildxErrors } from './buildx-errors.ts';
import type { Client } from './client.ts';
import { helpFlag, type Command } from './command.ts';
import { FlagError, parseFlags } from './flags/parse.ts';
import { refuseOldBuilder } from './old-builder.ts';
import { findChild, type Group, type LazyGroup } from './tree.ts';
import { checkArgs, flagError, unknownCommand, useLine } from './usage.ts';

/** What the words before a command are read against: a group has no flag but help. */
const isFlagWord = (word: string): boolean => /^--./.test(word) || /^-[^-]/.test(word);

/**
 * The place of the first word that names a child, and the flag words before it. A flag that is not known to take no
 * value swallows the word after it, as in cobra's Traverse.
 */
function nextWord(words: readonly string[]): { at: number; flags: readonly string[] } | undefined {
  const flags: string[] = [];
  let value = false;
  for (const [at, word] of words.entries()) {
    const bare = !word.includes('=');
    if (word.startsWith('--') && bare) {
      value = word !== '--help';
      flags.push(word);
    } else if (bare && /^-.$/.test(word) && word !== '-h') {
      value = true;
      flags.push(word);
    } else if (value) {
      value = false;
      flags.push(word);
    } else if (isFlagWord(word)) {
      flags.push(word);
    } else {
      return { at, flags };
    }
  }
  return undefined;
}

/** Runs what `words` name below `group`, whose own words are `path`. Gives the exit status. */
export async function dispatch(client: Client, group: Group, path: string, words: readonly string[]): Promise<number> {
  const found = nextWord(words);
  const word = found === undefined ? undefined : words[found.at];
  const child = word === undefined ? undefined : findChild(group, word);
  if (!found || word === undefined || !child) return runGroup(client, group, path, words);
  if (found.flags.length > 0) parseFlags({}, found.flags, client.flagHost, { help: helpFlag({}) });
  const rest = words.slice(found.at + 1);
  const below = `${path} ${child.name}`;
  if (child.kind === 'command') {
    const command = await client.load(child.load);
    if (child.as === undefined) return runCommand(client, command, below, rest);
    const path = child.as;
    refuseOldBuilder(client.process.env.get('DOCKER_BUILDKIT'));
    return withBuildxErrors(() => runCommand(client, command, path, rest));
  }
  if (child.kind === 'plugin') {
    const plugin = await client.load(child.load);
    return (await plugin.run(client, [...(child.words ?? []), ...rest])) ?? 0;
  }
  if (child.unavailable !== undefined) throw new Error(unavailable(below, rest, child.unavailable));
  return dispatch(client, await opened(client, child), below, rest);
}

/** The group with its commands. */
export async function opened(client: Client, group: Group | LazyGroup): Promise<Group> {
  if (group.kind === 'group') return group;
  return { ...group, kind: 'group', children: await client.load(group.load) };
}

const unavailable = (path: string, rest: readonly string[], reason: string): string =>
  [path, ...rest.slice(0, 1).filter((word) => !word.startsWith('-')), reason].join(' ');

/** A group that is named alone, or with a word that names nothing in it. */
async function runGroup(client: Client, group: Group, path: string, words: readonly string[]): Promise<number> {
  const parsed = parseOrFail(client, path, words);
  const { groupHelp } = await client.load(() => import('./help/page.ts'));
  if (parsed.help) {
    await client.print(await groupHelp(client, group, path));
    return 0;
  }
  const [word] = parsed.args;
  if (word !== undefined) throw unknownCommand(path, word, group.ownUsage === true ? `${path} COMMAND` : path);
  await client.process.stderr.write(`${group.ownUsage === true ? '\n' : ''}${await groupHelp(client, group, path)}`);
  return 0;
}

function parseOrFail(
  client: Client,
  path: string,
  words: readonly string[],
): { args: readonly string[]; help: boolean } {
  try {
    return parseFlags({}, words, client.flagHost, { help: helpFlag({}) });
  } catch (error) {
    if (error instanceof FlagError) throw flagError(error.message, path, path);
    throw error;
  }
}

/** Reads a command's words and runs it. */
export async function runCommand(
  client: Client,
  command: Command,
  path: string,
  words: readonly string[],
): Promise<number> {
  const line = readLine(client, command, path, words);
  for (const notice of line.notices) await client.println(notice);
  if (line.help) {
    const { commandHelp } = await client.load(() => import('./help/page.ts'));
    await client.print(await commandHelp(client, command, path));
    return 0;
  }
  checkArgs(path, command, line.args);
  if (command.unsupported !== undefined) throw new Error(`${path} ${command.unsupported}`);
  await checkSupport(client, command, line.changed);
  return (await line.run(client, path)) ?? 0;
}

/** Flags that want more of the engine than it has; it is asked first, as its version and features matter. */
async function checkSupport(client: Client, command: Command, changed: ReadonlySet<string>): Promise<void> {
  for (const [name, flag] of Object.entries(command.flags)) {
    if (flag.unsupported === undefined || !changed.has(name)) continue;
    await (await client.engine()).systemPing();
    throw new Error(`"--${name}" ${flag.unsupported}`);
  }
}

function readLine(client: Client, command: Command, path: string, words: readonly string[]) {
  try {
    return command.read(words, client.flagHost);
  } catch (error) {
    if (error instanceof FlagError) throw flagError(error.message, useLine(path, command), path);
    throw error;
  }
}
