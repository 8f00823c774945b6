/** The files a shell runs before anything else: profile, bashrc, ENV. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import { readSettings } from './settings-file.ts';
import type { Invocation } from './arguments.ts';

export async function runStartupFiles(shell: Shell, invocation: Invocation): Promise<void> {
  if (shell.dialect.name === 'bash' && !shell.options.has('posix')) await bashFiles(shell, invocation);
  else await posixFiles(shell, invocation);
}

async function bashFiles(shell: Shell, invocation: Invocation): Promise<void> {
  const home = shell.variable('HOME') ?? '/';
  if (shell.loginShell) {
    if (invocation.noprofile) return;
    await runFile(shell, '/etc/profile');
    const own = [`${home}/.bash_profile`, `${home}/.bash_login`, `${home}/.profile`].find((path) =>
      shell.p.fs.exists(path),
    );
    if (own !== undefined) await runFile(shell, own);
  } else if (shell.interactive) {
    if (invocation.norc) return;
    // Debian's bash reads /etc/bash.bashrc first.
    if (invocation.rcfile === undefined) await runFile(shell, '/etc/bash.bashrc');
    await runFile(shell, invocation.rcfile ?? `${home}/.bashrc`);
  } else {
    const file = shell.variable('BASH_ENV');
    if (file !== undefined && file !== '') await runFile(shell, file);
  }
}

async function posixFiles(shell: Shell, _invocation: Invocation): Promise<void> {
  if (shell.loginShell) {
    await runFile(shell, '/etc/profile');
    await runFile(shell, `${shell.variable('HOME') ?? ''}/.profile`);
  }
  const file = shell.interactive ? shell.variable('ENV') : undefined;
  if (file !== undefined && file !== '') await runFile(shell, file);
}

/** Runs a file if it is there. `return` ends it. */
export async function runFile(shell: Shell, path: string): Promise<void> {
  let text: string;
  try {
    text = fromBytes(shell.p.fs.readFile(path));
  } catch (error) {
    if (isSysError(error)) return;
    throw error;
  }
  if (!shell.isWhole && readSettings(shell, text)) return;
  const interpreter = await shell.whole();
  shell.frames.push({ name: 'source', source: path, callLine: 0, kind: 'source' });
  try {
    await interpreter.source(shell, text, { name: undefined, firstLine: 1, top: true });
  } finally {
    shell.frames.pop();
    shell.unwinding = undefined;
  }
}
