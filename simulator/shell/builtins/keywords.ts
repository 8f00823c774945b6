/** Reserved words of each shell. */
import type { Shell } from '../state/shell.ts';

const KEYWORDS = [
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'case',
  'esac',
  'for',
  'while',
  'until',
  'do',
  'done',
  'in',
  '{',
  '}',
  '!',
];
const BASH_KEYWORDS = ['select', 'function', 'time', '[[', ']]', 'coproc'];

export function keywordsOf(shell: Shell): readonly string[] {
  if (shell.dialect.name === 'bash') return [...KEYWORDS, ...BASH_KEYWORDS];
  return shell.dialect.name === 'ash' ? [...KEYWORDS, 'function'] : KEYWORDS;
}
