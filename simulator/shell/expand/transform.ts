/** `${x@Q}` and the other transformations. */
import { AssociativeArray } from '../state/arrays.ts';
import { isUtf8, readContent } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import type { Variable } from '../state/variables.ts';
import { ANSI_C, unescape } from '../text/escapes.ts';
import { declareQuote, transformQuote } from '../text/quote.ts';
import { arrayLiteral } from '../state/array-literal.ts';
import type { Reference } from './reference.ts';

/** Transformations of the variable rather than of each value: @A, @a, @K of an array. */
export function transformWhole(shell: Shell, operator: string, reference: Reference): string | undefined {
  if (operator === 'a' && reference.kind === 'one') return attributeLetters(shell.variables.find(reference.name));
  if (operator === 'A') return assignmentOf(shell, reference);
  if ((operator === 'K' || operator === 'k') && reference.kind === 'many' && !reference.positional) {
    const content = readContent(shell, reference.name);
    if (content === undefined || typeof content === 'string') return content ?? '';
    const utf8 = isUtf8(shell);
    return content
      .entries()
      .map(([key, value]) => `${key} ${operator === 'K' ? declareQuote(value, utf8) : value}`)
      .join(' ');
  }
  return undefined;
}

export function transformEach(shell: Shell, operator: string, reference: Reference): (text: string) => string {
  const utf8 = isUtf8(shell);
  switch (operator) {
    case 'Q':
      return (text) => (reference.kind === 'one' && reference.value === undefined ? '' : transformQuote(text, utf8));
    case 'E':
      return (text) => unescape(text, ANSI_C).text;
    case 'P':
      return (text) => shell.interpreter.prompt(shell, text);
    case 'U':
      return (text) => text.toUpperCase();
    case 'u':
      return (text) => text.charAt(0).toUpperCase() + text.slice(1);
    case 'L':
      return (text) => text.toLowerCase();
    case 'K':
    case 'k':
      return (text) => transformQuote(text, utf8);
    case 'a':
      return () => attributeLetters(shell.variables.find(reference.name));
    default:
      return (text) => text;
  }
}

/** `declare -r x='1'`, or `x='1'` without attributes. */
function assignmentOf(shell: Shell, reference: Reference): string {
  const letters = attributeLetters(shell.variables.find(reference.name));
  const utf8 = isUtf8(shell);
  if (reference.kind === 'many') {
    const content = readContent(shell, reference.name);
    if (content === undefined) return '';
    return typeof content === 'string'
      ? `${reference.name}=${transformQuote(content, utf8)}`
      : `declare -${letters} ${reference.name}=${arrayLiteral(content, utf8)}`;
  }
  if (reference.value === undefined) return '';
  const assignment = `${reference.name}=${transformQuote(reference.value, utf8)}`;
  return letters === '' ? assignment : `declare -${letters} ${assignment}`;
}

/** The letters of `declare` for a variable, in the order in which bash prints them. */
export function attributeLetters(variable: Variable | undefined): string {
  if (variable === undefined) return '';
  const { content } = variable;
  let letters =
    content === undefined || typeof content === 'string' ? '' : content instanceof AssociativeArray ? 'A' : 'a';
  if (variable.integer) letters += 'i';
  if (variable.nameref) letters += 'n';
  if (variable.readonly) letters += 'r';
  if (variable.trace) letters += 't';
  if (variable.exported) letters += 'x';
  if (variable.case !== undefined) letters += { lower: 'l', upper: 'u', capitalize: 'c' }[variable.case];
  return letters;
}
