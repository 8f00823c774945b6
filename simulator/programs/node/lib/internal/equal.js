/** Deep equality, loose or strict. */
function isDeepEqual(a, b, strict, seen = []) {
  if (strict ? Object.is(a, b) : a == b || (Number.isNaN(a) && Number.isNaN(b))) return true; // eslint-disable-line eqeqeq
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const tag = Object.prototype.toString.call(a);
  if (tag !== Object.prototype.toString.call(b)) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  seen.push([a, b]);
  try {
    if (Array.isArray(a) !== Array.isArray(b) || (Array.isArray(a) && a.length !== b.length)) return false;
    if (a instanceof Date) return a.getTime() === b.getTime();
    if (a instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
    if (a instanceof Error && (a.message !== b.message || a.name !== b.name)) return false;
    if (/^\[object (Number|String|Boolean|BigInt|Symbol)\]$/.test(tag) && !Object.is(a.valueOf(), b.valueOf()))
      return false;
    if (ArrayBuffer.isView(a))
      return a.length === b.length && a.every((it, i) => Object.is(it, b[i]) || (!strict && it === b[i]));
    if (a instanceof Set)
      return (
        a.size === b.size &&
        [...a].every((it) => b.has(it) || [...b].some((other) => isDeepEqual(it, other, strict, seen)))
      );
    if (a instanceof Map)
      return (
        a.size === b.size &&
        [...a].every(([key, it]) =>
          b.has(key)
            ? isDeepEqual(it, b.get(key), strict, seen)
            : [...b].some(([k, v]) => isDeepEqual(key, k, strict, seen) && isDeepEqual(it, v, strict, seen)),
        )
      );
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isDeepEqual(a[key], b[key], strict, seen))
    );
  } finally {
    seen.pop();
  }
}
module.exports = { isDeepEqual };
