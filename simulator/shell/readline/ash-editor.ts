/** Line editing as busybox's shell does it: what is sent is what it sends, down to the question where the cursor is. */
import type { Shell } from '../state/shell.ts';
import { Interrupted } from '../run/failure.ts';
import { toBytes } from '../text/raw.ts';
import { columnRows } from './listing.ts';
import { completionsOf } from './ash-completion.ts';
import { HistoryWalk } from './history-walk.ts';
import { readKey } from './keys.ts';
import type { Key, KeySource } from './keys.ts';
import { waitForInput } from './wait-for-input.ts';
import { charWidth, textWidth } from './width.ts';

const CLEAR_BELOW = '\x1b[J';

/** Sequences that it knows, by what they do. */
const SEQUENCES: Readonly<Record<string, string>> = {
  '\x1b[A': 'up', '\x1bOA': 'up', '\x1b[B': 'down', '\x1bOB': 'down', '\x1b[C': 'right', '\x1bOC': 'right', '\x1b[D': 'left', '\x1bOD': 'left',
  '\x1b[H': 'home', '\x1bOH': 'home', '\x1b[1~': 'home', '\x1b[7~': 'home', '\x1b[F': 'end', '\x1bOF': 'end', '\x1b[4~': 'end', '\x1b[8~': 'end',
  '\x1b[3~': 'delete', '\x1b[1;5C': 'word-right', '\x1b[1;5D': 'word-left', '\x1b[1;3C': 'word-right', '\x1b[1;3D': 'word-left',
  '\x1bb': 'word-left', '\x1bf': 'word-right', '\x1bd': 'delete-word', '\x1b\x7f': 'rubout-word',
  '\x01': 'home', '\x02': 'left', '\x03': 'interrupt', '\x04': 'end-of-file', '\x05': 'end', '\x06': 'right', '\x08': 'backspace', '\x7f': 'backspace',
  '\x09': 'complete', '\x0a': 'accept', '\x0d': 'accept', '\x0b': 'kill', '\x0c': 'clear', '\x0e': 'down', '\x10': 'up', '\x15': 'discard', '\x17': 'rubout',
}; // prettier-ignore

type Step = 'go on' | 'accepted' | 'end of file';

export class AshEditor {
  private readonly shell: Shell;
  private out = '';
  private prompt = '';
  private text: string[] = [];
  private cursor = 0;
  private column = 0;
  private row = 0;
  private walk: HistoryWalk;
  private lastWasTab = false;

  constructor(shell: Shell) {
    this.shell = shell;
    this.walk = new HistoryWalk(shell.history);
  }

  /** The line without its newline; undefined at the end of input. Throws Interrupted at ^C. */
  async readLine(prompt: string): Promise<string | undefined> {
    const tty = this.shell.p.tty(0);
    const before = tty.modes();
    tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
    this.prompt = prompt;
    this.text = [];
    this.cursor = 0;
    this.lastWasTab = false;
    this.walk = new HistoryWalk(this.shell.history);
    try {
      this.putPrompt();
      if ((await this.shell.p.poll([0], 0)).length === 0) this.out += '\x1b[6n';
      return (await this.edit()) === 'accepted' ? this.text.join('') : undefined;
    } finally {
      await this.flush();
      tty.setModes(before);
    }
  }

  private get width(): number {
    return Math.max(2, this.shell.p.tty(0).size().cols);
  }

  private async flush(): Promise<void> {
    const { out } = this;
    this.out = '';
    if (out !== '') await this.shell.p.write(1, toBytes(out));
  }

  private readonly keys: KeySource = {
    byte: async () => {
      await this.wait(undefined);
      return (await this.shell.p.read(0, 1))[0];
    },
    ready: (timeout) => this.wait(timeout),
  };

  private async wait(timeout: number | undefined): Promise<boolean> {
    for (;;) {
      const woken = await waitForInput(this.shell, timeout);
      if (woken === 'interrupted') {
        this.toNewLine();
        throw new Interrupted();
      }
      if (woken !== 'resized') return woken === 'ready';
      this.redraw(this.row);
      await this.flush();
    }
  }

  private async edit(): Promise<Step> {
    for (;;) {
      await this.flush();
      const key = await readKey(
        this.keys,
        (read) =>
          read === '\x1b' ||
          Object.keys(SEQUENCES).some((sequence) => sequence.length > read.length && sequence.startsWith(read)),
      );
      const step = await this.handle(key);
      if (step !== 'go on') return step;
    }
  }

  private async handle(key: Key): Promise<Step> {
    if (key.kind === 'end') return 'end of file';
    const wasTab = this.lastWasTab;
    this.lastWasTab = false;
    if (key.kind === 'character') {
      this.insert(key.text);
      return 'go on';
    }
    // The terminal's answer to the question where its cursor is.
    if (/^\x1b\[\d+;\d+R$/.test(key.text)) return 'go on';
    const action = SEQUENCES[key.text];
    if (action === 'complete') {
      await this.complete(wasTab);
      return 'go on';
    }
    return this.act(action ?? '');
  }

  private act(action: string): Step {
    switch (action) {
      case 'accept':
        this.toNewLine();
        return 'accepted';
      case 'end-of-file':
        if (this.text.length === 0) return 'end of file';
        this.deleteHere();
        return 'go on';
      case 'interrupt':
        this.out += '^C';
        this.toNewLine();
        throw new Interrupted();
      case 'up':
        return this.toHistory(this.walk.index - 1);
      case 'down':
        return this.toHistory(this.walk.index + 1);
      default:
        this.editAction(action);
        return 'go on';
    }
  }

  private editAction(action: string): void {
    switch (action) {
      case 'home':
        this.back(this.cursor);
        break;
      case 'end':
        this.putRest();
        break;
      case 'left':
        this.back(1);
        break;
      case 'right':
        this.forward();
        break;
      case 'word-left':
        this.back(this.cursor - this.wordStart(/[\p{L}\p{N}_]/u));
        break;
      case 'word-right':
        for (let target = this.wordEnd(); this.cursor < target;) this.forward();
        break;
      case 'delete':
        this.deleteHere();
        break;
      case 'backspace':
        this.backspace();
        break;
      case 'rubout':
        for (let target = this.wordStart(/\S/); this.cursor > target;) this.backspace();
        break;
      case 'rubout-word':
        for (let target = this.wordStart(/[\p{L}\p{N}_]/u); this.cursor > target;) this.backspace();
        break;
      case 'delete-word':
        for (let count = this.wordEnd() - this.cursor; count > 0; count--) this.deleteHere();
        break;
      default:
        this.lineAction(action);
    }
  }

  private lineAction(action: string): void {
    if (action === 'kill') {
      this.text.length = this.cursor;
      this.out += CLEAR_BELOW;
    } else if (action === 'discard' && this.cursor > 0) {
      this.text.splice(0, this.cursor);
      this.cursor = 0;
      this.redraw(this.row, this.text.length);
    } else if (action === 'clear') {
      this.out += '\x1b[H\x1b[J';
      this.redraw(0, this.text.length - this.cursor);
    }
  }

  // Output

  private putPrompt(): void {
    this.out += this.prompt;
    const last = this.prompt.slice(this.prompt.lastIndexOf('\n') + 1).replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
    this.column = textWidth(last) % this.width;
    this.row = Math.floor(textWidth(last) / this.width);
  }

  /** Writes the character at the cursor and steps over it; at the edge of the screen it goes on below by itself. */
  private putCharacter(): void {
    const char = this.text[this.cursor] ?? ' ';
    this.cursor += 1;
    this.out += char;
    this.column += charWidth(char);
    if (this.column < this.width) return;
    this.row += 1;
    this.column = 0;
    this.out += '\r\n';
  }

  private putRest(): void {
    while (this.cursor < this.text.length) this.putCharacter();
  }

  private toNewLine(): void {
    this.putRest();
    if (this.column > 0) this.out += '\n';
  }

  private redraw(row: number, back = 0): void {
    if (row > 0) this.out += `\x1b[${row}A`;
    this.out += '\r';
    this.putPrompt();
    this.cursor = 0;
    this.putRest();
    this.out += CLEAR_BELOW;
    this.back(back);
  }

  /** Steps back over `count` characters. */
  private back(count: number): void {
    const steps = Math.min(count, this.cursor);
    const columns = textWidth(this.text.slice(this.cursor - steps, this.cursor).join(''));
    this.cursor -= steps;
    if (columns === 0) return;
    if (this.column >= columns) {
      this.column -= columns;
      this.out += columns <= 4 ? '\b'.repeat(columns) : `\x1b[${columns}D`;
      return;
    }
    const beyond = columns - this.column;
    const rows = 1 + Math.floor((beyond - 1) / this.width);
    this.column = (this.width * this.row - beyond) % this.width;
    this.row -= rows;
    this.out += `\r\x1b[${rows}A${this.column > 0 ? `\x1b[${this.column}C` : ''}`;
  }

  private forward(): void {
    if (this.cursor < this.text.length) this.putCharacter();
  }

  // Editing

  private insert(char: string): void {
    this.text.splice(this.cursor, 0, char);
    const behind = this.text.length - this.cursor - 1;
    if (behind === 0) {
      this.putCharacter();
      return;
    }
    this.putRest();
    this.back(behind);
  }

  private deleteHere(): void {
    if (this.cursor >= this.text.length) return;
    const at = this.cursor;
    this.text.splice(at, 1);
    this.putRest();
    this.out += CLEAR_BELOW;
    this.back(this.cursor - at);
  }

  private backspace(): void {
    if (this.cursor === 0) return;
    this.back(1);
    this.deleteHere();
  }

  private wordStart(word: RegExp): number {
    let at = this.cursor;
    while (at > 0 && !word.test(this.text[at - 1] ?? '')) at -= 1;
    while (at > 0 && word.test(this.text[at - 1] ?? '')) at -= 1;
    return at;
  }

  private wordEnd(): number {
    let at = this.cursor;
    while (at < this.text.length && !/[\p{L}\p{N}_]/u.test(this.text[at] ?? '')) at += 1;
    while (at < this.text.length && /[\p{L}\p{N}_]/u.test(this.text[at] ?? '')) at += 1;
    return at;
  }

  private toHistory(index: number): Step {
    const line = this.walk.goTo(index, this.text.join(''));
    if (line === undefined) {
      this.out += '\x07';
      return 'go on';
    }
    this.text = Array.from(line);
    this.redraw(this.row);
    return 'go on';
  }

  // Completion

  /** One candidate is put in; of several what they share, and the next Tab lists them. */
  private async complete(again: boolean): Promise<void> {
    const found = await completionsOf(this.shell, this.text.slice(0, this.cursor).join(''));
    if (found === undefined) {
      this.out += '\x07';
      return;
    }
    if (again && found.names.length > 1 && !found.grows) {
      this.list(found.names);
      return;
    }
    const behind = this.text.slice(this.cursor);
    if (found.names.length > 1) this.out += '\x07';
    this.lastWasTab = found.names.length > 1;
    this.text = [...Array.from(found.line), ...behind];
    this.redraw(this.row, behind.length);
  }

  private list(names: readonly string[]): void {
    const behind = this.text.length - this.cursor;
    this.toNewLine();
    this.out += columnRows(names, this.width)
      .map((row) => `${row.trimEnd()}\n`)
      .join('');
    this.redraw(0, behind);
  }
}
