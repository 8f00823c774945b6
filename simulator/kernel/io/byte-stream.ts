/** The reading conveniences of the system call interface, on top of one `read`. */
import type { Readable } from '../abi.ts';
import { concat, decode } from '../bytes.ts';

export const DEFAULT_READ = 65536;
const NEWLINE = 10;

export abstract class ByteStream implements Readable {
  /** Read by `lines` and not yet asked for. */
  #ahead: Uint8Array | undefined;

  /** As `Readable.read`, straight from the source. */
  protected abstract next(max: number): Promise<Uint8Array>;

  read(max = DEFAULT_READ): Promise<Uint8Array> {
    const ahead = this.#ahead;
    if (ahead === undefined) return this.next(max);
    this.#ahead = ahead.length > max ? ahead.subarray(max) : undefined;
    return Promise.resolve(ahead.subarray(0, max));
  }

  async readAll(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    for (;;) {
      const chunk = await this.read();
      if (chunk.length === 0) return concat(chunks);
      chunks.push(chunk);
    }
  }

  async readText(): Promise<string> {
    return decode(await this.readAll());
  }

  async *lines(): AsyncGenerator<string, void, undefined> {
    let begun: Uint8Array[] = [];
    for (;;) {
      const chunk = await this.read();
      if (chunk.length === 0) break;
      const end = chunk.indexOf(NEWLINE);
      if (end === -1) {
        begun.push(chunk);
        continue;
      }
      begun.push(chunk.subarray(0, end));
      const line = decode(concat(begun));
      begun = [];
      this.#unread(chunk.subarray(end + 1));
      yield line;
    }
    if (begun.length > 0) yield decode(concat(begun));
  }

  #unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#ahead = this.#ahead === undefined ? bytes : concat([bytes, this.#ahead]);
  }
}
