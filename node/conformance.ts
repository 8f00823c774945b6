/**
 * `npm run conformance`: how far the simulator agrees with the recorded sessions of real Docker.
 *
 *     npm run conformance                  the table, and the first difference of each session that does not agree
 *     npm run conformance -- NAME...       every difference of these sessions
 * The last column of the table counts steps that differ for a reason given in test/conformance/differences.json.
 *
 *     npm run conformance -- --update      also takes what agrees now into test/conformance/must-pass.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { judgeSuite, passes, type SessionVerdict } from './report/judge.ts';
import { allDifferences, firstDifference, table } from './report/print.ts';
import { readSuite } from './report/suite.ts';

export const FOLDER = 'test/conformance';
const MUST_PASS = `${FOLDER}/must-pass.json`;

/** What must not get worse. */
export interface MustPass {
  /** Sessions that agree in every step. */
  sessions: readonly string[];
  /** Steps that agree in all sessions together, at least. */
  steps: number;
}

export function readMustPass(): MustPass {
  return JSON.parse(readFileSync(MUST_PASS, 'utf8')) as MustPass;
}

/** Replays the recorded sessions with these names, or all. */
export async function conformance(names: readonly string[] = []): Promise<SessionVerdict[]> {
  const files = names.map((name) => `${FOLDER}/sessions/${name}.session`);
  return judgeSuite(readSuite(FOLDER, files), { time: 'virtual', seed: 'drydock' });
}

/** Answers the exit status: 0 also when sessions differ, unless they must not. */
export async function main(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const verdicts = await conformance(names);
  if (names.length > 0) {
    process.stdout.write(`${verdicts.map(allDifferences).join('\n\n')}\n`);
    return verdicts.every(passes) ? 0 : 1;
  }
  const differing = verdicts.filter((verdict) => verdict.differing.length > 0);
  process.stdout.write(`${table(verdicts)}\n\n`);
  if (differing.length > 0) process.stdout.write(`${differing.map(firstDifference).join('\n')}\n\n`);
  return args.includes('--update') ? update(verdicts) : check(verdicts);
}

/** What must agree and does not; empty when all is well. */
export function setbacks(verdicts: readonly SessionVerdict[], must: MustPass): string[] {
  const agreeing = new Set(verdicts.filter(passes).map((verdict) => verdict.name));
  const lost = must.sessions.filter((name) => !agreeing.has(name)).map((name) => `${name} agreed and no longer does`);
  const steps = stepsAgreeing(verdicts);
  return steps < must.steps ? [...lost, `${steps} steps agree; ${must.steps} did`] : lost;
}

function check(verdicts: readonly SessionVerdict[]): number {
  const worse = setbacks(verdicts, readMustPass());
  for (const each of worse) process.stdout.write(`${each}\n`);
  return worse.length === 0 ? 0 : 1;
}

/** The list only grows: a session that must agree and does not is mended, not forgotten. */
function update(verdicts: readonly SessionVerdict[]): number {
  const before = readMustPass();
  const worse = setbacks(verdicts, { ...before, steps: 0 });
  for (const each of worse) process.stdout.write(`${each}\n`);
  const sessions = [...new Set([...before.sessions, ...verdicts.filter(passes).map((verdict) => verdict.name)])].sort();
  const steps = Math.max(before.steps, stepsAgreeing(verdicts));
  writeFileSync(MUST_PASS, `${JSON.stringify({ sessions, steps }, null, 1)}\n`);
  process.stdout.write(`${sessions.length} sessions and ${steps} steps must agree from now on\n`);
  return worse.length === 0 ? 0 : 1;
}

function stepsAgreeing(verdicts: readonly SessionVerdict[]): number {
  return verdicts.reduce((sum, verdict) => sum + verdict.agreeing, 0);
}
