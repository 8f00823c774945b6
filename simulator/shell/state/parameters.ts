/** Reading parameters: positional, special, dynamic and plain variables. */
import { IndexedArray } from './arrays.ts';
import { dynamicVariable } from './dynamic.ts';
import { optionLetters } from './option-letters.ts';
import type { Shell } from './shell.ts';
import { isName, scalarOf } from './variables.ts';
import type { Content, Variable } from './variables.ts';

/** The value `$name` has; undefined when unset. `$@` and `$*` are joined as `$*` is. */
export function readParameter(shell: Shell, name: string): string | undefined {
  const code = name.charCodeAt(0);
  if (name === '_' && shell.dialect.name === 'bash') return shell.lastArgument;
  if (code > 64) return readVariable(shell, name);
  return code >= 48 && code <= 57 ? positional(shell, Number(name)) : special(shell, name);
}

function readVariable(shell: Shell, name: string): string | undefined {
  const content = readContent(shell, name);
  if (content === undefined || typeof content === 'string') return content;
  return content instanceof IndexedArray ? content.get(0) : content.get('0');
}

function positional(shell: Shell, index: number): string | undefined {
  return index === 0 ? shell.name : shell.positional[index - 1];
}

function special(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '#':
      return String(shell.positional.length);
    case '$':
      return String(shell.rootPid);
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground);
    case '-':
      return optionLetters(shell);
    case '@':
    case '*':
      return shell.positional.length === 0 ? undefined : shell.positional.join(joiner(shell));
    default:
      return undefined;
  }
}

/** What a variable holds, through name references. */
export function readContent(shell: Shell, name: string): Content | undefined {
  const dynamic = dynamicVariable(shell, name);
  if (dynamic !== undefined) return dynamic.read(shell);
  const variable = shell.variables.find(name);
  if (variable?.nameref !== true) return variable?.content;
  const target = resolveReference(shell, name);
  return target === name ? undefined : readReferenced(shell, target);
}

/** A reference may name an array element: `declare -n r='a[1]'`. */
function readReferenced(shell: Shell, target: string): Content | undefined {
  const element = /^([A-Za-z_]\w*)\[(.*)\]$/s.exec(target);
  const [, base, subscript] = element ?? [];
  if (base === undefined || subscript === undefined) return isName(target) ? readContent(shell, target) : undefined;
  const content = readContent(shell, base);
  if (content === undefined || typeof content === 'string') return subscript === '0' ? content : undefined;
  return content instanceof IndexedArray ? content.get(Number(subscript)) : content.get(subscript);
}

/** The name that `name` means, through `declare -n`; gives up on circles. */
export function resolveReference(shell: Shell, name: string): string {
  let current = name;
  for (let hops = 0; hops < 8; hops++) {
    const variable = shell.variables.find(current);
    if (variable?.nameref !== true || typeof variable.content !== 'string' || variable.content === '') return current;
    current = variable.content;
  }
  return name;
}

/** The first character of IFS: what `"$*"` joins with. */
export function joiner(shell: Shell): string {
  const ifs = shell.variables.find('IFS');
  const text = ifs === undefined ? undefined : scalarOf(ifs);
  return text === undefined ? ' ' : text.charAt(0);
}

export function ifsOf(shell: Shell): string | undefined {
  const ifs = shell.variables.find('IFS');
  return ifs === undefined ? undefined : scalarOf(ifs);
}

/** Whether characters are UTF-8 (LC_ALL, LC_CTYPE, LANG) or single bytes. */
export function isUtf8(shell: Shell): boolean {
  for (const name of ['LC_ALL', 'LC_CTYPE', 'LANG']) {
    const value = readVariable(shell, name);
    if (value !== undefined && value !== '') return /utf-?8/i.test(value);
  }
  return false;
}

export function isSet(variable: Variable | undefined): boolean {
  return variable?.content !== undefined;
}
