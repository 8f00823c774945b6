/** Splits a command written as one text, as Compose does: quotes and backslashes, and an end at `;`, `&`, `|`, `<`, `>`. */

/** Throws where quotes or brackets do not match. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  let escaped = false;
  let dollar = false;
  for (const char of line) {
    if (escaped) {
      word = (word ?? '') + (char === 't' ? '\t' : char === 'n' ? '\n' : char);
      escaped = false;
    } else if (char === '\\' && quote !== "'") {
      escaped = true;
    } else if (/\s/.test(char) && quote === '' && !dollar) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (!dollar && (char === quote || (quote === '' && /["'`]/.test(char)))) {
      quote = quote === '' ? char : '';
      word = (word ?? '') + (char === '`' ? char : '');
    } else if (quote === '' && char === '(') {
      if (dollar || !word?.endsWith('$')) throw new Error('invalid command line string');
      dollar = true;
      word += char;
    } else if (quote === '' && !dollar && /[;&|<>]/.test(char)) {
      if (char === '>' && word !== undefined && /^[0-9]/.test(word)) word = undefined;
      break;
    } else {
      if (quote === '' && char === ')') dollar = !dollar;
      word = (word ?? '') + char;
    }
  }
  if (escaped || quote !== '' || dollar) throw new Error('invalid command line string');
  return word === undefined ? words : [...words, word];
}
