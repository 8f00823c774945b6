/** Replays recorded sessions and says how far each agrees. */
import { compareTranscripts, type StepVerdict } from '../../simulator/session/compare/transcripts.ts';
import type { Transcript } from '../../simulator/session/transcript.ts';
import type { MachineChoice } from '../machine.ts';
import { replayAll } from '../replay-pool.ts';
import type { Replayed } from '../replay-task.ts';
import type { RecordedSession } from './suite.ts';

export interface SessionVerdict {
  name: string;
  /** The part of the name before the first hyphen. */
  category: string;
  steps: number;
  /** Steps that agree, and those that need not because real Docker did not repeat them either. */
  agreeing: number;
  /** Steps that should agree and do not. */
  differing: readonly StepVerdict[];
  /** Steps that differ for a reason of their own (differences.json), with it. */
  explained: readonly ExplainedStep[];
  /** Steps named there that agree after all. */
  needlesslyExplained: readonly number[];
  /** Why the replay could not go on, if it could not. */
  failure: string | undefined;
  /** Everything typed in the session, for the normaliser. */
  typed: string;
  /** Milliseconds on the wall. */
  took: number;
}

export interface ExplainedStep extends StepVerdict {
  reason: string;
}

/** Whether it agrees in every step. */
export function passes(verdict: SessionVerdict): boolean {
  return verdict.differing.length === 0 && verdict.explained.length === 0;
}

export async function judgeSuite(suite: readonly RecordedSession[], choice: MachineChoice): Promise<SessionVerdict[]> {
  const replayed = await replayAll(suite.map(({ name, text }) => ({ name, text, choice })));
  return suite.map((session, index) => judge(session, replayed[index]));
}

function judge(session: RecordedSession, replayed: Replayed | undefined): SessionVerdict {
  const { transcript: recorded, name, unstable, explained: reasons } = session;
  const actual = replayed?.transcript ?? emptyLike(recorded);
  const unlike = compareTranscripts(recorded, actual).filter(
    (step) => step.differences.length > 0 && !unstable.includes(step.number),
  );
  const differing = unlike.filter((step) => !reasons.has(step.number));
  const explained = unlike.flatMap((step) => {
    const reason = reasons.get(step.number);
    return reason === undefined ? [] : [{ ...step, reason }];
  });
  return {
    name,
    category: name.split('-', 1).join(''),
    steps: recorded.steps.length,
    agreeing: recorded.steps.length - unlike.length,
    differing,
    explained,
    needlesslyExplained: [...reasons.keys()].filter((step) => !explained.some(({ number }) => number === step)),
    failure: replayed?.failure,
    typed: typedIn(recorded),
    took: replayed?.took ?? 0,
  };
}

function emptyLike(recorded: Transcript): Transcript {
  return 'tty' in recorded ? { ...recorded, steps: [] } : { ...recorded, steps: [] };
}

function typedIn(recorded: Transcript): string {
  return recorded.steps.map((step) => ('send' in step ? step.send : step.command)).join('\n');
}
