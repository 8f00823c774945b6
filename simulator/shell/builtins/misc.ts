/** let, mapfile, umask, ulimit, times, caller, enable, help. */
import { isZero } from '../arith/int64.ts';
import { formatSeconds } from '../run/time.ts';
import { Failure } from '../run/failure.ts';
import { IndexedArray } from '../state/arrays.ts';
import { arithmetic } from '../state/assign.ts';
import { special, regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { builtinNames, isBuiltinName } from './names.ts';
import { parseOptions } from './options.ts';
import { complain, out } from './output.ts';
import { ByteInput } from './read-line.ts';
import { fromBytes } from '../text/raw.ts';

export const letCommand: Builtin = regular(
  'let',
  async (call) => {
    const { shell } = call;
    if (call.args.length === 0) return complain(call, 'expression expected', shell.dialect.name === 'bash' ? 1 : 2);
    let zero = true;
    for (const expression of call.args) {
      try {
        zero = isZero(arithmetic(shell, expression));
      } catch (error) {
        if (!(error instanceof Failure) || error.extent === 'shell') throw error;
        return complain(call, error.message);
      }
    }
    return zero ? 1 : 0;
  },
  ['bash', 'ash'],
);

export const mapfile: Builtin = regular('mapfile', readLines, ['bash']);
export const readarray: Builtin = regular('readarray', readLines, ['bash']);

async function readLines(call: BuiltinCall): Promise<number> {
  const options = await parseOptions(
    call,
    'd:n:O:s:tu:C:c:',
    'mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]',
  );
  if (typeof options === 'number') return options;
  const { values, letters, rest } = options;
  const variable = call.shell.variables.reach(rest[0] ?? 'MAPFILE');
  const origin = Number(values.get('O') ?? '0');
  const array = values.has('O') && variable.content instanceof IndexedArray ? variable.content : new IndexedArray();
  const lines = await delimited(call, Number(values.get('u') ?? '0'), values.get('d'), letters.includes('t'));
  const skip = Number(values.get('s') ?? '0');
  const most = Number(values.get('n') ?? '0');
  const kept = lines.slice(skip, most > 0 ? skip + most : undefined);
  kept.forEach((line, i) => array.set(origin + i, line));
  variable.content = array;
  return 0;
}

async function delimited(
  call: BuiltinCall,
  fd: number,
  delimiter: string | undefined,
  strip: boolean,
): Promise<string[]> {
  const stop = delimiter === undefined ? 10 : delimiter === '' ? 0 : delimiter.charCodeAt(0);
  const input = new ByteInput(call.shell, fd);
  const lines: string[] = [];
  let line: number[] = [];
  for (let byte = await input.next(); byte !== undefined; byte = await input.next()) {
    if (byte !== stop || !strip) line.push(byte);
    if (byte !== stop) continue;
    lines.push(fromBytes(Uint8Array.from(line)));
    line = [];
  }
  if (line.length > 0) lines.push(fromBytes(Uint8Array.from(line)));
  return lines;
}

export const umask: Builtin = regular('umask', async (call) => {
  const options = await parseOptions(call, call.shell.dialect.name === 'bash' ? 'pS' : 'S', 'umask [-p] [-S] [mode]');
  if (typeof options === 'number') return options;
  const { shell } = call;
  const [mode] = options.rest;
  const mask = shell.p.umask();
  if (mode === undefined) {
    const prefix = options.letters.includes('p') ? `umask ${options.letters.includes('S') ? '-S ' : ''}` : '';
    await out(
      call,
      `${prefix}${options.letters.includes('S') ? symbolicMask(mask) : mask.toString(8).padStart(4, '0')}\n`,
    );
    return 0;
  }
  const wanted = /^\d/.test(mode) ? octalMask(mode) : symbolicToMask(mode, mask);
  if (wanted === undefined) return badMask(call, mode);
  shell.p.umask(wanted);
  if (options.letters.includes('S') && shell.dialect.name === 'bash') await out(call, `${symbolicMask(wanted)}\n`);
  return 0;
});

async function badMask(call: BuiltinCall, mode: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(
        call,
        /^\d/.test(mode)
          ? `${mode}: octal number out of range`
          : `\`${mode.charAt(0)}': invalid symbolic mode operator`,
      );
    case 'dash':
      return complain(call, `Illegal ${/^\d/.test(mode) ? 'number' : 'mode'}: ${mode}`, 2);
    case 'ash':
      return complain(call, `illegal mode: ${mode}`, 2);
  }
}

function octalMask(text: string): number | undefined {
  if (!/^[0-7]+$/.test(text)) return undefined;
  const value = parseInt(text, 8);
  return value > 0o777 ? undefined : value;
}

function symbolicMask(mask: number): string {
  const allowed = 0o777 & ~mask;
  const group = (shift: number): string => {
    const bits = (allowed >> shift) & 7;
    return `${(bits & 4) !== 0 ? 'r' : ''}${(bits & 2) !== 0 ? 'w' : ''}${(bits & 1) !== 0 ? 'x' : ''}`;
  };
  return `u=${group(6)},g=${group(3)},o=${group(0)}`;
}

/** `u=rwx,g-w`: what is allowed, turned into what is masked. */
function symbolicToMask(text: string, mask: number): number | undefined {
  let allowed = 0o777 & ~mask;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (match === null) return undefined;
    const who = match[1] === '' || match[1] === undefined ? 'a' : match[1];
    const bits = [...(match[3] ?? '')].reduce(
      // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- the pattern above lets only these through
      (sum, letter) => sum | { r: 4, w: 2, x: 1 }[letter as 'r' | 'w' | 'x'],
      0,
    );
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (!who.includes(letter) && !who.includes('a')) continue;
      if (match[2] === '=') allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else allowed = match[2] === '+' ? allowed | (bits << shift) : allowed & ~(bits << shift);
    }
  }
  return 0o777 & ~allowed;
}

interface Limit {
  letter: string;
  label: string;
  unit: string;
  value: string;
}

/** The limits of a process in a container by default. The simulated machine enforces none of them. */
const LIMITS: readonly Limit[] = [
  { letter: 'R', label: 'real-time non-blocking time', unit: 'microseconds, ', value: 'unlimited' },
  { letter: 'c', label: 'core file size', unit: 'blocks, ', value: '0' },
  { letter: 'd', label: 'data seg size', unit: 'kbytes, ', value: 'unlimited' },
  { letter: 'e', label: 'scheduling priority', unit: '', value: '0' },
  { letter: 'f', label: 'file size', unit: 'blocks, ', value: 'unlimited' },
  { letter: 'i', label: 'pending signals', unit: '', value: '95731' },
  { letter: 'l', label: 'max locked memory', unit: 'kbytes, ', value: '8192' },
  { letter: 'm', label: 'max memory size', unit: 'kbytes, ', value: 'unlimited' },
  { letter: 'n', label: 'open files', unit: '', value: '1048576' },
  { letter: 'p', label: 'pipe size', unit: '512 bytes, ', value: '8' },
  { letter: 'q', label: 'POSIX message queues', unit: 'bytes, ', value: '819200' },
  { letter: 'r', label: 'real-time priority', unit: '', value: '0' },
  { letter: 's', label: 'stack size', unit: 'kbytes, ', value: '8192' },
  { letter: 't', label: 'cpu time', unit: 'seconds, ', value: 'unlimited' },
  { letter: 'u', label: 'max user processes', unit: '', value: 'unlimited' },
  { letter: 'v', label: 'virtual memory', unit: 'kbytes, ', value: 'unlimited' },
  { letter: 'x', label: 'file locks', unit: '', value: 'unlimited' },
];

export const ulimit: Builtin = regular('ulimit', async (call) => {
  const { shell } = call;
  const options = await parseOptions(call, 'HSacdefilmnpqrstuvxR', 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]');
  if (typeof options === 'number') return options;
  const letters = options.letters.replace(/[HS]/g, '');
  if (letters.includes('a')) {
    await out(
      call,
      LIMITS.map((limit) => limitLine({ ...limit, value: shell.limits.get(limit.letter) ?? limit.value })).join(''),
    );
    return 0;
  }
  const letter = letters.at(-1) ?? 'f';
  const limit = LIMITS.find((candidate) => candidate.letter === letter);
  const [wanted] = options.rest;
  if (wanted !== undefined) {
    if (!/^(\d+|unlimited|hard|soft)$/.test(wanted)) return complain(call, `${wanted}: invalid number`);
    if (/^\d/.test(wanted) || wanted === 'unlimited') shell.limits.set(letter, wanted);
    return 0;
  }
  await out(call, `${shell.limits.get(letter) ?? limit?.value ?? 'unlimited'}\n`);
  return 0;
});

function limitLine(limit: Limit): string {
  return `${limit.label.padEnd(27)} ${`(${limit.unit}-${limit.letter})`.padStart(12)} ${limit.value}\n`;
}

export const times: Builtin = special('times', async (call) => {
  const bash = call.shell.dialect.name === 'bash';
  const zero = bash ? formatSeconds(0, 3, true) : `0m0.${'0'.repeat(6)}s`;
  await out(call, `${zero} ${zero}\n${zero} ${zero}\n`);
  return 0;
});

export const caller: Builtin = regular(
  'caller',
  async (call) => {
    const { frames, name, origin } = call.shell;
    const depth = call.args[0] === undefined ? undefined : Number(call.args[0]);
    const script = origin === 'file' ? name : 'NULL';
    const frame = frames.at(-1 - (depth ?? 0));
    const outer = frames.at(-2 - (depth ?? 0));
    if (depth === undefined) {
      await out(call, `${frame?.callLine ?? 0} ${frame === undefined ? 'NULL' : (outer?.source ?? script)}\n`);
      return 0;
    }
    if (frame === undefined || (outer === undefined && origin !== 'file')) return 1;
    await out(call, `${frame.callLine} ${outer?.name ?? 'main'} ${outer?.source ?? script}\n`);
    return 0;
  },
  ['bash'],
);

export const enable: Builtin = regular(
  'enable',
  async (call) => {
    const options = await parseOptions(call, 'anps', 'enable [-a] [-dnps] [-f filename] [name ...]');
    if (typeof options === 'number') return options;
    const { shell } = call;
    const { letters, rest } = options;
    if (rest.length === 0) {
      const shown = builtinNames(shell).filter(
        (name) => letters.includes('a') || isBuiltinName(shell, name) !== letters.includes('n'),
      );
      await out(call, shown.map((name) => `enable ${isBuiltinName(shell, name) ? '' : '-n '}${name}\n`).join(''));
      return 0;
    }
    let status = 0;
    for (const name of rest) {
      if (!builtinNames(shell).includes(name)) status = await complain(call, `${name}: not a shell builtin`);
      else if (letters.includes('n')) shell.disabledBuiltins.add(name);
      else shell.disabledBuiltins.delete(name);
    }
    return status;
  },
  ['bash'],
);
