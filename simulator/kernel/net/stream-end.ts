/** One end of a stream connection: TCP as sockets show it (tcp(7), shutdown(2)), without loss or reordering. */
import type { Address } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { Errno } from '../errno.ts';
import { ByteQueue, NO_BYTES } from '../io/byte-queue.ts';
import { WaitQueue } from '../io/wait-queue.ts';
import type { SocketOwner } from './socket-owner.ts';
import { countClose, countSegments } from './traffic.ts';
import type { Link } from './traffic.ts';

/** Bytes that may be on their way to a reader who does not read. */
const WINDOW = 256 * 1024;

export class StreamEnd {
  readonly ino: number;
  readonly local: Address;
  readonly remote: Address;
  /** From this end to the other. */
  readonly link: Link;
  readonly canRead = new WaitQueue();
  readonly canWrite = new WaitQueue();
  owner: SocketOwner | undefined;
  readonly #received = new ByteQueue();
  #peer: StreamEnd | undefined;
  /** The other side sends no more. */
  #finished = false;
  /** This side sends no more. */
  #ended = false;
  #closed = false;
  /** What the next call that is not answered by bytes or end of file fails with. */
  #error: Errno | undefined;
  #whenClosed: () => void = () => undefined;

  constructor(ino: number, local: Address, remote: Address, link: Link) {
    this.ino = ino;
    this.local = local;
    this.remote = remote;
    this.link = link;
  }

  static connect(one: StreamEnd, other: StreamEnd): void {
    one.#peer = other;
    other.#peer = one;
  }

  onClosed(heard: () => void): void {
    this.#whenClosed = heard;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get readReady(): boolean {
    return this.#received.length > 0 || this.#finished || this.#error !== undefined || this.#closed;
  }

  /** Undefined: nothing yet. Empty: end of file. ECONNRESET. */
  read(max: number): Uint8Array | undefined {
    if (this.#closed) throw new SysError('EBADF');
    if (this.#received.length > 0) {
      const bytes = this.#received.take(max);
      this.#peer?.canWrite.wake();
      return bytes;
    }
    if (this.#finished) return NO_BYTES;
    if (this.#error === undefined) return undefined;
    // Told once; after that the connection has simply ended.
    const error = this.#error;
    this.#finished = true;
    throw new SysError(error);
  }

  /** How many bytes were taken. EPIPE, ECONNRESET. */
  write(bytes: Uint8Array): number {
    if (this.#closed) throw new SysError('EBADF');
    if (this.#error !== undefined) this.#failWrite(this.#error);
    const peer = this.#peer;
    if (this.#ended || peer === undefined) throw new SysError('EPIPE');
    if (peer.#closed) {
      // The other side answers bytes that nobody will read with a reset.
      this.#reset();
      return bytes.length;
    }
    const room = WINDOW - peer.#received.length;
    if (room <= 0) return 0;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    countSegments(this.link, taken.length);
    peer.#received.push(taken);
    peer.canRead.wake();
    return taken.length;
  }

  /** shutdown(2) of the sending side. */
  end(): void {
    if (this.#ended || this.#closed) return;
    this.#ended = true;
    this.#sendEnd();
  }

  /** close(2): with unread bytes it is a reset, as Linux does it. */
  close(): void {
    if (this.#closed) return;
    if (this.#received.length > 0) this.abort();
    else {
      this.#closed = true;
      if (!this.#ended) this.#sendEnd();
      this.#left();
    }
  }

  /** Closes with a reset. */
  abort(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#received.clear();
    countClose(this.link);
    if (this.#peer !== undefined) this.#peer.#reset();
    this.#left();
  }

  #sendEnd(): void {
    const peer = this.#peer;
    if (peer === undefined || this.#error !== undefined) return;
    countClose(this.link);
    peer.#finished = true;
    peer.canRead.wake();
  }

  #left(): void {
    this.canRead.wake();
    this.canWrite.wake();
    this.#peer?.canWrite.wake();
    this.#whenClosed();
  }

  #reset(): void {
    this.#error ??= this.#finished ? 'EPIPE' : 'ECONNRESET';
    this.canRead.wake();
    this.canWrite.wake();
  }

  #failWrite(error: Errno): never {
    this.#error = 'EPIPE';
    throw new SysError(error);
  }
}
