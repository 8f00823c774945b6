/** Editing commands that need nothing but the line. */
import type { KillRing, LineBuffer } from './line-buffer.ts';

export interface EditContext {
  readonly buffer: LineBuffer;
  readonly kills: KillRing;
  /** The command before this one. */
  readonly previous: string | undefined;
  readonly argument: number;
  /** Something cannot be done. */
  ding(): void;
}

export type EditCommand = (context: EditContext) => void;

/** Cuts `[from, to)` out and keeps it; successive kills join. */
function kill(context: EditContext, from: number, to: number, backward: boolean): void {
  if (from === to) return;
  const { buffer, kills, previous } = context;
  buffer.remember();
  const killed = buffer.delete(from, to);
  const continues = previous !== undefined && KILLS.has(previous);
  kills.add(killed, continues ? (backward ? 'before' : 'after') : 'no');
}

const KILLS: ReadonlySet<string> = new Set([
  'kill-line', 'backward-kill-line', 'unix-line-discard', 'unix-word-rubout', 'kill-word', 'backward-kill-word', 'kill-whole-line',
]); // prettier-ignore

function moveTo(context: EditContext, point: number): void {
  context.buffer.pause();
  context.buffer.point = point;
}

function changeWord(context: EditContext, change: (word: string) => string): void {
  const { buffer } = context;
  const end = buffer.wordEnd();
  const start = buffer.point;
  if (start === end) return;
  buffer.remember();
  const changed = Array.from(change(buffer.text.slice(start, end).join('')));
  buffer.text.splice(start, end - start, ...changed);
  buffer.point = start + changed.length;
}

function capitalize(word: string): string {
  return word.toLowerCase().replace(/[\p{L}\p{N}]/u, (char) => char.toUpperCase());
}

function transposeChars(context: EditContext): void {
  const { buffer } = context;
  const { text } = buffer;
  if (buffer.point === 0 || text.length < 2) {
    context.ding();
    return;
  }
  buffer.remember();
  const at = buffer.point === text.length ? buffer.point - 1 : buffer.point;
  const [moved = ''] = text.splice(at - 1, 1);
  text.splice(at, 0, moved);
  buffer.point = at + 1;
}

function transposeWords(context: EditContext): void {
  const { buffer } = context;
  const original = buffer.point;
  const secondEnd = buffer.wordEnd();
  buffer.point = secondEnd;
  const secondStart = buffer.wordStart();
  buffer.point = secondStart;
  const firstStart = buffer.wordStart();
  buffer.point = firstStart;
  const firstEnd = buffer.wordEnd();
  if (firstStart === secondStart || firstEnd > secondStart) {
    buffer.point = original;
    context.ding();
    return;
  }
  buffer.remember();
  const { text } = buffer;
  const swapped = [
    ...text.slice(secondStart, secondEnd),
    ...text.slice(firstEnd, secondStart),
    ...text.slice(firstStart, firstEnd),
  ];
  text.splice(firstStart, secondEnd - firstStart, ...swapped);
  buffer.point = secondEnd;
}

function deleteChar(context: EditContext): void {
  const { buffer } = context;
  if (buffer.point >= buffer.text.length) {
    context.ding();
    return;
  }
  buffer.remember();
  buffer.delete(buffer.point, buffer.point + 1);
}

function backwardDelete(context: EditContext): void {
  const { buffer } = context;
  if (buffer.point === 0) {
    context.ding();
    return;
  }
  buffer.remember();
  // A character with combining ones goes as one.
  let from = buffer.point - 1;
  while (from > 0 && /^\p{Mn}$/u.test(buffer.text[from] ?? '')) from -= 1;
  buffer.delete(from, buffer.point);
}

function yank(context: EditContext): void {
  const killed = context.kills.latest();
  if (killed.length === 0) {
    context.ding();
    return;
  }
  context.buffer.remember();
  context.buffer.insert(killed);
}

function yankPop(context: EditContext): void {
  const { buffer, kills, previous } = context;
  if (previous !== 'yank' && previous !== 'yank-pop') {
    context.ding();
    return;
  }
  buffer.delete(buffer.point - kills.latest().length, buffer.point);
  buffer.insert(kills.rotate());
}

export const EDIT_COMMANDS: ReadonlyMap<string, EditCommand> = new Map<string, EditCommand>([
  ['beginning-of-line', (context) => moveTo(context, 0)],
  ['end-of-line', (context) => moveTo(context, context.buffer.text.length)],
  [
    'backward-char',
    (context) => (context.buffer.point > 0 ? moveTo(context, context.buffer.point - 1) : context.ding()),
  ],
  [
    'forward-char',
    (context) =>
      context.buffer.point < context.buffer.text.length ? moveTo(context, context.buffer.point + 1) : context.ding(),
  ],
  ['backward-word', (context) => moveTo(context, context.buffer.wordStart())],
  ['forward-word', (context) => moveTo(context, context.buffer.wordEnd())],
  ['delete-char', deleteChar],
  ['backward-delete-char', backwardDelete],
  ['kill-line', (context) => kill(context, context.buffer.point, context.buffer.text.length, false)],
  [
    'unix-line-discard',
    (context) => (context.buffer.point === 0 ? context.ding() : kill(context, 0, context.buffer.point, true)),
  ],
  ['backward-kill-line', (context) => kill(context, 0, context.buffer.point, true)],
  ['kill-whole-line', (context) => kill(context, 0, context.buffer.text.length, false)],
  [
    'unix-word-rubout',
    (context) =>
      context.buffer.point === 0
        ? context.ding()
        : kill(context, context.buffer.blankWordStart(), context.buffer.point, true),
  ],
  ['backward-kill-word', (context) => kill(context, context.buffer.wordStart(), context.buffer.point, true)],
  ['kill-word', (context) => kill(context, context.buffer.point, context.buffer.wordEnd(), false)],
  ['yank', yank],
  ['yank-pop', yankPop],
  ['upcase-word', (context) => changeWord(context, (word) => word.toUpperCase())],
  ['downcase-word', (context) => changeWord(context, (word) => word.toLowerCase())],
  ['capitalize-word', (context) => changeWord(context, capitalize)],
  ['transpose-chars', transposeChars],
  ['transpose-words', transposeWords],
  ['undo', (context) => (context.buffer.undo() ? undefined : context.ding())],
  ['delete-horizontal-space', deleteBlanks],
  [
    'revert-line',
    (context) => {
      while (context.buffer.undo());
    },
  ],
]);

function deleteBlanks({ buffer }: EditContext): void {
  let from = buffer.point;
  let to = buffer.point;
  while (from > 0 && /[ \t]/.test(buffer.text[from - 1] ?? '')) from -= 1;
  while (to < buffer.text.length && /[ \t]/.test(buffer.text[to] ?? '')) to += 1;
  buffer.remember();
  buffer.delete(from, to);
}
