/** Names of builtins per dialect, apart from the builtins themselves so that these can ask for them. */
import type { Shell } from '../state/shell.ts';

const COMMON = [
  '.', ':', '[', 'alias', 'bg', 'break', 'cd', 'command', 'continue', 'echo', 'eval', 'exec', 'exit', 'export', 'false', 'fg', 'getopts',
  'hash', 'jobs', 'kill', 'local', 'printf', 'pwd', 'read', 'readonly', 'return', 'set', 'shift', 'test', 'times', 'trap', 'true', 'type',
  'ulimit', 'umask', 'unalias', 'unset', 'wait',
] as const; // prettier-ignore

const BASH = [
  'bind', 'builtin', 'caller', 'compgen', 'complete', 'compopt', 'declare', 'dirs', 'disown', 'enable', 'fc', 'help', 'history', 'let',
  'logout', 'mapfile', 'popd', 'pushd', 'readarray', 'shopt', 'source', 'suspend', 'typeset',
] as const; // prettier-ignore

const NAMES = {
  bash: new Set<string>([...COMMON, ...BASH]),
  dash: new Set<string>([...COMMON, 'chdir']),
  ash: new Set<string>([...COMMON, '[[', 'chdir', 'help', 'history', 'let', 'source']),
};

const SPECIAL: ReadonlySet<string> = new Set([
  '.', ':', 'break', 'continue', 'eval', 'exec', 'exit', 'export', 'readonly', 'return', 'set', 'shift', 'source', 'times', 'trap', 'unset',
]); // prettier-ignore

export function isBuiltinName(shell: Shell, name: string): boolean {
  return NAMES[shell.dialect.name].has(name) && !shell.disabledBuiltins.has(name);
}

export function isSpecialName(shell: Shell, name: string): boolean {
  return SPECIAL.has(name) && isBuiltinName(shell, name);
}

export function builtinNames(shell: Shell): string[] {
  return [...NAMES[shell.dialect.name]].sort();
}
