/** The module `zlib`: gzip and deflate, both ways. Brotli and zstd are not simulated. */
const { Transform } = require('stream');
const { notSimulated } = require('internal/errors');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];

const bytesOf = (data) =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength);
const run = (kind, data) => Buffer.from(sys('zlib', kind, exact(bytesOf(data))));

/** Takes everything in, gives everything out at the end. */
class Whole extends Transform {
  #chunks = [];
  constructor(kind, options) {
    super(options);
    Object.defineProperty(this, 'kind', { value: kind });
  }
  _transform(chunk, _encoding, callback) {
    this.#chunks.push(chunk);
    callback();
  }
  _flush(callback) {
    let answer;
    try {
      answer = run(this.kind, Buffer.concat(this.#chunks));
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, answer);
  }
  flush(callback) {
    callback?.();
  }
  close(callback) {
    callback?.();
    this.destroy();
  }
}
module.exports = {
  constants: {
    Z_NO_COMPRESSION: 0,
    Z_BEST_SPEED: 1,
    Z_BEST_COMPRESSION: 9,
    Z_DEFAULT_COMPRESSION: -1,
    Z_SYNC_FLUSH: 2,
    Z_FINISH: 4,
  },
};
for (const kind of ['gzip', 'gunzip', 'deflate', 'inflate', 'deflateRaw', 'inflateRaw', 'unzip']) {
  module.exports[`${kind}Sync`] = (data) => run(kind, data);
  module.exports[kind] = (data, options, callback) => {
    const heard = typeof options === 'function' ? options : callback;
    setImmediate(() => {
      let value;
      try {
        value = run(kind, data);
      } catch (error) {
        heard(error);
        return;
      }
      heard(null, value);
    });
  };
  module.exports[`create${kind[0].toUpperCase()}${kind.slice(1)}`] = (options) => new Whole(kind, options);
}
for (const name of [
  'brotliCompress',
  'brotliDecompress',
  'brotliCompressSync',
  'brotliDecompressSync',
  'createBrotliCompress',
  'createBrotliDecompress',
]) {
  module.exports[name] = () => {
    throw notSimulated(`zlib.${name}`);
  };
}
