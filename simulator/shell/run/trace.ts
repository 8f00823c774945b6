/** `set -x`. */
import { settle } from '../expand/expanding.ts';
import { expandTemplate } from '../expand/word.ts';
import { isUtf8 } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { dashQuote, traceQuote } from '../text/quote.ts';
import { keywordsOf } from '../builtins/keywords.ts';
import type { ExpandedAssignment } from './assignments.ts';
import type { Prepared } from './prepare.ts';

/** Prints the trace of a command that is about to run. dash and busybox put its assignments on the same line. */
export async function traceCommand(
  shell: Shell,
  prepared: Prepared,
  assigned: readonly ExpandedAssignment[],
): Promise<void> {
  const words = prepared.argv.map((word, i) => prepared.arrays.get(i)?.text ?? argument(shell, prepared.argv, word, i));
  if (shell.dialect.name === 'bash') await traceLine(shell, words.join(' '));
  else await traceAssignments(shell, assigned, words);
}

export async function traceAssignments(
  shell: Shell,
  assigned: readonly ExpandedAssignment[],
  words: readonly string[],
): Promise<void> {
  const shown = assigned.map((one) =>
    typeof one.value === 'string' ? quoteAssignment(shell, one, one.value) : one.text,
  );
  await traceLine(shell, [...shown, ...words].join(' '));
}

/** Arguments like `x='a b'` of declaring commands are quoted behind the equals sign. */
function argument(shell: Shell, argv: readonly string[], word: string, index: number): string {
  const declares = index > 0 && shell.dialect.name === 'bash' && shell.dialect.features.declarations.has(argv[0] ?? '');
  const declared = declares ? /^([A-Za-z_]\w*(?:\[[^\]]*\])?\+?)=(.*)$/s.exec(word) : null;
  if (declared === null) return quoteWord(shell, word);
  return declared[2] === '' ? word : `${declared[1] ?? ''}=${quoteWord(shell, declared[2] ?? '')}`;
}

export function quoteWord(shell: Shell, word: string): string {
  if (shell.dialect.name === 'bash') return traceQuote(word, isUtf8(shell));
  if (shell.dialect.name === 'dash') return word;
  return needsAshQuotes(shell, word) ? dashQuote(word) : word;
}

/** busybox quotes keywords and what has a character outside `+,-./0-9:@A-Z]^_a-z`. */
function needsAshQuotes(shell: Shell, word: string): boolean {
  return word === '' || /[^+,\-./0-9:@A-Z\]^_a-z]/.test(word) || keywordsOf(shell).includes(word);
}

/** `name=value` as a trace shows it. */
function quoteAssignment(shell: Shell, assignment: ExpandedAssignment, value: string): string {
  const subscript = assignment.subscript === undefined ? '' : `[${assignment.subscript}]`;
  const shown = shell.dialect.name === 'dash' ? value : value === '' ? '' : quoteWord(shell, value);
  return `${assignment.name}${subscript}${assignment.append ? '+' : ''}=${shown}`;
}

/** Prints `text` behind PS4. */
export async function traceLine(shell: Shell, text: string): Promise<void> {
  await shell.write(traceDescriptor(shell), `${await tracePrefix(shell)}${text}\n`);
}

function traceDescriptor(shell: Shell): number {
  const fd = shell.dialect.name === 'bash' ? shell.variable('BASH_XTRACEFD') : undefined;
  return fd !== undefined && /^\d+$/.test(fd) ? Number(fd) : 2;
}

/** PS4, its first character once for every level of `$( )`, `eval` and `.`; bash alone repeats it. */
async function tracePrefix(shell: Shell): Promise<string> {
  const source = shell.variable('PS4') ?? (shell.dialect.name === 'bash' ? '' : '+ ');
  shell.options.turn('xtrace', false);
  try {
    const decoded = shell.dialect.name === 'bash' ? shell.interpreter.prompt(shell, source) : source;
    const text = await settle(expandTemplate(shell, decoded), (request) =>
      shell.interpreter.substitute(shell, request),
    );
    if (shell.dialect.name !== 'bash' || text === '') return text;
    const [first = ''] = text;
    return first.repeat(shell.traceDepth) + text.slice(first.length);
  } finally {
    shell.options.turn('xtrace', true);
  }
}
