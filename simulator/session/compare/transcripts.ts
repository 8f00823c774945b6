/**
 * Compares what came of a session with what came of it when it was recorded, step by step.
 *
 * Plain steps agree when exit code, standard output and standard error do. Terminal steps agree when the terminal
 * shows the same after them: both outputs are drawn on the screen that the recorded session had reached before the
 * step, so a step that differs does not drag those after it down, and the lines that either drawing touched are
 * compared. How progress was redrawn on the way there depends on timing and is not.
 */
import {
  isTerminal,
  type PlainOutcome,
  type PlainTranscript,
  type TerminalOutcome,
  type TerminalTranscript,
  type Transcript,
} from '../transcript.ts';
import { agree, sameWording } from './agree.ts';
import { normalise } from './normalise.ts';
import { Screen } from './screen/screen.ts';

/** How one step came out; `differences` is empty when it agrees. */
export interface StepVerdict {
  /** Counted from 1. */
  number: number;
  /** The command, or what was typed. */
  typed: string;
  differences: readonly Difference[];
}

/** Texts as they were, not normalised. */
export interface Difference {
  of: 'stdout' | 'stderr' | 'exit code' | 'screen' | 'step';
  expected: string;
  actual: string;
}

/** One verdict for each recorded step; `actual` may have ended early. Throws when one is plain and one terminal. */
export function compareTranscripts(expected: Transcript, actual: Transcript): StepVerdict[] {
  if (isTerminal(expected) && isTerminal(actual)) return compareTerminal(expected, actual);
  if (!isTerminal(expected) && !isTerminal(actual)) return comparePlain(expected, actual);
  throw new Error(`${expected.title}: one transcript is of a terminal and the other is not`);
}

function comparePlain(expected: PlainTranscript, actual: PlainTranscript): StepVerdict[] {
  const typed = expected.steps.map((step) => step.command).join('\n');
  return expected.steps.map((step, index) => ({
    number: index + 1,
    typed: step.command,
    differences: plainDifferences(step, actual.steps[index], typed),
  }));
}

function plainDifferences(expected: PlainOutcome, actual: PlainOutcome | undefined, typed: string): Difference[] {
  if (actual === undefined || actual.command !== expected.command) return [missing(expected.command, actual?.command)];
  const found: Difference[] = [];
  for (const of of ['stdout', 'stderr'] as const)
    if (!agree(expected.command, expected[of], actual[of], typed))
      found.push({ of, expected: expected[of], actual: actual[of] });
  if (expected.exitCode !== actual.exitCode)
    found.push({ of: 'exit code', expected: String(expected.exitCode), actual: String(actual.exitCode) });
  return found;
}

function compareTerminal(expected: TerminalTranscript, actual: TerminalTranscript): StepVerdict[] {
  const typed = expected.steps.map((step) => step.send).join('\n');
  const screen = new Screen(expected.tty);
  return expected.steps.map((step, index) => {
    const before = screen.copy();
    screen.write(step.output);
    return {
      number: index + 1,
      typed: step.send,
      differences: screenDifferences(before, step, actual.steps[index], typed),
    };
  });
}

function screenDifferences(
  before: Screen,
  expected: TerminalOutcome,
  actual: TerminalOutcome | undefined,
  typed: string,
): Difference[] {
  if (actual === undefined || actual.send !== expected.send) return [missing(expected.send, actual?.send)];
  const [there, here] = drawBoth(before, expected.output, actual.output);
  const same = sameWording(expected.send, normalise(there, typed), normalise(here, typed));
  return same ? [] : [{ of: 'screen', expected: there, actual: here }];
}

/** What two continuations of one screen show, from the first line on that either touched. */
export function drawBoth(before: Screen, one: string, other: string): [string, string] {
  const [first, second] = [before.copy(), before.copy()];
  first.write(one);
  second.write(other);
  const from = Math.min(before.row, first.touched, second.touched);
  return [first.text(from), second.text(from)];
}

function missing(expected: string, actual: string | undefined): Difference {
  return { of: 'step', expected, actual: actual ?? '(the replay ended before this step)' };
}
