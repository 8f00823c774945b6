/** Reading a command line against a flag table, as pflag does: shorthands in groups, `-p8080:80`, `--flag=value`, `--`. */
import { quote, quoteRune } from '../go/strconv.ts';
import type { Flag, FlagHost, FlagTable, FlagValues } from './flag.ts';

/** A command line that does not fit the flags; `message` is pflag's. */
export class FlagError extends Error {
  override name = 'FlagError';
}

export interface ParsedFlags<F extends FlagTable> {
  readonly values: FlagValues<F>;
  /** Names of the flags that were given. */
  readonly changed: ReadonlySet<string>;
  readonly args: readonly string[];
  /** How many arguments came before `--`; -1 without one. */
  readonly argsAtDash: number;
  /** Whether the help flag was given. */
  readonly help: boolean;
  /** What to tell about deprecated flags, a line each. */
  readonly notices: readonly string[];
}

/** How a flag is named in errors: `-m, --memory` or `--memory`. */
const flagTitle = (name: string, flag: Flag<unknown>): string =>
  flag.shorthand === undefined || flag.shorthandDeprecated !== undefined
    ? `--${name}`
    : `-${flag.shorthand}, --${name}`;

/** pflag looks at bytes: of a letter outside ASCII, errors show the first byte as if it were a character. */
function firstByte(letter: string): string {
  return String.fromCharCode(new TextEncoder().encode(letter)[0] ?? 0);
}

class Parser {
  private readonly table: FlagTable;
  private readonly host: FlagHost;
  private readonly byShorthand = new Map<string, string>();
  readonly values = new Map<string, unknown>();
  readonly changed = new Set<string>();
  readonly notices: string[] = [];

  constructor(table: FlagTable, host: FlagHost) {
    this.table = table;
    this.host = host;
    for (const [name, flag] of Object.entries(table)) {
      if (flag.shorthand !== undefined) this.byShorthand.set(flag.shorthand, name);
    }
  }

  private set(name: string, flag: Flag<unknown>, text: string): void {
    const cell = flag.aliasOf ?? name;
    const first = !this.values.has(cell);
    try {
      this.values.set(cell, flag.set(first ? flag.initial : this.values.get(cell), text, this.host, first));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new FlagError(`invalid argument ${quote(text)} for ${quote(flagTitle(name, flag))} flag: ${reason}`);
    }
    this.changed.add(name);
    if (flag.deprecated !== undefined) this.notices.push(`Flag --${name} has been deprecated, ${flag.deprecated}`);
  }

  /** Sets a flag to the next argument; `missing` is what is wrong when there is none. */
  private setFromNext(name: string, flag: Flag<unknown>, rest: readonly string[], missing: string): readonly string[] {
    const [value, ...left] = rest;
    if (value === undefined) throw new FlagError(`flag needs an argument: ${missing}`);
    this.set(name, flag, value);
    return left;
  }

  /** Reads `--name…`; gives the arguments left after it. */
  long(word: string, rest: readonly string[]): readonly string[] {
    const body = word.slice(2);
    if (/^[-=]/.test(body)) throw new FlagError(`bad flag syntax: ${word}`);
    const equals = body.indexOf('=');
    const name = equals < 0 ? body : body.slice(0, equals);
    const flag = Object.hasOwn(this.table, name) ? this.table[name] : undefined;
    if (!flag) throw new FlagError(`unknown flag: --${name}`);
    if (equals < 0 && flag.noOptDefault === undefined) return this.setFromNext(name, flag, rest, word);
    this.set(name, flag, equals >= 0 ? body.slice(equals + 1) : (flag.noOptDefault ?? ''));
    return rest;
  }

  /** Reads a group of shorthands such as `-itp8080:80`. */
  short(word: string, rest: readonly string[]): readonly string[] {
    for (let letters = word.slice(1); letters !== '';) {
      const letter = String.fromCodePoint(letters.codePointAt(0) ?? 0);
      const tail = letters.slice(letter.length);
      const name = this.byShorthand.get(letter);
      const flag = name === undefined ? undefined : this.table[name];
      if (name === undefined || !flag) {
        throw new FlagError(`unknown shorthand flag: ${quoteRune(firstByte(letter))} in -${letters}`);
      }
      if (flag.shorthandDeprecated !== undefined) {
        this.notices.push(`Flag shorthand -${letter} has been deprecated, ${flag.shorthandDeprecated}`);
      }
      const attached = tail.length > 1 && tail.startsWith('=');
      if (!attached && flag.noOptDefault !== undefined) {
        this.set(name, flag, flag.noOptDefault);
        letters = tail;
      } else if (tail === '') {
        return this.setFromNext(name, flag, rest, `${quoteRune(letter)} in -${letters}`);
      } else {
        this.set(name, flag, attached ? tail.slice(1) : tail);
        return rest;
      }
    }
    return rest;
  }

  /** The value of each flag of `table`, given or not. */
  all(table: FlagTable): Record<string, unknown> {
    const entries = Object.entries(table).map(([name, flag]): [string, unknown] => {
      const cell = flag.aliasOf ?? name;
      return [name, this.values.has(cell) ? this.values.get(cell) : flag.initial];
    });
    return Object.fromEntries(entries);
  }
}

export interface ParseOptions {
  /** Whether flags may follow arguments (true unless the command passes the rest on, as `docker run` does). */
  readonly interspersed?: boolean;
  /** The command's help flag, whose value is told apart from the others. */
  readonly help?: Flag<boolean>;
}

/** Reads `words` against `table`. Throws FlagError. */
export function parseFlags<F extends FlagTable>(
  table: F,
  words: readonly string[],
  host: FlagHost,
  { interspersed = true, help }: ParseOptions = {},
): ParsedFlags<F> {
  const parser = new Parser(help ? { ...table, help } : table, host);
  const args: string[] = [];
  let argsAtDash = -1;
  for (let rest = words; rest.length > 0;) {
    const [word = '', ...after] = rest;
    rest = after;
    if (word.length < 2 || !word.startsWith('-')) {
      args.push(word);
      if (interspersed) continue;
      args.push(...rest);
      break;
    }
    if (word === '--') {
      argsAtDash = args.length;
      args.push(...rest);
      break;
    }
    rest = word.startsWith('--') ? parser.long(word, rest) : parser.short(word, rest);
  }
  // Each value came out of the `set` or `initial` of the flag with this name, so it has that flag's type.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  const values = parser.all(table) as FlagValues<F>;
  const wanted = parser.values.get('help') === true;
  return { values, help: wanted, changed: parser.changed, args, argsAtDash, notices: parser.notices };
}
