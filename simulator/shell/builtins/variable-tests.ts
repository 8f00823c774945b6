/** `-v name` and `-o option`. */
import { AssociativeArray, IndexedArray } from '../state/arrays.ts';
import { elementIndex } from '../state/assign.ts';
import { isSetOption } from '../state/options.ts';
import { readContent, readParameter } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';

export function isSetVariable(shell: Shell, text: string): boolean {
  const [, name, subscript] = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text) ?? [];
  if (name === undefined || subscript === undefined) return readParameter(shell, text) !== undefined;
  const content = readContent(shell, name);
  if (content === undefined) return false;
  if (subscript === '@' || subscript === '*') return typeof content === 'string' || content.size > 0;
  if (content instanceof AssociativeArray) return content.get(subscript) !== undefined;
  const array = typeof content === 'string' ? IndexedArray.from([content]) : content;
  const index = elementIndex(shell, array, subscript, name);
  return index !== undefined && array.get(index) !== undefined;
}

export function isSetOptionOn(shell: Shell, name: string): boolean {
  return isSetOption(name) && shell.options.has(name);
}
