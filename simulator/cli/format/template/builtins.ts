/** The functions every Go template has, and those docker adds. */
import { marshal } from './marshal.ts';
import { sprint, sprintf, sprintln } from './print.ts';
import {
  INVALID,
  bool,
  indirect,
  int,
  string,
  strings,
  truth,
  typeName,
  unwrap,
  type TemplateFunction,
  type Value,
} from './value.ts';

const text = (value: Value | undefined): string => {
  const inner = unwrap(value ?? INVALID);
  return inner.kind === 'string' ? inner.value : '';
};
const number = (value: Value | undefined): number => {
  const inner = unwrap(value ?? INVALID);
  return inner.kind === 'int' || inner.kind === 'uint' ? inner.value : 0;
};
const stringItems = (value: Value | undefined): string[] => {
  const inner = unwrap(value ?? INVALID);
  return inner.kind === 'slice' ? (inner.items ?? []).map(text) : [];
};

const utf8Length = (value: string): number => new TextEncoder().encode(value).length;
/** Go slices strings by bytes. */
const byteSlice = (value: string, from: number, to?: number): string =>
  new TextDecoder().decode(new TextEncoder().encode(value).slice(from, to));

/** The bounds-checked integer of an index operand. */
function indexNumber(index: Value, limit: number): number {
  if (index.kind === 'invalid') throw new Error('cannot index slice/array with nil');
  if (index.kind !== 'int' && index.kind !== 'uint') {
    throw new Error(`cannot index slice/array with type ${typeName(index)}`);
  }
  if (index.value < 0 || index.value > limit) throw new Error(`index out of range: ${index.value}`);
  return index.value;
}

function element(item: Value, index: Value): Value {
  switch (item.kind) {
    case 'slice':
    case 'array': {
      const items = item.items ?? [];
      const found = items[indexNumber(index, items.length)];
      if (!found) throw new Error(`reflect: ${item.kind} index out of range`);
      return found;
    }
    case 'string': {
      const bytes = new TextEncoder().encode(item.value);
      const byte = bytes[indexNumber(index, bytes.length)];
      if (byte === undefined) throw new Error('reflect: string index out of range');
      return { kind: 'uint', type: 'uint8', value: byte };
    }
    case 'map': {
      if (index.kind === 'invalid') throw new Error(`value is nil; should be of type ${item.key}`);
      if (index.kind !== 'string' || index.type !== item.key) {
        throw new Error(`value has type ${typeName(index)}; should be ${item.key}`);
      }
      return item.entries?.get(index.value) ?? item.zero;
    }
    default:
      throw new Error(`can't index item of type ${typeName(item)}`);
  }
}

function index(args: readonly Value[]): Value {
  const [first = INVALID, ...indexes] = args;
  let item = unwrap(first);
  if (item.kind === 'invalid') throw new Error('index of untyped nil');
  for (const each of indexes) {
    const target = indirect(item);
    if (target.isNil) throw new Error('index of nil pointer');
    item = element(target.value, unwrap(each));
  }
  return item;
}

function slice(args: readonly Value[]): Value {
  const [first = INVALID, ...indexes] = args;
  const item = unwrap(first);
  if (item.kind === 'invalid') throw new Error('slice of untyped nil');
  if (indexes.length > 3) throw new Error(`too many slice indexes: ${indexes.length}`);
  if (item.kind !== 'string' && item.kind !== 'slice' && item.kind !== 'array') {
    throw new Error(`can't slice item of type ${typeName(item)}`);
  }
  if (item.kind === 'string' && indexes.length === 3) throw new Error('cannot 3-index slice a string');
  const length = item.kind === 'string' ? utf8Length(item.value) : (item.items ?? []).length;
  const bounds = indexes.map((each) => indexNumber(unwrap(each), length));
  const [from = 0, to = length, cap] = bounds;
  if (from > to) throw new Error(`invalid slice index: ${from} > ${to}`);
  if (cap !== undefined && to > cap) throw new Error(`invalid slice index: ${to} > ${cap}`);
  if (item.kind === 'string') return string(byteSlice(item.value, from, to));
  return { ...item, items: (item.items ?? []).slice(from, to) };
}

function length(value: Value): number {
  const { value: item, isNil } = indirect(value);
  if (item.kind === 'invalid') throw new Error('reflect: call of reflect.Value.Type on zero Value');
  if (isNil) throw new Error('len of nil pointer');
  switch (item.kind) {
    case 'string':
      return utf8Length(item.value);
    case 'slice':
    case 'array':
      return (item.items ?? []).length;
    case 'map':
      return item.entries?.size ?? 0;
    default:
      throw new Error(`len of type ${typeName(item)}`);
  }
}

type Basic = 'bool' | 'int' | 'uint' | 'float' | 'string';
function basicKind(value: Value): Basic | undefined {
  switch (value.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'float':
    case 'string':
      return value.kind;
    default:
      return undefined;
  }
}

const isNil = (value: Value): boolean =>
  value.kind === 'invalid' ||
  ((value.kind === 'slice' || value.kind === 'array') && value.items === null) ||
  (value.kind === 'map' && value.entries === null) ||
  ((value.kind === 'pointer' || value.kind === 'interface') && value.elem === null);

const scalar = (value: Value): string | number | boolean | undefined => ('value' in value ? value.value : undefined);
const numeric = (kind: Basic | undefined): boolean => kind === 'int' || kind === 'uint';

const incompatible = (left: Value, right: Value): Error =>
  new Error(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);

function equal(left: Value, right: Value): boolean {
  const kind = basicKind(left);
  const other = basicKind(right);
  if (kind !== other && !(numeric(kind) && numeric(other))) {
    if (left.kind !== 'invalid' && right.kind !== 'invalid') throw incompatible(left, right);
    return false;
  }
  if (kind !== undefined) return scalar(left) === scalar(right);
  if (left.kind !== right.kind && left.kind !== 'invalid' && right.kind !== 'invalid') {
    throw new Error(
      `non-comparable types ${sprint([left])}: ${typeName(left)}, ${typeName(right)}: ${sprint([right])}`,
    );
  }
  if (isNil(left) || isNil(right)) return isNil(left) === isNil(right);
  if (right.kind === 'slice' || right.kind === 'map') {
    throw new Error(`non-comparable type ${sprint([right])}: ${typeName(right)}`);
  }
  return left === right;
}

function eq(args: readonly Value[]): boolean {
  const [first = INVALID, ...others] = args;
  if (others.length === 0) throw new Error('missing argument for comparison');
  return others.some((other) => equal(unwrap(first), unwrap(other)));
}

function less(first: Value | undefined, second: Value | undefined): boolean {
  const left = unwrap(first ?? INVALID);
  const right = unwrap(second ?? INVALID);
  const kind = basicKind(left);
  const other = basicKind(right);
  if (kind === undefined || other === undefined) throw new Error('invalid type for comparison');
  if (kind !== other && !(numeric(kind) && numeric(other))) throw incompatible(left, right);
  if (kind === 'bool') throw new Error('invalid type for comparison');
  const a = scalar(left);
  const b = scalar(right);
  return a !== undefined && b !== undefined && a < b;
}

const html = (value: string): string =>
  value.replace(
    /[&<>"'\0]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;', '\0': '\uFFFD' })[char] ?? char,
  );
const urlquery = (value: string): string =>
  encodeURIComponent(value)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

const comparison = (test: (a: Value | undefined, b: Value | undefined) => boolean): TemplateFunction => ({
  params: ['value', 'value'],
  call: ([a, b]) => bool(test(a, b)),
});
const joined = (of: (args: readonly Value[]) => string): TemplateFunction => ({
  params: ['any'],
  variadic: true,
  call: (args) => string(of(args)),
});

/** `and` and `or` are evaluated by the executor, which stops at the first argument that decides. */
const shortCircuit: TemplateFunction = {
  params: ['value', 'value'],
  variadic: true,
  call: (args) => args.at(-1) ?? INVALID,
};

/** text/template's own functions. */
export const BUILTINS: Readonly<Record<string, TemplateFunction>> = {
  and: shortCircuit,
  or: shortCircuit,
  not: { params: ['value'], call: ([value]) => bool(!truth(value ?? INVALID)) },
  index: { params: ['value', 'value'], variadic: true, call: index },
  slice: { params: ['value', 'value'], variadic: true, call: slice },
  len: { params: ['value'], call: ([value]) => int(length(value ?? INVALID)) },
  print: joined(sprint),
  println: joined(sprintln),
  printf: {
    params: ['string', 'any'],
    variadic: true,
    call: ([format, ...args]) => string(sprintf(text(format), args)),
  },
  html: joined((args) => html(sprint(args))),
  js: joined((args) =>
    sprint(args).replace(/[\\'"<>&=]/g, (char) =>
      char === '\\' || /['"]/.test(char) ? `\\${char}` : `\\u00${char.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  ),
  urlquery: joined((args) => urlquery(sprint(args))),
  /** Run by the executor, whose errors quote the argument. */
  call: { params: ['value', 'value'], variadic: true, call: ([value]) => value ?? INVALID },
  eq: { params: ['value', 'value'], variadic: true, call: (args) => bool(eq(args)) },
  ne: { params: ['value', 'value'], call: (args) => bool(!eq(args)) },
  lt: comparison(less),
  le: comparison((a, b) => less(a, b) || eq([a ?? INVALID, b ?? INVALID])),
  gt: comparison((a, b) => !(less(a, b) || eq([a ?? INVALID, b ?? INVALID]))),
  ge: comparison((a, b) => !less(a, b)),
};

/** strings.Title: letters in upper case after anything in ASCII but letters, digits and `_`, and after other spaces. */
const title = (value: string): string =>
  value.replace(
    /(^|[\0-/:-@[-^`{-\x7f\s])(\p{Ll})/gu,
    (_whole, before: string, letter: string) => before + letter.toUpperCase(),
  );

function pad(value: string, before: number, after: number): string {
  if (value === '') return '';
  if (before < 0 || after < 0) throw new Error('strings: negative Repeat count');
  return ' '.repeat(before) + value + ' '.repeat(after);
}

function truncate(value: string, limit: number): string {
  if (utf8Length(value) < limit) return value;
  if (limit < 0) throw new Error(`runtime error: slice bounds out of range [:${limit}]`);
  return byteSlice(value, 0, limit);
}

const onText = (change: (value: string) => string): TemplateFunction => ({
  params: ['string'],
  call: ([value]) => string(change(text(value))),
});

/** What docker adds (its templates package). */
export const DOCKER_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  json: { params: ['any'], call: ([value]) => string(marshal(value ?? INVALID)) },
  split: {
    params: ['string', 'string'],
    call: ([value, by]) => strings(text(by) === '' ? Array.from(text(value)) : text(value).split(text(by))),
  },
  join: { params: ['[]string', 'string'], call: ([items, by]) => string(stringItems(items).join(text(by))) },
  title: onText(title),
  lower: onText((value) => value.toLowerCase()),
  upper: onText((value) => value.toUpperCase()),
  pad: {
    params: ['string', 'int', 'int'],
    call: ([value, before, after]) => string(pad(text(value), number(before), number(after))),
  },
  truncate: { params: ['string', 'int'], call: ([value, limit]) => string(truncate(text(value), number(limit))) },
};

const asIs = (...others: ('string' | 'int')[]): TemplateFunction => ({
  params: ['string', ...others],
  call: ([value]) => value ?? INVALID,
});

/** The same names while a table's header is made: a column's title stays as it is. */
export const HEADER_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  json: asIs(),
  split: asIs('string'),
  join: asIs('string'),
  title: asIs(),
  lower: asIs(),
  upper: asIs(),
  truncate: asIs('int'),
};
