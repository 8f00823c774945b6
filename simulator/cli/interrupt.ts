/**
 * SIGINT and SIGTERM as docker takes them: the first cancels what is under way, the third ends the client at once.
 * Commands that hand signals on to a container or clean up themselves first mask the cancelling.
 */
import type { Process } from '../kernel/abi.ts';
import { SIGNALS, type Signal } from '../kernel/signals.ts';
import type { SignalHub } from './signal-hub.ts';

/** What a cancelled command ends in: no message, and the shell's status for a signal. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  readonly signal: Signal;
  constructor(signal: Signal) {
    super('context canceled');
    this.signal = signal;
  }
  get status(): number {
    return 128 + SIGNALS[this.signal];
  }
}

/** The client ends itself at this signal. */
const PATIENCE = 3;

export class Interrupt {
  private readonly process: Process;
  private reject: (error: Interrupted) => void = () => undefined;
  private readonly firstListeners = new Set<(signal: Signal) => void>();
  private masked = false;
  private count = 0;
  /** Rejects on the first signal, unless masked then. */
  readonly raised: Promise<never>;
  /** What is done before the client ends, in whatever way (restoring the terminal). */
  beforeExit: () => void = () => undefined;

  constructor(process: Process, signals: SignalHub) {
    this.process = process;
    this.raised = new Promise<never>((_resolve, reject) => {
      this.reject = reject;
    });
    this.raised.catch(() => undefined);
    for (const signal of ['INT', 'TERM'] as const) signals.on(signal, () => this.heard(signal));
  }

  private heard(signal: Signal): void {
    this.count++;
    if (this.count === 1) {
      for (const listener of this.firstListeners) listener(signal);
      if (!this.masked) this.reject(new Interrupted(signal));
    } else if (this.count === PATIENCE) {
      this.giveUp().catch(() => undefined);
    }
  }

  private async giveUp(): Promise<void> {
    await this.process.stderr.write('\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
    this.beforeExit();
    this.process.exit(1);
  }

  /** From now on a signal does not cancel the command. */
  mask(): void {
    this.masked = true;
  }

  /** Calls `listener` on the first signal; the result stops it. */
  onFirst(listener: (signal: Signal) => void): () => void {
    this.firstListeners.add(listener);
    return () => this.firstListeners.delete(listener);
  }
}
