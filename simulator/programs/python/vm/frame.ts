/** What a thread has under way: frames of bytecode, and natives that wait for what they have asked for. */
import type { PyCode } from '../compile/code.ts';
import type { PyCell, PyDict } from '../objects/core.ts';
import { objectType, PyObject, PyType, type Value, type Work } from '../objects/core.ts';
import type { PyException, Raised } from '../objects/exceptions.ts';
import type { PyGenerator } from '../objects/generator.ts';

export const frameType = new PyType('frame', [objectType]);
frameType.sealed = true;

export interface Block {
  handler: number;
  level: number;
  handled: number;
}

/** What a frame does with the next value that comes: push it, or more. */
export const EXPECT = {
  value: 0,
  /** The value of a generator that a `for` goes over; its end ends the loop. */
  forValue: 1,
  /** What an inner generator yields is yielded on; what it returns is the value. */
  yieldFrom: 2,
  /** A tuple of whether the inner iterator has ended, and its value. */
  delegated: 3,
  /** Nothing: a handler of a signal was called between two instructions. */
  nothing: 4,
} as const;

export class Frame extends PyObject {
  readonly code: PyCode;
  readonly globals: PyDict;
  /** Where names are kept that are no fast locals: modules and classes. */
  readonly ns: PyDict;
  readonly locals: (Value | undefined)[];
  readonly cells: PyCell[];
  readonly stack: Value[] = [];
  readonly blocks: Block[] = [];
  /** Exceptions whose handlers are being run, innermost last. */
  readonly handled: PyException[] = [];
  ip = 0;
  /** The instruction under way. */
  at = 0;
  back: AnyFrame | undefined = undefined;
  generator: PyGenerator | undefined = undefined;
  expecting: number = EXPECT.value;
  /** What is handed back instead of what is returned: the instance whose `__init__` this is. */
  instead: Value | undefined = undefined;

  constructor(code: PyCode, globals: PyDict, ns: PyDict, locals: (Value | undefined)[], cells: PyCell[]) {
    super(frameType);
    this.code = code;
    this.globals = globals;
    this.ns = ns;
    this.locals = locals;
    this.cells = cells;
  }

  get line(): number {
    return this.code.span(this.at)?.line ?? this.code.shape.firstLine;
  }
}

export class NativeFrame {
  readonly work: Work;
  back: AnyFrame | undefined = undefined;
  input: Value = null;
  error: Raised | undefined = undefined;
  constructor(work: Work) {
    this.work = work;
  }
}

export type AnyFrame = Frame | NativeFrame;

/** Asks for a generator to go on: with a value, or with an exception that is raised in it. */
export class ResumeRequest {
  readonly generator: PyGenerator;
  readonly value: Value;
  readonly raised: Raised | undefined;
  constructor(generator: PyGenerator, value: Value, raised?: Raised) {
    this.generator = generator;
    this.value = value;
    this.raised = raised;
  }
}

/** Asks for a frame to be run that is no call of a function: of a module, of a class. */
export class FrameRequest {
  readonly frame: Frame;
  constructor(frame: Frame) {
    this.frame = frame;
  }
}
