import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandJournal, type JournalEntry, markText } from '../../../simulator/host/command-journal.ts';
import { decode, encode } from '../../../simulator/kernel/bytes.ts';

const OUTPUT =
  `\x1b]133;A\x07$ ls\r\n\x1b]633;E;${markText('ls; echo "a\nb"')}\x07\x1b]133;C\x07` +
  '\x1b[01;34mbin\x1b[0m  안녕\r\n10%\r100%\r\n\x1b]133;D;3\x07\x1b]133;A\x07$ \x1b]0;title\x07';
const SHOWN = '$ ls\r\n\x1b[01;34mbin\x1b[0m  안녕\r\n10%\r100%\r\n$ \x1b]0;title\x07';

function hear(chunks: readonly Uint8Array[]): { shown: string; entries: JournalEntry[] } {
  const entries: JournalEntry[] = [];
  const journal = new CommandJournal(() => 5, { ended: (entry) => entries.push(entry) });
  const shown = chunks.map((chunk) => journal.feed(chunk).slice());
  return { shown: decode(Uint8Array.from(shown.flatMap((part) => [...part]))), entries };
}

describe('the command journal', () => {
  it('records text, plain output and exit status, and shows the rest unchanged', () => {
    const { shown, entries } = hear([encode(OUTPUT)]);
    expect(shown).toBe(SHOWN);
    expect(entries).toEqual([
      { text: 'ls; echo "a\nb"', output: 'bin  안녕\n100%\n', exitCode: 3, started: 5, ended: 5 },
    ]);
  });

  it('hears that a program asks for a file to be opened, and shows nothing of it', () => {
    const opened: string[] = [];
    const journal = new CommandJournal(() => 5, { opened: (path) => opened.push(path) });
    const mark = '\x1b]633;P;Open=%2Froot%2Fa%3Bb%20c\x07';
    const bad = '\x1b]633;P;Open=%E0%A4%A\x07';
    const shown = journal.feed(encode(`${mark}\x1b]633;E;code a\x07\x1b]133;C\x07a${bad}${mark}b`)).slice();
    expect(decode(shown)).toBe('ab');
    expect(opened).toEqual(['/root/a;b c']);
  });

  it('does so however the output is cut into pieces', () => {
    const bytes = encode(OUTPUT);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const points = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = points.slice(1).map((end, n) => bytes.slice(points[n], end));
        const { shown, entries } = hear(chunks);
        expect(shown).toBe(SHOWN);
        expect(entries).toHaveLength(1);
        expect(entries[0]?.exitCode).toBe(3);
      }),
    );
  });
});
