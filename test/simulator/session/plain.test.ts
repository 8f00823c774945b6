import { describe, expect, it } from 'vitest';
import { parseSession } from '../../../simulator/session/parse.ts';
import { replay } from '../../../simulator/session/replay.ts';
import { testHost, type Answer } from '../../support/session-host.ts';

const session = (text: string) => parseSession(text, 'test');

describe('a plain session that is replayed', () => {
  it('hands each command to the shell and catches its two outputs, its exit code and its time', async () => {
    const answers: Record<string, Answer> = {
      'echo 안녕': { stdout: '안녕\n' },
      'ls\nnope': { stderr: 'ls: nope\n', exitCode: 2, takes: 1500 },
    };
    const heard: string[] = [];
    const { transcript, failure } = await replay(
      testHost((command) => answers[command] ?? {}),
      session('# T\n$ echo 안녕\n$ ls\n> nope\n'),
      (outcome) => heard.push('command' in outcome ? outcome.command : ''),
    );
    expect(failure).toBeUndefined();
    expect(transcript).toEqual({
      title: 'T',
      steps: [
        { command: 'echo 안녕', stdout: '안녕\n', stderr: '', exitCode: 0, ms: 0 },
        { command: 'ls\nnope', stdout: '', stderr: 'ls: nope\n', exitCode: 2, ms: 1500 },
      ],
    });
    expect(heard).toEqual(['echo 안녕', 'ls\nnope']);
  });

  it('kills what a step runs when its limit has passed', async () => {
    const host = testHost((command) => ({ takes: command === 'hang' ? Infinity : 10 }));
    const { transcript } = await replay(host, session('@timeout 3\n$ hang\n$ true\n'));
    expect(transcript.steps).toEqual([
      { command: 'hang', stdout: '', stderr: '', exitCode: 137, ms: 3000, timedOut: true },
      { command: 'true', stdout: '', stderr: '', exitCode: 0, ms: 10 },
    ]);
    expect(host.killed).toEqual([3000]);
  });

  it('gives a shell up that does not come back', async () => {
    const host = testHost(() => ({ takes: Infinity, stubborn: true }));
    const { transcript, failure } = await replay(host, session('@timeout 3\n$ while :; do :; done\n$ true\n'));
    expect([transcript.steps, failure]).toEqual([[], 'the shell ended in: while :; do :; done']);
    expect(host.killed).toEqual([3000, 8000, 13000, 18000]);
  });

  it('that ends its own shell is reported with the steps it came to', async () => {
    const host = testHost((command) => (command === 'exit 3' ? 'ends' : {}));
    const { transcript, failure } = await replay(host, session('$ true\n$ exit 3\n$ true\n'));
    expect(failure).toBe('the shell ended in: exit 3');
    expect(transcript.steps).toHaveLength(1);
  });
});
