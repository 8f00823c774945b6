/** Types a course's walkthrough as a student would, and says of each step how it ended. */
import type { SessionHost } from './host.ts';
import type { PlainSession } from './session.ts';
import { Student } from './student.ts';

export interface WalkthroughStep {
  command: string;
  /** Exit status; of a program that prompts, 1 after an error; undefined when it did not end in time. */
  status: number | undefined;
  /** What the terminal showed, escape sequences removed. */
  output: string;
}

/** Simulated seconds a step may take. */
const PATIENCE = 300;

/** Resolves to one outcome a step, in order. What stays in the foreground is well where a key (`^C`) follows. */
export async function walkThrough(host: SessionHost, session: PlainSession): Promise<WalkthroughStep[]> {
  const student = new Student(host);
  const outcomes: WalkthroughStep[] = [];
  try {
    await student.begin();
    for (const [index, { command }] of session.steps.entries()) {
      const keyFollows = session.steps[index + 1]?.command.startsWith('^') === true;
      const { status, output } = await student.type(command, { patience: PATIENCE, keyFollows });
      outcomes.push({ command, status: keyFollows ? (status ?? 0) : status, output });
    }
  } finally {
    student.close();
  }
  return outcomes;
}
