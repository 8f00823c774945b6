/** Paths as Go's filepath handles them. */

/** filepath.Clean. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

/** filepath.Abs. */
export const absolutePath = (path: string, cwd: string): string =>
  cleanPath(path.startsWith('/') ? path : `${cwd}/${path}`);

/** filepath.Join. */
export const joinPath = (...parts: readonly string[]): string =>
  cleanPath(parts.filter((part) => part !== '').join('/'));

/** filepath.Split: the directory with its slash, and the last part. */
export function splitPath(path: string): { directory: string; base: string } {
  const at = path.lastIndexOf('/') + 1;
  return { directory: path.slice(0, at), base: path.slice(at) };
}
