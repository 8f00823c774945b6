/** Failed system calls as OSError and its kinds. */
import { isSysError, type Errno } from '../../../kernel/errno.ts';
import { PyException, Raised, exceptionTypes, OSError, setAttribute } from '../objects/exceptions.ts';
import type { PyType, Value } from '../objects/core.ts';

/** Linux's numbers of errors. */
export const ERRNO: Readonly<Record<Errno, number>> = {
  EPERM: 1, ENOENT: 2, ESRCH: 3, EINTR: 4, EIO: 5, ENXIO: 6, E2BIG: 7, ENOEXEC: 8, EBADF: 9, ECHILD: 10, EAGAIN: 11,
  ENOMEM: 12, EACCES: 13, EBUSY: 16, EEXIST: 17, EXDEV: 18, ENODEV: 19, ENOTDIR: 20, EISDIR: 21, EINVAL: 22, EMFILE: 24,
  ENOTTY: 25, ETXTBSY: 26, EFBIG: 27, ENOSPC: 28, ESPIPE: 29, EROFS: 30, EMLINK: 31, EPIPE: 32, ERANGE: 34,
  ENAMETOOLONG: 36, ENOSYS: 38, ENOTEMPTY: 39, ELOOP: 40, EOVERFLOW: 75, ENOTSOCK: 88, EOPNOTSUPP: 95, EADDRINUSE: 98,
  EADDRNOTAVAIL: 99, ENETUNREACH: 101, ECONNRESET: 104, ENOTCONN: 107, ETIMEDOUT: 110, ECONNREFUSED: 111,
  EPROTONOSUPPORT: 93,
  EHOSTUNREACH: 113,
}; // prettier-ignore

const KINDS: Readonly<Record<number, string>> = {
  1: 'PermissionError', 2: 'FileNotFoundError', 3: 'ProcessLookupError', 4: 'InterruptedError', 10: 'ChildProcessError',
  11: 'BlockingIOError', 13: 'PermissionError', 17: 'FileExistsError', 20: 'NotADirectoryError', 21: 'IsADirectoryError',
  32: 'BrokenPipeError', 103: 'ConnectionAbortedError', 104: 'ConnectionResetError', 110: 'TimeoutError',
  111: 'ConnectionRefusedError', 114: 'BlockingIOError', 115: 'BlockingIOError',
}; // prettier-ignore

/** The class that OSError(number, …) makes an instance of. */
export function kindOfErrno(number: number): PyType {
  return exceptionTypes[KINDS[number] ?? ''] ?? OSError;
}

export function makeOsError(number: number, message: string, filename?: Value, filename2?: Value): PyException {
  const exception = new PyException(kindOfErrno(number), [number, message]);
  setAttribute(exception, 'errno', number);
  setAttribute(exception, 'strerror', message);
  setAttribute(exception, 'filename', filename ?? null);
  if (filename2 !== undefined) setAttribute(exception, 'filename2', filename2);
  return exception;
}

/** undefined when `error` is no failed system call. */
export function osError(error: unknown, filename?: Value): Raised | undefined {
  if (!isSysError(error)) return undefined;
  return new Raised(makeOsError(ERRNO[error.code], error.message, filename));
}
