/** A connection in the hands of someone who is no process: a proxy, the world outside, the browser on the screen. */
import type { Address, Connection } from '../abi.ts';
import { encode } from '../bytes.ts';
import { ByteStream } from '../io/byte-stream.ts';
import type { StreamEnd } from './stream-end.ts';

export class OwnedConnection extends ByteStream implements Connection {
  readonly #end: StreamEnd;

  constructor(end: StreamEnd) {
    super();
    this.#end = end;
  }

  get local(): Address {
    return this.#end.local;
  }

  get remote(): Address {
    return this.#end.remote;
  }

  async write(data: Uint8Array | string): Promise<void> {
    const bytes = typeof data === 'string' ? encode(data) : data;
    for (let written = 0; written < bytes.length;) {
      written += this.#end.write(written === 0 ? bytes : bytes.subarray(written));
      if (written < bytes.length) await this.#end.canWrite.next();
    }
  }

  end(): void {
    this.#end.end();
  }

  close(): void {
    this.#end.close();
  }

  protected async next(max: number): Promise<Uint8Array> {
    for (;;) {
      const bytes = this.#end.read(max);
      if (bytes !== undefined) return bytes;
      await this.#end.canRead.next();
    }
  }
}
