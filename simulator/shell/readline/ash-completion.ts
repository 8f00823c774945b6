/** Tab in busybox's shell: commands in the first place, files elsewhere. */
import type { Shell } from '../state/shell.ts';
import { wordAt } from './completion-word.ts';
import { findMatches } from './matches.ts';

export interface AshCompletion {
  /** The line up to the cursor, completed as far as the candidates agree. */
  readonly line: string;
  /** Names as they are listed. */
  readonly names: readonly string[];
  /** Something was added. */
  readonly grows: boolean;
}

/** Undefined when there is no candidate. */
export async function completionsOf(shell: Shell, line: string): Promise<AshCompletion | undefined> {
  const word = wordAt(line);
  const matches = await findMatches(shell, word);
  const [only] = matches;
  if (only === undefined) return undefined;
  const before = Array.from(line).slice(0, word.start).join('');
  const escape = (value: string): string => value.replace(/[\s\\'"|&;()<>*?[\]$`!#]/g, '\\$&');
  if (matches.length === 1) {
    const end = only.directory ? '/' : only.open ? '' : ' ';
    const completed = word.kind === 'variable' ? only.value : escape(only.value);
    return { line: before + word.quote + completed + end, names: [only.shown], grows: true };
  }
  let common = only.value;
  for (const match of matches) while (!match.value.startsWith(common)) common = common.slice(0, -1);
  const names = matches.map((match) => match.shown + (match.directory ? '/' : ''));
  return {
    line: before + word.quote + (word.kind === 'variable' ? common : escape(common)),
    names,
    grows: common.length > word.text.length,
  };
}
