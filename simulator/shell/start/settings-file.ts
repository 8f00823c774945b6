/**
 * Startup files that hold nothing but comments, literal assignments and aliases, as a fresh machine's do. Such lines mean
 * one thing only, so they are carried out without the interpreter, which most of the shell's code is: the first prompt
 * need not wait for it.
 */
import { dynamicVariable } from '../state/dynamic.ts';
import type { Shell } from '../state/shell.ts';
import { setVariable } from './variables.ts';

const NOTHING = /^[ \t]*(#.*)?$/;
const LITERAL = "(?:'([^']*)'|([\\w.,:/+@%=-]*))";
const ASSIGNMENT = new RegExp(`^([A-Za-z_]\\w*)=${LITERAL}$`);
const ALIAS = new RegExp(`^alias ([A-Za-z][\\w.-]*)=${LITERAL}$`);

/** Variables that change more than themselves when they are assigned (state/assign.ts). */
const ACTING: ReadonlySet<string> = new Set(['PATH', 'OPTIND']);

type Setting = { kind: 'variable' | 'alias'; name: string; value: string };

/** Carries the file out; false, with nothing done, when it is more than settings or the shell shows what it runs. */
export function readSettings(shell: Shell, text: string): boolean {
  if (shell.options.has('xtrace') || shell.options.has('verbose') || shell.options.has('noexec')) return false;
  const settings: Setting[] = [];
  for (const line of text.split('\n')) {
    if (NOTHING.test(line)) continue;
    const setting = settingOf(line);
    if (setting === undefined || !isFree(shell, setting)) return false;
    settings.push(setting);
  }
  for (const { kind, name, value } of settings) {
    if (kind === 'alias') shell.aliases.set(name, value);
    else setVariable(shell, name, value);
  }
  return true;
}

function settingOf(line: string): Setting | undefined {
  const alias = ALIAS.exec(line);
  const [, name, quoted, bare] = alias ?? ASSIGNMENT.exec(line) ?? [];
  if (name === undefined) return undefined;
  return { kind: alias === null ? 'variable' : 'alias', name, value: quoted ?? bare ?? '' };
}

/** Assigning does no more than to set it. */
function isFree(shell: Shell, { kind, name }: Setting): boolean {
  if (kind === 'alias') return true;
  if (ACTING.has(name) || dynamicVariable(shell, name) !== undefined) return false;
  const variable = shell.variables.find(name);
  return variable === undefined || !(variable.readonly || variable.integer || variable.nameref);
}
