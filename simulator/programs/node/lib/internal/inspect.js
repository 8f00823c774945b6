/** `util.inspect`: how Node shows values, with its rules for when a list or an object is one line. */
const custom = Symbol.for('nodejs.util.inspect.custom');

const styles = {
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold', string: 'green',
  symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
}; // prettier-ignore
const colors = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], hidden: [8, 28],
  strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
  magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39], redBright: [91, 39],
  greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39],
  whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49],
  bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
}; // prettier-ignore

const defaults = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
}; // prettier-ignore

const KEY = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedTag = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;
const hasOwn = Object.hasOwn;
const promiseState = (promise) => globalThis[Symbol.for('drydock.promiseState')]?.(promise);

function tagOf(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function isError(value) {
  return value instanceof Error || tagOf(value) === 'Error';
}

function quote(text) {
  let mark = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) mark = '"';
    else if (!text.includes('`') && !text.includes('${')) mark = '`';
  }
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const ch = text[i];
    if (ch === mark && mark === "'") out += "\\'";
    else if (ch === '\\') out += '\\\\';
    else if (c === 10) out += '\\n';
    else if (c === 9) out += '\\t';
    else if (c === 13) out += '\\r';
    else if (c === 8) out += '\\b';
    else if (c === 11) out += '\\v';
    else if (c === 12) out += '\\f';
    else if (c < 32 || (c >= 127 && c < 160)) out += `\\x${c.toString(16).toUpperCase().padStart(2, '0')}`;
    else if (c >= 0xd800 && c <= 0xdfff) {
      const next = text.charCodeAt(i + 1);
      if (c < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
        out += ch + text[i + 1];
        i += 1;
      } else out += `\\u${c.toString(16).toUpperCase()}`;
    } else out += ch;
  }
  return mark + out + mark;
}

function stylizeWith(ctx) {
  if (!ctx.colors) return (text) => text;
  return (text, style) => {
    const color = colors[inspect.styles[style]];
    return color === undefined ? text : `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
  };
}

function inspect(value, options, ...legacy) {
  const ctx = { ...inspect.defaultOptions, budget: {}, indent: 0, depthNow: 0, seen: [], circular: undefined };
  if (typeof options === 'boolean') {
    ctx.showHidden = options;
    if (legacy[0] !== undefined) ctx.depth = legacy[0];
    if (legacy[1] !== undefined) ctx.colors = legacy[1];
  } else if (options !== null && typeof options === 'object') Object.assign(ctx, options);
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  ctx.stylize = stylizeWith(ctx);
  ctx.userOptions = options;
  return formatValue(ctx, value, 0);
}
inspect.custom = custom;
inspect.defaultOptions = defaults;
inspect.styles = styles;
inspect.colors = colors;

function formatNumber(style, number, separator) {
  if (Object.is(number, -0)) return style('-0', 'number');
  if (!separator) return style(`${number}`, 'number');
  const [whole, part] = String(number).split('.');
  return style(whole.replace(/\B(?=(\d{3})+(?!\d))/g, '_') + (part === undefined ? '' : `.${part}`), 'number');
}

function formatPrimitive(ctx, value) {
  const style = ctx.stylize;
  if (typeof value === 'string') {
    let trailer = '';
    if (value.length > ctx.maxStringLength) {
      const left = value.length - ctx.maxStringLength;
      value = value.slice(0, ctx.maxStringLength);
      trailer = `... ${left} more character${left > 1 ? 's' : ''}`;
    }
    if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indent - 4) {
      return value.split(/(?<=\n)/).map((line) => style(quote(line), 'string')).join(` +\n${' '.repeat(ctx.indent + 2)}`) + trailer; // prettier-ignore
    }
    return style(quote(value), 'string') + trailer;
  }
  if (typeof value === 'number') return formatNumber(style, value, ctx.numericSeparator);
  if (typeof value === 'bigint') return style(`${value}n`, 'bigint');
  if (typeof value === 'boolean') return style(`${value}`, 'boolean');
  if (typeof value === 'undefined') return style('undefined', 'undefined');
  return style(value.toString(), 'symbol');
}

function formatValue(ctx, value, depth, typed) {
  if (value === null) return ctx.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function') return formatPrimitive(ctx, value);
  const proxy = globalThis[Symbol.for('drydock.proxyOf')]?.(value);
  if (proxy !== undefined && ctx.showProxy) {
    return `Proxy [ ${formatValue(ctx, proxy[0], depth + 1)}, ${formatValue(ctx, proxy[1], depth + 1)} ]`;
  }
  if (ctx.customInspect) {
    const own = value[custom];
    if (typeof own === 'function' && own !== inspect && !(value.constructor && value.constructor.prototype === value)) {
      const left = ctx.depth === null ? null : ctx.depth - depth;
      const answer = own.call(value, left, { ...ctx, ...ctx.userOptions, depth: left, stylize: ctx.stylize }, inspect);
      if (answer !== value) {
        if (typeof answer !== 'object') return `${answer}`;
        return formatValue(ctx, answer, depth).replaceAll('\n', `\n${' '.repeat(ctx.indent)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    ctx.circular ??= new Map();
    if (!ctx.circular.has(value)) ctx.circular.set(value, ctx.circular.size + 1);
    return ctx.stylize(`[Circular *${ctx.circular.get(value)}]`, 'special');
  }
  return formatRaw(ctx, value, depth, typed);
}

function constructorName(value) {
  let object = value;
  let first = true;
  while (object !== null && object !== undefined) {
    const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (
      descriptor !== undefined &&
      typeof descriptor.value === 'function' &&
      descriptor.value.name !== '' &&
      isInstance(value, descriptor.value)
    ) {
      return first || object !== null ? descriptor.value.name : null;
    }
    object = Object.getPrototypeOf(object);
    first = false;
  }
  return null;
}

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch {
    return false;
  }
}

function prefix(name, tag, fallback, size = '') {
  if (name === null) {
    const extra = tag !== '' && fallback !== tag ? ` [${tag}]` : '';
    return `[${fallback}${size}: null prototype]${extra} `;
  }
  if (tag !== '' && name !== tag) return `${name}${size} [${tag}] `;
  return `${name}${size} `;
}

function keysOf(value, showHidden) {
  if (showHidden) return [...Object.getOwnPropertyNames(value), ...Object.getOwnPropertySymbols(value)];
  const keys = Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value).filter((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key),
  );
  return [...keys, ...symbols];
}

const indexKey = (key) => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
const namedKeys = (value, showHidden) => keysOf(value, showHidden).filter((key) => !indexKey(key));

function functionBase(value, name, tag) {
  const text = Function.prototype.toString.call(value);
  if (/^class\b/.test(text) && text.endsWith('}')) {
    let base = `[class ${hasOwn(value, 'name') && value.name !== '' ? value.name : '(anonymous)'}`;
    if (name !== 'Function' && name !== null) base += ` [${name}]`;
    if (name !== null) {
      const parent = Object.getPrototypeOf(value).name;
      if (parent) base += ` extends ${parent}`;
    } else base += ' extends null';
    return `${base}]`;
  }
  const kind = /^async\s*\*|^async function\s*\*/.test(text)
    ? 'AsyncGeneratorFunction'
    : /^async\b/.test(text)
      ? 'AsyncFunction'
      : /^(function\s*\*|\*)/.test(text)
        ? 'GeneratorFunction'
        : 'Function';
  let base = `[${kind}`;
  if (name === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : '(anonymous)'}`;
  base += ']';
  if (name !== kind && name !== null && name !== 'Function') base += ` ${name}`;
  if (tag !== '' && name !== tag && tag !== kind && tag !== 'Function') base += ` [${tag}]`;
  return base;
}

function errorBase(ctx, error, keys, name) {
  let stack =
    typeof error.stack === 'string' && error.stack !== '' ? error.stack : Error.prototype.toString.call(error);
  const errorName = error.name != null ? String(error.name) : 'Error';
  for (const key of ['name', 'message', 'stack']) {
    const at = keys.indexOf(key);
    if (at >= 0 && (typeof error[key] !== 'string' || stack.includes(error[key]))) keys.splice(at, 1);
  }
  if ('cause' in error && hasOwn(error, 'cause') && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && hasOwn(error, 'errors') && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, error, name, errorName);
  const at =
    error.message && stack.indexOf(error.message) >= 0
      ? stack.indexOf('\n    at', stack.indexOf(error.message) + error.message.length)
      : stack.indexOf('\n    at');
  if (at < 0) stack = `[${stack}]`;
  else if (ctx.colors) {
    stack =
      stack.slice(0, at + 1) +
      stack
        .slice(at + 1)
        .split('\n')
        .map((line) => (/node:|\(internal\//.test(line) ? ctx.stylize(line, 'undefined') : line))
        .join('\n');
  }
  if (ctx.indent !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(ctx.indent)}`);
  return stack;
}

function improveStack(stack, error, constructor, name) {
  if (
    constructor === null ||
    (name.endsWith('Error') &&
      stack.startsWith(name) &&
      (stack.length === name.length || stack[name.length] === ':' || stack[name.length] === '\n'))
  ) {
    let fallback = 'Error';
    if (constructor === null) {
      const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
      fallback = start?.[1] ?? '';
      return `[${fallback}: null prototype] ${stack.slice(fallback.length)}`;
    }
    if (constructor !== name) {
      if (constructor.includes(name)) {
        const length = fallback.length && name.length;
        return stack.slice(0, 0) + constructor + stack.slice(length);
      }
      return `${constructor} [${name}]${stack.slice(name.length)}`;
    }
  }
  return stack;
}

function formatRaw(ctx, value, depth, typed) {
  const name = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (
    typeof tag !== 'string' ||
    (tag !== '' &&
      (ctx.showHidden
        ? hasOwn(value, Symbol.toStringTag)
        : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)))
  )
    tag = '';
  if (name !== null && tag === name) tag = '';
  let keys;
  let base = '';
  let braces = ['{', '}'];
  let entries = () => [];
  let kind = 'object';
  const kindTag = tagOf(value);
  if (Array.isArray(value)) {
    keys = namedKeys(value, ctx.showHidden);
    const start = name !== 'Array' || tag !== '' ? prefix(name, tag, 'Array', `(${value.length})`) : '';
    braces = [`${start}[`, ']'];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    kind = 'array';
    entries = () => arrayEntries(ctx, value, depth);
  } else if (value instanceof Set || (kindTag === 'Set' && isSet(value))) {
    keys = keysOf(value, ctx.showHidden);
    const start = prefix(name, tag, 'Set', `(${value.size})`);
    entries = () => limited(ctx, [...Set.prototype.values.call(value)], (it) => formatValue(ctx, it, depth + 1), 2);
    if (value.size === 0 && keys.length === 0) return `${start}{}`;
    braces = [`${start}{`, '}'];
  } else if (value instanceof Map || (kindTag === 'Map' && isMap(value))) {
    keys = keysOf(value, ctx.showHidden);
    const start = prefix(name, tag, 'Map', `(${value.size})`);
    entries = () =>
      limited(
        ctx,
        [...Map.prototype.entries.call(value)],
        ([key, it]) => `${formatValue(ctx, key, depth + 1)} => ${formatValue(ctx, it, depth + 1)}`,
        2,
      );
    if (value.size === 0 && keys.length === 0) return `${start}{}`;
    braces = [`${start}{`, '}'];
  } else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    keys = namedKeys(value, ctx.showHidden);
    const fallback = typedTag.call(value);
    const start = prefix(name, tag === fallback ? '' : tag, fallback, `(${value.length})`);
    braces = [`${start}[`, ']'];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    kind = 'array';
    entries = () => typedEntries(ctx, value);
  } else if (/^(Map|Set) Iterator$/.test(kindTag)) {
    keys = keysOf(value, ctx.showHidden);
    braces = [`[${kindTag}] {`, '}'];
    const list = [...(globalThis[Symbol.for('drydock.cloneIterator')]?.(value) ?? [])];
    entries = () => limited(ctx, list, (it) => formatValue(ctx, it, depth + 1), 2);
  } else {
    keys = keysOf(value, ctx.showHidden);
    if (kindTag === 'Arguments') {
      braces = ['[Arguments] {', '}'];
      if (keys.length === 0) return '[Arguments] {}';
    } else if (typeof value === 'function') {
      base = functionBase(value, name, tag);
      if (keys.length === 0) return ctx.stylize(base, 'special');
    } else if (value instanceof RegExp) {
      base = RegExp.prototype.toString.call(value);
      const start = prefix(name, tag, 'RegExp');
      if (start !== 'RegExp ') base = `${start}${base}`;
      if (keys.length === 0 || tooDeep(ctx, depth)) return ctx.stylize(base, 'regexp');
    } else if (value instanceof Date) {
      base = Number.isNaN(value.getTime())
        ? Date.prototype.toString.call(value)
        : Date.prototype.toISOString.call(value);
      const start = prefix(name, tag, 'Date');
      if (start !== 'Date ') base = `${start}${base}`;
      if (keys.length === 0) return ctx.stylize(base, 'date');
    } else if (isError(value)) {
      base = errorBase(ctx, value, keys, name);
      if (keys.length === 0) return base;
    } else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      const start = prefix(name, tag, kindTag);
      if (typed === undefined) {
        const bytes = new Uint8Array(value);
        const shownBytes = [...bytes.slice(0, Math.min(50, ctx.maxArrayLength))]
          .map((b) => b.toString(16).padStart(2, '0'))
          .join(' ');
        const more = bytes.length - 50;
        const text = `${shownBytes}${more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''}`;
        braces = [`${start}{`, '}'];
        entries = () => [
          `${ctx.stylize('[Uint8Contents]', 'special')}: <${text}>`,
          `byteLength: ${ctx.stylize(`${bytes.length}`, 'number')}`,
        ];
      } else return `${start}{ byteLength: ${formatNumber(ctx.stylize, value.byteLength, false)} }`;
    } else if (value instanceof Promise) {
      braces = [`${prefix(name, tag, 'Promise')}{`, '}'];
      entries = () => {
        const [state, result] = promiseState(value) ?? ['unknown'];
        if (state === 'pending') return [ctx.stylize('<pending>', 'special')];
        if (state === 'unknown') return [];
        ctx.indent += 2;
        const text = formatValue(ctx, result, depth + 1);
        ctx.indent -= 2;
        return [state === 'rejected' ? `${ctx.stylize('<rejected>', 'special')} ${text}` : text];
      };
    } else if (value instanceof WeakSet || value instanceof WeakMap) {
      braces = [`${prefix(name, tag, kindTag)}{`, '}'];
      entries = () => [ctx.stylize('<items unknown>', 'special')];
    } else if (value instanceof DataView) {
      braces = [`${prefix(name, tag, 'DataView')}{`, '}'];
      entries = () =>
        ['byteLength', 'byteOffset', 'buffer'].map((key) => `${key}: ${formatValue(ctx, value[key], depth + 1)}`);
    } else if (/^(Number|String|Boolean|BigInt|Symbol)$/.test(kindTag) && typeof value.valueOf?.() !== 'object') {
      const primitive = value.valueOf();
      base = `[${kindTag}${name !== kindTag ? (name === null ? ' (null prototype)' : ` (${name})`) : ''}: ${formatPrimitive({ ...ctx, stylize: (text) => text }, primitive)}]`;
      if (kindTag === 'String') keys = keys.filter((key) => !indexKey(key));
      if (keys.length === 0) return ctx.stylize(base, kindTag.toLowerCase());
    } else if (tag === 'Module' || kindTag === 'Module') {
      braces = ['[Module: null prototype] {', '}'];
    } else if (kindTag === 'Generator' || kindTag === 'AsyncGenerator') {
      braces = [`${prefix(name, tag, 'Object').replace(/^Object \[Object\]/, 'Object')}{`, '}'];
      if (name === null || name === 'Object') braces = [`Object [${kindTag}] {`, '}'];
      if (keys.length === 0) return `${braces[0]}}`;
    } else {
      if (name === 'Object' && tag === '') braces = ['{', '}'];
      else if (name === 'Object') braces = [`${prefix(name, tag, 'Object')}{`, '}'];
      else braces = [`${prefix(name, tag, 'Object')}{`, '}'];
      if (keys.length === 0) return `${braces[0]}}`;
    }
  }
  if (tooDeep(ctx, depth)) {
    const shownName = prefix(name, tag, kind === 'array' ? 'Array' : 'Object').slice(0, -1);
    if (isError(value) || typeof value === 'function') return base || ctx.stylize(`[${shownName}]`, 'special');
    return ctx.stylize(
      `[${name === null ? shownName : kind === 'array' && name === 'Array' ? 'Array' : shownName}]`,
      'special',
    );
  }
  ctx.seen.push(value);
  ctx.depthNow = depth;
  const output = entries();
  for (const key of keys) output.push(formatProperty(ctx, value, key, depth, kind));
  ctx.seen.pop();
  if (ctx.circular?.has(value)) {
    const reference = ctx.stylize(`<ref *${ctx.circular.get(value)}>`, 'special');
    if (ctx.compact !== true) base = base === '' ? reference : `${reference} ${base}`;
    else braces[0] = `${reference} ${braces[0]}`;
  }
  if (ctx.sorted) {
    const compare = ctx.sorted === true ? undefined : ctx.sorted;
    if (kind === 'object') output.sort(compare);
  }
  return reduceToSingle(ctx, output, base, braces, kind, depth, value);
}

const tooDeep = (ctx, depth) => ctx.depth !== null && depth > ctx.depth;

function isSet(value) {
  try {
    Set.prototype.has.call(value, 0);
    return true;
  } catch {
    return false;
  }
}

function isMap(value) {
  try {
    Map.prototype.has.call(value, 0);
    return true;
  } catch {
    return false;
  }
}

const more = (left) => `... ${left} more item${left > 1 ? 's' : ''}`;

function limited(ctx, list, show, indent) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), list.length);
  ctx.indent += indent;
  const output = [];
  for (let i = 0; i < limit; i++) output.push(show(list[i]));
  ctx.indent -= indent;
  if (list.length > limit) output.push(more(list.length - limit));
  return output;
}

function arrayEntries(ctx, value, depth) {
  const output = [];
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  let i = 0;
  for (; i < value.length && output.length < limit; i++) {
    if (!hasOwn(value, i)) {
      let end = i;
      while (end < value.length && !hasOwn(value, end)) end += 1;
      const holes = end - i;
      output.push(ctx.stylize(`<${holes} empty item${holes > 1 ? 's' : ''}>`, 'undefined'));
      i = end - 1;
    } else output.push(formatProperty(ctx, value, i, depth, 'array'));
  }
  if (i < value.length) output.push(more(value.length - i));
  return output;
}

function typedEntries(ctx, value) {
  const limit = Math.min(Math.max(0, ctx.maxArrayLength), value.length);
  const output = [];
  for (let i = 0; i < limit; i++) output.push(formatPrimitive(ctx, value[i]));
  if (value.length > limit) output.push(more(value.length - limit));
  return output;
}

function formatProperty(ctx, value, key, depth, kind) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let text;
  let extra = ' ';
  if ('value' in descriptor) {
    const difference = ctx.compact !== true || kind === 'array' ? 2 : 3;
    ctx.indent += difference;
    text = formatValue(ctx, descriptor.value, depth + 1);
    if (difference === 3 && ctx.breakLength < text.length) extra = `\n${' '.repeat(ctx.indent)}`;
    ctx.indent -= difference;
  } else if (descriptor.get !== undefined) {
    const label = descriptor.set !== undefined ? 'Getter/Setter' : 'Getter';
    if (ctx.getters === true || (ctx.getters === 'get' && descriptor.set === undefined)) {
      const got = descriptor.get.call(value);
      text =
        got !== null && typeof got === 'object'
          ? `[${label}] ${formatValue(ctx, got, depth + 1)}`
          : `[${label}: ${formatValue(ctx, got, depth + 1)}]`;
    } else text = ctx.stylize(`[${label}]`, 'special');
  } else
    text = ctx.stylize(
      descriptor.set !== undefined ? '[Setter]' : 'undefined',
      descriptor.set !== undefined ? 'special' : 'undefined',
    );
  if (kind === 'array' && (typeof key === 'number' || indexKey(key))) return text;
  let shown;
  if (typeof key === 'symbol') shown = `[${ctx.stylize(key.toString(), 'symbol')}]`;
  else if (key === '__proto__') shown = "['__proto__']";
  else if (descriptor.enumerable === false) shown = `[${key}]`;
  else if (KEY.test(key)) shown = ctx.stylize(key, 'name');
  else shown = ctx.stylize(quote(key), 'string');
  return `${shown}:${extra}${text}`;
}

const plain = (text) => (text.includes('\u001b') ? text.replace(/\u001b\[\d+m/g, '') : text);

/** Columns of a terminal that a text takes. */
function widthOf(text) {
  let width = 0;
  for (const ch of plain(text).normalize('NFC')) {
    const c = ch.codePointAt(0);
    if (
      c >= 0x1100 &&
      (c <= 0x115f ||
        (c >= 0x2e80 && c <= 0xa4cf) ||
        (c >= 0xac00 && c <= 0xd7a3) ||
        (c >= 0xf900 && c <= 0xfaff) ||
        (c >= 0xfe30 && c <= 0xfe6f) ||
        (c >= 0xff00 && c <= 0xff60) ||
        (c >= 0xffe0 && c <= 0xffe6) ||
        (c >= 0x1f300 && c <= 0x1faff) ||
        (c >= 0x20000 && c <= 0x3fffd))
    )
      width += 2;
    else if (!(c >= 0x300 && c <= 0x36f) && c !== 0x200d && !(c >= 0xfe00 && c <= 0xfe0f) && c >= 32) width += 1;
  }
  return width;
}

function groupArray(ctx, output, value) {
  let total = 0;
  let longest = 0;
  let length = output.length;
  if (ctx.maxArrayLength < output.length) length -= 1;
  const separator = 2;
  const lengths = [];
  for (let i = 0; i < length; i++) {
    const size = ctx.colors ? widthOf(output[i]) : widthOf(output[i]);
    lengths.push(size);
    total += size + separator;
    if (longest < size) longest = size;
  }
  const actual = longest + separator;
  if (actual * 3 + ctx.indent >= ctx.breakLength || !(total / actual > 5 || longest <= 6)) return output;
  const biasedMax = Math.max(actual - 3 - Math.sqrt(actual - total / output.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biasedMax * length) / biasedMax),
    Math.floor((ctx.breakLength - ctx.indent) / actual),
    ctx.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const grouped = [];
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < length; j += columns) if (lengths[j] > width) width = lengths[j];
    widths.push(width + separator);
  }
  let right = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        right = false;
        break;
      }
    }
  }
  for (let i = 0; i < length; i += columns) {
    const max = Math.min(i + columns, length);
    let line = '';
    let j = i;
    for (; j < max - 1; j++) {
      const cell = `${output[j]}, `;
      const padding = widths[j - i] + output[j].length - lengths[j];
      line += right ? cell.padStart(padding) : cell.padEnd(padding);
    }
    if (right) {
      const padding = widths[j - i] + output[j].length - lengths[j] - separator;
      line += output[j].padStart(padding);
    } else line += output[j];
    grouped.push(line);
  }
  if (ctx.maxArrayLength < output.length) grouped.push(output[length]);
  return grouped;
}

function reduceToSingle(ctx, output, base, braces, kind, depth, value) {
  if (ctx.compact !== true) {
    if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
      const count = output.length;
      if (kind === 'array' && count > 6) output = groupArray(ctx, output, value);
      if (ctx.depthNow - depth < ctx.compact && count === output.length) {
        const start = output.length + ctx.indent + braces[0].length + base.length + 10;
        if (fits(ctx, output, start, base)) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${base === '' ? '' : `${base} `}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const indentation = `\n${' '.repeat(ctx.indent)}`;
    return `${base === '' ? '' : `${base} `}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
  }
  if (fits(ctx, output, 0, base))
    return `${braces[0]}${base === '' ? '' : ` ${base}`} ${output.join(', ')} ${braces[1]}`;
  const indentation = ' '.repeat(ctx.indent);
  return `${base === '' ? '' : `${base} `}${braces[0]}\n${indentation}  ${output.join(`,\n${indentation}  `)} ${braces[1]}`;
}

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (const text of output) {
    total += ctx.colors ? plain(text).length : text.length;
    if (total > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// ---- format -------------------------------------------------------------------------------------------------------

const asNumber = (value, parse) =>
  typeof value === 'bigint'
    ? `${value}n`
    : typeof value === 'symbol'
      ? 'NaN'
      : formatNumber((text) => text, parse(value), false);

function formatWithOptions(options, ...args) {
  const [first] = args;
  let at = 0;
  let text = '';
  let join = '';
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    let last = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (first[i] !== '%') continue;
      const next = first[i + 1];
      if (next === '%') {
        text += first.slice(last, i) + '%';
        last = i + 2;
        i += 1;
        continue;
      }
      if (at + 1 === args.length) continue;
      let shown;
      if (next === 's') {
        const arg = args[++at];
        if (typeof arg === 'number') shown = formatNumber((it) => it, arg, false);
        else if (typeof arg === 'bigint') shown = `${arg}n`;
        else if (typeof arg !== 'object' || arg === null || hasToString(arg)) shown = String(arg);
        else shown = inspect(arg, { ...options, depth: 0, colors: false, compact: 3 });
      } else if (next === 'j') shown = json(args[++at]);
      else if (next === 'd') {
        const arg = args[++at];
        shown = typeof arg === 'object' && arg !== null ? asNumber(arg, Number) : asNumber(arg, Number);
      } else if (next === 'O') shown = inspect(args[++at], options);
      else if (next === 'o') shown = inspect(args[++at], { ...options, showHidden: true, showProxy: true, depth: 4 });
      else if (next === 'i') {
        const arg = args[++at];
        shown =
          typeof arg === 'object'
            ? asNumber(Number.parseInt(arg, 10), Number)
            : asNumber(arg, (it) => Number.parseInt(it, 10));
      } else if (next === 'f') {
        const arg = args[++at];
        shown = typeof arg === 'symbol' ? 'NaN' : formatNumber((it) => it, Number.parseFloat(arg), false);
      } else if (next === 'c') {
        at += 1;
        shown = '';
      } else continue;
      text += first.slice(last, i) + shown;
      last = i + 2;
      i += 1;
    }
    if (last !== 0) {
      at += 1;
      join = ' ';
      if (last < first.length) text += first.slice(last);
    }
  }
  while (at < args.length) {
    const value = args[at];
    text += join;
    text += typeof value !== 'string' ? inspect(value, options) : value;
    join = ' ';
    at += 1;
  }
  return text;
}

function json(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (String(error.message).includes('circular')) return '[Circular]';
    throw error;
  }
}

/** Whether a class of the program's own says how it is shown as text. */
function hasToString(value) {
  if (isError(value) && !hasOwn(value, 'toString')) return false;
  if (typeof value.toString !== 'function') return false;
  if (hasOwn(value, 'toString')) return true;
  let object = value;
  do {
    object = Object.getPrototypeOf(object);
    if (object === null) return false;
  } while (!hasOwn(object, 'toString'));
  const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor');
  return descriptor !== undefined && typeof descriptor.value === 'function' && !BUILTIN.has(descriptor.value);
}
const BUILTIN = new Set([
  Object,
  Array,
  Function,
  Error,
  Map,
  Set,
  Promise,
  RegExp,
  Symbol,
  Number,
  String,
  Boolean,
  BigInt,
  ArrayBuffer,
  TypedArray,
  Uint8Array,
  TypeError,
  RangeError,
  SyntaxError,
]);
BUILTIN.delete(Date);

module.exports = {
  inspect,
  format: (...args) => formatWithOptions(undefined, ...args),
  formatWithOptions,
  widthOf,
  isError,
};
