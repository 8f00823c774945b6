/** The instructions that are carried out seldom, and what the common ones do when it takes work. */
import { OP } from '../compile/ops.ts';
import { MAKE } from '../compile/compiler.ts';
import { PyCode } from '../compile/code.ts';
import { MATCH } from '../compile/patterns.ts';
import type { PyObject } from '../objects/core.ts';
import {
  dictType, PyCell, PyDict, PyList, PyModule, PySet, PyTuple, PyType, stringOf, typeOf, type Keywords, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { BaseException, BaseExceptionGroup, ImportError, isRaised, NameError, PyException, raise, Raised, setAttribute, StopIteration, typeError, valueError } from '../objects/exceptions.ts'; // prettier-ignore
import { PyFunction, PySuper } from '../objects/function.ts';
import { asyncGeneratorType, coroutineType, generatorType, PyAsyncAwait, PyGenerator } from '../objects/generator.ts';
import { plainKey } from '../objects/keys.ts';
import { findAttribute, getAttribute } from './attributes.ts';
import { unwind } from './control.ts';
import type { Frame } from './frame.ts';
import { dictGet } from './tables.ts';
import type { Thread } from './thread.ts';
import type { Vm } from './vm.ts';

export function isPlainReceiver(object: PyObject): boolean {
  return !(object instanceof PySuper) && !(object instanceof PyModule);
}

/** Runs work for its effect: what comes onto the stack is taken off again. */
export function* dropping(frame: Frame, work: Work<unknown>): Work {
  yield* work;
  return drop(frame);
}

/** Delivered like any value, and thrown away with it. */
function drop(frame: Frame): Value {
  frame.expecting = 4;
  return null;
}

export function* forNext(vm: Vm, frame: Frame, iterator: Value, end: number): Work {
  const value = yield* vm.next(iterator);
  if (value !== undefined) return value;
  frame.stack.pop();
  frame.ip = end;
  return drop(frame);
}

export function* loadMethod(vm: Vm, frame: Frame, object: Value, name: string, marker: Value): Work {
  const value = yield* getAttribute(vm, object, name);
  frame.stack.push(value);
  return marker;
}

export function* not(vm: Vm, value: Value): Work {
  return !(yield* vm.truth(value));
}

export function* notContains(vm: Vm, container: Value, value: Value): Work {
  return !(yield* vm.contains(container, value));
}

export function* jumpOrPop(vm: Vm, frame: Frame, value: Value, when: boolean, target: number): Work {
  if ((yield* vm.truth(value)) === when) frame.ip = target;
  else frame.stack.pop();
  return drop(frame);
}

export function* unpack(vm: Vm, frame: Frame, value: Value, count: number): Work {
  const iterator = vm.quickIterator(value) ?? (yield* iterableOrFail(vm, value));
  const items: Value[] = [];
  for (;;) {
    const item = yield* vm.next(iterator);
    if (item === undefined) break;
    items.push(item);
    if (items.length > count) {
      const sized = value instanceof PyList || value instanceof PyTuple || value instanceof PyDict;
      const got = value instanceof PyList || value instanceof PyTuple ? value.items.length : value instanceof PyDict ? value.map.size : 0;
      throw valueError(`too many values to unpack (expected ${count}${sized ? `, got ${got}` : ''})`);
    }
  }
  if (items.length < count) throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
  for (let i = count - 1; i >= 0; i--) frame.stack.push(items[i] ?? null);
  return drop(frame);
} // prettier-ignore

function* iterableOrFail(vm: Vm, value: Value): Work {
  if (!vm.isIterable(value)) throw typeError(`cannot unpack non-iterable ${typeOf(value).name} object`);
  return yield* vm.iterator(value);
}

export function* formatted(vm: Vm, value: Value, conversion: number, spec: Value): Work {
  let shown = value;
  if (conversion === 1) shown = yield* vm.str(value);
  else if (conversion === 2) shown = yield* vm.repr(value);
  else if (conversion === 3) shown = yield* vm.ascii(value);
  return yield* vm.format(shown, stringOf(spec) ?? '');
}

export function keywordsOf(mapping: PyDict): Keywords {
  const keywords: Keywords = new Map();
  for (const [key, value] of mapping.entries()) {
    const name = stringOf(key);
    if (name === undefined) throw typeError('keywords must be strings');
    keywords.set(name, value);
  }
  return keywords;
}

export function makeFunction(frame: Frame, flags: number): Value {
  const { stack } = frame;
  const code = stack.pop();
  if (!(code instanceof PyCode)) throw new Error('no code');
  const closure = flags & MAKE.closure ? stack.pop() : undefined;
  const annotations = flags & MAKE.annotations ? stack.pop() : undefined;
  const keywordDefaults = flags & MAKE.keywordDefaults ? stack.pop() : undefined;
  const defaults = flags & MAKE.defaults ? stack.pop() : undefined;
  const cells = closure instanceof PyTuple ? closure.items.filter((it) => it instanceof PyCell) : [];
  const made = new PyFunction(code, frame.globals, cells);
  if (defaults instanceof PyTuple) made.defaults = defaults.items;
  if (keywordDefaults instanceof PyDict) made.keywordDefaults = keywordDefaults;
  if (annotations instanceof PyDict) made.annotations = annotations;
  return made;
}

export function* extend(vm: Vm, list: Value, value: Value): Work<void> {
  if (!(list instanceof PyList)) return;
  if (!vm.isIterable(value)) {
    throw typeError(`Value after * must be an iterable, not ${typeOf(value).name}`);
  }
  for (const item of yield* vm.list(value)) list.items.push(item);
}

/** The exception a `raise` of a plain exception raises. */
export function quickException(value: Value, cause: Value | undefined): Raised | undefined {
  if (cause !== undefined || !(value instanceof PyException)) return undefined;
  return new Raised(value);
}

export function* raiseValue(vm: Vm, value: Value, cause: Value | undefined): Work {
  const exception = yield* exceptionOf(vm, value, 'exceptions must derive from BaseException');
  if (cause !== undefined) {
    exception.cause = cause === null ? null : yield* exceptionOf(vm, cause, 'exception causes must derive from BaseException');
    exception.suppressContext = true;
  }
  throw new Raised(exception);
} // prettier-ignore

function* exceptionOf(vm: Vm, value: Value, message: string): Work<PyException> {
  if (value instanceof PyException) return value;
  if (value instanceof PyType && value.isSubclassOf(BaseException)) {
    const made = yield* vm.call(value, []);
    if (made instanceof PyException) return made;
  }
  throw typeError(message);
}

/** Raises once more: the entry of this frame in the traceback stays the one of where it was raised first. */
export function reraise(thread: Thread, frame: Frame, exception: PyException): void {
  const { traceback } = exception;
  if (traceback?.frame === frame) {
    frame.at = traceback.ip;
    exception.traceback = traceback.next;
  }
  unwind(thread, exception);
}

/** Goes on with an inner iterator that is no generator: a tuple of whether it has ended, and a value. */
export function* delegate(vm: Vm, inner: Value, value: Value): Work {
  try {
    if (inner instanceof PyAsyncAwait || value !== null) {
      return new PyTuple([false, yield* vm.callMethod(inner, 'send', [value])]);
    }
    const next = yield* vm.nextOrStop(inner);
    return new PyTuple([false, next]);
  } catch (error) {
    if (!isRaised(error, StopIteration)) throw error;
    return new PyTuple([true, error.exception.args.items[0] ?? null]);
  }
}

export function hasMissing(ns: PyDict): boolean {
  return ns.cls !== dictType && ns.cls.lookup('__missing__') !== undefined;
}

export function* nameFromMapping(vm: Vm, ns: PyDict, name: string, frame: Frame): Work {
  const other = frame.globals.map.get(name);
  if (other !== undefined) return other;
  const builtin = vm.builtins.map.get(name);
  if (builtin !== undefined) return builtin;
  return yield* vm.getItem(ns, name);
}

/** What the dispatch loop does not know: work to be started, or nothing when it is done. */
export function carryOut(vm: Vm, thread: Thread, frame: Frame, op: number, arg: number, names: readonly string[]): Work | undefined {
  const { stack } = frame;
  const pop = (): Value => stack.pop() ?? null;
  switch (op) {
    case OP.LOAD_CLASSDEREF: {
      const name = frame.code.shape.cells[arg] ?? '';
      const own = frame.ns.get(name);
      const value = own === undefined ? frame.cells[arg]?.value : own;
      if (value === undefined) throw vm.nameError(name, frame);
      stack.push(value);
      return undefined;
    }
    case OP.DELETE_NAME:
    case OP.DELETE_GLOBAL: {
      const name = names[arg] ?? '';
      const from = op === OP.DELETE_NAME ? frame.ns : frame.globals;
      if (!from.map.delete(name)) throw vm.nameError(name, frame);
      return undefined;
    }
    case OP.DELETE_DEREF: {
      const cell = frame.cells[arg];
      if (cell?.value === undefined) throw raise(NameError, `cannot access free variable '${frame.code.shape.cells[arg] ?? ''}'`);
      cell.value = undefined;
      return undefined;
    }
    case OP.SET_ADD: {
      const value = pop();
      const set = stack[stack.length - arg];
      if (!(set instanceof PySet)) throw new Error('no set');
      const key = plainKey(value);
      if (key !== undefined) {
        set.table.put(key, value, null);
        return undefined;
      }
      return dropping(frame, vm.addToSet(set, value));
    }
    case OP.SET_UPDATE: {
      const value = pop();
      const set = stack.at(-1);
      return dropping(frame, updateSet(vm, set ?? null, value));
    }
    case OP.DICT_UPDATE:
    case OP.DICT_MERGE: {
      const value = pop();
      const dict = stack.at(-1);
      return dropping(frame, mergeDict(vm, dict ?? null, value, op === OP.DICT_MERGE, stack.at(-3) ?? null));
    }
    case OP.UNPACK_EX:
      return unpackEx(vm, frame, pop(), arg & 0xfff, arg >> 12);
    case OP.MATCH_EXCEPTION: {
      const type = pop();
      stack.push(matches(frame.handled.at(-1), type));
      return undefined;
    }
    case OP.BEFORE_WITH:
      return beforeWith(vm, frame, pop(), '__enter__', '__exit__');
    case OP.BEFORE_ASYNC_WITH:
      return beforeWith(vm, frame, pop(), '__aenter__', '__aexit__');
    case OP.WITH_EXCEPT: {
      const exception = frame.handled.at(-1);
      const exit = stack.at(-1) ?? null;
      return exception === undefined ? undefined : vm.call(exit, [exception.cls, exception, exception.traceback]);
    }
    case OP.IMPORT_FROM:
      return importFrom(vm, stack.at(-1) ?? null, names[arg] ?? '');
    case OP.IMPORT_STAR:
      return dropping(frame, vm.importer.importStar(pop(), frame.ns));
    case OP.GET_AWAITABLE:
      return awaitable(vm, pop());
    case OP.GET_AITER: {
      const value = pop();
      const method = typeOf(value).lookup('__aiter__');
      if (method === undefined) throw typeError(`'async for' requires an object with __aiter__ method, got ${typeOf(value).name}`);
      return vm.callBound(method, value, []);
    }
    case OP.GET_ANEXT: {
      const value = stack.at(-1) ?? null;
      const method = typeOf(value).lookup('__anext__');
      if (method === undefined) throw typeError(`'async for' requires an iterator with __anext__ method, got ${typeOf(value).name}`);
      return vm.callBound(method, value, []);
    }
    case OP.MATCH:
      return match(vm, frame, arg);
    case OP.PRINT_EXPR:
      return dropping(frame, vm.displayHook(pop()));
    case OP.GET_YIELD_FROM_ITER: {
      const value = pop();
      if (value instanceof PyGenerator && (value.cls === generatorType || value.cls === coroutineType)) {
        if (value.cls === coroutineType && !frame.code.shape.isCoroutine) {
          throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
        }
        stack.push(value);
        return undefined;
      }
      return vm.iterator(value);
    }
    case OP.SETUP_ANNOTATIONS:
      if (frame.ns.get('__annotations__') === undefined) frame.ns.set('__annotations__', new PyDict());
      return undefined;
    case OP.LOAD_TYPING:
      return vm.importer.fromModule('typing', names[arg] ?? '');
    case OP.EXCEPT_STAR:
      return exceptStar(vm, frame);
    case OP.EXCEPT_STAR_END:
      return exceptStarEnd(thread, frame);
    default:
      throw new Error(`no instruction ${op}`);
  }
} // prettier-ignore

function matches(exception: PyException | undefined, type: Value): boolean {
  const types = type instanceof PyTuple ? type.items : [type];
  for (const it of types) {
    if (it instanceof PyTuple) {
      if (matches(exception, it)) return true;
      continue;
    }
    if (!(it instanceof PyType) || !it.isSubclassOf(BaseException)) {
      throw typeError('catching classes that do not inherit from BaseException is not allowed');
    }
    if (exception?.cls.isSubclassOf(it) === true) return true;
  }
  return false;
}

function* updateSet(vm: Vm, set: Value, value: Value): Work<void> {
  if (!(set instanceof PySet)) return;
  for (const item of yield* vm.list(value)) yield* vm.addToSet(set, item);
}

function* mergeDict(vm: Vm, dict: Value, value: Value, isCall: boolean, callee: Value): Work<void> {
  if (!(dict instanceof PyDict)) return;
  const name = callee instanceof PyFunction ? `${callee.qualname}()` : `${yield* calleeName(vm, callee)}()`;
  let pairs: [Value, Value][];
  if (value instanceof PyDict && !value.cls.heap) pairs = value.entries();
  else {
    if ((yield* findAttribute(vm, value, 'keys')) === undefined) {
      throw typeError(isCall ? `${name} argument after ** must be a mapping, not ${typeOf(value).name}` : `'${typeOf(value).name}' object is not a mapping`);
    }
    pairs = [];
    for (const key of yield* vm.list(yield* vm.callMethod(value, 'keys', []))) pairs.push([key, yield* vm.getItem(value, key)]);
  }
  for (const [key, item] of pairs) {
    if (isCall && (yield* dictGet(vm, dict, key)) !== undefined) {
      throw typeError(`${name} got multiple values for keyword argument '${String(stringOf(key))}'`);
    }
    yield* vm.setItem(dict, key, item);
  }
} // prettier-ignore

function* calleeName(vm: Vm, callee: Value): Work<string> {
  const name = yield* findAttribute(vm, callee, '__qualname__');
  return stringOf(name) ?? typeOf(callee).name;
}

function* unpackEx(vm: Vm, frame: Frame, value: Value, before: number, after: number): Work {
  if (!vm.isIterable(value)) throw typeError(`cannot unpack non-iterable ${typeOf(value).name} object`);
  const items = yield* vm.list(value);
  if (items.length < before + after) {
    throw valueError(`not enough values to unpack (expected at least ${before + after}, got ${items.length})`);
  }
  const middle = items.length - after;
  const parts = [...items.slice(0, before), new PyList(items.slice(before, middle)), ...items.slice(middle)];
  for (const part of parts.reverse()) frame.stack.push(part);
  return drop(frame);
}

function* beforeWith(vm: Vm, frame: Frame, manager: Value, enterName: string, exitName: string): Work {
  const type = typeOf(manager);
  const enter = type.lookup(enterName);
  const exit = type.lookup(exitName);
  const isAsync = enterName === '__aenter__';
  if (enter === undefined || exit === undefined) {
    const other = type.lookup(isAsync ? '__enter__' : '__aenter__') !== undefined;
    const what = isAsync ? 'asynchronous context manager' : 'context manager';
    const hint = isAsync ? 'with' : 'async with';
    throw typeError(
      `'${type.qualname}' object does not support the ${what} protocol${enter !== undefined ? ` (missed ${exitName} method)` : other ? ` (missed ${enterName} method) but it supports the ${isAsync ? '' : 'asynchronous '}context manager protocol. Did you mean to use '${hint}'?` : ''}`.replace(/ \(missed __a?enter__ method\) but/, ' but'),
    );
  }
  frame.stack.push(yield* vm.bind(exit, manager));
  try {
    return yield* vm.callBound(enter, manager, []);
  } catch (error) {
    frame.stack.pop();
    throw error;
  }
} // prettier-ignore

function* importFrom(vm: Vm, module: Value, name: string): Work {
  try {
    const found = yield* findAttribute(vm, module, name);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof Raised) || error.exception.cls.name !== 'AttributeError') throw error;
  }
  const full = module instanceof PyModule ? stringOf(module.ns.get('__name__')) ?? module.name : '';
  const submodule = vm.modules.get(`${full}.${name}`);
  if (submodule !== undefined) return submodule;
  const file = module instanceof PyModule ? stringOf(module.ns.get('__file__')) : undefined;
  const initialising = module instanceof PyModule && vm.importer.isLoading(full);
  const message = initialising
    ? `cannot import name '${name}' from partially initialized module '${full}' (most likely due to a circular import) (${file ?? 'unknown location'})`
    : `cannot import name '${name}' from '${full}' (${file ?? 'unknown location'})`;
  const raised = raise(ImportError, message);
  setAttribute(raised.exception, 'name', full);
  setAttribute(raised.exception, 'path', file ?? null);
  setAttribute(raised.exception, 'name_from', name);
  setAttribute(raised.exception, '\0module', module);
  throw raised;
} // prettier-ignore

function* awaitable(vm: Vm, value: Value): Work {
  if (value instanceof PyGenerator && value.cls === coroutineType) return value;
  if (value instanceof PyGenerator && value.cls !== asyncGeneratorType && value.dict?.get('\0iterable_coroutine') === true) return value;
  const method = typeOf(value).lookup('__await__');
  if (method === undefined) throw typeError(`object ${typeOf(value).name} can't be used in 'await' expression`);
  const iterator = yield* vm.callBound(method, value, []);
  if (iterator instanceof PyGenerator || typeOf(iterator).lookup('__next__') !== undefined) return iterator;
  throw typeError(`__await__() returned non-iterator of type '${typeOf(iterator).name}'`);
} // prettier-ignore

function match(vm: Vm, frame: Frame, what: number): Work | undefined {
  const { stack } = frame;
  const pop = (): Value => stack.pop() ?? null;
  switch (what) {
    case MATCH.isSequence: {
      const value = pop();
      stack.push(value instanceof PyList || value instanceof PyTuple || vm.isAbstract(value, 'Sequence'));
      return undefined;
    }
    case MATCH.isMapping: {
      const value = pop();
      stack.push(value instanceof PyDict || vm.isAbstract(value, 'Mapping'));
      return undefined;
    }
    case MATCH.length:
      return vm.len(pop());
    case MATCH.keys: {
      const keys = pop();
      return matchKeys(vm, pop(), keys);
    }
    case MATCH.rest: {
      const keys = pop();
      return matchRest(vm, pop(), keys);
    }
    default: {
      const names = pop();
      const count = pop();
      const cls = pop();
      return matchClass(vm, pop(), cls, Number(count), names);
    }
  }
}

function* matchKeys(vm: Vm, subject: Value, keys: Value): Work {
  const values: Value[] = [];
  for (const key of keys instanceof PyTuple ? keys.items : []) {
    const present = yield* vm.contains(subject, key);
    if (!present) return null;
    values.push(yield* vm.getItem(subject, key));
  }
  return new PyTuple(values);
}

function* matchRest(vm: Vm, subject: Value, keys: Value): Work {
  const rest = new PyDict();
  yield* mergeDict(vm, rest, subject, false, null);
  for (const key of keys instanceof PyTuple ? keys.items : []) yield* vm.deleteItem(rest, key);
  return rest;
}

const SELF_MATCHING = [
  'bool',
  'bytearray',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
];

function* matchClass(vm: Vm, subject: Value, cls: Value, count: number, names: Value): Work {
  if (!(cls instanceof PyType)) throw typeError('called match pattern must be a class');
  if (!(yield* vm.isInstance(subject, cls))) return null;
  const values: Value[] = [];
  if (count > 0) {
    const declared = cls.lookup('__match_args__');
    const matchArgs = declared instanceof PyTuple ? declared.items : [];
    if (declared === undefined && cls.mro.some((it) => SELF_MATCHING.includes(it.name) && !it.heap)) {
      if (count > 1) throw typeError(`${cls.name}() accepts 1 positional sub-pattern (${count} given)`);
      values.push(subject);
    } else {
      if (count > matchArgs.length) {
        throw typeError(`${cls.name}() accepts ${matchArgs.length} positional sub-pattern${matchArgs.length === 1 ? '' : 's'} (${count} given)`);
      }
      for (const name of matchArgs.slice(0, count)) {
        const value = yield* attributeOrNothing(vm, subject, vm.quickText(name));
        if (value === undefined) return null;
        values.push(value);
      }
    }
  }
  for (const name of names instanceof PyTuple ? names.items : []) {
    const value = yield* attributeOrNothing(vm, subject, vm.quickText(name));
    if (value === undefined) return null;
    values.push(value);
  }
  return new PyTuple(values);
} // prettier-ignore

export function* attributeOrNothing(vm: Vm, object: Value, name: string): Work<Value | undefined> {
  try {
    return yield* findAttribute(vm, object, name);
  } catch (error) {
    if (error instanceof Raised && error.exception.cls.name === 'AttributeError') return undefined;
    throw error;
  }
}

/** Splits the group that is handled by a type: leaves what is left below what fits. */
function* exceptStar(vm: Vm, frame: Frame): Work {
  const type = frame.stack.pop() ?? null;
  const rest = frame.stack.pop() ?? null;
  if (!(rest instanceof PyException)) {
    frame.stack.push(null);
    return null;
  }
  if (!rest.cls.isSubclassOf(BaseExceptionGroup)) {
    if (!matches(rest, type)) {
      frame.stack.push(rest);
      return null;
    }
    frame.stack.push(null);
    const group = yield* vm.call(vm.builtins.get('ExceptionGroup') ?? null, ['', new PyList([rest])]);
    if (group instanceof PyException) group.traceback = rest.traceback;
    return group;
  }
  const parts = yield* vm.callMethod(rest, 'split', [type]);
  const [fits = null, left = null] = parts instanceof PyTuple ? parts.items : [];
  frame.stack.push(left);
  return fits;
}

function exceptStarEnd(thread: Thread, frame: Frame): Work | undefined {
  const raised = frame.stack.pop();
  const rest = frame.stack.pop();
  const current = frame.handled.pop();
  const news = raised instanceof PyList ? raised.items.filter((it) => it instanceof PyException) : [];
  const [first] = news;
  const left = rest instanceof PyException ? rest : undefined;
  if (first === undefined && left === undefined) return undefined;
  if (first !== undefined && left === undefined && news.length === 1) {
    unwind(thread, first);
    return undefined;
  }
  if (left !== undefined && news.length === 0) {
    if (left !== current && current !== undefined) left.traceback = current.traceback;
    reraise(thread, frame, left);
    return undefined;
  }
  return combined([...news, ...(left === undefined ? [] : [left])]);
}

function* combined(list: readonly PyException[]): Work {
  throw raise(BaseExceptionGroup, '', new PyTuple(list));
}
