import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareTranscripts } from '../../../../simulator/session/compare/transcripts.ts';
import type { PlainTranscript, TerminalTranscript, Transcript } from '../../../../simulator/session/transcript.ts';

const folder = 'test/conformance/transcripts';
const recorded = readdirSync(folder).map((name) => ({
  name,
  transcript: JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Transcript,
}));

const plain = (...steps: [command: string, stdout: string, exitCode?: number][]): PlainTranscript => ({
  title: 'T',
  steps: steps.map(([command, stdout, exitCode = 0]) => ({ command, stdout, stderr: '', exitCode, ms: 0 })),
});
const terminal = (...steps: [send: string, output: string][]): TerminalTranscript => ({
  title: 'T',
  tty: { cols: 20, rows: 5 },
  steps: steps.map(([send, output]) => ({ send, output, chunks: [], ms: 0 })),
});
const differing = (expected: Transcript, actual: Transcript): string[] =>
  compareTranscripts(expected, actual).flatMap(({ number, differences }) =>
    differences.map(({ of }) => `${String(number)} ${of}`),
  );

describe('comparing transcripts', () => {
  it.each(recorded)('$name agrees with itself', ({ transcript }) => {
    expect(differing(transcript, structuredClone(transcript))).toEqual([]);
  });

  it.each(recorded)('$name does not agree once each of its steps says something else', ({ transcript }) => {
    const changed = structuredClone(transcript);
    for (const step of changed.steps)
      if ('send' in step) step.output += '\r\nsomething else';
      else step.stderr += 'something else';
    expect(differing(transcript, changed)).toHaveLength(transcript.steps.length);
  });

  it('names the output or the exit code that differs', () => {
    expect(differing(plain(['a', 'x'], ['b', 'y']), plain(['a', 'x', 1], ['b', 'z']))).toEqual([
      '1 exit code',
      '2 stdout',
    ]);
  });

  it('misses the steps that a replay did not come to', () => {
    expect(differing(plain(['a', ''], ['b', '']), plain(['a', '']))).toEqual(['2 step']);
    expect(differing(terminal(['a', ''], ['b', '']), terminal(['a', '']))).toEqual(['2 step']);
  });

  it('does not compare a terminal with none', () => {
    expect(() => differing(plain(), terminal())).toThrow('one transcript is of a terminal');
  });
});

describe('comparing terminal steps', () => {
  it('looks at what is shown, not at how it was drawn', () => {
    const drawn = terminal(['x\r', 'load\r\n10 of 99\r\x1b[K99 of 99\r\ndone \r\n$ ']);
    expect(differing(drawn, terminal(['x\r', 'load\r\n99 of 99\r\ndone\r\n$ ']))).toEqual([]);
    expect(differing(drawn, terminal(['x\r', 'load\r\n98 of 99\r\ndone\r\n$ ']))).toEqual(['1 screen']);
    expect(differing(drawn, terminal(['x\r', 'load\n99 of 99\r\ndone\r\n$ ']))).toEqual(['1 screen']);
  });

  it('keeps a step that differs from dragging down the next, which draws over it', () => {
    const expected = terminal(['a\r', 'one\r\ntwo\r\n'], ['b\r', '\x1b[1A\x1b[2Kthree\r\n']);
    expect(differing(expected, terminal(['a\r', 'one\r\n'], ['b\r', '\x1b[1A\x1b[2Kthree\r\n']))).toEqual(['1 screen']);
    expect(differing(expected, terminal(['a\r', 'one\r\ntwo\r\n'], ['b\r', '\x1b[2A\x1b[2Kthree\r\n\n']))).toEqual([
      '2 screen',
    ]);
  });

  it('sees lines that have scrolled away', () => {
    const long = Array.from({ length: 12 }, (_, line) => `line ${String(line)}`);
    const other = long.with(2, 'line two');
    expect(differing(terminal(['x', long.join('\r\n')]), terminal(['x', long.join('\r\n')]))).toEqual([]);
    expect(differing(terminal(['x', long.join('\r\n')]), terminal(['x', other.join('\r\n')]))).toEqual(['1 screen']);
  });
});
