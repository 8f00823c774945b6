/** What `${...}` speaks of: which parameter or array element, or which list of them. */
import type { ParameterExpansionPart } from 'unbash';
import { AssociativeArray, IndexedArray } from '../state/arrays.ts';
import { elementIndex } from '../state/assign.ts';
import { readContent, readParameter, resolveReference } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { isName } from '../state/variables.ts';
import type { Expanding } from './expanding.ts';

export type Reference =
  | { kind: 'one'; name: string; subscript: string | undefined; value: string | undefined }
  /** `$@`, `${a[*]}`: `star` joins inside quotes. */
  | { kind: 'many'; name: string; star: boolean; values: readonly string[]; positional: boolean };

/** Resolves the parameter and subscript of an expansion. */
export function* referenceOf(shell: Shell, part: ParameterExpansionPart): Expanding<Reference> {
  const name = part.parameter;
  if (part.index === undefined) return plainReference(shell, name);
  if (part.index.text === '@' || part.index.text === '*') return wholeArray(shell, name, part.index.text === '*');
  const subscript = yield* shell.interpreter.text(shell, part.index);
  return elementReference(shell, name, subscript);
}

/** The parameter that a text names (`x`, `1`, `@`, `a[2]`), as `${!x}` needs it. */
export function referenceNamed(shell: Shell, text: string): Reference | undefined {
  const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(text);
  const [, base, subscript] = element ?? [];
  if (base !== undefined && subscript !== undefined) {
    return subscript === '@' || subscript === '*'
      ? wholeArray(shell, base, subscript === '*')
      : elementReference(shell, base, subscript);
  }
  return isName(text) || /^(\d+|[@*#?$!-])$/.test(text) ? plainReference(shell, text) : undefined;
}

export function plainReference(shell: Shell, name: string): Reference {
  if (name === '@' || name === '*')
    return { kind: 'many', name, star: name === '*', values: shell.positional, positional: true };
  const target = shell.variables.find(name)?.nameref === true ? resolveReference(shell, name) : name;
  const whole = /^([A-Za-z_]\w*)\[([@*])\]$/.exec(target);
  if (whole?.[1] !== undefined) return wholeArray(shell, whole[1], whole[2] === '*');
  return { kind: 'one', name, subscript: undefined, value: readParameter(shell, name) };
}

function wholeArray(shell: Shell, name: string, star: boolean): Reference {
  const content = readContent(shell, name);
  const values = content === undefined ? [] : typeof content === 'string' ? [content] : content.values();
  return { kind: 'many', name, star, values, positional: false };
}

function elementReference(shell: Shell, name: string, subscript: string): Reference {
  return { kind: 'one', name, subscript, value: element(shell, name, subscript) };
}

function element(shell: Shell, name: string, subscript: string): string | undefined {
  const content = readContent(shell, name);
  if (content instanceof AssociativeArray) return content.get(subscript);
  const array = content instanceof IndexedArray ? content : IndexedArray.from(content === undefined ? [] : [content]);
  const index = elementIndex(shell, array, subscript, name);
  if (index === undefined) throw shell.dialect.fail('subscript', `${name}: bad array subscript`);
  return array.get(index);
}

/** Keys for `${!a[@]}`. */
export function keysOf(shell: Shell, name: string): string[] {
  const content = readContent(shell, name);
  if (content === undefined) return [];
  return typeof content === 'string' ? ['0'] : content.keys().map(String);
}
