/**
 * A prompt with a line editor, for programs that talk to people: emacs keys, history, Tab. A line that does not fit is
 * shown over several rows.
 */
import type { Process } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';
import { displayWidth } from '../text/width.ts';

export type LineEnd = { kind: 'line'; text: string } | { kind: 'interrupt' } | { kind: 'end' };

/** What the word before the cursor may become. */
export type Complete = (word: string, line: string) => readonly string[];

export class LineEditor {
  private readonly p: Process;
  private readonly complete: Complete;
  readonly history: string[] = [];
  /** Characters before and behind the cursor. */
  private before = '';
  private behind = '';
  private killed = '';
  private prompt = '';
  /** Row of the cursor, counted from the row of the prompt. */
  private row = 0;

  constructor(p: Process, complete: Complete = () => []) {
    this.p = p;
    this.complete = complete;
  }

  /** Reads one line; the terminal is back in its usual state afterwards. What is typed behind it stays unread. */
  async read(prompt: string): Promise<LineEnd> {
    const tty = this.p.tty(0);
    const before = tty.modes();
    tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false });
    try {
      this.prompt = prompt;
      [this.before, this.behind, this.row] = ['', '', 0];
      await this.p.stdout.write(prompt);
      return await this.edit();
    } finally {
      tty.setModes(before);
    }
  }

  private async byte(): Promise<number | undefined> {
    return (await this.p.read(0, 1))[0];
  }

  /** One key: a character, or an escape sequence. Undefined at the end of input. */
  private async key(): Promise<string | undefined> {
    const first = await this.byte();
    if (first === undefined) return undefined;
    if (first >= 0x80) return this.character(first);
    if (first !== 0x1b) return String.fromCharCode(first);
    let text = '\x1b';
    for (;;) {
      const next = await this.byte();
      if (next === undefined) return text;
      text += String.fromCharCode(next);
      const inSequence = text.length === 2 && (next === 0x5b || next === 0x4f);
      if (!inSequence && !(text.startsWith('\x1b[') && /[\d;]/.test(text.slice(-1)))) return text;
    }
  }

  private async character(first: number): Promise<string> {
    const bytes = [first];
    for (let more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1; more > 0; more--) {
      const next = await this.byte();
      if (next !== undefined) bytes.push(next);
    }
    return decode(Uint8Array.from(bytes));
  }

  /** Where the cell after `text` is on a screen of this width. */
  private place(text: string): { row: number; column: number } {
    const { cols } = this.p.tty(0).size();
    const width = displayWidth(this.prompt + text);
    return { row: Math.floor(width / cols), column: width % cols };
  }

  private async draw(): Promise<void> {
    const at = this.place(this.before);
    const end = this.place(this.before + this.behind);
    const up = this.row > 0 ? `\x1b[${this.row}A` : '';
    // A row that is just full keeps the cursor behind its last cell: step on.
    const step = end.column === 0 && end.row > 0 ? '\n\r' : '';
    const back = end.row > at.row ? `\x1b[${end.row - at.row}A` : '';
    const right = at.column > 0 ? `\x1b[${at.column}C` : '';
    this.row = at.row;
    await this.p.stdout.write(`${up}\r\x1b[J${this.prompt}${this.before}${this.behind}${step}${back}\r${right}`);
  }

  private async insert(text: string): Promise<void> {
    this.before += text;
    const { row, column } = this.place(this.before);
    if (this.behind === '' && row === this.row && column > 0) await this.p.stdout.write(text);
    else await this.draw();
  }

  private async finish(): Promise<void> {
    const end = this.place(this.before + this.behind);
    const down = end.row > this.row ? `\x1b[${end.row - this.row}B` : '';
    await this.p.stdout.write(`${down}\n`);
  }

  private async edit(): Promise<LineEnd> {
    let place = this.history.length;
    for (;;) {
      const key = await this.key();
      switch (key) {
        case undefined: return { kind: 'end' };
        case '\r': case '\n': return await this.accept();
        case '\x03': await this.p.stdout.write('^C'); await this.finish(); return { kind: 'interrupt' };
        case '\x04': if (this.before + this.behind === '') return { kind: 'end' }; this.behind = this.behind.slice(1); break;
        case '\x10': case '\x1b[A': case '\x1bOA': place = this.recall(place, -1); break;
        case '\x0e': case '\x1b[B': case '\x1bOB': place = this.recall(place, 1); break;
        case '\t': await this.completeWord(); break;
        default:
          if (!key.startsWith('\x1b') && key >= ' ' && key !== '\x7f') { await this.insert(key); continue; }
          this.move(key);
      } // prettier-ignore
      if (key === '\x0c') await this.p.stdout.write('\x1b[H\x1b[2J');
      await this.draw();
    }
  }

  private async accept(): Promise<LineEnd> {
    const text = this.before + this.behind;
    await this.finish();
    return { kind: 'line', text };
  }

  private recall(place: number, by: number): number {
    const next = place + by;
    if (next < 0 || next > this.history.length) return place;
    [this.before, this.behind] = [this.history[next] ?? '', ''];
    return next;
  }

  /** Keys that move the cursor and take text away. */
  private move(key: string): void {
    const { before, behind } = this;
    const lastChar = [...before].at(-1) ?? '';
    const nextChar = [...behind][0] ?? '';
    const lastWord = /\S*\s*$/.exec(before)?.[0] ?? '';
    const wordBack = /\w*\W*$/.exec(before)?.[0] ?? '';
    const wordOn = /^\W*\w*/.exec(behind)?.[0] ?? '';
    const set = (left: string, right: string): void => void ([this.before, this.behind] = [left, right]);
    const kill = (text: string, left: string, right: string): void => {
      this.killed = text;
      set(left, right);
    };
    switch (key) {
      case '\x7f': case '\b': set(before.slice(0, before.length - lastChar.length), behind); break;
      case '\x1b[3~': set(before, behind.slice(nextChar.length)); break;
      case '\x01': case '\x1b[H': case '\x1bOH': case '\x1b[1~': set('', before + behind); break;
      case '\x05': case '\x1b[F': case '\x1bOF': case '\x1b[4~': set(before + behind, ''); break;
      case '\x02': case '\x1b[D': case '\x1bOD': set(before.slice(0, before.length - lastChar.length), lastChar + behind); break;
      case '\x06': case '\x1b[C': case '\x1bOC': set(before + nextChar, behind.slice(nextChar.length)); break;
      case '\x1bb': case '\x1b[1;5D': set(before.slice(0, before.length - wordBack.length), wordBack + behind); break;
      case '\x1bf': case '\x1b[1;5C': set(before + wordOn, behind.slice(wordOn.length)); break;
      case '\x0b': kill(behind, before, ''); break;
      case '\x15': kill(before, '', behind); break;
      case '\x17': kill(lastWord, before.slice(0, before.length - lastWord.length), behind); break;
      case '\x1bd': kill(wordOn, before, behind.slice(wordOn.length)); break;
      case '\x19': set(before + this.killed, behind); break;
      case '\x14': if (nextChar !== '' && lastChar !== '') set(before.slice(0, -lastChar.length) + nextChar + lastChar, behind.slice(nextChar.length)); break;
      default:
    } // prettier-ignore
  }

  private async completeWord(): Promise<void> {
    const word = /[\w.\\$]*$/.exec(this.before)?.[0] ?? '';
    const found = this.complete(word, this.before);
    const [first = ''] = found;
    let length = first.length;
    for (const each of found) while (length > 0 && !each.toLowerCase().startsWith(first.slice(0, length).toLowerCase())) length--; // prettier-ignore
    if (found.length > 0 && (length > word.length || found.length === 1)) {
      this.before = this.before.slice(0, this.before.length - word.length) + first.slice(0, length) + (found.length === 1 ? ' ' : ''); // prettier-ignore
      return;
    }
    if (found.length > 1) await this.p.stdout.write(`\n${found.join('  ')}\n`);
    else await this.p.stdout.write('\x07');
    this.row = 0;
  }
}
