/** Path strings: the last component, the directory before it, joining. */

/** Last component; trailing slashes do not count. `/` for the root, empty for the empty string. */
export function baseName(path: string): string {
  const trimmed = trimSlashes(path);
  return trimmed === '/' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** What precedes the last component: `.` when there is none. */
export function dirName(path: string): string {
  const trimmed = trimSlashes(path);
  const at = trimmed.lastIndexOf('/');
  if (at < 0) return '.';
  return at === 0 ? '/' : trimSlashes(trimmed.slice(0, at));
}

export function trimSlashes(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' && path !== '' ? '/' : trimmed;
}

export function joinPath(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/** Absolute, without `.`, `..` and double slashes; links are not looked at. */
export function normalPath(path: string, cwd: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
