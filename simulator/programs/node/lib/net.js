/** The module `net`: TCP and sockets of the file system. */
const EventEmitter = require('events');
const { Duplex } = require('stream');
const { Handle } = require('internal/handles');
const { coded, invalidArgType } = require('internal/errors');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];

const isIPv4 = (text) => /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(text);
const isIPv6 = (text) => /^[0-9a-f:]+(%\w+)?$|^[0-9a-f:]*:(\d+\.){3}\d+$/i.test(text) && text.includes(':');
const isIP = (text) => (isIPv4(String(text)) ? 4 : isIPv6(String(text)) ? 6 : 0);

class Socket extends Duplex {
  constructor(options = {}) {
    super({ allowHalfOpen: options.allowHalfOpen ?? false, decodeStrings: true, highWaterMark: options.highWaterMark });
    this.connecting = false;
    this.bytesRead = 0;
    this.bytesWritten = 0;
    this._hadError = false;
    this._host = null;
    this.timeout = 0;
    for (const name of ['handle', 'idle', 'queued', 'server', 'wanted'])
      Object.defineProperty(this, name, { value: undefined, writable: true, configurable: true });
    if (options.accepted !== undefined) this.#attach(options.accepted);
    this.on('end', () => {
      this.readableIsOver = true;
      if (!this.allowHalfOpen && !this._writableState.ending) this.end();
    });
  }
  #attach({ id, local, remote }) {
    this.connection = id;
    Object.defineProperty(this, 'connection', { enumerable: false });
    this.localAddress = local.host;
    this.localPort = local.port;
    this.remoteAddress = remote.host;
    this.remotePort = remote.port;
    this.remoteFamily = isIP(remote.host) === 6 ? 'IPv6' : 'IPv4';
    this.localFamily = this.remoteFamily;
    this.connecting = false;
  }
  get pending() {
    return this.connection === undefined;
  }
  get readyState() {
    if (this.connecting) return 'opening';
    return this.readable && this.writable
      ? 'open'
      : this.readable
        ? 'readOnly'
        : this.writable
          ? 'writeOnly'
          : 'closed';
  }
  connect(...args) {
    const { options, callback } = normalize(args);
    if (callback) this.once('connect', callback);
    this.connecting = true;
    this.handle = new Handle({
      connected: (value) => {
        this.#attach(value);
        this.emit('connect');
        this.emit('ready');
        if (this.queued) {
          const { queued } = this;
          this.queued = undefined;
          queued();
        }
        if (this.wanted) this._read();
      },
      failed: (described) => {
        this.connecting = false;
        this.destroy(require.systemError(described));
      },
      lookup: ([error, address, family]) => this.emit('lookup', error, address, family, options.host),
      ...this.#events(),
    });
    if (options.path !== undefined) sys('connect', [this.handle.id, { path: options.path }]);
    else {
      const port = Number(options.port);
      if (!(port >= 0 && port < 65536))
        throw coded(
          RangeError,
          'ERR_SOCKET_BAD_PORT',
          `Port should be >= 0 and < 65536. Received ${describePort(options.port)}.`,
        );
      sys('connect', [this.handle.id, { host: options.host ?? 'localhost', port }]);
    }
    return this;
  }
  #events() {
    return {
      data: (_value, bytes) => {
        this.#touch();
        if (bytes.byteLength === 0) {
          this.push(null);
          return;
        }
        this.bytesRead += bytes.byteLength;
        this.push(Buffer.from(bytes));
      },
      readFailed: (described) => this.destroy(require.systemError(described)),
    };
  }
  adopt() {
    this.handle = new Handle(this.#events());
    return this;
  }
  _read() {
    if (this.connection === undefined) {
      this.wanted = true;
      return;
    }
    this.wanted = false;
    sys('socketRead', [this.handle.id, this.connection]);
  }
  _write(chunk, _encoding, callback) {
    if (this.connecting || this.connection === undefined) {
      this.queued = () => this._write(chunk, _encoding, callback);
      return;
    }
    this.#touch();
    this.bytesWritten += chunk.length;
    const handle = new Handle({
      done: () => {
        handle.release();
        callback();
      },
      failed: (described) => {
        handle.release();
        callback(require.systemError(described));
      },
    });
    sys('socketWrite', [handle.id, this.connection], exact(chunk));
  }
  _final(callback) {
    if (this.connecting) {
      this.queued = () => this._final(callback);
      return;
    }
    if (this.connection !== undefined) sys('socketEnd', this.connection);
    callback();
  }
  _destroy(error, callback) {
    clearTimeout(this.idle);
    this.connecting = false;
    if (this.connection !== undefined) sys('socketClose', this.connection);
    this.handle?.release();
    this._hadError = Boolean(error);
    callback(error);
    this.server?.gone(this);
  }
  emit(name, ...args) {
    return name === 'close' ? super.emit('close', this._hadError) : super.emit(name, ...args);
  }
  #touch() {
    this.idle?.refresh();
  }
  setTimeout(ms, callback) {
    clearTimeout(this.idle);
    this.timeout = ms;
    if (callback) this.once('timeout', callback);
    if (ms > 0) this.idle = setTimeout(() => this.emit('timeout'), ms).unref();
    return this;
  }
  address() {
    return this.localAddress === undefined
      ? {}
      : { address: this.localAddress, family: this.localFamily, port: this.localPort };
  }
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }
  resetAndDestroy() {
    return this.destroy();
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
  ref() {
    this.handle?.ref();
    return this;
  }
  unref() {
    this.handle?.unref();
    return this;
  }
}

const describePort = (port) =>
  typeof port === 'number'
    ? `type number (${port})`
    : typeof port === 'string'
      ? `type string ('${port}')`
      : port === undefined
        ? 'undefined'
        : require('util').inspect(port);

function normalize(args) {
  const list = [...args];
  const callback = typeof list.at(-1) === 'function' ? list.pop() : undefined;
  const [first, second] = list;
  if (first !== null && typeof first === 'object') return { options: first, callback };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { options: { path: first }, callback };
  return { options: { port: first, host: typeof second === 'string' ? second : undefined }, callback };
}

class Server extends EventEmitter {
  constructor(options, listener) {
    super();
    const given = typeof options === 'function' ? {} : (options ?? {});
    const heard = typeof options === 'function' ? options : listener;
    if (heard) this.on('connection', heard);
    this.allowHalfOpen = given.allowHalfOpen ?? false;
    this.maxConnections = undefined;
    for (const [name, value] of [
      ['sockets', new Set()],
      ['handle', undefined],
      ['where', null],
      ['closing', false],
      ['unreferenced', false],
    ])
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    this._connections = 0;
  }
  get listening() {
    return this.where !== null;
  }
  listen(...args) {
    const { options, callback } = normalize(args);
    if (callback) this.once('listening', callback);
    if (this.where !== null)
      throw coded(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
    const { path } = options;
    const host = options.host;
    if (path === undefined && options.port !== undefined && options.port !== null) {
      const port = Number(options.port);
      if (!(Number.isInteger(port) && port >= 0 && port < 65536))
        throw coded(
          RangeError,
          'ERR_SOCKET_BAD_PORT',
          `options.port should be >= 0 and < 65536. Received ${describePort(options.port)}.`,
        );
    }
    this.closing = false;
    this.handle = new Handle({
      accepted: (value) => {
        const socket = new Socket({ accepted: value, allowHalfOpen: this.allowHalfOpen }).adopt();
        socket.server = this;
        Object.defineProperty(socket, '_server', { value: this, enumerable: false });
        this.sockets.add(socket);
        this._connections += 1;
        this.emit('connection', socket);
        if (socket._readableState.flowing === null) socket.read(0);
      },
      listening: (value) => {
        this.where = value;
        this.emit('listening');
      },
      failed: (described) => {
        this.handle.release();
        this.handle = undefined;
        this.emit('error', require.systemError(described));
      },
    });
    if (this.unreferenced) this.handle.unref();
    sys('listen', [
      this.handle.id,
      path === undefined ? { host: host ?? null, port: Number(options.port ?? 0) } : { path },
    ]);
    return this;
  }
  address() {
    return this.where;
  }
  close(callback) {
    if (callback) {
      if (this.handle === undefined)
        this.once('close', () => callback(coded(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
      else this.once('close', callback);
    }
    if (this.handle !== undefined) {
      sys('unlisten', this.handle.id);
      this.handle.release();
      this.handle = undefined;
    }
    this.where = null;
    this.closing = true;
    this.over();
    return this;
  }
  over() {
    if (this.closing && this.sockets.size === 0)
      process.nextTick(() => {
        if (!this.closing || this.handle !== undefined) return;
        this.closing = false;
        this.emit('close');
      });
  }
  gone(socket) {
    if (!this.sockets.delete(socket)) return;
    this._connections -= 1;
    this.over();
  }
  getConnections(callback) {
    process.nextTick(callback, null, this.sockets.size);
    return this;
  }
  ref() {
    this.unreferenced = false;
    this.handle?.ref();
    return this;
  }
  unref() {
    this.unreferenced = true;
    this.handle?.unref();
    return this;
  }
  async [Symbol.asyncDispose ?? Symbol('asyncDispose')]() {
    await new Promise((resolve) => this.close(resolve));
  }
}

function callable(Class) {
  return new Proxy(Class, { apply: (target, _self, args) => new target(...args) });
}
void callable;
void invalidArgType;

module.exports = {
  Socket,
  Stream: Socket,
  Server,
  createServer: (options, listener) => new Server(options, listener),
  connect: (...args) => new Socket(args[0] !== null && typeof args[0] === 'object' ? args[0] : {}).connect(...args),
  createConnection: (...args) =>
    new Socket(args[0] !== null && typeof args[0] === 'object' ? args[0] : {}).connect(...args),
  isIP,
  isIPv4,
  isIPv6,
  getDefaultAutoSelectFamily: () => true,
  setDefaultAutoSelectFamily: () => undefined,
};
