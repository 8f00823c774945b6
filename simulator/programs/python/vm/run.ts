/** The loop that runs a thread: frames of bytecode and natives, one after the other, until it waits or its turn is over. */
import { CallRequest } from '../objects/core.ts';
import { raise, Raised, RecursionError, SystemError } from '../objects/exceptions.ts';
import { invoke } from './calls.ts';
import { deliver, raiseIn, resume, unwind } from './control.ts';
import { runFrame } from './dispatch.ts';
import { Frame, FrameRequest, ResumeRequest, type NativeFrame } from './frame.ts';
import type { Thread } from './thread.ts';
import type { Vm } from './vm.ts';

/** Runs until the thread is done, waits, or `vm.budget` is used up. */
export function runThread(vm: Vm, thread: Thread): void {
  for (;;) {
    const { top } = thread;
    if (top === undefined) {
      thread.done = true;
      return;
    }
    if (vm.budget <= 0 || thread.waiting !== undefined) return;
    try {
      if (top instanceof Frame) runFrame(vm, thread, top);
      else stepNative(vm, thread, top);
    } catch (error) {
      raiseIn(thread, asRaised(vm, error));
    }
  }
}

function stepNative(vm: Vm, thread: Thread, frame: NativeFrame): void {
  const { error } = frame;
  frame.error = undefined;
  vm.budget -= 5;
  let step;
  try {
    step = error === undefined ? frame.work.next(frame.input) : frame.work.throw(error);
  } catch (thrown) {
    thread.pop();
    if (error !== undefined && thrown === error) {
      unwind(thread, error.exception);
      return;
    }
    throw thrown;
  }
  if (step.done === true) {
    thread.pop();
    deliver(thread, step.value);
    return;
  }
  const request = step.value;
  if (request instanceof CallRequest) {
    const value = invoke(vm, thread, request.callee, request.args, request.keywords);
    if (value !== undefined) frame.input = value;
  } else if (request instanceof ResumeRequest) resume(thread, request.generator, request.value, request.raised);
  else if (request instanceof FrameRequest) thread.push(request.frame);
  else vm.block(thread, request);
}

/** What went wrong in our own code as an exception of Python. What is not Python's business is thrown on. */
function asRaised(vm: Vm, error: unknown): Raised {
  if (error instanceof Raised) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return raise(RecursionError, 'maximum recursion depth exceeded');
  }
  const translated = vm.translate(error);
  if (translated instanceof Raised) return translated;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) {
    return raise(SystemError, `${error.name}: ${error.message}`);
  }
  throw error;
}
