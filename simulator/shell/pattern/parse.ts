/**
 * Shell patterns (`*.txt`, `[!a-z]`, `+(ab|c)`) as trees. The input is a pattern string in which a backslash makes
 * the next character literal; that is how quoted parts of a word reach it.
 */
export type Pattern = readonly PatternItem[];

export type PatternItem =
  | { kind: 'literal'; char: string }
  | { kind: 'any' }
  | { kind: 'star' }
  | { kind: 'set'; negated: boolean; accepts: (char: string) => boolean }
  | { kind: 'extended'; operator: ExtendedOperator; alternatives: readonly Pattern[] };

export type ExtendedOperator = '?' | '*' | '+' | '@' | '!';

export interface PatternRules {
  extglob: boolean;
  ignoreCase: boolean;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}$/u, digit: /^[0-9]$/, alnum: /^[\p{L}0-9]$/u, upper: /^\p{Lu}$/u, lower: /^\p{Ll}$/u, space: /^[ \t\n\v\f\r]$/,
  blank: /^[ \t]$/, punct: /^[!-/:-@[-`{-~]$/, print: /^[^\p{Cc}]$/u, graph: /^[^\p{Cc}\s]$/u, cntrl: /^\p{Cc}$/u, xdigit: /^[0-9A-Fa-f]$/, word: /^[\p{L}0-9_]$/u,
}; // prettier-ignore

/** Whether a pattern string has anything that makes it more than a literal. */
export function hasPatternCharacters(text: string, extglob: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\') i += 1;
    else if (char === '*' || char === '?') return true;
    else if (char === '[' && text.indexOf(']', i + 1) > 0) return true;
    else if (extglob && '+@!'.includes(char) && text.charAt(i + 1) === '(') return true;
  }
  return false;
}

/** Makes `text` match only itself. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|!+@^-]/g, '\\$&');
}

/** Takes the backslashes off again: what a pattern that matched nothing stands for. */
export function unescapePattern(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\s\S])/g, '$1') : text;
}

export function parsePattern(text: string, rules: PatternRules): Pattern {
  return new PatternReader(text, rules).sequence(false);
}

class PatternReader {
  private readonly text: string;
  private readonly rules: PatternRules;
  private at = 0;

  constructor(text: string, rules: PatternRules) {
    this.text = text;
    this.rules = rules;
  }

  /** Items up to the end, or, inside parentheses, up to `|` or `)`. */
  sequence(nested: boolean): Pattern {
    const items: PatternItem[] = [];
    while (this.at < this.text.length) {
      const char = this.peekChar();
      if (nested && (char === '|' || char === ')')) break;
      const item = this.item(char);
      if (item.kind !== 'star' || items.at(-1)?.kind !== 'star') items.push(item);
    }
    return items;
  }

  private peekChar(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private item(char: string): PatternItem {
    const extended = this.rules.extglob && '?*+@!'.includes(char) ? this.extended(char) : undefined;
    if (extended !== undefined) return extended;
    this.at += char.length;
    if (char === '*') return { kind: 'star' };
    if (char === '?') return { kind: 'any' };
    if (char === '[') return this.set() ?? this.literal('[');
    if (char === '\\' && this.at < this.text.length) {
      const next = this.peekChar();
      this.at += next.length;
      return this.literal(next);
    }
    return this.literal(char);
  }

  private literal(char: string): PatternItem {
    if (!this.rules.ignoreCase || char.toLowerCase() === char.toUpperCase()) return { kind: 'literal', char };
    const folded = char.toLowerCase();
    return { kind: 'set', negated: false, accepts: (other) => other.toLowerCase() === folded };
  }

  /** `@(a|b)`; undefined (nothing consumed) when no closing parenthesis follows. */
  private extended(operator: string): PatternItem | undefined {
    if (this.text.charAt(this.at + 1) !== '(') return undefined;
    const start = this.at;
    this.at += 2;
    const alternatives: Pattern[] = [this.sequence(true)];
    while (this.text.charAt(this.at) === '|') {
      this.at += 1;
      alternatives.push(this.sequence(true));
    }
    if (this.text.charAt(this.at) !== ')' || !isExtendedOperator(operator)) {
      this.at = start;
      return undefined;
    }
    this.at += 1;
    return { kind: 'extended', operator, alternatives };
  }

  /** The set after `[`; undefined (nothing consumed) when it is not closed. */
  private set(): PatternItem | undefined {
    const start = this.at;
    const negated = this.text.charAt(this.at) === '!' || this.text.charAt(this.at) === '^';
    if (negated) this.at += 1;
    const tests: ((char: string) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const char = this.peekChar();
      if (char === '' || char === '/') {
        this.at = start;
        return undefined;
      }
      if (char === ']' && !first) break;
      tests.push(this.setMember());
    }
    this.at += 1;
    const fold = this.rules.ignoreCase;
    const accepts = (char: string): boolean =>
      tests.some((test) => test(char) || (fold && (test(char.toLowerCase()) || test(char.toUpperCase()))));
    return { kind: 'set', negated, accepts };
  }

  private setMember(): (char: string) => boolean {
    const named = this.namedClass();
    if (named !== undefined) return named;
    const low = this.setCharacter();
    if (this.text.charAt(this.at) === '-' && this.text.charAt(this.at + 1) !== ']' && this.at + 1 < this.text.length) {
      this.at += 1;
      const high = this.setCharacter();
      const from = low.codePointAt(0) ?? 0;
      const to = high.codePointAt(0) ?? 0;
      return (char) => inRange(char, from, to);
    }
    return (char) => char === low;
  }

  private setCharacter(): string {
    let char = this.peekChar();
    this.at += char.length;
    if (char === '\\' && this.at < this.text.length) {
      char = this.peekChar();
      this.at += char.length;
    }
    return char;
  }

  /** `[:alpha:]`, `[=a=]` and `[.a.]` inside a set. */
  private namedClass(): ((char: string) => boolean) | undefined {
    const match = /^\[([:=.])(.*?)\1\]/su.exec(this.text.slice(this.at, this.at + 32));
    const name = match?.[2];
    if (match === null || name === undefined) return undefined;
    this.at += match[0].length;
    if (match[1] !== ':') return (char) => char === name;
    const characters = CLASSES[name];
    return (char) => characters !== undefined && characters.test(char);
  }
}

function isExtendedOperator(operator: string): operator is ExtendedOperator {
  return operator === '?' || operator === '*' || operator === '+' || operator === '@' || operator === '!';
}

function inRange(char: string, from: number, to: number): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= from && code <= to;
}
