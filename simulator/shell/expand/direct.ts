/**
 * Expansion of words that can be expanded without waiting for a command: everything but substitutions and `${...}`
 * with operands. Loops consist of such words, so they take this way rather than that of word.ts.
 */
import type { Word } from 'unbash';
import { arithmetic } from '../state/assign.ts';
import { ifsOf, readParameter } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { unescape } from '../text/escapes.ts';
import { FieldBuilder, splitRules } from './fields.ts';
import type { Field } from './fields.ts';
import { expandPathnames } from './glob.ts';
import { expandVariable } from './parameter.ts';
import { planWord } from './plan.ts';
import type { Plan, Segment } from './plan.ts';
import { addResult, addScalar, addText } from './target.ts';
import type { Target, Tildes } from './target.ts';

/** Adds a segment that needs no waiting; false (nothing added) when it does. */
export function addDirect(target: Target, segment: Segment, first: boolean, last: boolean): boolean {
  switch (segment.kind) {
    case 'text':
      addText(target, segment.text, segment.quoted, first, last);
      return true;
    case 'variable':
      addResult(target, expandVariable(target.shell, segment.name), segment.quoted);
      return true;
    case 'ansi':
      target.out.add(unescape(segment.source, target.shell.dialect.ansi).text.replaceAll('\0', ''), true);
      return true;
    case 'arithmetic':
      if (segment.plain === undefined) return false;
      addScalar(target, String(arithmetic(target.shell, segment.plain)), segment.quoted);
      return true;
    case 'quotes':
      if (!segment.direct) return false;
      addQuotes(target, segment.segments);
      return true;
    default:
      return false;
  }
}

function addQuotes(target: Target, segments: readonly Segment[]): void {
  const before = target.out.additions;
  let emptyList = false;
  for (const segment of segments) {
    const start = target.out.additions;
    addDirect(target, segment, false, false);
    if (target.out.additions === start && segment.kind === 'variable') emptyList = true;
  }
  // A pair of quotes makes a field, unless all it held was an empty `$@`.
  if (target.out.additions === before && !emptyList) target.out.add('', true);
}

/** The fields of words; undefined when one of them needs waiting for (nothing has happened then). */
export function expandWordsNow(shell: Shell, words: readonly Word[]): string[] | undefined {
  for (const word of words) if (!planWord(word).direct) return undefined;
  const fields: string[] = [];
  for (const word of words) addWord(shell, word, fields);
  return fields;
}

function addWord(shell: Shell, word: Word, fields: string[]): void {
  const plan = planWord(word);
  if (plan.constant !== undefined) {
    fields.push(plan.constant);
    return;
  }
  const quoted = plan.quotedVariable === undefined ? undefined : plainValue(shell, plan.quotedVariable);
  if (quoted !== undefined) {
    fields.push(quoted);
    return;
  }
  shell.wordText = word.text;
  const out = new FieldBuilder(splitRules(ifsOf(shell)), shell.options.shopt('extglob'));
  const target: Target = { shell, out, joins: false, splitText: false, tildes: tildesOf(shell, plan) };
  addSegments(target, plan.segments);
  pushFields(shell, out.fields(), fields);
}

/** `"$x"` of an ordinary variable; undefined leaves it to the general way. */
function plainValue(shell: Shell, name: string): string | undefined {
  return name === '@' || name === '*' ? undefined : readParameter(shell, name);
}

function addSegments(target: Target, segments: readonly Segment[]): void {
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment !== undefined) addDirect(target, segment, i === 0, i === segments.length - 1);
  }
}

/** Fields as strings, with path names expanded. */
export function pushFields(shell: Shell, built: readonly Field[], fields: string[]): void {
  for (const field of built) {
    if (field.pattern === undefined || shell.options.has('noglob')) fields.push(field.text);
    else fields.push(...expandPathnames(shell, field.pattern, field.text));
  }
}

/** bash expands tildes in arguments like `prefix=~/x` only when they have the form of an assignment. */
export function tildesOf(shell: Shell, plan: Plan): Tildes {
  if (shell.dialect.name !== 'bash') return 'start';
  const [first] = plan.segments;
  return first?.kind === 'text' && !first.quoted && /^[A-Za-z_]\w*\+?=/.test(first.text) ? 'assignment' : 'start';
}

/** One string without splitting; undefined when the word needs waiting for. */
export function expandTextNow(shell: Shell, word: Word, tildes: Tildes): string | undefined {
  const plan = planWord(word);
  if (plan.constant !== undefined) return plan.constant;
  if (!plan.direct) return undefined;
  shell.wordText = word.text;
  const out = new FieldBuilder(undefined, false);
  addSegments({ shell, out, joins: true, splitText: false, tildes }, plan.segments);
  return out.text();
}
