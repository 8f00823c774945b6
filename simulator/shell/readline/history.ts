/** The list of lines that were entered. */

export class History {
  private lines: string[] = [];
  /** Number of the first line that is kept; `history` numbers from it. */
  private base = 1;
  private most: number | undefined = 500;
  /** Lines added since the file was read or written. */
  fresh = 0;

  get size(): number {
    return this.lines.length;
  }

  /** The number the next line will have. */
  get nextNumber(): number {
    return this.base + this.lines.length;
  }

  get firstNumber(): number {
    return this.base;
  }

  all(): readonly string[] {
    return this.lines;
  }

  /** By place from the start, 0 on. */
  at(index: number): string | undefined {
    return this.lines[index];
  }

  /** By the number `history` shows; negative ones count from the end. */
  numbered(number: number): string | undefined {
    return number < 0 ? this.lines.at(number) : this.lines[number - this.base];
  }

  add(line: string): void {
    this.lines.push(line);
    this.fresh += 1;
    this.trim();
  }

  replaceLast(line: string): void {
    if (this.lines.length > 0) this.lines[this.lines.length - 1] = line;
  }

  set(index: number, line: string): void {
    if (index >= 0 && index < this.lines.length) this.lines[index] = line;
  }

  removeNumbered(number: number): boolean {
    const index = number < 0 ? this.lines.length + number : number - this.base;
    if (index < 0 || index >= this.lines.length) return false;
    this.lines.splice(index, 1);
    return true;
  }

  removeLast(): void {
    this.lines.pop();
  }

  clear(): void {
    this.lines = [];
    this.base = 1;
    this.fresh = 0;
  }

  /** HISTSIZE: undefined keeps all. */
  limit(most: number | undefined): void {
    this.most = most;
    this.trim();
  }

  private trim(): void {
    if (this.most === undefined || this.lines.length <= this.most) return;
    const surplus = this.lines.length - this.most;
    this.lines.splice(0, surplus);
    this.base += surplus;
  }
}
