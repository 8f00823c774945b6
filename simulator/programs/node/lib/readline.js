/** The module `readline`: lines of a stream; at a terminal with the terminal's own line editing. */
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input?.input !== undefined ? input : { input, output };
    this.input = options.input;
    this.output = options.output;
    this.terminal = options.terminal ?? Boolean(this.output?.isTTY);
    this.line = '';
    this.closed = false;
    this.history = [];
    this.crlfDelay = options.crlfDelay ?? 100;
    for (const [name, value] of [
      ['shownPrompt', options.prompt ?? '> '],
      ['waiting', undefined],
      ['rest', ''],
      ['queue', []],
    ])
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    const decoder = new StringDecoder('utf8');
    const onData = (chunk) => this.take(typeof chunk === 'string' ? chunk : decoder.write(chunk));
    const onEnd = () => {
      const rest = this.rest + decoder.end();
      this.rest = '';
      if (rest !== '') this.tell(rest);
      this.close();
    };
    this.input.on('data', onData);
    this.input.on('end', onEnd);
    if (options.signal) options.signal.addEventListener('abort', () => this.close());
    if (this.terminal && this.input.isTTY) {
      Object.defineProperty(this, 'onInterrupt', {
        value: () => {
          if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
          else {
            this.close();
            process.kill(process.pid, 'SIGINT');
          }
        },
      });
      process.once('SIGINT', this.onInterrupt);
    }
    this.once('close', () => {
      this.input.removeListener('data', onData);
      this.input.removeListener('end', onEnd);
      if (this.onInterrupt) process.removeListener('SIGINT', this.onInterrupt);
      this.input.pause();
    });
    this.input.resume();
  }
  take(text) {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop();
    for (const line of lines) this.tell(line);
  }
  tell(line) {
    if (this.closed) return;
    if (this.paused) this.queue.push(line);
    else if (this.waiting !== undefined) {
      const { waiting } = this;
      this.waiting = undefined;
      waiting(line);
    } else this.emit('line', line);
  }
  setPrompt(prompt) {
    this.shownPrompt = prompt;
  }
  getPrompt() {
    return this.shownPrompt;
  }
  prompt() {
    if (this.paused) this.resume();
    this.output?.write(this.shownPrompt);
  }
  question(query, options, callback) {
    const heard = typeof options === 'function' ? options : callback;
    if (this.closed) throw require('internal/errors').coded(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    this.output?.write(query);
    this.waiting = heard;
    this.resume();
    if (this.queue.length > 0) this.tell(this.queue.shift());
  }
  write(data) {
    if (data !== null && data !== undefined) this.take(String(data));
  }
  pause() {
    if (this.paused) return this;
    this.paused = true;
    this.input.pause();
    this.emit('pause');
    return this;
  }
  resume() {
    if (!this.paused) return this;
    this.paused = false;
    this.input.resume();
    this.emit('resume');
    return this;
  }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.emit('close');
  }
  getCursorPos() {
    return { rows: 0, cols: this.shownPrompt.length };
  }
  [Symbol.asyncIterator]() {
    const queue = [];
    let wake = () => undefined;
    let over = this.closed;
    this.on('line', (line) => {
      queue.push(line);
      wake();
    });
    this.on('close', () => {
      over = true;
      wake();
    });
    return (async function* () {
      for (;;) {
        while (queue.length > 0) yield queue.shift();
        if (over) return;
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
    })();
  }
}
Object.defineProperty(Interface.prototype, 'paused', { value: false, writable: true });
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function (query) {
  return new Promise((resolve) => this.question(query, resolve));
};

class PromiseInterface extends Interface {
  question(query, options) {
    return new Promise((resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(options.signal.reason));
      super.question(query, resolve);
    });
  }
}

const escapes = (stream, text, callback) => {
  stream.write(text);
  callback?.();
  return true;
};
module.exports = {
  Interface,
  createInterface: (...args) => new Interface(...args),
  clearLine: (stream, direction, callback) =>
    escapes(stream, direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K', callback),
  clearScreenDown: (stream, callback) => escapes(stream, '\u001b[0J', callback),
  cursorTo: (stream, x, y, callback) =>
    escapes(
      stream,
      typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`,
      typeof y === 'function' ? y : callback,
    ),
  moveCursor: (stream, dx, dy, callback) =>
    escapes(
      stream,
      `${dx > 0 ? `\u001b[${dx}C` : dx < 0 ? `\u001b[${-dx}D` : ''}${dy > 0 ? `\u001b[${dy}B` : dy < 0 ? `\u001b[${-dy}A` : ''}`,
      callback,
    ),
  emitKeypressEvents: (stream) => {
    stream.on('data', (chunk) => {
      for (const ch of String(chunk)) stream.emit('keypress', ch, keyOf(ch));
    });
  },
  promises: { Interface: PromiseInterface, createInterface: (...args) => new PromiseInterface(...args) },
};
function keyOf(ch) {
  const code = ch.charCodeAt(0);
  if (code === 13) return { sequence: ch, name: 'return', ctrl: false, meta: false, shift: false };
  if (code === 27) return { sequence: ch, name: 'escape', ctrl: false, meta: false, shift: false };
  if (code < 27) return { sequence: ch, name: String.fromCharCode(code + 96), ctrl: true, meta: false, shift: false };
  return {
    sequence: ch,
    name: ch === ' ' ? 'space' : ch.toLowerCase(),
    ctrl: false,
    meta: false,
    shift: ch !== ch.toLowerCase(),
  };
}
