/** Go's path.Match, as the `reference` filter and `docker image ls NAME` use it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPath } from '../../../../simulator/daemon/images/path-match.ts';

describe('matchPath', () => {
  it('finds every name by itself, whatever signs are in it', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab-._/+$(){}|^') });
    fc.assert(fc.property(name, (text) => matchPath(text, text) === true));
  });

  it.each([
    ['lab-*', 'lab-app', true],
    ['lab-?pp', 'lab-app', true],
    ['*', 'library/nginx', false],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[\\-]x', '-x', true],
    ['[a', 'a', undefined],
  ])('%s against %s: %s', (pattern, name, expected) => {
    expect(matchPath(pattern, name)).toBe(expected);
  });
});
