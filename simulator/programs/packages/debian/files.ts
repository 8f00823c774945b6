/** What a package leaves on the disk when it is unpacked and configured, and how it goes again. */
import type { Process, ProcessFs } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { dirName } from '../../text/paths.ts';
import type { DebianPackage } from './archive-index.ts';
import { commandsOf } from './commands.ts';
import { CONFIGURATION } from './configuration.ts';
import { makeDirectories } from './directories.ts';

function isThere(fs: ProcessFs, path: string): boolean {
  try {
    fs.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

const listFile = (name: string): string => `/var/lib/dpkg/info/${name}.list`;

/** Lays the files down and notes them in dpkg's database. */
export function unpack(p: Process, it: DebianPackage): void {
  const { fs } = p;
  const { commands, links } = commandsOf(it.name);
  const files: string[] = [];
  const place = (path: string, make: () => void): void => {
    makeDirectories(fs, dirName(path));
    files.push(path);
    make();
  };
  const share = Math.max(4096, Math.floor((it.installed * 1024 * 0.6) / Math.max(1, Object.keys(commands).length)));
  let weight = 0;
  for (const [path, program] of Object.entries(commands)) {
    const size = Math.min(share, 4_000_000);
    place(path, () => {
      if (isThere(fs, path)) fs.unlink(path);
      fs.writeStub(path, { size, program }, 0o755);
    });
    weight += size;
  }
  for (const [path, target] of Object.entries(links)) if (!isThere(fs, path)) place(path, () => fs.symlink(target, path));
  for (const [path, text] of Object.entries(CONFIGURATION[it.name] ?? {}))
    if (!isThere(fs, path)) place(path, () => (typeof text === 'string' ? fs.writeFile(path, text) : 'link' in text ? fs.symlink(text.link, path) : fs.mkdir(path)));
  const rest = it.installed * 1024 - weight;
  const path = `/usr/share/unlisted/${it.name}`;
  if (rest > 0) place(path, () => fs.writeStub(path, { size: rest, note: 'stands for the files of the package that are not listed here' }));
  makeDirectories(fs, '/var/lib/dpkg/info');
  fs.writeFile(listFile(it.name), ['/.', ...files].map((file) => `${file}\n`).join(''));
} // prettier-ignore

/** Files of an installed package as `dpkg -L` lists them; undefined when dpkg keeps no list. */
export function filesOf(fs: ProcessFs, name: string): string[] | undefined {
  const path = listFile(name);
  return fs.exists(path) ? fs.readText(path).split('\n').filter((line) => line !== '') : undefined; // prettier-ignore
}

/** Takes the files away; configuration stays unless it is purged. */
export function removeFiles(fs: ProcessFs, name: string, purge: boolean): void {
  for (const path of filesOf(fs, name) ?? []) {
    if (path === '/.' || (!purge && path.startsWith('/etc/'))) continue;
    if (isThere(fs, path) && fs.lstat(path).type !== 'directory') fs.unlink(path);
  }
  if (fs.exists(listFile(name))) fs.unlink(listFile(name));
}
