/** hexdump(1) of util-linux, and hd, which begins with -C. Formats of one's own (-e, -f) are not there. */
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { baseName } from '../text/paths.ts';
import { readAllInputs } from './input.ts';
import { escapeCell, printable, readNumber, wordAt } from './words.ts';

const options = [
  ['-b, --one-byte-octal', 'one byte at a time, in octal'],
  ['-c, --one-byte-char', 'one byte at a time, as a character'],
  ['-C, --canonical', 'hex and the characters beside it'],
  ['-d, --two-bytes-decimal', 'two bytes at a time, in decimal'],
  ['-o, --two-bytes-octal', 'two bytes at a time, in octal'],
  ['-x, --two-bytes-hex', 'two bytes at a time, in hex'],
  ['-e, --format=FORMAT', ''],
  ['-f, --format-file=FILE', ''],
  ['-n, --length=LENGTH', 'stop after LENGTH bytes of input'],
  ['-s, --skip=OFFSET', 'leave out OFFSET bytes from the beginning'],
  ['-v, --no-squeezing', 'show lines that repeat'],
] as const;

interface Form {
  size: number;
  /** Of one cell with the blanks before it. */
  width: number;
  show(row: Uint8Array, at: number): string;
}

const word = (radix: number, digits: number) => (row: Uint8Array, at: number) =>
  wordAt(row, at, 2, false).toString(radix).padStart(digits, '0');

const FORMS: Readonly<Record<string, Form>> = {
  b: { size: 1, width: 4, show: (row, at) => (row[at] ?? 0).toString(8).padStart(3, '0') },
  c: { size: 1, width: 4, show: (row, at) => escapeCell(row[at] ?? 0) },
  d: { size: 2, width: 8, show: word(10, 5) },
  o: { size: 2, width: 8, show: word(8, 6) },
  x: { size: 2, width: 8, show: word(16, 4) },
  plain: { size: 2, width: 5, show: word(16, 4) },
};

function canonical(row: Uint8Array): string {
  const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0'));
  const halves = `${hex.slice(0, 8).join(' ').padEnd(23)}  ${hex.slice(8).join(' ').padEnd(23)}`;
  return `  ${halves}  |${printable(row)}|`;
}

function cells(form: Form, row: Uint8Array): string {
  let text = '';
  for (let at = 0; at < row.length; at += form.size) text += form.show(row, at).padStart(form.width);
  return text.padEnd((16 / form.size) * form.width);
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const forms: string[] = baseName(t.name) === 'hd' ? ['C'] : [];
  let skip = 0;
  let most = Infinity;
  let all = false;
  for (const { key, value = '' } of parsed.options) {
    if (key === 'n' || key === 's') {
      const number = readNumber(value);
      if (number === undefined)
        throw new Failure(`${key === 'n' ? "failed to parse length: '" : "failed to parse offset: '"}${value}'`);
      if (key === 'n') most = number;
      else skip = number;
    } else if (key === 'v') all = true;
    else if (key === 'e' || key === 'f')
      throw new Failure('formats of your own (-e, -f) are not simulated: use -C, -b, -c, -d, -o or -x');
    else forms.push(key);
  }
  if (forms.length === 0) forms.push('plain');
  const { bytes, opened } = await readAllInputs(t, parsed.operands, skip + most);
  if (opened === 0) throw new Failure('all input file arguments failed');
  const wide = forms.at(-1) === 'C';
  const address = (at: number): string => at.toString(16).padStart(wide ? 8 : 7, '0');
  let before = '';
  let starred = false;
  for (let at = skip; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    const content = row.join(',');
    if (!all && row.length === 16 && content === before) {
      if (!starred) await t.print('*\n');
      starred = true;
      continue;
    }
    before = content;
    starred = false;
    for (const form of forms) {
      const shape = FORMS[form];
      await t.print(
        shape === undefined
          ? `${at.toString(16).padStart(8, '0')}${canonical(row)}\n`
          : `${address(at)}${cells(shape, row)}\n`,
      );
    }
  }
  if (bytes.length > skip) await t.print(`${address(bytes.length)}\n`);
  return t.status;
}

const help = {
  usage: '[options] <file>...',
  about: 'Display file contents in hexadecimal, decimal, octal, or ascii.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, {
  help: { usage: '[-bcdoxCv] [-n LEN] [-s OFS] [FILE]...', about: 'Display FILEs (or stdin) in a user specified format', options }, // prettier-ignore
});
