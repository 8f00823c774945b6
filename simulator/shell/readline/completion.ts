/** Tab: completing the word before the cursor, and listing what it could be. */
import type { WindowSize } from '../../kernel/abi.ts';
import type { Shell } from '../state/shell.ts';
import type { Key } from './keys.ts';
import type { LineBuffer } from './line-buffer.ts';
import { columnRows } from './listing.ts';
import { wordAt } from './completion-word.ts';
import type { CompletedWord } from './completion-word.ts';
import { findMatches } from './matches.ts';
import type { Match } from './matches.ts';

/** What completion needs of the editor. */
export interface CompletionView {
  readonly buffer: LineBuffer;
  /** Tab was pressed just before too: list the candidates. */
  readonly again: boolean;
  readonly size: WindowSize;
  ding(): void;
  print(text: string): void;
  /** Goes below the line. */
  newLine(): void;
  /** Draws prompt and line again, on a line of its own. */
  showAgain(): void;
  nextKey(): Promise<Key>;
}

/** Beyond this many readline asks before it lists. */
const ASK_ABOVE = 100;

export async function completeWord(shell: Shell, view: CompletionView): Promise<void> {
  const word = wordAt(view.buffer.text.slice(0, view.buffer.point).join(''));
  const matches = await findMatches(shell, word);
  const [only] = matches;
  if (only === undefined) {
    view.ding();
    return;
  }
  if (matches.length === 1) {
    replaceWord(view.buffer, word, only.value, ending(only));
    return;
  }
  const common = commonPrefix(matches.map((match) => match.value));
  const grows = common.length > word.text.length || (common !== word.text && common.length === word.text.length);
  if (grows) replaceWord(view.buffer, word, common, undefined);
  if (!view.again || shell.settings.get('show-all-if-ambiguous') === 'on') {
    if (shell.settings.get('show-all-if-ambiguous') !== 'on') {
      view.ding();
      return;
    }
  }
  if (!grows) await list(view, matches);
}

/** What follows a whole completion: a slash after a directory, nothing after an open candidate, else a blank. */
function ending(match: Match): string | undefined {
  if (match.directory) return '/';
  return match.open ? undefined : ' ';
}

function commonPrefix(values: readonly string[]): string {
  let prefix = values[0] ?? '';
  for (const value of values) while (!value.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

/** Puts `value` in place of the word, quoted as the word was begun. */
function replaceWord(buffer: LineBuffer, word: CompletedWord, value: string, end: string | undefined): void {
  const closing = word.quote !== '' && end === ' ' ? word.quote : '';
  const finished = end === '/' && value.endsWith('/') ? '' : (end ?? '');
  const text = word.quote + quoteFor(word, value) + closing + finished;
  buffer.remember();
  buffer.delete(word.start, buffer.point);
  buffer.insert(Array.from(text));
}

/** The value with what is special in its surroundings escaped. */
function quoteFor(word: CompletedWord, value: string): string {
  if (word.quote === "'") return value;
  if (word.quote === '"') return value.replace(/["$`\\]/g, '\\$&');
  const special = /[\s\\'"|&;()<>!{}*[\]?^$`#]/g;
  const escaped = value.replace(special, (char) => (char === '$' && word.kind === 'variable' ? char : `\\${char}`));
  return word.kind === 'variable' ? value : escaped;
}

async function list(view: CompletionView, matches: readonly Match[]): Promise<void> {
  view.newLine();
  if (matches.length > ASK_ABOVE && !(await confirmed(view, matches.length))) {
    view.showAgain();
    return;
  }
  const rows = columnRows(
    matches.map((match) => match.shown + (match.directory ? '/' : '')),
    view.size.cols,
  );
  await page(view, rows);
  view.showAgain();
}

async function confirmed(view: CompletionView, count: number): Promise<boolean> {
  view.print(`Display all ${count} possibilities? (y or n)`);
  for (;;) {
    const key = await view.nextKey();
    const text = key.kind === 'end' ? 'n' : key.text;
    const yes = /^[yY ]$/.test(text);
    if (yes || /^[nN\x7f\x03]$/.test(text)) {
      view.print('\n');
      return yes;
    }
    view.print('\x07');
  }
}

/** Rows, a screenful at a time. */
async function page(view: CompletionView, rows: readonly string[]): Promise<void> {
  let room = view.size.rows - 1;
  for (const row of rows) {
    if (room <= 0) {
      const more = await askForMore(view);
      if (more === 0) return;
      room = more === 1 ? 1 : view.size.rows - 1;
    }
    view.print(`${row}\n`);
    room -= 1;
  }
}

/** 0 stops, 1 shows a line more, 2 a screenful. */
async function askForMore(view: CompletionView): Promise<0 | 1 | 2> {
  view.print('--More--');
  for (;;) {
    const key = await view.nextKey();
    const text = key.kind === 'end' ? 'q' : key.text;
    const answer = /^[yY ]$/.test(text) ? 2 : /^[\r\n]$/.test(text) ? 1 : /^[nNqQ\x7f]$/.test(text) ? 0 : undefined;
    if (answer !== undefined) {
      view.print('\r\x1b[K');
      return answer;
    }
    view.print('\x07');
  }
}
