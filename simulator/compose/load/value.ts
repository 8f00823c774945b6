/** A Compose file's content as plain values: what YAML says before it means anything. */

export type Value = null | boolean | number | string | Value[] | Mapping;

/** Keys are always strings: the loader refuses others. Iterates in the order of the file. */
export type Mapping = Map<string, Value>;

export const isMapping = (value: Value | undefined): value is Mapping => value instanceof Map;
export const isSequence = (value: Value | undefined): value is Value[] => Array.isArray(value);

export function clone(value: Value): Value {
  if (isMapping(value)) return cloneMapping(value);
  return isSequence(value) ? value.map(clone) : value;
}

export const cloneMapping = (mapping: Mapping): Mapping =>
  new Map([...mapping].map(([key, value]) => [key, clone(value)]));

export const mappingOf = (entries: Readonly<Record<string, Value>>): Mapping => new Map(Object.entries(entries));

/** The mapping below a key, undefined where there is none or something else. */
export function child(mapping: Mapping, key: string): Mapping | undefined {
  const value = mapping.get(key);
  return isMapping(value) ? value : undefined;
}

/** How Go's fmt prints a value with %v, as far as Compose shows it. */
export function print(value: Value): string {
  if (value === null) return '<nil>';
  if (isSequence(value)) return `[${value.map(print).join(' ')}]`;
  if (isMapping(value)) {
    const keys = [...value.keys()].sort(byCodeUnits);
    return `map[${keys.map((key) => `${key}:${print(value.get(key) ?? null)}`).join(' ')}]`;
  }
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** Go's %v of an int or a float64: exponents from 1e+21 on, with two digits at least. */
export function printNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Go's name of a value's type, as in "invalid type %T". */
export function typeName(value: Value): string {
  if (value === null) return '<nil>';
  if (isMapping(value)) return 'map[string]interface {}';
  if (isSequence(value)) return '[]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Go's %q. */
export const quote = (text: string): string => JSON.stringify(text);
