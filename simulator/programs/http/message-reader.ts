/** Reading HTTP/1.1 messages from a byte stream: lines, bodies by length, in chunks or up to the end (RFC 9112). */
import type { Readable } from '../../kernel/abi.ts';
import { concat } from '../../kernel/bytes.ts';
import { bytesToLatin1 } from '../text/codec.ts';
import { Headers, parseHeaderLine } from './headers.ts';

/** The other side sent what is no HTTP, or stopped in the middle of a message. */
export class HttpError extends Error {
  override name = 'HttpError';
  /** Bytes of the body that were promised and did not come. */
  readonly missing: number | undefined;
  constructor(message: string, missing?: number) {
    super(message);
    this.missing = missing;
  }
}

const LONGEST_LINE = 65536;

export class MessageReader {
  private readonly source: Pick<Readable, 'read'>;
  private held: Uint8Array = new Uint8Array(0);
  private ended = false;
  /** Every byte read so far. */
  received = 0;

  constructor(source: Pick<Readable, 'read'>) {
    this.source = source;
  }

  private async fill(): Promise<boolean> {
    if (this.ended) return false;
    const chunk = await this.source.read();
    if (chunk.length === 0) {
      this.ended = true;
      return false;
    }
    this.received += chunk.length;
    this.held = this.held.length === 0 ? chunk : concat([this.held, chunk]);
    return true;
  }

  /** A line without its end; undefined when the stream ends before one begins. */
  async line(): Promise<string | undefined> {
    for (let from = 0; ;) {
      const at = this.held.indexOf(10, from);
      if (at >= 0) {
        const line = this.held.subarray(0, at > 0 && this.held[at - 1] === 13 ? at - 1 : at);
        this.held = this.held.slice(at + 1);
        return bytesToLatin1(line);
      }
      from = this.held.length;
      if (from > LONGEST_LINE) throw new HttpError('line too long');
      if (!(await this.fill())) {
        if (this.held.length === 0) return undefined;
        throw new HttpError('stream ended within a line');
      }
    }
  }

  /** Header lines up to the empty one; `seen` is told every line. */
  async headers(seen: (line: string) => void = () => undefined): Promise<Headers> {
    const headers = new Headers();
    for (;;) {
      const line = await this.line();
      if (line === undefined) throw new HttpError('stream ended within the header');
      seen(line);
      if (line === '') return headers;
      const field = parseHeaderLine(line);
      if (field !== undefined) headers.add(...field);
    }
  }

  /** Whatever has come already, or the next chunk; empty at the end. */
  async some(max = 65536): Promise<Uint8Array> {
    if (this.held.length === 0 && !(await this.fill())) return new Uint8Array(0);
    const piece = this.held.subarray(0, max);
    this.held = this.held.slice(piece.length);
    return piece;
  }

  async *sized(length: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = length; left > 0;) {
      const piece = await this.some(Math.min(left, 65536));
      if (piece.length === 0) throw new HttpError('body too short', left);
      left -= piece.length;
      yield piece;
    }
  }

  async *chunked(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const line = await this.line();
      const size = Number.parseInt(line ?? '', 16);
      if (Number.isNaN(size)) throw new HttpError('no chunk size', 0);
      if (size === 0) break;
      yield* this.sized(size);
      await this.line();
    }
    for (let line = await this.line(); line !== undefined && line !== ''; line = await this.line());
  }

  async *rest(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let piece = await this.some(); piece.length > 0; piece = await this.some()) yield piece;
  }

  /** The body that `headers` announce. `untilEnd`: without a length it lasts to the end of the stream (responses). */
  body(headers: Headers, untilEnd: boolean): AsyncGenerator<Uint8Array, void, undefined> {
    if (headers.lists('transfer-encoding', 'chunked')) return this.chunked();
    const length = headers.get('content-length');
    if (length !== undefined && /^\d+$/.test(length)) return this.sized(Number(length));
    return untilEnd ? this.rest() : this.sized(0);
  }
}

export async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return concat(pieces);
}
