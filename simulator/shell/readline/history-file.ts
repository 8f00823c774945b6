/** ~/.bash_history. (The build of busybox that is imitated keeps the history of its shell in memory only.) */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';

/** HISTFILE, undefined when it is unset or empty. */
export function historyPath(shell: Shell): string | undefined {
  const path = shell.variable('HISTFILE');
  return path === '' ? undefined : path;
}

/** Reads the file at the start of an interactive shell. */
export function loadHistory(shell: Shell): void {
  applyLimit(shell);
  const path = historyPath(shell);
  if (path === undefined) return;
  try {
    for (const line of shell.p.fs.readText(path).split('\n')) if (line !== '') shell.history.add(line);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  shell.history.fresh = 0;
}

/** Writes it at the end: appended while the old lines are still there, as bash does. */
export function saveHistory(shell: Shell): void {
  const path = historyPath(shell);
  const { history } = shell;
  if (path === undefined || history.fresh === 0) return;
  const lines = history.all().slice(-Math.min(history.fresh, history.size));
  try {
    shell.p.fs.appendFile(path, lines.map((line) => `${line}\n`).join(''), 0o600);
    truncate(shell, path);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

function truncate(shell: Shell, path: string): void {
  const most = Number(shell.variable('HISTFILESIZE') ?? '500');
  const lines = shell.p.fs
    .readText(path)
    .split('\n')
    .filter((line) => line !== '');
  if (Number.isNaN(most) || most < 0 || lines.length <= most) return;
  shell.p.fs.writeFile(
    path,
    lines
      .slice(lines.length - most)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** HISTSIZE. */
export function applyLimit(shell: Shell): void {
  const size = shell.variable('HISTSIZE');
  const most = size === undefined || size === '' ? 500 : Number(size);
  shell.history.limit(Number.isNaN(most) || most < 0 ? undefined : most);
}

/** Adds a line as HISTCONTROL and HISTIGNORE allow. */
export function rememberLine(shell: Shell, line: string): void {
  applyLimit(shell);
  const control = (shell.variable('HISTCONTROL') ?? '').split(':');
  const ignores = (word: string): boolean => control.includes(word) || control.includes('ignoreboth');
  if (line.trim() === '' || (ignores('ignorespace') && /^\s/.test(line))) return;
  const { history } = shell;
  if ((ignores('ignoredups') || shell.dialect.name === 'ash') && history.at(history.size - 1) === line) return;
  history.add(line);
}
