/** cut(1). -c counts bytes as -b does, in GNU's as in Debian's busybox. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { lineBatches, openSource, type Source } from '../input/source.ts';
import { bytesToLatin1, encodeText, latin1ToBytes } from '../text/codec.ts';
import { decodeText } from '../text/codec.ts';

const help = {
  usage: 'OPTION... [FILE]...',
  about:
    'Print selected parts of lines from each FILE to standard output.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    ['-b, --bytes=LIST', 'select only these bytes'],
    ['-c, --characters=LIST', 'select only these characters'],
    ['-d, --delimiter=DELIM', 'use DELIM instead of TAB for field delimiter'],
    [
      '-f, --fields=LIST',
      'select only these fields; also print any line that contains\nno delimiter character, unless -s is specified',
    ],
    ['-n', '(ignored)'],
    ['--complement', 'complement the set of selected bytes, characters or fields'],
    ['-s, --only-delimited', 'do not print lines not containing delimiters'],
    ['--output-delimiter=STRING', 'use STRING as the output delimiter'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
  after: 'LIST is ranges separated by commas: N, N-, N-M or -M, counted from 1.',
} as const;
const busyboxHelp = {
  usage: '[OPTIONS] [FILE]...',
  about: 'Print selected fields from FILEs to stdout',
  options: [
    ['-b LIST', 'Output only bytes from LIST'],
    ['-c LIST', 'Output only characters from LIST'],
    ['-d SEP', 'Field delimiter for input (default -f TAB, -F run of whitespace)'],
    ['-O SEP', 'Field delimeter for output (default = -d for -f, one space for -F)'],
    ['-D', "Don't sort/collate sections or match -fF lines without delimeter"],
    ['-f LIST', 'Print only these fields (-d is single char)'],
    ['-F LIST', 'Print only these fields (-d is regex)'],
    ['-s', 'Output only lines containing delimiter'],
    ['-n', 'Ignored'],
  ],
} as const;

type Range = readonly [first: number, last: number];

function badList(t: Tool, message: string): UsageError {
  return new UsageError(t.busybox ? '' : message);
}

function parseList(t: Tool, list: string, kind: 'field' | 'byte'): Range[] {
  const zero = kind === 'field' ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
  const ranges = list.split(/[,\s]/).map((part): Range => {
    const [, from = '', dash = '', to = ''] = /^(\d*)(-?)(\d*)$/.exec(part) ?? [];
    if (from === '' && to === '') {
      const bad = /[^\d-].*/.exec(part)?.[0];
      if (t.busybox) throw new Failure(`invalid number '${bad ?? part}'`);
      if (bad !== undefined)
        throw badList(
          t,
          `invalid ${kind === 'field' ? 'field value' : 'byte/character position'} ${t.quoteMessage(bad)}`,
        );
      throw badList(t, dash === '' ? zero : 'invalid range with no endpoint: -');
    }
    const first = from === '' ? 1 : Number(from);
    const last = dash === '' ? first : to === '' ? Infinity : Number(to);
    if (first === 0 && !t.busybox) throw badList(t, zero);
    if (last < first) throw badList(t, 'invalid decreasing range');
    return [first, last];
  });
  return ranges.sort((a, b) => a[0] - b[0]);
}

function selects(ranges: readonly Range[], position: number): boolean {
  return ranges.some(([first, last]) => position >= first && position <= last);
}

interface Flags {
  kind: 'bytes' | 'fields';
  ranges: Range[];
  complement: boolean;
  delimiter: string;
  outputDelimiter: string | undefined;
  onlyDelimited: boolean;
  terminator: '\n' | '\0';
}

function cutPositions(text: string, flags: Flags): string {
  const units = [...text];
  let result = '';
  let previous = -1;
  units.forEach((unit, index) => {
    if (selects(flags.ranges, index + 1) === flags.complement) return;
    if (previous >= 0 && previous !== index - 1 && flags.outputDelimiter !== undefined) result += flags.outputDelimiter;
    result += unit;
    previous = index;
  });
  return result;
}

/** The line cut down; undefined when it is not printed at all. */
function cutLine(line: string, flags: Flags): string | undefined {
  if (flags.kind === 'bytes') return decodeText(latin1ToBytes(cutPositions(bytesToLatin1(encodeText(line)), flags)));
  if (!line.includes(flags.delimiter)) return flags.onlyDelimited ? undefined : line;
  const fields = line
    .split(flags.delimiter)
    .filter((_, index) => selects(flags.ranges, index + 1) !== flags.complement);
  return fields.join(flags.outputDelimiter ?? flags.delimiter);
}

function readFlags(t: Tool): { flags: Flags; paths: string[] } {
  const { options, operands } = t.parse();
  const lists = options.filter(({ key }) => key === 'b' || key === 'c' || key === 'f');
  const [list] = lists;
  if (list === undefined) {
    if (t.busybox) throw new Failure('expected a list of bytes, characters, or fields');
    throw new UsageError('you must specify a list of bytes, characters, or fields');
  }
  if (lists.length > 1) throw new UsageError(t.busybox ? '' : 'only one list may be specified');
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const kind = list.key === 'f' ? 'fields' : 'bytes';
  const delimiter = value('d');
  if (delimiter !== undefined && [...delimiter].length !== 1 && !t.busybox && delimiter !== '')
    throw new UsageError('the delimiter must be a single character');
  if (delimiter !== undefined && kind !== 'fields' && !t.busybox)
    throw new UsageError('an input delimiter may be specified only when operating on fields');
  if (has('s') && kind !== 'fields' && !t.busybox)
    throw new UsageError('suppressing non-delimited lines makes sense\n\tonly when operating on fields');
  const flags: Flags = {
    kind,
    ranges: parseList(t, list.value ?? '', kind === 'fields' ? 'field' : 'byte'),
    complement: has('complement'),
    delimiter: delimiter === '' ? '\0' : (delimiter ?? '\t'),
    outputDelimiter: value('output-delimiter') ?? value('O'),
    onlyDelimited: has('s'),
    terminator: has('z') ? '\0' : '\n',
  };
  return { flags, paths: operands.length === 0 ? ['-'] : operands };
}

async function main(t: Tool): Promise<number> {
  const { flags, paths } = readFlags(t);
  for (const path of paths) {
    let source: Source;
    try {
      source = await openSource(t.p, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(`${t.file(path)}: ${error.message}`);
      continue;
    }
    await t.attempt(
      async () => {
        for await (const { lines } of lineBatches(() => source.read(), flags.terminator)) {
          for (const line of lines) {
            const text = cutLine(line, flags);
            if (text !== undefined) await t.print(text + flags.terminator);
          }
          await t.out.flush();
        }
      },
      (error) => `${t.file(path)}: ${error.message}`,
    );
    source.close();
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
