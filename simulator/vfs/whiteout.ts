/** How an upper directory marks what it hides: whiteouts are char devices 0:0, the rest is in extended attributes. */
import type { FileSystem, Handle, Xattrs } from './file-system.ts';

const PRIVATE = 'trusted.overlay.';

/** `y`: the directory hides all of the one below. */
export const OPAQUE = `${PRIVATE}opaque`;
/** The inode number of the file below that this one was copied from, which it keeps showing. */
export const ORIGIN = `${PRIVATE}origin`;

export function isWhiteout(upper: FileSystem, node: Handle): boolean {
  if (upper.typeOf(node) !== 'char') return false;
  const { rdev } = upper.getattr(node);
  return rdev.major === 0 && rdev.minor === 0;
}

export function isOpaque(upper: FileSystem, node: Handle): boolean {
  return upper.xattrsOf(node).get(OPAQUE) === 'y';
}

export function originOf(upper: FileSystem, node: Handle): number | undefined {
  const origin = upper.xattrsOf(node).get(ORIGIN);
  return origin === undefined ? undefined : Number(origin);
}

export function withXattr(xattrs: Xattrs | undefined, key: string, value: string): Xattrs {
  return new Map([...(xattrs ?? []), [key, value]]);
}

/** The attributes that users of the mount see. */
export function withoutPrivate(xattrs: Xattrs): Xattrs {
  if (xattrs.size === 0) return xattrs;
  return new Map([...xattrs].filter(([key]) => !key.startsWith(PRIVATE)));
}
