/** What a process does about signals, and which of them wait for it (signal(7)). */
import type { Signal } from '../signals.ts';
import { SIGNALS } from '../signals.ts';

export type SignalHandler = (signal: Signal) => void;
export type SignalAction = 'default' | 'ignore' | SignalHandler;

/** What the kernel does where the process has said nothing. */
export type DefaultAction = 'terminate' | 'core' | 'ignore' | 'stop' | 'continue';

const DEFAULTS: Partial<Record<Signal, DefaultAction>> = {
  QUIT: 'core', ILL: 'core', TRAP: 'core', ABRT: 'core', BUS: 'core', FPE: 'core', SEGV: 'core', XCPU: 'core',
  XFSZ: 'core', SYS: 'core', CHLD: 'ignore', URG: 'ignore', WINCH: 'ignore', STOP: 'stop', TSTP: 'stop', TTIN: 'stop',
  TTOU: 'stop', CONT: 'continue',
}; // prettier-ignore

export function defaultAction(signal: Signal): DefaultAction {
  return DEFAULTS[signal] ?? 'terminate';
}

export class SignalState {
  readonly #actions = new Map<Signal, 'ignore' | SignalHandler>();
  readonly #pending = new Set<Signal>();

  action(signal: Signal): SignalAction {
    return this.#actions.get(signal) ?? 'default';
  }

  set(signal: Signal, action: SignalAction): void {
    if (action === 'default') this.#actions.delete(signal);
    else this.#actions.set(signal, action);
  }

  /** What a child and a program started by exec begin with: ignored stays ignored, handled becomes default. */
  inherit(from: SignalState): void {
    for (const [signal, action] of from.#actions) if (action === 'ignore') this.#actions.set(signal, action);
  }

  resetHandlers(): void {
    for (const [signal, action] of this.#actions) if (action !== 'ignore') this.#actions.delete(signal);
  }

  hold(signal: Signal): void {
    this.#pending.add(signal);
  }

  drop(signals: readonly Signal[]): void {
    for (const signal of signals) this.#pending.delete(signal);
  }

  /** All that wait, in the order of their numbers, as the kernel delivers them. */
  takePending(): Signal[] {
    const signals = [...this.#pending].sort((a, b) => SIGNALS[a] - SIGNALS[b]);
    this.#pending.clear();
    return signals;
  }

  /** As bit sets: bit N-1 stands for signal N. */
  sets(): { pending: bigint; ignored: bigint; caught: bigint } {
    const actions = [...this.#actions];
    return {
      pending: bits(this.#pending),
      ignored: bits(actions.filter(([, action]) => action === 'ignore').map(([signal]) => signal)),
      caught: bits(actions.filter(([, action]) => action !== 'ignore').map(([signal]) => signal)),
    };
  }
}

function bits(signals: Iterable<Signal>): bigint {
  let set = 0n;
  for (const signal of signals) set |= 1n << BigInt(SIGNALS[signal] - 1);
  return set;
}
