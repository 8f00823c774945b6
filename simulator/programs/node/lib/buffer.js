/** The module `buffer`: bytes, and the ways to write them as text. */
const { coded, invalidArgType, outOfRange } = require('internal/errors');
const { inspect } = require('internal/inspect');

const ENCODINGS = new Map([
  ['utf8', 'utf8'], ['utf-8', 'utf8'], ['hex', 'hex'], ['base64', 'base64'], ['base64url', 'base64url'],
  ['latin1', 'latin1'], ['binary', 'latin1'], ['ascii', 'ascii'], ['ucs2', 'utf16le'], ['ucs-2', 'utf16le'],
  ['utf16le', 'utf16le'], ['utf-16le', 'utf16le'],
]); // prettier-ignore

function encodingOf(name) {
  if (name === undefined || name === null || name === '') return 'utf8';
  const found = ENCODINGS.get(String(name).toLowerCase());
  if (found === undefined) throw coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${name}`);
  return found;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGITS = new Map([...ALPHABET].map((letter, index) => [letter.charCodeAt(0), index]));
DIGITS.set(45, 62).set(95, 63);

function utf8Encode(text) {
  // Long texts are encoded outside; a zero would end the text on the way.
  if (text.length > 64 && !text.includes('\0')) return new Uint8Array(sysBytes('utf8Encode', text));
  const out = [];
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c < 0x80) out.push(c);
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63));
    else {
      if (c >= 0xd800 && c <= 0xdfff) {
        const next = text.charCodeAt(i + 1);
        if (c < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
          c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
          i += 1;
          out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
          continue;
        }
        c = 0xfffd;
      }
      out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
    }
  }
  return Uint8Array.from(out);
}

let sysBytes = () => new ArrayBuffer(0);
let sysText = () => '';

function exact(view) {
  return view.byteOffset === 0 && view.byteLength === view.buffer.byteLength
    ? view.buffer
    : view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
}

function utf8Decode(view) {
  if (view.length <= 32) {
    let text = '';
    let i = 0;
    for (; i < view.length && view[i] < 0x80; i++) text += String.fromCharCode(view[i]);
    if (i === view.length) return text;
  }
  return sysText('utf8Decode', exact(view));
}

function latin1(view, mask) {
  let text = '';
  for (let i = 0; i < view.length; i += 4096) {
    const part = view.subarray(i, i + 4096);
    text += String.fromCharCode.apply(null, mask === 0xff ? part : part.map((byte) => byte & mask));
  }
  return text;
}

function toText(view, encoding) {
  switch (encoding) {
    case 'utf8':
      return utf8Decode(view);
    case 'latin1':
      return latin1(view, 0xff);
    case 'ascii':
      return latin1(view, 0x7f);
    case 'hex': {
      let text = '';
      for (const byte of view) text += (byte < 16 ? '0' : '') + byte.toString(16);
      return text;
    }
    case 'utf16le': {
      let text = '';
      for (let i = 0; i + 1 < view.length; i += 2) text += String.fromCharCode(view[i] | (view[i + 1] << 8));
      return text;
    }
    default: {
      let text = '';
      for (let i = 0; i < view.length; i += 3) {
        const [a, b, c] = [view[i], view[i + 1], view[i + 2]];
        text += ALPHABET[a >> 2] + ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)];
        text += b === undefined ? '=' : ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)];
        text += c === undefined ? '=' : ALPHABET[c & 63];
      }
      return encoding === 'base64url' ? text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') : text;
    }
  }
}

function toBytes(text, encoding) {
  switch (encoding) {
    case 'utf8':
      return utf8Encode(text);
    case 'latin1':
    case 'ascii': {
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
      return bytes;
    }
    case 'hex': {
      const bytes = [];
      for (let i = 0; i + 1 < text.length; i += 2) {
        const pair = text.slice(i, i + 2);
        if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
        bytes.push(Number.parseInt(pair, 16));
      }
      return Uint8Array.from(bytes);
    }
    case 'utf16le': {
      const bytes = new Uint8Array(text.length * 2);
      for (let i = 0; i < text.length; i++) {
        bytes[2 * i] = text.charCodeAt(i) & 0xff;
        bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
      }
      return bytes;
    }
    default: {
      const bytes = [];
      let held = 0;
      let bits = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === 61) break;
        const digit = DIGITS.get(code);
        if (digit === undefined) continue;
        held = (held << 6) | digit;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          bytes.push((held >> bits) & 0xff);
        }
      }
      return Uint8Array.from(bytes);
    }
  }
}

class FastBuffer extends Uint8Array {}

function over(view) {
  return new FastBuffer(view.buffer, view.byteOffset, view.byteLength);
}

function Buffer(arg, encodingOrOffset, length) {
  if (typeof arg === 'number') return Buffer.alloc(arg);
  return Buffer.from(arg, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(FastBuffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
Buffer.poolSize = 8192;

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') return over(toBytes(value, encodingOf(encodingOrOffset)));
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return new FastBuffer(value, encodingOrOffset, length);
  if (ArrayBuffer.isView(value)) {
    const copy = new FastBuffer(value.length ?? value.byteLength);
    copy.set(value instanceof DataView ? new Uint8Array(value.buffer) : value);
    return copy;
  }
  if (value !== null && typeof value === 'object') {
    if (value.type === 'Buffer' && Array.isArray(value.data)) return Buffer.from(value.data);
    const primitive = value.valueOf?.();
    if (primitive != null && primitive !== value && (typeof primitive === 'string' || typeof primitive === 'object'))
      return Buffer.from(primitive, encodingOrOffset, length);
    if (typeof value.length === 'number' || Array.isArray(value)) {
      const made = new FastBuffer(value.length);
      for (let i = 0; i < value.length; i++) made[i] = value[i];
      return made;
    }
    if (typeof value[Symbol.toPrimitive] === 'function')
      return Buffer.from(value[Symbol.toPrimitive]('string'), encodingOrOffset);
  }
  throw invalidArgTypeOfFrom(value);
};

function invalidArgTypeOfFrom(value) {
  return coded(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object.${invalidArgType('x', 'string', value).message.replace(/^.*?\. ?(?=Received)/, ' ')}`,
  );
}

const sized = (size) => {
  if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
  if (!(size >= 0 && size <= 2 ** 33)) throw outOfRange('size', '>= 0 && <= 9007199254740991', size);
  return size;
};
Buffer.alloc = (size, fill, encoding) => {
  const made = new FastBuffer(sized(size));
  return fill !== undefined && fill !== 0 && size > 0 ? made.fill(fill, encoding) : made;
};
Buffer.allocUnsafe = (size) => new FastBuffer(sized(size));
Buffer.allocUnsafeSlow = Buffer.allocUnsafe;
Buffer.isBuffer = (value) => value instanceof FastBuffer;
Buffer.isEncoding = (name) => typeof name === 'string' && ENCODINGS.has(name.toLowerCase());
Buffer.byteLength = (value, encoding) => {
  if (typeof value !== 'string') {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], value);
  }
  const kind = encodingOf(encoding);
  if (kind === 'utf8') {
    let ascii = true;
    for (let i = 0; i < value.length && ascii; i++) ascii = value.charCodeAt(i) < 0x80;
    return ascii ? value.length : utf8Encode(value).length;
  }
  return toBytes(value, kind).length;
};
Buffer.concat = (list, total) => {
  if (!Array.isArray(list)) throw invalidArgType('list', 'Array', list);
  const length = total ?? list.reduce((sum, each) => sum + each.length, 0);
  const made = new FastBuffer(length);
  let at = 0;
  for (const each of list) {
    if (!(each instanceof Uint8Array))
      throw invalidArgType(`list[${list.indexOf(each)}]`, ['Buffer', 'Uint8Array'], each);
    if (at + each.length > length) made.set(each.subarray(0, length - at), at);
    else made.set(each, at);
    at += each.length;
    if (at >= length) break;
  }
  return made;
};
Buffer.compare = (a, b) => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return Math.sign(a.length - b.length);
};
Buffer.of = (...bytes) => Buffer.from(bytes);

const methods = {
  toString(encoding, start = 0, end = this.length) {
    const from = Math.max(0, start | 0);
    const to = Math.min(this.length, end === undefined ? this.length : end | 0);
    if (to <= from) return '';
    return toText(from === 0 && to === this.length ? this : this.subarray(from, to), encodingOf(encoding));
  },
  toJSON() {
    return { type: 'Buffer', data: [...this] };
  },
  equals(other) {
    return Buffer.compare(this, other) === 0;
  },
  compare(other, ts = 0, te = other.length, ss = 0, se = this.length) {
    return Buffer.compare(this.subarray(ss, se), other.subarray(ts, te));
  },
  write(text, offset, length, encoding) {
    if (typeof offset === 'string') [encoding, offset, length] = [offset, 0, undefined];
    else if (typeof length === 'string') [encoding, length] = [length, undefined];
    const at = offset ?? 0;
    const bytes = toBytes(text, encodingOf(encoding));
    const count = Math.min(bytes.length, this.length - at, length ?? Infinity);
    this.set(bytes.subarray(0, count), at);
    return count;
  },
  slice(start, end) {
    return this.subarray(start, end);
  },
  subarray(start, end) {
    const view = Uint8Array.prototype.subarray.call(this, start, end);
    return view instanceof FastBuffer ? view : over(view);
  },
  copy(target, at = 0, start = 0, end = this.length) {
    const part = Uint8Array.prototype.subarray.call(this, start, Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  },
  fill(value, offset, end, encoding) {
    if (typeof offset === 'string') [encoding, offset] = [offset, undefined];
    if (typeof value === 'number') return Uint8Array.prototype.fill.call(this, value, offset, end);
    const bytes = typeof value === 'string' ? toBytes(value, encodingOf(encoding)) : value;
    for (let i = offset ?? 0, j = 0; i < (end ?? this.length); i++, j++)
      this[i] = bytes.length === 0 ? 0 : bytes[j % bytes.length];
    return this;
  },
  indexOf(value, from = 0, encoding) {
    return search(this, value, from, encoding, 1);
  },
  lastIndexOf(value, from = this.length, encoding) {
    return search(this, value, from, encoding, -1);
  },
  includes(value, from, encoding) {
    return this.indexOf(value, from, encoding) >= 0;
  },
  swap16() {
    for (let i = 0; i + 1 < this.length; i += 2) [this[i], this[i + 1]] = [this[i + 1], this[i]];
    return this;
  },
  [inspect.custom](_depth, ctx) {
    const max = 50;
    let text = toText(Uint8Array.prototype.subarray.call(this, 0, max), 'hex').replace(/(..)(?=.)/g, '$1 ');
    const left = this.length - max;
    if (left > 0) text += ` ... ${left} more byte${left > 1 ? 's' : ''}`;
    void ctx;
    return `<Buffer${text === '' ? '' : ' '}${text}>`;
  },
};
for (const key of Reflect.ownKeys(methods))
  Object.defineProperty(FastBuffer.prototype, key, { value: methods[key], writable: true, configurable: true });
Object.defineProperty(FastBuffer.prototype, 'toLocaleString', {
  value: methods.toString,
  writable: true,
  configurable: true,
});
Object.defineProperty(FastBuffer.prototype, 'parent', {
  get() {
    return this.buffer;
  },
  configurable: true,
});
Object.defineProperty(FastBuffer.prototype, 'offset', {
  get() {
    return this.byteOffset;
  },
  configurable: true,
});

function search(view, value, from, encoding, step) {
  const needle =
    typeof value === 'number'
      ? [value & 0xff]
      : typeof value === 'string'
        ? toBytes(value, encodingOf(encoding))
        : value;
  let at = from < 0 ? view.length + from : from;
  if (step < 0) at = Math.min(at, view.length - needle.length);
  for (; at >= 0 && at + needle.length <= view.length; at += step) {
    let i = 0;
    while (i < needle.length && view[at + i] === needle[i]) i += 1;
    if (i === needle.length) return at;
  }
  return -1;
}

for (const [kind, size, ...names] of [
  ['Uint8', 1, 'UInt8', 'Uint8'],
  ['Int8', 1, 'Int8'],
  ['Uint16', 2, 'UInt16', 'Uint16'],
  ['Int16', 2, 'Int16'],
  ['Uint32', 4, 'UInt32', 'Uint32'],
  ['Int32', 4, 'Int32'],
  ['Float32', 4, 'Float'],
  ['Float64', 8, 'Double'],
  ['BigUint64', 8, 'BigUInt64', 'BigUint64'],
  ['BigInt64', 8, 'BigInt64'],
]) {
  // prettier-ignore
  for (const name of names) {
    for (const end of size === 1 ? [''] : ['LE', 'BE']) {
      const little = end === 'LE';
      const bound = (buffer, offset) => {
        if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
        if (!(offset >= 0 && offset + size <= buffer.length)) {
          if (buffer.length - size < 0) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
          throw outOfRange('offset', `>= 0 and <= ${buffer.length - size}`, offset);
        }
        return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
      };
      Object.defineProperty(FastBuffer.prototype, `read${name}${end}`, {
        value(offset = 0) {
          return bound(this, offset)[`get${kind}`](offset, little);
        },
        writable: true,
        configurable: true,
      });
      Object.defineProperty(FastBuffer.prototype, `write${name}${end}`, {
        value(value, offset = 0) {
          bound(this, offset)[`set${kind}`](offset, value, little);
          return offset + size;
        },
        writable: true,
        configurable: true,
      });
    }
  }
}
for (const signed of ['', 'U']) {
  for (const end of ['LE', 'BE']) {
    for (const name of signed ? ['UInt', 'Uint'] : ['Int']) {
      Object.defineProperty(FastBuffer.prototype, `read${name}${end}`, {
        value(offset, length) {
          let value = 0;
          for (let i = 0; i < length; i++)
            value = value * 256 + this[end === 'BE' ? offset + i : offset + length - 1 - i];
          return !signed && value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
        },
        writable: true,
        configurable: true,
      });
      Object.defineProperty(FastBuffer.prototype, `write${name}${end}`, {
        value(value, offset, length) {
          let left = value < 0 ? value + 2 ** (8 * length) : value;
          for (let i = 0; i < length; i++) {
            this[end === 'LE' ? offset + i : offset + length - 1 - i] = left & 0xff;
            left = Math.floor(left / 256);
          }
          return offset + length;
        },
        writable: true,
        configurable: true,
      });
    }
  }
}

function atob(text) {
  return toText(toBytes(String(text), 'base64'), 'latin1');
}
function btoa(text) {
  for (const ch of String(text))
    if (ch.charCodeAt(0) > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
  return toText(toBytes(String(text), 'latin1'), 'base64');
}

class Blob {
  #bytes;
  constructor(parts = [], options = {}) {
    this.#bytes = Buffer.concat(parts.map((part) => (part instanceof Blob ? part.#bytes : Buffer.from(part))));
    this.type = options.type ?? '';
  }
  get size() {
    return this.#bytes.length;
  }
  async text() {
    return this.#bytes.toString();
  }
  async arrayBuffer() {
    return exact(this.#bytes);
  }
}

module.exports = {
  Buffer,
  SlowBuffer: Buffer,
  Blob,
  kMaxLength: 4294967296,
  kStringMaxLength: 536870888,
  constants: { MAX_LENGTH: 4294967296, MAX_STRING_LENGTH: 536870888 },
  INSPECT_MAX_BYTES: 50,
  atob,
  btoa,
  isUtf8: () => true,
  isAscii: (view) => view.every((byte) => byte < 0x80),
};
/** Not for programs. */
Object.defineProperty(module.exports, Symbol.for('drydock.internal'), {
  value: {
    exact,
    utf8Encode,
    utf8Decode,
    connect(bytes, text) {
      sysBytes = bytes;
      sysText = text;
    },
  },
});
