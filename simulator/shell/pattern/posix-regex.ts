/** POSIX extended regular expressions, for `[[ x =~ re ]]`, as JavaScript's. */

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}', digit: '0-9', alnum: '\\p{L}0-9', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\s', blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~', print: '\\x20-\\x7e', graph: '\\x21-\\x7e', cntrl: '\\x00-\\x1f\\x7f', xdigit: '0-9A-Fa-f',
}; // prettier-ignore

/** Undefined when `source` is not a regular expression. */
export function toRegExp(source: string, ignoreCase: boolean): RegExp | undefined {
  try {
    return new RegExp(translate(source), ignoreCase ? 'iu' : 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function translate(source: string): string {
  let out = '';
  for (let i = 0; i < source.length;) {
    const char = source.charAt(i);
    if (char === '\\') {
      out += escaped(source.charAt(i + 1));
      i += 2;
    } else if (char === '[') {
      const set = bracket(source, i);
      out += set.text;
      i = set.next;
    } else {
      const literal =
        (char === '{' && !/^\{\d*,?\d*\}/.test(source.slice(i))) ||
        (char === '}' && !/\{\d*,?\d*$/.test(source.slice(0, i))) ||
        char === ']';
      out += literal ? `\\${char}` : char === '/' ? '\\/' : char;
      i += 1;
    }
  }
  return out;
}

/** GNU's \w \W \s \S \b \B \< \> keep a meaning; other escaped characters are themselves. */
function escaped(char: string): string {
  if (/[wWsSbB]/.test(char)) return `\\${char}`;
  if (char === '<' || char === '>') return '\\b';
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function bracket(source: string, open: number): { text: string; next: number } {
  let at = open + 1;
  let body = '[';
  if (source.charAt(at) === '^') {
    body += '^';
    at += 1;
  }
  for (let first = true; at < source.length; first = false) {
    const char = source.charAt(at);
    if (char === ']' && !first) return { text: `${body}]`, next: at + 1 };
    const named = /^\[:(\w+):\]/.exec(source.slice(at));
    if (named !== null) {
      body += CLASSES[named[1] ?? ''] ?? '';
      at += named[0].length;
      continue;
    }
    body += /[\\\]^[&~]/.test(char) ? `\\${char}` : char;
    at += 1;
  }
  return { text: '[', next: source.length };
}
