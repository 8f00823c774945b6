/** `${...}` in all its forms (bash manual, 3.5.3). */
import type { ParameterDefaultOperation, ParameterExpansionPart, Word } from 'unbash';
import { assign } from '../state/assign.ts';
import { dynamicNames } from '../state/dynamic.ts';
import { isUtf8, joiner } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { isName } from '../state/variables.ts';
import { toBytes } from '../text/raw.ts';
import type { Expanding } from './expanding.ts';
import { keysOf, plainReference, referenceNamed, referenceOf } from './reference.ts';
import type { Reference } from './reference.ts';
import { checkForm } from './parameter-forms.ts';
import { mapperOf } from './parameter-change.ts';
import { sliceOf } from './slice.ts';
import { transformWhole } from './transform.ts';

export type Expansion =
  | { kind: 'text'; text: string }
  | { kind: 'list'; values: readonly string[]; star: boolean }
  /** The operand of `-`, `+` and `=`, to be expanded in place with its own quotes. */
  | { kind: 'word'; word: Word };

const NOTHING: Expansion = { kind: 'text', text: '' };

export function* expandParameter(shell: Shell, part: ParameterExpansionPart): Expanding<Expansion> {
  checkForm(shell, part);
  if (part.prefix === '#') return { kind: 'text', text: String(lengthOf(shell, yield* referenceOf(shell, part))) };
  if (part.prefix === '!') return yield* indirect(shell, part);
  return yield* operate(shell, part, yield* referenceOf(shell, part));
}

/** `$name`. */
export function expandVariable(shell: Shell, name: string): Expansion {
  return plain(shell, plainReference(shell, name));
}

function plain(shell: Shell, reference: Reference): Expansion {
  if (reference.kind === 'many') {
    if (reference.values.length === 0 && !reference.positional)
      refuseUnset(shell, `${reference.name}[${reference.star ? '*' : '@'}]`, false);
    return { kind: 'list', values: reference.values, star: reference.star };
  }
  if (reference.value === undefined) refuseUnset(shell, shownName(reference), true);
  return reference.value === undefined ? NOTHING : { kind: 'text', text: reference.value };
}

function shownName(reference: Reference): string {
  return reference.kind === 'one' && reference.subscript !== undefined
    ? `${reference.name}[${reference.subscript}]`
    : reference.name;
}

/** `set -u`. */
function refuseUnset(shell: Shell, name: string, refused: boolean): void {
  if (!refused || !shell.options.has('nounset')) return;
  const shown = shell.dialect.name === 'bash' && /^\d/.test(name) ? `$${name}` : name;
  throw shell.dialect.fail('unbound', shell.dialect.sentences.unbound(shown));
}

function lengthOf(shell: Shell, reference: Reference): number {
  // dash and busybox take the length of the joined parameters.
  if (reference.kind === 'many')
    return shell.dialect.name === 'bash' ? reference.values.length : reference.values.join(' ').length;
  if (reference.value === undefined) refuseUnset(shell, shownName(reference), true);
  return characterCount(shell, reference.value ?? '');
}

function characterCount(shell: Shell, text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return shell.dialect.features.bytesOnly || !isUtf8(shell) ? toBytes(text).length : Array.from(text).length;
}

/** `${!x}`, `${!x*}`, `${!a[@]}`. */
function* indirect(shell: Shell, part: ParameterExpansionPart): Expanding<Expansion> {
  if (part.operation?.type === 'Names') return namesList(shell, part.parameter, part.operation.operator === '*');
  const subscript = part.index?.text;
  if ((subscript === '@' || subscript === '*') && part.operation === undefined) {
    return { kind: 'list', values: keysOf(shell, part.parameter), star: subscript === '*' };
  }
  const variable = shell.variables.find(part.parameter);
  if (variable?.nameref === true && part.index === undefined)
    return { kind: 'text', text: typeof variable.content === 'string' ? variable.content : '' };
  const pointer = yield* referenceOf(shell, part);
  const target = pointer.kind === 'one' ? pointer.value : pointer.values.join(' ');
  if (target === undefined || target === '') {
    if (/^[#?@*!$-]$/.test(part.parameter))
      return yield* operate(shell, part, { kind: 'one', name: part.parameter, subscript: undefined, value: undefined });
    throw shell.dialect.fail('substitution', `${part.parameter}: invalid indirect expansion`);
  }
  const reference = referenceNamed(shell, target);
  if (reference === undefined) throw shell.dialect.fail('substitution', `${target}: invalid variable name`);
  return yield* operate(shell, part, reference);
}

function namesList(shell: Shell, prefix: string, star: boolean): Expansion {
  const names = new Set([
    ...shell.variables.names().filter((name) => shell.variables.find(name)?.content !== undefined),
    ...dynamicNames(shell),
  ]);
  return { kind: 'list', values: [...names].filter((name) => name.startsWith(prefix)).sort(), star };
}

function* operate(shell: Shell, part: ParameterExpansionPart, reference: Reference): Expanding<Expansion> {
  const operation = part.operation;
  if (operation === undefined || operation.type === 'Names') return plain(shell, reference);
  switch (operation.type) {
    case 'Default':
      return yield* defaulted(shell, operation, reference);
    case 'Slice':
      return yield* sliceOf(shell, operation, reference, () => plain(shell, reference));
    case 'Transform': {
      const whole = transformWhole(shell, operation.operand.text, reference);
      if (whole !== undefined) return { kind: 'text', text: whole };
      break;
    }
    case 'Unknown':
      if (/^~~?$/.test(operation.operator) && shell.dialect.features.bashExpansions) break;
      throw shell.dialect.fail('substitution', shell.dialect.sentences.badSubstitution(part.text));
    default:
      break;
  }
  const value = plain(shell, reference);
  const change = yield* mapperOf(shell, operation, reference);
  return mapped(value, change);
}

function mapped(value: Expansion, change: (text: string) => string): Expansion {
  if (value.kind === 'list') return { ...value, values: value.values.map(change) };
  return value.kind === 'text' ? { kind: 'text', text: change(value.text) } : value;
}

function* defaulted(shell: Shell, operation: ParameterDefaultOperation, reference: Reference): Expanding<Expansion> {
  const colon = operation.operator.startsWith(':');
  const present = isPresent(shell, reference, colon);
  const sign = operation.operator.slice(-1);
  if (sign === '+') return present ? { kind: 'word', word: operation.operand } : NOTHING;
  if (present) return plain(shell, reference);
  if (sign === '-') return { kind: 'word', word: operation.operand };
  if (sign === '=') return yield* assignDefault(shell, operation, reference);
  const message = yield* shell.interpreter.text(shell, operation.operand);
  const said = operation.operand.text === '' ? shell.dialect.sentences.parameterMissing(colon) : message;
  throw shell.dialect.fail('parameter error', `${shownName(reference)}: ${said}`);
}

function isPresent(shell: Shell, reference: Reference, colon: boolean): boolean {
  if (reference.kind === 'one') return reference.value !== undefined && !(colon && reference.value === '');
  if (reference.values.length === 0) return false;
  return !(colon && reference.values.join(reference.star ? joiner(shell) : ' ') === '');
}

function* assignDefault(
  shell: Shell,
  operation: ParameterDefaultOperation,
  reference: Reference,
): Expanding<Expansion> {
  if (reference.kind === 'many' || !isName(reference.name)) {
    throw shell.dialect.fail('substitution', shell.dialect.sentences.cannotAssign(reference.name));
  }
  const text = yield* shell.interpreter.text(shell, operation.operand);
  assign(shell, reference.name, text, { subscript: reference.subscript });
  return { kind: 'text', text: shell.variable(reference.name) ?? text };
}
