/** Values as Go's encoding/json writes them: compact or indented, with <, > and & escaped. */
import { isMapping, isSequence, printNumber, type Value } from './value.ts';

export const toJson = (value: Value): string => write(value, '', '');
export const toIndentedJson = (value: Value): string => write(value, '  ', '\n');

function write(value: Value, unit: string, newline: string): string {
  const inner = newline === '' ? '' : newline + unit;
  if (isMapping(value)) {
    if (value.size === 0) return '{}';
    const colon = newline === '' ? ':' : ': ';
    const entries = [...value].map(([key, each]) => `${inner}${text(key)}${colon}${write(each, unit, inner)}`);
    return `{${entries.join(',')}${newline}}`;
  }
  if (isSequence(value)) {
    if (value.length === 0) return '[]';
    return `[${value.map((each) => inner + write(each, unit, inner)).join(',')}${newline}]`;
  }
  if (typeof value === 'number') return printNumber(value);
  return typeof value === 'string' ? text(value) : String(value);
}

const text = (value: string): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
