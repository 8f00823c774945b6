/**
 * The state of one shell process: variables, functions, options, jobs and where in the source it stands. A subshell
 * is a copy of it in another process. What is done with the state stands in run/ and builtins/, which reach each
 * other through `interpreter`.
 */
import type { Command, Function as FunctionNode } from 'unbash';
import type { Process, TtyControl } from '../../kernel/abi.ts';
import type { Signal } from '../../kernel/signals.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { Interpreter, InterpreterSource } from '../run/interpreter.ts';
import type { Unwinding } from '../run/failure.ts';
import type { CompletionSpec } from '../readline/candidates.ts';
import { History } from '../readline/history.ts';
import { DEFAULT_SETTINGS } from '../readline/inputrc.ts';
import { CompletionRegistry } from '../readline/registry.ts';
import { toBytes } from '../text/raw.ts';
import { JobTable } from './jobs.ts';
import { Options } from './options.ts';
import { LargeVariables } from './large-variables.ts';
import { readParameter } from './parameters.ts';
import type { SourceUnit } from './source.ts';
import { VariableStore } from './variables.ts';

export interface ShellFunction {
  readonly name: string;
  readonly node: FunctionNode;
  readonly unit: SourceUnit;
  /** What BASH_SOURCE and messages call the place of its definition. */
  readonly source: string;
  exported: boolean;
  trace: boolean;
  readonly: boolean;
}

/** A function call or a sourced file, innermost last; FUNCNAME, BASH_SOURCE and BASH_LINENO show it. */
export interface Frame {
  readonly name: string;
  readonly source: string;
  /** The line of the call. */
  readonly callLine: number;
  /** `return` may leave it. */
  readonly kind: 'function' | 'source';
}

/** What a trap is set on: a signal, or one of the shell's own events. */
export type TrapEvent = Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN';

export class Shell {
  /** The process it runs in. */
  p: Process;
  readonly dialect: Dialect;
  readonly #source: InterpreterSource;
  variables = new VariableStore();
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  options = new Options();
  /** $1 and on. */
  positional: string[] = [];
  /** $0. */
  name = 'sh';
  /** $?. */
  status = 0;
  /** $!, undefined while nothing was started in the background. */
  lastBackground: number | undefined;
  /** $$: the pid of the first shell, also in subshells. */
  rootPid: number;
  jobs = new JobTable();
  traps = new Map<TrapEvent, string>();
  /** Ctrl-C arrived at an interactive shell and nothing has been done about it yet. */
  interrupted = false;
  /** Signals the shell itself ignores; commands get their default back. */
  ownIgnored = new Set<Signal>();
  /** Signals the shell itself wants to hear although no trap is set. */
  ownSignals = new Set<Signal>();
  /** Told of every signal that is heard; what waits interruptibly. */
  signalListeners = new Set<(signal: Signal) => void>();
  runningTraps = new Set<TrapEvent>();
  /** `enable -n`. */
  disabledBuiltins = new Set<string>();
  readonly large = new LargeVariables(this);
  /** Limits that ulimit has set, by letter; remembered, not enforced. */
  limits = new Map<string, string>();
  history = new History();
  /** Completion of command arguments supplied from outside. */
  completers = new CompletionRegistry();
  /** Exported functions that came in the environment, as source. */
  importedFunctions = new Map<string, string>();
  /** Commands read at the prompt so far, for `\\#`. */
  commandNumber = 1;
  /** `complete`: how arguments of commands are completed. */
  completions = new Map<string, CompletionSpec>();
  /** Settings and bindings of line editing (readline/inputrc.ts). */
  settings = new Map<string, string>(DEFAULT_SETTINGS);
  keyBindings = new Map<string, string>();
  /** `exit` with stopped jobs has been refused once. */
  warnedOfJobs = false;
  /** In an EXIT trap: the status the shell would end with. */
  exitTrapStatus: number | undefined;
  /** The terminal of an interactive shell. */
  terminal: TtyControl | undefined;
  /** Puts the terminal's modes back after a job that may have left them changed. */
  restoreModes: (() => void) | undefined;
  /** Signals that arrived and whose trap has not run yet. */
  pendingSignals: Signal[] = [];
  /** In a subshell: the parent's traps, which `trap` shows until one is set. */
  inheritedTraps = new Map<TrapEvent, string>();
  inSubshell = false;
  /** In a child: the shell that started it controlled jobs. */
  hadJobControl = false;
  frames: Frame[] = [];
  loopDepth = 0;
  /** `break`, `continue` or `return` on the way out. */
  unwinding: Unwinding | undefined;
  /** How many constructs around ignore failure, so that `set -e` and ERR do not act. */
  guarded = 0;
  subshellLevel = 0;
  interactive = false;
  loginShell = false;
  /** Job control is on (`set -m`) and there is a terminal. */
  get controlsJobs(): boolean {
    return this.options.has('monitor');
  }
  /** The shell that prompts, and no subshell of it. */
  get prompts(): boolean {
    return this.interactive && !this.inSubshell;
  }
  /** Remembered places of commands, with their hit counts (`hash`). */
  hashed = new Map<string, { path: string; hits: number }>();
  directoryStack: string[] = [];
  /** The source that is being run, for line numbers. */
  unit: SourceUnit | undefined;
  /** Line of the command being run. */
  line = 0;
  /** The builtin being run, for messages. */
  builtin: string | undefined;
  /** Statuses of the last pipeline's elements (PIPESTATUS). */
  pipeStatus: number[] = [0];
  /** `getopts`: position inside a group of letters. */
  optionOffset = 0;
  /** When the shell started, for SECONDS; milliseconds since the epoch. */
  startedAt: number;
  /** The state of RANDOM's generator. */
  randomState: number;
  /** Variables whose special meaning was taken away by unset. */
  ordinary = new Set<string>();
  /** What -c or a script file gave, for messages. */
  origin: 'command' | 'file' | 'stdin' = 'stdin';
  /** Messages name the source: a script, or -c with a name (busybox). */
  named = false;
  /** The word being expanded, for messages about it. */
  wordText = '';
  /** Descriptors of process substitutions that the running command holds. */
  substitutions: number[] = [];
  /** Statuses of signals that were ignored when the shell started: they cannot be trapped. */
  ignoredAtStart = new Set<Signal>();
  /** The command being run, as BASH_COMMAND shows it. */
  commandNode: Command | undefined;
  /** Status of the last command substitution, which an assignment without a command takes as its own. */
  substitutionStatus: number | undefined;
  /** The last argument of the last command: `$_`. */
  lastArgument = '';
  /** Depth of `eval`, `.` and substitutions, shown by repeating the first character of PS4. */
  traceDepth = 1;

  constructor(p: Process, dialect: Dialect, source: InterpreterSource) {
    this.p = p;
    this.dialect = dialect;
    this.#source = source;
    this.rootPid = p.pid;
    this.startedAt = p.now();
    this.randomState = (Math.floor(p.now()) ^ (p.pid * 2654435761)) >>> 0;
  }

  /** What runs commands. Throws before `whole` has resolved: until then nothing but a prompt has been shown. */
  get interpreter(): Interpreter {
    const { loaded } = this.#source;
    if (loaded === undefined) throw new Error('the interpreter is not loaded yet');
    return loaded;
  }

  /** The interpreter is there: a command has run, or is about to. */
  get isWhole(): boolean {
    return this.#source.loaded !== undefined;
  }

  /** Loads what runs commands, unless it is there already. */
  async whole(): Promise<Interpreter> {
    return this.#source.loaded ?? this.p.outside(() => this.#source.load());
  }

  /** The value of a variable or special parameter as `$name` sees it; undefined when unset. */
  variable(name: string): string | undefined {
    return readParameter(this, name);
  }

  /** A copy for a subshell; `attach` gives it the process that it is to run in. */
  fork(): Shell {
    const copy = new Shell(this.p, this.dialect, this.#source);
    copy.variables = this.variables.clone();
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.options = this.options.clone();
    copy.positional = [...this.positional];
    copy.traps = new Map(this.traps);
    copy.frames = [...this.frames];
    copy.hashed = new Map(this.hashed);
    copy.directoryStack = [...this.directoryStack];
    copy.ordinary = new Set(this.ordinary);
    copy.ignoredAtStart = this.ignoredAtStart;
    this.copyPlain(copy);
    return copy;
  }

  private copyPlain(copy: Shell): void {
    copy.name = this.name;
    copy.status = this.status;
    copy.lastBackground = this.lastBackground;
    copy.rootPid = this.rootPid;
    copy.loopDepth = this.loopDepth;
    copy.guarded = this.guarded;
    copy.subshellLevel = this.subshellLevel + 1;
    copy.interactive = this.interactive;
    copy.unit = this.unit;
    copy.line = this.line;
    copy.pipeStatus = this.pipeStatus;
    copy.optionOffset = this.optionOffset;
    copy.startedAt = this.startedAt;
    copy.randomState = this.randomState;
    copy.origin = this.origin;
    copy.builtin = this.builtin;
    copy.hadJobControl = this.controlsJobs;
    copy.history = this.history;
    copy.settings = this.settings;
    copy.completions = this.completions;
    copy.completers = this.completers;
    copy.disabledBuiltins = new Set(this.disabledBuiltins);
    copy.limits = new Map(this.limits);
    copy.traceDepth = this.traceDepth;
    copy.named = this.named;
    if (this.dialect.name !== 'dash') copy.jobs = this.jobs.clone();
    copy.lastArgument = this.lastArgument;
    copy.runningTraps = new Set(this.runningTraps);
  }

  attach(child: Process): void {
    this.p = child;
    this.randomState = (this.randomState ^ child.pid) >>> 0;
  }

  /** Writes to a descriptor; standard output of builtins. */
  write(fd: number, text: string): Promise<void> {
    return this.p.write(fd, toBytes(text));
  }

  /** Prints a message on standard error with the shell's prefix. */
  async complain(message: string): Promise<void> {
    await this.write(2, `${this.dialect.prefix(this)}${message}\n`);
  }
}
