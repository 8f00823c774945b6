/** An open regular file: an offset that all copies of the descriptor share, and the bytes the cgroup is charged for. */
import type { Stat } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { RegularFile } from '../../vfs/open.ts';
import type { Access, Caller } from './open-file.ts';
import { OpenFile } from './open-file.ts';

/** A file of the file system, and how many descriptions refer to it. */
class SharedFile {
  readonly file: RegularFile;
  #uses = 0;

  constructor(file: RegularFile) {
    this.file = file;
  }

  use(): void {
    this.#uses += 1;
  }

  drop(): void {
    this.#uses -= 1;
    if (this.#uses === 0) this.file.close();
  }
}

export class RegularOpenFile extends OpenFile {
  readonly name: string;
  readonly #shared: SharedFile;
  readonly #append: boolean;
  #offset = 0;

  constructor(file: RegularFile | SharedFile, name: string, access: Access & { append: boolean }) {
    super(access);
    this.#shared = file instanceof SharedFile ? file : new SharedFile(file);
    this.#shared.use();
    this.name = name;
    this.#append = access.append;
  }

  stat(): Stat {
    return this.#shared.file.stat();
  }

  override read(max: number, caller: Caller): Uint8Array {
    const bytes = this.#shared.file.pread(this.#offset, max);
    this.#offset += bytes.length;
    caller.cgroup.chargeRead(bytes.length);
    return bytes;
  }

  override write(bytes: Uint8Array, caller: Caller): number {
    if (this.#append) this.#offset = this.#shared.file.size();
    this.#shared.file.pwrite(this.#offset, bytes);
    this.#offset += bytes.length;
    caller.cgroup.chargeWrite(bytes.length);
    return bytes.length;
  }

  override seek(offset: number, from: 'start' | 'current' | 'end'): number {
    const base = from === 'start' ? 0 : from === 'current' ? this.#offset : this.#shared.file.size();
    if (base + offset < 0) throw new SysError('EINVAL');
    this.#offset = base + offset;
    return this.#offset;
  }

  /** An offset of its own, in the same file, wherever its name is now. */
  override reopen(access: Access): OpenFile {
    return new RegularOpenFile(this.#shared, this.name, { ...access, append: false });
  }

  override truncate(size: number): void {
    this.#shared.file.truncate(size);
  }

  protected override closed(): void {
    this.#shared.drop();
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

  override reopen(): OpenFile {
    return new OpenDirectory(this.name, this.#stat);
  }

  override read(): Uint8Array {
    throw new SysError('EISDIR');
  }
}
