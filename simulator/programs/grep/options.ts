/** grep's options, of GNU grep and of busybox. */
import { isSysError } from '../../kernel/errno.ts';
import { Failure, UsageError, type Tool } from '../command/tool.ts';
import type { OptionRow } from '../command/declaration.ts';
import { openSource, readAll } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';
import type { PatternOptions } from './matcher.ts';

export const grepOptions: readonly OptionRow[] = [
  ['-E, --extended-regexp', 'PATTERNS are extended regular expressions'],
  ['-F, --fixed-strings', 'PATTERNS are strings'],
  ['-G, --basic-regexp', 'PATTERNS are basic regular expressions'],
  ['-P, --perl-regexp', 'PATTERNS are Perl regular expressions'],
  ['-e, --regexp=PATTERNS', 'use PATTERNS for matching'],
  ['-f, --file=FILE', 'take PATTERNS from FILE'],
  ['-i, --ignore-case', 'ignore case distinctions in patterns and data'],
  ['-y', ''],
  ['--no-ignore-case', 'do not ignore case distinctions (default)'],
  ['-w, --word-regexp', 'match only whole words'],
  ['-x, --line-regexp', 'match only whole lines'],
  ['-z, --null-data', 'a data line ends in 0 byte, not newline'],
  ['-s, --no-messages', 'suppress error messages'],
  ['-v, --invert-match', 'select non-matching lines'],
  ['-m, --max-count=NUM', 'stop after NUM selected lines'],
  ['-b, --byte-offset', 'print the byte offset with output lines'],
  ['-n, --line-number', 'print line number with output lines'],
  ['--line-buffered', 'flush output on every line'],
  ['-H, --with-filename', 'print file name with output lines'],
  ['-h, --no-filename', 'suppress the file name prefix on output'],
  ['--label=LABEL', 'use LABEL as the standard input file name prefix'],
  ['-o, --only-matching', 'show only nonempty parts of lines that match'],
  ['-q, --quiet, --silent', 'suppress all normal output'],
  ['--binary-files=TYPE', "assume that binary files are TYPE;\nTYPE is 'binary', 'text', or 'without-match'"],
  ['-a, --text', 'equivalent to --binary-files=text'],
  ['-I', 'equivalent to --binary-files=without-match'],
  ['-d, --directories=ACTION', "how to handle directories;\nACTION is 'read', 'recurse', or 'skip'"],
  ['-D, --devices=ACTION', ''],
  ['-r, --recursive', 'like --directories=recurse'],
  ['-R, --dereference-recursive', 'likewise, but follow all symlinks'],
  ['--include=GLOB', 'search only files that match GLOB (a file pattern)'],
  ['--exclude=GLOB', 'skip files that match GLOB'],
  ['--exclude-from=FILE', ''],
  ['--exclude-dir=GLOB', 'skip directories that match GLOB'],
  ['-L, --files-without-match', 'print only names of FILEs with no selected lines'],
  ['-l, --files-with-matches', 'print only names of FILEs with selected lines'],
  ['-c, --count', 'print only a count of selected lines per FILE'],
  ['-T, --initial-tab', 'make tabs line up (if needed)'],
  ['-Z, --null', 'print 0 byte after FILE name'],
  ['-B, --before-context=NUM', 'print NUM lines of leading context'],
  ['-A, --after-context=NUM', 'print NUM lines of trailing context'],
  ['-C, --context=NUM', 'print NUM lines of output context'],
  ['--group-separator=SEP', 'print SEP on line between matches with context'],
  ['--no-group-separator', 'do not print separator for matches with context'],
  [
    '--color[=WHEN], --colour[=WHEN]',
    "use markers to highlight the matching strings;\nWHEN is 'always', 'never', or 'auto'",
  ],
  ['-U, --binary', ''],
  ['-u', ''],
];

export const busyboxGrepOptions: readonly OptionRow[] = [
  ['-H', "Add 'filename:' prefix"],
  ['-h', "Do not add 'filename:' prefix"],
  ['-n', "Add 'line_no:' prefix"],
  ['-l', 'Show only names of files that match'],
  ['-L', "Show only names of files that don't match"],
  ['-c', 'Show only count of matching lines'],
  ['-o', 'Show only the matching part of line'],
  ['-q', 'Quiet. Return 0 if PATTERN is found, 1 otherwise'],
  ['-v', 'Select non-matching lines'],
  ['-s', 'Suppress open and read errors'],
  ['-r', 'Recurse'],
  ['-R', 'Recurse and dereference symlinks'],
  ['-i', 'Ignore case'],
  ['-w', 'Match whole words only'],
  ['-x', 'Match whole lines only'],
  ['-F', 'PATTERN is a literal (not regexp)'],
  ['-E', 'PATTERN is an extended regexp'],
  ['-z', 'NUL terminated input'],
  ['-m N', 'Match up to N times per file'],
  ['-A N', 'Print N lines of trailing context'],
  ['-B N', 'Print N lines of leading context'],
  ['-C N', 'Same as -A N -B N'],
  ['-e PTRN', 'Pattern to match'],
  ['-f FILE', 'Read pattern from file'],
  ['-a', ''],
  ['-I', ''],
  ['-y', ''],
  ['--color[=WHEN]', ''],
];

export interface GrepOptions extends PatternOptions {
  patterns: string[];
  invert: boolean;
  mode: 'lines' | 'count' | 'names' | 'names-without' | 'quiet';
  onlyMatching: boolean;
  max: number;
  before: number;
  after: number;
  separator: string | undefined;
  lineNumbers: boolean;
  byteOffsets: boolean;
  initialTab: boolean;
  nullNames: boolean;
  withNames: boolean | undefined;
  label: string;
  silent: boolean;
  binary: 'binary' | 'text' | 'without-match';
  recursive: 'no' | 'links-given' | 'all-links';
  skipDirectories: boolean;
  include: string[];
  exclude: string[];
  excludeDir: string[];
  terminator: '\n' | '\0';
  color: boolean;
  paths: string[];
}

function initial(t: Tool): GrepOptions {
  const name = t.name.slice(t.name.lastIndexOf('/') + 1);
  return {
    syntax: name === 'egrep' ? 'extended' : name === 'fgrep' ? 'fixed' : 'basic', ignoreCase: false, words: false, lines: false,
    patterns: [], invert: false, mode: 'lines', onlyMatching: false, max: Infinity, before: 0, after: 0, separator: '--',
    lineNumbers: false, byteOffsets: false, initialTab: false, nullNames: false, withNames: undefined, label: '(standard input)',
    silent: false, binary: 'binary', recursive: name === 'rgrep' ? 'links-given' : 'no', skipDirectories: false, include: [], exclude: [],
    excludeDir: [], terminator: '\n', color: false, paths: [],
  }; // prettier-ignore
}

function count(t: Tool, text: string, what: string): number {
  if (!/^\d+$/.test(text))
    throw new Failure(
      t.busybox ? `invalid number '${text}'` : what === 'invalid max count' ? what : `${text}: ${what}`,
      2,
    );
  return Number(text);
}

async function patternsFrom(t: Tool, path: string): Promise<string[]> {
  try {
    const source = await openSource(t.p, path);
    const text = decodeText(await readAll(source));
    source.close();
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(t.busybox ? `${path}: ${error.message}` : `${path}: ${error.message}`, 2);
  }
}

function apply(t: Tool, o: GrepOptions, key: string, value: string): void {
  switch (key) {
    case 'E': o.syntax = 'extended'; break;
    case 'F': o.syntax = 'fixed'; break;
    case 'G': o.syntax = 'basic'; break;
    case 'P': o.syntax = 'perl'; break;
    case 'e': o.patterns.push(...value.split('\n')); break;
    case 'i': case 'y': o.ignoreCase = true; break;
    case 'no-ignore-case': o.ignoreCase = false; break;
    case 'w': o.words = true; break;
    case 'x': o.lines = true; break;
    case 'z': o.terminator = '\0'; break;
    case 's': o.silent = true; break;
    case 'v': o.invert = true; break;
    case 'm': o.max = /^-\d+$/.test(value) ? Infinity : count(t, value, 'invalid max count'); break;
    case 'b': o.byteOffsets = true; break;
    case 'n': o.lineNumbers = true; break;
    case 'H': o.withNames = true; break;
    case 'h': o.withNames = false; break;
    case 'label': o.label = value; break;
    case 'o': o.onlyMatching = true; break;
    case 'q': o.mode = 'quiet'; break;
    case 'binary-files': if (value === 'text' || value === 'without-match' || value === 'binary') o.binary = value; else throw new Failure(`${value}: unknown binary-files type`, 2); break;
    case 'a': o.binary = 'text'; break;
    case 'I': o.binary = 'without-match'; break;
    case 'd': o.recursive = value === 'recurse' ? 'links-given' : 'no'; o.skipDirectories = value === 'skip'; break;
    case 'r': o.recursive = 'links-given'; break;
    case 'R': o.recursive = 'all-links'; break;
    case 'include': o.include.push(value); break;
    case 'exclude': o.exclude.push(value); break;
    case 'exclude-dir': o.excludeDir.push(value.replace(/\/+$/, '')); break;
    case 'L': if (o.mode !== 'quiet') o.mode = 'names-without'; break;
    case 'l': if (o.mode !== 'quiet') o.mode = 'names'; break;
    case 'c': if (o.mode === 'lines') o.mode = 'count'; break;
    case 'T': o.initialTab = true; break;
    case 'Z': o.nullNames = true; break;
    case 'A': o.after = count(t, value, 'invalid context length argument'); break;
    case 'B': o.before = count(t, value, 'invalid context length argument'); break;
    case 'C': o.before = o.after = count(t, value, 'invalid context length argument'); break;
    case 'group-separator': o.separator = value; break;
    case 'no-group-separator': o.separator = undefined; break;
    case 'color': {
      if (!/^(always|yes|force|never|no|none|auto|tty|if-tty|)$/.test(value)) throw new UsageError('');
      o.color = /^(always|yes|force)$/.test(value) || (/^(auto|tty|if-tty|)$/.test(value) && t.p.isatty(1) && t.env.get('TERM') !== 'dumb');
      break;
    }
    default: break;
  }
} // prettier-ignore

/** `grep -3 x` means three lines of context. */
function modernArgs(args: readonly string[]): string[] {
  return args.map((arg) => (/^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg));
}

export async function readGrepOptions(t: Tool): Promise<GrepOptions> {
  const { options, operands } = t.parse(undefined, t.busybox ? t.args : modernArgs(t.args));
  const o = initial(t);
  let given = false;
  for (const { key, value = '' } of options) {
    given ||= key === 'e' || key === 'f';
    if (key === 'f') o.patterns.push(...(await patternsFrom(t, value)));
    else apply(t, o, key, value);
  }
  const rest = [...operands];
  if (!given) {
    const pattern = rest.shift();
    if (pattern === undefined) throw new UsageError('');
    o.patterns.push(...pattern.split('\n'));
  }
  o.patterns = o.patterns.map((pattern) => t.localeText(pattern));
  if (o.onlyMatching || o.mode !== 'lines') o.before = o.after = 0;
  o.paths = rest;
  return o;
}
