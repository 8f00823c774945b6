/** Numbers of the source text as values. */
import { PyFloat, type Value } from '../objects/core.ts';
import { PyComplex } from '../objects/complex.ts';

export function floatConstant(text: Value | undefined): Value {
  return new PyFloat(Number(text));
}

export function complexConstant(text: Value | undefined): Value {
  return new PyComplex(0, Number(text));
}
