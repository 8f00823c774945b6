/** One instruction of a Dockerfile as text: what `parse.ts` yields and `instructions/` reads. */

/** Lines are 1-based and inclusive. */
export interface LineRange {
  start: number;
  end: number;
}

export interface Heredoc {
  name: string;
  /** File descriptor in `3<<EOF`; 0 when none is written. */
  descriptor: number;
  /** Without the terminator line. */
  content: string;
  /** `<<-`: leading tabs were removed. */
  chomp: boolean;
  /** The name was not quoted, so variables in the content are expanded. */
  expand: boolean;
}

export interface InstructionNode {
  /** As written: `FROM`, `from`. */
  name: string;
  /** Words beginning with `--` right after the name. */
  flags: readonly string[];
  /** The rest of the line, continuation lines joined, without flags. */
  rest: string;
  /** Name, flags and rest as one line, as progress shows it. */
  original: string;
  heredocs: readonly Heredoc[];
  range: LineRange;
}

/** A `# key=value` line at the top. */
export interface Directive {
  name: 'syntax' | 'escape' | 'check';
  value: string;
  range: LineRange;
}

export interface ParseWarning {
  message: string;
  range: LineRange;
}

export interface Dockerfile {
  instructions: readonly InstructionNode[];
  directives: readonly Directive[];
  escape: '\\' | '`';
  warnings: readonly ParseWarning[];
}

/**
 * A Dockerfile that cannot be followed. `message` is BuildKit's sentence without the `dockerfile parse error on line N:`,
 * which it puts before what is wrong with the form of an instruction, and not (`bare`) before what the splitting into
 * lines or the following of an instruction finds.
 */
export class DockerfileError extends Error {
  readonly range: LineRange | undefined;
  readonly bare: boolean;
  constructor(message: string, range: LineRange | undefined, kind?: 'bare') {
    super(message);
    this.name = 'DockerfileError';
    this.range = range;
    this.bare = kind === 'bare';
  }
}
