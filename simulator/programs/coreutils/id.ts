/** id(1). */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { Accounts } from '../users/accounts.ts';

const help = {
  usage: '[OPTION]... [USER]...',
  about: 'Print user and group information for each USER, or for the current process.',
  options: [
    ['-a', 'ignore, for compatibility with other versions'],
    ['-g, --group', 'print only the effective group ID'],
    ['-G, --groups', 'print all group IDs'],
    ['-n, --name', 'print a name instead of a number, for -ugG'],
    ['-r, --real', 'print the real ID instead of the effective ID, with -ugG'],
    ['-u, --user', 'print only the effective user ID'],
    ['-z, --zero', 'delimit entries with NUL characters, not whitespace;\nnot permitted in default format'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-ugGnr] [USER]',
  about: 'Print information about USER or the current user',
  options: [
    ['-u', 'User ID'],
    ['-g', 'Group ID'],
    ['-G', 'Supplementary group IDs'],
    ['-n', 'Print names instead of numbers'],
    ['-r', 'Print real ID instead of effective ID'],
  ],
} as const;

interface Identity {
  uid: number;
  gid: number;
  groups: number[];
}

function identityOf(t: Tool, accounts: Accounts, name: string | undefined): Identity | undefined {
  if (name === undefined) {
    const { uid, gid, groups } = t.p.credentials;
    if (t.busybox) return { uid, gid, groups: [...groups] };
    // getgroups(2) need not hold the primary group; id shows it first all the same.
    return { uid, gid, groups: [gid, ...groups.filter((it) => it !== gid)] };
  }
  const user = accounts.userNamed(name) ?? (/^\d+$/.test(name) && !t.busybox ? accounts.user(Number(name)) : undefined);
  if (user === undefined) return undefined;
  return {
    uid: user.uid,
    gid: user.gid,
    groups: [user.gid, ...accounts.groupsOf(user.name).filter((it) => it !== user.gid)],
  };
}

function named(number: number, name: string | undefined): string {
  return name === undefined ? String(number) : `${number}(${name})`;
}

async function full(t: Tool, accounts: Accounts, who: Identity): Promise<void> {
  const groups = who.groups.map((gid) => named(gid, accounts.group(gid)?.name)).join(',');
  const list = groups === '' ? '' : ` groups=${groups}`;
  await t.print(
    `uid=${named(who.uid, accounts.user(who.uid)?.name)} gid=${named(who.gid, accounts.group(who.gid)?.name)}${list}\n`,
  );
}

async function single(t: Tool, accounts: Accounts, who: Identity, flags: Set<string>): Promise<void> {
  const end = flags.has('z') ? '\0' : '\n';
  const show = async (kind: string, number: number, name: string | undefined): Promise<string> => {
    if (!flags.has('n')) return String(number);
    if (name === undefined && !t.busybox) await t.fail(`cannot find name for ${kind} ID ${number}`);
    if (name === undefined && t.busybox) throw new Failure(`unknown ID ${number}`);
    return name ?? String(number);
  };
  if (flags.has('u')) await t.print((await show('user', who.uid, accounts.user(who.uid)?.name)) + end);
  else if (flags.has('g')) await t.print((await show('group', who.gid, accounts.group(who.gid)?.name)) + end);
  else {
    const groups: string[] = [];
    for (const gid of who.groups.length === 0 ? [who.gid] : who.groups)
      groups.push(await show('group', gid, accounts.group(gid)?.name));
    await t.print(groups.join(flags.has('z') ? '\0' : ' ') + end);
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags = new Set(options.map((option) => option.key));
  const kinds = ['u', 'g', 'G'].filter((it) => flags.has(it)).length;
  if (!t.busybox && kinds > 1) throw new Failure('cannot print "only" of more than one choice');
  if (!t.busybox && kinds === 0 && (flags.has('n') || flags.has('r')))
    throw new Failure('cannot print only names or real IDs in default format');
  if (t.busybox && operands.length > 1) throw new UsageError('');
  const accounts = new Accounts(t.p);
  for (const name of operands.length === 0 ? [undefined] : operands) {
    const who = identityOf(t, accounts, name);
    if (who === undefined)
      await t.fail(t.busybox ? `unknown user ${name ?? ''}` : `${t.quoteMessage(name ?? '')}: no such user`);
    else await (kinds === 0 ? full(t, accounts, who) : single(t, accounts, who, flags));
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
