/** Reads HTTP/1.1 messages out of what a connection brings (RFC 9112): head, then body by length, in chunks or to the end. */
class ParseError extends Error {
  constructor(code, reason, bytes) {
    super(`Parse Error: ${reason}`);
    this.code = code;
    this.reason = reason;
    Object.defineProperty(this, 'rawPacket', { value: bytes, enumerable: false });
  }
}

class Parser {
  #held = Buffer.alloc(0);
  #state = 'head';
  #left = 0;
  #response;
  constructor(response, { onHead, onBody, onEnd }) {
    this.#response = response;
    this.onHead = onHead;
    this.onBody = onBody;
    this.onEnd = onEnd;
  }
  /** What came after the message, when the connection has become something else. */
  rest() {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }
  get idle() {
    return this.#state === 'head' && this.#held.length === 0;
  }
  /** Throws ParseError. */
  feed(bytes) {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    while (this.#step());
  }
  #step() {
    switch (this.#state) {
      case 'head':
        return this.#head();
      case 'length':
      case 'chunk': {
        if (this.#held.length === 0) return false;
        const part = this.#held.subarray(0, this.#left);
        this.#held = this.#held.subarray(part.length);
        this.#left -= part.length;
        const chunk = this.#state === 'chunk';
        if (this.#left === 0) this.#state = chunk ? 'chunk-end' : 'head';
        this.onBody(part);
        if (this.#left === 0 && !chunk) this.onEnd();
        return true;
      }
      case 'size': {
        const line = this.#line();
        if (line === undefined) return false;
        const size = Number.parseInt(line, 16);
        if (Number.isNaN(size)) throw new ParseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
        this.#left = size;
        this.#state = size === 0 ? 'trailer' : 'chunk';
        return true;
      }
      case 'chunk-end': {
        if (this.#line() === undefined) return false;
        this.#state = 'size';
        return true;
      }
      case 'trailer': {
        const line = this.#line();
        if (line === undefined) return false;
        if (line === '') {
          this.#state = 'head';
          this.onEnd();
        }
        return true;
      }
      default: {
        if (this.#held.length === 0) return false;
        const part = this.#held;
        this.#held = Buffer.alloc(0);
        this.onBody(part);
        return false;
      }
    }
  }
  #line() {
    const at = this.#held.indexOf(10);
    if (at < 0) return undefined;
    const line = this.#held.toString('latin1', 0, at > 0 && this.#held[at - 1] === 13 ? at - 1 : at);
    this.#held = this.#held.subarray(at + 1);
    return line;
  }
  #head() {
    while (this.#held.length > 1 && this.#held[0] === 13 && this.#held[1] === 10) this.#held = this.#held.subarray(2);
    const end = this.#held.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#held.length > 0 && !/^[A-Z!#$%&'*+.^_`|~-]/i.test(this.#held.toString('latin1', 0, 1)))
        throw new ParseError('HPE_INVALID_METHOD', 'Invalid method encountered', this.#held);
      if (this.#held.length > 16384) throw new ParseError('HPE_HEADER_OVERFLOW', 'Header overflow', this.#held);
      return false;
    }
    const [first, ...lines] = this.#held.toString('latin1', 0, end).split('\r\n');
    this.#held = this.#held.subarray(end + 4);
    const raw = [];
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon <= 0) throw new ParseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
      raw.push(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    const start = this.#response
      ? /^HTTP\/(\d\.\d) (\d{3}) ?(.*)$/.exec(first)
      : /^([A-Z!#$%&'*+.^_`|~-]+) (\S+) HTTP\/(\d\.\d)$/i.exec(first);
    if (start === null)
      throw new ParseError(
        this.#response ? 'HPE_INVALID_CONSTANT' : 'HPE_INVALID_METHOD',
        this.#response ? 'Expected HTTP/' : 'Invalid method encountered',
        Buffer.from(first),
      );
    const head = this.#response
      ? { version: start[1], status: Number(start[2]), message: start[3], raw }
      : { method: start[1], url: start[2], version: start[3], raw };
    const value = (name) => {
      for (let i = 0; i < raw.length; i += 2) if (raw[i].toLowerCase() === name) return raw[i + 1];
      return undefined;
    };
    const upgrade = this.onHead(head);
    if (upgrade === 'upgrade') {
      this.#state = 'raw';
      return false;
    }
    const length = value('content-length');
    const none =
      upgrade === 'no-body' ||
      (this.#response && (head.status === 204 || head.status === 304 || (head.status >= 100 && head.status < 200)));
    if (none) this.onEnd();
    else if (/\bchunked\b/i.test(value('transfer-encoding') ?? '')) this.#state = 'size';
    else if (length !== undefined && Number(length) > 0) {
      this.#left = Number(length);
      this.#state = 'length';
    } else if (length !== undefined || !this.#response) this.onEnd();
    else this.#state = 'eof';
    return true;
  }
  /** The other side has closed. Answers whether that ended the message. */
  close() {
    if (this.#state === 'eof') {
      this.#state = 'head';
      this.onEnd();
      return true;
    }
    return this.#state === 'head';
  }
}
module.exports = { Parser, ParseError };
