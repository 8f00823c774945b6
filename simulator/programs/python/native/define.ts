/**
 * How natives are written down. A signature names the parameters as Python would, with literal defaults:
 *
 *     fn('round(number, ndigits=None)', (vm, number, digits) => …)
 *     work('sleep(secs, /)', function* (vm, secs) { yield* vm.wait(vm.p.sleep(…)); return null; })
 *
 * `fn` answers at once. `work` is a generator: it may call Python (`yield* vm.call(f, args)`), wait for the machine
 * (`yield* vm.wait(promise)`), and the interpreter goes on with other threads meanwhile. What neither calls Python nor
 * waits is a `fn`. A default of `...` leaves a missing argument out, for defaults of TypeScript. Errors are raised with
 * `throw raise(ValueError, 'text')`; a SysError of the machine becomes an OSError by itself.
 *
 * `raw` and `rawWork` take the arguments as they come: `(vm, args, keywords)`.
 */
import {
  PyNative,
  type Implementation,
  type NativeParameter,
  type PlainImplementation,
  type PyType,
  type RawImplementation,
  type RawWorkImplementation,
  type Value,
  type WorkImplementation,
} from '../objects/core.ts';
import type { Vm } from '../vm/vm.ts';

/**
 * A module of ours that Python code imports by its name: what `native/NAME.ts` exports by default, and
 * `native/table.ts` names. `build` is called once an interpreter, when it is first imported.
 */
export interface NativeModule {
  name: string;
  /** The module's names; functions (PyNative) are told of their module by the importer. */
  build(vm: Vm): Record<string, Value>;
}

function literal(text: string): Value | undefined {
  if (text === 'None') return null;
  if (text === 'True' || text === 'False') return text === 'True';
  if (/^-?\d+$/.test(text)) return Number(text);
  const quoted = /^'(.*)'$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('\\n', '\n');
  return undefined;
}

function parameters(signature: string): NativeParameter[] {
  const list: NativeParameter[] = [];
  let keywordOnly = false;
  for (const part of signature.split(',').map((it) => it.trim())) {
    if (part === '') continue;
    if (part === '*') keywordOnly = true;
    else if (part === '/') list.forEach((it) => (it.positionalOnly = true));
    else {
      const [name = '', fallback] = part.split('=');
      const value = fallback === undefined ? undefined : literal(fallback);
      list.push({ name, fallback: value, optional: fallback === '...', positionalOnly: false, keywordOnly });
    }
  }
  return list;
}

function define(signature: string, implementation: Implementation, owner?: PyType): PyNative {
  const open = signature.indexOf('(');
  const name = open < 0 ? signature : signature.slice(0, open);
  const inside = open < 0 ? '' : signature.slice(open + 1, -1);
  const list = parameters(inside);
  if (owner !== undefined) list.unshift({ name: 'self', fallback: undefined, optional: false, positionalOnly: true, keywordOnly: false }); // prettier-ignore
  return new PyNative(name, list, implementation, owner);
}

export function fn(signature: string, run: PlainImplementation): PyNative {
  return define(signature, { kind: 'plain', run });
}

export function work(signature: string, run: WorkImplementation): PyNative {
  return define(signature, { kind: 'work', run });
}

export function raw(name: string, run: RawImplementation): PyNative {
  return define(name, { kind: 'raw', run });
}

export function rawWork(name: string, run: RawWorkImplementation): PyNative {
  return define(name, { kind: 'rawWork', run });
}

/** Adds methods to a class; signatures leave `self` out, which implementations take first. */
export class Methods {
  readonly type: PyType;
  constructor(type: PyType) {
    this.type = type;
  }

  #add(native: PyNative): this {
    this.type.ns.set(native.name, native);
    return this;
  }

  fn(signature: string, run: PlainImplementation): this {
    return this.#add(define(signature, { kind: 'plain', run }, this.type));
  }

  work(signature: string, run: WorkImplementation): this {
    return this.#add(define(signature, { kind: 'work', run }, this.type));
  }

  raw(name: string, run: RawImplementation): this {
    return this.#add(define(name, { kind: 'raw', run }, this.type));
  }

  rawWork(name: string, run: RawWorkImplementation): this {
    return this.#add(define(name, { kind: 'rawWork', run }, this.type));
  }

  /** A static method: `__new__` and the like, which take what they are given. */
  static(signature: string, run: PlainImplementation): this {
    return this.#add(define(signature, { kind: 'plain', run }));
  }
}

export function methods(type: PyType): Methods {
  return new Methods(type);
}
