/** How shells write a string so that it can be read back: `set`, `declare -p`, `printf %q`, `${x@Q}`, `set -x`. */
import { toBytes } from './raw.ts';

/** Characters that bash's sh_contains_shell_metas looks for: a word with one of them is quoted in traces and `set`. */
const METAS = /[ \t\n'"\\|&;()<>!{}*[\]?^$`]/;

/** Whether bash would quote `word` in `set -x` and in `set` without arguments. */
export function needsQuotes(word: string): boolean {
  if (METAS.test(word)) return true;
  return word.startsWith('~') || word.startsWith('#') || /[:=]~/.test(word);
}

/** `'it'\''s'`: bash's single quotes. */
export function singleQuote(word: string): string {
  return word === "'" ? "\\'" : `'${word.replaceAll("'", "'\\''")}'`;
}

/** `'it'"'"'s'`: the single quotes of dash and busybox, which put runs of quotes into double quotes. */
export function dashQuote(word: string): string {
  const quoted = word.replace(/'+|[^']+/g, (run) => (run.startsWith("'") ? `"${run}"` : `'${run}'`));
  return quoted === '' ? "''" : quoted;
}

/** `"a \"b\" \$c"`: what `declare -p` and array listings print. */
export function doubleQuote(word: string): string {
  return `"${word.replace(/["$`\\]/g, '\\$&')}"`;
}

const ANSI_LETTERS: Readonly<Record<string, string>> = {
  '\x1b': '\\E', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', "'": "\\'",
}; // prettier-ignore

/** Whether only `$'...'` shows `word` in full: it holds something that does not print. */
export function hasUnprintable(word: string, utf8: boolean): boolean {
  for (const char of word) if (!isPrintable(char, utf8)) return true;
  return false;
}

/** `$'a\nb'`. */
export function ansiQuote(word: string, utf8: boolean): string {
  let body = '';
  for (const char of word) body += ANSI_LETTERS[char] ?? (isPrintable(char, utf8) ? char : octal(char));
  return `$'${body}'`;
}

/** `printf %q`: backslashes before everything special, or `$'...'`. */
export function backslashQuote(word: string, utf8: boolean): string {
  if (word === '') return "''";
  if (hasUnprintable(word, utf8)) return ansiQuote(word, utf8);
  let quoted = '';
  for (let i = 0; i < word.length; i++) {
    const char = word.charAt(i);
    const special =
      METAS.test(char) || char === ',' || (i === 0 && char === '#') || (char === '~' && tildeCounts(word, i));
    quoted += special ? '\\' + char : char;
  }
  return quoted;
}

/** How bash writes a scalar after `name=` in `set` (`x='a b'`, `x=$'a\nb'`). */
export function assignmentQuote(word: string, utf8: boolean): string {
  if (word === '') return '';
  if (hasUnprintable(word, utf8)) return ansiQuote(word, utf8);
  return needsQuotes(word) ? singleQuote(word) : word;
}

/** How `declare -p` writes a scalar value. */
export function declareQuote(word: string, utf8: boolean): string {
  return hasUnprintable(word, utf8) ? ansiQuote(word, utf8) : doubleQuote(word);
}

/** A word of bash's `set -x` line. */
export function traceQuote(word: string, utf8: boolean): string {
  if (word === '') return "''";
  if (needsQuotes(word)) return singleQuote(word);
  return hasUnprintable(word, utf8) ? ansiQuote(word, utf8) : word;
}

/** `${x@Q}`. */
export function transformQuote(word: string, utf8: boolean): string {
  return hasUnprintable(word, utf8) ? ansiQuote(word, utf8) : singleQuote(word);
}

function tildeCounts(word: string, at: number): boolean {
  const before = word.charAt(at - 1);
  return at === 0 || before === ':' || before === '=';
}

function isPrintable(char: string, utf8: boolean): boolean {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return code >= 0x20 && code !== 0x7f;
  return utf8 && code >= 0xa0 && !(code >= 0xd800 && code <= 0xdfff);
}

function octal(char: string): string {
  let out = '';
  for (const byte of toBytes(char)) out += '\\' + byte.toString(8).padStart(3, '0');
  return out;
}
