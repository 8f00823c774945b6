/** Where the keys that move take the cursor. */
import type { Buffer, Position } from './buffer.ts';

export interface Motion {
  to: Position;
  /** Whole lines are meant. */
  lines?: true;
  /** The character at the end belongs to it. */
  inclusive?: true;
}

const kind = (char: string): number => (char === '' || /\s/.test(char) ? 0 : /[\p{L}\p{N}_]/u.test(char) ? 1 : 2);

function forwardWord(buffer: Buffer, { row, column }: Position, big: boolean): Position {
  let [r, c] = [row, column];
  const same = (char: string): number => (big ? Math.min(1, kind(char)) : kind(char));
  const start = same(buffer.line(r).charAt(c));
  while (c < buffer.line(r).length && start !== 0 && same(buffer.line(r).charAt(c)) === start) c++;
  for (;;) {
    while (c < buffer.line(r).length && kind(buffer.line(r).charAt(c)) === 0) c++;
    if (c < buffer.line(r).length) return { row: r, column: c };
    if (r >= buffer.last) return { row: r, column: buffer.line(r).length };
    r++;
    c = 0;
    if (buffer.line(r) === '') return { row: r, column: 0 };
  }
}

function backWord(buffer: Buffer, { row, column }: Position, big: boolean): Position {
  let [r, c] = [row, column - 1];
  const same = (char: string): number => (big ? Math.min(1, kind(char)) : kind(char));
  for (;;) {
    while (c >= 0 && kind(buffer.line(r).charAt(c)) === 0) c--;
    if (c >= 0) break;
    if (r === 0) return { row: 0, column: 0 };
    r--;
    c = buffer.line(r).length - 1;
    if (c < 0) return { row: r, column: 0 };
  }
  const wanted = same(buffer.line(r).charAt(c));
  while (c > 0 && same(buffer.line(r).charAt(c - 1)) === wanted) c--;
  return { row: r, column: c };
}

function endOfWord(buffer: Buffer, { row, column }: Position, big: boolean): Position {
  let [r, c] = [row, column + 1];
  const same = (char: string): number => (big ? Math.min(1, kind(char)) : kind(char));
  for (;;) {
    while (c < buffer.line(r).length && kind(buffer.line(r).charAt(c)) === 0) c++;
    if (c < buffer.line(r).length || r >= buffer.last) break;
    r++;
    c = 0;
  }
  const wanted = same(buffer.line(r).charAt(c));
  while (c + 1 < buffer.line(r).length && same(buffer.line(r).charAt(c + 1)) === wanted) c++;
  return { row: r, column: c };
}

/** The bracket that belongs to the one at or behind the cursor. */
function matching(buffer: Buffer, { row, column }: Position): Position | undefined {
  const at = /[()[\]{}]/.exec(buffer.line(row).slice(column));
  if (at === null) return undefined;
  const open = '([{'.includes(at[0]);
  const other = { '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{' }[at[0]] ?? '';
  let depth = 0;
  let [r, c] = [row, column + at.index];
  while (r >= 0 && r <= buffer.last) {
    const char = buffer.line(r).charAt(c);
    if (char === at[0]) depth++;
    else if (char === other && --depth === 0) return { row: r, column: c };
    c += open ? 1 : -1;
    if (c >= buffer.line(r).length && open) [r, c] = [r + 1, 0];
    else if (c < 0) [r, c] = [r - 1, buffer.line(r - 1).length - 1];
  }
  return undefined;
}

/** The motion of a key; undefined when the key moves nothing or leads nowhere. `count` is undefined when none was typed. */
export function motionOf(buffer: Buffer, at: Position, key: string, count: number | undefined, page: number): Motion | undefined {
  const times = count ?? 1;
  const rows = (row: number): Motion => ({ to: { row: Math.max(0, Math.min(buffer.last, row)), column: at.column }, lines: true });
  const repeat = (step: (from: Position) => Position): Position => {
    let to = at;
    for (let n = 0; n < times; n++) to = step(to);
    return to;
  };
  const firstText = (row: number): number => Math.max(0, buffer.line(row).search(/\S/));
  switch (key) {
    case 'h': case '\x1b[D': case '\x7f': case '\b': return { to: { row: at.row, column: Math.max(0, at.column - times) } };
    case 'l': case '\x1b[C': case ' ': return { to: { row: at.row, column: Math.min(buffer.line(at.row).length, at.column + times) } };
    case 'j': case '\x1b[B': case '\x0e': return at.row >= buffer.last ? undefined : rows(at.row + times);
    case 'k': case '\x1b[A': case '\x10': return at.row === 0 ? undefined : rows(at.row - times);
    case '\r': case '+': return at.row >= buffer.last ? undefined : { to: { row: Math.min(buffer.last, at.row + times), column: firstText(Math.min(buffer.last, at.row + times)) }, lines: true };
    case '-': return at.row === 0 ? undefined : { to: { row: Math.max(0, at.row - times), column: firstText(Math.max(0, at.row - times)) }, lines: true };
    case '0': case '\x1b[H': case '\x1b[1~': case '\x1bOH': return { to: { row: at.row, column: 0 } };
    case '^': return { to: { row: at.row, column: firstText(at.row) } };
    case '$': case '\x1b[F': case '\x1b[4~': case '\x1bOF': return { to: { row: Math.min(buffer.last, at.row + times - 1), column: buffer.line(Math.min(buffer.last, at.row + times - 1)).length } };
    case 'w': return { to: repeat((from) => forwardWord(buffer, from, false)) };
    case 'W': return { to: repeat((from) => forwardWord(buffer, from, true)) };
    case 'b': return { to: repeat((from) => backWord(buffer, from, false)) };
    case 'B': return { to: repeat((from) => backWord(buffer, from, true)) };
    case 'e': return { to: repeat((from) => endOfWord(buffer, from, false)), inclusive: true };
    case 'E': return { to: repeat((from) => endOfWord(buffer, from, true)), inclusive: true };
    case 'G': return { to: { row: Math.min(buffer.last, (count ?? buffer.lines.length) - 1), column: 0 }, lines: true };
    case 'gg': return { to: { row: Math.min(buffer.last, times - 1), column: 0 }, lines: true };
    case '\x06': case '\x1b[6~': return rows(at.row + page);
    case '\x02': case '\x1b[5~': return rows(at.row - page);
    case '\x04': return rows(at.row + Math.floor(page / 2));
    case '\x15': return rows(at.row - Math.floor(page / 2));
    case '%': {
      const to = matching(buffer, at);
      return to === undefined ? undefined : { to, inclusive: true };
    }
    default: return undefined;
  }
} // prettier-ignore
