/** slice objects, and what indices they mean. */
import { integerOf, objectType, PyObject, PyType, type Value } from './core.ts';
import { typeError, valueError } from './exceptions.ts';

export const sliceType = new PyType('slice', [objectType]);
sliceType.sealed = true;

export class PySlice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super(sliceType);
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
}

export interface Indices {
  start: number;
  stop: number;
  step: number;
  count: number;
}

function part(value: Value, fallback: number): number {
  if (value === null) return fallback;
  const integer = integerOf(value);
  if (integer === undefined) throw typeError('slice indices must be integers or None or have an __index__ method');
  return Number(integer);
}

/** As slice.indices(length), with how many there are. */
export function indicesOf(slice: PySlice, length: number): Indices {
  const step = part(slice.step, 1);
  if (step === 0) throw valueError('slice step cannot be zero');
  const clamp = (value: number, low: number, high: number): number => {
    const at = value < 0 ? value + length : value;
    return Math.min(Math.max(at, low), high);
  };
  const forward = step > 0;
  const [low, high] = forward ? [0, length] : [-1, length - 1];
  const start = slice.start === null ? (forward ? low : high) : clamp(part(slice.start, 0), low, high);
  const stop = slice.stop === null ? (forward ? high : low) : clamp(part(slice.stop, 0), low, high);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return { start, stop, step, count };
}

/** The elements a slice takes. */
export function sliced<T>(items: readonly T[], slice: PySlice): T[] {
  const { start, stop, step, count } = indicesOf(slice, items.length);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const result: T[] = [];
  for (let i = 0, at = start; i < count; i++, at += step) {
    const item = items[at];
    if (item !== undefined) result.push(item);
  }
  return result;
}
