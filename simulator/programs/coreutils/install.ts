/** install(1): copies with a mode and an owner, or makes directories. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseMode } from '../text/mode.ts';
import { dirName } from '../text/paths.ts';
import { Accounts } from '../users/accounts.ts';
import { Copier, plainCopy } from './copy/copier.ts';
import { destinations } from './copy/destination.ts';

const options = [
  ['-b, --backup[=CONTROL]', ''],
  ['-c', '(ignored)'],
  ['-C, --compare', ''],
  ['-d, --directory', 'treat all arguments as directory names; create all components'],
  ['-D', 'create all leading components of DEST except the last'],
  ['-g, --group=GROUP', "set group ownership, instead of process' current group"],
  ['-m, --mode=MODE', 'set permission mode (as in chmod), instead of rwxr-xr-x'],
  ['-o, --owner=OWNER', 'set ownership (super-user only)'],
  ['-p, --preserve-timestamps', 'apply times of SOURCE files to destination files'],
  ['-s, --strip', 'strip symbol tables'],
  ['-t, --target-directory=DIRECTORY', 'copy all SOURCE arguments into DIRECTORY'],
  ['-T, --no-target-directory', 'treat DEST as a normal file'],
  ['-v, --verbose', 'print the name of each created file or directory'],
] as const;

function makeAll(t: Tool, path: string): void {
  if (path === '' || t.p.fs.exists(path)) return;
  makeAll(t, dirName(path));
  t.p.fs.mkdir(path, 0o755);
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const value = (key: string): string | undefined => parsed.options.findLast((option) => option.key === key)?.value;
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  const modeText = value('m') ?? '755';
  const change = parseMode(modeText);
  if (change === undefined) throw new Failure(`invalid mode ${t.quoteMessage(modeText)}`);
  const accounts = new Accounts(t.p);
  const id = (text: string | undefined, found: number | undefined, kind: string): number => {
    if (text === undefined) return -1;
    const number = found ?? (/^\d+$/.test(text) ? Number(text) : undefined);
    if (number === undefined) throw new Failure(`invalid ${kind} ${t.quoteMessage(text)}`);
    return number;
  };
  const uid = id(value('o'), accounts.userNamed(value('o') ?? '')?.uid, 'user');
  const gid = id(value('g'), accounts.groupNamed(value('g') ?? '')?.gid, 'group');
  const finish = (path: string): void => {
    if (uid >= 0 || gid >= 0) t.p.fs.chown(path, uid, gid);
    t.p.fs.chmod(path, change(0, t.p.fs.stat(path).type === 'directory', 0));
  };
  if (parsed.operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing file operand');
  if (has('d')) {
    for (const path of parsed.operands) {
      await t.attempt(
        async () => {
          const fresh = !t.p.fs.exists(path);
          makeAll(t, path);
          finish(path);
          if (fresh && has('v')) await t.print(`${t.name}: creating directory ${t.quote(path)}\n`);
        },
        (error) => `cannot create directory ${t.quoteMessage(path)}: ${error.message}`,
      );
    }
    return t.status;
  }
  const copier = new Copier(t, {
    ...plainCopy,
    verbose: has('v'),
    removeDestination: true,
    preserve: { ...plainCopy.preserve, times: has('p') },
  });
  const last = parsed.operands.at(-1) ?? '';
  if (has('D') && value('t') === undefined) makeAll(t, dirName(last));
  for (const { from, to } of destinations(t, parsed.operands, {
    targetDirectory: value('t'),
    noTargetDirectory: has('T'),
  })) {
    try {
      if (await copier.operand(from, to)) finish(to);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(`cannot change ownership of ${t.quote(to)}: ${error.message}`);
    }
  }
  return t.status;
}

const help = {
  usage: [
    '[OPTION]... [-T] SOURCE DEST',
    '[OPTION]... SOURCE... DIRECTORY',
    '[OPTION]... -t DIRECTORY SOURCE...',
    '[OPTION]... -d DIRECTORY...',
  ],
  about: 'Copy files and set attributes.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: ['[-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST'],
    about: 'Copy files and set attributes',
    options,
  },
});
