/** An open regular file: an offset that all copies of the descriptor share, and the bytes the cgroup is charged for. */
import type { Stat } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { KernelProcess } from '../process/kernel-process.ts';
import type { RegularFile } from '../../vfs/open.ts';
import type { Access } from './open-file.ts';
import { OpenFile } from './open-file.ts';

export class RegularOpenFile extends OpenFile {
  readonly name: string;
  readonly #file: RegularFile;
  readonly #append: boolean;
  #offset = 0;

  constructor(file: RegularFile, name: string, access: Access & { append: boolean }) {
    super(access);
    this.#file = file;
    this.name = name;
    this.#append = access.append;
  }

  stat(): Stat {
    return this.#file.stat();
  }

  override read(max: number, caller: KernelProcess): Uint8Array {
    const bytes = this.#file.pread(this.#offset, max);
    this.#offset += bytes.length;
    caller.cgroup.chargeRead(bytes.length);
    return bytes;
  }

  override write(bytes: Uint8Array, caller: KernelProcess): number {
    if (this.#append) this.#offset = this.#file.size();
    this.#file.pwrite(this.#offset, bytes);
    this.#offset += bytes.length;
    caller.cgroup.chargeWrite(bytes.length);
    return bytes.length;
  }

  override seek(offset: number, from: 'start' | 'current' | 'end'): number {
    const base = from === 'start' ? 0 : from === 'current' ? this.#offset : this.#file.size();
    if (base + offset < 0) throw new SysError('EINVAL');
    this.#offset = base + offset;
    return this.#offset;
  }

  override truncate(size: number): void {
    this.#file.truncate(size);
  }

  protected override closed(): void {
    this.#file.close();
  }
}

/** An open directory: it can be looked at and passed on, not read as bytes. */
export class OpenDirectory extends OpenFile {
  readonly name: string;
  readonly #stat: () => Stat;

  constructor(name: string, stat: () => Stat) {
    super({ readable: true, writable: false });
    this.name = name;
    this.#stat = stat;
  }

  stat(): Stat {
    return this.#stat();
  }

  override read(): Uint8Array {
    throw new SysError('EISDIR');
  }
}
