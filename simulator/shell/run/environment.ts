/** The environment that commands are given, in the order in which each shell builds it. */
import { fnvHash } from '../state/arrays.ts';
import type { Shell } from '../state/shell.ts';

/** Exported variables and functions; `command` is the path for `_`, which bash sets. */
export function environmentFor(shell: Shell, command: string): [string, string][] {
  const exported = shell.variables.exported().filter(([name]) => name !== '_' || shell.dialect.name !== 'bash');
  if (shell.dialect.name !== 'bash') return exported.sort(([a], [b]) => dashBucket(a) - dashBucket(b));
  exported.sort(([a], [b]) => (fnvHash(a) & 1023) - (fnvHash(b) & 1023));
  for (const [name, definition] of shell.functions) {
    if (definition.exported)
      exported.push([`BASH_FUNC_${name}%%`, exportedForm(shell.interpreter.functionSource(definition))]);
  }
  return [...exported, ['_', command]];
}

/** `() {  body\n}`, indented by one where the printed form has four. */
function exportedForm(printed: string): string {
  const body = printed
    .slice(printed.indexOf('{ \n') + 3)
    .replace(/^ {4}/, '')
    .replace(/^ {4,}/gm, ' ');
  return `() {  ${body}`;
}

/** dash and busybox keep variables in 39 buckets. */
function dashBucket(name: string): number {
  let hash = name.charCodeAt(0) << 4;
  for (let i = 0; i < name.length; i++) hash += name.charCodeAt(i);
  return hash % 39;
}

/** bash takes itself out of SHLVL before it is replaced by a command. */
export function lowerShellLevel(
  shell: Shell,
  environment: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  if (shell.dialect.name !== 'bash') return environment;
  return environment.map(([name, value]) =>
    name === 'SHLVL' ? [name, String(Math.max(0, Number(value) - 1))] : [name, value],
  );
}
