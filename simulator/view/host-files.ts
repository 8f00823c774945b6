/** The learner's files for the screen's editor: reading, and the few changes that a file tree offers. */
import type { FileType } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { SimulatedMachine } from '../machine.ts';

export interface HostFile {
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
}

/** Bytes that are handed out or taken in whole. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Directories first, each in the order of their names. Throws SysError. */
export function listFiles({ files }: SimulatedMachine, path: string): readonly HostFile[] {
  const entries = files.readdir(path).map(({ name }) => {
    const { type, size } = files.lstat(`${path}/${name}`);
    return { name, type, size: type === 'file' ? size : 0 };
  });
  const rank = ({ type }: HostFile) => (type === 'directory' ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Throws SysError; EFBIG for what is too large to edit. */
export function readHostFile({ files }: SimulatedMachine, path: string): Uint8Array {
  if (files.stat(path).size > MOST_BYTES) throw new SysError('EFBIG', path);
  return files.readFile(path);
}

export type FileEdit =
  | { readonly do: 'write'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly do: 'mkdir'; readonly path: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string };

/** Does what the file tree was asked; missing parents are made. Throws SysError. */
export function editFiles({ files }: SimulatedMachine, edit: FileEdit): void {
  switch (edit.do) {
    case 'write':
      makeParents(files, edit.path);
      files.writeFile(edit.path, edit.bytes.slice());
      break;
    case 'mkdir':
      makeParents(files, edit.path);
      files.mkdir(edit.path);
      break;
    case 'remove':
      removeAll(files, edit.path);
      break;
    case 'rename':
      makeParents(files, edit.to);
      files.rename(edit.path, edit.to);
      break;
  }
}

type Files = SimulatedMachine['files'];

function makeParents(files: Files, path: string): void {
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent === '' || files.exists(parent)) return;
  makeParents(files, parent);
  files.mkdir(parent);
}

function removeAll(files: Files, path: string): void {
  if (files.lstat(path).type !== 'directory') {
    files.unlink(path);
    return;
  }
  for (const { name } of files.readdir(path)) removeAll(files, `${path}/${name}`);
  files.rmdir(path);
}

/** Regular files below a directory with their contents, for a download; paths are relative to it. */
export function collectFiles(
  { files }: SimulatedMachine,
  path: string,
): readonly { path: string; bytes: Uint8Array }[] {
  const found: { path: string; bytes: Uint8Array }[] = [];
  let total = 0;
  const walk = (at: string, relative: string): void => {
    for (const { name } of files.readdir(at)) {
      const { type, size } = files.lstat(`${at}/${name}`);
      if (type === 'directory') walk(`${at}/${name}`, `${relative}${name}/`);
      if (type !== 'file') continue;
      total += size;
      if (total > MOST_BYTES * 8) throw new SysError('EFBIG', path);
      found.push({ path: `${relative}${name}`, bytes: files.readFile(`${at}/${name}`) });
    }
  };
  walk(path, '');
  return found;
}
