/** What execve(2) finds at a path: a program of the table, by way of `#!` lines, or one of its errors. */
import type { FsContext } from '../../vfs/mounts.ts';
import type { Credentials, ProcessFs } from '../abi.ts';
import { decode } from '../bytes.ts';
import { SysError } from '../errno.ts';

/** What a `#!` line may hold (BINPRM_BUF_SIZE). */
const HEAD = 256;
/** Scripts whose interpreter is a script whose interpreter … */
const MOST_INTERPRETERS = 5;
/** Together, arguments and environment; and each alone (MAX_ARG_STRLEN). */
const MOST_ARGUMENT_BYTES = 2 * 1024 * 1024;
const LONGEST_ARGUMENT = 128 * 1024;

export interface Executable {
  /** Name in the program table. */
  program: string;
  /** Where it was found, links resolved. */
  path: string;
  /** With the interpreter and its argument in front, for scripts. */
  args: readonly string[];
  /** What a setuid or setgid bit of the file makes of the caller. */
  credentials: Credentials;
}

/** ENOENT, ENOTDIR, ELOOP, EACCES, ENOEXEC, E2BIG. */
export function resolveExecutable(fs: ProcessFs, who: FsContext, path: string, args: readonly string[]): Executable {
  let file = path;
  let argv = args;
  for (let depth = 0; depth <= MOST_INTERPRETERS; depth++) {
    const stat = fs.stat(file);
    if (stat.type !== 'file' || !fs.access(file, 'x')) throw new SysError('EACCES', path);
    const program = fs.programOf(file);
    if (program !== undefined) {
      return { program, path: fs.realpath(file), args: argv, credentials: raised(who.credentials, stat) };
    }
    const { interpreter, argument } = scriptHead(who, file);
    argv = [interpreter, ...(argument === undefined ? [] : [argument]), file, ...argv.slice(1)];
    file = interpreter;
  }
  throw new SysError('ELOOP', path);
}

/** E2BIG. */
export function checkArguments(args: readonly string[], env: Iterable<readonly [string, string]>): void {
  let total = 0;
  const add = (length: number): void => {
    // A terminating zero, and the pointer to it.
    total += length + 9;
    if (length >= LONGEST_ARGUMENT || total > MOST_ARGUMENT_BYTES) throw new SysError('E2BIG');
  };
  for (const argument of args) add(argument.length);
  for (const [name, value] of env) add(name.length + 1 + value.length);
}

function scriptHead(who: FsContext, file: string): { interpreter: string; argument: string | undefined } {
  const line = /^#!([^\n]*)/.exec(readHead(who, file))?.[1];
  if (line === undefined) throw new SysError('ENOEXEC', file);
  const match = /^[ \t]*([^ \t]+)(?:[ \t]+(.*?))?[ \t]*$/.exec(line);
  if (match?.[1] === undefined) throw new SysError('ENOEXEC', file);
  const argument = match[2];
  return { interpreter: match[1], argument: argument === '' ? undefined : argument };
}

/** The kernel reads the file itself: the caller need not be allowed to. */
function readHead(who: FsContext, file: string): string {
  const { namespace, root, cwd, umask, pid } = who;
  const kernel: FsContext = { namespace, root, cwd, umask, pid, credentials: ROOT, now: () => who.now() };
  const node = namespace.open(kernel, file, { read: true }, 0);
  if (node.kind !== 'file') throw new SysError('EACCES', file);
  try {
    return decode(node.file.pread(0, HEAD));
  } finally {
    node.file.close();
  }
}

const ROOT: Credentials = { uid: 0, gid: 0, groups: [] };
const SETUID = 0o4000;
const SETGID = 0o2010;

function raised(credentials: Credentials, stat: { mode: number; uid: number; gid: number }): Credentials {
  if (credentials.noNewPrivileges === true) return credentials;
  const uid = (stat.mode & SETUID) !== 0 ? stat.uid : credentials.uid;
  const gid = (stat.mode & SETGID) === SETGID ? stat.gid : credentials.gid;
  return uid === credentials.uid && gid === credentials.gid ? credentials : { ...credentials, uid, gid };
}
