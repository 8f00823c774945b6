/** `~`, `~user`, `~+` and `~-`. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';

/** What the tilde at the start of `text` and its name stand for, with how many characters they are. */
export function expandTilde(
  shell: Shell,
  text: string,
  inAssignment: boolean,
): { value: string; length: number } | undefined {
  const name = /^~([^/:]*)/.exec(text);
  if (name === null) return undefined;
  const user = inAssignment ? (name[1] ?? '') : (/^~([^/]*)/.exec(text)?.[1] ?? '');
  const value = homeOf(shell, user);
  return value === undefined ? undefined : { value, length: user.length + 1 };
}

function homeOf(shell: Shell, user: string): string | undefined {
  if (user === '')
    return shell.variable('HOME') ?? accountHome(shell, (fields) => Number(fields[2]) === shell.p.credentials.uid);
  if (shell.dialect.features.tildeDirectories && user === '+') return shell.variable('PWD');
  if (shell.dialect.features.tildeDirectories && user === '-') return shell.variable('OLDPWD');
  return accountHome(shell, (fields) => fields[0] === user);
}

/** The home field of the first /etc/passwd line that `matches`. */
function accountHome(shell: Shell, matches: (fields: readonly string[]) => boolean): string | undefined {
  return accounts(shell).find(matches)?.[5];
}

/** The lines of /etc/passwd as fields; none when it cannot be read. */
export function accounts(shell: Shell): string[][] {
  try {
    return shell.p.fs
      .readText('/etc/passwd')
      .split('\n')
      .map((line) => line.split(':'));
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}
