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

/** What differs, by title, and why; a session that agrees after all turns its test red, to be taken out of here. */
const KNOWN: Readonly<Record<string, string>> = {
  'bash: completion and history': 'the quick substitution ^old^new takes the last line it finds; ^X^E opens no editor',
  'bash: the C locale': 'the line editor reads UTF-8 in every locale',
  'bash: coloured and many-line prompts': 'the recording holds the time of day it was made at',
  'bash: without bracketed paste': 'an interrupt while a background job ends draws the prompt twice',
  'bash: pipelines as jobs': 'a job that ends just before the prompt is told one prompt early; %1 is no command',
  'bash: stopping and interrupting': 'a job that ends just before the prompt is told one prompt early',
  'bash: names of jobs': 'some compound commands fork once less, which shows in process ids',
  'ash: editing': 'busybox takes the home directory of the prompt from /etc/passwd; cd completes files too',
  'ash: jobs': 'busybox takes the home directory of the prompt from /etc/passwd',
  'dash: jobs': 'an interrupt of a compound command ends without its newline',
};

async function perform(session: TerminalSession, step: Step): Promise<string> {
  const pause = recording.pause * 1000;
  if (typeof step === 'string') return session.type(step, pause);
  if ('size' in step) return session.resize({ rows: step.size[0], cols: step.size[1] }, pause);
  return session.type(step.keys, step.wait * 1000);
}

describe.each(recording.sessions)('$title', (recorded) => {
  const reason = KNOWN[recorded.title];
  const test = reason === undefined ? it : it.fails;
  test(`sends the same bytes${reason === undefined ? '' : ` (known: ${reason})`}`, async () => {
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
