/** Dicts and sets with keys of every kind, also those whose `__hash__` and `__eq__` are written in Python. */
import type { PyDict, PySet } from '../objects/core.ts';
import { integerOf, PyObject, PyTuple, typeOf, type Key, type Value, type Work } from '../objects/core.ts';
import { typeError } from '../objects/exceptions.ts';
import { hashOfKey, plainKey, unhashable } from '../objects/keys.ts';
import type { Vm } from './vm.ts';

/** hash() of anything. */
export function* hash(vm: Vm, value: Value): Work<number | bigint> {
  const key = plainKey(value);
  if (key !== undefined) return hashOfKey(key, value);
  if (value instanceof PyTuple && !value.cls.heap) {
    let result = 0x345678;
    for (const item of value.items) result = Math.imul(result ^ Number(BigInt.asIntN(32, BigInt(yield* hash(vm, item)))), 1000003);
    return result;
  }
  const method = typeOf(value).lookup('__hash__');
  if (method === undefined || method === null) throw unhashable(value);
  const answer = integerOf(yield* vm.callBound(method, value, []));
  if (answer === undefined) throw typeError('__hash__ method should return an integer');
  return answer;
} // prettier-ignore

/** The key under which a table holds (or would hold) the value; `add` notes a new one. */
export function* keyIn(vm: Vm, table: PyDict, value: Value, add = false): Work<Key | undefined> {
  const plain = plainKey(value);
  if (plain !== undefined) {
    if (add || table.map.has(plain) || table.custom === undefined) return plain;
  }
  const code = yield* hash(vm, value);
  for (const candidate of table.custom?.get(code) ?? []) {
    if (candidate === value || (yield* vm.equal(candidate, value))) return candidate;
  }
  if (plain !== undefined) return plain;
  // A key of ours may equal one of a class written in Python.
  const primitive = integerOf(code);
  if (primitive !== undefined && table.map.has(primitive) && (yield* vm.equal(table.original(primitive), value))) return primitive;
  if (!add || !(value instanceof PyObject)) return undefined;
  table.custom ??= new Map();
  table.custom.set(code, [...(table.custom.get(code) ?? []), value]);
  return value;
} // prettier-ignore

export function* dictGet(vm: Vm, dict: PyDict, value: Value): Work<Value | undefined> {
  const key = yield* keyIn(vm, dict, value);
  return key === undefined ? undefined : dict.map.get(key);
}

export function* dictSet(vm: Vm, dict: PyDict, key: Value, value: Value): Work<void> {
  const place = yield* keyIn(vm, dict, key, true);
  if (place !== undefined) dict.put(place, key, value);
}

export function* dictDelete(vm: Vm, dict: PyDict, value: Value): Work<boolean> {
  const key = yield* keyIn(vm, dict, value);
  return key !== undefined && dict.remove(key);
}

export function* setAdd(vm: Vm, set: PySet, value: Value): Work<void> {
  yield* dictSet(vm, set.table, value, null);
}

export function* setHas(vm: Vm, set: PySet, value: Value): Work<boolean> {
  const key = yield* keyIn(vm, set.table, value);
  return key !== undefined && set.table.map.has(key);
}
