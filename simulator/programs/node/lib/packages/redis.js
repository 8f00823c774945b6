/** The npm packages `redis` and `ioredis`: a client that speaks RESP to a server on the simulated network. */
const net = require('net');
const EventEmitter = require('events');

/** Replies out of what the connection brings. */
class Replies {
  #held = Buffer.alloc(0);
  feed(bytes) {
    this.#held = Buffer.concat([this.#held, bytes]);
    const out = [];
    for (;;) {
      const got = this.#read(0);
      if (got === undefined) return out;
      out.push(got[0]);
      this.#held = this.#held.subarray(got[1]);
    }
  }
  #read(at) {
    const end = this.#held.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const line = this.#held.toString('utf8', at + 1, end);
    const next = end + 2;
    switch (String.fromCharCode(this.#held[at])) {
      case '+':
        return [line, next];
      case '-':
        return [Object.assign(new Error(line), { name: 'ReplyError' }), next];
      case ':':
        return [Number(line), next];
      case '$': {
        const length = Number(line);
        if (length < 0) return [null, next];
        return this.#held.length < next + length + 2
          ? undefined
          : [this.#held.toString('utf8', next, next + length), next + length + 2];
      }
      default: {
        const list = [];
        let place = next;
        if (Number(line) < 0) return [null, next];
        for (let i = 0; i < Number(line); i++) {
          const got = this.#read(place);
          if (got === undefined) return undefined;
          list.push(got[0]);
          place = got[1];
        }
        return [list, place];
      }
    }
  }
}

class Connection extends EventEmitter {
  constructor(options) {
    super();
    Object.assign(this, {
      options,
      waiting: [],
      replies: new Replies(),
      heard: new Map(),
      tries: 0,
      isOpen: false,
      isReady: false,
    });
    for (const key of ['options', 'waiting', 'replies', 'heard'])
      Object.defineProperty(this, key, { enumerable: false });
  }
  open() {
    return new Promise((resolve, reject) => {
      const { host, port, path, password, username, database } = this.options;
      const socket = path ? net.connect(path) : net.connect(port, host);
      Object.defineProperty(this, 'socket', { value: socket, configurable: true, writable: true });
      socket.once('connect', async () => {
        this.isOpen = true;
        this.emit('connect');
        try {
          if (password) await this.send(username ? ['AUTH', username, password] : ['AUTH', password]);
          if (database) await this.send(['SELECT', String(database)]);
        } catch (error) {
          reject(error);
          return;
        }
        this.tries = 0;
        this.isReady = true;
        this.emit('ready');
        resolve(this);
      });
      socket.on('data', (bytes) => {
        for (const reply of this.replies.feed(bytes)) this.take(reply);
      });
      socket.on('error', (error) => {
        this.lost = error;
        reject(error);
      });
      socket.on('close', () => {
        const error = this.lost ?? new Error('Socket closed unexpectedly');
        for (const { reject: refuse } of this.waiting.splice(0)) refuse(error);
        this.isReady = false;
        this.emit('gone', error);
      });
    });
  }
  take(reply) {
    if (Array.isArray(reply) && /^p?message$/.test(reply[0]) && this.heard.size > 0) {
      const [, channel, ...rest] = reply;
      this.heard.get(channel)?.(rest.at(-1), rest.length > 1 ? rest[0] : channel);
      this.emit(reply[0], ...reply.slice(1));
      return;
    }
    const next = this.waiting.shift();
    if (reply instanceof Error) next?.reject(reply);
    else next?.resolve(reply);
  }
  send(words) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      const parts = words.map((word) => Buffer.from(String(word)));
      this.socket.write(
        Buffer.concat([
          Buffer.from(`*${parts.length}\r\n`),
          ...parts.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from('\r\n')]),
        ]),
      );
    });
  }
  close() {
    this.closing = true;
    this.isOpen = false;
    this.socket?.end();
  }
}

function optionsOf(given = {}) {
  const url = typeof given === 'string' ? given : given.url;
  const base = {
    host: given.socket?.host ?? given.host ?? '127.0.0.1',
    port: given.socket?.port ?? given.port ?? 6379,
    path: given.socket?.path ?? given.path,
    password: given.password,
    username: given.username,
    database: given.database ?? given.db,
  };
  if (url === undefined) return base;
  const parsed = new URL(url);
  return {
    ...base,
    host: parsed.hostname || base.host,
    port: Number(parsed.port || 6379),
    password: decodeURIComponent(parsed.password) || base.password,
    username: decodeURIComponent(parsed.username) || base.username,
    database: Number(parsed.pathname.slice(1)) || base.database,
  };
}

const COMMANDS = ['append', 'decr', 'decrBy', 'del', 'exists', 'expire', 'flushAll', 'flushDb', 'get', 'getDel', 'getSet', 'hDel', 'hExists', 'hGet', 'hGetAll', 'hIncrBy', 'hKeys', 'hLen', 'hMGet', 'hSet', 'hVals', 'incr', 'incrBy', 'incrByFloat', 'info', 'keys', 'lIndex', 'lLen', 'lPop', 'lPush', 'lRange', 'lRem', 'lTrim', 'mGet', 'mSet', 'persist', 'pExpire', 'ping', 'pTTL', 'publish', 'rename', 'rPop', 'rPush', 'sAdd', 'sCard', 'scan', 'sIsMember', 'sMembers', 'sRem', 'set', 'setEx', 'setNX', 'strLen', 'ttl', 'type', 'zAdd', 'zCard', 'zIncrBy', 'zRange', 'zRank', 'zRem', 'zScore', 'dbSize', 'echo', 'select', 'auth', 'lInsert', 'sUnion', 'sInter', 'zRevRange']; // prettier-ignore

/** Arguments as words: lists in place, objects as pairs, options of SET by name. */
function words(name, args) {
  const out = [name.toUpperCase()];
  for (const [i, arg] of args.entries()) {
    if (Array.isArray(arg))
      out.push(
        ...arg.flatMap((it) =>
          it !== null && typeof it === 'object' && 'score' in it ? [it.score, it.value] : [it].flat(),
        ),
      );
    else if (arg !== null && typeof arg === 'object' && !Buffer.isBuffer(arg)) {
      if ('score' in arg) out.push(arg.score, arg.value);
      else if (name === 'set' && i === 2)
        for (const [key, value] of Object.entries(arg)) out.push(...(value === true ? [key] : [key, value]));
      else out.push(...Object.entries(arg).flat());
    } else if (arg !== undefined) out.push(arg);
  }
  return out;
}
function shaped(name, reply) {
  if (/^hgetall$/i.test(name) && Array.isArray(reply)) {
    const table = Object.create(null);
    for (let i = 0; i < reply.length; i += 2) table[reply[i]] = reply[i + 1];
    return table;
  }
  return reply;
}

class Client extends EventEmitter {
  constructor(given) {
    super();
    Object.defineProperty(this, 'line', { value: new Connection(optionsOf(given)) });
    Object.defineProperty(this, 'retry', {
      value: typeof given === 'object' ? given?.socket?.reconnectStrategy : undefined,
    });
    for (const name of ['connect', 'ready']) this.line.on(name, () => this.emit(name));
    this.line.on('gone', (error) => this.line.closing || this.again(error));
  }
  get isOpen() {
    return this.line.isOpen;
  }
  get isReady() {
    return this.line.isReady;
  }
  again(error) {
    this.emit('error', error);
    this.line.tries += 1;
    const wait =
      typeof this.retry === 'function'
        ? this.retry(this.line.tries, error)
        : this.retry === false
          ? false
          : Math.min(this.line.tries * 50, 500);
    if (wait === false || wait instanceof Error) return this.failed?.(wait instanceof Error ? wait : error);
    setTimeout(() => {
      this.emit('reconnecting');
      this.line.open().then(
        () => this.opened?.(this),
        () => undefined,
      );
    }, wait);
    return undefined;
  }
  connect() {
    return new Promise((resolve, reject) => {
      Object.defineProperties(this, {
        opened: { value: resolve, configurable: true },
        failed: { value: reject, configurable: true },
      });
      this.line.open().then(resolve, () => undefined);
    });
  }
  async sendCommand(args) {
    if (this.line.socket === undefined || this.line.closing)
      throw Object.assign(new Error('The client is closed'), { name: 'ClientClosedError' });
    return this.line.send(args);
  }
  async subscribe(channels, listener) {
    for (const channel of [channels].flat()) this.line.heard.set(channel, listener);
    return this.sendCommand(['SUBSCRIBE', ...[channels].flat()]);
  }
  multi() {
    const queue = [];
    const chain = new Proxy(
      {},
      {
        get: (_t, name) =>
          name === 'exec'
            ? async () => {
                await this.sendCommand(['MULTI']);
                for (const each of queue) await this.sendCommand(each);
                return this.sendCommand(['EXEC']);
              }
            : (...args) => {
                queue.push(words(name, args));
                return chain;
              },
      },
    );
    return chain;
  }
  duplicate() {
    return new Client(this.line.options);
  }
  async quit() {
    const reply = await this.sendCommand(['QUIT']);
    this.line.close();
    return reply;
  }
  async disconnect() {
    this.line.close();
  }
  destroy() {
    this.line.close();
  }
}
for (const name of COMMANDS) {
  const run = async function (...args) {
    return shaped(name, await this.sendCommand(words(name, args)));
  };
  Client.prototype[name] = run;
  Client.prototype[name.toUpperCase()] = run;
}

/** ioredis connects by itself, and its commands are written small. */
class Redis extends EventEmitter {
  constructor(port, host, options) {
    super();
    const given =
      typeof port === 'number'
        ? { port, host: typeof host === 'string' ? host : undefined, ...(typeof host === 'object' ? host : options) }
        : port;
    Object.defineProperty(this, 'client', { value: new Client(given) });
    for (const name of ['connect', 'ready', 'error', 'reconnecting'])
      this.client.on(name, (...args) =>
        name === 'error' && this.listenerCount('error') === 0
          ? console.error('[ioredis] Unhandled error event:', args[0])
          : this.emit(name, ...args),
      );
    this.client.line.on('message', (...args) => this.emit('message', ...args));
    Object.defineProperty(this, 'ready', { value: this.client.connect() });
    this.ready.catch(() => undefined);
  }
  async call(...args) {
    await this.ready;
    return this.client.sendCommand(args);
  }
  async quit() {
    await this.ready;
    return this.client.quit();
  }
  async subscribe(...channels) {
    await this.ready;
    return this.client.subscribe(channels, () => undefined);
  }
  disconnect() {
    this.client.line.close();
  }
}
for (const name of COMMANDS) {
  Redis.prototype[name.toLowerCase()] = function (...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    const work = this.ready.then(() => this.client.sendCommand(words(name, args))).then((reply) => shaped(name, reply));
    if (callback) work.then((reply) => callback(null, reply), callback);
    return work;
  };
}
Redis.Redis = Redis;
module.exports = { createClient: (options) => new Client(options), RedisClient: Client, Redis };
