/** The module `stream`: flowing and paused reading, writing with backpressure, pipes. */
const EventEmitter = require('events');
const { coded, invalidArgType } = require('internal/errors');
const { StringDecoder } = require('string_decoder');

const DEFAULT = 16384;
const noop = () => undefined;

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

const toBuffer = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);

// ---- readable -----------------------------------------------------------------------------------------------------

class ReadableState {
  constructor(options, duplex) {
    this.objectMode = Boolean(options.objectMode || (duplex && options.readableObjectMode));
    this.highWaterMark = options.readableHighWaterMark ?? options.highWaterMark ?? (this.objectMode ? 16 : 65536);
    this.buffer = [];
    this.length = 0;
    this.flowing = null;
    this.ended = false;
    this.endEmitted = false;
    this.reading = false;
    this.sync = false;
    this.pipes = [];
    this.decoder = null;
    this.encoding = null;
    this.destroyed = false;
    this.errored = null;
    this.closed = false;
    this.autoDestroy = options.autoDestroy !== false;
    this.emitClose = options.emitClose !== false;
    this.scheduled = false;
    this.readableListening = false;
  }
}

function Readable(options = {}) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this, options);
  initReadable(this, options, false);
}
function initReadable(stream, options, duplex) {
  stream._readableState = new ReadableState(options, duplex);
  Object.defineProperty(stream, '_readableState', { enumerable: false });
  if (typeof options.read === 'function') stream._read = options.read;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  if (options.encoding) stream.setEncoding(options.encoding);
  if (options.signal)
    options.signal.addEventListener('abort', () =>
      stream.destroy(coded(Error, 'ABORT_ERR', 'The operation was aborted', { name: 'AbortError' })),
    );
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

Readable.prototype._read = function () {
  throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented');
};
Readable.prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
  if (state.buffer.length > 0) {
    const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join('');
    state.buffer = text === '' ? [] : [text];
    state.length = text.length;
  }
  return this;
};

function addChunk(stream, chunk, encoding, front) {
  const state = stream._readableState;
  if (chunk === null) {
    state.reading = false;
    if (state.ended) return false;
    state.ended = true;
    const rest = state.decoder?.end();
    if (rest) {
      state.buffer.push(rest);
      state.length += rest.length;
    }
    schedule(stream);
    return false;
  }
  if (state.endEmitted || (state.ended && !front)) {
    stream.destroy(coded(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
    return false;
  }
  let data = chunk;
  if (!state.objectMode) {
    if (typeof data === 'string')
      data = state.encoding && state.encoding === (encoding ?? 'utf8') ? data : Buffer.from(data, encoding);
    else if (!(data instanceof Uint8Array)) {
      stream.destroy(invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk));
      return false;
    } else if (!Buffer.isBuffer(data)) data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (state.decoder && typeof data !== 'string') data = state.decoder.write(data);
    if (data.length === 0) {
      state.reading = false;
      return true;
    }
  }
  state.reading = false;
  state[front ? 'front' : 'back'] = true;
  if (front) state.buffer.unshift(data);
  else state.buffer.push(data);
  state.length += state.objectMode ? 1 : data.length;
  schedule(stream);
  return state.length < state.highWaterMark;
}
Readable.prototype.push = function (chunk, encoding) {
  return addChunk(this, chunk, encoding, false);
};
Readable.prototype.unshift = function (chunk, encoding) {
  return addChunk(this, chunk, encoding, true);
};

/** One turn later: hand over, ask for more, tell of the end. */
function schedule(stream) {
  const state = stream._readableState;
  if (state.scheduled || state.destroyed) return;
  state.scheduled = true;
  process.nextTick(() => {
    state.scheduled = false;
    flow(stream);
  });
}

function flow(stream) {
  const state = stream._readableState;
  if (state.destroyed) return;
  if (state.flowing) {
    while (state.flowing && state.buffer.length > 0 && !state.destroyed) {
      const chunk = state.buffer.shift();
      state.length -= state.objectMode ? 1 : chunk.length;
      stream.emit('data', chunk);
    }
  } else if (state.readableListening && (state.length > 0 || (state.ended && !state.endEmitted)))
    stream.emit('readable');
  more(stream);
  finishReading(stream);
}

function more(stream) {
  const state = stream._readableState;
  if (state.ended || state.reading || state.destroyed || state.length >= state.highWaterMark) return;
  if (!state.flowing && !state.readableListening && state.pipes.length === 0 && !state.wanted) return;
  state.wanted = false;
  state.reading = true;
  try {
    const answer = stream._read(state.highWaterMark);
    void answer;
  } catch (error) {
    stream.destroy(error);
  }
}

function finishReading(stream) {
  const state = stream._readableState;
  if (!state.ended || state.length > 0 || state.endEmitted || state.destroyed) return;
  if (!state.flowing && !state.readableListening && !state.drained) return;
  state.endEmitted = true;
  process.nextTick(() => {
    stream.readable = false;
    stream.emit('end');
    const writing = stream._writableState;
    if (writing && stream.allowHalfOpen === false && !writing.ending) stream.end();
    if (state.autoDestroy && (!writing || writing.finished)) stream.destroy();
  });
}

Readable.prototype.read = function (count) {
  const state = this._readableState;
  if (count === 0) {
    state.wanted = true;
    more(this);
    return null;
  }
  let chunk = null;
  if (state.buffer.length > 0) {
    if (state.objectMode) {
      chunk = state.buffer.shift();
      state.length -= 1;
    } else {
      const all = state.decoder
        ? state.buffer.join('')
        : state.buffer.length === 1
          ? state.buffer[0]
          : Buffer.concat(state.buffer);
      if (count === undefined || count === all.length) {
        chunk = all;
        state.buffer = [];
        state.length = 0;
      } else if (count < all.length) {
        chunk = all.slice(0, count);
        state.buffer = [all.slice(count)];
        state.length = all.length - count;
      } else if (state.ended) {
        chunk = all;
        state.buffer = [];
        state.length = 0;
      }
    }
  }
  state.wanted = true;
  if (chunk !== null) this.emit('data', chunk);
  if (state.length === 0) {
    state.drained = true;
    if (state.ended) finishReading(this);
    else more(this);
  }
  return chunk;
};

Readable.prototype.on = function (name, listener) {
  const result = EventEmitter.prototype.on.call(this, name, listener);
  const state = this._readableState;
  if (name === 'data') {
    if (state.flowing !== false) this.resume();
  } else if (name === 'readable') {
    state.readableListening = true;
    schedule(this);
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;
Readable.prototype.removeListener = function (name, listener) {
  const result = EventEmitter.prototype.removeListener.call(this, name, listener);
  if (name === 'readable' && this.listenerCount('readable') === 0) this._readableState.readableListening = false;
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;
Readable.prototype.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    schedule(this);
    process.nextTick(() => this.emit('resume'));
  }
  return this;
};
Readable.prototype.pause = function () {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  return this;
};
Readable.prototype.isPaused = function () {
  return this._readableState.flowing === false;
};
Readable.prototype.pipe = function (target, options) {
  const state = this._readableState;
  state.pipes.push(target);
  const onData = (chunk) => {
    if (target.write(chunk) === false) this.pause();
  };
  const onDrain = () => this.resume();
  const standard = target === process.stdout || target === process.stderr;
  const onEnd = () => target.end();
  this.on('data', onData);
  target.on('drain', onDrain);
  if (options?.end !== false && !standard) this.once('end', onEnd);
  const cleanup = () => {
    this.removeListener('data', onData);
    target.removeListener('drain', onDrain);
    this.removeListener('end', onEnd);
  };
  target.once('unpipe', cleanup);
  target.once('close', cleanup);
  target.emit('pipe', this);
  if (!state.flowing) this.resume();
  return target;
};
Readable.prototype.unpipe = function (target) {
  const state = this._readableState;
  const gone = target === undefined ? state.pipes.splice(0) : state.pipes.splice(state.pipes.indexOf(target), 1);
  for (const each of gone) each.emit('unpipe', this);
  if (state.pipes.length === 0) this.pause();
  return this;
};
Readable.prototype[Symbol.asyncIterator] = async function* () {
  const queue = [];
  let wake = noop;
  let done = false;
  let failure = null;
  this.on('readable', () => wake());
  finished(this, { writable: false }, (error) => {
    done = true;
    failure = error ?? null;
    wake();
  });
  try {
    for (;;) {
      const chunk = this.destroyed ? null : this.read();
      if (chunk !== null) yield chunk;
      else if (failure) throw failure;
      else if (done) return;
      else
        await new Promise((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    void queue;
    if (!done) this.destroy();
  }
};
Readable.prototype.wrap = function (old) {
  old.on('data', (chunk) => this.push(chunk));
  old.on('end', () => this.push(null));
  this._read = noop;
  return this;
};
for (const name of ['map', 'filter', 'flatMap', 'take', 'drop']) {
  Readable.prototype[name] = function (arg) {
    const source = this;
    return Readable.from(
      (async function* () {
        let i = 0;
        for await (const chunk of source) {
          if (name === 'map') yield await arg(chunk);
          else if (name === 'filter') {
            if (await arg(chunk)) yield chunk;
          } else if (name === 'flatMap') yield* await arg(chunk);
          else if (name === 'take') {
            if (i++ >= arg) return;
            yield chunk;
          } else if (i++ >= arg) yield chunk;
        }
      })(),
    );
  };
}
Readable.prototype.toArray = async function () {
  const all = [];
  for await (const chunk of this) all.push(chunk);
  return all;
};
Readable.prototype.forEach = async function (each) {
  for await (const chunk of this) await each(chunk);
};
Readable.prototype.reduce = async function (step, initial) {
  let value = initial;
  for await (const chunk of this) value = value === undefined ? chunk : await step(value, chunk);
  return value;
};

function destroy(error, callback) {
  const reading = this._readableState;
  const writing = this._writableState;
  if (reading?.destroyed || writing?.destroyed) {
    callback?.(error);
    return this;
  }
  for (const state of [reading, writing]) {
    if (!state) continue;
    state.destroyed = true;
    if (error) state.errored ??= error;
  }
  this._destroy(error ?? null, (failure) => {
    callback?.(failure);
    process.nextTick(() => {
      for (const state of [reading, writing]) if (state) state.closed = true;
      if (failure) this.emit('error', failure);
      if ((reading ?? writing).emitClose) this.emit('close');
    });
  });
  return this;
}
for (const Kind of [Readable]) {
  Kind.prototype.destroy = destroy;
  Kind.prototype._destroy = function (error, callback) {
    callback(error);
  };
}
const getters = {
  readable: [
    (s) => s._readableState && !s._readableState.destroyed && !s._readableState.endEmitted && !s._readableState.errored,
  ],
  destroyed: [(s) => Boolean(s._readableState?.destroyed ?? s._writableState?.destroyed)],
  readableEnded: [(s) => s._readableState.endEmitted],
  readableFlowing: [(s) => s._readableState.flowing],
  readableLength: [(s) => s._readableState.length],
  readableHighWaterMark: [(s) => s._readableState.highWaterMark],
  readableObjectMode: [(s) => s._readableState.objectMode],
  readableEncoding: [(s) => s._readableState.encoding],
  readableAborted: [(s) => s._readableState.destroyed && !s._readableState.endEmitted],
  readableDidRead: [(s) => s._readableState.flowing !== null],
  errored: [(s) => s._readableState?.errored ?? s._writableState?.errored ?? null],
  closed: [(s) => Boolean(s._readableState?.closed ?? s._writableState?.closed)],
};
function define(prototype, names, table) {
  for (const name of names) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: false,
      get() {
        return table[name][0](this);
      },
      set(value) {
        if (name !== 'readable' && name !== 'writable' && name !== 'destroyed')
          Object.defineProperty(this, name, { value, writable: true, configurable: true });
      },
    });
  }
}
define(Readable.prototype, Object.keys(getters), getters);

Readable.from = function (source, options) {
  if (typeof source === 'string' || Buffer.isBuffer(source)) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(source);
        this.push(null);
      },
    });
  }
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]?.();
  if (iterator === undefined) throw invalidArgType('iterable', ['Iterable'], source);
  let reading = false;
  return new Readable({
    objectMode: true,
    highWaterMark: 1,
    ...options,
    read() {
      if (reading) return;
      reading = true;
      (async () => {
        try {
          for (;;) {
            const { value, done } = await iterator.next();
            if (done) {
              this.push(null);
              return;
            }
            if (!this.push(await value)) {
              reading = false;
              return;
            }
          }
        } catch (error) {
          this.destroy(error);
        }
      })();
    },
  });
};

// ---- writable -----------------------------------------------------------------------------------------------------

class WritableState {
  constructor(options, duplex) {
    this.objectMode = Boolean(options.objectMode || (duplex && options.writableObjectMode));
    this.highWaterMark = options.writableHighWaterMark ?? options.highWaterMark ?? (this.objectMode ? 16 : DEFAULT);
    this.decodeStrings = options.decodeStrings !== false;
    this.defaultEncoding = options.defaultEncoding ?? 'utf8';
    this.queue = [];
    this.length = 0;
    this.writing = false;
    this.corked = 0;
    this.ending = false;
    this.finished = false;
    this.needDrain = false;
    this.destroyed = false;
    this.errored = null;
    this.closed = false;
    this.autoDestroy = options.autoDestroy !== false;
    this.emitClose = options.emitClose !== false;
  }
}

function Writable(options = {}) {
  if (!(this instanceof Writable) && !(this instanceof Duplex)) return new Writable(options);
  Stream.call(this, options);
  initWritable(this, options, false);
}
function initWritable(stream, options, duplex) {
  stream._writableState = new WritableState(options, duplex);
  Object.defineProperty(stream, '_writableState', { enumerable: false });
  for (const name of ['write', 'writev', 'destroy', 'final'])
    if (typeof options[name] === 'function') stream[`_${name}`] = options[name];
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);

const writing = {
  write(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    const done = callback ?? noop;
    if (chunk === null) throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    let failure;
    if (!state.objectMode && typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw invalidArgType('chunk', ['string', 'Buffer', 'Uint8Array'], chunk);
    if (state.ending) failure = coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
    else if (state.destroyed)
      failure = coded(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
    if (failure) {
      process.nextTick(done, failure);
      if (failure.code === 'ERR_STREAM_WRITE_AFTER_END') this.destroy(failure);
      return false;
    }
    let data = chunk;
    let kind = encoding ?? state.defaultEncoding;
    if (!state.objectMode && typeof data === 'string' && state.decodeStrings) {
      data = toBuffer(data, kind);
      kind = 'buffer';
    }
    state.length += state.objectMode ? 1 : data.length;
    state.queue.push({ data, kind, done });
    const room = state.length < state.highWaterMark;
    if (!room) state.needDrain = true;
    advance(this);
    return room && !state.errored;
  },
  end(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === 'function') [chunk, encoding, callback] = [undefined, undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (typeof callback === 'function') {
      if (state.finished) process.nextTick(callback);
      else this.once('finish', callback);
    }
    state.corked = 0;
    state.ending = true;
    advance(this);
    return this;
  },
  cork() {
    this._writableState.corked += 1;
  },
  uncork() {
    const state = this._writableState;
    if (state.corked > 0) state.corked -= 1;
    advance(this);
  },
  setDefaultEncoding(encoding) {
    this._writableState.defaultEncoding = encoding;
    return this;
  },
  destroy,
  _destroy(error, callback) {
    callback(error);
  },
  _write(chunk, encoding, callback) {
    if (this._writev) return this._writev([{ chunk, encoding }], callback);
    throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  },
};

function advance(stream) {
  const state = stream._writableState;
  if (state.writing || state.corked > 0 || state.destroyed) return;
  const next = state.queue.shift();
  if (next === undefined) {
    if (state.ending && !state.finished && !state.finishing) finish(stream);
    return;
  }
  state.writing = true;
  let sync = true;
  const done = (error) => {
    state.writing = false;
    state.length -= state.objectMode ? 1 : next.data.length;
    if (error) {
      process.nextTick(next.done, error);
      state.errored = error;
      if (sync) process.nextTick(() => stream.destroy(error));
      else stream.destroy(error);
      return;
    }
    const after = () => {
      if (state.needDrain && state.length === 0 && !state.ending && !state.destroyed) {
        state.needDrain = false;
        stream.emit('drain');
      }
      next.done();
    };
    if (sync) process.nextTick(after);
    else after();
    advance(stream);
  };
  try {
    stream._write(next.data, next.kind, done);
  } catch (error) {
    done(error);
    sync = false;
    throw error;
  }
  sync = false;
}

function finish(stream) {
  const state = stream._writableState;
  state.finishing = true;
  const done = (error) => {
    if (error) return stream.destroy(error);
    process.nextTick(() => {
      state.finished = true;
      stream.emit('finish');
      const reading = stream._readableState;
      if (state.autoDestroy && (!reading || reading.endEmitted || stream.readableIsOver)) stream.destroy();
    });
    return undefined;
  };
  if (typeof stream._final === 'function') stream._final(done);
  else done();
}
const writableGetters = {
  writable: [
    (s) => s._writableState && !s._writableState.destroyed && !s._writableState.ending && !s._writableState.errored,
  ],
  destroyed: getters.destroyed,
  errored: getters.errored,
  closed: getters.closed,
  writableEnded: [(s) => s._writableState.ending],
  writableFinished: [(s) => s._writableState.finished],
  writableLength: [(s) => s._writableState.length],
  writableHighWaterMark: [(s) => s._writableState.highWaterMark],
  writableObjectMode: [(s) => s._writableState.objectMode],
  writableNeedDrain: [(s) => s._writableState.needDrain && !s._writableState.destroyed],
  writableCorked: [(s) => s._writableState.corked],
  writableAborted: [(s) => s._writableState.destroyed && !s._writableState.finished],
};
function methods(prototype) {
  for (const [name, value] of Object.entries(writing))
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  define(prototype, Object.keys(writableGetters), writableGetters);
}
methods(Writable.prototype);
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    return (
      Function.prototype[Symbol.hasInstance].call(this, object) ||
      (this === Writable && object?._writableState instanceof WritableState)
    );
  },
});

// ---- both ---------------------------------------------------------------------------------------------------------

function Duplex(options = {}) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Stream.call(this, options);
  initReadable(this, options, true);
  initWritable(this, options, true);
  this.allowHalfOpen = options.allowHalfOpen !== false;
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
methods(Duplex.prototype);

function Transform(options = {}) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options.transform === 'function') this._transform = options.transform;
  if (typeof options.flush === 'function') this._flush = options.flush;
  Object.defineProperty(this, 'held', { value: undefined, writable: true });
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
Transform.prototype._transform = function () {
  throw coded(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented');
};
Transform.prototype._write = function (chunk, encoding, callback) {
  this._transform(chunk, encoding, (error, value) => {
    if (error) return callback(error);
    let room = true;
    if (value !== undefined && value !== null) room = this.push(value);
    if (room || this._readableState.length < this._readableState.highWaterMark) callback();
    else this.held = callback;
    return undefined;
  });
};
Transform.prototype._read = function () {
  const { held } = this;
  this.held = undefined;
  this._readableState.reading = false;
  held?.();
};
Transform.prototype._final = function (callback) {
  const end = (error, value) => {
    if (error) return callback(error);
    if (value !== undefined && value !== null) this.push(value);
    this.push(null);
    callback();
    return undefined;
  };
  if (typeof this._flush === 'function') this._flush(end);
  else end();
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = (chunk, _encoding, callback) => callback(null, chunk);

// ---- ends and chains ----------------------------------------------------------------------------------------------

function finished(stream, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  let called = false;
  const done = (error) => {
    if (called) return;
    called = true;
    callback.call(stream, error);
  };
  const reading = stream._readableState;
  const writable = stream._writableState;
  let read = !reading || options.readable === false || reading.endEmitted;
  let written = !writable || options.writable === false || writable.finished;
  const check = () => read && written && done();
  stream.on('end', () => {
    read = true;
    check();
  });
  stream.on('finish', () => {
    written = true;
    check();
  });
  stream.on('error', done);
  stream.on('close', () => {
    if (read && written) done();
    else done(stream.errored ?? coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  });
  if (read && written) process.nextTick(done);
  else if (stream.destroyed && stream.closed)
    process.nextTick(done, stream.errored ?? coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  return () => {
    called = true;
  };
}

function pipeline(...streams) {
  const callback =
    typeof streams.at(-1) === 'function' && streams.length > 1 && !isStreamFunction(streams) ? streams.pop() : noop;
  const list = Array.isArray(streams[0]) ? streams[0] : streams;
  let over = false;
  const end = (error) => {
    if (over) return;
    if (error) {
      over = true;
      for (const stream of chain) stream.destroy?.(error === undefined ? undefined : undefined);
      callback(error);
    }
  };
  const chain = [];
  let current;
  for (const [index, item] of list.entries()) {
    if (typeof item === 'function') {
      const made = item(current);
      current = made?.[Symbol.asyncIterator] ? Readable.from(made) : made;
      if (typeof made?.then === 'function') made.then((value) => callback(null, value), callback);
    } else if (index === 0 && !item.pipe) current = Readable.from(item);
    else if (current === undefined) current = item;
    else {
      current.pipe(item);
      current = item;
    }
    if (current?.on) {
      chain.push(current);
      finished(current, { readable: index < list.length - 1, writable: index > 0 }, (error) => {
        if (error) end(error);
        else if (index === list.length - 1 && !over) {
          over = true;
          callback();
        }
      });
    }
  }
  return current;
}
const isStreamFunction = () => false;

const promises = {
  finished: (stream, options = {}) =>
    new Promise((resolve, reject) => finished(stream, options, (error) => (error ? reject(error) : resolve()))),
  pipeline: (...streams) =>
    new Promise((resolve, reject) => {
      const last = streams.at(-1);
      if (last && typeof last === 'object' && !last.on && !last[Symbol.asyncIterator]) streams.pop();
      pipeline(...streams, (error, value) => (error ? reject(error) : resolve(value)));
    }),
};

module.exports = Stream;
Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  finished,
  pipeline,
  promises,
  addAbortSignal: (signal, stream) => {
    signal.addEventListener('abort', () =>
      stream.destroy(coded(Error, 'ABORT_ERR', 'The operation was aborted', { name: 'AbortError' })),
    );
    return stream;
  },
  getDefaultHighWaterMark: (object) => (object ? 16 : 65536),
  isReadable: (stream) => Boolean(stream?.readable),
  isErrored: (stream) => Boolean(stream?.errored),
});
