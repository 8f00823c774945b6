/** Builtins that steer: `:`, true, false, break, continue, return, exit, logout, shift. */
import { ShellExit } from '../run/failure.ts';
import { keepsForJobs } from '../run/stopped-jobs.ts';
import { parseDecimal } from '../arith/int64.ts';
import { regular, special } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { complain } from './output.ts';

export const colon: Builtin = special(':', () => 0);
export const trueCommand: Builtin = regular('true', () => 0);
export const falseCommand: Builtin = regular('false', () => 1);

export const breakCommand: Builtin = special('break', (call) => leaveLoops(call, 'break'));
export const continueCommand: Builtin = special('continue', (call) => leaveLoops(call, 'continue'));

async function leaveLoops(call: BuiltinCall, kind: 'break' | 'continue'): Promise<number> {
  const { shell, args } = call;
  const bash = shell.dialect.name === 'bash';
  if (shell.loopDepth === 0)
    return bash ? complain(call, "only meaningful in a `for', `while', or `until' loop", 0) : 0;
  const text = args[0] ?? '1';
  const levels = Number(parseDecimal(text) ?? Number.NaN);
  if (Number.isNaN(levels)) return notNumeric(call, text, bash ? 128 : 2);
  if (levels < 1) {
    if (!bash) throw shell.dialect.fail('usage', `Illegal number: ${text}`);
    await complain(call, `${text}: loop count out of range`);
    shell.unwinding = { kind: 'break', levels: shell.loopDepth };
    return 1;
  }
  shell.unwinding = { kind, levels: Math.min(levels, shell.loopDepth) };
  return 0;
}

async function notNumeric(call: BuiltinCall, text: string, status: number): Promise<number> {
  if (call.shell.dialect.name !== 'bash') throw call.shell.dialect.fail('usage', `Illegal number: ${text}`);
  await complain(call, `${text}: numeric argument required`);
  throw new ShellExit(status);
}

export const returnCommand: Builtin = special('return', async (call) => {
  const { shell } = call;
  const bash = shell.dialect.name === 'bash';
  const status = await statusArgument(call, shell.status);
  if (shell.frames.length === 0) {
    if (bash) return complain(call, "can only `return' from a function or sourced script");
    throw new ShellExit(status);
  }
  shell.status = status;
  shell.unwinding = { kind: 'return' };
  return status;
});

/** The numeric argument of `exit` and `return`, modulo 256. */
async function statusArgument(call: BuiltinCall, usual: number): Promise<number> {
  const [text, extra] = call.args[0] === '--' ? call.args.slice(1) : call.args;
  if (text === undefined) return usual;
  const value = parseDecimal(text);
  const bash = call.shell.dialect.name === 'bash';
  if (value === undefined || (!bash && Number(value) < 0)) {
    if (!bash) throw call.shell.dialect.fail('usage', `Illegal number: ${text}`);
    await complain(call, `${text}: numeric argument required`);
    return 2;
  }
  if (extra !== undefined && bash) throw call.shell.dialect.fail('usage', `${call.name}: too many arguments`);
  return call.shell.dialect.name !== 'dash' || call.name === 'exit'
    ? Number(BigInt.asUintN(8, BigInt(value)))
    : Number(value);
}

export const exit: Builtin = special('exit', async (call) => {
  const { shell } = call;
  if (shell.interactive && !shell.inSubshell && shell.dialect.name === 'bash') {
    await shell.write(2, shell.loginShell ? 'logout\n' : 'exit\n');
    if (await keepsForJobs(call.shell)) return 1;
  }
  throw new ShellExit(await statusArgument(call, shell.exitTrapStatus ?? shell.status));
});

export const logout: Builtin = regular(
  'logout',
  async (call) => {
    if (!call.shell.loginShell) return complain(call, "not login shell: use `exit'");
    await call.shell.write(2, 'logout\n');
    throw new ShellExit(await statusArgument(call, call.shell.status));
  },
  ['bash'],
);

export const shift: Builtin = special('shift', async (call) => {
  const { shell, args } = call;
  const text = args[0] ?? '1';
  const value = parseDecimal(text);
  if (value === undefined) {
    if (shell.dialect.name !== 'bash') throw shell.dialect.fail('usage', `Illegal number: ${text}`);
    return complain(call, `${text}: numeric argument required`);
  }
  const count = Number(value);
  if (count < 0)
    return shell.dialect.name === 'bash'
      ? complain(call, `${text}: shift count out of range`)
      : complain(call, `Illegal number: ${text}`, 2);
  if (count > shell.positional.length) return tooFar(call, text);
  shell.positional = shell.positional.slice(count);
  return 0;
});

async function tooFar(call: BuiltinCall, text: string): Promise<number> {
  const { shell } = call;
  if (shell.dialect.name === 'dash') throw shell.dialect.fail('usage', "can't shift that many");
  return shell.options.shopt('shift_verbose') ? complain(call, `${text}: shift count out of range`) : 1;
}
