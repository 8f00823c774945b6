/** Those who wait until something changes. A wake-up is a hint: whoever wakes looks again, and waits again if need be. */
export interface Waiter {
  wake(): void;
}

export class WaitQueue {
  #waiters: Set<Waiter> | undefined;

  add(waiter: Waiter): void {
    this.#waiters ??= new Set();
    this.#waiters.add(waiter);
  }

  delete(waiter: Waiter): void {
    this.#waiters?.delete(waiter);
  }

  get empty(): boolean {
    return this.#waiters === undefined || this.#waiters.size === 0;
  }

  /** Wakes everyone, in the order in which they came. */
  wake(): void {
    const waiters = this.#waiters;
    if (waiters === undefined || waiters.size === 0) return;
    this.#waiters = undefined;
    for (const waiter of waiters) waiter.wake();
  }

  /** For those who are no process (the daemon, the terminal): resolves at the next wake-up. */
  next(): Promise<void> {
    return new Promise((resolve) => this.add({ wake: resolve }));
  }
}
