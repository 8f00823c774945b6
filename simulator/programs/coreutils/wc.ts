/** wc(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { openSource, type Source } from '../input/source.ts';
import { bytesToLatin1, decodeText } from '../text/codec.ts';
import { isUtf8 } from '../text/locale.ts';
import { pointWidth } from '../text/width.ts';

const help = {
  usage: ['[OPTION]... [FILE]...', '[OPTION]... --files0-from=F'],
  about:
    'Print newline, word, and byte counts for each FILE, and a total line if more than one FILE is given.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    ['-c, --bytes', 'print the byte counts'],
    ['-m, --chars', 'print the character counts'],
    ['-l, --lines', 'print the newline counts'],
    ['-L, --max-line-length', 'print the maximum display width'],
    ['-w, --words', 'print the word counts'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-cmlwL] [FILE]...',
  about: 'Count lines, words, and bytes for FILEs (or stdin)',
  options: [
    ['-c', 'Count bytes'],
    ['-m', 'Count characters'],
    ['-l', 'Count newlines'],
    ['-w', 'Count words'],
    ['-L', 'Print longest line length'],
  ],
} as const;

type Counted = 'lines' | 'words' | 'chars' | 'bytes' | 'longest';
type Counts = Record<Counted, number>;

const ORDER: readonly Counted[] = ['lines', 'words', 'chars', 'bytes', 'longest'];
const KEYS: Readonly<Record<string, Counted>> = { l: 'lines', w: 'words', m: 'chars', c: 'bytes', L: 'longest' };

const zero = (): Counts => ({ lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 });

async function count(t: Tool, source: Source, total: Counts, detailed: boolean): Promise<void> {
  const utf8 = isUtf8(t.env);
  let inWord = false;
  let width = 0;
  let carry = new Uint8Array(0);
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) break;
    const pause = t.p.step(1 + (chunk.length >> 12));
    if (pause !== undefined) await pause;
    total.bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) total.lines++;
    if (!detailed) continue;
    const bytes = new Uint8Array(carry.length + chunk.length);
    bytes.set(carry);
    bytes.set(chunk, carry.length);
    const cut = utf8 ? wholeCharacters(bytes) : bytes.length;
    carry = bytes.slice(cut);
    const text = utf8 ? decodeText(bytes.subarray(0, cut)) : bytesToLatin1(bytes);
    for (const character of text) [inWord, width] = see(total, character, inWord, width, utf8);
  }
  total.longest = Math.max(total.longest, width);
}

/** Length of the part of `bytes` that does not end within a character. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function see(
  total: Counts,
  character: string,
  inWord: boolean,
  width: number,
  utf8: boolean,
): [inWord: boolean, width: number] {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0xdc80 || point > 0xdcff) total.chars++;
  const blank = point === 32 || (point >= 9 && point <= 13) || (utf8 && point === 0x3000);
  const printable =
    point > 32 && point !== 127 && (point < 127 || (utf8 && (point < 0xdc80 || point > 0xdcff) && point >= 0xa0));
  if (printable && !inWord && !blank) total.words++;
  const nowInWord = !blank && (inWord || printable);
  if (point === 10 || point === 13 || point === 12) {
    total.longest = Math.max(total.longest, width);
    return [nowInWord, 0];
  }
  if (point === 9) return [nowInWord, width + 8 - (width % 8)];
  return [nowInWord, printable || point === 32 ? width + pointWidth(point) : width];
}

/** Column width: as GNU guesses it from the sizes of the files, seven when some of them are no regular files. */
function columnWidth(t: Tool, paths: readonly string[], shown: number): number {
  if (paths.length === 1 && shown === 1) return 1;
  let sum = 0;
  let least = 1;
  for (const path of paths) {
    try {
      const stat = path === '-' ? t.p.fstat(0) : t.p.fs.stat(path);
      if (stat.type === 'file') sum += stat.size;
      else least = 7;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return Math.max(least, String(sum).length);
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const chosen = new Set(options.map((option) => KEYS[option.key]));
  const wanted = chosen.size === 0 ? (['lines', 'words', 'bytes'] as const) : ORDER.filter((it) => chosen.has(it));
  const paths = operands.length === 0 ? ['-'] : operands;
  const detailed = wanted.some((it) => it === 'words' || it === 'chars' || it === 'longest');
  const width = t.busybox ? (wanted.length === 1 && paths.length === 1 ? 1 : 9) : columnWidth(t, paths, wanted.length);
  const print = async (counts: Counts, name: string | undefined): Promise<void> => {
    const numbers = wanted.map((it) => String(counts[it]).padStart(width)).join(' ');
    await t.print(`${numbers}${name === undefined ? '' : ` ${name}`}\n`);
  };
  const total = zero();
  for (const path of paths) {
    const counts = zero();
    const name = operands.length === 0 ? undefined : path;
    let opened = false;
    try {
      const source = await openSource(t.p, path);
      opened = true;
      try {
        await count(t, source, counts, detailed);
      } finally {
        source.close();
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(`${t.file(path)}: ${error.message}`);
      if (!opened) continue;
    }
    await print(counts, name === undefined ? undefined : t.file(name));
    for (const it of ORDER) total[it] = it === 'longest' ? Math.max(total[it], counts[it]) : total[it] + counts[it];
  }
  if (paths.length > 1) await print(total, 'total');
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
