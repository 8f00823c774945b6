/** Answers to the guest: JSON, text, and errors as Node words them. */
import { isSysError, SysError, type Errno } from '../../../kernel/errno.ts';

/** What libuv says where strerror(3) says something else. */
const WORDS: Partial<Record<Errno, string>> = {
  E2BIG: 'argument list too long',
  EACCES: 'permission denied',
  EADDRINUSE: 'address already in use',
  EADDRNOTAVAIL: 'address not available',
  EAGAIN: 'resource temporarily unavailable',
  EBADF: 'bad file descriptor',
  EBUSY: 'resource busy or locked',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset by peer',
  EEXIST: 'file already exists',
  EHOSTUNREACH: 'host is unreachable',
  EINVAL: 'invalid argument',
  EIO: 'i/o error',
  EISDIR: 'illegal operation on a directory',
  ELOOP: 'too many symbolic links encountered',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENETUNREACH: 'network is unreachable',
  ENOENT: 'no such file or directory',
  ENOMEM: 'not enough memory',
  ENOSPC: 'no space left on device',
  ENOSYS: 'function not implemented',
  ENOTCONN: 'socket is not connected',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted',
  EPIPE: 'broken pipe',
  EROFS: 'read-only file system',
  ESPIPE: 'invalid seek',
  ESRCH: 'no such process',
  ETIMEDOUT: 'connection timed out',
  ETXTBSY: 'text file is busy',
  EXDEV: 'cross-device link not permitted',
};

const NUMBERS: Partial<Record<Errno, number>> = { EPERM: 1, ENOENT: 2, ESRCH: 3, EINTR: 4, EIO: 5, ENXIO: 6, E2BIG: 7, ENOEXEC: 8, EBADF: 9, ECHILD: 10, EAGAIN: 11, ENOMEM: 12, EACCES: 13, EBUSY: 16, EEXIST: 17, EXDEV: 18, ENODEV: 19, ENOTDIR: 20, EISDIR: 21, EINVAL: 22, EMFILE: 24, ENOTTY: 25, ETXTBSY: 26, EFBIG: 27, ENOSPC: 28, ESPIPE: 29, EROFS: 30, EMLINK: 31, EPIPE: 32, ERANGE: 34, ENAMETOOLONG: 36, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40, EADDRINUSE: 98, EADDRNOTAVAIL: 99, ENETUNREACH: 101, ECONNRESET: 104, ENOTCONN: 107, ETIMEDOUT: 110, ECONNREFUSED: 111, EHOSTUNREACH: 113 }; // prettier-ignore

/** A failed call, as the guest makes an Error of it. */
export interface Described {
  message: string;
  code: string;
  errno?: number;
  syscall?: string;
  path?: string;
  dest?: string;
  address?: string;
  port?: number;
  hostname?: string;
  errors?: Described[];
}

export function json(value: unknown): string {
  return `j${JSON.stringify(value ?? null)}`;
}

/** Text that may hold anything. */
export function text(value: string): string {
  return value.includes('\0') ? json(value) : `s${value}`;
}

export function failure(described: Described): string {
  return `e${JSON.stringify(described)}`;
}

export function errnoOf(code: Errno): number {
  return -(NUMBERS[code] ?? 0);
}

/** `ENOENT: no such file or directory, open '/x'`. Rethrows what is no failed call. */
export function describe(error: unknown, syscall: string, path?: string, dest?: string): Described {
  if (!isSysError(error)) throw error;
  const { code } = error;
  const about = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  return {
    message: `${code}: ${sentence(code)}, ${syscall}${about}`,
    errno: errnoOf(code),
    code,
    syscall,
    ...(path === undefined ? {} : { path }),
    ...(dest === undefined ? {} : { dest }),
  };
}

export function sentence(code: Errno): string {
  return WORDS[code] ?? new SysError(code).message.toLowerCase();
}

/** Runs a call whose failure names the system call and its paths. */
export function attempt(
  syscall: string,
  paths: readonly string[],
  run: () => string | Uint8Array | number | undefined | void,
): string | Uint8Array | number | undefined {
  try {
    return run() ?? undefined;
  } catch (error) {
    return failure(describe(error, syscall, paths[0], paths[1]));
  }
}
