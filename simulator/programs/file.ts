/** file(1): what a file holds, by its first bytes. The kinds that courses come across; others are text or data. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { gnu, type Tool } from './command/tool.ts';
import { kindOf, typeKind, type FileKind } from './file/kinds.ts';
import { displayWidth } from './text/width.ts';

const USAGE = `Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]
            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]
            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]
            <file> ...
       file -C [-m <magicfiles>]
       file [--help]
`;

const options = [
  ['-b, --brief', 'without the names'],
  ['-i, --mime', 'as MIME type and character set'],
  ['--mime-type', 'as MIME type'],
  ['--mime-encoding', 'as character set'],
  ['-L, --dereference', 'what links point to'],
  ['-h, --no-dereference', 'links themselves'],
  ['-F, --separator=STRING', 'instead of the colon behind the name'],
  ['-N, --no-pad', 'without blanks behind names'],
  ['-v', ''],
] as const;

/** What `path` is; a sentence when it cannot be looked at. */
function look(p: Process, path: string, follow: boolean): FileKind | string {
  try {
    const stat = follow ? p.fs.stat(path) : p.fs.lstat(path);
    if (stat.type === 'symlink') {
      const target = p.fs.readlink(path);
      return { text: `${p.fs.exists(path) ? 'symbolic link' : 'broken symbolic link'} to ${target}`, mime: 'inode/symlink', charset: 'binary' }; // prettier-ignore
    }
    if (stat.type !== 'file') return typeKind(stat);
    if (p.fs.programOf(path) !== undefined) return kindOf(undefined);
    return kindOf(p.fs.readFile(path));
  } catch (error) {
    if (!isSysError(error)) throw error;
    return `cannot open \`${path}' (${error.message})`;
  }
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  if (has('v')) {
    await t.print('file-5.44\nmagic file from /etc/magic:/usr/share/misc/magic\n');
    return 0;
  }
  if (parsed.operands.length === 0) {
    await t.p.stderr.write(USAGE);
    return 1;
  }
  const separator = parsed.options.findLast(({ key }) => key === 'F')?.value ?? ':';
  const width = Math.max(...parsed.operands.map((path) => displayWidth(path)));
  for (const path of parsed.operands) {
    const kind = look(t.p, path, has('L'));
    const said =
      typeof kind === 'string'
        ? kind
        : has('i')
          ? `${kind.mime}; charset=${kind.charset}`
          : has('mime-type')
            ? kind.mime
            : has('mime-encoding')
              ? kind.charset
              : kind.text;
    const blanks = has('N') ? '' : ' '.repeat(width - displayWidth(path));
    await t.print(has('b') ? `${said}\n` : `${path}${separator}${blanks} ${said}\n`);
  }
  return t.status;
}

export default gnu(main, {
  usageHint: () => USAGE,
  help: { usage: '[OPTION...] [FILE...]', about: 'Determine type of FILEs.', options },
});
