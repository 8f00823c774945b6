/**
 * Options of a command, declared by the very text its help shows: `-n, --lines=NUM` is both the line of the help and
 * all the parser needs. `ARG` after a blank or `=` is required, `[=ARG]` or `[ARG]` optional.
 */

/** Names as shown, then what the option does. An empty description keeps the option out of the help. */
export type OptionRow = readonly [names: string, about: string];

export type ArgumentNeed = 'none' | 'required' | 'optional';

export interface OptionSpec {
  /** How programs know the option: its first letter if it has one, else its first long name. */
  key: string;
  letters: readonly string[];
  longs: readonly string[];
  argument: ArgumentNeed;
  /** Of the letters: an argument that is optional after the long name is none after the letter, unless written there. */
  letterArgument: ArgumentNeed;
}

const nameForm = /^(--?)([^\s=[]+)(\s+\S.*|\[=?.*\]|=.*)?$/;

/** Reads one declaration. A row without any option name (a heading or a remark in the help) gives undefined. */
export function readOption(names: string): OptionSpec | undefined {
  const letters: string[] = [];
  const longs: string[] = [];
  let argument: ArgumentNeed = 'none';
  let letterOptional = false;
  for (const part of names.trim().split(/,\s*(?=-)/)) {
    const [, dashes, name, rest] = nameForm.exec(part) ?? [];
    if (name === undefined) return undefined;
    if (dashes === '-') {
      if (name.length === 1) letters.push(name);
      else return undefined;
    } else longs.push(name);
    letterOptional ||= dashes === '-' && rest?.startsWith('[') === true;
    if (rest?.startsWith('[')) argument = 'optional';
    else if (rest !== undefined) argument = 'required';
  }
  const key = letters[0] ?? longs[0];
  const letterArgument = argument === 'optional' && !letterOptional ? 'none' : argument;
  return key === undefined ? undefined : { key, letters, longs, argument, letterArgument };
}

export function readOptions(rows: readonly OptionRow[]): OptionSpec[] {
  return rows.flatMap(([names]) => readOption(names) ?? []);
}
