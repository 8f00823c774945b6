/** `${x:offset:length}` of strings, arrays and the positional parameters. */
import type { ParameterSliceOperation } from 'unbash';
import { arithmetic } from '../state/assign.ts';
import { IndexedArray } from '../state/arrays.ts';
import { isUtf8, readContent } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { fromBytes, toBytes } from '../text/raw.ts';
import type { Expanding } from './expanding.ts';
import type { Expansion } from './parameter.ts';
import type { Reference } from './reference.ts';

export function* sliceOf(
  shell: Shell,
  operation: ParameterSliceOperation,
  reference: Reference,
  plain: () => Expansion,
): Expanding<Expansion> {
  const value = plain();
  const offset = Number(arithmetic(shell, yield* shell.interpreter.template(shell, operation.offset.text)));
  const lengthText =
    operation.length === undefined ? undefined : yield* shell.interpreter.template(shell, operation.length.text);
  const length = lengthText === undefined ? undefined : Number(arithmetic(shell, lengthText));
  if (value.kind === 'list' && reference.kind === 'many') {
    return { ...value, values: sliceList(shell, reference, offset, length, lengthText ?? '') };
  }
  return value.kind === 'text'
    ? { kind: 'text', text: sliceText(shell, value.text, offset, length, lengthText ?? '') }
    : value;
}

function sliceText(shell: Shell, text: string, offset: number, length: number | undefined, shown: string): string {
  const bytes = !isUtf8(shell) && /[^\x00-\x7f]/.test(text);
  const units: ArrayLike<unknown> = bytes ? toBytes(text) : Array.from(text);
  const start = offset < 0 ? units.length + offset : offset;
  if (start < 0 || start > units.length) return '';
  const end = length === undefined ? units.length : length < 0 ? units.length + length : start + length;
  if (end < start && !shell.dialect.features.bashExpansions) return sliceText(shell, text, offset, undefined, shown);
  if (end < start) throw negative(shell, shown);
  return bytes ? fromBytes(toBytes(text).subarray(start, end)) : Array.from(text).slice(start, end).join('');
}

function sliceList(
  shell: Shell,
  reference: Extract<Reference, { kind: 'many' }>,
  offset: number,
  length: number | undefined,
  shown: string,
): readonly string[] {
  if (length !== undefined && length < 0) throw negative(shell, shown);
  const values = reference.positional ? [shell.name, ...reference.values] : reference.values;
  const start = offset < 0 ? endOf(shell, reference) + offset : offset;
  if (start < 0) return [];
  if (reference.positional) return values.slice(start, length === undefined ? undefined : start + length);
  const from = firstAtLeast(shell, reference.name, start);
  return values.slice(from, length === undefined ? undefined : from + length);
}

/** What a negative offset counts from: one past the greatest index. */
function endOf(shell: Shell, reference: Extract<Reference, { kind: 'many' }>): number {
  if (reference.positional) return reference.values.length + 1;
  const content = readContent(shell, reference.name);
  return content instanceof IndexedArray ? content.top + 1 : reference.values.length;
}

/** The place in the list of values of the first element whose index is at least `index`. */
function firstAtLeast(shell: Shell, name: string, index: number): number {
  const content = readContent(shell, name);
  if (!(content instanceof IndexedArray)) return index;
  const at = content.keys().findIndex((key) => key >= index);
  return at < 0 ? content.size : at;
}

function negative(shell: Shell, shown: string): Error {
  return shell.dialect.fail('substitution', `${shown}: substring expression < 0`);
}
