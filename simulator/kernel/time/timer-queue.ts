/** Timers in the order in which they are due; equal times in the order in which they were set. */
import type { Timer } from '../clock.ts';

export class QueuedTimer implements Timer {
  /** Milliseconds of simulated time since the machine's start. */
  readonly at: number;
  readonly order: number;
  #fire: (() => void) | undefined;
  readonly #cancelled: () => void;

  constructor(at: number, order: number, fire: () => void, cancelled: () => void) {
    this.at = at;
    this.order = order;
    this.#fire = fire;
    this.#cancelled = cancelled;
  }

  get waiting(): boolean {
    return this.#fire !== undefined;
  }

  cancel(): void {
    if (this.#fire === undefined) return;
    this.#fire = undefined;
    this.#cancelled();
  }

  fire(): void {
    const fire = this.#fire;
    this.#fire = undefined;
    fire?.();
  }
}

/** A binary heap. Cancelled timers stay in it until they come to the top or are most of it. */
export class TimerQueue {
  #heap: QueuedTimer[] = [];
  #order = 0;
  #cancelled = 0;

  /** A time of Infinity makes a timer that never fires. */
  add(at: number, fire: () => void): QueuedTimer {
    const timer = new QueuedTimer(at, this.#order++, fire, () => this.#noteCancelled());
    if (at === Infinity) return timer;
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return timer;
  }

  /** When the next timer is due; undefined when there is none. */
  next(): number | undefined {
    return this.#top()?.at;
  }

  /** Takes the next timer out if it is due at `time`. */
  takeDue(time: number): QueuedTimer | undefined {
    const top = this.#top();
    if (top === undefined || top.at > time) return undefined;
    this.#pop();
    return top;
  }

  clear(): void {
    this.#heap = [];
    this.#cancelled = 0;
  }

  #noteCancelled(): void {
    this.#cancelled += 1;
    if (this.#cancelled < 64 || this.#cancelled * 2 < this.#heap.length) return;
    // A sorted array is a heap.
    this.#heap = this.#heap.filter((timer) => timer.waiting).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #top(): QueuedTimer | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined || top.waiting) return top;
      this.#pop();
      this.#cancelled = Math.max(0, this.#cancelled - 1);
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(index: number): void {
    const moving = this.#heap[index];
    let at = index;
    while (moving !== undefined && at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || isBefore(above, moving)) break;
      this.#heap[at] = above;
      this.#heap[parent] = moving;
      at = parent;
    }
  }

  #down(index: number): void {
    const moving = this.#heap[index];
    let at = index;
    while (moving !== undefined) {
      const child = this.#earlierChild(at);
      const below = this.#heap[child];
      if (below === undefined || isBefore(moving, below)) break;
      this.#heap[at] = below;
      this.#heap[child] = moving;
      at = child;
    }
  }

  #earlierChild(index: number): number {
    const left = this.#heap[2 * index + 1];
    const right = this.#heap[2 * index + 2];
    return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
  }
}

function isBefore(a: QueuedTimer, b: QueuedTimer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
