/** One piece of code while it is made: instructions, labels, constants, names, variables. */
import { PyBytes, PyFloat, type Value } from '../objects/core.ts';
import type { Span } from '../syntax/ast.ts';
import { PyCode, type CodeShape } from './code.ts';
import { OP, type Op } from './ops.ts';
import type { Scope } from './scopes.ts';

/** A place in the code that jumps refer to before it is known. */
export interface Label {
  target: number;
  uses: number[];
}

/** What one is inside of, for `return`, `break` and `continue` to leave. */
export type Enclosing =
  | { kind: 'loop'; start: Label; end: Label; hasIterator: boolean }
  | { kind: 'block' }
  | { kind: 'finally'; leave: () => void }
  | { kind: 'handler'; leave: () => void }
  | { kind: 'with'; isAsync: boolean };

export type Variable =
  | { kind: 'fast'; index: number }
  | { kind: 'cell'; index: number }
  | { kind: 'classCell'; index: number }
  | { kind: 'global' }
  | { kind: 'name' };

export class Assembler {
  readonly scope: Scope;
  readonly enclosing: Enclosing[] = [];
  readonly locals: string[] = [];
  readonly ownCells: string[] = [];
  readonly freeCells: string[] = [];
  readonly #ops: number[] = [];
  readonly #spans: Span[] = [];
  readonly #constants: Value[] = [];
  readonly #constantIndex = new Map<string | number | bigint | boolean | null, number>();
  readonly #names: string[] = [];
  readonly #nameIndex = new Map<string, number>();
  readonly #labels: Label[] = [];
  span: Span;

  constructor(scope: Scope, span: Span) {
    this.scope = scope;
    this.span = span;
  }

  emit(op: Op, arg = 0): void {
    this.#ops.push(op, arg);
    this.#spans.push(this.span);
  }

  label(): Label {
    const label = { target: -1, uses: [] };
    this.#labels.push(label);
    return label;
  }

  place(label: Label): void {
    label.target = this.#ops.length;
  }

  jump(op: Op, label: Label): void {
    label.uses.push(this.#ops.length + 1);
    this.emit(op);
  }

  constant(value: Value): number {
    const key =
      typeof value === 'object' && value !== null
        ? value instanceof PyFloat && !Number.isInteger(value.value) && !Number.isNaN(value.value)
          ? `f${value.value}`
          : value instanceof PyBytes && value.bytes.length < 64
            ? `b${value.bytes.join()}`
            : undefined
        : typeof value === 'string'
          ? `s${value}`
          : typeof value === 'boolean'
            ? `b${value}`
            : value;
    const known = key === undefined ? undefined : this.#constantIndex.get(key);
    if (known !== undefined) return known;
    this.#constants.push(value);
    if (key !== undefined) this.#constantIndex.set(key, this.#constants.length - 1);
    return this.#constants.length - 1;
  }

  name(text: string): number {
    const known = this.#nameIndex.get(text);
    if (known !== undefined) return known;
    this.#names.push(text);
    this.#nameIndex.set(text, this.#names.length - 1);
    return this.#names.length - 1;
  }

  load(value: Value): void {
    this.emit(OP.LOAD_CONST, this.constant(value));
  }

  local(name: string): number {
    const at = this.locals.indexOf(name);
    return at >= 0 ? at : this.locals.push(name) - 1;
  }

  /** Index of a cell: its own first, then those of functions around. */
  ownCell(name: string): number {
    const at = this.ownCells.indexOf(name);
    if (at >= 0) return at;
    return this.ownCells.push(name) - 1;
  }

  freeCell(name: string): number {
    const at = this.freeCells.indexOf(name);
    // Where they begin is known at the end only; until then they are negative.
    return at >= 0 ? -1 - at : -this.freeCells.push(name);
  }

  finish(shape: Omit<CodeShape, 'locals' | 'cells' | 'ownCells' | 'cellParams'>): PyCode {
    for (const { target, uses } of this.#labels) for (const use of uses) this.#ops[use] = target;
    for (let i = 0; i < this.#ops.length; i += 2) {
      const [op, arg = 0] = [this.#ops[i], this.#ops[i + 1]];
      const isCell = op === OP.LOAD_DEREF || op === OP.STORE_DEREF || op === OP.DELETE_DEREF || op === OP.LOAD_CLOSURE || op === OP.LOAD_CLASSDEREF; // prettier-ignore
      if (isCell && arg < 0) this.#ops[i + 1] = this.ownCells.length - 1 - arg;
    }
    const cellParams = this.ownCells.flatMap((name, cell): [number, number][] => {
      const slot = this.locals.indexOf(name);
      const total = shape.argCount + shape.keywordOnly + Number(shape.varargs) + Number(shape.kwargs);
      return slot >= 0 && slot < total ? [[slot, cell]] : [];
    });
    return new PyCode(
      {
        ...shape,
        locals: this.locals,
        cells: [...this.ownCells, ...this.freeCells],
        ownCells: this.ownCells.length,
        cellParams,
      },
      Int32Array.from(this.#ops),
      this.#constants,
      this.#names,
      this.#spans,
    );
  }
}
