/**
 * Standard output as stdio buffers it: by lines on a terminal, in blocks otherwise. Tools flush before they wait for
 * input (stdio would not, but a reader at the other end of the pipe only gains by it).
 */
import type { Process, Writable } from '../../kernel/abi.ts';
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { encodeText } from '../text/codec.ts';

const BLOCK = 16384;

/** Writing standard output failed; the command ends with `NAME: write error: REASON`. */
export class WriteError extends Error {
  override name = 'WriteError';
  readonly reason: SysError;
  constructor(reason: SysError) {
    super(`write error: ${reason.message}`);
    this.reason = reason;
  }
}

export class Output {
  /** Whether complete lines are shown at once. */
  readonly lineBuffered: boolean;
  private readonly p: Process;
  private readonly target: Writable;
  private text = '';

  constructor(p: Process, target: Writable, lineBuffered: boolean) {
    this.p = p;
    this.target = target;
    this.lineBuffered = lineBuffered;
  }

  /** Adds text; a promise when the block is full and has to be written first. */
  print(text: string): Promise<void> | undefined {
    this.text += text;
    return this.text.length >= BLOCK ? this.flush() : undefined;
  }

  /** Adds bytes, in order with the text before them. */
  async bytes(data: Uint8Array): Promise<void> {
    await this.flush();
    await this.send(data);
  }

  async flush(): Promise<void> {
    if (this.text === '') return;
    const text = this.text;
    this.text = '';
    await this.send(encodeText(text));
  }

  private async send(data: Uint8Array): Promise<void> {
    if (data.length === 0) return;
    const pause = this.p.step(1 + (data.length >> 12));
    if (pause !== undefined) await pause;
    try {
      await this.target.write(data);
    } catch (error) {
      if (isSysError(error)) throw new WriteError(error);
      throw error;
    }
  }
}
