/** Assigning to variables: attributes, arrays, readonly, variables with a special effect. */
import { evaluateArithmetic } from '../arith/evaluate.ts';
import type { ArithmeticScope } from '../arith/evaluate.ts';
import type { Int } from '../arith/int64.ts';
import { ArithmeticError } from '../arith/tree.ts';
import type { Failure } from '../run/failure.ts';
import { AssociativeArray, IndexedArray } from './arrays.ts';
import { dynamicVariable } from './dynamic.ts';
import { readContent, resolveReference } from './parameters.ts';
import type { Shell } from './shell.ts';
import { scalarOf } from './variables.ts';
import type { Variable } from './variables.ts';

/** `name=value`, `name[subscript]=value`, `name+=value`. Throws Failure (readonly, bad subscript, bad arithmetic). */
export function assign(
  shell: Shell,
  name: string,
  value: string,
  options: { subscript?: string | undefined; append?: boolean } = {},
): void {
  const target = resolveReference(shell, name);
  const element = options.subscript === undefined ? /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(target) : null;
  const base = element?.[1] ?? target;
  const dynamic = dynamicVariable(shell, base);
  if (dynamic !== undefined) {
    dynamic.write?.(shell, value);
    return;
  }
  const variable = shell.variables.reach(base);
  assignTo(shell, base, variable, value, { ...options, subscript: options.subscript ?? element?.[2] });
}

/** The same for a variable that is at hand (a new local, say). */
export function assignTo(
  shell: Shell,
  name: string,
  variable: Variable,
  value: string,
  options: { subscript?: string | undefined; append?: boolean } = {},
): void {
  refuseReadonly(shell, name, variable);
  if (options.subscript !== undefined)
    assignElement(shell, name, variable, options.subscript, value, options.append === true);
  else if (typeof variable.content === 'object')
    setArrayItem(
      variable.content,
      '0',
      converted(shell, variable, value, options.append === true ? scalarOf(variable) : undefined),
    );
  else {
    variable.content = converted(shell, variable, value, options.append === true ? variable.content : undefined);
    shell.large.keep(name, variable.content);
  }
  if (shell.options.has('allexport')) variable.exported = true;
  effects(shell, name);
}

function setArrayItem(array: IndexedArray | AssociativeArray, key: string, value: string): void {
  if (array instanceof IndexedArray) array.set(Number(key), value);
  else array.set(key, value);
}

export function refuseReadonly(shell: Shell, name: string, variable: Variable): void {
  if (variable.readonly) throw shell.dialect.fail('readonly', shell.dialect.sentences.readonly(name));
}

/** Applies the attributes -i, -l, -u, -c. `before` is what is appended to. */
export function converted(shell: Shell, variable: Variable, value: string, before?: string): string {
  if (variable.integer) {
    const sum = before === undefined ? value : `(${before === '' ? '0' : before})+(${value === '' ? '0' : value})`;
    return String(arithmetic(shell, sum, value));
  }
  const text = (before ?? '') + value;
  if (variable.case === undefined) return text;
  if (variable.case === 'lower') return text.toLowerCase();
  return variable.case === 'upper' ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

function assignElement(
  shell: Shell,
  name: string,
  variable: Variable,
  subscript: string,
  value: string,
  append: boolean,
): void {
  const content = variable.content;
  if (content instanceof AssociativeArray) {
    if (subscript === '') throw badSubscript(shell, `${name}[${subscript}]`);
    content.set(subscript, converted(shell, variable, value, append ? content.get(subscript) : undefined));
    return;
  }
  const array = content instanceof IndexedArray ? content : IndexedArray.from(content === undefined ? [] : [content]);
  const index = elementIndex(shell, array, subscript, name);
  if (index === undefined) throw badSubscript(shell, `${name}[${subscript}]`);
  array.set(index, converted(shell, variable, value, append ? array.get(index) : undefined));
  variable.content = array;
}

function badSubscript(shell: Shell, text: string): Failure {
  return shell.dialect.fail('subscript', `${text}: bad array subscript`);
}

/** The index a subscript means; negative ones count from the end. Undefined when it lies before the start. */
export function elementIndex(shell: Shell, array: IndexedArray, subscript: string, name: string): number | undefined {
  if (/^\d{1,15}$/.test(subscript)) return Number(subscript);
  if (subscript.trim() === '') throw badSubscript(shell, `${name}[${subscript}]`);
  const value = Number(arithmetic(shell, subscript));
  const index = value < 0 ? array.top + 1 + value : value;
  return index < 0 ? undefined : index;
}

/** Assigning some variables changes what the shell does. */
function effects(shell: Shell, name: string): void {
  if (name === 'PATH') shell.hashed.clear();
  else if (name === 'OPTIND') shell.optionOffset = 0;
}

/** Evaluates an expression; its mistakes become the dialect's failure. */
export function arithmetic(shell: Shell, text: string, shown?: string): Int {
  try {
    return evaluateArithmetic(text, arithmeticScope(shell));
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    const said =
      shown === undefined ? error : new ArithmeticError(error.fault, shown, error.token.slice(0, shown.length));
    throw shell.dialect.fail('arithmetic', shell.dialect.arithmeticSentence(said));
  }
}

const scopes = new WeakMap<Shell, ArithmeticScope>();

/** The shell's variables as arithmetic sees them. */
export function arithmeticScope(shell: Shell): ArithmeticScope {
  let scope = scopes.get(shell);
  if (scope === undefined) {
    scope = {
      rules: shell.dialect.arithmetic,
      read: (name, subscript, index) => readForArithmetic(shell, name, subscript, index),
      write: (name, subscript, value, index) => writeFromArithmetic(shell, name, subscript, value, index),
    };
    scopes.set(shell, scope);
  }
  return scope;
}

function readForArithmetic(
  shell: Shell,
  name: string,
  subscript: string | undefined,
  index: (text: string) => Int,
): string | undefined {
  const content = readContent(shell, name);
  const value = elementForArithmetic(content, subscript, index);
  if (value === undefined && shell.options.has('nounset'))
    throw shell.dialect.fail(
      'unbound',
      shell.dialect.sentences.unbound(subscript === undefined ? name : `${name}[${subscript}]`),
    );
  return value;
}

function elementForArithmetic(
  content: ReturnType<typeof readContent>,
  subscript: string | undefined,
  index: (text: string) => Int,
): string | undefined {
  if (content instanceof AssociativeArray) return content.get(subscript ?? '0');
  const at = subscript === undefined ? 0 : Number(index(subscript));
  if (content instanceof IndexedArray) return content.get(at < 0 ? content.top + 1 + at : at);
  return at === 0 || at === -1 ? content : undefined;
}

function writeFromArithmetic(
  shell: Shell,
  name: string,
  subscript: string | undefined,
  value: Int,
  index: (text: string) => Int,
): void {
  const keyed = readContent(shell, name) instanceof AssociativeArray;
  const key = subscript === undefined || keyed ? subscript : String(index(subscript));
  assign(shell, name, String(value), { subscript: key });
}
