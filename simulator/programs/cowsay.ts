/** cowsay(6) and cowthink: a cow that says it. Other animals come from .cow files, as far as they are plain pictures. */
import type { Process } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { baseName } from './text/paths.ts';
import { decodeText } from './text/codec.ts';
import { displayWidth, padEnd } from './text/width.ts';
import { readAll, stdinSource } from './input/source.ts';

const COW = `        $thoughts   ^__^
         $thoughts  ($eyes)\\_______
            (__)\\       )\\/\\
             $tongue ||----w |
                ||     ||
`;

/** How the cow looks: eyes and tongue by option letter. */
const MOODS: Readonly<Record<string, readonly [string, string]>> = { b: ['==', '  '], d: ['xx', 'U '], g: ['$$', '  '], p: ['@@', '  '], s: ['**', 'U '], t: ['--', '  '], w: ['OO', '  '], y: ['..', '  '] }; // prettier-ignore

interface Settings {
  eyes: string;
  tongue: string;
  width: number;
  wrap: boolean;
  cow: string;
  words: string[];
  /** Letters that are no options: they are complained about, and that is all. */
  unknown: string[];
}

function settingsOf(args: readonly string[]): Settings | string {
  const s: Settings = { eyes: 'oo', tongue: '  ', width: 40, wrap: true, cow: 'default', words: [], unknown: [] };
  const words = [...args];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (s.words.length > 0 || !/^-./.test(word)) {
      s.words.push(word);
      continue;
    }
    if (word === '--') {
      s.words.push(...words);
      break;
    }
    const [, letter = '', attached = ''] = /^-(.)(.*)$/.exec(word) ?? [];
    const mood = MOODS[letter];
    if (mood !== undefined) [s.eyes, s.tongue] = mood;
    else if (letter === 'n') s.wrap = false;
    else if ('eTWf'.includes(letter)) {
      const value = attached === '' ? (words.shift() ?? '') : attached;
      if (letter === 'e') s.eyes = value.slice(0, 2);
      else if (letter === 'T') s.tongue = value.slice(0, 2);
      else if (letter === 'W') s.width = Number(value) || 40;
      else s.cow = value;
    } else if (letter === 'h' || letter === 'l') return letter;
    else s.unknown.push(letter);
  }
  return s;
}

/** Paragraphs broken at blanks so that each line is shorter than `width`. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((it) => it !== '')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) >= width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
    while (displayWidth(line) >= width) {
      lines.push(line.slice(0, width - 1));
      line = line.slice(width - 1);
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function balloon(lines: readonly string[], thinks: boolean): string {
  const width = Math.max(...lines.map(displayWidth));
  const side = (n: number): readonly [string, string] => {
    if (thinks) return ['(', ')'];
    if (lines.length === 1) return ['<', '>'];
    if (n === 0) return ['/', '\\'];
    return n === lines.length - 1 ? ['\\', '/'] : ['|', '|'];
  };
  const rows = lines.map((line, n) => `${side(n)[0]} ${padEnd(line, width)} ${side(n)[1]}\n`).join('');
  return ` ${'_'.repeat(width + 2)}\n${rows} ${'-'.repeat(width + 2)}\n`;
}

/** The picture in a .cow file, which is a here-document of Perl; undefined when there is none. */
function pictureIn(text: string): string | undefined {
  const [, , body] = /the_cow\s*=\s*<<\s*("?)(\w+)\1;?\n([^]*?)\n\2\n?/.exec(text)?.slice(1) ?? [];
  return body === undefined ? undefined : `${body.replaceAll(/\\(.)/g, '$1')}\n`;
}

function findCow(p: Process, name: string): string | undefined {
  const places = name.includes('/')
    ? [name]
    : ['/usr/share/cowsay/cows', '/usr/local/share/cows', '/usr/share/cows'].flatMap((it) => [`${it}/${name}.cow`, `${it}/${name}`]); // prettier-ignore
  for (const path of places) {
    try {
      return pictureIn(decodeText(p.fs.readFile(path)));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return name === 'default' ? COW : undefined;
}

export default async function cowsay(p: Process): Promise<number> {
  const s = settingsOf(p.args.slice(1));
  const thinks = baseName(p.args[0] ?? '').startsWith('cowthink');
  const me = thinks ? 'cowthink' : 'cowsay';
  if (typeof s === 'string') {
    if (s === 'l') {
      await p.stdout.write(cowList(p));
      return 0;
    }
    await p.stdout.write(usage(me));
    return 0;
  }
  for (const letter of s.unknown)
    await p.stderr.write(`Unknown option: ${letter}
`);
  if (!s.wrap && s.words.length > 0) {
    await p.stderr.write(usage(me));
    return 255;
  }
  const picture = findCow(p, s.cow);
  if (picture === undefined) {
    await p.stderr.write(`${me}: Could not find ${s.cow} cowfile!\n`);
    return 2;
  }
  const spoken = s.words.length > 0 ? s.words.join(' ') : decodeText(await readAll(stdinSource(p)));
  const lines = s.wrap ? wrapped(spoken, s.width) : spoken.replace(/\n$/, '').split('\n');
  const shown = picture
    .replaceAll('$thoughts', thinks ? 'o' : '\\')
    .replaceAll('$eyes', s.eyes)
    .replaceAll('$tongue', s.tongue);
  await p.stdout.write(balloon(lines, thinks) + shown);
  return 0;
}

const usage = (name: string): string =>
  `cow{say,think} version 3.03, (c) 1999 Tony Monroe\nUsage: ${name} [-bdgpstwy] [-h] [-e eyes] [-f cowfile] \n          [-l] [-n] [-T tongue] [-W wrapcolumn] [message]\n`;

function cowList(p: Process): string {
  const directory = '/usr/share/cowsay/cows';
  const files = p.fs.exists(directory) ? p.fs.readdir(directory).map(({ name }) => name.replace(/\.cow$/, '')) : [];
  return `Cow files in ${directory}:\n${[...files, 'default'].sort().join(' ')}\n`;
}
