/** What in the terminal's text can be followed: published ports and addresses of this machine, and images. */

export interface Link {
  /** Columns from 0; `end` is one past the last. */
  readonly start: number;
  readonly end: number;
  readonly target: { readonly kind: 'port'; readonly port: number } | { readonly kind: 'image'; readonly name: string };
}

const PUBLISHED = /(?<![\w.])(?:0\.0\.0\.0|127\.0\.0\.1|\[::1?\]):(\d{2,5})(?=->\d)/g;
const ADDRESS = /\b(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):(\d{2,5})\b(?!->)[\w/?=&.%-]*/g;

/** Links of one line; `images` are the names that the machine has. */
export function linksOf(line: string, images: ReadonlySet<string>): readonly Link[] {
  const links: Link[] = [];
  for (const pattern of [PUBLISHED, ADDRESS]) {
    for (const found of line.matchAll(pattern)) {
      const port = Number(found[1]);
      if (port > 0 && port < 65536)
        links.push({ start: found.index, end: found.index + found[0].length, target: { kind: 'port', port } });
    }
  }
  for (const found of line.matchAll(/[a-z0-9][\w./-]*(?::[\w][\w.-]*)?/g)) {
    const [name] = found;
    if (!images.has(name) && !images.has(`${name}:latest`)) continue;
    const [start, end] = [found.index, found.index + name.length];
    if (!links.some((link) => link.start < end && start < link.end))
      links.push({ start, end, target: { kind: 'image', name } });
  }
  return links;
}
