/** Simulated time, in milliseconds since the Unix epoch with fractions down to a microsecond. */
export interface Clock {
  now(): number;
  /** Calls `fire` once when simulated time has advanced by `ms`. */
  after(ms: number, fire: () => void): Timer;
  /** Resolves when simulated time has advanced by `ms`. Not interruptible: programs use `Process.sleep`. */
  sleep(ms: number): Promise<void>;
  /**
   * Runs `work`, which waits for something outside the simulation (an asset, a lazily loaded module). Virtual time
   * stands still until it settles; without this the clock would jump to the next timer while the work is under way.
   */
  outside<T>(work: () => Promise<T>): Promise<T>;
}

export interface Timer {
  cancel(): void;
}
