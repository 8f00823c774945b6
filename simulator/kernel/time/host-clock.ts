/**
 * Time that follows the host's clock, as fast or `factor` times as fast.
 *
 * Programs that compute share the host's one thread with its input and painting: a turn of the event loop is given to
 * one of them, for a few milliseconds.
 */
import type { Timer } from '../clock.ts';
import type { Environment } from '../environment.ts';
import type { MachineClock, Runner } from './machine-clock.ts';
import { roundToMicroseconds } from './machine-clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** Between looks at the host's clock: seldom enough to cost nothing, often enough for programs whose steps are long. */
const SLICE_STEPS = 100;
/** Host milliseconds a turn of the event loop may be filled with computing. */
const TURN_LENGTH = 5;
/** Processor time of a step of programs that compute only a little, milliseconds. */
const STEP_COST = 0.001;
/** Hosts cut longer waits off (a signed 32-bit number of milliseconds); the clock asks again then. */
const LONGEST_WAIT = 2 ** 31 - 1;

export class HostClock implements MachineClock {
  readonly sliceSteps = SLICE_STEPS;
  readonly #environment: Environment;
  readonly #factor: number;
  readonly #cpus: number;
  readonly #hostStart: number;
  readonly #timers = new TimerQueue();
  #elapsed = 0;
  #armed: { at: number; cancel: () => void } | undefined;
  #queue: Runner[] = [];
  #turnDue = false;
  /** Host time at which the turn under way began. */
  #turnStart: number;
  #halted = false;

  constructor(environment: Environment, factor: number, cpus: number) {
    this.#environment = environment;
    this.#factor = factor;
    this.#cpus = cpus;
    this.#hostStart = environment.now();
    this.#turnStart = this.#hostStart;
  }

  now(): number {
    return roundToMicroseconds(this.#hostStart + this.#advance());
  }

  after(ms: number, fire: () => void): Timer {
    const timer = this.#timers.add(this.#advance() + (ms > 0 ? ms : 0), fire);
    this.#arm();
    return timer;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  async outside<T>(work: () => Promise<T>): Promise<T> {
    return await (this.#environment.outside?.(work) ?? work());
  }

  get runnable(): number {
    return this.#queue.length;
  }

  firstSlice(): number {
    return this.mayGoOn() ? SLICE_STEPS : 0;
  }

  /** Those who compute at the same time, up to the number of processors, are told that each had one to itself. */
  charge(steps: number, since: number | undefined): number {
    if (since === undefined) return steps * STEP_COST * this.#factor;
    return (this.now() - since) * Math.min(1, this.#cpus / (this.#queue.length + 1));
  }

  mayGoOn(): boolean {
    return this.#environment.now() - this.#turnStart < TURN_LENGTH;
  }

  enqueue(runner: Runner): void {
    this.#queue.push(runner);
    this.#askTurn();
  }

  spend(): void {
    // The host's clock has counted it.
  }

  halt(): void {
    this.#halted = true;
    this.#timers.clear();
    this.#queue = [];
    this.#armed?.cancel();
    this.#armed = undefined;
  }

  /** Never goes back, also when the host's clock does. */
  #advance(): number {
    const elapsed = (this.#environment.now() - this.#hostStart) * this.#factor;
    if (elapsed > this.#elapsed) this.#elapsed = elapsed;
    return this.#elapsed;
  }

  #askTurn(): void {
    if (this.#turnDue || this.#halted) return;
    this.#turnDue = true;
    this.#environment.defer(() => this.#turn());
  }

  /** One runner a turn: the first would otherwise use up the turn of all others, every time. */
  #turn(): void {
    this.#turnDue = false;
    this.#turnStart = this.#environment.now();
    let runner = this.#queue.shift();
    while (runner !== undefined && !runner.wanting) runner = this.#queue.shift();
    if (this.#queue.length > 0) this.#askTurn();
    runner?.resume();
  }

  #arm(): void {
    const next = this.#timers.next();
    if (this.#armed !== undefined && next !== undefined && this.#armed.at <= next) return;
    this.#armed?.cancel();
    this.#armed = undefined;
    if (next === undefined || this.#halted) return;
    const wait = Math.min(LONGEST_WAIT, Math.max(0, Math.ceil((next - this.#advance()) / this.#factor)));
    this.#armed = { at: next, cancel: this.#environment.setTimer(wait, () => this.#fireDue()) };
  }

  #fireDue(): void {
    this.#armed = undefined;
    this.#turnStart = this.#environment.now();
    const due = [];
    const now = this.#advance();
    for (let timer = this.#timers.takeDue(now); timer !== undefined; timer = this.#timers.takeDue(now)) due.push(timer);
    for (const timer of due) timer.fire();
    this.#arm();
  }
}
