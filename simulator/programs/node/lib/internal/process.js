/** The object `process`, and how a program ends. */
const EventEmitter = require('events');
const errors = require('internal/errors');
const clock = require('internal/clock');

const process = Object.create(
  Object.create(EventEmitter.prototype, {
    constructor: { value: function process() {}, writable: true, configurable: true },
  }),
);
EventEmitter.call(process);
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

let ticks = [];
let at = 0;
let info = {};
let startedAt = 0;
const pending = [];

function nextTicks() {
  while (at < ticks.length) {
    const { callback, args } = ticks[at++];
    if (at === ticks.length) {
      ticks = [];
      at = 0;
    }
    callback(...args);
  }
  if (pending.length > 0) throw pending.shift();
  return ticks.length - at;
}

function nextTick(callback, ...args) {
  if (typeof callback !== 'function') throw errors.invalidArgType('callback', 'function', callback);
  if (exiting) return;
  ticks.push({ callback, args });
}

let exiting = false;
function emitExit(code) {
  if (!exiting) {
    exiting = true;
    process._exiting = true;
    if (process.exitCode === undefined) process.exitCode = code;
    process.emit('exit', process.exitCode ?? 0);
  }
  return Number(process.exitCode ?? 0) & 255;
}

function exit(code) {
  if (code !== undefined) process.exitCode = code;
  host('exit', String(emitExit(process.exitCode ?? 0)));
}

// ---- errors that nobody caught ------------------------------------------------------------------------------------

function print(text) {
  writeAll(1, text);
}

function writeAll(fd, text) {
  if (text.includes('\0'))
    host('write', String(fd), require('buffer')[Symbol.for('drydock.internal')].exact(Buffer.from(text)));
  else host('writeText', `${fd} ${text}`);
}

const util = () => require('util');

/** `file:line`, the line, and the mark beneath the place, as Node shows above an uncaught error. */
function arrow(error, place) {
  if (place.file === 'node:fs') return 'node:fs:573\n  return binding.open(\n                 ^\n';
  const described = host('sourceLine', JSON.stringify(place));
  return typeof described === 'string' ? described : '';
}

const PLACE = /\n {4}at (?:.*\()?((?:\/|file:|\[eval\]|node:|REPL).*?):(\d+):(\d+)\)?/;

function uncaught(error, origin) {
  const kind = origin === 'rejection' ? 'unhandledRejection' : 'uncaughtException';
  if (origin === 'rejection') {
    if (process.listenerCount('unhandledRejection') > 0) {
      const promise = Promise.reject(error);
      promise.catch(() => undefined);
      process.emit('unhandledRejection', error, promise);
      return -1;
    }
    if (!(error instanceof Error)) {
      let shown;
      try {
        shown = util().inspect(error);
      } catch {
        shown = String(error);
      }
      const reason =
        typeof error === 'string'
          ? `"${error}"`
          : shown.startsWith('[')
            ? shown
            : `"${typeof error === 'object' && error !== null ? '#<Object>' : String(error)}"`;
      error = errors.coded(
        Error,
        'ERR_UNHANDLED_REJECTION',
        `This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ${reason}.`,
      );
      const modern = Number.parseInt(info.version.slice(1), 10) >= 20;
      error.stack = modern
        ? `UnhandledPromiseRejection: ${error.message}\n    at throwUnhandledRejectionsMode (node:internal/process/promises:389:7)\n    at processPromiseRejections (node:internal/process/promises:470:17)\n    at process.processTicksAndRejections (node:internal/process/task_queues:96:32)`
        : `[UnhandledPromiseRejection: ${error.message}]`;
      return fatal(error, throwLines('node:internal/process/promises'), true);
    }
  }
  process.emit('uncaughtExceptionMonitor', error, kind);
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, kind);
    return -1;
  }
  return fatal(error);
}

function throwLines(file) {
  const major = Number.parseInt(info.version.slice(1), 10);
  if (major < 20)
    return `${file}:${major < 15 ? 246 : 288}\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n`;
  return `${file}:389\n      new UnhandledPromiseRejection(reason);\n      ^\n`;
}

function fatal(error, above, rejection) {
  let text;
  if (
    error instanceof Error ||
    (error !== null && typeof error === 'object' && typeof error.stack === 'string' && error instanceof Error)
  ) {
    const place = PLACE.exec(error.stack ?? '');
    const emitted = error[Symbol.for('drydock.emitter')] !== undefined;
    const from =
      error[Symbol.for('drydock.arrow')] ??
      above ??
      (emitted ? "node:events:502\n      throw er; // Unhandled 'error' event\n      ^\n" : undefined) ??
      (place === null ? '' : arrow(error, { file: place[1], line: Number(place[2]), column: Number(place[3]) }));
    let shown = rejection ? error.stack : util().inspect(error);
    const emitter = error[Symbol.for('drydock.emitter')];
    if (emitter !== undefined) shown = withEmitter(error, emitter, shown);
    if (rejection) shown = `${shown} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`;
    text = `${from === '' ? '' : `${from}\n`}${shown}\n`;
  } else {
    let shown;
    try {
      shown = typeof error === 'string' ? error : util().inspect(error);
    } catch {
      shown = String(error);
    }
    text = `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n`;
  }
  writeAll(2, `${text}\nNode.js ${process.version}\n`);
  process.exitCode ??= 1;
  const code = info.fatalCode ?? (Number(process.exitCode) || 1);
  process.exitCode = code;
  try {
    emitExit(code);
  } catch {
    return 7;
  }
  return Number(process.exitCode) & 255;
}

function withEmitter(error, emitter, shown) {
  const name = emitter.constructor?.name;
  const what =
    name && name !== 'EventEmitter' ? `Emitted 'error' event on ${name} instance at:\n` : "Emitted 'error' event at:\n";
  const own = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  const frames = require('internal/emitted').framesOf(emitter, info.version);
  const text = `${what}${[...frames].map((frame) => `    at ${frame}`).join('\n')}`;
  const properties = shown.lastIndexOf(' {\n');
  if (own.length === 0 && !shown.startsWith('Error:')) return shown;
  return properties > 0 && shown.endsWith('}')
    ? `${shown.slice(0, properties)}\n${text}${shown.slice(properties)}`
    : `${shown}\n${text}`;
}

// ---- what it says of itself ---------------------------------------------------------------------------------------

const umask = (mask) =>
  sys('umask', mask === undefined ? null : typeof mask === 'string' ? Number.parseInt(mask, 8) : mask);

function hrtime(since) {
  const now = clock.now() + 1000;
  let [seconds, nanoseconds] = [Math.floor(now / 1000), Math.round((now % 1000) * 1e6)];
  if (since !== undefined) {
    seconds -= since[0];
    nanoseconds -= since[1];
    if (nanoseconds < 0) {
      seconds -= 1;
      nanoseconds += 1e9;
    }
  }
  return [seconds, nanoseconds];
}
hrtime.bigint = () => BigInt(Math.round((clock.now() + 1000) * 1e6));

const memoryUsage = () => {
  const usage = sys('memory');
  delete usage.limit;
  return usage;
};
memoryUsage.rss = () => sys('memory').rss;

function emitWarning(warning, type, code) {
  const options = typeof type === 'object' && type !== null ? type : { type, code };
  const error =
    warning instanceof Error ? warning : Object.assign(new Error(String(warning)), { name: options.type ?? 'Warning' });
  if (options.code) error.code = options.code;
  if (error.name === 'DeprecationWarning' && process.noDeprecation) return;
  nextTick(() => process.emit('warning', error));
}

let hinted = false;
function showWarning(warning) {
  const code = warning.code ? `[${warning.code}] ` : '';
  const trace = warning.name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
  let text = `(node:${process.pid}) ${code}${warning.name}: ${warning.message}`;
  if (!hinted) text += `\n(Use \`node ${trace} ...\` to show where the warning was created)`;
  hinted = true;
  writeAll(2, `${text}\n`);
}

const handled = new Set();
const SIGNAL = /^SIG[A-Z0-9]+$/;
process.on('newListener', (name) => {
  if (typeof name !== 'string' || !SIGNAL.test(name) || handled.has(name)) return;
  handled.add(name);
  host('signal', `on ${name.slice(3)}`);
});
process.on('removeListener', (name) => {
  if (!handled.has(name) || process.listenerCount(name) > 0) return;
  handled.delete(name);
  host('signal', `off ${name.slice(3)}`);
});

const environment = new Proxy(
  {},
  {
    set(target, key, value) {
      target[key] = String(value);
      return true;
    },
    defineProperty(target, key, descriptor) {
      return Reflect.defineProperty(target, key, { ...descriptor, value: String(descriptor.value) });
    },
  },
);

function begin(given) {
  info = given;
  startedAt = given.now;
  clock.connect((operation) => host(operation), startedAt);
  errors.setFrames(given.frames);
  for (const [key, value] of given.env) environment[key] = value;
  process.argv = given.argv;
  process.argv0 = given.argv0;
  process.execArgv = given.execArgv;
  process.execPath = given.execPath;
  process.pid = given.pid;
  process.ppid = given.ppid;
  process.version = given.version;
  process.title = given.title;
  process.versions = given.versions;
  process.arch = given.arch;
  process.release = { name: 'node', ...given.release };
  if (Number.parseInt(given.version.slice(1), 10) < 18)
    for (const name of ['fetch', 'Headers', 'Request', 'Response', 'FormData']) delete globalThis[name];
  if (Number.parseInt(given.version.slice(1), 10) < 21) delete globalThis.navigator;
  process.on('warning', showWarning);
}

Object.assign(process, {
  version: '',
  versions: {},
  arch: 'x64',
  platform: 'linux',
  release: {},
  argv: [],
  execArgv: [],
  env: environment,
  pid: 0,
  ppid: 0,
  execPath: '',
  debugPort: 9229,
  argv0: 'node',
  exitCode: undefined,
  features: {
    inspector: true,
    debug: false,
    uv: true,
    ipv6: true,
    tls_alpn: true,
    tls_sni: true,
    tls_ocsp: true,
    tls: true,
  },
  config: { target_defaults: {}, variables: {} },
  nextTick,
  exit,
  reallyExit: exit,
  abort() {
    sys('killSelf', 'ABRT');
  },
  cwd: () => sys('cwd'),
  chdir(path) {
    sys('chdir', path);
  },
  umask,
  uptime: () => clock.now() / 1000,
  hrtime,
  memoryUsage,
  cpuUsage: () => ({ user: Math.round(clock.now() * 100), system: Math.round(clock.now() * 20) }),
  resourceUsage: () => ({
    userCPUTime: Math.round(clock.now() * 100),
    systemCPUTime: Math.round(clock.now() * 20),
    maxRSS: Math.round(sys('memory').rss / 1024),
  }),
  constrainedMemory: () => sys('memory').limit,
  emitWarning,
  getuid: () => sys('ids')[0],
  geteuid: () => sys('ids')[0],
  getgid: () => sys('ids')[1],
  getegid: () => sys('ids')[1],
  getgroups: () => sys('ids')[2],
  setuid(id) {
    sys('setuid', id);
  },
  setgid(id) {
    sys('setgid', id);
  },
  kill(pid, signal = 'SIGTERM') {
    if (typeof pid !== 'number' && Number.isNaN(Number(pid))) throw errors.invalidArgType('pid', 'number', pid);
    sys('kill', [Number(pid), signal]);
    return true;
  },
  binding(name) {
    throw new Error(`No such module: ${name}`);
  },
  setUncaughtExceptionCaptureCallback: () => undefined,
  hasUncaughtExceptionCaptureCallback: () => false,
  setSourceMapsEnabled: () => undefined,
  getActiveResourcesInfo: () => [],
  loadEnvFile(path = '.env') {
    for (const [key, value] of Object.entries(
      require('internal/dotenv').parse(require('fs').readFileSync(path, 'utf8')),
    ))
      environment[key] ??= value;
  },
  report: {},
  allowedNodeEnvironmentFlags: new Set(),
});
for (const [name, make] of [
  ['stdin', (standard) => standard.stdin()],
  ['stdout', (standard) => standard.stdout(1)],
  ['stderr', (standard) => standard.stdout(2)],
]) {
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make(require('internal/standard'));
      Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
      return value;
    },
  });
}
Object.defineProperty(process, 'title', {
  configurable: true,
  enumerable: true,
  get: () => info.title ?? info.argv0 ?? 'node',
  set: (title) => {
    if (info.title !== undefined) host('title', String(title));
    info.title = String(title);
  },
});

new (require('internal/handles').Handle)({
  signal(name) {
    process.emit(`SIG${name}`, `SIG${name}`, require('os').constants.signals[`SIG${name}`]);
  },
}).unref();

module.exports = {
  process,
  nextTicks,
  uncaught,
  emitExit,
  begin,
  print,
  writeAll,
  info: () => info,
  later(error) {
    pending.push(error);
  },
};
