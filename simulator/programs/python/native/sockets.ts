/**
 * Sockets of one interpreter. The machine's sockets are no descriptors, so they have numbers of their own here, and
 * `select` asks them whether a read would be answered at once: what comes is taken in ahead of the read.
 */
import type { Connection, Listener } from '../../../kernel/abi.ts';
import { PyObject, type PyType } from '../objects/core.ts';
import type { Vm } from '../vm/vm.ts';

/** Above the descriptors that a process opens. */
const FIRST = 512;

/** What a number stands for: it stays when the object that had it is detached from it. */
export class Endpoint {
  listener: Listener | undefined;
  connection: Connection | undefined;
  readonly accepted: Connection[] = [];
  received: Uint8Array = new Uint8Array();
  ended = false;
  failure: unknown;
  #coming: Promise<void> | undefined;

  /** A read or an accept would be answered at once. */
  get readable(): boolean {
    return this.accepted.length > 0 || this.received.length > 0 || this.ended || this.failure !== undefined;
  }

  /** Resolves when it is readable; never for a socket that neither listens nor is connected. */
  coming(): Promise<void> {
    if (this.readable) return Promise.resolve();
    this.#coming ??= this.#take()
      .catch((error: unknown) => {
        this.failure = error;
      })
      .finally(() => (this.#coming = undefined));
    return this.#coming;
  }

  async #take(): Promise<void> {
    if (this.listener !== undefined) {
      this.accepted.push(await this.listener.accept());
    } else if (this.connection !== undefined) {
      this.received = await this.connection.read();
      this.ended = this.received.length === 0;
    } else await new Promise<never>(() => undefined);
  }

  close(): void {
    this.listener?.close();
    this.connection?.close();
  }
}

export class PySocket extends PyObject {
  endpoint = new Endpoint();
  fd = -1;
  family = 2;
  type = 1;
  /** Seconds; undefined waits for ever, 0 not at all. */
  timeout: number | undefined;
  bound: readonly [host: string, port: number] | undefined;
  constructor(cls: PyType) {
    super(cls);
    this.dict = undefined;
  }
}

const endpoints = new WeakMap<Vm, Map<number, Endpoint>>();

/** By the numbers that `fileno` tells. */
export function endpointsOf(vm: Vm): Map<number, Endpoint> {
  const known = endpoints.get(vm) ?? new Map<number, Endpoint>();
  endpoints.set(vm, known);
  return known;
}

export function numbered(vm: Vm, endpoint: Endpoint): number {
  const known = endpointsOf(vm);
  let fd = FIRST;
  while (known.has(fd)) fd++;
  known.set(fd, endpoint);
  return fd;
}
