/** How bash, dash and busybox's ash differ. One interpreter asks its dialect wherever they do. */
import type { ArithmeticRules } from '../arith/rules.ts';
import type { ArithmeticError } from '../arith/tree.ts';
import type { Errno } from '../../kernel/errno.ts';
import type { SetOption } from '../state/options.ts';
import type { Shell } from '../state/shell.ts';
import type { Failure } from '../run/failure.ts';
import type { Problem } from '../syntax/problem.ts';
import type { SyntaxRules } from '../syntax/rules.ts';
import type { EscapeRules } from '../text/escapes.ts';

export type DialectName = 'bash' | 'dash' | 'ash';

/** What a failure is about; dialects differ in how much of the program each ends. */
export type FailureKind =
  | 'readonly'
  | 'subscript'
  | 'arithmetic'
  | 'unbound'
  | 'parameter error'
  | 'substitution'
  | 'glob'
  | 'usage'
  | 'assignment';

export interface Features {
  readonly braceExpansion: boolean;
  /** `~+` and `~-`. */
  readonly tildeDirectories: boolean;
  readonly arrays: boolean;
  /** `${x:1:2}` and `${x/a/b}`. */
  readonly substrings: boolean;
  /** `${!x}`, `${x^}`, `${x@Q}` and the anchors of `${x/#a/b}`. */
  readonly bashExpansions: boolean;
  /** The target of a redirection is split and globbed, and refused when it is not one word. */
  readonly redirectionFields: boolean;
  /** A failing special builtin (or any failing expansion) ends a non-interactive shell. */
  readonly specialBuiltinsExit: boolean;
  /** The subject of `export x=~` is an assignment without splitting for these commands. */
  readonly declarations: ReadonlySet<string>;
  /** The last command of `-c` replaces the shell. */
  readonly execsCommandString: boolean;
  /** Constructs whose last command may replace a process that has nothing else to do. */
  readonly execsThrough: ReadonlySet<string>;
  /** Length and positions count bytes whatever the locale. */
  readonly bytesOnly: boolean;
}

export interface Sentences {
  commandNotFound(name: string): string;
  /** A command with a slash that could not be run. */
  cannotRun(path: string, error: Errno): string;
  cannotOpen(path: string, error: Errno): string;
  cannotCreate(path: string, error: Errno): string;
  badDescriptor(text: string): string;
  readonly(name: string): string;
  unbound(name: string): string;
  badSubstitution(text: string): string;
  /** `${x:?}` without a message. */
  parameterMissing(colon: boolean): string;
  cannotAssign(name: string): string;
  invalidName(name: string): string;
}

export interface Dialect {
  readonly name: DialectName;
  readonly syntax: SyntaxRules;
  readonly arithmetic: ArithmeticRules;
  readonly features: Features;
  readonly sentences: Sentences;
  readonly echo: EscapeRules;
  readonly printf: EscapeRules;
  /** `$'...'`. */
  readonly ansi: EscapeRules;
  /** Options of `set -o`, in the order of its listing. */
  readonly optionNames: readonly SetOption[];
  /** The order of letters in `$-`. */
  readonly letterOrder: string;
  /** The path commands are looked for in when PATH is unset. */
  readonly defaultPath: string;
  arithmeticSentence(error: ArithmeticError): string;
  /** What stands before a message: the shell's name, the line, the builtin. */
  prefix(shell: Shell): string;
  /** A failure that ends the line or the shell, as this dialect has it. */
  fail(kind: FailureKind, message: string): Failure;
  /** The whole text of a syntax error, lines with prefixes and newlines. `source` is what could not be parsed. */
  syntaxError(shell: Shell, problem: Problem, source: SyntaxErrorSource): string;
  /** Exit status after a syntax error. */
  syntaxStatus(shell: Shell, problem: Problem): number;
}

export interface SyntaxErrorSource {
  /** `-c`, `eval`, `command substitution`, or undefined for a script or standard input. */
  name: string | undefined;
  /** The line an offset's line number means. */
  lineText(line: number): string;
}
