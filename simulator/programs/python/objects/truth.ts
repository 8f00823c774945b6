/** Truth where no call is needed. */
import { PyBoxed, PyBytes, PyDict, PyFloat, PyList, PySet, PyTuple, type Value } from './core.ts';

export function truthQuickly(value: Value): boolean | undefined {
  switch (typeof value) {
    case 'boolean': return value;
    case 'number': return value !== 0;
    case 'bigint': return true;
    case 'string': return value !== '';
    default:
      if (value === null) return false;
      if (value.cls.heap) {
        if (value.cls.lookup('__bool__') === undefined && value.cls.lookup('__len__') === undefined) return true;
        return undefined;
      }
      if (value instanceof PyFloat) return value.value !== 0;
      if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
      if (value instanceof PyDict) return value.map.size > 0;
      if (value instanceof PySet) return value.size > 0;
      if (value instanceof PyBytes) return value.bytes.length > 0;
      if (value instanceof PyBoxed) return undefined;
      return value.cls.lookup('__bool__') === undefined && value.cls.lookup('__len__') === undefined ? true : undefined;
  }
} // prettier-ignore
