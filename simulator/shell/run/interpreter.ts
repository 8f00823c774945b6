/**
 * What the parts of the shell ask of each other. One object joins them (shell/interpreter.ts), so that expansion,
 * execution and builtins need not import one another in circles.
 */
import type { Command, CommandNode, CompoundList, PipelineNode, Redirection, Word } from 'unbash';
import type { Expanding, Substitution } from '../expand/expanding.ts';
import type { CompletionView } from '../readline/completion.ts';
import type { Expanded } from '../readline/history-expansion.ts';
import type { History } from '../readline/history.ts';
import type { SearchView } from '../readline/incremental-search.ts';
import type { Key } from '../readline/keys.ts';
import type { Invocation } from '../start/arguments.ts';
import type { LineSource } from '../start/run-lines.ts';
import type { Shell, ShellFunction } from '../state/shell.ts';

/** How a command is run. */
export interface RunFlags {
  /** Nothing follows in this process: an external command may replace it. */
  last?: boolean;
}

export interface Interpreter {
  // Parameters
  /** Assigns as `name=value` does: attributes, readonly, special variables. Throws Failure. */
  assign(shell: Shell, name: string, value: string): void;

  // Expansion
  /** Words to fields: braces, tilde, parameters, commands, arithmetic, splitting, path names. */
  fields(shell: Shell, words: readonly Word[]): Expanding<string[]>;
  /** A word to one string without splitting or path names (assignments, here-strings, case subjects). */
  text(shell: Shell, word: Word): Expanding<string>;
  /** A word to a pattern string, quoted parts escaped. */
  pattern(shell: Shell, word: Word): Expanding<string>;
  /** A word as pieces that know whether they were quoted. */
  pieces(shell: Shell, word: Word): Expanding<readonly { text: string; quoted: boolean }[]>;
  /** A text as in double quotes: prompts, arithmetic. */
  template(shell: Shell, source: string): Expanding<string>;
  /** Answers what an expansion asks for. */
  substitute(shell: Shell, request: Substitution): Promise<string>;

  /** A prompt string (PS1) decoded; command substitutions in it are left as they stand. */
  prompt(shell: Shell, text: string): string;

  // Execution
  list(shell: Shell, list: CompoundList, flags: RunFlags): Promise<number>;
  pipelineNode(shell: Shell, node: PipelineNode, flags: RunFlags): Promise<number>;
  command(shell: Shell, node: CommandNode, flags: RunFlags): Promise<number>;
  /** Runs source text in this shell: eval, source, traps, -c. `firstLine` is the number of its first line. */
  source(shell: Shell, text: string, options: SourceOptions): Promise<number>;
  /** Runs argv as a command without looking at aliases or, when told so, functions. */
  invoke(shell: Shell, argv: readonly string[], options: InvokeOptions): Promise<number>;
  /** Makes redirections; the result undoes them. Throws RedirectionFailure. */
  redirect(shell: Shell, redirections: readonly Redirection[], keep: boolean): Promise<() => void>;
  /** Runs traps of signals that have arrived. */
  runTraps(shell: Shell): Promise<void>;
  /** The text of a function as `declare -f` prints it. */
  functionSource(definition: ShellFunction): string;
  /** A command as BASH_COMMAND shows it. */
  commandSource(command: Command): string;

  // A shell's course
  /** Runs what is not typed at a prompt: -c, a script, standard input. */
  batch(shell: Shell, invocation: Invocation): Promise<number>;
  /** Runs commands line by line until the lines end. */
  lines(shell: Shell, lines: LineSource): Promise<void>;
  /** Lines typed without line editing. */
  plainLines(shell: Shell): LineSource;
  /** Before a prompt: prints what has become of background jobs. */
  tellChanges(shell: Shell): Promise<void>;
  /** ^R and ^S; the key that ended the search, undefined when it was given up. */
  searchIncrementally(view: SearchView, backward: boolean): Promise<Key | undefined>;
  /** Tab. */
  completeWord(shell: Shell, view: CompletionView): Promise<void>;
  /** A line with `!!` and the like replaced. */
  expandHistory(line: string, history: History): Expanded | { error: string };
  /** Whether text ends inside a here-document, whose lines are left as they are. */
  endsInHereDocument(shell: Shell, text: string): boolean;
  /** The lines of one command as one entry of history. */
  joinLines(lines: readonly string[], literally: boolean): string;
}

/** Where the interpreter comes from: it is most of the shell's code, and a prompt needs nothing of it. */
export interface InterpreterSource {
  readonly loaded: Interpreter | undefined;
  load(): Promise<Interpreter>;
}

export interface SourceOptions {
  /** What messages call the source: `eval`, `-c`; undefined for a script or standard input. */
  name: string | undefined;
  firstLine: number;
  last?: boolean;
  /** The outermost source of the shell: a failed expansion gives up one line of it (bash). */
  top?: boolean;
  /** `set -v` shows it. */
  showInput?: boolean;
  /** Afterwards the current line is what it was before. */
  keepsLine?: boolean;
}

export interface InvokeOptions {
  functions: boolean;
  builtins: boolean;
  externals: boolean;
  /** Search this path instead of $PATH. */
  path?: string;
  last?: boolean;
}
