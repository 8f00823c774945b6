/** cd, pwd, pushd, popd, dirs. */
import { isSysError } from '../../kernel/errno.ts';
import { assign } from '../state/assign.ts';
import { abbreviate, logicalDirectory } from '../state/directory.ts';
import type { Shell } from '../state/shell.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out } from './output.ts';

export const cd: Builtin = regular('cd', async (call) => {
  const options = await parseOptions(
    call,
    call.shell.dialect.name === 'bash' ? 'LPe@' : 'LP',
    'cd [-L|[-P [-e]] [-@]] [dir]',
  );
  if (typeof options === 'number') return options;
  if (options.rest.length > 1 && call.shell.dialect.name === 'bash') return complain(call, 'too many arguments');
  return changeTo(call, options.rest[0], isPhysical(call.shell, options.letters));
});

export const chdir: Builtin = { ...cd, name: 'chdir', dialects: ['dash', 'ash'] };

function isPhysical(shell: Shell, letters: string): boolean {
  const last = [...letters].findLast((letter) => letter === 'L' || letter === 'P');
  return last === undefined ? shell.options.has('physical') : last === 'P';
}

async function changeTo(call: BuiltinCall, operand: string | undefined, physical: boolean): Promise<number> {
  const { shell } = call;
  const target = operand ?? shell.variable('HOME');
  if (target === undefined) return shell.dialect.name === 'bash' ? complain(call, 'HOME not set') : 0;
  if (target === '-') return toPrevious(call, physical);
  if (target === '') return 0;
  const shown = searchCdPath(shell, target, physical);
  if (shown !== undefined) {
    if (shown.tell) await out(call, `${logicalDirectory(shell)}\n`);
    return 0;
  }
  return enter(call, target, physical);
}

async function toPrevious(call: BuiltinCall, physical: boolean): Promise<number> {
  const { shell } = call;
  const previous = shell.variable('OLDPWD');
  if (previous === undefined) {
    if (shell.dialect.name === 'bash') return complain(call, 'OLDPWD not set');
    return 0;
  }
  const status = await enter(call, previous, physical);
  if (status === 0) await out(call, `${logicalDirectory(shell)}\n`);
  return status;
}

/** Directories of CDPATH are tried before the current one; those are told. */
function searchCdPath(shell: Shell, target: string, physical: boolean): { tell: boolean } | undefined {
  const paths = shell.variable('CDPATH');
  if (paths === undefined || paths === '' || /^(\/|\.\.?(\/|$))/.test(target)) return undefined;
  for (const base of paths.split(':')) {
    const path = base === '' ? target : `${base.replace(/\/$/, '')}/${target}`;
    if (attempt(shell, path, physical) === undefined) return { tell: base !== '' };
  }
  return undefined;
}

async function enter(call: BuiltinCall, target: string, physical: boolean): Promise<number> {
  const { shell } = call;
  const error = attempt(shell, target, physical);
  if (error === undefined) return 0;
  switch (shell.dialect.name) {
    case 'bash':
      return complain(call, `${target}: ${error}`);
    case 'dash':
      return complain(call, `can't cd to ${target}`, 2);
    case 'ash':
      return complain(call, `can't cd to ${target}: ${error}`, 2);
  }
}

/** Goes there; the reason why not. */
function attempt(shell: Shell, target: string, physical: boolean): string | undefined {
  const before = logicalDirectory(shell);
  const logical = normalize(target.startsWith('/') ? target : `${before}/${target}`);
  try {
    shell.p.chdir(physical ? target : logical);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error.message;
  }
  assign(shell, 'OLDPWD', before);
  assign(shell, 'PWD', physical ? shell.p.cwd() : logical);
  return undefined;
}

/** Takes `.` and `..` out of an absolute path without looking at links. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const pwd: Builtin = regular('pwd', async (call) => {
  const options = await parseOptions(call, 'LP', 'pwd [-LP]');
  if (typeof options === 'number') return options;
  const { shell } = call;
  await out(call, `${isPhysical(shell, options.letters) ? shell.p.cwd() : logicalDirectory(shell)}\n`);
  return 0;
});

// The directory stack

export const dirs: Builtin = regular(
  'dirs',
  async (call) => {
    const options = await parseOptions(call, 'clpv', 'dirs [-clpv] [+N] [-N]');
    if (typeof options === 'number') return options;
    if (options.letters.includes('c')) {
      call.shell.directoryStack = [];
      return 0;
    }
    await out(call, listing(call.shell, options.letters));
    return 0;
  },
  ['bash'],
);

function stackOf(shell: Shell): string[] {
  return [logicalDirectory(shell), ...shell.directoryStack];
}

function listing(shell: Shell, letters: string): string {
  const shown = stackOf(shell).map((path) => (letters.includes('l') ? path : abbreviate(shell, path)));
  if (letters.includes('v')) return shown.map((path, i) => `${String(i).padStart(2)}  ${path}\n`).join('');
  return letters.includes('p') ? shown.map((path) => `${path}\n`).join('') : `${shown.join(' ')}\n`;
}

export const pushd: Builtin = regular('pushd', pushDirectory, ['bash']);

async function pushDirectory(call: BuiltinCall): Promise<number> {
  const { shell } = call;
  const quiet = call.args[0] === '-n';
  const [operand] = quiet ? call.args.slice(1) : call.args;
  const stack = stackOf(shell);
  if (operand === undefined) {
    const [top, second] = stack;
    if (top === undefined || second === undefined) return complain(call, 'no other directory');
    return showAfter(call, await enter(call, second, false), [top, ...stack.slice(2)]);
  }
  const rotation = stackIndex(stack, operand);
  if (rotation !== undefined) return rotate(call, stack, rotation, operand);
  if (quiet) {
    shell.directoryStack.unshift(operand);
    return showAfter(call, 0, shell.directoryStack);
  }
  return showAfter(call, await enter(call, operand, false), stack);
}

/** `+2` or `-1` as a place in the stack; undefined when it is none of these. */
function stackIndex(stack: readonly string[], text: string): number | undefined {
  const match = /^([+-])(\d+)$/.exec(text);
  if (match === null) return undefined;
  return match[1] === '+' ? Number(match[2]) : stack.length - 1 - Number(match[2]);
}

async function rotate(call: BuiltinCall, stack: readonly string[], index: number, operand: string): Promise<number> {
  const target = stack[index];
  if (target === undefined) return complain(call, `${operand}: directory stack index out of range`);
  const rotated = [...stack.slice(index), ...stack.slice(0, index)];
  return showAfter(call, await enter(call, target, false), rotated.slice(1));
}

async function showAfter(call: BuiltinCall, status: number, rest: readonly string[]): Promise<number> {
  if (status !== 0) return status;
  call.shell.directoryStack = [...rest];
  await out(call, listing(call.shell, ''));
  return 0;
}

export const popd: Builtin = regular('popd', popDirectory, ['bash']);

async function popDirectory(call: BuiltinCall): Promise<number> {
  const { shell, args } = call;
  const stack = stackOf(shell);
  const [operand] = args;
  if (stack.length < 2) return complain(call, 'directory stack empty');
  const index = operand === undefined ? 0 : stackIndex(stack, operand);
  if (index === undefined) return complain(call, `${operand ?? ''}: invalid argument`);
  if (stack[index] === undefined) return complain(call, `${operand ?? ''}: directory stack index out of range`);
  if (index > 0) return showAfter(call, 0, stack.filter((_path, i) => i !== index).slice(1));
  return showAfter(call, await enter(call, stack[1] ?? '/', false), stack.slice(2));
}
