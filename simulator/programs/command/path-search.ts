/** Finding a program as execvp(3) does, and running it. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError, SysError } from '../../kernel/errno.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Every executable regular file of that name on PATH, in order. */
export function candidates(p: Pick<Process, 'fs' | 'env'>, name: string): string[] {
  if (name.includes('/')) return isExecutable(p, name) ? [name] : [];
  const path = p.env.get('PATH') ?? DEFAULT_PATH;
  return path
    .split(':')
    .map((directory) => (directory === '' ? `./${name}` : `${directory.replace(/\/$/, '')}/${name}`))
    .filter((candidate) => isExecutable(p, candidate));
}

export function isExecutable(p: Pick<Process, 'fs'>, path: string): boolean {
  return p.fs.access(path, 'x') && p.fs.stat(path).type === 'file';
}

/** The path that execvp would run. Throws ENOENT, or EACCES when a file of that name exists but may not be run. */
export function searchProgram(p: Pick<Process, 'fs' | 'env'>, name: string): string {
  if (name.includes('/')) return name;
  const [found] = candidates(p, name);
  if (found !== undefined) return found;
  const path = p.env.get('PATH') ?? DEFAULT_PATH;
  const blocked = path.split(':').some((directory) => p.fs.exists(`${directory}/${name}`));
  throw new SysError(blocked ? 'EACCES' : 'ENOENT', name);
}

/** Exit status of a command that could not be started: 127 when there is none of that name, 126 otherwise. */
export function startFailure(error: unknown): number {
  return isSysError(error, 'ENOENT') ? 127 : 126;
}

/** Replaces the process by `args` found on PATH. Throws SysError when it cannot be started. */
export async function execProgram(
  p: Process,
  args: readonly string[],
  env?: Iterable<readonly [string, string]>,
): Promise<never> {
  const path = searchProgram(p, args[0] ?? '');
  try {
    return await p.exec(path, args, env);
  } catch (error) {
    // execvp runs a text file without #! through the shell.
    if (isSysError(error, 'ENOEXEC')) return p.exec('/bin/sh', ['/bin/sh', path, ...args.slice(1)], env);
    throw error;
  }
}
