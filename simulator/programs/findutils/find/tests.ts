/** The tests of find: what each asks of a file. */
import type { Stat } from '../../../kernel/abi.ts';
import { posixRegExp } from '../../regex/posix.ts';
import { fnmatchRegExp } from '../../text/fnmatch.ts';
import { parseMode } from '../../text/mode.ts';
import type { Accounts } from '../../users/accounts.ts';

/** A file that find looks at. */
export interface Visited {
  /** As printed: the starting point and what follows it. */
  path: string;
  /** Without directories before it. */
  name: string;
  depth: number;
  /** The starting point it was found under. */
  start: string;
  stat: Stat;
  /** What a symbolic link leads to, where that matters. */
  followed: () => Stat | undefined;
}

export type Test = (file: Visited) => boolean | Promise<boolean>;

/** How a number is compared: `+n` more, `-n` less, `n` exactly. */
export interface Comparison {
  sign: '+' | '-' | '=';
  value: number;
}

export function parseComparison(text: string): Comparison | undefined {
  const [, sign, digits] = /^([-+]?)(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return { sign: sign === '+' ? '+' : sign === '-' ? '-' : '=', value: Number(digits) };
}

export function compares({ sign, value }: Comparison, actual: number): boolean {
  return sign === '+' ? actual > value : sign === '-' ? actual < value : actual === value;
}

const TYPES: Readonly<Record<string, Stat['type']>> = {
  f: 'file', d: 'directory', l: 'symlink', c: 'char', b: 'block', p: 'fifo', s: 'socket',
}; // prettier-ignore

export function typeTest(letters: string): Test | undefined {
  const types = letters.split(',').map((letter) => TYPES[letter]);
  if (types.some((type) => type === undefined)) return undefined;
  return ({ stat }) => types.includes(stat.type);
}

export function followedTypeTest(letters: string): Test | undefined {
  const types = letters.split(',').map((letter) => TYPES[letter]);
  if (types.some((type) => type === undefined)) return undefined;
  return (file) => types.includes((file.stat.type === 'symlink' ? file.followed() : file.stat)?.type ?? 'symlink');
}

export function nameTest(pattern: string, ignoreCase: boolean): Test {
  const regex = fnmatchRegExp(pattern, { ignoreCase });
  return ({ name }) => regex.test(name);
}

export function pathTest(pattern: string, ignoreCase: boolean): Test {
  const regex = fnmatchRegExp(pattern, { ignoreCase });
  return ({ path }) => regex.test(path);
}

/** -regex covers the whole path. `type` is -regextype; emacs (the default) is close to basic with + and ?. */
export function regexTest(pattern: string, ignoreCase: boolean, type: string): Test {
  const extended = /extended|egrep|awk|gnu-awk|posix-egrep/.test(type);
  const emacs = type === 'emacs' || type === 'findutils-default';
  const source = emacs
    ? pattern.replace(/(\\.)|([+?])/g, (_, escaped?: string, operator?: string) => escaped ?? `\\${operator ?? ''}`)
    : pattern;
  const regex = posixRegExp(source, { extended, ignoreCase, whole: true });
  return ({ path }) => regex.test(path);
}

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 2 ** 20, G: 2 ** 30 };

/** Sizes count in units, rounded up: -size -1M matches only empty files. */
export function sizeTest(text: string): Test | undefined {
  const [, number = '', unit = ''] = /^([-+]?\d+)([bcwkMG]?)$/.exec(text) ?? [];
  const comparison = parseComparison(number);
  const size = SIZE_UNITS[unit];
  if (comparison === undefined || size === undefined) return undefined;
  return ({ stat }) => compares(comparison, Math.ceil(stat.size / size));
}

/** Ages in whole days or minutes, rounded down (so `+1` is two days or more). */
export function ageTest(
  text: string,
  field: 'mtime' | 'atime' | 'ctime',
  unitMs: number,
  now: number,
): Test | undefined {
  const comparison = parseComparison(text);
  if (comparison === undefined) return undefined;
  return ({ stat }) => {
    const age = (now - stat[field]) / unitMs;
    return compares(comparison, unitMs === 60000 ? Math.ceil(age) : Math.floor(age));
  };
}

/** -perm MODE, -MODE (all of these bits), /MODE (any of them). */
export function permTest(text: string): Test | undefined {
  const kind = /^[-/]/.exec(text)?.[0];
  const change = parseMode(kind === undefined ? text : text.slice(1));
  if (change === undefined) return undefined;
  const mode = change(0, false, 0);
  if (kind === '-') return ({ stat }) => (stat.mode & mode) === mode;
  if (kind === '/') return ({ stat }) => mode === 0 || (stat.mode & mode) !== 0;
  return ({ stat }) => (stat.mode & 0o7777) === mode;
}

export function ownerTest(text: string, kind: 'uid' | 'gid', accounts: Accounts): Test | undefined {
  const named = kind === 'uid' ? accounts.userNamed(text)?.uid : accounts.groupNamed(text)?.gid;
  if (named !== undefined) return ({ stat }) => stat[kind] === named;
  const comparison = parseComparison(text);
  return comparison === undefined ? undefined : ({ stat }) => compares(comparison, stat[kind]);
}
