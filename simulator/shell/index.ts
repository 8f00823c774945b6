/** The shells as programs: bash, dash (the sh of Debian and Ubuntu) and ash (the shell of busybox). */
import type { Program } from '../kernel/abi.ts';
import { ASH } from './dialect/ash.ts';
import { BASH } from './dialect/bash.ts';
import { DASH } from './dialect/dash.ts';
import { CompletionRegistry } from './readline/registry.ts';
import { interpreter } from './interpreter.ts';
import type { InterpreterSource } from './run/interpreter.ts';
import { AshPrompt } from './start/ash-prompt.ts';
import { BashPrompt } from './start/bash-prompt.ts';
import { createShellProgram } from './start/main.ts';

export { CompletionRegistry };
export type { Candidate, Completer, CompletionRequest } from './readline/registry.ts';

export interface ShellPrograms {
  readonly bash: Program;
  readonly dash: Program;
  readonly ash: Program;
}

const AT_HAND: InterpreterSource = { loaded: interpreter, load: () => Promise.resolve(interpreter) };

/** The three shells, with completion of command arguments by `completers` (the docker command registers one). */
export function createShells(completers = new CompletionRegistry()): ShellPrograms {
  const common = { completers, interpreter: AT_HAND };
  return {
    bash: createShellProgram({ dialect: BASH, ...common, prompt: (shell) => new BashPrompt(shell) }),
    dash: createShellProgram({ dialect: DASH, ...common }),
    ash: createShellProgram({ dialect: ASH, ...common, prompt: (shell) => new AshPrompt(shell) }),
  };
}

export const { bash, dash, ash } = createShells();
