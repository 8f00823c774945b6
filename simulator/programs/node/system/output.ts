/** Standard output and error of a guest: written in order, in the background, with an end to how much may wait. */
import { ProcessGone, type Process } from '../../../kernel/abi.ts';
import { encode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';

/** Bytes that may wait to be taken before the guest has to. */
const MOST_WAITING = 128 * 1024;

export class Output {
  readonly #p: Process;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #broken = false;

  constructor(p: Process) {
    this.#p = p;
  }

  /** A promise when the guest should wait until there is room again. */
  write(fd: number, data: Uint8Array | string): Promise<undefined> | undefined {
    const bytes = typeof data === 'string' ? encode(data) : data;
    if (bytes.length === 0) return undefined;
    this.#waiting += bytes.length;
    this.#last = this.#last.then(async () => this.#take(fd, bytes));
    return this.#waiting > MOST_WAITING ? this.#last.then(() => undefined) : undefined;
  }

  /** Once everything that was written has been taken. */
  flushed(): Promise<void> {
    return this.#last;
  }

  /** Whether a reader has gone away. */
  get broken(): boolean {
    return this.#broken;
  }

  async #take(fd: number, bytes: Uint8Array): Promise<void> {
    try {
      await this.#p.write(fd, bytes);
    } catch (error) {
      if (error instanceof ProcessGone) return;
      if (!isSysError(error)) throw error;
      this.#broken = true;
    } finally {
      this.#waiting -= bytes.length;
    }
  }
}
