/**
 * Time that stands still while anything can run and then jumps to the next timer.
 *
 * "Nothing can run" must be exact, whatever chains of promises a program is made of. A task given to
 * `Environment.defer` runs when the host's queue of microtasks is empty, that is when every program has got as far as it
 * can and waits: for a timer, for another slice, for each other or for the world outside. So one deferred turn decides,
 * and one turn is all a jump costs, however long it is.
 *
 * Programs that compute move time too. When everything else has come to rest, those that wait for a slice get one
 * together (a round), and time advances by what the round takes on the machine's processors. Timers that fall into
 * a round fire at their own time, before it ends.
 */
import type { Timer } from '../clock.ts';
import type { Environment } from '../environment.ts';
import type { MachineClock, Runner } from './machine-clock.ts';
import { roundToMicroseconds } from './machine-clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** Steps of a slice: a few milliseconds of the host's time for ordinary programs. */
const SLICE_STEPS = 500;
/** Ten microseconds of processor time for a step, so that five simulated seconds of a busy loop are quickly over. */
const STEP_COST = 0.01;
/** How many programs may start with a slice of their own in one turn. */
const STARTS_PER_TURN = 64;

export class VirtualClock implements MachineClock {
  readonly sliceSteps = SLICE_STEPS;
  readonly #environment: Pick<Environment, 'defer'>;
  readonly #startAt: number;
  readonly #cpus: number;
  readonly #timers = new TimerQueue();
  #elapsed = 0;
  #queue: Runner[] = [];
  /** When the round under way ends, in elapsed milliseconds. */
  #roundEnd: number | undefined;
  #outside = 0;
  #turnDue = false;
  #starts = 0;
  #halted = false;

  constructor(environment: Pick<Environment, 'defer'>, startAt: number, cpus: number) {
    this.#environment = environment;
    this.#startAt = startAt;
    this.#cpus = cpus;
  }

  now(): number {
    return roundToMicroseconds(this.#startAt + this.#elapsed);
  }

  after(ms: number, fire: () => void): Timer {
    const timer = this.#timers.add(this.#elapsed + (ms > 0 ? ms : 0), fire);
    this.#ask();
    return timer;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      return await work();
    } finally {
      // However fast the work was (loaded or cached), everybody else first gets as far as they can: runs stay equal.
      await new Promise<void>((resolve) => this.#environment.defer(resolve));
      this.#outside -= 1;
      this.#ask();
    }
  }

  get runnable(): number {
    return this.#queue.length;
  }

  firstSlice(): number {
    this.#starts += 1;
    return this.#starts > STARTS_PER_TURN ? 0 : SLICE_STEPS;
  }

  charge(steps: number): number {
    return steps * STEP_COST;
  }

  /** Never: when a slice ends must not depend on how fast the host is. */
  mayGoOn(): boolean {
    return false;
  }

  enqueue(runner: Runner): void {
    this.#queue.push(runner);
    this.#ask();
  }

  spend(ms: number): void {
    this.#elapsed += ms;
  }

  halt(): void {
    this.#halted = true;
    this.#timers.clear();
    this.#queue = [];
  }

  /** Asks for a turn in which to see whether everything has come to rest. */
  #ask(): void {
    if (this.#turnDue || this.#halted || this.#outside > 0) return;
    this.#turnDue = true;
    this.#environment.defer(() => this.#turn());
  }

  #turn(): void {
    this.#turnDue = false;
    this.#starts = 0;
    if (this.#halted || this.#outside > 0) return;
    this.#queue = this.#queue.filter((runner) => runner.wanting);
    if (this.#queue.length > 0) this.#computeTurn();
    else this.#jumpTurn();
    if (this.#queue.length > 0 || this.#timers.next() !== undefined) this.#ask();
  }

  #jumpTurn(): void {
    this.#roundEnd = undefined;
    const next = this.#timers.next();
    if (next !== undefined) this.#fireAt(next);
  }

  #computeTurn(): void {
    const length = SLICE_STEPS * STEP_COST * Math.max(1, this.#queue.length / this.#cpus);
    this.#roundEnd ??= this.#elapsed + length;
    const next = this.#timers.next();
    if (next !== undefined && next <= this.#roundEnd) {
      this.#fireAt(next);
      return;
    }
    this.#elapsed = Math.max(this.#elapsed, this.#roundEnd);
    this.#roundEnd = undefined;
    const runners = this.#queue;
    this.#queue = [];
    for (const runner of runners) runner.resume();
  }

  /** Fires all timers of one instant; what they set off for the same instant waits for its turn. */
  #fireAt(time: number): void {
    this.#elapsed = Math.max(this.#elapsed, time);
    const due = [];
    for (let timer = this.#timers.takeDue(time); timer !== undefined; timer = this.#timers.takeDue(time))
      due.push(timer);
    for (const timer of due) timer.fire();
  }
}
