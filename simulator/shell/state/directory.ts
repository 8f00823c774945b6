/** The working directory as a shell shows it. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from './shell.ts';

/** The working directory by the way it was reached (PWD), or the physical one when that does not lead here. */
export function logicalDirectory(shell: Shell): string {
  const pwd = shell.variable('PWD');
  return pwd !== undefined && pwd.startsWith('/') && samePlace(shell, pwd) ? pwd : shell.p.cwd();
}

function samePlace(shell: Shell, path: string): boolean {
  try {
    return shell.p.fs.realpath(path) === shell.p.cwd();
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

export function abbreviate(shell: Shell, path: string): string {
  const home = shell.variable('HOME');
  if (home === undefined || home === '' || home === '/') return path;
  return path === home ? '~' : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
