/** Flags that can be given several times. */
import type { Filters } from '../../api/filters.ts';
import { readCsvRecord } from '../go/csv.ts';
import type { Flag, FlagHost } from './flag.ts';

/** Checks one value and gives the text that is kept. Throws Error with docker's reason. */
export type Validator = (text: string, host: FlagHost) => string;

const named = (shorthand: string | undefined): { shorthand?: string } => (shorthand === undefined ? {} : { shorthand });

/** Docker's list: values as they come, each checked by `validate`. */
export function list(shorthand?: string, validate?: Validator): Flag<readonly string[]> {
  return {
    type: 'list',
    ...named(shorthand),
    initial: [],
    set: (previous, text, host) => [...previous, validate ? validate(text, host) : text],
  };
}

/** A list whose values become something else than texts (`--mount`, `--ulimit`). */
export function listOf<T>(
  type: string,
  read: (text: string, host: FlagHost) => T,
  shorthand?: string,
): Flag<readonly T[]> {
  return { type, ...named(shorthand), initial: [], set: (previous, text, host) => [...previous, read(text, host)] };
}

/** pflag's stringArray: each argument is one value. */
export function stringArray(shorthand?: string, initial: readonly string[] = []): Flag<readonly string[]> {
  return {
    type: 'stringArray',
    ...named(shorthand),
    initial,
    ...(initial.length > 0 ? { defaultText: `[${initial.join(',')}]` } : {}),
    set: (previous, text, _host, first) => (first ? [text] : [...previous, text]),
  };
}

/** pflag's stringSlice: each argument is a CSV record of values. */
export function strings(shorthand?: string, initial: readonly string[] = []): Flag<readonly string[]> {
  return {
    type: 'strings',
    ...named(shorthand),
    initial,
    ...(initial.length > 0 ? { defaultText: `[${initial.join(',')}]` } : {}),
    set: (previous, text, _host, first) => {
      const values = text === '' ? [] : readCsvRecord(text);
      return first ? values : [...previous, ...values];
    },
  };
}

function cut(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Docker's map: `key=value`, a key alone has an empty value. Help shows its default as `map[]`. */
export function map(shorthand?: string, validate?: Validator): Flag<Readonly<Record<string, string>>> {
  return {
    type: 'map',
    ...named(shorthand),
    initial: {},
    defaultText: 'map[]',
    set: (previous, text, host) => {
      const [key, value] = cut(validate ? validate(text, host) : text);
      return { ...previous, [key]: value };
    },
  };
}

/** pflag's stringToString: `a=1,b=2`. */
export function stringToString(shorthand?: string): Flag<Readonly<Record<string, string>>> {
  const read = (text: string): Record<string, string> => {
    const count = text.split('=').length - 1;
    if (count === 0) throw new Error(`${text} must be formatted as key=value`);
    const pairs = count === 1 ? [text.replace(/^"+|"+$/g, '')] : readCsvRecord(text);
    const bad = pairs.find((pair) => !pair.includes('='));
    if (bad !== undefined) throw new Error(`${bad} must be formatted as key=value`);
    return Object.fromEntries(pairs.map(cut));
  };
  return {
    type: 'stringToString',
    ...named(shorthand),
    initial: {},
    defaultText: '[]',
    set: (previous, text, _host, first) => (first ? read(text) : { ...previous, ...read(text) }),
  };
}

/** `--filter name=value`: names in lower case, both trimmed; values of one name add up. */
export function filter(shorthand?: string): Flag<Filters> {
  return {
    type: 'filter',
    ...named(shorthand),
    initial: {},
    set: (previous, text) => {
      if (text === '') return previous;
      if (!text.includes('=')) throw new Error('bad format of filter (expected name=value)');
      const [rawName, rawValue] = cut(text);
      const name = rawName.trim().toLowerCase();
      const values = previous[name] ?? [];
      const value = rawValue.trim();
      return { ...previous, [name]: values.includes(value) ? values : [...values, value] };
    },
  };
}
