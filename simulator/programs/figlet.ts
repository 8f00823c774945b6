/**
 * figlet: large letters out of small ones, by the figlet library and its fonts. Options: -f (font), -w (width), -c, -l
 * and -r (where on the line). Words that do not fit go onto a line of their own.
 */
import type { Process } from '../kernel/abi.ts';

/** What is used of the library. */
interface Figlet {
  textSync(text: string, options: { font: string }): string;
  parseFont(name: string, data: string): unknown;
}

/** Fonts that come with Debian's package. */
const FONTS: Readonly<Record<string, () => Promise<{ default: string }>>> = {
  banner: () => import('figlet/importable-fonts/Banner.js'),
  big: () => import('figlet/importable-fonts/Big.js'),
  block: () => import('figlet/importable-fonts/Block.js'),
  bubble: () => import('figlet/importable-fonts/Bubble.js'),
  digital: () => import('figlet/importable-fonts/Digital.js'),
  ivrit: () => import('figlet/importable-fonts/Ivrit.js'),
  lean: () => import('figlet/importable-fonts/Lean.js'),
  mini: () => import('figlet/importable-fonts/Mini.js'),
  mnemonic: () => import('figlet/importable-fonts/Mnemonic.js'),
  script: () => import('figlet/importable-fonts/Script.js'),
  shadow: () => import('figlet/importable-fonts/Shadow.js'),
  slant: () => import('figlet/importable-fonts/Slant.js'),
  small: () => import('figlet/importable-fonts/Small.js'),
  smscript: () => import('figlet/importable-fonts/Small Script.js'),
  smshadow: () => import('figlet/importable-fonts/Small Shadow.js'),
  smslant: () => import('figlet/importable-fonts/Small Slant.js'),
  standard: () => import('figlet/importable-fonts/Standard.js'),
  term: () => import('figlet/importable-fonts/Term.js'),
};

const USAGE = `Usage: figlet [ -cklnoprstvxDELNRSWX ] [ -d fontdirectory ]
              [ -f fontfile ] [ -m smushmode ] [ -w outputwidth ]
              [ -C controlfile ] [ -I infocode ] [ message ]
`;

interface Settings {
  font: string;
  width: number;
  side: 'left' | 'center' | 'right';
  message: readonly string[];
}

/** Undefined where an option is not one of those that are known. */
function readArguments(args: readonly string[]): Settings | undefined {
  const settings = { font: 'standard', width: 80, side: 'left' as Settings['side'] };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-') || arg === '-') return { ...settings, message: args.slice(at) };
    if (arg === '--') return { ...settings, message: args.slice(at + 1) };
    const letter = arg.charAt(1);
    if (letter === 'c') settings.side = 'center';
    else if (letter === 'l') settings.side = 'left';
    else if (letter === 'r') settings.side = 'right';
    else if (letter === 'f' || letter === 'w') {
      const value = arg.slice(2) || (args[++at] ?? '');
      if (letter === 'f') settings.font = value;
      else settings.width = Number(value);
    } else return undefined;
  }
  return { ...settings, message: [] };
}

/** Columns that are blank in every row at the left are left out, as the real one moves its first letter to the edge. */
function rowsOf(figlet: Figlet, font: string, text: string): string[] {
  const rows = figlet.textSync(text, { font }).split('\n');
  const blank = Math.min(...rows.map((row) => /^ */.exec(row)?.[0].length ?? 0));
  return rows.map((row) => row.slice(blank));
}

/** The words in as few lines as they fit into; a word that is wider than a line is broken where the line ends. */
function broken(figlet: Figlet, { font, width }: Settings, text: string): string[][] {
  const fits = (line: string): boolean => (rowsOf(figlet, font, line)[0] ?? '').length < width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return (line === '' ? lines : [...lines, line]).map((each) => rowsOf(figlet, font, each));
}

function placed(row: string, { side, width }: Settings): string {
  if (side === 'left') return row;
  const room = Math.max(0, width - 1 - row.length);
  return ' '.repeat(side === 'right' ? room : Math.floor(room / 2)) + row;
}

export default async function figlet(p: Process): Promise<number> {
  const settings = readArguments(p.args.slice(1));
  if (settings === undefined) {
    await p.stderr.write(USAGE);
    return 1;
  }
  const name = settings.font.replace(/\.flf$/, '');
  const load = Object.hasOwn(FONTS, name) ? FONTS[name] : undefined;
  if (load === undefined) {
    await p.stderr.write(`figlet: ${settings.font}: Unable to open font file\n`);
    return 1;
  }
  const [{ default: library }, { default: letters }] = await p.outside(() => Promise.all([import('figlet'), load()]));
  library.parseFont(name, letters);
  const used = { ...settings, font: name };
  const print = async (text: string): Promise<void> => {
    const rows = broken(library, used, text).flat();
    await p.stdout.write(rows.map((row) => `${placed(row, used)}\n`).join(''));
  };
  if (settings.message.length > 0) await print(settings.message.join(' '));
  else for await (const line of p.stdin.lines()) await print(line);
  return 0;
}
