/**
 * What every command-line tool does before and after its own work: options, help, buffered output, messages on
 * stderr in the words of its family (GNU or busybox), and the exit status.
 *
 * A tool is a function over `Tool`. `gnu(...)` and `applet(...)` make programs (or busybox applets) of it.
 */
import type { Process, Program } from '../../kernel/abi.ts';
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { asLocaleText, decodeBytes, decodeText } from '../text/codec.ts';
import { isUtf8 } from '../text/locale.ts';
import { quoteAlways, quoteIfNeeded, quoteMessage } from '../text/quote.ts';
import { readOptions, type OptionRow } from './declaration.ts';
import { getopt, OptionError, type GetoptBehaviour, type ParsedArguments } from './getopt.ts';
import { busyboxHelp, gnuHelp, type Help } from './help.ts';
import { Output, WriteError } from './output.ts';

export type Dialect = 'gnu' | 'busybox';

/** Ends the command with a message `NAME: text` and a status. An empty text prints nothing. */
export class Failure extends Error {
  override name = 'Failure';
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** The command was called wrongly: the message, then how to get help (GNU) or the usage (busybox). */
export class UsageError extends Error {
  override name = 'UsageError';
  /** Where it differs from the tool's usual status for usage errors. */
  readonly status: number | undefined;
  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

export interface ToolDescription extends GetoptBehaviour {
  /** Shown by `--version` as `NAME (PACKAGE) VERSION`. */
  package?: string;
  help: Help;
  /** Exit status of usage errors (default 1). */
  usageStatus?: number;
  /** Options are not parsed at all: `Tool.args` is all there is (echo, test, expr). */
  raw?: boolean;
  /** What follows the message of a usage error, where it is more than the hint at --help. */
  usageHint?: (name: string) => string;
  /** What precedes messages where it is not argv[0]. */
  name?: string;
}

/** How a tool of one family is run: its main function and what it says about itself. */
export type ToolMain = (t: Tool) => Promise<number> | number;

export class Tool {
  readonly p: Process;
  readonly dialect: Dialect;
  /** As messages begin: argv[0] as typed (GNU), the applet's name (busybox). */
  readonly name: string;
  readonly out: Output;
  /** Arguments after argv[0]. */
  readonly args: readonly string[];
  readonly description: ToolDescription;
  /** The exit status so far; `fail` raises it. */
  status = 0;

  constructor(p: Process, dialect: Dialect, name: string, args: readonly string[], description: ToolDescription) {
    this.p = p;
    this.dialect = dialect;
    this.name = name;
    this.args = args;
    this.description = description;
    this.out = new Output(p, p.stdout, p.isatty(1));
  }

  get busybox(): boolean {
    return this.dialect === 'busybox';
  }

  get env(): ReadonlyMap<string, string> {
    return this.p.env;
  }

  /** Parses the arguments by the description's options, or by `options`. */
  parse(options: readonly OptionRow[] = this.description.help.options ?? [], args = this.args): ParsedArguments {
    const rows = this.dialect === 'gnu' ? [...options, ['--help', ''] as const, ['--version', ''] as const] : options;
    const specs = readOptions(rows);
    // busybox answers --help before the applet sees its arguments, and only in the first place.
    if (this.busybox && args[0] === '--help') throw new HelpAsked();
    const parsed = getopt(args, specs, this.description);
    if (this.dialect === 'gnu') {
      for (const option of parsed.options) {
        if (option.key === 'help') throw new HelpAsked();
        if (option.key === 'version') throw new VersionAsked();
      }
    }
    return parsed;
  }

  /** Decodes input in the locale of the process. */
  get decode(): (bytes: Uint8Array) => string {
    return isUtf8(this.env) ? decodeText : decodeBytes;
  }

  /** An argument as it compares with decoded input. */
  localeText(text: string): string {
    return asLocaleText(text, isUtf8(this.env));
  }

  print(text: string): Promise<void> | undefined {
    return this.out.print(text);
  }

  /** A message on stderr after the command's name. */
  async warn(text: string): Promise<void> {
    if (this.out.lineBuffered) await this.out.flush();
    await this.p.stderr.write(this.name === '' ? `${text}\n` : `${this.name}: ${text}\n`);
  }

  /** A message, and the exit status that will result. */
  async fail(text: string, status = 1): Promise<void> {
    this.status = Math.max(this.status, status);
    await this.warn(text);
  }

  /** Runs `work`; a failed system call in it becomes the message `text(error)` and the exit status. True when it went well. */
  async attempt(work: () => void | Promise<void>, text: (error: SysError) => string, status = 1): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.fail(text(error), status);
      return false;
    }
  }

  /** 'x' in every locale. */
  quote(text: string): string {
    return this.busybox ? `'${text}'` : quoteAlways(text, this.env);
  }

  /** x, or 'x y' where a shell would need quotes. */
  file(text: string): string {
    return this.busybox ? text : quoteIfNeeded(text, this.env);
  }

  /** ‘x’ or 'x' by locale. */
  quoteMessage(text: string): string {
    return this.busybox ? `'${text}'` : quoteMessage(text, this.env);
  }

  helpText(): string {
    return this.busybox ? busyboxHelp(this.name, this.description.help) : gnuHelp(this.name, this.description.help);
  }
}

class HelpAsked extends Error {}
class VersionAsked extends Error {}

async function usage(t: Tool, message: string, status = t.description.usageStatus ?? 1): Promise<number> {
  if (message !== '') await t.p.stderr.write(`${t.name}: ${message}\n`);
  const hint = t.busybox
    ? t.helpText()
    : (t.description.usageHint?.(t.name) ?? `Try '${t.name} --help' for more information.\n`);
  await t.p.stderr.write(hint);
  return status;
}

async function explain(t: Tool, error: unknown): Promise<number> {
  if (error instanceof HelpAsked) {
    // busybox writes help to stderr even when asked for it.
    await (t.busybox ? t.p.stderr : t.p.stdout).write(t.helpText());
    return 0;
  }
  if (error instanceof VersionAsked) {
    await t.p.stdout.write(
      `${basename(t.name)} (${t.description.package ?? 'GNU coreutils'}) ${versionOf(t.description.package)}\n`,
    );
    return 0;
  }
  if (error instanceof UsageError) return usage(t, error.message, error.status);
  if (error instanceof OptionError) return usage(t, error.message);
  if (error instanceof Failure) {
    await t.out.flush();
    if (error.message !== '') await t.warn(error.message);
    return error.status;
  }
  if (error instanceof WriteError) {
    // Applets that print by stdio only learn that it failed; cat hands on what it reads and knows why.
    const isStdio = t.busybox && t.name !== 'cat';
    await t.p.stderr.write(`${t.name}: ${isStdio ? 'standard output: I/O error' : error.message}\n`);
    return t.description.usageStatus === 2 ? 2 : 1;
  }
  if (isSysError(error)) {
    await t.out.flush();
    await t.warn(error.subject === undefined ? error.message : `${error.subject}: ${error.message}`);
    return t.description.usageStatus ?? 1;
  }
  throw error;
}

const versions: Readonly<Record<string, string>> = {
  'GNU coreutils': '9.1',
  'GNU grep': '3.8',
  'GNU sed': '4.9',
  'GNU findutils': '4.9.0',
  'GNU diffutils': '3.8',
  'GNU tar': '1.34',
};

function versionOf(name = 'GNU coreutils'): string {
  return versions[name] ?? '';
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Runs `main` as a tool and gives its exit status; all messages about failures are printed here. */
export async function runTool(t: Tool, main: ToolMain): Promise<number> {
  let status: number;
  try {
    status = await main(t);
    await t.out.flush();
  } catch (error) {
    status = await explain(t, error);
  }
  return status;
}

/** A GNU program (or one that behaves like one). */
export function gnu(main: ToolMain, description: ToolDescription): Program {
  return (p) => runTool(new Tool(p, 'gnu', description.name ?? p.args[0] ?? '', p.args.slice(1), description), main);
}

/** A busybox applet: like a program, but told its name and arguments (`busybox NAME ARGS` or by argv[0]). */
export type Applet = (p: Process, name: string, args: readonly string[]) => Promise<number> | number;

export function applet(main: ToolMain, description: ToolDescription): Applet {
  return (p, name, args) => {
    const t = new Tool(p, 'busybox', name, args, description);
    return runTool(t, main);
  };
}
