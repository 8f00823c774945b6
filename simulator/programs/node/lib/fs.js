/** The module `fs`: each operation once, in its three forms (…Sync, with a callback, as a promise). */
const { coded, invalidArgType, invalidArgValue } = require('internal/errors');
const { Readable, Writable } = require('stream');
const EventEmitter = require('events');
const { once, Handle } = require('internal/handles');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];

const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, COPYFILE_FICLONE_FORCE: 4, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, O_SYNC: 1052672, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, UV_FS_O_FILEMAP: 0 }; // prettier-ignore

function pathOf(value, name = 'path') {
  if (typeof value === 'string') {
    if (value.includes('\0'))
      throw invalidArgValue(name, value, 'must be a string, Uint8Array, or URL without null bytes');
    return value;
  }
  if (Buffer.isBuffer(value)) return value.toString();
  if (value instanceof URL) return require('url').fileURLToPath(value);
  throw invalidArgType(name, ['string', 'Buffer', 'URL'], value);
}
function fdOf(fd) {
  if (typeof fd !== 'number') throw invalidArgType('fd', 'number', fd);
  return fd;
}
const encodingIn = (options) => (typeof options === 'string' ? options : options?.encoding);
const modeOf = (mode, fallback) =>
  mode === undefined || mode === null ? fallback : typeof mode === 'string' ? Number.parseInt(mode, 8) : mode;

class Stats {
  constructor(raw) {
    const [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs] = raw;
    Object.assign(this, {
      dev,
      mode,
      nlink,
      uid,
      gid,
      rdev,
      blksize,
      ino,
      size,
      blocks,
      atimeMs,
      mtimeMs,
      ctimeMs,
      birthtimeMs,
    });
    for (const [key, ms] of [
      ['atime', atimeMs],
      ['mtime', mtimeMs],
      ['ctime', ctimeMs],
      ['birthtime', birthtimeMs],
    ])
      this[key] = new Date(ms);
  }
  isFile() {
    return (this.mode & 61440) === 32768;
  }
  isDirectory() {
    return (this.mode & 61440) === 16384;
  }
  isSymbolicLink() {
    return (this.mode & 61440) === 40960;
  }
  isCharacterDevice() {
    return (this.mode & 61440) === 8192;
  }
  isBlockDevice() {
    return (this.mode & 61440) === 24576;
  }
  isFIFO() {
    return (this.mode & 61440) === 4096;
  }
  isSocket() {
    return (this.mode & 61440) === 49152;
  }
}

class Dirent {
  #type;
  constructor(name, parent, type) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    this.#type = type;
  }
  isFile() {
    return this.#type === 'file';
  }
  isDirectory() {
    return this.#type === 'directory';
  }
  isSymbolicLink() {
    return this.#type === 'symlink';
  }
  isCharacterDevice() {
    return this.#type === 'char';
  }
  isBlockDevice() {
    return this.#type === 'block';
  }
  isFIFO() {
    return this.#type === 'fifo';
  }
  isSocket() {
    return this.#type === 'socket';
  }
}

const call = (...args) => sys('fs', args);

function bytesOf(data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding ?? 'utf8');
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

function flagsOf(flag) {
  if (typeof flag === 'number') {
    const access = flag & 3;
    return {
      read: access !== 1,
      write: access !== 0,
      create: (flag & 64) !== 0,
      exclusive: (flag & 128) !== 0,
      truncate: (flag & 512) !== 0,
      append: (flag & 1024) !== 0,
    };
  }
  const known = {
    r: 'r',
    'r+': 'rw',
    rs: 'r',
    'rs+': 'rw',
    w: 'wct',
    'w+': 'rwct',
    wx: 'wctx',
    'wx+': 'rwctx',
    xw: 'wctx',
    a: 'wca',
    'a+': 'rwca',
    ax: 'wcax',
    'ax+': 'rwcax',
    as: 'wca',
    'as+': 'rwca',
  }[flag ?? 'r'];
  if (known === undefined)
    throw coded(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The argument 'flags' is invalid. Received ${require('util').inspect(flag)}`,
    );
  const has = (letter) => known.includes(letter);
  return {
    read: has('r'),
    write: has('w'),
    create: has('c'),
    exclusive: has('x'),
    truncate: has('t'),
    append: has('a'),
  };
}

/** Operations that are done at once; arguments as the …Sync form takes them. */
const operations = {
  readFile(path, options) {
    const buffer = Buffer.from(
      typeof path === 'number' ? sys('readAll', fdOf(path)) : sys('fs', ['readFile', pathOf(path)]),
    );
    const encoding = encodingIn(options);
    return encoding ? buffer.toString(encoding) : buffer;
  },
  writeFile(path, data, options) {
    const content = bytesOf(data, encodingIn(options));
    if (typeof path === 'number') return void sys('writeFd', [path, null], exact(content));
    const flag = options?.flag ?? 'w';
    return void sys('fs', ['writeFile', pathOf(path), flag, modeOf(options?.mode, 0o666)], exact(content));
  },
  appendFile(path, data, options) {
    const given = typeof options === 'string' ? { encoding: options } : options;
    return operations.writeFile(path, data, { ...given, flag: 'a' });
  },
  stat(path, options) {
    return statOr(options, () => new Stats(call('stat', pathOf(path))));
  },
  lstat(path, options) {
    return statOr(options, () => new Stats(call('lstat', pathOf(path))));
  },
  fstat(fd) {
    return new Stats(call('fstat', fdOf(fd)));
  },
  readdir(path, options) {
    const directory = pathOf(path);
    const deep = typeof options === 'object' && options?.recursive;
    const list = (folder, below) =>
      call('readdir', folder).flatMap(([name, type]) => {
        const shown = below === '' ? name : `${below}/${name}`;
        const own = options?.withFileTypes ? new Dirent(name, folder, type) : shown;
        return deep && type === 'directory' ? [own, ...list(`${folder}/${name}`, shown)] : [own];
      });
    return list(directory, '');
  },
  mkdir(path, options) {
    const mode = typeof options === 'object' ? options?.mode : options;
    return call('mkdir', pathOf(path), Boolean(options?.recursive), modeOf(mode, 0o777));
  },
  mkdtemp(prefix) {
    return call('mkdtemp', pathOf(prefix, 'prefix'));
  },
  rmdir(path, options) {
    if (options?.recursive) return operations.rm(path, { recursive: true, force: true });
    return call('rmdir', pathOf(path));
  },
  rm(path, options) {
    return call('rm', pathOf(path), Boolean(options?.recursive), Boolean(options?.force));
  },
  unlink: (path) => call('unlink', pathOf(path)),
  rename: (from, to) => call('rename', pathOf(from, 'oldPath'), pathOf(to, 'newPath')),
  copyFile: (from, to, mode = 0) => call('copyFile', pathOf(from, 'src'), pathOf(to, 'dest'), mode),
  cp: (from, to, options) => call('cp', pathOf(from, 'src'), pathOf(to, 'dest'), Boolean(options?.recursive)),
  symlink: (target, path) => call('symlink', pathOf(target, 'target'), pathOf(path)),
  link: (from, to) => call('link', pathOf(from, 'existingPath'), pathOf(to, 'newPath')),
  readlink: (path) => call('readlink', pathOf(path)),
  realpath: (path) => call('realpath', pathOf(path)),
  chmod: (path, mode) => call('chmod', pathOf(path), modeOf(mode)),
  fchmod: () => undefined,
  chown: (path, uid, gid) => call('chown', pathOf(path), uid, gid, true),
  lchown: (path, uid, gid) => call('chown', pathOf(path), uid, gid, false),
  utimes: (path, atime, mtime) => call('utimes', pathOf(path), time(atime), time(mtime)),
  access: (path, mode = 0) => call('access', pathOf(path), mode),
  truncate: (path, length = 0) => call('truncate', pathOf(path), length),
  ftruncate: (fd, length = 0) => call('ftruncate', fdOf(fd), length),
  statfs: (path) => call('statfs', pathOf(path)),
  open(path, flags, mode) {
    return sys('open', [pathOf(path), flagsOf(flags), modeOf(mode, 0o666)]);
  },
  close: (fd) => sys('close', fdOf(fd)),
  fsync: () => undefined,
  fdatasync: () => undefined,
  read(fd, buffer, offset, length, position) {
    if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
    const at = offset ?? 0;
    const count = length ?? buffer.byteLength - at;
    const got = new Uint8Array(
      sys('readFd', [fdOf(fd), count, typeof position === 'number' && position >= 0 ? position : null]),
    );
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(got, at);
    return got.length;
  },
  write(fd, data, offset, length, position) {
    let content;
    if (typeof data === 'string') {
      position = offset;
      content = Buffer.from(data, length);
    } else {
      if (offset !== null && typeof offset === 'object') ({ offset, length, position } = offset);
      const at = offset ?? 0;
      content = bytesOf(data).subarray(at, length === undefined || length === null ? undefined : at + length);
    }
    return sys('writeFd', [fdOf(fd), typeof position === 'number' ? position : null], exact(content));
  },
  readv(fd, buffers, position) {
    return buffers.reduce((sum, buffer) => sum + operations.read(fd, buffer, 0, buffer.length, position), 0);
  },
  writev(fd, buffers, position) {
    return operations.write(fd, Buffer.concat(buffers), 0, undefined, position);
  },
};
const time = (value) => (value instanceof Date ? value.getTime() : Number(value) * 1000);

function statOr(options, look) {
  try {
    return look();
  } catch (error) {
    if (options?.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const fs = { constants, Stats, Dirent, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, promises: { constants } };

/** The callback form finds out later: work is done when the loop gets to it. */
function later(work, callback) {
  const id = once((error) => {
    if (error) return callback(error);
    let value;
    try {
      value = work();
    } catch (failure) {
      return callback(failure);
    }
    return callback(null, value);
  });
  sys('soon', id);
}

for (const [name, operation] of Object.entries(operations)) {
  Object.defineProperty(operation, 'name', { value: `${name}Sync` });
  fs[`${name}Sync`] = operation;
  const withCallback = function (...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('cb', 'function', callback);
    const more = name === 'read' || name === 'write' ? args[1] : undefined;
    if (name === 'read' && args.length === 1) args.push(Buffer.alloc(16384));
    if (
      [
        'readFile',
        'writeFile',
        'appendFile',
        'stat',
        'lstat',
        'readdir',
        'mkdir',
        'unlink',
        'access',
        'open',
        'rm',
      ].includes(name) &&
      typeof args[0] !== 'number'
    )
      pathOf(args[0]);
    if (name === 'writeFile' || name === 'appendFile') bytesOf(args[1], 'utf8');
    later(
      () => operation(...args),
      more === undefined
        ? (error, value) => (value === undefined ? callback(error) : callback(error, value))
        : (error, value) => callback(error, value, args[1]),
    );
  };
  Object.defineProperty(withCallback, 'name', { value: name });
  fs[name] = withCallback;
  if (
    [
      'read',
      'write',
      'close',
      'fstat',
      'ftruncate',
      'fsync',
      'fdatasync',
      'fchmod',
      'readv',
      'writev',
      'open',
    ].includes(name)
  )
    continue;
  fs.promises[name] = async function (...args) {
    return new Promise((resolve, reject) => {
      later(
        () => operation(...(args[0] instanceof FileHandle ? [args[0].fd, ...args.slice(1)] : args)),
        (error, value) => (error ? reject(error) : resolve(value)),
      );
    });
  };
  Object.defineProperty(fs.promises[name], 'name', { value: name });
}
fs.existsSync = (path) => {
  try {
    return call('exists', pathOf(path));
  } catch {
    return false;
  }
};
fs.exists = (path, callback) => {
  later(() => fs.existsSync(path), (_error, value) => callback(value)); // prettier-ignore
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: async (path) => fs.existsSync(path),
});
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
fs.opendirSync = (path) => new Dir(path);
fs.promises.opendir = async (path) => new Dir(path);

class Dir {
  #entries;
  constructor(path) {
    this.path = path;
    this.#entries = fs.readdirSync(path, { withFileTypes: true });
  }
  readSync() {
    return this.#entries.shift() ?? null;
  }
  async read() {
    return this.readSync();
  }
  closeSync() {}
  async close() {}
  async *[Symbol.asyncIterator]() {
    yield* this.#entries;
  }
}

class FileHandle extends EventEmitter {
  constructor(fd) {
    super();
    this.fd = fd;
  }
  async readFile(options) {
    return operations.readFile(this.fd, options);
  }
  async writeFile(data, options) {
    return operations.writeFile(this.fd, data, options);
  }
  async appendFile(data, options) {
    return operations.writeFile(this.fd, data, options);
  }
  async read(buffer = Buffer.alloc(16384), offset, length, position) {
    return { bytesRead: operations.read(this.fd, buffer, offset, length, position), buffer };
  }
  async write(data, offset, length, position) {
    return { bytesWritten: operations.write(this.fd, data, offset, length, position), buffer: data };
  }
  async stat() {
    return operations.fstat(this.fd);
  }
  async truncate(length) {
    return operations.ftruncate(this.fd, length);
  }
  async sync() {}
  async datasync() {}
  async close() {
    operations.close(this.fd);
    this.fd = -1;
    this.emit('close');
  }
  createReadStream(options) {
    return new ReadStream(undefined, { ...options, fd: this.fd });
  }
  createWriteStream(options) {
    return new WriteStream(undefined, { ...options, fd: this.fd });
  }
  async *readLines() {
    yield* require('readline').createInterface({ input: this.createReadStream() });
  }
}
fs.promises.open = async (path, flags, mode) => new FileHandle(operations.open(path, flags, mode));

class ReadStream extends Readable {
  constructor(path, options = {}) {
    const given = typeof options === 'string' ? { encoding: options } : options;
    super({ highWaterMark: 65536, ...given });
    this.path = path;
    this.fd = given.fd ?? null;
    this.flags = given.flags ?? 'r';
    this.bytesRead = 0;
    this.start = given.start;
    this.end = given.end ?? Infinity;
    this.pos = given.start;
    if (this.fd === null)
      later(
        () => operations.open(path, this.flags, given.mode),
        (error, fd) => {
          if (error) return this.destroy(error);
          this.fd = fd;
          this.emit('open', fd);
          this.emit('ready');
          if (this.waiting) this._read(this.waiting);
          return undefined;
        },
      );
  }
  _read(count) {
    if (this.fd === null) {
      this.waiting = count;
      return;
    }
    this.waiting = undefined;
    const left = this.pos === undefined ? count : Math.min(count, this.end - this.pos + 1);
    later(
      () => (left <= 0 ? new ArrayBuffer(0) : sys('readFd', [this.fd, left, this.pos ?? null])),
      (error, bytes) => {
        if (error) return this.destroy(error);
        this.bytesRead += bytes.byteLength;
        if (this.pos !== undefined) this.pos += bytes.byteLength;
        this.push(bytes.byteLength === 0 ? null : Buffer.from(bytes));
        return undefined;
      },
    );
  }
  _destroy(error, callback) {
    if (this.fd !== null) operations.close(this.fd);
    this.fd = null;
    callback(error);
  }
  close(callback) {
    this.destroy(null, callback);
  }
}

class WriteStream extends Writable {
  constructor(path, options = {}) {
    const given = typeof options === 'string' ? { encoding: options } : options;
    super(given);
    this.path = path;
    this.flags = given.flags ?? 'w';
    this.fd = given.fd ?? null;
    this.bytesWritten = 0;
    this.pos = given.start;
    if (this.fd === null)
      later(
        () => operations.open(path, this.flags, given.mode),
        (error, fd) => {
          if (error) return this.destroy(error);
          this.fd = fd;
          this.emit('open', fd);
          this.emit('ready');
          this.opened?.();
          return undefined;
        },
      );
  }
  _write(chunk, _encoding, callback) {
    if (this.fd === null) {
      this.opened = () => this._write(chunk, _encoding, callback);
      return;
    }
    try {
      sys('writeFd', [this.fd, this.pos ?? null], exact(chunk));
    } catch (error) {
      callback(error);
      return;
    }
    this.bytesWritten += chunk.length;
    if (this.pos !== undefined) this.pos += chunk.length;
    callback();
  }
  _final(callback) {
    if (this.fd === null) this.opened = () => callback();
    else callback();
  }
  _destroy(error, callback) {
    if (this.fd !== null) operations.close(this.fd);
    this.fd = null;
    callback(error);
  }
  close(callback) {
    if (callback) this.once('close', callback);
    this.end();
  }
}
Object.assign(fs, {
  ReadStream,
  WriteStream,
  FileReadStream: ReadStream,
  FileWriteStream: WriteStream,
  createReadStream: (path, options) => new ReadStream(path === undefined ? path : pathOf(path), options),
  createWriteStream: (path, options) => new WriteStream(path === undefined ? path : pathOf(path), options),
});

class FSWatcher extends EventEmitter {
  constructor(path) {
    super();
    this.handle = new Handle({
      changed: ([type, name]) => this.emit('change', type, name),
    });
    sys('watch', [this.handle.id, path]);
  }
  close() {
    if (!this.handle.open) return;
    sys('unwatch', this.handle.id);
    this.handle.release();
    process.nextTick(() => this.emit('close'));
  }
  ref() {
    this.handle.ref();
    return this;
  }
  unref() {
    this.handle.unref();
    return this;
  }
}
fs.watch = (path, options, listener) => {
  const watcher = new FSWatcher(pathOf(path));
  const heard = typeof options === 'function' ? options : listener;
  if (heard) watcher.on('change', heard);
  if (options?.persistent === false) watcher.unref();
  return watcher;
};
const watched = new Map();
fs.watchFile = (path, options, listener) => {
  const heard = typeof options === 'function' ? options : listener;
  let before = fs.statSync(path, { throwIfNoEntry: false });
  const watcher = fs.watch(path, () => {
    const now = fs.statSync(path, { throwIfNoEntry: false });
    heard(now, before);
    before = now;
  });
  watched.set(path, watcher);
  return watcher;
};
fs.unwatchFile = (path) => watched.get(path)?.close();
module.exports = fs;
