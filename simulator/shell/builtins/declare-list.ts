/** What `declare -p`, `export -p`, `set` and the like print. */
import { attributeLetters } from '../expand/transform.ts';
import { arrayLiteral } from '../state/array-literal.ts';
import { dynamicNames, dynamicVariable } from '../state/dynamic.ts';
import { isUtf8, readContent } from '../state/parameters.ts';
import type { Shell, ShellFunction } from '../state/shell.ts';
import type { Content, Variable } from '../state/variables.ts';
import { printFunction } from '../syntax/print.ts';
import { assignmentQuote, dashQuote, declareQuote } from '../text/quote.ts';
import { compareBytes } from '../text/raw.ts';
import type { BuiltinCall } from './builtin.ts';
import { complain, out } from './output.ts';

/** `declare -x name="value"`. */
export function declarationLine(shell: Shell, name: string, variable: Variable | undefined): string {
  if (variable === undefined) return '';
  const letters = attributeLetters(variable);
  return `declare -${letters === '' ? '-' : letters} ${name}${declaredValue(shell, variable.content)}\n`;
}

function declaredValue(shell: Shell, content: Content | undefined): string {
  if (content === undefined) return '';
  const utf8 = isUtf8(shell);
  return typeof content === 'string' ? `=${declareQuote(content, utf8)}` : `=${arrayLiteral(content, utf8)}`;
}

/** `declare -p name ...`. */
export async function printNamed(call: BuiltinCall, names: readonly string[]): Promise<number> {
  let status = 0;
  for (const name of names) {
    const { shell } = call;
    const variable = shell.variables.find(name);
    const dynamic = variable === undefined ? dynamicVariable(shell, name)?.read(shell) : undefined;
    if (variable === undefined && dynamic === undefined) status = await complain(call, `${name}: not found`);
    else if (variable !== undefined) await out(call, declarationLine(shell, name, variable));
    else
      await out(
        call,
        `declare -${dynamic === undefined || typeof dynamic === 'string' ? '-' : 'a'} ${name}${declaredValue(shell, dynamic)}\n`,
      );
  }
  return status;
}

/** All variables that have every attribute of `letters`; `declared` prints declarations rather than assignments. */
export async function listVariables(call: BuiltinCall, letters: string, declared: boolean): Promise<number> {
  const { shell } = call;
  if (shell.dialect.name !== 'bash') {
    await out(call, almquistListing(shell, letters));
    return 0;
  }
  if (letters === '' && !declared) {
    await out(call, setListing(shell));
    return 0;
  }
  const names = shell.variables.names().sort(compareBytes);
  const lines = names.map((name) => {
    const variable = shell.variables.find(name);
    const has =
      variable !== undefined &&
      [...letters].every((letter) => letter === 'g' || attributeLetters(variable).includes(letter));
    return has ? declarationLine(shell, name, variable) : '';
  });
  await out(call, lines.join(''));
  return 0;
}

/** dash and busybox: `export x='1'`. */
function almquistListing(shell: Shell, letters: string): string {
  const word = letters === 'x' ? 'export' : 'readonly';
  const names = shell.variables.names().sort(compareBytes);
  return names
    .map((name) => {
      const variable = shell.variables.find(name);
      if (variable === undefined || !(letters === 'x' ? variable.exported : variable.readonly)) return '';
      return `${word} ${name}${typeof variable.content === 'string' ? `=${dashQuote(variable.content)}` : ''}\n`;
    })
    .join('');
}

/** `set` without arguments: variables, then (bash) functions. */
export function setListing(shell: Shell): string {
  const names = new Set([...shell.variables.names(), ...dynamicNames(shell)]);
  const lines = [...names].sort(compareBytes).map((name) => assignmentLine(shell, name));
  if (shell.dialect.name !== 'bash' || shell.options.has('posix')) return lines.join('');
  return (
    lines.join('') +
    sortedFunctions(shell)
      .map((definition) => `${functionText(definition)}\n`)
      .join('')
  );
}

function assignmentLine(shell: Shell, name: string): string {
  const content = readContent(shell, name);
  if (content === undefined) return '';
  if (typeof content === 'object') return `${name}=${arrayLiteral(content, isUtf8(shell))}\n`;
  return shell.dialect.name === 'bash'
    ? `${name}=${assignmentQuote(content, isUtf8(shell))}\n`
    : `${name}=${dashQuote(content)}\n`;
}

export function sortedFunctions(shell: Shell): ShellFunction[] {
  return [...shell.functions.values()].sort((a, b) => compareBytes(a.name, b.name));
}

export function functionText(definition: ShellFunction): string {
  return printFunction(definition.node, definition.name);
}

/** `declare -f` and `-F`, of all functions or of named ones. */
export async function listFunctions(call: BuiltinCall, names: readonly string[], letters: string): Promise<number> {
  const { shell } = call;
  const onlyNames = letters.includes('F');
  if (names.length === 0) {
    const lines = sortedFunctions(shell).map((definition) =>
      onlyNames ? `declare -f${definition.exported ? 'x' : ''} ${definition.name}\n` : `${functionText(definition)}\n`,
    );
    await out(call, lines.join(''));
    return 0;
  }
  let status = 0;
  for (const name of names) {
    const definition = shell.functions.get(name);
    if (definition === undefined) status = 1;
    else if (/[rxt]/.test(letters)) mark(definition, letters);
    else await out(call, onlyNames ? `${name}\n` : `${functionText(definition)}\n`);
  }
  return status;
}

function mark(definition: ShellFunction, letters: string): void {
  if (letters.includes('x')) definition.exported = true;
  if (letters.includes('t')) definition.trace = true;
  if (letters.includes('r')) definition.readonly = true;
}
