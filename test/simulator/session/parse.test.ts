import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSession } from '../../../simulator/session/parse.ts';

describe('a plain session file', () => {
  it('is a title and commands, some of several lines and some with a limit of their own', () => {
    const text = '# A title\n\n# remark\n$ cat <<EOF\n> one\n>\n> two\n> EOF\n@timeout 5\n$ sleep 4\n$ true\n';
    expect(parseSession(text, 'x')).toEqual({
      kind: 'plain',
      title: 'A title',
      steps: [
        { kind: 'command', command: 'cat <<EOF\none\n\ntwo\nEOF', limit: 60 },
        { kind: 'command', command: 'sleep 4', limit: 5 },
        { kind: 'command', command: 'true', limit: 60 },
      ],
    });
  });

  it.each([
    ['docker ps\n', 'x.session:1: this line cannot be read: docker ps'],
    ['# t\n> x\n', 'x.session:2: this line cannot be read: > x'],
    ['>>> ls\n', 'x.session:1: this line cannot be read: >>> ls'],
    ['$ ls\n@tty\n', 'x.session:2: @tty stands above the first step'],
    ['@timeout soon\n', 'x.session:1: @timeout takes whole seconds, not soon'],
    ['@throttle 5\n', 'x.session:1: @throttle belongs to terminal sessions (@tty)'],
    ['@colour on\n', 'x.session:1: there is no setting @colour; there are @tty, @size, @timeout and @throttle'],
  ])('%j is refused by file and line', (text, message) => {
    expect(() => parseSession(text, 'x.session')).toThrow(message);
  });
});

describe('a terminal session file', () => {
  it('types, presses keys and Enter alone, waits, and sets size and speed', () => {
    const text = '# T\n@tty\n@size 120x30\n@throttle 9000\n>>> docker ps\n@timeout 7\n??? \\$ $\n>>> ^C\n>>> \n>>>\n';
    expect(parseSession(text, 'x')).toEqual({
      kind: 'terminal',
      title: 'T',
      size: { cols: 120, rows: 30 },
      steps: [
        { kind: 'throttle', bytesPerSecond: 9000 },
        { kind: 'send', text: 'docker ps', limit: 60 },
        { kind: 'wait', pattern: '\\$ $', limit: 7 },
        { kind: 'send', text: '^C', limit: 60 },
        { kind: 'send', text: '', limit: 60 },
        { kind: 'send', text: '', limit: 60 },
      ],
    });
  });

  it('refuses plain commands', () => {
    expect(() => parseSession('@tty\n$ ls\n', 'x')).toThrow('x:2: this line cannot be read: $ ls');
  });
});

describe('the recorded sessions', () => {
  const folder = 'test/conformance/sessions';
  it.each(readdirSync(folder))('%s has the steps that were recorded', (name) => {
    const session = parseSession(readFileSync(`${folder}/${name}`, 'utf8'), name);
    const recorded = JSON.parse(
      readFileSync(`test/conformance/transcripts/${name.replace('.session', '.json')}`, 'utf8'),
    ) as { title: string; steps: { command?: string }[] };
    const sends = session.steps.filter((step) => step.kind === 'command' || step.kind === 'send');
    expect(session.title).toBe(recorded.title);
    expect(sends.length).toBe(recorded.steps.length);
    if (session.kind === 'plain')
      expect(session.steps.map((step) => step.command)).toEqual(recorded.steps.map((step) => step.command));
  });
});
