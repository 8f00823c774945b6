/**
 * What a flag is: how it is written, what text it takes and what value that makes. Commands declare a table of them;
 * parsing, help and completion are read off the table. Parsing follows pflag (spf13/pflag), which docker uses.
 */

/** What a flag's value may depend on besides its text. */
export interface FlagHost {
  /** A variable of the client's environment. */
  env(name: string): string | undefined;
  /** The client's working directory, for relative host paths. */
  readonly cwd: string;
}

/** A flag whose values are of type T. Made by the functions of the other files of this folder. */
export interface Flag<T> {
  /** The type as help shows it (`string`, `list`, `bytes`); bool shows none. */
  readonly type: string;
  readonly shorthand?: string;
  /** The value when the flag is not given. */
  readonly initial: T;
  /** The value after `text` was given on top of `previous`. `first` is true the first time. Throws Error with pflag's reason. */
  set(previous: T, text: string, host: FlagHost, first: boolean): T;
  /** The value taken where the flag stands alone; undefined where an argument is required. */
  readonly noOptDefault?: string;
  /** The default as help shows it in `(default …)`; undefined shows none. */
  readonly defaultText?: string;
  /** Not shown in help. */
  readonly hidden?: boolean;
  /** Said after `Flag shorthand -x has been deprecated, `; such a shorthand is left out of help and errors. */
  readonly shorthandDeprecated?: string;
  /** Said after `Flag --x has been deprecated, `. */
  readonly deprecated?: string;
  /** The name of the flag whose value this one sets too (`--net` and `--network`). */
  readonly aliasOf?: string;
  /** Said instead of accepting it: what the daemon or an experimental client would be needed for. */
  readonly unsupported?: string;
}

export type FlagTable = Readonly<Record<string, Flag<unknown>>>;

/** The values of a table's flags by flag name. */
export type FlagValues<F extends FlagTable> = {
  readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never;
};

/** Changes that any flag may be declared with. */
export interface FlagOptions {
  hidden?: boolean;
  deprecated?: string;
  aliasOf?: string;
  unsupported?: string;
  /** Overrides the default shown in help. */
  defaultText?: string;
  noOptDefault?: string;
}

/** The flag with some of its properties changed. */
export function withOptions<T>(flag: Flag<T>, options: FlagOptions): Flag<T> {
  return { ...flag, ...options };
}

/** The same flag under another name: setting either sets both. */
export function aliasOf<T>(name: string, flag: Flag<T>, options: FlagOptions = {}): Flag<T> {
  return { ...flag, ...options, aliasOf: name };
}
