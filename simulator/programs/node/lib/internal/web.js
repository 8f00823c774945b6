/** Globals that Node shares with browsers. */
const { inspect } = require('internal/inspect');
const clock = require('internal/clock');
const { coded, invalidArgType } = require('internal/errors');
const { utf8Encode, utf8Decode } = require('buffer')[Symbol.for('drydock.internal')];

class TextEncoder {
  get encoding() {
    return 'utf-8';
  }
  encode(text = '') {
    const bytes = utf8Encode(String(text));
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  encodeInto(text, target) {
    const bytes = utf8Encode(text).subarray(0, target.length);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}
class TextDecoder {
  #held = Buffer.alloc(0);
  constructor(label = 'utf-8', options = {}) {
    this.encoding = String(label)
      .toLowerCase()
      .replace(/^utf8$/, 'utf-8')
      .replace(/^(latin1|ascii)$/, 'windows-1252');
    this.fatal = options.fatal ?? false;
    this.ignoreBOM = options.ignoreBOM ?? false;
    if (!/^(utf-8|utf-16le|windows-1252)$/.test(this.encoding))
      throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`);
  }
  decode(input = new Uint8Array(0), options = {}) {
    const view =
      input instanceof ArrayBuffer
        ? new Uint8Array(input)
        : new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    if (this.encoding !== 'utf-8')
      return Buffer.from(view).toString(this.encoding === 'utf-16le' ? 'utf16le' : 'latin1');
    const bytes = Buffer.concat([this.#held, view]);
    const { StringDecoder } = require('string_decoder');
    const decoder = new StringDecoder('utf8');
    let text = decoder.write(bytes);
    this.#held = Buffer.alloc(0);
    if (options.stream) this.#held = Buffer.from(bytes.subarray(Buffer.byteLength(text)));
    else text += decoder.end();
    if (this.fatal && text.includes('\ufffd'))
      throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8');
    return this.ignoreBOM ? text : text.replace(/^\ufeff/, '');
  }
}
void utf8Decode;

class Event {
  #prevented = false;
  constructor(type, options = {}) {
    this.type = String(type);
    this.cancelable = Boolean(options.cancelable);
    this.bubbles = Boolean(options.bubbles);
    this.target = null;
    this.currentTarget = null;
    this.timeStamp = clock.now();
  }
  get defaultPrevented() {
    return this.#prevented;
  }
  preventDefault() {
    if (this.cancelable) this.#prevented = true;
  }
  stopPropagation() {}
  stopImmediatePropagation() {
    this.stopped = true;
  }
}
class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}
class EventTarget {
  #listeners = new Map();
  addEventListener(type, listener, options = {}) {
    const list = this.#listeners.get(type) ?? [];
    if (!list.some((it) => it.listener === listener)) list.push({ listener, once: Boolean(options.once) });
    this.#listeners.set(type, list);
    options.signal?.addEventListener('abort', () => this.removeEventListener(type, listener));
  }
  removeEventListener(type, listener) {
    this.#listeners.set(type, (this.#listeners.get(type) ?? []).filter((it) => it.listener !== listener)); // prettier-ignore
  }
  dispatchEvent(event) {
    event.target = this;
    event.currentTarget = this;
    this[`on${event.type}`]?.(event);
    for (const { listener, once } of [...(this.#listeners.get(event.type) ?? [])]) {
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
      if (event.stopped) break;
    }
    return !event.defaultPrevented;
  }
}

class AbortSignal extends EventTarget {
  aborted = false;
  reason = undefined;
  onabort = null;
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  static abort(reason) {
    const signal = new AbortSignal();
    fire(signal, reason);
    return signal;
  }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(
      () => fire(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      ms,
    ).unref();
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal();
    for (const each of signals) {
      if (each.aborted) fire(signal, each.reason);
      else each.addEventListener('abort', () => fire(signal, each.reason));
    }
    return signal;
  }
  [inspect.custom](depth, options) {
    return `AbortSignal ${inspect({ aborted: this.aborted }, options)}`;
  }
}
function fire(signal, reason = new DOMException('This operation was aborted', 'AbortError')) {
  if (signal.aborted) return;
  signal.aborted = true;
  signal.reason = reason;
  signal.dispatchEvent(new Event('abort'));
}
class AbortController {
  #signal = new AbortSignal();
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    fire(this.#signal, reason);
  }
  [inspect.custom](depth, options) {
    return `AbortController ${inspect({ signal: this.signal }, options)}`;
  }
}

function structuredClone(value) {
  const seen = new Map();
  const refuse = (what) => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  };
  const copy = (it) => {
    if (typeof it === 'function') refuse(String(it));
    if (typeof it === 'symbol') refuse(it.toString());
    if (it === null || typeof it !== 'object') return it;
    if (seen.has(it)) return seen.get(it);
    const keep = (made) => {
      seen.set(it, made);
      return made;
    };
    if (it instanceof Date) return keep(new Date(it.getTime()));
    if (it instanceof RegExp) return keep(new RegExp(it.source, it.flags));
    if (it instanceof ArrayBuffer) return keep(it.slice(0));
    if (ArrayBuffer.isView(it)) return keep(new (Buffer.isBuffer(it) ? Uint8Array : it.constructor)(it));
    if (it instanceof Map) {
      const made = keep(new Map());
      for (const [key, each] of it) made.set(copy(key), copy(each));
      return made;
    }
    if (it instanceof Set) {
      const made = keep(new Set());
      for (const each of it) made.add(copy(each));
      return made;
    }
    if (it instanceof Error) {
      const Base = { TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError }[it.name] ?? Error;
      const made = keep(new Base(it.message));
      made.stack = it.stack;
      return made;
    }
    if (it instanceof Promise || it instanceof WeakMap || it instanceof WeakSet) refuse(`#<${it.constructor.name}>`);
    const made = keep(Array.isArray(it) ? new Array(it.length) : {});
    for (const key of Object.keys(it)) made[key] = copy(it[key]);
    return made;
  };
  return copy(value);
}

const marks = new Map();
const performance = {
  get timeOrigin() {
    return clock.origin();
  },
  now: () => clock.now() + 25,
  mark(name) {
    const entry = { name, entryType: 'mark', startTime: clock.now(), duration: 0, detail: null };
    marks.set(name, entry);
    return entry;
  },
  measure(name, from, to) {
    const start = typeof from === 'string' ? marks.get(from).startTime : 0;
    const end = typeof to === 'string' ? marks.get(to).startTime : clock.now();
    return { name, entryType: 'measure', startTime: start, duration: end - start, detail: null };
  },
  clearMarks: () => marks.clear(),
  clearMeasures: () => undefined,
  getEntries: () => [...marks.values()],
  getEntriesByName: (name) => [...marks.values()].filter((it) => it.name === name),
  getEntriesByType: () => [...marks.values()],
  toJSON: () => ({ timeOrigin: clock.origin() }),
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  timerify: (callback) => callback,
};

class MessagePort extends EventTarget {
  postMessage(data) {
    const copy = structuredClone(data);
    setImmediate(() => {
      const event = new Event('message');
      event.data = copy;
      this.other.dispatchEvent(event);
    });
  }
  on(name, callback) {
    this.addEventListener(name, (event) => callback(event.data));
  }
  start() {}
  close() {}
  ref() {}
  unref() {}
}
class MessageChannel {
  constructor() {
    this.port1 = new MessagePort();
    this.port2 = new MessagePort();
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
class BroadcastChannel extends EventTarget {
  postMessage() {}
  close() {}
}

const crypto = {
  getRandomValues: (view) => require('crypto').randomFillSync(view),
  randomUUID: () => require('crypto').randomUUID(),
  subtle: {
    async digest(algorithm, data) {
      const name = String(algorithm.name ?? algorithm)
        .toLowerCase()
        .replace('-', '');
      const digest = require('crypto')
        .createHash(name)
        .update(ArrayBuffer.isView(data) ? data : new Uint8Array(data))
        .digest();
      return digest.buffer;
    },
  },
};
void invalidArgType;
module.exports = { TextEncoder, TextDecoder, Event, CustomEvent, EventTarget, AbortSignal, AbortController, structuredClone, performance, MessageChannel, BroadcastChannel, crypto, navigator: { hardwareConcurrency: 2, language: 'en-US', languages: ['en-US'], platform: 'linux', get userAgent() { return `Node.js/${process.version.slice(1).split('.')[0]}`; } } }; // prettier-ignore
