/** The docker command: `createDockerCommand` makes the program that stands as /usr/bin/docker. */
import type { Engine } from '../api/engine.ts';
import type { Process, Program } from '../kernel/abi.ts';
import { Client, errorText } from './client.ts';
import { helpFlag } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { dispatch } from './dispatch.ts';
import type { FlagTable } from './flags/flag.ts';
import { FlagError, parseFlags, type ParsedFlags } from './flags/parse.ts';
import { globalFlags } from './global-flags.ts';
import { Interrupted } from './interrupt.ts';
import { StatusError } from './status-error.ts';
import { flagError, unknownCommand } from './usage.ts';
import { findChild } from './tree.ts';

const ROOT_USAGE = 'docker [OPTIONS] COMMAND [ARG...]';

/**
 * The docker CLI as a program. `connect` gives the engine behind unix:///var/run/docker.sock; it is called when a
 * command first needs it, and may throw when the daemon does not run.
 */
export function createDockerCommand(connect: () => Engine): Program {
  return (process) => main(process, connect);
}

async function main(process: Process, connect: () => Engine): Promise<number> {
  let client: Client | undefined;
  try {
    const words = wordsOf(process);
    const globals = readGlobals(process, words, false);
    client = new Client(process, connect, globals.values);
    return await Promise.race([run(client, globals), client.interrupt.raised]);
  } catch (error) {
    return await report(process, error);
  } finally {
    client?.interrupt.beforeExit();
  }
}

/** `docker-compose` is `docker compose`. */
function wordsOf(process: Process): readonly string[] {
  const [name = '', ...words] = process.args;
  return /(^|\/)docker-compose$/.test(name) ? ['compose', ...words] : words;
}

type Globals = ParsedFlags<ReturnType<typeof globalFlags>>;

/** Flags of `docker` itself; before a command they end at the first word that is none. */
function readGlobals(process: Process, words: readonly string[], interspersed: boolean): Globals {
  const table = globalFlags(process.env);
  const host = { env: (name: string) => process.env.get(name), cwd: process.cwd() };
  try {
    return parseFlags(table, words, host, { interspersed, help: helpFlag(table satisfies FlagTable) });
  } catch (error) {
    if (error instanceof FlagError) throw flagError(error.message, ROOT_USAGE, 'docker');
    throw error;
  }
}

const LEVELS = /^(panic|fatal|error|warn|warning|info|debug|trace)$/i;

async function run(client: Client, globals: Globals): Promise<number> {
  const level = globals.values['log-level'];
  if (!LEVELS.test(level)) throw new Error(`Unable to parse logging level: ${level}`);
  if (client.config.warning !== undefined) await client.complain(client.config.warning);
  const [first, ...rest] = globals.args;
  if (first === 'help') return help(client, rest);
  if (first !== undefined && findChild(COMMANDS, first)) return dispatch(client, COMMANDS, 'docker', globals.args);
  return alone(client, globals, first);
}

/** `docker` without a command, with --version or --help, or with a word that names none. */
async function alone(client: Client, before: Globals, first: string | undefined): Promise<number> {
  const after = readGlobals(client.process, before.args, true);
  if (before.help || after.help) return showRootHelp(client, (text) => client.print(text));
  if (before.values.version || after.values.version) {
    const { versionLine } = await client.load(() => import('./commands/system/version.ts'));
    await client.println(versionLine());
    return 0;
  }
  if (first !== undefined) throw unknownCommand('docker', first);
  return showRootHelp(client, (text) => client.process.stderr.write(text));
}

async function showRootHelp(client: Client, write: (text: string) => Promise<void>): Promise<number> {
  const { rootHelp } = await client.load(() => import('./help/page.ts'));
  await write(await rootHelp(client, COMMANDS, globalFlags(client.process.env)));
  return 0;
}

/** `docker help`, `docker help run`. */
async function help(client: Client, words: readonly string[]): Promise<number> {
  const [first] = words;
  if (first === undefined) return showRootHelp(client, (text) => client.print(text));
  if (!findChild(COMMANDS, first)) throw new Error(`unknown help topic: ${words.join(' ')}`);
  return dispatch(client, COMMANDS, 'docker', [...words, '--help']);
}

/** Milliseconds that the client takes to let go of the daemon; a shell that told it to end has its next prompt by then. */
const CLOSING_TIME = 5;

/** Says why the command failed and gives its exit status. */
async function report(process: Process, error: unknown): Promise<number> {
  if (error instanceof Interrupted) {
    await process.sleep(CLOSING_TIME);
    return error.status;
  }
  if (!(error instanceof Error) || error.name === 'ProcessGone') throw error;
  const text = errorText(error);
  if (text !== '') await process.stderr.write(`${text}\n`);
  return error instanceof StatusError ? error.status : 1;
}
