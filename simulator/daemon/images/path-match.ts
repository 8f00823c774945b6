/** Patterns of the `reference` filter: Go's path.Match, where `*` and `?` do not cross a slash. */

/** undefined when the pattern is malformed, which is found out only when matching comes to the bad part. */
export function matchPath(pattern: string, name: string): boolean | undefined {
  const source = translate(pattern);
  return source === undefined ? undefined : new RegExp(`^${source}$`, 'us').test(name);
}

function translate(pattern: string): string | undefined {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const char = pattern.charAt(at);
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\') {
      at++;
      if (at >= pattern.length) return undefined;
      source += literal(pattern.charAt(at));
    } else if (char === '[') {
      const set = readSet(pattern, at);
      if (set === undefined) return undefined;
      source += set.source;
      at = set.end;
      continue;
    } else source += literal(char);
    at++;
  }
  return source;
}

/** `[a-z]` or `[^a-z]`; at least one range, closed. */
function readSet(pattern: string, start: number): { source: string; end: number } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '^';
  if (negated) at++;
  let ranges = '';
  while (at < pattern.length && (pattern[at] !== ']' || ranges === '')) {
    const low = readChar(pattern, at);
    if (low === undefined) return undefined;
    at = low.end;
    let high: { char: string; end: number } | undefined = low;
    if (pattern[at] === '-') {
      high = readChar(pattern, at + 1);
      if (high === undefined) return undefined;
      at = high.end;
    }
    if (low.char <= high.char) ranges += `${inSet(low.char)}-${inSet(high.char)}`;
  }
  if (pattern[at] !== ']' || ranges === '') return undefined;
  return { source: `(?!/)[${negated ? '^' : ''}${ranges}]`, end: at + 1 };
}

function readChar(pattern: string, at: number): { char: string; end: number } | undefined {
  const escaped = pattern[at] === '\\';
  const char = pattern[escaped ? at + 1 : at];
  if (char === undefined || (!escaped && (char === '-' || char === ']'))) return undefined;
  return { char, end: at + (escaped ? 2 : 1) };
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

/** A hyphen is special in a set only, and may be escaped there only. */
function inSet(char: string): string {
  return char === '-' ? '\\-' : literal(char);
}
