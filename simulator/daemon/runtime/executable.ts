/** Finding the program to run, as runc does just before it turns into it. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { RuntimeError } from './errors.ts';

/**
 * `fs` stands in the container's mounts and working directory, with its credentials. Throws RuntimeError:
 * `exec: "x": executable file not found in $PATH`.
 */
export function findExecutable(fs: ProcessFs, file: string, path: string): string {
  const failed = (reason: string): RuntimeError => new RuntimeError(`exec: ${JSON.stringify(file)}: ${reason}`);
  if (file.includes('/')) {
    const problem = problemOf(fs, file);
    if (problem !== undefined) throw failed(problem);
    return file;
  }
  if (file !== '') {
    for (const directory of path.split(':')) {
      const candidate = directory === '' ? `./${file}` : `${directory}/${file}`;
      if (problemOf(fs, candidate) !== undefined) continue;
      if (!candidate.startsWith('/')) throw failed('cannot run executable found relative to current directory');
      return candidate;
    }
  }
  throw failed('executable file not found in $PATH');
}

function problemOf(fs: ProcessFs, path: string): string | undefined {
  try {
    const stat = fs.stat(path);
    const isExecutable = stat.type !== 'directory' && (stat.mode & 0o111) !== 0 && fs.access(path, 'x');
    return isExecutable ? undefined : 'permission denied';
  } catch (error) {
    if (!isSysError(error)) throw error;
    return `stat ${path}: ${error.message.toLowerCase()}`;
  }
}
