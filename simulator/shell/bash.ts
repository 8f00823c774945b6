/**
 * bash for the learner's own computer. Its prompt, line editing and startup are here at once; what runs commands is
 * loaded with the first one, or before by whoever has the time (`loadInterpreter`).
 */
import type { Program } from '../kernel/abi.ts';
import { BASH } from './dialect/bash.ts';
import type { CompletionRegistry } from './readline/registry.ts';
import type { Interpreter, InterpreterSource } from './run/interpreter.ts';
import { BashPrompt } from './start/bash-prompt.ts';
import { createShellProgram } from './start/main.ts';

/** Loaded once for all machines. */
let loaded: Interpreter | undefined;

export async function loadInterpreter(): Promise<Interpreter> {
  loaded ??= (await import('./interpreter.ts')).interpreter;
  return loaded;
}

/** `furnish` brings onto the machine what commands need; the first one waits for it. */
export function createBash(completers: CompletionRegistry, furnish: () => Promise<void>): Program {
  let furnished = false;
  const interpreter: InterpreterSource = {
    get loaded() {
      return furnished ? loaded : undefined;
    },
    load: async () => {
      const [it] = await Promise.all([loadInterpreter(), furnish()]);
      furnished = true;
      return it;
    },
  };
  return createShellProgram({
    dialect: BASH,
    interpreter,
    completers,
    prompt: (shell) => new BashPrompt(shell),
  });
}
