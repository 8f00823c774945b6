/** The module `events`. */
const { coded, invalidArgType } = require('internal/errors');
const kCapture = Symbol('kCapture');
let defaultMax = 10;

function check(listener) {
  if (typeof listener !== 'function') throw invalidArgType('listener', 'function', listener);
}

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  Object.defineProperty(this, kCapture, { value: false, writable: true, configurable: true, enumerable: true });
};

EventEmitter.prototype.setMaxListeners = function (n) {
  this._maxListeners = n;
  return this;
};
EventEmitter.prototype.getMaxListeners = function () {
  return this._maxListeners ?? defaultMax;
};

EventEmitter.prototype.emit = function emit(type, ...args) {
  const events = this._events;
  if (type === 'error' && (events === undefined || events.error === undefined)) {
    const [error] = args;
    if (error instanceof Error) {
      Object.defineProperty(error, Symbol.for('drydock.emitter'), { value: this, configurable: true });
      throw error;
    }
    const shown = typeof error === 'string' ? `'${error}'` : require('util').inspect(error);
    throw coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`, { context: error });
  }
  const handler = events?.[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') Reflect.apply(handler, this, args);
  else for (const listener of [...handler]) Reflect.apply(listener, this, args);
  return true;
};

function add(target, type, listener, prepend) {
  check(listener);
  if (target._events === undefined) {
    target._events = { __proto__: null };
    target._eventsCount = 0;
  } else if (target._events.newListener !== undefined) target.emit('newListener', type, listener.listener ?? listener);
  const events = target._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    target._eventsCount += 1;
    return target;
  }
  const list = typeof existing === 'function' ? [existing] : existing;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  events[type] = list;
  const max = target.getMaxListeners();
  if (max > 0 && list.length > max && !list.warned) {
    list.warned = true;
    const warning = new Error(
      `Possible EventEmitter memory leak detected. ${list.length} ${String(type)} listeners added to ${require('util').inspect(target, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`,
    );
    Object.assign(warning, { name: 'MaxListenersExceededWarning', emitter: target, type, count: list.length });
    process.emitWarning(warning);
  }
  return target;
}

EventEmitter.prototype.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
EventEmitter.prototype.on = EventEmitter.prototype.addListener;
EventEmitter.prototype.prependListener = function (type, listener) {
  return add(this, type, listener, true);
};

function onceWrapper(target, type, listener) {
  check(listener);
  let fired = false;
  const wrapped = (...args) => {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapped);
    return Reflect.apply(listener, target, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

EventEmitter.prototype.once = function once(type, listener) {
  return this.on(type, onceWrapper(this, type, listener));
};
EventEmitter.prototype.prependOnceListener = function (type, listener) {
  return this.prependListener(type, onceWrapper(this, type, listener));
};

EventEmitter.prototype.removeListener = function removeListener(type, listener) {
  check(listener);
  const events = this._events;
  const list = events?.[type];
  if (list === undefined) return this;
  const same = (it) => it === listener || it.listener === listener;
  if (typeof list === 'function') {
    if (!same(list)) return this;
    delete events[type];
    this._eventsCount -= 1;
    if (events.removeListener) this.emit('removeListener', type, list.listener ?? listener);
    return this;
  }
  const at = list.findLastIndex(same);
  if (at < 0) return this;
  list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

EventEmitter.prototype.removeAllListeners = function (type) {
  const events = this._events;
  if (events === undefined) return this;
  if (type === undefined) {
    this._events = { __proto__: null };
    this._eventsCount = 0;
  } else if (events[type] !== undefined) {
    delete events[type];
    this._eventsCount -= 1;
  }
  return this;
};

function listenersOf(target, type, unwrap) {
  const list = target._events?.[type];
  if (list === undefined) return [];
  const all = typeof list === 'function' ? [list] : [...list];
  return unwrap ? all.map((it) => it.listener ?? it) : all;
}
EventEmitter.prototype.listeners = function (type) {
  return listenersOf(this, type, true);
};
EventEmitter.prototype.rawListeners = function (type) {
  return listenersOf(this, type, false);
};
EventEmitter.prototype.listenerCount = function (type) {
  return listenersOf(this, type, false).length;
};
EventEmitter.prototype.eventNames = function () {
  return this._events === undefined ? [] : Reflect.ownKeys(this._events);
};

function once(emitter, name, options) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) return reject(abortError(signal));
    const failed = (error) => {
      emitter.removeListener(name, done);
      reject(error);
    };
    const done = (...args) => {
      emitter.removeListener?.('error', failed);
      resolve(args);
    };
    if (typeof emitter.addEventListener === 'function' && typeof emitter.on !== 'function') {
      emitter.addEventListener(name, (event) => resolve([event]), { once: true });
      return undefined;
    }
    emitter.once(name, done);
    if (name !== 'error') emitter.once('error', failed);
    signal?.addEventListener('abort', () => failed(abortError(signal)));
    return undefined;
  });
}

function abortError(signal) {
  return coded(Error, 'ABORT_ERR', 'The operation was aborted', { name: 'AbortError', cause: signal?.reason });
}

async function* on(emitter, name) {
  const queue = [];
  let wake = () => undefined;
  const heard = (...args) => {
    queue.push(args);
    wake();
  };
  emitter.on(name, heard);
  try {
    for (;;) {
      while (queue.length > 0) yield queue.shift();
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    emitter.removeListener(name, heard);
  }
}

module.exports = EventEmitter;
Object.assign(EventEmitter, {
  EventEmitter,
  once,
  on,
  usingDomains: false,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  errorMonitor: Symbol('events.errorMonitor'),
  listenerCount: (emitter, type) => emitter.listenerCount(type),
  getEventListeners: (emitter, type) => emitter.listeners?.(type) ?? [],
  setMaxListeners: (n, ...targets) => {
    if (targets.length === 0) defaultMax = n;
    for (const target of targets) target.setMaxListeners?.(n);
  },
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMax,
  set: (n) => {
    defaultMax = n;
  },
});
