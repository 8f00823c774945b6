/** Finding commands on PATH. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';

export type Lookup = { kind: 'found'; path: string } | { kind: 'missing' } | { kind: 'not executable'; path: string };

/** Looks `name` up in `path` (default $PATH), remembering where it was as `hash` shows. */
export function lookup(shell: Shell, name: string, path?: string): Lookup {
  const known = path === undefined ? shell.hashed.get(name) : undefined;
  if (known !== undefined && (isExecutable(shell, known.path) || !shell.options.shopt('checkhash'))) {
    // Stale or not: bash finds out when it runs it. The others look again.
    known.hits += 1;
    if (shell.dialect.name === 'bash' || shell.p.fs.exists(known.path)) return { kind: 'found', path: known.path };
    shell.hashed.delete(name);
  }
  const found = search(shell, name, path ?? searchPath(shell));
  if (found.kind === 'found' && path === undefined && (found.path.startsWith('/') || shell.dialect.name === 'bash'))
    shell.hashed.set(name, { path: found.path, hits: 1 });
  return found;
}

export function searchPath(shell: Shell): string {
  return shell.variable('PATH') ?? shell.dialect.defaultPath;
}

/** Looks `name` up without remembering. A file that may not be executed is reported only when nothing better is found. */
export function search(shell: Shell, name: string, path: string): Lookup {
  let blocked: string | undefined;
  for (const directory of path.split(':')) {
    const candidate = directory === '' ? `./${name}` : `${directory.replace(/\/+$/, '')}/${name}`;
    if (isExecutable(shell, candidate)) return { kind: 'found', path: candidate };
    if (blocked === undefined && isFile(shell, candidate)) blocked = candidate;
  }
  return blocked === undefined ? { kind: 'missing' } : { kind: 'not executable', path: blocked };
}

/** Every place where `name` can be run from, for `type -a`. */
export function searchAll(shell: Shell, name: string, path: string): string[] {
  const found = path.split(':').map((directory) => (directory === '' ? `./${name}` : `${directory}/${name}`));
  return found.filter((candidate) => isExecutable(shell, candidate));
}

export function isExecutable(shell: Shell, path: string): boolean {
  return isFile(shell, path) && shell.p.fs.access(path, 'x');
}

function isFile(shell: Shell, path: string): boolean {
  try {
    return shell.p.fs.stat(path).type === 'file';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
