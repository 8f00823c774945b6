/**
 * What a descriptor refers to: an open file description of POSIX, shared by the descriptors that were made from it by
 * dup, fork and spawn. Reading and writing never wait here: they answer what is possible now, and `canRead` and
 * `canWrite` wake those who try again.
 */
import type { FileType, Stat } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { JobMember } from '../tty/job-control.ts';
import type { Terminal } from '../tty/terminal.ts';
import { WaitQueue } from './wait-queue.ts';

/** For what a description was opened. */
export interface Access {
  readable: boolean;
  writable: boolean;
}

/** The process that reads or writes. */
export interface Caller extends JobMember {
  readonly cgroup: { chargeRead(bytes: number): void; chargeWrite(bytes: number): void };
}

export abstract class OpenFile {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly canRead: WaitQueue;
  readonly canWrite: WaitQueue;
  #references = 0;

  constructor(access: Access, canRead = new WaitQueue(), canWrite = new WaitQueue()) {
    this.readable = access.readable;
    this.writable = access.writable;
    this.canRead = canRead;
    this.canWrite = canWrite;
  }

  /** What the link in /proc/PID/fd reads. */
  abstract readonly name: string;
  abstract stat(): Stat;

  /** At most `max` bytes, none at end of file; undefined when the caller has to wait for `canRead`. */
  read(_max: number, _caller: Caller): Uint8Array | undefined {
    throw new SysError('EINVAL');
  }

  /** How many of `bytes` were taken; fewer than all means: wait for `canWrite`, then go on. */
  write(_bytes: Uint8Array, _caller: Caller): number {
    throw new SysError('EINVAL');
  }

  /** Whether a read would answer at once (poll). */
  get readReady(): boolean {
    return true;
  }

  seek(_offset: number, _from: 'start' | 'current' | 'end'): number {
    throw new SysError('ESPIPE');
  }

  truncate(_size: number): void {
    throw new SysError('EINVAL');
  }

  /** The terminal this is, if it is one. */
  get terminal(): Terminal | undefined {
    return undefined;
  }

  /** The same thing opened anew, by way of /proc/PID/fd or /dev/stdout. */
  reopen(_access: Access): OpenFile {
    throw new SysError('ENXIO');
  }

  retain(): void {
    this.#references += 1;
  }

  release(): void {
    this.#references -= 1;
    if (this.#references === 0) this.closed();
  }

  /** The last descriptor is gone. */
  protected closed(): void {
    // Most things have nothing to give back.
  }
}

/** The stat of what lies in no file system: pipes, sockets, terminals that belong to no namespace. */
export function anonymousStat(type: FileType, ino: number, mode: number, rdev = { major: 0, minor: 0 }): Stat {
  const times = { mtime: 0, ctime: 0, atime: 0 };
  return { type, mode, uid: 0, gid: 0, size: 0, nlink: 1, ino, dev: 0, rdev, ...times, blocks: 0 };
}
