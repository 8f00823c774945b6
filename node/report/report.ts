/** `drydock run --report DIR`: a pass table of many sessions. */
import type { MachineChoice } from '../machine.ts';
import { judgeSuite } from './judge.ts';
import { firstDifference, table } from './print.ts';
import { readSuite, type RecordedSession } from './suite.ts';

/** Answers the exit status: 0 when every session agrees. */
export async function printReport(folder: string, files: readonly string[], choice: MachineChoice): Promise<number> {
  let suite: RecordedSession[];
  try {
    suite = readSuite(folder, files);
  } catch (error) {
    process.stderr.write(`drydock: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  const verdicts = await judgeSuite(suite, choice);
  const differing = verdicts.filter((verdict) => verdict.differing.length > 0);
  process.stdout.write(`${table(verdicts)}\n`);
  if (differing.length > 0) process.stdout.write(`\n${differing.map(firstDifference).join('\n')}\n`);
  return differing.length === 0 ? 0 : 1;
}
