/** What the compiler makes of a module, a function or a class's body. */
import { codeType, PyObject, type Value } from '../objects/core.ts';
import type { Span } from '../syntax/ast.ts';

export interface CodeShape {
  name: string;
  qualname: string;
  filename: string;
  firstLine: number;
  /** Names of fast locals: parameters first. */
  locals: string[];
  argCount: number;
  positionalOnly: number;
  keywordOnly: number;
  varargs: boolean;
  kwargs: boolean;
  /** Cells of its own, then those of enclosing functions. */
  cells: string[];
  ownCells: number;
  /** Parameters that live in cells: slot, cell. */
  cellParams: [number, number][];
  isGenerator: boolean;
  isCoroutine: boolean;
  /** Names are kept in a namespace: a module, a class. */
  kind: 'function' | 'class' | 'module';
  doc: string | undefined;
}

export class PyCode extends PyObject {
  readonly shape: CodeShape;
  readonly ops: Int32Array;
  readonly constants: readonly Value[];
  readonly names: readonly string[];
  readonly spans: readonly Span[];
  /** Frames of it do not show in tracebacks: part of what CPython has in C. */
  hidden = false;

  constructor(
    shape: CodeShape,
    ops: Int32Array,
    constants: readonly Value[],
    names: readonly string[],
    spans: readonly Span[],
  ) {
    super(codeType);
    this.shape = shape;
    this.ops = ops;
    this.constants = constants;
    this.names = names;
    this.spans = spans;
  }

  span(ip: number): Span | undefined {
    return this.spans[ip >> 1];
  }
}
