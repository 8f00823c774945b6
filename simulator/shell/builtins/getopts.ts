/** `getopts`. */
import { assign } from '../state/assign.ts';
import type { Shell } from '../state/shell.ts';
import { isName } from '../state/variables.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { complain, usage } from './output.ts';

export const getopts: Builtin = regular('getopts', async (call) => {
  const [spec, name, ...given] = call.args;
  if (spec === undefined || name === undefined) return missing(call);
  const { shell } = call;
  if (!isName(name))
    return complain(call, shell.dialect.sentences.invalidName(name), shell.dialect.name === 'bash' ? 1 : 2);
  const args = given.length > 0 ? given : shell.positional;
  const found = nextOption(shell, spec, args);
  if (found === undefined) {
    assign(shell, name, '?');
    return 1;
  }
  assign(shell, name, found.letter);
  const empty = shell.dialect.name !== 'bash' && found.letter !== '?' ? '' : undefined;
  if ((found.value ?? empty) === undefined) shell.variables.remove('OPTARG');
  else assign(shell, 'OPTARG', found.value ?? '');
  if (found.complaint !== undefined && shell.variable('OPTERR') !== '0') await shell.write(2, found.complaint);
  return 0;
});

async function missing(call: BuiltinCall): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return usage(call, 'getopts optstring name [arg ...]');
    case 'dash':
      return complain(call, 'Usage: getopts optstring var [arg...]', 2);
    case 'ash':
      return complain(call, 'usage: getopts optstring var [arg]', 2);
  }
}

interface FoundOption {
  letter: string;
  value: string | undefined;
  complaint?: string;
}

function nextOption(shell: Shell, spec: string, args: readonly string[]): FoundOption | undefined {
  const index = Number(shell.variable('OPTIND') ?? '1') || 1;
  const arg = args[index - 1];
  if (shell.optionOffset === 0) {
    if (arg === undefined || !arg.startsWith('-') || arg === '-') return undefined;
    if (arg === '--') {
      advance(shell, index + 1, 0);
      return undefined;
    }
  }
  const at = shell.optionOffset === 0 ? 1 : shell.optionOffset;
  const letter = (arg ?? '').charAt(at);
  const ends = at + 1 >= (arg ?? '').length;
  const silent = spec.startsWith(':');
  const place = letter === ':' ? -1 : spec.indexOf(letter, silent ? 1 : 0);
  if (place < 0 || letter === '') {
    advance(shell, ends ? index + 1 : index, ends ? 0 : at + 1);
    return silent
      ? { letter: '?', value: letter }
      : { letter: '?', value: undefined, complaint: illegal(shell, letter) };
  }
  if (spec.charAt(place + 1) !== ':') {
    advance(shell, ends ? index + 1 : index, ends ? 0 : at + 1);
    return { letter, value: undefined };
  }
  return withValue(shell, args, index, letter, ends ? undefined : (arg ?? '').slice(at + 1), silent);
}

function withValue(
  shell: Shell,
  args: readonly string[],
  index: number,
  letter: string,
  attached: string | undefined,
  silent: boolean,
): FoundOption {
  const value = attached ?? args[index];
  advance(shell, attached === undefined ? index + 2 : index + 1, 0);
  if (value !== undefined) return { letter, value };
  assign(shell, 'OPTIND', String(index + 1));
  return silent ? { letter: ':', value: letter } : { letter: '?', value: undefined, complaint: wanting(shell, letter) };
}

function advance(shell: Shell, index: number, offset: number): void {
  assign(shell, 'OPTIND', String(index));
  shell.optionOffset = offset;
}

function illegal(shell: Shell, letter: string): string {
  return shell.dialect.name === 'bash' ? `${shell.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`;
}

function wanting(shell: Shell, letter: string): string {
  return shell.dialect.name === 'bash'
    ? `${shell.name}: option requires an argument -- ${letter}\n`
    : `No arg for -${letter} option\n`;
}
