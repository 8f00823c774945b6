/** The master side in the hands of someone who is no process: the terminal on the screen, the daemon. */
import type { WindowSize } from '../abi.ts';
import { encode } from '../bytes.ts';
import { SysError } from '../errno.ts';
import { NO_BYTES } from '../io/byte-queue.ts';
import { ByteStream } from '../io/byte-stream.ts';
import type { Pty } from '../kernel.ts';
import type { Terminal } from './terminal.ts';

export class OwnedPty extends ByteStream implements Pty {
  readonly slave: Terminal;
  readonly #whenClosed: () => void;
  #open = true;

  constructor(terminal: Terminal, whenClosed: () => void) {
    super();
    this.slave = terminal;
    this.#whenClosed = whenClosed;
  }

  /**
   * Empty once nobody has the terminal open any more (a process started on it later makes it readable again), and
   * after `close`.
   */
  protected async next(max: number): Promise<Uint8Array> {
    const { output } = this.slave;
    for (;;) {
      if (!this.#open) return NO_BYTES;
      const bytes = output.read(max);
      if (bytes !== undefined) return bytes;
      if (this.slave.abandoned) return NO_BYTES;
      await output.canRead.next();
    }
  }

  async write(data: Uint8Array | string): Promise<void> {
    const bytes = typeof data === 'string' ? encode(data) : data;
    for (let typed = 0; typed < bytes.length;) {
      if (!this.#open) throw new SysError('EIO');
      typed += this.slave.type(typed === 0 ? bytes : bytes.subarray(typed));
      if (typed < bytes.length) await this.slave.canType.next();
    }
  }

  resize(size: WindowSize): void {
    this.slave.resize(size);
  }

  size(): WindowSize {
    return this.slave.size;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.slave.hangUp();
    this.slave.output.canRead.wake();
    this.slave.canType.wake();
    this.#whenClosed();
  }
}
