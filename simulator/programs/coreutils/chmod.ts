/** chmod(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { octalMode, parseMode, permissionString, type ModeChange } from '../text/mode.ts';
import { joinPath } from '../text/paths.ts';

const help = {
  usage: [
    '[OPTION]... MODE[,MODE]... FILE...',
    '[OPTION]... OCTAL-MODE FILE...',
    '[OPTION]... --reference=RFILE FILE...',
  ],
  about: 'Change the mode of each FILE to MODE.',
  options: [
    ['-c, --changes', 'like verbose but report only when a change is made'],
    ['-f, --silent, --quiet', 'suppress most error messages'],
    ['-v, --verbose', 'output a diagnostic for every file processed'],
    ['--no-preserve-root', "do not treat '/' specially (the default)"],
    ['--preserve-root', "fail to operate recursively on '/'"],
    ['--reference=RFILE', "use RFILE's mode instead of MODE values"],
    ['-R, --recursive', 'change files and directories recursively'],
  ],
  after: "Each MODE is of the form '[ugoa]*([-+=]([rwxXst]*|[ugo]))+|[-+=][0-7]+'.",
} as const;
const busyboxHelp = {
  usage: '[-Rcvf] MODE[,MODE]... FILE...',
  about: 'MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]',
  options: [
    ['-R', 'Recurse'],
    ['-c', 'List changed files'],
    ['-v', 'Verbose'],
    ['-f', 'Hide errors'],
  ],
} as const;

interface Flags {
  recursive: boolean;
  report: 'none' | 'changes' | 'all';
  quiet: boolean;
}

async function report(t: Tool, flags: Flags, path: string, before: number, after: number): Promise<void> {
  if (flags.report === 'none' || (flags.report === 'changes' && before === after)) return;
  const [old, now] = [before, after].map((mode) => `${octalMode(mode)} (${permissionString(mode)})`);
  if (t.busybox) return t.print(`mode of '${path}' changed to ${now ?? ''}\n`);
  const text = before === after ? `retained as ${now ?? ''}` : `changed from ${old ?? ''} to ${now ?? ''}`;
  await t.print(`mode of ${t.quote(path)} ${text}\n`);
}

async function change(t: Tool, flags: Flags, path: string, mode: ModeChange, top: boolean): Promise<void> {
  const pause = t.p.step();
  if (pause !== undefined) await pause;
  const { fs } = t.p;
  try {
    const own = fs.lstat(path);
    if (own.type === 'symlink' && !top) return;
    const stat = own.type === 'symlink' ? fs.stat(path) : own;
    const after = mode(stat.mode, stat.type === 'directory', t.p.umask());
    fs.chmod(path, after);
    await report(t, flags, path, stat.mode, after);
    if (!flags.recursive || stat.type !== 'directory') return;
  } catch (error) {
    if (!isSysError(error)) throw error;
    t.status = 1;
    const dangling = error.code === 'ENOENT' && isLink(t, path);
    if (dangling && !t.busybox)
      return flags.quiet ? undefined : t.fail(`cannot operate on dangling symlink ${t.quote(path)}`);
    const text = error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'cannot access' : 'changing permissions of';
    if (!flags.quiet)
      await t.fail(t.busybox ? `${path}: ${error.message}` : `${text} ${t.quote(path)}: ${error.message}`);
    return;
  }
  await descend(t, flags, path, mode);
}

function isLink(t: Tool, path: string): boolean {
  try {
    return t.p.fs.lstat(path).type === 'symlink';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

async function descend(t: Tool, flags: Flags, path: string, mode: ModeChange): Promise<void> {
  let names: string[];
  try {
    names = t.p.fs.readdir(path).map((entry) => entry.name);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return t.fail(
      t.busybox ? `can't open '${path}': ${error.message}` : `cannot read directory ${t.quote(path)}: ${error.message}`,
    );
  }
  for (const name of names) await change(t, flags, joinPath(path, name), mode, false);
}

/** `-x`, `-rw,u+s`: a mode that looks like an option. It is taken out before options are parsed. */
const dashMode = /^-(?=[rwxXstugo,+=-]*$)[rwxXstugo]+/;

async function main(t: Tool): Promise<number> {
  const dashed = t.args.find((arg) => dashMode.test(arg) && parseMode(arg) !== undefined);
  const { options, operands: rest } = t.parse(
    undefined,
    dashed === undefined ? t.args : t.args.filter((arg) => arg !== dashed),
  );
  const flags: Flags = { recursive: false, report: 'none', quiet: false };
  let reference: string | undefined;
  for (const { key, value } of options) {
    if (key === 'R') flags.recursive = true;
    else if (key === 'c') flags.report = 'changes';
    else if (key === 'v') flags.report = 'all';
    else if (key === 'f') flags.quiet = true;
    else if (key === 'reference') reference = value;
  }
  const operands = reference !== undefined || dashed !== undefined ? rest : rest.slice(1);
  const modeText = dashed ?? (reference === undefined ? rest[0] : undefined);
  if (modeText === undefined && reference === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (operands.length === 0)
    throw new UsageError(t.busybox ? '' : `missing operand after ${t.quoteMessage(modeText ?? '')}`);
  let mode: ModeChange | undefined;
  if (reference !== undefined) {
    const wanted = t.p.fs.stat(reference).mode;
    mode = () => wanted;
  } else mode = parseMode(modeText ?? '');
  if (mode === undefined) {
    if (t.busybox) throw new Failure(`invalid mode '${modeText ?? ''}'`);
    throw new UsageError(`invalid mode: ${t.quoteMessage(modeText ?? '')}`);
  }
  for (const path of operands) await change(t, flags, path, mode, true);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
