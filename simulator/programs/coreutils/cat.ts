/** cat(1): copies files to standard output as bytes, chunk by chunk; only the display options look at lines. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { lineBatches, openSource, type Source } from '../input/source.ts';

const options = [
  ['-A, --show-all', 'equivalent to -vET'],
  ['-b, --number-nonblank', 'number nonempty output lines, overrides -n'],
  ['-e', 'equivalent to -vE'],
  ['-E, --show-ends', 'display $ at end of each line'],
  ['-n, --number', 'number all output lines'],
  ['-s, --squeeze-blank', 'print no more than one of several empty lines'],
  ['-t', 'equivalent to -vT'],
  ['-T, --show-tabs', 'display TAB characters as ^I'],
  ['-u', '(ignored)'],
  ['-v, --show-nonprinting', 'use ^ and M- notation, except for LFD and TAB'],
] as const;

const help = {
  usage: '[OPTION]... [FILE]...',
  about:
    'Write the FILEs one after another to standard output.\n\nWith no FILE, or when FILE is -, read standard input.',
  options,
} as const;
const busyboxHelp = {
  usage: '[-nbvteA] [FILE]...',
  about: 'Print FILEs to stdout',
  options: [
    ['-n', 'Number output lines'],
    ['-b', 'Number nonempty lines'],
    ['-v', 'Show nonprinting characters as ^x or M-x'],
    ['-t', '...and tabs as ^I'],
    ['-e', '...and end lines with $'],
    ['-A', 'Same as -vte'],
    ['-s', ''],
    ['-u', ''],
  ],
} as const;

interface Display {
  number: 'none' | 'all' | 'nonblank';
  ends: boolean;
  tabs: boolean;
  nonprinting: boolean;
  squeeze: boolean;
}

/** ^X and M-X notation of everything but newline; `tabs` says whether a tab is shown too. */
function visible(line: string, tabs: boolean): string {
  return [...line].map((character) => visibleCharacter(character, tabs)).join('');
}

function visibleCharacter(character: string, tabs: boolean): string {
  const point = character.codePointAt(0) ?? 0;
  if (point === 9) return tabs ? '^I' : character;
  if (point < 32) return `^${String.fromCharCode(point + 64)}`;
  if (point === 127) return '^?';
  if (point < 127) return character;
  const bytes = point >= 0xdc80 && point <= 0xdcff ? [point - 0xdc00] : [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `M-${visibleCharacter(String.fromCharCode(byte - 128), true)}`).join('');
}

class Numbered {
  private readonly display: Display;
  private count = 0;
  private blank = false;
  private midLine = false;

  constructor(display: Display) {
    this.display = display;
  }

  /** The line as shown, or undefined when it is squeezed away. */
  show(line: string, terminated: boolean): string {
    const { display } = this;
    const continued = this.midLine;
    if (!continued && line === '' && display.squeeze && this.blank) return '';
    this.blank = !continued && line === '';
    this.midLine = !terminated;
    const counted = !continued && (display.number === 'all' || (display.number === 'nonblank' && line !== ''));
    const prefix = counted ? `${String(++this.count).padStart(6)}\t` : '';
    let text = line;
    if (display.nonprinting) text = visible(text, display.tabs);
    else if (display.tabs) text = text.replaceAll('\t', '^I');
    if (display.ends && terminated)
      text = text.endsWith('\r') && !display.nonprinting ? `${text.slice(0, -1)}^M$` : `${text}$`;
    return prefix + text + (terminated ? '\n' : '');
  }
}

async function copy(t: Tool, source: Source): Promise<void> {
  for (;;) {
    const chunk = await source.read();
    if (chunk.length === 0) return;
    await t.out.bytes(chunk);
  }
}

async function copyLines(t: Tool, source: Source, numbered: Numbered): Promise<void> {
  for await (const { lines, unterminated } of lineBatches(() => source.read())) {
    for (const line of lines) await t.print(numbered.show(line, !unterminated));
    await t.out.flush();
  }
}

async function one(t: Tool, path: string, numbered: Numbered | undefined): Promise<void> {
  let source: Source;
  try {
    source = await openSource(t.p, path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return t.fail(t.busybox ? `can't open '${path}': ${error.message}` : `${t.file(path)}: ${error.message}`);
  }
  try {
    await (numbered === undefined ? copy(t, source) : copyLines(t, source, numbered));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(t.busybox ? `read error: ${error.message}` : `${t.file(path)}: ${error.message}`);
  } finally {
    source.close();
  }
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse();
  const display: Display = { number: 'none', ends: false, tabs: false, nonprinting: false, squeeze: false };
  for (const { key } of parsed.options) {
    if (key === 'n' && display.number === 'none') display.number = 'all';
    if (key === 'b') display.number = 'nonblank';
    display.ends ||= 'AeE'.includes(key);
    display.tabs ||= 'AtT'.includes(key);
    display.nonprinting ||= 'Aetv'.includes(key);
    display.squeeze ||= key === 's';
  }
  const plain = display.number === 'none' && !display.ends && !display.tabs && !display.nonprinting && !display.squeeze;
  const numbered = plain ? undefined : new Numbered(display);
  for (const path of parsed.operands.length === 0 ? ['-'] : parsed.operands) await one(t, path, numbered);
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
