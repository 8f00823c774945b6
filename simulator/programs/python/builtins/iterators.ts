/** enumerate, filter, map, reversed and zip. */
import { integerOf, objectType, PyType, typeOf, PyTuple, type Value, type Work } from '../objects/core.ts';
import { typeError, valueError } from '../objects/exceptions.ts';
import { NativeIterator, WorkIterator } from '../objects/iterators.ts';
import { rawWork } from '../native/define.ts';
import { installIterator } from '../types/callables.ts';
import type { Vm } from '../vm/vm.ts';

const kind = (name: string): PyType => new PyType(name, [objectType]);
export const enumerateType = kind('enumerate');
export const filterType = kind('filter');
export const mapType = kind('map');
export const reversedType = kind('reversed');
export const zipType = kind('zip');

function isQuick(iterator: Value): iterator is NativeIterator {
  return iterator instanceof NativeIterator && iterator.isQuick;
}

class Enumerate extends NativeIterator {
  readonly isQuick: boolean;
  readonly #iterator: Value;
  #index: number;
  constructor(iterator: Value, index: number) {
    super(enumerateType);
    this.#iterator = iterator;
    this.#index = index;
    this.isQuick = isQuick(iterator);
  }
  next(vm: Vm): Value | undefined {
    const value = isQuick(this.#iterator) ? this.#iterator.next(vm) : undefined;
    return value === undefined ? undefined : new PyTuple([this.#index++, value]);
  }
  override *work(vm: Vm): Work<Value | undefined> {
    const value = yield* vm.next(this.#iterator);
    return value === undefined ? undefined : new PyTuple([this.#index++, value]);
  }
}

class Zip extends NativeIterator {
  readonly isQuick: boolean;
  readonly #iterators: readonly Value[];
  readonly #strict: boolean;
  constructor(iterators: readonly Value[], strict: boolean) {
    super(zipType);
    this.#iterators = iterators;
    this.#strict = strict;
    this.isQuick = !strict && iterators.every(isQuick);
  }
  next(vm: Vm): Value | undefined {
    if (this.#iterators.length === 0) return undefined;
    const values: Value[] = [];
    for (const iterator of this.#iterators) {
      const value = isQuick(iterator) ? iterator.next(vm) : undefined;
      if (value === undefined) return undefined;
      values.push(value);
    }
    return new PyTuple(values);
  }
  override *work(vm: Vm): Work<Value | undefined> {
    if (this.#iterators.length === 0) return undefined;
    const values: Value[] = [];
    for (const iterator of this.#iterators) {
      const value = yield* vm.next(iterator);
      if (value !== undefined) {
        if (this.#strict && values.length < this.#iterators.indexOf(iterator)) break;
        values.push(value);
        continue;
      }
      const at = this.#iterators.indexOf(iterator);
      if (!this.#strict) return undefined;
      if (at > 0) throw valueError(`zip() argument ${at + 1} is shorter than argument${at === 1 ? ' 1' : `s 1-${at}`}`);
      for (let i = 1; i < this.#iterators.length; i++) {
        if ((yield* vm.next(this.#iterators[i] ?? null)) !== undefined) {
          throw valueError(`zip() argument ${i + 1} is longer than argument${i === 1 ? ' 1' : `s 1-${i}`}`);
        }
      }
      return undefined;
    }
    return new PyTuple(values);
  }
}

class MapIterator extends WorkIterator {
  readonly #function: Value;
  readonly #iterators: readonly Value[];
  constructor(callee: Value, iterators: readonly Value[]) {
    super(mapType);
    this.#function = callee;
    this.#iterators = iterators;
  }
  *work(vm: Vm): Work<Value | undefined> {
    const values: Value[] = [];
    for (const iterator of this.#iterators) {
      const value = yield* vm.next(iterator);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return yield* vm.call(this.#function, values);
  }
}

class FilterIterator extends WorkIterator {
  readonly #test: Value;
  readonly #iterator: Value;
  constructor(test: Value, iterator: Value) {
    super(filterType);
    this.#test = test;
    this.#iterator = iterator;
  }
  *work(vm: Vm): Work<Value | undefined> {
    for (;;) {
      const value = yield* vm.next(this.#iterator);
      if (value === undefined) return undefined;
      if (yield* vm.truth(this.#test === null ? value : yield* vm.call(this.#test, [value]))) return value;
    }
  }
}

class ReversedIterator extends WorkIterator {
  readonly #sequence: Value;
  #at: number;
  constructor(sequence: Value, length: number) {
    super(reversedType);
    this.#sequence = sequence;
    this.#at = length;
  }
  *work(vm: Vm): Work<Value | undefined> {
    return this.#at <= 0 ? undefined : yield* vm.getItem(this.#sequence, --this.#at);
  }
}

export function installBuiltinIterators(): void {
  for (const type of [enumerateType, filterType, mapType, reversedType, zipType]) installIterator(type);
  enumerateType.ns.set('__new__', rawWork('__new__', function* (vm, [, iterable, begin], keywords) {
    const from = begin ?? keywords?.get('start') ?? 0;
    const source = iterable ?? keywords?.get('iterable');
    if (source === undefined) throw typeError("enumerate() missing required argument 'iterable' (pos 1)");
    return new Enumerate(yield* vm.iterator(source), Number(integerOf(from) ?? 0));
  }));
  zipType.ns.set('__new__', rawWork('__new__', function* (vm, [, ...iterables], keywords) {
    const iterators: Value[] = [];
    for (let i = 0; i < iterables.length; i++) {
      const iterable = iterables[i] ?? null;
      if (!vm.isIterable(iterable)) throw typeError(`'${typeOf(iterable).name}' object is not iterable`);
      iterators.push(yield* vm.iterator(iterable));
    }
    return new Zip(iterators, keywords?.get('strict') === true);
  }));
  mapType.ns.set('__new__', rawWork('__new__', function* (vm, [, callee = null, ...iterables]) {
    if (iterables.length === 0) throw typeError('map() must have at least two arguments.');
    const iterators: Value[] = [];
    for (const iterable of iterables) iterators.push(yield* vm.iterator(iterable));
    return new MapIterator(callee, iterators);
  }));
  filterType.ns.set('__new__', rawWork('__new__', function* (vm, [, test = null, iterable = null]) {
    return new FilterIterator(test, yield* vm.iterator(iterable));
  }));
  reversedType.ns.set('__new__', rawWork('__new__', function* (vm, [, sequence = null]) {
    const method = typeOf(sequence).lookup('__reversed__');
    if (method !== undefined && method !== null) return yield* vm.callBound(method, sequence, []);
    if (typeOf(sequence).lookup('__getitem__') === undefined || method === null || typeOf(sequence).lookup('__len__') === undefined) {
      throw typeError(`'${typeOf(sequence).name}' object is not reversible`);
    }
    return new ReversedIterator(sequence, Number(yield* vm.len(sequence)));
  }));
} // prettier-ignore
