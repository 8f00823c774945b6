/** mktemp(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { joinPath } from '../text/paths.ts';

const help = {
  usage: '[OPTION]... [TEMPLATE]',
  about:
    "Create a temporary file or directory, safely, and print its name.\nTEMPLATE must contain at least 3 consecutive 'X's in last component.\nIf TEMPLATE is not specified, use tmp.XXXXXXXXXX, and --tmpdir is implied.",
  options: [
    ['-d, --directory', 'create a directory, not a file'],
    ['-u, --dry-run', 'do not create anything; merely print a name (unsafe)'],
    ['-q, --quiet', 'suppress diagnostics about file/dir-creation failure'],
    ['--suffix=SUFF', 'append SUFF to TEMPLATE'],
    ['-p, --tmpdir[=DIR]', 'interpret TEMPLATE relative to DIR'],
    ['-t', 'interpret TEMPLATE as a single file name component'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-dt] [-p DIR] [TEMPLATE]',
  about:
    'Create a temporary file with name based on TEMPLATE and print its name.\nTEMPLATE must end with XXXXXX (e.g. [/dir/]nameXXXXXX).\nWithout TEMPLATE, -t tmp.XXXXXX is assumed.',
  options: [
    ['-d', 'Make directory, not file'],
    ['-q', 'Fail silently on errors'],
    ['-t', 'Prepend base directory name to TEMPLATE'],
    ['-p DIR', 'Use DIR as a base directory (implies -t)'],
    ['-u', 'Do not create anything; print a name'],
  ],
} as const;

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function randomLetters(t: Tool, count: number): string {
  return [...t.p.random(count)].map((byte) => LETTERS[byte % LETTERS.length] ?? 'a').join('');
}

async function main(t: Tool): Promise<number> {
  // `-p DIR` takes its directory as the next word although `--tmpdir[=DIR]` does not.
  const args = t.busybox
    ? t.args
    : t.args.flatMap((arg, i) => (arg === '-p' ? [] : t.args[i - 1] === '-p' ? [`--tmpdir=${arg}`] : [arg]));
  const { options, operands } = t.parse(undefined, args);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (operands.length > 1) throw new UsageError(t.busybox ? '' : 'too many templates');
  const given = operands[0];
  const suffix = options.findLast(({ key }) => key === 'suffix')?.value ?? '';
  const directoryOption = options.findLast(({ key }) => key === 'p');
  const base = directoryOption?.value ?? t.env.get('TMPDIR') ?? '/tmp';
  const template = given ?? (t.busybox ? 'tmp.XXXXXX' : 'tmp.XXXXXXXXXX');
  if (suffix !== '' && !template.endsWith('X'))
    throw new Failure(`with --suffix, template ${t.quoteMessage(template)} must end in X`);
  const match = /^(.*?)(X+)([^X/]*)$/s.exec(template) ?? undefined;
  const least = t.busybox ? 6 : 3;
  if (match === undefined || (match[2] ?? '').length < least || (t.busybox && match[3] !== '')) {
    throw new Failure(t.busybox ? '(null): Invalid argument' : `too few X's in template ${t.quoteMessage(template)}`);
  }
  const [, head = '', xs = '', tail = ''] = match;
  const prefix = given === undefined || directoryOption !== undefined || has('t') ? joinPath(base, head) : head;
  for (let attempt = 0; ; attempt++) {
    const path = prefix + randomLetters(t, xs.length) + tail + suffix;
    try {
      if (t.p.fs.exists(path)) continue;
      if (!has('u')) create(t, path, has('d'));
      await t.print(`${path}\n`);
      return 0;
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code === 'EEXIST' && attempt < 100) continue;
      if (has('q')) return 1;
      const kind = has('d') ? 'directory' : 'file';
      throw new Failure(
        t.busybox
          ? `(null): ${error.message}`
          : `failed to create ${kind} via template ${t.quoteMessage(prefix + xs + tail + suffix)}: ${error.message}`,
      );
    }
  }
}

function create(t: Tool, path: string, directory: boolean): void {
  if (directory) t.p.fs.mkdir(path, 0o700);
  else t.p.fs.writeFile(path, '', 0o600);
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
