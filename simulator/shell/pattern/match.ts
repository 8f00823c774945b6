/**
 * Matching by sets of reachable positions: after each item of the pattern, every position of the subject where a
 * match of the items so far may end. No backtracking, so no pattern can make it slow: the cost is at most
 * items x characters squared.
 */
import { parsePattern } from './parse.ts';
import type { Pattern, PatternItem, PatternRules } from './parse.ts';

export interface Matcher {
  /** The pattern matches all of `text`. */
  matches(text: string): boolean;
  /** Lengths (in UTF-16 units) of the prefixes of `text` from `start` that match, rising. */
  prefixes(text: string, start?: number): number[];
  /** The text that it matches, when it is one only. */
  readonly literal: string | undefined;
}

const cache = new Map<string, Matcher>();
const CACHE_LIMIT = 500;

/** The matcher of a pattern string; recently used ones are remembered. */
export function compilePattern(text: string, rules: PatternRules): Matcher {
  const key = `${rules.extglob ? 'e' : ''}${rules.ignoreCase ? 'i' : ''}:${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = createMatcher(parsePattern(text, rules));
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, made);
  return made;
}

function createMatcher(pattern: Pattern): Matcher {
  const literal = literalOf(pattern);
  if (literal !== undefined) {
    return {
      literal,
      matches: (text) => text === literal,
      prefixes: (text, start = 0) => (text.startsWith(literal, start) ? [literal.length] : []),
    };
  }
  return {
    literal,
    matches: (text) => {
      const subject = split(text);
      return reach(pattern, attemptOn(subject), [0]).at(-1) === subject.length;
    },
    prefixes: (text, start = 0) => {
      const subject = split(text.slice(start));
      const ends = reach(pattern, attemptOn(subject), [0]);
      return typeof subject === 'string' ? ends : unitLengths(subject, ends);
    },
  };
}

/** Characters of the subject: the string itself while every character is one UTF-16 unit. */
type Subject = string | readonly string[];

function split(text: string): Subject {
  return hasSurrogates(text) ? Array.from(text) : text;
}

function hasSurrogates(text: string): boolean {
  return /[\uD800-\uDBFF]/.test(text);
}

function attemptOn(subject: Subject): Attempt {
  return { subject, passes: new Map() };
}

function unitLengths(subject: readonly string[], ends: readonly number[]): number[] {
  const offsets: number[] = [0];
  for (const char of subject) offsets.push((offsets.at(-1) ?? 0) + char.length);
  return ends.map((end) => offsets[end] ?? 0);
}

function literalOf(pattern: Pattern): string | undefined {
  let text = '';
  for (const item of pattern) {
    if (item.kind !== 'literal') return undefined;
    text += item.char;
  }
  return text;
}

/** One subject under a pattern, with what has been found out about its parenthesised items. */
interface Attempt {
  readonly subject: Subject;
  /** For an extended item: where one pass through its alternatives from a position can end. */
  readonly passes: Map<PatternItem, Map<number, number[]>>;
}

/** Positions, rising, at which a match of `pattern` that starts at one of `from` can end. */
function reach(pattern: Pattern, attempt: Attempt, from: readonly number[]): number[] {
  let positions: number[] = [...from];
  for (const item of pattern) {
    if (positions.length === 0) return positions;
    positions = step(item, attempt, positions);
  }
  return positions;
}

function step(item: PatternItem, attempt: Attempt, from: number[]): number[] {
  if (item.kind === 'star') return upward(from[0] ?? 0, attempt.subject.length);
  if (item.kind === 'extended') return merge(from.map((start) => extended(item, attempt, start)));
  const next: number[] = [];
  for (const at of from) {
    const char = attempt.subject[at];
    if (char !== undefined && accepts(item, char)) next.push(at + 1);
  }
  return next;
}

function accepts(item: PatternItem, char: string): boolean {
  if (item.kind === 'literal') return item.char === char;
  return item.kind === 'any' || (item.kind === 'set' && item.accepts(char) !== item.negated);
}

function upward(from: number, to: number): number[] {
  const all: number[] = [];
  for (let at = from; at <= to; at++) all.push(at);
  return all;
}

type Extended = Extract<PatternItem, { kind: 'extended' }>;

function extended(item: Extended, attempt: Attempt, start: number): number[] {
  switch (item.operator) {
    case '@':
      return pass(item, attempt, start);
    case '?':
      return merge([[start], pass(item, attempt, start)]);
    case '+':
      return repeat(item, attempt, pass(item, attempt, start));
    case '*':
      return repeat(item, attempt, [start]);
    case '!': {
      const taken = new Set(pass(item, attempt, start));
      return upward(start, attempt.subject.length).filter((at) => !taken.has(at));
    }
  }
}

/** Once through the alternatives of `item`; remembered, so that nesting does not multiply the work. */
function pass(item: Extended, attempt: Attempt, start: number): number[] {
  let known = attempt.passes.get(item);
  if (known === undefined) attempt.passes.set(item, (known = new Map<number, number[]>()));
  let ends = known.get(start);
  if (ends === undefined) {
    ends = merge(item.alternatives.map((alternative) => reach(alternative, attempt, [start])));
    known.set(start, ends);
  }
  return ends;
}

function repeat(item: Extended, attempt: Attempt, seed: readonly number[]): number[] {
  const all = new Set(seed);
  for (const at of all) for (const end of pass(item, attempt, at)) all.add(end);
  return [...all].sort((a, b) => a - b);
}

function merge(lists: readonly (readonly number[])[]): number[] {
  const [only] = lists;
  if (only !== undefined && lists.length === 1) return [...only];
  const all = new Set<number>();
  for (const list of lists) for (const at of list) all.add(at);
  return [...all].sort((a, b) => a - b);
}
