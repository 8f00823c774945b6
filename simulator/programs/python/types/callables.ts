/** Functions, methods, descriptors, modules, generators, iterators: their attributes and methods. */
import {
  cellType, codeType, Ellipsis, ellipsisType, functionType, isInstance, listType, methodDescriptorType, methodType, moduleType, nativeType, noneType, NotImplemented,
  notImplementedType, PyCell, PyDict, PyMethod, PyModule, PyNative, PyTuple, PyType, stringOf, tupleType, typeOf, typeType, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { PyCode } from '../compile/code.ts';
import { BaseException, GeneratorExit, isRaised, PyException, raise, Raised, RuntimeError, StopAsyncIteration, StopIteration, typeError } from '../objects/exceptions.ts'; // prettier-ignore
import { attribute, classmethodType, getsetType, PyClassMethod, PyFunction, PyGetSet, PyProperty, propertyType, PyStaticMethod, PySuper, staticmethodType, superType } from '../objects/function.ts'; // prettier-ignore
import { asyncAwaitType, asyncGeneratorType, AsyncYield, coroutineType, generatorType, PyAsyncAwait, PyGenerator } from '../objects/generator.ts'; // prettier-ignore
import * as iterators from '../objects/iterators.ts';
import { get } from '../vm/attributes.ts';
import { Frame, frameType, ResumeRequest } from '../vm/frame.ts';
import { PyTraceback, tracebackType } from '../vm/traceback-object.ts';
import { subscriptIteratorType, type Vm } from '../vm/vm.ts';
import { methods, raw, rawWork, work } from '../native/define.ts';
import { generic } from './mappings.ts';
import { address, plainRepr, typeRepr } from './object.ts';

export function installCallables(): void {
  installFunctions();
  installDescriptors();
  installGenerators();
  installIntrospection();
  methods(noneType).fn('__repr__()', () => 'None').fn('__bool__()', () => false);
  methods(ellipsisType).fn('__repr__()', () => 'Ellipsis');
  methods(notImplementedType).fn('__repr__()', () => 'NotImplemented');
  for (const type of [listType, tupleType, typeType]) type.ns.set('__class_getitem__', new PyClassMethod(rawWork('__class_getitem__', generic)));
  noneType.ns.set('__new__', raw('__new__', () => null));
  ellipsisType.ns.set('__new__', raw('__new__', () => Ellipsis));
  notImplementedType.ns.set('__new__', raw('__new__', () => NotImplemented));
} // prettier-ignore

function installFunctions(): void {
  functionType.hasDict = true;
  const read = (name: string, get: (fn: PyFunction) => Value | undefined, set?: (fn: PyFunction, value: Value) => void): void =>
    attribute(functionType, name, (_vm, self) => (self instanceof PyFunction ? get(self) : undefined), set === undefined ? undefined : (_vm, self, value) => {
      if (self instanceof PyFunction) set(self, value ?? null);
    });
  read('__name__', (it) => it.name, (it, value) => { it.name = stringOf(value) ?? it.name; });
  read('__qualname__', (it) => it.qualname, (it, value) => { it.qualname = stringOf(value) ?? it.qualname; });
  read('__module__', (it) => it.module, (it, value) => { it.module = value; });
  read('__doc__', (it) => it.doc, (it, value) => { it.doc = value; });
  read('__code__', (it) => it.code, (it, value) => { if (value instanceof PyCode) it.code = value; });
  read('__globals__', (it) => it.globals);
  read('__defaults__', (it) => (it.defaults.length === 0 ? null : new PyTuple(it.defaults)), (it, value) => { it.defaults = value instanceof PyTuple ? value.items : []; });
  read('__kwdefaults__', (it) => it.keywordDefaults ?? null, (it, value) => { it.keywordDefaults = value instanceof PyDict ? value : undefined; });
  read('__annotations__', (it) => (it.annotations ??= new PyDict()), (it, value) => { it.annotations = value instanceof PyDict ? value : undefined; });
  read('__closure__', (it) => (it.closure.length === 0 ? null : new PyTuple(it.closure)));
  read('__type_params__', (it) => it.typeParams ?? new PyTuple([]), (it, value) => { it.typeParams = value instanceof PyTuple ? value : undefined; });
  attribute(cellType, 'cell_contents', (_vm, self) => (self instanceof PyCell ? self.value : undefined));
  methods(functionType)
    .fn('__repr__()', (_vm, self) => `<function ${self instanceof PyFunction ? self.qualname : ''} at ${address(self)}>`)
    .fn('__get__(instance, owner=None, /)', (_vm, self, instance) => (instance === null ? self : new PyMethod(instance, self)))
    .rawWork('__call__', function* (vm, [self = null, ...args], keywords) { return yield* vm.call(self, args, keywords); });
  functionType.ns.set('__new__', raw('__new__', (_vm, [, code, globals]) => {
    if (!(code instanceof PyCode) || !(globals instanceof PyDict)) throw typeError('function() needs code and globals');
    return new PyFunction(code, globals, []);
  }));
  attribute(methodType, '__self__', (_vm, self) => (self instanceof PyMethod ? self.self : undefined));
  attribute(methodType, '__func__', (_vm, self) => (self instanceof PyMethod ? self.func : undefined));
  for (const name of ['__name__', '__qualname__', '__doc__', '__module__', '__wrapped__']) {
    attribute(methodType, name, (vm, self) => {
      if (!(self instanceof PyMethod)) return undefined;
      if (self.func instanceof PyFunction) return name === '__name__' ? self.func.name : name === '__qualname__' ? self.func.qualname : name === '__doc__' ? self.func.doc : name === '__module__' ? self.func.module : self.func.dict?.get(name);
      return self.func instanceof PyNative ? nativeAttribute(vm, self.func, name) : undefined;
    });
  }
  methods(methodType)
    .work('__getattribute__(name, /)', function* (vm, self, name) {
      const text = stringOf(name) ?? '';
      const own = methodType.lookup(text);
      if (own instanceof PyGetSet) {
        const value = own.read(vm, self);
        if (value !== undefined) return value;
      }
      if (own !== undefined && !(own instanceof PyGetSet)) return yield* get(vm, own, self, methodType);
      return yield* vm.getAttr(self instanceof PyMethod ? self.func : null, text);
    })
    .work('__repr__()', function* (vm, self) {
      if (!(self instanceof PyMethod)) return '';
      if (self.func instanceof PyNative) return self.func.owner === undefined ? `<built-in function ${self.func.name}>` : `<built-in method ${self.func.name} of ${typeOf(self.self).name} object at ${address(self.self)}>`;
      const name = self.func instanceof PyFunction ? self.func.qualname : (stringOf(yield* vm.findAttr(self.func, '__name__')) ?? '?');
      return `<bound method ${name} of ${yield* vm.repr(self.self)}>`;
    })
    .work('__eq__(other, /)', function* (vm, a, b) {
      if (!(a instanceof PyMethod) || !(b instanceof PyMethod)) return NotImplemented;
      return a.self === b.self && (yield* vm.equal(a.func, b.func));
    })
    .rawWork('__call__', function* (vm, [self = null, ...args], keywords) { return yield* vm.call(self, args, keywords); });
  methodType.ns.set('__new__', raw('__new__', (_vm, [, func = null, self = null]) => new PyMethod(self, func)));
  for (const type of [nativeType, methodDescriptorType]) {
    for (const name of ['__name__', '__qualname__', '__doc__', '__module__', '__self__', '__objclass__', '__text_signature__']) {
      attribute(type, name, (vm, self) => (self instanceof PyNative ? nativeAttribute(vm, self, name) : undefined));
    }
    methods(type).rawWork('__call__', function* (vm, [self = null, ...args], keywords) { return yield* vm.call(self, args, keywords); });
  }
  methods(nativeType).fn('__repr__()', (_vm, self) => `<built-in function ${self instanceof PyNative ? self.name : ''}>`);
  methods(methodDescriptorType)
    .fn('__repr__()', (_vm, self) => (self instanceof PyNative ? `<${self.name.startsWith('__') ? 'slot wrapper' : 'method'} '${self.name}' of '${self.owner?.name ?? ''}' objects>` : ''))
    .fn('__get__(instance, owner=None, /)', (_vm, self, instance) => (instance === null ? self : new PyMethod(instance, self)));
} // prettier-ignore

function nativeAttribute(vm: Vm, native: PyNative, name: string): Value | undefined {
  switch (name) {
    case '__name__':
      return native.name;
    case '__qualname__':
      return native.owner === undefined ? native.name : `${native.owner.name}.${native.name}`;
    case '__module__':
      return native.owner === undefined ? (native.module ?? 'builtins') : undefined;
    case '__self__':
      return native.owner === undefined ? vm.modules.get(native.module ?? 'builtins') : undefined;
    case '__objclass__':
      return native.owner;
    case '__wrapped__':
      return undefined;
    default:
      return null;
  }
}

function installDescriptors(): void {
  const property = methods(propertyType);
  const own = (self: Value): PyProperty => {
    if (!(self instanceof PyProperty)) throw typeError('descriptor requires a property');
    return self;
  };
  propertyType.hasDict = true;
  propertyType.ns.set('__new__', raw('__new__', (_vm, [cls]) => new PyProperty(null, null, null, null, cls instanceof PyType ? cls : propertyType)));
  property
    .fn('__init__(fget=None, fset=None, fdel=None, doc=None)', (_vm, self, fget = null, fset = null, fdel = null, doc = null) => {
      const it = own(self);
      [it.get, it.set, it.delete] = [fget, fset, fdel];
      it.doc = doc ?? (fget instanceof PyFunction ? fget.doc : null);
      it.name = fget instanceof PyFunction ? fget.name : null;
      return null;
    })
    .fn('getter(fget, /)', (_vm, self, fget) => copyProperty(own(self), { get: fget }))
    .fn('setter(fset, /)', (_vm, self, fset) => copyProperty(own(self), { set: fset }))
    .fn('deleter(fdel, /)', (_vm, self, fdel) => copyProperty(own(self), { delete: fdel }))
    .fn('__set_name__(owner, name, /)', (_vm, self, _owner, name) => {
      own(self).name = name;
      return null;
    })
    .work('__get__(instance, owner=None, /)', function* (vm, self, instance) {
      return instance === null ? self : yield* get(vm, self, instance, typeOf(instance));
    })
    .work('__set__(instance, value, /)', function* (vm, self, instance, value) {
      return yield* vm.call(own(self).set, [instance, value]);
    });
  for (const [name, field] of [['fget', 'get'], ['fset', 'set'], ['fdel', 'delete'], ['__doc__', 'doc'], ['__name__', 'name']] as const) {
    attribute(propertyType, name, (_vm, self) => own(self)[field], (_vm, self, value) => { own(self)[field] = value ?? null; });
  }
  attribute(propertyType, '__isabstractmethod__', (_vm, self) => [own(self).get, own(self).set].some((it) => it instanceof PyFunction && it.dict?.get('__isabstractmethod__') === true));
  for (const [type, make] of [[classmethodType, PyClassMethod], [staticmethodType, PyStaticMethod]] as const) {
    type.hasDict = true;
    type.ns.set('__new__', raw('__new__', (_vm, [cls, func = null]) => new make(func, cls instanceof PyType ? cls : type)));
    const func = (self: Value): Value => (self instanceof PyClassMethod || self instanceof PyStaticMethod ? self.func : null);
    attribute(type, '__func__', (_vm, self) => func(self));
    attribute(type, '__wrapped__', (_vm, self) => func(self));
    for (const name of ['__name__', '__qualname__', '__doc__', '__module__'] as const) {
      attribute(type, name, (_vm, self) => {
        const it = func(self);
        return it instanceof PyFunction ? { __name__: it.name, __qualname__: it.qualname, __doc__: it.doc, __module__: it.module }[name] : null;
      }, () => undefined);
    }
    attribute(type, '__isabstractmethod__', (_vm, self) => { const it = func(self); return it instanceof PyFunction && it.dict?.get('__isabstractmethod__') === true; });
    methods(type)
      .fn('__get__(instance, owner=None, /)', (_vm, self, instance, owner = null) => {
        if (self instanceof PyStaticMethod) return self.func;
        return new PyMethod(owner ?? typeOf(instance), func(self));
      })
      .work('__repr__()', function* (vm, self) { return `<${type.name}(${yield* vm.repr(func(self))})>`; });
  }
  methods(staticmethodType).rawWork('__call__', function* (vm, [self, ...args], keywords) {
    return yield* vm.call(self instanceof PyStaticMethod ? self.func : null, args, keywords);
  });
  attribute(getsetType, '__name__', (_vm, self) => (self instanceof PyGetSet ? self.name : ''));
  attribute(getsetType, '__objclass__', (_vm, self) => (self instanceof PyGetSet ? self.owner : null));
  methods(getsetType)
    .fn('__repr__()', (_vm, self) => (self instanceof PyGetSet ? `<${self.owner.heap ? 'member' : 'attribute'} '${self.name}' of '${self.owner.name}' objects>` : ''))
    .fn('__get__(instance, owner=None, /)', (vm, self, instance) => (instance === null || !(self instanceof PyGetSet) ? self : (self.read(vm, instance) ?? null)))
    .fn('__set__(instance, value, /)', (vm, self, instance, value) => { if (self instanceof PyGetSet) self.write?.(vm, instance, value); return null; });
  superType.ns.set('__new__', raw('__new__', (vm, [, type, object]) => makeSuper(vm, type, object)));
  methods(superType).work('__repr__()', function* (vm, self) {
    return self instanceof PySuper ? `<super: ${typeRepr(self.type)}, ${yield* vm.repr(self.self)}>` : '';
  });
  attribute(superType, '__self__', (_vm, self) => (self instanceof PySuper ? self.self : null));
  attribute(superType, '__thisclass__', (_vm, self) => (self instanceof PySuper ? self.type : null));
} // prettier-ignore

function copyProperty(it: PyProperty, change: Partial<Pick<PyProperty, 'get' | 'set' | 'delete'>>): PyProperty {
  const copy = new PyProperty(it.get, it.set, it.delete, it.doc, it.cls);
  copy.name = it.name;
  return Object.assign(copy, change);
}

function makeSuper(vm: Vm, type: Value | undefined, object: Value | undefined): PySuper {
  if (type === undefined) {
    const frame = vm.current.frame;
    if (frame === undefined || frame.code.shape.argCount === 0) throw raise(RuntimeError, 'super(): no arguments');
    const index = frame.code.shape.cells.indexOf('__class__');
    const cls = frame.cells[index]?.value;
    const param = frame.code.shape.cellParams.find(([slot]) => slot === 0);
    const first = param === undefined ? frame.locals[0] : frame.cells[param[1]]?.value;
    if (index < 0) throw raise(RuntimeError, 'super(): __class__ cell not found');
    return makeSuper(vm, cls ?? null, first ?? null);
  }
  if (!(type instanceof PyType)) throw typeError('super() argument 1 must be a type, not ' + typeOf(type).name);
  if (object === undefined) return new PySuper(type, null, type);
  if (object instanceof PyType && object.isSubclassOf(type)) return new PySuper(type, object, object);
  if (isInstance(object, type)) return new PySuper(type, object, typeOf(object));
  throw typeError('super(type, obj): obj must be an instance or subtype of type');
}

function ownGenerator(self: Value): PyGenerator {
  if (!(self instanceof PyGenerator)) throw typeError('descriptor requires a generator');
  return self;
}

/** What `throw(type, value, tb)` and `throw(exception)` raise. */
function* thrown(vm: Vm, type: Value, value: Value): Work<Raised> {
  if (type instanceof PyException) return new Raised(type);
  if (type instanceof PyType && type.isSubclassOf(BaseException)) {
    if (value instanceof PyException) return new Raised(value);
    const made = yield* vm.call(type, value === null ? [] : [value]);
    if (made instanceof PyException) return new Raised(made);
  }
  throw typeError(`exceptions must be classes or instances deriving from BaseException, not ${typeOf(type).name}`);
}

/** Raises in a generator, in the innermost one that it delegates to. */
export function* throwInto(vm: Vm, generator: PyGenerator, raised: Raised): Work {
  const { frame } = generator;
  const inner = generator.state === 'suspended' && frame.code.ops[frame.ip] === 75 ? frame.stack.at(-1) : undefined;
  if (inner !== undefined && inner !== null) {
    // It stands at a `yield from` or an `await`: the inner one is told first.
    const isExit = raised.exception.cls.isSubclassOf(GeneratorExit);
    let outcome: Value;
    try {
      generator.state = 'running';
      if (isExit) {
        const close = yield* vm.findAttr(inner, 'close');
        if (close !== undefined) yield* vm.call(close, []);
        generator.state = 'suspended';
        return yield new ResumeRequest(generator, null, raised);
      }
      const method = yield* vm.findAttr(inner, 'throw');
      if (method === undefined) {
        generator.state = 'suspended';
        return yield new ResumeRequest(generator, null, raised);
      }
      outcome = inner instanceof PyGenerator ? yield* throwInto(vm, inner, raised) : yield* vm.call(method, [raised.exception]);
    } catch (error) {
      generator.state = 'suspended';
      if (isRaised(error, StopIteration) && !isExit) {
        // The inner one has ended: its value is that of the `yield from`.
        frame.stack.pop();
        frame.ip += 2;
        return yield new ResumeRequest(generator, error.exception.args.items[0] ?? null);
      }
      if (error instanceof Raised && frame.back === undefined) return yield new ResumeRequest(generator, null, error);
      throw error;
    }
    generator.state = 'suspended';
    return outcome;
  }
  return yield new ResumeRequest(generator, null, raised);
} // prettier-ignore

function installGenerators(): void {
  for (const type of [generatorType, coroutineType]) {
    const on = methods(type)
      .work('send(value, /)', function* (_vm, self, value) {
        return yield new ResumeRequest(ownGenerator(self), value);
      })
      .work('throw(type, value=None, traceback=None, /)', function* (vm, self, kind, value = null) {
        return yield* throwInto(vm, ownGenerator(self), yield* thrown(vm, kind, value));
      })
      .work('close()', function* (vm, self) {
        const generator = ownGenerator(self);
        if (generator.state === 'created') generator.state = 'done';
        if (generator.state === 'done') return null;
        try {
          yield* throwInto(vm, generator, raise(GeneratorExit));
        } catch (error) {
          if (isRaised(error, StopIteration)) return error.exception.args.items[0] ?? null;
          if (isRaised(error, GeneratorExit)) return null;
          throw error;
        }
        throw raise(RuntimeError, `${type.name} ignored GeneratorExit`);
      })
      .fn('__repr__()', (_vm, self) => `<${type.name} object ${ownGenerator(self).qualname} at ${address(self)}>`);
    if (type === generatorType) {
      on.fn('__iter__()', (_vm, self) => self).work('__next__()', function* (_vm, self) {
        return yield new ResumeRequest(ownGenerator(self), null);
      });
    } else on.fn('__await__()', (_vm, self) => self);
    const prefix = type === generatorType ? 'gi' : 'cr';
    attribute(type, `${prefix}_frame`, (_vm, self) => (ownGenerator(self).state === 'done' ? null : ownGenerator(self).frame));
    attribute(type, `${prefix}_running`, (_vm, self) => ownGenerator(self).state === 'running');
    attribute(type, `${prefix}_code`, (_vm, self) => ownGenerator(self).frame.code);
    attribute(type, `${prefix}_await`, () => null);
    attribute(type, `${prefix}_suspended`, (_vm, self) => ownGenerator(self).state === 'suspended');
    attribute(type, '__name__', (_vm, self) => ownGenerator(self).name, (_vm, self, value) => { ownGenerator(self).name = stringOf(value) ?? ''; });
    attribute(type, '__qualname__', (_vm, self) => ownGenerator(self).qualname, (_vm, self, value) => { ownGenerator(self).qualname = stringOf(value) ?? ''; });
  }
  methods(asyncGeneratorType)
    .fn('__aiter__()', (_vm, self) => self)
    .fn('__anext__()', (_vm, self) => new PyAsyncAwait(ownGenerator(self), { kind: 'send', value: null }))
    .fn('asend(value, /)', (_vm, self, value) => new PyAsyncAwait(ownGenerator(self), { kind: 'send', value }))
    .fn('athrow(type, value=None, traceback=None, /)', (_vm, self, kind, value = null) => new PyAsyncAwait(ownGenerator(self), { kind: 'throw', value: value ?? kind }))
    .fn('aclose()', (_vm, self) => new PyAsyncAwait(ownGenerator(self), { kind: 'close' }))
    .fn('__repr__()', (_vm, self) => `<async_generator object ${ownGenerator(self).qualname} at ${address(self)}>`);
  const step = function* (vm: Vm, self: Value, value: Value, raised?: Raised): Work {
    if (!(self instanceof PyAsyncAwait)) throw typeError('not an awaitable of an asynchronous generator');
    if (self.ended) throw raise(RuntimeError, 'cannot reuse already awaited __anext__()/asend()');
    const { generator, start } = self;
    let answer: Value;
    try {
      if (raised !== undefined) answer = yield* throwInto(vm, generator, raised);
      else if (self.begun) answer = yield new ResumeRequest(generator, value);
      else {
        self.begun = true;
        if (start.kind === 'send') answer = yield new ResumeRequest(generator, start.value);
        else {
          if (start.kind === 'close' && generator.state !== 'suspended') {
            generator.state = 'done';
            self.ended = true;
            throw raise(StopIteration);
          }
          answer = yield* throwInto(vm, generator, start.kind === 'close' ? raise(GeneratorExit) : yield* thrown(vm, start.value, null));
        }
      }
    } catch (error) {
      self.ended = true;
      if (start.kind === 'close' && (isRaised(error, StopAsyncIteration) || isRaised(error, GeneratorExit))) throw raise(StopIteration);
      throw error;
    }
    if (!(answer instanceof AsyncYield)) return answer;
    self.ended = true;
    if (start.kind === 'close') throw raise(RuntimeError, 'async generator ignored GeneratorExit');
    throw raise(StopIteration, answer.value);
  };
  methods(asyncAwaitType)
    .fn('__await__()', (_vm, self) => self)
    .fn('__iter__()', (_vm, self) => self)
    .work('__next__()', (vm, self) => step(vm, self, null))
    .work('send(value, /)', (vm, self, value) => step(vm, self, value))
    .work('throw(type, value=None, traceback=None, /)', function* (vm, self, type, value = null) { return yield* step(vm, self, null, yield* thrown(vm, type, value)); })
    .fn('close()', (_vm, self) => { if (self instanceof PyAsyncAwait) self.ended = true; return null; });
  const types = [
    iterators.listIteratorType, iterators.tupleIteratorType, iterators.listReverseIteratorType, iterators.rangeIteratorType, iterators.strIteratorType, iterators.bytesIteratorType,
    iterators.keyIteratorType, iterators.valueIteratorType, iterators.itemIteratorType, iterators.setIteratorType, iterators.callableIteratorType, subscriptIteratorType,
  ];
  for (const type of types) installIterator(type);
} // prettier-ignore

/** `__iter__` and `__next__` of an iterator of ours. */
export function installIterator(type: PyType): void {
  methods(type)
    .fn('__iter__()', (_vm, self) => self)
    .work('__next__()', function* (vm, self) {
      return yield* vm.nextOrStop(self);
    })
    .fn('__length_hint__()', (_vm, self) => (self instanceof iterators.NativeIterator ? self.hint : 0));
}

function installIntrospection(): void {
  moduleType.hasDict = true;
  moduleType.ns.set('__new__', work('__new__(cls, name, doc=None)', function* (_vm, cls, name, doc = null) {
    const made = new PyModule(stringOf(name) ?? '');
    if (cls instanceof PyType) made.cls = cls;
    for (const [key, value] of Object.entries({ __name__: name, __doc__: doc, __package__: null, __loader__: null, __spec__: null })) made.ns.set(key, value);
    return made;
  }));
  methods(moduleType)
    .raw('__init__', () => null)
    .fn('__repr__()', (_vm, self) => {
      if (!(self instanceof PyModule)) return plainRepr(self);
      const file = stringOf(self.ns.get('__file__'));
      const name = stringOf(self.ns.get('__name__')) ?? self.name;
      return file === undefined ? `<module '${name}' (built-in)>` : `<module '${name}' from '${file}'>`;
    })
    .fn('__dir__()', (_vm, self) => new DirList(self instanceof PyModule ? self.ns.keys() : []));
  const code = (name: string, read: (it: PyCode) => Value): void => attribute(codeType, name, (_vm, self) => (self instanceof PyCode ? read(self) : undefined));
  const text = (list: readonly string[]): PyTuple => new PyTuple(list.map((it) => it.split('\0')[0] ?? it));
  code('co_name', (it) => it.shape.name);
  code('co_qualname', (it) => it.shape.qualname);
  code('co_filename', (it) => it.shape.filename);
  code('co_firstlineno', (it) => it.shape.firstLine);
  code('co_argcount', (it) => it.shape.argCount);
  code('co_posonlyargcount', (it) => it.shape.positionalOnly);
  code('co_kwonlyargcount', (it) => it.shape.keywordOnly);
  code('co_varnames', (it) => text(it.shape.locals.filter((name) => !name.startsWith('\0'))));
  code('co_freevars', (it) => text(it.shape.cells.slice(it.shape.ownCells)));
  code('co_cellvars', (it) => text(it.shape.cells.slice(0, it.shape.ownCells)));
  code('co_names', (it) => text(it.names));
  code('co_consts', (it) => new PyTuple(it.constants));
  code('co_nlocals', (it) => it.shape.locals.length);
  code('co_flags', ({ shape }) => 3 | (shape.varargs ? 4 : 0) | (shape.kwargs ? 8 : 0) | (shape.isGenerator && !shape.isCoroutine ? 32 : 0) | (shape.isCoroutine && !shape.isGenerator ? 128 : 0) | (shape.isCoroutine && shape.isGenerator ? 512 : 0));
  methods(codeType).fn('__repr__()', (_vm, self) => (self instanceof PyCode ? `<code object ${self.shape.name} at ${address(self)}, file "${self.shape.filename}", line ${self.shape.firstLine}>` : ''));
  const frame = (name: string, read: (it: Frame) => Value): void => attribute(frameType, name, (_vm, self) => (self instanceof Frame ? read(self) : undefined));
  frame('f_back', (it) => { let { back } = it; while (back !== undefined && !(back instanceof Frame)) back = back.back; return back ?? null; });
  frame('f_code', (it) => it.code);
  frame('f_globals', (it) => it.globals);
  frame('f_locals', (it) => localsOf(it));
  frame('f_lineno', (it) => it.line);
  frame('f_lasti', (it) => it.at);
  frame('f_builtins', () => new PyDict());
  attribute(frameType, 'f_trace', () => null, () => undefined);
  methods(frameType).fn('clear()', () => null);
  const traceback = (name: string, read: (it: PyTraceback) => Value, write?: (it: PyTraceback, value: Value) => void): void =>
    attribute(tracebackType, name, (_vm, self) => (self instanceof PyTraceback ? read(self) : undefined), write === undefined ? undefined : (_vm, self, value) => { if (self instanceof PyTraceback) write(self, value ?? null); });
  traceback('tb_next', (it) => it.next, (it, value) => { it.next = value instanceof PyTraceback ? value : null; });
  traceback('tb_frame', (it) => it.frame);
  traceback('tb_lineno', (it) => it.line);
  traceback('tb_lasti', (it) => it.ip);
  attribute(tracebackType, '_positions', (_vm, self) => {
    if (!(self instanceof PyTraceback)) return null;
    const span = self.code.span(self.ip);
    return span === undefined ? null : new PyTuple([span.line, span.endLine, span.col, span.endCol]);
  });
} // prettier-ignore

class DirList extends PyTuple {
  constructor(items: readonly Value[]) {
    super(items.toSorted());
  }
}

/** locals(): of a module or class the names themselves, of a function a copy. */
export function localsOf(frame: Frame): PyDict {
  if (frame.code.shape.kind !== 'function') return frame.ns;
  const dict = new PyDict();
  frame.code.shape.locals.forEach((name, slot) => {
    const value = frame.locals[slot];
    if (value !== undefined && !name.startsWith('\0') && !name.startsWith('.'))
      dict.set(name.split('\0')[0] ?? name, value);
  });
  frame.code.shape.cells.forEach((name, index) => {
    const value = frame.cells[index]?.value;
    if (value !== undefined) dict.set(name.split('\0')[0] ?? name, value);
  });
  return dict;
}
