/** str. */
import { integerOf, NotImplemented, PyBoxed, PyBytes, PyDict, PyType, stringOf, strType, typeOf, type Value } from '../objects/core.ts'; // prettier-ignore
import { IndexError, LookupError, isRaised, raise, typeError, valueError, MemoryError } from '../objects/exceptions.ts';
import { compareQuickly } from '../objects/arithmetic.ts';
import { decodeText, encodeText } from '../objects/codecs.ts';
import { formatText } from '../objects/format.ts';
import { PyStaticMethod } from '../objects/function.ts';
import { strIteratorType, WrappedIterator } from '../objects/iterators.ts';
import { hashOfKey, plainEquals, plainHashes } from '../objects/keys.ts';
import { percentFormat } from '../objects/percent.ts';
import { PySlice, sliced } from '../objects/slice.ts';
import { strFormat, strFormatMap } from '../objects/str-format.ts';
import { characterAt, characters, textLength, textRepr } from '../objects/text.ts';
import { fn, methods, work } from '../native/define.ts';
import { plainSlice } from './sequences.ts';
import { installTextMethods } from './text-methods.ts';

const own = (value: Value): string => stringOf(value) ?? '';
const COMPARE = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];
const MOST = 500_000_000;

const every = (pattern: RegExp) => (text: string): boolean => text !== '' && pattern.test(text); // prettier-ignore
const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  isalnum: every(/^[\p{L}\p{N}]+$/u),
  isalpha: every(/^\p{L}+$/u),
  isascii: (text) => /^[\x00-\x7f]*$/.test(text),
  isdecimal: every(/^\p{Nd}+$/u),
  isdigit: every(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨]+$/u),
  isnumeric: every(/^\p{N}+$/u),
  isidentifier: every(/^[\p{ID_Start}_][\p{ID_Continue}]*$/u),
  islower: (text) => /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text),
  isupper: (text) => /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text),
  isprintable: (text) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && !/[^\S ]/.test(text),
  isspace: every(/^[\s\x1c-\x1f\x85]+$/),
  istitle: (text) => /\p{L}/u.test(text) && titled(text) === text && /[\p{Lu}\p{Lt}]/u.test(text),
};

function titled(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('').toLowerCase();
  });
}

export function installStr(): void {
  const str = methods(strType);
  COMPARE.forEach((name, op) => {
    str.fn(`__${name}__(other, /)`, (_vm, a, b) => {
      const other = stringOf(b);
      return other === undefined ? NotImplemented : (compareQuickly(own(a), other, op) ?? NotImplemented);
    });
  });
  str
    .fn('__repr__()', (_vm, self) => textRepr(own(self)))
    .fn('__str__()', (_vm, self) => own(self))
    .fn('__hash__()', (_vm, self) => hashOfKey(own(self), own(self)))
    .fn('__len__()', (_vm, self) => textLength(own(self)))
    .fn('__format__(spec, /)', (_vm, self, spec) => formatText(own(self), own(spec)))
    .fn('__iter__()', (_vm, self) => new WrappedIterator(own(self)[Symbol.iterator](), strIteratorType))
    .fn('__contains__(value, /)', (_vm, self, value) => {
      const text = stringOf(value);
      if (text === undefined) throw typeError(`'in <string>' requires string as left operand, not ${typeOf(value).name}`);
      return own(self).includes(text);
    })
    .work('__getitem__(index, /)', function* (vm, self, index) {
      const text = own(self);
      if (index instanceof PySlice) return sliced(characters(text), yield* plainSlice(vm, index)).join('');
      if (integerOf(index) === undefined && typeOf(index).lookup('__index__') === undefined) {
        throw typeError(`string indices must be integers, not '${typeOf(index).name}'`);
      }
      const character = characterAt(text, Number(yield* vm.index(index)));
      if (character === undefined) throw raise(IndexError, 'string index out of range');
      return character;
    })
    .fn('__add__(other, /)', (_vm, a, b) => {
      const other = stringOf(b);
      return other === undefined ? NotImplemented : own(a) + other;
    })
    .fn('__mul__(times, /)', (_vm, self, times) => repeat(self, times))
    .fn('__rmul__(times, /)', (_vm, self, times) => repeat(self, times))
    .work('__mod__(values, /)', function* (vm, self, values) {
      return yield* percentFormat(vm, own(self), values);
    })
    .rawWork('format', function* (vm, [self = null, ...args], keywords) {
      return yield* strFormat(vm, own(self), args, keywords);
    })
    .work('format_map(mapping, /)', function* (vm, self, mapping) {
      return yield* strFormatMap(vm, own(self), mapping);
    })
    .work('join(iterable, /)', function* (vm, self, iterable) {
      if (!vm.isIterable(iterable)) throw typeError('can only join an iterable');
      const items = yield* vm.list(iterable);
      let out = '';
      items.forEach((item, index) => {
        const text = stringOf(item);
        if (text === undefined) throw typeError(`sequence item ${index}: expected str instance, ${typeOf(item).name} found`);
        out += index === 0 ? text : own(self) + text;
      });
      return out;
    })
    .fn("encode(encoding='utf-8', errors='strict')", (_vm, self, encoding = 'utf-8', errors = 'strict') => encodeText(own(self), own(encoding), own(errors)))
    .fn('upper()', (_vm, self) => own(self).toUpperCase())
    .fn('lower()', (_vm, self) => own(self).toLowerCase())
    .fn('casefold()', (_vm, self) => own(self).toLowerCase().replaceAll('ß', 'ss'))
    .fn('title()', (_vm, self) => titled(own(self)))
    .fn('capitalize()', (_vm, self) => {
      const [first = '', ...rest] = own(self);
      return first.toUpperCase() + rest.join('').toLowerCase();
    })
    .fn('swapcase()', (_vm, self) => [...own(self)].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''))
    .work('translate(table, /)', function* (vm, self, table) {
      let out = '';
      for (const c of own(self)) {
        try {
          const to = yield* vm.getItem(table, c.codePointAt(0) ?? 0);
          if (to !== null) out += typeof to === 'number' ? String.fromCodePoint(to) : own(to);
        } catch (error) {
          if (!isRaised(error, LookupError)) throw error;
          out += c;
        }
      }
      return out;
    });
  for (const [name, test] of Object.entries(TESTS)) str.fn(`${name}()`, (_vm, self) => test(own(self)));
  installTextMethods(str, { text: stringOf, make: (text) => text, blank: /[\s\x1c-\x1f\x85]/, wanted: 'must be str' });
  strType.ns.set('maketrans', new PyStaticMethod(fn('maketrans(x, y=None, z=None, /)', (_vm, x, y = null, z = null) => makeTranslation(x, y, z))));
  strType.ns.set('__new__', work('__new__(cls, object=..., encoding=None, errors=None)', function* (vm, cls, object, encoding = null, errors = null) {
    let text = '';
    if (object !== undefined) {
      if (encoding === null && errors === null) text = yield* vm.str(object);
      else {
        if (!(object instanceof PyBytes)) throw typeError(`decoding to str: need a bytes-like object, ${typeOf(object).name} found`);
        text = decodeText(object.bytes, encoding === null ? 'utf-8' : own(encoding), errors === null ? 'strict' : own(errors));
      }
    }
    return cls === strType || !(cls instanceof PyType) ? text : new PyBoxed(cls, text);
  }));
  const [hash, eq] = [strType.ns.get('__hash__'), strType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
} // prettier-ignore

function repeat(self: Value, times: Value): Value {
  const count = integerOf(times);
  if (count === undefined) return NotImplemented;
  const text = own(self);
  if (text.length * Number(count) > MOST) throw raise(MemoryError);
  return count <= 0 ? '' : text.repeat(Number(count));
}

function makeTranslation(x: Value, y: Value, z: Value): Value {
  const table = new PyDict();
  if (x instanceof PyDict) {
    for (const [key, value] of x.entries()) {
      const code = typeof key === 'string' ? (key.codePointAt(0) ?? 0) : key;
      if (typeof code === 'number') table.map.set(code, value);
    }
    return table;
  }
  const [from, to] = [characters(own(x)), characters(own(y))];
  if (from.length !== to.length) throw valueError('the first two maketrans arguments must have equal length');
  from.forEach((c, i) => table.map.set(c.codePointAt(0) ?? 0, (to[i] ?? '').codePointAt(0) ?? 0));
  for (const c of own(z)) table.map.set(c.codePointAt(0) ?? 0, null);
  return table;
}
