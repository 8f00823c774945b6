/** The files a pager is given, and the terminal it listens to. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { readAll, stdinSource } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';

export interface PagerFile {
  /** undefined for standard input. */
  name: string | undefined;
  lines: string[];
}

/** The lines of a file; the reason, when it cannot be read. */
export async function readPagerFile(p: Process, path: string): Promise<PagerFile | string> {
  try {
    if (path === '-') return { name: undefined, lines: linesOf(await readAll(stdinSource(p))) };
    if (p.fs.stat(path).type === 'directory') return 'directory';
    return { name: path, lines: linesOf(p.fs.readFile(path)) };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error.message;
  }
}

function linesOf(bytes: Uint8Array): string[] {
  const lines = decodeText(bytes).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The descriptor that keys come from: standard input when that is a terminal, else the controlling terminal. */
export async function keyboard(p: Process): Promise<number> {
  return p.isatty(0) ? 0 : p.open('/dev/tty', { read: true });
}
