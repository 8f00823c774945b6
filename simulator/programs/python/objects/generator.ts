/** Generators, coroutines and asynchronous generators: a frame that is set aside. */
import type { Frame } from '../vm/frame.ts';
import { objectType, PyObject, PyType, type Value } from './core.ts';

const kind = (name: string): PyType => {
  const type = new PyType(name, [objectType]);
  type.sealed = true;
  return type;
};
export const generatorType = kind('generator');
export const coroutineType = kind('coroutine');
export const asyncGeneratorType = kind('async_generator');
export const asyncAwaitType = kind('async_generator_asend');

export class PyGenerator extends PyObject {
  readonly frame: Frame;
  state: 'created' | 'suspended' | 'running' | 'done' = 'created';
  name: string;
  qualname: string;
  constructor(cls: PyType, frame: Frame, name: string, qualname: string) {
    super(cls);
    this.frame = frame;
    this.name = name;
    this.qualname = qualname;
  }
}

/** What an asynchronous generator yields itself, in contrast to what it awaits. */
export class AsyncYield extends PyObject {
  readonly value: Value;
  constructor(value: Value) {
    super(objectType);
    this.value = value;
  }
}

/** What `__anext__`, `asend`, `athrow` and `aclose` answer: to be awaited once. */
export class PyAsyncAwait extends PyObject {
  readonly generator: PyGenerator;
  readonly start: { kind: 'send'; value: Value } | { kind: 'throw'; value: Value } | { kind: 'close' };
  begun = false;
  ended = false;
  constructor(generator: PyGenerator, start: PyAsyncAwait['start']) {
    super(asyncAwaitType);
    this.generator = generator;
    this.start = start;
  }
}
