/** Packets of the MySQL protocol: four bytes of length and number, then the payload; and the fields inside. */
import { concat, decode, encode } from '../../../kernel/bytes.ts';

/** Payloads of this size go on in a further packet. */
const LARGEST = 0xffffff;

export class PacketStream {
  private readonly read_: () => Promise<Uint8Array>;
  private buffer = new Uint8Array(0);
  sequence = 0;

  constructor(read: () => Promise<Uint8Array>) {
    this.read_ = read;
  }

  private async fill(count: number): Promise<boolean> {
    while (this.buffer.length < count) {
      const chunk = await this.read_();
      if (chunk.length === 0) return false;
      this.buffer = Uint8Array.from(this.buffer.length === 0 ? chunk : concat([this.buffer, chunk]));
    }
    return true;
  }

  /** The next payload; undefined when the connection has ended. */
  async next(): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    for (;;) {
      if (!(await this.fill(4))) return undefined;
      const [a = 0, b = 0, c = 0, number = 0] = this.buffer;
      const length = a | (b << 8) | (c << 16);
      if (!(await this.fill(4 + length))) return undefined;
      this.sequence = (number + 1) & 255;
      parts.push(this.buffer.slice(4, 4 + length));
      this.buffer = this.buffer.slice(4 + length);
      if (length < LARGEST) return concat(parts);
    }
  }

  /** A payload as bytes to send, with the next number. */
  frame(payload: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let at = 0; ; at += LARGEST) {
      const part = payload.subarray(at, at + LARGEST);
      parts.push(Uint8Array.of(part.length & 255, (part.length >> 8) & 255, (part.length >> 16) & 255, this.sequence), part); // prettier-ignore
      this.sequence = (this.sequence + 1) & 255;
      if (part.length < LARGEST) return concat(parts);
    }
  }
}

export class PacketWriter {
  private readonly parts: Uint8Array[] = [];

  /** Little-endian. */
  int(value: number | bigint, size: number): this {
    const bytes = new Uint8Array(size);
    let left = BigInt.asUintN(size * 8, BigInt(value));
    for (let i = 0; i < size; i++, left >>= 8n) bytes[i] = Number(left & 255n);
    this.parts.push(bytes);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.parts.push(value);
    return this;
  }

  text(value: string): this {
    return this.bytes(encode(value));
  }

  zeroText(value: string): this {
    return this.text(value).int(0, 1);
  }

  /** A length-encoded whole number. */
  length(value: number | bigint): this {
    if (value < 251) return this.int(value, 1);
    if (value < 65536) return this.int(0xfc, 1).int(value, 2);
    return value < 16777216 ? this.int(0xfd, 1).int(value, 3) : this.int(0xfe, 1).int(value, 8);
  }

  lengthBytes(value: Uint8Array): this {
    return this.length(value.length).bytes(value);
  }

  lengthText(value: string): this {
    return this.lengthBytes(encode(value));
  }

  finish(): Uint8Array {
    return concat(this.parts);
  }
}

export class PacketReader {
  readonly data: Uint8Array;
  at: number;

  constructor(data: Uint8Array, at = 0) {
    this.data = data;
    this.at = at;
  }

  get left(): number {
    return this.data.length - this.at;
  }

  int(size: number): number {
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + (this.data[this.at + i] ?? 0);
    this.at += size;
    return value;
  }

  bigint(size: number): bigint {
    let value = 0n;
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.data[this.at + i] ?? 0);
    this.at += size;
    return value;
  }

  bytes(count: number): Uint8Array {
    this.at += count;
    return this.data.subarray(this.at - count, this.at);
  }

  rest(): Uint8Array {
    return this.bytes(Math.max(0, this.left));
  }

  zeroText(): string {
    const end = this.data.indexOf(0, this.at);
    const text = decode(this.data.subarray(this.at, end < 0 ? undefined : end));
    this.at = end < 0 ? this.data.length : end + 1;
    return text;
  }

  length(): number {
    const first = this.int(1);
    if (first < 251) return first;
    return this.int(first === 0xfc ? 2 : first === 0xfd ? 3 : 8);
  }

  /** Null for the NULL of text rows. */
  lengthBytes(): Uint8Array | null {
    if (this.data[this.at] === 0xfb) {
      this.at++;
      return null;
    }
    return this.bytes(this.length());
  }

  lengthText(): string {
    return decode(this.lengthBytes() ?? new Uint8Array(0));
  }
}
