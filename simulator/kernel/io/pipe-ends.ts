/** The two ends of a pipe in the hands of someone who is no process: the daemon, the terminal, a test. */
import type { Writable } from '../abi.ts';
import { encode } from '../bytes.ts';
import { SysError } from '../errno.ts';
import type { Closable } from '../kernel.ts';
import { NO_BYTES } from './byte-queue.ts';
import { ByteStream } from './byte-stream.ts';
import type { Pipe } from './pipe.ts';

export class PipeReader extends ByteStream implements Closable {
  readonly pipe: Pipe;
  #open = true;

  constructor(pipe: Pipe) {
    super();
    this.pipe = pipe;
    pipe.addReader();
  }

  /** After `close` it is at its end. */
  protected async next(max: number): Promise<Uint8Array> {
    for (;;) {
      if (!this.#open) return NO_BYTES;
      const bytes = this.pipe.read(max);
      if (bytes !== undefined) return bytes;
      await this.pipe.canRead.next();
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.pipe.removeReader();
    this.pipe.canRead.wake();
  }
}

export class PipeWriter implements Writable, Closable {
  readonly pipe: Pipe;
  #open = true;

  constructor(pipe: Pipe) {
    this.pipe = pipe;
    pipe.addWriter();
  }

  async write(data: Uint8Array | string): Promise<void> {
    const bytes = typeof data === 'string' ? encode(data) : data;
    for (let written = 0; written < bytes.length;) {
      if (!this.#open) throw new SysError('EBADF');
      const taken = this.pipe.write(written === 0 ? bytes : bytes.subarray(written));
      written += taken;
      if (written < bytes.length) await this.pipe.canWrite.next();
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.pipe.removeWriter();
    this.pipe.canWrite.wake();
  }
}
