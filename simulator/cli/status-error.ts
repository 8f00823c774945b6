/** A command that ends with a status other than 1, or without a message. */
export class StatusError extends Error {
  override name = 'StatusError';
  readonly status: number;
  /** `message` goes to stderr with a newline; an empty one is not printed. */
  constructor(status: number, message = '') {
    super(message);
    this.status = status;
  }
}
