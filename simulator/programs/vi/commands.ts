/** The line below: `:w`, `:q!`, `:s/a/b/g`, `:set number`, `:12`. */
import type { Buffer, Position } from './buffer.ts';
import { RegexError, posixRegExp } from '../regex/posix.ts';

export type ColonResult =
  | { kind: 'message'; text: string }
  | { kind: 'error'; text: string }
  | { kind: 'go'; row: number }
  | { kind: 'write'; path: string | undefined; quit: boolean; force: boolean }
  | { kind: 'quit'; force: boolean }
  | { kind: 'set'; option: string }
  | { kind: 'read'; path: string }
  | { kind: 'nothing' };

function rowOf(text: string, at: Position, buffer: Buffer): number | undefined {
  if (text === '') return undefined;
  if (text === '.') return at.row;
  if (text === '$') return buffer.last;
  return /^\d+$/.test(text) ? Math.min(buffer.last, Math.max(0, Number(text) - 1)) : undefined;
}

/** A pattern of vi as a JavaScript one. Throws RegexError. */
export function patternOf(text: string, flags: string): RegExp {
  const source = posixRegExp(text.replace(/\\</g, '\\b').replace(/\\>/g, '\\b'), { extended: false }).source;
  return new RegExp(source, flags);
}

export function colon(line: string, buffer: Buffer, at: Position, vim: boolean): ColonResult {
  const [, all, from = '', to = '', rest = ''] = /^\s*(?:(%)|(\d+|[.$])?(?:,(\d+|[.$]))?)\s*(.*)$/s.exec(line) ?? [];
  const first = all === '%' ? 0 : rowOf(from, at, buffer);
  const last = all === '%' ? buffer.last : (rowOf(to, at, buffer) ?? first);
  if (rest === '') return first === undefined ? { kind: 'nothing' } : { kind: 'go', row: last ?? first };
  const [, word = '', bang = '', argument = ''] = /^([a-z]+|&)(!?)\s*(.*)$/s.exec(rest) ?? [];
  const force = bang === '!';
  if (/^s[^a-z\s]/.test(rest)) return substitute(rest, buffer, at, first, last, vim);
  switch (word) {
    case 'w': case 'write': return { kind: 'write', path: argument === '' ? undefined : argument, quit: false, force };
    case 'wq': case 'x': case 'xit': case 'wqa': case 'xa': return { kind: 'write', path: argument === '' ? undefined : argument, quit: true, force };
    case 'q': case 'quit': case 'qa': case 'qall': return { kind: 'quit', force };
    case 'set': case 'se': return { kind: 'set', option: argument };
    case 'r': case 'read': return { kind: 'read', path: argument };
    case 'd': case 'delete': {
      const start = first ?? at.row;
      buffer.remember(at);
      buffer.removeLines(start, last ?? start);
      return { kind: 'go', row: Math.min(start, buffer.last) };
    }
    case 'syntax': case 'colorscheme': case 'noh': case 'nohlsearch': return { kind: 'nothing' };
    default: return { kind: 'error', text: vim ? `E492: Not an editor command: ${line}` : `'${line}' is not implemented` };
  }
} // prettier-ignore

function substitute(rest: string, buffer: Buffer, at: Position, first: number | undefined, last: number | undefined, vim: boolean): ColonResult {
  const mark = rest.charAt(1);
  const [pattern = '', replacement = '', flags = ''] = splitOn(rest.slice(2), mark);
  let regex: RegExp;
  try {
    regex = patternOf(pattern, flags.includes('g') ? (flags.includes('i') ? 'gi' : 'g') : flags.includes('i') ? 'i' : '');
  } catch (error) {
    if (!(error instanceof RegexError) && !(error instanceof SyntaxError)) throw error;
    return { kind: 'error', text: vim ? `E486: Pattern not found: ${pattern}` : ':s expression missing delimiters' };
  }
  const start = first ?? at.row;
  const end = last ?? start;
  let count = 0;
  let row = -1;
  const lines = buffer.lines.slice(start, end + 1).map((line, index) => {
    const changed = line.replace(regex, (...match: unknown[]) => {
      count++;
      row = start + index;
      const groups = match.filter((each): each is string => typeof each === 'string');
      return replacement.replace(/\\([0-9&])|&|\\n/g, (text, digit: string | undefined) => (text === '&' ? (groups[0] ?? '') : text === '\\n' ? '\n' : digit === '&' ? '&' : (groups[Number(digit)] ?? '')));
    });
    return changed;
  });
  if (count === 0) return { kind: 'error', text: vim ? `E486: Pattern not found: ${pattern}` : 'No match' };
  buffer.remember(at);
  buffer.lines.splice(start, end - start + 1, ...lines.flatMap((line) => line.split('\n')));
  at.row = row;
  at.column = 0;
  return count > 2 ? { kind: 'message', text: `${count} substitutions on ${lines.length === 1 ? '1 line' : `${new Set(lines).size} lines`}` } : { kind: 'nothing' };
} // prettier-ignore

/** The parts between marks; a mark behind a backslash is itself. */
function splitOn(text: string, mark: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === '\\') {
      part += next === mark ? mark : char + next;
      at++;
    } else if (char === mark) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}
