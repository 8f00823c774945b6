/** cp(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { joinPath, dirName } from '../text/paths.ts';
import { Copier, plainCopy, type CopyOptions } from './copy/copier.ts';
import { destinations } from './copy/destination.ts';

const help = {
  usage: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
  about: 'Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
  options: [
    ['-a, --archive', 'same as -dR --preserve=all'],
    ['--attributes-only', ''],
    ['-b, --backup[=CONTROL]', 'keep what would be overwritten under a name ending with ~'],
    ['-d', 'same as --no-dereference --preserve=links'],
    ['-f, --force', 'if an existing destination file cannot be opened, remove it\nand try again'],
    ['-i, --interactive', 'prompt before overwrite'],
    ['-H', 'follow command-line symbolic links in SOURCE'],
    ['-l, --link', 'hard link files instead of copying'],
    ['-L, --dereference', 'always follow symbolic links in SOURCE'],
    ['-n, --no-clobber', 'do not overwrite an existing file'],
    ['-P, --no-dereference', 'never follow symbolic links in SOURCE'],
    ['-p', 'same as --preserve=mode,ownership,timestamps'],
    ['--preserve[=ATTR_LIST]', 'preserve mode, ownership, timestamps, links or all'],
    ['--no-preserve=ATTR_LIST', 'do not preserve these'],
    ['--parents', 'use full source file name under DIRECTORY'],
    ['-R, -r, --recursive', 'copy directories recursively'],
    ['--reflink[=WHEN]', ''],
    ['--remove-destination', 'remove each existing destination file first'],
    ['--sparse=WHEN', ''],
    ['--strip-trailing-slashes', ''],
    ['-s, --symbolic-link', 'make symbolic links instead of copying'],
    ['-t, --target-directory=DIRECTORY', 'copy all SOURCE arguments into DIRECTORY'],
    ['-T, --no-target-directory', 'treat DEST as a normal file'],
    ['-u, --update', 'copy only when SOURCE is newer than DEST or DEST is missing'],
    ['-v, --verbose', 'explain what is being done'],
    ['-x, --one-file-system', ''],
  ],
} as const;
const busyboxHelp = {
  usage: ['[-arPLHpfinlsTu] SOURCE DEST', '[-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }'],
  about: 'Copy SOURCEs to DEST',
  options: [
    ['-a', 'Same as -dpR'],
    ['-R,-r', 'Recurse'],
    ['-d, -P', 'Preserve symlinks (default if -R)'],
    ['-L', 'Follow all symlinks'],
    ['-H', 'Follow symlinks on command line'],
    ['-p', 'Preserve file attributes if possible'],
    ['-f', 'Overwrite'],
    ['-i', 'Prompt before overwrite'],
    ['-n', "Don't overwrite"],
    ['-l,s', 'Create (sym)links'],
    ['-T', 'Refuse to copy if DEST is a directory'],
    ['-t DIR', 'Copy all SOURCEs into DIR'],
    ['-u', 'Copy only newer files'],
    ['-l', ''],
    ['-s', ''],
    ['-v', ''],
    ['--parents', ''],
  ],
} as const;

const ATTRIBUTES: Readonly<Record<string, readonly (keyof CopyOptions['preserve'])[]>> = {
  mode: ['mode'],
  ownership: ['owner'],
  timestamps: ['times'],
  links: ['links'],
  all: ['mode', 'owner', 'times', 'links'],
  context: [],
  xattr: [],
};

function badAttribute(t: Tool, word: string): UsageError {
  const valid = ['mode', 'timestamps', 'ownership', 'links', 'context', 'xattr', 'all'].map(
    (name) => `  - ${t.quoteMessage(name)}`,
  );
  return new UsageError(
    `invalid argument ${t.quoteMessage(word)} for ${t.quoteMessage('--preserve')}\nValid arguments are:\n${valid.join('\n')}`,
  );
}

function setPreserve(t: Tool, options: CopyOptions, list: string, on: boolean): void {
  for (const word of list.split(',')) {
    const attributes = ATTRIBUTES[word];
    if (attributes === undefined) throw badAttribute(t, word);
    for (const attribute of attributes) options.preserve[attribute] = on;
  }
}

interface Settings {
  options: CopyOptions;
  targetDirectory: string | undefined;
  noTargetDirectory: boolean;
  parents: boolean;
}

function apply(t: Tool, s: Settings, key: string, value: string | undefined, given: { dereference: boolean }): void {
  const o = s.options;
  const follow = (what: CopyOptions['dereference']): void => {
    o.dereference = what;
    given.dereference = true;
  };
  switch (key) {
    case 'a': o.recursive = true; follow('never'); setPreserve(t, o, 'all', true); break;
    case 'b': o.backup = true; break;
    case 'd': follow('never'); o.preserve.links = true; break;
    case 'f': o.force = true; break;
    case 'i': o.interactive = true; o.noClobber = false; break;
    case 'H': follow('arguments'); break;
    case 'l': o.instead = 'link'; break;
    case 'L': follow('always'); break;
    case 'n': o.noClobber = true; o.interactive = false; break;
    case 'P': follow('never'); break;
    case 'p': setPreserve(t, o, 'mode,ownership,timestamps', true); break;
    case 'preserve': setPreserve(t, o, value ?? 'mode,ownership,timestamps', true); break;
    case 'no-preserve': setPreserve(t, o, value ?? '', false); break;
    case 'parents': s.parents = true; break;
    case 'R': o.recursive = true; break;
    case 'remove-destination': o.removeDestination = true; break;
    case 's': o.instead = 'symlink'; break;
    case 't': s.targetDirectory = value; break;
    case 'T': s.noTargetDirectory = true; break;
    case 'u': o.update = true; break;
    case 'v': o.verbose = true; break;
    default: break;
  }
} // prettier-ignore

function makeParents(t: Tool, path: string): void {
  const parent = dirName(path);
  if (t.p.fs.exists(parent)) return;
  makeParents(t, parent);
  t.p.fs.mkdir(parent);
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse();
  const options: CopyOptions = { ...plainCopy, preserve: { ...plainCopy.preserve } };
  const settings: Settings = { options, targetDirectory: undefined, noTargetDirectory: false, parents: false };
  const given = { dereference: false };
  for (const { key, value } of parsed.options) apply(t, settings, key, value, given);
  if (!given.dereference && options.recursive) options.dereference = 'never';
  const copier = new Copier(t, options);
  const moves = destinations(t, parsed.operands, settings);
  for (const { from, to } of moves) {
    const target = settings.parents ? joinPath(settings.targetDirectory ?? parsed.operands.at(-1) ?? '.', from) : to;
    if (settings.parents) makeParents(t, target);
    await copier.operand(from, target);
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
