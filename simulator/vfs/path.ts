import { SysError } from '../kernel/errno.ts';

/** PATH_MAX and NAME_MAX of Linux, in bytes. */
const LONGEST_PATH = 4095;
const LONGEST_NAME = 255;

/** The components of a path without empty ones; `.` and `..` are kept. ENOENT for the empty path, ENAMETOOLONG. */
export function componentsOf(path: string): string[] {
  if (path === '') throw new SysError('ENOENT', path);
  if (isTooLong(path, LONGEST_PATH)) throw new SysError('ENAMETOOLONG', path);
  const components: string[] = [];
  for (let start = 0; start < path.length;) {
    let end = path.indexOf('/', start);
    if (end < 0) end = path.length;
    if (end > start) components.push(path.slice(start, end));
    start = end + 1;
  }
  return components;
}

/** ENAMETOOLONG when a component is longer than a file system allows. */
export function checkName(name: string): void {
  if (isTooLong(name, LONGEST_NAME)) throw new SysError('ENAMETOOLONG', name);
}

function isTooLong(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  return utf8Length(text) > limit;
}

/** The number of bytes of `text` in UTF-8. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Halves of a surrogate pair are two bytes each, other units from U+0800 on three.
    if (code >= 0x80) length += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return length;
}

export function joinPath(components: readonly string[]): string {
  return '/' + components.join('/');
}
