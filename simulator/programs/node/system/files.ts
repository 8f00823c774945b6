/** What `fs` asks for by path. */
import type { FileType, Process, Stat } from '../../../kernel/abi.ts';
import { isSysError, SysError } from '../../../kernel/errno.ts';
import { attempt, describe, failure, json, text } from './answer.ts';

const TYPE_BITS: Readonly<Record<FileType, number>> = { file: 0o100000, directory: 0o40000, symlink: 0o120000, char: 0o20000, block: 0o60000, fifo: 0o10000, socket: 0o140000 }; // prettier-ignore

/** The numbers of a `Stats`, in the order of lib/fs.js. */
export function statNumbers(stat: Stat): number[] {
  const mode = TYPE_BITS[stat.type] | stat.mode;
  const rdev = stat.rdev.major * 256 + stat.rdev.minor;
  const { dev, nlink, uid, gid, ino, size, blocks, atime, mtime, ctime } = stat;
  return [dev, mode, nlink, uid, gid, rdev, 4096, ino, size, blocks, atime, mtime, ctime, ctime];
}

type Answer = string | Uint8Array | number | undefined;
type Arguments = readonly (string | number | boolean | null)[];
type Operation = (p: Process, args: Arguments, bytes: Uint8Array | undefined) => Answer;

const str = (value: Arguments[number] | undefined): string => String(value ?? '');
const num = (value: Arguments[number] | undefined): number => Number(value ?? 0);

function removeAll(p: Process, path: string): void {
  if (p.fs.lstat(path).type !== 'directory') {
    p.fs.unlink(path);
    return;
  }
  for (const { name } of p.fs.readdir(path)) removeAll(p, `${path}/${name}`);
  p.fs.rmdir(path);
}

/** Makes all of a path; answers the first directory that was missing. */
function makeAll(p: Process, path: string, mode: number): string | undefined {
  const absolute = path.startsWith('/') ? path : `${p.cwd()}/${path}`;
  const parts = absolute.split('/').filter((part) => part !== '' && part !== '.');
  let first: string | undefined;
  let at = '';
  for (const part of parts) {
    at += `/${part}`;
    if (p.fs.exists(at)) {
      if (p.fs.stat(at).type !== 'directory') throw new SysError(at === absolute ? 'EEXIST' : 'ENOTDIR', path);
      continue;
    }
    p.fs.mkdir(at, mode);
    first ??= at;
  }
  return first;
}

function copyOne(p: Process, from: string, to: string): void {
  const stat = p.fs.stat(from);
  if (stat.type === 'directory') throw new SysError('EISDIR', from);
  p.fs.writeFile(to, p.fs.readFile(from), stat.mode & 0o777);
}

function copyAll(p: Process, from: string, to: string): void {
  const stat = p.fs.lstat(from);
  if (stat.type === 'symlink') p.fs.symlink(p.fs.readlink(from), to);
  else if (stat.type !== 'directory') copyOne(p, from, to);
  else {
    if (!p.fs.exists(to)) p.fs.mkdir(to, stat.mode & 0o777);
    for (const { name } of p.fs.readdir(from)) copyAll(p, `${from}/${name}`, `${to}/${name}`);
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const OPERATIONS: Readonly<Record<string, Operation>> = {
  readFile(p, [path]) {
    try {
      return p.fs.readFile(str(path));
    } catch (error) {
      if (isSysError(error, 'EISDIR')) return failure(describe(error, 'read'));
      return failure(describe(error, 'open', str(path)));
    }
  },
  writeFile(p, [path, flag, mode], bytes = new Uint8Array()) {
    return attempt('open', [str(path)], () => {
      const exclusive = str(flag).includes('x');
      if (exclusive && p.fs.exists(str(path))) throw new SysError('EEXIST', str(path));
      if (str(flag).startsWith('a')) p.fs.appendFile(str(path), bytes, num(mode));
      else p.fs.writeFile(str(path), bytes, num(mode));
      return undefined;
    });
  },
  stat: (p, [path]) => attempt('stat', [str(path)], () => json(statNumbers(p.fs.stat(str(path))))),
  lstat: (p, [path]) => attempt('lstat', [str(path)], () => json(statNumbers(p.fs.lstat(str(path))))),
  fstat: (p, [fd]) => attempt('fstat', [], () => json(statNumbers(p.fstat(num(fd))))),
  exists: (p, [path]) => json(p.fs.exists(str(path))),
  access(p, [path, mode]) {
    return attempt('access', [str(path)], () => {
      p.fs.stat(str(path));
      const wanted = [num(mode) & 4 ? 'r' : '', num(mode) & 2 ? 'w' : '', num(mode) & 1 ? 'x' : ''].join('');
      if (wanted !== '' && !p.fs.access(str(path), wanted)) throw new SysError('EACCES', str(path));
      return undefined;
    });
  },
  readdir(p, [path]) {
    return attempt('scandir', [str(path)], () => {
      const entries = p.fs.readdir(str(path)).map(({ name, type }) => [name, type] as const);
      return json(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    });
  },
  mkdir(p, [path, recursive, mode]) {
    return attempt('mkdir', [str(path)], () => {
      if (recursive === true) {
        const first = makeAll(p, str(path), num(mode));
        return first === undefined ? undefined : text(first);
      }
      p.fs.mkdir(str(path), num(mode));
      return undefined;
    });
  },
  mkdtemp(p, [prefix]) {
    const made = `${str(prefix)}${[...p.random(6)].map((byte) => LETTERS[byte % LETTERS.length]).join('')}`;
    return attempt('mkdtemp', [`${str(prefix)}XXXXXX`], () => {
      p.fs.mkdir(made, 0o700);
      return text(made);
    });
  },
  rmdir: (p, [path]) => attempt('rmdir', [str(path)], () => p.fs.rmdir(str(path))),
  rm(p, [path, recursive, force]) {
    const name = str(path);
    try {
      if (p.fs.lstat(name).type === 'directory') {
        if (recursive !== true) {
          return failure({ message: `Path is a directory: rm returned EISDIR (is a directory) ${name}`, code: 'ERR_FS_EISDIR', errno: 21, syscall: 'rm', path: name }); // prettier-ignore
        }
        removeAll(p, name);
      } else p.fs.unlink(name);
      return undefined;
    } catch (error) {
      if (force === true && isSysError(error, 'ENOENT')) return undefined;
      return failure(describe(error, isSysError(error, 'ENOENT') ? 'lstat' : 'rm', name));
    }
  },
  unlink: (p, [path]) => attempt('unlink', [str(path)], () => p.fs.unlink(str(path))),
  rename: (p, [a, b]) => attempt('rename', [str(a), str(b)], () => p.fs.rename(str(a), str(b))),
  copyFile(p, [a, b, mode]) {
    return attempt('copyfile', [str(a), str(b)], () => {
      if ((num(mode) & 1) !== 0 && p.fs.exists(str(b))) throw new SysError('EEXIST', str(b));
      copyOne(p, str(a), str(b));
      return undefined;
    });
  },
  cp(p, [a, b, recursive]) {
    if (recursive !== true && p.fs.exists(str(a)) && p.fs.stat(str(a)).type === 'directory') {
      return failure({ message: `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${str(a)} is a directory (not copied)) ${str(a)}`, code: 'ERR_FS_EISDIR' }); // prettier-ignore
    }
    return attempt('cp', [str(a), str(b)], () => copyAll(p, str(a), str(b)));
  },
  symlink: (p, [target, path]) =>
    attempt('symlink', [str(target), str(path)], () => p.fs.symlink(str(target), str(path))),
  link: (p, [a, b]) => attempt('link', [str(a), str(b)], () => p.fs.link(str(a), str(b))),
  readlink: (p, [path]) => attempt('readlink', [str(path)], () => text(p.fs.readlink(str(path)))),
  realpath: (p, [path]) => attempt('lstat', [str(path)], () => text(p.fs.realpath(str(path)))),
  chmod: (p, [path, mode]) => attempt('chmod', [str(path)], () => p.fs.chmod(str(path), num(mode))),
  chown: (p, [path, uid, gid, follow]) =>
    attempt('chown', [str(path)], () => p.fs.chown(str(path), num(uid), num(gid), follow === true)),
  utimes: (p, [path, atime, mtime]) =>
    attempt('utime', [str(path)], () => p.fs.utimes(str(path), num(atime), num(mtime))),
  truncate: (p, [path, size]) => attempt('open', [str(path)], () => p.fs.truncate(str(path), num(size))),
  ftruncate: (p, [fd, size]) => attempt('ftruncate', [], () => p.truncate(num(fd), num(size))),
  statfs(p, [path]) {
    return attempt('statfs', [str(path)], () => {
      const { size, available, files } = p.fs.statfs(str(path));
      const bsize = 4096;
      return json({ type: 61267, bsize, blocks: Math.floor(size / bsize), bfree: Math.floor(available / bsize), bavail: Math.floor(available / bsize), files, ffree: files }); // prettier-ignore
    });
  },
};

/** `args` is the operation's name and its arguments. */
export function fileCall(p: Process, args: Arguments, bytes: Uint8Array | undefined): Answer {
  const [name, ...rest] = args;
  const operation = OPERATIONS[str(name)];
  if (operation === undefined) throw new Error(`fs.${str(name)} is missing`);
  return operation(p, rest, bytes);
}
