/** Reading input byte by byte or, where the input can be put back, block by block. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';

/** A line without its newline; undefined at end of input. Takes nothing behind the newline from other readers. */
export async function readLine(shell: Shell, fd: number): Promise<string | undefined> {
  const bytes: number[] = [];
  const input = new ByteInput(shell, fd);
  for (;;) {
    const byte = await input.next();
    if (byte === undefined) return bytes.length === 0 ? undefined : fromBytes(Uint8Array.from(bytes));
    if (byte === 10) return fromBytes(Uint8Array.from(bytes));
    bytes.push(byte);
  }
}

/** One byte at a time; `finish` gives back what was read ahead. */
export class ByteInput {
  private readonly shell: Shell;
  private readonly fd: number;
  private readonly chunk: number;
  private buffer: Uint8Array = new Uint8Array(0);
  private at = 0;

  constructor(shell: Shell, fd: number) {
    this.shell = shell;
    this.fd = fd;
    this.chunk = canSeek(shell, fd) ? 512 : 1;
  }

  /** Undefined at end of file. */
  async next(): Promise<number | undefined> {
    if (this.at >= this.buffer.length) {
      this.buffer = await this.shell.p.read(this.fd, this.chunk);
      this.at = 0;
    }
    const byte = this.buffer[this.at];
    if (byte === undefined) return undefined;
    this.at += 1;
    if (byte === 10 || this.at === this.buffer.length) this.finish();
    return byte;
  }

  finish(): void {
    const unread = this.buffer.length - this.at;
    if (unread > 0 && this.chunk > 1) this.shell.p.seek(this.fd, -unread, 'current');
    this.buffer = new Uint8Array(0);
    this.at = 0;
  }
}

function canSeek(shell: Shell, fd: number): boolean {
  try {
    return shell.p.fstat(fd).type === 'file';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
