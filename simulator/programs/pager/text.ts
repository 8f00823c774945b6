/** What a pager shows: the lines of its input, cut to the width of the terminal, and where a pattern stands in them. */
import { pointWidth } from '../text/width.ts';

const TAB = 8;

/** A line as rows of at most `cols` cells; escape sequences of colours go through and take no room. */
export function rowsOf(line: string, cols: number, chop: boolean): string[] {
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const [part] of line.matchAll(/\x1b\[[\d;]*[mK]|[^]/gu)) {
    if (part.length > 1 && part.startsWith('\x1b')) {
      row += part;
      continue;
    }
    const shown = part === '\t' ? ' '.repeat(TAB - (used % TAB)) : control(part);
    const width = shown.length > 1 || part === '\t' ? shown.length : pointWidth(shown.codePointAt(0) ?? 0);
    if (used + width > cols) {
      if (chop) return [row];
      rows.push(row);
      row = '';
      used = 0;
    }
    row += shown;
    used += width;
  }
  return [...rows, row];
}

function control(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x7f) return '^?';
  return code < 0x20 ? `^${String.fromCharCode(code + 64)}` : char;
}

/** The pattern as the tools read it: case counts unless `ignoreCase`; what is no regular expression is looked for as it stands. */
export function patternOf(text: string, ignoreCase: boolean): RegExp {
  const flags = ignoreCase ? 'gi' : 'g';
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), flags);
  }
}

/** The row with every match in reverse video. */
export function marked(row: string, pattern: RegExp | undefined): string {
  if (pattern === undefined || row.includes('\x1b')) return row;
  return row.replaceAll(pattern, (found) => (found === '' ? '' : `\x1b[7m${found}\x1b[27m`));
}
