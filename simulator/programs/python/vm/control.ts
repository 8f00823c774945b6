/** How control goes from frame to frame: values that are handed on, generators, exceptions. */
import { PyTuple, type Value } from '../objects/core.ts';
import { PyException, Raised, raise, RuntimeError, StopAsyncIteration, StopIteration, TypeError as PyTypeError, valueError } from '../objects/exceptions.ts'; // prettier-ignore
import { asyncGeneratorType, type PyGenerator } from '../objects/generator.ts';
import { EXPECT, Frame, NativeFrame } from './frame.ts';
import type { Thread } from './thread.ts';
import { PyTraceback } from './traceback-object.ts';
import type { Vm } from './vm.ts';

/** Hands a value to whatever is on top. */
export function deliver(thread: Thread, value: Value): void {
  const { top } = thread;
  if (top === undefined) thread.result = value;
  else if (top instanceof NativeFrame) top.input = value;
  else if (top.expecting === EXPECT.value) top.stack.push(value);
  else deliverSpecially(thread, top, value);
}

function deliverSpecially(thread: Thread, frame: Frame, value: Value): void {
  const { expecting } = frame;
  frame.expecting = EXPECT.value;
  if (expecting === EXPECT.forValue) frame.stack.push(value);
  else if (expecting === EXPECT.yieldFrom) suspend(thread, frame, value);
  else if (expecting === EXPECT.delegated && value instanceof PyTuple) {
    const [ended, result = null] = value.items;
    if (ended === true) {
      frame.stack.pop();
      frame.stack.push(result);
      frame.ip = frame.at + 2;
    } else suspend(thread, frame, result);
  }
}

/** The generator on top is set aside; what it yields goes to who has resumed it. */
export function suspend(thread: Thread, frame: Frame, value: Value): void {
  const { generator } = frame;
  if (generator !== undefined) generator.state = 'suspended';
  thread.pop();
  deliver(thread, value);
}

/** A frame has returned. */
export function returned(vm: Vm, thread: Thread, frame: Frame, value: Value): void {
  thread.pop();
  const { generator } = frame;
  if (generator === undefined) {
    const { instead } = frame;
    if (instead === undefined) {
      if (frame.expecting === EXPECT.nothing) return;
      deliver(thread, value);
      return;
    }
    if (value !== null) throw raise(PyTypeError, `__init__() should return None, not '${vm.typeName(value)}'`);
    deliver(thread, instead);
    return;
  }
  generator.state = 'done';
  const { top } = thread;
  if (top instanceof Frame && top.expecting === EXPECT.forValue) {
    top.expecting = EXPECT.value;
    top.stack.pop();
    top.ip = top.code.ops[top.at + 1] ?? 0;
  } else if (top instanceof Frame && top.expecting === EXPECT.yieldFrom) {
    top.expecting = EXPECT.value;
    top.stack.pop();
    top.stack.push(value);
    top.ip = top.at + 2;
  } else if (generator.cls === asyncGeneratorType) throw raise(StopAsyncIteration);
  else throw raise(StopIteration, ...(value === null ? [] : [value]));
}

/** Lets a generator go on. Its frame goes on top; an exception is raised in it. */
export function resume(thread: Thread, generator: PyGenerator, value: Value, raised: Raised | undefined): void {
  const { frame } = generator;
  if (generator.state === 'running') throw valueError(`${kindName(generator)} already executing`);
  if (generator.state === 'done') {
    if (raised !== undefined) throw raised;
    if (generator.cls.name === 'coroutine') throw raise(RuntimeError, 'cannot reuse already awaited coroutine');
    throw raise(generator.cls === asyncGeneratorType ? StopAsyncIteration : StopIteration);
  }
  if (generator.state === 'created') {
    if (raised !== undefined) {
      generator.state = 'done';
      throw raised;
    }
    if (value !== null) throw raise(PyTypeError, `can't send non-None value to a just-started ${kindName(generator)}`);
  }
  const fresh = generator.state === 'created';
  generator.state = 'running';
  thread.push(frame);
  if (raised !== undefined) throw raised;
  if (!fresh) frame.stack.push(value);
}

function kindName(generator: PyGenerator): string {
  return generator.cls.name === 'async_generator' ? 'async generator' : generator.cls.name;
}

/** An exception begins, where the thread stands. */
export function raiseIn(thread: Thread, raised: Raised): void {
  const { exception } = raised;
  const { handled } = thread;
  if (handled !== undefined && handled !== exception && exception.context === null) setContext(exception, handled);
  unwind(thread, exception);
}

function setContext(exception: PyException, handled: PyException): void {
  // No circles: where the exception is already among the contexts, the chain is cut there.
  let it: PyException | null = handled;
  while (it !== null) {
    const { context }: { context: PyException | null } = it;
    if (context === exception) {
      it.context = null;
      break;
    }
    it = context;
  }
  exception.context = handled;
}

/** To the innermost handler, adding to the traceback on the way. */
export function unwind(thread: Thread, exception: PyException): void {
  for (;;) {
    const { top } = thread;
    if (top === undefined) {
      thread.failure = exception;
      return;
    }
    if (top instanceof NativeFrame) {
      top.error = new Raised(exception);
      return;
    }
    if (!top.code.hidden) exception.traceback = new PyTraceback(exception.traceback, top, top.at);
    top.expecting = EXPECT.value;
    const block = top.blocks.pop();
    if (block !== undefined) {
      top.stack.length = block.level;
      top.handled.length = block.handled;
      top.handled.push(exception);
      top.ip = block.handler;
      return;
    }
    thread.pop();
    exception = leaveGenerator(top, exception);
  }
}

/** StopIteration that comes out of a generator by itself is a mistake in it (PEP 479). */
function leaveGenerator(frame: Frame, exception: PyException): PyException {
  const { generator } = frame;
  if (generator === undefined) return exception;
  generator.state = 'done';
  const isStop = exception.cls.isSubclassOf(StopIteration) || (generator.cls === asyncGeneratorType && exception.cls.isSubclassOf(StopAsyncIteration)); // prettier-ignore
  if (!isStop) return exception;
  const replaced = new PyException(RuntimeError, [`${kindName(generator)} raised ${exception.cls.name}`]);
  replaced.cause = exception;
  replaced.context = exception;
  replaced.suppressContext = true;
  replaced.traceback = new PyTraceback(null, frame, frame.at);
  return replaced;
}
