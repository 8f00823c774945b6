import { SysError } from '../kernel/errno.ts';

/**
 * The room on one disk, which several file systems may share: the host's own tree and the upper directories of all
 * containers lie on the same disk, so what a container writes makes the host's disk fuller.
 */
export class Space {
  /** Bytes in all. */
  readonly size: number;
  #used = 0;

  constructor(size: number) {
    this.size = size;
  }

  get used(): number {
    return this.#used;
  }

  get available(): number {
    return Math.max(0, this.size - this.#used);
  }

  /** Takes `bytes` more; ENOSPC when there are not as many. */
  take(bytes: number): void {
    if (bytes > this.available) throw new SysError('ENOSPC');
    this.#used += bytes;
  }

  /** Gives back `bytes`. A negative number takes without asking: what is restored from a snapshot must fit. */
  give(bytes: number): void {
    this.#used -= bytes;
  }
}
