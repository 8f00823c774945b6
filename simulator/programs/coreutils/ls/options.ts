/** The options of GNU ls and what they amount to. */
import type { OptionRow } from '../../command/declaration.ts';
import { Failure, UsageError, type Tool } from '../../command/tool.ts';
import { parseSize } from '../../text/size.ts';
import type { Order, SortKey } from './entry.ts';

export const lsOptions: readonly OptionRow[] = [
  ['-a, --all', 'list entries starting with . too'],
  ['-A, --almost-all', 'the same, but not . and ..'],
  ['--author', 'with -l, print the author of each file'],
  ['-b, --escape', 'print C-style escapes for nongraphic characters'],
  ['--block-size=SIZE', 'with -l, show sizes in units of SIZE'],
  ['-B, --ignore-backups', 'leave out entries ending with ~'],
  ['-c', 'with -lt: sort by, and show, ctime; with -l: show ctime;\notherwise: sort by ctime, newest first'],
  ['-C', 'list entries by columns'],
  ['--color[=WHEN]', "colorize names; WHEN is 'always', 'auto' or 'never'"],
  ['-d, --directory', 'list directories themselves, not their contents'],
  ['-f', 'do not sort, enable -aU, disable -ls --color'],
  ['-F, --classify[=WHEN]', 'append an indicator (one of */=>@|) to entries'],
  ['--file-type', "likewise, but do not append '*'"],
  ['--format=WORD', 'across -x, commas -m, horizontal -x, long -l,\nsingle-column -1, verbose -l, vertical -C'],
  ['--full-time', 'like -l --time-style=full-iso'],
  ['-g', 'like -l, but without the owner'],
  ['--group-directories-first', 'list directories before files'],
  ['-G, --no-group', 'in a long listing, leave out group names'],
  ['-h, --human-readable', 'with -l and -s, print sizes like 1K 234M 2G'],
  ['--si', 'likewise, in powers of 1000'],
  ['-H, --dereference-command-line', 'follow symbolic links given as arguments'],
  ['--hide=PATTERN', 'leave out entries that match shell PATTERN'],
  ['-i, --inode', 'print the index number of each file'],
  ['-I, --ignore=PATTERN', 'leave out entries that match shell PATTERN'],
  ['-k, --kibibytes', '1024-byte blocks for file system usage'],
  ['-l', 'use a long listing format'],
  ['-L, --dereference', 'show what symbolic links point to'],
  ['-m', 'fill width with names, commas between them'],
  ['-n, --numeric-uid-gid', 'like -l, but with numeric user and group ids'],
  ['-N, --literal', 'print names without quoting'],
  ['-o', 'like -l, but without the group'],
  ['-p', 'append / to directories'],
  ['-q, --hide-control-chars', 'print ? instead of nongraphic characters'],
  ['--show-control-chars', 'show nongraphic characters as they are'],
  ['-Q, --quote-name', 'put names in double quotes'],
  ['--quoting-style=WORD', 'literal, shell, shell-always, shell-escape,\nshell-escape-always, c or escape'],
  ['-r, --reverse', 'reverse the order'],
  ['-R, --recursive', 'list subdirectories too'],
  ['-s, --size', 'print the allocated size of each file, in blocks'],
  ['-S', 'sort by size, largest first'],
  ['--sort=WORD', 'none (-U), size (-S), time (-t), version (-v),\nextension (-X), width'],
  ['--time=WORD', 'which time to show and sort by: atime, ctime, mtime'],
  ['--time-style=STYLE', 'full-iso, long-iso, iso, locale or +FORMAT'],
  ['-t', 'sort by time, newest first'],
  ['-T, --tabsize=COLS', 'tab stops every COLS instead of 8'],
  ['-u', 'as -c, with the access time'],
  ['-U', 'do not sort'],
  ['-v', 'natural sort of (version) numbers within text'],
  ['-w, --width=COLS', 'set the output width; 0 means no limit'],
  ['-x', 'list entries by lines instead of by columns'],
  ['-X', 'sort by extension'],
  ['-Z, --context', 'print the security context of each file'],
  ['-1', 'list one file per line'],
];

export type Format = 'long' | 'one-per-line' | 'columns' | 'across' | 'commas';
export type Quoting = 'literal' | 'shell' | 'shell-always' | 'shell-escape' | 'shell-escape-always' | 'c' | 'escape';

export interface LsOptions {
  format: Format;
  show: 'visible' | 'almost-all' | 'all';
  directoryItself: boolean;
  recursive: boolean;
  dereference: 'never' | 'arguments' | 'argument-directories' | 'always';
  order: Order;
  indicator: 'none' | 'slash' | 'file-type' | 'classify';
  inode: boolean;
  blocks: boolean;
  owner: boolean;
  group: boolean;
  author: boolean;
  numericIds: boolean;
  humanBase: number | undefined;
  blockSize: number;
  timeStyle: string;
  color: boolean;
  quoting: Quoting;
  hideControls: boolean;
  width: number;
  tabSize: number;
  ignore: string[];
  hide: string[];
  operands: string[];
}

const SORTS: Readonly<Record<string, SortKey>> = {
  none: 'none', time: 'time', size: 'size', extension: 'extension', version: 'version', width: 'width',
}; // prettier-ignore
const TIMES: Readonly<Record<string, Order['time']>> = {
  atime: 'atime', access: 'atime', use: 'atime', ctime: 'ctime', status: 'ctime', mtime: 'mtime', modification: 'mtime',
}; // prettier-ignore
const FORMATS: Readonly<Record<string, Format>> = {
  across: 'across', horizontal: 'across', commas: 'commas', long: 'long', verbose: 'long', 'single-column': 'one-per-line', vertical: 'columns',
}; // prettier-ignore
const QUOTINGS: readonly Quoting[] = [
  'literal',
  'shell',
  'shell-always',
  'shell-escape',
  'shell-escape-always',
  'c',
  'escape',
];

/** The entry whose name `word` is or abbreviates, or the complaint GNU tools make of it. */
function choice<T>(t: Tool, option: string, word: string, choices: Readonly<Record<string, T>>): T {
  const names = Object.keys(choices).filter((name) => name === word || name.startsWith(word));
  const found = choices[names.includes(word) ? word : (names[0] ?? '')];
  if (found !== undefined && (names.length === 1 || names.includes(word))) return found;
  const quote = (text: string): string => t.quoteMessage(text);
  const list = Object.keys(choices)
    .map((name) => `  - ${quote(name)}\n`)
    .join('');
  throw new UsageError(
    `invalid argument ${quote(word)} for ${quote(option)}\nValid arguments are:\n${list.trimEnd()}`,
    1,
  );
}

function when(t: Tool, option: string, word: string | undefined, tty: boolean): boolean {
  const choices = {
    always: true,
    yes: true,
    force: true,
    never: false,
    no: false,
    none: false,
    auto: tty,
    tty,
    'if-tty': tty,
  };
  return word === undefined ? true : choice(t, option, word, choices);
}

function terminalWidth(t: Tool): number {
  const columns = Number(t.env.get('COLUMNS'));
  if (columns > 0) return columns;
  return t.p.isatty(1) ? t.p.tty(1).size().cols || 80 : 80;
}

function initial(t: Tool, tty: boolean): LsOptions {
  const style = t.env.get('QUOTING_STYLE');
  return {
    format: t.name.endsWith('vdir') ? 'long' : t.name.endsWith('dir') || tty ? 'columns' : 'one-per-line',
    show: 'visible', directoryItself: false, recursive: false, dereference: 'argument-directories',
    order: { by: 'name', time: 'mtime', reverse: false, directoriesFirst: false },
    indicator: 'none', inode: false, blocks: false, owner: true, group: true, author: false, numericIds: false,
    humanBase: undefined, blockSize: 1024, timeStyle: t.env.get('TIME_STYLE') ?? 'locale', color: false,
    quoting: QUOTINGS.find((known) => known === style) ?? (t.name.endsWith('dir') ? 'escape' : tty ? 'shell-escape' : 'literal'),
    hideControls: tty, width: terminalWidth(t), tabSize: 8, ignore: [], hide: [], operands: [],
  }; // prettier-ignore
}

function apply(t: Tool, o: LsOptions, key: string, value: string | undefined, tty: boolean): void {
  switch (key) {
    case 'a': o.show = 'all'; break;
    case 'A': o.show = 'almost-all'; break;
    case 'author': o.author = true; break;
    case 'b': o.quoting = 'escape'; break;
    case 'B': o.ignore.push('*~', '.*~'); break;
    case 'block-size': o.blockSize = /^[A-Z]/i.test(value ?? '') ? (parseSize(`1${value ?? ''}`) ?? 1024) : (parseSize(value ?? '') ?? 1024); break;
    case 'C': o.format = 'columns'; break;
    case 'color': o.color = when(t, '--color', value, tty); break;
    case 'd': o.directoryItself = true; break;
    case 'f': o.show = 'all'; o.order.by = 'none'; if (o.format === 'long') o.format = tty ? 'columns' : 'one-per-line'; o.color = false; break;
    case 'F': if (when(t, '--classify', value, tty)) o.indicator = 'classify'; break;
    case 'file-type': o.indicator = 'file-type'; break;
    case 'format': o.format = choice(t, '--format', value ?? '', FORMATS); break;
    case 'full-time': o.format = 'long'; o.timeStyle = 'full-iso'; break;
    case 'g': o.format = 'long'; o.owner = false; break;
    case 'group-directories-first': o.order.directoriesFirst = true; break;
    case 'G': o.group = false; break;
    case 'h': o.humanBase = 1024; break;
    case 'si': o.humanBase = 1000; break;
    case 'H': o.dereference = 'arguments'; break;
    case 'hide': o.hide.push(value ?? ''); break;
    case 'i': o.inode = true; break;
    case 'I': o.ignore.push(value ?? ''); break;
    case 'l': o.format = 'long'; break;
    case 'L': o.dereference = 'always'; break;
    case 'm': o.format = 'commas'; break;
    case 'n': o.format = 'long'; o.numericIds = true; break;
    case 'N': o.quoting = 'literal'; break;
    case 'o': o.format = 'long'; o.group = false; break;
    case 'p': o.indicator = 'slash'; break;
    case 'q': o.hideControls = true; break;
    case 'show-control-chars': o.hideControls = false; break;
    case 'Q': o.quoting = 'c'; break;
    case 'quoting-style': o.quoting = choice(t, '--quoting-style', value ?? '', Object.fromEntries(QUOTINGS.map((name) => [name, name]))); break;
    case 'r': o.order.reverse = true; break;
    case 'R': o.recursive = true; break;
    case 's': o.blocks = true; break;
    case 'time-style': o.timeStyle = value ?? ''; break;
    case 'T': o.tabSize = Number(value); break;
    case 'x': o.format = 'across'; break;
    case '1': if (o.format !== 'long') o.format = 'one-per-line'; break;
    default: break;
  }
} // prettier-ignore

const SORT_LETTERS: Readonly<Record<string, SortKey>> = {
  S: 'size',
  t: 'time',
  U: 'none',
  v: 'version',
  X: 'extension',
};

/** Reads argv. Throws UsageError or Failure. */
export function readLsOptions(t: Tool): LsOptions {
  const parsed = t.parse();
  const tty = t.p.isatty(1);
  const o = initial(t, tty);
  let sort: SortKey | undefined;
  let timeGiven = false;
  for (const { key, value } of parsed.options) {
    apply(t, o, key, value, tty);
    sort =
      SORT_LETTERS[key] ?? (key === 'f' ? 'none' : key === 'sort' ? choice(t, '--sort', value ?? '', SORTS) : sort);
    if (key === 'c' || key === 'u') o.order.time = key === 'c' ? 'ctime' : 'atime';
    if (key === 'time') o.order.time = choice(t, '--time', value ?? '', TIMES);
    timeGiven ||= key === 'c' || key === 'u' || key === 'time';
    if (key === 'w') o.width = lineWidth(t, value ?? '');
  }
  o.order.by = sort ?? (timeGiven && o.format !== 'long' ? 'time' : 'name');
  o.color &&= terminalHasColor(t.env);
  if (o.color) o.tabSize = 0;
  const showsLinks = o.format === 'long' || o.directoryItself || o.indicator === 'classify';
  if (o.dereference === 'argument-directories' && showsLinks) o.dereference = 'never';
  o.operands = parsed.operands.length === 0 ? ['.'] : parsed.operands;
  return o;
}

/** Without LS_COLORS, only on terminals that dircolors knows: with TERM unset even --color=always shows none. */
function terminalHasColor(env: ReadonlyMap<string, string>): boolean {
  if (env.has('LS_COLORS') || (env.get('COLORTERM') ?? '') !== '') return true;
  const known =
    /^(Eterm|ansi|.*color.*|con[0-9]*x[0-9]*|cons25|console|cygwin|.*direct.*|dtterm|gnome|hurd|jfbterm|konsole|kterm|linux|linux-c|mlterm|putty|rxvt.*|screen.*|st|terminator|tmux.*|vt100|xterm.*)$/;
  return known.test(env.get('TERM') ?? '');
}

function lineWidth(t: Tool, text: string): number {
  if (!/^\d+$/.test(text)) throw new Failure(`invalid line width: ${t.quoteMessage(text)}`, 2);
  return Number(text) === 0 ? Infinity : Number(text);
}
