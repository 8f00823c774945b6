/** Files of Python: what open() answers, over a descriptor of the machine. */
import type { Vm } from '../vm/vm.ts';
import { objectType, PyBytes, PyObject, PyType, type Value, type Work } from '../objects/core.ts';
import { decodeText, encodeBytes, incompleteTail } from '../objects/codecs.ts';
import { exceptionTypes, raise, valueError } from '../objects/exceptions.ts';
import { concat } from '../../../kernel/bytes.ts';

const kind = (name: string, base: PyType = objectType): PyType => {
  const type = new PyType(name, [base], '_io');
  type.hasDict = true;
  return type;
};
export const ioBaseType = kind('_IOBase');
export const rawBaseType = kind('_RawIOBase', ioBaseType);
export const bufferedBaseType = kind('_BufferedIOBase', ioBaseType);
export const textBaseType = kind('_TextIOBase', ioBaseType);
export const fileIoType = kind('FileIO', rawBaseType);
export const bufferedReaderType = kind('BufferedReader', bufferedBaseType);
export const bufferedWriterType = kind('BufferedWriter', bufferedBaseType);
export const bufferedRandomType = kind('BufferedRandom', bufferedBaseType);
export const textWrapperType = kind('TextIOWrapper', textBaseType);
export const unsupportedOperation = new PyType('UnsupportedOperation', [exceptionTypes['OSError'] ?? objectType, exceptionTypes['ValueError'] ?? objectType], 'io'); // prettier-ignore
unsupportedOperation.mro = [unsupportedOperation, ...['OSError', 'ValueError', 'Exception', 'BaseException'].flatMap((it) => exceptionTypes[it] ?? []), objectType]; // prettier-ignore
unsupportedOperation.hasDict = true;
unsupportedOperation.heap = true;

const BUFFER = 8192;

/** Bytes in and out of a descriptor, through buffers. */
export class PyFile extends PyObject {
  readonly fd: number;
  readonly name: Value;
  readonly mode: string;
  readonly readable: boolean;
  readonly writable: boolean;
  /** 0: written at once. */
  readonly buffering: number;
  closed = false;
  readonly closeFd: boolean;
  #ahead: Uint8Array = new Uint8Array();
  #out: Uint8Array[] = [];
  #outSize = 0;

  constructor(cls: PyType, fd: number, options: { name: Value; mode: string; buffering: number; closeFd: boolean }) {
    super(cls);
    this.fd = fd;
    this.name = options.name;
    this.mode = options.mode;
    this.readable = /[r+]/.test(options.mode);
    this.writable = /[wax+]/.test(options.mode);
    this.buffering = options.buffering;
    this.closeFd = options.closeFd;
  }

  check(): void {
    if (this.closed) throw valueError('I/O operation on closed file.');
  }

  checkReadable(): void {
    this.check();
    if (!this.readable)
      throw raise(unsupportedOperation, this.cls === fileIoType ? 'File not open for reading' : 'read');
  }

  checkWritable(): void {
    this.check();
    if (!this.writable)
      throw raise(unsupportedOperation, this.cls === fileIoType ? 'File not open for writing' : 'write');
  }

  /** What has been read ahead. */
  get ahead(): Uint8Array {
    return this.#ahead;
  }

  /** Reads more; answers false at the end. */
  *fill(vm: Vm, size = BUFFER): Work<boolean> {
    if (this.#outSize > 0) yield* this.flush(vm);
    const bytes = yield* vm.wait(readOnce(vm, this.fd, size));
    if (bytes.length > 0) this.#ahead = this.#ahead.length === 0 ? bytes : concat([this.#ahead, bytes]);
    return bytes.length > 0;
  }

  take(count: number): Uint8Array {
    const bytes = this.#ahead.slice(0, count);
    this.#ahead = this.#ahead.subarray(count);
    return bytes;
  }

  /** All, or `count` bytes unless the end comes first. */
  *read(vm: Vm, count: number): Work<Uint8Array> {
    this.checkReadable();
    if (count < 0) {
      while (yield* this.fill(vm, 65536));
      return this.take(this.#ahead.length);
    }
    while (this.#ahead.length < count && (yield* this.fill(vm, Math.max(BUFFER, count - this.#ahead.length))));
    return this.take(count);
  }

  /** What there is, waiting only for the first byte. */
  *readSome(vm: Vm, count: number): Work<Uint8Array> {
    this.checkReadable();
    if (this.#ahead.length === 0 && count !== 0) yield* this.fill(vm, count < 0 ? BUFFER : count);
    return this.take(count < 0 ? this.#ahead.length : count);
  }

  *readLine(vm: Vm, limit: number): Work<Uint8Array> {
    this.checkReadable();
    let from = 0;
    for (;;) {
      const at = this.#ahead.indexOf(10, from);
      if (at >= 0) return this.take(limit >= 0 ? Math.min(limit, at + 1) : at + 1);
      if (limit >= 0 && this.#ahead.length >= limit) return this.take(limit);
      from = this.#ahead.length;
      if (!(yield* this.fill(vm))) return this.take(this.#ahead.length);
    }
  }

  *write(vm: Vm, bytes: Uint8Array): Work<number> {
    this.checkWritable();
    yield* this.#forgetAhead(vm);
    this.#out.push(bytes);
    this.#outSize += bytes.length;
    if (this.#outSize >= (this.buffering > 1 ? this.buffering : BUFFER) || this.buffering === 0) yield* this.flush(vm);
    return bytes.length;
  }

  *flush(vm: Vm): Work<void> {
    this.check();
    if (this.#outSize === 0) return;
    const bytes = concat(this.#out);
    this.#out = [];
    this.#outSize = 0;
    yield* vm.wait(vm.p.write(this.fd, bytes));
  }

  *#forgetAhead(vm: Vm): Work<void> {
    if (this.#ahead.length === 0) return;
    const back = this.#ahead.length;
    this.#ahead = new Uint8Array();
    vm.attempt(() => vm.p.seek(this.fd, -back, 'current'));
  }

  *seek(vm: Vm, offset: number, whence: number): Work<number> {
    this.check();
    yield* this.flush(vm);
    const adjust = whence === 1 ? this.#ahead.length : 0;
    this.#ahead = new Uint8Array();
    return vm.attempt(() => vm.p.seek(this.fd, offset - adjust, whence === 0 ? 'start' : whence === 1 ? 'current' : 'end'));
  } // prettier-ignore

  tell(vm: Vm): number {
    this.check();
    return vm.attempt(() => vm.p.seek(this.fd, 0, 'current')) - this.#ahead.length + this.#outSize;
  }

  *truncate(vm: Vm, size: number | undefined): Work<number> {
    yield* this.flush(vm);
    const length = size ?? this.tell(vm);
    vm.attempt(() => vm.p.truncate(this.fd, length));
    return length;
  }

  *close(vm: Vm): Work<void> {
    if (this.closed) return;
    try {
      if (this.writable) yield* this.flush(vm);
    } finally {
      this.closed = true;
      openFiles(vm).delete(this);
      if (this.closeFd) vm.attempt(() => vm.p.close(this.fd));
    }
  }
}

/** Files that are open: what is written in them is kept when the program ends. */
export function openFiles(vm: Vm): Set<PyFile> {
  return vm.files;
}

/** A read that was given up by a signal goes on: the next one takes what it brings. */
const pending = new WeakMap<Vm, Map<number, Promise<Uint8Array>>>();

function readOnce(vm: Vm, fd: number, size: number): Promise<Uint8Array> {
  const reads = pending.get(vm) ?? new Map<number, Promise<Uint8Array>>();
  pending.set(vm, reads);
  const under = reads.get(fd) ?? vm.p.read(fd, size);
  reads.set(fd, under);
  const done = (): void => {
    reads.delete(fd);
  };
  under.then(done, done);
  return under;
}

/** Text over a file of bytes. */
export class PyTextFile extends PyObject {
  readonly buffer: PyFile;
  encoding: string;
  errors: string;
  newline: string | undefined;
  lineBuffering: boolean;
  writeThrough: boolean;
  #text = '';
  #tail: Uint8Array = new Uint8Array();
  #pendingReturn = false;

  constructor(buffer: PyFile, options: { encoding: string; errors: string; newline: string | undefined; lineBuffering: boolean; writeThrough?: boolean }, cls: PyType = textWrapperType) {
    super(cls);
    this.buffer = buffer;
    this.encoding = options.encoding;
    this.errors = options.errors;
    this.newline = options.newline;
    this.lineBuffering = options.lineBuffering;
    this.writeThrough = options.writeThrough ?? false;
  } // prettier-ignore

  *write(vm: Vm, text: string): Work<number> {
    this.buffer.check();
    if (!this.buffer.writable) throw raise(unsupportedOperation, 'not writable');
    const translated = this.newline === '\r\n' ? text.replaceAll('\n', '\r\n') : this.newline === '\r' ? text.replaceAll('\n', '\r') : text; // prettier-ignore
    yield* this.buffer.write(vm, encodeBytes(translated, this.encoding, this.errors));
    if (this.writeThrough || (this.lineBuffering && text.includes('\n'))) yield* this.buffer.flush(vm);
    return text.length;
  }

  *#more(vm: Vm): Work<boolean> {
    if (!this.buffer.readable) throw raise(unsupportedOperation, 'not readable');
    const bytes = yield* this.buffer.readSome(vm, -1);
    if (bytes.length === 0) {
      if (this.#tail.length > 0) {
        this.#text += decodeText(this.#tail, this.encoding, this.errors);
        this.#tail = new Uint8Array();
      }
      if (this.#pendingReturn) {
        this.#text += '\n';
        this.#pendingReturn = false;
      }
      return false;
    }
    const all = this.#tail.length === 0 ? bytes : concat([this.#tail, bytes]);
    const keep = this.encoding === 'utf-8' ? incompleteTail(all) : 0;
    this.#tail = all.slice(all.length - keep);
    this.#append(decodeText(keep === 0 ? all : all.subarray(0, all.length - keep), this.encoding, this.errors));
    return true;
  }

  #append(text: string): void {
    if (this.newline !== undefined) {
      this.#text += text;
      return;
    }
    let whole = (this.#pendingReturn ? '\r' : '') + text;
    this.#pendingReturn = whole.endsWith('\r');
    if (this.#pendingReturn) whole = whole.slice(0, -1);
    this.#text += whole.replace(/\r\n?/g, '\n');
  }

  #take(count: number): string {
    const text = this.#text.slice(0, count);
    this.#text = this.#text.slice(count);
    return text;
  }

  *read(vm: Vm, count: number): Work<string> {
    this.buffer.check();
    if (count < 0) while (yield* this.#more(vm));
    else while (this.#text.length < count && (yield* this.#more(vm)));
    return this.#take(count < 0 ? this.#text.length : count);
  }

  *readLine(vm: Vm, limit: number): Work<string> {
    this.buffer.check();
    let from = 0;
    for (;;) {
      const at = this.#lineEnd(from);
      if (at > 0) return this.#take(limit >= 0 ? Math.min(limit, at) : at);
      if (limit >= 0 && this.#text.length >= limit) return this.#take(limit);
      from = Math.max(0, this.#text.length - 1);
      if (!(yield* this.#more(vm))) return this.#take(this.#text.length);
    }
  }

  #lineEnd(from: number): number {
    const end = this.newline === undefined || this.newline === '' ? '\n' : this.newline;
    if (this.newline === '') {
      const match = /\r\n|\n|\r(?!$)/.exec(this.#text);
      return match === null ? 0 : match.index + match[0].length;
    }
    const at = this.#text.indexOf(end, from);
    return at < 0 ? 0 : at + end.length;
  }

  *seek(vm: Vm, offset: number, whence: number): Work<number> {
    if (whence === 1 && offset !== 0) throw raise(unsupportedOperation, "can't do nonzero cur-relative seeks");
    if (whence === 2 && offset !== 0) throw raise(unsupportedOperation, "can't do nonzero end-relative seeks");
    const target = whence === 1 ? this.tell(vm) : offset;
    this.#text = '';
    this.#tail = new Uint8Array();
    this.#pendingReturn = false;
    return yield* this.buffer.seek(vm, target, whence === 1 ? 0 : whence);
  }

  tell(vm: Vm): number {
    const ahead = this.#text === '' ? 0 : encodeBytes(this.#text, this.encoding, 'replace').length;
    return this.buffer.tell(vm) - ahead - this.#tail.length;
  }
}

export function bytesValue(bytes: Uint8Array): Value {
  return new PyBytes(bytes);
}
