/**
 * The run of one program in a process: its waiting calls and its share of the processors. exec gives a process
 * another thread and throws the old program out of the old one.
 *
 * Counting is cheap: `enter` takes from a budget of steps. Whatever a thread has to notice (its slice is used up, it has
 * been stopped, frozen or killed) empties the budget, so that only the slow path looks for reasons.
 */
import { ProcessGone } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { WaitQueue } from '../io/wait-queue.ts';
import type { MachineClock, Runner } from '../time/machine-clock.ts';
import { Pending, unwatched } from './pending.ts';

/** The process a thread runs in. */
export interface ThreadOwner {
  /** Stopped or frozen. */
  readonly held: boolean;
  useProcessor(ms: number): void;
  /** Milliseconds until its cgroup may compute again. */
  throttledFor(now: number): number;
}

export class Thread {
  readonly #process: ThreadOwner;
  readonly #clock: MachineClock;
  readonly #pendings = new Set<Pending>();
  #budget: number;
  #granted: number;
  #gone = false;
  /** Up to when the slices it uses one after the other are accounted for; undefined when it has waited since. */
  #computingSince: number | undefined;

  constructor(process: ThreadOwner, clock: MachineClock) {
    this.#process = process;
    this.#clock = clock;
    this.#granted = clock.firstSlice();
    this.#budget = this.#granted;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Whether it waits for something other than a processor. */
  get waiting(): boolean {
    return this.#pendings.size > 0 && this.#computingSince === undefined;
  }

  /** Counts `steps` of work. Answers what to wait for before going on, if anything. ProcessGone. */
  enter(steps: number): Promise<void> | undefined {
    this.#budget -= steps;
    return this.#budget > 0 ? undefined : this.#refill();
  }

  /** Counts work of a call that cannot wait. ProcessGone. */
  count(steps: number): void {
    this.#budget -= steps;
    if (this.#gone) throw new ProcessGone();
  }

  /**
   * One system call: tries until it gets an answer, and waits for `queue` after each undefined. A stopped process
   * does not try, so it takes nothing from anybody.
   */
  call<T>(steps: number, queue: WaitQueue, attempt: () => T | undefined, interruptible = false): Promise<T> {
    let pause: Promise<void> | undefined;
    try {
      pause = this.enter(steps);
      const answer = pause === undefined ? attempt() : undefined;
      if (answer !== undefined) return Promise.resolve(answer);
    } catch (error) {
      return unwatched(fail(error));
    }
    return unwatched(this.#keepTrying(pause, queue, attempt, interruptible));
  }

  sleepOn(queue: WaitQueue, interruptible = false): Promise<void> {
    return this.#suspend(interruptible, [queue], undefined).promise;
  }

  /** Until one of the queues wakes it or, if given, `ms` of simulated time have passed. */
  sleepOnAny(queues: readonly WaitQueue[], ms?: number): Promise<void> {
    return this.#suspend(false, queues, ms).promise;
  }

  /** Infinity waits for ever. */
  sleepFor(ms: number, interruptible = false): Promise<void> {
    return this.#suspend(interruptible, [], ms).promise;
  }

  /** Waits for a promise that knows nothing of processes, as a call of this thread. */
  async awaits<T>(promise: Promise<T>): Promise<T> {
    const pending = this.#suspend(false, [], undefined);
    const wake = (): void => pending.wake();
    promise.then(wake, wake);
    await pending.promise;
    return promise;
  }

  /** Rejects the calls that a handled signal interrupts, with EINTR. */
  interrupt(): void {
    for (const pending of this.#pendings) {
      if (!pending.interruptible || pending.ready) continue;
      pending.detach();
      this.#pendings.delete(pending);
      pending.reject(new SysError('EINTR'));
    }
  }

  /** The process has been stopped or frozen: from the next call on it waits. */
  hold(): void {
    this.#account();
    this.#budget = 0;
  }

  /** The process goes on: what has been waiting for that ends now. */
  release(): void {
    for (const pending of this.#pendings) if (pending.ready) this.#end(pending);
  }

  /** Throws the program out of every call, now and later. */
  end(): void {
    if (this.#gone) return;
    this.#account();
    this.#gone = true;
    this.#budget = 0;
    if (this.#pendings.size === 0) return;
    const pendings = [...this.#pendings];
    this.#pendings.clear();
    const gone = new ProcessGone();
    for (const pending of pendings) {
      pending.detach();
      pending.reject(gone);
    }
  }

  /** The program has come to its end: calls it still has under way are never heard of again. */
  abandon(): void {
    for (const pending of this.#pendings) pending.detach();
    this.#pendings.clear();
  }

  /** Adds what has been used of the slice to the process's processor time. */
  account(): void {
    const left = this.#budget;
    this.#account();
    this.#budget = left;
    this.#granted = left;
  }

  async #keepTrying<T>(
    pause: Promise<void> | undefined,
    queue: WaitQueue,
    attempt: () => T | undefined,
    interruptible: boolean,
  ): Promise<T> {
    if (pause === undefined) await this.sleepOn(queue, interruptible);
    else await pause;
    for (;;) {
      const held = this.#whileHeld();
      if (held !== undefined) await held;
      const answer = attempt();
      if (answer !== undefined) return answer;
      // The attempt itself may have stopped the process (reading from a terminal in the background).
      if (!this.#process.held) await this.sleepOn(queue, interruptible);
    }
  }

  #suspend(interruptible: boolean, queues: readonly WaitQueue[], ms: number | undefined): Pending {
    if (this.#gone) throw new ProcessGone();
    this.#computingSince = undefined;
    const pending = new Pending(interruptible, (woken) => this.#wake(woken));
    pending.queues = queues;
    for (const queue of queues) queue.add(pending);
    if (ms !== undefined) pending.timer = this.#clock.after(ms, () => pending.wake());
    this.#pendings.add(pending);
    return pending;
  }

  #wake(pending: Pending): void {
    if (pending.ready || !this.#pendings.has(pending)) return;
    pending.detach();
    pending.ready = true;
    if (!this.#process.held) this.#end(pending);
  }

  #end(pending: Pending): void {
    this.#pendings.delete(pending);
    pending.resolve();
  }

  #refill(): Promise<void> | undefined {
    if (this.#gone) throw new ProcessGone();
    this.#account();
    if (!this.#process.held && this.#clock.mayGoOn()) {
      this.#granted = this.#clock.sliceSteps;
      this.#budget = this.#granted;
      return undefined;
    }
    return unwatched(this.#nextSlice());
  }

  async #nextSlice(): Promise<void> {
    const held = this.#whileHeld();
    if (held !== undefined) await held;
    const delay = this.#process.throttledFor(this.#clock.now());
    if (delay > 0) await this.sleepFor(delay);
    const pending = this.#suspend(false, [], undefined);
    this.#computingSince = this.#clock.now();
    this.#clock.enqueue(new SliceWaiter(pending));
    await pending.promise;
    this.#granted = this.#clock.sliceSteps;
    this.#budget = this.#granted;
  }

  #whileHeld(): Promise<void> | undefined {
    if (this.#gone) throw new ProcessGone();
    if (!this.#process.held) return undefined;
    const pending = this.#suspend(false, [], undefined);
    pending.ready = true;
    return pending.promise;
  }

  #account(): void {
    this.#process.useProcessor(this.#clock.charge(this.#granted - this.#budget, this.#computingSince));
    if (this.#computingSince !== undefined) this.#computingSince = this.#clock.now();
    this.#granted = 0;
    this.#budget = 0;
  }
}

class SliceWaiter implements Runner {
  readonly #pending: Pending;

  constructor(pending: Pending) {
    this.#pending = pending;
  }

  get wanting(): boolean {
    return !this.#pending.ended;
  }

  resume(): void {
    this.#pending.wake();
  }
}

async function fail(error: unknown): Promise<never> {
  throw error;
}
