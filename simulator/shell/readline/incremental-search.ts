/** ^R and ^S: searching history while the text is typed. */
import type { History } from './history.ts';
import type { Key } from './keys.ts';
import type { LineBuffer } from './line-buffer.ts';

export interface SearchView {
  readonly history: History;
  readonly buffer: LineBuffer;
  /** Where in history the search begins. */
  readonly start: number;
  /** The line found stands at this place in history. */
  moveTo(index: number): void;
  show(prompt: string, marked: { from: number; to: number } | undefined): Promise<void>;
  ding(): void;
  nextKey(): Promise<Key>;
}

interface Place {
  text: string;
  index: number;
  /** Where in the line the match begins. */
  at: number;
  failed: boolean;
}

/** Searches until a key ends it; the key that did, when it is to act on the line that was found. */
export async function searchIncrementally(view: SearchView, backward: boolean): Promise<Key | undefined> {
  return new Search(view, backward).run();
}

class Search {
  private readonly view: SearchView;
  private backward: boolean;
  private readonly lines: readonly string[];
  private readonly original: { line: string; point: number };
  private place: Place;
  private readonly trail: Place[] = [];

  constructor(view: SearchView, backward: boolean) {
    this.view = view;
    this.backward = backward;
    const { buffer } = view;
    this.original = { line: buffer.line, point: buffer.point };
    this.lines = [...view.history.all(), buffer.line];
    this.place = { text: '', index: Math.min(view.start, this.lines.length - 1), at: buffer.point, failed: false };
  }

  async run(): Promise<Key | undefined> {
    for (;;) {
      await this.show();
      const key = await this.view.nextKey();
      if (key.kind === 'end') return key;
      if (key.kind === 'character') this.extend(key.text);
      else if (key.text === '\x7f' || key.text === '\x08') this.shorten();
      else if (key.text === '\x12' || key.text === '\x13') this.again(key.text === '\x12');
      else return this.leave(key);
    }
  }

  private async show(): Promise<void> {
    const { text, failed, at } = this.place;
    const direction = this.backward ? 'reverse-' : '';
    const marked = text === '' || failed ? undefined : { from: at, to: at + Array.from(text).length };
    await this.view.show(`(${failed ? 'failed ' : ''}${direction}i-search)\`${text}': `, marked);
  }

  private extend(typed: string): void {
    this.trail.push(this.place);
    this.find(this.place.text + typed, this.place.index, this.place.at);
  }

  private shorten(): void {
    const before = this.trail.pop();
    if (before === undefined) {
      this.view.ding();
      return;
    }
    this.place = before;
    this.apply();
    if (before.failed) this.view.ding();
  }

  private again(backward: boolean): void {
    this.backward = backward;
    if (this.place.text === '') return;
    this.trail.push(this.place);
    this.find(this.place.text, this.place.index, this.place.at + (backward ? -1 : 1));
  }

  /** Looks for `text` from a place on, in the direction of the search. */
  private find(text: string, from: number, at: number): void {
    const step = this.backward ? -1 : 1;
    for (let index = from; index >= 0 && index < this.lines.length; index += step) {
      const line = this.lines[index] ?? '';
      const found = this.within(line, text, index === from ? at : undefined);
      if (found < 0) continue;
      this.place = { text, index, at: found, failed: false };
      this.apply();
      return;
    }
    this.place = { ...this.place, text, failed: true };
    this.view.ding();
  }

  /** The offset (in characters) of `text` in `line`, searching from `at` when given. */
  private within(line: string, text: string, at: number | undefined): number {
    const chars = Array.from(line);
    const wanted = Array.from(text);
    const limit = chars.length - wanted.length;
    const matches = (start: number): boolean => wanted.every((char, i) => chars[start + i] === char);
    const from = this.backward ? Math.min(at ?? limit, limit) : (at ?? 0);
    for (let start = from; start >= 0 && start <= limit; start += this.backward ? -1 : 1)
      if (matches(start)) return start;
    return -1;
  }

  private apply(): void {
    this.view.buffer.set(this.lines[this.place.index] ?? '', this.place.at);
  }

  private leave(key: Extract<Key, { kind: 'sequence' }>): Key | undefined {
    const { buffer } = this.view;
    if (key.text === '\x07') {
      buffer.set(this.original.line, this.original.point);
      return undefined;
    }
    buffer.forget();
    if (this.place.index < this.lines.length - 1) this.view.moveTo(this.place.index);
    // Escape only ends the search.
    return key.text === '\x1b' ? undefined : key;
  }
}
