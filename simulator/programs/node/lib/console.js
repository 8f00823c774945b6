/** The module `console`, and the global of that name. */
const { formatWithOptions, inspect, widthOf } = require('internal/inspect');
const clock = require('internal/clock');

const process_ = () => require('internal/process');

class Console {
  #out;
  #err;
  #counts = new Map();
  #times = new Map();
  #indent = '';
  #options;
  constructor(stdout, stderr) {
    const options = stdout?.stdout !== undefined ? stdout : { stdout, stderr };
    this.#out = options.stdout;
    this.#err = options.stderr ?? options.stdout;
    this.#options = options.inspectOptions;
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      if (name !== 'constructor')
        Object.defineProperty(this, name, {
          value: this[name].bind(this),
          writable: true,
          configurable: true,
          enumerable: true,
        });
    }
  }
  static global() {
    return new Console({ stdout: 1, stderr: 2 });
  }
  #write(target, args) {
    const stream = target === 1 ? this.#out : this.#err;
    const colors =
      typeof stream === 'number'
        ? (globalThis.process[stream === 1 ? 'stdout' : 'stderr'].isTTY ?? false)
        : (stream?.isTTY ?? false);
    let text = formatWithOptions({ colors, ...this.#options }, ...args);
    if (this.#indent !== '') text = this.#indent + text.replaceAll('\n', `\n${this.#indent}`);
    text += '\n';
    if (typeof stream !== 'number') stream.write(text);
    else {
      const own = globalThis.process[stream === 1 ? 'stdout' : 'stderr'];
      // Programs replace process.stdout.write to hear what is logged.
      if (Object.hasOwn(own, 'write')) own.write(text);
      else process_().writeAll(stream, text);
    }
  }
  log(...args) {
    this.#write(1, args);
  }
  info(...args) {
    this.#write(1, args);
  }
  debug(...args) {
    this.#write(1, args);
  }
  error(...args) {
    this.#write(2, args);
  }
  warn(...args) {
    this.#write(2, args);
  }
  trace(...args) {
    const error = { name: 'Trace', message: formatWithOptions({}, ...args) };
    Error.captureStackTrace(error, this.trace);
    const stack = new Error().stack.split('\n').slice(1).join('\n');
    this.#write(2, [`Trace${error.message === '' ? '' : `: ${error.message}`}\n${stack}`]);
  }
  dir(value, options) {
    this.#write(1, [
      inspect(value, { customInspect: false, colors: globalThis.process.stdout.isTTY ?? false, ...options }),
    ]);
  }
  dirxml(...args) {
    this.#write(1, args);
  }
  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    this.#write(2, args);
  }
  count(label = 'default') {
    const count = (this.#counts.get(String(label)) ?? 0) + 1;
    this.#counts.set(String(label), count);
    this.#write(1, [`${label}: ${count}`]);
  }
  countReset(label = 'default') {
    this.#counts.delete(String(label));
  }
  time(label = 'default') {
    if (this.#times.has(label))
      return globalThis.process.emitWarning(`Label '${label}' already exists for console.time()`);
    this.#times.set(label, clock.now());
    return undefined;
  }
  #spent(label, args) {
    const since = this.#times.get(label);
    if (since === undefined) {
      globalThis.process.emitWarning(`No such label '${label}' for console.timeEnd()`);
      return;
    }
    this.#write(1, [`${label}: ${spell(clock.now() - since)}`, ...args]);
  }
  timeEnd(label = 'default') {
    this.#spent(label, []);
    this.#times.delete(label);
  }
  timeLog(label = 'default', ...args) {
    this.#spent(label, args);
  }
  group(...args) {
    if (args.length > 0) this.#write(1, args);
    this.#indent += '  ';
  }
  groupCollapsed(...args) {
    this.group(...args);
  }
  groupEnd() {
    this.#indent = this.#indent.slice(0, -2);
  }
  table(data, columns) {
    if (data === null || typeof data !== 'object') return this.#write(1, [data]);
    return this.#write(1, [table(data, columns)]);
  }
  clear() {
    if (globalThis.process.stdout.isTTY) globalThis.process.stdout.write('\u001b[1;1H\u001b[0J');
  }
}

function spell(ms) {
  if (ms >= 1000) {
    const seconds = ms / 1000;
    if (seconds >= 60) {
      const minutes = Math.floor(seconds / 60);
      const rest = (seconds % 60).toFixed(3).padStart(6, '0');
      return `${minutes}:${rest} (m:ss.mmm)`;
    }
    return `${seconds.toFixed(3)}s`;
  }
  return `${Number(ms.toFixed(3))}ms`;
}

function cell(value) {
  const deep =
    value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: deep, colors: false });
}

/** Rows of own properties, values in a column of their own, in box drawing. */
function table(data, wanted) {
  const map = data instanceof Map;
  const set = data instanceof Set;
  const entries = map
    ? [...data].map(([key, value], i) => [i, value, key])
    : set
      ? [...data].map((value, i) => [i, value])
      : Array.isArray(data)
        ? data.map((value, i) => [i, value])
        : Object.entries(data);
  const head = map || set ? '(iteration index)' : '(index)';
  const columns = new Map();
  const keys = map ? entries.map((entry) => cell(entry[2])) : [];
  const values = entries.map(() => undefined);
  let hasValues = false;
  entries.forEach(([, row], i) => {
    const primitive = row === null || (typeof row !== 'function' && typeof row !== 'object');
    if (primitive || map) {
      hasValues = true;
      values[i] = cell(row);
      return;
    }
    for (const key of wanted ?? Object.keys(row)) {
      if (!columns.has(key)) columns.set(key, []);
      if (Object.hasOwn(row, key)) columns.get(key)[i] = cell(row[key]);
    }
  });
  if (wanted) for (const key of wanted) if (!columns.has(key)) columns.set(key, []);
  const heads = [head, ...(map ? ['Key'] : []), ...columns.keys(), ...(hasValues ? ['Values'] : [])];
  const body = [
    entries.map(([key]) => String(key)),
    ...(map ? [keys] : []),
    ...columns.values(),
    ...(hasValues ? [values] : []),
  ];
  const widths = heads.map(
    (name, c) => Math.max(widthOf(name), ...entries.map((_, r) => widthOf(body[c][r] ?? ''))) + 2,
  );
  const left = Number.parseInt(globalThis.process.version.slice(1), 10) >= 20;
  const pad = (text, width) => {
    const room = width - widthOf(text);
    if (left) return ` ${text}${' '.repeat(room - 1)}`;
    const before = Math.floor(room / 2);
    return `${' '.repeat(before)}${text}${' '.repeat(room - before)}`;
  };
  const line = (cells) => `│${cells.map((text, c) => pad(text, widths[c])).join('│')}│`;
  const rule = (a, b, c) => `${a}${widths.map((width) => '─'.repeat(width)).join(b)}${c}`;
  return [
    rule('┌', '┬', '┐'),
    line(heads),
    rule('├', '┼', '┤'),
    ...entries.map((_, r) => line(body.map((column) => column[r] ?? ''))),
    rule('└', '┴', '┘'),
  ].join('\n');
}

const console = Console.global();
Object.defineProperty(console, 'Console', { value: Console, writable: true, configurable: true });
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
module.exports = console;
