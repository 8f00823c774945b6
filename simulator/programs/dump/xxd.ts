/** xxd(1): a hex dump, and back from one. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { decodeText } from '../text/codec.ts';
import { openSource, readAll } from '../input/source.ts';
import { printable } from './words.ts';

interface Settings {
  form: 'hex' | 'plain' | 'bits' | 'include';
  columns: number | undefined;
  group: number | undefined;
  length: number;
  seek: number;
  upper: boolean;
  reverse: boolean;
  operands: string[];
}

const USAGE = `Usage:
       xxd [options] [infile [outfile]]
    or
       xxd -r [-s [-]offset] [-c cols] [-ps] [infile [outfile]]
Options:
    -b          write bits
    -c cols     bytes on a line (16; 12 with -i, 30 with -ps)
    -g bytes    bytes in a group (2)
    -h          this text
    -i          write a definition in C
    -l len      stop after len bytes
    -ps         write the digits alone
    -r          make bytes of a hex dump again
    -s seek     begin seek bytes after the start
    -u          digits in upper case
    -v          say the version
`;

/** undefined when the options are wrong. */
function settingsOf(args: readonly string[]): Settings | undefined {
  const s: Settings = {
    form: 'hex',
    columns: undefined,
    group: undefined,
    length: Infinity,
    seek: 0,
    upper: false,
    reverse: false,
    operands: [],
  };
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, letter, attached = ''] = /^-([clgs])(?:ols|en|roupsize|eek)?(\d.*)?$/.exec(word) ?? [];
    if (letter !== undefined) {
      const number = Number(attached === '' ? words.shift() : attached);
      if (!Number.isInteger(number)) return undefined;
      if (letter === 'c') s.columns = number;
      else if (letter === 'g') s.group = number;
      else if (letter === 'l') s.length = number;
      else s.seek = number;
    } else if (/^-(p|ps|postscript|plain)$/.test(word)) s.form = 'plain';
    else if (/^-(b|bits)$/.test(word)) s.form = 'bits';
    else if (/^-(i|include)$/.test(word)) s.form = 'include';
    else if (/^-(r|revert)$/.test(word)) s.reverse = true;
    else if (/^-(u|uppercase)$/.test(word)) s.upper = true;
    else if (/^-(a|autoskip)$/.test(word)) continue;
    else if (word.startsWith('-') && word !== '-') return undefined;
    else s.operands.push(word);
  }
  return s;
}

function dumped(bytes: Uint8Array, s: Settings, first: number): string {
  const bits = s.form === 'bits';
  const columns = s.columns ?? (bits ? 6 : 16);
  const group = s.group ?? (bits ? 1 : 2);
  const digits = bits ? 8 : 2;
  const width = columns * digits + (group === 0 ? 0 : Math.ceil(columns / group) - 1);
  let text = '';
  for (let at = 0; at < bytes.length; at += columns) {
    const row = bytes.subarray(at, at + columns);
    let cells = '';
    for (const [n, byte] of row.entries()) {
      if (n > 0 && group > 0 && n % group === 0) cells += ' ';
      cells += byte.toString(bits ? 2 : 16).padStart(digits, '0');
    }
    if (s.upper) cells = cells.toUpperCase();
    text += `${(first + at).toString(16).padStart(8, '0')}: ${cells.padEnd(width)}  ${printable(row)}\n`;
  }
  return text;
}

function plain(bytes: Uint8Array, s: Settings): string {
  const columns = s.columns ?? 30;
  let text = '';
  for (let at = 0; at < bytes.length; at += columns)
    text += `${Array.from(bytes.subarray(at, at + columns), (byte) => byte.toString(16).padStart(2, '0')).join('')}\n`;
  return s.upper ? text.toUpperCase() : text;
}

function include(bytes: Uint8Array, s: Settings): string {
  const columns = s.columns ?? 12;
  const cells = Array.from(bytes, (byte) => {
    const digits = byte.toString(16).padStart(2, '0');
    return s.upper ? `0X${digits.toUpperCase()}` : `0x${digits}`;
  });
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += columns) rows.push(`  ${cells.slice(at, at + columns).join(', ')}`);
  const [file] = s.operands;
  if (file === undefined || file === '-') return `${rows.join(',\n')}\n`;
  const name = file.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '__');
  return `unsigned char ${name}[] = {\n${rows.join(',\n')}\n};\nunsigned int ${name}_len = ${bytes.length};\n`;
}

function undone(text: string, form: Settings['form']): Uint8Array {
  if (form === 'plain') return hexBytes(text);
  const chunks: { at: number; bytes: Uint8Array }[] = [];
  for (const line of text.split('\n')) {
    const [, address, rest] = /^\s*([0-9a-fA-F]+):?(.*)$/.exec(line) ?? [];
    if (address === undefined || rest === undefined) continue;
    // Two blanks end the digits; what follows are the characters.
    const digits = /^ ?((?:[0-9a-fA-F]+ ?)*)/.exec(rest)?.[1] ?? '';
    chunks.push({ at: Number.parseInt(address, 16), bytes: hexBytes(digits) });
  }
  const out = new Uint8Array(Math.max(0, ...chunks.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of chunks) out.set(bytes, at);
  return out;
}

function hexBytes(text: string): Uint8Array {
  const digits = text.replaceAll(/[^0-9a-fA-F]/g, '');
  return Uint8Array.from({ length: digits.length >> 1 }, (_, n) => Number.parseInt(digits.slice(2 * n, 2 * n + 2), 16));
}

async function run(p: Process, args: readonly string[]): Promise<number> {
  if (args.some((word) => /^--?(v|version)$/.test(word))) {
    await p.stderr.write('xxd 2022-01-14 by Juergen Weigert et al.\n');
    return 0;
  }
  const s = settingsOf(args);
  if (s === undefined) {
    await p.stderr.write(USAGE);
    return args.some((word) => /^--?h/.test(word)) ? 0 : 1;
  }
  const [from = '-', to] = s.operands;
  let bytes: Uint8Array;
  try {
    const source = await openSource(p, from);
    bytes = await readAll(source);
    source.close();
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`xxd: ${from}: ${error.message}\n`);
    return 2;
  }
  const first = s.seek < 0 ? Math.max(0, bytes.length + s.seek) : s.seek;
  const part = bytes.subarray(first, first + s.length);
  const result = s.reverse
    ? undone(decodeText(bytes), s.form)
    : s.form === 'plain'
      ? plain(part, s)
      : s.form === 'include'
        ? include(part, s)
        : dumped(part, s, first);
  if (to === undefined || to === '-') await p.stdout.write(result);
  else p.fs.writeFile(to, result);
  return 0;
}

export default (p: Process): Promise<number> => run(p, p.args.slice(1));
export const busybox = (p: Process, _name: string, args: readonly string[]): Promise<number> => run(p, args);
