/** The npm package `uuid` (RFC 9562). */
const { randomUUID, randomBytes, createHash } = require('crypto');
const PATTERN = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i; // prettier-ignore
/** Between the first day of the Gregorian calendar and 1970, in hundreds of nanoseconds. */
const GREGORIAN = 122192928000000000n;

const stringify = (bytes) => Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'); // prettier-ignore
function parse(text) {
  if (!PATTERN.test(text)) throw new TypeError('Invalid UUID');
  return new Uint8Array(Buffer.from(text.replaceAll('-', ''), 'hex'));
}
function stamped(bytes, version) {
  bytes[6] = (bytes[6] & 0x0f) | (version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return stringify(bytes.subarray(0, 16));
}

let node;
let clock;
let last = 0n;
function v1() {
  node ??= Object.assign(randomBytes(6), { 0: randomBytes(1)[0] | 1 });
  clock ??= randomBytes(2);
  const now = BigInt(Date.now()) * 10000n + GREGORIAN;
  last = now > last ? now : last + 1n;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(Number(last & 0xffffffffn), 0);
  bytes.writeUInt16BE(Number((last >> 32n) & 0xffffn), 4);
  bytes.writeUInt16BE(Number(last >> 48n), 6);
  bytes.set(clock, 8);
  bytes.set(node, 10);
  return stamped(bytes, 1);
}
let sequence = 0;
let moment = 0;
/** Later ones of a millisecond sort after earlier ones: a counter stands in the random part. */
function v7() {
  const now = Date.now();
  if (now > moment) {
    moment = now;
    sequence = randomBytes(4).readUInt32BE(0) >>> 1;
  } else sequence += 1;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(moment, 0, 6);
  bytes[6] = (sequence >>> 28) & 0x0f;
  bytes[7] = (sequence >>> 20) & 0xff;
  bytes[8] = (sequence >>> 14) & 0x3f;
  bytes[9] = (sequence >>> 6) & 0xff;
  bytes[10] = ((sequence << 2) & 0xff) | (bytes[10] & 3);
  return stamped(bytes, 7);
}
function named(version, algorithm) {
  const make = (name, space) => {
    const hash = createHash(algorithm);
    hash.update(Buffer.from(typeof space === 'string' ? parse(space) : space));
    hash.update(typeof name === 'string' ? Buffer.from(name) : Buffer.from(name));
    return stamped(hash.digest(), version);
  };
  return Object.assign(make, {
    DNS: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    URL: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  });
}

module.exports = {
  v1,
  v3: named(3, 'md5'),
  v4: () => randomUUID(),
  v5: named(5, 'sha1'),
  v7,
  parse,
  stringify,
  validate: (text) => typeof text === 'string' && PATTERN.test(text),
  version: (text) => parseInt(stringify(parse(text)).charAt(14), 16),
  NIL: '00000000-0000-0000-0000-000000000000',
  MAX: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};
