import { describe, expect, it } from 'vitest';
import { Screen } from '../../../../../simulator/session/compare/screen/screen.ts';

const shows = (...pieces: string[]): string => {
  const screen = new Screen({ cols: 10, rows: 3 });
  for (const piece of pieces) screen.write(piece);
  return screen.text();
};

/** That it shows what xterm shows is tested against xterm itself (test/ui/session/screen.test.ts). */
describe('a screen', () => {
  it('scrolls, keeps what has scrolled off, and knows a line of two rows as one', () => {
    expect(shows('abcdefghijkl\r\n2\r\n3\r\n4')).toBe('abcdefghijkl\n2\n3\n4');
  });

  it('understands sequences cut in two', () => {
    expect(shows('abc\x1b', '[2', 'Dx\x1b]0;ti', 'tle\x07y')).toBe('axy');
  });

  it('does not show what it does not know', () => {
    expect(shows('a\x1b[?2004hb\x1b[38;5;1mc\x1b[>cd\x1b=e\x1bP1$x\x1b\\f')).toBe('abcdef');
  });

  it('empties its history without renumbering rows', () => {
    expect(shows('1\r\n2\r\n3\r\n4\x1b[3J')).toBe('\n2\n3\n4');
  });

  it('copies go their own ways', () => {
    const one = new Screen({ cols: 10, rows: 3 });
    one.write('a\r\nb');
    const other = one.copy();
    other.write('\x1b[1Ax');
    expect([one.text(), other.text()]).toEqual(['a\nb', 'ax\nb']);
    expect([one.row, other.row, other.touched]).toEqual([1, 0, 0]);
  });
});
