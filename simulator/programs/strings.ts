/** strings(1) of binutils: the runs of printable characters in files. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { applet, Failure, gnu, type Tool } from './command/tool.ts';
import { stdinSource, readAll } from './input/source.ts';

const options = [
  ['-a, --all', 'look at the whole file'],
  ['-d, --data', ''],
  ['-f, --print-file-name', 'write the name of the file before each string'],
  ['-n, --bytes=NUMBER', 'the least length of a string (4)'],
  ['-t, --radix=RADIX', 'where each string stands: o, d or x'],
  ['-o', 'same as --radix=o'],
] as const;

function runs(bytes: Uint8Array, least: number): { at: number; text: string }[] {
  const found: { at: number; text: string }[] = [];
  let start = 0;
  let text = '';
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 9)) {
      if (text === '') start = at;
      text += String.fromCharCode(byte);
      continue;
    }
    if (text.length >= least) found.push({ at: start, text });
    text = '';
  }
  return found;
}

/** A file's bytes, or the reason why there are none. */
function contentOf(p: Process, path: string): Uint8Array | string {
  try {
    if (p.fs.stat(path).type === 'directory') return `Warning: '${path}' is a directory`;
    return p.fs.readFile(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error.code === 'ENOENT' ? `'${path}': No such file` : `${path}: ${error.message}`;
  }
}

async function main(t: Tool): Promise<number> {
  // A number with a dash is the least length.
  const { options: given, operands } = t.parse(
    options,
    t.args.map((word) => word.replace(/^-(?=\d+$)/, '-n')),
  );
  let least = 4;
  let radix: number | undefined;
  let named = false;
  for (const { key, value = '' } of given) {
    if (key === 'n') {
      least = Number(value);
      if (!Number.isInteger(least) || least < 1) throw new Failure(`invalid minimum string length ${value}`);
    } else if (key === 'f') named = true;
    else if (key === 't' || key === 'o') radix = { d: 10, x: 16 }[value] ?? 8;
  }
  for (const path of operands.length === 0 ? ['-'] : operands) {
    const bytes = path === '-' ? await readAll(stdinSource(t.p)) : contentOf(t.p, path);
    if (typeof bytes === 'string') {
      await t.fail(bytes);
      continue;
    }
    for (const { at, text } of runs(bytes, least)) {
      const place = radix === undefined ? '' : `${at.toString(radix).padStart(7)} `;
      await t.print(`${named ? `${path === '-' ? '{standard input}' : path}: ` : ''}${place}${text}\n`);
    }
  }
  return t.status;
}

export default gnu(main, {
  help: { usage: '[option(s)] [file(s)]', about: 'Display printable strings in [file(s)] (stdin by default)', options },
});
export const busybox = applet(main, {
  help: {
    usage: '[-fo] [-t o|d|x] [-n LEN] [FILE]...',
    about: 'Display printable strings in a binary file',
    options: [],
  },
});
