/** The errors that system calls end in, with the sentences glibc's strerror(3) prints for them. */
export const ERRNO_TEXT = {
  EPERM: 'Operation not permitted',
  EPROTONOSUPPORT: 'Protocol not supported',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  EINTR: 'Interrupted system call',
  EIO: 'Input/output error',
  ENXIO: 'No such device or address',
  E2BIG: 'Argument list too long',
  ENOEXEC: 'Exec format error',
  EBADF: 'Bad file descriptor',
  ECHILD: 'No child processes',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENODEV: 'No such device',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  EMFILE: 'Too many open files',
  ENOTTY: 'Inappropriate ioctl for device',
  ETXTBSY: 'Text file busy',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  ESPIPE: 'Illegal seek',
  EROFS: 'Read-only file system',
  EMLINK: 'Too many links',
  EPIPE: 'Broken pipe',
  ERANGE: 'Numerical result out of range',
  ENAMETOOLONG: 'File name too long',
  ENOSYS: 'Function not implemented',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EOVERFLOW: 'Value too large for defined data type',
  ENOTSOCK: 'Socket operation on non-socket',
  EOPNOTSUPP: 'Operation not supported',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENETUNREACH: 'Network is unreachable',
  ECONNRESET: 'Connection reset by peer',
  ENOTCONN: 'Transport endpoint is not connected',
  ETIMEDOUT: 'Connection timed out',
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
} as const;

export type Errno = keyof typeof ERRNO_TEXT;

/** A failed system call. `message` is the strerror text alone; programs put their own prefix before it. */
export class SysError extends Error {
  readonly code: Errno;
  /** The path or address the call was about, where there is one. */
  readonly subject: string | undefined;
  constructor(code: Errno, subject?: string) {
    super(ERRNO_TEXT[code]);
    this.name = 'SysError';
    this.code = code;
    this.subject = subject;
  }
}

/** Whether `error` is a failed system call, of the kind `code` when one is given. */
export function isSysError(error: unknown, code?: Errno): error is SysError {
  return error instanceof SysError && (code === undefined || error.code === code);
}
