/** `traceback` and `frame` objects: where an exception came along. */
import type { PyCode } from '../compile/code.ts';
import { objectType, PyObject, PyType } from '../objects/core.ts';
import type { Frame } from './frame.ts';

export const tracebackType = new PyType('traceback', [objectType]);
tracebackType.sealed = true;

export class PyTraceback extends PyObject {
  next: PyTraceback | null;
  readonly frame: Frame;
  readonly code: PyCode;
  readonly ip: number;
  constructor(next: PyTraceback | null, frame: Frame, ip: number) {
    super(tracebackType);
    this.next = next;
    this.frame = frame;
    this.code = frame.code;
    this.ip = ip;
  }
  get line(): number {
    return this.code.span(this.ip)?.line ?? this.code.shape.firstLine;
  }
}
