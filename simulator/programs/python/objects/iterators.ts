/**
 * Iterators of ours. A quick one answers `next` at once; others (map over a function, zip over generators) have to
 * work for it. undefined is the end.
 */
import type { Vm } from '../vm/vm.ts';
import type { PyDict } from './core.ts';
import { objectType, PyObject, PyType, type Key, type Value, type Work } from './core.ts';
import { raise, RuntimeError } from './exceptions.ts';
import type { PyRange } from './range.ts';

export function iteratorType(name: string): PyType {
  return new PyType(name, [objectType]);
}

export abstract class NativeIterator extends PyObject {
  /** Whether `next` may be called; otherwise `work`. */
  abstract readonly isQuick: boolean;
  abstract next(vm: Vm): Value | undefined;
  *work(vm: Vm): Work<Value | undefined> {
    return this.next(vm);
  }
  /** How many are left, where that is known. */
  get hint(): number {
    return 0;
  }
}

export abstract class QuickIterator extends NativeIterator {
  readonly isQuick = true;
}

export abstract class WorkIterator extends NativeIterator {
  readonly isQuick = false;
  next(): Value | undefined {
    throw new Error('this iterator has to work');
  }
  abstract override work(vm: Vm): Work<Value | undefined>;
}

export const listIteratorType = iteratorType('list_iterator');
export const tupleIteratorType = iteratorType('tuple_iterator');
export const listReverseIteratorType = iteratorType('list_reverseiterator');
export const rangeIteratorType = iteratorType('range_iterator');
export const strIteratorType = iteratorType('str_iterator');
export const bytesIteratorType = iteratorType('bytes_iterator');
export const keyIteratorType = iteratorType('dict_keyiterator');
export const valueIteratorType = iteratorType('dict_valueiterator');
export const itemIteratorType = iteratorType('dict_itemiterator');
export const setIteratorType = iteratorType('set_iterator');
export const callableIteratorType = iteratorType('callable_iterator');

/** Over something that may grow meanwhile: a list. */
export class SequenceIterator extends QuickIterator {
  items: { readonly items: readonly Value[] } | undefined;
  at = 0;
  constructor(items: { readonly items: readonly Value[] }, cls: PyType) {
    super(cls);
    this.items = items;
  }
  next(): Value | undefined {
    const value = this.items?.items[this.at];
    if (value === undefined) {
      this.items = undefined;
      return undefined;
    }
    this.at++;
    return value;
  }
  override get hint(): number {
    return Math.max(0, (this.items?.items.length ?? 0) - this.at);
  }
}

export class RangeIterator extends QuickIterator {
  readonly #range: PyRange;
  #at = 0;
  readonly #length: number;
  readonly #start: number;
  readonly #step: number;
  readonly #small: boolean;
  constructor(range: PyRange) {
    super(rangeIteratorType);
    this.#range = range;
    this.#length = Number(range.length);
    this.#start = Number(range.start);
    this.#step = Number(range.step);
    this.#small = Number.isSafeInteger(this.#start) && Number.isSafeInteger(this.#start + this.#step * this.#length);
  }
  next(): Value | undefined {
    if (this.#at >= this.#length) return undefined;
    const at = this.#at++;
    return this.#small ? this.#start + at * this.#step : this.#range.at(at);
  }
  override get hint(): number {
    return this.#length - this.#at;
  }
}

/** Over what a JavaScript iterator brings. */
export class WrappedIterator extends QuickIterator {
  readonly #values: Iterator<Value>;
  constructor(values: Iterator<Value>, cls: PyType) {
    super(cls);
    this.#values = values;
  }
  next(): Value | undefined {
    const step = this.#values.next();
    return step.done === true ? undefined : step.value;
  }
}

/** Over the keys of a dict or the members of a set, which must not change its size meanwhile. */
export class TableIterator extends QuickIterator {
  readonly #table: PyDict;
  readonly #keys: Iterator<Key>;
  readonly #size: number;
  readonly #pick: (table: PyDict, key: Key) => Value;
  readonly #what: string;
  #done = false;
  #left: number;
  constructor(table: PyDict, cls: PyType, pick: (table: PyDict, key: Key) => Value, what: string, reverse = false) {
    super(cls);
    this.#table = table;
    this.#keys = reverse ? [...table.map.keys()].reverse().values() : table.map.keys();
    this.#size = table.map.size;
    this.#left = this.#size;
    this.#pick = pick;
    this.#what = what;
  }
  next(): Value | undefined {
    if (this.#done) return undefined;
    if (this.#table.map.size !== this.#size) {
      this.#done = true;
      throw raise(RuntimeError, `${this.#what} changed size during iteration`);
    }
    const step = this.#keys.next();
    if (step.done === true) {
      this.#done = true;
      return undefined;
    }
    this.#left--;
    return this.#pick(this.#table, step.value);
  }
  override get hint(): number {
    return this.#left;
  }
}
