/** `trap`. */
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { isSignal, setTrap } from '../run/traps.ts';
import type { Shell, TrapEvent } from '../state/shell.ts';
import { dashQuote, singleQuote } from '../text/quote.ts';
import { special } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { parseOptions } from './options.ts';
import { complain, out, usage } from './output.ts';

const USAGE = 'trap [-lp] [[arg] signal_spec ...]';

export const trap: Builtin = special('trap', async (call) => {
  const { shell } = call;
  const options = await parseOptions(call, shell.dialect.name === 'bash' ? 'lp' : '', USAGE);
  if (typeof options === 'number') return options;
  if (options.letters.includes('l')) {
    await out(call, signalTable());
    return 0;
  }
  const [action, ...specs] = options.rest;
  if (action === undefined || options.letters.includes('p')) return listTraps(call, options.rest);
  if (specs.length === 0) return single(call, action);
  // An unsigned number in the first place is a signal: all of them are reset.
  if (/^\d+$/.test(action)) return setAll(call, options.rest, undefined);
  return setAll(call, specs, action === '-' ? undefined : action);
});

/** One argument: `trap INT` resets; bash wants a signal there. */
async function single(call: BuiltinCall, spec: string): Promise<number> {
  if (trapEvent(call.shell, spec) !== undefined) return setAll(call, [spec], undefined);
  return call.shell.dialect.name === 'bash' ? usage(call, USAGE) : badSpec(call, spec);
}

async function setAll(call: BuiltinCall, specs: readonly string[], action: string | undefined): Promise<number> {
  let status = 0;
  for (const spec of specs) {
    const event = trapEvent(call.shell, spec);
    if (event === undefined) status = await badSpec(call, spec);
    else if (!(isSignal(event) && call.shell.ignoredAtStart.has(event) && !call.shell.interactive))
      setTrap(call.shell, event, action);
  }
  return status;
}

async function badSpec(call: BuiltinCall, spec: string): Promise<number> {
  if (call.shell.dialect.name === 'dash') {
    await call.shell.write(2, `trap: ${spec}: bad trap\n`);
    return 1;
  }
  return complain(call, `${spec}: invalid signal specification`);
}

/** `INT`, `SIGINT`, `2`, `EXIT`, `0`, `ERR` ... */
export function trapEvent(shell: Shell, spec: string): TrapEvent | undefined {
  const upper = spec.toUpperCase();
  const name = shell.dialect.name === 'dash' && !/^[A-Z0-9]+$/.test(spec) ? spec : upper.replace(/^SIG(?=.)/, '');
  if (name === 'EXIT' || name === '0') return 'EXIT';
  if (name === 'ERR' && shell.dialect.name !== 'dash') return 'ERR';
  if ((name === 'DEBUG' || name === 'RETURN') && shell.dialect.name === 'bash') return name;
  return signalOf(name);
}

/** A signal by name without SIG, or by number. */
export function signalOf(spec: string): Signal | undefined {
  if (/^\d+$/.test(spec)) return signalNames().find((name) => SIGNALS[name] === Number(spec));
  return isSignal(spec) ? spec : undefined;
}

export function signalNames(): Signal[] {
  return Object.keys(SIGNALS).filter(isSignal);
}

async function listTraps(call: BuiltinCall, specs: readonly string[]): Promise<number> {
  const { shell } = call;
  const wanted = specs.length === 0 ? undefined : new Set(specs.map((spec) => trapEvent(shell, spec)));
  const traps = shell.traps.size === 0 ? shell.inheritedTraps : shell.traps;
  const events = [...traps.keys()]
    .filter((event) => wanted?.has(event) ?? true)
    .sort((a, b) => orderOf(a) - orderOf(b));
  await out(call, events.map((event) => trapLine(shell, event, traps.get(event) ?? '')).join(''));
  return 0;
}

function trapLine(shell: Shell, event: TrapEvent, command: string): string {
  if (shell.dialect.name === 'bash')
    return `trap -- ${singleQuoted(command)} ${isSignal(event) ? `SIG${event}` : event}\n`;
  return `trap -- ${dashQuote(command)} ${event}\n`;
}

function singleQuoted(text: string): string {
  return text === '' ? "''" : singleQuote(text);
}

function orderOf(event: TrapEvent): number {
  if (event === 'EXIT') return 0;
  return isSignal(event) ? SIGNALS[event] : { DEBUG: 65, ERR: 66, RETURN: 67 }[event];
}

/** `kill -l` and `trap -l`: five in a row, real-time signals too. */
export function signalTable(): string {
  const cells: string[] = [];
  for (let number = 1; number <= 64; number++) {
    const name = numberedName(number);
    if (name !== undefined) cells.push(`${String(number).padStart(2)}) SIG${name}`);
  }
  let text = '';
  cells.forEach((cell, i) => {
    const last = i === cells.length - 1 || i % 5 === 4;
    text += last ? `${cell}\n` : `${cell}\t`;
  });
  return text;
}

/** The name of a signal number, real-time signals included. */
export function numberedName(number: number): string | undefined {
  const plain = signalNames().find((name) => SIGNALS[name] === number);
  if (plain !== undefined || number < 34 || number > 64) return plain;
  if (number <= 49) return number === 34 ? 'RTMIN' : `RTMIN+${number - 34}`;
  return number === 64 ? 'RTMAX' : `RTMAX-${64 - number}`;
}
