/** Descriptors as streams: what `Process.reader`, `stdin` and the like hand out. */
import type { Process, Writable } from '../abi.ts';
import { ByteStream } from '../io/byte-stream.ts';

export class DescriptorReader extends ByteStream {
  readonly #calls: Pick<Process, 'read'>;
  readonly #fd: number;

  constructor(calls: Pick<Process, 'read'>, fd: number) {
    super();
    this.#calls = calls;
    this.#fd = fd;
  }

  protected next(max: number): Promise<Uint8Array> {
    return this.#calls.read(this.#fd, max);
  }
}

export class DescriptorWriter implements Writable {
  readonly #calls: Pick<Process, 'write'>;
  readonly #fd: number;

  constructor(calls: Pick<Process, 'write'>, fd: number) {
    this.#calls = calls;
    this.#fd = fd;
  }

  write(data: Uint8Array | string): Promise<void> {
    return this.#calls.write(this.#fd, data);
  }
}
