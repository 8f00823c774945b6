/** Modules of Node's that are there by name: what they hold works, or says that it is not simulated. */
const { notSimulated } = require('internal/errors');
const refuse = (what) =>
  function refused() {
    throw notSimulated(what);
  };
class Storage {
  #value;
  run(value, callback, ...args) {
    const before = this.#value;
    this.#value = value;
    try {
      return callback(...args);
    } finally {
      this.#value = before;
    }
  }
  getStore() {
    return this.#value;
  }
  enterWith(value) {
    this.#value = value;
  }
  exit(callback, ...args) {
    return this.run(undefined, callback, ...args);
  }
  disable() {}
}
const modules = {
  https: () => ({
    ...require('http'),
    request: refuse('https'),
    get: refuse('https'),
    createServer: refuse('https'),
    Server: refuse('https'),
    Agent: class Agent {},
    globalAgent: {},
  }),
  http2: () => ({
    createServer: refuse('http2'),
    createSecureServer: refuse('http2'),
    connect: refuse('http2'),
    constants: {},
  }),
  tls: () => ({
    connect: refuse('tls'),
    createServer: refuse('tls'),
    createSecureContext: refuse('tls'),
    TLSSocket: refuse('tls'),
  }),
  cluster: () =>
    Object.assign(new (require('events'))(), {
      isMaster: true,
      isPrimary: true,
      isWorker: false,
      workers: {},
      settings: {},
      fork: refuse('cluster.fork'),
      setupPrimary: refuse('cluster'),
      setupMaster: refuse('cluster'),
      disconnect: refuse('cluster'),
    }),
  worker_threads: () => ({
    isMainThread: true,
    parentPort: null,
    workerData: null,
    threadId: 0,
    Worker: refuse('worker_threads.Worker'),
    MessageChannel: globalThis.MessageChannel,
    resourceLimits: {},
  }),
  dgram: () => ({ createSocket: refuse('dgram'), Socket: refuse('dgram') }),
  inspector: () => ({
    open: refuse('inspector'),
    close: () => undefined,
    url: () => undefined,
    Session: refuse('inspector'),
  }),
  perf_hooks: () => ({ performance: globalThis.performance, PerformanceObserver: class PerformanceObserver { observe() {} disconnect() {} }, monitorEventLoopDelay: () => ({ enable() {}, disable() {}, min: 0, max: 0, mean: 0, percentile: () => 0 }), constants: {} }), // prettier-ignore
  v8: () => ({ getHeapStatistics: () => ({ total_heap_size: sys('memory').heapTotal, used_heap_size: sys('memory').heapUsed, heap_size_limit: 4345298944, total_available_size: 4345298944, malloced_memory: 8192 }), setFlagsFromString: () => undefined, serialize: (value) => Buffer.from(JSON.stringify(value)), deserialize: (bytes) => JSON.parse(bytes) }), // prettier-ignore
  vm: () => ({
    runInThisContext: (text) => (0, eval)(text),
    runInNewContext: refuse('vm.runInNewContext'),
    createContext: refuse('vm.createContext'),
    Script: class Script {
      #text;
      constructor(text) {
        this.#text = text;
      }
      runInThisContext() {
        return (0, eval)(this.#text);
      }
    },
    isContext: () => false,
  }),
  tty: () => ({
    isatty: (fd) => sys('isatty', fd),
    ReadStream: require('internal/standard').ReadStream,
    WriteStream: require('internal/standard').WriteStream,
  }),
  async_hooks: () => ({ AsyncLocalStorage: Storage, AsyncResource: class AsyncResource { runInAsyncScope(callback, self, ...args) { return callback.apply(self, args); } emitDestroy() {} static bind(callback) { return callback; } }, createHook: () => ({ enable() { return this; }, disable() { return this; } }), executionAsyncId: () => 1, triggerAsyncId: () => 0 }), // prettier-ignore
  diagnostics_channel: () => ({ channel: (name) => ({ name, hasSubscribers: false, publish() {}, subscribe() {}, unsubscribe() {} }), hasSubscribers: () => false, subscribe: () => undefined, unsubscribe: () => undefined, tracingChannel: () => ({ traceSync: (run, _context, self, ...args) => run.apply(self, args), hasSubscribers: false }) }), // prettier-ignore
  domain: () => ({ create: refuse('domain'), createDomain: refuse('domain') }),
  repl: () => ({ start: refuse('repl.start'), REPLServer: refuse('repl') }),
  punycode: () => ({
    toASCII: (text) => text,
    toUnicode: (text) => text,
    encode: (text) => text,
    decode: (text) => text,
  }),
  'stream/consumers': () => {
    const all = async (stream) => {
      const chunks = [];
      for await (const chunk of stream) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    };
    return {
      buffer: all,
      text: async (stream) => (await all(stream)).toString(),
      json: async (stream) => JSON.parse(await all(stream)),
    };
  },
  'stream/web': () => require('internal/web-streams'),
  trace_events: () => ({ createTracing: refuse('trace_events'), getEnabledCategories: () => '' }),
  wasi: () => ({ WASI: refuse('wasi') }),
  test: () => require('internal/test'),
  _http_common: () => ({ methods: require('http').METHODS }),
  _http_agent: () => ({ Agent: require('http').Agent }),
  _http_client: () => ({ ClientRequest: require('http').ClientRequest }),
  _http_incoming: () => ({ IncomingMessage: require('http').IncomingMessage }),
  _http_outgoing: () => ({ OutgoingMessage: require('http').OutgoingMessage }),
  _http_server: () => ({ Server: require('http').Server, ServerResponse: require('http').ServerResponse }),
};
const made = new Map();
module.exports = {
  moduleNamed(name) {
    if (!made.has(name)) made.set(name, modules[name]?.());
    return made.get(name);
  },
};
