import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../simulator/session/pattern.ts';

describe('a pattern that a session waits for', () => {
  it.each([
    ['\\$ $', 'done\r\n$ ', true],
    ['\\$ $', 'costs 5$ a day', false],
    ['\\$ $', '$ \r\n', false],
    ['\\$ $', '$ \nmore', true],
    ['(^|\\n|\\r)\\$ $', 'x\r$ ', true],
    ['^b', 'a\nb', true],
    ['^b', 'a\rb', false],
    ['a.b', 'a\rb', true],
    ['a.b', 'a\nb', false],
    ['(?s)one.*two', 'one\n\ntwo', true],
    ['[0-9a-f]{4}\\r\\n\\$ $', 'beef\r\n$ ', true],
    ['[$^.]', 'a', false],
    ['\\[y/N\\] ', 'sure? [y/N] ', true],
    ['[\\]$]x', ']x', true],
  ])('%j in %j: %s, as in Python with MULTILINE', (pattern, text, found) => {
    expect(compilePattern(pattern).test(text)).toBe(found);
  });

  it('that cannot be one says so', () => {
    expect(() => compilePattern('(')).toThrow(/^\(: /);
  });
});
