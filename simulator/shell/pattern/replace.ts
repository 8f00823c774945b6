/** What parameter expansion does with patterns: `${x#p}`, `${x%%p}`, `${x/p/r}`, `${x^^p}`. */
import type { Matcher } from './match.ts';

export function removePrefix(text: string, pattern: Matcher, longest: boolean): string {
  const lengths = pattern.prefixes(text);
  const length = longest ? lengths.at(-1) : lengths[0];
  return length === undefined ? text : text.slice(length);
}

export function removeSuffix(text: string, pattern: Matcher, longest: boolean): string {
  const at = suffixStart(text, pattern, longest);
  return at === undefined ? text : text.slice(0, at);
}

function suffixStart(text: string, pattern: Matcher, longest: boolean): number | undefined {
  if (pattern.literal !== undefined)
    return text.endsWith(pattern.literal) ? text.length - pattern.literal.length : undefined;
  for (let i = 0; i <= text.length; i++) {
    const at = longest ? i : text.length - i;
    if (!splitsCharacter(text, at) && pattern.matches(text.slice(at))) return at;
  }
  return undefined;
}

function splitsCharacter(text: string, at: number): boolean {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));
}

export type ReplaceMode = 'first' | 'all' | 'start' | 'end';

/** `replacement` is called with the matched text (bash's `&` in the replacement). */
export function replace(
  text: string,
  pattern: Matcher,
  mode: ReplaceMode,
  replacement: (matched: string) => string,
): string {
  if (pattern.literal === '')
    return mode === 'start' || text === '' ? replacement('') + text : mode === 'end' ? text + replacement('') : text;
  if (mode === 'start') {
    const length = pattern.prefixes(text).at(-1);
    return length === undefined ? text : replacement(text.slice(0, length)) + text.slice(length);
  }
  if (mode === 'end') {
    const at = suffixStart(text, pattern, true);
    return at === undefined ? text : text.slice(0, at) + replacement(text.slice(at));
  }
  return replaceInside(text, pattern, mode === 'all', replacement);
}

function replaceInside(text: string, pattern: Matcher, all: boolean, replacement: (matched: string) => string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    if (pattern.literal !== undefined) {
      const next = text.indexOf(pattern.literal, at);
      if (next < 0) break;
      out += text.slice(at, next);
      at = next;
    }
    const length = pattern.prefixes(text, at).at(-1) ?? 0;
    if (length === 0) {
      out += text.charAt(at);
      at += 1;
      continue;
    }
    out += replacement(text.slice(at, at + length));
    at += length;
    if (!all) break;
  }
  return out + text.slice(at);
}

/** `${x^p}`, `${x,,p}`, `${x~~p}`: changes the case of matching characters. */
export function changeCase(text: string, pattern: Matcher, all: boolean, change: (char: string) => string): string {
  const chars = Array.from(text);
  return chars.map((char, i) => ((all || i === 0) && pattern.matches(char) ? change(char) : char)).join('');
}
