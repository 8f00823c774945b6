/** The working directory of a container is made when it is not there. */
import { system } from '../../api/errors.ts';
import type { ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { makeDirectories } from '../host.ts';
import { cleanPath } from '../mounts/path.ts';

/** Throws system; `merged` is where the daemon has the root file system on the host. */
export function makeWorkingDirectory(fs: ProcessFs, workingDir: string, merged: string): void {
  if (workingDir === '') return;
  const path = cleanPath(workingDir);
  if (fs.exists(path)) {
    if (fs.stat(path).type !== 'directory') throw system(`Cannot mkdir: ${workingDir} is not a directory`);
    return;
  }
  try {
    makeDirectories(fs, path);
  } catch (error) {
    throw isSysError(error) ? system(`lstat ${merged}${path}: ${error.message.toLowerCase()}`) : error;
  }
}
