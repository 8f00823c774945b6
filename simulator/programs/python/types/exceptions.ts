/** Attributes and methods of exceptions. */
import {
  integerOf,
  isInstance,
  PyList,
  PyTuple,
  PyType,
  stringOf,
  typeOf,
  type Value,
  type Work,
} from '../objects/core.ts';
import { AttributeError, BaseException, BaseExceptionGroup, Exception, exceptionTypes, ImportError, KeyError, NameError, OSError, PyException, setAttribute, StopIteration, SyntaxError as PySyntaxError, SystemExit, typeError, UnicodeDecodeError, UnicodeEncodeError, valueError } from '../objects/exceptions.ts'; // prettier-ignore
import { attribute } from '../objects/function.ts';
import { methods, raw, rawWork } from '../native/define.ts';
import { PyTraceback } from '../vm/traceback-object.ts';
import { kindOfErrno } from '../vm/os-error.ts';
import type { Vm } from '../vm/vm.ts';

const own = (self: Value): PyException => {
  if (!(self instanceof PyException)) throw typeError(`descriptor requires a 'BaseException' object but received '${typeOf(self).name}'`);
  return self;
}; // prettier-ignore

/** Attributes that some kinds have from the start. */
const FIELDS: readonly (readonly [PyType, readonly string[]])[] = [
  [AttributeError, ['name', 'obj']],
  [NameError, ['name']],
  [ImportError, ['msg', 'name', 'path', 'name_from']],
  [PySyntaxError, ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line']],
  [OSError, ['errno', 'strerror', 'filename', 'filename2']],
  [StopIteration, ['value']],
  [SystemExit, ['code']],
];

function single(args: readonly Value[]): Value {
  return args.length === 0 ? null : args.length === 1 ? (args[0] ?? null) : new PyTuple(args);
}

/** Fills in what the arguments mean for the kind of exception. */
function initialise(self: PyException, args: readonly Value[], keywords: ReadonlyMap<string, Value>): void {
  const { cls } = self;
  const set = (name: string, value: Value): void => setAttribute(self, name, value);
  for (const [type, fields] of FIELDS) {
    if (!cls.isSubclassOf(type)) continue;
    for (const field of fields) {
      const given = keywords.get(field);
      if (given !== undefined) set(field, given);
    }
  }
  if (cls.isSubclassOf(StopIteration)) set('value', args[0] ?? null);
  else if (cls.isSubclassOf(SystemExit)) set('code', single(args));
  else if (cls.isSubclassOf(ImportError)) set('msg', args.length === 1 ? (args[0] ?? null) : null);
  else if (cls.isSubclassOf(OSError)) {
    if (args.length >= 2 && args.length <= 5) {
      const [errno = null, strerror = null, filename, , filename2] = args;
      set('errno', errno);
      set('strerror', strerror);
      if (filename !== undefined) set('filename', filename);
      if (filename2 !== undefined) set('filename2', filename2);
      if (args.length > 2) self.args = new PyTuple(args.slice(0, 2));
    }
  } else if (cls.isSubclassOf(PySyntaxError)) {
    set('msg', args[0] ?? null);
    const details = args[1];
    if (details instanceof PyTuple) ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'].forEach((name, i) => set(name, details.items[i] ?? null));
  } else if (cls.isSubclassOf(UnicodeDecodeError) || cls.isSubclassOf(UnicodeEncodeError)) {
    ['encoding', 'object', 'start', 'end', 'reason'].forEach((name, i) => set(name, args[i] ?? null));
  } else if (cls.isSubclassOf(BaseExceptionGroup)) {
    set('message', args[0] ?? '');
    const list = args[1];
    set('exceptions', new PyTuple(list instanceof PyList || list instanceof PyTuple ? list.items : []));
  }
} // prettier-ignore

export function* exceptionText(vm: Vm, self: PyException): Work<string> {
  const { cls } = self;
  const field = (name: string): Value => self.dict?.get(name) ?? null;
  const [only] = self.args.items;
  if (cls.isSubclassOf(KeyError) && self.args.items.length === 1 && only !== undefined) return yield* vm.repr(only);
  if (cls.isSubclassOf(OSError) && field('strerror') !== null) {
    const text = `[Errno ${yield* vm.str(field('errno'))}] ${yield* vm.str(field('strerror'))}`;
    if (field('filename') === null) return text;
    if (field('filename2') === null) return `${text}: ${yield* vm.repr(field('filename'))}`;
    return `${text}: ${yield* vm.repr(field('filename'))} -> ${yield* vm.repr(field('filename2'))}`;
  }
  if (cls.isSubclassOf(ImportError) && stringOf(field('msg')) !== undefined) return stringOf(field('msg')) ?? '';
  if (cls.isSubclassOf(PySyntaxError)) {
    const filename = stringOf(field('filename'));
    const line = integerOf(field('lineno'));
    const message = yield* vm.str(field('msg'));
    if (filename !== undefined && line !== undefined)
      return `${message} (${filename.split('/').at(-1) ?? ''}, line ${line})`;
    return line === undefined ? message : `${message} (line ${line})`;
  }
  if (cls.isSubclassOf(UnicodeDecodeError) || cls.isSubclassOf(UnicodeEncodeError)) return yield* unicodeText(vm, self);
  if (cls.isSubclassOf(BaseExceptionGroup)) {
    const list = field('exceptions');
    const count = list instanceof PyTuple ? list.items.length : 0;
    return `${yield* vm.str(field('message'))} (${count} sub-exception${count === 1 ? '' : 's'})`;
  }
  if (self.args.items.length === 0) return '';
  return only !== undefined && self.args.items.length === 1 ? yield* vm.str(only) : yield* vm.repr(self.args);
}

function* unicodeText(vm: Vm, self: PyException): Work<string> {
  const [encoding = '', object = null, start = 0, end = 0, reason = ''] = self.args.items;
  const [from, to] = [Number(integerOf(start) ?? 0), Number(integerOf(end) ?? 0)];
  const name = yield* vm.str(encoding);
  const why = yield* vm.str(reason);
  const decoding = self.cls.isSubclassOf(UnicodeDecodeError);
  const verb = decoding ? 'decode' : 'encode';
  if (to - from !== 1) return `'${name}' codec can't ${verb} ${decoding ? 'bytes' : 'characters'} in position ${from}-${to - 1}: ${why}`;
  if (decoding) {
    const byte = integerOf(yield* vm.getItem(object, from)) ?? 0;
    return `'${name}' codec can't decode byte 0x${byte.toString(16).padStart(2, '0')} in position ${from}: ${why}`;
  }
  const shown = yield* vm.ascii(yield* vm.getItem(object, from));
  return `'${name}' codec can't encode character ${shown} in position ${from}: ${why}`;
} // prettier-ignore

export function installExceptions(): void {
  BaseException.ns.set('__new__', raw('__new__', (_vm, [cls, ...args], keywords) => {
    if (!(cls instanceof PyType)) throw typeError('exceptions need a class');
    const errno = args.length >= 2 && cls === OSError ? integerOf(args[0]) : undefined;
    const made = new PyException(errno === undefined ? cls : kindOfErrno(Number(errno)), args);
    if (cls.isSubclassOf(BaseExceptionGroup)) {
      const list = args[1];
      const items = list instanceof PyList || list instanceof PyTuple ? list.items : [];
      if (items.length === 0) throw valueError('second argument (exceptions) must be a non-empty sequence');
      if (!items.every((it) => it instanceof PyException)) throw valueError('Item 0 of second argument (exceptions) is not an exception');
      if (cls === BaseExceptionGroup && items.every((it) => isInstance(it, Exception))) made.cls = exceptionTypes['ExceptionGroup'] ?? cls;
    }
    initialise(made, args, keywords ?? new Map());
    return made;
  }));
  methods(BaseException)
    .raw('__init__', (_vm, [self = null, ...args], keywords) => {
      const it = own(self);
      const allowed = FIELDS.flatMap(([type, fields]) => (it.cls.isSubclassOf(type) ? fields : []));
      const unknown = [...(keywords?.keys() ?? [])].find((name) => !allowed.includes(name));
      if (unknown !== undefined && !it.cls.heap) throw typeError(`${it.cls.name}() takes no keyword arguments`);
      it.args = new PyTuple(args);
      initialise(it, args, keywords ?? new Map());
      return null;
    })
    .work('__str__()', function* (vm, self) { return yield* exceptionText(vm, own(self)); })
    .work('__repr__()', function* (vm, self) {
      const it = own(self);
      const [only] = it.args.items;
      return it.args.items.length === 1 && only !== undefined ? `${it.cls.name}(${yield* vm.repr(only)})` : `${it.cls.name}${it.args.items.length === 0 ? '()' : yield* vm.repr(it.args)}`;
    })
    .fn('with_traceback(tb, /)', (_vm, self, tb) => {
      own(self).traceback = tb instanceof PyTraceback ? tb : null;
      return self;
    })
    .fn('add_note(note, /)', (_vm, self, note) => {
      if (stringOf(note) === undefined) throw typeError(`note must be a str, not '${typeOf(note).name}'`);
      const it = own(self);
      const notes = it.dict?.get('__notes__');
      if (notes instanceof PyList) notes.items.push(note);
      else setAttribute(it, '__notes__', new PyList([note]));
      return null;
    })
    .fn('__setstate__(state, /)', () => null);
  attribute(BaseException, 'args', (_vm, self) => own(self).args, (_vm, self, value) => { if (value instanceof PyTuple) own(self).args = value; else if (value instanceof PyList) own(self).args = new PyTuple(value.items); });
  attribute(BaseException, '__cause__', (_vm, self) => own(self).cause, (_vm, self, value) => { own(self).cause = value ?? null; own(self).suppressContext = true; });
  attribute(BaseException, '__context__', (_vm, self) => own(self).context, (_vm, self, value) => { own(self).context = value instanceof PyException ? value : null; });
  attribute(BaseException, '__suppress_context__', (_vm, self) => own(self).suppressContext, (_vm, self, value) => { own(self).suppressContext = value === true; });
  attribute(BaseException, '__traceback__', (_vm, self) => own(self).traceback, (_vm, self, value) => { own(self).traceback = value instanceof PyTraceback ? value : null; });
  for (const [type, fields] of FIELDS) for (const field of fields) if (!type.ns.map.has(field)) type.ns.set(field, null);
  const group = methods(BaseExceptionGroup);
  group
    .work('derive(exceptions, /)', function* (vm, self, exceptions) { return yield* vm.call(exceptionTypes['ExceptionGroup'] ?? null, [own(self).dict?.get('message') ?? '', exceptions]); })
    .work('split(condition, /)', function* (vm, self, condition) { return new PyTuple(yield* split(vm, own(self), condition)); })
    .work('subgroup(condition, /)', function* (vm, self, condition) { return (yield* split(vm, own(self), condition))[0] ?? null; });
  BaseExceptionGroup.ns.set('__class_getitem__', rawWork('__class_getitem__', function* (_vm, args) { return args[0] ?? null; }));
} // prettier-ignore

/** The part of a group that fits, and the one that does not; null where there is nothing. */
function* split(vm: Vm, exception: PyException, condition: Value): Work<[Value, Value]> {
  const isType = condition instanceof PyType || condition instanceof PyTuple;
  const whole = isType
    ? yield* vm.isInstance(exception, condition)
    : yield* vm.truth(yield* vm.call(condition, [exception]));
  if (whole) return [exception, null];
  const list = exception.dict?.get('exceptions');
  if (!exception.cls.isSubclassOf(BaseExceptionGroup) || !(list instanceof PyTuple)) return [null, exception];
  const [fits, left]: [Value[], Value[]] = [[], []];
  for (const item of list.items) {
    if (!(item instanceof PyException)) continue;
    const [a, b] = yield* split(vm, item, condition);
    if (a !== null) fits.push(a);
    if (b !== null) left.push(b);
  }
  const part = function* (items: Value[]): Work {
    if (items.length === 0) return null;
    const made = yield* vm.callMethod(exception, 'derive', [new PyList(items)]);
    if (made instanceof PyException) {
      made.traceback = exception.traceback;
      made.cause = exception.cause;
      made.context = exception.context;
    }
    return made;
  };
  return [yield* part(fits), yield* part(left)];
}
