/** What a command of docker compose is. */
import type { FlagTable, FlagValues, FlagHost } from '../../flags/flag.ts';
import { parseFlags } from '../../flags/parse.ts';
import { helpFlag } from '../../command.ts';
import type { ComposeSession } from './session.ts';

export interface ComposeInvocation<F extends FlagTable> {
  readonly session: ComposeSession;
  readonly args: readonly string[];
  readonly flags: FlagValues<F>;
  readonly changed: (name: keyof F & string) => boolean;
}

interface Declaration<F extends FlagTable> {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What follows the name in the usage line. */
  readonly usage: string;
  readonly summary: string;
  readonly flags: F;
  readonly args?: { readonly min?: number; readonly max?: number };
  readonly interspersed?: false;
  readonly run: (invocation: ComposeInvocation<F>) => Promise<number | void>;
}

export interface ComposeCommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly summary: string;
  readonly flags: FlagTable;
  /** Throws FlagError. */
  read(
    words: readonly string[],
    host: FlagHost,
  ): { readonly help: boolean; run(session: ComposeSession): Promise<number | void> };
}

export function composeCommand<F extends FlagTable>(declaration: Declaration<F>): ComposeCommand {
  const { name, aliases = [], usage, summary, flags, args = {}, interspersed = true, run } = declaration;
  return {
    name,
    aliases,
    usage,
    summary,
    flags,
    read: (words, host) => {
      const parsed = parseFlags(flags, words, host, { interspersed, help: helpFlag(flags) });
      if (!parsed.help) checkCount(name, parsed.args, args);
      const { values, changed } = parsed;
      return {
        help: parsed.help,
        run: (session) => run({ session, args: parsed.args, flags: values, changed: (flag) => changed.has(flag) }),
      };
    },
  };
}

/** Cobra's own sentences. */
function checkCount(
  name: string,
  args: readonly string[],
  { min = 0, max }: { readonly min?: number; readonly max?: number },
): void {
  if (max === 0 && args.length > 0) throw new Error(`unknown command "${args[0] ?? ''}" for "docker compose ${name}"`);
  if (min === max && args.length !== min) {
    throw new Error(`accepts ${String(min)} arg(s), received ${String(args.length)}`);
  }
  if (args.length < min) {
    throw new Error(`requires at least ${String(min)} arg(s), only received ${String(args.length)}`);
  }
}
