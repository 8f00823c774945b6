/** A listening socket: connections that have been made and not been accepted yet (listen(2)). */
import { SysError } from '../errno.ts';
import { WaitQueue } from '../io/wait-queue.ts';
import type { SocketOwner } from './socket-owner.ts';
import type { StreamEnd } from './stream-end.ts';

/** net.core.somaxconn. */
const BACKLOG = 4096;

export class StreamListener {
  readonly owner: SocketOwner | undefined;
  readonly canAccept = new WaitQueue();
  readonly #backlog: StreamEnd[] = [];
  #closed = false;

  constructor(owner: SocketOwner | undefined) {
    this.owner = owner;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get isFull(): boolean {
    return this.#backlog.length >= BACKLOG;
  }

  /** A connection has been made. */
  offer(end: StreamEnd): void {
    this.#backlog.push(end);
    this.canAccept.wake();
  }

  /** Undefined when there is none. EINVAL once closed. */
  accept(): StreamEnd | undefined {
    if (this.#closed) throw new SysError('EINVAL');
    return this.#backlog.shift();
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#backlog.splice(0)) end.abort();
    this.canAccept.wake();
  }
}
