/**
 * What every value of Python is. The commonest kinds are JavaScript's own: None is null, bool is boolean, int is a
 * number while it is exact and a bigint beyond that, str is a string. All else is an object with a class.
 */
import type { FrameRequest, ResumeRequest } from '../vm/frame.ts';
import type { Vm } from '../vm/vm.ts';

export type Value = null | boolean | number | bigint | string | PyObject;

/**
 * What a native that may wait or call Python yields: a call to be made, or a promise to be waited for. What comes back
 * is the call's result; what the promise brings is fetched by who made it (`Vm.wait`).
 */
export type Request = CallRequest | ResumeRequest | FrameRequest | Promise<unknown>;
export type Work<T = Value> = Generator<Request, T, Value>;
export type Keywords = Map<string, Value>;

export class CallRequest {
  readonly callee: Value;
  readonly args: Value[];
  readonly keywords: Keywords | undefined;
  constructor(callee: Value, args: Value[], keywords?: Keywords) {
    this.callee = callee;
    this.args = args;
    this.keywords = keywords;
  }
}

let lastId = 0x7f3a_5000_1000;

export class PyObject {
  cls: PyType;
  /** `__dict__`, where instances have one. */
  dict: PyDict | undefined;
  #id = 0;

  constructor(cls: PyType) {
    this.cls = cls;
    this.dict = undefined;
  }

  /** What `id()` says of it. */
  get id(): number {
    if (this.#id === 0) this.#id = lastId += 0x30;
    return this.#id;
  }
}

/** What tells keys apart: equal keys of Python have the same one. */
export type Key = null | number | bigint | string | PyObject;

/** A dict; also what holds the names of modules, classes and instances. */
export class PyDict extends PyObject {
  readonly map = new Map<Key, Value>();
  /** Keys that are not themselves what tells them apart: 1.0, True, tuples. */
  originals: Map<Key, Value> | undefined;
  /** Keys with a `__hash__` written in Python, by their hash. */
  custom: Map<number | bigint, PyObject[]> | undefined;

  constructor(cls: PyType = dictType) {
    super(cls);
  }

  get(name: string): Value | undefined {
    return this.map.get(name);
  }

  set(name: string, value: Value): void {
    this.map.set(name, value);
  }

  original(key: Key): Value {
    const original = this.originals?.get(key);
    return original === undefined ? key : original;
  }

  put(key: Key, original: Value, value: Value): void {
    if (key !== original && !this.map.has(key)) {
      this.originals ??= new Map();
      this.originals.set(key, original);
    }
    this.map.set(key, value);
  }

  remove(key: Key): boolean {
    this.originals?.delete(key);
    if (this.custom !== undefined && key instanceof PyObject) {
      for (const [hash, keys] of this.custom) {
        const left = keys.filter((other) => other !== key);
        if (left.length !== keys.length) this.custom.set(hash, left);
      }
    }
    return this.map.delete(key);
  }

  clear(): void {
    this.map.clear();
    this.originals = undefined;
    this.custom = undefined;
  }

  keys(): Value[] {
    const keys = [...this.map.keys()];
    return this.originals === undefined ? keys : keys.map((key) => this.original(key));
  }

  entries(): [Value, Value][] {
    return Array.from(this.map, ([key, value]) => [this.original(key), value]);
  }
}

let epoch = 0;

/** Called whenever a class changes: what was looked up is looked up anew. */
export function typesChanged(): void {
  epoch += 1;
}

export class PyType extends PyObject {
  name: string;
  qualname: string;
  module: string;
  bases: PyType[];
  mro: PyType[];
  readonly ns: PyDict;
  /** Written in Python, or by a call of type(). */
  heap = false;
  /** Instances have a `__dict__`. */
  hasDict = false;
  /** May be a base of classes written in Python. */
  sealed = false;
  readonly subclasses: PyType[] = [];
  #cache = new Map<string, Value | undefined>();
  #epoch = -1;

  constructor(name: string, bases: PyType[], module = 'builtins', meta?: PyType) {
    super(meta ?? typeTypeOf());
    this.name = name;
    this.qualname = name;
    this.module = module;
    this.bases = bases;
    this.mro = [this, ...(bases[0]?.mro ?? [])];
    this.ns = new PyDict(dictTypeOf());
    // Classes of ours are shared by all interpreters, and must not hold on to theirs.
    for (const base of bases) if (base.heap) base.subclasses.push(this);
  }

  lookup(name: string): Value | undefined {
    if (this.#epoch !== epoch) {
      this.#cache.clear();
      this.#epoch = epoch;
    }
    const cached = this.#cache.get(name);
    if (cached !== undefined) return cached;
    if (this.#cache.has(name)) return undefined;
    let found: Value | undefined;
    for (const type of this.mro) {
      found = type.ns.map.get(name);
      if (found !== undefined) break;
    }
    this.#cache.set(name, found);
    return found;
  }

  /** As `lookup`, beginning behind `type` in the method resolution order (super). */
  lookupAfter(type: PyType, name: string): Value | undefined {
    const { mro } = this;
    for (let i = mro.indexOf(type) + 1; i < mro.length; i++) {
      const found = mro[i]?.ns.map.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  isSubclassOf(other: PyType): boolean {
    return this.mro.includes(other);
  }
}

/* The first three types need each other; until they exist, objects are made without one and told afterwards. */
function typeTypeOf(): PyType {
  return bootstrap.type ?? unmade;
}
function dictTypeOf(): PyType {
  return bootstrap.dict ?? unmade;
}
const bootstrap: { type: PyType | undefined; dict: PyType | undefined } = { type: undefined, dict: undefined };
// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion, @typescript-eslint/no-unsafe-class-instance-assignment -- stands in for the class of the first classes, until they exist a few lines below
const unmade = {} as PyType;

export const objectType = new PyType('object', []);
export const typeType: PyType = new PyType('type', [objectType]);
export const dictType: PyType = new PyType('dict', [objectType]);
bootstrap.type = typeType;
bootstrap.dict = dictType;
for (const type of [objectType, typeType, dictType]) {
  type.cls = typeType;
  type.ns.cls = dictType;
}

function builtin(name: string, base: PyType = objectType, module = 'builtins'): PyType {
  return new PyType(name, [base], module);
}

function sealed(name: string, module = 'builtins'): PyType {
  const type = builtin(name, objectType, module);
  type.sealed = true;
  return type;
}

export const noneType = sealed('NoneType');
export const intType = builtin('int');
export const boolType = builtin('bool', intType);
boolType.sealed = true;
export const floatType = builtin('float');
export const strType = builtin('str');
export const bytesType = builtin('bytes');
export const bytearrayType = builtin('bytearray');
export const listType = builtin('list');
export const tupleType = builtin('tuple');
export const setType = builtin('set');
export const frozensetType = builtin('frozenset');
export const functionType = sealed('function');
export const nativeType = sealed('builtin_function_or_method');
export const methodDescriptorType = sealed('method_descriptor');
export const methodType = sealed('method');
export const moduleType = builtin('module');
export const ellipsisType = sealed('ellipsis');
export const notImplementedType = sealed('NotImplementedType');
export const cellType = sealed('cell');
export const codeType = sealed('code');

class Singleton extends PyObject {}
export const Ellipsis: PyObject = new Singleton(ellipsisType);
export const NotImplemented: PyObject = new Singleton(notImplementedType);

export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'string':
      return strType;
    case 'number':
    case 'bigint':
      return intType;
    case 'boolean':
      return boolType;
    default:
      return value === null ? noneType : value.cls;
  }
}

export function isInstance(value: Value, type: PyType): boolean {
  return typeOf(value).mro.includes(type);
}

export class PyFloat extends PyObject {
  readonly value: number;
  constructor(value: number, cls: PyType = floatType) {
    super(cls);
    this.value = value;
  }
}

/** An instance of a class that derives from int or str. */
export class PyBoxed extends PyObject {
  readonly value: number | bigint | string;
  constructor(cls: PyType, value: number | bigint | string) {
    super(cls);
    this.value = value;
  }
}

export class PyInstance extends PyObject {}

export class PyList extends PyObject {
  items: Value[];
  constructor(items: Value[], cls: PyType = listType) {
    super(cls);
    this.items = items;
  }
}

export class PyTuple extends PyObject {
  readonly items: readonly Value[];
  constructor(items: readonly Value[], cls: PyType = tupleType) {
    super(cls);
    this.items = items;
  }
}

/** set and frozenset: a dict whose values do not matter. */
export class PySet extends PyObject {
  readonly table = new PyDict();
  constructor(cls: PyType = setType) {
    super(cls);
  }
  get size(): number {
    return this.table.map.size;
  }
  values(): Value[] {
    return this.table.keys();
  }
}

/** bytes and bytearray; only the latter is changed. */
export class PyBytes extends PyObject {
  bytes: Uint8Array;
  constructor(bytes: Uint8Array, cls: PyType = bytesType) {
    super(cls);
    this.bytes = bytes;
  }
}

export class PyCell extends PyObject {
  value: Value | undefined;
  constructor(value: Value | undefined) {
    super(cellType);
    this.value = value;
  }
}

export class PyMethod extends PyObject {
  readonly self: Value;
  readonly func: Value;
  constructor(self: Value, func: Value) {
    super(methodType);
    this.self = self;
    this.func = func;
  }
}

export class PyModule extends PyObject {
  readonly name: string;
  readonly ns: PyDict;
  constructor(name: string, ns: PyDict = new PyDict()) {
    super(moduleType);
    this.name = name;
    this.ns = ns;
    this.dict = ns;
  }
}

/** The string that a str or an instance of a class derived from it is. */
export function stringOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof PyBoxed && typeof value.value === 'string' ? value.value : undefined;
}

/** The number that an int (also a bool, or an instance of a derived class) is. */
export function integerOf(value: Value | undefined): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value instanceof PyBoxed && typeof value.value !== 'string' ? value.value : undefined;
}

/** bigint to the canonical form of ints. */
export function shortest(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** A Python function that is made of bytecode is `PyFunction`; this is one of ours. */
export type PlainImplementation = (vm: Vm, ...args: Value[]) => Value;
export type WorkImplementation = (vm: Vm, ...args: Value[]) => Work;
export type RawImplementation = (vm: Vm, args: Value[], keywords: Keywords | undefined) => Value;
export type RawWorkImplementation = (vm: Vm, args: Value[], keywords: Keywords | undefined) => Work;

export type Implementation =
  | { kind: 'plain'; run: PlainImplementation }
  | { kind: 'work'; run: WorkImplementation }
  | { kind: 'raw'; run: RawImplementation }
  | { kind: 'rawWork'; run: RawWorkImplementation };

/** A parameter of a native; `fallback` undefined means that it must be given. */
export interface NativeParameter {
  name: string;
  fallback: Value | undefined;
  /** Left out altogether when not given: the implementation has a default of its own. */
  optional: boolean;
  positionalOnly: boolean;
  keywordOnly: boolean;
}

export class PyNative extends PyObject {
  readonly name: string;
  readonly implementation: Implementation;
  readonly parameters: readonly NativeParameter[];
  /** The fewest and most arguments by position. */
  readonly least: number;
  readonly most: number;
  /** The class it is a method of; it takes the instance as its first argument. */
  owner: PyType | undefined;
  module: string | undefined;
  doc: string | null = null;

  constructor(
    name: string,
    parameters: readonly NativeParameter[],
    implementation: Implementation,
    owner: PyType | undefined,
  ) {
    super(owner === undefined ? nativeType : methodDescriptorType);
    this.name = name;
    this.parameters = parameters;
    this.implementation = implementation;
    this.least = parameters.filter((it) => it.fallback === undefined && !it.optional && !it.keywordOnly).length;
    this.most = parameters.filter((it) => !it.keywordOnly).length;
    this.owner = owner;
    this.module = undefined;
  }
}
