/**
 * The clock as the kernel uses it: it also deals out the processors, because computing is what makes time pass.
 *
 * A program that computes counts its steps (`Process.step`, and every system call counts too). When it has used up
 * the steps it was granted, it asks `mayGoOn`; if not, it waits in `enqueue` for another slice. Everything between two
 * such waits happens in microtasks, so input, painting and timers get a turn of the event loop between slices.
 */
import type { Clock } from '../clock.ts';

/** Someone who has used up a slice and waits for the next. */
export interface Runner {
  /** Called in a turn of its own: the next slice has begun. */
  resume(): void;
  /** Whether it still wants to run; one that has been killed meanwhile does not. */
  readonly wanting: boolean;
}

export interface MachineClock extends Clock {
  /** How many steps a runner may make before it asks again. */
  readonly sliceSteps: number;
  /**
   * The steps of a program that has just been started: a slice, or none when this turn of the event loop has seen
   * many starts already, so that processes that only start processes do not fill it for ever.
   */
  firstSlice(): number;
  /**
   * Simulated processor time, in milliseconds, of `steps` steps. `since` is when the last of several slices used in a
   * row was accounted for; clocks that follow the host count the time that has passed instead of steps then.
   */
  charge(steps: number, since: number | undefined): number;
  /** Whether a runner that has made its steps may make as many again at once. */
  mayGoOn(): boolean;
  enqueue(runner: Runner): void;
  /** How many wait for a slice. */
  readonly runnable: number;
  /** Work that takes simulated time without anybody waiting for it (the start of a process). Virtual time moves by it. */
  spend(ms: number): void;
  /** No timer fires and no slice begins from now on. */
  halt(): void;
}

/** Simulated times are given to a microsecond. */
export function roundToMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
