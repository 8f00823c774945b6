/** Words to fields, strings and patterns. */
import type { Word } from 'unbash';
import type { Shell } from '../state/shell.ts';
import { arithmetic } from '../state/assign.ts';
import { ifsOf } from '../state/parameters.ts';
import { expandBraces } from './brace.ts';
import type { Expanding } from './expanding.ts';
import { FieldBuilder, splitRules } from './fields.ts';
import type { Piece } from './fields.ts';
import { expandParameter } from './parameter.ts';
import { planQuotedWord, planWord } from './plan.ts';
import type { Plan, Segment } from './plan.ts';
import { addDirect, pushFields, tildesOf } from './direct.ts';
import { addResult, addScalar } from './target.ts';
import type { Target, Tildes } from './target.ts';
import { planTemplate } from './template.ts';

/** Words of a command, `for` or array: braces, expansions, splitting, path names. */
export function* expandWords(shell: Shell, words: readonly Word[]): Expanding<string[]> {
  const fields: string[] = [];
  for (const word of words) yield* expandWordInto(shell, word, fields);
  return fields;
}

function* expandWordInto(shell: Shell, word: Word, fields: string[]): Expanding<void> {
  const plan = planWord(word);
  if (plan.constant !== undefined) {
    fields.push(plan.constant);
    return;
  }
  shell.wordText = word.text;
  if (plan.braces && shell.dialect.features.braceExpansion && shell.options.has('braceexpand')) {
    for (const one of expandBraces(word)) yield* expandPlan(shell, planWord(one), fields);
    return;
  }
  yield* expandPlan(shell, plan, fields);
}

function* expandPlan(shell: Shell, plan: Plan, fields: string[]): Expanding<void> {
  if (plan.constant !== undefined) {
    fields.push(plan.constant);
    return;
  }
  const out = new FieldBuilder(splitRules(ifsOf(shell)), shell.options.shopt('extglob'));
  yield* expandSegments({ shell, out, joins: false, splitText: false, tildes: tildesOf(shell, plan) }, plan.segments);
  pushFields(shell, out.fields(), fields);
}

/** One string: assignment values, here-strings, subjects of `case`. */
export function* expandText(shell: Shell, word: Word, tildes: Tildes = 'assignment'): Expanding<string> {
  const plan = planWord(word);
  if (plan.constant !== undefined) return plan.constant;
  shell.wordText = word.text;
  return yield* joined(shell, plan, tildes);
}

/** A word as a pattern string. */
export function* expandPattern(shell: Shell, word: Word): Expanding<string> {
  const pieces = yield* expandPieces(shell, word);
  return patternText(pieces);
}

function patternText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.quoted ? piece.text.replace(/[\\*?[\]()|!+@^-]/g, '\\$&') : piece.text)).join('');
}

/** A word as pieces that know whether they were quoted. */
export function* expandPieces(shell: Shell, word: Word): Expanding<readonly Piece[]> {
  const out = new FieldBuilder(undefined, true);
  yield* expandSegments({ shell, out, joins: true, splitText: false, tildes: 'start' }, planWord(word).segments);
  return out.pieces();
}

function* joined(shell: Shell, plan: Plan, tildes: Tildes): Expanding<string> {
  const out = new FieldBuilder(undefined, false);
  yield* expandSegments({ shell, out, joins: true, splitText: false, tildes }, plan.segments);
  return out.text();
}

/** Text as if in double quotes. */
export function* expandTemplate(shell: Shell, source: string): Expanding<string> {
  return yield* expandQuoted(shell, planTemplate(source));
}

/** Segments of a here-document or template to one string. */
export function* expandQuoted(shell: Shell, segments: readonly Segment[]): Expanding<string> {
  const out = new FieldBuilder(undefined, false);
  yield* expandSegments({ shell, out, joins: true, splitText: false, tildes: 'none' }, segments);
  return out.text();
}

function* expandSegments(target: Target, segments: readonly Segment[]): Expanding<void> {
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment !== undefined) yield* expandSegment(target, segment, i, i === segments.length - 1);
  }
}

function* expandSegment(target: Target, segment: Segment, index: number, last: boolean): Expanding<void> {
  if (addDirect(target, segment, index === 0, last)) return;
  const { shell, out } = target;
  switch (segment.kind) {
    case 'quotes':
      yield* expandQuotes(target, segment.segments);
      return;
    case 'parameter': {
      const result = yield* expandParameter(shell, segment.part);
      if (result.kind === 'word') yield* expandOperand(target, result.word, segment.quoted);
      else addResult(target, result, segment.quoted);
      return;
    }
    case 'command':
      addScalar(target, yield { kind: 'command', part: segment.part }, segment.quoted);
      return;
    case 'arithmetic':
      addScalar(target, yield* expandArithmetic(shell, segment.source), segment.quoted);
      return;
    case 'process':
      out.add(yield { kind: 'process', part: segment.part }, true);
      return;
    default:
      return;
  }
}

/** The operand of `${x:-word}`: in place, with its own quotes, and split where it stands unquoted. */
function* expandOperand(target: Target, word: Word, quoted: boolean): Expanding<void> {
  const plan = quoted ? planQuotedWord(word) : planWord(word);
  yield* expandSegments(
    { ...target, splitText: !quoted && !target.joins, tildes: quoted ? 'none' : target.tildes },
    plan.segments,
  );
}

/** A pair of quotes makes a field, unless all it held was an empty `$@`. */
function* expandQuotes(target: Target, segments: readonly Segment[]): Expanding<void> {
  const before = target.out.additions;
  let emptyList = false;
  for (const segment of segments) {
    const start = target.out.additions;
    yield* expandSegment(target, segment, 1, false);
    if (target.out.additions === start && (segment.kind === 'variable' || segment.kind === 'parameter'))
      emptyList = true;
  }
  if (target.out.additions === before && !emptyList) target.out.add('', true);
}

/** The inside of `$((...))`. */
function* expandArithmetic(shell: Shell, source: string): Expanding<string> {
  return String(arithmetic(shell, yield* arithmeticText(shell, source)));
}

/** The text of an arithmetic expression after expansion; bash drops double quotes. */
export function* arithmeticText(shell: Shell, source: string): Expanding<string> {
  if (!/[$`\\"]/.test(source)) return source;
  const unquoted = shell.dialect.name === 'bash' ? source.replace(/(?<!\\)"/g, '') : source;
  return yield* expandTemplate(shell, unquoted);
}
