/** Commands from standard input that is not a terminal. */
import { isSysError } from '../../kernel/errno.ts';
import { ByteInput } from '../builtins/read-line.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes } from '../text/raw.ts';
import type { LineSource } from './run-lines.ts';

const BLOCK = 8192;

/**
 * bash takes no more than the line it runs, so that commands can read the rest; dash and busybox read ahead by blocks
 * and keep what they have read.
 */
export class StandardInput implements LineSource {
  readonly interactive = false;
  private readonly shell: Shell;
  private readonly readsAhead: boolean;
  private buffer: number[] = [];

  constructor(shell: Shell) {
    this.shell = shell;
    this.readsAhead = shell.dialect.name !== 'bash';
  }

  async next(): Promise<string | undefined> {
    try {
      return this.readsAhead ? await this.fromBlocks() : await this.byByte();
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private async byByte(): Promise<string | undefined> {
    const input = new ByteInput(this.shell, 0);
    const bytes: number[] = [];
    for (let byte = await input.next(); byte !== undefined; byte = await input.next()) {
      bytes.push(byte);
      if (byte === 10) break;
    }
    input.finish();
    return bytes.length === 0 ? undefined : fromBytes(Uint8Array.from(bytes));
  }

  private async fromBlocks(): Promise<string | undefined> {
    for (;;) {
      const end = this.buffer.indexOf(10);
      if (end >= 0) return fromBytes(Uint8Array.from(this.buffer.splice(0, end + 1)));
      const block = await this.shell.p.read(0, BLOCK);
      if (block.length === 0) break;
      for (const byte of block) this.buffer.push(byte);
    }
    return this.buffer.length === 0 ? undefined : fromBytes(Uint8Array.from(this.buffer.splice(0)));
  }
}
