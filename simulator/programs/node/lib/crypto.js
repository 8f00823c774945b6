/** The module `crypto`: digests, keyed digests, random bytes. Keys, ciphers and certificates are not simulated. */
const { Transform } = require('stream');
const { coded, invalidArgType, notSimulated } = require('internal/errors');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];
const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'ripemd160'];

const bytesOf = (data, encoding) =>
  typeof data === 'string'
    ? Buffer.from(data, encoding)
    : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength);

class Hash extends Transform {
  #chunks = [];
  #done = false;
  constructor(algorithm, key) {
    super();
    this.algorithm = String(algorithm).toLowerCase();
    Object.defineProperty(this, 'algorithm', { enumerable: false });
    if (!HASHES.includes(this.algorithm))
      throw Object.assign(
        new Error(key === undefined ? 'Digest method not supported' : `Invalid digest: ${algorithm}`),
        key === undefined ? {} : { code: 'ERR_CRYPTO_INVALID_DIGEST' },
      );
    Object.defineProperty(this, 'key', { value: key });
  }
  update(data, encoding) {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data))
      throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#chunks.push(bytesOf(data, encoding));
    return this;
  }
  digest(encoding) {
    if (this.#done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#done = true;
    const digest = Buffer.from(
      sys('hash', [this.algorithm, this.key?.toString('base64') ?? null], exact(Buffer.concat(this.#chunks))),
    );
    return encoding === undefined || encoding === 'buffer' ? digest : digest.toString(encoding);
  }
  copy() {
    const copy = new Hash(this.algorithm, this.key);
    for (const chunk of this.#chunks) copy.update(chunk);
    return copy;
  }
  _transform(chunk, _encoding, callback) {
    this.update(chunk);
    callback();
  }
  _flush(callback) {
    callback(null, this.digest());
  }
}

function randomBytes(size, callback) {
  if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
  const bytes = Buffer.from(host('random', String(size)));
  if (callback) return void setImmediate(callback, null, bytes);
  return bytes;
}
function randomUUID() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max];
  const value = min + Math.floor(Math.random() * (max - min));
  if (callback) return void setImmediate(callback, null, value);
  return value;
}
function pbkdf2Sync(password, salt, iterations, length, digest) {
  return Buffer.from(
    sys('pbkdf2', [
      Buffer.from(password).toString('base64'),
      Buffer.from(salt).toString('base64'),
      iterations,
      length,
      digest,
    ]),
  );
}
function scryptSync(password, salt, length, options = {}) {
  return Buffer.from(
    sys('scrypt', [
      Buffer.from(password).toString('base64'),
      Buffer.from(salt).toString('base64'),
      options.N ?? options.cost ?? 16384,
      options.r ?? 8,
      options.p ?? 1,
      length,
    ]),
  );
}
const later = (run, callback) => {
  setImmediate(() => {
    let value;
    try {
      value = run();
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, value);
  });
};
const refused = (name) => () => {
  throw notSimulated(`crypto.${name}`);
};
module.exports = {
  createHash: (algorithm) => new Hash(algorithm),
  createHmac: (algorithm, key) => new Hash(algorithm, bytesOf(key)),
  Hash,
  Hmac: Hash,
  hash: (algorithm, data, encoding = 'hex') => new Hash(algorithm).update(data).digest(encoding),
  getHashes: () => HASHES,
  getCiphers: () => [],
  getCurves: () => [],
  randomBytes,
  pseudoRandomBytes: randomBytes,
  randomUUID,
  randomInt,
  randomFillSync: (buffer) => {
    new Uint8Array(buffer.buffer ?? buffer, buffer.byteOffset, buffer.byteLength).set(randomBytes(buffer.byteLength));
    return buffer;
  },
  randomFill: (buffer, callback) => later(() => module.exports.randomFillSync(buffer), callback),
  timingSafeEqual(a, b) {
    if (a.byteLength !== b.byteLength)
      throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
    return Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
  },
  pbkdf2Sync,
  pbkdf2: (password, salt, iterations, length, digest, callback) =>
    later(() => pbkdf2Sync(password, salt, iterations, length, digest), callback),
  scryptSync,
  scrypt: (password, salt, length, options, callback) =>
    typeof options === 'function'
      ? later(() => scryptSync(password, salt, length), options)
      : later(() => scryptSync(password, salt, length, options), callback),
  get webcrypto() {
    return globalThis.crypto;
  },
  constants: {},
};
for (const name of [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'generateKeyPair',
  'generateKeyPairSync',
  'createPrivateKey',
  'createPublicKey',
  'sign',
  'verify',
  'createDiffieHellman',
  'createECDH',
  'publicEncrypt',
  'privateDecrypt',
  'hkdf',
  'hkdfSync',
])
  module.exports[name] = refused(name);
