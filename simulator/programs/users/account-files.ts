/** Changing /etc/passwd, /etc/group and their shadows, line by line. */
import type { Process, ProcessFs } from '../../kernel/abi.ts';
import { dirName } from '../text/paths.ts';
import { readGroups, readUsers, type Group, type User } from './accounts.ts';

export const PASSWD = '/etc/passwd';
export const GROUP = '/etc/group';
export const SHADOW = '/etc/shadow';

export function linesOf(fs: ProcessFs, path: string): string[] {
  return fs.exists(path) ? fs.readText(path).split('\n').filter((line) => line !== '') : []; // prettier-ignore
}

function write(fs: ProcessFs, path: string, lines: readonly string[], mode?: number): void {
  fs.writeFile(path, lines.map((line) => `${line}\n`).join(''), mode);
}

/** Puts `line` in place of that of `name`, or at the end. */
export function putLine(fs: ProcessFs, path: string, name: string, line: string, mode?: number): void {
  const lines = linesOf(fs, path);
  const at = lines.findIndex((each) => each.startsWith(`${name}:`));
  write(fs, path, at < 0 ? [...lines, line] : lines.with(at, line), mode);
}

export function dropLine(fs: ProcessFs, path: string, name: string): void {
  if (fs.exists(path)) write(fs, path, linesOf(fs, path).filter((line) => !line.startsWith(`${name}:`))); // prettier-ignore
}

export function putUser(fs: ProcessFs, user: User): void {
  putLine(fs, PASSWD, user.name, `${user.name}:${user.password}:${user.uid}:${user.gid}:${user.gecos}:${user.home}:${user.shell}`); // prettier-ignore
}

export function putShadow(p: Process, name: string, secret: string): void {
  const day = Math.floor(p.now() / 86_400_000);
  if (p.fs.exists(SHADOW)) putLine(p.fs, SHADOW, name, `${name}:${secret}:${day}:0:99999:7:::`);
}

export function putGroup(fs: ProcessFs, group: Group): void {
  putLine(fs, GROUP, group.name, `${group.name}:x:${group.gid}:${group.members.join(',')}`);
  if (fs.exists('/etc/gshadow')) putLine(fs, '/etc/gshadow', group.name, `${group.name}:!::${group.members.join(',')}`);
}

/** The lowest number from `from` that neither a user nor a group has; counting down for system accounts. */
export function freeId(fs: ProcessFs, system: boolean, whose: 'users' | 'groups'): number {
  const taken = new Set(whose === 'users' ? readUsers(fs).map(({ uid }) => uid) : readGroups(fs).map(({ gid }) => gid));
  if (system) {
    for (let id = 999; id >= 100; id--) if (!taken.has(id)) return id;
    return 99;
  }
  const used = [...taken].filter((id) => id >= 1000 && id < 60000);
  return used.length === 0 ? 1000 : Math.max(...used) + 1;
}

/** The lowest free number in a range, as busybox and adduser take it. */
export function lowestFree(fs: ProcessFs, from: number, whose: 'users' | 'groups'): number {
  const taken = new Set(whose === 'users' ? readUsers(fs).map(({ uid }) => uid) : readGroups(fs).map(({ gid }) => gid));
  let id = from;
  while (taken.has(id)) id++;
  return id;
}

/** Makes a home directory with what /etc/skel holds. */
export function makeHome(fs: ProcessFs, home: string, uid: number, gid: number, mode = 0o755): boolean {
  if (fs.exists(home)) return false;
  const parents: string[] = [];
  for (let at = dirName(home); at !== '/' && !fs.exists(at); at = dirName(at)) parents.unshift(at);
  for (const parent of parents) fs.mkdir(parent);
  fs.mkdir(home, 0o755);
  fs.chmod(home, mode);
  if (fs.exists('/etc/skel'))
    for (const { name, type } of fs.readdir('/etc/skel')) {
      if (type !== 'file') continue;
      fs.writeFile(`${home}/${name}`, fs.readFile(`/etc/skel/${name}`));
      fs.chown(`${home}/${name}`, uid, gid);
    }
  fs.chown(home, uid, gid);
  return true;
}

export function removeTree(fs: ProcessFs, path: string): void {
  if (!fs.exists(path)) return;
  if (fs.lstat(path).type !== 'directory') {
    fs.unlink(path);
    return;
  }
  for (const { name } of fs.readdir(path)) removeTree(fs, `${path}/${name}`);
  fs.rmdir(path);
}
