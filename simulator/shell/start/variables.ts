/** The variables a shell starts with. */
import { accounts } from '../expand/tilde.ts';
import { IndexedArray } from '../state/arrays.ts';
import type { Shell } from '../state/shell.ts';
import { createVariable, isName } from '../state/variables.ts';
import { isSysError } from '../../kernel/errno.ts';

export const BASH_RELEASE = '5.2.15(1)-release';

export function initializeVariables(shell: Shell): void {
  importEnvironment(shell);
  setDirectory(shell);
  set(shell, 'IFS', ' \t\n');
  set(shell, 'OPTIND', '1');
  set(shell, 'PS4', undefinedTo(shell, 'PS4', '+ '));
  set(shell, 'PPID', String(shell.p.ppid), {
    readonly: shell.dialect.name === 'bash',
    integer: shell.dialect.name === 'bash',
  });
  if (shell.dialect.name === 'bash') initializeBash(shell);
  else initializeAlmquist(shell);
}

function undefinedTo(shell: Shell, name: string, usual: string): string {
  return shell.variable(name) ?? usual;
}

interface Attributes {
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
}

/** Sets a variable without looking at its attributes. */
export function setVariable(shell: Shell, name: string, value: string): void {
  set(shell, name, value);
}

function set(shell: Shell, name: string, value: string | IndexedArray, attributes: Attributes = {}): void {
  const variable = shell.variables.reach(name);
  variable.content = value;
  variable.exported ||= attributes.exported === true;
  variable.readonly ||= attributes.readonly === true;
  variable.integer ||= attributes.integer === true;
}

function importEnvironment(shell: Shell): void {
  const { variables } = shell.variables.globals();
  for (const [name, value] of shell.p.env) {
    if (!isName(name)) continue;
    const variable = createVariable(value);
    variable.exported = true;
    variables.set(name, variable);
  }
}

/** PWD is kept when it names the working directory, by whatever links. */
function setDirectory(shell: Shell): void {
  const pwd = shell.variable('PWD');
  const here = shell.p.cwd();
  const kept = pwd !== undefined && pwd.startsWith('/') && leadsHere(shell, pwd, here) ? pwd : here;
  set(shell, 'PWD', kept, { exported: shell.dialect.name !== 'ash' || pwd !== undefined });
}

function leadsHere(shell: Shell, path: string, here: string): boolean {
  try {
    return shell.p.fs.realpath(path) === here;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function initializeBash(shell: Shell): void {
  const { uid } = shell.p.credentials;
  const account = accounts(shell).find((fields) => Number(fields[2]) === uid && fields.length > 3);
  const level = Number(shell.variable('SHLVL') ?? '0') || 0;
  set(shell, 'SHLVL', String(level + 1), { exported: true });
  set(shell, 'PATH', undefinedTo(shell, 'PATH', shell.dialect.defaultPath));
  set(shell, 'TERM', undefinedTo(shell, 'TERM', 'dumb'));
  if (shell.variable('OLDPWD') === undefined) shell.variables.reach('OLDPWD').exported = true;
  set(shell, 'BASH', shell.p.executable);
  set(shell, 'BASH_VERSION', BASH_RELEASE);
  set(shell, 'BASH_VERSINFO', IndexedArray.from(['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu']), {
    readonly: true,
  });
  set(shell, 'HOSTNAME', undefinedTo(shell, 'HOSTNAME', shell.p.net.hostname()));
  set(shell, 'HOSTTYPE', 'x86_64');
  set(shell, 'MACHTYPE', 'x86_64-pc-linux-gnu');
  set(shell, 'OSTYPE', 'linux-gnu');
  set(shell, 'OPTERR', '1');
  set(shell, 'UID', String(uid), { readonly: true, integer: true });
  set(shell, 'EUID', String(uid), { readonly: true, integer: true });
  set(shell, 'SHELL', undefinedTo(shell, 'SHELL', account?.[6] ?? '/bin/sh'));
  importFunctions(shell);
}

function initializeAlmquist(shell: Shell): void {
  set(shell, 'PATH', undefinedTo(shell, 'PATH', shell.dialect.defaultPath));
  set(
    shell,
    'PS1',
    undefinedTo(shell, 'PS1', shell.dialect.name === 'ash' ? '\\w \\$ ' : shell.p.credentials.uid === 0 ? '# ' : '$ '),
  );
  set(shell, 'PS2', undefinedTo(shell, 'PS2', '> '));
  if (shell.dialect.name !== 'ash') return;
  const level = Number(shell.variable('SHLVL') ?? '0') || 0;
  set(shell, 'SHLVL', String(level + 1), { exported: true });
  set(shell, 'HOSTNAME', undefinedTo(shell, 'HOSTNAME', shell.p.net.hostname()));
}

/** Functions that a parent bash exported. */
function importFunctions(shell: Shell): void {
  for (const [name, value] of shell.p.env) {
    const function_ = /^BASH_FUNC_(.+)%%$/.exec(name)?.[1];
    if (function_ !== undefined && value.startsWith('() {'))
      shell.importedFunctions.set(function_, `${function_} ${value}`);
  }
}
