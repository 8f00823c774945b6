/**
 * What is to stand on the screen: prompt and line cut into screen lines, as readline builds its "invisible line".
 */
import { INVISIBLE_END, INVISIBLE_START } from './invisible.ts';
import { charWidth } from './width.ts';

/** One thing on the screen. `width` 0: a sequence that only colours what follows. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Shown in reverse: a match of the search, or text just pasted. */
  readonly marked: boolean;
}

export interface Layout {
  readonly lines: readonly (readonly Cell[])[];
  /** Where the cursor is to be: a line and a place among its cells. */
  readonly cursor: { readonly line: number; readonly cell: number };
  /** Per line: columns left empty at the end of the line before, because a wide character did not fit. */
  readonly gaps: readonly number[];
}

export interface LayoutInput {
  /** Its last line; invisible sequences between their marks. */
  readonly prompt: string;
  /** Characters of the line. */
  readonly text: readonly string[];
  readonly point: number;
  /** Characters from `from` up to `to` are marked. */
  readonly marked: { readonly from: number; readonly to: number } | undefined;
  readonly columns: number;
}

export function layOut(input: LayoutInput): Layout {
  const builder = new LayoutBuilder(input.columns);
  builder.addPrompt(input.prompt);
  const { text, point, marked } = input;
  for (let i = 0; i < text.length; i++) {
    if (i === point) builder.markCursor();
    const isMarked = marked !== undefined && i >= marked.from && i < marked.to;
    builder.addCharacter(text[i] ?? '', isMarked);
  }
  if (point >= text.length) builder.markCursor();
  return builder.finish();
}

class LayoutBuilder {
  private readonly columns: number;
  private readonly lines: Cell[][] = [[]];
  private readonly gaps: number[] = [0];
  private column = 0;
  private cursor = { line: 0, cell: 0 };

  constructor(columns: number) {
    this.columns = Math.max(2, columns);
  }

  addPrompt(prompt: string): void {
    let hidden = '';
    let inside = false;
    for (const char of prompt) {
      if (char === INVISIBLE_START) inside = true;
      else if (char === INVISIBLE_END) {
        inside = false;
        this.push({ text: hidden, width: 0, marked: false });
        hidden = '';
      } else if (inside) hidden += char;
      else this.addPrintable(char, false);
    }
    if (hidden !== '') this.push({ text: hidden, width: 0, marked: false });
  }

  addCharacter(char: string, marked: boolean): void {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\n') this.newLine(0);
    else if (char === '\t') this.addTab(marked);
    else if (code < 0x20 || code === 0x7f) {
      this.addPrintable('^', marked);
      this.addPrintable(code === 0x7f ? '?' : String.fromCharCode(code + 64), marked);
    } else this.addPrintable(char, marked);
  }

  markCursor(): void {
    this.cursor = { line: this.lines.length - 1, cell: this.current().length };
  }

  finish(): Layout {
    return { lines: this.lines, cursor: this.cursor, gaps: this.gaps };
  }

  private current(): Cell[] {
    return this.lines.at(-1) ?? [];
  }

  private push(cell: Cell): void {
    if (cell.text !== '') this.current().push(cell);
  }

  private addTab(marked: boolean): void {
    const count = 8 - (this.column % 8);
    for (let i = 0; i < count; i++) this.addPrintable(' ', marked);
  }

  private addPrintable(char: string, marked: boolean): void {
    const width = charWidth(char);
    if (width === 0) {
      this.combine(char);
      return;
    }
    if (this.column + width > this.columns) this.newLine(this.columns - this.column);
    this.push({ text: char, width, marked });
    this.column += width;
    if (this.column >= this.columns) this.newLine(0);
  }

  /** A combining character belongs to the cell before it. */
  private combine(char: string): void {
    const line = this.current();
    const last = line.pop();
    line.push(last === undefined ? { text: char, width: 0, marked: false } : { ...last, text: last.text + char });
  }

  /** `gap` columns at the end of this line stay empty; readline fills them with blanks that it takes off again. */
  private newLine(gap: number): void {
    for (let i = 0; i < gap; i++) this.push({ text: ' ', width: 1, marked: false });
    this.lines.push([]);
    this.gaps.push(gap);
    this.column = 0;
  }
}
