/** What the environment says about language: whether text is UTF-8, and how lists are sorted. */

/** LC_ALL, then the category, then LANG; empty values count as unset. `C` when nothing is set. */
export function localeOf(
  env: ReadonlyMap<string, string>,
  category: 'LC_CTYPE' | 'LC_COLLATE' | 'LC_TIME' | 'LC_MESSAGES',
): string {
  for (const name of ['LC_ALL', category, 'LANG']) {
    const value = env.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return 'C';
}

/** Whether characters are UTF-8 (`C.UTF-8`, `en_US.UTF-8`, `ko_KR.utf8`); a container without LANG is not. */
export function isUtf8(env: ReadonlyMap<string, string>): boolean {
  return /utf-?8/i.test(localeOf(env, 'LC_CTYPE'));
}

/** Order of strings as strcoll(3) in C, POSIX and C.UTF-8: by bytes, which for UTF-8 is by code points. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogate pairs stand for points above U+FFFF but sort below U+E000 as UTF-16 units.
    if (left >= 0xd800 && right >= 0xd800) return rank(left) - rank(right);
    return left - right;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** The comparison for the environment's collation: by bytes in C and C.UTF-8, by language rules otherwise. */
export function collation(env: ReadonlyMap<string, string>): (a: string, b: string) => number {
  const locale = localeOf(env, 'LC_COLLATE');
  if (/^(C|POSIX)(\.|$)/.test(locale)) return compareBytes;
  const tag = locale.replace(/[.@].*$/, '').replace('_', '-');
  try {
    // The rules of languages are data that every host has alike.
    // eslint-disable-next-line no-restricted-globals
    const collator = new Intl.Collator(tag, { ignorePunctuation: true });
    // glibc leaves punctuation for the last comparison, then falls back on bytes.
    return (a, b) => collator.compare(a, b) || compareBytes(a, b);
  } catch {
    return compareBytes;
  }
}
