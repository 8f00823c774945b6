/**
 * What a docker command is: how it is used, which arguments and flags it takes, and what it does. Usage lines, errors,
 * help and completion are all read off these declarations.
 */
import type { Client } from './client.ts';
import type { Flag, FlagHost, FlagTable, FlagValues } from './flags/flag.ts';
import { parseFlags } from './flags/parse.ts';
import { bool } from './flags/scalars.ts';

/** How many arguments a command takes. `max` is left out where there is no limit. */
export interface ArgsRule {
  readonly min: number;
  readonly max?: number;
  /** Errors call it a count (`requires 0 arguments`), as buildx does. */
  readonly counted?: boolean;
}
export const noArgs: ArgsRule = { min: 0, max: 0 };
export const exactly = (count: number): ArgsRule => ({ min: count, max: count, counted: true });
export const atLeast = (min: number): ArgsRule => ({ min });
export const atMost = (max: number): ArgsRule => ({ min: 0, max });
export const between = (min: number, max: number): ArgsRule => ({ min, max });

/** What a command runs with. */
export interface Invocation<F extends FlagTable> {
  readonly client: Client;
  readonly args: readonly string[];
  readonly flags: FlagValues<F>;
  /** Whether a flag was given on the command line. */
  readonly changed: (name: keyof F & string) => boolean;
  /** The words by which the command was called: `docker container run`. */
  readonly path: string;
}

/** What Tab can offer in the place of an argument. */
export interface CompletionRequest {
  readonly client: Client;
  /** The arguments before the one that is completed. */
  readonly args: readonly string[];
  /** How the word begins that is completed. */
  readonly prefix: string;
}
/** Candidates; undefined where file names fit. */
export type Complete = (request: CompletionRequest) => Promise<Candidates> | Candidates;
export type Candidates = readonly string[] | undefined;

export interface CommandDeclaration<F extends FlagTable> {
  /** What stands after the command's name in its usage line. */
  readonly usage: string;
  readonly args: ArgsRule;
  readonly flags: F;
  /** False where everything after the first argument belongs to something else (`docker run`). */
  readonly interspersed?: false;
  /** Line under "Aliases:", where it is not just the command's own aliases. */
  readonly aliasLine?: string;
  /** Its help page says that it may change. */
  readonly experimental?: boolean;
  /** Said instead of running: what the daemon would have to be. */
  readonly unsupported?: string;
  readonly complete?: Complete;
  /** Candidates for the values of flags, by flag name. */
  readonly completeFlag?: Readonly<Record<string, Complete>>;
  /** Gives the exit status, 0 when it gives nothing. Throws for a failure that ends in 1, StatusError for others. */
  readonly run: (invocation: Invocation<F>) => Promise<number | void>;
}

/** A command line that has been read against a command's flags. */
export interface ReadLine {
  readonly args: readonly string[];
  readonly changed: ReadonlySet<string>;
  readonly notices: readonly string[];
  readonly help: boolean;
  run(client: Client, path: string): Promise<number | void>;
}

/** A command whose flag types are hidden, so that commands can stand in one tree. */
export interface Command extends Omit<CommandDeclaration<FlagTable>, 'run' | 'interspersed'> {
  readonly interspersed: boolean;
  /** Throws FlagError. */
  read(words: readonly string[], host: FlagHost): ReadLine;
}

/** Every command's own help flag; `-h` too, with a notice, unless the command uses that letter. */
export function helpFlag(flags: FlagTable): Flag<boolean> {
  const taken = Object.values(flags).some((flag) => flag.shorthand === 'h');
  return taken ? bool() : { ...bool('h'), shorthandDeprecated: 'use --help', hidden: true };
}

/** Hides a declaration's flag types, so that commands can stand in one tree. */
export function command<F extends FlagTable>(declaration: CommandDeclaration<F>): Command {
  const { run, flags, interspersed = true, ...rest } = declaration;
  return {
    ...rest,
    flags,
    interspersed,
    read: (words, host) => {
      const parsed = parseFlags(flags, words, host, { interspersed, help: helpFlag(flags) });
      const { args, changed, values } = parsed;
      return {
        ...parsed,
        run: (client, path) => run({ client, args, flags: values, changed: (name) => changed.has(name), path }),
      };
    },
  };
}
