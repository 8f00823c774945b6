/** od(1): bytes of files as numbers and characters. Floating point (-t f) is not there. */
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { readAllInputs } from '../dump/input.ts';
import { characterName, escapeCell, readNumber, wordAt } from '../dump/words.ts';

const options = [
  ['-A, --address-radix=RADIX', 'how offsets are written: d, o, x or n (not at all)'],
  ['-j, --skip-bytes=BYTES', 'leave out the first BYTES of input'],
  ['-N, --read-bytes=BYTES', 'dump no more than BYTES of input'],
  ['-t, --format=TYPE', 'write as TYPE: a, c, or d, o, u, x with a size (1, 2, 4, 8, C, S, I, L);\nz after it adds the characters'],
  ['-v, --output-duplicates', 'write lines that repeat instead of a *'],
  ['-w[BYTES], --width[=BYTES]', 'BYTES on a line'],
  ['-a', 'same as -t a'],
  ['-b', 'same as -t o1'],
  ['-c', 'same as -t c'],
  ['-d', 'same as -t u2'],
  ['-i', 'same as -t dI'],
  ['-l', 'same as -t dL'],
  ['-o', 'same as -t o2'],
  ['-s', 'same as -t d2'],
  ['-x', 'same as -t x2'],
] as const; // prettier-ignore

const SHORT: Readonly<Record<string, string>> = { a: 'a', b: 'o1', c: 'c', d: 'u2', i: 'd4', l: 'd8', o: 'o2', s: 'd2', x: 'x2' }; // prettier-ignore
const SIZES: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 };

interface Format {
  kind: 'a' | 'c' | 'd' | 'o' | 'u' | 'x';
  size: number;
  /** Characters of one number without its blank. */
  width: number;
  text: boolean;
}

/** Digits that the largest number of `size` bytes takes. */
function digits(kind: Format['kind'], size: number): number {
  if (kind === 'a' || kind === 'c') return 3;
  if (kind === 'x') return size * 2;
  if (kind === 'o') return Math.ceil((size * 8) / 3);
  const most = (2n ** BigInt(size * 8 - (kind === 'd' ? 1 : 0)) - 1n).toString().length;
  return kind === 'd' ? most + 1 : most;
}

function formatsOf(t: Tool, text: string): Format[] {
  const formats: Format[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = text[at++];
    if (kind === 'f') throw new Failure('floating point is not simulated: use -t with a, c, d, o, u or x');
    if (kind !== 'a' && kind !== 'c' && kind !== 'd' && kind !== 'o' && kind !== 'u' && kind !== 'x')
      throw new Failure(`invalid character '${kind ?? ''}' in type string ${t.quoteMessage(text)}`);
    let size = 1;
    if (kind !== 'a' && kind !== 'c') {
      const named = SIZES[text[at] ?? ''];
      const number = /^\d+/.exec(text.slice(at))?.[0];
      size = named ?? (number === undefined ? 4 : Number(number));
      at += named === undefined ? (number ?? '').length : 1;
      if (![1, 2, 4, 8].includes(size))
        throw new Failure(
          `invalid type string ${t.quoteMessage(text)};\nthis system doesn't provide a ${size}-byte integral type`,
        );
    }
    const shown = text[at] === 'z';
    if (shown) at++;
    formats.push({ kind, size, width: digits(kind, size), text: shown });
  }
  return formats;
}

function cell(format: Format, row: Uint8Array, at: number): string {
  const byte = row[at] ?? 0;
  if (format.kind === 'a') return characterName(byte);
  if (format.kind === 'c') return escapeCell(byte);
  const value = wordAt(row, at, format.size, format.kind === 'd');
  const radix = format.kind === 'x' ? 16 : format.kind === 'o' ? 8 : 10;
  const text = value.toString(radix);
  return radix === 10 ? text : text.padStart(format.width, '0');
}

/** Numbers of different sizes stand below one another: each cell is as wide as the widest format needs. */
function line(format: Format, row: Uint8Array, perLine: number, lineWidth: number): string {
  const cells = perLine / format.size;
  const spare = lineWidth - cells * (format.width + 1);
  let text = '';
  for (let n = 0; n < Math.ceil(row.length / format.size); n++) {
    const padding = Math.floor((spare * (cells - n)) / cells) - Math.floor((spare * (cells - n - 1)) / cells);
    text += ' '.repeat(padding + 1) + cell(format, row, n * format.size).padStart(format.width);
  }
  if (!format.text) return text;
  const shown = [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${text.padEnd(lineWidth)}  >${shown}<`;
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const formats: Format[] = [];
  let radix = 'o';
  let skip = 0;
  let most = Infinity;
  let width: number | undefined;
  let all = false;
  for (const { key, value = '' } of parsed.options) {
    if (key === 'A') radix = value;
    else if (key === 'j') skip = readNumber(value) ?? invalid(t, '-j', value);
    else if (key === 'N') most = readNumber(value) ?? invalid(t, '-N', value);
    else if (key === 't') formats.push(...formatsOf(t, value));
    else if (key === 'v') all = true;
    else if (key === 'w') width = value === '' ? 32 : (readNumber(value) ?? invalid(t, '-w', value));
    else formats.push(...formatsOf(t, SHORT[key] ?? 'o2'));
  }
  if (!/^[doxn]$/.test(radix))
    throw new Failure(`invalid output address radix '${radix}'; it must be one character from [doxn]`);
  if (formats.length === 0) formats.push(...formatsOf(t, 'o2'));
  const unit = Math.max(...formats.map(({ size }) => size));
  const perLine = width === undefined || width % unit !== 0 ? 16 : width;
  const lineWidth = Math.max(...formats.map((it) => (perLine / it.size) * (it.width + 1)));
  const { bytes, opened } = await readAllInputs(t, parsed.operands, skip + most);
  if (skip > bytes.length) throw new Failure('cannot skip past end of combined input');
  const address = (offset: number): string => {
    if (radix === 'n') return '';
    const base = radix === 'x' ? 16 : radix === 'd' ? 10 : 8;
    return offset.toString(base).padStart(radix === 'x' ? 6 : 7, '0');
  };
  const blank = ' '.repeat(radix === 'n' ? 0 : radix === 'x' ? 6 : 7);
  let before = '';
  let starred = false;
  for (let at = skip; at < bytes.length; at += perLine) {
    const row = bytes.subarray(at, at + perLine);
    const content = row.join(',');
    if (!all && content === before && row.length === perLine) {
      if (!starred) await t.print('*\n');
      starred = true;
      continue;
    }
    before = content;
    starred = false;
    for (const [n, format] of formats.entries())
      await t.print(`${n === 0 ? address(at) : blank}${line(format, row, perLine, lineWidth)}\n`);
  }
  if (radix !== 'n' && opened > 0) await t.print(`${address(bytes.length)}\n`);
  return t.status;
}

function invalid(t: Tool, option: string, value: string): never {
  throw new Failure(`invalid ${option} argument ${t.quoteMessage(value)}`);
}

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Write the bytes of each FILE as octal numbers (or as -t says) to standard output.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, {
  help: { usage: '[-abcdfhilovxs] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...', about: 'Print FILEs (or stdin) unambiguously, as octal bytes by default', options }, // prettier-ignore
});
