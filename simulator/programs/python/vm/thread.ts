/** A thread of Python: a stack of frames, and what it waits for. All threads of a process take turns. */
import type { Value } from '../objects/core.ts';
import { raise, RecursionError, type PyException } from '../objects/exceptions.ts';
import { Frame, type AnyFrame } from './frame.ts';

export class Thread {
  readonly id: number;
  top: AnyFrame | undefined = undefined;
  depth = 0;
  limit = 1000;
  /** Waits for the machine; what happens when that is done is in the frame that asked. */
  waiting: Promise<unknown> | undefined = undefined;
  /** Gives up waiting: an exception is raised where it waits. */
  interruptible = false;
  result: Value = null;
  failure: PyException | undefined = undefined;
  done = false;

  constructor(id: number) {
    this.id = id;
  }

  push(frame: AnyFrame): void {
    if (frame instanceof Frame && ++this.depth > this.limit) {
      this.depth--;
      throw raise(RecursionError, 'maximum recursion depth exceeded');
    }
    frame.back = this.top;
    this.top = frame;
  }

  pop(): void {
    if (this.top instanceof Frame) this.depth--;
    this.top = this.top?.back;
  }

  /** The innermost frame of bytecode. */
  get frame(): Frame | undefined {
    let { top } = this;
    while (top !== undefined && !(top instanceof Frame)) top = top.back;
    return top;
  }

  /** The exception that is being handled, if any. */
  get handled(): PyException | undefined {
    for (let { top } = this; top !== undefined; top = top.back) {
      const handled = top instanceof Frame ? top.handled.at(-1) : undefined;
      if (handled !== undefined) return handled;
    }
    return undefined;
  }
}
