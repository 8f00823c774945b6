/** Failures of a transfer, by curl's numbers (libcurl-errors). */
export class CurlFailure extends Error {
  override name = 'CurlFailure';
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
