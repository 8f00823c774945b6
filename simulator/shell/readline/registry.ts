/** Completion of the arguments of particular commands, supplied from outside the shell (the docker command does). */
import type { Process } from '../../kernel/abi.ts';

export interface CompletionRequest {
  /** Words of the command so far, unquoted; the first is its name. */
  readonly words: readonly string[];
  /** Which word the cursor is in, or one past the last for a new one. */
  readonly index: number;
  /** The part of that word before the cursor. */
  readonly prefix: string;
  /** The shell's process: its files, environment and working directory. */
  readonly process: Process;
}

export interface Candidate {
  /** The whole word as it is to stand, unquoted. */
  readonly value: string;
  /** No blank after it when it is the only one (`--format=`, `host/`). */
  readonly open?: boolean;
}

/** Candidates for a word; undefined leaves it to completion of file names. */
export type Completer = (
  request: CompletionRequest,
) => Promise<readonly Candidate[] | undefined> | readonly Candidate[] | undefined;

/** Completers by command name. */
export class CompletionRegistry {
  private readonly completers = new Map<string, Completer>();

  register(command: string, completer: Completer): void {
    this.completers.set(command, completer);
  }

  find(command: string): Completer | undefined {
    return this.completers.get(command.split('/').at(-1) ?? command);
  }
}
