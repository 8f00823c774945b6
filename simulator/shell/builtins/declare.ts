/** declare, typeset, local, export, readonly. */
import { applyTo } from '../run/assignments.ts';
import type { ExpandedAssignment } from '../run/assignments.ts';
import { AssociativeArray, IndexedArray } from '../state/arrays.ts';
import { resolveReference } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { createVariable } from '../state/variables.ts';
import type { Scope, Variable } from '../state/variables.ts';
import { regular, special } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { declarationLine, listFunctions, listVariables, printNamed } from './declare-list.ts';
import { complain, usage } from './output.ts';

const USAGE = {
  declare: 'declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
  typeset: 'typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]',
  local: 'local [option] name[=value] ...',
  export: 'export [-fn] [name[=value] ...] or export -p',
  readonly: 'readonly [-aAf] [name[=value] ...] or readonly -p',
};
type DeclareName = keyof typeof USAGE;

/** Attributes given: letters after `-` and after `+`. */
interface Attributes {
  on: string;
  off: string;
}

interface DeclareOptions extends Attributes {
  /** Index of the first name in args. */
  first: number;
}

export const declare: Builtin = regular('declare', (call) => run(call, 'declare'), ['bash']);
export const typeset: Builtin = regular('typeset', (call) => run(call, 'typeset'), ['bash']);
export const local: Builtin = { ...regular('local', (call) => runLocal(call)), fatal: true };
export const exportCommand: Builtin = special('export', (call) => runMarking(call, 'export', 'x'));
export const readonly: Builtin = special('readonly', (call) => runMarking(call, 'readonly', 'r'));

async function readOptions(call: BuiltinCall, name: DeclareName, allowed: string): Promise<DeclareOptions | number> {
  let on = '';
  let off = '';
  let at = 0;
  for (; at < call.args.length; at++) {
    const arg = call.args[at] ?? '';
    if (arg === '--') return { on, off, first: at + 1 };
    const sign = arg.charAt(0);
    if ((sign !== '-' && sign !== '+') || arg.length === 1) break;
    for (const letter of arg.slice(1)) {
      if (!allowed.includes(letter)) return badOption(call, name, `${sign}${letter}`);
      if (sign === '-') on += letter;
      else off += letter;
    }
  }
  return { on, off, first: at };
}

async function badOption(call: BuiltinCall, name: DeclareName, option: string): Promise<number> {
  const { dialect } = call.shell;
  if (dialect.name !== 'bash')
    throw dialect.fail('usage', `${dialect.name === 'dash' ? 'Illegal' : 'illegal'} option ${option}`);
  await complain(call, `${option}: invalid option`);
  return usage(call, USAGE[name]);
}

async function run(call: BuiltinCall, name: DeclareName): Promise<number> {
  const options = await readOptions(call, name, 'aAcfFgiIlnprtux');
  if (typeof options === 'number') return options;
  const { shell } = call;
  if (options.on.includes('f') || options.on.includes('F'))
    return listFunctions(call, call.args.slice(options.first), options.on);
  const names = call.args.slice(options.first);
  if (options.on.includes('p') && names.length > 0) return printNamed(call, names);
  if (names.length === 0) return listVariables(call, options.on.replace('p', ''), options.on.includes('p'));
  const scope = options.on.includes('g')
    ? shell.variables.globals()
    : (shell.variables.functionScope() ?? shell.variables.globals());
  return declareAll(call, options, scope);
}

async function runLocal(call: BuiltinCall): Promise<number> {
  const { shell } = call;
  const scope = shell.variables.functionScope();
  if (scope === undefined) {
    if (shell.dialect.name !== 'bash') throw shell.dialect.fail('usage', 'not in a function');
    return complain(call, 'can only be used in a function');
  }
  const options =
    shell.dialect.name === 'bash' ? await readOptions(call, 'local', 'aAcfFgiIlnprtux') : { on: '', off: '', first: 0 };
  if (typeof options === 'number') return options;
  if (options.first === call.args.length) return listLocals(call, scope);
  if (call.args[options.first] === '-') return 0;
  return declareAll(call, options, scope);
}

async function listLocals(call: BuiltinCall, scope: Scope): Promise<number> {
  const names = [...scope.variables.keys()].sort();
  await call.shell.write(1, names.map((name) => declarationLine(call.shell, name, scope.variables.get(name))).join(''));
  return 0;
}

/** export and readonly: mark what `name` means where it stands. */
async function runMarking(call: BuiltinCall, name: 'export' | 'readonly', letter: string): Promise<number> {
  const allowed =
    call.shell.dialect.name === 'bash'
      ? name === 'export'
        ? 'fnp'
        : 'aAfp'
      : call.shell.dialect.name === 'ash'
        ? 'pn'
        : 'p';
  const options = await readOptions(call, name, allowed);
  if (typeof options === 'number') return options;
  const names = call.args.slice(options.first);
  if (options.on.includes('f')) return markFunctions(call, names, letter);
  if (names.length === 0) return listVariables(call, letter, true);
  const removes = options.on.includes('n') && name === 'export';
  const attributes = {
    on: removes ? '' : letter + options.on.replace(/[pn]/g, ''),
    off: removes ? 'x' : '',
    first: options.first,
  };
  return declareAll(call, attributes, undefined);
}

async function markFunctions(call: BuiltinCall, names: readonly string[], letter: string): Promise<number> {
  let status = 0;
  for (const name of names) {
    const definition = call.shell.functions.get(name);
    if (definition === undefined) status = await complain(call, `${name}: not a function`);
    else if (letter === 'x') definition.exported = true;
    else definition.readonly = true;
  }
  return status;
}

/** Declares each name, with its value where one is given. `scope` undefined takes the variable where it is. */
async function declareAll(call: BuiltinCall, options: DeclareOptions, scope: Scope | undefined): Promise<number> {
  let status = 0;
  for (let i = options.first; i < call.args.length; i++) {
    const assignment = call.arrays.get(i + 1) ?? parseAssignment(call.args[i] ?? '');
    if (assignment === undefined) {
      status = await badName(call, call.args[i] ?? '');
      continue;
    }
    status = (await declareOne(call, options, scope, assignment, call.arrays.has(i + 1))) || status;
  }
  return status;
}

async function badName(call: BuiltinCall, text: string): Promise<number> {
  const { dialect } = call.shell;
  if (dialect.name === 'bash') return complain(call, dialect.sentences.invalidName(text));
  throw dialect.fail('usage', dialect.sentences.invalidName(text.replace(/=.*$/s, '')));
}

/** `name`, `name=value`, `name[sub]=value` from an expanded argument. */
function parseAssignment(text: string): (ExpandedAssignment & { bare: boolean }) | undefined {
  const match = /^([A-Za-z_]\w*)(?:\[(.*?)\])?(?:(\+?)=(.*))?$/s.exec(text);
  if (match?.[1] === undefined) return undefined;
  return {
    name: match[1],
    subscript: match[2],
    append: match[3] === '+',
    value: match[4] ?? '',
    text,
    bare: match[4] === undefined,
  };
}

async function declareOne(
  call: BuiltinCall,
  options: Attributes,
  scope: Scope | undefined,
  assignment: ExpandedAssignment & { bare?: boolean },
  isArray: boolean,
): Promise<number> {
  const { shell } = call;
  const name =
    scope === undefined && !options.on.includes('n') ? resolveReference(shell, assignment.name) : assignment.name;
  const variable = place(shell, scope, name, options);
  const refused = refusal(shell, name, variable, options, assignment.bare !== true);
  if (refused !== undefined) return refuse(call, refused);
  shape(variable, options, isArray);
  applyAttributes(variable, options, 'before');
  if (assignment.bare !== true) applyTo(shell, variable, { ...assignment, name });
  applyAttributes(variable, options, 'after');
  if (name === 'PATH') shell.hashed.clear();
  return 0;
}

function place(shell: Shell, scope: Scope | undefined, name: string, options: Attributes): Variable {
  if (scope === undefined) return shell.variables.reach(name);
  const known = scope.variables.get(name);
  if (known !== undefined) return known;
  const made = createVariable();
  const outer = shell.variables.find(name);
  // dash's local keeps the value, and an exported outer variable stays exported under its local namesake.
  if (outer !== undefined && shell.dialect.name === 'dash') made.content = outer.content;
  if (outer?.exported === true && !options.on.includes('n')) made.exported = true;
  if (outer?.readonly === true) made.readonly = true;
  scope.variables.set(name, made);
  return made;
}

function refusal(
  shell: Shell,
  name: string,
  variable: Variable,
  options: Attributes,
  assigns: boolean,
): string | undefined {
  if (variable.readonly && (assigns || /[rai]/.test(options.off))) return shell.dialect.sentences.readonly(name);
  if (options.on.includes('A') && variable.content instanceof IndexedArray)
    return `${name}: cannot convert indexed to associative array`;
  if (options.on.includes('a') && variable.content instanceof AssociativeArray)
    return `${name}: cannot convert associative to indexed array`;
  return undefined;
}

async function refuse(call: BuiltinCall, sentence: string): Promise<number> {
  const { dialect } = call.shell;
  if (dialect.name === 'bash') return complain(call, sentence);
  throw dialect.fail('readonly', sentence);
}

function shape(variable: Variable, options: Attributes, isArray: boolean): void {
  const { content } = variable;
  if (options.on.includes('A') && !(content instanceof AssociativeArray)) {
    const array = new AssociativeArray();
    if (typeof content === 'string') array.set('0', content);
    variable.content = array;
  } else if ((options.on.includes('a') || isArray) && (content === undefined || typeof content === 'string')) {
    variable.content = IndexedArray.from(content === undefined ? [] : [content]);
  }
}

/** Attributes that change how a value is taken come before it, readonly after it. */
function applyAttributes(variable: Variable, { on, off }: Attributes, when: 'before' | 'after'): void {
  if (when === 'after') {
    if (on.includes('r')) variable.readonly = true;
    return;
  }
  variable.integer = on.includes('i') || (variable.integer && !off.includes('i'));
  variable.exported = on.includes('x') || (variable.exported && !off.includes('x'));
  variable.nameref = on.includes('n') || (variable.nameref && !off.includes('n'));
  variable.trace = on.includes('t') || (variable.trace && !off.includes('t'));
  const letter = [...on].findLast((one) => 'luc'.includes(one));
  if (letter !== undefined) variable.case = letter === 'l' ? 'lower' : letter === 'u' ? 'upper' : 'capitalize';
  else if (/[luc]/.test(off)) variable.case = undefined;
}
