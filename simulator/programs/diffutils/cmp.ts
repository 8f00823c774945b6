/** cmp(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool, UsageError } from '../command/tool.ts';
import { openSource, readAll } from '../input/source.ts';

const help = {
  usage: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]',
  about: 'Compare two files byte by byte.',
  options: [
    ['-b, --print-bytes', 'print differing bytes'],
    ['-l, --verbose', 'output byte numbers and differing byte values'],
    ['-n, --bytes=LIMIT', 'compare at most LIMIT bytes'],
    ['-s, --quiet, --silent', 'suppress all normal output'],
  ],
} as const;
const busyboxHelp = { usage: '[-ls] [-n NUM] FILE1 [FILE2 [SKIP1 [SKIP2]]]', about: 'Compare FILE1 with FILE2 (or stdin)', options: [['-l', 'Write the byte numbers (decimal) and values (octal)'], ['-s', 'Quiet'], ['-n NUM', 'Compare at most NUM bytes']] } as const; // prettier-ignore

async function bytesOf(t: Tool, path: string): Promise<Uint8Array | undefined> {
  try {
    const source = await openSource(t.p, path);
    try {
      return await readAll(source);
    } finally {
      source.close();
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(`${path}: ${error.message}`, 2);
    return undefined;
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const [one, two = '-'] = operands;
  if (one === undefined) throw new UsageError(t.busybox ? '' : `missing operand after '${t.name}'`);
  const limit = Number(options.find((option) => option.key === 'n')?.value ?? Infinity);
  const [a, b] = [await bytesOf(t, one), await bytesOf(t, two)];
  if (a === undefined || b === undefined) return 2;
  const end = Math.min(a.length, b.length, limit);
  let [line, status] = [1, 0];
  for (let at = 0; at < end; at++) {
    const [x = 0, y = 0] = [a[at], b[at]];
    if (x !== y) {
      if (has('s')) return 1;
      status = 1;
      if (has('l'))
        await t.print(`${String(at + 1).padStart(String(end).length)} ${x.toString(8).padStart(3)} ${y.toString(8).padStart(3)}\n`); // prettier-ignore
      else {
        await t.print(`${one} ${two} differ: ${has('b') && !t.busybox ? 'byte' : 'char'} ${at + 1}, line ${line}\n`); // prettier-ignore
        return 1;
      }
    }
    if (x === 10) line++;
  }
  if (a.length === b.length || end === limit) return status;
  if (has('s')) return 1;
  const short = a.length < b.length ? one : two;
  const shortBytes = a.length < b.length ? a : b;
  await t.out.flush();
  if (t.busybox) await t.p.stderr.write(`cmp: EOF on ${short}\n`);
  else if (shortBytes.length === 0) await t.p.stderr.write(`cmp: EOF on ${short} which is empty\n`);
  else {
    const whole = shortBytes.at(-1) === 10;
    const where = whole ? `line ${line - 1}` : `in line ${line}`;
    await t.p.stderr.write(`cmp: EOF on ${short} after byte ${shortBytes.length}${has('l') ? '' : `, ${where}`}\n`);
  }
  return 1;
}

const usageHint = (name: string): string => `${name}: Try '${name} --help' for more information.\n`;

export default gnu(main, { help, package: 'GNU diffutils', usageStatus: 2, usageHint });
export const busybox = applet(main, { help: busyboxHelp });
