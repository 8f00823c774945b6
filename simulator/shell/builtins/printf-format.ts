/** The format of `printf`, taken apart. */
import { readEscape } from '../text/escapes.ts';
import type { EscapeRules } from '../text/escapes.ts';
import { normalizeBytes } from '../text/raw.ts';

export interface Conversion {
  kind: 'conversion';
  flags: string;
  width: number | '*' | undefined;
  precision: number | '*' | undefined;
  letter: string;
  /** The format inside `%(...)T`. */
  time: string;
}

export type FormatItem =
  | { kind: 'text'; text: string; stops: boolean }
  /** Something after `%` that is no conversion; `letter` is empty when the format ends there. */
  | { kind: 'bad'; text: string; letter: string }
  | Conversion;

export function parseFormat(format: string, rules: EscapeRules): FormatItem[] {
  const items: FormatItem[] = [];
  let text = '';
  let at = 0;
  const endText = (stops: boolean): void => {
    if (text !== '' || stops) items.push({ kind: 'text', text: normalizeBytes(text), stops });
    text = '';
  };
  while (at < format.length) {
    const char = format.charAt(at);
    if (char === '\\' && at + 1 < format.length) {
      const escape = readEscape(format, at + 1, rules);
      if (escape === 'stop') {
        endText(true);
        return items;
      }
      text += escape.text;
      at = escape.next;
    } else if (char === '%' && format.charAt(at + 1) === '%') {
      text += '%';
      at += 2;
    } else if (char === '%') {
      endText(false);
      const { item, next } = conversion(format, at, rules);
      items.push(item);
      at = next;
    } else {
      text += char;
      at += 1;
    }
  }
  endText(false);
  return items;
}

const SHAPE = /^%([-+ #0']*)(\*|\d*)(?:\.(\*|-?\d*))?(?:\(([^)]*)\))?[hlLjzt]*/;
const PLAIN_SHAPE = /^%([-+ #0']*)(\*|\d*)(?:\.(\*|-?\d*))?/;

function conversion(format: string, at: number, rules: EscapeRules): { item: FormatItem; next: number } {
  const [whole = '%', flags = '', width = '', precision, time] =
    (rules.unicode ? SHAPE : PLAIN_SHAPE).exec(format.slice(at)) ?? [];
  const letter = format.charAt(at + whole.length);
  const next = at + whole.length + 1;
  const known = time === undefined ? knownLetters(rules).includes(letter) : letter === 'T' && rules.unicode;
  if (letter === '' || !known) return { item: { kind: 'bad', text: format.slice(at, next), letter }, next };
  const item: Conversion = {
    kind: 'conversion',
    flags,
    width: width === '*' ? '*' : width === '' ? undefined : Number(width),
    precision:
      precision === undefined ? undefined : precision === '*' ? '*' : Number(precision === '' ? '0' : precision),
    letter,
    time: time ?? '',
  };
  return { item, next };
}

/** Only bash (whose formats know `\u`) has %q, %Q and %(...)T. */
function knownLetters(rules: EscapeRules): string {
  return rules.unicode ? 'diouxXeEfFgGaAcsbqQn' : 'diouxXeEfFgGaAcsb';
}
