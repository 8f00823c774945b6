/** What tar is asked to do: the letters of old (`tar xzf FILE`), those with a dash and the long names. */
import { Failure, type Tool, UsageError } from '../command/tool.ts';
import type { OptionRow } from '../command/declaration.ts';

export type TarMode = 'create' | 'extract' | 'list' | 'append';
export type Compression = 'none' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

export interface TarOptions {
  mode: TarMode;
  /** `-` is standard input or output. */
  archive: string;
  compression: Compression | undefined;
  verbose: number;
  /** Members, or files to put in; `-C DIR` stands between them as `{ chdir }`. */
  operands: (string | { chdir: string })[];
  strip: number;
  exclude: readonly string[];
  absolute: boolean;
  follow: boolean;
  recursive: boolean;
  numeric: boolean;
  /** Give extracted files the owner in the archive (the default of root). */
  sameOwner: boolean | undefined;
  keepPermissions: boolean | undefined;
  keepTimes: boolean;
  keepOld: boolean;
  toStdout: boolean;
  owner: string | undefined;
  group: string | undefined;
  totals: boolean;
  /** Patterns of `--exclude` that came too late to have an effect (GNU, when creating). */
  late: readonly string[];
}

export const gnuOptions: readonly OptionRow[] = [
  ['-c, --create', 'create a new archive'],
  ['-x, --extract, --get', 'extract files from an archive'],
  ['-t, --list', 'list the contents of an archive'],
  ['-r, --append', 'append files to the end of an archive'],
  ['-u, --update', ''],
  ['-f, --file=ARCHIVE', 'use the archive file ARCHIVE'],
  ['-C, --directory=DIR', 'change to the directory DIR'],
  ['-v, --verbose', 'list the files that are processed'],
  ['-z, --gzip, --gunzip, --ungzip', 'filter the archive through gzip'],
  ['-j, --bzip2', 'filter the archive through bzip2'],
  ['-J, --xz', 'filter the archive through xz'],
  ['--zstd', 'filter the archive through zstd'],
  ['-a, --auto-compress', 'choose the compression by the suffix of the archive'],
  ['-p, --preserve-permissions, --same-permissions', 'restore the permissions of files exactly'],
  ['--no-same-permissions', 'apply the umask to the permissions of files'],
  ['--same-owner', 'try to restore the owner of files'],
  ['-o, --no-same-owner', 'extract files as yourself'],
  ['-m, --touch', "don't restore the time of files"],
  ['-k, --keep-old-files', "don't replace files that are there"],
  ['--skip-old-files', "don't replace files that are there, silently"],
  ['--overwrite', 'overwrite files that are there'],
  ['-O, --to-stdout', 'extract files to standard output'],
  ['-h, --dereference', 'put in what symbolic links point to'],
  ['-P, --absolute-names', "don't strip leading slashes"],
  ['--exclude=PATTERN', 'leave out files that match PATTERN'],
  ['--exclude-vcs', 'leave out the files of version control systems'],
  ['-X, --exclude-from=FILE', 'leave out what matches a pattern in FILE'],
  ['-T, --files-from=FILE', 'take the names to put in from FILE'],
  ['--strip-components=NUMBER', 'drop NUMBER leading parts of names'],
  ['--no-recursion', "don't descend into directories"],
  ['--numeric-owner', 'use numbers for users and groups'],
  ['--owner=NAME', 'put files in as owned by NAME'],
  ['--group=NAME', 'put files in with the group NAME'],
  ['--totals', 'print how many bytes were processed'],
  ['-w, --interactive', ''],
  ['-b, --blocking-factor=BLOCKS', ''],
  ['--format=FORMAT', ''],
  ['--one-file-system', ''],
  ['--warning=KEYWORD', ''],
  ['-S, --sparse', ''],
  ['-I, --use-compress-program=PROG', ''],
];

export const busyboxOptions: readonly OptionRow[] = [
  ['-c', 'Create'],
  ['-x', 'Extract'],
  ['-t', 'List'],
  ['-f FILE', "Name of TARFILE ('-' for stdin/out)"],
  ['-C DIR', 'Change to DIR before operation'],
  ['-v', 'Verbose'],
  ['-z', '(De)compress using gzip'],
  ['-J', '(De)compress using xz'],
  ['-j', '(De)compress using bzip2'],
  ['-a', '(De)compress based on extension'],
  ['-O', 'Extract to stdout'],
  ['-m', "Don't restore mtime"],
  ['-o', "Don't restore user:group"],
  ['-p', ''],
  ['-k', "Don't replace existing files"],
  ['-h', 'Follow symlinks'],
  ['--strip-components=NUM', 'NUM of leading components to strip'],
  ['--exclude=PATTERN', ''],
  ['-X, --exclude-from=FILE', ''],
  ['-T FILE', ''],
  ['--overwrite', ''],
  ['--no-recursion', "Don't descend in directories"],
  ['--numeric-owner', 'Use numeric user:group'],
  ['--no-same-permissions', "Don't restore access permissions"],
];

const WITH_ARGUMENT = new Set(['f', 'C', 'X', 'T', 'b', 'I']);

/** `xzf FILE` becomes `-x -z -f FILE`; letters that take an argument take the next word, in their order. */
function modernArguments(args: readonly string[]): string[] {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-') || first === '') return [...args];
  const out: string[] = [];
  for (const letter of first) {
    out.push(`-${letter}`);
    if (!WITH_ARGUMENT.has(letter)) continue;
    const value = rest.shift();
    if (value === undefined) throw new UsageError(`Old option '${letter}' requires an argument.`);
    out.push(value);
  }
  return [...out, ...rest];
}

const VCS = ['.git', '.gitignore', '.gitattributes', '.svn', '.hg', 'CVS'];

/** Operands and `-C` in the order in which they were given, which the option parser does not keep. */
function orderedOperands(args: readonly string[], operands: readonly string[]): (string | { chdir: string })[] {
  const left = [...operands];
  const out: (string | { chdir: string })[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const joined = /^(?:--directory=|-[A-Za-z]*C(?=.))(.*)$/s.exec(word)?.[1];
    if (joined !== undefined && !word.startsWith('--exclude')) out.push({ chdir: joined });
    else if (/^-[A-Za-z]*C$/.test(word) || word === '--directory') out.push({ chdir: args[++at] ?? '' });
    else if (word === left[0]) {
      out.push(word);
      left.shift();
    }
  }
  return [...out, ...left];
}

export function readTarOptions(t: Tool): TarOptions {
  const args = modernArguments(t.args);
  const { options, operands } = t.parse(undefined, args);
  let mode: TarMode | undefined;
  const result: Omit<TarOptions, 'mode'> = {
    archive: '-', compression: undefined, verbose: 0, operands: orderedOperands(args, operands), strip: 0, exclude: [],
    absolute: false, follow: false, recursive: true, numeric: false, sameOwner: undefined, keepPermissions: undefined,
    keepTimes: true, keepOld: false, toStdout: false, owner: undefined, group: undefined, totals: false, late: [],
  }; // prettier-ignore
  let byName = false;
  for (const { key, value = '' } of options) {
    switch (key) {
      case 'c': mode = 'create'; break;
      case 'x': mode = 'extract'; break;
      case 't': mode = 'list'; break;
      case 'r':
      case 'u': mode = 'append'; break;
      case 'f': result.archive = value; break;
      case 'v': result.verbose++; break;
      case 'z': result.compression = 'gzip'; break;
      case 'j': result.compression = 'bzip2'; break;
      case 'J': result.compression = 'xz'; break;
      case 'zstd': result.compression = 'zstd'; break;
      case 'a': byName = true; break;
      case 'p': result.keepPermissions = true; break;
      case 'no-same-permissions': result.keepPermissions = false; break;
      case 'same-owner': result.sameOwner = true; break;
      case 'o': result.sameOwner = false; break;
      case 'm': result.keepTimes = false; break;
      case 'k':
      case 'skip-old-files': result.keepOld = true; break;
      case 'O': result.toStdout = true; break;
      case 'h': result.follow = true; break;
      case 'P': result.absolute = true; break;
      case 'exclude': result.exclude = [...result.exclude, value]; break;
      case 'exclude-vcs': result.exclude = [...result.exclude, ...VCS]; break;
      case 'X': result.exclude = [...result.exclude, ...linesOf(t, value)]; break;
      case 'T': result.operands.push(...linesOf(t, value)); break;
      case 'strip-components': result.strip = Number(value); break;
      case 'no-recursion': result.recursive = false; break;
      case 'numeric-owner': result.numeric = true; break;
      case 'owner': result.owner = value; break;
      case 'group': result.group = value; break;
      case 'totals': result.totals = true; break;
    } // prettier-ignore
  }
  if (mode === undefined) {
    const text = "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options";
    throw t.busybox ? new UsageError('') : new UsageError(text, 2);
  }
  if (mode === 'create' && !t.busybox) {
    result.late = lateExcludes(args, operands.at(-1));
    result.exclude = result.exclude.filter((pattern) => !result.late.includes(pattern));
  }
  if (byName) result.compression = compressionOf(result.archive);
  return { ...result, mode };
}

function lateExcludes(args: readonly string[], lastOperand: string | undefined): string[] {
  const end = lastOperand === undefined ? -1 : args.lastIndexOf(lastOperand);
  if (end < 0) return [];
  return args.slice(end + 1).flatMap((word, at, rest) => {
    const joined = /^--exclude=(.*)$/s.exec(word)?.[1];
    return joined !== undefined ? [joined] : word === '--exclude' ? [rest[at + 1] ?? ''] : [];
  });
}

function compressionOf(name: string): Compression {
  if (/\.(tar\.gz|tgz|gz|taz)$/.test(name)) return 'gzip';
  if (/\.(tar\.bz2|tbz2?|bz2)$/.test(name)) return 'bzip2';
  if (/\.(tar\.xz|txz|xz)$/.test(name)) return 'xz';
  return /\.(zst|tzst)$/.test(name) ? 'zstd' : 'none';
}

function linesOf(t: Tool, path: string): string[] {
  try {
    return t.p.fs
      .readText(path)
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    throw new Failure(`${path}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now`, 2);
  }
}
