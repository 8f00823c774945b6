/** The daemon's clock. */
import type { Micros } from '../api/time.ts';
import type { Clock } from '../kernel/clock.ts';

/** No two moments are equal, so that what is listed by time has an order also where simulated time stands still. */
export interface Timekeeper {
  now(): Micros;
}

export function createTimekeeper(clock: Pick<Clock, 'now'>): Timekeeper {
  let last: Micros = 0;
  return {
    now() {
      last = Math.max(last + 1, Math.floor(clock.now() * 1000));
      return last;
    },
  };
}
