import { describe, expect, it } from 'vitest';
import type { SessionVerdict } from '../../../node/report/judge.ts';
import { allDifferences, firstDifference, table } from '../../../node/report/print.ts';

const verdict = (name: string, steps: number, rest: Partial<SessionVerdict> = {}): SessionVerdict => ({
  name,
  category: name.split('-', 1).join(''),
  steps,
  agreeing: steps - (rest.differing?.length ?? 0),
  differing: [],
  explained: [],
  needlesslyExplained: [],
  failure: undefined,
  typed: '',
  took: 0,
  ...rest,
});
const differing = verdict('ps-formats', 9, {
  differing: [
    {
      number: 2,
      typed: 'docker ps\ndocker ps -a',
      differences: [
        { of: 'stdout', expected: 'NAME   AGE\nweb   3 minutes ago\n', actual: 'NAME\nweb   5 hours ago\n' },
      ],
    },
    { number: 3, typed: '\x03', differences: [{ of: 'exit code', expected: '0', actual: '1' }] },
  ],
});

describe('verdicts as text', () => {
  it('are a table by category', () => {
    expect(table([verdict('ps-latest', 4), differing, verdict('run-env', 12)])).toBe(
      'category  sessions  steps  explained\nps             1/2  11/13\nrun            1/1  12/12\ntotal          2/3  23/25',
    );
  });

  it('name the first step that differs, and in what', () => {
    expect(firstDifference(differing)).toBe(
      'ps-formats: step 2 of 9, and 1 more: docker ps …\n  stdout\n    - NAME  AGE\n    + NAME',
    );
    expect(firstDifference(verdict('run-env', 12))).toBe('');
    expect(firstDifference({ ...differing, failure: 'the shell ended' })).toContain('(the shell ended)');
  });

  it('or everything', () => {
    expect(allDifferences(differing)).toBe(
      'ps-formats: 7 of 9 steps agree\n\n' +
        'step 2: docker ps\ndocker ps -a\n  stdout (- expected, + here, normalised, lines in any order)\n  - NAME  AGE\n  + NAME\n    web  <age>\n\n' +
        'step 3: ^C\n  exit code (- expected, + here, normalised)\n  - 0\n  + 1',
    );
    expect(allDifferences(verdict('run-env', 12))).toBe('run-env: all 12 steps agree');
  });
});
