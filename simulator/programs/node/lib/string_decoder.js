/** The module `string_decoder`: text out of bytes that come in pieces. */
class StringDecoder {
  #held = Buffer.alloc(0);
  constructor(encoding = 'utf8') {
    const name = String(encoding).toLowerCase();
    this.encoding = { 'utf-8': 'utf8', binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le' }[name] ?? name;
    if (!Buffer.isEncoding(this.encoding))
      throw require('internal/errors').coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
  #whole(bytes) {
    switch (this.encoding) {
      case 'utf8': {
        let at = bytes.length - 1;
        let back = 0;
        while (at >= 0 && back < 3 && (bytes[at] & 0xc0) === 0x80) {
          at -= 1;
          back += 1;
        }
        if (at < 0) return bytes.length;
        const lead = bytes[at];
        const need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        return back + 1 < need ? at : bytes.length;
      }
      case 'utf16le':
        return bytes.length - (bytes.length % 2);
      case 'base64':
      case 'base64url':
        return bytes.length - (bytes.length % 3);
      default:
        return bytes.length;
    }
  }
  write(chunk) {
    if (typeof chunk === 'string') return chunk;
    const bytes =
      this.#held.length > 0
        ? Buffer.concat([this.#held, chunk])
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const end = this.#whole(bytes);
    this.#held = Buffer.from(bytes.subarray(end));
    return bytes.toString(this.encoding, 0, end);
  }
  end(chunk) {
    const text = chunk === undefined ? '' : this.write(chunk);
    const rest = this.#held.toString(this.encoding);
    this.#held = Buffer.alloc(0);
    return text + rest;
  }
}
module.exports = { StringDecoder };
