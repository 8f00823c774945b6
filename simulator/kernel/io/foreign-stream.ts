/** Standard streams of a process that are neither a pipe nor a terminal of this kernel: whatever the owner hands in. */
import type { Readable, Stat, Writable } from '../abi.ts';
import { ByteQueue, NO_BYTES } from './byte-queue.ts';
import { anonymousStat, OpenFile } from './open-file.ts';
import { DEFAULT_READ } from './byte-stream.ts';
import { SysError } from '../errno.ts';

export class ForeignInput extends OpenFile {
  readonly name = 'pipe:[0]';
  readonly #source: Readable;
  readonly #bytes = new ByteQueue();
  #state: 'idle' | 'asking' | 'ended' = 'idle';

  constructor(source: Readable) {
    super({ readable: true, writable: false });
    this.#source = source;
  }

  stat(): Stat {
    return anonymousStat('fifo', 0, 0o600);
  }

  override get readReady(): boolean {
    if (this.#bytes.length === 0) this.#ask();
    return this.#bytes.length > 0 || this.#state === 'ended';
  }

  override reopen(): this {
    return this;
  }

  override read(max: number): Uint8Array | undefined {
    if (this.#bytes.length > 0) return this.#bytes.take(max);
    if (this.#state === 'ended') return NO_BYTES;
    this.#ask();
    return undefined;
  }

  #ask(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'asking';
    const answered = (bytes: Uint8Array): void => {
      this.#state = bytes.length === 0 ? 'ended' : 'idle';
      this.#bytes.push(bytes);
      this.canRead.wake();
    };
    // A source that fails has nothing more to give.
    this.#source.read(DEFAULT_READ).then(answered, () => answered(NO_BYTES));
  }
}

export class ForeignOutput extends OpenFile {
  readonly name = 'pipe:[0]';
  readonly #sink: Writable;
  #state: 'idle' | 'writing' | 'broken' = 'idle';

  constructor(sink: Writable) {
    super({ readable: false, writable: true });
    this.#sink = sink;
  }

  stat(): Stat {
    return anonymousStat('fifo', 0, 0o600);
  }

  override reopen(): this {
    return this;
  }

  override write(bytes: Uint8Array): number {
    if (this.#state === 'broken') throw new SysError('EPIPE');
    if (this.#state === 'writing') return 0;
    this.#state = 'writing';
    const done = (state: 'idle' | 'broken'): void => {
      this.#state = state;
      this.canWrite.wake();
    };
    this.#sink.write(bytes.slice()).then(
      () => done('idle'),
      () => done('broken'),
    );
    return bytes.length;
  }
}
