/** Standard output and error of a guest: written in order, in the background, with an end to how much may wait. */
import { ProcessGone, type Process } from '../../../kernel/abi.ts';
import { concat, encode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';

/** Bytes that may wait to be taken before the guest has to. */
const MOST_WAITING = 128 * 1024;

/** What waits for one descriptor; what comes while an earlier write is under way goes out together. */
interface Batch {
  fd: number;
  chunks: Uint8Array[];
}

export class Output {
  readonly #p: Process;
  #batches: Batch[] = [];
  #draining: Promise<undefined> | undefined;
  #waiting = 0;
  #broken = false;

  constructor(p: Process) {
    this.#p = p;
  }

  /** A promise when the guest should wait until there is room again. */
  write(fd: number, data: Uint8Array | string): Promise<undefined> | undefined {
    const bytes = typeof data === 'string' ? encode(data) : data;
    if (bytes.length === 0) return undefined;
    this.#waiting += bytes.length;
    const last = this.#batches.at(-1);
    if (last?.fd === fd) last.chunks.push(bytes);
    else this.#batches.push({ fd, chunks: [bytes] });
    this.#draining ??= this.#drain();
    return this.#waiting > MOST_WAITING ? this.#draining : undefined;
  }

  /** Once everything that was written has been taken. */
  async flushed(): Promise<void> {
    await this.#draining;
  }

  /** Whether a reader has gone away. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Begins when the guest has come to rest, so that what it says in one breath is one write. */
  async #drain(): Promise<undefined> {
    await Promise.resolve();
    for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) {
      const bytes = concat(batch.chunks);
      try {
        await this.#p.write(batch.fd, bytes);
      } catch (error) {
        if (error instanceof ProcessGone) {
          this.#batches = [];
          break;
        }
        if (!isSysError(error)) throw error;
        this.#broken = true;
      }
      this.#waiting -= bytes.length;
    }
    this.#draining = undefined;
    return undefined;
  }
}
