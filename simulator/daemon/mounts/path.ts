/** Paths as Go's path.Clean and filepath.IsLocal see them. */

/** The shortest equal path: no `.`, no `..` that can be worked out, no double or trailing slash. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const joined = kept.join('/');
  return isAbsolute ? `/${joined}` : joined === '' ? '.' : joined;
}

/** Whether a path stays below where it starts. */
export function isLocalPath(path: string): boolean {
  if (path === '' || path.startsWith('/')) return false;
  const clean = cleanPath(path);
  return clean !== '..' && !clean.startsWith('../');
}
