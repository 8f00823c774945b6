/** Output of builtins. */
import { isSysError } from '../../kernel/errno.ts';
import { toBytes } from '../text/raw.ts';
import type { Shell } from '../state/shell.ts';
import type { BuiltinCall } from './builtin.ts';

/** Standard output could not be written to. */
export class WriteFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WriteFailure';
  }
}

/** Writes to standard output. Throws WriteFailure. */
export async function out(call: { shell: Shell }, text: string): Promise<void> {
  if (text === '') return;
  try {
    await call.shell.p.write(1, toBytes(text));
  } catch (error) {
    if (isSysError(error)) throw new WriteFailure(error.message);
    throw error;
  }
}

/** Reports a misuse and returns `status`. */
export async function complain(call: BuiltinCall, message: string, status = 1): Promise<number> {
  await call.shell.complain(message);
  return status;
}

/** `cd: usage: cd [-L|[-P [-e]] [-@]] [dir]`, which bash prints without a prefix. */
export async function usage(call: BuiltinCall, line: string): Promise<number> {
  await call.shell.write(2, `${call.name}: usage: ${line}\n`);
  return 2;
}
