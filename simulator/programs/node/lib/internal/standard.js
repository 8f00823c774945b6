/** process.stdin, process.stdout and process.stderr. */
const { Readable, Writable } = require('stream');
const { Handle } = require('internal/handles');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];

class Output extends Writable {
  constructor(fd) {
    super({ decodeStrings: false });
    this.fd = fd;
    this._type = sys('isatty', fd) ? 'tty' : 'pipe';
    if (this._type === 'tty') {
      this.isTTY = true;
      [this.columns, this.rows] = sys('winsize', fd);
      this._handle = new Handle({
        resize: () => {
          [this.columns, this.rows] = sys('winsize', fd);
          this.emit('resize');
        },
      });
      this._handle.unref();
      Object.defineProperty(this, '_handle', { enumerable: false });
      process.on('SIGWINCH', () => this._handle.events.resize());
    }
    this._isStdio = true;
  }
  _write(chunk, encoding, callback) {
    if (typeof chunk === 'string' && !chunk.includes('\0') && /^utf-?8$/i.test(encoding ?? 'utf8'))
      host('writeText', `${this.fd} ${chunk}`);
    else host('write', String(this.fd), exact(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk));
    callback();
  }
  _destroy(error, callback) {
    callback(error);
  }
  getColorDepth() {
    return this.isTTY ? (/256/.test(process.env.TERM ?? '') ? 8 : process.env.TERM === 'dumb' ? 1 : 4) : 1;
  }
  hasColors(count = 16) {
    return count <= 2 ** this.getColorDepth();
  }
  getWindowSize() {
    return [this.columns, this.rows];
  }
  cursorTo(x, y, callback) {
    this.write(typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`);
    (typeof y === 'function' ? y : callback)?.();
    return true;
  }
  moveCursor(dx, dy) {
    this.write(
      `${dx < 0 ? `\u001b[${-dx}D` : dx > 0 ? `\u001b[${dx}C` : ''}${dy < 0 ? `\u001b[${-dy}A` : dy > 0 ? `\u001b[${dy}B` : ''}`,
    );
    return true;
  }
  clearLine(direction) {
    this.write(direction < 0 ? '\u001b[1K' : direction > 0 ? '\u001b[0K' : '\u001b[2K');
    return true;
  }
  clearScreenDown() {
    this.write('\u001b[0J');
    return true;
  }
}

class Input extends Readable {
  constructor() {
    super({ highWaterMark: 65536 });
    this.fd = 0;
    if (sys('isatty', 0)) {
      this.isTTY = true;
      this.isRaw = false;
    }
    Object.defineProperty(this, 'source', { value: undefined, writable: true });
  }
  _read() {
    if (this.source === undefined) {
      this.source = new Handle({
        data: (_value, bytes) => {
          this.reading = false;
          if (bytes.byteLength > 0) this.push(Buffer.from(bytes));
          else {
            this.source.release();
            this.push(null);
          }
        },
        failed: (described) => {
          this.source.release();
          this.destroy(require.systemError(described));
        },
      });
    }
    if (this.reading) return;
    this.reading = true;
    host('readFd', `${this.source.id} 0`);
  }
  pause() {
    this.source?.unref();
    return super.pause();
  }
  resume() {
    this.source?.ref();
    return super.resume();
  }
  ref() {
    this.source?.ref();
    return this;
  }
  unref() {
    this.source?.unref();
    return this;
  }
  setRawMode(on) {
    this.isRaw = Boolean(on);
    sys('raw', this.isRaw);
    return this;
  }
  setEncoding(encoding) {
    return super.setEncoding(encoding);
  }
}
Object.defineProperty(Input, 'name', { value: 'ReadStream' });
Object.defineProperty(Output, 'name', { value: 'WriteStream' });

module.exports = { stdin: () => new Input(), stdout: (fd) => new Output(fd), ReadStream: Input, WriteStream: Output };
