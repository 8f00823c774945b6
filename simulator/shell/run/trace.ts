/** `set -x`. */
import { settle } from '../expand/expanding.ts';
import { expandTemplate } from '../expand/word.ts';
import { isUtf8 } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import { dashQuote, needsQuotes, traceQuote } from '../text/quote.ts';

/** Prints a trace line for an expanded command. */
export async function traceWords(shell: Shell, words: readonly string[]): Promise<void> {
  await traceLine(shell, words.map((word) => quoteWord(shell, word)).join(' '));
}

export function quoteWord(shell: Shell, word: string): string {
  if (shell.dialect.name === 'bash') return traceQuote(word, isUtf8(shell));
  if (shell.dialect.name === 'dash') return word;
  return needsAshQuotes(word) ? dashQuote(word) : word;
}

/** busybox quotes what is not plainly a word. */
function needsAshQuotes(word: string): boolean {
  return word === '' || needsQuotes(word) || /[^\x21-\x7e]/.test(word);
}

/** `name=value` as a trace shows it. */
export function quoteAssignment(shell: Shell, name: string, value: string, append: boolean): string {
  const shown = shell.dialect.name === 'dash' ? value : value === '' ? '' : quoteWord(shell, value);
  return `${name}${append ? '+' : ''}=${shown}`;
}

/** Prints `text` behind PS4. */
export async function traceLine(shell: Shell, text: string): Promise<void> {
  await shell.write(traceDescriptor(shell), `${await tracePrefix(shell)}${text}\n`);
}

function traceDescriptor(shell: Shell): number {
  const fd = shell.dialect.name === 'bash' ? shell.interpreter.variable(shell, 'BASH_XTRACEFD') : undefined;
  return fd !== undefined && /^\d+$/.test(fd) ? Number(fd) : 2;
}

/** PS4, its first character once for every level of `$( )`, `eval` and `.`; bash alone repeats it. */
async function tracePrefix(shell: Shell): Promise<string> {
  const source = shell.interpreter.variable(shell, 'PS4') ?? (shell.dialect.name === 'bash' ? '' : '+ ');
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
