/** Going up and down in history while a line is edited; changes to old lines last until a line is accepted. */
import type { History } from './history.ts';

export class HistoryWalk {
  private readonly history: History;
  private readonly changed = new Map<number, string>();
  /** Where in history the shown line stands; one past the last for the new line. */
  index: number;

  constructor(history: History) {
    this.history = history;
    this.index = history.size;
  }

  /** The line at `index`, after keeping what has become of the shown one; undefined when there is none. */
  goTo(index: number, shown: string): string | undefined {
    if (index < 0 || index > this.history.size || index === this.index) return undefined;
    this.moveTo(index, shown);
    return this.lineAt(index);
  }

  moveTo(index: number, shown: string): void {
    this.changed.set(this.index, shown);
    this.index = index;
  }

  private lineAt(index: number): string {
    return this.changed.get(index) ?? this.history.at(index) ?? '';
  }
}
