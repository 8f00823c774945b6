/**
 * What an operation of the engine fails with: a kind, which is the HTTP status the Engine API answers with, and the
 * daemon's own sentence. The CLI puts "Error response from daemon: " before it.
 */

/** The Engine API's error statuses by the name of the behaviour (Engine API v1.51, the responses of each operation). */
export const ERROR_STATUS = {
  notModified: 304,
  invalidParameter: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  gone: 410,
  system: 500,
  notImplemented: 501,
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof ERROR_STATUS;

/** An operation that failed. `message` is the JSON body's `message`, complete and without a prefix. */
export class EngineError extends Error {
  readonly kind: ErrorKind;
  constructor(kind: ErrorKind, message: string) {
    super(message);
    this.name = 'EngineError';
    this.kind = kind;
  }

  get status(): number {
    return ERROR_STATUS[this.kind];
  }
}

/** Whether `error` is the engine's answer, of the kind `kind` when one is given. */
export function isEngineError(error: unknown, kind?: ErrorKind): error is EngineError {
  return error instanceof EngineError && (kind === undefined || error.kind === kind);
}

export const notFound = (message: string): EngineError => new EngineError('notFound', message);
export const conflict = (message: string): EngineError => new EngineError('conflict', message);
export const invalidParameter = (message: string): EngineError => new EngineError('invalidParameter', message);
export const notModified = (message: string): EngineError => new EngineError('notModified', message);
export const forbidden = (message: string): EngineError => new EngineError('forbidden', message);
export const unauthorized = (message: string): EngineError => new EngineError('unauthorized', message);
export const unavailable = (message: string): EngineError => new EngineError('unavailable', message);
export const notImplemented = (message: string): EngineError => new EngineError('notImplemented', message);
export const system = (message: string): EngineError => new EngineError('system', message);
