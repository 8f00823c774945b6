/** The conversions of stat --format and of find -printf that speak of one file. */
import type { Stat } from '../../../kernel/abi.ts';
import { modeString, TYPE_BITS } from '../../text/mode.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import type { Zone } from '../../text/zone.ts';
import type { Accounts } from '../../users/accounts.ts';
import { typeName } from './names.ts';

export interface StatContext {
  accounts: Accounts;
  zone: Zone;
  /** 'x', as messages quote it. */
  quote: (text: string) => string;
  mountPoint: (path: string) => string;
}

export function isoTime(time: number, zone: Zone, fraction = 9): string {
  const at = breakDown(time, zone);
  return strftime(fraction === 0 ? '%Y-%m-%d %H:%M:%S %z' : '%Y-%m-%d %H:%M:%S.%N %z', at);
}

function deviceNumber(dev: number): number {
  return dev;
}

/** The text of `%letter`, or undefined when there is no such conversion. */
export function statField(letter: string, path: string, target: string | undefined, stat: Stat, context: StatContext): string | undefined {
  const seconds = (time: number): string => String(Math.floor(time / 1000));
  switch (letter) {
    case 'a': return stat.mode.toString(8);
    case 'A': return modeString(stat);
    case 'b': return String(stat.blocks);
    case 'B': return '512';
    case 'C': return '?';
    case 'd': return String(deviceNumber(stat.dev));
    case 'D': return deviceNumber(stat.dev).toString(16);
    case 'f': return (TYPE_BITS[stat.type] | stat.mode).toString(16);
    case 'F': return typeName(stat);
    case 'g': return String(stat.gid);
    case 'G': return context.accounts.group(stat.gid)?.name ?? 'UNKNOWN';
    case 'h': return String(stat.nlink);
    case 'i': return String(stat.ino);
    case 'm': return context.mountPoint(path);
    case 'n': return path;
    case 'N': return target === undefined ? context.quote(path) : `${context.quote(path)} -> ${context.quote(target)}`;
    case 'o': return '4096';
    case 's': return String(stat.size);
    case 'r': return String(stat.rdev.major * 256 + stat.rdev.minor);
    case 't': return stat.rdev.major.toString(16);
    case 'T': return stat.rdev.minor.toString(16);
    case 'u': return String(stat.uid);
    case 'U': return context.accounts.user(stat.uid)?.name ?? 'UNKNOWN';
    case 'w': return isoTime(stat.ctime, context.zone);
    case 'W': return seconds(stat.ctime);
    case 'x': return isoTime(stat.atime, context.zone);
    case 'X': return seconds(stat.atime);
    case 'y': return isoTime(stat.mtime, context.zone);
    case 'Y': return seconds(stat.mtime);
    case 'z': return isoTime(stat.ctime, context.zone);
    case 'Z': return seconds(stat.ctime);
    case '%': return '%';
    default: return undefined;
  }
} // prettier-ignore
