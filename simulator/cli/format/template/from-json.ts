/** JSON as Go's decoder gives it to a template without a type: interface{} all through, numbers as json.Number. */
import { plainDecimal } from '../../go/float.ts';
import { INVALID, type Value, string } from './value.ts';

const ANY = 'interface {}';

const wrapped = (data: unknown): Value => {
  const value = fromJson(data);
  return { kind: 'interface', type: ANY, elem: value.kind === 'invalid' ? null : value };
};

/** The Go value of decoded JSON. */
export function fromJson(data: unknown): Value {
  if (typeof data === 'string') return string(data);
  if (typeof data === 'boolean') return { kind: 'bool', type: 'bool', value: data };
  if (typeof data === 'number') return string(plainDecimal(data), 'json.Number');
  if (Array.isArray(data)) return { kind: 'slice', type: '[]interface {}', items: data.map(wrapped) };
  if (typeof data !== 'object' || data === null) return INVALID;
  const given = Object.entries(data).filter(([, value]) => value !== undefined);
  return {
    kind: 'map',
    type: 'map[string]interface {}',
    key: 'string',
    entries: new Map(given.map(([key, value]) => [key, wrapped(value)])),
    zero: { kind: 'interface', type: ANY, elem: null },
  };
}
