/** useradd, userdel, usermod, groupadd, groupdel, groupmod, passwd, chpasswd, gpasswd, chsh, told apart by name (the shadow suite). */
import type { Process } from '../../kernel/abi.ts';
import { readOptions, type OptionRow } from '../command/declaration.ts';
import { getopt, OptionError, type GivenOption } from '../command/getopt.ts';
import { readLine } from '../command/ask.ts';
import { baseName } from '../text/paths.ts';
import { Accounts, type User } from './accounts.ts';
import {
  dropLine,
  freeId,
  GROUP,
  makeHome,
  PASSWD,
  putGroup,
  putShadow,
  putUser,
  removeTree,
  SHADOW,
} from './account-files.ts';

/** A complaint and the exit status that goes with it. */
class Refusal extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const USER: readonly OptionRow[] = [
  ['-b, --base-dir=BASE_DIR', ''], ['-c, --comment=COMMENT', ''], ['-d, --home-dir=HOME_DIR', ''], ['--home=HOME_DIR', ''], ['-D, --defaults', ''], ['-e, --expiredate=DATE', ''],
  ['-f, --inactive=DAYS', ''], ['-g, --gid=GROUP', ''], ['-G, --groups=GROUPS', ''], ['-k, --skel=DIR', ''], ['-K, --key=KEY', ''], ['-l, --no-log-init', ''], ['-m, --create-home', ''], ['-M, --no-create-home', ''],
  ['-N, --no-user-group', ''], ['-o, --non-unique', ''], ['-p, --password=PASSWORD', ''], ['-r, --system', ''], ['-s, --shell=SHELL', ''], ['-u, --uid=UID', ''], ['-U, --user-group', ''], ['-h, --help', ''],
]; // prettier-ignore
const MODIFY: readonly OptionRow[] = [
  ['-a, --append', ''], ['-c, --comment=COMMENT', ''], ['-d, --home=HOME_DIR', ''], ['-e, --expiredate=DATE', ''], ['-g, --gid=GROUP', ''], ['-G, --groups=GROUPS', ''], ['-l, --login=NEW_LOGIN', ''],
  ['-L, --lock', ''], ['-m, --move-home', ''], ['-o, --non-unique', ''], ['-p, --password=PASSWORD', ''], ['-s, --shell=SHELL', ''], ['-u, --uid=UID', ''], ['-U, --unlock', ''], ['-h, --help', ''],
]; // prettier-ignore
const GROUPS: readonly OptionRow[] = [
  ['-f, --force', ''], ['-g, --gid=GID', ''], ['-K, --key=KEY', ''], ['-n, --new-name=NAME', ''], ['-o, --non-unique', ''], ['-p, --password=PASSWORD', ''], ['-r, --system', ''], ['-h, --help', ''],
]; // prettier-ignore

function given(options: readonly GivenOption[], key: string): string | undefined {
  return options.findLast((option) => option.key === key)?.value;
}

function has(options: readonly GivenOption[], key: string): boolean {
  return options.some((option) => option.key === key);
}

const VALID = /^[a-z_][a-z0-9_-]*\$?$/i;

function gidOf(accounts: Accounts, text: string): number {
  const found = accounts.groupNamed(text) ?? (/^\d+$/.test(text) ? accounts.group(Number(text)) : undefined);
  if (found === undefined) throw new Refusal(`group '${text}' does not exist`, 6);
  return found.gid;
}

async function useradd(p: Process, options: readonly GivenOption[], [name, ...rest]: readonly string[]): Promise<number> {
  const accounts = new Accounts(p);
  if (name === undefined || rest.length > 0) throw new Refusal(`Usage: useradd [options] LOGIN\n       useradd -D\n       useradd -D [options]`, 2);
  if (!VALID.test(name)) throw new Refusal(`invalid user name '${name}': use --badname to ignore`, 3);
  if (accounts.userNamed(name) !== undefined) throw new Refusal(`user '${name}' already exists`, 9);
  const system = has(options, 'r');
  const uid = Number(given(options, 'u') ?? freeId(p.fs, system, 'users'));
  if (!has(options, 'o') && accounts.user(uid) !== undefined) throw new Refusal(`UID ${uid} is not unique`, 4);
  const wanted = given(options, 'g');
  const extra = (given(options, 'G') ?? '').split(',').filter((each) => each !== '');
  const others = extra.map((each) => accounts.groupNamed(each) ?? gidOf(accounts, each));
  if (wanted === undefined && !has(options, 'N') && accounts.groupNamed(name) !== undefined) throw new Refusal(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
  const gid = wanted !== undefined ? gidOf(accounts, wanted) : has(options, 'N') ? 100 : accounts.group(uid) === undefined ? uid : freeId(p.fs, system, 'groups');
  const home = given(options, 'd') ?? given(options, 'home') ?? `${given(options, 'b') ?? '/home'}/${name}`;
  if (wanted === undefined && !has(options, 'N')) putGroup(p.fs, { name, gid, members: [] });
  const user: User = { name, password: 'x', uid, gid, gecos: given(options, 'c') ?? '', home, shell: given(options, 's') ?? '/bin/sh' };
  putUser(p.fs, user);
  putShadow(p, name, given(options, 'p') ?? '!');
  for (const group of others) if (typeof group !== 'number') putGroup(p.fs, { ...group, members: [...group.members, name] });
  if (has(options, 'm') && !has(options, 'M') && !makeHome(p.fs, home, uid, gid))
    await p.stderr.write(`useradd: warning: the home directory ${home} already exists.\nuseradd: Not copying any file from skel directory into it.\n`);
  return 0;
} // prettier-ignore

async function userdel(p: Process, options: readonly GivenOption[], [name]: readonly string[]): Promise<number> {
  const accounts = new Accounts(p);
  const user = name === undefined ? undefined : accounts.userNamed(name);
  if (name === undefined) throw new Refusal('Usage: userdel [options] LOGIN', 2);
  if (user === undefined) throw new Refusal(`user '${name}' does not exist`, 6);
  for (const path of [PASSWD, SHADOW]) dropLine(p.fs, path, name);
  for (const group of accounts.groups()) {
    if (group.members.includes(name)) putGroup(p.fs, { ...group, members: group.members.filter((each) => each !== name) }); // prettier-ignore
    if (group.name === name && group.gid === user.gid) dropLine(p.fs, GROUP, name);
  }
  if (!has(options, 'r')) return 0;
  await p.stderr.write(`userdel: ${name} mail spool (/var/mail/${name}) not found\n`);
  removeTree(p.fs, user.home);
  return 0;
}

function usermod(p: Process, options: readonly GivenOption[], [name]: readonly string[]): number {
  const accounts = new Accounts(p);
  if (name === undefined) throw new Refusal('Usage: usermod [options] LOGIN', 2);
  const user = accounts.userNamed(name);
  if (user === undefined) throw new Refusal(`user '${name}' does not exist`, 6);
  const login = given(options, 'l') ?? name;
  const group = given(options, 'g');
  const changed: User = {
    ...user, name: login, uid: Number(given(options, 'u') ?? user.uid), gid: group === undefined ? user.gid : gidOf(accounts, group),
    gecos: given(options, 'c') ?? user.gecos, home: given(options, 'd') ?? user.home, shell: given(options, 's') ?? user.shell,
  }; // prettier-ignore
  const wanted = given(options, 'G')?.split(',');
  if (wanted !== undefined) {
    for (const each of wanted) gidOf(accounts, each);
    for (const each of accounts.groups()) {
      const member = wanted.includes(each.name);
      if (member && !each.members.includes(name)) putGroup(p.fs, { ...each, members: [...each.members, name] });
      if (!member && !has(options, 'a') && each.members.includes(name)) putGroup(p.fs, { ...each, members: each.members.filter((one) => one !== name) }); // prettier-ignore
    }
  }
  if (login !== name) dropLine(p.fs, PASSWD, name);
  putUser(p.fs, changed);
  const secret = given(options, 'p');
  if (secret !== undefined) putShadow(p, login, secret);
  if (has(options, 'm') && changed.home !== user.home && p.fs.exists(user.home)) p.fs.rename(user.home, changed.home);
  if (changed.uid !== user.uid && p.fs.exists(changed.home)) p.fs.chown(changed.home, changed.uid, changed.gid);
  return 0;
}

function groupadd(p: Process, options: readonly GivenOption[], [name]: readonly string[]): number {
  const accounts = new Accounts(p);
  if (name === undefined) throw new Refusal('Usage: groupadd [options] GROUP', 2);
  if (!VALID.test(name)) throw new Refusal(`'${name}' is not a valid group name`, 3);
  if (accounts.groupNamed(name) !== undefined) {
    if (has(options, 'f')) return 0;
    throw new Refusal(`group '${name}' already exists`, 9);
  }
  const wanted = given(options, 'g');
  const gid = wanted === undefined ? freeId(p.fs, has(options, 'r'), 'groups') : Number(wanted);
  if (accounts.group(gid) !== undefined && !has(options, 'o')) throw new Refusal(`GID '${gid}' already exists`, 4);
  putGroup(p.fs, { name, gid, members: [] });
  return 0;
}

function groupdel(p: Process, _options: readonly GivenOption[], [name]: readonly string[]): number {
  const accounts = new Accounts(p);
  const group = accounts.groupNamed(name ?? '');
  if (name === undefined || group === undefined) throw new Refusal(`group '${name ?? ''}' does not exist`, 6);
  const owner = accounts.users().find(({ gid }) => gid === group.gid);
  if (owner !== undefined) throw new Refusal(`cannot remove the primary group of user '${owner.name}'`, 8);
  dropLine(p.fs, GROUP, name);
  return 0;
}

function groupmod(p: Process, options: readonly GivenOption[], [name]: readonly string[]): number {
  const group = new Accounts(p).groupNamed(name ?? '');
  if (name === undefined || group === undefined) throw new Refusal(`group '${name ?? ''}' does not exist`, 6);
  const fresh = { ...group, name: given(options, 'n') ?? name, gid: Number(given(options, 'g') ?? group.gid) };
  if (fresh.name !== name) dropLine(p.fs, GROUP, name);
  putGroup(p.fs, fresh);
  return 0;
}

/** What stands for a password: the simulation hashes nothing, and nobody can log in by it. */
const HASHED = '$y$j9T$simulated';

async function chpasswd(p: Process): Promise<number> {
  let status = 0;
  for (const [at, line] of (await p.stdin.readText()).split('\n').entries()) {
    if (line === '') continue;
    const [name = '', secret] = line.split(/:(.*)/s);
    if (secret === undefined) {
      await p.stderr.write(`chpasswd: line ${at + 1}: missing new password\n`);
      status = 1;
    } else if (new Accounts(p).userNamed(name) === undefined) {
      await p.stderr.write(`chpasswd: (user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line ${at + 1}, user ${name}) password not changed\n`); // prettier-ignore
      status = 1;
    } else putShadow(p, name, HASHED);
  }
  return status;
}

async function passwd(p: Process, args: readonly string[]): Promise<number> {
  const name = args.find((word) => !word.startsWith('-')) ?? new Accounts(p).userName(p.credentials.uid);
  if (new Accounts(p).userNamed(name) === undefined) {
    await p.stderr.write(`passwd: user '${name}' does not exist\n`);
    return 1;
  }
  if (args.includes('-d') || args.includes('-l') || args.includes('-u')) {
    putShadow(p, name, args.includes('-d') ? '' : '!');
    await p.stdout.write(args.includes('-u') ? `passwd: password changed.\n` : `passwd: password changed.\n`);
    return 0;
  }
  const typed: string[] = [];
  const restore = p.isatty(0) ? silence(p) : () => undefined;
  try {
    for (const prompt of ['New password: ', 'Retype new password: ']) {
      await p.stderr.write(prompt);
      typed.push((await readLine(p)) ?? '');
      if (p.isatty(0)) await p.stderr.write('\n');
    }
  } finally {
    restore();
  }
  if (typed[0] === '' || typed[0] !== typed[1]) {
    const reason = typed[0] === '' ? 'No password has been supplied.' : 'Sorry, passwords do not match.';
    await p.stderr.write(`${reason}\npasswd: Authentication token manipulation error\npasswd: password unchanged\n`);
    return 10;
  }
  putShadow(p, name, HASHED);
  await p.stderr.write('passwd: password updated successfully\n');
  return 0;
}

function silence(p: Process): () => void {
  const tty = p.tty(0);
  tty.setModes({ echo: false });
  return () => tty.setModes({ echo: true });
}

type Work = (p: Process, options: readonly GivenOption[], operands: readonly string[]) => Promise<number> | number;

const COMMANDS: Readonly<Record<string, readonly [readonly OptionRow[], Work]>> = {
  useradd: [USER, useradd],
  userdel: [[['-r, --remove', ''], ['-f, --force', ''], ['-h, --help', '']], userdel],
  usermod: [MODIFY, usermod],
  groupadd: [GROUPS, groupadd],
  groupdel: [GROUPS, groupdel],
  groupmod: [GROUPS, groupmod],
  chsh: [[['-s, --shell=SHELL', '']], usermod],
}; // prettier-ignore

export default async function shadowTool(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? '');
  const args = p.args.slice(1);
  if (name === 'passwd') return passwd(p, args);
  if (p.credentials.uid !== 0) {
    await p.stderr.write(`${name}: Permission denied.\n${name}: cannot lock /etc/${name.startsWith('group') ? 'group' : 'passwd'}; try again later.\n`); // prettier-ignore
    return name.startsWith('group') ? 10 : 1;
  }
  if (name === 'chpasswd') return chpasswd(p);
  if (name === 'gpasswd') return gpasswd(p, args);
  const [rows, work] = COMMANDS[name] ?? [[], () => 0];
  try {
    const { options, operands } = getopt(args, readOptions(rows));
    if (has(options, 'h')) {
      await p.stdout.write(`Usage: ${name} [options] ${name.startsWith('group') ? 'GROUP' : 'LOGIN'}\n`);
      return 0;
    }
    return await work(p, options, operands);
  } catch (error) {
    if (error instanceof OptionError) {
      await p.stderr.write(
        `${name}: ${error.message}\nUsage: ${name} [options] ${name.startsWith('group') ? 'GROUP' : 'LOGIN'}\n`,
      );
      return 2;
    }
    if (!(error instanceof Refusal)) throw error;
    await p.stderr.write(error.message.startsWith('Usage:') ? `${error.message}\n` : `${name}: ${error.message}\n`);
    return error.status;
  }
}

async function gpasswd(p: Process, args: readonly string[]): Promise<number> {
  const [action, user = '', groupName = ''] = args;
  const group = new Accounts(p).groupNamed(groupName);
  if (group === undefined || (action !== '-a' && action !== '-d')) {
    await p.stderr.write(`gpasswd: group '${groupName}' does not exist in /etc/group\n`);
    return 3;
  }
  const members = group.members.filter((each) => each !== user);
  putGroup(p.fs, { ...group, members: action === '-a' ? [...members, user] : members });
  await p.stdout.write(action === '-a' ? `Adding user ${user} to group ${groupName}\n` : `Removing user ${user} from group ${groupName}\n`); // prettier-ignore
  return 0;
}
