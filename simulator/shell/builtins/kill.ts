/** `kill`. */
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import type { Signal } from '../../kernel/signals.ts';
import { jobState } from '../state/jobs.ts';
import type { Shell } from '../state/shell.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { findJob, noSuchJob } from './jobs.ts';
import { complain, out, usage } from './output.ts';
import { numberedName, signalOf, signalTable } from './trap.ts';

const USAGE = 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

export const kill: Builtin = regular('kill', async (call) => {
  const [first, second] = call.args;
  if (first === undefined) return noTarget(call);
  if (first === '-l' || first === '-L') return listSignals(call, call.args.slice(1));
  if (first === '-s' || first === '-n') return withSignal(call, second, call.args.slice(2));
  if (first === '--') return killAll(call, 'TERM', call.args.slice(1));
  if (first.startsWith('-') && first.length > 1) return withSignal(call, first.slice(1), call.args.slice(1));
  return killAll(call, 'TERM', call.args);
});

async function noTarget(call: BuiltinCall): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return usage(call, USAGE);
    case 'dash':
      return complain(call, 'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]', 2);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, 'you need to specify whom to kill');
  }
}

async function withSignal(call: BuiltinCall, spec: string | undefined, targets: readonly string[]): Promise<number> {
  if (spec === undefined) return complain(call, '-s: option requires an argument', 1);
  const signal =
    spec === '0' || spec.toUpperCase() === 'EXIT' ? 0 : signalOf(spec.toUpperCase().replace(/^SIG(?=.)/, ''));
  if (signal === undefined) return badSignal(call, spec);
  const rest = targets[0] === '--' ? targets.slice(1) : targets;
  return rest.length === 0 ? noTarget(call) : killAll(call, signal, rest);
}

async function badSignal(call: BuiltinCall, spec: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(call, `${spec}: invalid signal specification`);
    case 'dash':
      return complain(call, `Illegal option -${spec.charAt(0)}`, 2);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, `bad signal name '${spec}'`);
  }
}

async function listSignals(call: BuiltinCall, specs: readonly string[]): Promise<number> {
  if (specs.length === 0) {
    await out(call, call.shell.dialect.name === 'bash' ? signalTable() : plainList(call.shell));
    return 0;
  }
  let status = 0;
  for (const spec of specs) {
    const name = call.shell.dialect.name === 'dash' && !/^\d+$/.test(spec) ? undefined : describeSpec(spec);
    if (name === undefined)
      status = await complain(
        call,
        call.shell.dialect.name === 'dash' ? `Illegal number: ${spec}` : `${spec}: invalid signal specification`,
        call.shell.dialect.name === 'dash' ? 2 : 1,
      );
    else await out(call, `${name}\n`);
  }
  return status;
}

/** A number (of a signal or an exit status) to a name, a name to a number. */
function describeSpec(spec: string): string | undefined {
  if (/^\d+$/.test(spec)) {
    const number = Number(spec);
    return number === 0 ? 'EXIT' : numberedName(number > 128 ? number - 128 : number);
  }
  const signal = signalOf(spec.toUpperCase().replace(/^SIG(?=.)/, ''));
  return signal === undefined ? undefined : String(SIGNALS[signal]);
}

/** dash and busybox: one in a line. */
function plainList(shell: Shell): string {
  const numbers = Array.from({ length: 64 }, (_unused, i) => i + 1);
  if (shell.dialect.name === 'ash')
    return numbers
      .map((number) => `${String(number).padStart(2)}) ${numberedName(number) ?? ''}\n`)
      .filter((line) => !/\) \n$/.test(line))
      .join('');
  return numbers
    .map((number) => numberedName(number))
    .filter((name) => name !== undefined)
    .map((name) => `${name}\n`)
    .join('');
}

async function killAll(call: BuiltinCall, signal: Signal | 0, targets: readonly string[]): Promise<number> {
  let status = 0;
  for (const target of targets) status = (await killOne(call, signal, target)) || status;
  return status;
}

async function killOne(call: BuiltinCall, signal: Signal | 0, target: string): Promise<number> {
  const { shell } = call;
  if (target.startsWith('%')) return killJob(call, signal, target);
  if (!/^-?\d+$/.test(target)) return badTarget(call, target);
  try {
    shell.p.kill(Number(target), signal);
    await shell.p.step();
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return failed(call, target, error.message);
  }
}

async function failed(call: BuiltinCall, target: string, reason: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(call, `(${target}) - ${reason}`);
    case 'dash':
      return complain(call, `${reason}\n`);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, `can't kill pid ${target}: ${reason}`);
  }
}

async function badTarget(call: BuiltinCall, target: string): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return complain(call, `${target}: arguments must be process or job IDs`);
    case 'dash':
      return complain(call, `Illegal number: ${target}`, 2);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, `invalid number '${target}'`);
  }
}

async function killJob(call: BuiltinCall, signal: Signal | 0, spec: string): Promise<number> {
  const { shell } = call;
  const job = findJob(shell, spec);
  if (job === undefined) return noSuchJob(call, spec);
  try {
    if (job.controlled) shell.p.kill(-job.pgid, signal);
    else
      for (const process of job.processes)
        if (process.state.kind === 'running' || shell.dialect.name === 'dash') shell.p.kill(process.pid, signal);
    // A stopped job must go on to notice that it is to end.
    if (job.controlled && jobState(job) === 'stopped' && (signal === 'TERM' || signal === 'HUP'))
      shell.p.kill(-job.pgid, 'CONT');
    await shell.p.step();
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return failed(call, spec, error.message);
  }
}
