/** How a response that does not end at once is made: the maker pushes, the client iterates. */
import type { Readable } from '../kernel/abi.ts';
import { concat, decode } from '../kernel/bytes.ts';
import type { ByteStream, MessageStream } from './streams.ts';

export interface Channel<T> extends MessageStream<T> {
  /** Adds a message. Ignored once the channel has ended or its client has hung up. */
  push(message: T): void;
  /** Resolves when the client has taken what was pushed, but for at most `most` messages (default 0). */
  room(most?: number): Promise<void>;
  /** No more messages: the iteration ends after the last one. */
  end(): void;
  /** The iteration throws `error` after the last message. */
  fail(error: Error): void;
  /** Whether the client has hung up. */
  readonly closed: boolean;
}

/** `onClose` is called once when the client hangs up, or stops iterating, before the end. */
export function createChannel<T>(onClose?: () => void): Channel<T> {
  return new Queue<T>(onClose);
}

type State = { is: 'open' } | { is: 'ended' } | { is: 'failed'; error: Error } | { is: 'closed' };

class Queue<T> implements Channel<T> {
  readonly #onClose: (() => void) | undefined;
  #messages: T[] = [];
  #taken = 0;
  #state: State = { is: 'open' };
  #reader: (() => void) | undefined;
  #waiting: { most: number; resolve: () => void }[] = [];

  constructor(onClose: (() => void) | undefined) {
    this.#onClose = onClose;
  }

  get closed(): boolean {
    return this.#state.is === 'closed';
  }

  push(message: T): void {
    if (this.#state.is !== 'open') return;
    this.#messages.push(message);
    this.#wake();
  }

  room(most = 0): Promise<void> {
    if (this.#state.is === 'closed' || this.#pending() <= most) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ most, resolve }));
  }

  end(): void {
    if (this.#state.is !== 'open') return;
    this.#state = { is: 'ended' };
    this.#wake();
  }

  fail(error: Error): void {
    if (this.#state.is !== 'open') return;
    this.#state = { is: 'failed', error };
    this.#wake();
  }

  close(): void {
    const before = this.#state.is;
    if (before === 'closed') return;
    this.#state = { is: 'closed' };
    this.#messages = [];
    this.#taken = 0;
    this.#wake();
    this.#release();
    if (before === 'open') this.#onClose?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    try {
      for (;;) {
        while (this.#taken < this.#messages.length) yield* this.#take();
        if (this.#state.is === 'failed') throw this.#state.error;
        if (this.#state.is !== 'open') return;
        await new Promise<void>((resolve) => {
          this.#reader = resolve;
        });
      }
    } finally {
      this.close();
    }
  }

  *#take(): Iterable<T> {
    const batch = this.#messages;
    const message = batch[this.#taken++];
    if (this.#taken === batch.length) {
      this.#messages = [];
      this.#taken = 0;
    }
    this.#release();
    if (message !== undefined) yield message;
  }

  #pending(): number {
    return this.#messages.length - this.#taken;
  }

  #wake(): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.();
  }

  #release(): void {
    const pending = this.#pending();
    const free = this.#waiting.filter(({ most }) => pending <= most);
    if (free.length === 0) return;
    this.#waiting = this.#waiting.filter(({ most }) => pending > most);
    for (const { resolve } of free) resolve();
  }
}

/** A body of bytes from pieces of it. `onClose` is called when the client hangs up early. */
export function byteStream(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, onClose?: () => void): ByteStream {
  return new Pieces(asyncIterator(pieces), onClose);
}

async function* asyncIterator(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

class Pieces implements ByteStream {
  readonly #source: AsyncGenerator<Uint8Array>;
  readonly #onClose: (() => void) | undefined;
  #rest: Uint8Array = new Uint8Array(0);
  #done = false;

  constructor(source: AsyncGenerator<Uint8Array>, onClose: (() => void) | undefined) {
    this.#source = source;
    this.#onClose = onClose;
  }

  async read(max = 65536): Promise<Uint8Array> {
    while (this.#rest.length === 0 && !this.#done) {
      const next = await this.#source.next();
      if (next.done === true) this.#done = true;
      else this.#rest = next.value;
    }
    const bytes = this.#rest.subarray(0, max);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  readAll(): Promise<Uint8Array> {
    return readAll(this);
  }

  async readText(): Promise<string> {
    return decode(await this.readAll());
  }

  lines(): AsyncIterable<string> {
    return linesOf(this);
  }

  close(): void {
    if (this.#done) return;
    this.#done = true;
    this.#rest = new Uint8Array(0);
    this.#onClose?.();
  }
}

async function readAll(from: Pick<Readable, 'read'>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = await from.read();
    if (chunk.length === 0) return concat(chunks);
    chunks.push(chunk);
  }
}

async function* linesOf(from: ByteStream): AsyncGenerator<string> {
  const text = await from.readText();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  yield* lines;
}
