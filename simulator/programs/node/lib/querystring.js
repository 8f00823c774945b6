/** The module `querystring`. */
const SAFE = /[A-Za-z0-9\-_.!~*'()]/;
function escape(text) {
  let out = '';
  for (const byte of Buffer.from(String(text))) {
    const ch = String.fromCharCode(byte);
    out += SAFE.test(ch) ? ch : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return Buffer.from(
      text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString();
  }
}
const shown = (value) =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : typeof value === 'bigint' || typeof value === 'boolean'
        ? String(value)
        : '';
function stringify(object, separator = '&', equals = '=', options) {
  if (object === null || typeof object !== 'object') return '';
  const encode = options?.encodeURIComponent ?? module.exports.escape;
  return Object.entries(object).flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map((each) => `${encode(key)}${equals}${encode(shown(each))}`)).join(separator); // prettier-ignore
}
function parse(text, separator = '&', equals = '=', options) {
  const result = { __proto__: null };
  if (typeof text !== 'string' || text === '') return result;
  const decode = options?.decodeURIComponent ?? module.exports.unescape;
  const max = options?.maxKeys ?? 1000;
  for (const part of text.split(separator).slice(0, max > 0 ? max : undefined)) {
    if (part === '') continue;
    const at = part.indexOf(equals);
    const [key, value] = (at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + equals.length)]).map((it) =>
      decode(it.replaceAll('+', ' ')),
    );
    if (!(key in result)) result[key] = value;
    else if (Array.isArray(result[key])) result[key].push(value);
    else result[key] = [result[key], value];
  }
  return result;
}
module.exports = {
  escape,
  unescape,
  stringify,
  parse,
  encode: stringify,
  decode: parse,
  unescapeBuffer: (text) => Buffer.from(unescape(text)),
};
