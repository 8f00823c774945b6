import { ProcessGone } from '../abi.ts';
import type { Timer } from '../clock.ts';
import type { Waiter, WaitQueue } from '../io/wait-queue.ts';

/** One system call that waits. It ends once: woken, interrupted or thrown out because its process is gone. */
export class Pending implements Waiter {
  readonly promise: Promise<void>;
  readonly interruptible: boolean;
  /** What will wake it; taken back when it ends for another reason. */
  queues: readonly WaitQueue[] = [];
  timer: Timer | undefined;
  /** Woken while its process was stopped or frozen; it ends when that goes on. */
  ready = false;
  ended = false;
  readonly #woken: (pending: Pending) => void;
  #resolve: () => void = nothing;
  #reject: (error: Error) => void = nothing;

  constructor(interruptible: boolean, woken: (pending: Pending) => void) {
    this.interruptible = interruptible;
    this.#woken = woken;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A program that does not look at what it started (`void p.write(…)`) must not bring the host down when it ends.
    this.promise.catch(nothing);
  }

  wake(): void {
    this.#woken(this);
  }

  /** Nothing will wake it any more. */
  detach(): void {
    for (const queue of this.queues) queue.delete(this);
    this.timer?.cancel();
  }

  resolve(): void {
    this.ended = true;
    this.#resolve();
  }

  reject(error: Error): void {
    this.ended = true;
    this.#reject(error);
  }
}

/** A promise whose failure is nobody's business when nobody looks at it. */
export function unwatched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(nothing);
  return promise;
}

export function isGone(error: unknown): error is ProcessGone {
  return error instanceof ProcessGone;
}

function nothing(): void {
  // On purpose.
}
