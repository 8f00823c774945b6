/** What npm's own parts share: the process, how it was called, how it complains. */
import type { Process } from '../../../kernel/abi.ts';

/** An end with npm's words for it, without the beginning of each line. */
export class NpmError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export interface Npm {
  p: Process;
  version: string;
  flags: ReadonlySet<string>;
  /** How this version begins lines of errors. */
  error: string;
}
