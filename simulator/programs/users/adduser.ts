/** adduser and addgroup, deluser and delgroup: busybox's applets and Debian's programs of the same names. */
import type { Process } from '../../kernel/abi.ts';
import { readOptions, type OptionRow } from '../command/declaration.ts';
import { getopt, OptionError, type GivenOption } from '../command/getopt.ts';
import { readLine } from '../command/ask.ts';
import { applet, type Tool, UsageError } from '../command/tool.ts';
import { baseName } from '../text/paths.ts';
import { Accounts } from './accounts.ts';
import { dropLine, GROUP, lowestFree, makeHome, PASSWD, putGroup, putShadow, putUser, removeTree, SHADOW } from './account-files.ts'; // prettier-ignore

const OPTIONS: readonly OptionRow[] = [
  ['-h, --home=DIR', 'Home directory'], ['-g, --gecos=GECOS', 'GECOS field'], ['-s, --shell=SHELL', 'Login shell'], ['-G, --ingroup=GRP', 'Group'], ['-S, --system', 'Create a system user'],
  ['-D, --disabled-password', "Don't assign a password"], ['-H, --no-create-home', "Don't create home directory"], ['-u, --uid=UID', 'User id'], ['-k SKEL', ''], ['--gid=GID', ''], ['--disabled-login', ''], ['--group', ''],
  ['--quiet', ''], ['--comment=TEXT', ''], ['--allow-bad-names', ''], ['--force-badname', ''], ['--no-log-init', ''],
]; // prettier-ignore
const GROUP_OPTIONS: readonly OptionRow[] = [['-g, --gid=GID', 'Group id'], ['-S, --system', 'Create a system group'], ['--quiet', ''], ['--force-badname', '']]; // prettier-ignore

function value(options: readonly GivenOption[], key: string): string | undefined {
  return options.findLast((option) => option.key === key)?.value;
}

function has(options: readonly GivenOption[], key: string): boolean {
  return options.some((option) => option.key === key);
}

/** Adds `user` to `group`. False when one of them is not there. */
function join(p: Process, user: string, groupName: string): boolean {
  const accounts = new Accounts(p);
  const group = accounts.groupNamed(groupName);
  if (group === undefined || accounts.userNamed(user) === undefined) return false;
  if (!group.members.includes(user)) putGroup(p.fs, { ...group, members: [...group.members, user] });
  return true;
}

// busybox

async function busyboxAdduser(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const [name, group] = operands;
  const accounts = new Accounts(t.p);
  if (name === undefined) throw new UsageError('');
  if (group !== undefined) {
    if (accounts.groupNamed(group) === undefined) return failed(t, `unknown group ${group}`);
    if (accounts.userNamed(name) === undefined) return failed(t, `unknown user ${name}`);
    join(t.p, name, group);
    return 0;
  }
  if (accounts.userNamed(name) !== undefined) return failed(t, `user '${name}' in use`);
  const system = has(options, 'S');
  const uid = Number(value(options, 'u') ?? lowestFree(t.p.fs, system ? 100 : 1000, 'users'));
  if (accounts.user(uid) !== undefined) return failed(t, `uid '${uid}' in use`);
  const ingroup = value(options, 'G');
  const known = ingroup === undefined ? undefined : accounts.groupNamed(ingroup);
  if (ingroup !== undefined && known === undefined) return failed(t, `unknown group ${ingroup}`);
  if (known === undefined && !system && accounts.groupNamed(name) !== undefined) return failed(t, `group name '${name}' is in use`); // prettier-ignore
  const gid =
    known?.gid ?? (system ? 65533 : accounts.group(uid) === undefined ? uid : lowestFree(t.p.fs, 1000, 'groups'));
  if (known === undefined && !system) putGroup(t.p.fs, { name, gid, members: [] });
  const home = value(options, 'h') ?? `/home/${name}`;
  const shell = value(options, 's') ?? (system ? '/bin/false' : (t.p.env.get('SHELL') ?? '/bin/sh'));
  putUser(t.p.fs, { name, password: 'x', uid, gid, gecos: value(options, 'g') ?? 'Linux User,,,', home, shell: shell === '/bin/bash' ? '/bin/sh' : shell }); // prettier-ignore
  putShadow(t.p, name, '!');
  if (!has(options, 'H') && !makeHome(t.p.fs, home, uid, gid, 0o2755)) await t.warn(`${home}: File exists`);
  if (has(options, 'D') || system) return 0;
  return askPassword(t, name);
}

async function failed(t: Tool, message: string): Promise<number> {
  await t.warn(message);
  return 1;
}

async function askPassword(t: Tool, name: string): Promise<number> {
  await t.p.stdout.write(`Changing password for ${name}\n`);
  const typed: string[] = [];
  for (const prompt of ['New password: ', 'Retype password: ']) {
    await t.p.stdout.write(prompt);
    typed.push((await readLine(t.p)) ?? '');
    if (t.p.isatty(0)) await t.p.stdout.write('\n');
  }
  if (typed[0] !== typed[1]) {
    await t.p.stderr.write("Passwords don't match\npasswd: password for ".concat(`${name} is unchanged\n`));
    return 1;
  }
  putShadow(t.p, name, '$6$simulated');
  await t.p.stdout.write(`passwd: password for ${name} changed by root\n`);
  return 0;
}

async function busyboxAddgroup(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const [name, group] = operands;
  if (name === undefined) throw new UsageError('');
  const accounts = new Accounts(t.p);
  if (group !== undefined) {
    if (accounts.groupNamed(group) === undefined) return failed(t, `unknown group ${group}`);
    if (accounts.userNamed(name) === undefined) return failed(t, `unknown user ${name}`);
    join(t.p, name, group);
    return 0;
  }
  if (accounts.groupNamed(name) !== undefined) return failed(t, `group '${name}' in use`);
  const gid = Number(value(options, 'g') ?? lowestFree(t.p.fs, has(options, 'S') ? 100 : 1000, 'groups'));
  if (accounts.group(gid) !== undefined) return failed(t, `gid '${gid}' in use`);
  putGroup(t.p.fs, { name, gid, members: [] });
  return 0;
}

async function busyboxDeluser(t: Tool): Promise<number> {
  const operands = t.args.filter((word) => !word.startsWith('-'));
  const [name, group] = operands;
  if (name === undefined) throw new UsageError('');
  const accounts = new Accounts(t.p);
  if (group !== undefined) {
    const found = accounts.groupNamed(group);
    if (found !== undefined) putGroup(t.p.fs, { ...found, members: found.members.filter((each) => each !== name) });
    return 0;
  }
  if (t.name === 'delgroup') {
    if (accounts.groupNamed(name) === undefined) return failed(t, `unknown group ${name}`);
    dropLine(t.p.fs, GROUP, name);
    return 0;
  }
  const user = accounts.userNamed(name);
  if (user === undefined) return failed(t, `unknown user ${name}`);
  for (const path of [PASSWD, SHADOW]) dropLine(t.p.fs, path, name);
  if (accounts.groupNamed(name)?.gid === user.gid) dropLine(t.p.fs, GROUP, name);
  if (t.args.includes('--remove-home')) removeTree(t.p.fs, user.home);
  return 0;
}

export const busybox = applet(busyboxAdduser, {
  help: { usage: '[OPTIONS] USER [GROUP]', about: 'Create new user, or add USER to GROUP', options: OPTIONS },
});
export const busyboxGroup = applet(busyboxAddgroup, {
  help: { usage: '[-g GID] [-S] [USER] GROUP', about: 'Add a group or add a user to a group', options: GROUP_OPTIONS },
});
export const busyboxDelete = applet(busyboxDeluser, {
  help: { usage: '[--remove-home] USER', about: 'Delete USER from the system' },
  raw: true,
});

// Debian

async function addgroup(p: Process, options: readonly GivenOption[], operands: readonly string[]): Promise<number> {
  const [name] = operands;
  if (name === undefined) return complain(p, 'addgroup: Only one or two names allowed.');
  const accounts = new Accounts(p);
  if (accounts.groupNamed(name) !== undefined) {
    if (!has(options, 'S')) return complain(p, `addgroup: The group \`${name}' already exists.`);
    await p.stdout.write(`addgroup: The group \`${name}' already exists as a system group. Exiting.\n`);
    return 0;
  }
  const gid = Number(value(options, 'g') ?? lowestFree(p.fs, has(options, 'S') ? 101 : 1000, 'groups'));
  if (!has(options, 'quiet')) await p.stdout.write(`Adding group \`${name}' (GID ${gid}) ...\nDone.\n`);
  putGroup(p.fs, { name, gid, members: [] });
  return 0;
}

async function complain(p: Process, text: string): Promise<number> {
  await p.stderr.write(`${text}\n`);
  return 1;
}

async function adduser(p: Process, options: readonly GivenOption[], operands: readonly string[]): Promise<number> {
  const [name, group] = operands;
  const accounts = new Accounts(p);
  const say = (text: string): Promise<void> => (has(options, 'quiet') ? Promise.resolve() : p.stdout.write(text));
  if (name === undefined) return complain(p, 'adduser: Only one or two names allowed.');
  if (group !== undefined) {
    if (accounts.groupNamed(group) === undefined) return complain(p, `adduser: The group \`${group}' does not exist.`);
    if (accounts.userNamed(name) === undefined) return complain(p, `adduser: The user \`${name}' does not exist.`);
    await say(`Adding user \`${name}' to group \`${group}' ...\n`);
    join(p, name, group);
    await say('Done.\n');
    return 0;
  }
  const system = has(options, 'S');
  if (accounts.userNamed(name) !== undefined) {
    if (!system) return complain(p, `adduser: The user \`${name}' already exists.`);
    await p.stdout.write(`The system user \`${name}' already exists. Exiting.\n`);
    return 0;
  }
  const uid = Number(value(options, 'u') ?? lowestFree(p.fs, system ? 100 : 1000, 'users'));
  const ingroup = value(options, 'G') ?? value(options, 'gid');
  const known = ingroup === undefined ? undefined : (accounts.groupNamed(ingroup) ?? accounts.group(Number(ingroup)));
  if (ingroup !== undefined && known === undefined) return complain(p, `adduser: The group \`${ingroup}' does not exist.`);
  const makeGroup = known === undefined && (!system || has(options, 'group'));
  const gid = known?.gid ?? (makeGroup ? lowestFree(p.fs, uid, 'groups') : 65534);
  const home = value(options, 'h') ?? (system ? '/nonexistent' : `/home/${name}`);
  await say(`Adding ${system ? 'system ' : ''}user \`${name}' ${system ? `(UID ${uid}) ` : ''}...\n`);
  if (makeGroup) {
    await say(`Adding new group \`${name}' (${gid === uid || system ? 'GID ' : ''}${gid}) ...\n`.replace('(GID ', system ? '(GID ' : '('));
    putGroup(p.fs, { name, gid, members: [] });
  }
  await say(`Adding new user \`${name}' (${system ? 'UID ' : ''}${uid}) with group \`${known?.name ?? (makeGroup ? name : 'nogroup')}${system ? "' ..." : ` (${gid})' ...`}\n`);
  putUser(p.fs, { name, password: 'x', uid, gid, gecos: value(options, 'g') ?? value(options, 'comment') ?? (system ? '' : ',,,'), home, shell: value(options, 's') ?? (system ? '/usr/sbin/nologin' : '/bin/bash') });
  putShadow(p, name, '!');
  if (!has(options, 'H') && home !== '/nonexistent') {
    await say(`Creating home directory \`${home}' ...\n`);
    if (makeHome(p.fs, home, uid, gid, system ? 0o755 : 0o700) && !system) await say("Copying files from `/etc/skel' ...\n");
  } else if (home === '/nonexistent') await say('Not creating `/nonexistent\'.\n');
  if (system || has(options, 'D') || has(options, 'disabled-login')) {
    if (!system && value(options, 'g') === undefined && value(options, 'comment') === undefined) return askAbout(p, name);
    return 0;
  }
  const status = await typePassword(p, name);
  return status === 0 ? askAbout(p, name) : status;
} // prettier-ignore

async function typePassword(p: Process, name: string): Promise<number> {
  for (;;) {
    const typed: (string | undefined)[] = [];
    for (const prompt of ['New password: ', 'Retype new password: ']) {
      await p.stderr.write(prompt);
      typed.push(await readLine(p));
      if (p.isatty(0)) await p.stderr.write('\n');
    }
    if (typed[0] === undefined) {
      await p.stderr.write('passwd: Authentication token manipulation error\npasswd: password unchanged\n');
      return 1;
    }
    if (typed[0] === typed[1] && typed[0] !== '') break;
    await p.stderr.write('Sorry, passwords do not match.\n');
  }
  putShadow(p, name, '$y$j9T$simulated');
  await p.stderr.write('passwd: password updated successfully\n');
  return 0;
}

async function askAbout(p: Process, name: string): Promise<number> {
  await p.stdout.write(`Changing the user information for ${name}\nEnter the new value, or press ENTER for the default\n`);
  const answers: string[] = [];
  for (const [prompt] of [['\tFull Name []: '], ['\tRoom Number []: '], ['\tWork Phone []: '], ['\tHome Phone []: '], ['\tOther []: ']]) {
    await p.stdout.write(prompt ?? '');
    const answer = await readLine(p);
    if (answer === undefined) return 1;
    answers.push(answer);
  }
  const user = new Accounts(p).userNamed(name);
  if (user !== undefined) putUser(p.fs, { ...user, gecos: answers.slice(0, 4).join(',') });
  await p.stdout.write('Is the information correct? [Y/n] ');
  await readLine(p);
  return 0;
} // prettier-ignore

async function deluser(p: Process, name: string, operands: readonly string[], removeHome: boolean): Promise<number> {
  const accounts = new Accounts(p);
  const [who, group] = operands;
  if (name === 'delgroup' || group !== undefined) {
    const found = accounts.groupNamed(group ?? who ?? '');
    if (found === undefined) return complain(p, `${name}: The group \`${group ?? who ?? ''}' does not exist.`);
    if (group === undefined) dropLine(p.fs, GROUP, found.name);
    else putGroup(p.fs, { ...found, members: found.members.filter((each) => each !== who) });
    await p.stdout.write(group === undefined ? `Removing group \`${found.name}' ...\nDone.\n` : `Removing user \`${who ?? ''}' from group \`${group}' ...\nDone.\n`); // prettier-ignore
    return 0;
  }
  const user = accounts.userNamed(who ?? '');
  if (user === undefined) return complain(p, `deluser: The user \`${who ?? ''}' does not exist.`).then(() => 2);
  if (removeHome) {
    await p.stdout.write('Looking for files to backup/remove ...\nRemoving files ...\n');
    removeTree(p.fs, user.home);
  }
  await p.stdout.write(`Removing user \`${user.name}' ...\nWarning: group \`${accounts.groupName(user.gid)}' has no more members.\nDone.\n`.replace(/^Warning.*\n/m, accounts.groupNamed(user.name)?.gid === user.gid ? '$&' : '')); // prettier-ignore
  for (const path of [PASSWD, SHADOW]) dropLine(p.fs, path, user.name);
  if (accounts.groupNamed(user.name)?.gid === user.gid) dropLine(p.fs, GROUP, user.name);
  return 0;
}

export default async function debian(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? 'adduser');
  if (p.credentials.uid !== 0) return complain(p, `${name}: Only root may add a user or group to the system.`);
  try {
    const rows = name === 'addgroup' ? GROUP_OPTIONS : OPTIONS;
    const extra: readonly OptionRow[] = name.startsWith('del') ? [['--remove-home', ''], ['--remove-all-files', '']] : []; // prettier-ignore
    const { options, operands } = getopt(p.args.slice(1), readOptions([...rows, ...extra]));
    if (name === 'addgroup') return await addgroup(p, options, operands);
    if (name.startsWith('del')) return await deluser(p, name, operands, has(options, 'remove-home'));
    return has(options, 'group') && !has(options, 'S') ? await addgroup(p, options, operands) : await adduser(p, options, operands); // prettier-ignore
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return complain(p, `${error.message}\n${name}: Unknown option`);
  }
}
