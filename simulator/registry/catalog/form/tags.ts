/** Which image of a family a tag stands for. */
import type { ImageDefinition, ImageFamily } from './image.ts';

/**
 * The image of a tag. Hub keeps a tag for every point release there ever was; the catalogue has the newest of each line,
 * which stands for the older ones too: `redis:6.0.5` is the image of `6.0`, as long as that is 6.0.5 or newer.
 */
export function findTag(family: ImageFamily, tag: string): ImageDefinition | undefined {
  return family.tags.get(tag)?.() ?? olderRelease(family, tag)?.();
}

function olderRelease({ tags }: ImageFamily, tag: string): (() => ImageDefinition) | undefined {
  const match = /^(v?)(\d+(?:\.\d+)+)(-.*)?$/.exec(tag);
  if (match === null) return undefined;
  const [, letter = '', number = '', suffix = ''] = match;
  const parts = number.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const line = parts.slice(0, length).join('.');
    const found = tags.get(`${letter}${line}${suffix}`);
    if (found === undefined) continue;
    const newest = newestOf(tags.keys(), line);
    return newest !== undefined && compare(number, newest) < 0 ? found : undefined;
  }
  return undefined;
}

/** The highest number of a line among the tags. */
function newestOf(tags: Iterable<string>, line: string): string | undefined {
  let newest: string | undefined;
  for (const tag of tags) {
    const number = /^v?(\d+(?:\.\d+)+)(?:-.*)?$/.exec(tag)?.[1];
    if (number?.startsWith(`${line}.`) !== true) continue;
    if (newest === undefined || compare(newest, number) < 0) newest = number;
  }
  return newest;
}

function compare(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
