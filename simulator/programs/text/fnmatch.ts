/** fnmatch(3): shell patterns for find -name, tar --exclude, the case of archives' member lists. */

export interface FnmatchFlags {
  /** `*` and `?` do not match a slash. */
  pathname?: boolean;
  /** Ignore case. */
  ignoreCase?: boolean;
  /** `*` and `?` do not match a leading dot. */
  period?: boolean;
  /** Without this, a backslash quotes the next character. */
  noEscape?: boolean;
}

const special = /[\\^$.*+?()[\]{}|/]/;

function literal(character: string): string {
  return special.test(character) ? `\\${character}` : character;
}

/** A character inside a bracket expression. */
function inSet(character: string): string {
  return character === '-' ? '\\-' : literal(character);
}

const classes: Readonly<Record<string, string>> = {
  alpha: '\\p{L}', digit: '0-9', alnum: '\\p{L}0-9', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\s', blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~', print: ' -~\\u00a0-\\u{10ffff}', graph: '!-~\\u00a1-\\u{10ffff}', cntrl: '\\x00-\\x1f\\x7f', xdigit: '0-9A-Fa-f',
}; // prettier-ignore

/** A bracket expression at `at` (after the `[`): its source and where it ends, or undefined when it is not closed. */
function bracket(pattern: string, at: number): { source: string; end: number } | undefined {
  let i = at;
  const negated = pattern[i] === '!' || pattern[i] === '^';
  if (negated) i++;
  let source = '';
  for (let first = true; ; first = false) {
    const character = pattern[i];
    if (character === undefined) return undefined;
    if (character === ']' && !first) break;
    const name = /^\[:([a-z]+):\]/.exec(pattern.slice(i))?.[1];
    if (name !== undefined) {
      source += classes[name] ?? '';
      i += name.length + 4;
      continue;
    }
    if (character === '\\' && i + 1 < pattern.length) {
      source += inSet(pattern[i + 1] ?? '');
      i += 2;
      continue;
    }
    const isRange = character === '-' && !first && pattern[i + 1] !== ']';
    source += isRange ? '-' : inSet(character);
    i++;
  }
  return { source: source === '' ? (negated ? '[^]' : '[]') : `[${negated ? '^' : ''}${source}]`, end: i + 1 };
}

/** The pattern as a regular expression over whole names. */
export function fnmatchRegExp(pattern: string, flags: FnmatchFlags = {}): RegExp {
  const any = flags.pathname === true ? '[^/]' : '.';
  let source = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    const guard =
      flags.period === true && (at === 0 || (flags.pathname === true && pattern[at - 1] === '/')) ? '(?!\\.)' : '';
    if (character === '*') {
      while (pattern[at + 1] === '*') at++;
      source += `${guard}${any}*`;
    } else if (character === '?') {
      source += guard + any;
    } else if (character === '[') {
      const set = bracket(pattern, at + 1);
      source += set === undefined ? '\\[' : guard + set.source;
      at = (set?.end ?? at + 1) - 1;
    } else if (character === '\\' && flags.noEscape !== true && at + 1 < pattern.length) {
      source += literal(pattern[++at] ?? '');
    } else {
      source += literal(character);
    }
    at++;
  }
  return new RegExp(`^${source}$`, flags.ignoreCase === true ? 'sui' : 'su');
}

export function fnmatch(pattern: string, name: string, flags: FnmatchFlags = {}): boolean {
  return fnmatchRegExp(pattern, flags).test(name);
}
