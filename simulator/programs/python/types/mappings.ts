/** dict with its views, set and frozenset. */
import { dictType, frozensetType, NotImplemented, objectType, PyBoxed, PyDict, PyList, PyObject, PySet, PyTuple, PyType, setType, typeOf, type Key, type Keywords, type Value, type Work } from '../objects/core.ts'; // prettier-ignore
import { KeyError, raise, typeError, valueError } from '../objects/exceptions.ts';
import { attribute, PyClassMethod } from '../objects/function.ts';
import {
  itemIteratorType,
  keyIteratorType,
  setIteratorType,
  TableIterator,
  valueIteratorType,
} from '../objects/iterators.ts';
import { hashOfKey, plainEquals, plainHashes, plainKey } from '../objects/keys.ts';
import { methods, raw, rawWork, work } from '../native/define.ts';
import { dictDelete, dictGet, dictSet, setAdd, setHas } from '../vm/tables.ts';
import type { Vm } from '../vm/vm.ts';
import { joinedReprs } from './sequences.ts';

const own = (value: Value): PyDict => {
  if (!(value instanceof PyDict)) throw typeError(`descriptor requires a 'dict' object but received a '${typeOf(value).name}'`);
  return value;
}; // prettier-ignore

const keyOf = (dict: PyDict, key: Key): Value => dict.original(key);
const valueOf = (dict: PyDict, key: Key): Value => dict.map.get(key) ?? null;
const itemOf = (dict: PyDict, key: Key): Value => new PyTuple([dict.original(key), dict.map.get(key) ?? null]);

/** dict.update: from a mapping, from pairs, and by name. */
export function* updateDict(vm: Vm, dict: PyDict, source: Value | undefined, keywords: Keywords | undefined): Work<void> {
  if (source instanceof PyDict && !(source.cls.heap && source.cls.lookup('keys') !== dictType.ns.get('keys'))) {
    if (source.custom === undefined) for (const [key, value] of source.map) dict.put(key, source.original(key), value);
    else for (const [key, value] of source.entries()) yield* dictSet(vm, dict, key, value);
  } else if (source !== undefined) {
    const keys = yield* vm.findAttr(source, 'keys');
    if (keys !== undefined) {
      for (const key of yield* vm.list(yield* vm.call(keys, []))) yield* dictSet(vm, dict, key, yield* vm.getItem(source, key));
    } else {
      if (!vm.isIterable(source)) throw typeError(`'${typeOf(source).name}' object is not iterable`);
      let index = 0;
      for (const pair of yield* vm.list(source)) {
        if (!vm.isIterable(pair)) throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
        const items = yield* vm.list(pair);
        const [key, value] = items;
        if (items.length !== 2 || key === undefined || value === undefined) {
          throw valueError(`dictionary update sequence element #${index} has length ${items.length}; 2 is required`);
        }
        yield* dictSet(vm, dict, key, value);
        index++;
      }
    }
  }
  for (const [name, value] of keywords ?? []) dict.put(plainKey(name) ?? name, name, value);
} // prettier-ignore

function* missingKey(vm: Vm, dict: PyDict, key: Value): Work {
  if (dict.cls.heap) {
    const method = dict.cls.lookup('__missing__');
    if (method !== undefined) return yield* vm.callBound(method, dict, [key]);
  }
  throw raise(KeyError, key);
}

export function copyDict(dict: PyDict): PyDict {
  const copy = new PyDict();
  for (const [key, value] of dict.map) copy.put(key, dict.original(key), value);
  if (dict.custom !== undefined) copy.custom = new Map(dict.custom);
  return copy;
}

function* dictEquals(vm: Vm, a: PyDict, b: PyDict): Work<boolean> {
  if (a.map.size !== b.map.size) return false;
  for (const [key, value] of a.entries()) {
    const other = yield* dictGet(vm, b, key);
    if (other === undefined || !(yield* vm.equal(value, other))) return false;
  }
  return true;
}

export function installMappings(): void {
  methods(dictType)
    .rawWork('__init__', function* (vm, [self = null, source, ...more], keywords) {
      if (more.length > 0) throw typeError(`dict expected at most 1 argument, got ${more.length + 1}`);
      yield* updateDict(vm, own(self), source, keywords);
      return null;
    })
    .rawWork('update', function* (vm, [self = null, source, ...more], keywords) {
      if (more.length > 0) throw typeError(`update expected at most 1 argument, got ${more.length + 1}`);
      yield* updateDict(vm, own(self), source, keywords);
      return null;
    })
    .work('__repr__()', function* (vm, self) {
      const dict = own(self);
      const pairs = dict.entries().flat();
      const parts: string[] = [];
      const stack = yield* joinedReprs(vm, self, []);
      if (stack === undefined) return '{...}';
      const all = yield* reprsOf(vm, self, pairs);
      for (let i = 0; i < all.length; i += 2) parts.push(`${all[i] ?? ''}: ${all[i + 1] ?? ''}`);
      return `{${parts.join(', ')}}`;
    })
    .fn('__len__()', (_vm, self) => own(self).map.size)
    .fn('__iter__()', (_vm, self) => new TableIterator(own(self), keyIteratorType, keyOf, 'dictionary'))
    .fn('__reversed__()', (_vm, self) => new TableIterator(own(self), keyIteratorType, keyOf, 'dictionary', true))
    .work('__getitem__(key, /)', function* (vm, self, key) {
      const found = yield* dictGet(vm, own(self), key);
      return found ?? (found === null ? null : yield* missingKey(vm, own(self), key));
    })
    .work('__setitem__(key, value, /)', function* (vm, self, key, value) {
      yield* dictSet(vm, own(self), key, value);
      return null;
    })
    .work('__delitem__(key, /)', function* (vm, self, key) {
      if (!(yield* dictDelete(vm, own(self), key))) throw raise(KeyError, key);
      return null;
    })
    .work('__contains__(key, /)', function* (vm, self, key) {
      return (yield* dictGet(vm, own(self), key)) !== undefined;
    })
    .work('get(key, default=None, /)', function* (vm, self, key, fallback = null) {
      const found = yield* dictGet(vm, own(self), key);
      return found === undefined ? fallback : found;
    })
    .work('setdefault(key, default=None, /)', function* (vm, self, key, fallback = null) {
      const found = yield* dictGet(vm, own(self), key);
      if (found !== undefined) return found;
      yield* dictSet(vm, own(self), key, fallback);
      return fallback;
    })
    .work('pop(key, default=..., /)', function* (vm, self, key, fallback) {
      const found = yield* dictGet(vm, own(self), key);
      if (found === undefined) {
        if (fallback === undefined) throw raise(KeyError, key);
        return fallback;
      }
      yield* dictDelete(vm, own(self), key);
      return found;
    })
    .fn('popitem()', (_vm, self) => {
      const dict = own(self);
      const last = [...dict.map.keys()].at(-1);
      if (last === undefined) throw raise(KeyError, 'popitem(): dictionary is empty');
      const item = itemOf(dict, last);
      dict.remove(last);
      return item;
    })
    .fn('clear()', (_vm, self) => {
      own(self).clear();
      return null;
    })
    .fn('copy()', (_vm, self) => copyDict(own(self)))
    .fn('keys()', (_vm, self) => new PyView(own(self), keysType))
    .fn('values()', (_vm, self) => new PyView(own(self), valuesType))
    .fn('items()', (_vm, self) => new PyView(own(self), itemsType))
    .work('__eq__(other, /)', function* (vm, a, b) {
      return b instanceof PyDict ? yield* dictEquals(vm, own(a), b) : NotImplemented;
    })
    .work('__ne__(other, /)', function* (vm, a, b) {
      return b instanceof PyDict ? !(yield* dictEquals(vm, own(a), b)) : NotImplemented;
    })
    .work('__or__(other, /)', function* (vm, a, b) {
      if (!(b instanceof PyDict) || !(a instanceof PyDict)) return NotImplemented;
      const copy = copyDict(a);
      yield* updateDict(vm, copy, b, undefined);
      return copy;
    })
    .work('__ror__(other, /)', function* (vm, a, b) {
      if (!(b instanceof PyDict) || !(a instanceof PyDict)) return NotImplemented;
      const copy = copyDict(b);
      yield* updateDict(vm, copy, a, undefined);
      return copy;
    })
    .work('__ior__(other, /)', function* (vm, a, b) {
      yield* updateDict(vm, own(a), b, undefined);
      return a;
    });
  dictType.ns.set('__hash__', null);
  dictType.ns.set('__new__', raw('__new__', (_vm, [cls]) => {
    const made = new PyDict(cls instanceof PyType ? cls : dictType);
    if (made.cls.hasDict) made.dict = new PyDict();
    return made;
  }));
  dictType.ns.set('fromkeys', new PyClassMethod(work('fromkeys(type, iterable, value=None, /)', function* (vm, type, iterable, value = null) {
    const made = type === dictType ? new PyDict() : yield* vm.call(type, []);
    for (const key of yield* vm.list(iterable)) yield* vm.setItem(made, key, value);
    return made;
  })));
  dictType.ns.set('__class_getitem__', new PyClassMethod(rawWork('__class_getitem__', generic)));
  installViews();
  installSets();
} // prettier-ignore

/** `list[int]` and the like. */
export function* generic(vm: Vm, args: Value[]): Work {
  return yield* vm.call(yield* vm.importer.fromModule('_aliases', 'GenericAlias'), args);
}

function* reprsOf(vm: Vm, owner: Value, items: readonly Value[]): Work<string[]> {
  const all: string[] = [];
  const marker = new PyList(items.map((it) => it));
  // Guarded by the dict itself, so that one that contains itself is seen.
  vm.reprs.push(owner);
  try {
    for (const item of marker.items) all.push(yield* vm.repr(item));
  } finally {
    vm.reprs.pop();
  }
  return all;
}

class PyView extends PyObject {
  readonly of: PyDict;
  constructor(of: PyDict, cls: PyType) {
    super(cls);
    this.of = of;
  }
}

const keysType = new PyType('dict_keys', [objectType]);
const valuesType = new PyType('dict_values', [objectType]);
const itemsType = new PyType('dict_items', [objectType]);

function installViews(): void {
  const kinds = [
    [keysType, keyIteratorType, keyOf],
    [valuesType, valueIteratorType, valueOf],
    [itemsType, itemIteratorType, itemOf],
  ] as const;
  for (const [type, iterator, pick] of kinds) {
    const view = (self: Value): PyDict => (self instanceof PyView ? self.of : new PyDict());
    const values = (self: Value): Value[] => [...view(self).map.keys()].map((key) => pick(view(self), key));
    const on = methods(type)
      .fn('__len__()', (_vm, self) => view(self).map.size)
      .fn('__iter__()', (_vm, self) => new TableIterator(view(self), iterator, pick, 'dictionary'))
      .fn('__reversed__()', (_vm, self) => new TableIterator(view(self), iterator, pick, 'dictionary', true))
      .work('__repr__()', function* (vm, self) {
        return `${type.name}(${yield* vm.repr(new PyList(values(self)))})`;
      });
    attribute(type, 'mapping', (_vm, self) => view(self));
    if (type === valuesType) continue;
    on.work('__contains__(value, /)', function* (vm, self, value) {
      if (type === keysType) return (yield* dictGet(vm, view(self), value)) !== undefined;
      if (!(value instanceof PyTuple) || value.items.length !== 2) return false;
      const [key = null, wanted = null] = value.items;
      const found = yield* dictGet(vm, view(self), key);
      return found !== undefined && (yield* vm.equal(found, wanted));
    });
    setOperators(on, function* (vm, self) {
      return yield* vm.makeSet(values(self));
    }, () => setType, true); // prettier-ignore
  }
}

/** What an argument of a set's method brings as a set. */
function* asSet(vm: Vm, value: Value): Work<PySet> {
  if (value instanceof PySet) return value;
  return yield* vm.makeSet(yield* vm.list(value));
}

function* union(vm: Vm, a: PySet, b: PySet, cls: PyType): Work<PySet> {
  const result = new PySet(cls);
  for (const value of [...a.values(), ...b.values()]) yield* setAdd(vm, result, value);
  return result;
}

function* filtered(vm: Vm, a: PySet, b: PySet, cls: PyType, keep: boolean): Work<PySet> {
  const result = new PySet(cls);
  for (const value of a.values()) if ((yield* setHas(vm, b, value)) === keep) yield* setAdd(vm, result, value);
  return result;
}

function* isSubset(vm: Vm, a: PySet, b: PySet): Work<boolean> {
  if (a.size > b.size) return false;
  for (const value of a.values()) if (!(yield* setHas(vm, b, value))) return false;
  return true;
}

type Operation = (vm: Vm, a: PySet, b: PySet, cls: PyType) => Work<PySet>;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  or: union,
  and: (vm, a, b, cls) => filtered(vm, a, b, cls, true),
  sub: (vm, a, b, cls) => filtered(vm, a, b, cls, false),
  *xor(vm, a, b, cls) {
    return yield* union(vm, yield* filtered(vm, a, b, cls, false), yield* filtered(vm, b, a, cls, false), cls);
  },
};

function setOperators(on: ReturnType<typeof methods>, own: (vm: Vm, self: Value) => Work<PySet>, cls: (self: Value) => PyType, loose: boolean): void {
  const other = function* (vm: Vm, value: Value): Work<PySet | undefined> {
    if (value instanceof PySet) return value;
    if (value instanceof PyView) return yield* asSet(vm, value);
    return loose && vm.isIterable(value) && !(value instanceof PyBoxed) ? yield* asSet(vm, value) : undefined;
  };
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    on.work(`__${name}__(other, /)`, function* (vm, self, value) {
      const right = yield* other(vm, value);
      return right === undefined ? NotImplemented : yield* operation(vm, yield* own(vm, self), right, cls(self));
    });
    on.work(`__r${name}__(other, /)`, function* (vm, self, value) {
      const left = yield* other(vm, value);
      return left === undefined ? NotImplemented : yield* operation(vm, left, yield* own(vm, self), cls(self));
    });
  }
  const compare = (name: string, test: (vm: Vm, a: PySet, b: PySet) => Work<boolean>): void => {
    on.work(`__${name}__(other, /)`, function* (vm, self, value) {
      if (!(value instanceof PySet) && !(value instanceof PyView)) return NotImplemented;
      return yield* test(vm, yield* own(vm, self), yield* asSet(vm, value));
    });
  };
  compare('eq', function* (vm, a, b) { return a.size === b.size && (yield* isSubset(vm, a, b)); });
  compare('ne', function* (vm, a, b) { return a.size !== b.size || !(yield* isSubset(vm, a, b)); });
  compare('le', isSubset);
  compare('lt', function* (vm, a, b) { return a.size < b.size && (yield* isSubset(vm, a, b)); });
  compare('ge', (vm, a, b) => isSubset(vm, b, a));
  compare('gt', function* (vm, a, b) { return a.size > b.size && (yield* isSubset(vm, b, a)); });
  on.work('isdisjoint(other, /)', function* (vm, self, value) {
    return (yield* filtered(vm, yield* own(vm, self), yield* asSet(vm, value), setType, true)).size === 0;
  });
} // prettier-ignore

const ownSet = (value: Value): PySet => {
  if (!(value instanceof PySet)) throw typeError(`descriptor requires a 'set' object but received a '${typeOf(value).name}'`);
  return value;
}; // prettier-ignore

function replaceAll(set: PySet, by: PySet): null {
  if (set === by) return null;
  const values = [...by.table.map.keys()].map((key): [Key, Value] => [key, by.table.original(key)]);
  const { custom } = by.table;
  set.table.clear();
  for (const [key, original] of values) set.table.put(key, original, null);
  if (custom !== undefined) set.table.custom = new Map(custom);
  return null;
}

function installSets(): void {
  for (const type of [setType, frozensetType]) {
    const on = methods(type)
      .fn('__len__()', (_vm, self) => ownSet(self).size)
      .fn('__iter__()', (_vm, self) => new TableIterator(ownSet(self).table, setIteratorType, keyOf, 'Set'))
      .work('__contains__(value, /)', function* (vm, self, value) {
        if (value instanceof PySet && value.cls === setType) return yield* setHas(vm, ownSet(self), yield* vm.makeSet(value.values(), frozensetType));
        return yield* setHas(vm, ownSet(self), value);
      })
      .work('__repr__()', function* (vm, self) {
        const set = ownSet(self);
        const name = set.cls.name;
        if (set.size === 0) return `${name}()`;
        const text = yield* joinedReprs(vm, self, set.values());
        if (text === undefined) return `${name}(...)`;
        return set.cls === setType ? `{${text}}` : `${name}({${text}})`;
      })
      .fn('copy()', (_vm, self) => {
        const copy = new PySet(type);
        replaceAll(copy, ownSet(self));
        return copy;
      })
      .work('issubset(other, /)', function* (vm, self, value) { return yield* isSubset(vm, ownSet(self), yield* asSet(vm, value)); })
      .work('issuperset(other, /)', function* (vm, self, value) { return yield* isSubset(vm, yield* asSet(vm, value), ownSet(self)); })
      .work('symmetric_difference(other, /)', function* (vm, self, value) {
        return yield* OPERATIONS['xor']?.(vm, ownSet(self), yield* asSet(vm, value), type) ?? vm.makeSet([]);
      });
    for (const [name, operation] of [['union', 'or'], ['intersection', 'and'], ['difference', 'sub']] as const) {
      on.rawWork(name, function* (vm, [self = null, ...others]) {
        let result = yield* union(vm, ownSet(self), new PySet(), type);
        for (const other of others) result = yield* OPERATIONS[operation]?.(vm, result, yield* asSet(vm, other), type) ?? vm.makeSet([]);
        return result;
      });
    }
    setOperators(on, function* (_vm, self) { return ownSet(self); }, (self) => (ownSet(self).cls === frozensetType ? frozensetType : type), false);
    type.ns.set('__class_getitem__', new PyClassMethod(rawWork('__class_getitem__', generic)));
  }
  frozensetType.ns.set('__new__', work('__new__(cls, iterable=..., /)', function* (vm, cls, iterable) {
    return yield* vm.makeSet(iterable === undefined ? [] : yield* vm.list(iterable), cls instanceof PyType ? cls : frozensetType);
  }));
  methods(frozensetType).work('__hash__()', function* (vm, self) {
    const set = ownSet(self);
    let hash = 1927868237;
    for (const value of set.values()) hash ^= Number(BigInt.asIntN(32, BigInt(yield* vm.hash(value))));
    return set.table.custom === undefined ? hashOfKey(plainKey(self) ?? null, self) : hash;
  });
  const [hash, eq] = [frozensetType.ns.get('__hash__'), frozensetType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
  setType.ns.set('__hash__', null);
  setType.ns.set('__new__', raw('__new__', (_vm, [cls]) => new PySet(cls instanceof PyType ? cls : setType)));
  const on = methods(setType)
    .work('__init__(iterable=..., /)', function* (vm, self, iterable) {
      const set = ownSet(self);
      const items = iterable === undefined ? [] : yield* vm.list(iterable);
      set.table.clear();
      for (const item of items) yield* setAdd(vm, set, item);
      return null;
    })
    .work('add(value, /)', function* (vm, self, value) {
      yield* setAdd(vm, ownSet(self), value);
      return null;
    })
    .work('discard(value, /)', function* (vm, self, value) {
      yield* dictDelete(vm, ownSet(self).table, value);
      return null;
    })
    .work('remove(value, /)', function* (vm, self, value) {
      if (!(yield* dictDelete(vm, ownSet(self).table, value))) throw raise(KeyError, value);
      return null;
    })
    .fn('pop()', (_vm, self) => {
      const { table } = ownSet(self);
      for (const key of table.map.keys()) {
        const value = table.original(key);
        table.remove(key);
        return value;
      }
      throw raise(KeyError, 'pop from an empty set');
    })
    .fn('clear()', (_vm, self) => {
      ownSet(self).table.clear();
      return null;
    })
    .rawWork('update', function* (vm, [self = null, ...others]) {
      for (const other of others) for (const value of yield* vm.list(other)) yield* setAdd(vm, ownSet(self), value);
      return null;
    });
  for (const [name, operation] of [['intersection_update', 'and'], ['difference_update', 'sub'], ['symmetric_difference_update', 'xor']] as const) {
    on.rawWork(name, function* (vm, [self = null, ...others]) {
      for (const other of others) replaceAll(ownSet(self), yield* OPERATIONS[operation]?.(vm, ownSet(self), yield* asSet(vm, other), setType) ?? vm.makeSet([]));
      return null;
    });
  }
  for (const [name, operation] of [['ior', 'or'], ['iand', 'and'], ['isub', 'sub'], ['ixor', 'xor']] as const) {
    on.work(`__${name}__(other, /)`, function* (vm, self, other) {
      if (!(other instanceof PySet) && !(other instanceof PyView)) return NotImplemented;
      replaceAll(ownSet(self), yield* OPERATIONS[operation]?.(vm, ownSet(self), yield* asSet(vm, other), setType) ?? vm.makeSet([]));
      return self;
    });
  }
} // prettier-ignore
