/** The module `http`: server, client, and the messages of both. */
const EventEmitter = require('events');
const net = require('net');
const { Readable, Writable } = require('stream');
const { Parser } = require('internal/http-parser');
const { coded, invalidArgType } = require('internal/errors');

const STATUS_CODES = { 100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status', 208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected', 509: 'Bandwidth Limit Exceeded', 510: 'Not Extended', 511: 'Network Authentication Required' }; // prettier-ignore
const METHODS = ['ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'QUERY', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE']; // prettier-ignore
const ONCE = new Set(['age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host', 'if-modified-since', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards', 'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent']); // prettier-ignore
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const date = () => new Date().toUTCString();

class IncomingMessage extends Readable {
  constructor(socket) {
    super();
    this.httpVersion = '1.1';
    this.httpVersionMajor = 1;
    this.httpVersionMinor = 1;
    this.complete = false;
    this.rawHeaders = [];
    this.rawTrailers = [];
    this.headers = {};
    this.headersDistinct = {};
    this.trailers = {};
    this.aborted = false;
    this.upgrade = null;
    this.url = '';
    this.method = null;
    this.statusCode = null;
    this.statusMessage = null;
    this.socket = socket;
    this.connection = socket;
    this.client = socket;
  }
  take({ version, raw }) {
    this.httpVersion = version;
    [this.httpVersionMajor, this.httpVersionMinor] = version.split('.').map(Number);
    this.rawHeaders = raw;
    for (let i = 0; i < raw.length; i += 2) {
      const name = raw[i].toLowerCase();
      const value = raw[i + 1];
      (this.headersDistinct[name] ??= []).push(value);
      if (name === 'set-cookie') (this.headers[name] ??= []).push(value);
      else if (this.headers[name] === undefined) this.headers[name] = value;
      else if (!ONCE.has(name)) this.headers[name] += `${name === 'cookie' ? '; ' : ', '}${value}`;
    }
  }
  _read() {
    this.socket?.resume?.();
  }
  setTimeout(ms, callback) {
    this.socket?.setTimeout(ms, callback);
    return this;
  }
  _destroy(error, callback) {
    if (!this.readableEnded && !this.complete) {
      this.aborted = true;
      this.emit('aborted');
      this.socket?.destroy(error);
    }
    callback(error);
  }
}

const checkName = (name) => {
  if (typeof name !== 'string' || !TOKEN.test(name))
    throw coded(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
};
const checkValue = (name, value) => {
  if (value === undefined)
    throw coded(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`);
  for (const each of Array.isArray(value) ? value : [value]) {
    if (/[^\t\x20-\x7e\x80-\xff]/.test(String(each)))
      throw coded(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
  }
};

class OutgoingMessage extends Writable {
  constructor() {
    super({ decodeStrings: true, autoDestroy: false });
    for (const [name, value] of [
      ['table', new Map()],
      ['head', ''],
      ['chunked', false],
      ['bodyless', false],
      ['known', undefined],
    ])
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    this.headersSent = false;
    this.sendDate = false;
    this.shouldKeepAlive = true;
    this.finished = false;
    this.socket = null;
    this.connection = null;
  }
  setHeader(name, value) {
    if (this.headersSent)
      throw coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    checkName(name);
    checkValue(name, value);
    this.table.set(name.toLowerCase(), [name, value]);
    return this;
  }
  setHeaders(headers) {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }
  appendHeader(name, value) {
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [before, value].flat());
  }
  getHeader(name) {
    return this.table.get(String(name).toLowerCase())?.[1];
  }
  hasHeader(name) {
    return this.table.has(String(name).toLowerCase());
  }
  removeHeader(name) {
    if (this.headersSent)
      throw coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    this.table.delete(String(name).toLowerCase());
  }
  getHeaders() {
    return Object.assign(
      Object.create(null),
      Object.fromEntries([...this.table].map(([name, [, value]]) => [name, value])),
    );
  }
  getHeaderNames() {
    return [...this.table.keys()];
  }
  getRawHeaderNames() {
    return [...this.table.values()].map(([name]) => name);
  }
  flushHeaders() {
    this.sendHead();
    this.raw('');
  }
  addTrailers() {}
  lines() {
    return [...this.table.values()]
      .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => `${name}: ${each}\r\n`))
      .join('');
  }
  raw(data, callback) {
    const head = this.head;
    this.head = '';
    if (head === '' && data.length === 0) {
      callback?.();
      return;
    }
    if (this.socket === null || this.socket.destroyed) {
      callback?.();
      return;
    }
    const bytes =
      head === ''
        ? data
        : Buffer.concat([Buffer.from(head, 'latin1'), typeof data === 'string' ? Buffer.from(data) : data]);
    this.socket.write(bytes, callback);
  }
  body(data) {
    if (this.bodyless) return Buffer.alloc(0);
    return this.chunked
      ? Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')])
      : data;
  }
  _write(chunk, _encoding, callback) {
    this.sendHead();
    this.raw(this.body(chunk), () => callback());
  }
  write(chunk, encoding, callback) {
    if (this.finished) {
      const error = coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      process.nextTick(() => this.emit('error', error));
      return false;
    }
    if (chunk === null) throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
    this.sendHead();
    return super.write(chunk, encoding, callback);
  }
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [chunk, callback] = [undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (this.finished) {
      if (callback)
        process.nextTick(
          callback,
          coded(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'),
        );
      return this;
    }
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
    if (!this.headersSent)
      this.known =
        chunk === undefined || chunk === null
          ? 0
          : typeof chunk === 'string'
            ? Buffer.byteLength(chunk, encoding)
            : chunk.length;
    this.sendHead();
    if (chunk !== undefined && chunk !== null) super.write(chunk, encoding);
    this.finished = true;
    super.end(undefined, undefined, callback);
    return this;
  }
  _final(callback) {
    this.raw(this.chunked && !this.bodyless ? '0\r\n\r\n' : '', () => {
      callback();
      this.sent?.();
    });
  }
  setTimeout(ms, callback) {
    if (this.socket) this.socket.setTimeout(ms, callback);
    else this.once('socket', (socket) => socket.setTimeout(ms, callback));
    return this;
  }
}
for (const [name, get] of [
  ['writableEnded', (it) => it.finished],
  ['writableFinished', (it) => it._writableState.finished],
  ['_headers', (it) => it.getHeaders()],
]) {
  Object.defineProperty(OutgoingMessage.prototype, name, { configurable: true, get() { return get(this); } }); // prettier-ignore
}

class ServerResponse extends OutgoingMessage {
  constructor(request) {
    super();
    this.req = request;
    this.statusCode = 200;
    this.statusMessage = undefined;
    this.sendDate = true;
    this.bodyless = request.method === 'HEAD';
  }
  assignSocket(socket) {
    this.socket = socket;
    this.connection = socket;
    this.emit('socket', socket);
  }
  writeHead(status, message, headers) {
    if (this.headersSent)
      throw coded(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    const code = status | 0;
    if (code < 100 || code > 999)
      throw coded(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`);
    this.statusCode = code;
    const given = typeof message === 'string' ? headers : message;
    if (typeof message === 'string') this.statusMessage = message;
    if (Array.isArray(given)) for (let i = 0; i < given.length; i += 2) this.setHeader(given[i], given[i + 1]);
    else for (const [name, value] of Object.entries(given ?? {})) this.setHeader(name, value);
    // Whatever is not known by now (how long the body is) is not known to the head.
    this.sendHead();
    return this;
  }
  writeContinue() {
    this.socket?.write('HTTP/1.1 100 Continue\r\n\r\n');
  }
  writeProcessing() {
    this.socket?.write('HTTP/1.1 102 Processing\r\n\r\n');
  }
  sendHead() {
    if (this.headersSent) return;
    const code = this.statusCode;
    if (!(code >= 100 && code <= 999))
      throw coded(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${this.statusCode}`);
    this.headersSent = true;
    this.statusMessage ??= STATUS_CODES[code] ?? 'unknown';
    let head = `HTTP/1.1 ${code} ${this.statusMessage}\r\n${this.lines()}`;
    const none = code === 204 || code === 304;
    if (none) this.bodyless = true;
    if (this.sendDate && !this.hasHeader('date')) head += `Date: ${date()}\r\n`;
    const old = this.req.httpVersion === '1.0';
    const asked = String(this.req.headers.connection ?? '').toLowerCase();
    let keep = old ? asked === 'keep-alive' : asked !== 'close';
    const sized = this.hasHeader('content-length') || this.known !== undefined || none || this.req.method === 'HEAD';
    if (old && !sized) keep = false;
    if (String(this.getHeader('connection') ?? '').toLowerCase() === 'close') keep = false;
    if (this.shouldKeepAlive === false) keep = false;
    this.keep = keep;
    Object.defineProperty(this, 'keep', { enumerable: false });
    if (!this.hasHeader('connection')) {
      head += keep ? 'Connection: keep-alive\r\n' : 'Connection: close\r\n';
      const seconds = Math.floor((this.server?.keepAliveTimeout ?? 5000) / 1000);
      if (keep && seconds > 0 && Number.parseInt(process.version.slice(1), 10) >= 14 && !this.hasHeader('keep-alive'))
        head += `Keep-Alive: timeout=${seconds}\r\n`;
    }
    if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) {
      if (none) void 0;
      else if (this.known !== undefined && (this.req.method !== 'HEAD' || this.known > 0))
        head += `Content-Length: ${this.known}\r\n`;
      else if (this.req.method === 'HEAD') void 0;
      else if (!old) {
        head += 'Transfer-Encoding: chunked\r\n';
        this.chunked = true;
      }
    } else if (/chunked/i.test(String(this.getHeader('transfer-encoding') ?? ''))) this.chunked = true;
    this.head = `${head}\r\n`;
  }
}

class Server extends net.Server {
  constructor(options, listener) {
    super({ allowHalfOpen: true });
    const given = typeof options === 'function' ? {} : (options ?? {});
    const heard = typeof options === 'function' ? options : listener;
    if (heard) this.on('request', heard);
    this.timeout = 0;
    this.keepAliveTimeout = given.keepAliveTimeout ?? 5000;
    this.headersTimeout = 60000;
    this.requestTimeout = 300000;
    this.maxHeadersCount = null;
    this.maxRequestsPerSocket = 0;
    this.on('connection', (socket) => serve(this, socket));
  }
  setTimeout(ms, callback) {
    this.timeout = ms;
    if (callback) this.on('timeout', callback);
    return this;
  }
  closeAllConnections() {
    for (const socket of this.sockets) socket.destroy();
  }
  closeIdleConnections() {
    for (const socket of this.sockets) if (socket.httpIdle) socket.destroy();
  }
  close(callback) {
    super.close(callback);
    if (Number.parseInt(process.version.slice(1), 10) >= 19) this.closeIdleConnections();
    return this;
  }
}

/** One connection: a message after another, each answered before the next is begun. */
function serve(server, socket) {
  const waiting = [];
  let current;
  Object.defineProperty(socket, 'httpIdle', { value: true, writable: true });
  let idle;
  const settle = () => {
    socket.httpIdle = true;
    if (server.keepAliveTimeout > 0) idle = setTimeout(() => socket.destroy(), server.keepAliveTimeout + 1000).unref();
  };
  let request;
  const parser = new Parser(false, {
    onHead(head) {
      clearTimeout(idle);
      socket.httpIdle = false;
      const message = new IncomingMessage(socket);
      message.take(head);
      message.method = head.method;
      message.url = head.url;
      request = message;
      if (
        /\bupgrade\b/i.test(message.headers.connection ?? '') &&
        message.headers.upgrade !== undefined &&
        server.listenerCount('upgrade') > 0
      ) {
        message.upgrade = true;
        return 'upgrade';
      }
      const response = new ServerResponse(message);
      Object.defineProperty(response, 'server', { value: server });
      if (/100-continue/i.test(message.headers.expect ?? '')) {
        if (server.listenerCount('checkContinue') > 0) response.continues = true;
        else response.writeContinue.call({ socket });
      }
      waiting.push([message, response]);
      next();
      return undefined;
    },
    onBody: (part) => {
      request.push(Buffer.from(part));
    },
    onEnd() {
      request.complete = true;
      request.push(null);
    },
  });
  function next() {
    if (current !== undefined || waiting.length === 0) return;
    const [message, response] = waiting.shift();
    current = response;
    response.assignSocket(socket);
    response.sent = () => {
      response.emit('close');
      response._writableState.closed = true;
      if (!message.complete || message._readableState.length > 0) message.resume();
      current = undefined;
      if (response.keep === false) socket.destroySoon();
      else if (waiting.length > 0) next();
      else if (server.closing) socket.destroySoon();
      else settle();
    };
    Object.defineProperty(response, 'sent', { enumerable: false });
    if (response.continues) server.emit('checkContinue', message, response);
    else server.emit('request', message, response);
  }
  socket.on('data', (bytes) => {
    try {
      parser.feed(bytes);
      if (request?.upgrade) {
        socket.removeAllListeners('data');
        socket.removeAllListeners('end');
        server.emit('upgrade', request, socket, parser.rest());
      }
    } catch (error) {
      if (error.code === undefined || !String(error.code).startsWith('HPE')) throw error;
      if (server.listenerCount('clientError') > 0) server.emit('clientError', error, socket);
      else {
        socket.write('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
        socket.destroySoon();
      }
    }
  });
  socket.on('end', () => {
    if (current === undefined) socket.end();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(idle);
    if (current !== undefined && !current.writableFinished) {
      current.destroyed = true;
      current._writableState.destroyed = true;
      const { req } = current;
      if (!req.complete) {
        req.aborted = true;
        req.emit('aborted');
      }
      req.emit('close');
      current.emit('close');
    }
  });
}

class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { noDelay: true, path: null, ...options };
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.requests = {};
    this.sockets = {};
    this.freeSockets = {};
    this.defaultPort = 80;
    this.protocol = 'http:';
  }
  getName(options) {
    return `${options.host ?? 'localhost'}:${options.port ?? ''}:`;
  }
  take(options) {
    const list = this.freeSockets[this.getName(options)] ?? [];
    let socket = list.pop();
    while (socket !== undefined && socket.destroyed) socket = list.pop();
    if (list.length === 0) delete this.freeSockets[this.getName(options)];
    return socket;
  }
  give(options, socket) {
    if (socket.destroyed || !socket.writable) return;
    (this.freeSockets[this.getName(options)] ??= []).push(socket);
    socket.unref();
    socket.removeAllListeners('data');
    socket.removeAllListeners('end');
    socket.removeAllListeners('error');
    socket.removeAllListeners('close');
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.resume();
  }
  destroy() {
    for (const list of Object.values(this.freeSockets)) for (const socket of list) socket.destroy();
  }
}

class ClientRequest extends OutgoingMessage {
  constructor(input, options, callback) {
    super();
    const { given, heard } = requestOptions(input, options, callback);
    const protocol = given.protocol ?? 'http:';
    if (protocol !== 'http:')
      throw coded(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "http:"`);
    if (given.path !== undefined && /[\u0000-\u0020]/.test(given.path))
      throw coded(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    this.method = (given.method ?? 'GET').toUpperCase();
    this.path = given.path ?? '/';
    this.host = given.hostname ?? given.host ?? 'localhost';
    this.protocol = protocol;
    this.port = Number(given.port ?? given.defaultPort ?? 80);
    this.reusedSocket = false;
    this.aborted = false;
    this.res = null;
    this.agent = given.agent === false ? new Agent() : (given.agent ?? globalAgent);
    Object.defineProperty(this, 'agent', { enumerable: false });
    if (heard) this.once('response', heard);
    if (given.timeout) this.setTimeout(given.timeout);
    if (Array.isArray(given.headers))
      for (let i = 0; i < given.headers.length; i += 2) this.setHeader(given.headers[i], given.headers[i + 1]);
    else
      for (const [name, value] of Object.entries(given.headers ?? {}))
        if (value !== undefined) this.setHeader(name, value);
    if (!this.hasHeader('host')) {
      const shown = net.isIPv6(this.host) ? `[${this.host}]` : this.host;
      this.setHeader('Host', this.port === 80 ? shown : `${shown}:${this.port}`);
    }
    if (given.auth && !this.hasHeader('authorization'))
      this.setHeader('Authorization', `Basic ${Buffer.from(given.auth).toString('base64')}`);
    given.signal?.addEventListener('abort', () =>
      this.destroy(coded(Error, 'ABORT_ERR', 'The operation was aborted', { name: 'AbortError' })),
    );
    this.where = { host: this.host, port: this.port, path: given.socketPath };
    Object.defineProperty(this, 'where', { enumerable: false });
    const free = this.agent.keepAlive ? this.agent.take(this.where) : undefined;
    this.reusedSocket = free !== undefined;
    const socket =
      free ??
      (given.createConnection ?? net.connect)(
        given.socketPath ? { path: given.socketPath } : { host: this.host, port: this.port },
      );
    free?.ref();
    this.#use(socket);
  }
  #use(socket) {
    process.nextTick(() => this.emit('socket', socket));
    this.socket = socket;
    this.connection = socket;
    Object.defineProperty(this, 'socket', { enumerable: false, writable: true });
    let response;
    const finish = () => {
      response.complete = true;
      response.push(null);
      this.answered = true;
      const keep = this.agent.keepAlive && !/\bclose\b/i.test(response.headers.connection ?? '');
      if (keep) this.agent.give(this.where, socket);
      else socket.destroySoon();
      process.nextTick(() => this.emit('close'));
    };
    const parser = new Parser(true, {
      onHead: (head) => {
        if (head.status === 100) {
          this.emit('continue');
          return 'no-body';
        }
        response = new IncomingMessage(socket);
        response.take(head);
        response.statusCode = head.status;
        response.statusMessage = head.message;
        response.req = this;
        Object.defineProperty(response, 'req', { enumerable: false });
        this.res = response;
        if (head.status === 101) {
          response.upgrade = true;
          return 'upgrade';
        }
        if (!this.emit('response', response)) response.resume();
        return this.method === 'HEAD' ? 'no-body' : undefined;
      },
      onBody: (part) => response.push(Buffer.from(part)),
      onEnd: () => response && finish(),
    });
    const fail = (error) => {
      if (this.answered) return;
      if (response !== undefined && !response.complete) {
        response.aborted = true;
        response.destroy(coded(Error, 'ECONNRESET', 'aborted'));
      } else if (!this.failed) {
        this.failed = true;
        this.emit('error', error);
      }
      process.nextTick(() => this.emit('close'));
    };
    Object.defineProperties(this, {
      failed: { value: false, writable: true },
      answered: { value: false, writable: true },
    });
    socket.on('data', (bytes) => {
      try {
        parser.feed(bytes);
        if (response?.upgrade) {
          socket.removeAllListeners('data');
          this.answered = true;
          if (this.listenerCount('upgrade') > 0) this.emit('upgrade', response, socket, parser.rest());
          else socket.destroy();
        }
      } catch (error) {
        if (!String(error.code).startsWith('HPE')) throw error;
        socket.destroy();
        fail(error);
      }
    });
    socket.on('error', fail);
    socket.on('end', () => {
      if (parser.close() && this.answered) return;
      if (!this.answered) fail(hangUp());
    });
    socket.on('close', () => {
      if (!this.answered && !this.failed) fail(this.destroyedBy ?? hangUp());
    });
    socket.on('timeout', () => this.emit('timeout'));
  }
  sendHead() {
    if (this.headersSent) return;
    this.headersSent = true;
    const bodyless = ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
    if (!this.hasHeader('connection'))
      this.table.set('connection', ['Connection', this.agent.keepAlive ? 'keep-alive' : 'close']);
    if (!this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) {
      if (this.known !== undefined) {
        if (this.known > 0 || !bodyless) this.table.set('content-length', ['Content-Length', this.known]);
      } else {
        this.table.set('transfer-encoding', ['Transfer-Encoding', 'chunked']);
        this.chunked = true;
      }
    } else if (/chunked/i.test(String(this.getHeader('transfer-encoding') ?? ''))) this.chunked = true;
    this.head = `${this.method} ${this.path} HTTP/1.1\r\n${this.lines()}\r\n`;
  }
  abort() {
    this.aborted = true;
    this.emit('abort');
    this.destroy();
  }
  destroy(error) {
    if (this.destroyed) return this;
    Object.defineProperty(this, 'destroyed', { value: true, configurable: true });
    this.destroyedBy = error;
    Object.defineProperty(this, 'destroyedBy', { enumerable: false });
    this.res?._readableState.endEmitted || this.socket?.destroy();
    return this;
  }
  setNoDelay() {}
  setSocketKeepAlive() {}
}
const hangUp = () => coded0(Error, 'ECONNRESET', 'socket hang up');
function coded0(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  return error;
}

function requestOptions(input, options, callback) {
  let given = {};
  if (typeof input === 'string') given = fromUrl(new URL(input));
  else if (input instanceof URL) given = fromUrl(input);
  else {
    callback = options;
    options = input;
  }
  if (typeof options === 'function') [options, callback] = [{}, options];
  return { given: { ...given, ...options }, heard: callback };
}
function fromUrl(url) {
  const hostname = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  return {
    protocol: url.protocol,
    hostname,
    path: `${url.pathname || '/'}${url.search}`,
    href: url.href,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username ? { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` } : {}),
  };
}

let globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
const request = (input, options, callback) => new ClientRequest(input, options, callback);
function get(input, options, callback) {
  const made = request(input, options, callback);
  made.end();
  return made;
}

/** Both can be called without `new`, as old code does. */
function createServer(options, listener) {
  return new Server(options, listener);
}

module.exports = {
  METHODS,
  STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  request,
  get,
  maxHeaderSize: 16384,
  validateHeaderName: checkName,
  validateHeaderValue: checkValue,
};
Object.defineProperty(module.exports, 'globalAgent', {
  enumerable: true,
  configurable: true,
  get: () => globalAgent,
  set: (agent) => {
    globalAgent = agent;
  },
});
