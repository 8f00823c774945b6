/** encoding/json of template values, as the `json` function prints them (without escaping HTML). */
import { indirect, sortedKeys, truth, type StructValue, type Value } from './value.ts';

/** A JSON string as Go writes it: the two line separators escaped, and with `html` also `<`, `>` and `&`. */
export function jsonString(text: string, html = false): string {
  const escaped = JSON.stringify(text).replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
  if (!html) return escaped;
  return escaped.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** A float64 as JSON: without an exponent between 1e-6 and 1e21, and one of two digits otherwise. */
const jsonNumber = (value: number): string => JSON.stringify(value).replace(/e([+-])(\d)$/, 'e$10$2');

/** The members of a struct, with those of embedded structs among them. */
function members(value: StructValue): string[] {
  return value.fields.flatMap((field) => {
    const inner = field.embedded === true ? indirect(field.value).value : undefined;
    if (inner?.kind === 'struct') return members(inner);
    if (field.json === undefined || (field.omitempty && isEmpty(field.value))) return [];
    return [`${jsonString(field.json)}:${marshal(field.value)}`];
  });
}

/** What `omitempty` leaves out: zero values, but never structs. */
const isEmpty = (value: Value): boolean => !truth(value);

/** The value as JSON without spaces. */
export function marshal(value: Value): string {
  switch (value.kind) {
    case 'invalid':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'int':
    case 'uint':
    case 'float':
      return jsonNumber(value.value);
    case 'string':
      return value.type === 'json.Number' ? value.value || '0' : jsonString(value.value);
    case 'slice':
    case 'array':
      return value.items === null ? 'null' : `[${value.items.map(marshal).join(',')}]`;
    case 'map': {
      const { entries } = value;
      if (entries === null) return 'null';
      const pairs = sortedKeys(entries).map((key) => `${jsonString(key)}:${marshal(entries.get(key) ?? value.zero)}`);
      return `{${pairs.join(',')}}`;
    }
    case 'struct':
      return value.json ?? `{${members(value).join(',')}}`;
    case 'pointer':
      if (value.json) return value.json();
      return value.elem === null ? 'null' : marshal(value.elem);
    case 'interface':
      return value.elem === null ? 'null' : marshal(value.elem);
  }
}
