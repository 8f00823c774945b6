/** Makes the places that mounts go to, as runc does: directories, or an empty file for a file. */
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { makeDirectories } from '../host.ts';

/** Throws SysError, ENOTDIR where a file is in the way. */
export function makeMountPoint(fs: ProcessFs, path: string, isDirectory: boolean): void {
  if (fs.exists(path)) return;
  if (isDirectory) return makeDirectories(fs, path);
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent !== '') makeDirectories(fs, parent);
  try {
    fs.writeFile(path, '', 0o755);
  } catch (error) {
    if (!isSysError(error, 'EEXIST')) throw error;
  }
}
