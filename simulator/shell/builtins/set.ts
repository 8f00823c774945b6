/** set, shopt, unset. */
import { AssociativeArray, IndexedArray } from '../state/arrays.ts';
import { elementIndex } from '../state/assign.ts';
import { dynamicVariable } from '../state/dynamic.ts';
import { isSetOption, isShopt, optionOfLetter, shoptNames } from '../state/options.ts';
import type { SetOption } from '../state/options.ts';
import { resolveReference } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { isName } from '../state/variables.ts';
import { regular, special } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { setListing } from './declare-list.ts';
import { parseOptions } from './options.ts';
import { complain, out, usage } from './output.ts';

const SET_USAGE = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

export const set: Builtin = special('set', async (call) => {
  const { shell, args } = call;
  if (args.length === 0) {
    await out(call, setListing(shell));
    return 0;
  }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--' || arg === '-') {
      if (arg === '-') for (const name of ['xtrace', 'verbose'] as const) turn(shell, name, false);
      if (arg === '--' || at + 1 < args.length) shell.positional = args.slice(at + 1);
      return 0;
    }
    if (!/^[-+]./.test(arg)) {
      shell.positional = args.slice(at);
      return 0;
    }
    const taken = await applyArgument(call, arg, args[at + 1]);
    if (taken.status !== 0) return taken.status;
    at += taken.used;
  }
  return 0;
});

/** One argument of `set` that begins with a sign; `used` counts the option names it took. */
async function applyArgument(
  call: BuiltinCall,
  arg: string,
  next: string | undefined,
): Promise<{ status: number; used: number }> {
  const on = arg.startsWith('-');
  let used = 0;
  for (const letter of arg.slice(1)) {
    if (letter === 'o') {
      const status = await applyNamed(call, on, used === 0 ? next : undefined);
      if (status !== 0) return { status, used };
      used = next === undefined ? 0 : 1;
      continue;
    }
    const option = optionOfLetter(letter);
    if (option === undefined || !call.shell.dialect.optionNames.includes(option))
      return { status: await badLetter(call, arg.charAt(0), letter), used };
    const status = await switchOption(call, option, on);
    if (status !== 0) return { status, used };
  }
  return { status: 0, used };
}

async function badLetter(call: BuiltinCall, sign: string, letter: string): Promise<number> {
  const { dialect } = call.shell;
  if (dialect.name !== 'bash')
    throw dialect.fail('usage', `${dialect.name === 'dash' ? 'Illegal' : 'illegal'} option ${sign}${letter}`);
  await complain(call, `${sign}${letter}: invalid option`);
  return usage(call, SET_USAGE);
}

async function applyNamed(call: BuiltinCall, on: boolean, name: string | undefined): Promise<number> {
  const { shell } = call;
  if (name === undefined) {
    await out(call, optionListing(shell, on));
    return 0;
  }
  if (isSetOption(name) && shell.dialect.optionNames.includes(name)) return switchOption(call, name, on);
  if (shell.dialect.name === 'dash') throw shell.dialect.fail('usage', `Illegal option ${on ? '-' : '+'}o ${name}`);
  if (shell.dialect.name === 'ash') return complain(call, `illegal option ${on ? '-' : '+'}o ${name}`);
  return complain(call, `${name}: invalid option name`, 2);
}

async function switchOption(call: BuiltinCall, name: SetOption, on: boolean): Promise<number> {
  const { shell } = call;
  if (name === 'monitor' && on && shell.dialect.name !== 'bash' && shell.terminal === undefined) {
    await complain(call, "can't access tty; job control turned off");
    return 0;
  }
  turn(shell, name, on);
  return 0;
}

export function turn(shell: Shell, name: SetOption, on: boolean): void {
  shell.options.turn(name, on);
}

function optionListing(shell: Shell, readable: boolean): string {
  const { dialect, options } = shell;
  if (!readable) return dialect.optionNames.map((name) => `set ${options.has(name) ? '-' : '+'}o ${name}\n`).join('');
  if (dialect.name === 'bash')
    return dialect.optionNames.map((name) => `${name.padEnd(15)}\t${options.has(name) ? 'on' : 'off'}\n`).join('');
  return `Current option settings\n${dialect.optionNames.map((name) => `${name.padEnd(16)}${options.has(name) ? 'on' : 'off'}\n`).join('')}`;
}

export const shopt: Builtin = regular(
  'shopt',
  async (call) => {
    const options = await parseOptions(call, 'opqsu', 'shopt [-pqsu] [-o] [optname ...]');
    if (typeof options === 'number') return options;
    const { letters, rest } = options;
    if (letters.includes('s') && letters.includes('u'))
      return complain(call, 'cannot set and unset shell options simultaneously');
    if (letters.includes('o')) return shoptSetOptions(call, letters, rest);
    if (rest.length === 0) return listShopts(call, letters);
    return applyShopts(call, letters, rest);
  },
  ['bash'],
);

async function listShopts(call: BuiltinCall, letters: string): Promise<number> {
  const { options } = call.shell;
  const shown = shoptNames().filter((name) =>
    letters.includes('s') ? options.shopt(name) : letters.includes('u') ? !options.shopt(name) : true,
  );
  await out(call, shown.map((name) => shoptLine(name, options.shopt(name), letters.includes('p'))).join(''));
  return 0;
}

function shoptLine(name: string, on: boolean, reusable: boolean): string {
  return reusable ? `shopt ${on ? '-s' : '-u'} ${name}\n` : `${name.padEnd(15)}\t${on ? 'on' : 'off'}\n`;
}

async function applyShopts(call: BuiltinCall, letters: string, names: readonly string[]): Promise<number> {
  const { options } = call.shell;
  let status = 0;
  for (const name of names) {
    if (!isShopt(name)) {
      status = await complain(call, `${name}: invalid shell option name`);
    } else if (letters.includes('s') || letters.includes('u')) {
      options.turnShopt(name, letters.includes('s'));
    } else {
      if (!options.shopt(name)) status = 1;
      if (!letters.includes('q')) await out(call, shoptLine(name, options.shopt(name), letters.includes('p')));
    }
  }
  return status;
}

async function shoptSetOptions(call: BuiltinCall, letters: string, names: readonly string[]): Promise<number> {
  const { shell } = call;
  if (names.length === 0) {
    await out(call, optionListing(shell, !letters.includes('p')));
    return 0;
  }
  let status = 0;
  for (const name of names) {
    if (!isSetOption(name)) status = await complain(call, `${name}: invalid option name`);
    else if (letters.includes('s') || letters.includes('u')) turn(shell, name, letters.includes('s'));
    else {
      if (!shell.options.has(name)) status = 1;
      if (!letters.includes('q')) await out(call, shoptLine(name, shell.options.has(name), false));
    }
  }
  return status;
}

export const unset: Builtin = special('unset', async (call) => {
  const options = await parseOptions(
    call,
    call.shell.dialect.name === 'bash' ? 'fnv' : 'fv',
    'unset [-f] [-v] [-n] [name ...]',
  );
  if (typeof options === 'number') return options;
  let status = 0;
  for (const name of options.rest) status = (await unsetOne(call, name, options.letters)) || status;
  return status;
});

async function unsetOne(call: BuiltinCall, name: string, letters: string): Promise<number> {
  const { shell } = call;
  if (letters.includes('f')) return unsetFunction(call, name);
  const [, base, subscript] = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(name) ?? [];
  if (base !== undefined && subscript !== undefined && shell.dialect.features.arrays)
    return unsetElement(call, base, subscript);
  if (!isName(name)) {
    if (shell.dialect.name !== 'bash') throw shell.dialect.fail('usage', shell.dialect.sentences.invalidName(name));
    if (letters.includes('v')) return complain(call, shell.dialect.sentences.invalidName(name));
    return unsetFunction(call, name);
  }
  return unsetVariable(call, letters.includes('n') ? name : resolveReference(shell, name), letters);
}

async function unsetVariable(call: BuiltinCall, name: string, letters: string): Promise<number> {
  const { shell } = call;
  const variable = shell.variables.find(name);
  if (variable?.readonly === true) {
    if (shell.dialect.name !== 'bash') throw shell.dialect.fail('readonly', shell.dialect.sentences.readonly(name));
    return complain(call, `${name}: cannot unset: readonly variable`);
  }
  if (
    variable === undefined &&
    dynamicVariable(shell, name) === undefined &&
    !letters.includes('v') &&
    shell.dialect.name === 'bash'
  )
    return unsetFunction(call, name);
  shell.variables.remove(name);
  if (dynamicVariable(shell, name) !== undefined) shell.ordinary.add(name);
  if (name === 'PATH') shell.hashed.clear();
  return 0;
}

async function unsetFunction(call: BuiltinCall, name: string): Promise<number> {
  if (call.shell.functions.get(name)?.readonly === true)
    return complain(call, `${name}: cannot unset: readonly function`);
  call.shell.functions.delete(name);
  return 0;
}

async function unsetElement(call: BuiltinCall, name: string, subscript: string): Promise<number> {
  const { shell } = call;
  const variable = shell.variables.find(name);
  if (variable?.readonly === true) return complain(call, `${name}: cannot unset: readonly variable`);
  const content = variable?.content;
  if (content instanceof AssociativeArray) {
    content.delete(subscript);
  } else if (content instanceof IndexedArray) {
    if (subscript === '@' || subscript === '*') return unsetVariable(call, name, 'v');
    const index = elementIndex(shell, content, subscript, name);
    if (index === undefined) return complain(call, `[${subscript}]: bad array subscript`);
    content.delete(index);
  } else if (content !== undefined) {
    if (subscript !== '0') return complain(call, `${name}: not an array variable`);
    shell.variables.remove(name);
  }
  return 0;
}
