/**
 * Completion of docker's words at a shell's prompt: commands, flags, values of flags, and what the engine has. It is
 * read off the same declarations as parsing and help.
 */
import type { Engine } from '../../api/engine.ts';
import type { Process } from '../../kernel/abi.ts';
import { Client, isFailure } from '../client.ts';
import { helpFlag, type Candidates, type Command, type CompletionRequest } from '../command.ts';
import { COMMANDS } from '../commands/index.ts';
import { opened } from '../dispatch.ts';
import type { Flag, FlagTable } from '../flags/flag.ts';
import { parseFlags } from '../flags/parse.ts';
import { globalFlags } from '../global-flags.ts';
import { findChild, type Group } from '../tree.ts';
import { scanWords } from './scan.ts';

/** What a shell asks: the words so far, which of them is completed, and how it begins. */
export interface CompletionQuestion {
  /** Unquoted; the first is `docker`. */
  readonly words: readonly string[];
  readonly index: number;
  readonly prefix: string;
  /** The shell's own process. */
  readonly process: Process;
}

export interface CompletionCandidate {
  readonly value: string;
  /** No blank after it. */
  readonly open?: boolean;
}

/** Makes what a shell calls for the words after `docker`. It gives undefined where file names fit. */
export function createDockerCompleter(
  connect: () => Engine,
): (question: CompletionQuestion) => Promise<readonly CompletionCandidate[] | undefined> {
  return async ({ words, index, prefix, process }) => {
    try {
      const found = await candidates(process, connect, words.slice(1, index), prefix);
      return found?.filter((value) => value.startsWith(prefix)).map(candidate);
    } catch (error) {
      if (isFailure(error)) return [];
      throw error;
    }
  };
}

/** `--format=` and `box:` go on without a blank. */
const candidate = (value: string): CompletionCandidate => (/[=:]$/.test(value) ? { value, open: true } : { value });

async function candidates(
  process: Process,
  connect: () => Engine,
  before: readonly string[],
  prefix: string,
): Promise<Candidates> {
  const table = globalFlags(process.env);
  const scan = scanWords(table, before, false);
  const host = { env: (name: string) => process.env.get(name), cwd: process.cwd() };
  const globals = parseFlags(table, scan.pending ? [] : scan.words, host, {
    interspersed: false,
    help: helpFlag(table),
  });
  const client = new Client(process, connect, globals.values);
  const [first, ...rest] = scan.args;
  if (first === 'help') return descend(client, COMMANDS, rest, prefix);
  if (first !== undefined) return descend(client, COMMANDS, scan.args, prefix);
  if (scan.pending) return globalValue(client, scan.pending);
  return prefix.startsWith('-') ? flagNames(table, scan.used) : names(COMMANDS);
}

async function globalValue(client: Client, flag: string): Promise<Candidates> {
  if (flag === 'log-level') return ['debug', 'info', 'warn', 'error', 'fatal', 'panic'];
  if (flag !== 'context') return undefined;
  const { ContextStore } = await client.load(() => import('../config/context-store.ts'));
  return new ContextStore(client).list().map((context) => context.Name);
}

const names = (group: Group): string[] =>
  group.children.filter((child) => child.hidden !== true).map((child) => child.name);

/** Follows `words` down the tree to what completes the next one. */
async function descend(client: Client, group: Group, words: readonly string[], prefix: string): Promise<Candidates> {
  const [word, ...rest] = words;
  if (word === undefined) return prefix.startsWith('-') ? ['--help'] : names(group);
  const child = findChild(group, word);
  if (child === undefined) return [];
  switch (child.kind) {
    case 'command':
      return commandWord(client, await client.load(child.load), rest, prefix);
    case 'plugin': {
      const plugin = await client.load(child.load);
      return plugin.complete ? plugin.complete(client, [...(child.words ?? []), ...rest, prefix]) : undefined;
    }
    default:
      return descend(client, await opened(client, child), rest, prefix);
  }
}

async function commandWord(
  client: Client,
  command: Command,
  before: readonly string[],
  prefix: string,
): Promise<Candidates> {
  const scan = scanWords(command.flags, before, command.interspersed);
  const { args } = scan;
  if (scan.pending !== undefined) return flagValue(command, scan.pending, { client, args, prefix });
  const inFlag = !scan.ended && /^--([^=]+)=/.exec(prefix);
  if (inFlag) {
    const [start, name = ''] = inFlag;
    return (await flagValue(command, name, { client, args, prefix: prefix.slice(start.length) }))?.map(
      (value) => start + value,
    );
  }
  if (!scan.ended && prefix.startsWith('-')) return flagNames(command.flags, scan.used);
  if (command.args.max !== undefined && args.length >= command.args.max) return [];
  return command.complete ? command.complete({ client, args, prefix }) : undefined;
}

const flagValue = (command: Command, name: string, request: CompletionRequest): Promise<Candidates> | Candidates =>
  command.completeFlag?.[name]?.(request);

/** Flags that can still be given. Those that take one value are not offered twice. */
function flagNames(table: FlagTable, used: ReadonlySet<string>): string[] {
  const shown = ([name, flag]: [string, Flag<unknown>]): boolean =>
    flag.hidden !== true && flag.deprecated === undefined && (!used.has(name) || isRepeated(flag));
  const entries = Object.entries({ ...table, help: helpFlag(table) }).filter(shown);
  const long = entries.map(([name]) => `--${name}`);
  const short = entries.flatMap(([, flag]) =>
    flag.shorthand === undefined || flag.shorthandDeprecated !== undefined ? [] : [`-${flag.shorthand}`],
  );
  return [...long, '--help', ...short].filter((name, at, all) => all.indexOf(name) === at).sort();
}

const isRepeated = (flag: Flag<unknown>): boolean =>
  Array.isArray(flag.initial) || (typeof flag.initial === 'object' && flag.initial !== null);
