/** clear(1), reset(1) and tput(1): what an xterm is sent. */
import type { Process } from '../kernel/abi.ts';
import { baseName } from './text/paths.ts';

const CLEAR = '\x1b[H\x1b[2J\x1b[3J';
const RESET = '\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>';

/** Capabilities of xterm-256color that scripts ask for, by their terminfo names. */
const CAPABILITIES: Readonly<Record<string, string>> = {
  clear: CLEAR, bold: '\x1b[1m', dim: '\x1b[2m', rev: '\x1b[7m', smul: '\x1b[4m', rmul: '\x1b[24m', smso: '\x1b[7m', rmso: '\x1b[27m', sgr0: '\x1b(B\x1b[m',
  civis: '\x1b[?25l', cnorm: '\x1b[?12l\x1b[?25h', smcup: '\x1b[?1049h\x1b[22;0;0t', rmcup: '\x1b[?1049l\x1b[23;0;0t', el: '\x1b[K', ed: '\x1b[J', el1: '\x1b[1K',
  home: '\x1b[H', sc: '\x1b7', rc: '\x1b8', cuu1: '\x1b[A', cud1: '\n', bel: '\x07', op: '\x1b[39;49m', reset: RESET,
}; // prettier-ignore

function colour(base: number, number: number): string {
  if (number < 8) return `\x1b[${base}${number}m`;
  return number < 16 ? `\x1b[${base === 3 ? 9 : 10}${number - 8}m` : `\x1b[${base}8;5;${number}m`;
}

function capability(p: Process, name: string, given: readonly string[]): string | undefined {
  const [first = 0, second = 0] = given.map(Number);
  switch (name) {
    case 'setaf':
      return colour(3, first);
    case 'setab':
      return colour(4, first);
    case 'cup':
      return `\x1b[${first + 1};${second + 1}H`;
    case 'cols':
    case 'lines': {
      const fd = [2, 1, 0].find((each) => p.isatty(each));
      const size = fd === undefined ? { cols: 80, rows: 24 } : p.tty(fd).size();
      return `${name === 'cols' ? size.cols : size.rows}\n`;
    }
    case 'colors':
      return '256\n';
    default:
      return CAPABILITIES[name];
  }
}

async function tput(p: Process): Promise<number> {
  const words = p.args.slice(1);
  if (words[0] === '-T') words.splice(0, 2);
  const [name, ...given] = words;
  if (name === undefined) {
    await p.stderr.write('usage: tput [-V] [-S] [-T term] capname\n');
    return 2;
  }
  const text = capability(p, name, given);
  if (text === undefined) {
    await p.stderr.write(`tput: unknown terminfo capability '${name}'\n`);
    return 4;
  }
  await p.stdout.write(text);
  return 0;
}

export default async function clear(p: Process): Promise<number> {
  const name = baseName(p.args[0] ?? '');
  const term = p.env.get('TERM') ?? '';
  if (term === '') {
    const text =
      name === 'tput' ? 'tput: No value for $TERM and no -T specified\n' : 'TERM environment variable not set.\n';
    await p.stderr.write(text);
    return name === 'tput' ? 2 : 1;
  }
  if (name === 'tput') return tput(p);
  if (name === 'clear') {
    await p.stdout.write(CLEAR);
    return 0;
  }
  await p.sleep(1000);
  await p.stderr.write(RESET);
  return 0;
}

/** busybox: `clear` and `reset` know one terminal only. */
export const busybox = async (p: Process, name: string): Promise<number> => {
  if (name !== 'clear' && !p.isatty(1)) return 0;
  await p.stdout.write(name === 'clear' ? '\x1b[H\x1b[J' : '\x1bc\x1b(B\x1b[m\x1b[J\x1b[?25h');
  return 0;
};
