import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TtyModes } from '../../../../simulator/kernel/abi.ts';
import { concat, decode, encode } from '../../../../simulator/kernel/bytes.ts';
import { LineDiscipline } from '../../../../simulator/kernel/tty/line-discipline.ts';
import { TerminalOutput } from '../../../../simulator/kernel/tty/terminal-output.ts';

type Step = ['type', string, number?] | ['print', string] | ['modes', TtyModes] | ['read', number];

/** Recorded from a real pseudo terminal. Strings of results hold one character per byte. */
interface Case {
  modes: TtyModes;
  steps: Step[];
  results: { output: string; read?: string | null }[];
}

const data = new URL('data/line-discipline.json', import.meta.url);
const { cases }: { cases: Case[] } = JSON.parse(readFileSync(data, 'utf8'));

function terminal(modes: TtyModes) {
  const output = new TerminalOutput();
  const signals: string[] = [];
  const discipline = new LineDiscipline(output, { interrupted: (signal) => signals.push(signal) });
  discipline.setModes(modes);
  const drained = () => latin1(output.read(1e6));
  return { output, discipline, signals, drained };
}

function latin1(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : [...bytes].map((byte) => String.fromCharCode(byte)).join('');
}

describe('the line discipline', () => {
  it.each(cases.map((one, at) => [at, one] as const))(
    'answers as a real terminal, case %i',
    (_at, { modes, steps, results }) => {
      const { output, discipline, drained } = terminal(modes);
      let waiting: Uint8Array = new Uint8Array(0);
      /** Keys for which there is no room yet wait on the master side. */
      const type = (keys: Uint8Array): void => {
        const all = concat([waiting, keys]);
        waiting = all.slice(discipline.receive(all));
      };
      const answers = steps.map(([kind, what, times = 1]) => {
        if (kind === 'type') type(encode(what.repeat(times)));
        else if (kind === 'print') output.write(encode(what));
        else if (kind === 'modes') discipline.setModes(what);
        else {
          const bytes = discipline.read(what);
          type(new Uint8Array(0));
          return { output: drained(), read: bytes === undefined ? null : latin1(bytes) };
        }
        return { output: drained() };
      });
      expect(answers).toEqual(results);
    },
  );

  it('clears both columns of a wide character', () => {
    const { discipline, drained } = terminal({ icanon: true, echo: true, isig: true, onlcr: true, icrnl: true });
    discipline.receive(encode('가a\x7f'));
    expect(drained()).toBe(latin1(encode('가a')) + '\b \b');
    discipline.receive(encode('\x7f'));
    expect(drained()).toBe('\b \b\b \b');
    discipline.receive(encode('나\x15ok\r'));
    expect(decode(discipline.read(100) ?? new Uint8Array(0))).toBe('ok\n');
  });
});
