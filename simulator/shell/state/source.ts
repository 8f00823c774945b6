/** A piece of source that was parsed as one: a command, a function's file, an eval string. */
import type { ParsedScript } from 'unbash';

export interface SourceUnit {
  /** The text that node positions index. */
  readonly text: string;
  /** The line number of its first character. */
  readonly firstLine: number;
  readonly script: ParsedScript;
  /** Offsets of its newlines; filled on first use. */
  newlines: readonly number[] | undefined;
}

export function createUnit(text: string, firstLine: number, script: ParsedScript): SourceUnit {
  return { text, firstLine, script, newlines: undefined };
}

/** The line number of an offset into the unit. */
export function lineOf(unit: SourceUnit, offset: number): number {
  unit.newlines ??= newlinesOf(unit.text);
  const newlines = unit.newlines;
  if (newlines.length === 0) return unit.firstLine;
  let low = 0;
  let high = newlines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((newlines[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return unit.firstLine + low;
}

function newlinesOf(text: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at);
  return found;
}
