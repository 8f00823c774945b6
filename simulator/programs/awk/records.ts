/** Records of one input, cut by whatever RS says at the time. */
import { decodeBytes } from '../text/codec.ts';

export class RecordReader {
  private readonly read: () => Promise<Uint8Array>;
  private held = '';
  private ended = false;
  /** Where the search for the end of a record goes on in `held`. */
  private searched = 0;
  readonly close: () => void;

  constructor(read: () => Promise<Uint8Array>, close: () => void) {
    this.read = read;
    this.close = close;
  }

  private async more(): Promise<boolean> {
    if (this.ended) return false;
    const chunk = await this.read();
    if (chunk.length === 0) {
      this.ended = true;
      return false;
    }
    this.held += decodeBytes(chunk);
    return true;
  }

  /** A whole record that needs no waiting. */
  ready(separator: string): string | undefined {
    if (separator.length !== 1) return undefined;
    const end = this.held.indexOf(separator, this.searched);
    if (end < 0) {
      this.searched = this.held.length;
      return undefined;
    }
    return this.cut(end, end + 1);
  }

  private cut(end: number, next: number): string {
    const record = this.held.slice(0, end);
    this.held = this.held.slice(next);
    this.searched = 0;
    return record;
  }

  /** The next record; undefined at the end. `separator`: RS; empty means paragraphs; longer ones are expressions. */
  async next(separator: string, expression: (source: string) => RegExp): Promise<string | undefined> {
    const ready = this.ready(separator);
    if (ready !== undefined) return ready;
    if (separator.length === 1) return this.single(separator);
    return separator === '' ? this.pattern(/\n\n+/, true) : this.pattern(expression(separator), false);
  }

  private async single(separator: string): Promise<string | undefined> {
    while (await this.more()) {
      const ready = this.ready(separator);
      if (ready !== undefined) return ready;
    }
    return this.rest(false);
  }

  private rest(paragraph: boolean): string | undefined {
    if (this.held === '') return undefined;
    const record = this.cut(this.held.length, this.held.length);
    return paragraph ? record.replace(/\n$/, '') : record;
  }

  private async pattern(separator: RegExp, paragraphs: boolean): Promise<string | undefined> {
    for (;;) {
      if (paragraphs) this.held = this.held.replace(/^\n+/, '');
      const found = separator.exec(this.held);
      // A separator at the very end may go on in the next read.
      if (found !== null && found[0] !== '' && (this.ended || found.index + found[0].length < this.held.length)) {
        return this.cut(found.index, found.index + found[0].length);
      }
      if (await this.more()) continue;
      if (found !== null && found[0] !== '') return this.cut(found.index, found.index + found[0].length);
      return this.rest(paragraphs);
    }
  }
}
