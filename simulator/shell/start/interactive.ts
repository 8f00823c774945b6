/** The shell at the prompt. */
import type { Shell } from '../state/shell.ts';
import type { Invocation } from './arguments.ts';
import { runLines } from './run-lines.ts';
import { StandardInput } from './standard-input.ts';
import { runStartupFiles } from './startup-files.ts';

export async function runInteractive(shell: Shell, invocation: Invocation): Promise<number> {
  await runStartupFiles(shell, invocation);
  await runLines(shell, new StandardInput(shell));
  return shell.status;
}
