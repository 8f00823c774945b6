/** Names of members: what is stripped from them, which are asked for, how they are listed. */
import { modeString } from '../text/mode.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import type { Tool } from '../command/tool.ts';
import { encodeText } from '../text/codec.ts';
import { isPrintable } from '../text/quote.ts';
import { fnmatch } from '../text/fnmatch.ts';
import type { Zone } from '../text/zone.ts';
import type { TarEntry } from '../../vfs/tar.ts';

/** The part of an absolute or climbing name that is not put into archives: `/`, `../`. */
export function unsafePrefix(name: string): string {
  const climbing = /^(?:.*\/)?\.\.(?:\/|$)/.exec(name)?.[0] ?? '';
  const slashes = /^\/+/.exec(name.slice(climbing.length))?.[0] ?? '';
  return climbing + slashes === '' ? '' : climbing + slashes;
}

export function isExcluded(patterns: readonly string[], name: string): boolean {
  if (patterns.length === 0) return false;
  const plain = name.replace(/\/$/, '');
  return patterns.some((pattern) => {
    const wanted = pattern.replace(/\/$/, '');
    // Unanchored: the pattern may begin at any part of the name.
    for (let at = 0; at >= 0; at = plain.indexOf('/', at) < 0 ? -1 : plain.indexOf('/', at) + 1)
      if (fnmatch(wanted, plain.slice(at)) || plain.slice(at).startsWith(`${wanted}/`)) return true;
    return false;
  });
}

/** A name as GNU tar lists it: what the locale cannot print is written in octal. */
export function shownName(t: Tool, name: string): string {
  if (t.busybox) return name;
  return Array.from(name, (char) => {
    if (char === '\\') return '\\\\';
    if (char === '\n') return '\\n';
    if (isPrintable(char, t.env)) return char;
    return Array.from(encodeText(char), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  }).join('');
}

/** Whether `name` is asked for by `operands`: itself, below it, or all when there are none. Marks what was found. */
export class Selection {
  private readonly wanted: readonly string[];
  private readonly found = new Set<string>();

  constructor(wanted: readonly string[]) {
    this.wanted = wanted;
  }

  takes(name: string): boolean {
    if (this.wanted.length === 0) return true;
    const plain = name.replace(/\/$/, '');
    const match = this.wanted.find((each) => {
      const asked = each.replace(/\/$/, '');
      return plain === asked || plain.startsWith(`${asked}/`);
    });
    if (match !== undefined) this.found.add(match);
    return match !== undefined;
  }

  missing(): string[] {
    return this.wanted.filter((each) => !this.found.has(each));
  }
}

/** The name without its first `count` parts; undefined when nothing is left. */
export function stripped(name: string, count: number): string | undefined {
  if (count === 0) return name;
  const directory = name.endsWith('/');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  const rest = parts.slice(count).join('/');
  return rest === '' ? undefined : directory ? `${rest}/` : rest;
}

/** Width of owner, group and size together, which grows with what has been listed (GNU). */
export class LongListing {
  private width = 19;
  private readonly busybox: boolean;
  private readonly zone: Zone;
  private readonly numeric: boolean;

  constructor(busybox: boolean, zone: Zone, numeric: boolean) {
    this.busybox = busybox;
    this.zone = zone;
    this.numeric = numeric;
  }

  line(entry: TarEntry): string {
    const at = breakDown(entry.mtime, this.zone);
    const user = this.numeric && !this.busybox ? String(entry.uid) : (entry.uname ?? String(entry.uid));
    const group = this.numeric && !this.busybox ? String(entry.gid) : (entry.gname ?? String(entry.gid));
    const size = entry.rdev === undefined ? String(entry.content.length) : `${entry.rdev.major},${entry.rdev.minor}`;
    if (this.busybox) {
      const type = entry.type === 'link' ? 'file' : entry.type;
      const link = entry.linkname === undefined ? '' : ` -> ${entry.linkname}`;
      return `${modeString({ ...entry, type })} ${user}/${group} ${size.padStart(9)} ${strftime('%Y-%m-%d %H:%M:%S', at)} ${entry.name}${link}\n`;
    }
    const mode = entry.type === 'link' ? `h${modeString({ mode: entry.mode, type: 'file' }).slice(1)}` : modeString({ mode: entry.mode, type: entry.type }); // prettier-ignore
    const link = entry.linkname === undefined ? '' : `${entry.type === 'link' ? ' link to ' : ' -> '}${entry.linkname}`;
    const own = user.length + 1 + group.length + 1 + size.length;
    this.width = Math.max(this.width, own);
    const gap = ' '.repeat(this.width - own + 1);
    return `${mode} ${user}/${group}${gap}${size} ${strftime('%Y-%m-%d %H:%M', at)} ${entry.name}${link}\n`;
  }
}
