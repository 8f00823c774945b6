import type { Redirection } from 'unbash';
import type { Shell } from '../state/shell.ts';
import { RedirectionFailure } from './failure.ts';

/** Runs `body` with redirections in force; their failure is reported and becomes the status. */
export async function withRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
  body: () => Promise<number>,
): Promise<number> {
  if (redirections.length === 0) return body();
  let undo: () => void;
  try {
    undo = await shell.interpreter.redirect(shell, redirections, false);
  } catch (error) {
    if (!(error instanceof RedirectionFailure)) throw error;
    return redirectionStatus(shell, error);
  }
  try {
    return await body();
  } finally {
    undo();
  }
}

/** Reports a failed redirection; the status it stands for. */
export async function redirectionStatus(shell: Shell, failure: RedirectionFailure): Promise<number> {
  await shell.complain(failure.message);
  return shell.dialect.name === 'dash' ? 2 : 1;
}
