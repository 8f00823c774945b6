/** Sets the world up: globals, `process`, and what the loop outside calls. The last value of boot is `entry` below. */
const errors = require('internal/errors');
const { Buffer, Blob, atob, btoa, [Symbol.for('drydock.internal')]: bytes } = require('buffer');
const timers = require('timers');
const clock = require('internal/clock');
const loop = timers[Symbol.for('drydock.internal')];

bytes.connect(
  (operation, text) => host(operation, text),
  (operation, buffer) => {
    const answer = host(operation, '', buffer);
    return answer[0] === 'j' ? JSON.parse(answer.slice(1)) : answer.slice(1);
  },
);
clock.connect((operation) => host(operation), 0);
errors.install(
  (asked) => {
    const answer = host('explain', JSON.stringify(asked));
    return typeof answer === 'string' ? answer : undefined;
  },
  (asked) => host('place', JSON.stringify(asked)),
);

Object.defineProperty(globalThis, Symbol.for('drydock.promiseState'), {
  value: (promise) => {
    const state = host('promiseState', '', promise);
    if (state === 0) return ['pending'];
    return [state === 1 ? 'fulfilled' : 'rejected', host('promiseResult', '', promise)];
  },
});
Object.defineProperty(globalThis, Symbol.for('drydock.error'), {
  value: (described) => {
    const Base = { SyntaxError, TypeError, RangeError }[described.name] ?? Error;
    const error = new Base(described.message);
    if (described.code) error.code = described.code;
    return error;
  },
});

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
const lazily = (names, id, pick = (exports, name) => exports[name]) => {
  for (const name of names) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: false,
      get() {
        const value = pick(require(id), name);
        define(name, value);
        return value;
      },
      set(value) {
        define(name, value);
      },
    });
  }
};

// V8's words for a text that is no JSON.
const parseJson = JSON.parse;
Object.defineProperty(JSON, 'parse', {
  value: function parse(text, reviver) {
    try {
      return parseJson(text, reviver);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const said = String(text);
      let message = error.message.replace(/ \(line \d+ column \d+\)$/, '');
      const odd =
        /^unexpected (?:token|character): '?(.*?)'?$/i.exec(message) ?? /^Unexpected token '?(.)/.exec(message);
      if (odd !== null) {
        const shown =
          said.length <= 40
            ? `"${said}" is not valid JSON`
            : `${'"...'}${said.slice(Math.max(0, said.indexOf(odd[1]) - 10), said.indexOf(odd[1]) + 10)}..." is not valid JSON`;
        message = `Unexpected token '${odd[1][0]}', ${shown}`;
      }
      const fresh = new SyntaxError(message);
      throw fresh;
    }
  },
  writable: true,
  configurable: true,
});
Math.random = (() => {
  let pool = new Uint32Array(0);
  let at = 0;
  return function random() {
    if (at + 1 >= pool.length) {
      pool = new Uint32Array(host('random', '512'));
      at = 0;
    }
    const [a, b] = [pool[at++] >>> 5, pool[at++] >>> 6];
    return (a * 67108864 + b) / 9007199254740992;
  };
})();
Object.defineProperty(Math, 'random', { enumerable: false });

const { process, nextTicks, uncaught, emitExit, begin } = require('internal/process');
define('process', process);
Object.defineProperty(globalThis, 'process', { enumerable: false });
const node = Object.defineProperties({}, {});
void node;
define('global', globalThis);
define('Buffer', Buffer);
define('Blob', Blob);
define('atob', atob);
define('btoa', btoa);
for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
  Object.defineProperty(globalThis, name, {
    value: timers[name],
    writable: true,
    configurable: true,
    enumerable: true,
  });
}
define('console', require('console'));
for (const name of ['structuredClone', 'queueMicrotask']) delete globalThis[name];
define('queueMicrotask', function queueMicrotask(callback) {
  if (typeof callback !== 'function') throw errors.invalidArgType('callback', 'function', callback);
  Promise.resolve().then(() => {
    try {
      callback();
    } catch (error) {
      require('internal/process').later(error);
    }
  });
});
lazily(['URL', 'URLSearchParams'], 'internal/url');
lazily(
  [
    'TextEncoder',
    'TextDecoder',
    'AbortController',
    'AbortSignal',
    'Event',
    'EventTarget',
    'structuredClone',
    'performance',
    'MessageChannel',
    'crypto',
    'CustomEvent',
    'navigator',
    'BroadcastChannel',
  ],
  'internal/web',
);
lazily(['fetch', 'Headers', 'Request', 'Response', 'FormData'], 'internal/fetch');
lazily(['Intl'], 'internal/intl');
lazily(['ReadableStream', 'WritableStream', 'TransformStream'], 'internal/web-streams');
require('internal/locale');
delete globalThis.InternalError;

const modules = require('internal/modules');
const { dispatch, isHeld } = require('internal/handles');
// Everything that most programs need is made once, and copied with the memory.
for (const id of [
  'util',
  'events',
  'fs',
  'path',
  'stream',
  'net',
  'http',
  'url',
  'internal/url',
  'internal/web',
  'assert',
  'child_process',
  'os',
  'crypto',
  'querystring',
  'readline',
])
  require(id);
require('internal/http-parser');

/** What the loop outside calls. */
const entry = {
  begin(info) {
    begin(JSON.parse(info));
  },
  runMain: (kind, text) => modules.runMain(kind, text),
  /** Runs what nextTick has waiting; answers how many more there are. */
  tick: () => nextTicks(),
  dispatch: (kind, id, text, buffer) => dispatch(kind, id, text === '' ? undefined : JSON.parse(text), buffer),
  /** Milliseconds until something is due; -1 when nothing will be but something is awaited; -2 when all is over. */
  next() {
    if (!loop.isAlive() && !isHeld()) return -2;
    return loop.immediates() > 0 ? 0 : loop.untilNext();
  },
  timer: (limit) => (loop.runTimer(limit) ? 1 : 0),
  immediate: () => (loop.runImmediate() ? 1 : 0),
  order: () => loop.order(),
  immediates: () => loop.immediates(),
  /** How to end: 0…255 an exit status, -1 to go on. */
  uncaught: (error, origin) => uncaught(error, origin),
  beforeExit: () => {
    process.emit('beforeExit', process.exitCode ?? 0);
  },
  exit: () => emitExit(process.exitCode ?? 0),
  repl: () => require('internal/repl').start(),
  print: (value) => {
    console.log(value);
  },
  /** What each built-in module exports, for those who import it by names. */
  exportNames: () =>
    JSON.stringify(
      Object.fromEntries(modules.BUILTINS.map((name) => [name, Object.keys(modules.builtin(name) ?? {})])),
    ),
  /** Errors that a module which cannot be compiled or found is thrown as. */
  moduleFailed: (described) => {
    const { name, message, code, arrow, frames } = JSON.parse(described);
    const error = new ({ SyntaxError, TypeError }[name] ?? Error)(message);
    if (code) error.code = code;
    const head = code ? `${name} [${code}]: ${message}` : `${name}: ${message}`;
    error.stack = [head, ...frames].join('\n');
    Object.defineProperty(error, Symbol.for('drydock.arrow'), { value: arrow });
    throw error;
  },
};
module.exports = entry;
