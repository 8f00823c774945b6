/** Signal names and numbers as commands take and show them. */
import { SIGNALS, type Signal } from '../../kernel/signals.ts';

const byNumber = new Map<number, Signal>();
for (const name of Object.keys(SIGNALS)) {
  if (isSignal(name)) byNumber.set(SIGNALS[name], name);
}

export function isSignal(name: string): name is Signal {
  return Object.hasOwn(SIGNALS, name);
}

export function signalOfNumber(number: number): Signal | undefined {
  return byNumber.get(number);
}

/** `9`, `KILL`, `SIGKILL`, `kill`; 0 for the null signal; undefined when it is none. */
export function parseSignal(text: string): Signal | 0 | undefined {
  if (/^\d+$/.test(text)) return Number(text) === 0 ? 0 : signalOfNumber(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (name === 'POLL') return 'IO';
  return isSignal(name) ? name : undefined;
}

/** Names in order of their numbers; 29 is POLL for procps and IO for busybox. */
export function signalNames(): { number: number; name: Signal }[] {
  return [...byNumber].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number);
}
