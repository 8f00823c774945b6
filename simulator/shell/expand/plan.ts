/**
 * Words made ready for expansion: the parser's parts become a flat list of segments with quoting decided, worked out
 * once per word and remembered.
 */
import type {
  ArithmeticExpansionPart,
  BraceExpansionPart,
  CommandExpansionPart,
  DoubleQuotedChild,
  ExtendedGlobPart,
  GlobPart,
  ParameterExpansionPart,
  ProcessSubstitutionPart,
  Word,
  WordPart,
} from 'unbash';

export type Segment =
  | { kind: 'text'; text: string; quoted: boolean }
  /** A pair of quotes: makes a field even when it holds nothing. */
  | { kind: 'quotes'; segments: readonly Segment[]; direct: boolean }
  | { kind: 'variable'; name: string; quoted: boolean }
  | { kind: 'parameter'; part: ParameterExpansionPart; quoted: boolean }
  | { kind: 'command'; part: CommandExpansionPart; quoted: boolean }
  /** `plain`: the expression, when nothing in it is to be expanded first. */
  | { kind: 'arithmetic'; source: string; plain: string | undefined; quoted: boolean }
  | { kind: 'process'; part: ProcessSubstitutionPart }
  /** `$'...'` as written; shells differ in its escapes. */
  | { kind: 'ansi'; source: string };

export interface Plan {
  readonly segments: readonly Segment[];
  /** The one string the word always is, when nothing in it expands, globs or splits. */
  readonly constant: string | undefined;
  /** Has an unquoted brace expansion. */
  readonly braces: boolean;
  /** Can be expanded without waiting for commands (direct.ts). */
  readonly direct: boolean;
  /** The word is `"$name"` and nothing else. */
  readonly quotedVariable: string | undefined;
}

const plans = new WeakMap<Word, Plan>();
const quotedPlans = new WeakMap<Word, Plan>();

/** The plan of a word that stands outside quotes. */
export function planWord(word: Word): Plan {
  let plan = plans.get(word);
  if (plan === undefined) plans.set(word, (plan = makePlan(word, false)));
  return plan;
}

/** The plan of an operand inside double quotes (`"${x:-word}"`), where single quotes are ordinary. */
export function planQuotedWord(word: Word): Plan {
  let plan = quotedPlans.get(word);
  if (plan === undefined) quotedPlans.set(word, (plan = makePlan(word, true)));
  return plan;
}

function makePlan(word: Word, quoted: boolean): Plan {
  const parts = word.parts;
  if (parts === undefined) {
    const segments = quoted
      ? [{ kind: 'text' as const, text: unescapeQuoted(word.text), quoted: true }]
      : literal(word.text);
    return createPlan(segments, false);
  }
  const segments = parts.flatMap((part) => segmentsOf(part, quoted));
  const hasBraces = parts.some((part) => part.type === 'BraceExpansion');
  return createPlan(segments, hasBraces);
}

function createPlan(segments: readonly Segment[], braces: boolean): Plan {
  const constant = braces ? undefined : constantOf(segments);
  return {
    segments,
    constant,
    braces,
    direct: !braces && segments.every(isDirect),
    quotedVariable: quotedVariableOf(segments),
  };
}

function quotedVariableOf(segments: readonly Segment[]): string | undefined {
  const [only] = segments;
  if (segments.length !== 1 || only?.kind !== 'quotes' || only.segments.length !== 1) return undefined;
  const [inner] = only.segments;
  return inner?.kind === 'variable' ? inner.name : undefined;
}

/** Segments of parts inside double quotes. */
export function quotedSegments(parts: readonly (DoubleQuotedChild | WordPart)[]): Segment[] {
  return parts.flatMap((part) => segmentsOf(part, true));
}

/**
 * Segments of a here-document, where double quotes are ordinary, with a backslash before them too. `strip` (for
 * `<<-`) takes the leading tabs off the source's lines.
 */
export function hereDocumentSegments(parts: readonly WordPart[], strip: boolean): Segment[] {
  return parts.flatMap((part, i): Segment[] => {
    if (part.type !== 'Literal') return segmentsOf(part, true);
    const text = strip ? part.text.replace(i === 0 ? /(^|\n)\t+/g : /(\n)\t+/g, '$1') : part.text;
    return [{ kind: 'text', text: unescapeHereDocument(text), quoted: true }];
  });
}

/** Inside a here-document a backslash quotes only `$`, backquote, itself and a newline. */
export function unescapeHereDocument(source: string): string {
  return source.includes('\\')
    ? source.replace(/\\([$`\\\n])/g, (_all, char: string) => (char === '\n' ? '' : char))
    : source;
}

function constantOf(segments: readonly Segment[]): string | undefined {
  let text = '';
  for (const segment of segments) {
    if (segment.kind === 'quotes') {
      const inner = constantOf(segment.segments);
      if (inner === undefined) return undefined;
      text += inner;
      continue;
    }
    if (segment.kind !== 'text' || (!segment.quoted && /[*?[\]~\\]|[+@!]\(/.test(segment.text))) return undefined;
    text += segment.text;
  }
  return segments.length === 0 ? undefined : text;
}

function segmentsOf(part: WordPart | DoubleQuotedChild, quoted: boolean): Segment[] {
  switch (part.type) {
    case 'Literal':
      return quoted ? [{ kind: 'text', text: unescapeQuoted(part.text), quoted }] : literal(part.text);
    case 'SingleQuoted':
      return [quotes([{ kind: 'text', text: part.value, quoted: true }])];
    case 'AnsiCQuoted':
      return [quotes([{ kind: 'ansi', source: part.text.slice(2, -1) }])];
    case 'DoubleQuoted':
    case 'LocaleString':
      return [quotes(quotedSegments(part.parts))];
    case 'SimpleExpansion':
      return [{ kind: 'variable', name: part.text.slice(1), quoted }];
    case 'ParameterExpansion':
      return [{ kind: 'parameter', part, quoted }];
    case 'CommandExpansion':
      return [{ kind: 'command', part, quoted }];
    case 'ArithmeticExpansion':
      return [arithmeticSegment(part, quoted)];
    case 'ProcessSubstitution':
      return [{ kind: 'process', part }];
    case 'Glob':
    case 'ExtendedGlob':
      return glob(part, quoted);
    case 'BraceExpansion':
      return braces(part, quoted);
  }
}

/** A brace expansion that is not to be one (or turns out not to be) is its source with what is in it expanded. */
function braces(part: BraceExpansionPart, quoted: boolean): Segment[] {
  if (part.parts === undefined) return literal(part.text);
  const inner = part.parts.flatMap((child) => segmentsOf(child, quoted));
  return [{ kind: 'text', text: '{', quoted: false }, ...inner, { kind: 'text', text: '}', quoted: false }];
}

function isDirect(segment: Segment): boolean {
  if (segment.kind === 'quotes') return segment.direct;
  if (segment.kind === 'arithmetic') return segment.plain !== undefined;
  return segment.kind === 'text' || segment.kind === 'variable' || segment.kind === 'ansi';
}

/** `$((...))` or `$[...]`. */
function arithmeticSegment(part: ArithmeticExpansionPart, quoted: boolean): Segment {
  const source = part.text.startsWith('$((') ? part.text.slice(3, -2) : part.text.slice(2, -1);
  return { kind: 'arithmetic', source, plain: /[$`\\"]/.test(source) ? undefined : source, quoted };
}

function quotes(segments: Segment[]): Segment {
  return { kind: 'quotes', segments, direct: segments.every(isDirect) };
}

function glob(part: GlobPart | ExtendedGlobPart, quoted: boolean): Segment[] {
  if (quoted) return [{ kind: 'text', text: part.text, quoted }];
  if (part.parts === undefined) return literal(part.text);
  const inner = part.parts.flatMap((child) => segmentsOf(child, false));
  const [open, close] = part.type === 'ExtendedGlob' ? [`${part.operator}(`, ')'] : ['[', ']'];
  return [{ kind: 'text', text: open, quoted: false }, ...inner, { kind: 'text', text: close, quoted: false }];
}

/** Unquoted source text: backslashes quote the next character. */
function literal(source: string): Segment[] {
  if (!source.includes('\\')) return [{ kind: 'text', text: source, quoted: false }];
  const segments: Segment[] = [];
  for (const run of source.match(/\\[\s\S]|[^\\]+|\\$/g) ?? []) {
    if (run === '\\\n') continue;
    const quoted = run.startsWith('\\') && run.length > 1;
    segments.push({ kind: 'text', text: quoted ? run.slice(1) : run, quoted });
  }
  return segments;
}

/** Inside double quotes a backslash quotes only `$`, backquote, `"`, itself and a newline. */
function unescapeQuoted(source: string): string {
  return source.includes('\\')
    ? source.replace(/\\([$`"\\\n])/g, (_all, char: string) => (char === '\n' ? '' : char))
    : source;
}
