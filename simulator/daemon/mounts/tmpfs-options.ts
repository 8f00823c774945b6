/** Options of tmpfs mounts: `size=2m,mode=1770`, and those that mount itself understands. */
import { humanBytes } from './size.ts';

/** Flags that tmpfs mounts of containers have unless told otherwise (moby, `--tmpfs`). */
const DEFAULT_FLAGS: readonly string[] = ['noexec', 'nosuid', 'nodev'];
const OPPOSITES: Readonly<Record<string, string>> = {
  exec: 'noexec',
  noexec: 'exec',
  suid: 'nosuid',
  nosuid: 'suid',
  dev: 'nodev',
  nodev: 'dev',
  rw: 'ro',
  ro: 'rw',
};

export interface TmpfsOptions {
  /** Bytes; undefined for half of the machine's memory. */
  readonly size: number | undefined;
  /** Permission bits of the root directory. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly readOnly: boolean;
  /** As the mount table shows them, without rw and ro. */
  readonly shown: readonly string[];
}

const KNOWN_FLAGS: readonly string[] = [
  ...Object.keys(OPPOSITES),
  ...['defaults', 'sync', 'async', 'dirsync', 'remount', 'mand', 'nomand', 'atime', 'noatime', 'diratime'],
  ...['nodiratime', 'bind', 'rbind', 'relatime', 'norelatime', 'strictatime', 'nostrictatime'],
];
const KNOWN_VALUES: readonly string[] = ['size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol'];

/** The first option that the daemon does not know; values are the kernel's to judge. */
export function unknownTmpfsOption(text: string): string | undefined {
  for (const option of text.split(',')) {
    const at = option.indexOf('=');
    const name = at < 0 ? option : option.slice(0, at);
    const known = at < 0 ? KNOWN_FLAGS : KNOWN_VALUES;
    if (option !== '' && !known.includes(name)) return name;
  }
  return undefined;
}

/** undefined where the kernel would refuse the options with EINVAL. */
export function parseTmpfsOptions(text: string): TmpfsOptions | undefined {
  const flags = new Set<string>(DEFAULT_FLAGS);
  const values = new Map<string, string>();
  for (const option of text.split(',').filter((one) => one !== '')) {
    const at = option.indexOf('=');
    if (at >= 0) {
      values.set(option.slice(0, at), option.slice(at + 1));
      continue;
    }
    const opposite = OPPOSITES[option];
    if (opposite !== undefined) flags.delete(opposite);
    flags.add(option);
  }
  return withValues(flags, values);
}

function withValues(flags: ReadonlySet<string>, values: ReadonlyMap<string, string>): TmpfsOptions | undefined {
  for (const name of values.keys()) {
    if (!KNOWN_VALUES.includes(name)) return undefined;
  }
  const sizeText = values.get('size');
  const size = sizeText === undefined ? undefined : humanBytes(sizeText);
  const modeText = values.get('mode') ?? '1777';
  const mode = /^[0-7]+$/.test(modeText) ? parseInt(modeText, 8) : NaN;
  const uid = Number(values.get('uid') ?? 0);
  const gid = Number(values.get('gid') ?? 0);
  if ((sizeText !== undefined && size === undefined) || Number.isNaN(mode + uid + gid)) return undefined;
  const shown = ['nosuid', 'nodev', 'noexec'].filter((flag) => flags.has(flag));
  shown.push(flags.has('noatime') ? 'noatime' : 'relatime');
  if (size !== undefined) shown.push(`size=${Math.ceil(size / 1024)}k`);
  if (values.has('mode')) shown.push(`mode=${mode.toString(8)}`);
  if (uid !== 0) shown.push(`uid=${uid}`);
  if (gid !== 0) shown.push(`gid=${gid}`);
  return { size, mode, uid, gid, readOnly: flags.has('ro'), shown };
}
