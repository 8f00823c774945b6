/** Named pipes: which of them are open, by the key the file system gives them (fifo(7)). */
import type { Stat } from '../abi.ts';
import type { Access } from './open-file.ts';
import { Pipe, PipeFile } from './pipe.ts';

export class Fifos {
  readonly #pipes = new Map<string, Pipe>();
  readonly #nextInode: () => number;

  constructor(nextInode: () => number) {
    this.#nextInode = nextInode;
  }

  /** Opens a side. It counts at once; the caller waits until `isMet` says the other side is there too. */
  open(key: string, path: string, access: Access, stat: () => Stat): Fifo {
    let pipe = this.#pipes.get(key);
    if (pipe === undefined) {
      pipe = new Pipe(this.#nextInode());
      this.#pipes.set(key, pipe);
    }
    const before = { readers: pipe.readersSeen, writers: pipe.writersSeen };
    const file = new PipeFile(pipe, access, { path, stat }, () => this.#forget(key));
    return { file, sides: pipe.sides, isMet: () => isMet(pipe, access, before) };
  }

  #forget(key: string): void {
    const pipe = this.#pipes.get(key);
    if (pipe !== undefined && pipe.readers === 0 && pipe.writers === 0) this.#pipes.delete(key);
  }
}

export interface Fifo {
  file: PipeFile;
  sides: Pipe['sides'];
  isMet: () => boolean;
}

/** A side that came and went again meanwhile counts as met, as in Linux. */
function isMet(pipe: Pipe, access: Access, before: { readers: number; writers: number }): boolean {
  if (access.readable && access.writable) return true;
  if (access.readable) return pipe.writers > 0 || pipe.writersSeen > before.writers;
  return pipe.readers > 0 || pipe.readersSeen > before.readers;
}
