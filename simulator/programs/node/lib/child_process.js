/** The module `child_process`: real processes of the simulated machine. */
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const { Handle } = require('internal/handles');
const { coded, invalidArgType } = require('internal/errors');
const { exact } = require('buffer')[Symbol.for('drydock.internal')];

function shellOf(command, args, options) {
  if (!options.shell) return { file: command, argv: [options.argv0 ?? command, ...args] };
  const shell = typeof options.shell === 'string' ? options.shell : '/bin/sh';
  return { file: shell, argv: [shell, '-c', [command, ...args].join(' ')] };
}
const envOf = (options) => Object.entries(options.env ?? process.env).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]); // prettier-ignore
const stdioOf = (options, fallback) => {
  const given = options.stdio ?? fallback;
  const list = typeof given === 'string' ? [given, given, given] : [...given];
  while (list.length < 3) list.push('pipe');
  return list.map((each, i) => {
    if (each === null || each === undefined || each === 'pipe' || each === 'overlapped') return 'pipe';
    if (each === 'ignore') return 'ignore';
    if (each === 'inherit') return i;
    if (typeof each === 'number') return each;
    if (each === 'ipc') return 'ignore';
    return typeof each.fd === 'number' ? each.fd : 'pipe';
  });
};

class PipeIn extends Readable {
  constructor(fd) {
    super({ highWaterMark: 65536 });
    Object.defineProperty(this, 'source', {
      value: new Handle({
        data: (_value, bytes) => {
          if (bytes.byteLength > 0) return this.push(Buffer.from(bytes));
          this.source.release();
          this.push(null);
          return undefined;
        },
        failed: () => this.push(null),
      }),
    });
    this.fd = fd;
  }
  _read() {
    host('readFd', `${this.source.id} ${this.fd}`);
  }
  _destroy(error, callback) {
    sys('close', this.fd);
    this.source.release();
    callback(error);
  }
}
class PipeOut extends Writable {
  constructor(fd) {
    super();
    this.fd = fd;
  }
  _write(chunk, _encoding, callback) {
    const handle = new Handle({
      done: () => {
        handle.release();
        callback();
      },
      failed: (described) => {
        handle.release();
        callback(require.systemError(described));
      },
    });
    sys('pipeWrite', [handle.id, this.fd], exact(chunk));
  }
  _final(callback) {
    sys('close', this.fd);
    callback();
  }
}

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this.pid = undefined;
    this.exitCode = null;
    this.signalCode = null;
    this.killed = false;
    this.connected = false;
    this.stdin = null;
    this.stdout = null;
    this.stderr = null;
  }
  start(file, argv, options, fallback) {
    this.spawnfile = file;
    this.spawnargs = argv;
    const stdio = stdioOf(options, fallback);
    Object.defineProperty(this, 'handle', {
      value: new Handle({
        ended: ([code, signal]) => {
          this.handle.release();
          this.exitCode = code;
          this.signalCode = signal;
          this.emit('exit', code, signal);
          const open = [this.stdout, this.stderr].filter((it) => it !== null && !it.closed && !it.readableEnded);
          let left = open.length;
          const close = () => {
            left -= 1;
            if (left <= 0) this.emit('close', code, signal);
          };
          if (left === 0) process.nextTick(close);
          for (const stream of open) {
            stream.once('close', close);
            if (stream._readableState.flowing === null && stream.listenerCount('readable') === 0) stream.resume();
          }
        },
      }),
    });
    let started;
    try {
      started = sys('spawn', [
        this.handle.id,
        {
          file,
          argv,
          env: envOf(options),
          cwd:
            options.cwd === undefined
              ? null
              : String(options.cwd instanceof URL ? require('url').fileURLToPath(options.cwd) : options.cwd),
          stdio,
          detached: Boolean(options.detached),
          uid: options.uid ?? null,
          gid: options.gid ?? null,
        },
      ]);
    } catch (error) {
      this.handle.release();
      error.path = file;
      error.syscall = `spawn ${file}`;
      error.message = `spawn ${file} ${error.code}`;
      error.stack = `Error: ${error.message}\n    at ChildProcess._handle.onexit (node:internal/child_process:285:19)\n    at onErrorNT (node:internal/child_process:483:16)\n    at process.processTicksAndRejections (node:internal/process/task_queues:90:21)`;
      error.spawnargs = argv.slice(1);
      for (const [i, name] of ['stdin', 'stdout', 'stderr'].entries())
        if (stdio[i] === 'pipe')
          this[name] = i === 0 ? new Writable({ write: (_c, _e, done) => done() }) : Readable.from([]);
      process.nextTick(() => {
        this.emit('error', error);
        this.emit('close', -2, null);
      });
      return this;
    }
    this.pid = started.pid;
    if (started.fds[0] !== null) this.stdin = new PipeOut(started.fds[0]);
    if (started.fds[1] !== null) this.stdout = new PipeIn(started.fds[1]);
    if (started.fds[2] !== null) this.stderr = new PipeIn(started.fds[2]);
    this.stdio = [this.stdin, this.stdout, this.stderr];
    process.nextTick(() => this.emit('spawn'));
    return this;
  }
  kill(signal = 'SIGTERM') {
    if (this.pid === undefined || this.exitCode !== null || this.signalCode !== null) return false;
    try {
      sys('kill', [this.pid, signal]);
    } catch (error) {
      if (error.code === 'ESRCH') return false;
      throw error;
    }
    this.killed = true;
    return true;
  }
  ref() {
    this.handle?.ref();
  }
  unref() {
    this.handle?.unref();
  }
  send() {
    throw require('internal/errors').notSimulated('a channel between processes (fork, send)');
  }
  disconnect() {}
}

function spawn(command, args, options) {
  if (typeof command !== 'string') throw invalidArgType('file', 'string', command);
  if (command === '')
    throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'file' cannot be empty. Received ''");
  const list = Array.isArray(args) ? args.map(String) : [];
  const given = (Array.isArray(args) ? options : (args ?? options)) ?? {};
  const { file, argv } = shellOf(command, list, given);
  const child = new ChildProcess().start(file, argv, given, 'pipe');
  watch(child, given);
  return child;
}
function watch(child, options) {
  if (options.timeout > 0) {
    const timer = setTimeout(() => child.kill(options.killSignal), options.timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  options.signal?.addEventListener('abort', () => {
    child.kill(options.killSignal);
    child.emit('error', coded(Error, 'ABORT_ERR', 'The operation was aborted', { name: 'AbortError' }));
  });
}

function execFile(file, args, options, callback) {
  if (typeof args === 'function') [args, options, callback] = [[], {}, args];
  else if (!Array.isArray(args)) [args, options, callback] = [[], args ?? {}, options];
  if (typeof options === 'function') [options, callback] = [{}, options];
  const given = options ?? {};
  const child = spawn(file, args, { ...given, shell: given.shell ?? false });
  const chunks = [[], []];
  const encoding = given.encoding === undefined ? 'utf8' : given.encoding;
  const show = (list) => {
    const all = Buffer.concat(list);
    return encoding === null || encoding === 'buffer' ? all : all.toString(encoding);
  };
  child.stdout?.on('data', (chunk) => chunks[0].push(chunk));
  child.stderr?.on('data', (chunk) => chunks[1].push(chunk));
  let failure;
  child.once('error', (error) => {
    failure = error;
  });
  child.once('close', (code, signal) => {
    const [stdout, stderr] = chunks.map(show);
    if (failure === undefined && code === 0 && signal === null) return callback?.(null, stdout, stderr);
    const cmd = given.shell ? file : [file, ...args].join(' ');
    let error = failure;
    if (error === undefined) {
      error = new Error(`Command failed: ${cmd}\n${stderr}`);
      Object.assign(error, { code, killed: child.killed, signal, cmd });
    } else error.cmd = cmd;
    Object.defineProperties(error, {
      stdout: { value: stdout, enumerable: true, configurable: true },
      stderr: { value: stderr, enumerable: true, configurable: true },
    });
    if (failure !== undefined) {
      delete error.stdout;
      delete error.stderr;
    }
    return callback?.(error, stdout, stderr);
  });
  return child;
}
function exec(command, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  return execFile(command, [], { ...options, shell: options?.shell ?? true }, callback);
}
for (const [run, name] of [
  [exec, 'exec'],
  [execFile, 'execFile'],
]) {
  Object.defineProperty(run, Symbol.for('nodejs.util.promisify.custom'), {
    value: (...args) =>
      new Promise((resolve, reject) => {
        run(...args, (error, stdout, stderr) => {
          if (error) reject(Object.assign(error, { stdout, stderr }));
          else resolve({ stdout, stderr });
        });
      }),
  });
  void name;
}

function spawnSync(command, args, options) {
  const list = Array.isArray(args) ? args.map(String) : [];
  const given = (Array.isArray(args) ? options : (args ?? options)) ?? {};
  const { file, argv } = shellOf(command, list, given);
  const stdio = stdioOf(given, 'pipe');
  const input = given.input === undefined ? Buffer.alloc(0) : Buffer.from(given.input);
  let answer;
  try {
    answer = sys(
      'spawnSync',
      [
        {
          file,
          argv,
          env: envOf(given),
          cwd: given.cwd === undefined ? null : String(given.cwd),
          stdio,
          timeout: given.timeout ?? 0,
        },
      ],
      exact(input),
    );
  } catch (error) {
    error.path = file;
    error.syscall = `spawnSync ${file}`;
    error.message = `spawnSync ${file} ${error.code}`;
    error.spawnargs = argv.slice(1);
    return { error, status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
  }
  const encoding = given.encoding;
  const outputs = [1, 2].map((i) => {
    if (answer.out[i - 1] === null) return null;
    const bytes = Buffer.from(answer.out[i - 1], 'base64');
    return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
  });
  return {
    pid: answer.pid,
    output: [null, ...outputs],
    stdout: outputs[0],
    stderr: outputs[1],
    status: answer.status,
    signal: answer.signal,
  };
}
function checked(result, command, options) {
  if (result.error) throw result.error;
  if (result.stderr?.length > 0 && (options?.stdio === undefined || options.stdio === 'pipe'))
    require('internal/process').writeAll(2, result.stderr.toString());
  if (result.status === 0) return result.stdout;
  const error = new Error(`Command failed: ${command}${result.stderr?.length > 0 ? `\n${result.stderr}` : ''}`);
  throw Object.assign(error, {
    status: result.status,
    signal: result.signal,
    output: result.output,
    pid: result.pid,
    stdout: result.stdout,
    stderr: result.stderr,
  });
}
const execSync = (command, options) =>
  checked(spawnSync(command, [], { ...options, shell: options?.shell ?? true }), command, options);
function execFileSync(file, args, options) {
  const list = Array.isArray(args) ? args : [];
  const given = Array.isArray(args) ? options : args;
  return checked(spawnSync(file, list, given), [file, ...list].join(' '), given);
}

function fork(path, args, options) {
  const list = Array.isArray(args) ? args : [];
  const given = (Array.isArray(args) ? options : args) ?? {};
  return spawn(given.execPath ?? process.execPath, [...(given.execArgv ?? process.execArgv), path, ...list], {
    stdio: given.silent ? 'pipe' : 'inherit',
    ...given,
  });
}

module.exports = { ChildProcess, spawn, exec, execFile, spawnSync, execSync, execFileSync, fork };
