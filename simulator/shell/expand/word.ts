/** Words to fields, strings and patterns. */
import type { Word } from 'unbash';
import type { Shell } from '../state/shell.ts';
import { unescape } from '../text/escapes.ts';
import { arithmetic } from '../state/assign.ts';
import { ifsOf, joiner } from '../state/parameters.ts';
import { expandBraces } from './brace.ts';
import type { Expanding } from './expanding.ts';
import { FieldBuilder, splitRules } from './fields.ts';
import type { Field, Piece } from './fields.ts';
import { expandPathnames } from './glob.ts';
import { expandParameter, expandVariable } from './parameter.ts';
import type { Expansion } from './parameter.ts';
import { planQuotedWord, planWord } from './plan.ts';
import type { Plan, Segment } from './plan.ts';
import { planTemplate } from './template.ts';
import { expandTilde } from './tilde.ts';

/** Where tildes are looked for: at the start of a word, also after `:` in an assignment's value, or nowhere. */
type Tildes = 'start' | 'assignment' | 'none';

interface Target {
  readonly shell: Shell;
  readonly out: FieldBuilder;
  /** Lists join into one string instead of making fields. */
  readonly joins: boolean;
  /** Unquoted source text is split too (operands of `${x:-a b}`). */
  readonly splitText: boolean;
  readonly tildes: Tildes;
}

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
  const built = yield* wordFields(shell, plan);
  for (const field of built) {
    if (field.pattern === undefined || shell.options.has('noglob')) fields.push(field.text);
    else fields.push(...expandPathnames(shell, field.pattern, field.text));
  }
}

function* wordFields(shell: Shell, plan: Plan): Expanding<Field[]> {
  const out = new FieldBuilder(splitRules(ifsOf(shell)), shell.options.shopt('extglob'));
  const tildes = looksLikeAssignment(plan) && shell.dialect.name === 'bash' ? 'assignment' : 'start';
  yield* expandSegments({ shell, out, joins: false, splitText: false, tildes }, plan.segments);
  return out.fields();
}

/** bash expands tildes in arguments like `--prefix=~/x` only when they have the form of an assignment. */
function looksLikeAssignment(plan: Plan): boolean {
  const [first] = plan.segments;
  return first?.kind === 'text' && !first.quoted && /^[A-Za-z_]\w*\+?=/.test(first.text);
}

/** Fields of a redirection's target, before and after which the caller looks at their number. */
export function* expandSingle(shell: Shell, word: Word): Expanding<string[]> {
  return yield* expandWords(shell, [word]);
}

/** One string: assignment values, here-strings, subjects of `case`. */
export function* expandText(shell: Shell, word: Word, tildes: Tildes = 'assignment'): Expanding<string> {
  const plan = planWord(word);
  if (plan.constant !== undefined) return plan.constant;
  shell.wordText = word.text;
  return (yield* joined(shell, plan, tildes)).map((field) => field.text).join(' ');
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

function* joined(shell: Shell, plan: Plan, tildes: Tildes): Expanding<Field[]> {
  const out = new FieldBuilder(undefined, false);
  yield* expandSegments({ shell, out, joins: true, splitText: false, tildes }, plan.segments);
  return out.fields();
}

/** Text as if in double quotes. */
export function* expandTemplate(shell: Shell, source: string): Expanding<string> {
  return yield* expandQuoted(shell, planTemplate(source));
}

/** Segments of a here-document or template to one string. */
export function* expandQuoted(shell: Shell, segments: readonly Segment[]): Expanding<string> {
  const out = new FieldBuilder(undefined, false);
  yield* expandSegments({ shell, out, joins: true, splitText: false, tildes: 'none' }, segments);
  return out
    .fields()
    .map((field) => field.text)
    .join('');
}

function* expandSegments(target: Target, segments: readonly Segment[]): Expanding<void> {
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment !== undefined) yield* expandSegment(target, segment, i, i === segments.length - 1);
  }
}

function* expandSegment(target: Target, segment: Segment, index: number, last: boolean): Expanding<void> {
  const { shell, out } = target;
  switch (segment.kind) {
    case 'text':
      addText(target, segment.text, segment.quoted, index === 0, last);
      return;
    case 'quotes':
      yield* expandQuotes(target, segment.segments);
      return;
    case 'variable':
      addResult(target, expandVariable(shell, segment.name), segment.quoted);
      return;
    case 'parameter': {
      const result = yield* expandParameter(shell, segment.part, segment.quoted);
      if (result.kind === 'word') yield* expandOperand(target, result.word, segment.quoted);
      else addResult(target, result, segment.quoted);
      return;
    }
    case 'command':
      addScalar(target, yield { kind: 'command', part: segment.part }, segment.quoted);
      return;
    case 'arithmetic':
      addScalar(target, yield* expandArithmetic(shell, segment.part.text), segment.quoted);
      return;
    case 'ansi':
      out.add(unescape(segment.source, shell.dialect.ansi).text.replaceAll('\0', ''), true);
      return;
    case 'process':
      out.add(yield { kind: 'process', part: segment.part }, true);
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

function addText(target: Target, text: string, quoted: boolean, first: boolean, last: boolean): void {
  if (quoted || target.tildes === 'none' || !text.includes('~')) {
    addLiteral(target, text, quoted);
    return;
  }
  const parts = target.tildes === 'assignment' ? text.split(/(?<=[:=])/) : [text];
  parts.forEach((part, i) => {
    const begins = (i === 0 && first) || (i > 0 && isValueStart(parts, i));
    const tilde =
      begins && part.startsWith('~') && (last || i < parts.length - 1 || /[/:]/.test(part))
        ? expandTilde(target.shell, part, target.tildes === 'assignment')
        : undefined;
    if (tilde !== undefined) target.out.add(tilde.value, true);
    addLiteral(target, tilde === undefined ? part : part.slice(tilde.length), false);
  });
}

/** After `name=` or a colon behind it. */
function isValueStart(parts: readonly string[], index: number): boolean {
  const before = parts[index - 1] ?? '';
  return before.endsWith(':') || (index === 1 && before.endsWith('='));
}

function addLiteral(target: Target, text: string, quoted: boolean): void {
  if (target.splitText && !quoted) target.out.addSplit(text);
  else target.out.add(text, quoted);
}

function addScalar(target: Target, text: string, quoted: boolean): void {
  if (quoted) target.out.add(text, true);
  else target.out.addSplit(text);
}

function addResult(target: Target, result: Expansion, quoted: boolean): void {
  if (result.kind === 'text') addScalar(target, result.text, quoted);
  else if (result.kind === 'list') addList(target, result.values, result.star, quoted);
}

function addList(target: Target, values: readonly string[], star: boolean, quoted: boolean): void {
  const { shell, out } = target;
  if (target.joins || (star && quoted)) {
    if (values.length > 0 || (star && quoted)) addScalar(target, values.join(star ? joiner(shell) : ' '), quoted);
    return;
  }
  values.forEach((value, i) => {
    if (i > 0) out.cut();
    addScalar(target, value, quoted);
  });
}

/** `$((...))` or `$[...]`. */
function* expandArithmetic(shell: Shell, source: string): Expanding<string> {
  const inner = source.startsWith('$((') ? source.slice(3, -2) : source.slice(2, -1);
  return String(arithmetic(shell, yield* arithmeticText(shell, inner)));
}

/** The text of an arithmetic expression after expansion; bash drops double quotes. */
export function* arithmeticText(shell: Shell, source: string): Expanding<string> {
  if (!/[$`\\"]/.test(source)) return source;
  const unquoted = shell.dialect.name === 'bash' ? source.replace(/(?<!\\)"/g, '') : source;
  return yield* expandTemplate(shell, unquoted);
}
