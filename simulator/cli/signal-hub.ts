/** Signals of the client's process with any number of listeners each. */
import type { Process } from '../kernel/abi.ts';
import type { Signal } from '../kernel/signals.ts';

export type SignalListener = (signal: Signal) => void;

export class SignalHub {
  private readonly process: Process;
  private readonly listeners = new Map<Signal, Set<SignalListener>>();

  constructor(process: Process) {
    this.process = process;
  }

  /** Calls `listener` on every `signal`, after those that came before; the result stops it. */
  on(signal: Signal, listener: SignalListener): () => void {
    const known = this.listeners.get(signal);
    const all = known ?? new Set<SignalListener>();
    all.add(listener);
    if (!known) {
      this.listeners.set(signal, all);
      this.process.onSignal(signal, (heard) => {
        for (const each of [...all]) each(heard);
      });
    }
    return () => all.delete(listener);
  }
}
