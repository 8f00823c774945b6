/** The shells as programs: bash, dash (the sh of Debian and Ubuntu) and ash (the shell of busybox). */
import type { Program } from '../kernel/abi.ts';
import { ASH } from './dialect/ash.ts';
import { BASH } from './dialect/bash.ts';
import { DASH } from './dialect/dash.ts';
import { CompletionRegistry } from './readline/registry.ts';
import { createShellProgram } from './start/main.ts';

export { CompletionRegistry };
export type { Candidate, Completer, CompletionRequest } from './readline/registry.ts';

export interface ShellPrograms {
  readonly bash: Program;
  readonly dash: Program;
  readonly ash: Program;
}

/** The three shells, with completion of command arguments by `completers` (the docker command registers one). */
export function createShells(completers = new CompletionRegistry()): ShellPrograms {
  return {
    bash: createShellProgram(BASH, completers),
    dash: createShellProgram(DASH, completers),
    ash: createShellProgram(ASH, completers),
  };
}

export const { bash, dash, ash } = createShells();
