/**
 * Fields under construction: where word splitting cuts, which characters are quoted, and which fields exist although
 * they are empty.
 */
import { escapePattern, hasPatternCharacters } from '../pattern/parse.ts';

export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

/** A finished field: its text, and its pattern when unquoted characters make it one. */
export interface Field {
  text: string;
  pattern: string | undefined;
}

export interface SplitRules {
  /** IFS characters that are blank, tab or newline: they merge and are trimmed. */
  white: string;
  /** The other IFS characters: each ends a field. */
  other: string;
}

let latest: { ifs: string | undefined; rules: SplitRules } = { ifs: undefined, rules: readRules(undefined) };

/** The rules of a value of IFS; the last one asked for is remembered. */
export function splitRules(ifs: string | undefined): SplitRules {
  if (latest.ifs !== ifs) latest = { ifs, rules: readRules(ifs) };
  return latest.rules;
}

function readRules(ifs: string | undefined): SplitRules {
  const set = ifs ?? ' \t\n';
  let white = '';
  let other = '';
  for (const char of set) {
    if (' \t\n'.includes(char)) white += char;
    else other += char;
  }
  return { white, other };
}

export class FieldBuilder {
  private readonly rules: SplitRules | undefined;
  private readonly extglob: boolean;
  private readonly done: Field[] = [];
  private current: Piece[] | undefined;
  /** White space just ended a field: one other separator that follows belongs to it. */
  private afterWhite = false;
  /** How often something was added, so that a caller can see whether anything was. */
  additions = 0;

  /** Without `rules` nothing is split. */
  constructor(rules: SplitRules | undefined, extglob: boolean) {
    this.rules = rules;
    this.extglob = extglob;
  }

  add(text: string, quoted: boolean): void {
    if (text === '' && !quoted) return;
    this.additions += 1;
    this.afterWhite = false;
    (this.current ??= []).push({ text, quoted });
  }

  /** The unquoted result of an expansion. */
  addSplit(text: string): void {
    const rules = this.rules;
    if (rules === undefined || !needsSplit(text, rules)) {
      this.add(text, false);
      return;
    }
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i);
      const white = rules.white.includes(char);
      if (!white && !rules.other.includes(char)) continue;
      this.add(text.slice(start, i), false);
      start = i + 1;
      this.separate(white);
    }
    this.add(text.slice(start), false);
  }

  /** Ends the current field, as between two positional parameters. */
  cut(): void {
    this.finish();
  }

  /** The text of the one field that was built without splitting. */
  text(): string {
    const pieces = this.current;
    if (pieces === undefined) return '';
    const [only] = pieces;
    return only !== undefined && pieces.length === 1 ? only.text : pieces.map((piece) => piece.text).join('');
  }

  /** The pieces of the one field that was built without splitting. */
  pieces(): readonly Piece[] {
    return this.current ?? [];
  }

  /** Everything that was built. */
  fields(): Field[] {
    this.finish();
    return this.done;
  }

  private separate(white: boolean): void {
    if (white) {
      if (this.current === undefined) return;
      this.finish();
      this.afterWhite = true;
    } else if (this.afterWhite) {
      this.afterWhite = false;
    } else {
      this.current ??= [];
      this.finish();
    }
  }

  private finish(): void {
    this.afterWhite = false;
    if (this.current === undefined) return;
    this.done.push(finishField(this.current, this.extglob));
    this.current = undefined;
  }
}

function needsSplit(text: string, rules: SplitRules): boolean {
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (rules.white.includes(char) || rules.other.includes(char)) return true;
  }
  return false;
}

function finishField(pieces: readonly Piece[], extglob: boolean): Field {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) {
    const active = !only.quoted && hasPatternCharacters(only.text, extglob);
    return { text: only.text, pattern: active ? only.text : undefined };
  }
  const text = pieces.map((piece) => piece.text).join('');
  const pattern = patternOf(pieces);
  return { text, pattern: pattern !== undefined && hasPatternCharacters(pattern, extglob) ? pattern : undefined };
}

/** The pieces as a pattern string; undefined when no unquoted one has a special character. */
function patternOf(pieces: readonly Piece[]): string | undefined {
  if (!pieces.some((piece) => !piece.quoted && /[*?[(\\]/.test(piece.text))) return undefined;
  return pieces.map((piece) => (piece.quoted ? escapePattern(piece.text) : piece.text)).join('');
}
