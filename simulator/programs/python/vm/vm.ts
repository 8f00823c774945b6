/**
 * One interpreter: its modules, its threads, and the protocols of values that natives use. What may call Python or wait
 * is work (objects/core.ts); `run` carries it all out, a slice at a time, between the process's other waits.
 */
import type { Process } from '../../../kernel/abi.ts';
import {
  CallRequest, isInstance, objectType, PyBoxed, PyDict, PyFloat, PyList, PyMethod, PyModule, PyNative,
  PySet, PyTuple, PyType, stringOf, strType, integerOf, typeOf, type Keywords, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { AttributeError, IndexError, isRaised, KeyboardInterrupt, NameError, Raised, raise, setAttribute, StopIteration, typeError, valueError } from '../objects/exceptions.ts'; // prettier-ignore
import { floatRepr } from '../objects/arithmetic.ts';
import { PyFunction } from '../objects/function.ts';
import { PyGenerator } from '../objects/generator.ts';
import { listIteratorType, NativeIterator, SequenceIterator, TableIterator, keyIteratorType, RangeIterator, setIteratorType, strIteratorType, tupleIteratorType, WrappedIterator } from '../objects/iterators.ts'; // prettier-ignore
import { PyRange } from '../objects/range.ts';
import { truthQuickly } from '../objects/truth.ts';
import type { PyFile } from '../native/streams.ts';
import type { Importer } from '../import/importer.ts';
import * as attributes from './attributes.ts';
import { nativeArguments } from './calls.ts';
import { raiseIn } from './control.ts';
import { Frame, NativeFrame, ResumeRequest } from './frame.ts';
import * as operators from './operators.ts';
import { osError } from './os-error.ts';
import { runThread } from './run.ts';
import * as tables from './tables.ts';
import { Thread } from './thread.ts';

/** Instructions between two looks at the clock and at signals. */
const SLICE = 20_000;

export class Vm {
  readonly p: Process;
  readonly builtins = new PyDict();
  /** sys.modules. */
  readonly modules = new Map<string, Value>();
  readonly objectType = objectType;
  readonly strType = strType;
  budget = 0;
  readonly threads: Thread[] = [];
  current: Thread;
  /** Signals that have arrived and are not dealt with yet, by number. */
  readonly signals: number[] = [];
  /** What Python code has set for signals. */
  readonly handlers = new Map<number, Value>();
  recursionLimit = 1000;
  #importer: Importer | undefined;
  #wake: (() => void) | undefined;
  #nextThread = 1;
  /** Files that are open. */
  readonly files = new Set<PyFile>();
  /** Containers that are being written, so that one that contains itself is seen. */
  readonly reprs: Value[] = [];

  constructor(p: Process) {
    this.p = p;
    this.current = this.newThread();
  }

  get importer(): Importer {
    if (this.#importer === undefined) throw new Error('no importer yet');
    return this.#importer;
  }

  set importer(importer: Importer) {
    this.#importer = importer;
  }

  // Threads

  newThread(): Thread {
    const thread = new Thread(this.#nextThread++);
    thread.limit = this.recursionLimit;
    this.threads.push(thread);
    return thread;
  }

  /** Starts work in a thread of its own. */
  spawn(work: Work): Thread {
    const thread = this.newThread();
    thread.push(new NativeFrame(work));
    return thread;
  }

  /** Makes a thread wait; told of what comes by its own frame. */
  block(thread: Thread, promise: Promise<unknown>): void {
    thread.waiting = promise;
    const done = (): void => {
      if (thread.waiting !== promise) return;
      thread.waiting = undefined;
      this.wake();
    };
    promise.then(done, done);
  }

  wake(): void {
    this.#wake?.();
  }

  /** A signal has come: the main thread deals with it as soon as it can, also out of a wait. */
  signal(number: number): void {
    this.signals.push(number);
    this.budget = 0;
    this.wake();
  }

  /** Runs `work` in the main thread until it ends, all other threads beside it. Throws what it raises. */
  async run(work: Work): Promise<Value> {
    const main = this.threads[0] ?? this.newThread();
    main.done = false;
    main.failure = undefined;
    main.push(new NativeFrame(work));
    while (!main.done) {
      let ran = false;
      for (const thread of [...this.threads]) {
        if (thread === main && this.signals.length > 0) this.#deliverSignal(main);
        if (thread.waiting !== undefined || thread.done) continue;
        ran = true;
        this.current = thread;
        this.budget = SLICE;
        runThread(this, thread);
        const pause = this.p.step(Math.max(1, Math.ceil((SLICE - Math.max(0, this.budget)) / 4)));
        if (pause !== undefined) await pause;
        if (thread.done && thread !== main) this.threads.splice(this.threads.indexOf(thread), 1);
        if (main.done) break;
      }
      if (!ran && this.signals.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const failure = this.#failureOf(main);
    if (failure !== undefined) throw failure;
    return main.result;
  }

  #failureOf(thread: Thread): Raised | undefined {
    return thread.failure === undefined ? undefined : new Raised(thread.failure);
  }

  #deliverSignal(main: Thread): void {
    const number = this.signals.shift();
    if (number === undefined || main.top === undefined) return;
    const handler = this.handlers.get(number);
    if (handler === undefined) {
      if (number === 2) this.#interrupt(main, raise(KeyboardInterrupt));
      return;
    }
    if (typeof handler === 'number') return;
    // A sleep goes on after its handler; a handler that raises ends it.
    const waiting = main.waiting;
    main.waiting = undefined;
    const frame = main.frame ?? null;
    const before = main.top;
    const call = this.#handle(handler, number, frame, waiting);
    main.push(new NativeFrame(call));
    if (before instanceof Frame) before.expecting = before.expecting === 0 ? 4 : before.expecting;
  }

  *#handle(handler: Value, number: number, frame: Value, waiting: Promise<unknown> | undefined): Work {
    yield* this.call(handler, [number, frame]);
    if (waiting !== undefined) yield waiting.catch(() => undefined);
    return null;
  }

  #interrupt(main: Thread, raised: Raised): void {
    main.waiting = undefined;
    raiseIn(main, raised);
  }

  // Calling and waiting

  /** Calls anything. */
  *call(callee: Value, args: Value[], keywords?: Keywords): Work {
    if (callee instanceof PyNative) {
      const { implementation } = callee;
      switch (implementation.kind) {
        case 'plain': return implementation.run(this, ...nativeArguments(callee, args, keywords));
        case 'raw': return implementation.run(this, args, keywords);
        case 'work': return yield* implementation.run(this, ...nativeArguments(callee, args, keywords));
        case 'rawWork': return yield* implementation.run(this, args, keywords);
      }
    }
    return yield new CallRequest(callee, args, keywords);
  } // prettier-ignore

  /** Calls what was found in the class of `self` as a method of it. */
  *callBound(method: Value, self: Value, args: Value[], keywords?: Keywords): Work {
    if (method instanceof PyFunction || (method instanceof PyNative && method.owner !== undefined)) {
      return yield* this.call(method, [self, ...args], keywords);
    }
    return yield* this.call(yield* this.bind(method, self), args, keywords);
  }

  *bind(method: Value, self: Value): Work {
    if (method instanceof PyFunction) return new PyMethod(self, method);
    return yield* attributes.get(this, method, self, typeOf(self));
  }

  /** Calls a method by its name, as an attribute of the object. */
  *callMethod(object: Value, name: string, args: Value[], keywords?: Keywords): Work {
    return yield* this.call(yield* this.getAttr(object, name), args, keywords);
  }

  /** Waits for the machine. SysError becomes OSError. */
  *wait<T>(promise: Promise<T>): Work<T> {
    const box: { outcome?: { value: T } | { error: unknown } } = {};
    yield promise.then(
      (value) => { box.outcome = { value }; },
      (error: unknown) => { box.outcome = { error }; },
    ); // prettier-ignore
    if (box.outcome === undefined) throw new Error('went on too early');
    if ('error' in box.outcome) throw this.translate(box.outcome.error);
    return box.outcome.value;
  }

  /** A SysError as an OSError; everything else stays what it is. */
  translate(error: unknown): Error {
    return osError(error) ?? (error instanceof Error ? error : new Error(String(error)));
  }

  /** Calls of the machine that answer at once: their SysErrors become OSErrors. */
  attempt<T>(body: () => T, filename?: Value): T {
    try {
      return body();
    } catch (error) {
      throw osError(error, filename) ?? error;
    }
  }

  // Attributes

  *getAttr(object: Value, name: string): Work {
    return attributes.quickAttribute(this, object, name) ?? (yield* attributes.getAttribute(this, object, name));
  }

  /** undefined when there is none. */
  *findAttr(object: Value, name: string): Work<Value | undefined> {
    try {
      return yield* attributes.findAttribute(this, object, name);
    } catch (error) {
      if (isRaised(error, AttributeError)) return undefined;
      throw error;
    }
  }

  *setAttr(object: Value, name: string, value: Value): Work<void> {
    if (!attributes.quickStore(this, object, name, value)) yield* attributes.storeAttribute(this, object, name, value);
  }

  *deleteAttr(object: Value, name: string): Work<void> {
    yield* attributes.deleteAttribute(this, object, name);
  }

  nameError(name: string, _frame: Frame): Raised {
    const raised = raise(NameError, `name '${name}' is not defined`);
    setAttribute(raised.exception, 'name', name);
    return raised;
  }

  // Operators

  binary(op: number, left: Value, right: Value): Work {
    return operators.binary(this, op, left, right);
  }

  inplace(op: number, left: Value, right: Value): Work {
    return operators.inplace(this, op, left, right);
  }

  compare(op: number, left: Value, right: Value): Work {
    return operators.compare(this, op, left, right);
  }

  unary(op: number, value: Value): Work {
    return operators.unary(this, op, value);
  }

  *truth(value: Value): Work<boolean> {
    const quick = truthQuickly(value);
    if (quick !== undefined) return quick;
    const type = typeOf(value);
    const asBool = type.lookup('__bool__');
    if (asBool !== undefined) {
      const answer = yield* this.callBound(asBool, value, []);
      if (typeof answer !== 'boolean') throw typeError(`__bool__ should return bool, returned ${typeOf(answer).name}`);
      return answer;
    }
    return type.lookup('__len__') === undefined || (yield* this.len(value)) !== 0;
  }

  /** `==`, with identical things equal to themselves. */
  *equal(left: Value, right: Value): Work<boolean> {
    if (left === right) return true;
    return yield* this.truth(yield* operators.compare(this, 2, left, right));
  }

  *less(left: Value, right: Value): Work<boolean> {
    return yield* this.truth(yield* operators.compare(this, 0, left, right));
  }

  *hash(value: Value): Work<number | bigint> {
    return yield* tables.hash(this, value);
  }

  *addToSet(set: PySet, value: Value): Work<void> {
    yield* tables.setAdd(this, set, value);
  }

  *makeSet(items: readonly Value[], cls?: PyType): Work<PySet> {
    const set = cls === undefined ? new PySet() : new PySet(cls);
    for (const item of items) yield* tables.setAdd(this, set, item);
    return set;
  }

  *len(value: Value): Work<number | bigint> {
    const method = typeOf(value).lookup('__len__');
    if (method === undefined) throw typeError(`object of type '${typeOf(value).name}' has no len()`);
    const answer = integerOf(yield* this.callBound(method, value, []));
    if (answer === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    if (answer < 0) throw valueError('__len__() should return >= 0');
    return answer;
  }

  *getItem(object: Value, index: Value): Work {
    const method = typeOf(object).lookup('__getitem__');
    if (method !== undefined) return yield* this.callBound(method, object, [index]);
    if (object instanceof PyType) {
      const ofClass = object.lookup('__class_getitem__');
      if (ofClass !== undefined) return yield* this.call(yield* this.getAttr(object, '__class_getitem__'), [index]);
      throw typeError(`type '${object.qualname}' is not subscriptable`);
    }
    throw typeError(`'${typeOf(object).name}' object is not subscriptable`);
  }

  *setItem(object: Value, index: Value, value: Value): Work<void> {
    const method = typeOf(object).lookup('__setitem__');
    if (method === undefined) throw typeError(`'${typeOf(object).name}' object does not support item assignment`);
    yield* this.callBound(method, object, [index, value]);
  }

  *deleteItem(object: Value, index: Value): Work<void> {
    const method = typeOf(object).lookup('__delitem__');
    if (method === undefined) throw typeError(`'${typeOf(object).name}' object doesn't support item deletion`);
    yield* this.callBound(method, object, [index]);
  }

  *contains(container: Value, value: Value): Work<boolean> {
    const method = typeOf(container).lookup('__contains__');
    if (method !== undefined && method !== null) return yield* this.truth(yield* this.callBound(method, container, [value]));
    if (!this.isIterable(container) || method === null) {
      throw typeError(`argument of type '${typeOf(container).name}' is not iterable`);
    }
    const iterator = yield* this.iterator(container);
    for (;;) {
      const item = yield* this.next(iterator);
      if (item === undefined) return false;
      if (yield* this.equal(item, value)) return true;
    }
  } // prettier-ignore

  // Iteration

  /** The iterator of what is ours; undefined for everything else. */
  quickIterator(value: Value): Value | undefined {
    if (typeof value === 'string') return new WrappedIterator(value[Symbol.iterator](), strIteratorType);
    if (value === null || typeof value !== 'object' || value.cls.heap) return undefined;
    if (value instanceof PyList) return new SequenceIterator(value, listIteratorType);
    if (value instanceof PyTuple) return new SequenceIterator(value, tupleIteratorType);
    if (value instanceof PyRange) return new RangeIterator(value);
    if (value instanceof PyDict) return new TableIterator(value, keyIteratorType, (dict, key) => dict.original(key), 'dictionary'); // prettier-ignore
    if (value instanceof PySet) return new TableIterator(value.table, setIteratorType, (dict, key) => dict.original(key), 'Set'); // prettier-ignore
    if (value instanceof NativeIterator) return value;
    if (value instanceof PyGenerator) return value.cls.name === 'generator' ? value : undefined;
    return undefined;
  }

  isIterable(value: Value): boolean {
    const type = typeOf(value);
    const method = type.lookup('__iter__');
    return (method !== undefined && method !== null) || type.lookup('__getitem__') !== undefined;
  }

  *iterator(value: Value): Work {
    const quick = this.quickIterator(value);
    if (quick !== undefined) return quick;
    const type = typeOf(value);
    const method = type.lookup('__iter__');
    if (method === undefined || method === null) {
      if (method === undefined && type.lookup('__getitem__') !== undefined) return this.#bySubscript(value);
      throw typeError(`'${type.name}' object is not iterable`);
    }
    const iterator = yield* this.callBound(method, value, []);
    if (iterator instanceof NativeIterator || iterator instanceof PyGenerator) return iterator;
    if (typeOf(iterator).lookup('__next__') === undefined) {
      throw typeError(`iter() returned non-iterator of type '${typeOf(iterator).name}'`);
    }
    return iterator;
  }

  #bySubscript(value: Value): Value {
    return new SubscriptIterator(value);
  }

  /** The next value, or undefined at the end. */
  *next(iterator: Value): Work<Value | undefined> {
    if (iterator instanceof NativeIterator) return iterator.isQuick ? iterator.next(this) : yield* iterator.work(this);
    try {
      return yield* this.nextOrStop(iterator);
    } catch (error) {
      if (isRaised(error, StopIteration)) return undefined;
      throw error;
    }
  }

  /** next(): StopIteration at the end. */
  *nextOrStop(iterator: Value): Work {
    if (iterator instanceof NativeIterator) {
      const value = iterator.isQuick ? iterator.next(this) : yield* iterator.work(this);
      if (value === undefined) throw raise(StopIteration);
      return value;
    }
    if (iterator instanceof PyGenerator) return yield new ResumeRequest(iterator, null);
    const method = typeOf(iterator).lookup('__next__');
    if (method === undefined) throw typeError(`'${typeOf(iterator).name}' object is not an iterator`);
    return yield* this.callBound(method, iterator, []);
  }

  /** Everything an iterable brings. */
  *list(value: Value): Work<Value[]> {
    if ((value instanceof PyList || value instanceof PyTuple) && !value.cls.heap) return [...value.items];
    const iterator = yield* this.iterator(value);
    const items: Value[] = [];
    if (iterator instanceof NativeIterator && iterator.isQuick) {
      for (let item = iterator.next(this); item !== undefined; item = iterator.next(this)) {
        items.push(item);
        if ((items.length & 0xffff) === 0) yield* this.breathe(0xffff);
      }
      return items;
    }
    for (;;) {
      const item = yield* this.next(iterator);
      if (item === undefined) return items;
      items.push(item);
    }
  }

  /** Counts work in loops of natives, so that no call of ours takes for ever. */
  *breathe(steps: number): Work<void> {
    const pause = this.p.step(steps);
    if (pause !== undefined) yield* this.wait(pause);
  }

  // Text

  /** str() where no call is needed. */
  quickText(value: Value): string {
    if (typeof value === 'string') return value;
    if (value === null) return 'None';
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    if (value instanceof PyFloat) return floatRepr(value.value);
    if (value instanceof PyBoxed) return String(value.value);
    return typeof value === 'object' ? `<${value.cls.name}>` : String(value);
  }

  *str(value: Value): Work<string> {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    const type = typeOf(value);
    const method = type.lookup('__str__');
    if (method === undefined) return yield* this.repr(value);
    const answer = yield* this.callBound(method, value, []);
    const text = stringOf(answer);
    if (text === undefined) throw typeError(`__str__ returned non-string (type ${typeOf(answer).name})`);
    return text;
  }

  *repr(value: Value): Work<string> {
    if (typeof value === 'number') return String(value);
    const method = typeOf(value).lookup('__repr__');
    if (method === undefined) return this.quickText(value);
    const answer = yield* this.callBound(method, value, []);
    const text = stringOf(answer);
    if (text === undefined) throw typeError(`__repr__ returned non-string (type ${typeOf(answer).name})`);
    return text;
  }

  *ascii(value: Value): Work<string> {
    const text = yield* this.repr(value);
    return text.replace(/[\u0080-\uffff]/gu, '$&').replace(/[^\x00-\x7f]/gu, (c) => {
      const code = c.codePointAt(0) ?? 0;
      if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
      return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
    });
  }

  *format(value: Value, spec: string): Work<string> {
    const method = typeOf(value).lookup('__format__');
    if (method === undefined) return yield* this.str(value);
    const answer = yield* this.callBound(method, value, [spec]);
    const text = stringOf(answer);
    if (text === undefined) throw typeError(`__format__ must return a str, not ${typeOf(answer).name}`);
    return text;
  }

  typeName(value: Value): string {
    return typeOf(value).name;
  }

  // Classes

  *isInstance(value: Value, type: Value): Work<boolean> {
    return yield* this.#isOf(value, type, true);
  }

  *isSubclass(value: Value, type: Value): Work<boolean> {
    return yield* this.#isOf(value, type, false);
  }

  *#isOf(value: Value, type: Value, instance: boolean): Work<boolean> {
    if (type instanceof PyTuple) {
      for (const it of type.items) if (yield* this.#isOf(value, it, instance)) return true;
      return false;
    }
    if (instance && type instanceof PyType && typeOf(value) === type) return true;
    const method = type instanceof PyType && !type.cls.heap ? undefined : typeOf(type).lookup(instance ? '__instancecheck__' : '__subclasscheck__'); // prettier-ignore
    if (method !== undefined && !(method instanceof PyNative)) return yield* this.truth(yield* this.callBound(method, type, [value]));
    if (!(type instanceof PyType)) {
      throw typeError(
        instance
          ? 'isinstance() arg 2 must be a type, a tuple of types, or a union'
          : 'issubclass() arg 2 must be a class, a tuple of classes, or a union',
      );
    }
    if (instance) return isInstance(value, type);
    if (!(value instanceof PyType)) throw typeError('issubclass() arg 1 must be a class');
    return value.isSubclassOf(type);
  } // prettier-ignore

  /** Whether a class written in Python derives from an abstract one of collections.abc. */
  isAbstract(value: Value, name: string): boolean {
    const type = typeOf(value);
    if (type.mro.some((it) => it.name === name || it.name === `Mutable${name}`)) return true;
    return name === 'Sequence' && (value instanceof PyRange || type.name === 'deque' || type.name === 'array');
  }

  /** The integer that something stands for as an index. */
  *index(value: Value): Work<number | bigint> {
    const integer = integerOf(value);
    if (integer !== undefined) return integer;
    const method = typeOf(value).lookup('__index__');
    if (method === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
    const answer = integerOf(yield* this.callBound(method, value, []));
    if (answer === undefined) throw typeError('__index__ returned non-int');
    return answer;
  }

  /** What a prompt does with the value of an expression. */
  *displayHook(value: Value): Work<void> {
    const sys = this.modules.get('sys');
    const hook = sys instanceof PyModule ? sys.ns.get('displayhook') : undefined;
    if (hook !== undefined) yield* this.call(hook, [value]);
  }

  /** An attribute of the sys module. */
  sys(name: string): Value | undefined {
    const sys = this.modules.get('sys');
    return sys instanceof PyModule ? sys.ns.get(name) : undefined;
  }
}

/** Goes over what has `__getitem__` only, by 0, 1, 2 … up to IndexError. */
class SubscriptIterator extends NativeIterator {
  readonly isQuick = false;
  readonly #object: Value;
  #at = 0;
  constructor(object: Value) {
    super(subscriptIteratorType);
    this.#object = object;
  }
  next(): Value | undefined {
    throw new Error('this iterator has to work');
  }
  override *work(vm: Vm): Work<Value | undefined> {
    try {
      return yield* vm.getItem(this.#object, this.#at++);
    } catch (error) {
      if (isRaised(error, IndexError) || isRaised(error, StopIteration)) return undefined;
      throw error;
    }
  }
}

export const subscriptIteratorType = new PyType('iterator', [objectType]);
