/** The long listing: columns as wide as the widest of the listing. */
import { Failure } from '../../command/tool.ts';
import { modeString } from '../../text/mode.ts';
import { humanSize } from '../../text/size.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import { padEnd, padStart } from '../../text/width.ts';
import type { Zone } from '../../text/zone.ts';
import type { Accounts } from '../../users/accounts.ts';
import type { Entry } from './entry.ts';
import type { NameWriter } from './names.ts';
import type { LsOptions } from './options.ts';

/** Half of a Gregorian year: older files show their year instead of the time of day. */
const HALF_YEAR_MS = (31556952 / 2) * 1000;

export interface LongContext {
  options: LsOptions;
  names: NameWriter;
  accounts: Accounts;
  zone: Zone;
  now: number;
}

function formats(style: string): readonly [old: string, recent: string] {
  if (style.startsWith('+')) {
    const [old = '', recent = old] = style.slice(1).split('\n');
    return [old, recent];
  }
  switch (style.replace(/^posix-/, '')) {
    case 'full-iso':
      return ['%Y-%m-%d %H:%M:%S.%N %z', '%Y-%m-%d %H:%M:%S.%N %z'];
    case 'long-iso':
      return ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M'];
    case 'iso':
      return ['%Y-%m-%d ', '%m-%d %H:%M'];
    case 'locale':
      return ['%b %e  %Y', '%b %e %H:%M'];
    default:
      throw new Failure(`invalid argument '${style}' for 'time style'\nValid arguments are:\n  - [posix-]full-iso\n  - [posix-]long-iso\n  - [posix-]iso\n  - [posix-]locale\n  - +FORMAT (e.g., +%H:%M) for a 'date'-style format\nTry 'ls --help' for more information.`, 2); // prettier-ignore
  }
}

export interface TimeContext {
  /** locale, iso, long-iso, full-iso or +FORMAT. */
  timeStyle: string;
  zone: Zone;
  now: number;
}

export function formatTime({ timeStyle, zone, now }: TimeContext, time: number): string {
  const [old, recent] = formats(timeStyle);
  const isRecent = time <= now && time > now - HALF_YEAR_MS;
  return strftime(isRecent ? recent : old, breakDown(time, zone));
}

export function formatSize(options: LsOptions, bytes: number): string {
  return options.humanBase === undefined ? String(bytes) : humanSize(bytes, options.humanBase);
}

/** Allocated blocks, as `-s` and the total show them. */
export function formatBlocks(options: LsOptions, blocks: number): string {
  if (options.humanBase !== undefined) return humanSize(blocks * 512, options.humanBase);
  return String(Math.ceil((blocks * 512) / options.blockSize));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

interface Row {
  entry: Entry;
  links: string;
  owner: string;
  group: string;
  size: string;
  major: string;
  minor: string;
  time: string;
}

function rowOf(context: LongContext, entry: Entry): Row {
  const { options, accounts } = context;
  const { stat } = entry;
  const device = stat.type === 'char' || stat.type === 'block';
  return {
    entry,
    links: String(stat.nlink),
    owner: options.numericIds ? String(stat.uid) : accounts.userName(stat.uid),
    group: options.numericIds ? String(stat.gid) : accounts.groupName(stat.gid),
    size: device
      ? ''
      : options.blockSize === 1024
        ? formatSize(options, stat.size)
        : String(Math.ceil(stat.size / options.blockSize)),
    major: device ? String(stat.rdev.major) : '',
    minor: device ? String(stat.rdev.minor) : '',
    time: formatTime({ timeStyle: options.timeStyle, zone: context.zone, now: context.now }, stat[options.order.time]),
  };
}

/** Lines of a long listing, without the total. `prefix` gives inode and blocks. */
export function longLines(
  context: LongContext,
  entries: readonly Entry[],
  measured: readonly Entry[],
  prefix: (entry: Entry) => string,
): string[] {
  const all = measured.map((entry) => rowOf(context, entry));
  const links = widest(all.map((row) => row.links));
  const owner = widest(all.map((row) => row.owner));
  const group = widest(all.map((row) => row.group));
  const major = widest(all.map((row) => row.major));
  const minor = widest(all.map((row) => row.minor));
  const time = widest(all.map((row) => row.time));
  const size = Math.max(widest(all.map((row) => row.size)), major > 0 ? major + 2 + minor : 0);
  const { options, names } = context;
  const rows = entries === measured ? all : entries.map((entry) => rowOf(context, entry));
  return rows.map((row) => {
    const device =
      row.major === ''
        ? row.size.padStart(size)
        : `${row.major.padStart(size - 2 - minor)}, ${row.minor.padStart(minor)}`;
    const parts = [modeString(row.entry.stat), row.links.padStart(links)];
    if (options.owner) parts.push(idColumn(row.owner, owner, options.numericIds));
    if (options.group) parts.push(idColumn(row.group, group, options.numericIds));
    if (options.author) parts.push(idColumn(row.owner, owner, options.numericIds));
    parts.push(device, row.time.padEnd(time));
    return `${prefix(row.entry)}${parts.join(' ')} ${names.cell(row.entry, '').text}${names.target(row.entry)}`;
  });
}

function idColumn(text: string, width: number, numeric: boolean): string {
  return numeric ? padStart(text, width) : padEnd(text, width);
}
