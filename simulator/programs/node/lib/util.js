/** The module `util`. */
const { inspect, format, formatWithOptions } = require('internal/inspect');
const { coded, invalidArgType } = require('internal/errors');

const kCustomPromisify = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  if (typeof original !== 'function') throw invalidArgType('original', 'function', original);
  if (original[kCustomPromisify]) return original[kCustomPromisify];
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, ...values) => (error ? reject(error) : resolve(values[0])));
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(original));
  Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(original));
  return promisified;
}
promisify.custom = kCustomPromisify;

function callbackify(original) {
  if (typeof original !== 'function') throw invalidArgType('original', 'function', original);
  return function (...args) {
    const callback = args.pop();
    if (typeof callback !== 'function') throw invalidArgType('last argument', 'function', callback);
    original.apply(this, args).then(
      (value) => process.nextTick(callback, null, value),
      (error) => process.nextTick(callback, error ?? new Error('Promise was rejected with a falsy value')),
    );
  };
}

function inherits(constructor, parent) {
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set();
function deprecate(original, message, code) {
  let done = false;
  return function (...args) {
    if (!done) {
      done = true;
      if (code === undefined || !warned.has(code)) {
        if (code !== undefined) warned.add(code);
        process.emitWarning(message, 'DeprecationWarning', code);
      }
    }
    return new.target ? Reflect.construct(original, args, new.target) : original.apply(this, args);
  };
}

function debuglog(section) {
  const enabled = new RegExp(`(^|,)${section}(,|$)`, 'i').test(process.env.NODE_DEBUG ?? '');
  const log = (...args) => {
    if (enabled) process.stderr.write(`${section.toUpperCase()} ${process.pid}: ${format(...args)}\n`);
  };
  log.enabled = enabled;
  return log;
}

const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);
const types = {
  isDate: (value) => value instanceof Date,
  isRegExp: (value) => value instanceof RegExp,
  isNativeError: (value) => value instanceof Error,
  isPromise: (value) => value instanceof Promise,
  isMap: (value) => value instanceof Map,
  isSet: (value) => value instanceof Set,
  isWeakMap: (value) => value instanceof WeakMap,
  isWeakSet: (value) => value instanceof WeakSet,
  isArrayBuffer: (value) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value) => value instanceof ArrayBuffer || value instanceof SharedArrayBuffer,
  isSharedArrayBuffer: (value) => value instanceof SharedArrayBuffer,
  isDataView: (value) => value instanceof DataView,
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isUint8Array: (value) => value instanceof Uint8Array,
  isAsyncFunction: (value) => typeof value === 'function' && tag(value) === 'AsyncFunction',
  isGeneratorFunction: (value) => typeof value === 'function' && /Generator/.test(tag(value)),
  isGeneratorObject: (value) => tag(value) === 'Generator',
  isSymbolObject: (value) => typeof value === 'object' && tag(value) === 'Symbol',
  isNumberObject: (value) => typeof value === 'object' && tag(value) === 'Number',
  isStringObject: (value) => typeof value === 'object' && tag(value) === 'String',
  isBooleanObject: (value) => typeof value === 'object' && tag(value) === 'Boolean',
  isBoxedPrimitive: (value) => typeof value === 'object' && /^(Symbol|Number|String|Boolean|BigInt)$/.test(tag(value)),
  isProxy: () => false,
  isModuleNamespaceObject: (value) => tag(value) === 'Module',
};

function stripVTControlCharacters(text) {
  return String(text).replace(/[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g, '');
}

function styleText(style, text) {
  const list = Array.isArray(style) ? style : [style];
  return list.reduceRight((inner, name) => {
    const code = inspect.colors[name];
    if (code === undefined)
      throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'format' is invalid. Received ${inspect(name)}`);
    return `\u001b[${code[0]}m${inner}\u001b[${code[1]}m`;
  }, String(text));
}

function parseEnv(text) {
  return require('internal/dotenv').parse(text);
}

function parseArgs(config = {}) {
  return require('internal/parse-args').parseArgs(config);
}

module.exports = {
  inspect,
  format,
  formatWithOptions,
  promisify,
  callbackify,
  inherits,
  deprecate,
  debuglog,
  debug: debuglog,
  types,
  stripVTControlCharacters,
  styleText,
  parseEnv,
  parseArgs,
  isDeepStrictEqual: (a, b) => require('internal/equal').isDeepEqual(a, b, true),
  toUSVString: (text) => String(text).toWellFormed(),
  getSystemErrorName: (errno) => require('internal/errno').nameOf(errno),
  get TextEncoder() {
    return globalThis.TextEncoder;
  },
  get TextDecoder() {
    return globalThis.TextDecoder;
  },
  isArray: Array.isArray,
  isRegExp: types.isRegExp,
  isDate: types.isDate,
  isError: types.isNativeError,
  isBuffer: (value) => Buffer.isBuffer(value),
  isFunction: (value) => typeof value === 'function',
  isString: (value) => typeof value === 'string',
  isNumber: (value) => typeof value === 'number',
  isObject: (value) => value !== null && typeof value === 'object',
  isUndefined: (value) => value === undefined,
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value == null,
  _extend: (target, source) => Object.assign(target, source),
};
