/** The text of a prompt, ready to be shown. */
import { settle } from '../expand/expanding.ts';
import { decodePrompt } from '../expand/prompt.ts';
import { Failure } from '../run/failure.ts';
import { reportFailure } from '../run/child.ts';
import type { Shell } from '../state/shell.ts';

/** Decodes a prompt variable and expands what is in it. */
export async function promptText(shell: Shell, name: string): Promise<string> {
  const source = shell.variable(name) ?? '';
  const decoded = shell.dialect.name === 'dash' ? source : decodePrompt(shell, source);
  if (shell.dialect.name === 'bash' && !shell.options.shopt('promptvars')) return decoded;
  if (!/[$`\\]/.test(decoded)) return decoded;
  const { status, pipeStatus } = shell;
  const interpreter = await shell.whole();
  try {
    return await settle(interpreter.template(shell, decoded), (request) => interpreter.substitute(shell, request));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await reportFailure(shell, error);
    return '';
  } finally {
    shell.status = status;
    shell.pipeStatus = pipeStatus;
  }
}
