/**
 * A host clock that a test moves, so that what happens between two keys does not depend on how fast the machine is.
 * Time stands still while programs run, but for a microsecond each time it is asked for.
 */
import type { Environment } from '../../../simulator/kernel/environment.ts';

interface PendingTimer {
  at: number;
  fire: () => void;
}

export class HandDrivenTime {
  private now = 1763722800000;
  private readonly timers = new Set<PendingTimer>();

  readonly environment: Environment = {
    now: () => (this.now += 0.001),
    setTimer: (ms, fire) => {
      const timer = { at: this.now + ms, fire };
      this.timers.add(timer);
      return () => void this.timers.delete(timer);
    },
    defer: (task) => void setImmediate(task),
    asset: (name) => Promise.reject(new Error(`no asset ${name}`)),
  };

  /** Lets `ms` pass; `settle` is awaited before the next timer is due, so that programs react in order. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let next = this.earliest(end); next !== undefined; next = this.earliest(end)) {
      this.timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.fire();
      await settle();
    }
    this.now = Math.max(this.now, end);
  }

  private earliest(end: number): PendingTimer | undefined {
    let first: PendingTimer | undefined;
    for (const timer of this.timers) if (timer.at <= end && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }
}

/** One turn of the event loop, with all that follows from it at once. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
