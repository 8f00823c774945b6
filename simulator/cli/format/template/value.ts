/**
 * Go values as templates see them: reflect.Value with just enough of its type to choose methods and fields, to print
 * and to name the type in errors. `invalid` is reflect's zero Value (a missing map key, an untyped nil).
 */

export type Value =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'bool'; readonly type: string; readonly value: boolean }
  /** `text` is what its String method gives, for types that have one (time.Duration). */
  | { readonly kind: 'int' | 'uint' | 'float'; readonly type: string; readonly value: number; readonly text?: string }
  | { readonly kind: 'string'; readonly type: string; readonly value: string }
  | { readonly kind: 'slice' | 'array'; readonly type: string; readonly items: readonly Value[] | null }
  | MapValue
  | StructValue
  | PointerValue
  | { readonly kind: 'interface'; readonly type: string; readonly elem: Value | null };

export interface MapValue {
  readonly kind: 'map';
  readonly type: string;
  /** The type of its keys, which are texts: `string`, or a named one such as `nat.Port`. */
  readonly key: string;
  readonly entries: ReadonlyMap<string, Value> | null;
  /** What indexing gives for a key that is not there. */
  readonly zero: Value;
}

export interface StructField {
  readonly name: string;
  readonly value: Value;
  /** The name in JSON; undefined leaves it out. */
  readonly json: string | undefined;
  readonly omitempty: boolean;
  /** An embedded struct (or pointer to one): its fields can be named as if they stood here, and stand here in JSON. */
  readonly embedded?: boolean;
}

export interface StructValue {
  readonly kind: 'struct';
  readonly type: string;
  readonly fields: readonly StructField[];
  /** What its String method gives, for types that have one (time.Time). */
  readonly text?: string;
  /** What its MarshalJSON method gives. */
  readonly json?: string;
}

export interface PointerValue {
  readonly kind: 'pointer';
  /** With the star: `*formatter.ContainerContext`. */
  readonly type: string;
  readonly elem: Value | null;
  /** What its String method gives. */
  readonly text?: string;
  readonly methods?: ReadonlyMap<string, TemplateFunction>;
  /** What its MarshalJSON method gives. */
  readonly json?: () => string;
}

/** The types that parameters of template functions have. `value` takes anything as it is, `any` as an interface. */
export type ParameterType = 'value' | 'any' | 'string' | 'int' | '[]string';

export interface TemplateFunction {
  readonly params: readonly ParameterType[];
  /** The last parameter takes any number of arguments. */
  readonly variadic?: boolean;
  /** Throws Error for what Go returns as an error. */
  readonly call: (args: readonly Value[]) => Value;
}

export const INVALID: Value = { kind: 'invalid' };
export const bool = (value: boolean): Value => ({ kind: 'bool', type: 'bool', value });
export const int = (value: number, type = 'int'): Value => ({ kind: 'int', type, value });
export const float = (value: number, type = 'float64'): Value => ({ kind: 'float', type, value });
export const string = (value: string, type = 'string'): Value => ({ kind: 'string', type, value });
export const slice = (items: readonly Value[] | null, type: string): Value => ({ kind: 'slice', type, items });

/** `[]string` from texts. */
export const strings = (items: readonly string[]): Value =>
  slice(
    items.map((item) => string(item)),
    '[]string',
  );

/** What is inside an interface value; others as they are. */
export function unwrap(value: Value): Value {
  return value.kind === 'interface' ? (value.elem ?? INVALID) : value;
}

/** Follows pointers and interfaces. `isNil` where one of them is nil. */
export function indirect(value: Value): { value: Value; isNil: boolean } {
  let at = value;
  while (at.kind === 'pointer' || at.kind === 'interface') {
    if (at.elem === null) return { value: at, isNil: true };
    at = at.elem;
  }
  return { value: at, isNil: false };
}

/** A struct's field by name, its own or that of a struct embedded in it. */
export function structField(value: StructValue, name: string): Value | undefined {
  for (const field of value.fields) {
    if (field.name === name) return field.value;
    const inner = field.embedded === true ? indirect(field.value).value : undefined;
    const found = inner?.kind === 'struct' ? structField(inner, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The type as Go names it in errors. */
export function typeName(value: Value): string {
  return value.kind === 'invalid' ? '<nil>' : value.type;
}

/** Whether a value is true in the sense of `if`: not empty, not zero, not nil. */
export function truth(value: Value): boolean {
  const inner = unwrap(value);
  switch (inner.kind) {
    case 'invalid':
      return false;
    case 'bool':
      return inner.value;
    case 'int':
    case 'uint':
    case 'float':
      return inner.value !== 0;
    case 'string':
      return inner.value !== '';
    case 'slice':
    case 'array':
      return (inner.items?.length ?? 0) > 0;
    case 'map':
      return (inner.entries?.size ?? 0) > 0;
    case 'pointer':
    case 'interface':
      return inner.elem !== null;
    case 'struct':
      return true;
  }
}

/** Keys in Go's order, by bytes. */
export function sortedKeys(entries: ReadonlyMap<string, unknown>): string[] {
  return [...entries.keys()].sort(compareBytes);
}

/** Go's string order, which is that of the UTF-8 bytes and so of the code points. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const left = Array.from(a, (char) => char.codePointAt(0) ?? 0);
  const right = Array.from(b, (char) => char.codePointAt(0) ?? 0);
  const differs = left.findIndex((code, at) => code !== right[at]);
  if (differs < 0) return -1;
  const other = right[differs];
  return other === undefined || (left[differs] ?? 0) > other ? 1 : -1;
}
