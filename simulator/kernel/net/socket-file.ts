/** A connection as a descriptor. */
import type { Stat } from '../abi.ts';
import { anonymousStat, OpenFile } from '../io/open-file.ts';
import type { StreamEnd } from './stream-end.ts';

export class SocketFile extends OpenFile {
  readonly end: StreamEnd;

  constructor(end: StreamEnd) {
    super({ readable: true, writable: true }, end.canRead, end.canWrite);
    this.end = end;
  }

  get name(): string {
    return `socket:[${this.end.ino}]`;
  }

  stat(): Stat {
    return anonymousStat('socket', this.end.ino, 0o777);
  }

  override get readReady(): boolean {
    return this.end.readReady;
  }

  override read(max: number): Uint8Array | undefined {
    return this.end.read(max);
  }

  override write(bytes: Uint8Array): number {
    return this.end.write(bytes);
  }

  protected override closed(): void {
    this.end.close();
  }
}
