import { PyObject, PyType, objectType } from './core.ts';

export const complexType = new PyType('complex', [objectType]);

export class PyComplex extends PyObject {
  readonly re: number;
  readonly im: number;
  constructor(re: number, im: number) {
    super(complexType);
    this.re = re;
    this.im = im;
  }
}
