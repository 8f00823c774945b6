import { describe, expect, it } from 'vitest';
import { parseSession } from '../../../simulator/session/parse.ts';
import { replay } from '../../../simulator/session/replay.ts';
import { testHost } from '../../support/session-host.ts';

const session = (text: string) => parseSession(`# T\n@tty\n${text}`, 'test');

describe('a terminal session that is replayed', () => {
  it('types lines and keys, and keeps what comes up to the next ones', async () => {
    const host = testHost(undefined, (keys, terminal) => terminal.print(`${keys}\n$ `));
    const { transcript } = await replay(host, session('>>> ls\n>>> ^C\n'));
    expect(host.keys).toEqual(['ls\r', '\x03']);
    expect(transcript).toEqual({
      title: 'T',
      tty: { cols: 80, rows: 24 },
      steps: [
        { send: 'ls\r', chunks: [[0, 6]], output: 'ls\r\n$ ', ms: 800 },
        { send: '\x03', chunks: [[0, 4]], output: '\x03\n$ ', ms: 800 },
      ],
    });
  });

  it('waits for a text beyond any silence, and for the silence after it', async () => {
    const host = testHost(undefined, (_keys, terminal, clock) => {
      clock.after(5000, () => terminal.print('\x1b[1mready'));
      clock.after(5100, () => terminal.print(' now'));
    });
    const { transcript } = await replay(host, session('>>> start\n??? ^ready\n'));
    const [step] = transcript.steps;
    expect(step).toEqual({
      send: 'start\r',
      chunks: [
        [5000, 9],
        [5100, 4],
      ],
      output: '\x1b[1mready now',
      ms: 5250,
    });
  });

  it('looks for each text behind the one before it, and says what never came', async () => {
    const host = testHost(undefined, (_keys, terminal) => terminal.print('once'));
    const { transcript } = await replay(host, session('>>> go\n??? once\n@timeout 9\n??? once\n'));
    expect(transcript.steps).toEqual([{ send: 'go\r', chunks: [[0, 4]], output: 'once', ms: 9150, notSeen: ['once'] }]);
  });

  it('answers where the cursor is, and how big the screen is', async () => {
    const host = testHost(undefined, (keys, terminal) => {
      if (keys === 'ask\r') terminal.print('\x1b[2Kname? \x1b[6n');
      if (keys === 'size\r') terminal.print('\x1b[999;999H\x1b[6n');
    });
    await replay(host, session('>>> ask\n>>> size\n'));
    expect(host.keys).toEqual(['ask\r', '\x1b[12;7R', 'size\r', '\x1b[24;80R']);
  });

  it('slows the registry down', async () => {
    const host = testHost();
    await replay(host, session('@throttle 8000\n>>> x\n'));
    expect(host.throttled).toEqual([8000]);
  });

  it('ends with the terminal', async () => {
    const host = testHost(undefined, (_keys, terminal) => terminal.close());
    const { transcript, failure } = await replay(host, session('>>> exit\n??? never\n>>> ls\n'));
    expect(transcript.steps).toHaveLength(1);
    expect(failure).toBe('the terminal was gone before: ls');
  });
});
