/** Calls: which arguments go where, and what kind of thing is called. */
import {
  PyBoxed, PyCell, PyDict, PyInstance, PyMethod, PyNative, PySet, stringOf, PyTuple, PyType, typeOf, typeType,
  type Keywords, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { typeError } from '../objects/exceptions.ts';
import { PyFunction, PyStaticMethod } from '../objects/function.ts';
import { asyncGeneratorType, coroutineType, generatorType, PyGenerator } from '../objects/generator.ts';
import { Frame, NativeFrame } from './frame.ts';
import type { Thread } from './thread.ts';
import type { Vm } from './vm.ts';

/** object.__new__ and object.__init__, by which plain classes are told. */
export const plain: { new: Value | undefined; init: Value | undefined; call: Value | undefined } = {
  new: undefined, init: undefined, call: undefined,
}; // prettier-ignore

/**
 * Calls `callee` in `thread`. Answers the result when there is one at once; otherwise what has been pushed delivers
 * it, and undefined is answered.
 */
export function invoke(vm: Vm, thread: Thread, callee: Value, args: Value[], keywords?: Keywords): Value | undefined {
  if (callee instanceof PyFunction) return enterFunction(thread, callee, args, keywords);
  if (callee instanceof PyMethod) return invoke(vm, thread, callee.func, [callee.self, ...args], keywords);
  if (callee instanceof PyNative) {
    const { implementation } = callee;
    switch (implementation.kind) {
      case 'plain':
        return implementation.run(vm, ...nativeArguments(callee, args, keywords));
      case 'raw':
        return implementation.run(vm, args, keywords);
      case 'work':
        return start(thread, implementation.run(vm, ...nativeArguments(callee, args, keywords)));
      case 'rawWork':
        return start(thread, implementation.run(vm, args, keywords));
    }
  }
  if (callee instanceof PyType) {
    if (callee.cls === typeType && callee.heap && callee.lookup('__new__') === plain.new) {
      const init = callee.lookup('__init__');
      if (init instanceof PyFunction) {
        const instance = new PyInstance(callee);
        if (callee.hasDict) instance.dict = new PyDict();
        refuseAbstract(callee);
        enterFunction(thread, init, [instance, ...args], keywords);
        const { top } = thread;
        if (top instanceof Frame) top.instead = instance;
        return undefined;
      }
    }
    return start(thread, construct(vm, callee, args, keywords));
  }
  if (callee instanceof PyStaticMethod) return invoke(vm, thread, callee.func, args, keywords);
  const call = typeOf(callee).lookup('__call__');
  if (call === undefined || call === plain.call) throw typeError(`'${typeOf(callee).name}' object is not callable`);
  if (call instanceof PyFunction || call instanceof PyNative)
    return invoke(vm, thread, call, [callee, ...args], keywords);
  return start(thread, vm.callMethod(callee, '__call__', args, keywords));
}

/** Begins work; pushes it when it does not end at once. */
export function start(thread: Thread, work: Work): Value | undefined {
  const frame = new NativeFrame(work);
  thread.push(frame);
  return undefined;
}

/** type.__call__: makes an instance and initialises it. */
export function* construct(vm: Vm, type: PyType, args: Value[], keywords: Keywords | undefined): Work {
  const metaCall = type.cls.lookup('__call__');
  if (metaCall !== plain.call && metaCall !== undefined) return yield* vm.call(metaCall, [type, ...args], keywords);
  return yield* typeCall(vm, type, args, keywords);
}

export function* typeCall(vm: Vm, type: PyType, args: Value[], keywords: Keywords | undefined): Work {
  if (type === typeType && args.length === 1 && keywords === undefined) return typeOf(args[0] ?? null);
  const found = type.lookup('__new__');
  const create = found instanceof PyStaticMethod ? found.func : found;
  if (create === undefined) throw typeError(`cannot create '${type.name}' instances`);
  if (create === plain.new) refuseExcess(type, args, keywords);
  const instance = yield* vm.call(create, [type, ...args], keywords);
  if (!typeOf(instance).isSubclassOf(type)) return instance;
  const init = typeOf(instance).lookup('__init__');
  if (init === undefined || init === plain.init) return instance;
  const answer = yield* vm.callBound(init, instance, args, keywords);
  if (answer !== null) throw typeError(`__init__() should return None, not '${typeOf(answer).name}'`);
  return instance;
}

function refuseExcess(type: PyType, args: readonly Value[], keywords: Keywords | undefined): void {
  refuseAbstract(type);
  const init = type.lookup('__init__');
  if ((args.length > 0 || (keywords?.size ?? 0) > 0) && init === plain.init)
    throw typeError(`${type.name}() takes no arguments`);
}

export function refuseAbstract(type: PyType): void {
  const abstract = type.ns.get('__abstractmethods__');
  if (abstract === undefined) return;
  const names = abstractNames(abstract);
  if (names.length === 0) return;
  const list = names.map((name) => `'${name}'`).join(', ');
  throw typeError(
    `Can't instantiate abstract class ${type.name} without an implementation for abstract method${names.length > 1 ? 's' : ''} ${list}`,
  );
}

function abstractNames(value: Value): string[] {
  return value instanceof PySet ? value.values().map((it) => stringOf(it) ?? '').sort() : []; // prettier-ignore
}

/** Arguments of a native in the order of its parameters. */
export function nativeArguments(native: PyNative, args: Value[], keywords: Keywords | undefined): Value[] {
  if (keywords === undefined || keywords.size === 0) {
    if (args.length >= native.least && args.length <= native.most) return args;
    throw wrongCount(native, args.length);
  }
  const { parameters } = native;
  if (args.length > native.most) throw wrongCount(native, args.length + keywords.size);
  const result: Value[] = [...args];
  const left = new Map(keywords);
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index];
    if (parameter === undefined) break;
    const given = parameter.positionalOnly ? undefined : left.get(parameter.name);
    if (index < args.length) {
      if (given !== undefined) throw typeError(`argument for ${native.name}() given by name ('${parameter.name}') and position (${index + 1})`);
      continue;
    }
    if (given !== undefined) {
      left.delete(parameter.name);
      result.push(given);
    } else if (parameter.fallback !== undefined) result.push(parameter.fallback);
    else if (parameter.optional) {
      if (left.size === 0) break;
      result.push(null);
    } else throw typeError(`${native.name}() missing required argument '${parameter.name}' (pos ${index + 1})`);
  }
  const [unknown] = left.keys();
  if (unknown !== undefined) {
    throw parameters.every((it) => it.positionalOnly)
      ? typeError(`${native.owner === undefined ? '' : `${native.owner.name}.`}${native.name}() takes no keyword arguments`)
      : typeError(`${native.name}() got an unexpected keyword argument '${unknown}'`);
  }
  return result;
} // prettier-ignore

function wrongCount(native: PyNative, given: number): Error {
  const self = native.owner === undefined ? 0 : 1;
  const [least, most, count] = [native.least - self, native.most - self, given - self];
  if (given < self) return typeError(`unbound method ${native.owner?.name ?? ''}.${native.name}() needs an argument`);
  const name = native.owner === undefined ? native.name : `${native.owner.name}.${native.name}`;
  if (most === 0) return typeError(`${name}() takes no arguments (${count} given)`);
  if (least === most && least === 1) return typeError(`${name}() takes exactly one argument (${count} given)`);
  const plural = (n: number): string => `${n} argument${n === 1 ? '' : 's'}`;
  if (least === most) return typeError(`${native.name} expected ${plural(least)}, got ${count}`);
  if (count < least) return typeError(`${native.name} expected at least ${plural(least)}, got ${count}`);
  return typeError(`${native.name} expected at most ${plural(most)}, got ${count}`);
}

function enterFunction(
  thread: Thread,
  callee: PyFunction,
  args: Value[],
  keywords: Keywords | undefined,
): Value | undefined {
  const frame = functionFrame(callee, args, keywords);
  const { shape } = callee.code;
  if (shape.isGenerator || shape.isCoroutine) {
    const type = !shape.isGenerator ? coroutineType : shape.isCoroutine ? asyncGeneratorType : generatorType;
    const generator = new PyGenerator(type, frame, callee.name, callee.qualname);
    frame.generator = generator;
    return generator;
  }
  thread.push(frame);
  return undefined;
}

const NO_CELLS: PyCell[] = [];

export function functionFrame(callee: PyFunction, args: Value[], keywords: Keywords | undefined): Frame {
  const { code, globals } = callee;
  const { shape } = code;
  let locals: (Value | undefined)[] = args;
  const simple = keywords === undefined && args.length === shape.argCount && !shape.varargs && !shape.kwargs && shape.keywordOnly === 0;
  if (!simple) locals = bindArguments(callee, args, keywords);
  for (let i = locals.length; i < shape.locals.length; i++) locals.push(undefined);
  let cells = NO_CELLS;
  if (shape.cells.length > 0) {
    cells = [];
    for (let i = 0; i < shape.ownCells; i++) cells.push(new PyCell(undefined));
    for (const cell of callee.closure) cells.push(cell);
    for (const [slot, index] of shape.cellParams) {
      const cell = cells[index];
      if (cell !== undefined) cell.value = locals[slot];
    }
  }
  return new Frame(code, globals, globals, locals, cells);
} // prettier-ignore

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length <= 2) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`;
}

function bindArguments(callee: PyFunction, args: Value[], keywords: Keywords | undefined): (Value | undefined)[] {
  const { shape } = callee.code;
  const { argCount, keywordOnly, locals: names } = shape;
  const named = argCount + keywordOnly;
  const locals: (Value | undefined)[] = [];
  for (let i = 0; i < named; i++) locals.push(i < argCount ? args[i] : undefined);
  const extra = args.length > argCount ? args.slice(argCount) : [];
  const rest = shape.kwargs ? new PyDict() : undefined;
  if (keywords !== undefined) {
    const positional: string[] = [];
    for (const [name, value] of keywords) {
      const index = names.indexOf(name);
      if (index < shape.positionalOnly || index >= named || index < 0) {
        if (rest === undefined) {
          if (index >= 0 && index < shape.positionalOnly) positional.push(name);
          else throw typeError(`${callee.qualname}() got an unexpected keyword argument '${name}'${suggestKeyword(name, names.slice(shape.positionalOnly, named))}`);
        } else rest.set(name, value);
      } else {
        if (locals[index] !== undefined) throw typeError(`${callee.qualname}() got multiple values for argument '${name}'`);
        locals[index] = value;
      }
    }
    if (positional.length > 0) {
      throw typeError(`${callee.qualname}() got some positional-only arguments passed as keyword arguments: '${positional.join(', ')}'`);
    }
  }
  if (extra.length > 0 && !shape.varargs) throw tooMany(callee, args.length, locals);
  const { defaults } = callee;
  const missing: string[] = [];
  for (let i = 0; i < argCount; i++) {
    if (locals[i] !== undefined) continue;
    const fallback = defaults[i - (argCount - defaults.length)];
    if (i >= argCount - defaults.length && fallback !== undefined) locals[i] = fallback;
    else missing.push(names[i] ?? '');
  }
  if (missing.length > 0) {
    throw typeError(`${callee.qualname}() missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${listed(missing)}`);
  }
  for (let i = argCount; i < named; i++) {
    if (locals[i] !== undefined) continue;
    const name = names[i] ?? '';
    const fallback = callee.keywordDefaults?.get(name);
    if (fallback === undefined) missing.push(name);
    else locals[i] = fallback;
  }
  if (missing.length > 0) {
    throw typeError(`${callee.qualname}() missing ${missing.length} required keyword-only argument${missing.length > 1 ? 's' : ''}: ${listed(missing)}`);
  }
  if (shape.varargs) locals.push(new PyTuple(extra));
  if (rest !== undefined) locals.push(rest);
  return locals;
} // prettier-ignore

function suggestKeyword(name: string, names: readonly string[]): string {
  const close = names.find((it) => it.toLowerCase() === name.toLowerCase() || (Math.abs(it.length - name.length) <= 1 && it.slice(0, 3) === name.slice(0, 3) && name.length > 3)); // prettier-ignore
  return close === undefined ? '' : `. Did you mean '${close}'?`;
}

function tooMany(callee: PyFunction, given: number, locals: readonly (Value | undefined)[]): Error {
  const { shape } = callee.code;
  const { argCount } = shape;
  const fallbacks = callee.defaults.length;
  const takes = fallbacks > 0 ? `from ${argCount - fallbacks} to ${argCount}` : String(argCount);
  const named = locals.slice(argCount).filter((it) => it !== undefined).length;
  const plural = fallbacks > 0 || argCount !== 1 ? 's' : '';
  const keywordNote = named > 0 ? ` positional argument${given === 1 ? '' : 's'} (and ${named} keyword-only argument${named === 1 ? '' : 's'})` : ''; // prettier-ignore
  return typeError(
    `${callee.qualname}() takes ${takes} positional argument${plural} but ${given}${keywordNote} ${given === 1 && named === 0 ? 'was' : 'were'} given`,
  );
}

/** The value that an instance of a class derived from int or str stands for, or the value itself. */
export function unboxed(value: Value): Value {
  return value instanceof PyBoxed ? value.value : value;
}
