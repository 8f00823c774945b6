/** CommonJS, and the way from there to ES modules. Where a name leads to is decided outside (`resolve`). */
const errors = require('internal/errors');
const path = require('path');
const internal = require;

const BUILTINS = [
  '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing', '_http_server', 'assert',
  'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram',
  'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https',
  'inspector', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process', 'punycode',
  'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises', 'stream/web',
  'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'trace_events', 'tty', 'url', 'util', 'util/types', 'v8',
  'vm', 'wasi', 'worker_threads', 'zlib',
]; // prettier-ignore
const KNOWN = new Set([...BUILTINS, 'test']);

function builtin(name) {
  switch (name) {
    case 'process':
      return globalThis.process;
    case 'module':
      return Module;
    case 'fs/promises':
      return internal('fs').promises;
    case 'dns/promises':
      return internal('dns').promises;
    case 'timers/promises':
      return internal('timers').promises;
    case 'stream/promises':
      return internal('stream').promises;
    case 'readline/promises':
      return internal('readline').promises;
    case 'util/types':
      return internal('util').types;
    case 'path/posix':
    case 'path/win32':
      return internal('path');
    case 'assert/strict':
      return internal('assert').strict;
    case 'sys':
      return internal('util');
    case 'constants':
      return { ...internal('os').constants.errno, ...internal('fs').constants, ...internal('os').constants.signals };
    default:
      return internal(name) ?? internal('internal/refused').moduleNamed(name);
  }
}

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  Object.defineProperty(this, 'parent', { value: parent, enumerable: false, writable: true, configurable: true });
  this.filename = null;
  this.loaded = false;
  this.children = [];
}
Module._cache = { __proto__: null };
Module._extensions = { __proto__: null };
Module._pathCache = { __proto__: null };
Module.builtinModules = BUILTINS;
Module.Module = Module;
Module.isBuiltin = (name) => KNOWN.has(String(name).replace(/^node:/, ''));
Module.wrap = (source) => `(function (exports, require, module, __filename, __dirname) { ${source}\n});`;
Module.globalPaths = [];
Module._nodeModulePaths = (from) => {
  const paths = [];
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (path.basename(folder) !== 'node_modules')
      paths.push(folder === '/' ? '/node_modules' : `${folder}/node_modules`);
    if (folder === '/') return paths;
  }
};
Module.createRequire = (file) => {
  const name =
    file instanceof URL || String(file).startsWith('file:') ? internal('url').fileURLToPath(file) : String(file);
  const module = new Module(name);
  module.filename = name;
  return requireOf(module);
};
Module.syncBuiltinESMExports = () => undefined;
Module.findSourceMap = () => undefined;

Module._resolveFilename = function _resolveFilename(request, parent) {
  if (KNOWN.has(request)) return request;
  const from = parent?.filename ?? `${process.cwd()}/[eval]`;
  const found = sys('resolve', { request, from });
  if (found.error === undefined) return found.path;
  const stack = [];
  for (let it = parent; it?.filename; it = it.parent) stack.push(it.filename);
  const { code, message } = found.error;
  const shown =
    code === 'MODULE_NOT_FOUND' && stack.length > 0 ? `${message}\nRequire stack:\n- ${stack.join('\n- ')}` : message;
  const error = code === 'MODULE_NOT_FOUND' ? new Error(shown) : errors.coded(Error, code, shown);
  error.code = code;
  if (code === 'MODULE_NOT_FOUND') {
    error.requireStack = stack;
    Object.defineProperty(error, Symbol.for('drydock.arrow'), {
      value: 'node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n',
    });
  }
  throw error;
};
Module._resolveLookupPaths = (request, parent) =>
  KNOWN.has(request) ? null : Module._nodeModulePaths(parent?.path ?? process.cwd());

Module._load = function _load(request, parent) {
  if (request.startsWith('node:')) {
    const name = request.slice(5);
    if (!KNOWN.has(name))
      throw errors.coded(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
    return builtin(name);
  }
  if (KNOWN.has(request) && request !== 'test') return builtin(request);
  if (request.startsWith('drydock:')) return internal(`packages/${request.slice(8)}`);
  const filename = Module._resolveFilename(request, parent);
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  const module = new Module(filename, parent);
  parent?.children.push(module);
  Module._cache[filename] = module;
  let done = false;
  try {
    module.load(filename);
    done = true;
  } finally {
    if (!done) delete Module._cache[filename];
  }
  return module.exports;
};

Module.prototype.load = function loadModule(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  const extension = path.extname(filename);
  (Module._extensions[extension] ?? Module._extensions['.js'])(this, filename);
  this.loaded = true;
};
Module.prototype.require = function (request) {
  if (typeof request !== 'string') throw errors.invalidArgType('id', 'string', request);
  if (request === '')
    throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
  return Module._load(request, this);
};

const WRAPPER = '(function module$wrapper(exports, require, module, __filename, __dirname) { ';

function compile(source, filename) {
  errors.shifted.set(filename, WRAPPER.length);
  const text = source.startsWith('#!') ? `//${source}` : source;
  const compiled = host('compile', filename, bytesOf(`${WRAPPER}${text}\n})`));
  if (typeof compiled === 'function') return compiled;
  throw syntaxError(JSON.parse(compiled), filename);
}

function bytesOf(text) {
  const { exact } = internal('buffer')[Symbol.for('drydock.internal')];
  return exact(Buffer.from(text));
}

function syntaxError({ message, arrow }) {
  const error = new SyntaxError(message);
  Object.defineProperty(error, Symbol.for('drydock.arrow'), { value: arrow, configurable: true });
  Object.defineProperty(error, 'stack', {
    value: `SyntaxError: ${message}\n${error.stack.split('\n').slice(1).join('\n')}`,
    writable: true,
    configurable: true,
  });
  return error;
}

Module.prototype._compile = function (source, filename) {
  const run = compile(source, filename);
  return run.call(this.exports, this.exports, requireOf(this), this, filename, path.dirname(filename));
};

Module._extensions['.js'] = (module, filename) => {
  const { source, format } = sys('source', filename);
  if (format === 'module' && filename !== module.forced) {
    const esm = errors.coded(
      Error,
      'ERR_REQUIRE_ESM',
      `require() of ES Module ${filename} from ${module.parent?.filename ?? ''} not supported.\nInstead change the require of ${path.basename(filename)} in ${module.parent?.filename ?? ''} to a dynamic import() which is available in all CommonJS modules.`,
    );
    throw esm;
  }
  module._compile(source, filename);
};
Module._extensions['.json'] = (module, filename) => {
  const { source } = sys('source', filename);
  try {
    module.exports = JSON.parse(source.replace(/^\uFEFF/, ''));
  } catch (error) {
    const fixed = new SyntaxError(`${filename}: ${jsonMessage(error.message, source)}`);
    fixed.stack = fixed.stack.replace(/^.*\n/, `SyntaxError: ${fixed.message}\n`);
    throw fixed;
  }
};
Module._extensions['.node'] = (_module, filename) => {
  throw errors.coded(Error, 'ERR_DLOPEN_FAILED', `${filename}: native addons are not simulated by Drydock`);
};

function jsonMessage(message) {
  return message.replace(/ \(line \d+ column \d+\)$/, '');
}

function requireOf(module) {
  function require(request) {
    return module.require(request);
  }
  require.resolve = (request, options) => {
    if (KNOWN.has(request.replace(/^node:/, ''))) return request;
    const [first] = options?.paths ?? [];
    return Module._resolveFilename(
      request,
      first === undefined ? module : { filename: `${path.resolve(first)}/noop.js` },
    );
  };
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

/** How ES modules reach what is not one. */
Object.defineProperty(globalThis, Symbol.for('drydock.require'), {
  value: (request) => Module._load(request, undefined),
});

/** `file` runs a file, `eval` a text, `print` a text whose value is shown. */
function runMain(kind, text) {
  if (kind === 'module') {
    errors.setModule(text);
    return undefined;
  }
  if (kind === 'file') {
    const module = new Module(text, null);
    module.id = '.';
    process.mainModule = module;
    Module._cache[text] = module;
    module.load(text);
    return undefined;
  }
  const module = new Module('[eval]');
  module.filename = `${process.cwd()}/[eval]`;
  module.paths = Module._nodeModulePaths(process.cwd());
  Object.assign(globalThis, {
    module,
    exports: module.exports,
    require: requireOf(module),
    __filename: '[eval]',
    __dirname: '.',
  });
  for (const name of BUILTINS) if (!name.includes('/') && !name.startsWith('_') && !(name in globalThis)) offer(name);
  return undefined;
}

/** Built-in modules are there by their names in -e, -p and the REPL. */
function offer(name) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = builtin(name);
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    },
  });
}

module.exports = { Module, runMain, builtin, requireOf, BUILTINS };
