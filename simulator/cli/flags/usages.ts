/** The list of flags in a help page, as pflag lays it out: names in one column, wrapped texts in the next. */
import { charWidth, textWidth } from '../format/width.ts';
import type { Flag, FlagTable } from './flag.ts';

/** How much longer than the limit a last line may be, so that no single word stands alone below. */
const SLOP = 5;

/** How many UTF-16 units of `text` fill at most `width` columns. */
function unitsWithin(text: string, width: number): number {
  let columns = 0;
  let units = 0;
  for (const char of text) {
    columns += charWidth(char);
    if (columns > width) break;
    units += char.length;
  }
  return units;
}

/** The first line of `text` and what is left of it. */
function splitLine(text: string, width: number): [string, string] {
  if (width + SLOP > textWidth(text)) return [text, ''];
  const head = text.slice(0, unitsWithin(text, width));
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (space <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  const at = newline > 0 && newline < space ? newline : space;
  return [text.slice(0, at), text.slice(at + 1)];
}

function wrap(indent: number, width: number, text: string): string {
  const block = (at: number): string => `\n${' '.repeat(at)}`;
  let left = indent;
  let out = '';
  if (width - left < 24) {
    left = 16;
    out = block(left);
  }
  if (width - left < 24) return text.replaceAll('\n', out);
  let [line, rest] = splitLine(text, width - left - SLOP);
  out += line.replaceAll('\n', block(left));
  while (rest !== '') {
    [line, rest] = splitLine(rest, width - left - SLOP);
    out += block(left) + line.replaceAll('\n', block(left));
  }
  return out;
}

function title(name: string, flag: Flag<unknown>): string {
  const short = flag.shorthand !== undefined && flag.shorthandDeprecated === undefined;
  const type = flag.type === 'bool' ? '' : ` ${flag.type}`;
  const optional = flag.noOptDefault === undefined || flag.type === 'bool' ? '' : optionalValue(flag);
  return `${short ? `  -${flag.shorthand ?? ''}, ` : '      '}--${name}${type}${optional}`;
}

const optionalValue = (flag: Flag<unknown>): string =>
  flag.type === 'string' ? `[="${flag.noOptDefault ?? ''}"]` : `[=${flag.noOptDefault ?? ''}]`;

/** Lines for every flag that is shown, by name, wrapped at `columns`; `describe` gives a flag's text. */
export function flagUsages(table: FlagTable, columns: number, describe: (name: string) => string): string {
  const shown = Object.entries(table)
    .filter(([, flag]) => flag.hidden !== true && flag.deprecated === undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(0, ...shown.map(([name, flag]) => title(name, flag).length));
  return shown
    .map(([name, flag]) => {
      const suffix = flag.defaultText === undefined ? '' : ` (default ${flag.defaultText})`;
      return `${title(name, flag).padEnd(width)}   ${wrap(width + 3, columns, describe(name) + suffix)}\n`;
    })
    .join('');
}
