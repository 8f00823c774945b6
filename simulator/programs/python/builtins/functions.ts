/** The built-in functions. */
import { BaseException, exceptionTypes, AttributeError, EOFError, isRaised, raise, StopIteration, typeError, ValueError, valueError } from '../objects/exceptions.ts'; // prettier-ignore
import {
  boolType, bytearrayType, bytesType, dictType, Ellipsis, floatType, frozensetType, integerOf, intType, listType, NotImplemented, objectType, PyBytes, PyDict, PyFloat,
  PyList, PyModule, PyNative, PyObject, PyType, setType, stringOf, strType, tupleType, typeOf, typeType, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { PyCode } from '../compile/code.ts';
import { arithmetic } from '../objects/arithmetic.ts';
import { complexType } from '../objects/complex.ts';
import { classmethodType, propertyType, PyFunction, staticmethodType, superType } from '../objects/function.ts';
import { callableIteratorType, WorkIterator } from '../objects/iterators.ts';
import { rangeType } from '../objects/range.ts';
import { sliceType } from '../objects/slice.ts';
import { fn, rawWork, work } from '../native/define.ts';
import { sortValues } from '../types/sort.ts';
import { enumerateType, filterType, mapType, reversedType, zipType } from './iterators.ts';
import { memoryviewType } from '../types/bytes.ts';
import { buildClass } from '../types/object.ts';
import { localsOf } from '../types/callables.ts';
import type { Frame } from '../vm/frame.ts';
import type { Vm } from '../vm/vm.ts';

const TYPES: Readonly<Record<string, PyType>> = {
  bool: boolType, bytearray: bytearrayType, bytes: bytesType, classmethod: classmethodType, complex: complexType, dict: dictType,
  enumerate: enumerateType, filter: filterType, float: floatType, frozenset: frozensetType, int: intType, list: listType, map: mapType, memoryview: memoryviewType, object: objectType,
  property: propertyType, range: rangeType, reversed: reversedType, set: setType, slice: sliceType, staticmethod: staticmethodType, str: strType,
  super: superType, tuple: tupleType, type: typeType, zip: zipType,
}; // prettier-ignore

function frameOf(vm: Vm): Frame {
  const { frame } = vm.current;
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

function attributeName(value: Value): string {
  const name = stringOf(value);
  if (name === undefined) throw typeError(`attribute name must be string, not '${typeOf(value).name}'`);
  return name;
}

/** min() and max(). */
function extreme(name: 'min' | 'max'): PyNative {
  return rawWork(name, function* (vm, args, keywords) {
    const key = keywords?.get('key') ?? null;
    const fallback = keywords?.get('default');
    const [first = null] = args;
    if (args.length === 0) throw typeError(`${name} expected at least 1 argument, got 0`);
    const values = args.length === 1 ? yield* vm.list(first) : args;
    let best: { value: Value; key: Value } | undefined;
    for (const value of values) {
      const rank = key === null ? value : yield* vm.call(key, [value]);
      const better = best === undefined || (name === 'min' ? yield* vm.less(rank, best.key) : yield* vm.truth(yield* vm.compare(4, rank, best.key)));
      if (better) best = { value, key: rank };
    }
    if (best !== undefined) return best.value;
    if (fallback !== undefined) return fallback;
    throw raise(ValueError, `${name}() iterable argument is empty`);
  });
} // prettier-ignore

const print = rawWork('print', function* (vm, args, keywords) {
  const separator = keywords?.get('sep') ?? ' ';
  const end = keywords?.get('end') ?? '\n';
  const unknown = [...(keywords?.keys() ?? [])].find((it) => !['sep', 'end', 'file', 'flush'].includes(it));
  if (unknown !== undefined) throw typeError(`print() got an unexpected keyword argument '${unknown}'`);
  if (stringOf(separator) === undefined) throw typeError(`sep must be None or a string, not ${typeOf(separator).name}`);
  if (stringOf(end) === undefined) throw typeError(`end must be None or a string, not ${typeOf(end).name}`);
  const file = keywords?.get('file') ?? vm.sys('stdout') ?? null;
  if (file === null) return null;
  let text = '';
  for (let i = 0; i < args.length; i++) {
    if (i > 0) text += stringOf(separator) ?? '';
    text += yield* vm.str(args[i] ?? null);
  }
  text += stringOf(end) ?? '';
  yield* vm.callMethod(file, 'write', [text]);
  const flush = keywords?.get('flush');
  if (flush !== undefined && (yield* vm.truth(flush))) yield* vm.callMethod(file, 'flush', []);
  return null;
});

const input = work("input(prompt='', /)", function* (vm, prompt = '') {
  const [stdin, stdout] = [vm.sys('stdin') ?? null, vm.sys('stdout') ?? null];
  if (prompt !== '') yield* vm.callMethod(stdout, 'write', [yield* vm.str(prompt)]);
  yield* vm.callMethod(stdout, 'flush', []);
  const line = stringOf(yield* vm.callMethod(stdin, 'readline', [])) ?? '';
  if (line === '') throw raise(EOFError, 'EOF when reading a line');
  return line.replace(/\n$/, '');
});

class CallableIterator extends WorkIterator {
  readonly #callable: Value;
  readonly #sentinel: Value;
  #done = false;
  constructor(callable: Value, sentinel: Value) {
    super(callableIteratorType);
    this.#callable = callable;
    this.#sentinel = sentinel;
  }
  *work(vm: Vm): Work<Value | undefined> {
    if (this.#done) return undefined;
    const value = yield* vm.call(this.#callable, []);
    if (!(yield* vm.equal(value, this.#sentinel))) return value;
    this.#done = true;
    return undefined;
  }
}

/** The namespaces that exec() and eval() are given. */
function namespaces(vm: Vm, globals: Value, locals: Value): { globals: PyDict; locals: PyDict } {
  const frame = frameOf(vm);
  if (globals !== null && !(globals instanceof PyDict)) throw typeError(`globals must be a dict, not ${typeOf(globals).name}`);
  const space = globals instanceof PyDict ? globals : frame.globals;
  if (space.get('__builtins__') === undefined) space.set('__builtins__', vm.modules.get('builtins') ?? null);
  return { globals: space, locals: locals instanceof PyDict ? locals : globals instanceof PyDict ? globals : localsOf(frame) };
} // prettier-ignore

function sourceOf(value: Value, what: string): string {
  const text = stringOf(value) ?? (value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : undefined);
  if (text === undefined) throw typeError(`${what}() arg 1 must be a string, bytes or code object`);
  if (text.includes('\0'))
    throw raise(exceptionTypes['SyntaxError'] ?? ValueError, 'source code string cannot contain null bytes');
  return text;
}

const FUNCTIONS: readonly PyNative[] = [
  print,
  input,
  extreme('min'),
  extreme('max'),
  buildClass,
  work('abs(x, /)', function* (vm, x) {
    if (typeof x === 'number') return Math.abs(x);
    const method = typeOf(x).lookup('__abs__');
    if (method === undefined) throw typeError(`bad operand type for abs(): '${typeOf(x).name}'`);
    return yield* vm.callBound(method, x, []);
  }),
  work('all(iterable, /)', function* (vm, iterable) {
    const iterator = yield* vm.iterator(iterable);
    for (let item = yield* vm.next(iterator); item !== undefined; item = yield* vm.next(iterator)) if (!(yield* vm.truth(item))) return false;
    return true;
  }),
  work('any(iterable, /)', function* (vm, iterable) {
    const iterator = yield* vm.iterator(iterable);
    for (let item = yield* vm.next(iterator); item !== undefined; item = yield* vm.next(iterator)) if (yield* vm.truth(item)) return true;
    return false;
  }),
  work('ascii(object, /)', (vm, object) => vm.ascii(object)),
  work('bin(number, /)', function* (vm, number) { return based(yield* vm.index(number), 2, '0b'); }),
  work('oct(number, /)', function* (vm, number) { return based(yield* vm.index(number), 8, '0o'); }),
  work('hex(number, /)', function* (vm, number) { return based(yield* vm.index(number), 16, '0x'); }),
  fn('callable(object, /)', (_vm, object) => object instanceof PyFunction || object instanceof PyNative || object instanceof PyType || typeOf(object).lookup('__call__') !== undefined),
  fn('chr(i, /)', (_vm, i) => {
    const code = integerOf(i);
    if (code === undefined) throw typeError(`'${typeOf(i).name}' object cannot be interpreted as an integer`);
    if (code < 0 || code > 0x10ffff) throw valueError('chr() arg not in range(0x110000)');
    return String.fromCodePoint(Number(code));
  }),
  fn('ord(c, /)', (_vm, c) => {
    if (c instanceof PyBytes && c.bytes.length === 1) return c.bytes[0] ?? 0;
    const text = stringOf(c);
    if (text === undefined) throw typeError(`ord() expected string of length 1, but ${typeOf(c).name} found`);
    const count = [...text].length;
    if (count !== 1) throw typeError(`ord() expected a character, but string of length ${count} found`);
    return text.codePointAt(0) ?? 0;
  }),
  work("compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)", function* (vm, source, filename, mode) {
    if (source instanceof PyCode) return source;
    return vm.importer.compile(sourceOf(source, 'compile'), stringOf(filename) ?? '', stringOf(mode) ?? 'exec');
  }),
  work('exec(source, globals=None, locals=None, /)', function* (vm, source, globals = null, locals = null) {
    const spaces = namespaces(vm, globals, locals);
    const code = source instanceof PyCode ? source : vm.importer.compile(sourceOf(source, 'exec'), '<string>', 'exec');
    yield* vm.importer.runCode(code, spaces.globals, spaces.locals);
    return null;
  }),
  work('eval(source, globals=None, locals=None, /)', function* (vm, source, globals = null, locals = null) {
    const spaces = namespaces(vm, globals, locals);
    const code = source instanceof PyCode ? source : vm.importer.compile(sourceOf(source, 'eval').trim(), '<string>', 'eval');
    return yield* vm.importer.runCode(code, spaces.globals, spaces.locals);
  }),
  fn('globals()', (vm) => frameOf(vm).globals),
  fn('locals()', (vm) => localsOf(frameOf(vm))),
  work('dir(object=..., /)', function* (vm, object) {
    if (object === undefined) return new PyList(localsOf(frameOf(vm)).keys().sort());
    const names = yield* vm.list(yield* vm.callBound(typeOf(object).lookup('__dir__') ?? null, object, []));
    return new PyList(yield* sortValues(vm, names, null, false));
  }),
  work('divmod(x, y, /)', function* (vm, x, y) {
    const forward = typeOf(x).lookup('__divmod__');
    const answer = forward === undefined ? NotImplemented : yield* vm.callBound(forward, x, [y]);
    if (answer !== NotImplemented) return answer;
    const backward = typeOf(y).lookup('__rdivmod__');
    const other = backward === undefined ? NotImplemented : yield* vm.callBound(backward, y, [x]);
    if (other !== NotImplemented) return other;
    throw typeError(`unsupported operand type(s) for divmod(): '${typeOf(x).name}' and '${typeOf(y).name}'`);
  }),
  work("format(value, format_spec='', /)", function* (vm, value, spec = '') { return yield* vm.format(value, stringOf(spec) ?? ''); }),
  work('getattr(object, name, default=..., /)', function* (vm, object, name, fallback) {
    try {
      return yield* vm.getAttr(object, attributeName(name));
    } catch (error) {
      if (fallback !== undefined && isRaised(error, AttributeError)) return fallback;
      throw error;
    }
  }),
  work('hasattr(object, name, /)', function* (vm, object, name) { return (yield* vm.findAttr(object, attributeName(name))) !== undefined; }),
  work('setattr(object, name, value, /)', function* (vm, object, name, value) {
    yield* vm.setAttr(object, attributeName(name), value);
    return null;
  }),
  work('delattr(object, name, /)', function* (vm, object, name) {
    yield* vm.deleteAttr(object, attributeName(name));
    return null;
  }),
  work('hash(object, /)', (vm, object) => vm.hash(object)),
  fn('id(object, /)', (_vm, object) => (object instanceof PyObject ? object.id : typeof object === 'number' ? 0xa44000 + object * 32 : typeof object === 'string' ? 0x7f3a60000000 + object.length * 48 : 0x9f4000)),
  work('isinstance(object, classinfo, /)', (vm, object, info) => vm.isInstance(object, info)),
  work('issubclass(cls, classinfo, /)', (vm, cls, info) => vm.isSubclass(cls, info)),
  work('iter(object, sentinel=..., /)', function* (vm, object, sentinel) {
    return sentinel === undefined ? yield* vm.iterator(object) : new CallableIterator(object, sentinel);
  }),
  work('aiter(iterable, /)', function* (vm, it) { return yield* vm.callMethod(it, '__aiter__', []); }),
  work('anext(iterator, default=..., /)', function* (vm, it) { return yield* vm.callMethod(it, '__anext__', []); }),
  work('len(object, /)', (vm, object) => vm.len(object)),
  work('next(iterator, default=..., /)', function* (vm, iterator, fallback) {
    try {
      return yield* vm.nextOrStop(iterator);
    } catch (error) {
      if (fallback !== undefined && isRaised(error, StopIteration)) return fallback;
      throw error;
    }
  }),
  work('pow(base, exp, mod=None)', function* (vm, base, exp, mod = null) {
    if (mod === null) return yield* vm.binary(6, base, exp);
    const method = typeOf(base).lookup('__pow__');
    if (method === undefined || integerOf(exp) === undefined || integerOf(mod) === undefined) throw typeError('pow() 3rd argument not allowed unless all arguments are integers');
    return yield* vm.callBound(method, base, [exp, mod]);
  }),
  work('repr(object, /)', (vm, object) => vm.repr(object)),
  work('round(number, ndigits=None)', function* (vm, number, digits = null) {
    const method = typeOf(number).lookup('__round__');
    if (method === undefined) throw typeError(`type ${typeOf(number).name} doesn't define __round__ method`);
    return yield* vm.callBound(method, number, digits === null ? [] : [digits]);
  }),
  work('sorted(iterable, /, *, key=None, reverse=False)', function* (vm, iterable, key = null, reverse = false) {
    return new PyList(yield* sortValues(vm, yield* vm.list(iterable), key, yield* vm.truth(reverse)));
  }),
  work('sum(iterable, /, start=0)', function* (vm, iterable, begin = 0) {
    if (stringOf(begin) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
    let total = begin;
    let compensation = 0;
    for (const item of yield* vm.list(iterable)) {
      if (total instanceof PyFloat && item instanceof PyFloat && total.cls === floatType) {
        // Since 3.12 the error of every addition is carried along.
        const next = total.value + item.value;
        compensation += Math.abs(total.value) >= Math.abs(item.value) ? total.value - next + item.value : item.value - next + total.value;
        total = new PyFloat(next);
      } else total = arithmetic(total, item, 0) ?? (yield* vm.binary(0, total, item));
    }
    return total instanceof PyFloat && Number.isFinite(compensation) && compensation !== 0 ? new PyFloat(total.value + compensation) : total;
  }),
  work('vars(object=..., /)', function* (vm, object) {
    if (object === undefined) return localsOf(frameOf(vm));
    const found = yield* vm.findAttr(object, '__dict__');
    if (found === undefined) throw typeError('vars() argument must have __dict__ attribute');
    return found;
  }),
  rawWork('__import__', function* (vm, [name = '', globals, , from, level], keywords) {
    const given = (key: string, value: Value | undefined): Value => keywords?.get(key) ?? value ?? null;
    const space = given('globals', globals);
    return yield* vm.importer.importName(stringOf(name) ?? '', space instanceof PyDict ? space : new PyDict(), given('fromlist', from), Number(integerOf(given('level', level)) ?? 0));
  }),
  rawWork('breakpoint', function* () { return null; }),
]; // prettier-ignore

function based(value: number | bigint, radix: number, prefix: string): string {
  return (value < 0 ? `-${prefix}` : prefix) + (value < 0 ? -value : value).toString(radix);
}

/** exit and quit: objects that leave when they are called. */
class Quitter extends PyObject {}

export function installBuiltins(vm: Vm): void {
  const { builtins } = vm;
  for (const [name, type] of Object.entries(TYPES)) builtins.set(name, type);
  for (const [name, type] of Object.entries(exceptionTypes)) builtins.set(name, type);
  builtins.set('EnvironmentError', exceptionTypes['OSError'] ?? null);
  builtins.set('IOError', exceptionTypes['OSError'] ?? null);
  for (const native of FUNCTIONS) builtins.set(native.name, native);
  builtins.set('Ellipsis', Ellipsis);
  builtins.set('NotImplemented', NotImplemented);
  builtins.set('None', null);
  builtins.set('True', true);
  builtins.set('False', false);
  builtins.set('__debug__', true);
  const quitterType = new PyType('Quitter', [objectType], '_sitebuiltins');
  for (const name of ['exit', 'quit']) {
    const quitter = new Quitter(quitterType);
    quitter.dict = new PyDict();
    quitter.dict.set('name', name);
    builtins.set(name, quitter);
  }
  quitterType.ns.set('__call__', new PyNative('__call__', [], { kind: 'raw', run: (_vm, [, code = null]) => { throw raise(exceptionTypes['SystemExit'] ?? BaseException, code); } }, quitterType));
  quitterType.ns.set('__repr__', new PyNative('__repr__', [], { kind: 'raw', run: (_vm, [self]) => `Use ${self instanceof PyObject ? (stringOf(self.dict?.get('name')) ?? '') : ''}() or Ctrl-D (i.e. EOF) to exit` }, quitterType));
  const printerType = new PyType('_Printer', [objectType], '_sitebuiltins');
  const texts: Readonly<Record<string, string>> = {
    help: 'Type help() for interactive help, or help(object) for help about object.',
    copyright: 'Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.',
    credits: 'Type credits() to see who made Python; this one was written for Drydock.',
    license: 'Type license() to see the full license text',
  };
  for (const [name, text] of Object.entries(texts)) {
    const printer = new Quitter(printerType);
    printer.dict = new PyDict();
    printer.dict.set('text', text);
    builtins.set(name, printer);
  }
  printerType.ns.set('__repr__', new PyNative('__repr__', [], { kind: 'raw', run: (_vm, [self]) => (self instanceof PyObject ? (self.dict?.get('text') ?? '') : '') }, printerType));
  printerType.ns.set('__call__', new PyNative('__call__', [], { kind: 'rawWork', run: help }, printerType));
  const module = new PyModule('builtins', builtins);
  builtins.set('__name__', 'builtins');
  builtins.set('__doc__', 'The names that are known everywhere.');
  vm.modules.set('builtins', module);
} // prettier-ignore

/** help(x): its signature's name and its docstring. */
function* help(vm: Vm, [self = null, object]: Value[]): Work {
  const stdout = vm.sys('stdout') ?? null;
  if (object === undefined) {
    const text = self instanceof PyObject ? (stringOf(self.dict?.get('text')) ?? '') : '';
    yield* vm.callMethod(stdout, 'write', [`${text}\n`]);
    return null;
  }
  const name = stringOf(yield* vm.findAttr(object, '__name__')) ?? typeOf(object).name;
  const doc = stringOf(yield* vm.findAttr(object, '__doc__')) ?? '';
  yield* vm.callMethod(stdout, 'write', [`Help on ${typeOf(object).name} ${name}:\n\n${name}\n${doc.split('\n').map((line) => `    ${line}`).join('\n')}\n\n`]); // prettier-ignore
  return null;
}
