/** Directories on the way to a file. */
import type { ProcessFs } from '../../../kernel/abi.ts';
import { dirName } from '../../text/paths.ts';

export function makeDirectories(fs: ProcessFs, path: string): void {
  if (path === '/' || fs.exists(path)) return;
  makeDirectories(fs, dirName(path));
  fs.mkdir(path);
}
