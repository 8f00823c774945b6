import { integerOf, objectType, PyObject, PyType, shortest, type Value } from './core.ts';

export const rangeType = new PyType('range', [objectType]);
rangeType.sealed = true;

/** range: whole numbers of any size. */
export class PyRange extends PyObject {
  readonly start: number | bigint;
  readonly stop: number | bigint;
  readonly step: number | bigint;
  readonly length: number | bigint;
  constructor(start: number | bigint, stop: number | bigint, step: number | bigint) {
    super(rangeType);
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = countOf(start, stop, step);
  }

  at(index: number | bigint): number | bigint {
    if (typeof index === 'number' && typeof this.start === 'number' && typeof this.step === 'number') {
      const value = this.start + index * this.step;
      if (Number.isSafeInteger(value)) return value;
    }
    return shortest(BigInt(this.start) + BigInt(index) * BigInt(this.step));
  }

  /** Where a number stands in it. */
  indexOf(value: Value): number | bigint | undefined {
    const number = integerOf(value);
    if (number === undefined) return undefined;
    const offset = BigInt(number) - BigInt(this.start);
    const step = BigInt(this.step);
    if (offset % step !== 0n) return undefined;
    const index = offset / step;
    return index >= 0n && index < BigInt(this.length) ? shortest(index) : undefined;
  }
}

function countOf(start: number | bigint, stop: number | bigint, step: number | bigint): number | bigint {
  if (typeof start === 'number' && typeof stop === 'number' && typeof step === 'number') {
    return Math.max(0, Math.ceil((stop - start) / step));
  }
  const [a, b, s] = [BigInt(start), BigInt(stop), BigInt(step)];
  const count = s > 0n ? (b - a + s - 1n) / s : (a - b - s - 1n) / -s;
  return count > 0n ? shortest(count) : 0;
}
