/**
 * .dockerignore patterns as moby/patternmatcher matches them: `*` and `?` within a path part, `**` over any number,
 * `[a-z]`, `!` for exceptions; the last pattern that matches decides; a pattern also matches what lies below a matched
 * directory.
 */

export interface IgnorePattern {
  /** As written, without the exclamation mark. */
  text: string;
  /** A `!` line: what it matches is kept. */
  exception: boolean;
  regexp: RegExp;
}

/** Reads the lines of a .dockerignore file: comments and blank lines go, paths are cleaned. Throws on a bad pattern. */
export function readIgnoreFile(text: string): IgnorePattern[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(ignorePattern);
}

export function ignorePattern(line: string): IgnorePattern {
  const exception = line.startsWith('!');
  const raw = exception ? line.slice(1).trim() : line;
  if (raw === '') throw new Error('illegal exclusion pattern: "!"');
  const text = cleanPath(raw).replace(/^\/+/, '');
  return { text, exception, regexp: patternRegExp(text) };
}

/** Go's filepath.Clean for slash paths. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  const joined = parts.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

function patternRegExp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*' && pattern[at + 1] === '*') {
      at++;
      if (pattern[at + 1] === '/') at++;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (character === '*') {
      source += '[^/]*';
    } else if (character === '?') {
      source += '[^/]';
    } else if (character === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end === -1) throw new Error(`syntax error in pattern: ${pattern}`);
      source += pattern.slice(at, end + 1).replace(/^\[!/, '[^');
      at = end;
    } else if (character === '\\' && at + 1 < pattern.length) {
      source += escapeRegExp(pattern[++at] ?? '');
    } else {
      source += escapeRegExp(character);
    }
  }
  return new RegExp(`^${source}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?|()[\]{}/]/g, '\\$&');
}

/** Whether `path` (relative, slashes, no leading dot) is left out of the context. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  let ignored = false;
  for (const pattern of patterns) {
    if (pattern.exception !== ignored) continue;
    if (matchesPathOrParent(pattern, path)) ignored = !pattern.exception;
  }
  return ignored;
}

function matchesPathOrParent(pattern: IgnorePattern, path: string): boolean {
  for (let end = path.length; end !== -1; end = path.lastIndexOf('/', end - 1)) {
    if (end > 0 && pattern.regexp.test(path.slice(0, end))) return true;
    if (end <= 0) break;
  }
  return false;
}

/** Whether anything below an ignored directory could be kept by an exception, so that it must be looked into. */
export function mayHoldException(patterns: readonly IgnorePattern[], directory: string): boolean {
  return patterns.some(({ exception, text }) => exception && (text.startsWith(`${directory}/`) || /[*?[]/.test(text)));
}
