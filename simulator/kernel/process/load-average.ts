/**
 * The load of the last one, five and fifteen minutes. Linux samples how many processes want to run every five
 * seconds; here the processor time used since the last look stands for that, so that nothing has to tick.
 */
import type { Machinery } from './kernel-process.ts';

const MINUTES = [1, 5, 15] as const;

export class LoadAverage {
  readonly #machinery: Machinery;
  #lookedAt: number;
  #usedThen: number;
  #averages: [number, number, number] = [0, 0, 0];

  constructor(machinery: Machinery) {
    this.#machinery = machinery;
    this.#lookedAt = machinery.clock.now();
    this.#usedThen = machinery.cpuUsed;
  }

  averages(): readonly [number, number, number] {
    const now = this.#machinery.clock.now();
    const passed = now - this.#lookedAt;
    if (passed > 0) {
      const load = (this.#machinery.cpuUsed - this.#usedThen) / passed;
      const [one, five, fifteen] = this.#averages;
      this.#averages = [
        decayed(one, load, passed, MINUTES[0]),
        decayed(five, load, passed, MINUTES[1]),
        decayed(fifteen, load, passed, MINUTES[2]),
      ];
      this.#lookedAt = now;
      this.#usedThen = this.#machinery.cpuUsed;
    }
    return this.#averages;
  }
}

function decayed(average: number, load: number, ms: number, minutes: number): number {
  const kept = Math.exp(-ms / (minutes * 60_000));
  return average * kept + load * (1 - kept);
}
