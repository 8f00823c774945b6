/**
 * Reads lines as bash does at its prompt: GNU readline with emacs keys. What is sent to the terminal is what readline
 * 8.2 sends to an xterm.
 */
import { Interrupted } from '../run/failure.ts';
import type { Shell } from '../state/shell.ts';
import { isUtf8 } from '../state/parameters.ts';
import { toBytes } from '../text/raw.ts';
import { EDIT_COMMANDS } from './commands.ts';
import type { EditContext } from './commands.ts';
import type { CompletionView } from './completion.ts';
import { Display } from './display.ts';
import { HistoryWalk } from './history-walk.ts';
import type { SearchView } from './incremental-search.ts';
import { Keymap } from './keymap.ts';
import { readKey } from './keys.ts';
import type { Key, KeySource } from './keys.ts';
import { layOut } from './layout.ts';
import { KillRing, LineBuffer } from './line-buffer.ts';
import { waitForInput } from './wait-for-input.ts';

/** What became of a key. */
type Step = { kind: 'go on' } | { kind: 'accepted' } | { kind: 'end of file' };

const GO_ON: Step = { kind: 'go on' };
const PASTE_END = '\x1b[201~';

export class LineEditor {
  private readonly shell: Shell;
  private readonly kills = new KillRing();
  private buffer = new LineBuffer();
  private walk: HistoryWalk;
  private display: Display;
  private keymap: Keymap;
  private out = '';
  private prompt = '';
  private promptPrefix = '';
  /** Replaces the prompt while searching. */
  private searchPrompt: string | undefined;
  private marked: { from: number; to: number } | undefined;
  private previous: string | undefined;
  private overwrite = false;
  /** The screen does not show the last characters yet. */
  private stale = false;
  /** The last completion changed the line, so that the next Tab is a first one. */
  private completionChanged = false;
  /** Place in history of the last yank-last-arg. */
  private lastArgument = 0;
  private lastArgumentLength = 0;
  /** operate-and-get-next: the history line to begin with. */
  private startsAt: number | undefined;

  constructor(shell: Shell) {
    this.shell = shell;
    this.walk = new HistoryWalk(shell.history);
    this.keymap = new Keymap(shell.keyBindings);
    this.display = this.createDisplay();
  }

  /** The line without its newline; undefined at the end of input (^D). Throws Interrupted at ^C. */
  async readLine(prompt: string): Promise<string | undefined> {
    const restore = this.prepareTerminal();
    this.begin(prompt);
    try {
      const step = await this.edit();
      await this.conclude(step);
      return step.kind === 'accepted' ? this.buffer.line : undefined;
    } catch (error) {
      if (error instanceof Interrupted) await this.interrupt();
      throw error;
    } finally {
      restore();
    }
  }

  private get bracketedPaste(): boolean {
    return this.shell.settings.get('enable-bracketed-paste') === 'on' && this.shell.variable('TERM') !== 'dumb';
  }

  private prepareTerminal(): () => void {
    const tty = this.shell.p.tty(0);
    const before = tty.modes();
    tty.setModes({ icanon: false, echo: false, icrnl: false });
    return () => tty.setModes(before);
  }

  private createDisplay(): Display {
    return new Display((text) => void (this.out += text), {
      multibyte: isUtf8(this.shell),
      columns: this.shell.p.tty(0).size().cols,
    });
  }

  private begin(prompt: string): void {
    const end = prompt.lastIndexOf('\n');
    this.promptPrefix = prompt.slice(0, end + 1);
    this.prompt = prompt.slice(end + 1);
    this.buffer = new LineBuffer();
    this.walk = new HistoryWalk(this.shell.history);
    this.keymap = new Keymap(this.shell.keyBindings);
    this.display = this.createDisplay();
    this.marked = undefined;
    this.previous = undefined;
    this.searchPrompt = undefined;
    this.stale = false;
    if (this.startsAt !== undefined) this.buffer.set(this.walk.goTo(this.startsAt, '') ?? '');
    this.startsAt = undefined;
    this.out = this.bracketedPaste ? '\x1b[?2004h' : '';
    this.writePrefix();
    this.refresh();
  }

  /** Lines of a prompt above the last one are written once and not redrawn. */
  private writePrefix(): void {
    if (this.promptPrefix === '') return;
    this.out += this.promptPrefix + (this.promptPrefix.endsWith('\r\n') ? '' : '\r');
  }

  private refresh(): void {
    const { buffer } = this;
    const columns = this.shell.p.tty(0).size().cols;
    const prompt = this.searchPrompt ?? this.prompt;
    this.display.update(layOut({ prompt, text: buffer.text, point: buffer.point, marked: this.marked, columns }));
  }

  private async flush(): Promise<void> {
    const { out } = this;
    this.out = '';
    if (out !== '') await this.shell.p.write(2, toBytes(out));
  }

  private async edit(): Promise<Step> {
    for (;;) {
      await this.flush();
      const key = await readKey(this.keys, (text) => this.keymap.isPrefix(text));
      if (this.stale && key.kind !== 'character') this.refresh();
      const step = await this.handle(key);
      if (step.kind !== 'go on') return step;
      // Characters that have been typed already are taken in together, as readline does.
      this.stale = key.kind === 'character' && (await this.wait(0));
      if (!this.stale) this.refresh();
    }
  }

  private readonly keys: KeySource = {
    byte: async () => {
      await this.wait(undefined);
      const bytes = await this.shell.p.read(0, 1);
      return bytes[0];
    },
    ready: (timeout) => this.wait(timeout),
  };

  /** Waits for a key; redraws when the window's size changes meanwhile. */
  private async wait(timeout: number | undefined): Promise<boolean> {
    for (;;) {
      const woken = await waitForInput(this.shell, timeout);
      if (woken === 'interrupted') throw new Interrupted();
      if (woken !== 'resized') return woken === 'ready';
      this.display.resize(this.shell.p.tty(0).size().cols);
      this.refresh();
      await this.flush();
    }
  }

  private async handle(key: Key): Promise<Step> {
    if (key.kind === 'end') return { kind: 'end of file' };
    const unmark = this.marked !== undefined;
    this.marked = undefined;
    if (key.kind === 'character') {
      this.insertTyped(key.text);
      return GO_ON;
    }
    const name = this.keymap.find(key.text);
    if (name === undefined) return GO_ON;
    if (unmark && name === 'accept-line') this.refresh();
    const step = await this.run(name);
    this.previous = name;
    return step;
  }

  private insertTyped(text: string): void {
    const { buffer } = this;
    buffer.remember(true);
    if (this.overwrite && buffer.point < buffer.text.length) buffer.delete(buffer.point, buffer.point + 1);
    buffer.insert(Array.from(text));
    this.previous = 'self-insert';
  }

  private ding(): void {
    if (this.shell.settings.get('bell-style') !== 'none') this.out += '\x07';
  }

  private async run(name: string): Promise<Step> {
    const { buffer } = this;
    if (name === 'delete-char' && buffer.text.length === 0) return { kind: 'end of file' };
    const command = EDIT_COMMANDS.get(name);
    if (command !== undefined) {
      command(this.context());
      return GO_ON;
    }
    return this.runSpecial(name);
  }

  private context(): EditContext {
    return { buffer: this.buffer, kills: this.kills, previous: this.previous, argument: 1, ding: () => this.ding() };
  }

  private async runSpecial(name: string): Promise<Step> {
    switch (name) {
      case 'accept-line':
        return { kind: 'accepted' };
      case 'operate-and-get-next':
        this.startsAt = this.walk.index + 1;
        return { kind: 'accepted' };
      case 'previous-history':
        return this.toHistory(this.walk.index - 1);
      case 'next-history':
        return this.toHistory(this.walk.index + 1);
      case 'beginning-of-history':
        return this.toHistory(0);
      case 'end-of-history':
        return this.toHistory(this.shell.history.size);
      case 'reverse-search-history':
      case 'forward-search-history':
        return this.search(name === 'reverse-search-history');
      case 'complete':
      case 'possible-completions':
        await this.complete(name === 'possible-completions');
        return GO_ON;
      default:
        return this.runOther(name);
    }
  }

  private async runOther(name: string): Promise<Step> {
    switch (name) {
      case 'clear-screen':
      case 'clear-display':
        this.out += name === 'clear-screen' ? '\x1b[H\x1b[2J' : '\x1b[3J\x1b[H\x1b[2J';
        this.showAgain();
        return GO_ON;
      case 'quoted-insert':
        await this.insertNextKey();
        return GO_ON;
      case 'bracketed-paste-begin':
        await this.paste();
        return GO_ON;
      case 'yank-last-arg':
        this.insertLastArgument();
        return GO_ON;
      case 'insert-comment':
        this.buffer.point = 0;
        this.buffer.insert(['#']);
        this.refresh();
        return { kind: 'accepted' };
      case 'overwrite-mode':
        this.overwrite = !this.overwrite;
        return GO_ON;
      case 'abort':
        this.ding();
        return GO_ON;
      default:
        return GO_ON;
    }
  }

  /** Draws prompt and line anew from the start of an empty line. */
  private showAgain(): void {
    this.display.startOver();
    this.writePrefix();
    this.refresh();
  }

  private toHistory(index: number): Step {
    const line = this.walk.goTo(index, this.buffer.line);
    if (line === undefined) {
      this.ding();
      return GO_ON;
    }
    this.buffer.forget();
    this.buffer.set(line);
    return GO_ON;
  }

  private async insertNextKey(): Promise<void> {
    await this.flush();
    const key = await readKey(this.keys, () => false);
    if (key.kind === 'end') return;
    this.buffer.remember();
    this.buffer.insert(Array.from(key.text));
  }

  /** Text between the marks that the terminal puts around a paste; shown marked until the next key. */
  private async paste(): Promise<void> {
    let text = '';
    while (!text.endsWith(PASTE_END)) {
      const key = await readKey(this.keys, (read) => PASTE_END.startsWith(read) && read !== PASTE_END);
      if (key.kind === 'end') return;
      text += key.text;
    }
    const pasted = Array.from(text.slice(0, -PASTE_END.length).replace(/\r\n?/g, '\n'));
    const from = this.buffer.point;
    this.buffer.remember();
    this.buffer.insert(pasted);
    if (pasted.length > 0) this.marked = { from, to: this.buffer.point };
  }

  /** Meta-. puts in the last word of the line before; again, that of the line before that one. */
  private insertLastArgument(): void {
    const { history } = this.shell;
    const again = this.previous === 'yank-last-arg';
    this.lastArgument = again ? this.lastArgument - 1 : history.size - 1;
    const line = history.at(this.lastArgument);
    if (line === undefined) {
      this.ding();
      return;
    }
    const word = line.trim().match(/(?:[^\s"'\\]|\\.|"[^"]*"|'[^']*')+$/)?.[0] ?? '';
    this.buffer.remember();
    if (again) this.buffer.delete(this.buffer.point - this.lastArgumentLength, this.buffer.point);
    const chars = Array.from(word);
    this.buffer.insert(chars);
    this.lastArgumentLength = chars.length;
  }

  private async search(backward: boolean): Promise<Step> {
    this.display.replacePrompt();
    const result = await (await this.shell.whole()).searchIncrementally(this.searchView(), backward);
    this.searchPrompt = undefined;
    this.marked = undefined;
    this.refresh();
    if (result === undefined) return GO_ON;
    return this.handle(result);
  }

  private searchView(): SearchView {
    return {
      history: this.shell.history,
      buffer: this.buffer,
      start: this.walk.index,
      moveTo: (index) => this.walk.moveTo(index, this.buffer.line),
      show: async (prompt, marked) => {
        this.searchPrompt = prompt;
        this.marked = marked;
        this.refresh();
        await this.flush();
      },
      ding: () => this.ding(),
      nextKey: () => readKey(this.keys, (text) => this.keymap.isPrefix(text)),
    };
  }

  private async complete(listsAtOnce: boolean): Promise<void> {
    const before = this.buffer.line;
    const interpreter = await this.shell.whole();
    await interpreter.completeWord(this.shell, this.completionView(listsAtOnce));
    this.completionChanged = this.buffer.line !== before;
  }

  private completionView(listsAtOnce: boolean): CompletionView {
    return {
      buffer: this.buffer,
      again: listsAtOnce || (this.previous === 'complete' && !this.completionChanged),
      size: this.shell.p.tty(0).size(),
      ding: () => this.ding(),
      print: (text) => {
        this.out += text;
      },
      newLine: () => {
        this.display.finish();
      },
      showAgain: () => this.showAgain(),
      nextKey: async () => {
        await this.flush();
        return readKey(this.keys, () => false);
      },
    };
  }

  private async conclude(step: Step): Promise<void> {
    if (step.kind === 'accepted') this.display.finish();
    if (this.bracketedPaste) this.out += `\x1b[?2004l\r${step.kind === 'end of file' ? '\n' : ''}`;
    await this.flush();
  }

  private async interrupt(): Promise<void> {
    this.out = this.shell.settings.get('echo-control-characters') === 'off' ? '' : '^C';
    // readline leaves, comes back and leaves again on the way out of its signal handler.
    if (this.bracketedPaste) this.out += '\x1b[?2004l\r\x1b[?2004h\x1b[?2004l\r';
    this.out += '\n';
    await this.flush();
  }
}
