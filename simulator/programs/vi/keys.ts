/** Keys of a terminal, one at a time: characters, control keys, whole escape sequences. */
import type { Process } from '../../kernel/abi.ts';
import { decodeText } from '../text/codec.ts';

/** Milliseconds within which the rest of a sequence has to come; a lone Escape is one after that. */
const SEQUENCE = 30;

export class Keys {
  private readonly p: Process;
  private readonly fd: number;
  private waiting: number[] = [];

  /** `fd` is the terminal's descriptor. */
  constructor(p: Process, fd = 0) {
    this.p = p;
    this.fd = fd;
  }

  /** undefined at the end of input; `resize` when the window has changed meanwhile. */
  async next(): Promise<string | undefined> {
    const first = await this.byte();
    if (first === undefined) return undefined;
    if (first === 0x1b) return this.sequence();
    if (first < 0x80) return String.fromCharCode(first);
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const bytes = [first];
    while (bytes.length < length) bytes.push((await this.byte()) ?? 0);
    return decodeText(Uint8Array.from(bytes));
  }

  private async sequence(): Promise<string> {
    let text = '\x1b';
    for (;;) {
      if (this.waiting.length === 0 && (await this.p.poll([this.fd], SEQUENCE)).length === 0) return text;
      const [peeked] = this.waiting;
      // A character that begins no sequence is a key of its own after Escape.
      if (text === '\x1b' && peeked !== undefined && peeked !== 0x5b && peeked !== 0x4f) return text;
      const byte = await this.byte();
      if (byte === undefined) return text;
      if (text === '\x1b' && byte !== 0x5b && byte !== 0x4f) {
        this.waiting.unshift(byte);
        return text;
      }
      text += String.fromCharCode(byte);
      if (text.length > 2 && byte >= 0x40 && byte <= 0x7e) return text;
    }
  }

  private async byte(): Promise<number | undefined> {
    const held = this.waiting.shift();
    if (held !== undefined) return held;
    const chunk = await this.p.read(this.fd, 4096);
    this.waiting = [...chunk];
    return this.waiting.shift();
  }
}
