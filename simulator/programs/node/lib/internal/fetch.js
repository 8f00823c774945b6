/** `fetch` and its classes, over the simulated network. */
const http = require('http');
const { inspect } = require('internal/inspect');

class Headers {
  #map = new Map();
  constructor(init) {
    const pairs =
      init === undefined || init === null
        ? []
        : init instanceof Headers || Array.isArray(init) || typeof init[Symbol.iterator] === 'function'
          ? [...init]
          : Object.entries(init);
    for (const [name, value] of pairs) this.append(name, value);
  }
  append(name, value) {
    const key = String(name).toLowerCase();
    this.#map.set(key, this.#map.has(key) ? `${this.#map.get(key)}, ${value}` : String(value));
  }
  set(name, value) {
    this.#map.set(String(name).toLowerCase(), String(value));
  }
  get(name) {
    return this.#map.get(String(name).toLowerCase()) ?? null;
  }
  has(name) {
    return this.#map.has(String(name).toLowerCase());
  }
  delete(name) {
    this.#map.delete(String(name).toLowerCase());
  }
  getSetCookie() {
    return this.has('set-cookie') ? [this.get('set-cookie')] : [];
  }
  forEach(callback, self) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }
  *entries() {
    yield* [...this.#map].sort(([a], [b]) => (a < b ? -1 : 1));
  }
  *keys() {
    for (const [name] of this.entries()) yield name;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  [inspect.custom](depth, options) {
    return `Headers ${inspect(Object.fromEntries(this), options)}`;
  }
}

class Body {
  #bytes;
  bodyUsed = false;
  take(body) {
    this.#bytes = body;
  }
  async #all() {
    if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    this.bodyUsed = true;
    return typeof this.#bytes === 'function' ? this.#bytes() : this.#bytes;
  }
  async text() {
    return (await this.#all()).toString().replace(/^\ufeff/, '');
  }
  async json() {
    const text = await this.text();
    try {
      return JSON.parse(text);
    } catch (error) {
      error.message = error.message.replace(/ \(line \d+ column \d+\)$/, '');
      throw error;
    }
  }
  async arrayBuffer() {
    const bytes = await this.#all();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  }
  async blob() {
    return new Blob([await this.#all()], { type: this.headers.get('content-type') ?? '' });
  }
  async bytes() {
    return new Uint8Array(await this.arrayBuffer());
  }
  async formData() {
    const data = new FormData();
    for (const [key, value] of new URLSearchParams(await this.text())) data.append(key, value);
    return data;
  }
}

class FormData {
  #list = [];
  append(name, value) {
    this.#list.push([String(name), value instanceof Blob ? value : String(value)]);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
  }
  get(name) {
    return this.#list.find(([key]) => key === name)?.[1] ?? null;
  }
  getAll(name) {
    return this.#list.filter(([key]) => key === name).map(([, value]) => value);
  }
  has(name) {
    return this.#list.some(([key]) => key === name);
  }
  delete(name) {
    this.#list = this.#list.filter(([key]) => key !== name);
  }
  [Symbol.iterator]() {
    return this.#list[Symbol.iterator]();
  }
  entries() {
    return this[Symbol.iterator]();
  }
}

/** A body as bytes, and the type it implies. */
function bodyOf(body) {
  if (body === undefined || body === null) return [null, undefined];
  if (typeof body === 'string') return [Buffer.from(body), 'text/plain;charset=UTF-8'];
  if (body instanceof URLSearchParams)
    return [Buffer.from(body.toString()), 'application/x-www-form-urlencoded;charset=UTF-8'];
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return [Buffer.from(body.buffer ?? body), undefined];
  if (body instanceof FormData) {
    const boundary = `----formdata-undici-0${String(Math.random()).slice(2, 14)}`;
    const parts = [...body].map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    return [Buffer.from(`${parts.join('')}--${boundary}--\r\n`), `multipart/form-data; boundary=${boundary}`];
  }
  return [Buffer.from(String(body)), 'text/plain;charset=UTF-8'];
}

class Request extends Body {
  constructor(input, init = {}) {
    super();
    const base = input instanceof Request ? input : undefined;
    this.url = base?.url ?? new URL(String(input)).href;
    this.method = (init.method ?? base?.method ?? 'GET').toUpperCase();
    this.headers = new Headers(init.headers ?? base?.headers);
    this.signal = init.signal ?? base?.signal ?? new AbortController().signal;
    this.redirect = init.redirect ?? base?.redirect ?? 'follow';
    if ((this.method === 'GET' || this.method === 'HEAD') && init.body != null)
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    const [bytes, type] = bodyOf(init.body);
    this.bytes_ = bytes ?? base?.bytes_ ?? null;
    Object.defineProperty(this, 'bytes_', { enumerable: false });
    if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
    this.take(this.bytes_ ?? Buffer.alloc(0));
  }
  clone() {
    return new Request(this);
  }
}

class Response extends Body {
  constructor(body, init = {}) {
    super();
    this.status = init.status ?? 200;
    this.statusText = init.statusText ?? '';
    this.headers = new Headers(init.headers);
    this.ok = this.status >= 200 && this.status < 300;
    this.redirected = false;
    this.type = 'default';
    this.url = '';
    const [bytes, type] = typeof body === 'function' ? [body, undefined] : bodyOf(body);
    if (type && !this.headers.has('content-type')) this.headers.set('content-type', type);
    this.take(bytes ?? Buffer.alloc(0));
    Object.defineProperty(this, 'given', { value: [body, init] });
  }
  static json(data, init = {}) {
    return new Response(JSON.stringify(data), {
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });
  }
  static redirect(url, status = 302) {
    return new Response(null, { status, headers: { location: String(url) } });
  }
  static error() {
    return Object.assign(new Response(), { type: 'error', status: 0 });
  }
  clone() {
    return new Response(...this.given);
  }
  [inspect.custom](depth, options) {
    return `Response ${inspect({ status: this.status, statusText: this.statusText, headers: this.headers, body: undefined, bodyUsed: this.bodyUsed, ok: this.ok, redirected: this.redirected, type: this.type, url: this.url }, options)}`;
  }
}

const failed = (cause) => {
  const error = new TypeError('fetch failed');
  Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true });
  error.stack =
    'TypeError: fetch failed\n    at node:internal/deps/undici/undici:13510:13\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';
  return error;
};

function exchange(request, url) {
  return new Promise((resolve, reject) => {
    if (url.protocol !== 'http:') {
      reject(failed(require('internal/errors').notSimulated(`${url.protocol}// in fetch`)));
      return;
    }
    const headers = Object.fromEntries(request.headers);
    for (const [name, value] of Object.entries({
      accept: '*/*',
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
      'user-agent': 'node',
      'accept-encoding': 'gzip, deflate',
    }))
      headers[name] ??= value;
    if (request.bytes_ !== null) headers['content-length'] = request.bytes_.length;
    const sent = http.request(
      url,
      { method: request.method, headers: { connection: 'keep-alive', ...headers } },
      (response) => {
        const chunks = new Promise((done, bad) => {
          const list = [];
          response.on('data', (chunk) => list.push(chunk));
          response.on('end', () => {
            const all = Buffer.concat(list);
            const coding = response.headers['content-encoding'];
            done(coding === 'gzip' || coding === 'deflate' ? require('zlib').unzipSync(all) : all);
          });
          response.on('error', (error) => bad(Object.assign(new TypeError('terminated'), { cause: error })));
        });
        chunks.catch(() => undefined);
        resolve([response, chunks]);
      },
    );
    sent.on('error', (error) => reject(failed(error)));
    request.signal.addEventListener('abort', () => {
      sent.destroy();
      reject(request.signal.reason);
    });
    if (request.bytes_ === null) sent.end();
    else sent.end(request.bytes_);
  });
}

async function fetch(input, init) {
  const request = new Request(input, init);
  request.signal.throwIfAborted();
  let url = new URL(request.url);
  for (let hops = 0; ; hops++) {
    const [answer, chunks] = await exchange(request, url);
    const { location } = answer.headers;
    if (
      location !== undefined &&
      [301, 302, 303, 307, 308].includes(answer.statusCode) &&
      request.redirect === 'follow'
    ) {
      if (hops >= 20) throw failed(new Error('redirect count exceeded'));
      await chunks;
      url = new URL(location, url);
      if (answer.statusCode === 303 || (answer.statusCode < 303 && request.method === 'POST')) {
        request.method = 'GET';
        request.bytes_ = null;
      }
      continue;
    }
    const pairs = [];
    for (let i = 0; i < answer.rawHeaders.length; i += 2) pairs.push([answer.rawHeaders[i], answer.rawHeaders[i + 1]]);
    const response = new Response(() => chunks, {
      status: answer.statusCode,
      statusText: answer.statusMessage,
      headers: pairs,
    });
    return Object.assign(response, { url: url.href, redirected: hops > 0, type: 'basic' });
  }
}
module.exports = { fetch, Headers, Request, Response, FormData };
