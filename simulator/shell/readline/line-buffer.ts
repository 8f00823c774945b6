/** The line being edited: characters, cursor, what was killed, and how to undo. */

interface Snapshot {
  text: readonly string[];
  point: number;
}

/** Kills are remembered over lines, the last one first. */
export class KillRing {
  private readonly kills: string[][] = [];

  add(killed: readonly string[], joins: 'after' | 'before' | 'no'): void {
    const last = this.kills[0];
    if (joins === 'no' || last === undefined) this.kills.unshift([...killed]);
    else this.kills[0] = joins === 'after' ? [...last, ...killed] : [...killed, ...last];
    if (this.kills.length > 10) this.kills.pop();
  }

  latest(): readonly string[] {
    return this.kills[0] ?? [];
  }

  /** Meta-y: the kill before the one that was put in. */
  rotate(): readonly string[] {
    const first = this.kills.shift();
    if (first !== undefined) this.kills.push(first);
    return this.latest();
  }
}

export class LineBuffer {
  text: string[] = [];
  point = 0;
  private undoList: Snapshot[] = [];
  /** Typed characters join into one step of undo. */
  private typing = false;

  get line(): string {
    return this.text.join('');
  }

  set(line: string, point?: number): void {
    this.text = Array.from(line);
    this.point = Math.min(point ?? this.text.length, this.text.length);
  }

  /** Remembers the line as it is, before a change. */
  remember(typing = false): void {
    if (!(typing && this.typing)) this.undoList.push({ text: this.text.slice(), point: this.point });
    this.typing = typing;
  }

  /** The next typed character begins a new step of undo. */
  pause(): void {
    this.typing = false;
  }

  undo(): boolean {
    const last = this.undoList.pop();
    if (last === undefined) return false;
    this.text = [...last.text];
    this.point = last.point;
    this.typing = false;
    return true;
  }

  forget(): void {
    this.undoList = [];
    this.typing = false;
  }

  insert(chars: readonly string[]): void {
    this.text.splice(this.point, 0, ...chars);
    this.point += chars.length;
  }

  /** Takes out `[from, to)`; the cursor goes there. */
  delete(from: number, to: number): string[] {
    const removed = this.text.splice(from, to - from);
    this.point = from;
    return removed;
  }

  /** Start of the word before the cursor; a word is made of letters and digits. */
  wordStart(): number {
    let at = this.point;
    while (at > 0 && !isWordCharacter(this.text[at - 1])) at -= 1;
    while (at > 0 && isWordCharacter(this.text[at - 1])) at -= 1;
    return at;
  }

  /** End of the word behind the cursor. */
  wordEnd(): number {
    let at = this.point;
    while (at < this.text.length && !isWordCharacter(this.text[at])) at += 1;
    while (at < this.text.length && isWordCharacter(this.text[at])) at += 1;
    return at;
  }

  /** Start of the word before the cursor as blanks separate words. */
  blankWordStart(): number {
    let at = this.point;
    while (at > 0 && /\s/.test(this.text[at - 1] ?? '')) at -= 1;
    while (at > 0 && !/\s/.test(this.text[at - 1] ?? '')) at -= 1;
    return at;
  }
}

function isWordCharacter(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}
