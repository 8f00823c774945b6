/** What has been typed and not been read: lines that are complete, and the line that is being edited (termios(3)). */
export const INPUT_CAPACITY = 4096;

/** A complete line ends here. */
interface LineEnd {
  /** Position after the last byte of the line. */
  at: number;
  /** That byte is a zero that stands for ^D: it is not handed over while lines matter. */
  endOfFile: boolean;
}

export class InputBuffer {
  #bytes: number[] = [];
  /** How many of the bytes belong to complete lines. */
  #complete = 0;
  #ends: LineEnd[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  /** The line under way, which erasing may change. */
  get line(): readonly number[] {
    return this.#bytes.slice(this.#complete);
  }

  get lineLength(): number {
    return this.#bytes.length - this.#complete;
  }

  get hasCompleteLine(): boolean {
    return this.#ends.length > 0;
  }

  add(byte: number): void {
    this.#bytes.push(byte);
  }

  /** Takes the last `count` bytes of the line under way back. */
  erase(count: number): void {
    this.#bytes.length -= Math.min(count, this.lineLength);
  }

  endLine(endOfFile: boolean): void {
    if (endOfFile) this.#bytes.push(0);
    this.#complete = this.#bytes.length;
    this.#ends.push({ at: this.#complete, endOfFile });
  }

  /** At most `max` bytes of the first line; empty for an end of file; undefined when no line is complete. */
  readLine(max: number): Uint8Array | undefined {
    const [end] = this.#ends;
    if (end === undefined) return undefined;
    const mark = end.endOfFile ? 1 : 0;
    const bytes = this.#take(Math.min(max, end.at - mark));
    if (end.at > mark) return bytes;
    this.#take(mark);
    this.#ends.shift();
    return bytes;
  }

  /** At most `max` bytes, whatever lines they form. */
  readBytes(max: number): Uint8Array | undefined {
    return this.#bytes.length === 0 ? undefined : this.#take(max);
  }

  /** When lines stop mattering or begin to: what is there becomes one piece that can be read. */
  regroup(canonical: boolean): void {
    this.#ends = canonical && this.#bytes.length > 0 ? [{ at: this.#bytes.length, endOfFile: false }] : [];
    this.#complete = this.#bytes.length;
  }

  clear(): void {
    this.#bytes = [];
    this.#complete = 0;
    this.#ends = [];
  }

  #take(max: number): Uint8Array {
    const taken = Uint8Array.from(this.#bytes.splice(0, max));
    this.#complete = Math.max(0, this.#complete - taken.length);
    for (const end of this.#ends) end.at = Math.max(0, end.at - taken.length);
    return taken;
  }
}
