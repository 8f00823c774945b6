/** What expressions give, and how a program ends early. */
import type { Path } from './paths.ts';
import type { Json } from './value.ts';

export interface Result {
  value: Json;
  /** From the root of the path expression; undefined where none is asked for. */
  path: Path | undefined;
}

/** Stands in place of a path for values that do not lie in the input. */
export const NO_PATH: Path = Object.freeze(['no path']);

/** `halt` and `halt_error`. */
export class Halt extends Error {
  override name = 'Halt';
  readonly status: number;
  readonly value: Json | undefined;
  constructor(status: number, value?: Json) {
    super('halt');
    this.status = status;
    this.value = value;
  }
}
