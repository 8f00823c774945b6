/** jq's command line. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { JsonError, parseJson } from './json.ts';
import type { Json } from './value.ts';

export interface NamedArgument {
  name: string;
  kind: 'text' | 'json' | 'raw' | 'slurp';
  value: string;
}

export interface JqOptions {
  filter: string;
  files: readonly string[];
  named: readonly NamedArgument[];
  positional: readonly Json[];
  raw: boolean;
  join: boolean;
  ascii: boolean;
  /** undefined: by whether the output is a terminal. */
  colour: boolean | undefined;
  indent: string | undefined;
  sort: boolean;
  slurp: boolean;
  rawInput: boolean;
  nullInput: boolean;
  exitStatus: boolean;
}

/** The whole text for standard error, and the exit status. */
export class UsageProblem extends Error {
  override name = 'UsageProblem';
  readonly status: number;
  readonly about: string;
  constructor(message: string, status = 2, about = '') {
    super(message);
    this.status = status;
    this.about = about;
  }
}

const VERSION = 'jq-1.6\n';

const USAGE = `Usage:\tjq [options] <jq filter> [file...]
\tjq [options] --args <jq filter> [strings...]
\tjq [options] --jsonargs <jq filter> [JSON_TEXTS...]
`;

const HELP = `jq - commandline JSON processor [version 1.6]

${USAGE}
Takes JSON apart and puts it together again by a filter. The simplest filter
is ., which gives its input back, laid out for reading.

Example:

\t$ echo '{"foo": 0}' | jq .
\t{
\t\t"foo": 0
\t}

Some of the options:
  -c               one line for each result
  -n               no input: the filter gets \`null\` once
  -e               the exit status tells the last result
  -s               all inputs as one array
  -r               strings without quotes
  -R               lines of text as inputs
  -C, -M           with colours, without
  -S               keys in order
  --tab            indent by tabs
  --arg a v        $a is the string v
  --argjson a v    $a is the JSON text v
  --slurpfile a f  $a is an array of what is in the file f
  --rawfile a f    $a is the text of the file f
  --args           the rest are strings in $ARGS.positional
  --jsonargs       the rest are JSON texts in $ARGS.positional
`;

export function usage(): string {
  return `Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq\n`;
}

interface Reading {
  o: { -readonly [K in keyof JqOptions]: JqOptions[K] };
  words: string[];
  rest: 'files' | 'strings' | 'json';
  filter: string | undefined;
  fromFile: boolean;
  files: string[];
  positional: Json[];
  named: NamedArgument[];
}

/** The options, or a text to print (`--help`, `--version`). Throws UsageProblem. */
export function readJqOptions(p: Process): JqOptions | string {
  const reading: Reading = {
    o: {
      filter: '', files: [], named: [], positional: [], raw: false, join: false, ascii: false, colour: undefined, indent: '  ',
      sort: false, slurp: false, rawInput: false, nullInput: false, exitStatus: false,
    },
    words: p.args.slice(1), rest: 'files', filter: undefined, fromFile: false, files: [], positional: [], named: [],
  }; // prettier-ignore
  let onlyWords = false;
  while (reading.words.length > 0) {
    const word = reading.words.shift() ?? '';
    if (!onlyWords && word === '--') onlyWords = true;
    else if (!onlyWords && word.startsWith('--')) {
      const text = longOption(reading, word.slice(2));
      if (text !== undefined) return text;
    } else if (!onlyWords && /^-[A-Za-z]/.test(word)) {
      const text = letters(reading, word.slice(1));
      if (text !== undefined) return text;
    } else operand(reading, word);
  }
  return finish(p, reading);
}

function finish(p: Process, reading: Reading): JqOptions {
  let { filter } = reading;
  if (reading.fromFile && filter !== undefined) filter = programFile(p, filter);
  if (filter === undefined) {
    if (p.isatty(0) && p.isatty(1)) throw new UsageProblem(USAGE + usage());
    filter = '.';
  }
  const { o, files, positional, named } = reading;
  return { ...o, filter, files, positional, named };
}

function programFile(p: Process, path: string): string {
  try {
    return p.fs.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new UsageProblem(`jq: Could not open ${path}: ${error.message}\n`);
  }
}

function operand(reading: Reading, word: string): void {
  if (reading.filter === undefined) reading.filter = word;
  else if (reading.rest === 'files') reading.files.push(word);
  else if (reading.rest === 'strings') reading.positional.push(word);
  else {
    try {
      reading.positional.push(parseJson(word));
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new UsageProblem(`jq: Invalid JSON text passed to --jsonargs\n${usage()}`);
    }
  }
}

const LETTERS: Readonly<Record<string, string>> = {
  s: 'slurp', r: 'raw-output', j: 'join-output', a: 'ascii-output', n: 'null-input', R: 'raw-input', c: 'compact-output',
  C: 'color-output', M: 'monochrome-output', S: 'sort-keys', e: 'exit-status', h: 'help', V: 'version', f: 'from-file',
}; // prettier-ignore

function letters(reading: Reading, cluster: string): string | undefined {
  for (const letter of cluster) {
    const name = LETTERS[letter];
    if (name === undefined) throw new UsageProblem(`jq: Unknown option -${cluster}\n${usage()}`);
    const text = longOption(reading, name);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Takes an option; gives the text that is to be printed instead of running, if it asks for one. */
function longOption(reading: Reading, name: string): string | undefined {
  const { o, words } = reading;
  switch (name) {
    case 'slurp': o.slurp = true; break;
    case 'raw-output': o.raw = true; break;
    case 'join-output': o.raw = o.join = true; break;
    case 'ascii-output': o.ascii = true; break;
    case 'null-input': o.nullInput = true; break;
    case 'raw-input': o.rawInput = true; break;
    case 'compact-output': o.indent = undefined; break;
    case 'color-output': o.colour = true; break;
    case 'monochrome-output': o.colour = false; break;
    case 'sort-keys': o.sort = true; break;
    case 'exit-status': o.exitStatus = true; break;
    case 'tab': o.indent = '\t'; break;
    case 'unbuffered': case 'seq': case 'stream': break;
    case 'help': return HELP;
    case 'version': return VERSION;
    case 'from-file': reading.fromFile = true; break;
    case 'args': reading.rest = 'strings'; break;
    case 'jsonargs': reading.rest = 'json'; break;
    case 'indent': o.indent = indentOf(words.shift()); break;
    case 'arg': case 'argjson': case 'rawfile': case 'slurpfile': reading.named.push(named(name, words)); break;
    default: throw new UsageProblem(`jq: Unknown option --${name}\n${usage()}`);
  } // prettier-ignore
  return undefined;
}

function indentOf(word: string | undefined): string | undefined {
  if (word === undefined) throw new UsageProblem(`jq: --indent takes one parameter\n${usage()}`);
  const count = Number(word);
  if (!(count >= 0)) throw new UsageProblem(`jq: --indent takes a number between -1 and 7\n${usage()}`);
  if (count > 7) throw new UsageProblem(`jq: --indent takes a number between -1 and 7\n${usage()}`);
  return count === 0 ? undefined : ' '.repeat(count);
}

const KINDS: Readonly<Record<string, NamedArgument['kind']>> = { arg: 'text', argjson: 'json', rawfile: 'raw', slurpfile: 'slurp' }; // prettier-ignore

function named(option: string, words: string[]): NamedArgument {
  const name = words.shift();
  const value = words.shift();
  if (name === undefined || value === undefined)
    throw new UsageProblem(`jq: --${option} takes two parameters (e.g. --${option} ${option === 'arg' || option === 'argjson' ? 'varname value' : 'varname filename'})\n${usage()}`); // prettier-ignore
  return { name, kind: KINDS[option] ?? 'text', value };
}
