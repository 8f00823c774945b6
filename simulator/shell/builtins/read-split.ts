import type { SplitRules } from '../expand/fields.ts';

/**
 * The fields of a line that `read` has taken in. With `count` names the last gets the rest, with trailing white space
 * of IFS taken off; a single separator that ends the line is not part of it. Escaped characters separate nothing.
 */
export function splitFields(
  text: string,
  escaped: ReadonlySet<number>,
  rules: SplitRules,
  count: number | undefined,
): string[] {
  const isWhite = (at: number): boolean =>
    !escaped.has(at) && rules.white.includes(text.charAt(at)) && at < text.length;
  const isOther = (at: number): boolean =>
    !escaped.has(at) && rules.other.includes(text.charAt(at)) && at < text.length;
  const fields: string[] = [];
  let at = 0;
  while (isWhite(at)) at += 1;
  while (at < text.length && (count === undefined || fields.length < count - 1)) {
    let end = at;
    while (end < text.length && !isWhite(end) && !isOther(end)) end += 1;
    fields.push(text.slice(at, end));
    at = end;
    while (isWhite(at)) at += 1;
    if (isOther(at)) {
      at += 1;
      while (isWhite(at)) at += 1;
    }
  }
  if (count !== undefined && at < text.length) fields.push(lastField(text, at, isWhite, isOther));
  return fields;
}

function lastField(
  text: string,
  start: number,
  isWhite: (at: number) => boolean,
  isOther: (at: number) => boolean,
): string {
  let end = text.length;
  while (end > start && isWhite(end - 1)) end -= 1;
  if (end > start && isOther(end - 1)) {
    const inner = onlyOneSeparator(text, start, end - 1, isOther);
    if (inner) {
      end -= 1;
      while (end > start && isWhite(end - 1)) end -= 1;
    }
  }
  return text.slice(start, end);
}

/** Whether the separator at the end is the only one, so that it just closes the last field. */
function onlyOneSeparator(_text: string, start: number, last: number, isOther: (at: number) => boolean): boolean {
  for (let at = start; at < last; at++) if (isOther(at)) return false;
  return true;
}
