/**
 * Real bash, dash and busybox's ash at a terminal, as recorded by test/recorders/shell-terminal.py: every key gets the
 * same bytes from the simulated ones.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statusNumber } from '../../support/userland.ts';
import { TerminalSession } from './terminal-session.ts';
import type { Room } from './terminal-session.ts';

type Step = string | { keys: string; wait: number } | { size: [rows: number, columns: number] };

interface RecordedSession {
  title: string;
  shell: string;
  arguments: string[];
  environment: Record<string, string>;
  rows: number;
  columns: number;
  steps: Step[];
  /** Before the first step, and after each. */
  outputs: string[];
  /** Exit status, negative for a signal; null: still running after the last step. */
  status: number | null;
}

interface Recording {
  /** Seconds between two steps. */
  pause: number;
  room: Room;
  sessions: RecordedSession[];
}

const recording: Recording = JSON.parse(readFileSync(new URL('./data/terminal.json', import.meta.url), 'utf8'));

async function perform(session: TerminalSession, step: Step): Promise<string> {
  const pause = recording.pause * 1000;
  if (typeof step === 'string') return session.type(step, pause);
  if ('size' in step) return session.resize({ rows: step.size[0], cols: step.size[1] }, pause);
  return session.type(step.keys, step.wait * 1000);
}

describe.each(recording.sessions)('$title', (recorded) => {
  it('sends the same bytes', async () => {
    const session = new TerminalSession({
      ...recorded,
      size: { rows: recorded.rows, cols: recorded.columns },
      cwd: '/srv/shell',
      room: recording.room,
    });
    const got: string[] = [await session.wait(400)];
    for (const step of recorded.steps) got.push(await perform(session, step));
    const keys = ['', ...recorded.steps.map((step) => (typeof step === 'string' ? step : JSON.stringify(step)))];
    const table = (outputs: string[]): string[] => keys.map((key, i) => JSON.stringify([key, outputs[i] ?? '']));
    expect(table(got)).toEqual(table(recorded.outputs));
    expect(session.ended === undefined ? null : statusNumber(session.ended)).toEqual(recorded.status);
  });
});
