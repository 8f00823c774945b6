/**
 * What the worker gives the machine: its clock, timers, and the files shipped with the app. While a session of before is
 * played again, time is the session's and not the world's: it stands still while anything runs and is moved by `advance`.
 */
import type { Environment } from '../../simulator/index.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

/** Milliseconds of session time for each look at the clock, so that programs that compute are interrupted. */
const LOOK = 0.01;
/** Milliseconds of real time after which whatever still runs is taken to run for ever (`yes`). */
const PATIENCE = 1500;

const realNow = (): number => performance.timeOrigin + performance.now();

export class HostTime implements Environment {
  readonly #macrotasks = new MessageChannel();
  readonly #deferred: (() => void)[] = [];
  #waiting: Waiting[] = [];
  #order = 0;
  #outside = 0;
  /** The session's time; undefined when time is the world's. */
  #session: number | undefined;
  #cancelled = new Set<Waiting>();

  constructor() {
    this.#macrotasks.port1.onmessage = () => this.#deferred.shift()?.();
  }

  now(): number {
    if (this.#session === undefined) return realNow();
    this.#session += LOOK;
    return this.#session;
  }

  setTimer(ms: number, fire: () => void): () => void {
    if (this.#session === undefined) {
      const timer = setTimeout(fire, ms);
      return () => clearTimeout(timer);
    }
    const waiting = { at: this.#session + ms, order: this.#order++, fire };
    this.#waiting.push(waiting);
    return () => {
      this.#cancelled.add(waiting);
      this.#waiting = this.#waiting.filter((each) => each !== waiting);
    };
  }

  defer(task: () => void): void {
    this.#deferred.push(task);
    this.#macrotasks.port2.postMessage(null);
  }

  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outside++;
    try {
      return await work();
    } finally {
      this.#outside--;
    }
  }

  async asset(name: string): Promise<Uint8Array> {
    // The worker's own address tells where the site lies: built, it is in `app/`.
    const answer = await fetch(new URL(`${import.meta.env.DEV ? '/' : '../'}assets/${name}`, self.location.href));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** From now on it is `at` (milliseconds since the epoch), until `advance` says otherwise. */
  stand(at: number): void {
    this.#session = at;
  }

  /** Lets the session go on until `to`: whatever runs runs, and timers fire when they are due. */
  async advance(to: number): Promise<void> {
    for (;;) {
      await this.quiet();
      const next = this.#next();
      if (next === undefined || next.at > to) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#session = Math.max(this.#session ?? 0, next.at);
      next.fire();
    }
    this.#session = Math.max(this.#session ?? 0, to);
  }

  /** Resolves when nothing runs any more but waits for time, or when something does not end. */
  async quiet(): Promise<void> {
    const until = performance.now() + PATIENCE;
    do await this.#turn();
    while ((this.#deferred.length > 0 || this.#outside > 0) && performance.now() < until);
  }

  /** Time is the world's again: what was due meanwhile is due now. */
  goLive(): void {
    const waiting = this.#waiting.sort((a, b) => a.at - b.at || a.order - b.order);
    this.#waiting = [];
    this.#session = undefined;
    for (const each of waiting) {
      const fire = (): void => {
        if (!this.#cancelled.delete(each)) each.fire();
      };
      setTimeout(fire, Math.max(0, each.at - realNow()));
    }
  }

  #next(): Waiting | undefined {
    let next: Waiting | undefined;
    for (const each of this.#waiting)
      if (next === undefined || each.at < next.at || (each.at === next.at && each.order < next.order)) next = each;
    return next;
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => setTurn(resolve));
  }
}

const turns = new MessageChannel();
const awaited: (() => void)[] = [];
turns.port1.onmessage = () => awaited.shift()?.();

/** A turn of the event loop later, without the delay that nested timeouts get. */
function setTurn(then: () => void): void {
  awaited.push(then);
  turns.port2.postMessage(null);
}
