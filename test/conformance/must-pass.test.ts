/**
 * What has once agreed with real Docker agrees for good: must-pass.json names the sessions, and how many steps of all.
 * `npm run conformance -- --update` adds what agrees by now.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Conformance from '../../node/conformance.ts';
import { passes, type SessionVerdict } from '../../node/report/judge.ts';
import { allDifferences } from '../../node/report/print.ts';
import { bundled } from '../../scripts/node-build.mjs';

const mustPass = JSON.parse(readFileSync('test/conformance/must-pass.json', 'utf8')) as Conformance.MustPass;
let verdicts: SessionVerdict[] = [];

beforeAll(async () => {
  // Replaying happens in threads of Node, which read JavaScript: the bundle that `npx drydock` runs.
  const { conformance } = (await import(await bundled('conformance'))) as typeof Conformance;
  verdicts = await conformance();
}, 300_000);

describe('the simulator agrees with real Docker', () => {
  it.each(mustPass.sessions)('in %s', (name) => {
    const verdict = verdicts.find((each) => each.name === name);
    expect(verdict, 'the session is recorded').toBeDefined();
    if (verdict === undefined || !passes(verdict)) expect.fail(verdict === undefined ? name : allDifferences(verdict));
  });

  it(`in at least ${mustPass.steps} steps of all sessions`, () => {
    const agreeing = verdicts.reduce((sum, verdict) => sum + verdict.agreeing, 0);
    expect(agreeing).toBeGreaterThanOrEqual(mustPass.steps);
  });

  it('and the differences that have a reason of their own are still there', () => {
    const needless = verdicts.flatMap(({ name, needlesslyExplained }) =>
      needlesslyExplained.map((step) => `${name} ${step}`),
    );
    expect(needless).toEqual([]);
  });
});
