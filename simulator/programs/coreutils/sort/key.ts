/** Sort keys: which part of a line, and how two of them compare. */
import { Failure, type Tool } from '../../command/tool.ts';
import { compareVersions } from '../../text/version-order.ts';

export interface Ordering {
  /** b, d, f, i: what is skipped or folded. */
  skipBlanks: boolean;
  dictionary: boolean;
  fold: boolean;
  printable: boolean;
  kind: 'text' | 'numeric' | 'general' | 'human' | 'month' | 'version' | 'random';
  reverse: boolean;
}

export interface Position {
  field: number;
  /** 0: the end of the field (for the end of a key). */
  character: number;
  skipBlanks: boolean;
}

export interface Key extends Ordering {
  start: Position;
  end: Position | undefined;
  /** The key has letters of its own, so the global ones do not count. */
  own: boolean;
}

export const plainOrdering: Ordering = {
  skipBlanks: false,
  dictionary: false,
  fold: false,
  printable: false,
  kind: 'text',
  reverse: false,
};

const KINDS: Readonly<Record<string, Ordering['kind']>> = {
  n: 'numeric',
  g: 'general',
  h: 'human',
  M: 'month',
  V: 'version',
  R: 'random',
};

/** Adds one ordering letter; false when it is none. */
export function applyLetter(ordering: Ordering, letter: string): boolean {
  const kind = KINDS[letter];
  if (kind !== undefined) ordering.kind = kind;
  else if (letter === 'b') ordering.skipBlanks = true;
  else if (letter === 'd') ordering.dictionary = true;
  else if (letter === 'f') ordering.fold = true;
  else if (letter === 'i') ordering.printable = true;
  else if (letter === 'r') ordering.reverse = true;
  else return false;
  return true;
}

/** `-k F[.C][OPTS][,F[.C][OPTS]]`. */
export function parseKey(t: Tool, text: string): Key {
  const [, field, , character, startLetters = '', , endField, , endCharacter, endLetters = '', rest = ''] =
    /^(\d+)(\.(\d+))?([bdfghinMRrV]*)(,(\d+)(\.(\d+))?([bdfghinMRrV]*))?(.*)$/s.exec(text) ?? [];
  const bad = (message: string): Failure => new Failure(t.busybox ? 'bad field specification' : message, 2);
  if (field === undefined)
    throw bad(`invalid number at field start: invalid count at start of ${t.quoteMessage(text)}`);
  if (rest !== '') throw bad(`stray character in field spec: invalid field specification ${t.quoteMessage(text)}`);
  if (Number(field) === 0) throw bad(`field number is zero: invalid field specification ${t.quoteMessage(text)}`);
  if (character !== undefined && Number(character) === 0)
    throw bad(`character offset is zero: invalid field specification ${t.quoteMessage(text)}`);
  const key: Key = {
    ...plainOrdering,
    start: { field: Number(field), character: Number(character ?? 1), skipBlanks: startLetters.includes('b') },
    end:
      endField === undefined
        ? undefined
        : { field: Number(endField), character: Number(endCharacter ?? 0), skipBlanks: endLetters.includes('b') },
    own: startLetters !== '' || endLetters !== '',
  };
  for (const letter of startLetters + endLetters) if (letter !== 'b') applyLetter(key, letter);
  return key;
}

/** Where each field begins and ends. Without a separator a field includes the blanks before it. */
function fieldBounds(line: string, separator: string | undefined): [number, number][] {
  const bounds: [number, number][] = [];
  if (separator !== undefined) {
    let at = 0;
    for (;;) {
      const next = line.indexOf(separator, at);
      if (next < 0) break;
      bounds.push([at, next]);
      at = next + 1;
    }
    bounds.push([at, line.length]);
    return bounds;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
    bounds.push([match.index, match.index + match[0].length]);
  return bounds;
}

function skipBlanks(line: string, at: number, end: number): number {
  let from = at;
  while (from < end && (line[from] === ' ' || line[from] === '\t')) from++;
  return from;
}

/** The part of the line that the key covers. */
export function extractKey(line: string, key: Key, separator: string | undefined): string {
  const bounds = fieldBounds(line, separator);
  const [startAt, startEnd] = bounds[key.start.field - 1] ?? [line.length, line.length];
  const from = key.start.skipBlanks || key.skipBlanks ? skipBlanks(line, startAt, startEnd) : startAt;
  const start = Math.min(line.length, from + key.start.character - 1);
  if (key.end === undefined) return line.slice(start);
  const [endAt, endEnd] = bounds[key.end.field - 1] ?? [line.length, line.length];
  if (key.end.character === 0) return line.slice(start, Math.max(start, endEnd));
  const base = key.end.skipBlanks ? skipBlanks(line, endAt, endEnd) : endAt;
  return line.slice(start, Math.max(start, Math.min(line.length, base + key.end.character)));
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const SUFFIXES = ' KMGTPEZY';

function leadingNumber(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1] ?? 0) || 0;
}

function generalNumber(text: string): number {
  const found = /^\s*([-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|inf(?:inity)?|nan))/i.exec(text)?.[1];
  if (found === undefined) return -Infinity;
  if (/inf/i.test(found)) return found.startsWith('-') ? -Number.MAX_VALUE : Number.MAX_VALUE;
  return Number(found);
}

function humanNumber(text: string): [suffix: number, value: number] {
  const [, number = '0', suffix = ' '] = /^[ \t]*(-?\d*\.?\d*)([KkMGTPEZY]?)/.exec(text) ?? [];
  const rank = Math.max(0, SUFFIXES.indexOf(suffix === '' ? ' ' : suffix.toUpperCase()));
  const value = Number(number) || 0;
  return [value < 0 ? -rank : value === 0 ? 0 : rank, value];
}

export type TextOrder = (a: string, b: string) => number;

function prepared(text: string, ordering: Ordering): string {
  let result = ordering.skipBlanks ? text.replace(/^[ \t]+/, '') : text;
  if (ordering.dictionary) result = result.replace(/[^A-Za-z0-9 \t\u0080-\uffff]/g, '');
  if (ordering.printable) result = result.replace(/[\x00-\x1f\x7f]/g, '');
  return ordering.fold ? result.toUpperCase() : result;
}

/** Compares two key texts; the direction is applied. */
export function compareKeys(a: string, b: string, ordering: Ordering, collate: TextOrder): number {
  const order = ascending(a, b, ordering, collate);
  return ordering.reverse ? -order : order;
}

function ascending(a: string, b: string, ordering: Ordering, collate: TextOrder): number {
  switch (ordering.kind) {
    case 'numeric':
      return leadingNumber(a) - leadingNumber(b);
    case 'general': {
      const [x, y] = [generalNumber(a), generalNumber(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    }
    case 'human': {
      const [x, y] = [humanNumber(a), humanNumber(b)];
      return x[0] - y[0] || x[1] - y[1];
    }
    case 'month': {
      const month = (text: string): number =>
        MONTHS.indexOf(
          text
            .replace(/^[ \t]+/, '')
            .slice(0, 3)
            .toUpperCase(),
        );
      return month(a) - month(b);
    }
    case 'version':
      return compareVersions(a, b);
    default:
      return collate(prepared(a, ordering), prepared(b, ordering));
  }
}
