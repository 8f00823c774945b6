/** A request that ends in a status page, with what the error log says about it. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: number;
  /** `error` or `info` and the text of the log line; undefined when nothing is logged. */
  readonly log: string | undefined;
  constructor(status: number, log?: string) {
    super(String(status));
    this.status = status;
    this.log = log;
  }
}

/** `(2: No such file or directory)`, as nginx quotes system errors. */
export function systemReason(code: string, message: string): string {
  const numbers: Readonly<Record<string, number>> = { ENOENT: 2, EACCES: 13, ENOTDIR: 20, EISDIR: 21, EADDRINUSE: 98, ECONNREFUSED: 111, EHOSTUNREACH: 113, ETIMEDOUT: 110, ECONNRESET: 104, ENETUNREACH: 101, EADDRNOTAVAIL: 99, ENAMETOOLONG: 36, ELOOP: 40 }; // prettier-ignore
  return `(${numbers[code] ?? 5}: ${message})`;
}
