/** The module `assert`. */
const { inspect } = require('internal/inspect');
const { isDeepEqual } = require('internal/equal');
const { coded, invalidArgType } = require('internal/errors');

class AssertionError extends Error {
  constructor({ message, actual, expected, operator }) {
    super(message ?? describe(actual, expected, operator));
    this.generatedMessage = message === undefined;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true });
    this.stack = this.stack
      .replace(/^Error(?=:|\n|$)/, 'AssertionError [ERR_ASSERTION]')
      .replace(/^AssertionError(?=:|\n|$)/, 'AssertionError [ERR_ASSERTION]');
    Object.defineProperty(this, 'stack', { enumerable: false });
  }
  toString() {
    return `AssertionError [ERR_ASSERTION]: ${this.message}`;
  }
}

const show = (value) =>
  inspect(value, {
    compact: false,
    customInspect: false,
    depth: 1000,
    maxArrayLength: Infinity,
    showHidden: false,
    sorted: true,
    getters: true,
    breakLength: Infinity,
  });

function describe(actual, expected, operator) {
  if (operator === 'strictEqual' || operator === 'deepStrictEqual') {
    const head =
      operator === 'strictEqual'
        ? 'Expected values to be strictly equal:'
        : 'Expected values to be strictly deep-equal:';
    const [a, b] = [show(actual), show(expected)].map((it) => it.split('\n'));
    if (a.length === 1 && b.length === 1 && a[0] !== b[0]) {
      const simple =
        (typeof actual !== 'object' || actual === null) &&
        (typeof expected !== 'object' || expected === null) &&
        (actual !== 0 || expected !== 0);
      if (simple && a[0].length + b[0].length <= 12) return `${head}\n\n${a[0]} !== ${b[0]}\n`;
      if (simple && a[0].length + b[0].length < 80 && typeof actual !== 'string')
        return `${head}\n\n${a[0]} !== ${b[0]}\n`;
    }
    return `${head}\n+ actual - expected\n\n${diff(a, b)}\n`;
  }
  const words = { equal: '==', notEqual: '!=', notStrictEqual: 'notStrictEqual', deepEqual: 'deepEqual' };
  if (operator === 'deepEqual')
    return `Expected values to be loosely deep-equal:\n\n${show(actual)}\n\nshould loosely deep-equal\n\n${show(expected)}`;
  if (operator === 'notStrictEqual') return `Expected "actual" to be strictly unequal to: ${show(expected)}`;
  if (operator === 'notDeepStrictEqual') return `Expected "actual" not to be strictly deep-equal to: ${show(expected)}`;
  return `${inspect(actual)} ${words[operator] ?? operator} ${inspect(expected)}`;
}

/** Lines of both, what is only in one marked. */
function diff(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const out = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push(`  ${a[i]}`);
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || table[i + 1][j] >= table[i][j + 1])) out.push(`+ ${a[i++]}`);
    else out.push(`- ${b[j++]}`);
  }
  return out.join('\n');
}

function fail(message, actual, expected, operator, from) {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message, actual, expected, operator });
  void from;
  throw error;
}

function ok(value, message) {
  if (value) return;
  if (arguments.length === 0) fail('No value argument passed to `assert.ok()`', undefined, true, '==');
  if (message === undefined) {
    const error = new AssertionError({
      message: 'The expression evaluated to a falsy value:\n\n  assert(value)\n',
      actual: value,
      expected: true,
      operator: '==',
    });
    const source = sys('callText', error.stack);
    if (source) {
      error.message = `The expression evaluated to a falsy value:\n\n  ${source}\n`;
      error.stack = error.stack.replace('assert(value)', source);
    }
    error.generatedMessage = true;
    throw error;
  }
  fail(message, value, true, '==');
}
const assert = function assert(...args) {
  ok(...args);
};

function matches(error, expected, message) {
  if (expected === undefined) return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error)))
      fail(
        message ??
          `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`,
        error,
        expected,
        'throws',
      );
  } else if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected)) throw error;
    if (expected.call({}, error) !== true)
      fail(
        message ?? 'The validation function is expected to return "true". Received false',
        error,
        expected,
        'throws',
      );
  } else if (typeof expected === 'object') {
    for (const key of Object.keys(expected)) {
      const good =
        expected[key] instanceof RegExp && typeof error[key] === 'string'
          ? expected[key].test(error[key])
          : isDeepEqual(error[key], expected[key], true);
      if (!good) fail(message, error, expected, 'throws');
    }
  }
}

Object.assign(assert, {
  AssertionError,
  ok,
  fail: (message = 'Failed') => fail(message, undefined, undefined, 'fail'),
  equal: (a, b, message) => a == b || (Number.isNaN(a) && Number.isNaN(b)) || fail(message, a, b, '=='), // eslint-disable-line eqeqeq
  notEqual: (a, b, message) => a != b || fail(message, a, b, '!='), // eslint-disable-line eqeqeq
  strictEqual: (a, b, message) => Object.is(a, b) || fail(message, a, b, 'strictEqual'),
  notStrictEqual: (a, b, message) => !Object.is(a, b) || fail(message, a, b, 'notStrictEqual'),
  deepEqual: (a, b, message) => isDeepEqual(a, b, false) || fail(message, a, b, 'deepEqual'),
  notDeepEqual: (a, b, message) => !isDeepEqual(a, b, false) || fail(message, a, b, 'notDeepEqual'),
  deepStrictEqual: (a, b, message) => isDeepEqual(a, b, true) || fail(message, a, b, 'deepStrictEqual'),
  notDeepStrictEqual: (a, b, message) => !isDeepEqual(a, b, true) || fail(message, a, b, 'notDeepStrictEqual'),
  match: (text, pattern, message) =>
    pattern.test(text) ||
    fail(
      message ?? `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`,
      text,
      pattern,
      'match',
    ),
  doesNotMatch: (text, pattern, message) =>
    !pattern.test(text) ||
    fail(
      message ??
        `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`,
      text,
      pattern,
      'doesNotMatch',
    ),
  throws(run, expected, message) {
    if (typeof run !== 'function') throw invalidArgType('fn', 'function', run);
    let thrown;
    let error;
    try {
      run();
    } catch (caught) {
      thrown = true;
      error = caught;
    }
    if (!thrown)
      fail(
        typeof expected === 'string'
          ? `Missing expected exception: ${expected}`
          : (message ?? 'Missing expected exception.'),
        undefined,
        expected,
        'throws',
      );
    matches(error, typeof expected === 'string' ? undefined : expected, message);
  },
  doesNotThrow(run) {
    try {
      run();
    } catch (error) {
      fail(`Got unwanted exception.\nActual message: "${error?.message}"`, error, undefined, 'doesNotThrow');
    }
  },
  async rejects(work, expected, message) {
    let error;
    let thrown;
    try {
      await (typeof work === 'function' ? work() : work);
    } catch (caught) {
      thrown = true;
      error = caught;
    }
    if (!thrown) fail(message ?? 'Missing expected rejection.', undefined, expected, 'rejects');
    matches(error, expected, message);
  },
  async doesNotReject(work) {
    await (typeof work === 'function' ? work() : work);
  },
  ifError(value) {
    if (value !== null && value !== undefined)
      fail(`ifError got unwanted exception: ${value.message ?? inspect(value)}`, value, null, 'ifError');
  },
});
assert.strict = Object.assign((...args) => ok(...args), assert, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
void coded;
module.exports = assert;
