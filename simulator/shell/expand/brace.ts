/** `{a,b}` and `{1..5}`: rewrites a word's source text into several, before anything else is expanded. */
import { parse } from 'unbash';
import type { Word } from 'unbash';

const expansions = new WeakMap<Word, readonly Word[]>();
/** More words than this are left unexpanded, so that `{1..1000000000}` cannot exhaust memory. */
const MOST = 100_000;

/** The words that a word with braces stands for; remembered. */
export function expandBraces(word: Word): readonly Word[] {
  let words = expansions.get(word);
  if (words === undefined) {
    words = braceTexts(word.text).flatMap((text) => (text === '' ? [] : [parseWord(text)]));
    expansions.set(word, words);
  }
  return words;
}

function parseWord(text: string): Word {
  const command = parse(`: ${text}`).commands[0]?.command;
  const argument = command?.type === 'Command' ? command.suffix[0] : undefined;
  return argument?.type === 'Word'
    ? argument
    : { type: 'Word', text, value: text, pos: 0, end: text.length, parts: undefined };
}

/** Texts of all combinations, in bash's order. */
export function braceTexts(text: string): string[] {
  const brace = findBrace(text, 0);
  if (brace === undefined) return [text];
  const before = text.slice(0, brace.open);
  const after = braceTexts(text.slice(brace.close + 1));
  const middle = brace.items.flatMap((item) => (brace.sequence ? [item] : braceTexts(item)));
  if (middle.length * after.length > MOST) return [text];
  return middle.flatMap((item) => after.map((rest) => before + item + rest));
}

interface Brace {
  open: number;
  close: number;
  items: string[];
  sequence: boolean;
}

/** The first brace expression at or after `from`. */
function findBrace(text: string, from: number): Brace | undefined {
  for (let at = from; at < text.length; at = skipElement(text, at)) {
    if (text.charAt(at) !== '{') continue;
    const brace = readBrace(text, at);
    if (brace !== undefined) return brace;
  }
  return undefined;
}

function readBrace(text: string, open: number): Brace | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = open; at < text.length; at = skipElement(text, at)) {
    const char = text.charAt(at);
    if (char === '{') depth += 1;
    else if (char === ',' && depth === 1) commas.push(at);
    else if (char === '}' && --depth === 0) return braceItems(text, open, at, commas);
  }
  return undefined;
}

function braceItems(text: string, open: number, close: number, commas: readonly number[]): Brace | undefined {
  if (commas.length > 0) {
    const cuts = [open, ...commas, close];
    const items = cuts.slice(1).map((cut, i) => text.slice((cuts[i] ?? 0) + 1, cut));
    return { open, close, items, sequence: false };
  }
  const items = sequence(text.slice(open + 1, close));
  return items === undefined ? undefined : { open, close, items, sequence: true };
}

/** The offset after the character, quote or expansion at `at`: braces in those do not count. */
function skipElement(text: string, at: number): number {
  const char = text.charAt(at);
  if (char === '\\') return at + 2;
  if (char === "'") return after(text, "'", at + 1);
  if (char === '"') return afterDouble(text, at + 1);
  if (char === '`') return after(text, '`', at + 1);
  if (char === '$' && (text.charAt(at + 1) === '{' || text.charAt(at + 1) === '(')) return afterNested(text, at + 1);
  if (char === '$' && text.charAt(at + 1) === "'") return afterAnsi(text, at + 2);
  return at + 1;
}

function after(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length : at + 1;
}

function afterAnsi(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== "'") at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function afterDouble(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== '"') at = text.charAt(at) === "'" ? at + 1 : skipElement(text, at);
  return at + 1;
}

function afterNested(text: string, open: number): number {
  const [opener, closer] = text.charAt(open) === '{' ? ['{', '}'] : ['(', ')'];
  let depth = 0;
  for (let at = open; at < text.length; at = skipElement(text, at)) {
    if (text.charAt(at) === opener) depth += 1;
    else if (text.charAt(at) === closer && --depth === 0) return at + 1;
  }
  return text.length;
}

/** `1..5`, `a..e`, `01..10..2`; undefined when it is none. */
function sequence(body: string): string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(body);
  if (numbers !== null) return numberSequence(numbers[1] ?? '', numbers[2] ?? '', numbers[3]);
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(body);
  if (letters === null) return undefined;
  return count((letters[1] ?? '').charCodeAt(0), (letters[2] ?? '').charCodeAt(0), letters[3])?.map((code) =>
    String.fromCharCode(code),
  );
}

function numberSequence(from: string, to: string, step: string | undefined): string[] | undefined {
  const padded = /^-?0\d/.test(from) || /^-?0\d/.test(to);
  const width = padded ? Math.max(from.length, to.length) : 0;
  return count(Number(from), Number(to), step)?.map((value) => pad(value, width));
}

function pad(value: number, width: number): string {
  return value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
}

function count(from: number, to: number, step: string | undefined): number[] | undefined {
  const size = Math.abs(Number(step ?? 1)) || 1;
  if (Math.abs(to - from) / size > MOST) return undefined;
  const values: number[] = [];
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? size : -size) values.push(value);
  return values;
}
