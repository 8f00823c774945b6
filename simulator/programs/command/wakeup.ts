/**
 * Waiting for something that calls back (a file changed, a key, a resize): the callback writes into a pipe of the
 * process, and waiting reads from it. So the wait ends when the process is killed, and holds no timer meanwhile.
 */
import { ProcessGone, type Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

export class Wakeup {
  private readonly p: Process;
  private readonly ends: { read: number; write: number };
  private rung = false;

  constructor(p: Process) {
    this.p = p;
    this.ends = p.pipe();
    p.setCloseOnExec(this.ends.read, true);
    p.setCloseOnExec(this.ends.write, true);
  }

  /** Wakes the waiter, now or when it next waits. */
  ring(): void {
    if (this.rung) return;
    this.rung = true;
    this.p.write(this.ends.write, '!').catch((error: unknown) => {
      if (!(error instanceof ProcessGone) && !isSysError(error)) throw error;
    });
  }

  /** Resolves once `ring` has been called since the last wait. Only one wait at a time. */
  async wait(): Promise<void> {
    await this.p.read(this.ends.read, 64);
    this.rung = false;
  }

  close(): void {
    this.p.close(this.ends.read);
    this.p.close(this.ends.write);
  }
}
