/** Variables in Compose files and .env files: $NAME, ${NAME}, ${NAME:-default}, ${NAME?error}, ${NAME:+other}, $$. */
import { quote } from './value.ts';

export interface Variables {
  /** undefined when the variable is not set. */
  get(name: string): string | undefined;
}

/** A variable that must have a value. */
export class MissingVariable extends Error {
  override name = 'MissingVariable';
}

/** A text with a `$` that begins nothing. */
export class InvalidTemplate extends Error {
  override name = 'InvalidTemplate';
}

interface Scope {
  readonly variables: Variables;
  readonly warn: (text: string) => void;
}

const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*/;

/** Replaces all variables. Throws MissingVariable and InvalidTemplate (whose message is the text). */
export function substitute(text: string, variables: Variables, warn: (text: string) => void): string {
  return replaceAll(text, text, { variables, warn });
}

function replaceAll(text: string, whole: string, scope: Scope): string {
  let result = '';
  let rest = text;
  for (;;) {
    const at = rest.indexOf('$');
    if (at < 0) return result + rest;
    result += rest.slice(0, at);
    const { value, length } = replaceOne(rest.slice(at), whole, scope);
    result += value;
    rest = rest.slice(at + length);
  }
}

interface Replaced {
  readonly value: string;
  readonly length: number;
}

/** Replaces the variable that `text` begins with. */
function replaceOne(text: string, whole: string, scope: Scope): Replaced {
  if (text.startsWith('$$')) return { value: '$', length: 2 };
  if (text.startsWith('${')) return braced(text, whole, scope);
  const name = NAME.exec(text.slice(1))?.[0];
  if (name === undefined) {
    if (text.length > 1 && !/^[{$]/.test(text.slice(1))) return { value: '$', length: 1 };
    return { value: '$', length: 1 };
  }
  return { value: plain(name, scope), length: 1 + name.length };
}

function plain(name: string, { variables, warn }: Scope): string {
  const value = variables.get(name);
  if (value === undefined) warn(`The ${quote(name)} variable is not set. Defaulting to a blank string.`);
  return value ?? '';
}

function braced(text: string, whole: string, scope: Scope): Replaced {
  const end = closingBrace(text);
  const inner = text.slice(2, end);
  const name = NAME.exec(inner)?.[0];
  const operator = /^(:?[-?+])/.exec(inner.slice(name?.length ?? 0))?.[0];
  if (end < 0 || name === undefined) throw new InvalidTemplate(whole);
  if (operator === undefined) {
    if (inner !== name) throw new InvalidTemplate(whole);
    return { value: plain(name, scope), length: end + 1 };
  }
  const operand = inner.slice(name.length + operator.length);
  return { value: applied(name, operator, operand, scope), length: end + 1 };
}

function applied(name: string, operator: string, operand: string, scope: Scope): string {
  const value = scope.variables.get(name);
  const given = value !== undefined && (!operator.startsWith(':') || value !== '');
  const other = () => replaceAll(operand, operand, scope);
  switch (operator.at(-1)) {
    case '-':
      return given ? value : other();
    case '+':
      return given ? other() : (value ?? '');
    default: {
      if (given) return value;
      const reason = other();
      const text = `required variable ${name} is missing a value`;
      throw new MissingVariable(reason === '' ? text : `${text}: ${reason}`);
    }
  }
}

/** Where the brace that `${` opens is closed; -1 where it is not. */
function closingBrace(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
