/**
 * Undoing commands: a session without the input of its last commands is another session, and playing it gives the
 * machine as it was. What was cut off is kept, so that it can be done again.
 */
import type { Request } from '../protocol.ts';
import type { Entry } from './journal.ts';

/** What is about the page and not about the commands: it stays when commands are undone. */
const STAYS: ReadonlySet<Request['type']> = new Set([
  'warm', 'terminal.open', 'terminal.resize', 'lang', 'lesson.answer', 'lesson.passed',
]); // prettier-ignore

export interface Cut {
  readonly kept: readonly Entry[];
  /** What can be appended again. */
  readonly removed: readonly Entry[];
}

/** Where commands ended in a session, as numbers of entries heard by then, by number of the command. */
export type Ends = ReadonlyMap<number, number>;

/** Where to: back to where command `to` had ended (0: before the first), or forth to what was undone. */
export type Voyage = { readonly to: number; readonly until?: number } | 'redo';

export interface Past {
  readonly entries: readonly Entry[];
  readonly ends: Ends;
  /** What was undone and can be done again, the last at the end. */
  readonly undone: readonly (readonly Entry[])[];
  /** Steps of the lesson that have passed: they stay so. */
  readonly passed: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The session after the voyage, and what can be done again from there. */
export function travelled(
  { entries, ends, undone, passed, now }: Past,
  wish: Voyage,
): Pick<Past, 'entries' | 'undone'> {
  if (wish === 'redo') return { entries: append(entries, undone.at(-1) ?? [], now), undone: undone.slice(0, -1) };
  const { kept, removed } = cut(entries, ends, wish.to, wish.until);
  return {
    entries: [...kept, { at: now, request: { type: 'lesson.passed', steps: passed } }],
    undone: removed.length === 0 ? undone : [...undone, removed],
  };
}

/**
 * The session as it was when command `to` (0: none yet) had ended. `until` is a command whose own input, and what came
 * after it, is not to be done again: the `undo` that asked.
 */
export function cut(entries: readonly Entry[], ends: Ends, to: number, until = Infinity): Cut {
  const from = endOf(ends, to) ?? firstInput(entries);
  const end = endOf(ends, until - 1) ?? entries.length;
  const after = entries.slice(from);
  return {
    kept: [...entries.slice(0, from), ...after.filter(({ request }) => STAYS.has(request.type))],
    removed: entries.slice(from, Math.max(from, end)).filter(({ request }) => !STAYS.has(request.type)),
  };
}

/** The entries with what was removed done again from `now` on, at the pace of the first time. */
export function append(entries: readonly Entry[], removed: readonly Entry[], now: number): readonly Entry[] {
  const delay = now - (removed[0]?.at ?? now);
  return [...entries, ...removed.map(({ at, request }) => ({ at: at + delay, request }))];
}

/** Of the command, or of the last one before it that has ended. */
function endOf(ends: Ends, command: number): number | undefined {
  const ended = [...ends.keys()].filter((number) => number <= command);
  return ended.length === 0 ? undefined : ends.get(Math.max(...ended));
}

function firstInput(entries: readonly Entry[]): number {
  const first = entries.findIndex(({ request }) => !STAYS.has(request.type) && request.type !== 'lesson.start');
  return first === -1 ? entries.length : first;
}
