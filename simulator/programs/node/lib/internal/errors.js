/** Errors as Node makes and prints them: codes, stacks in V8's form, messages in V8's words. */
const CODED = Symbol('code');

/** `name [CODE]: message` as Node's own errors print, `name` afterwards. */
function coded(Base, code, message, more) {
  const error = new Base(message);
  error.code = code;
  const { name } = error;
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  const { stack } = error;
  void stack;
  error.stack = String(stack).replace(name, `${name} [${code}]`);
  delete error.name;
  error[CODED] = true;
  Object.defineProperty(error, CODED, { enumerable: false });
  return Object.assign(error, more);
}

function received(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    return name ? ` Received an instance of ${name}` : ` Received ${require('util').inspect(value, { depth: -1 })}`;
  }
  let shown = require('util').inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
}

function invalidArgType(name, expected, value) {
  const kinds = (Array.isArray(expected) ? expected : [expected]).map(String);
  const types = kinds.filter(
    (kind) => (/^[a-z]/.test(kind) && kind !== 'object' && kind !== 'function') || kind === 'function',
  );
  const classes = kinds.filter((kind) => /^[A-Z]/.test(kind));
  const parts = [];
  if (types.length > 0)
    parts.push(
      types.length === 1
        ? `of type ${types[0]}`
        : types.length === 2
          ? `one of type ${types[0]} or ${types[1]}`
          : `one of type ${types.slice(0, -1).join(', ')}, or ${types.at(-1)}`,
    );
  if (classes.length > 0)
    parts.push(
      classes.length === 1
        ? `an instance of ${classes[0]}`
        : classes.length === 2
          ? `an instance of ${classes[0]} or ${classes[1]}`
          : `an instance of ${classes.slice(0, -1).join(', ')}, or ${classes.at(-1)}`,
    );
  if (kinds.includes('object')) parts.unshift('of type object');
  const what = name.includes('.') ? `property "${name}"`.replace('property', 'property') : `"${name}" argument`;
  return coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The ${what} must be ${parts.join(' or ')}.${received(value)}`);
}

const invalidArgValue = (name, value, reason = 'is invalid') =>
  coded(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${require('util').inspect(value)}`,
  );

const outOfRange = (name, range, value) =>
  coded(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${require('util').inspect(value)}`,
  );

/** What a module of Node's that is not simulated throws when it is used. */
function notSimulated(what) {
  const error = new Error(`${what} is not simulated by Drydock`);
  error.code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
  return error;
}

// ---- stacks -------------------------------------------------------------------------------------------------------

let frames = [];
let userHook;

/** Length of what is put before a file's first line when it is compiled. */
const shifted = new Map();

class CallSite {
  #raw;
  constructor(raw) {
    this.#raw = raw;
  }
  getFileName() {
    return this.#raw.file;
  }
  getLineNumber() {
    return this.#raw.line;
  }
  getColumnNumber() {
    return this.#raw.column;
  }
  getFunctionName() {
    return this.#raw.name || null;
  }
  getTypeName() {
    return 'Object';
  }
  getMethodName() {
    return null;
  }
  getThis() {
    return undefined;
  }
  getFunction() {
    return undefined;
  }
  getEvalOrigin() {
    return undefined;
  }
  getScriptNameOrSourceURL() {
    return this.#raw.file;
  }
  isNative() {
    return false;
  }
  isToplevel() {
    return true;
  }
  isEval() {
    return false;
  }
  isConstructor() {
    return false;
  }
  isAsync() {
    return false;
  }
  toString() {
    return shown(this.#raw);
  }
}

function shown({ name, file, line, column }) {
  const where = line > 0 ? `${file}:${line}:${column}` : file;
  return name ? `${name} (${where})` : where;
}

const OWN = 'drydock:';
const SYNTAX_FRAMES = [{ name: 'wrapSafe', file: 'node:internal/modules/cjs/loader', line: 1464, column: 18 }];

function readable(sites) {
  const list = [];
  for (const site of sites) {
    const file = site.getFileName();
    let name = site.getFunctionName() ?? '';
    if (site.isNative() || file === undefined || file === null) {
      if (name === '' || name === 'apply' || name === 'call') continue;
      list.push({ name: nativeName(name), file: '<anonymous>', line: 0, column: 0 });
      continue;
    }
    if (file.startsWith(OWN)) {
      if (name === 'runMain' && file.endsWith('modules')) list.push(...frames.slice(4));
      else if (name === 'loadModule') {
        const unread = list.length > 0 && list.at(-1) === SYNTAX_FRAMES[0];
        list.push(...(unread ? [{ ...frames[0], line: 1495, column: 20 }] : frames.slice(0, 1)), ...frames.slice(1, 4));
      } else if (name === 'readFileSync' && list.length === 0)
        list.push(
          { name: 'Object.openSync', file: 'node:fs', line: 573, column: 18 },
          { name: 'Object.readFileSync', file: 'node:fs', line: 452, column: 35 },
        );
      else if (name === 'syntaxError') list.push(...SYNTAX_FRAMES);
      else if (name === '_resolveFilename')
        list.push(
          { name: 'Module._resolveFilename', file: 'node:internal/modules/cjs/loader', line: 1207, column: 15 },
          { name: 'Module._load', file: 'node:internal/modules/cjs/loader', line: 1038, column: 27 },
        );
      else if (name === 'require')
        list.push(
          { name: 'Module.require', file: 'node:internal/modules/cjs/loader', line: 1289, column: 19 },
          { name: 'require', file: 'node:internal/modules/helpers', line: 182, column: 18 },
        );
      continue;
    }
    const line = site.getLineNumber() ?? 0;
    let column = site.getColumnNumber() ?? 0;
    if (line === 1) column = Math.max(1, column - (shifted.get(file) ?? 0));
    if (name === '<eval>' || name === '<anonymous>' || name === '<module>') name = name === '<anonymous>' ? '' : name;
    if (name === 'module$wrapper') name = 'Object.<anonymous>';
    if (name === '<eval>') name = '';
    list.push({ name, file: file.startsWith('esm:') ? file.slice(4) : file, line, column });
  }
  const last = list.at(-1);
  if (last !== undefined && last.name === '' && last.file === moduleFile) list.push(...MODULE_FRAMES);
  return list;
}

let moduleFile = '';
const MODULE_FRAMES = [
  { name: 'ModuleJob.run', file: 'node:internal/modules/esm/module_job', line: 325, column: 25 },
  { name: 'async ModuleLoader.import', file: 'node:internal/modules/esm/loader', line: 606, column: 24 },
];

const ARRAY = new Set([
  'map',
  'forEach',
  'filter',
  'reduce',
  'some',
  'every',
  'find',
  'findIndex',
  'sort',
  'flatMap',
  'reduceRight',
]);
const nativeName = (name) =>
  ARRAY.has(name)
    ? `Array.${name}`
    : name === 'parse'
      ? 'JSON.parse'
      : name === 'stringify'
        ? 'JSON.stringify'
        : name === 'Promise'
          ? 'new Promise'
          : name;

/** A place that the source tells better than the engine: where `new` is, where the property is. */
function header(error) {
  const name = error.name === undefined ? 'Error' : String(error.name);
  const message = error.message === undefined ? '' : String(error.message);
  return name === '' ? message : message === '' ? name : `${name}: ${message}`;
}

/** Words that the engine has for what V8 says otherwise and needs the source to say. */
const UNSAID =
  /^(not a function|not a constructor|not iterable|cannot (read|set) property|value is not iterable|Cannot convert undefined or null to object|'.*' is read-only|not an object|class constructors must)/;

function reword(error, list) {
  const { message } = error;
  if (typeof message !== 'string') return;
  const fixed = FIXED.get(message) ?? (UNSAID.test(message) && list.length > 0 ? explain(message, list[0]) : undefined);
  if (fixed !== undefined && fixed !== message) {
    Object.defineProperty(error, 'message', { value: fixed, configurable: true, writable: true, enumerable: false });
  }
}

const FIXED = new Map([
  ['empty array', 'Reduce of empty array with no initial value'],
  ['invalid array length', 'Invalid array length'],
  ['invalid repeat count', 'Invalid count value: -1'],
  ['expecting hex digit', 'URI malformed'],
  ['cannot convert symbol to string', 'Cannot convert a Symbol value to a string'],
  ['cannot convert BigInt to number', 'Cannot mix BigInt and other types, use explicit conversions'],
  ['circular reference', 'Converting circular structure to JSON'],
  ['invalid time value', 'Invalid time value'],
  ['Date value is NaN', 'Invalid time value'],
  ['cannot delete property', 'Cannot delete property'],
  ['BigInt are forbidden in JSON.stringify', 'Do not know how to serialize a BigInt'],
  [
    "operand 'prototype' property is not an object",
    "Function has non-object prototype 'undefined' in instanceof check",
  ],
  ["invalid 'in' operand", "Cannot use 'in' operator to search for a key in a value that is no object"],
  ["invalid 'instanceof' right operand", "Right-hand side of 'instanceof' is not callable"],
  ['toFixed() digits argument must be between 0 and 100', 'toFixed() digits argument must be between 0 and 100'],
]);

let ask = () => undefined;
let ask2 = () => undefined;

/** V8 marks the beginning of `new X` and the name of a property, the engine what follows it. */
function place(error, frame) {
  const column = ask2({ file: frame.file, line: frame.line, column: frame.column, message: String(error.message) });
  if (column > 0) frame.column = column;
}

function explain(message, { file, line, column }) {
  if (/^class constructors must/.test(message)) message = 'class';
  const answer = ask({ message, file, line, column });
  if (answer) return answer;
  const read = /^cannot (read|set) property '(.*)' of (undefined|null)$/.exec(message);
  if (read)
    return `Cannot ${read[1]} properties of ${read[3]} (${read[1] === 'set' ? 'setting' : 'reading'} '${read[2]}')`;
  return undefined;
}

/** V8 begins after the constructors of the error's own classes. */
function withoutConstructors(error, list) {
  const names = [];
  for (let it = error.constructor; typeof it === 'function' && it !== Error && it.name; it = Object.getPrototypeOf(it))
    names.push(it.name);
  let at = 0;
  while (at < list.length && names.includes(list[at].name)) at += 1;
  return at === 0 || at === list.length ? list : list.slice(at);
}

const engineHook = (error, sites) => {
  try {
    const list = withoutConstructors(error, readable(sites));
    const own = list.find((it) => it.line > 0 && !it.file.startsWith('node:'));
    if (
      error instanceof TypeError ||
      error instanceof RangeError ||
      error instanceof ReferenceError ||
      error instanceof URIError
    )
      reword(
        error,
        list.filter((it) => it.line > 0),
      );
    if (own !== undefined) place(error, own);
    if (typeof userHook === 'function')
      return userHook(
        error,
        list.map((raw) => new CallSite(raw)),
      );
    const limit = Error.stackTraceLimit ?? 10;
    return [header(error), ...list.slice(0, limit).map((raw) => `    at ${shown(raw)}`)].join('\n');
  } catch {
    return header(error);
  }
};

/** Takes the engine's hook for good; programs set and get a hook of their own by the same name. */
function install(explainer, placer) {
  ask = explainer;
  ask2 = placer;
  Error.prepareStackTrace = engineHook;
  // The engine's own limit counts frames of ours too; what is shown is cut at the program's.
  Error.stackTraceLimit = 40;
  Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: true, configurable: true, enumerable: true });
  Object.defineProperty(Error, 'prepareStackTrace', {
    configurable: true,
    enumerable: false,
    get: () => userHook,
    set: (hook) => {
      userHook = hook;
    },
  });
}

module.exports = {
  coded,
  invalidArgType,
  invalidArgValue,
  outOfRange,
  notSimulated,
  install,
  shifted,
  setFrames(list) {
    frames = list;
  },
  /** The ES module that was started, as its file is called in stacks. */
  setModule(url) {
    moduleFile = url;
  },
};
