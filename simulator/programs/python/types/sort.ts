/** sorted() and list.sort(): a stable merge sort that may call Python for every comparison. */
import { PyFloat, type Value, type Work } from '../objects/core.ts';
import { compareQuickly } from '../objects/arithmetic.ts';
import type { Vm } from '../vm/vm.ts';

export function* sortValues(vm: Vm, values: readonly Value[], key: Value, reverse: boolean): Work<Value[]> {
  const keyed: { key: Value; value: Value }[] = [];
  for (const value of values) keyed.push({ key: key === null ? value : yield* vm.call(key, [value]), value });
  // Equal elements keep their order also when it is reversed.
  const entries = reverse ? keyed.reverse() : keyed;
  yield* vm.breathe(entries.length * 4);
  const sorted = quickly(entries) ?? (yield* merge(vm, entries));
  const result = sorted.map((it) => it.value);
  return reverse ? result.reverse() : result;
}

interface Keyed {
  key: Value;
  value: Value;
}

function quickly(entries: Keyed[]): Keyed[] | undefined {
  if (entries.every((it) => typeof it.key === 'string')) {
    return entries.sort((a, b) => (a.key === b.key ? 0 : compareQuickly(a.key, b.key, 0) === true ? -1 : 1));
  }
  const numbers = entries.map((it) =>
    typeof it.key === 'number' ? it.key : it.key instanceof PyFloat ? it.key.value : NaN,
  );
  if (numbers.some((it) => Number.isNaN(it))) return undefined;
  const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  return order.flatMap((index) => entries[index] ?? []);
}

function* merge(vm: Vm, entries: readonly Keyed[]): Work<Keyed[]> {
  if (entries.length < 2) return [...entries];
  const middle = entries.length >> 1;
  const left = yield* merge(vm, entries.slice(0, middle));
  const right = yield* merge(vm, entries.slice(middle));
  const result: Keyed[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) break;
    if (yield* vm.less(b.key, a.key)) {
      result.push(b);
      j++;
    } else {
      result.push(a);
      i++;
    }
  }
  return [...result, ...left.slice(i), ...right.slice(j)];
}
