/** Signals as users name them: `SIGTERM`, `term`, `15`. */
import { invalidParameter } from '../../api/errors.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';

/** Other names of the same signals. */
const ALIASES: Readonly<Record<string, Signal>> = { CLD: 'CHLD', IOT: 'ABRT', POLL: 'IO', UNUSED: 'SYS' };
const FIRST_REALTIME = 34;
const LAST_REALTIME = 64;

export interface ParsedSignal {
  readonly number: number;
  /** undefined for real-time signals, which the kernel here does not have. */
  readonly signal: Signal | undefined;
}

/** Throws invalidParameter: `invalid signal: NOPE`. */
export function parseSignal(text: string): ParsedSignal {
  const number = /^\d+$/.test(text) ? Number(text) : numberOf(text.toUpperCase().replace(/^SIG/, ''));
  if (number === undefined || number === 0) throw invalidParameter(`invalid signal: ${text}`);
  const name = signalNumbered(number);
  if (name === undefined && (number < FIRST_REALTIME || number > LAST_REALTIME)) {
    throw invalidParameter(`the linux daemon does not support signal ${number}`);
  }
  return { number, signal: name };
}

export function signalNumbered(number: number): Signal | undefined {
  return SIGNAL_NAMES.get(number);
}

const SIGNAL_NAMES = new Map<number, Signal>();
for (const name of signalNames()) SIGNAL_NAMES.set(SIGNALS[name], name);

function signalNames(): Signal[] {
  const isSignal = (name: string): name is Signal => name in SIGNALS;
  return Object.keys(SIGNALS).filter(isSignal);
}

function numberOf(name: string): number | undefined {
  const alias = ALIASES[name];
  if (alias !== undefined) return SIGNALS[alias];
  const known = signalNames().find((signal) => signal === name);
  if (known !== undefined) return SIGNALS[known];
  const realtime = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(name);
  if (realtime === null) return undefined;
  const offset = Number(realtime[3] ?? 0);
  const isMin = realtime[1] === 'MIN';
  if (offset > 15 || (realtime[2] !== undefined && (realtime[2] === '+') !== isMin)) return undefined;
  return isMin ? FIRST_REALTIME + offset : LAST_REALTIME - offset;
}
