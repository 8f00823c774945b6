/** The module `timers`: what is due when, in the order Node keeps. The loop outside asks `next` and calls `run…`. */
const { invalidArgType } = require('internal/errors');
const { inspect } = require('internal/inspect');
const clock = require('internal/clock');

let sequence = 0;
const timers = [];
const known = new Map();
let immediates = [];
const LONGEST = 2 ** 31 - 1;

/** A heap by time, then by order of setting. */
function before(a, b) {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

function push(entry) {
  let at = timers.push(entry) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (!before(timers[at], timers[up])) break;
    [timers[at], timers[up]] = [timers[up], timers[at]];
    at = up;
  }
}

function pop() {
  const first = timers[0];
  const last = timers.pop();
  if (timers.length > 0) {
    timers[0] = last;
    let at = 0;
    for (;;) {
      let low = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < timers.length && before(timers[child], timers[low])) low = child;
      if (low === at) break;
      [timers[at], timers[low]] = [timers[low], timers[at]];
      at = low;
    }
  }
  return first;
}

class Timeout {
  constructor(callback, after, args, repeat) {
    this._idleTimeout = after;
    this._idlePrev = this;
    this._idleNext = this;
    this._idleStart = null;
    this._onTimeout = callback;
    this._timerArgs = args.length > 0 ? args : undefined;
    this._repeat = repeat ? after : null;
    this._destroyed = false;
    Object.defineProperty(this, 'entry', { value: undefined, writable: true });
    Object.defineProperty(this, 'referenced', { value: true, writable: true });
    Object.defineProperty(this, 'id', { value: 0, writable: true });
    schedule(this);
  }
  ref() {
    this.referenced = true;
    return this;
  }
  unref() {
    this.referenced = false;
    return this;
  }
  hasRef() {
    return this.referenced;
  }
  refresh() {
    if (!this._destroyed) schedule(this);
    return this;
  }
  close() {
    clearTimeout(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    this.id ||= ++sequence;
    known.set(this.id, this);
    return this.id;
  }
  [Symbol.dispose ?? Symbol('dispose')]() {
    clearTimeout(this);
  }
  [inspect.custom](_depth, options) {
    return inspect({ ...this, __proto__: { constructor: Timeout } }, { ...options, depth: 0, customInspect: false });
  }
}

function schedule(timeout) {
  if (timeout.entry) timeout.entry.gone = true;
  const now = clock.now();
  timeout._idleStart = Math.trunc(now);
  timeout.entry = { due: now + timeout._idleTimeout, order: ++sequence, timeout, gone: false };
  push(timeout.entry);
}

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this.referenced = true;
  }
  ref() {
    this.referenced = true;
    return this;
  }
  unref() {
    this.referenced = false;
    return this;
  }
  hasRef() {
    return this.referenced;
  }
}

function checked(callback) {
  if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
}

function delayOf(after) {
  let ms = Number(after);
  if (ms > LONGEST) {
    process.emitWarning(
      `${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
      'TimeoutOverflowWarning',
    );
    ms = 1;
  }
  return ms >= 1 ? Math.trunc(ms) : 1;
}

function setTimeout(callback, after, ...args) {
  checked(callback);
  return new Timeout(callback, delayOf(after), args, false);
}
function setInterval(callback, after, ...args) {
  checked(callback);
  return new Timeout(callback, delayOf(after), args, true);
}
function setImmediate(callback, ...args) {
  checked(callback);
  const made = new Immediate(callback, args);
  immediates.push(made);
  return made;
}
function clearTimeout(timer) {
  const found = typeof timer === 'number' || typeof timer === 'string' ? known.get(Number(timer)) : timer;
  if (!(found instanceof Timeout)) return;
  found._destroyed = true;
  found._onTimeout = null;
  if (found.entry) found.entry.gone = true;
  if (found.id) known.delete(found.id);
}
const clearInterval = clearTimeout;
function clearImmediate(immediate) {
  const at = immediates.indexOf(immediate);
  if (at >= 0) immediates.splice(at, 1);
}

function drop() {
  while (timers.length > 0 && timers[0].gone) pop();
}

/** Milliseconds until the next timer, -1 without one. */
function untilNext() {
  drop();
  return timers.length === 0 ? -1 : Math.max(0, timers[0].due - clock.now());
}

/** Runs one timer that is due now; answers whether there was one. */
function runTimer(limit) {
  drop();
  if (timers.length === 0 || timers[0].due > clock.now() || timers[0].order > limit) return false;
  const { timeout } = pop();
  timeout.entry = undefined;
  const callback = timeout._onTimeout;
  try {
    callback.apply(timeout, timeout._timerArgs ?? []);
  } finally {
    if (timeout._repeat !== null && !timeout._destroyed) schedule(timeout);
    else if (timeout.entry === undefined) timeout._destroyed = true;
  }
  return true;
}

function runImmediate() {
  const [first] = immediates;
  if (first === undefined) return false;
  immediates = immediates.slice(1);
  first._onImmediate(...first._argv);
  return true;
}

const isAlive = () => immediates.some((it) => it.referenced) || timers.some((it) => !it.gone && it.timeout.referenced);

const { kCustom } = { kCustom: Symbol.for('nodejs.util.promisify.custom') };
const later = (after, value, options = {}) =>
  new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => resolve(value), after);
    if (options.ref === false) timer.unref();
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
    return undefined;
  });
const soon = (value) => new Promise((resolve) => setImmediate(() => resolve(value)));
async function* every(after, value) {
  for (;;) yield await later(after, value);
}
Object.defineProperty(setTimeout, kCustom, { value: later });
Object.defineProperty(setImmediate, kCustom, { value: soon });

module.exports = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval,
  clearImmediate,
  promises: {
    setTimeout: later,
    setImmediate: soon,
    setInterval: every,
    scheduler: { wait: (ms) => later(ms), yield: () => soon() },
  },
};
Object.defineProperty(module.exports, Symbol.for('drydock.internal'), {
  value: { untilNext, runTimer, runImmediate, isAlive, immediates: () => immediates.length, order: () => sequence },
});
