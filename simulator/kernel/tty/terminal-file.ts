/** Descriptors of the two sides of a pseudo terminal. */
import type { Stat } from '../abi.ts';
import { SysError } from '../errno.ts';
import { anonymousStat, OpenFile } from '../io/open-file.ts';
import type { Caller } from '../io/open-file.ts';
import type { Terminal } from './terminal.ts';

/** Unix98 pseudo terminals. */
const SLAVE_MAJOR = 136;
const BOTH = { readable: true, writable: true };

export class SlaveFile extends OpenFile {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    super(BOTH, terminal.canRead, terminal.output.canWrite);
    this.#terminal = terminal;
    terminal.slaveOpened();
  }

  get name(): string {
    return this.#terminal.path;
  }

  override get terminal(): Terminal {
    return this.#terminal;
  }

  stat(): Stat {
    const { ino, number, owner } = this.#terminal;
    const rdev = { major: SLAVE_MAJOR, minor: number ?? 0 };
    return { ...anonymousStat('char', ino, 0o620, rdev), uid: owner, gid: TTY_GROUP };
  }

  override get readReady(): boolean {
    return this.#terminal.hungUp || this.#terminal.discipline.readReady;
  }

  override read(max: number, caller: Caller): Uint8Array | undefined {
    return this.#terminal.read(max, caller);
  }

  override write(bytes: Uint8Array): number {
    return this.#terminal.write(bytes);
  }

  override reopen(): OpenFile {
    return new SlaveFile(this.#terminal);
  }

  protected override closed(): void {
    this.#terminal.slaveClosed();
  }
}

/** The group `tty` of Debian, which devpts gives its nodes. */
export const TTY_GROUP = 5;

export class MasterFile extends OpenFile {
  readonly name = '/dev/ptmx';
  readonly #terminal: Terminal;
  readonly #whenClosed: () => void;

  constructor(terminal: Terminal, whenClosed: () => void) {
    super(BOTH, terminal.output.canRead, terminal.canType);
    this.#terminal = terminal;
    this.#whenClosed = whenClosed;
  }

  override get terminal(): Terminal {
    return this.#terminal;
  }

  stat(): Stat {
    return anonymousStat('char', this.#terminal.ino, 0o666, { major: 5, minor: 2 });
  }

  override get readReady(): boolean {
    return this.#terminal.output.length > 0 || this.#terminal.abandoned;
  }

  /** EIO when every slave side is closed, as Linux has it. */
  override read(max: number): Uint8Array | undefined {
    const bytes = this.#terminal.output.read(max);
    if (bytes === undefined && this.#terminal.abandoned) throw new SysError('EIO');
    return bytes;
  }

  override write(bytes: Uint8Array): number {
    return this.#terminal.type(bytes);
  }

  protected override closed(): void {
    this.#terminal.hangUp();
    this.#whenClosed();
  }
}
