/**
 * `npm run courses`: how much of real courses works. Reads walkthroughs (session files whose lines are typed one after
 * the other, README "Without a browser"), types each at a fresh machine, and prints the share of steps that end as
 * the course expects, with status 0, and every step that does not.
 *
 *     npm run courses -- DIR        the folder of walkthroughs (default ../shared/courses/walkthroughs)
 *     npm run courses -- DIR NAME   only those whose names contain NAME, with what each step printed
 *
 * The folder is read, never copied. The exit status is 1 below 90 %.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSession } from '../simulator/session/parse.ts';
import { walkThrough, type WalkthroughStep } from '../simulator/session/walkthrough.ts';
import { surviveKilledPrograms } from './killed-programs.ts';
import { withMachine } from './machine.ts';

const FOLDER = '../shared/courses/walkthroughs';
/** Share of steps that must work. */
const ENOUGH = 0.9;
/** So much of what a failing step printed is shown, in lines. */
const SHOWN = 3;

/** Answers the exit status. */
export async function main([folder = FOLDER, word]: readonly string[]): Promise<number> {
  surviveKilledPrograms();
  const names = readdirSync(folder).filter((name) => name.endsWith('.session') && name.includes(word ?? '')).sort(); // prettier-ignore
  const all: WalkthroughStep[] = [];
  for (const name of names) {
    const steps = await perform(folder, name);
    all.push(...steps);
    process.stdout.write(`${report(name, steps, word !== undefined)}\n`);
  }
  const share = all.filter(works).length / Math.max(1, all.length);
  process.stdout.write(`\n${all.filter(works).length} of ${all.length} steps end well: ${percent(share)}\n`);
  return share < ENOUGH ? 1 : 0;
}

async function perform(folder: string, name: string): Promise<WalkthroughStep[]> {
  const session = parseSession(readFileSync(join(folder, name), 'utf8'), name);
  if (session.kind !== 'plain') return [];
  return withMachine({ time: 'virtual', seed: name }, async (machine) => walkThrough(machine, session));
}

function works(step: WalkthroughStep): boolean {
  return step.status === 0;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function report(name: string, steps: readonly WalkthroughStep[], whole: boolean): string {
  const working = steps.filter(works).length;
  const shown = steps.filter((step) => whole || !works(step)).map((step) => describe(step, whole));
  return [`${percent(working / Math.max(1, steps.length)).padStart(7)}  ${working}/${steps.length}  ${name}`, ...shown].join('\n'); // prettier-ignore
}

function describe({ command, status, output }: WalkthroughStep, whole: boolean): string {
  const lines = output.trimEnd().split('\n').filter((line) => line.trim() !== ''); // prettier-ignore
  const told = whole ? lines : lines.slice(1).slice(-SHOWN - 1, -1);
  const end = status === undefined ? 'does not end' : `status ${status}`;
  return [`           ${end}: ${command.split('\n')[0] ?? ''}`, ...told.map((line) => `             ${line.slice(0, 200)}`)].join('\n'); // prettier-ignore
}
