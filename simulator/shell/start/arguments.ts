/** The command line of a shell. */
import { isSetOption, isShopt, optionOfLetter } from '../state/options.ts';
import type { SetOption, Shopt } from '../state/options.ts';
import type { Dialect } from '../dialect/dialect.ts';

export interface Invocation {
  /** -c. */
  command: string | undefined;
  /** A script, when not -c or -s. */
  script: string | undefined;
  /** -s: standard input although arguments follow. */
  readsStdin: boolean;
  interactive: boolean;
  login: boolean;
  /** $0 after -c, when given. */
  name: string | undefined;
  positional: string[];
  options: { name: SetOption; on: boolean }[];
  shopts: { name: Shopt; on: boolean }[];
  norc: boolean;
  noprofile: boolean;
  rcfile: string | undefined;
  posix: boolean;
  /** --version or --help. */
  show: 'version' | 'help' | undefined;
}

export type ParsedInvocation = Invocation | { error: string; status: number };

/** Reads argv[1] and on. */
export function parseInvocation(dialect: Dialect, argv: readonly string[]): ParsedInvocation {
  const login = (argv[0] ?? '').startsWith('-');
  const found: Invocation = {
    command: undefined, script: undefined, readsStdin: false, interactive: false, login, name: undefined, positional: [], options: [],
    shopts: [], norc: false, noprofile: false, rcfile: undefined, posix: false, show: undefined,
  }; // prettier-ignore
  const args = argv.slice(1);
  let wantsCommand = false;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-' || arg === '--') {
      at += 1;
      break;
    }
    if (arg.startsWith('--') && dialect.name === 'bash') {
      const used = longOption(found, arg, args[at + 1]);
      if (typeof used === 'string') return { error: used, status: 2 };
      at += used;
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    const used = letters(dialect, found, arg, args[at + 1]);
    if (typeof used === 'string') return { error: used, status: 2 };
    at += used.used;
    wantsCommand ||= used.command;
  }
  return operands(dialect, found, args.slice(at), wantsCommand);
}

/** How many further arguments it took, or a complaint. */
function longOption(found: Invocation, arg: string, next: string | undefined): number | string {
  switch (arg) {
    case '--login':
      found.login = true;
      return 0;
    case '--norc':
      found.norc = true;
      return 0;
    case '--noprofile':
      found.noprofile = true;
      return 0;
    case '--rcfile':
    case '--init-file':
      if (next === undefined) return `${arg}: option requires an argument`;
      found.rcfile = next;
      return 1;
    case '--posix':
      found.posix = true;
      return 0;
    case '--verbose':
      found.options.push({ name: 'verbose', on: true });
      return 0;
    case '--version':
      found.show = 'version';
      return 0;
    case '--help':
      found.show = 'help';
      return 0;
    case '--noediting':
    case '--debugger':
    case '--restricted':
      return 0;
    default:
      return `${arg}: invalid option`;
  }
}

function letters(
  dialect: Dialect,
  found: Invocation,
  arg: string,
  next: string | undefined,
): { used: number; command: boolean } | string {
  const on = arg.startsWith('-');
  let used = 0;
  let command = false;
  for (const letter of arg.slice(1)) {
    if (letter === 'c' && on) command = true;
    else if (letter === 's' && on) found.readsStdin = true;
    else if (letter === 'i' && on) found.interactive = true;
    else if (letter === 'l') found.login = on;
    else if ((letter === 'r' || letter === 'D') && dialect.name === 'bash') continue;
    else if (letter === 'o' || (letter === 'O' && dialect.name === 'bash')) {
      if (next === undefined) return `-${letter}: option requires an argument`;
      const complaint = letter === 'o' ? namedOption(dialect, found, next, on) : namedShopt(found, next, on);
      if (complaint !== undefined) return complaint;
      used = 1;
    } else {
      const name = optionOfLetter(letter);
      if (name === undefined || !dialect.optionNames.includes(name)) return badLetter(dialect, arg, letter);
      found.options.push({ name, on });
    }
  }
  return { used, command };
}

function badLetter(dialect: Dialect, arg: string, letter: string): string {
  if (dialect.name === 'bash') return `${arg}: invalid option`;
  return `${dialect.name === 'dash' ? 'Illegal' : 'illegal'} option ${arg.charAt(0)}${letter}`;
}

function namedOption(dialect: Dialect, found: Invocation, name: string, on: boolean): string | undefined {
  if (!isSetOption(name) || !dialect.optionNames.includes(name))
    return dialect.name === 'bash'
      ? `${name}: invalid option name`
      : `${dialect.name === 'dash' ? 'Illegal' : 'illegal'} option ${on ? '-' : '+'}o ${name}`;
  found.options.push({ name, on });
  return undefined;
}

function namedShopt(found: Invocation, name: string, on: boolean): string | undefined {
  if (!isShopt(name)) return `${name}: invalid shell option name`;
  found.shopts.push({ name, on });
  return undefined;
}

function operands(
  dialect: Dialect,
  found: Invocation,
  rest: readonly string[],
  wantsCommand: boolean,
): ParsedInvocation {
  const [first, ...others] = rest;
  if (wantsCommand) {
    if (first === undefined)
      return {
        error:
          dialect.name === 'bash'
            ? '-c: option requires an argument'
            : dialect.name === 'dash'
              ? '-c requires an argument'
              : '-c requires an argument',
        status: 2,
      };
    found.command = first;
    found.name = others[0];
    found.positional = others.slice(1);
  } else if (found.readsStdin || first === undefined) {
    found.positional = [...rest];
  } else {
    found.script = first;
    found.positional = others;
  }
  return found;
}
