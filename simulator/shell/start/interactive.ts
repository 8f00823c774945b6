/** The shell at the prompt. */
import type { Shell } from '../state/shell.ts';
import type { Invocation } from './arguments.ts';
import { MARKS_VARIABLE, withMarks } from './marks.ts';
import { runLines } from './run-lines.ts';
import { StandardInput } from './standard-input.ts';
import { runStartupFiles } from './startup-files.ts';

export async function runInteractive(shell: Shell, invocation: Invocation): Promise<number> {
  await runStartupFiles(shell, invocation);
  const lines = new StandardInput(shell);
  const marked = shell.p.env.has(MARKS_VARIABLE);
  shell.p.env.delete(MARKS_VARIABLE);
  await runLines(shell, marked ? withMarks(shell, lines) : lines);
  return shell.status;
}
