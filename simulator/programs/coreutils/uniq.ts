/** uniq(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { lineBatches, openSource, type Source } from '../input/source.ts';
import { encodeText } from '../text/codec.ts';

const help = {
  usage: '[OPTION]... [INPUT [OUTPUT]]',
  about: 'Filter adjacent matching lines from INPUT (or standard input), writing to OUTPUT (or standard output).',
  options: [
    ['-c, --count', 'prefix lines by the number of occurrences'],
    ['-d, --repeated', 'only print duplicate lines, one for each group'],
    ['-D', 'print all duplicate lines'],
    ['-f, --skip-fields=N', 'avoid comparing the first N fields'],
    ['-i, --ignore-case', 'ignore differences in case when comparing'],
    ['-s, --skip-chars=N', 'avoid comparing the first N characters'],
    ['-u, --unique', 'only print unique lines'],
    ['-w, --check-chars=N', 'compare no more than N characters in lines'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-cduiz] [-f,s,w N] [FILE [OUTFILE]]',
  about: 'Discard duplicate lines',
  options: [
    ['-c', 'Prefix lines by the number of occurrences'],
    ['-d', 'Only print duplicate lines'],
    ['-u', 'Only print unique lines'],
    ['-i', 'Ignore case'],
    ['-z', 'NUL terminated output'],
    ['-f N', 'Skip first N fields'],
    ['-s N', 'Skip first N chars (after any skipped fields)'],
    ['-w N', 'Compare N characters in line'],
  ],
} as const;

interface Flags {
  count: boolean;
  show: 'all' | 'repeated' | 'unique' | 'every-repeated';
  skipFields: number;
  skipChars: number;
  width: number;
  ignoreCase: boolean;
  terminator: '\n' | '\0';
}

function keyOf(line: string, flags: Flags): string {
  let key = line;
  for (let i = 0; i < flags.skipFields; i++) key = key.replace(/^[ \t]*[^ \t]*/, '');
  key = key.slice(flags.skipChars, flags.skipChars + flags.width);
  return flags.ignoreCase ? key.toLowerCase() : key;
}

function number(t: Tool, key: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const what: Readonly<Record<string, string>> = { f: 'fields to skip', s: 'bytes to skip', w: 'bytes to compare' };
  throw new Failure(t.busybox ? `invalid number '${text}'` : `${t.file(text)}: invalid number of ${what[key] ?? ''}`);
}

class Filter {
  private readonly flags: Flags;
  private readonly emit: (text: string) => Promise<void>;
  private key: string | undefined;
  private line = '';
  private count = 0;

  constructor(flags: Flags, emit: (text: string) => Promise<void>) {
    this.flags = flags;
    this.emit = emit;
  }

  async take(line: string): Promise<void> {
    const key = keyOf(line, this.flags);
    if (key === this.key) {
      this.count++;
      if (this.flags.show === 'every-repeated') {
        if (this.count === 2) await this.write(this.line);
        await this.write(line);
      }
      return;
    }
    await this.end();
    [this.key, this.line, this.count] = [key, line, 1];
  }

  async end(): Promise<void> {
    if (this.key === undefined) return;
    const { show, count } = this.flags;
    const wanted = show === 'all' || (show === 'repeated' ? this.count > 1 : show === 'unique' && this.count === 1);
    if (wanted) await this.write((count ? `${String(this.count).padStart(7)} ` : '') + this.line);
  }

  private write(text: string): Promise<void> {
    return this.emit(text + this.flags.terminator);
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags: Flags = {
    count: false,
    show: 'all',
    skipFields: 0,
    skipChars: 0,
    width: Infinity,
    ignoreCase: false,
    terminator: '\n',
  };
  for (const { key, value = '' } of options) {
    if (key === 'c') flags.count = true;
    else if (key === 'd') flags.show = 'repeated';
    else if (key === 'D') flags.show = 'every-repeated';
    else if (key === 'u') flags.show = 'unique';
    else if (key === 'i') flags.ignoreCase = true;
    else if (key === 'z') flags.terminator = '\0';
    else if (key === 'f') flags.skipFields = number(t, key, value);
    else if (key === 's') flags.skipChars = number(t, key, value);
    else if (key === 'w') flags.width = number(t, key, value);
  }
  const [input = '-', output] = operands;
  if (operands.length > 2) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[2] ?? '')}`);
  let source: Source;
  try {
    source = await openSource(t.p, input);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(t.busybox ? `can't open '${input}': ${error.message}` : `${t.file(input)}: ${error.message}`);
  }
  const target =
    output === undefined || output === '-'
      ? undefined
      : await t.p.open(output, { write: true, create: true, truncate: true });
  const filter = new Filter(flags, async (text) =>
    target === undefined ? t.print(text) : t.p.write(target, encodeText(text)),
  );
  for await (const { lines } of lineBatches(() => source.read(), flags.terminator)) {
    for (const line of lines) await filter.take(line);
    await t.out.flush();
  }
  await filter.end();
  source.close();
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
