/** seq(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { float } from './printf.ts';

const help = {
  usage: ['[OPTION]... LAST', '[OPTION]... FIRST LAST', '[OPTION]... FIRST INCREMENT LAST'],
  about: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
  options: [
    ['-f, --format=FORMAT', 'use printf style floating-point FORMAT'],
    ['-s, --separator=STRING', 'use STRING to separate numbers (default: \\n)'],
    ['-w, --equal-width', 'equalize width by padding with leading zeroes'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-w] [-s SEP] [FIRST [INC]] LAST',
  about: 'Print numbers from FIRST to LAST, in steps of INC.\nFIRST, INC default to 1.',
  options: [
    ['-w', 'Pad to last with leading zeros'],
    ['-s SEP', 'String separator'],
  ],
} as const;

const number = /^[-+]?(\d+\.?\d*(e[-+]?\d+)?|\.\d+)$/i;

function decimals(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
}

/** Negative numbers look like options: parsing stops at the first word that is a number. */
function splitArgs(args: readonly string[]): { flags: string[]; numbers: string[] } {
  let at = 0;
  while (at < args.length && !number.test(args[at] ?? '') && (args[at] ?? '').startsWith('-') && args[at] !== '--') {
    at += /^(-[sf]|--separator|--format)$/.test(args[at] ?? '') ? 2 : 1;
  }
  return { flags: args.slice(0, at), numbers: args.slice(args[at] === '--' ? at + 1 : at) };
}

async function main(t: Tool): Promise<number> {
  const { flags, numbers } = splitArgs(t.args);
  const { options, operands } = t.parse(undefined, flags);
  const words = [...operands, ...numbers];
  let separator = '\n';
  let format: string | undefined;
  let equal = false;
  for (const { key, value } of options) {
    if (key === 's') separator = value ?? '';
    else if (key === 'f') format = value;
    else if (key === 'w') equal = true;
  }
  if (words.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (words.length > 3) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(words[3] ?? '')}`);
  for (const word of words)
    if (!number.test(word))
      throw new UsageError(t.busybox ? '' : `invalid floating point argument: ${t.quoteMessage(word)}`);
  const first = words.length > 1 ? (words[0] ?? '1') : '1';
  const increment = words.length > 2 ? (words[1] ?? '1') : '1';
  const last = words.at(-1) ?? '1';
  if (Number(increment) === 0 && !t.busybox)
    throw new UsageError(`invalid Zero increment value: ${t.quoteMessage(increment)}`);
  const places = Math.max(decimals(first), decimals(increment));
  const width = equal ? Math.max(shown(Number(first), places).length, shown(Number(last), places).length) : 0;
  const step = Number(increment);
  const end = Number(last);
  let any = false;
  for (let i = 0; ; i++) {
    const value = Number(first) + i * step;
    if (step > 0 ? value > end + 1e-12 * Math.abs(end) : step < 0 ? value < end - 1e-12 * Math.abs(end) : value > end)
      break;
    const text = format === undefined ? zeroPadded(shown(value, places), width) : formatted(format, value);
    const wait = t.print((any ? separator : '') + text);
    if (wait !== undefined) await wait;
    any = true;
  }
  if (any) await t.print('\n');
  return 0;
}

function shown(value: number, places: number): string {
  return value.toFixed(places);
}

function zeroPadded(text: string, width: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function formatted(format: string, value: number): string {
  return format.replace(
    /%([-+ #0]*)(\d*)(?:\.(\d+))?([efgEFG])|%%/g,
    (whole, flags?: string, width?: string, precision?: string, letter?: string) => {
      if (whole === '%%' || letter === undefined) return '%';
      const text = float(value, letter, flags ?? '', precision === undefined ? 6 : Number(precision));
      if ((flags ?? '').includes('-')) return text.padEnd(Number(width));
      return (flags ?? '').includes('0') ? zeroPadded(text, Number(width)) : text.padStart(Number(width));
    },
  );
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
