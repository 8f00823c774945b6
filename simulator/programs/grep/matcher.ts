/** The patterns of one grep as something that finds matches in lines. */
import { posixRegExp, RegexError, translateRegex } from '../regex/posix.ts';

export interface PatternOptions {
  syntax: 'basic' | 'extended' | 'fixed' | 'perl';
  ignoreCase: boolean;
  words: boolean;
  lines: boolean;
}

export interface Match {
  start: number;
  end: number;
}

/** Anything that can tell where in a line it matches. */
export interface Matcher {
  test(line: string): boolean;
  /** The leftmost match from `from` on, the longest of those that begin there. */
  find(line: string, from: number): Match | undefined;
}

function source(pattern: string, options: PatternOptions): string {
  const bounds = { words: options.words, whole: options.lines };
  if (options.syntax === 'fixed') {
    const literal = pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return bounded(literal, options);
  }
  if (options.syntax === 'perl') return bounded(pattern, options);
  return translateRegex(pattern, { extended: options.syntax === 'extended', ...bounds });
}

function bounded(text: string, { words, lines }: PatternOptions): string {
  if (lines) return `^(?:${text})$`;
  return words ? `(?<![\\p{L}\\p{N}_])(?:${text})(?![\\p{L}\\p{N}_])` : text;
}

class RegexMatcher implements Matcher {
  private readonly regexes: readonly RegExp[];

  constructor(regexes: readonly RegExp[]) {
    this.regexes = regexes;
  }

  test(line: string): boolean {
    for (const regex of this.regexes) {
      regex.lastIndex = 0;
      if (regex.test(line)) return true;
    }
    return false;
  }

  find(line: string, from: number): Match | undefined {
    let best: Match | undefined;
    for (const regex of this.regexes) {
      regex.lastIndex = from;
      const found = regex.exec(line);
      if (found === null) continue;
      const match = { start: found.index, end: found.index + found[0].length };
      if (best === undefined || match.start < best.start || (match.start === best.start && match.end > best.end))
        best = match;
    }
    return best;
  }
}

/** Words to look for without any expression: the common case, and much faster. */
class SubstringMatcher implements Matcher {
  private readonly words: readonly string[];

  constructor(words: readonly string[]) {
    this.words = words;
  }

  test(line: string): boolean {
    return this.words.some((word) => line.includes(word));
  }

  find(line: string, from: number): Match | undefined {
    let best: Match | undefined;
    for (const word of this.words) {
      const start = line.indexOf(word, from);
      if (start < 0) continue;
      const match = { start, end: start + word.length };
      if (best === undefined || start < best.start || (start === best.start && match.end > best.end)) best = match;
    }
    return best;
  }
}

const PLAIN: Readonly<Record<PatternOptions['syntax'], RegExp>> = {
  basic: /^[^\\^$.*[\]]*$/,
  extended: /^[^\\^$.*[\]+?(){}|]*$/,
  perl: /^[^\\^$.*[\]+?(){}|]*$/,
  fixed: /^/,
};

/** Throws RegexError with glibc's words. */
export function createMatcher(patterns: readonly string[], options: PatternOptions): Matcher {
  const simple =
    !options.ignoreCase &&
    !options.words &&
    !options.lines &&
    patterns.every((pattern) => PLAIN[options.syntax].test(pattern));
  if (simple) return new SubstringMatcher(patterns);
  const flags = `sug${options.ignoreCase ? 'i' : ''}`;
  return new RegexMatcher(
    patterns.map((pattern) => {
      // An empty list of patterns matches nothing, an empty pattern everything.
      if (options.syntax !== 'perl' && options.syntax !== 'fixed')
        posixRegExp(pattern, { extended: options.syntax === 'extended' });
      try {
        // Perl's inline flags at the start have no place in JavaScript expressions.
        const inline = options.syntax === 'perl' ? /^\(\?([ims]+)\)/.exec(pattern) : null;
        const body = pattern.slice(inline?.[0].length ?? 0);
        const added = [...(inline?.[1] ?? '')].filter((flag) => !flags.includes(flag)).join('');
        return new RegExp(source(body, options), flags + added);
      } catch (error) {
        if (error instanceof SyntaxError) throw new RegexError('Invalid regular expression');
        throw error;
      }
    }),
  );
}
