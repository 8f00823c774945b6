/** history, fc. */
import { isSysError } from '../../kernel/errno.ts';
import { historyPath } from '../readline/history-file.ts';
import type { Shell } from '../state/shell.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out } from './output.ts';

const USAGE = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';

export const history: Builtin = regular(
  'history',
  async (call) => {
    const { shell } = call;
    if (shell.dialect.name === 'ash')
      return listAll(call, undefined, (number, line) => `${String(number - 1).padStart(4)} ${line}\n`);
    const options = await parseOptions(call, 'acd:npsrw', USAGE);
    if (typeof options === 'number') return options;
    const { letters, values, rest } = options;
    if (letters.includes('c')) shell.history.clear();
    if (letters.includes('d')) return deleteEntry(call, values.get('d') ?? '');
    if (letters.includes('s')) {
      shell.history.removeLast();
      shell.history.add(rest.join(' '));
      return 0;
    }
    if (/[anrw]/.test(letters)) return useFile(call, letters, rest[0]);
    if (letters !== '') return 0;
    const [count] = rest;
    if (count !== undefined && !/^\d+$/.test(count)) return complain(call, `${count}: numeric argument required`);
    return listAll(
      call,
      count === undefined ? undefined : Number(count),
      (number, line) => `${String(number).padStart(5)}  ${line}\n`,
    );
  },
  ['bash', 'ash'],
);

async function listAll(
  call: BuiltinCall,
  count: number | undefined,
  line: (number: number, text: string) => string,
): Promise<number> {
  const { history: list } = call.shell;
  const from = count === undefined ? 0 : Math.max(0, list.size - count);
  const lines = list
    .all()
    .slice(from)
    .map((text, i) => line(list.firstNumber + from + i, text));
  await out(call, lines.join(''));
  return 0;
}

async function deleteEntry(call: BuiltinCall, text: string): Promise<number> {
  const removed = /^-?\d+$/.test(text) && call.shell.history.removeNumbered(Number(text));
  return removed ? 0 : complain(call, `${text}: history position out of range`);
}

async function useFile(call: BuiltinCall, letters: string, name: string | undefined): Promise<number> {
  const { shell } = call;
  const path = name ?? historyPath(shell);
  if (path === undefined) return 0;
  try {
    if (letters.includes('r') || letters.includes('n'))
      for (const line of readLines(shell, path)) shell.history.add(line);
    else if (letters.includes('w')) shell.p.fs.writeFile(path, text(shell.history.all()), 0o600);
    else
      shell.p.fs.appendFile(path, text(shell.history.all().slice(-shell.history.fresh || shell.history.size)), 0o600);
    shell.history.fresh = 0;
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return complain(call, `${path}: cannot ${letters.includes('r') ? 'read' : 'create'}: ${error.message}`);
  }
}

function readLines(shell: Shell, path: string): string[] {
  return shell.p.fs
    .readText(path)
    .split('\n')
    .filter((line) => line !== '');
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export const fc: Builtin = regular(
  'fc',
  async (call) => {
    const options = await parseOptions(
      call,
      'e:lnrs',
      'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]',
    );
    if (typeof options === 'number') return options;
    if (options.letters.includes('l')) return listRange(call, options.letters, options.rest);
    if (options.letters.includes('s') || options.values.get('e') === '-') return runAgain(call, options.rest);
    return complain(
      call,
      'editing commands in an editor is not simulated; use the arrow keys, or fc -s to run one again',
    );
  },
  ['bash'],
);

async function listRange(call: BuiltinCall, letters: string, rest: readonly string[]): Promise<number> {
  const { history: list } = call.shell;
  const last = placeOf(call.shell, rest[1], list.size - 2);
  const first = placeOf(call.shell, rest[0], Math.max(0, list.size - 17));
  if (first === undefined || last === undefined) return complain(call, 'history specification out of range');
  const lines: string[] = [];
  for (let i = Math.min(first, last); i <= Math.max(first, last); i++)
    lines.push(`${letters.includes('n') ? '' : list.firstNumber + i}\t ${list.at(i) ?? ''}\n`);
  if (letters.includes('r') !== first > last) lines.reverse();
  await out(call, lines.join(''));
  return 0;
}

/** A number, a negative offset, or the start of a line, as a place in the list. */
function placeOf(shell: Shell, text: string | undefined, usual: number): number | undefined {
  const { history: list } = shell;
  if (text === undefined) return usual;
  if (/^-?\d+$/.test(text)) {
    const number = Number(text);
    return number < 0 ? list.size - 1 + number : number - list.firstNumber;
  }
  const index = list
    .all()
    .slice(0, -1)
    .findLastIndex((line) => line.startsWith(text));
  return index < 0 ? undefined : index;
}

async function runAgain(call: BuiltinCall, rest: readonly string[]): Promise<number> {
  const { shell } = call;
  const change = /^([^=]+)=(.*)$/s.exec(rest[0] ?? '');
  const [spec] = change === null ? rest : rest.slice(1);
  const place = placeOf(shell, spec, shell.history.size - 2);
  const line = place === undefined ? undefined : shell.history.at(place);
  if (line === undefined) return complain(call, 'no command found');
  const changed = change === null ? line : line.replace(change[1] ?? '', change[2] ?? '');
  await shell.write(2, `${changed}\n`);
  shell.history.replaceLast(changed);
  return shell.interpreter.source(shell, changed, { name: 'fc', firstLine: shell.line });
}
