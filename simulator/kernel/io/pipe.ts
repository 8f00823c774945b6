/** Pipes and fifos as pipe(7) describes them: 64 KiB of room, writes up to PIPE_BUF in one piece, EPIPE without readers. */
import type { Stat } from '../abi.ts';
import { SysError } from '../errno.ts';
import { ByteQueue, NO_BYTES } from './byte-queue.ts';
import { anonymousStat, OpenFile } from './open-file.ts';
import type { Access } from './open-file.ts';
import { WaitQueue } from './wait-queue.ts';

const CAPACITY = 65536;
/** Writes of at most this many bytes are never mixed with others' or split. */
const PIPE_BUF = 4096;

export class Pipe {
  readonly ino: number;
  readonly canRead = new WaitQueue();
  readonly canWrite = new WaitQueue();
  /** Woken when a side is opened or closed. */
  readonly sides = new WaitQueue();
  readonly #bytes = new ByteQueue();
  /** How often a side has been opened so far. */
  readersSeen = 0;
  writersSeen = 0;
  #readers = 0;
  #writers = 0;

  constructor(ino: number) {
    this.ino = ino;
  }

  get readers(): number {
    return this.#readers;
  }

  get writers(): number {
    return this.#writers;
  }

  get readReady(): boolean {
    return this.#bytes.length > 0 || this.#writers === 0;
  }

  addReader(): void {
    this.#readers += 1;
    this.readersSeen += 1;
    this.sides.wake();
  }

  addWriter(): void {
    this.#writers += 1;
    this.writersSeen += 1;
    this.sides.wake();
  }

  removeReader(): void {
    this.#readers -= 1;
    if (this.#readers > 0) return;
    this.canWrite.wake();
    this.sides.wake();
    if (this.#writers === 0) this.#bytes.clear();
  }

  removeWriter(): void {
    this.#writers -= 1;
    if (this.#writers > 0) return;
    this.canRead.wake();
    this.sides.wake();
    if (this.#readers === 0) this.#bytes.clear();
  }

  /** Undefined: nothing yet. Empty: every writer is gone. */
  read(max: number): Uint8Array | undefined {
    if (this.#bytes.length === 0) return this.#writers === 0 ? NO_BYTES : undefined;
    const bytes = this.#bytes.take(max);
    this.canWrite.wake();
    return bytes;
  }

  /** How many bytes were taken. EPIPE when nobody can ever read them. */
  write(bytes: Uint8Array): number {
    if (this.#readers === 0) throw new SysError('EPIPE');
    const room = CAPACITY - this.#bytes.length;
    if (bytes.length > room && (bytes.length <= PIPE_BUF || room === 0)) return 0;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.#bytes.push(taken);
    this.canRead.wake();
    return taken.length;
  }
}

/** One end of a pipe, or both (a fifo opened for reading and writing). */
export class PipeFile extends OpenFile {
  readonly name: string;
  readonly #pipe: Pipe;
  readonly #stat: () => Stat;
  readonly #whenClosed: () => void;

  /** Counts as an open end from now on. `named` is the path and the stat of a fifo. */
  constructor(pipe: Pipe, access: Access, named?: { path: string; stat: () => Stat }, whenClosed?: () => void) {
    super(access, pipe.canRead, pipe.canWrite);
    this.#pipe = pipe;
    this.name = named?.path ?? `pipe:[${pipe.ino}]`;
    this.#stat = named?.stat ?? (() => anonymousStat('fifo', pipe.ino, 0o600));
    this.#whenClosed = whenClosed ?? (() => undefined);
    if (access.readable) pipe.addReader();
    if (access.writable) pipe.addWriter();
  }

  stat(): Stat {
    return this.#stat();
  }

  override get readReady(): boolean {
    return this.#pipe.readReady;
  }

  override read(max: number): Uint8Array | undefined {
    return this.#pipe.read(max);
  }

  override write(bytes: Uint8Array): number {
    return this.#pipe.write(bytes);
  }

  override reopen(access: Access): OpenFile {
    return new PipeFile(this.#pipe, access, { path: this.name, stat: this.#stat }, this.#whenClosed);
  }

  protected override closed(): void {
    if (this.readable) this.#pipe.removeReader();
    if (this.writable) this.#pipe.removeWriter();
    this.#whenClosed();
  }
}
