/**
 * A pseudo terminal pair: the master side, which a terminal emulator or the daemon holds, and the slave side, which
 * processes have as their terminal (pty(7), "job control" in credentials(7)).
 */
import type { WindowSize } from '../abi.ts';
import { SysError } from '../errno.ts';
import { WaitQueue } from '../io/wait-queue.ts';
import type { TtySlave } from '../kernel.ts';
import type { Job, JobMember, JobSession } from './job-control.ts';
import { LineDiscipline } from './line-discipline.ts';
import { TerminalOutput } from './terminal-output.ts';

export class Terminal implements TtySlave {
  readonly kind = 'tty';
  readonly ino: number;
  readonly output = new TerminalOutput();
  readonly discipline: LineDiscipline;
  /** Woken when there is something to read on the slave side. */
  readonly canRead = new WaitQueue();
  /** Woken when the slave side has read, so that more keys may come. */
  readonly canType = new WaitQueue();
  /** Whose terminal this is; at most one session's. */
  session: JobSession | undefined;
  foreground: Job | undefined;
  /** Name below /dev/pts, once a process of a mount namespace has got it. */
  number: number | undefined;
  /** Whose node /dev/pts/N is: that of the first who got it. */
  owner = 0;
  #size: WindowSize;
  #masterClosed = false;
  #slaves = 0;
  #everOpened = false;

  constructor(ino: number, size: WindowSize) {
    this.ino = ino;
    this.#size = size;
    this.discipline = new LineDiscipline(this.output, {
      interrupted: (signal) => this.foreground?.signal(signal),
    });
  }

  /** As ps shows it. */
  get shortName(): string {
    return this.number === undefined ? '?' : `pts/${this.number}`;
  }

  get path(): string {
    return this.number === undefined ? '/dev/tty' : `/dev/pts/${this.number}`;
  }

  get hungUp(): boolean {
    return this.#masterClosed;
  }

  /** Whether there will be nothing more for the master unless someone opens the slave again. */
  get abandoned(): boolean {
    return this.#everOpened && this.#slaves === 0;
  }

  get size(): WindowSize {
    return this.#size;
  }

  resize(size: WindowSize): void {
    const { cols, rows } = this.#size;
    this.#size = { cols: size.cols, rows: size.rows };
    if (cols !== size.cols || rows !== size.rows) this.foreground?.signal('WINCH');
  }

  /** Becomes the controlling terminal of a session, in whose foreground its leader is. */
  acquire(foreground: Job): void {
    this.session = foreground.session;
    this.foreground = foreground;
  }

  slaveOpened(): void {
    this.#slaves += 1;
    this.#everOpened = true;
  }

  slaveClosed(): void {
    this.#slaves -= 1;
    if (this.#slaves === 0) this.output.canRead.wake();
  }

  /** The leader of its session has ended: the foreground is told, and the terminal is free for another session. */
  leaderEnded(session: JobSession): void {
    if (this.session !== session) return;
    const { foreground } = this;
    this.session = undefined;
    this.foreground = undefined;
    foreground?.signal('HUP');
    foreground?.signal('CONT');
  }

  /**
   * The master side is gone, as when a terminal window is closed. Only the leader of the session is told; when that
   * ends of it, the foreground is (leaderEnded).
   */
  hangUp(): void {
    if (this.#masterClosed) return;
    this.#masterClosed = true;
    const leader = this.session?.leader;
    this.canRead.wake();
    this.output.canWrite.wake();
    leader?.receive('HUP');
    leader?.receive('CONT');
  }

  /** Keys from the master side; answers how many were taken. */
  type(keys: Uint8Array): number {
    const taken = this.discipline.receive(keys);
    if (this.discipline.readReady) this.canRead.wake();
    return taken;
  }

  /** read(2) on the slave side. EIO, or a stop, for those in the background. */
  read(max: number, caller: JobMember): Uint8Array | undefined {
    if (this.#masterClosed) return new Uint8Array(0);
    if (!this.#mayRead(caller)) return undefined;
    const bytes = this.discipline.read(max);
    if (bytes !== undefined) this.canType.wake();
    return bytes;
  }

  write(bytes: Uint8Array): number {
    if (this.#masterClosed) throw new SysError('EIO');
    return this.output.write(bytes);
  }

  isInBackground(caller: JobMember): boolean {
    return this.session === caller.group.session && this.foreground !== caller.group;
  }

  /**
   * Whether a caller may change the terminal now. Otherwise its group has been sent TTOU; who handles or ignores that
   * may go on. EIO when nobody could continue it.
   */
  mayChange(caller: JobMember): boolean {
    if (!this.isInBackground(caller) || caller.signals.action('TTOU') !== 'default') return true;
    if (caller.group.isOrphaned()) throw new SysError('EIO');
    caller.group.signal('TTOU');
    return !caller.held;
  }

  #mayRead(caller: JobMember): boolean {
    if (!this.isInBackground(caller)) return true;
    if (caller.signals.action('TTIN') === 'ignore' || caller.group.isOrphaned()) throw new SysError('EIO');
    caller.group.signal('TTIN');
    return false;
  }
}
