/** split(1) by lines, bytes and into a number of parts. */
import { isSysError } from '../../kernel/errno.ts';
import { Failure, gnu, type Tool } from '../command/tool.ts';
import { openSource, readAll, type Source } from '../input/source.ts';
import { parseSize } from '../text/size.ts';

const help = {
  usage: '[OPTION]... [FILE [PREFIX]]',
  about: "Output pieces of FILE to PREFIXaa, PREFIXab, ...; default size is 1000 lines, and default PREFIX is 'x'.",
  options: [
    ['-a, --suffix-length=N', 'generate suffixes of length N (default 2)'],
    ['--additional-suffix=SUFFIX', 'append an additional SUFFIX to file names'],
    ['-b, --bytes=SIZE', 'put SIZE bytes per output file'],
    ['-d', 'use numeric suffixes starting at 0, not alphabetic'],
    ['--numeric-suffixes[=FROM]', 'same as -d, but allow setting the start value'],
    ['-l, --lines=NUMBER', 'put NUMBER lines/records per output file'],
    ['-n, --number=CHUNKS', 'generate CHUNKS output files'],
    ['--verbose', 'print a diagnostic just before each output file is opened'],
  ],
} as const;

function suffix(index: number, length: number, numeric: boolean): string {
  const base = numeric ? 10 : 26;
  let text = '';
  let rest = index;
  for (let i = 0; i < length; i++) {
    const digit = rest % base;
    text = (numeric ? String(digit) : String.fromCharCode(97 + digit)) + text;
    rest = Math.floor(rest / base);
  }
  if (rest > 0) throw new Failure('output file suffixes exhausted');
  return text;
}

function* byLines(bytes: Uint8Array, count: number): Generator<Uint8Array> {
  let start = 0;
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (++lines % count !== 0) continue;
    yield bytes.subarray(start, at + 1);
    start = at + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

function* byBytes(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function main(t: Tool): Promise<number> {
  const args = t.args.map((arg) => (/^-\d+$/.test(arg) ? `-l${arg.slice(1)}` : arg));
  const { options, operands } = t.parse(undefined, args);
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const [path = '-', prefix = 'x'] = operands;
  let source: Source;
  try {
    source = await openSource(t.p, path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`cannot open ${t.quote(path)} for reading: ${error.message}`);
  }
  const bytes = await readAll(source);
  source.close();
  const size = value('b');
  const lines = value('l') ?? '1000';
  let pieces: Iterable<Uint8Array>;
  if (size !== undefined) {
    const count = parseSize(size);
    if (count === undefined || count === 0) throw new Failure(`invalid number of bytes: ${t.quoteMessage(size)}`);
    pieces = byBytes(bytes, count);
  } else if (value('n') !== undefined)
    pieces = byBytes(bytes, Math.max(1, Math.ceil(bytes.length / (Number(value('n')) || 1))));
  else {
    if (!/^[1-9]\d*$/.test(lines))
      throw new Failure(
        `invalid number of lines: ${t.quoteMessage(lines)}${lines === '0' ? ': Numerical result out of range' : ''}`,
      );
    pieces = byLines(bytes, Number(lines));
  }
  let index = Number(value('numeric-suffixes') ?? 0);
  for (const piece of pieces) {
    const name =
      prefix +
      suffix(index++, Number(value('a') ?? 2), has('d') || has('numeric-suffixes')) +
      (value('additional-suffix') ?? '');
    if (has('verbose')) await t.print(`creating file ${t.quote(name)}\n`);
    t.p.fs.writeFile(name, piece);
  }
  return 0;
}

export default gnu(main, { help });
