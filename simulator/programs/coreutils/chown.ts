/** chown(1) and chgrp(1), told apart by name. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { joinPath } from '../text/paths.ts';
import { Accounts } from '../users/accounts.ts';

const options = [
  ['-c, --changes', 'like verbose but report only when a change is made'],
  ['-f, --silent, --quiet', 'suppress most error messages'],
  ['-v, --verbose', 'output a diagnostic for every file processed'],
  ['--dereference', 'affect the referent of each symbolic link (default)'],
  ['-h, --no-dereference', 'affect symbolic links instead of any referenced file'],
  ['--from=CURRENT_OWNER:CURRENT_GROUP', 'change only files owned so now'],
  ['--no-preserve-root', "do not treat '/' specially (the default)"],
  ['--preserve-root', "fail to operate recursively on '/'"],
  ['--reference=RFILE', "use RFILE's owner and group"],
  ['-R, --recursive', 'operate on files and directories recursively'],
  ['-H', 'with -R: traverse directory links given as arguments'],
  ['-L', 'with -R: traverse every symbolic link to a directory'],
  ['-P', 'with -R: do not traverse any symbolic links (default)'],
] as const;
const ownerHelp = {
  usage: ['[OPTION]... [OWNER][:[GROUP]] FILE...', '[OPTION]... --reference=RFILE FILE...'],
  about: 'Change the owner and/or group of each FILE to OWNER and/or GROUP.',
  options,
} as const;
const busyboxOptions = [
  ['-h', 'Affect symlinks instead of symlink targets'],
  ['-L', 'Traverse all symlinks to directories'],
  ['-H', 'Traverse symlinks on command line only'],
  ['-P', "Don't traverse symlinks (default)"],
  ['-R', 'Recurse'],
  ['-c', 'List changed files'],
  ['-v', 'List all files'],
  ['-f', 'Hide errors'],
] as const;

interface Change {
  uid: number;
  gid: number;
  /** As reports name the new owner. */
  label: string;
}

interface Flags {
  recursive: boolean;
  follow: boolean;
  traverse: 'H' | 'L' | 'P';
  report: 'none' | 'changes' | 'all';
  quiet: boolean;
  group: boolean;
}

function findGroup(accounts: Accounts, text: string): number | undefined {
  return accounts.groupNamed(text)?.gid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
}

/** Reads `user`, `user:group`, `user:`, `:group`. */
function parseOwner(t: Tool, spec: string, accounts: Accounts): Change {
  const at =
    spec.search(/[:]/) >= 0 ? spec.search(/[:]/) : accounts.userNamed(spec) === undefined ? spec.indexOf('.') : -1;
  const userText = at < 0 ? spec : spec.slice(0, at);
  const groupText = at < 0 ? undefined : spec.slice(at + 1);
  const user = accounts.userNamed(userText);
  const uid = userText === '' ? -1 : (user?.uid ?? (/^\d+$/.test(userText) ? Number(userText) : undefined));
  if (uid === undefined) {
    throw new Failure(
      t.busybox
        ? `unknown user${groupText === undefined || groupText === '' ? '' : '/group'} ${groupText === '' ? userText : spec}`
        : `invalid user: ${t.quoteMessage(spec)}`,
    );
  }
  let gid: number | undefined = -1;
  if (groupText === '' && userText !== '') gid = user?.gid;
  else if (groupText !== undefined && groupText !== '') gid = findGroup(accounts, groupText);
  if (gid === undefined) {
    if (groupText === '')
      throw new Failure(t.busybox ? `unknown user ${userText}` : `invalid spec: ${t.quoteMessage(spec)}`);
    throw new Failure(
      t.busybox
        ? `unknown ${userText === '' ? `group ${groupText ?? ''}` : `user/group ${spec}`}`
        : `invalid group: ${t.quoteMessage(spec)}`,
    );
  }
  return { uid, gid, label: spec.replace(/\.(?=[^:]*$)/, at >= 0 && spec[at] === '.' ? ':' : '.') };
}

class Changer {
  private readonly t: Tool;
  private readonly flags: Flags;
  private readonly change: Change;
  private readonly accounts: Accounts;

  constructor(t: Tool, flags: Flags, change: Change, accounts: Accounts) {
    this.t = t;
    this.flags = flags;
    this.change = change;
    this.accounts = accounts;
  }

  async apply(path: string, top: boolean): Promise<void> {
    const { t, flags, change } = this;
    const pause = t.p.step();
    if (pause !== undefined) await pause;
    const { fs } = t.p;
    try {
      const link = fs.lstat(path).type === 'symlink';
      const enters = flags.traverse === 'L' || (flags.traverse === 'H' && top);
      const follow = flags.follow && !(flags.recursive && link && !enters && !top);
      const before = follow ? fs.stat(path) : fs.lstat(path);
      fs.chown(path, change.uid, change.gid, follow);
      await this.report(path, before.uid, before.gid);
      if (flags.recursive && before.type === 'directory' && (!link || enters)) {
        for (const entry of fs.readdir(path)) await this.apply(joinPath(path, entry.name), false);
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      t.status = 1;
      if (flags.quiet) return;
      const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
      const what = flags.group || this.change.uid < 0 ? 'group' : 'ownership';
      await t.fail(
        t.busybox
          ? `${path}: ${error.message}`
          : `${missing ? 'cannot access' : `changing ${what} of`} ${t.quote(path)}: ${error.message}`,
      );
    }
  }

  private async report(path: string, uid: number, gid: number): Promise<void> {
    const { t, flags, change, accounts } = this;
    const same = (change.uid < 0 || change.uid === uid) && (change.gid < 0 || change.gid === gid);
    if (flags.report === 'none' || (flags.report === 'changes' && same)) return;
    const old = flags.group
      ? accounts.groupName(gid)
      : change.gid < 0
        ? accounts.userName(uid)
        : `${accounts.userName(uid)}:${accounts.groupName(gid)}`;
    const what = flags.group ? 'group' : 'ownership';
    if (t.busybox) return t.print(`changed ownership of '${path}' to ${change.uid}:${change.gid}\n`);
    await t.print(
      `${same ? `${what} of ${t.quote(path)} retained as ${old}` : `changed ${what} of ${t.quote(path)} from ${old} to ${change.label}`}\n`,
    );
  }
}

async function main(t: Tool, group: boolean): Promise<number> {
  const parsed = t.parse();
  const flags: Flags = { recursive: false, follow: true, traverse: 'P', report: 'none', quiet: false, group };
  let reference: string | undefined;
  for (const { key, value } of parsed.options) {
    if (key === 'R') flags.recursive = true;
    else if (key === 'h') flags.follow = false;
    else if (key === 'H' || key === 'L' || key === 'P') flags.traverse = key;
    else if (key === 'c') flags.report = 'changes';
    else if (key === 'v') flags.report = 'all';
    else if (key === 'f') flags.quiet = true;
    else if (key === 'reference') reference = value;
  }
  const [spec, ...others] = parsed.operands;
  const paths = reference === undefined ? others : parsed.operands;
  if (spec === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (paths.length === 0) throw new UsageError(t.busybox ? '' : `missing operand after ${t.quoteMessage(spec)}`);
  const accounts = new Accounts(t.p);
  let change: Change;
  if (reference !== undefined) {
    const { uid, gid } = t.p.fs.stat(reference);
    change = { uid: group ? -1 : uid, gid, label: `${accounts.userName(uid)}:${accounts.groupName(gid)}` };
  } else if (group) {
    const gid = findGroup(accounts, spec);
    if (gid === undefined)
      throw new Failure(t.busybox ? `unknown group ${spec}` : `invalid group: ${t.quoteMessage(spec)}`);
    change = { uid: -1, gid, label: spec };
  } else change = parseOwner(t, spec, accounts);
  const changer = new Changer(t, flags, change, accounts);
  for (const path of paths) await changer.apply(path, true);
  return t.status;
}

const isGroup = (t: Tool): boolean => t.name.endsWith('chgrp');

export default gnu((t) => main(t, isGroup(t)), { help: ownerHelp });
export const busybox = applet((t) => main(t, false), {
  help: {
    usage: '[-RhLHPcvf]... USER[:[GRP]] FILE...',
    about: 'Change the owner and/or group of FILEs to USER and/or GRP',
    options: busyboxOptions,
  },
});
export const busyboxChgrp = applet((t) => main(t, true), {
  help: {
    usage: '[-RhLHPcvf]... GROUP FILE...',
    about: 'Change the group membership of FILEs to GROUP',
    options: busyboxOptions,
  },
});
