import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../node/report/lines.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
const side = (lines: ReturnType<typeof diffLines>, sign: '-' | '+'): string =>
  lines
    .filter((line) => line.sign !== sign)
    .map((line) => line.text)
    .join('\n');

describe('a difference of lines', () => {
  it('holds both texts whole', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const lines = diffLines(one, other);
        expect([side(lines, '+'), side(lines, '-')]).toEqual([one, other]);
      }),
    );
  });

  it('says nothing of equal texts and little of texts that nearly are', () => {
    expect(diffLines('a\nb', 'a\nb').map((line) => line.sign)).toEqual([' ', ' ']);
    expect(diffLines('a\nb\nc', 'a\nx\nc').map((line) => line.sign + line.text)).toEqual([' a', '-b', '+x', ' c']);
  });
});
