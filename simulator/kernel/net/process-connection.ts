/** Sockets in the hands of a process. They are closed with it. */
import type { Address, Connection, Listener } from '../abi.ts';
import { SysError } from '../errno.ts';
import { ByteStream } from '../io/byte-stream.ts';
import type { KernelProcess } from '../process/kernel-process.ts';
import { unwatched } from '../process/pending.ts';
import type { Thread } from '../process/thread.ts';
import { readFrom, writeTo } from '../process/transfer.ts';
import { SocketFile } from './socket-file.ts';
import type { StreamEnd } from './stream-end.ts';
import type { StreamListener } from './stream-listener.ts';

export class ProcessConnection extends ByteStream implements Connection {
  readonly file: SocketFile;
  readonly #process: KernelProcess;
  readonly #thread: Thread;
  readonly #release = (): void => this.close();

  constructor(process: KernelProcess, thread: Thread, end: StreamEnd) {
    super();
    this.#process = process;
    this.#thread = thread;
    this.file = new SocketFile(end);
    this.file.retain();
    end.owner = process;
    process.sockets.add(this.#release);
  }

  get local(): Address {
    return this.file.end.local;
  }

  get remote(): Address {
    return this.file.end.remote;
  }

  write(data: Uint8Array | string): Promise<void> {
    return writeTo(this.#process, this.#thread, this.file, data);
  }

  end(): void {
    this.#thread.count(1);
    this.file.end.end();
  }

  close(): void {
    if (this.#process.sockets.delete(this.#release)) this.file.release();
  }

  protected next(max: number): Promise<Uint8Array> {
    return readFrom(this.#process, this.#thread, this.file, max);
  }
}

/** A listening socket with what it is bound to. */
export interface Bound {
  listener: StreamListener;
  address: Address;
  unbind: () => void;
}

export class ProcessListener implements Listener {
  readonly address: Address;
  readonly #process: KernelProcess;
  readonly #thread: Thread;
  readonly #bound: Bound;
  readonly #release = (): void => this.close();

  constructor(process: KernelProcess, thread: Thread, bound: Bound) {
    this.address = bound.address;
    this.#process = process;
    this.#thread = thread;
    this.#bound = bound;
    process.sockets.add(this.#release);
  }

  accept(): Promise<Connection> {
    const { listener } = this.#bound;
    const accepted = this.#thread.call(1, listener.canAccept, () => listener.accept());
    return unwatched(accepted.then((end) => new ProcessConnection(this.#process, this.#thread, end)));
  }

  close(): void {
    if (!this.#process.sockets.delete(this.#release)) return;
    this.#bound.unbind();
    this.#bound.listener.close();
  }
}

/** The socket behind a connection of a process. ENOTSOCK for those made elsewhere. */
export function socketOf(connection: Connection): SocketFile {
  if (!(connection instanceof ProcessConnection)) throw new SysError('ENOTSOCK');
  return connection.file;
}
