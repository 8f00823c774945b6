/** What a process may ask of and do to a terminal it has open: the ioctls of termios(3) and tty_ioctl(4). */
import type { TtyControl, TtyModes, WindowSize } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { KernelProcess } from '../process/kernel-process.ts';
import type { Terminal } from './terminal.ts';

export class TerminalControl implements TtyControl {
  readonly #terminal: Terminal;
  readonly #process: KernelProcess;

  constructor(terminal: Terminal, process: KernelProcess) {
    this.#terminal = terminal;
    this.#process = process;
  }

  get name(): string {
    return this.#terminal.path;
  }

  modes(): TtyModes {
    return { ...this.#terminal.discipline.modes };
  }

  /** From the background this stops the caller, and is done when it is continued. */
  setModes(modes: Partial<TtyModes>): void {
    if (this.#terminal.mayChange(this.#process)) {
      this.#terminal.discipline.setModes({ ...this.#terminal.discipline.modes, ...modes });
      if (this.#terminal.discipline.readReady) this.#terminal.canRead.wake();
    } else this.#process.atContinue.push(() => this.setModes(modes));
  }

  raw(): () => void {
    const { icanon, echo, isig, icrnl } = this.modes();
    this.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
    return () => this.setModes({ icanon, echo, isig, icrnl });
  }

  size(): WindowSize {
    return { ...this.#terminal.size };
  }

  resize(size: WindowSize): void {
    this.#terminal.resize(size);
  }

  /** ENOTTY unless it is the caller's controlling terminal. */
  foreground(): number {
    this.#checkControlling();
    return this.#terminal.foreground?.numberIn(this.#process.pids) ?? 0;
  }

  /** ENOTTY, EPERM (no such group in the session). From the background as setModes. */
  setForeground(pgid: number): void {
    this.#checkControlling();
    const group = this.#process.pids.findGroup(pgid);
    if (group === undefined || group.session !== this.#process.group.session) throw new SysError('EPERM');
    if (this.#terminal.mayChange(this.#process)) this.#terminal.foreground = group;
    else this.#process.atContinue.push(() => this.setForeground(pgid));
  }

  #checkControlling(): void {
    if (this.#process.group.session.terminal !== this.#terminal) throw new SysError('ENOTTY');
  }
}
