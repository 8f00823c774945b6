/** The descriptors of one process: small numbers, lowest free first. */
import { SysError } from '../errno.ts';
import type { OpenFile } from './open-file.ts';

/** RLIMIT_NOFILE. */
const LIMIT = 65536;

interface Descriptor {
  readonly file: OpenFile;
  closeOnExec: boolean;
}

export class DescriptorTable {
  readonly #descriptors: (Descriptor | undefined)[] = [];

  /** EBADF. */
  get(fd: number): OpenFile {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) throw new SysError('EBADF');
    return descriptor.file;
  }

  find(fd: number): OpenFile | undefined {
    return this.#descriptors[fd]?.file;
  }

  /** The lowest free number from `atLeast` on. EMFILE. */
  add(file: OpenFile, atLeast = 0): number {
    let fd = atLeast;
    while (this.#descriptors[fd] !== undefined) fd += 1;
    if (fd >= LIMIT) throw new SysError('EMFILE');
    this.put(fd, file);
    return fd;
  }

  /** Makes `fd` refer to `file`, closing what it referred to. */
  put(fd: number, file: OpenFile): void {
    if (fd < 0 || fd >= LIMIT) throw new SysError('EBADF');
    file.retain();
    const before = this.#descriptors[fd];
    while (this.#descriptors.length < fd) this.#descriptors.push(undefined);
    this.#descriptors[fd] = { file, closeOnExec: false };
    before?.file.release();
  }

  close(fd: number): void {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) throw new SysError('EBADF');
    this.#descriptors[fd] = undefined;
    descriptor.file.release();
  }

  setCloseOnExec(fd: number, on: boolean): void {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) throw new SysError('EBADF');
    descriptor.closeOnExec = on;
  }

  numbers(): number[] {
    return [...this.#descriptors.keys()].filter((fd) => this.#descriptors[fd] !== undefined);
  }

  /** A copy as fork(2) makes it, with close-on-exec marks. */
  copyTo(child: DescriptorTable): void {
    for (const [fd, descriptor] of this.#descriptors.entries()) {
      if (descriptor === undefined) continue;
      child.put(fd, descriptor.file);
      if (descriptor.closeOnExec) child.setCloseOnExec(fd, true);
    }
  }

  /** What execve(2) leaves open. */
  closeMarked(): void {
    for (const [fd, descriptor] of this.#descriptors.entries()) if (descriptor?.closeOnExec === true) this.close(fd);
  }

  closeAll(): void {
    for (let fd = 0; fd < this.#descriptors.length; fd++) if (this.#descriptors[fd] !== undefined) this.close(fd);
    this.#descriptors.length = 0;
  }
}
