/** Who may do what (path_resolution(7), chmod(2), chown(2), capabilities(7)). */
import type { Credentials, Stat } from '../kernel/abi.ts';
import { holds } from '../kernel/capabilities.ts';
import { SysError } from '../kernel/errno.ts';

export const READ = 4;
export const WRITE = 2;
export const EXECUTE = 1;

export const SETUID = 0o4000;
export const SETGID = 0o2000;
export const STICKY = 0o1000;

export function isInGroup(who: Credentials, gid: number): boolean {
  return who.gid === gid || who.groups.includes(gid);
}

/** Whether all of `wanted` (READ, WRITE and EXECUTE added up) is granted. */
export function isAllowed(who: Credentials, stat: Stat, wanted: number): boolean {
  if (holds(who, 'DAC_OVERRIDE')) {
    return (wanted & EXECUTE) === 0 || stat.type === 'directory' || (stat.mode & 0o111) !== 0;
  }
  if (holds(who, 'DAC_READ_SEARCH') && (wanted & (stat.type === 'directory' ? WRITE : WRITE | EXECUTE)) === 0)
    return true;
  const shift = stat.uid === who.uid ? 6 : isInGroup(who, stat.gid) ? 3 : 0;
  return ((stat.mode >> shift) & wanted) === wanted;
}

/** EACCES unless all of `wanted` is granted. */
export function checkAllowed(who: Credentials, stat: Stat, wanted: number): void {
  if (!isAllowed(who, stat, wanted)) throw new SysError('EACCES');
}

/** Whether the sticky bit of `directory` keeps `who` from removing or renaming `victim`. EPERM. */
export function checkSticky(who: Credentials, directory: Stat, victim: Stat): void {
  if ((directory.mode & STICKY) === 0 || holds(who, 'FOWNER')) return;
  if (who.uid !== victim.uid && who.uid !== directory.uid) throw new SysError('EPERM');
}

/** The mode after chmod(2). EPERM unless the caller owns the file; the setgid bit needs membership in its group. */
export function modeAfterChmod(who: Credentials, stat: Stat, mode: number): number {
  if (who.uid !== stat.uid && !holds(who, 'FOWNER')) throw new SysError('EPERM');
  const keepsSetgid = holds(who, 'FSETID') || isInGroup(who, stat.gid);
  return keepsSetgid ? mode & 0o7777 : mode & 0o5777;
}

/** The mode after chown(2), which only CAP_CHOWN does freely: owners may give a file to another of their groups. EPERM. */
export function modeAfterChown(who: Credentials, stat: Stat, uid: number, gid: number): number {
  if (!holds(who, 'CHOWN')) {
    const keepsOwner = uid === -1 || (uid === stat.uid && who.uid === stat.uid);
    const givesToOwnGroup = gid === -1 || (who.uid === stat.uid && (gid === stat.gid || isInGroup(who, gid)));
    if (!keepsOwner || !givesToOwnGroup) throw new SysError('EPERM');
  }
  const mode = stat.type === 'directory' ? stat.mode : modeWithoutSetid(stat.mode);
  if (mode !== stat.mode && who.uid !== stat.uid && !holds(who, 'FOWNER')) throw new SysError('EPERM');
  return mode;
}

/** What remains of the mode when the owner changes or a stranger writes: setgid without group execution is a lock mark. */
export function modeWithoutSetid(mode: number): number {
  const drop = (mode & 0o010) !== 0 ? SETUID | SETGID : SETUID;
  return mode & ~drop;
}

/** Group and mode of what is made in `directory`: a setgid directory hands down its group, and to directories the bit. */
export function inheritGroup(
  who: Credentials,
  directory: Stat,
  isDirectory: boolean,
  mode: number,
): { gid: number; mode: number } {
  if ((directory.mode & SETGID) === 0) return { gid: who.gid, mode };
  return { gid: directory.gid, mode: isDirectory ? mode | SETGID : mode };
}
