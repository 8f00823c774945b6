/** head(1): stops reading as soon as it has printed enough. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { openSource, type Source } from '../input/source.ts';
import { concat } from '../../kernel/bytes.ts';
import { Ring } from '../input/ring.ts';
import { parseSize } from '../text/size.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about:
    'Print the first 10 lines of each FILE to standard output.\nWith more than one FILE, precede each with a header giving the file name.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    [
      '-c, --bytes=[-]NUM',
      "print the first NUM bytes of each file;\nwith the leading '-', print all but the last NUM bytes",
    ],
    [
      '-n, --lines=[-]NUM',
      "print the first NUM lines instead of the first 10;\nwith the leading '-', print all but the last NUM lines",
    ],
    ['-q, --quiet, --silent', 'never print headers giving file names'],
    ['-v, --verbose', 'always print headers giving file names'],
    ['-z, --zero-terminated', 'line delimiter is NUL, not newline'],
  ],
} as const;
const busyboxHelp = {
  usage: '[OPTIONS] [FILE]...',
  about: 'Print first 10 lines of FILEs (or stdin).\nWith more than one FILE, precede each with a filename header.',
  options: [
    ['-n N[bkm]', 'Print first N lines'],
    ['-n -N[bkm]', 'Print all except N last lines'],
    ['-c [-]N[bkm]', 'Print first N bytes'],
    ['-q', 'Never print headers'],
    ['-v', 'Always print headers'],
    ['-c NUM', ''],
  ],
} as const;

interface Amount {
  unit: 'lines' | 'bytes';
  count: number;
  /** All but the last `count`. */
  butLast: boolean;
  terminator: number;
}

async function firstBytes(t: Tool, source: Source, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const chunk = await source.read(Math.min(left, 65536));
    if (chunk.length === 0) return;
    await t.out.bytes(chunk);
    left -= chunk.length;
  }
}

/** What was read too far stays for the next reader where the input is a file: `(head -1; cat) < file`. */
function giveBack(t: Tool, source: Source, count: number): void {
  try {
    if (count > 0) t.p.seek(source.fd, -count, 'current');
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

async function firstLines(t: Tool, source: Source, { count, terminator }: Amount): Promise<void> {
  for (let left = count; left > 0;) {
    const chunk = await source.read();
    if (chunk.length === 0) return;
    let end = -1;
    while (left > 0) {
      const next = chunk.indexOf(terminator, end + 1);
      if (next < 0) break;
      end = next;
      left--;
    }
    await t.out.bytes(left > 0 ? chunk : chunk.subarray(0, end + 1));
    if (left === 0) giveBack(t, source, chunk.length - end - 1);
  }
}

async function allButLastLines(t: Tool, source: Source, { count, terminator }: Amount): Promise<void> {
  const ring = new Ring<Uint8Array>(count);
  let carry: Uint8Array[] = [];
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    let start = 0;
    for (let at = chunk.indexOf(terminator); at >= 0; at = chunk.indexOf(terminator, start)) {
      const line = concat([...carry, chunk.slice(start, at + 1)]);
      carry = [];
      start = at + 1;
      const out = ring.push(line);
      if (out !== undefined) await t.out.bytes(out);
    }
    if (start < chunk.length) carry.push(chunk.slice(start));
  }
  if (carry.length === 0) return;
  const out = ring.push(concat(carry));
  if (out !== undefined) await t.out.bytes(out);
}

async function allButLastBytes(t: Tool, source: Source, count: number): Promise<void> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) return;
    held = concat([held, chunk]);
    if (held.length > count) await t.out.bytes(held.subarray(0, held.length - count));
    held = held.slice(Math.max(0, held.length - count));
  }
}

function show(t: Tool, source: Source, amount: Amount): Promise<void> {
  if (amount.unit === 'bytes')
    return amount.butLast ? allButLastBytes(t, source, amount.count) : firstBytes(t, source, amount.count);
  return amount.butLast ? allButLastLines(t, source, amount) : firstLines(t, source, amount);
}

async function one(t: Tool, path: string, header: string | undefined, amount: Amount): Promise<boolean> {
  const label = path === '-' ? 'standard input' : path;
  let source: Source;
  try {
    source = await openSource(t.p, path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(
      t.busybox ? `${path}: ${error.message}` : `cannot open ${t.quote(path)} for reading: ${error.message}`,
    );
    return false;
  }
  try {
    if (header !== undefined) await t.print(`${header}==> ${label} <==\n`);
    await show(t, source, amount);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(t.busybox ? `${label}: Input/output error` : `error reading ${t.quote(label)}: ${error.message}`);
  } finally {
    source.close();
  }
  return true;
}

/** The count of -n or -c: `10`, `-5` (all but), `2k`. */
function count(t: Tool, text: string, unit: Amount['unit']): { count: number; butLast: boolean } {
  const butLast = text.startsWith('-');
  const size = parseSize(text.replace(/^[-+]/, ''));
  if (size === undefined)
    throw new Failure(t.busybox ? `invalid number '${text}'` : `invalid number of ${unit}: ${t.quoteMessage(text)}`);
  return { count: size, butLast };
}

/** `head -5`, the old way. */
function modernArgs(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const [, digits, rest = ''] = index === 0 ? (/^-(\d+)([a-z]*)$/.exec(arg) ?? []) : [];
    if (digits === undefined) return arg;
    const letters = rest.replace(/[bkmlcqv]/g, '');
    if (letters !== '') return arg;
    return rest.includes('c') ? `-c${digits}` : `-n${digits}`;
  });
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse(undefined, modernArgs(t.args));
  let amount: Amount = { unit: 'lines', count: 10, butLast: false, terminator: 10 };
  let headers: 'auto' | 'never' | 'always' = 'auto';
  for (const { key, value = '' } of options) {
    if (key === 'n') amount = { ...amount, unit: 'lines', ...count(t, value, 'lines') };
    else if (key === 'c') amount = { ...amount, unit: 'bytes', ...count(t, value, 'bytes') };
    else if (key === 'q') headers = 'never';
    else if (key === 'v') headers = 'always';
    else if (key === 'z') amount.terminator = 0;
  }
  const paths = operands.length === 0 ? ['-'] : operands;
  const titled = headers === 'always' || (headers === 'auto' && paths.length > 1);
  let first = true;
  for (const path of paths) {
    if (await one(t, path, titled ? (first ? '' : '\n') : undefined, amount)) first = false;
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
