/**
 * Attributes: descriptors of the class, the instance's own, descriptors that only give, `__getattr__`. What needs no
 * call of Python is answered at once (`quickAttribute`); the rest is work.
 */
import {
  PyDict, PyMethod, PyModule, PyNative, PyObject, PyType, stringOf, typeOf, typesChanged,
  type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { AttributeError, attributeError, isRaised, raise, typeError } from '../objects/exceptions.ts';
import { PyClassMethod, PyFunction, PyGetSet, PyProperty, PyStaticMethod, PySuper } from '../objects/function.ts';
import type { Vm } from './vm.ts';

/** Tells which lookups are the usual ones; set once the methods of `object` exist. */
export const usual: { getattribute: Value | undefined; setattr: Value | undefined; delattr: Value | undefined } = {
  getattribute: undefined, setattr: undefined, delattr: undefined,
}; // prettier-ignore

/** What a name found in a class is for an instance of it; undefined when that takes a call. */
function bound(vm: Vm, found: Value, self: Value, type: PyType): Value | undefined {
  if (found === null || typeof found !== 'object') return found;
  if (found instanceof PyFunction) return new PyMethod(self, found);
  if (found instanceof PyNative) return found.owner === undefined ? found : new PyMethod(self, found);
  if (found instanceof PyGetSet) return found.read(vm, self);
  if (found instanceof PyStaticMethod) return found.func;
  if (found instanceof PyClassMethod) return new PyMethod(type, found.func);
  if (found instanceof PyProperty) return undefined;
  return found.cls.lookup('__get__') === undefined ? found : undefined;
}

function isData(found: Value): boolean {
  if (found === null || typeof found !== 'object') return false;
  if (found instanceof PyGetSet || found instanceof PyProperty) return true;
  return found.cls.heap && (found.cls.lookup('__set__') !== undefined || found.cls.lookup('__delete__') !== undefined);
}

/** The attribute, or undefined when it does not exist or takes work to get. */
export function quickAttribute(vm: Vm, object: Value, name: string): Value | undefined {
  const type = typeOf(object);
  if (object instanceof PyType) return quickTypeAttribute(vm, object, name);
  if (object instanceof PySuper) return quickSuper(vm, object, name);
  if (type.lookup('__getattribute__') !== usual.getattribute) return undefined;
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) return bound(vm, found, object, type);
  if (object instanceof PyObject) {
    const own = object.dict?.map.get(name);
    if (own !== undefined) return own;
  }
  return found === undefined ? undefined : bound(vm, found, object, type);
}

function quickTypeAttribute(vm: Vm, type: PyType, name: string): Value | undefined {
  const meta = type.cls;
  if (meta.heap && meta.lookup('__getattribute__') !== usual.getattribute) {
    if (meta.lookup('__getattribute__') !== undefined && meta.ns.get('__getattribute__') !== undefined)
      return undefined;
  }
  const ofMeta = meta.lookup(name);
  if (ofMeta !== undefined && isData(ofMeta)) return bound(vm, ofMeta, type, meta);
  const found = type.lookup(name);
  if (found !== undefined) return unbound(found, type);
  return ofMeta === undefined ? undefined : bound(vm, ofMeta, type, meta);
}

/** What a name of a class is when asked of the class itself. */
function unbound(found: Value, type: PyType): Value | undefined {
  if (found === null || typeof found !== 'object') return found;
  if (found instanceof PyStaticMethod) return found.func;
  if (found instanceof PyClassMethod) return new PyMethod(type, found.func);
  if (found instanceof PyFunction || found instanceof PyNative || found instanceof PyGetSet || found instanceof PyProperty) return found; // prettier-ignore
  return found.cls.lookup('__get__') === undefined ? found : undefined;
}

function quickSuper(vm: Vm, object: PySuper, name: string): Value | undefined {
  if (name === '__class__') return object.cls;
  const found = object.selfType.lookupAfter(object.type, name);
  if (found === undefined) return undefined;
  // Of a class: `super().method` in a class method.
  if (object.self instanceof PyType && object.self === object.selfType && !(object.selfType.cls === object.type)) {
    return found instanceof PyClassMethod ? new PyMethod(object.self, found.func) : unbound(found, object.selfType);
  }
  return bound(vm, found, object.self, object.selfType);
}

/** The attribute, or undefined when there is none. */
export function* findAttribute(vm: Vm, object: Value, name: string): Work<Value | undefined> {
  const quick = quickAttribute(vm, object, name);
  if (quick !== undefined) return quick;
  const type = typeOf(object);
  try {
    if (object instanceof PySuper) return yield* slowSuper(vm, object, name);
    const custom = type.lookup('__getattribute__');
    if (
      custom !== usual.getattribute &&
      custom !== undefined &&
      !(object instanceof PyType && custom instanceof PyNative)
    ) {
      return yield* vm.call(custom, [object, name]);
    }
    const found = yield* slowAttribute(vm, object, name);
    if (found !== undefined) return found;
  } catch (error) {
    if (!isRaised(error, AttributeError)) throw error;
    const fallback = type.lookup('__getattr__');
    if (fallback === undefined) throw error;
    return yield* vm.call(fallback, [object, name]);
  }
  const fallback = type.lookup('__getattr__');
  if (fallback !== undefined) return yield* vm.call(fallback, [object, name]);
  if (object instanceof PyModule) {
    const ofModule = object.ns.get('__getattr__');
    if (ofModule !== undefined) return yield* vm.call(ofModule, [name]);
  }
  return undefined;
}

/** Without `__getattr__`: what object.__getattribute__ does where a call is needed. */
export function* slowAttribute(vm: Vm, object: Value, name: string): Work<Value | undefined> {
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) return yield* get(vm, found, object, type);
  if (object instanceof PyType) {
    const own = object.lookup(name);
    if (own !== undefined) return yield* get(vm, own, null, object);
  } else if (object instanceof PyObject) {
    const own = object.dict?.map.get(name);
    if (own !== undefined) return own;
  }
  return found === undefined ? undefined : yield* get(vm, found, object, type);
}

function* slowSuper(vm: Vm, object: PySuper, name: string): Work<Value | undefined> {
  const found = object.selfType.lookupAfter(object.type, name);
  if (found === undefined) return undefined;
  return yield* get(vm, found, object.self, object.selfType);
}

/** Calls `__get__`. */
export function* get(vm: Vm, descriptor: Value, self: Value, type: PyType): Work {
  if (descriptor instanceof PyProperty) {
    if (self === null && type !== typeOf(null)) return descriptor;
    if (descriptor.get === null) {
      const name = descriptor.name === null ? '' : ` '${stringOf(descriptor.name) ?? ''}'`;
      throw raise(AttributeError, `property${name} of '${type.qualname}' object has no getter`);
    }
    return yield* vm.call(descriptor.get, [self]);
  }
  const quick = self === null ? unbound(descriptor, type) : bound(vm, descriptor, self, type);
  if (quick !== undefined) return quick;
  if (descriptor instanceof PyGetSet) throw raise(AttributeError, descriptor.name);
  const getter = typeOf(descriptor).lookup('__get__');
  if (getter !== undefined) return yield* vm.call(getter, [descriptor, self, type]);
  return descriptor;
}

export function missing(object: Value, name: string): Error {
  if (object instanceof PyType) return attributeError(`type object '${object.name}' has no attribute '${name}'`, name, object);
  if (object instanceof PyModule) return attributeError(`module '${object.name}' has no attribute '${name}'`, name, object);
  if (object instanceof PySuper) return attributeError(`'super' object has no attribute '${name}'`, name, object);
  return attributeError(`'${typeOf(object).name}' object has no attribute '${name}'`, name, object);
} // prettier-ignore

export function* getAttribute(vm: Vm, object: Value, name: string): Work {
  const found = yield* findAttribute(vm, object, name);
  if (found === undefined) throw missing(object, name);
  return found;
}

/** Stores where no call is needed; answers whether it has. */
export function quickStore(vm: Vm, object: Value, name: string, value: Value): boolean {
  if (!(object instanceof PyObject)) return false;
  const { cls } = object;
  if (object instanceof PyType || cls.lookup('__setattr__') !== usual.setattr) return false;
  const found = cls.lookup(name);
  if (found !== undefined && isData(found)) {
    if (!(found instanceof PyGetSet)) return false;
    if (found.write === undefined) throw readOnly(object, name);
    found.write(vm, object, value);
    return true;
  }
  const { dict } = object;
  if (dict !== undefined) {
    dict.map.set(name, value);
    return true;
  }
  if (!cls.hasDict) return false;
  object.dict = new PyDict();
  object.dict.map.set(name, value);
  return true;
}

function readOnly(object: Value, name: string): Error {
  return attributeError(`attribute '${name}' of '${typeOf(object).name}' objects is not writable`, name, object);
}

export function* storeAttribute(vm: Vm, object: Value, name: string, value: Value): Work<void> {
  const type = typeOf(object);
  const custom = type.lookup('__setattr__');
  if (custom !== usual.setattr && custom !== undefined) {
    yield* vm.call(custom, [object, name, value]);
    return;
  }
  yield* plainStore(vm, object, name, value);
}

/** What object.__setattr__ and type.__setattr__ do. */
export function* plainStore(vm: Vm, object: Value, name: string, value: Value): Work<void> {
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) {
    if (found instanceof PyProperty) {
      if (found.set === null) {
        throw raise(
          AttributeError,
          `property '${stringOf(found.name) ?? name}' of '${type.qualname}' object has no setter`,
        );
      }
      yield* vm.call(found.set, [object, value]);
      return;
    }
    if (found instanceof PyGetSet) {
      if (found.write === undefined) throw readOnly(object, name);
      found.write(vm, object, value);
      return;
    }
    const setter = typeOf(found).lookup('__set__');
    if (setter === undefined) throw raise(AttributeError, '__set__');
    yield* vm.call(setter, [found, object, value]);
    return;
  }
  if (object instanceof PyType) {
    if (!object.heap) throw typeError(`cannot set '${name}' attribute of immutable type '${object.name}'`);
    object.ns.set(name, value);
    typesChanged();
    return;
  }
  if (object instanceof PyObject) {
    if (object.dict === undefined && type.hasDict) object.dict = new PyDict();
    if (object.dict !== undefined) {
      object.dict.set(name, value);
      return;
    }
  }
  const what = `'${type.name}' object`;
  throw found === undefined
    ? attributeError(`${what} has no attribute '${name}' and no __dict__ for setting new attributes`, name, object)
    : attributeError(`${what} attribute '${name}' is read-only`, name, object);
}

export function* deleteAttribute(vm: Vm, object: Value, name: string): Work<void> {
  const type = typeOf(object);
  const custom = type.lookup('__delattr__');
  if (custom !== usual.delattr && custom !== undefined) {
    yield* vm.call(custom, [object, name]);
    return;
  }
  yield* plainDelete(vm, object, name);
}

export function* plainDelete(vm: Vm, object: Value, name: string): Work<void> {
  const type = typeOf(object);
  const found = type.lookup(name);
  if (found !== undefined && isData(found)) {
    if (found instanceof PyProperty) {
      if (found.delete === null) {
        throw raise(
          AttributeError,
          `property '${stringOf(found.name) ?? name}' of '${type.qualname}' object has no deleter`,
        );
      }
      yield* vm.call(found.delete, [object]);
      return;
    }
    if (found instanceof PyGetSet) {
      if (found.write === undefined) throw readOnly(object, name);
      found.write(vm, object, undefined);
      return;
    }
    const deleter = typeOf(found).lookup('__delete__');
    if (deleter === undefined) throw raise(AttributeError, '__delete__');
    yield* vm.call(deleter, [found, object]);
    return;
  }
  if (object instanceof PyType) {
    if (!object.ns.map.delete(name)) throw missing(object, name);
    typesChanged();
    return;
  }
  if (object instanceof PyObject && object.dict !== undefined && object.dict.map.delete(name)) return;
  throw missing(object, name);
}
