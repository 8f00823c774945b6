/**
 * The screen by which terminal sessions are compared shows what xterm shows. It stands here because xterm wants a
 * page to be loaded in.
 */
import { Terminal } from '@xterm/xterm';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Screen } from '../../../simulator/session/compare/screen/screen.ts';
import type { TerminalTranscript } from '../../../simulator/session/transcript.ts';

/** Final letters of the functions that take numbers. */
const FUNCTIONS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'P', 'S', 'T', 'X', 'd', 'f', '@', 'm'];
/** Forgets the history: our rows keep their numbers, xterm's do not. */
const FORGET = '\x1b[3J';

const folder = 'test/conformance/transcripts';
const recorded = readdirSync(folder).filter((name) => name.startsWith('tty-'));

async function xtermShows(size: { cols: number; rows: number }, pieces: readonly string[]): Promise<string> {
  const terminal = new Terminal({ ...size, scrollback: 100_000, allowProposedApi: true });
  for (const piece of pieces)
    await new Promise<void>((drawn) => {
      terminal.write(piece, drawn);
    });
  const { active } = terminal.buffer;
  const lines: string[] = [];
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row);
    const text = line?.translateToString() ?? '';
    if (line?.isWrapped === true && lines.length > 0) lines.push((lines.pop() ?? '') + text);
    else lines.push(text);
  }
  terminal.dispose();
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

function ourScreenShows(size: { cols: number; rows: number }, pieces: readonly string[]): string {
  const screen = new Screen(size);
  for (const piece of pieces) screen.write(piece);
  return screen.text();
}

describe('the screen that terminal sessions are compared by', () => {
  it.each(recorded)('shows what xterm shows of %s', async (name) => {
    const transcript = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as TerminalTranscript;
    const pieces = transcript.steps.map((step) => step.output);
    expect(ourScreenShows(transcript.tty, pieces)).toBe(await xtermShows(transcript.tty, pieces));
  });

  it('shows what xterm shows of any mixture of what programs send', async () => {
    const number = fc.constantFrom('', '1', '2', '3', '7', '40', '2;4', '5;3', '1;2', '0');
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'word ', '컨테이너', 'é', '1234567890', 'lon ger text ') },
      { weight: 4, arbitrary: fc.constantFrom('\r', '\n', '\r\n', '\b', '\t') },
      {
        weight: 4,
        arbitrary: fc.tuple(number, fc.constantFrom(...FUNCTIONS)).map(([n, f]) => `\x1b[${n}${f}`),
      },
      fc.constantFrom('\x1b7', '\x1b8', '\x1bM', '\x1bD', '\x1bE', '\x1b[s', '\x1b[u'),
      fc.constantFrom('\x1b[2;4r', '\x1b[r', '\x1b[?1049h', '\x1b[?1049l', '\x1b]0;title\x07', '\x1b(B', '\x1b[?25l'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const size = { cols: 20, rows: 6 };
        const sent = pieces.filter((each) => each !== FORGET);
        expect(ourScreenShows(size, sent)).toBe(await xtermShows(size, sent));
      }),
      { numRuns: 150 },
    );
  });
});
