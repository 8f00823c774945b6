/** Option letters of builtins, as bash's internal_getopt and dash's nextopt read them. */
import type { BuiltinCall } from './builtin.ts';
import { complain } from './output.ts';

export interface ParsedOptions {
  /** Letters that were given, in order, repeats included. */
  letters: string;
  /** Values of letters that take one. */
  values: ReadonlyMap<string, string>;
  rest: readonly string[];
}

/**
 * Reads options up to `--` or the first other argument. A letter followed by `:` in `allowed` takes a value. The
 * result is a status when an option is not allowed (the complaint has been made then).
 */
export async function parseOptions(
  call: BuiltinCall,
  allowed: string,
  usageLine?: string,
): Promise<ParsedOptions | number> {
  const values = new Map<string, string>();
  let letters = '';
  let at = 0;
  for (; at < call.args.length; at++) {
    const arg = call.args[at] ?? '';
    if (arg === '--') {
      at += 1;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    for (let i = 1; i < arg.length; i++) {
      const letter = arg.charAt(i);
      const place = letter === ':' ? -1 : allowed.indexOf(letter);
      if (place < 0) return refuse(call, letter, usageLine);
      letters += letter;
      if (allowed.charAt(place + 1) !== ':') continue;
      const value = i + 1 < arg.length ? arg.slice(i + 1) : call.args[++at];
      if (value === undefined) return needsValue(call, letter, usageLine);
      values.set(letter, value);
      break;
    }
  }
  return { letters, values, rest: call.args.slice(at) };
}

async function refuse(call: BuiltinCall, letter: string, usageLine: string | undefined): Promise<number> {
  const { name } = call.shell.dialect;
  const sentence =
    name === 'bash' ? `-${letter}: invalid option` : `${name === 'dash' ? 'Illegal' : 'illegal'} option -${letter}`;
  return conclude(call, sentence, usageLine);
}

async function needsValue(call: BuiltinCall, letter: string, usageLine: string | undefined): Promise<number> {
  const { name } = call.shell.dialect;
  const sentence =
    name === 'bash'
      ? `-${letter}: option requires an argument`
      : `${name === 'dash' ? 'No' : 'no'} arg for -${letter} option`;
  return conclude(call, sentence, usageLine);
}

async function conclude(call: BuiltinCall, sentence: string, usageLine: string | undefined): Promise<number> {
  if (call.shell.dialect.name !== 'bash') throw call.shell.dialect.fail('usage', sentence);
  await complain(call, sentence);
  if (usageLine !== undefined) await call.shell.write(2, `${call.name}: usage: ${usageLine}\n`);
  return 2;
}
