/** list, tuple, range and slice. */
import { integerOf, listType, NotImplemented, PyList, PyTuple, PyType, stringOf, tupleType, typeOf, type Value, type Work } from '../objects/core.ts'; // prettier-ignore
import { IndexError, MemoryError, raise, typeError, valueError } from '../objects/exceptions.ts';
import { attribute } from '../objects/function.ts';
import { listIteratorType, listReverseIteratorType, RangeIterator, SequenceIterator, tupleIteratorType, WrappedIterator } from '../objects/iterators.ts'; // prettier-ignore
import { hashOfKey, plainEquals, plainHashes, plainKey } from '../objects/keys.ts';
import { PyRange, rangeType } from '../objects/range.ts';
import { indicesOf, PySlice, sliceType, sliced } from '../objects/slice.ts';
import { methods, raw, work, type Methods } from '../native/define.ts';
import type { Vm } from '../vm/vm.ts';
import { sortValues } from './sort.ts';

const MOST = 50_000_000;
const COMPARE = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];

const itemsOf = (value: Value): readonly Value[] =>
  value instanceof PyList || value instanceof PyTuple ? value.items : [];

/** Writes the members of a container, which may contain itself. */
export function* joinedReprs(vm: Vm, owner: Value, items: readonly Value[]): Work<string | undefined> {
  const stack = reprStack(vm);
  if (stack.includes(owner)) return undefined;
  stack.push(owner);
  try {
    const parts: string[] = [];
    for (const item of items) parts.push(yield* vm.repr(item));
    return parts.join(', ');
  } finally {
    stack.pop();
  }
}

function reprStack(vm: Vm): Value[] {
  return vm.reprs;
}

function* compareItems(vm: Vm, a: readonly Value[], b: readonly Value[], op: number): Work {
  if ((op === 2 || op === 3) && a.length !== b.length) return op === 3;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x = null, y = null] = [a[i], b[i]];
    if (!(yield* vm.equal(x, y))) {
      if (op === 2 || op === 3) return op === 3;
      return yield* vm.compare(op, x, y);
    }
  }
  const [x, y] = [a.length, b.length];
  return [x < y, x <= y, x === y, x !== y, x > y, x >= y][op] ?? false;
}

export function* indexIn(vm: Vm, index: Value, length: number, what: string): Work<number> {
  const integer = integerOf(index) ?? (typeOf(index).lookup('__index__') === undefined ? undefined : yield* vm.index(index));
  if (integer === undefined) throw typeError(`${what} indices must be integers or slices, not ${typeOf(index).name}`);
  const at = Number(integer) < 0 ? Number(integer) + length : Number(integer);
  if (at < 0 || at >= length) throw raise(IndexError, `${what} index out of range`);
  return at;
} // prettier-ignore

export function repeated<T>(items: readonly T[], times: number | bigint): T[] {
  const count = Math.max(0, Number(times));
  if (items.length * count > MOST) throw raise(MemoryError);
  const result: T[] = [];
  for (let i = 0; i < count; i++) for (const item of items) result.push(item);
  return result;
}

function shared(on: Methods, type: PyType, make: (items: Value[]) => Value, name: string): void {
  COMPARE.forEach((compare, op) => {
    on.work(`__${compare}__(other, /)`, function* (vm, a, b) {
      if (!typeOf(b).isSubclassOf(type)) return NotImplemented;
      return yield* compareItems(vm, itemsOf(a), itemsOf(b), op);
    });
  });
  on.fn('__len__()', (_vm, self) => itemsOf(self).length)
    .work('__getitem__(index, /)', function* (vm, self, index) {
      const items = itemsOf(self);
      if (index instanceof PySlice) return make(sliced(items, yield* plainSlice(vm, index)));
      return items[yield* indexIn(vm, index, items.length, name)] ?? null;
    })
    .work('__contains__(value, /)', function* (vm, self, value) {
      for (const item of itemsOf(self)) if (item === value || (yield* vm.equal(item, value))) return true;
      return false;
    })
    .fn('__iter__()', (_vm, self) => new SequenceIterator(self instanceof PyTuple || self instanceof PyList ? self : new PyTuple([]), type === listType ? listIteratorType : tupleIteratorType))
    .fn('__add__(other, /)', (_vm, a, b) => (typeOf(b).isSubclassOf(type) ? make([...itemsOf(a), ...itemsOf(b)]) : NotImplemented))
    .work('__mul__(times, /)', function* (vm, self, times) {
      if (integerOf(times) === undefined && typeOf(times).lookup('__index__') === undefined) return NotImplemented;
      return make(repeated(itemsOf(self), yield* vm.index(times)));
    })
    .work('__rmul__(times, /)', function* (vm, self, times) {
      if (integerOf(times) === undefined && typeOf(times).lookup('__index__') === undefined) return NotImplemented;
      return make(repeated(itemsOf(self), yield* vm.index(times)));
    })
    .work('count(value, /)', function* (vm, self, value) {
      let count = 0;
      for (const item of itemsOf(self)) if (yield* vm.equal(item, value)) count++;
      return count;
    })
    .work(`index(value, start=0, stop=...)`, function* (vm, self, value, start = 0, stop) {
      const items = itemsOf(self);
      const bound = (v: Value): number => { const n = Number(integerOf(v) ?? 0); return n < 0 ? Math.max(0, n + items.length) : n; };
      const end = stop === undefined || stop === null ? items.length : Math.min(items.length, bound(stop));
      for (let i = bound(start); i < end; i++) if (yield* vm.equal(items[i] ?? null, value)) return i;
      throw valueError(type === listType ? `${yield* vm.repr(value)} is not in list` : 'tuple.index(x): x not in tuple');
    });
} // prettier-ignore

export function* plainSlice(vm: Vm, slice: PySlice): Work<PySlice> {
  const part = function* (value: Value): Work {
    if (value === null || integerOf(value) !== undefined) return value;
    if (typeOf(value).lookup('__index__') === undefined) throw typeError('slice indices must be integers or None or have an __index__ method');
    return yield* vm.index(value);
  };
  return new PySlice(yield* part(slice.start), yield* part(slice.stop), yield* part(slice.step));
} // prettier-ignore

export function installSequences(): void {
  const list = methods(listType);
  const own = (value: Value): Value[] => {
    if (!(value instanceof PyList)) throw typeError(`descriptor requires a 'list' object but received a '${typeOf(value).name}'`);
    return value.items;
  };
  shared(list, listType, (items) => new PyList(items), 'list');
  list
    .work('__repr__()', function* (vm, self) {
      const text = yield* joinedReprs(vm, self, own(self));
      return text === undefined ? '[...]' : `[${text}]`;
    })
    .fn('append(object, /)', (_vm, self, value) => {
      own(self).push(value);
      return null;
    })
    .work('extend(iterable, /)', function* (vm, self, iterable) {
      for (const item of yield* vm.list(iterable)) own(self).push(item);
      return null;
    })
    .work('__iadd__(iterable, /)', function* (vm, self, iterable) {
      for (const item of yield* vm.list(iterable)) own(self).push(item);
      return self;
    })
    .fn('__imul__(times, /)', (_vm, self, times) => {
      const items = own(self);
      const result = repeated(items, integerOf(times) ?? 0);
      items.splice(0, items.length);
      for (const item of result) items.push(item);
      return self;
    })
    .fn('insert(index, object, /)', (_vm, self, index, value) => {
      const at = integerOf(index);
      if (at === undefined) throw typeError(`'${typeOf(index).name}' object cannot be interpreted as an integer`);
      own(self).splice(Number(at), 0, value);
      return null;
    })
    .work('pop(index=-1, /)', function* (vm, self, index = -1) {
      const items = own(self);
      if (items.length === 0) throw raise(IndexError, 'pop from empty list');
      const integer = Number(yield* vm.index(index));
      const at = integer < 0 ? integer + items.length : integer;
      if (at < 0 || at >= items.length) throw raise(IndexError, 'pop index out of range');
      const [value = null] = at === items.length - 1 ? [items.pop()] : items.splice(at, 1);
      return value;
    })
    .work('remove(value, /)', function* (vm, self, value) {
      const items = own(self);
      for (let i = 0; i < items.length; i++) {
        if (yield* vm.equal(items[i] ?? null, value)) {
          items.splice(i, 1);
          return null;
        }
      }
      throw valueError('list.remove(x): x not in list');
    })
    .fn('clear()', (_vm, self) => {
      own(self).splice(0);
      return null;
    })
    .fn('copy()', (_vm, self) => new PyList([...own(self)]))
    .fn('reverse()', (_vm, self) => {
      own(self).reverse();
      return null;
    })
    .fn('__reversed__()', (_vm, self) => new WrappedIterator([...own(self)].reverse().values(), listReverseIteratorType))
    .work('sort(*, key=None, reverse=False)', function* (vm, self, key = null, reverse = false) {
      const items = own(self);
      const sorted = yield* sortValues(vm, items, key, yield* vm.truth(reverse));
      items.splice(0, items.length);
      for (const item of sorted) items.push(item);
      return null;
    })
    .work('__setitem__(index, value, /)', function* (vm, self, index, value) {
      const items = own(self);
      if (index instanceof PySlice) yield* storeSlice(vm, items, yield* plainSlice(vm, index), value);
      else {
        const integer = integerOf(index) ?? (typeOf(index).lookup('__index__') === undefined ? undefined : yield* vm.index(index));
        if (integer === undefined) throw typeError(`list indices must be integers or slices, not ${typeOf(index).name}`);
        const at = Number(integer) < 0 ? Number(integer) + items.length : Number(integer);
        if (at < 0 || at >= items.length) throw raise(IndexError, 'list assignment index out of range');
        items[at] = value;
      }
      return null;
    })
    .work('__delitem__(index, /)', function* (vm, self, index) {
      const items = own(self);
      if (index instanceof PySlice) {
        const { start, step, count } = indicesOf(yield* plainSlice(vm, index), items.length);
        const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
        const left = items.filter((_, i) => !gone.has(i));
        items.splice(0, items.length);
        for (const item of left) items.push(item);
      } else {
        const integer = Number(yield* vm.index(index));
        const at = integer < 0 ? integer + items.length : integer;
        if (at < 0 || at >= items.length) throw raise(IndexError, 'list assignment index out of range');
        items.splice(at, 1);
      }
      return null;
    });
  listType.ns.set('__hash__', null);
  listType.ns.set('__new__', raw('__new__', (_vm, [cls]) => new PyList([], cls instanceof PyType ? cls : listType)));
  list.work('__init__(iterable=..., /)', function* (vm, self, iterable) {
    if (iterable !== undefined) {
      const items = yield* vm.list(iterable);
      own(self).splice(0);
      for (const item of items) own(self).push(item);
    } else own(self).splice(0);
    return null;
  });
  installTuple();
  installRange();
} // prettier-ignore

function* storeSlice(vm: Vm, items: Value[], slice: PySlice, value: Value): Work<void> {
  if (!vm.isIterable(value)) throw typeError('can only assign an iterable');
  const given = yield* vm.list(value);
  const { start, stop, step, count } = indicesOf(slice, items.length);
  if (step === 1) {
    const rest = items.slice(Math.max(start, stop));
    items.splice(start);
    for (const item of given) items.push(item);
    for (const item of rest) items.push(item);
    return;
  }
  if (given.length !== count) {
    throw valueError(`attempt to assign sequence of size ${given.length} to extended slice of size ${count}`);
  }
  given.forEach((item, i) => (items[start + i * step] = item));
}

function installTuple(): void {
  const tuple = methods(tupleType);
  shared(tuple, tupleType, (items) => new PyTuple(items), 'tuple');
  tuple
    .work('__repr__()', function* (vm, self) {
      const items = itemsOf(self);
      const text = yield* joinedReprs(vm, self, items);
      return text === undefined ? '(...)' : `(${text}${items.length === 1 ? ',' : ''})`;
    })
    .work('__hash__()', function* (vm, self) {
      const key = plainKey(new PyTuple(itemsOf(self)));
      return key === undefined ? yield* vm.hash(new PyTuple(itemsOf(self))) : hashOfKey(key, self);
    });
  const hash = tupleType.ns.get('__hash__');
  if (hash !== undefined) plainHashes.add(hash);
  const eq = tupleType.ns.get('__eq__');
  if (eq !== undefined) plainEquals.add(eq);
  tupleType.ns.set('__new__', work('__new__(cls, iterable=..., /)', function* (vm, cls, iterable) {
    if (iterable instanceof PyTuple && cls === tupleType && iterable.cls === tupleType) return iterable;
    return new PyTuple(iterable === undefined ? [] : yield* vm.list(iterable), cls instanceof PyType ? cls : tupleType);
  }));
} // prettier-ignore

function rangeRepr(range: PyRange): string {
  return range.step === 1
    ? `range(${range.start}, ${range.stop})`
    : `range(${range.start}, ${range.stop}, ${range.step})`;
}

function installRange(): void {
  const own = (value: Value): PyRange => (value instanceof PyRange ? value : new PyRange(0, 0, 1));
  methods(rangeType)
    .fn('__repr__()', (_vm, self) => rangeRepr(own(self)))
    .fn('__len__()', (_vm, self) => own(self).length)
    .fn('__bool__()', (_vm, self) => own(self).length !== 0)
    .fn('__iter__()', (_vm, self) => new RangeIterator(own(self)))
    .fn('__reversed__()', (_vm, self) => {
      const range = own(self);
      const last = range.at(BigInt(range.length) - 1n);
      return new RangeIterator(new PyRange(last, Number(range.start) - Number(range.step), -Number(range.step)));
    })
    .work('__getitem__(index, /)', function* (vm, self, index) {
      const range = own(self);
      if (index instanceof PySlice) {
        const { start, stop, step } = indicesOf(index, Number(range.length));
        return new PyRange(range.at(start), range.at(stop), Number(range.step) * step);
      }
      const integer = BigInt(yield* vm.index(index));
      const at = integer < 0n ? integer + BigInt(range.length) : integer;
      if (at < 0n || at >= BigInt(range.length)) throw raise(IndexError, 'range object index out of range');
      return range.at(at);
    })
    .fn('__contains__(value, /)', (_vm, self, value) => own(self).indexOf(value) !== undefined)
    .fn('index(value, /)', (_vm, self, value) => {
      const at = own(self).indexOf(value);
      if (at === undefined) throw valueError(`${stringOf(value) ?? String(integerOf(value))} is not in range`);
      return at;
    })
    .fn('count(value, /)', (_vm, self, value) => (own(self).indexOf(value) === undefined ? 0 : 1))
    .fn('__eq__(other, /)', (_vm, a, b) => (b instanceof PyRange ? plainKey(a) === plainKey(b) : NotImplemented))
    .fn('__hash__()', (_vm, self) => hashOfKey(plainKey(self) ?? null, self));
  for (const name of ['start', 'stop', 'step'] as const) attribute(rangeType, name, (_vm, self) => own(self)[name]);
  rangeType.ns.set('__new__', work('__new__(cls, start, stop=..., step=1, /)', function* (vm, _cls, start, stop, step = 1) {
    const [first, second, third] = [yield* vm.index(start), stop === undefined ? undefined : yield* vm.index(stop), yield* vm.index(step)];
    if (Number(third) === 0) throw valueError('range() arg 3 must not be zero');
    return second === undefined ? new PyRange(0, first, 1) : new PyRange(first, second, third);
  }));
  for (const name of ['start', 'stop', 'step'] as const) attribute(sliceType, name, (_vm, self) => (self instanceof PySlice ? self[name] : null));
  methods(sliceType)
    .work('__repr__()', function* (vm, self) {
      if (!(self instanceof PySlice)) return '';
      return `slice(${yield* vm.repr(self.start)}, ${yield* vm.repr(self.stop)}, ${yield* vm.repr(self.step)})`;
    })
    .fn('indices(length, /)', (_vm, self, length) => {
      if (!(self instanceof PySlice)) return null;
      const { start, stop, step } = indicesOf(self, Number(integerOf(length) ?? 0));
      return new PyTuple([start, stop, step]);
    })
    .work('__eq__(other, /)', function* (vm, a, b) {
      if (!(a instanceof PySlice) || !(b instanceof PySlice)) return NotImplemented;
      return yield* vm.equal(new PyTuple([a.start, a.stop, a.step]), new PyTuple([b.start, b.stop, b.step]));
    });
  sliceType.ns.set('__new__', raw('__new__', (_vm, [, first = null, second, third = null]) =>
    second === undefined ? new PySlice(null, first, null) : new PySlice(first, second, third)));
} // prettier-ignore
