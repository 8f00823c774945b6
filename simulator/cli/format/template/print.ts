/** Go's fmt for template values: what `{{.X}}` writes, and the verbs of `printf`. */
import { formatExponent, formatFixed, formatGeneral, formatShortest } from '../../go/float.ts';
import { quote, quoteRune } from '../../go/strconv.ts';
import { indirect, sortedKeys, typeName, unwrap, type Value } from './value.ts';

/** What fmt shows for a pointer inside a value. Real addresses differ with every run, so any will do. */
const ADDRESS = '0xc000012345';

/** %v, with field names for `plus` (%+v). Pointers are followed only at the top. */
function plain(value: Value, plus: boolean, depth: number): string {
  switch (value.kind) {
    case 'invalid':
      return '<nil>';
    case 'bool':
      return String(value.value);
    case 'int':
    case 'uint':
      return value.text ?? String(BigInt(value.value));
    case 'float':
      return value.text ?? formatShortest(value.value);
    case 'string':
      return value.value;
    case 'slice':
    case 'array':
      return `[${(value.items ?? []).map((item) => plain(item, plus, depth + 1)).join(' ')}]`;
    case 'map': {
      const entries = value.entries ?? new Map<string, Value>();
      const pairs = sortedKeys(entries).map(
        (key) => `${key}:${plain(entries.get(key) ?? value.zero, plus, depth + 1)}`,
      );
      return `map[${pairs.join(' ')}]`;
    }
    case 'struct': {
      if (value.text !== undefined) return value.text;
      const named = value.fields.map((field) => (plus ? `${field.name}:` : '') + plain(field.value, plus, depth + 1));
      return `{${named.join(' ')}}`;
    }
    case 'interface':
      return value.elem === null ? '<nil>' : plain(value.elem, plus, depth);
    case 'pointer':
      return pointer(value, plus, depth);
  }
}

function pointer(value: Value & { kind: 'pointer' }, plus: boolean, depth: number): string {
  const { elem, text } = value;
  if (text !== undefined) return text;
  if (elem === null) return '<nil>';
  const composite = elem.kind === 'struct' || elem.kind === 'map' || elem.kind === 'slice' || elem.kind === 'array';
  return depth === 0 && composite ? `&${plain(elem, plus, depth + 1)}` : ADDRESS;
}

/** What an action prints: pointers followed, `<no value>` where there is none. */
export function printed(value: Value): string {
  const shown = value.kind === 'pointer' ? indirect(value).value : value;
  return shown.kind === 'invalid' ? '<no value>' : plain(shown, false, 0);
}

/** fmt.Sprint: no spaces but between two operands that are no strings. */
export function sprint(args: readonly Value[]): string {
  let out = '';
  args.forEach((arg, at) => {
    const before = args[at - 1];
    if (before && unwrap(before).kind !== 'string' && unwrap(arg).kind !== 'string') out += ' ';
    out += plain(unwrap(arg), false, 0);
  });
  return out;
}

/** fmt.Sprintln. */
export const sprintln = (args: readonly Value[]): string =>
  `${args.map((arg) => plain(unwrap(arg), false, 0)).join(' ')}\n`;

interface Directive {
  verb: string;
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  width: number | undefined;
  precision: number | undefined;
}

const DIRECTIVE = /%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d*))?(?:\[(\d+)\])?([^\n]?)/gsu;

function padded(text: string, to: Directive): string {
  const missing = (to.width ?? 0) - Array.from(text).length;
  if (missing <= 0) return text;
  if (to.minus) return text + ' '.repeat(missing);
  if (!to.zero) return ' '.repeat(missing) + text;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

/** `%!d(string=x)`: a verb that the operand's type does not have. */
function badVerb(verb: string, value: Value): string {
  if (value.kind === 'invalid') return `%!${verb}(<nil>)`;
  return `%!${verb}(${typeName(value)}=${plain(value, false, 0)})`;
}

const signed = (text: string, to: Directive): string =>
  text.startsWith('-') ? text : (to.plus ? '+' : to.space ? ' ' : '') + text;

function integer(value: number, to: Directive): string | undefined {
  const radix = { d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 }[to.verb];
  if (to.verb === 'c') return String.fromCodePoint(value);
  if (to.verb === 'q') return quoteRune(String.fromCodePoint(value));
  if (to.verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  if (radix === undefined) return undefined;
  let digits = BigInt(Math.abs(value)).toString(radix);
  if (to.precision !== undefined) digits = digits.padStart(to.precision, '0');
  if (to.sharp) digits = ({ b: '0b', o: '0', x: '0x', X: '0X' }[to.verb] ?? '') + digits;
  if (to.verb === 'O') digits = `0o${digits}`;
  const text = signed((value < 0 ? '-' : '') + digits, to);
  return to.verb === 'X' ? text.toUpperCase() : text;
}

function floating(value: number, to: Directive): string | undefined {
  const precision = to.precision ?? 6;
  switch (to.verb) {
    case 'e':
      return signed(formatExponent(value, precision), to);
    case 'E':
      return signed(formatExponent(value, precision).toUpperCase(), to);
    case 'f':
    case 'F':
      return signed(formatFixed(value, precision), to);
    case 'g':
    case 'G': {
      const text = to.precision === undefined ? formatShortest(value) : formatGeneral(value, to.precision);
      return signed(to.verb === 'G' ? text.toUpperCase() : text, to);
    }
    default:
      return undefined;
  }
}

const hexBytes = (text: string, upper: boolean): string => {
  const hex = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return upper ? hex.toUpperCase() : hex;
};

function textual(value: string, to: Directive): string | undefined {
  const cut = to.precision === undefined ? value : Array.from(value).slice(0, to.precision).join('');
  switch (to.verb) {
    case 's':
      return cut;
    case 'q':
      return to.sharp && !cut.includes('`') ? `\`${cut}\`` : quote(cut);
    case 'x':
    case 'X':
      return hexBytes(cut, to.verb === 'X');
    default:
      return undefined;
  }
}

/** %#v, as far as basic values have one. */
function goSyntax(value: Value): string {
  switch (value.kind) {
    case 'string':
      return quote(value.value);
    case 'slice':
    case 'array':
      return value.items === null
        ? `${value.type}(nil)`
        : `${value.type}{${value.items.map((item) => goSyntax(unwrap(item))).join(', ')}}`;
    case 'map': {
      const entries = value.entries ?? new Map<string, Value>();
      const pairs = sortedKeys(entries).map(
        (key) => `${quote(key)}:${goSyntax(unwrap(entries.get(key) ?? value.zero))}`,
      );
      return value.entries === null ? `${value.type}(nil)` : `${value.type}{${pairs.join(', ')}}`;
    }
    case 'struct':
      return `${value.type}{${value.fields.map((field) => `${field.name}:${goSyntax(field.value)}`).join(', ')}}`;
    case 'uint':
      return `0x${value.value.toString(16)}`;
    default:
      return plain(value, false, 0);
  }
}

/** Each element of a composite value under the verb, as fmt prints them. */
function composite(value: Value, to: Directive): string {
  switch (value.kind) {
    case 'slice':
    case 'array':
      return `[${(value.items ?? []).map((item) => verbText(unwrap(item), to)).join(' ')}]`;
    case 'map': {
      const entries = value.entries ?? new Map<string, Value>();
      const key = (name: string): string => verbText({ kind: 'string', type: 'string', value: name }, to);
      const pairs = sortedKeys(entries).map(
        (name) => `${key(name)}:${verbText(unwrap(entries.get(name) ?? value.zero), to)}`,
      );
      return `map[${pairs.join(' ')}]`;
    }
    case 'struct':
      return `{${value.fields.map((field) => verbText(field.value, to)).join(' ')}}`;
    case 'pointer':
      return value.elem === null ? `%!${to.verb}(${value.type}=<nil>)` : `&${composite(value.elem, to)}`;
    default:
      return badVerb(to.verb, value);
  }
}

/** One operand under one verb. */
function verbText(value: Value, to: Directive): string {
  if (to.verb === 'v') return padded(to.sharp ? goSyntax(value) : plain(value, to.plus, 0), to);
  if (to.verb === 'T') return padded(typeName(value), to);
  let text: string | undefined;
  if (value.kind === 'bool') text = to.verb === 't' ? String(value.value) : undefined;
  else if (value.kind === 'int' || value.kind === 'uint') text = integer(value.value, to);
  else if (value.kind === 'float') text = floating(value.value, to);
  else if (value.kind === 'string') text = textual(value.value, to);
  else if (value.kind === 'struct' && value.text !== undefined) text = textual(value.text, to);
  else if (value.kind !== 'invalid') return composite(value, to);
  return text === undefined ? badVerb(to.verb, value) : padded(text, to);
}

/** fmt.Sprintf. */
export function sprintf(format: string, args: readonly Value[]): string {
  let used = 0;
  let reordered = false;
  const number = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    if (text !== '*') return Number(text === '' ? '0' : text);
    const arg = unwrap(args[used++] ?? { kind: 'invalid' });
    return arg.kind === 'int' ? arg.value : undefined;
  };
  const body = format.replace(
    DIRECTIVE,
    (
      _whole,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      index: string | undefined,
      verb: string,
    ) => {
      const to: Directive = {
        verb,
        minus: flags.includes('-'),
        plus: flags.includes('+'),
        sharp: flags.includes('#'),
        space: flags.includes(' '),
        zero: flags.includes('0') && !flags.includes('-'),
        width: number(width),
        precision: number(precision),
      };
      if (verb === '') return '%!(NOVERB)';
      if (verb === '%') return '%';
      if (index !== undefined) {
        used = Number(index) - 1;
        reordered = true;
      }
      const arg = args[used];
      if (!arg) return index === undefined ? `%!${verb}(MISSING)` : `%!${verb}(BADINDEX)`;
      used++;
      return verbText(unwrap(arg), to);
    },
  );
  if (reordered || used >= args.length) return body;
  const extra = args.slice(used).map((arg) => {
    const inner = unwrap(arg);
    return inner.kind === 'invalid' ? '<nil>' : `${typeName(inner)}=${plain(inner, false, 0)}`;
  });
  return `${body}%!(EXTRA ${extra.join(', ')})`;
}
