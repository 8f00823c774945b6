/** What a terminal's programs and its echo send to the screen: newline translation and the column it ends in. */
import { ByteQueue } from '../io/byte-queue.ts';
import { WaitQueue } from '../io/wait-queue.ts';
import { BACKSPACE, isContinuation, isControl, NEWLINE, RETURN, TAB } from './control-characters.ts';

/** How much may wait for the terminal emulator before writers have to. */
const CAPACITY = 65536;

export class TerminalOutput {
  /** Something for the emulator. */
  readonly canRead = new WaitQueue();
  /** Room for writers. */
  readonly canWrite = new WaitQueue();
  /** Newline becomes carriage return and newline (onlcr). */
  translateNewlines = true;
  column = 0;
  readonly #bytes = new ByteQueue();
  /** ^S. */
  #suspended = false;

  get length(): number {
    return this.#bytes.length;
  }

  /** Takes what there is room for, and answers how much of it that was. */
  write(bytes: Uint8Array): number {
    const room = this.#suspended ? 0 : CAPACITY - this.#bytes.length;
    if (room <= 0) return 0;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    this.put(taken);
    return taken.length;
  }

  /** Echo is never held back. */
  put(bytes: Uint8Array): void {
    this.#bytes.push(this.#translate(bytes));
    this.canRead.wake();
  }

  read(max: number): Uint8Array | undefined {
    if (this.#bytes.length === 0) return undefined;
    const bytes = this.#bytes.take(max);
    this.canWrite.wake();
    return bytes;
  }

  /** An interrupt throws away what the emulator has not taken yet. */
  flush(): void {
    this.#bytes.clear();
    this.canWrite.wake();
  }

  suspend(): void {
    this.#suspended = true;
  }

  resume(): void {
    if (!this.#suspended) return;
    this.#suspended = false;
    this.canWrite.wake();
  }

  #translate(bytes: Uint8Array): Uint8Array {
    const newlines = this.#advance(bytes);
    if (newlines === 0 || !this.translateNewlines) return bytes;
    const translated = new Uint8Array(bytes.length + newlines);
    let at = 0;
    for (const byte of bytes) {
      if (byte === NEWLINE) translated[at++] = RETURN;
      translated[at++] = byte;
    }
    return translated;
  }

  /** Follows the column; answers how many newlines there are. */
  #advance(bytes: Uint8Array): number {
    let newlines = 0;
    for (const byte of bytes) {
      if (byte === NEWLINE) newlines += 1;
      if (byte === RETURN || (byte === NEWLINE && this.translateNewlines)) this.column = 0;
      else if (byte === TAB) this.column = (this.column | 7) + 1;
      else if (byte === BACKSPACE) this.column = Math.max(0, this.column - 1);
      else if (!isControl(byte) && !isContinuation(byte)) this.column += 1;
    }
    return newlines;
  }
}
