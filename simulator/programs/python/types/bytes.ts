/** bytes and bytearray. */
import { bytearrayType, bytesType, integerOf, NotImplemented, objectType, PyBytes, PyType, stringOf, typeOf, type Value, type Work } from '../objects/core.ts'; // prettier-ignore
import { decodeText, encodeBytes } from '../objects/codecs.ts';
import { IndexError, raise, typeError, valueError } from '../objects/exceptions.ts';
import { attribute, PyClassMethod } from '../objects/function.ts';
import { bytesIteratorType, WrappedIterator } from '../objects/iterators.ts';
import { hashOfKey, plainEquals, plainHashes, plainKey } from '../objects/keys.ts';
import { percentFormat } from '../objects/percent.ts';
import { indicesOf, PySlice, sliced } from '../objects/slice.ts';
import { bytesRepr } from '../objects/text.ts';
import { fn, methods, work, type Methods } from '../native/define.ts';
import type { Vm } from '../vm/vm.ts';
import { indexIn, plainSlice, repeated } from './sequences.ts';
import { installTextMethods } from './text-methods.ts';

const COMPARE = ['lt', 'le', 'eq', 'ne', 'gt', 'ge'];
const own = (value: Value): Uint8Array => (value instanceof PyBytes ? value.bytes : new Uint8Array());

export function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function fromLatin(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0) & 255);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function byteOf(value: Value): number {
  const byte = integerOf(value);
  if (byte === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  if (byte < 0 || byte > 255) throw valueError('bytes must be in range(0, 256)');
  return Number(byte);
}

function shared(on: Methods, cls: PyType): void {
  const like = (bytes: Uint8Array): PyBytes => new PyBytes(bytes, cls);
  COMPARE.forEach((name, op) => {
    on.fn(`__${name}__(other, /)`, (_vm, a, b) => {
      if (!(b instanceof PyBytes)) return NotImplemented;
      const order = compareBytes(own(a), b.bytes);
      return [order < 0, order <= 0, order === 0, order !== 0, order > 0, order >= 0][op] ?? false;
    });
  });
  on.fn('__len__()', (_vm, self) => own(self).length)
    .fn('__bytes__()', (_vm, self) => new PyBytes(own(self).slice()))
    .fn('__iter__()', (_vm, self) => new WrappedIterator(own(self).values(), bytesIteratorType))
    .work('__getitem__(index, /)', function* (vm, self, index) {
      const bytes = own(self);
      if (index instanceof PySlice) return like(Uint8Array.from(sliced([...bytes], yield* plainSlice(vm, index))));
      const integer = integerOf(index);
      if (integer === undefined && typeOf(index).lookup('__index__') === undefined) throw typeError(`byte indices must be integers or slices, not ${typeOf(index).name}`);
      const at = Number(integer ?? (yield* vm.index(index)));
      const byte = bytes[at < 0 ? at + bytes.length : at];
      if (byte === undefined) throw raise(IndexError, cls === bytesType ? 'index out of range' : 'bytearray index out of range');
      return byte;
    })
    .fn('__contains__(value, /)', (_vm, self, value) => {
      if (value instanceof PyBytes) return latin(own(self)).includes(latin(value.bytes));
      if (integerOf(value) === undefined) throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
      return own(self).includes(byteOf(value));
    })
    .fn('__add__(other, /)', (_vm, a, b) => (b instanceof PyBytes ? like(Uint8Array.from([...own(a), ...b.bytes])) : NotImplemented))
    .fn('__mul__(times, /)', (_vm, self, times) => { const n = integerOf(times); return n === undefined ? NotImplemented : like(Uint8Array.from(repeated([...own(self)], n))); })
    .fn('__rmul__(times, /)', (_vm, self, times) => { const n = integerOf(times); return n === undefined ? NotImplemented : like(Uint8Array.from(repeated([...own(self)], n))); })
    .work('__mod__(values, /)', function* (vm, self, values) {
      return like(fromLatin((yield* percentFormat(vm, latin(own(self)), values)).replace(/^b'(.*)'$/s, '$1')));
    })
    .fn("decode(encoding='utf-8', errors='strict')", (_vm, self, encoding = 'utf-8', errors = 'strict') => decodeText(own(self), stringOf(encoding) ?? '', stringOf(errors) ?? ''))
    .fn("hex(sep='', bytes_per_sep=1)", (_vm, self, sep = '', each = 1) => {
      const parts = [...own(self)].map((byte) => byte.toString(16).padStart(2, '0'));
      const by = stringOf(sep) ?? latin(own(sep));
      const size = Number(integerOf(each) ?? 1);
      if (by === '' || size === 0) return parts.join('');
      let out = '';
      parts.forEach((part, i) => {
        const boundary = size > 0 ? (parts.length - i) % size === 0 : i % -size === 0;
        out += (i > 0 && boundary ? by : '') + part;
      });
      return out;
    })
    .work('join(iterable, /)', function* (vm, self, iterable) {
      const parts: number[] = [];
      let index = 0;
      for (const item of yield* vm.list(iterable)) {
        if (!(item instanceof PyBytes)) throw typeError(`sequence item ${index}: expected a bytes-like object, ${typeOf(item).name} found`);
        if (index++ > 0) for (const byte of own(self)) parts.push(byte);
        for (const byte of item.bytes) parts.push(byte);
      }
      return like(Uint8Array.from(parts));
    })
    .fn('upper()', (_vm, self) => like(fromLatin(latin(own(self)).replace(/[a-z]+/g, (it) => it.toUpperCase()))))
    .fn('lower()', (_vm, self) => like(fromLatin(latin(own(self)).replace(/[A-Z]+/g, (it) => it.toLowerCase()))))
    .fn('title()', (_vm, self) => like(fromLatin(latin(own(self)).replace(/[A-Za-z]+/g, (it) => it.charAt(0).toUpperCase() + it.slice(1).toLowerCase()))))
    .fn('capitalize()', (_vm, self) => like(fromLatin(latin(own(self)).replace(/^[^]*$/, (it) => it.charAt(0).toUpperCase() + it.slice(1).toLowerCase()))))
    .fn('isdigit()', (_vm, self) => /^\d+$/.test(latin(own(self))))
    .fn('isalpha()', (_vm, self) => /^[A-Za-z]+$/.test(latin(own(self))))
    .fn('isalnum()', (_vm, self) => /^[A-Za-z\d]+$/.test(latin(own(self))))
    .fn('isspace()', (_vm, self) => /^[ \t\n\r\v\f]+$/.test(latin(own(self))))
    .fn('isascii()', (_vm, self) => own(self).every((byte) => byte < 128))
    .fn('islower()', (_vm, self) => /[a-z]/.test(latin(own(self))) && !/[A-Z]/.test(latin(own(self))))
    .fn('isupper()', (_vm, self) => /[A-Z]/.test(latin(own(self))) && !/[a-z]/.test(latin(own(self))))
    .fn("translate(table, /, delete=...)", (_vm, self, table, gone) => {
      const drop = new Set(gone === undefined ? [] : own(gone));
      const map = own(table);
      return like(Uint8Array.from([...own(self)].filter((byte) => !drop.has(byte)).map((byte) => (table === null ? byte : (map[byte] ?? byte)))));
    });
  installTextMethods(on, {
    text: (value) => (value instanceof PyBytes ? latin(value.bytes) : undefined),
    make: (text) => like(fromLatin(text)),
    blank: /[ \t\n\r\v\f]/,
    wanted: 'a bytes-like object is required',
  });
  cls.ns.set('fromhex', new PyClassMethod(fn('fromhex(type, string, /)', (_vm, _type, string) => {
    const text = (stringOf(string) ?? '').replace(/\s+/g, '');
    const bad = /[^\da-f]/i.exec(text);
    if (bad !== null || text.length % 2 !== 0) throw valueError(`non-hexadecimal number found in fromhex() arg at position ${bad?.index ?? text.length}`);
    return like(Uint8Array.from(text.match(/../g) ?? [], (it) => parseInt(it, 16)));
  })));
  cls.ns.set('maketrans', fn('maketrans(frm, to, /)', (_vm, from, to) => {
    const table = Uint8Array.from({ length: 256 }, (_, i) => i);
    own(from).forEach((byte, i) => (table[byte] = own(to)[i] ?? byte));
    return new PyBytes(table);
  }));
} // prettier-ignore

/** The bytes that bytes() makes of something. */
export function* bytesFrom(vm: Vm, source: Value | undefined, encoding: Value, errors: Value): Work<Uint8Array> {
  if (source === undefined) return new Uint8Array();
  const text = stringOf(source);
  if (text !== undefined) {
    if (encoding === null) throw typeError('string argument without an encoding');
    return encodeBytes(
      text,
      stringOf(encoding) ?? 'utf-8',
      errors === null ? 'strict' : (stringOf(errors) ?? 'strict'),
    );
  }
  if (source instanceof PyBytes) return source.bytes.slice();
  const size = integerOf(source);
  if (size !== undefined) {
    if (size < 0) throw valueError('negative count');
    if (size > 500_000_000) throw valueError('count is too large');
    return new Uint8Array(Number(size));
  }
  if (typeOf(source).lookup('__bytes__') !== undefined) return own(yield* vm.callMethod(source, '__bytes__', []));
  if (!vm.isIterable(source)) throw typeError(`cannot convert '${typeOf(source).name}' object to bytes`);
  return Uint8Array.from((yield* vm.list(source)).map(byteOf));
}

export const memoryviewType = new PyType('memoryview', [objectType]);

/** A memoryview shares the bytes of what it is made of; parts of it are copies. */
function installMemoryview(): void {
  const view = methods(memoryviewType);
  shared(view, memoryviewType);
  memoryviewType.ns.set('__hash__', null);
  memoryviewType.ns.set(
    '__new__',
    fn('__new__(cls, object)', (_vm, _cls, object) => {
      if (!(object instanceof PyBytes))
        throw typeError(`memoryview: a bytes-like object is required, not '${typeOf(object).name}'`);
      return new PyBytes(object.bytes, memoryviewType);
    }),
  );
  view
    .fn('tobytes()', (_vm, self) => new PyBytes(own(self).slice()))
    .fn('release()', () => null)
    .fn('__enter__()', (_vm, self) => self)
    .fn('cast(format)', (_vm, self) => self)
    .fn('__repr__()', () => '<memory at 0x7f3a4c0d5000>');
  view.raw('__exit__', () => null);
  attribute(memoryviewType, 'nbytes', (_vm, self) => own(self).length);
  attribute(memoryviewType, 'itemsize', () => 1);
}

export function installBytes(): void {
  installMemoryview();
  const bytes = methods(bytesType);
  shared(bytes, bytesType);
  bytes
    .fn('__repr__()', (_vm, self) => bytesRepr(own(self)))
    .fn('__str__()', (_vm, self) => bytesRepr(own(self)))
    .fn('__hash__()', (_vm, self) => hashOfKey(plainKey(new PyBytes(own(self))) ?? null, self));
  bytesType.ns.set('__new__', work('__new__(cls, source=..., encoding=None, errors=None)', function* (vm, cls, source, encoding = null, errors = null) {
    return new PyBytes(yield* bytesFrom(vm, source, encoding, errors), cls instanceof PyType ? cls : bytesType);
  }));
  const [hash, eq] = [bytesType.ns.get('__hash__'), bytesType.ns.get('__eq__')];
  if (hash !== undefined) plainHashes.add(hash);
  if (eq !== undefined) plainEquals.add(eq);
  const array = methods(bytearrayType);
  shared(array, bytearrayType);
  bytearrayType.ns.set('__hash__', null);
  bytearrayType.ns.set('__new__', work('__new__(cls, source=..., encoding=None, errors=None)', function* (vm, cls, source, encoding = null, errors = null) {
    return new PyBytes(yield* bytesFrom(vm, source, encoding, errors), cls instanceof PyType ? cls : bytearrayType);
  }));
  const change = (self: Value, bytes: Uint8Array): null => {
    if (self instanceof PyBytes) self.bytes = bytes;
    return null;
  };
  array
    .fn('__repr__()', (_vm, self) => `bytearray(${bytesRepr(own(self))})`)
    .fn('__str__()', (_vm, self) => `bytearray(${bytesRepr(own(self))})`)
    .fn('append(item, /)', (_vm, self, item) => change(self, Uint8Array.from([...own(self), byteOf(item)])))
    .work('extend(iterable, /)', function* (vm, self, iterable) {
      const more = iterable instanceof PyBytes ? iterable.bytes : Uint8Array.from((yield* vm.list(iterable)).map(byteOf));
      return change(self, Uint8Array.from([...own(self), ...more]));
    })
    .fn('__iadd__(other, /)', (_vm, self, other) => {
      if (!(other instanceof PyBytes)) throw typeError(`can't concat ${typeOf(other).name} to bytearray`);
      const joined = new Uint8Array(own(self).length + other.bytes.length);
      joined.set(own(self));
      joined.set(other.bytes, own(self).length);
      change(self, joined);
      return self;
    })
    .fn('clear()', (_vm, self) => change(self, new Uint8Array()))
    .fn('copy()', (_vm, self) => new PyBytes(own(self).slice(), bytearrayType))
    .fn('reverse()', (_vm, self) => change(self, own(self).slice().reverse()))
    .work('pop(index=-1, /)', function* (vm, self, index = -1) {
      const bytes = own(self);
      if (bytes.length === 0) throw raise(IndexError, 'pop from empty bytearray');
      const at = yield* indexIn(vm, index, bytes.length, 'pop');
      const byte = bytes[at] ?? 0;
      change(self, Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]));
      return byte;
    })
    .fn('insert(index, item, /)', (_vm, self, index, item) => {
      const list = [...own(self)];
      list.splice(Number(integerOf(index) ?? 0), 0, byteOf(item));
      return change(self, Uint8Array.from(list));
    })
    .work('__setitem__(index, value, /)', function* (vm, self, index, value) {
      const bytes = own(self);
      if (index instanceof PySlice) {
        const { start, stop } = indicesOf(yield* plainSlice(vm, index), bytes.length);
        const given = yield* bytesFrom(vm, value, null, null);
        return change(self, Uint8Array.from([...bytes.subarray(0, start), ...given, ...bytes.subarray(Math.max(start, stop))]));
      }
      bytes[yield* indexIn(vm, index, bytes.length, 'bytearray')] = byteOf(value);
      return null;
    })
    .work('__delitem__(index, /)', function* (vm, self, index) {
      const bytes = own(self);
      if (index instanceof PySlice) {
        const { start, step, count } = indicesOf(yield* plainSlice(vm, index), bytes.length);
        const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
        return change(self, bytes.filter((_, i) => !gone.has(i)));
      }
      const at = yield* indexIn(vm, index, bytes.length, 'bytearray');
      return change(self, bytes.filter((_, i) => i !== at));
    });
} // prettier-ignore
