/** Users and groups as /etc/passwd and /etc/group of the machine at hand name them. */
import type { Process, ProcessFs } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

export interface User {
  name: string;
  password: string;
  uid: number;
  gid: number;
  gecos: string;
  home: string;
  shell: string;
}

export interface Group {
  name: string;
  gid: number;
  members: readonly string[];
}

function rows(fs: ProcessFs, path: string): string[][] {
  try {
    return fs
      .readText(path)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
  } catch (error) {
    if (!isSysError(error)) throw error;
    // Without the file nobody has a name (scratch images).
    return [];
  }
}

export function readUsers(fs: ProcessFs): User[] {
  return rows(fs, '/etc/passwd').flatMap(([name, password = '', uid, gid, gecos = '', home = '/', shell = '']) =>
    name === undefined || uid === undefined
      ? []
      : [{ name, password, uid: Number(uid), gid: Number(gid), gecos, home, shell }],
  );
}

export function readGroups(fs: ProcessFs): Group[] {
  return rows(fs, '/etc/group').flatMap(([name, , gid, members = '']) =>
    name === undefined || gid === undefined
      ? []
      : [{ name, gid: Number(gid), members: members.split(',').filter((it) => it !== '') }],
  );
}

/** Looks users and groups up, reading the files once. */
export class Accounts {
  private readonly fs: ProcessFs;
  private userRows: User[] | undefined;
  private groupRows: Group[] | undefined;

  constructor(p: Pick<Process, 'fs'>) {
    this.fs = p.fs;
  }

  users(): User[] {
    return (this.userRows ??= readUsers(this.fs));
  }

  groups(): Group[] {
    return (this.groupRows ??= readGroups(this.fs));
  }

  user(uid: number): User | undefined {
    return this.users().find((user) => user.uid === uid);
  }

  userNamed(name: string): User | undefined {
    return this.users().find((user) => user.name === name);
  }

  group(gid: number): Group | undefined {
    return this.groups().find((group) => group.gid === gid);
  }

  groupNamed(name: string): Group | undefined {
    return this.groups().find((group) => group.name === name);
  }

  /** The name, or the number for those without. */
  userName(uid: number): string {
    return this.user(uid)?.name ?? String(uid);
  }

  groupName(gid: number): string {
    return this.group(gid)?.name ?? String(gid);
  }

  /** Supplementary groups by /etc/group, in its order. */
  groupsOf(name: string): number[] {
    return this.groups()
      .filter((group) => group.members.includes(name))
      .map((group) => group.gid);
  }
}
