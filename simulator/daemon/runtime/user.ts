/** Who a process in a container runs as: `--user`, looked up in the container's own passwd and group files. */
import type { Credentials, ProcessFs } from '../../kernel/abi.ts';
import { system } from '../../api/errors.ts';

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}
interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

const HIGHEST_ID = 2 ** 31 - 1;

export interface ContainerUser {
  readonly credentials: Credentials;
  /** From the passwd file; `/` for users that it does not name. */
  readonly home: string;
}

/** `spec` is `user`, `uid`, `user:group` …; empty is root. Throws system with runc's sentence. */
export function findUser(fs: ProcessFs, spec: string, extraGroups: readonly string[]): ContainerUser {
  const [userText = '', groupText = ''] = spec.split(':', 2);
  const passwd = readPasswd(fs);
  const groups = readGroups(fs);
  const user = userOf(userText, passwd);
  const { gid, supplementary } = groupsOf(groupText, user, groups);
  const extra = extraGroups.map((text) => extraGroup(text, groups));
  const all = [...new Set([gid, ...supplementary, ...extra])].sort(
    (a, b) => Number(b === gid) - Number(a === gid) || a - b,
  );
  return { credentials: { uid: user.uid, gid, groups: all }, home: user.home };
}

type Found = { uid: number; gid: number; home: string; name: string | undefined };

function userOf(text: string, passwd: readonly PasswdEntry[]): Found {
  const number = numberOf(text === '' ? '0' : text);
  const entry = passwd.find(({ name, uid }) => name === text || uid === number);
  if (entry !== undefined) return entry;
  if (number === undefined) throw system(`unable to find user ${text}: no matching entries in passwd file`);
  checkRange(number);
  return { uid: number, gid: 0, home: '/', name: undefined };
}

function groupsOf(
  text: string,
  user: Found,
  groups: readonly GroupEntry[],
): { gid: number; supplementary: readonly number[] } {
  if (text === '') {
    const { name } = user;
    const mine = name === undefined ? [] : groups.filter(({ members }) => members.includes(name));
    return { gid: user.gid, supplementary: mine.map(({ gid }) => gid) };
  }
  const number = numberOf(text);
  const entry = groups.find(({ name, gid }) => name === text || gid === number);
  if (entry === undefined && number === undefined) {
    throw system(`unable to find group ${text}: no matching entries in group file`);
  }
  if (number !== undefined) checkRange(number);
  return { gid: entry?.gid ?? number ?? 0, supplementary: [] };
}

function extraGroup(text: string, groups: readonly GroupEntry[]): number {
  const gid = numberOf(text) ?? groups.find(({ name }) => name === text)?.gid;
  if (gid === undefined) throw system(`unable to find group ${text}: no matching entries in group file`);
  return gid;
}

function numberOf(text: string): number | undefined {
  return /^-?\d+$/.test(text) ? Number(text) : undefined;
}

function checkRange(id: number): void {
  if (id < 0 || id > HIGHEST_ID) throw system(`uids and gids must be in range 0-${HIGHEST_ID}`);
}

function readPasswd(fs: ProcessFs): PasswdEntry[] {
  return lines(fs, '/etc/passwd').map(([name = '', , uid = '', gid = '', , home = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home: home === '' ? '/' : home,
  }));
}

function readGroups(fs: ProcessFs): GroupEntry[] {
  return lines(fs, '/etc/group').map(([name = '', , gid = '', members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
}

function lines(fs: ProcessFs, path: string): string[][] {
  if (!fs.exists(path)) return [];
  const text = fs.readText(path);
  return text
    .split('\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => line.split(':'));
}
