/** `-f file`, `-nt` and the other tests of files in `test` and `[[ ]]`. */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';

export function testFile(shell: Shell, operator: string, path: string): boolean {
  switch (operator) {
    case '-t':
      return /^\s*\d+\s*$/.test(path) && isTerminal(shell, Number(path));
    case '-r':
    case '-w':
    case '-x':
      return path !== '' && shell.p.fs.access(path, operator.slice(1));
    case '-h':
    case '-L':
      return statOf(shell, path, false)?.type === 'symlink';
    default: {
      const stat = statOf(shell, path, true);
      return stat !== undefined && testStat(shell, operator, stat);
    }
  }
}

function testStat(shell: Shell, operator: string, stat: Stat): boolean {
  switch (operator) {
    case '-a':
    case '-e':
      return true;
    case '-f':
      return stat.type === 'file';
    case '-d':
      return stat.type === 'directory';
    case '-b':
      return stat.type === 'block';
    case '-c':
      return stat.type === 'char';
    case '-p':
      return stat.type === 'fifo';
    case '-S':
      return stat.type === 'socket';
    case '-s':
      return stat.size > 0;
    case '-u':
      return (stat.mode & 0o4000) !== 0;
    case '-g':
      return (stat.mode & 0o2000) !== 0;
    case '-k':
      return (stat.mode & 0o1000) !== 0;
    case '-O':
      return stat.uid === shell.p.credentials.uid;
    case '-G':
      return stat.gid === shell.p.credentials.gid;
    case '-N':
      return stat.mtime > stat.atime;
    default:
      return false;
  }
}

/** `-nt`, `-ot`, `-ef`; undefined for another operator. */
export function compareFiles(shell: Shell, operator: string, left: string, right: string): boolean | undefined {
  if (operator !== '-nt' && operator !== '-ot' && operator !== '-ef') return undefined;
  const a = statOf(shell, left, true);
  const b = statOf(shell, right, true);
  if (operator === '-ef') return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
  // bash lets a file that is there be newer than one that is not.
  const lenient = shell.dialect.name === 'bash';
  if (operator === '-nt') return a !== undefined && (b === undefined ? lenient : a.mtime > b.mtime);
  return b !== undefined && (a === undefined ? lenient : a.mtime < b.mtime);
}

function isTerminal(shell: Shell, fd: number): boolean {
  try {
    return shell.p.isatty(fd);
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function statOf(shell: Shell, path: string, follow: boolean): Stat | undefined {
  if (path === '') return undefined;
  const device = /^\/dev\/fd\/(\d+)$/.exec(path)?.[1];
  try {
    if (device !== undefined) return shell.p.fstat(Number(device));
    return follow ? shell.p.fs.stat(path) : shell.p.fs.lstat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}
