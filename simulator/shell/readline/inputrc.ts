/** Settings and key bindings of line editing, from inputrc files and `bind`. */
import { isSysError } from '../../kernel/errno.ts';
import type { Shell } from '../state/shell.ts';

/** Settings that change something here, with readline's defaults. */
export const DEFAULT_SETTINGS: readonly (readonly [string, string])[] = [
  ['bell-style', 'audible'],
  ['completion-ignore-case', 'off'],
  ['echo-control-characters', 'on'],
  ['enable-bracketed-paste', 'on'],
  ['mark-directories', 'on'],
  ['show-all-if-ambiguous', 'off'],
];

/** Reads INPUTRC, or else ~/.inputrc, or else /etc/inputrc. */
export function loadInputrc(shell: Shell): void {
  const home = shell.variable('HOME') ?? '/';
  const named = shell.variable('INPUTRC');
  for (const path of named === undefined || named === '' ? [`${home}/.inputrc`, '/etc/inputrc'] : [named]) {
    try {
      for (const line of shell.p.fs.readText(path).split('\n')) applyInputrcLine(shell, line);
      return;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
}

/** `set name value` or `"keys": command`; what is not understood is left alone, as readline does. */
export function applyInputrcLine(shell: Shell, source: string): void {
  const line = source.trim();
  if (line === '' || line.startsWith('#') || line.startsWith('$')) return;
  const [, name, value] = /^set\s+(\S+)\s+(\S+)/.exec(line) ?? [];
  if (name !== undefined && value !== undefined) {
    shell.settings.set(name.toLowerCase(), value.toLowerCase() === '1' ? 'on' : value);
    return;
  }
  const [, keys, command] = /^"((?:[^"\\]|\\.)*)"\s*:\s*(\S+)/.exec(line) ?? [];
  if (keys !== undefined && command !== undefined) shell.keyBindings.set(decodeKeys(keys), command);
}

/** `\e[A`, `\C-x`, `\M-f` as the characters they stand for. */
function decodeKeys(text: string): string {
  return text
    .replace(/\\C-(.)/g, (_all, char: string) => String.fromCharCode(char.toUpperCase().charCodeAt(0) & 0x1f))
    .replace(/\\(?:M-|e)/g, '\x1b')
    .replace(/\\(["\\])/g, '$1');
}
