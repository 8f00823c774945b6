/** object and type: attributes all things have, and how classes are made. */
import {
  boolType, NotImplemented, objectType, PyCell, PyDict, PyInstance, PyList,
  PyObject, PyTuple, PyType, stringOf, typeOf, typesChanged, typeType, type Keywords, type PyNative, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { BaseException, raise, typeError, ValueError } from '../objects/exceptions.ts';
import { attribute, PyClassMethod, PyFunction, PyGetSet, PyStaticMethod } from '../objects/function.ts';
import { hashOfKey, plainEquals, plainHashes, plainKey } from '../objects/keys.ts';
import { methods, raw, rawWork } from '../native/define.ts';
import {
  findAttribute,
  missing,
  plainDelete,
  plainStore,
  quickAttribute,
  slowAttribute,
  usual,
} from '../vm/attributes.ts';
import { plain, refuseAbstract, typeCall } from '../vm/calls.ts';
import type { Vm } from '../vm/vm.ts';

export function installObject(): void {
  const object = methods(objectType);
  object
    .fn('__repr__()', (_vm, self) => plainRepr(self))
    .work('__str__()', function* (vm, self) {
      return yield* vm.repr(self);
    })
    .work('__format__(spec, /)', function* (vm, self, spec) {
      if (spec !== '') throw typeError(`unsupported format string passed to ${typeOf(self).name}.__format__`);
      return yield* vm.str(self);
    })
    .fn('__eq__(other, /)', (_vm, self, other) => (self === other ? true : NotImplemented))
    .work('__ne__(other, /)', function* (vm, self, other) {
      const method = typeOf(self).lookup('__eq__');
      const answer = method === undefined || method === null ? NotImplemented : yield* vm.callBound(method, self, [other]);
      return answer === NotImplemented ? answer : !(yield* vm.truth(answer));
    })
    .fn('__hash__()', (_vm, self) => (self instanceof PyObject ? Math.floor(self.id / 16) : hashOfKey(plainKey(self) ?? null, self)))
    .work('__getattribute__(name, /)', function* (vm, self, name) {
      const text = stringOf(name) ?? '';
      const type = typeOf(self);
      const custom = type.lookup('__getattribute__');
      const found = custom === usual.getattribute || self instanceof PyType ? quickAttribute(vm, self, text) ?? (yield* slowAttribute(vm, self, text)) : yield* slowAttribute(vm, self, text);
      if (found === undefined) throw missing(self, text);
      return found;
    })
    .work('__setattr__(name, value, /)', function* (vm, self, name, value) {
      yield* plainStore(vm, self, stringOf(name) ?? '', value);
      return null;
    })
    .work('__delattr__(name, /)', function* (vm, self, name) {
      yield* plainDelete(vm, self, stringOf(name) ?? '');
      return null;
    })
    .work('__dir__()', function* (vm, self) {
      return new PyList(yield* directory(vm, self));
    })
    .raw('__init__', () => null)
    .fn('__reduce_ex__(protocol, /)', () => { throw typeError('cannot pickle this object'); })
    .fn('__sizeof__()', () => 48); // prettier-ignore
  const create = raw('__new__', (_vm, args) => {
    const [type] = args;
    if (!(type instanceof PyType)) throw typeError(`object.__new__(X): X is not a type object (${typeOf(type ?? null).name})`);
    refuseAbstract(type);
    const native = type.mro.find((it) => !it.heap && it !== objectType);
    if (native !== undefined && native.lookup('__new__') !== create) throw typeError(`object.__new__(${type.name}) is not safe, use ${native.name}.__new__()`);
    const instance = new PyInstance(type);
    if (type.hasDict) instance.dict = new PyDict();
    return instance;
  });
  objectType.ns.set('__new__', create);
  objectType.ns.set('__init_subclass__', new PyClassMethod(raw('__init_subclass__', (_vm, _args, keywords) => {
    if (keywords !== undefined && keywords.size > 0) throw typeError(`${typeOf(_args[0] ?? null) === typeType && _args[0] instanceof PyType ? _args[0].name : 'object'}.__init_subclass__() takes no keyword arguments`);
    return null;
  })));
  objectType.ns.set('__subclasshook__', new PyClassMethod(raw('__subclasshook__', () => NotImplemented)));
  attribute(objectType, '__class__', (_vm, self) => typeOf(self), (_vm, self, value) => {
    if (!(self instanceof PyObject) || !(value instanceof PyType) || !value.heap) throw typeError('__class__ assignment only supported for mutable types or ModuleType subclasses');
    self.cls = value;
  });
  attribute(objectType, '__doc__', (_vm, self) => typeOf(self).lookup('__doc__') instanceof PyGetSet ? null : (typeOf(self).lookup('__doc__') ?? null));
  attribute(objectType, '__dict__', (_vm, self) => {
    if (!(self instanceof PyObject)) return undefined;
    if (self.dict === undefined && typeOf(self).hasDict) self.dict = new PyDict();
    return self.dict;
  }, (_vm, self, value) => {
    if (!(self instanceof PyObject) || !(value instanceof PyDict)) throw typeError('__dict__ must be set to a dictionary');
    self.dict = value;
  });
  plain.new = create;
  plain.init = objectType.ns.get('__init__');
  usual.getattribute = objectType.ns.get('__getattribute__');
  usual.setattr = objectType.ns.get('__setattr__');
  usual.delattr = objectType.ns.get('__delattr__');
  const [hash, eq] = [objectType.ns.get('__hash__'), objectType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
  installType();
} // prettier-ignore

export function plainRepr(self: Value): string {
  const type = typeOf(self);
  const name = type.module === 'builtins' ? type.qualname : `${type.module}.${type.qualname}`;
  return `<${name} object at ${address(self)}>`;
}

export function address(value: Value): string {
  return `0x${(value instanceof PyObject ? value.id : 0x7f3a4ffff000).toString(16).padStart(12, '0')}`;
}

function* directory(vm: Vm, self: Value): Work<Value[]> {
  const names = new Set<string>();
  const types = self instanceof PyType ? self.mro : typeOf(self).mro;
  if (self instanceof PyObject && !(self instanceof PyType)) {
    for (const key of self.dict?.keys() ?? []) if (typeof key === 'string') names.add(key);
  }
  if (!(self instanceof PyObject && self.cls.name === 'module')) {
    for (const type of types) for (const key of type.ns.keys()) if (typeof key === 'string') names.add(key);
  }
  yield* vm.breathe(1);
  return [...names].filter((name) => !name.startsWith('\0')).sort();
}

function installType(): void {
  methods(typeType)
    .fn('__repr__()', (_vm, self) => (self instanceof PyType ? typeRepr(self) : ''))
    .rawWork('__call__', function* (vm, args, keywords) {
      const [type, ...rest] = args;
      if (!(type instanceof PyType)) throw typeError('type.__call__ needs a type');
      return yield* typeCall(vm, type, rest, keywords);
    })
    .fn('mro()', (_vm, self) => new PyList(self instanceof PyType ? [...self.mro] : []))
    .fn('__subclasses__()', (_vm, self) => new PyList(self instanceof PyType ? [...self.subclasses] : []))
    .work('__instancecheck__(instance, /)', function* (vm, self, instance) {
      return yield* vm.isSubclass(typeOf(instance), self instanceof PyType ? new PyTuple([self]) : self);
    })
    .fn('__subclasscheck__(subclass, /)', (_vm, self, subclass) => self instanceof PyType && subclass instanceof PyType && subclass.isSubclassOf(self))
    .fn('__prepare__()', () => new PyDict())
    .work('__or__(other, /)', function* (vm, self, other) { return yield* union(vm, self, other); })
    .work('__ror__(other, /)', function* (vm, self, other) { return yield* union(vm, other, self); })
    .fn('__dir__()', (_vm, self) => {
      const names = new Set<string>();
      for (const type of self instanceof PyType ? self.mro : []) for (const key of type.ns.keys()) names.add(stringOf(key) ?? '');
      return new PyList([...names].sort());
    })
    .raw('__init__', () => null);
  typeType.ns.set('__prepare__', new PyClassMethod(raw('__prepare__', () => new PyDict())));
  typeType.ns.set('__new__', rawWork('__new__', function* (vm, args, keywords) {
    const [meta, name, bases, namespace] = args;
    if (args.length === 2) return typeOf(name ?? null);
    const text = stringOf(name);
    if (!(meta instanceof PyType) || text === undefined || !(bases instanceof PyTuple) || !(namespace instanceof PyDict)) {
      throw typeError('type.__new__() takes exactly 3 arguments');
    }
    return yield* makeType(vm, meta, text, bases.items, namespace, keywords);
  }));
  plain.call = typeType.ns.get('__call__');
  const own = (name: string, read: (type: PyType) => Value | undefined, write?: (type: PyType, value: Value) => void): void =>
    attribute(typeType, name, (_vm, self) => (self instanceof PyType ? read(self) : undefined), write === undefined ? undefined : (_vm, self, value) => {
      if (self instanceof PyType && value !== undefined) {
        if (!self.heap) throw typeError(`cannot set '${name}' attribute of immutable type '${self.name}'`);
        write(self, value);
        typesChanged();
      }
    });
  own('__name__', (type) => type.name, (type, value) => { type.name = stringOf(value) ?? type.name; });
  own('__qualname__', (type) => type.qualname, (type, value) => { type.qualname = stringOf(value) ?? type.qualname; });
  own('__module__', (type) => type.ns.get('__module__') ?? type.module, (type, value) => { type.ns.set('__module__', value); type.module = stringOf(value) ?? type.module; });
  own('__bases__', (type) => new PyTuple(type.bases));
  own('__base__', (type) => type.bases[0] ?? null);
  own('__mro__', (type) => new PyTuple(type.mro));
  own('__dict__', (type) => type.ns);
  own('__doc__', (type) => { const doc = type.ns.get('__doc__'); return doc === undefined || doc instanceof PyGetSet ? null : doc; }, (type, value) => { type.ns.set('__doc__', value); });
  own('__abstractmethods__', (type) => type.ns.get('__abstractmethods__'), (type, value) => { type.ns.set('__abstractmethods__', value); });
  own('__annotations__', (type) => {
    const found = type.ns.get('__annotations__');
    if (found !== undefined) return found;
    const made = new PyDict();
    if (type.heap) type.ns.set('__annotations__', made);
    return made;
  }, (type, value) => { type.ns.set('__annotations__', value); });
  own('__type_params__', (type) => type.ns.get('__type_params__') ?? new PyTuple([]), (type, value) => { type.ns.set('__type_params__', value); });
  own('__flags__', (type) => (type.heap ? 1 << 9 : 0));
} // prettier-ignore

function* union(vm: Vm, left: Value, right: Value): Work {
  return yield* vm.call(yield* vm.importer.fromModule('_aliases', '_make_union'), [left, right]);
}

export function typeRepr(type: PyType): string {
  return type.module === 'builtins' ? `<class '${type.qualname}'>` : `<class '${type.module}.${type.qualname}'>`;
}

/** C3: the order in which classes are searched. */
export function linearise(type: PyType, bases: readonly PyType[]): PyType[] {
  const sequences = [...bases.map((base) => [...base.mro]), [...bases]];
  const result: PyType[] = [type];
  for (;;) {
    const left = sequences.filter((it) => it.length > 0);
    if (left.length === 0) return result;
    const head = left.map((it) => it[0]).find((candidate) => candidate !== undefined && !left.some((it) => it.indexOf(candidate) > 0));
    if (head === undefined) {
      const names = [...new Set(left.map((it) => it[0]?.name ?? ''))].join(', ');
      throw typeError(`Cannot create a consistent method resolution order (MRO) for bases ${names}`);
    }
    result.push(head);
    for (const sequence of sequences) if (sequence[0] === head) sequence.shift();
  }
} // prettier-ignore

/** type(name, bases, namespace). */
export function* makeType(vm: Vm, meta: PyType, name: string, given: readonly Value[], namespace: PyDict, keywords: Keywords | undefined): Work {
  const bases: PyType[] = [];
  for (const base of given.length === 0 ? [objectType] : given) {
    if (!(base instanceof PyType)) throw typeError('bases must be types');
    if (base.sealed || base === boolType) throw typeError(`type '${base.name}' is not an acceptable base type`);
    if (bases.includes(base)) throw typeError(`duplicate base class ${base.name}`);
    bases.push(base);
  }
  let winner = meta;
  for (const base of bases) {
    if (winner.isSubclassOf(base.cls)) continue;
    if (base.cls.isSubclassOf(winner)) winner = base.cls;
    else throw typeError('metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases');
  }
  const module = stringOf(namespace.get('__module__')) ?? 'builtins';
  const type = new PyType(name, bases, module, winner);
  type.heap = true;
  type.mro = linearise(type, bases);
  const layouts = new Set(bases.map(layoutOf).filter((it) => it !== objectType));
  const [first] = layouts;
  if (layouts.size > 1 && first !== undefined && ![...layouts].some((it) => [...layouts].every((other) => it.isSubclassOf(other)))) {
    throw typeError('multiple bases have instance lay-out conflict');
  }
  for (const [key, value] of namespace.map) if (typeof key === 'string') type.ns.map.set(key, value);
  type.qualname = stringOf(namespace.get('__qualname__')) ?? name;
  type.ns.map.delete('__qualname__');
  const cell = namespace.get('__classcell__');
  if (cell instanceof PyCell) cell.value = type;
  type.ns.map.delete('__classcell__');
  if (!type.ns.map.has('__doc__')) type.ns.set('__doc__', null);
  if (type.ns.map.has('__eq__') && !type.ns.map.has('__hash__')) type.ns.set('__hash__', null);
  for (const special of ['__init_subclass__', '__class_getitem__']) {
    const found = type.ns.get(special);
    if (found instanceof PyFunction) type.ns.set(special, new PyClassMethod(found));
  }
  const create = type.ns.get('__new__');
  if (create instanceof PyFunction) type.ns.set('__new__', new PyStaticMethod(create));
  slots(type, bases);
  typesChanged();
  for (const [key, value] of [...type.ns.map]) {
    const method = value === null || typeof value !== 'object' || value instanceof PyFunction ? undefined : value.cls.lookup('__set_name__');
    if (method === undefined || typeof key !== 'string') continue;
    yield* vm.callBound(method, value, [type, key]);
  }
  const hook = type.lookupAfter(type, '__init_subclass__');
  if (hook instanceof PyClassMethod) yield* vm.call(hook.func, [type], keywords);
  return type;
} // prettier-ignore

/** The class of ours whose kind of object instances are. */
function layoutOf(type: PyType): PyType {
  return (
    type.mro.find((it) => !it.heap && it !== objectType && !(it.isSubclassOf(BaseException) && it !== BaseException)) ??
    objectType
  );
}

function slots(type: PyType, bases: readonly PyType[]): void {
  const declared = type.ns.get('__slots__');
  if (declared === undefined) {
    type.hasDict = true;
    return;
  }
  const single = stringOf(declared);
  const items = single !== undefined ? [single] : declared instanceof PyTuple || declared instanceof PyList ? declared.items : declared instanceof PyDict ? declared.keys() : [];
  const names = items.map((it) => stringOf(it) ?? '');
  type.hasDict = bases.some((base) => base.hasDict) || names.includes('__dict__');
  for (const name of names) {
    if (name === '__dict__' || name === '__weakref__') continue;
    if (type.ns.map.has(name)) throw raise(ValueError, `${name} in __slots__ conflicts with class variable`);
    const store = new WeakMap<PyObject, Value>();
    type.ns.set(name, new PyGetSet(type, name,
      (_vm, self) => (self instanceof PyObject ? store.get(self) : undefined),
      (_vm, self, value) => {
        if (!(self instanceof PyObject)) return;
        if (value === undefined) {
          if (!store.delete(self)) throw missing(self, name);
        } else store.set(self, value);
      }));
  }
} // prettier-ignore

/** What a `class` statement calls: makes the namespace, runs the body, calls the metaclass. */
export const buildClass: PyNative = rawWork('__build_class__', function* (vm, args, keywords) {
  const [body, name, ...given] = args;
  if (!(body instanceof PyFunction)) throw typeError('__build_class__: func must be a function');
  const left = new Map(keywords ?? []);
  const declared = left.get('metaclass');
  left.delete('metaclass');
  const bases: Value[] = [];
  let replaced = false;
  for (const base of given) {
    const method = base instanceof PyType ? undefined : yield* findAttribute(vm, base, '__mro_entries__');
    if (method === undefined) bases.push(base);
    else {
      replaced = true;
      const entries = yield* vm.call(method, [new PyTuple(given)]);
      bases.push(...(entries instanceof PyTuple ? entries.items : []));
    }
  }
  let meta: Value = declared ?? typeType;
  if (declared === undefined || declared instanceof PyType) {
    for (const base of bases) {
      const { cls } = base instanceof PyType ? base : { cls: typeOf(base) };
      if (meta instanceof PyType && cls.isSubclassOf(meta)) meta = cls;
    }
  }
  const prepare = yield* findAttribute(vm, meta, '__prepare__');
  const tuple = new PyTuple(bases);
  const namespace = prepare === undefined ? new PyDict() : yield* vm.call(prepare, [name ?? '', tuple], left);
  const space = namespace instanceof PyDict ? namespace : new PyDict();
  yield* vm.importer.runBody(body, space);
  if (replaced) space.set('__orig_bases__', new PyTuple(given));
  const cell = space.get('__classcell__');
  const made = yield* vm.call(meta, [name ?? '', tuple, namespace], left);
  if (cell instanceof PyCell && cell.value === undefined && made instanceof PyType) cell.value = made;
  return made;
});
