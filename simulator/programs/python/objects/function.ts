/** Functions made of bytecode, and the descriptors that classes are made with. */
import type { PyCode } from '../compile/code.ts';
import type { Vm } from '../vm/vm.ts';
import type { PyCell, PyDict } from './core.ts';
import { functionType, PyObject, PyType, objectType, type PyTuple, type Value } from './core.ts';

export class PyFunction extends PyObject {
  code: PyCode;
  readonly globals: PyDict;
  name: string;
  qualname: string;
  defaults: readonly Value[];
  keywordDefaults: PyDict | undefined;
  annotations: PyDict | undefined;
  readonly closure: readonly PyCell[];
  doc: Value;
  module: Value;
  typeParams: PyTuple | undefined = undefined;

  constructor(code: PyCode, globals: PyDict, closure: readonly PyCell[]) {
    super(functionType);
    this.code = code;
    this.globals = globals;
    this.closure = closure;
    this.name = code.shape.name;
    this.qualname = code.shape.qualname;
    this.defaults = [];
    this.keywordDefaults = undefined;
    this.annotations = undefined;
    this.doc = code.shape.doc ?? null;
    this.module = globals.get('__name__') ?? null;
  }
}

const kind = (name: string): PyType => new PyType(name, [objectType]);
export const propertyType = kind('property');
export const classmethodType = kind('classmethod');
export const staticmethodType = kind('staticmethod');
export const superType = kind('super');
export const getsetType = kind('getset_descriptor');
getsetType.sealed = true;

export class PyProperty extends PyObject {
  get: Value;
  set: Value;
  delete: Value;
  doc: Value;
  name: Value = null;
  constructor(get: Value, set: Value, del: Value, doc: Value, cls: PyType = propertyType) {
    super(cls);
    this.get = get;
    this.set = set;
    this.delete = del;
    this.doc = doc;
  }
}

export class PyClassMethod extends PyObject {
  func: Value;
  constructor(func: Value, cls: PyType = classmethodType) {
    super(cls);
    this.func = func;
  }
}

export class PyStaticMethod extends PyObject {
  func: Value;
  constructor(func: Value, cls: PyType = staticmethodType) {
    super(cls);
    this.func = func;
  }
}

export class PySuper extends PyObject {
  readonly type: PyType;
  readonly self: Value;
  readonly selfType: PyType;
  constructor(type: PyType, self: Value, selfType: PyType) {
    super(superType);
    this.type = type;
    this.self = self;
    this.selfType = selfType;
  }
}

/** An attribute of instances of a class of ours. Also slots of classes written in Python. */
export class PyGetSet extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly read: (vm: Vm, self: Value) => Value | undefined;
  readonly write: ((vm: Vm, self: Value, value: Value | undefined) => void) | undefined;
  constructor(
    owner: PyType,
    name: string,
    read: (vm: Vm, self: Value) => Value | undefined,
    write?: (vm: Vm, self: Value, value: Value | undefined) => void,
  ) {
    super(getsetType);
    this.owner = owner;
    this.name = name;
    this.read = read;
    this.write = write;
  }
}

/** Adds an attribute to a class; `write` gets undefined when it is deleted. */
export function attribute(
  type: PyType,
  name: string,
  read: (vm: Vm, self: Value) => Value | undefined,
  write?: (vm: Vm, self: Value, value: Value | undefined) => void,
): void {
  type.ns.set(name, new PyGetSet(type, name, read, write));
}
