/** What stays of a session when commands are undone, and what can be done again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/worker/journal/journal.ts';
import { append, cut } from '../../src/worker/journal/undo.ts';

const open: Entry = { at: 1, request: { type: 'terminal.open', id: 1, cols: 80, rows: 24 } };
const typed = (at: number, data: string): Entry => ({ at, request: { type: 'terminal.input', id: 1, data } });
const resize = (at: number): Entry => ({ at, request: { type: 'terminal.resize', id: 1, cols: 90, rows: 24 } });

/** A session of commands that each end before the next is typed, with the size changed before each. */
function sessionOf(commands: readonly string[]): { entries: Entry[]; ends: Map<number, number> } {
  const entries: Entry[] = [open];
  const ends = new Map<number, number>();
  commands.forEach((command, n) => {
    entries.push(resize(10 * n + 5), typed(10 * n + 6, command), typed(10 * n + 9, '\r'));
    ends.set(n + 1, entries.length);
  });
  return { entries, ends };
}

const text = (entries: readonly Entry[]): string =>
  entries.map(({ request }) => (request.type === 'terminal.input' ? request.data : '')).join('');

describe('undoing commands', () => {
  const commands = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 });

  it('keeps exactly the input of the commands before, and all that is about the page', () => {
    fc.assert(
      fc.property(commands, fc.nat(), (texts, pick) => {
        const { entries, ends } = sessionOf(texts);
        const to = pick % (texts.length + 1);
        const { kept, removed } = cut(entries, ends, to);
        expect(text(kept)).toBe(
          texts
            .slice(0, to)
            .map((each) => `${each}\r`)
            .join(''),
        );
        expect(text(removed)).toBe(
          texts
            .slice(to)
            .map((each) => `${each}\r`)
            .join(''),
        );
        expect(kept.filter(({ request }) => request.type !== 'terminal.input')).toEqual(
          entries.filter(({ request }) => request.type !== 'terminal.input'),
        );
      }),
    );
  });

  it('and doing them again is the session that was, later and at the same pace', () => {
    fc.assert(
      fc.property(commands, fc.nat(), fc.integer({ min: 1000, max: 5000 }), (texts, pick, now) => {
        const { entries, ends } = sessionOf(texts);
        const { kept, removed } = cut(entries, ends, pick % (texts.length + 1));
        const again = append(kept, removed, now);
        expect(text(again)).toBe(text(entries));
        const pace = (list: readonly Entry[]) => list.map(({ at }) => at - (list[0]?.at ?? 0));
        expect(pace(again.slice(kept.length))).toEqual(pace(removed));
        expect(again.slice(kept.length).every(({ at }) => at >= now)).toBe(true);
      }),
    );
  });

  it('does not do again the command that asked for it', () => {
    const { entries, ends } = sessionOf(['a', 'b', 'undo']);
    const { kept, removed } = cut(entries, ends, 1, 3);
    expect(text(kept)).toBe('a\r');
    expect(text(removed)).toBe('b\r');
  });

  it('takes a command that has not ended back to the end of the one before it', () => {
    const { entries, ends } = sessionOf(['a']);
    const running = [...entries, typed(100, 'docker run nginx'), typed(101, '\r')];
    expect(text(cut(running, ends, 1).kept)).toBe('a\r');
    expect(text(cut(running, ends, 0).kept)).toBe('');
  });
});
