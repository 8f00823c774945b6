/** base64(1) and base32(1), told apart by name. */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { readAll } from '../input/source.ts';
import { bytesToLatin1 } from '../text/codec.ts';

const help = {
  usage: '[OPTION]... [FILE]',
  about: 'Base64 encode or decode FILE, or standard input, to standard output.',
  options: [
    ['-d, --decode', 'decode data'],
    ['-i, --ignore-garbage', 'when decoding, ignore non-alphabet characters'],
    ['-w, --wrap=COLS', 'wrap encoded lines after COLS character (default 76).\nUse 0 to disable line wrapping'],
  ],
} as const;

const ALPHABETS = {
  64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
} as const;
type Base = keyof typeof ALPHABETS;

/** Bits per character and characters per group. */
const SHAPES = { 64: { bits: 6, group: 4 }, 32: { bits: 5, group: 8 } } as const;

export function encodeBase(bytes: Uint8Array, base: Base = 64): string {
  const { bits, group } = SHAPES[base];
  const alphabet = ALPHABETS[base];
  let text = '';
  let held = 0;
  let count = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    count += 8;
    while (count >= bits) {
      count -= bits;
      text += alphabet[(held >> count) & ((1 << bits) - 1)] ?? '';
    }
    held &= (1 << count) - 1;
  }
  if (count > 0) text += alphabet[(held << (bits - count)) & ((1 << bits) - 1)] ?? '';
  return text.padEnd(Math.ceil(text.length / group) * group, '=');
}

/** The bytes up to the first character that cannot be, and whether there was one. */
export function decodeBase(text: string, base: Base = 64): { bytes: Uint8Array; valid: boolean } {
  const { bits, group } = SHAPES[base];
  const alphabet = ALPHABETS[base];
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  let used = 0;
  for (const character of text) {
    if (character === '\n' || character === '\r') continue;
    if (character === '=') {
      used++;
      continue;
    }
    const value = alphabet.indexOf(character);
    if (value < 0) return { bytes: Uint8Array.from(bytes), valid: false };
    used++;
    held = (held << bits) | value;
    count += bits;
    if (count >= 8) {
      count -= 8;
      bytes.push((held >> count) & 255);
      held &= (1 << count) - 1;
    }
  }
  return { bytes: Uint8Array.from(bytes), valid: used % group === 0 };
}

function wrapped(text: string, columns: number): string {
  if (columns === 0) return text;
  let result = '';
  for (let at = 0; at < text.length; at += columns) result += `${text.slice(at, at + columns)}\n`;
  return result;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const wrap = options.findLast(({ key }) => key === 'w')?.value ?? '76';
  const base: Base = t.name.endsWith('32') ? 32 : 64;
  if (operands.length > 1) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[1] ?? '')}`);
  if (!/^\d+$/.test(wrap)) throw new Failure(`invalid wrap size: ${t.quoteMessage(wrap)}`);
  await eachSource(t, operands, async (source) => {
    const bytes = await readAll(source);
    if (!has('d')) return t.print(wrapped(encodeBase(bytes, base), Number(wrap)));
    const text = bytesToLatin1(bytes);
    const decoded = decodeBase(has('i') ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text, base);
    await t.out.bytes(decoded.bytes);
    if (!decoded.valid) throw new Failure(t.busybox ? 'truncated input' : 'invalid input');
  });
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-d] [-w COL] [FILE]',
    about: 'Base64 encode or decode FILE to standard output',
    options: [
      ['-d', 'Decode data'],
      ['-w COL', 'Wrap lines at COL (default 76, 0 disables)'],
    ],
  },
});
