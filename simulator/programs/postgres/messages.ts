/** Messages of the Postgres protocol, version 3: a letter, four bytes of length, the fields. */
import { concat, decode, encode } from '../../kernel/bytes.ts';

const LARGEST = 64 * 1024 * 1024;

export class MessageWriter {
  private readonly parts: Uint8Array[] = [];

  int(value: number, size: 1 | 2 | 4): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, size === 1 ? value << 24 : size === 2 ? value << 16 : value);
    this.parts.push(bytes.subarray(0, size));
    return this;
  }

  /** Ends with a zero byte. */
  text(value: string): this {
    this.parts.push(encode(value), Uint8Array.of(0));
    return this;
  }

  bytes(value: Uint8Array): this {
    this.parts.push(value);
    return this;
  }

  /** `letter` is empty for the first message of a client. */
  finish(letter: string): Uint8Array {
    const body = concat(this.parts);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setInt32(0, body.length + 4);
    return concat([encode(letter), length, body]);
  }
}

export class MessageReader {
  private readonly data: Uint8Array;
  private at = 0;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  get left(): number {
    return this.data.length - this.at;
  }

  int(size: 1 | 2 | 4): number {
    const view = new DataView(this.data.buffer, this.data.byteOffset + this.at, size);
    this.at += size;
    return size === 1 ? view.getUint8(0) : size === 2 ? view.getInt16(0) : view.getInt32(0);
  }

  text(): string {
    const end = this.data.indexOf(0, this.at);
    const text = decode(this.data.subarray(this.at, end < 0 ? undefined : end));
    this.at = end < 0 ? this.data.length : end + 1;
    return text;
  }

  bytes(count: number): Uint8Array {
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }
}

export interface Message {
  letter: string;
  body: MessageReader;
}

/** Cuts a stream of bytes into messages. */
export class MessageStream {
  private readonly read: () => Promise<Uint8Array>;
  private buffer = new Uint8Array(0);

  constructor(read: () => Promise<Uint8Array>) {
    this.read = read;
  }

  private async take(count: number): Promise<Uint8Array | undefined> {
    while (this.buffer.length < count) {
      const chunk = await this.read();
      if (chunk.length === 0) return undefined;
      this.buffer = Uint8Array.from(concat([this.buffer, chunk]));
    }
    const taken = this.buffer.slice(0, count);
    this.buffer = this.buffer.slice(count);
    return taken;
  }

  /** Undefined at the end. `first`: the client's first message has no letter. */
  async next(first = false): Promise<Message | undefined> {
    const head = await this.take(first ? 4 : 5);
    if (head === undefined) return undefined;
    const length = new DataView(head.buffer, first ? 0 : 1, 4).getInt32(0) - 4;
    if (length < 0 || length > LARGEST) return undefined;
    const body = await this.take(length);
    return body === undefined ? undefined : { letter: first ? '' : decode(head.subarray(0, 1)), body: new MessageReader(body) }; // prettier-ignore
  }
}
