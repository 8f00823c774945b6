/** Absolute names without symbolic links, for readlink -f and realpath, where parts of the path may be missing. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError, SysError } from '../../../kernel/errno.ts';
import { joinPath } from '../../text/paths.ts';

export type Existence = 'all' | 'all-but-last' | 'none';

const MOST_LINKS = 40;

function lstatOrUndefined(p: Pick<Process, 'fs'>, path: string): 'symlink' | 'directory' | 'other' | undefined {
  try {
    const { type } = p.fs.lstat(path);
    return type === 'symlink' || type === 'directory' ? type : 'other';
  } catch (error) {
    if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Throws ENOENT, ENOTDIR, ELOOP. */
export function canonicalPath(p: Pick<Process, 'fs' | 'cwd'>, path: string, existence: Existence): string {
  if (path === '') throw new SysError('ENOENT', path);
  const queue = path.split('/').filter((part) => part !== '' && part !== '.');
  let current = path.startsWith('/') ? '/' : p.fs.realpath(p.cwd());
  let links = 0;
  while (queue.length > 0) {
    const part = queue.shift() ?? '';
    if (part === '..') {
      current = current === '/' ? '/' : current.slice(0, current.lastIndexOf('/')) || '/';
      continue;
    }
    const next = joinPath(current, part);
    const type = lstatOrUndefined(p, next);
    if (type === 'symlink') {
      if (++links > MOST_LINKS) throw new SysError('ELOOP', path);
      const target = p.fs.readlink(next);
      queue.unshift(...target.split('/').filter((it) => it !== '' && it !== '.'));
      if (target.startsWith('/')) current = '/';
      continue;
    }
    if (type === undefined && existence !== 'none' && (existence === 'all' || queue.length > 0))
      throw new SysError('ENOENT', path);
    if (type === 'other' && queue.length > 0 && existence !== 'none') throw new SysError('ENOTDIR', path);
    current = next;
  }
  return current;
}
