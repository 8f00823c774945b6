/** _io: open() and the kinds of files. */
import {
  integerOf,
  PyBytes,
  PyList,
  PyObject,
  PyType,
  stringOf,
  typeOf,
  type Value,
  type Work,
} from '../objects/core.ts';
import type { OpenFlags } from '../../../kernel/abi.ts';
import { concat } from '../../../kernel/bytes.ts';
import { codecName } from '../objects/codecs.ts';
import { exceptionTypes, raise, Raised, StopIteration, typeError, valueError } from '../objects/exceptions.ts';
import { attribute } from '../objects/function.ts';
import { makeOsError, ERRNO } from '../vm/os-error.ts';
import type { Vm } from '../vm/vm.ts';
import { methods, raw, work, type NativeModule } from './define.ts';
import {
  bufferedBaseType, bufferedRandomType, bufferedReaderType, bufferedWriterType, fileIoType, ioBaseType, openFiles, PyFile, PyTextFile, rawBaseType,
  textBaseType, textWrapperType, unsupportedOperation,
} from './streams.ts'; // prettier-ignore

const bytesIoType = new PyType('BytesIO', [bufferedBaseType], '_io');
const stringIoType = new PyType('StringIO', [textBaseType], '_io');
for (const type of [bytesIoType, stringIoType]) type.hasDict = true;

const count = (value: Value | undefined): number =>
  value === undefined || value === null ? -1 : Number(integerOf(value) ?? -1);

function bytesOf(value: Value): Uint8Array {
  if (!(value instanceof PyBytes)) throw typeError(`a bytes-like object is required, not '${typeOf(value).name}'`);
  return value.bytes;
}

function* pathOf(vm: Vm, value: Value): Work<string | number> {
  const fd = integerOf(value);
  if (fd !== undefined) return Number(fd);
  const text = stringOf(value) ?? (value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : undefined);
  if (text !== undefined) return text;
  if (typeOf(value).lookup('__fspath__') === undefined) throw typeError(`expected str, bytes or os.PathLike object, not ${typeOf(value).name}`);
  return stringOf(yield* vm.callMethod(value, '__fspath__', [])) ?? '';
} // prettier-ignore

function flagsOf(mode: string): OpenFlags {
  const plus = mode.includes('+');
  if (mode.includes('w')) return { write: true, read: plus, create: true, truncate: true };
  if (mode.includes('x')) return { write: true, read: plus, create: true, exclusive: true };
  if (mode.includes('a')) return { write: true, read: plus, create: true, append: true };
  return { read: true, write: plus };
}

function checkMode(mode: string): void {
  if (!/^[rwaxbt+]*$/.test(mode) || new Set(mode).size !== mode.length) throw valueError(`invalid mode: '${mode}'`);
  if (mode.includes('t') && mode.includes('b')) throw valueError("can't have text and binary mode at once");
  if (mode.replace(/[bt+]/g, '').length !== 1) {
    throw valueError('must have exactly one of create/read/write/append mode');
  }
}

/** open(2) with the errors of open(). */
export function* openDescriptor(vm: Vm, path: Value, mode: string): Work<number> {
  const name = yield* pathOf(vm, path);
  if (typeof name === 'number') return name;
  try {
    if (vm.p.fs.exists(name) && vm.p.fs.stat(name).type === 'directory') {
      throw new Raised(makeOsError(ERRNO.EISDIR, 'Is a directory', path));
    }
    return yield* vm.wait(vm.p.open(name, flagsOf(mode)));
  } catch (error) {
    if (error instanceof Raised && error.exception.dict?.get('errno') !== undefined) error.exception.dict.set('filename', path);
    throw error;
  }
} // prettier-ignore

const open = work("open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", function* (vm, file, mode = 'r', buffering = -1, encoding = null, errors = null, newline = null, closefd = true, opener = null) {
  const given = stringOf(mode);
  if (given === undefined) throw typeError(`open() argument 'mode' must be str, not ${typeOf(mode).name}`);
  checkMode(given);
  const binary = given.includes('b');
  if (binary && encoding !== null) throw valueError("binary mode doesn't take an encoding argument");
  if (binary && errors !== null) throw valueError("binary mode doesn't take an errors argument");
  if (binary && newline !== null) throw valueError("binary mode doesn't take a newline argument");
  const bare = given.replace('t', '');
  const fd = opener === null ? yield* openDescriptor(vm, file, bare) : Number(integerOf(yield* vm.call(opener, [file, 0])) ?? 0);
  const size = count(buffering);
  const type = size === 0 ? fileIoType : bare.includes('+') ? bufferedRandomType : /[wax]/.test(bare) ? bufferedWriterType : bufferedReaderType;
  if (!binary && size === 0) throw valueError("can't have unbuffered text I/O");
  const buffer = new PyFile(type, fd, { name: file, mode: bare.includes('b') ? bare.replace(/^(\w)\+b$/, '$1b+') : bare, buffering: size, closeFd: closefd === true });
  openFiles(vm).add(buffer);
  if (binary) return buffer;
  const text = new PyTextFile(buffer, {
    encoding: encoding === null ? 'utf-8' : codecName(stringOf(encoding) ?? ''),
    errors: stringOf(errors) ?? 'strict',
    newline: stringOf(newline),
    lineBuffering: size === 1 || vm.attempt(() => vm.p.isatty(fd)),
  });
  return text;
}); // prettier-ignore

const binary = (self: Value): PyFile => {
  if (!(self instanceof PyFile)) throw typeError('descriptor requires a file');
  return self;
};
const textual = (self: Value): PyTextFile => {
  if (!(self instanceof PyTextFile)) throw typeError('descriptor requires a text file');
  return self;
};
const fileOf = (self: Value): PyFile => (self instanceof PyTextFile ? self.buffer : binary(self));

function installBase(): void {
  methods(ioBaseType)
    .fn('__iter__()', (_vm, self) => self)
    .work('__next__()', function* (vm, self) {
      const line = yield* vm.callMethod(self, 'readline', []);
      if (line === '' || (line instanceof PyBytes && line.bytes.length === 0)) throw raise(StopIteration);
      return line;
    })
    .work('__enter__()', function* (vm, self) {
      if (yield* vm.truth(yield* vm.getAttr(self, 'closed'))) throw valueError('I/O operation on closed file.');
      return self;
    })
    .rawWork('__exit__', function* (vm, [self = null]) {
      yield* vm.callMethod(self, 'close', []);
      return null;
    })
    .work('readlines(hint=-1, /)', function* (vm, self, hint = -1) {
      const lines: Value[] = [];
      let size = 0;
      for (;;) {
        const line = yield* vm.callMethod(self, 'readline', []);
        const length = line instanceof PyBytes ? line.bytes.length : (stringOf(line) ?? '').length;
        if (length === 0) return new PyList(lines);
        lines.push(line);
        size += length;
        if (count(hint) > 0 && size >= count(hint)) return new PyList(lines);
      }
    })
    .work('writelines(lines, /)', function* (vm, self, lines) {
      for (const line of yield* vm.list(lines)) yield* vm.callMethod(self, 'write', [line]);
      return null;
    })
    .fn('isatty()', () => false)
    .fn('readable()', () => false)
    .fn('writable()', () => false)
    .fn('seekable()', () => false)
    .fn('flush()', () => null)
    .fn('fileno()', () => { throw raise(unsupportedOperation, 'fileno'); })
    .fn('close()', () => null);
} // prettier-ignore

function installShared(type: PyType): void {
  methods(type)
    .work('flush()', function* (vm, self) {
      yield* fileOf(self).flush(vm);
      return null;
    })
    .work('close()', function* (vm, self) {
      yield* fileOf(self).close(vm);
      return null;
    })
    .fn('fileno()', (_vm, self) => fileOf(self).fd)
    .fn('isatty()', (vm, self) => vm.attempt(() => vm.p.isatty(fileOf(self).fd)))
    .fn('readable()', (_vm, self) => fileOf(self).readable)
    .fn('writable()', (_vm, self) => fileOf(self).writable)
    .fn('seekable()', (vm, self) => {
      try {
        vm.p.seek(fileOf(self).fd, 0, 'current');
        return true;
      } catch {
        return false;
      }
    })
    .work('truncate(size=None, /)', function* (vm, self, size = null) {
      return yield* fileOf(self).truncate(vm, size === null ? undefined : count(size));
    });
  attribute(type, 'closed', (_vm, self) => fileOf(self).closed);
  attribute(type, 'name', (_vm, self) => fileOf(self).name);
  attribute(
    type,
    'mode',
    (_vm, self) => fileOf(self).mode,
    () => undefined,
  );
}

function installFiles(): void {
  for (const type of [fileIoType, bufferedReaderType, bufferedWriterType, bufferedRandomType]) {
    installShared(type);
    methods(type)
      .work('read(size=-1, /)', function* (vm, self, size = -1) { return new PyBytes(yield* binary(self).read(vm, count(size))); })
      .work('read1(size=-1, /)', function* (vm, self, size = -1) { return new PyBytes(yield* binary(self).readSome(vm, count(size))); })
      .work('peek(size=0, /)', function* (vm, self) {
        const file = binary(self);
        if (file.ahead.length === 0) yield* file.fill(vm);
        return new PyBytes(file.ahead.slice());
      })
      .work('readall()', function* (vm, self) { return new PyBytes(yield* binary(self).read(vm, -1)); })
      .work('readline(size=-1, /)', function* (vm, self, size = -1) { return new PyBytes(yield* binary(self).readLine(vm, count(size))); })
      .work('readinto(buffer, /)', function* (vm, self, target) {
        if (!(target instanceof PyBytes)) throw typeError('readinto() argument must be read-write bytes-like object');
        const bytes = yield* binary(self).read(vm, target.bytes.length);
        target.bytes.set(bytes);
        return bytes.length;
      })
      .work('write(data, /)', function* (vm, self, data) {
        if (stringOf(data) !== undefined) throw typeError("a bytes-like object is required, not 'str'");
        return yield* binary(self).write(vm, bytesOf(data).slice());
      })
      .work('seek(offset, whence=0, /)', function* (vm, self, offset, whence = 0) { return yield* binary(self).seek(vm, count(offset) === -1 ? Number(integerOf(offset) ?? 0) : count(offset), count(whence)); })
      .fn('tell()', (vm, self) => binary(self).tell(vm))
      .fn('detach()', (_vm, self) => self)
      .work('__repr__()', function* (vm, self) { return `<_io.${type.name} name=${yield* vm.repr(binary(self).name)}>`; });
    attribute(type, 'raw', (_vm, self) => self);
  }
  fileIoType.ns.set('__new__', work("__new__(cls, file, mode='r', closefd=True, opener=None)", function* (vm, _cls, file, mode = 'r', closefd = true) {
    const fd = yield* openDescriptor(vm, file, stringOf(mode) ?? 'r');
    const made = new PyFile(fileIoType, fd, { name: file, mode: `${(stringOf(mode) ?? 'r').replace('b', '')}b`, buffering: 0, closeFd: closefd === true });
    openFiles(vm).add(made);
    return made;
  }));
  for (const type of [bufferedReaderType, bufferedWriterType, bufferedRandomType]) {
    type.ns.set('__new__', raw('__new__', (vm, [, file]) => {
      if (!(file instanceof PyFile)) throw typeError('a raw file is needed');
      const made = new PyFile(type, file.fd, { name: file.name, mode: type === bufferedReaderType ? 'rb' : type === bufferedWriterType ? 'wb' : 'rb+', buffering: -1, closeFd: true });
      openFiles(vm).add(made);
      return made;
    }));
  }
  installShared(textWrapperType);
  methods(textWrapperType)
    .work('read(size=-1, /)', function* (vm, self, size = -1) { return yield* textual(self).read(vm, count(size)); })
    .work('readline(size=-1, /)', function* (vm, self, size = -1) { return yield* textual(self).readLine(vm, count(size)); })
    .work('write(text, /)', function* (vm, self, text) {
      const given = stringOf(text);
      if (given === undefined) throw typeError(`write() argument must be str, not ${typeOf(text).name}`);
      return yield* textual(self).write(vm, given);
    })
    .work('seek(cookie, whence=0, /)', function* (vm, self, offset, whence = 0) { return yield* textual(self).seek(vm, Number(integerOf(offset) ?? 0), count(whence)); })
    .fn('tell()', (vm, self) => textual(self).tell(vm))
    .fn('detach()', (_vm, self) => textual(self).buffer)
    .fn('reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)', (_vm, self, encoding = null, errors = null, newline = null, line = null, through = null) => {
      const file = textual(self);
      if (encoding !== null) file.encoding = codecName(stringOf(encoding) ?? '');
      if (errors !== null) file.errors = stringOf(errors) ?? file.errors;
      if (newline !== null) file.newline = stringOf(newline);
      if (line !== null) file.lineBuffering = line === true;
      if (through !== null) file.writeThrough = through === true;
      return null;
    })
    .work('__repr__()', function* (vm, self) {
      const file = textual(self);
      return `<_io.TextIOWrapper name=${yield* vm.repr(file.buffer.name)} mode='${file.buffer.mode}' encoding='${file.encoding === 'utf-8' ? 'utf-8' : file.encoding}'>`;
    });
  attribute(textWrapperType, 'buffer', (_vm, self) => textual(self).buffer);
  attribute(textWrapperType, 'encoding', (_vm, self) => textual(self).encoding);
  attribute(textWrapperType, 'errors', (_vm, self) => textual(self).errors);
  attribute(textWrapperType, 'line_buffering', (_vm, self) => textual(self).lineBuffering);
  attribute(textWrapperType, 'write_through', (_vm, self) => textual(self).writeThrough);
  attribute(textWrapperType, 'newlines', () => null);
  textWrapperType.ns.set('__new__', raw('__new__', (_vm, [cls, buffer, encoding = null, errors = null, newline = null], keywords) => {
    if (!(buffer instanceof PyFile)) throw typeError('TextIOWrapper needs a file of bytes');
    const pick = (name: string, value: Value): Value => keywords?.get(name) ?? value;
    return new PyTextFile(buffer, {
      encoding: codecName(stringOf(pick('encoding', encoding)) ?? 'utf-8'), errors: stringOf(pick('errors', errors)) ?? 'strict',
      newline: stringOf(pick('newline', newline)), lineBuffering: pick('line_buffering', false) === true, writeThrough: pick('write_through', false) === true,
    }, cls instanceof PyType ? cls : textWrapperType);
  }));
} // prettier-ignore

/** BytesIO and StringIO. */
class PyMemory<T extends string | Uint8Array> extends PyObject {
  data: T;
  at = 0;
  closed = false;
  constructor(cls: PyType, data: T) {
    super(cls);
    this.data = data;
  }
  check(): void {
    if (this.closed) throw valueError('I/O operation on closed file.');
  }
}

class PyBytesIo extends PyMemory<Uint8Array> {
  write(bytes: Uint8Array): number {
    const end = this.at + bytes.length;
    if (this.at === this.data.length) this.data = concat([this.data, bytes]).slice();
    else {
      const grown = new Uint8Array(Math.max(end, this.data.length));
      grown.set(this.data);
      grown.set(bytes, this.at);
      this.data = grown;
    }
    this.at = end;
    return bytes.length;
  }
}

class PyStringIo extends PyMemory<string> {
  write(text: string): number {
    if (this.at === this.data.length) this.data += text;
    else this.data = this.data.slice(0, this.at).padEnd(this.at, '\0') + text + this.data.slice(this.at + text.length);
    this.at += text.length;
    return text.length;
  }
}

function installMemory(): void {
  const own = (self: Value): PyBytesIo | PyStringIo => {
    if (!(self instanceof PyBytesIo) && !(self instanceof PyStringIo)) throw typeError('descriptor requires a memory file');
    self.check();
    return self;
  };
  const wrap = (part: string | Uint8Array): Value => (typeof part === 'string' ? part : new PyBytes(part.slice()));
  const take = (it: PyBytesIo | PyStringIo, size: number): Value => {
    const end = size < 0 ? it.data.length : Math.min(it.data.length, it.at + size);
    const part = it.data.slice(it.at, Math.max(end, it.at));
    it.at = Math.max(end, it.at);
    return wrap(part);
  };
  for (const type of [bytesIoType, stringIoType]) {
    methods(type)
      .fn('read(size=-1, /)', (_vm, self, size = -1) => take(own(self), count(size)))
      .fn('read1(size=-1, /)', (_vm, self, size = -1) => take(own(self), count(size)))
      .fn('readline(size=-1, /)', (_vm, self, size = -1) => {
        const it = own(self);
        const at = it instanceof PyStringIo ? it.data.indexOf('\n', it.at) : it.data.indexOf(10, it.at);
        const length = (at < 0 ? it.data.length : at + 1) - it.at;
        return take(it, count(size) >= 0 ? Math.min(count(size), length) : Math.max(0, length));
      })
      .fn('write(data, /)', (_vm, self, data) => {
        const it = own(self);
        if (it instanceof PyBytesIo) return it.write(bytesOf(data));
        const text = stringOf(data);
        if (text === undefined) throw typeError(`string argument expected, got '${typeOf(data).name}'`);
        return it.write(text);
      })
      .fn('getvalue()', (_vm, self) => wrap(own(self).data))
      .fn('getbuffer()', (_vm, self) => wrap(own(self).data))
      .fn('seek(offset, whence=0, /)', (_vm, self, offset, whence = 0) => {
        const it = own(self);
        const base = whence === 1 ? it.at : whence === 2 ? it.data.length : 0;
        it.at = Math.max(0, base + Number(integerOf(offset) ?? 0));
        return it.at;
      })
      .fn('tell()', (_vm, self) => own(self).at)
      .fn('truncate(size=None, /)', (_vm, self, size = null) => {
        const it = own(self);
        const length = size === null ? it.at : count(size);
        if (it instanceof PyBytesIo) it.data = it.data.slice(0, length);
        else it.data = it.data.slice(0, length);
        return length;
      })
      .fn('close()', (_vm, self) => {
        if (self instanceof PyMemory) self.closed = true;
        return null;
      })
      .fn('readable()', () => true)
      .fn('writable()', () => true)
      .fn('seekable()', () => true);
    attribute(type, 'closed', (_vm, self) => self instanceof PyMemory && self.closed);
  }
  bytesIoType.ns.set('__new__', raw('__new__', (_vm, [cls, initial = null], keywords) => {
    const data = keywords?.get('initial_bytes') ?? initial;
    return new PyBytesIo(cls instanceof PyType ? cls : bytesIoType, data === null ? new Uint8Array() : bytesOf(data).slice());
  }));
  stringIoType.ns.set('__new__', raw('__new__', (_vm, [cls, initial = null], keywords) => {
    const data = keywords?.get('initial_value') ?? initial;
    return new PyStringIo(cls instanceof PyType ? cls : stringIoType, stringOf(data) ?? '');
  }));
  for (const type of [bytesIoType, stringIoType]) type.ns.set('__init__', raw('__init__', () => null));
} // prettier-ignore

let installed = false;

export function installIo(): void {
  if (installed) return;
  installed = true;
  installBase();
  installFiles();
  installMemory();
}

export { open };

const module: NativeModule = {
  name: '_io',
  build: () => ({
    open,
    open_code: open,
    DEFAULT_BUFFER_SIZE: 8192,
    UnsupportedOperation: unsupportedOperation,
    BlockingIOError: exceptionTypes['BlockingIOError'] ?? null,
    FileIO: fileIoType,
    BufferedReader: bufferedReaderType,
    BufferedWriter: bufferedWriterType,
    BufferedRandom: bufferedRandomType,
    TextIOWrapper: textWrapperType,
    BytesIO: bytesIoType,
    StringIO: stringIoType,
    _IOBase: ioBaseType,
    _RawIOBase: rawBaseType,
    _BufferedIOBase: bufferedBaseType,
    _TextIOBase: textBaseType,
    text_encoding: work("text_encoding(encoding, stacklevel=2, /)", function* (_vm, encoding) { return encoding ?? 'locale'; }),
  }), // prettier-ignore
};

export default module;
