/** posix: the machine's calls. */
import type { Stat, SpawnOptions } from '../../../kernel/abi.ts';
import { SIGNALS, type Signal } from '../../../kernel/signals.ts';
import {
  integerOf,
  objectType,
  PyBytes,
  PyDict,
  PyFloat,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  stringOf,
  tupleType,
  typeOf,
  type Value,
  type Work,
} from '../objects/core.ts';
import { exceptionTypes, raise, Raised, StopIteration, typeError } from '../objects/exceptions.ts';
import { attribute } from '../objects/function.ts';
import { floatOf } from '../types/numbers.ts';
import { ERRNO, makeOsError } from '../vm/os-error.ts';
import type { Vm } from '../vm/vm.ts';
import { fn, methods, raw, work, type NativeModule } from './define.ts';
import { named } from './sys.ts';

const O = { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_NONBLOCK: 2048, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, O_CLOEXEC: 524288, O_SYNC: 1052672 }; // prettier-ignore
const TYPE_BITS: Readonly<Record<Stat['type'], number>> = { fifo: 0o010000, char: 0o020000, directory: 0o040000, block: 0o060000, file: 0o100000, symlink: 0o120000, socket: 0o140000 }; // prettier-ignore
const NAMES = new Map<number, Signal>();
for (const name of Object.keys(SIGNALS)) if (isSignal(name)) NAMES.set(SIGNALS[name], name);

function isSignal(name: string): name is Signal {
  return name in SIGNALS;
}

export function signalName(number: Value): Signal | 0 {
  const value = Number(integerOf(number) ?? -1);
  if (value === 0) return 0;
  const name = NAMES.get(value);
  if (name === undefined) throw new Raised(makeOsError(ERRNO.EINVAL, 'Invalid argument'));
  return name;
}

const number = (value: Value): number => {
  const integer = integerOf(value);
  if (integer === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  return Number(integer);
};

function* path(vm: Vm, value: Value): Work<string> {
  const text = stringOf(value) ?? (value instanceof PyBytes ? new TextDecoder().decode(value.bytes) : undefined);
  if (text !== undefined) {
    if (text.includes('\0')) throw raise(exceptionTypes['ValueError'] ?? objectType, 'embedded null byte');
    return text;
  }
  if (typeOf(value).lookup('__fspath__') === undefined) {
    throw typeError(`stat: path should be string, bytes, os.PathLike or integer, not ${typeOf(value).name}`);
  }
  return yield* path(vm, yield* vm.callMethod(value, '__fspath__', []));
}

const statType = new PyType('stat_result', [tupleType], 'os');
const STAT = ['st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', '_atime', '_mtime', '_ctime', 'st_atime', 'st_mtime', 'st_ctime', 'st_atime_ns', 'st_mtime_ns', 'st_ctime_ns', 'st_blocks', 'st_blksize', 'st_rdev']; // prettier-ignore

function statResult(stat: Stat): PyTuple {
  const times = [stat.atime, stat.mtime, stat.ctime];
  return named(statType, STAT, [
    TYPE_BITS[stat.type] | stat.mode, stat.ino, stat.dev, stat.nlink, stat.uid, stat.gid, stat.size, ...times.map((it) => Math.floor(it / 1000)),
    ...times.map((it) => new PyFloat(it / 1000)), ...times.map((it) => BigInt(Math.round(it)) * 1000000n), stat.blocks, 4096, stat.rdev.major * 256 + stat.rdev.minor,
  ]); // prettier-ignore
}

const entryType = new PyType('DirEntry', [objectType], 'posix');

class DirEntry extends PyObject {
  readonly name: string;
  readonly path: string;
  readonly kind: Stat['type'];
  readonly ino: number;
  constructor(name: string, full: string, kind: Stat['type'], ino: number) {
    super(entryType);
    this.name = name;
    this.path = full;
    this.kind = kind;
    this.ino = ino;
  }
}

function entry(self: Value): DirEntry {
  if (!(self instanceof DirEntry)) throw typeError('descriptor requires a DirEntry');
  return self;
}

const scanType = new PyType('ScandirIterator', [objectType], 'posix');
class Scan extends PyObject {
  readonly entries: DirEntry[];
  constructor(entries: DirEntry[]) {
    super(scanType);
    this.entries = entries;
  }
}

function isKind(vm: Vm, self: Value, kind: Stat['type'], follow: Value): boolean {
  const it = entry(self);
  if (it.kind !== 'symlink' || follow === false) return it.kind === kind;
  return vm.p.fs.exists(it.path) && vm.p.fs.stat(it.path).type === kind;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  attribute(entryType, 'name', (_vm, self) => entry(self).name);
  attribute(entryType, 'path', (_vm, self) => entry(self).path);
  methods(entryType)
    .fn('is_dir(*, follow_symlinks=True)', (vm, self, follow = true) => isKind(vm, self, 'directory', follow))
    .fn('is_file(*, follow_symlinks=True)', (vm, self, follow = true) => isKind(vm, self, 'file', follow))
    .fn('is_symlink()', (_vm, self) => entry(self).kind === 'symlink')
    .fn('inode()', (_vm, self) => entry(self).ino)
    .fn('stat(*, follow_symlinks=True)', (vm, self, follow = true) => statResult(vm.attempt(() => (follow === false ? vm.p.fs.lstat(entry(self).path) : vm.p.fs.stat(entry(self).path)), entry(self).path)))
    .fn('__fspath__()', (_vm, self) => entry(self).path)
    .fn('__repr__()', (_vm, self) => `<DirEntry '${entry(self).name}'>`);
  methods(scanType)
    .fn('__iter__()', (_vm, self) => self)
    .fn('__enter__()', (_vm, self) => self)
    .raw('__exit__', () => null)
    .fn('close()', () => null)
    .fn('__next__()', (_vm, self) => {
      const next = self instanceof Scan ? self.entries.shift() : undefined;
      if (next === undefined) throw raise(StopIteration);
      return next;
    });
} // prettier-ignore

/** A call of the file system on one path. */
const onPath = (name: string, apply: (vm: Vm, at: string, ...rest: Value[]) => Value | undefined, more = ''): Value =>
  work(`${name}(path${more})`, function* (vm, value, ...rest) {
    const at = yield* path(vm, value);
    return vm.attempt(() => apply(vm, at, ...rest), value) ?? null;
  });

/** Of two paths. */
const onPaths = (name: string, apply: (vm: Vm, from: string, to: string) => void): Value =>
  work(`${name}(src, dst, *, src_dir_fd=None, dst_dir_fd=None)`, function* (vm, src, dst) {
    const [from, to] = [yield* path(vm, src), yield* path(vm, dst)];
    try {
      apply(vm, from, to);
    } catch (error) {
      const translated = vm.translate(error);
      if (translated instanceof Raised) {
        translated.exception.dict?.set('filename', src);
        translated.exception.dict?.set('filename2', dst);
      }
      throw translated;
    }
    return null;
  });

function environment(value: Value): [string, string][] {
  const text = (it: Value): string => stringOf(it) ?? (it instanceof PyBytes ? new TextDecoder().decode(it.bytes) : '');
  return value instanceof PyDict ? value.entries().map(([key, item]) => [text(key), text(item)]) : [];
}

function words(list: readonly Value[]): string[] {
  return list.map((it) => stringOf(it) ?? (it instanceof PyBytes ? new TextDecoder().decode(it.bytes) : ''));
}

/** What the file actions of posix_spawn leave the child with. */
function descriptors(vm: Vm, actions: readonly Value[]): ReadonlyMap<number, number> {
  const map = new Map(vm.p.fds().filter((fd) => fd < 3).map((fd) => [fd, fd])); // prettier-ignore
  for (const action of actions) {
    if (!(action instanceof PyTuple)) continue;
    const [kind, a = 0, b = 0] = action.items.map((it) => number(it));
    if (kind === 2) map.set(b, map.get(a) ?? a);
    else if (kind === 1) map.delete(a);
  }
  return map;
}

/** A wait status as wait(2) packs it. */
function packed(status: { kind: string; code?: number; signal?: Signal }): number {
  return status.kind === 'exited' ? (status.code ?? 0) << 8 : status.signal === undefined ? 0 : SIGNALS[status.signal];
}

function* waitFor(vm: Vm, pid: number | undefined, options: number): Work {
  const noHang = (options & 1) !== 0;
  const event = yield* vm.wait(vm.p.wait(pid, { noHang }));
  return new PyTuple(event === undefined ? [0, 0] : [event.pid, packed(event.status)]);
}

const terminalSizeType = new PyType('terminal_size', [tupleType], 'os');
const unameType = new PyType('uname_result', [tupleType], 'posix');

const module: NativeModule = {
  name: 'posix',
  build: (vm) => {
    install();
    const environ = new PyDict();
    for (const [key, value] of vm.p.env) {
      const bytes = new PyBytes(new TextEncoder().encode(key));
      environ.put(`\uffffb${String.fromCharCode(...bytes.bytes)}`, bytes, new PyBytes(new TextEncoder().encode(value)));
    }
    return {
      ...O,
      environ,
      F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, WNOHANG: 1, WUNTRACED: 2, POSIX_SPAWN_OPEN: 0, POSIX_SPAWN_CLOSE: 1, POSIX_SPAWN_DUP2: 2, EX_OK: 0,
      DirEntry: entryType, stat_result: statType, terminal_size: terminalSizeType, error: exceptionTypes['OSError'] ?? null,
      getcwd: fn('getcwd()', (it) => it.p.cwd()),
      getcwdb: fn('getcwdb()', (it) => new PyBytes(new TextEncoder().encode(it.p.cwd()))),
      chdir: onPath('chdir', (it, at) => { it.p.chdir(at); return null; }),
      listdir: work("listdir(path='.')", function* (it, value = '.') {
        const at = yield* path(it, value ?? '.');
        return new PyList(it.attempt(() => it.p.fs.readdir(at), value).map((each) => each.name));
      }),
      scandir: work("scandir(path='.')", function* (it, value = '.') {
        const at = yield* path(it, value ?? '.');
        const base = at.replace(/\/$/, '');
        return new Scan(it.attempt(() => it.p.fs.readdir(at), value).map((each) => new DirEntry(each.name, `${base}/${each.name}`, each.type, each.ino)));
      }),
      stat: work('stat(path, *, dir_fd=None, follow_symlinks=True)', function* (it, value, _dir, follow = true) {
        const fd = integerOf(value);
        if (fd !== undefined) return statResult(it.attempt(() => it.p.fstat(Number(fd))));
        const at = yield* path(it, value);
        return statResult(it.attempt(() => (follow === false ? it.p.fs.lstat(at) : it.p.fs.stat(at)), value));
      }),
      lstat: onPath('lstat', (it, at) => statResult(it.p.fs.lstat(at)), ', *, dir_fd=None'),
      fstat: fn('fstat(fd)', (it, fd) => statResult(it.attempt(() => it.p.fstat(number(fd))))),
      mkdir: onPath('mkdir', (it, at, mode) => { it.p.fs.mkdir(at, mode === undefined ? 0o777 : number(mode)); return null; }, ', mode=511, *, dir_fd=None'),
      rmdir: onPath('rmdir', (it, at) => { it.p.fs.rmdir(at); return null; }, ', *, dir_fd=None'),
      unlink: onPath('unlink', (it, at) => { it.p.fs.unlink(at); return null; }, ', *, dir_fd=None'),
      remove: onPath('remove', (it, at) => { it.p.fs.unlink(at); return null; }, ', *, dir_fd=None'),
      readlink: onPath('readlink', (it, at) => it.p.fs.readlink(at), ', *, dir_fd=None'),
      access: onPath('access', (it, at, mode) => {
        const bits = number(mode ?? 0);
        return it.p.fs.exists(at) && it.p.fs.access(at, `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`);
      }, ', mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True'),
      chmod: onPath('chmod', (it, at, mode) => { it.p.fs.chmod(at, number(mode ?? 0)); return null; }, ', mode, *, dir_fd=None, follow_symlinks=True'),
      chown: onPath('chown', (it, at, uid, gid) => { it.p.fs.chown(at, number(uid ?? -1), number(gid ?? -1)); return null; }, ', uid, gid, *, dir_fd=None, follow_symlinks=True'),
      truncate: onPath('truncate', (it, at, length) => { it.p.fs.truncate(at, number(length ?? 0)); return null; }, ', length'),
      mkfifo: onPath('mkfifo', (it, at, mode) => { it.p.fs.mknod(at, 'fifo', mode === undefined ? 0o666 : number(mode)); return null; }, ', mode=438'),
      utime: onPath('utime', (it, at, times) => {
        const [a, m] = times instanceof PyTuple ? times.items.map((each) => (floatOf(each) ?? 0) * 1000) : [it.p.now(), it.p.now()];
        it.p.fs.utimes(at, a ?? it.p.now(), m ?? it.p.now());
        return null;
      }, ', times=None, *, ns=None, dir_fd=None, follow_symlinks=True'),
      rename: onPaths('rename', (it, from, to) => it.p.fs.rename(from, to)),
      replace: onPaths('replace', (it, from, to) => it.p.fs.rename(from, to)),
      link: onPaths('link', (it, from, to) => it.p.fs.link(from, to)),
      symlink: work('symlink(src, dst, target_is_directory=False, *, dir_fd=None)', function* (it, src, dst) {
        const [target, at] = [yield* path(it, src), yield* path(it, dst)];
        it.attempt(() => it.p.fs.symlink(target, at), dst);
        return null;
      }),
      open: work('open(path, flags, mode=511, *, dir_fd=None)', function* (it, value, flags, mode = 0o777) {
        const at = yield* path(it, value);
        const bits = number(flags);
        const access = bits & 3;
        try {
          return yield* it.wait(it.p.open(at, {
            read: access !== 1, write: access !== 0, create: (bits & O.O_CREAT) !== 0, exclusive: (bits & O.O_EXCL) !== 0, truncate: (bits & O.O_TRUNC) !== 0,
            append: (bits & O.O_APPEND) !== 0, directory: (bits & O.O_DIRECTORY) !== 0, noFollow: (bits & O.O_NOFOLLOW) !== 0,
          }, number(mode)));
        } catch (error) {
          if (error instanceof Raised) error.exception.dict?.set('filename', value);
          throw error;
        }
      }),
      close: fn('close(fd)', (it, fd) => { it.attempt(() => it.p.close(number(fd))); return null; }),
      read: work('read(fd, length, /)', function* (it, fd, length) { return new PyBytes(yield* it.wait(it.p.read(number(fd), number(length)))); }),
      write: work('write(fd, data, /)', function* (it, fd, data) {
        if (!(data instanceof PyBytes)) throw typeError(`a bytes-like object is required, not '${typeOf(data).name}'`);
        yield* it.wait(it.p.write(number(fd), data.bytes.slice()));
        return data.bytes.length;
      }),
      lseek: fn('lseek(fd, position, whence, /)', (it, fd, at, whence) => it.attempt(() => it.p.seek(number(fd), number(at), whence === 1 ? 'current' : whence === 2 ? 'end' : 'start'))),
      dup: fn('dup(fd, /)', (it, fd) => it.attempt(() => it.p.dup(number(fd)))),
      dup2: fn('dup2(fd, fd2, inheritable=True)', (it, fd, to) => { it.attempt(() => it.p.dup2(number(fd), number(to))); return number(to); }),
      pipe: fn('pipe()', (it) => { const { read, write } = it.attempt(() => it.p.pipe()); return new PyTuple([read, write]); }),
      ftruncate: fn('ftruncate(fd, length, /)', (it, fd, length) => { it.attempt(() => it.p.truncate(number(fd), number(length))); return null; }),
      fsync: fn('fsync(fd)', () => null),
      isatty: fn('isatty(fd, /)', (it, fd) => it.p.fds().includes(number(fd)) && it.p.isatty(number(fd))),
      ttyname: fn('ttyname(fd, /)', (it, fd) => it.attempt(() => it.p.tty(number(fd)).name)),
      get_terminal_size: fn('get_terminal_size(fd=1, /)', (it, fd = 1) => {
        const { cols, rows } = it.attempt(() => it.p.tty(number(fd)).size());
        return named(terminalSizeType, ['columns', 'lines'], [cols, rows]);
      }),
      set_inheritable: fn('set_inheritable(fd, inheritable, /)', (it, fd, on) => { it.attempt(() => it.p.setCloseOnExec(number(fd), on !== true)); return null; }),
      get_inheritable: fn('get_inheritable(fd, /)', () => false),
      set_blocking: fn('set_blocking(fd, blocking, /)', () => null),
      getpid: fn('getpid()', (it) => it.p.pid),
      getppid: fn('getppid()', (it) => it.p.ppid),
      getpgrp: fn('getpgrp()', (it) => it.p.pgid),
      getpgid: fn('getpgid(pid, /)', (it) => it.p.pgid),
      getsid: fn('getsid(pid, /)', (it) => it.p.sid),
      setsid: fn('setsid()', (it) => { it.attempt(() => it.p.setsid()); return null; }),
      getuid: fn('getuid()', (it) => it.p.credentials.uid), geteuid: fn('geteuid()', (it) => it.p.credentials.uid),
      getgid: fn('getgid()', (it) => it.p.credentials.gid), getegid: fn('getegid()', (it) => it.p.credentials.gid),
      getgroups: fn('getgroups()', (it) => new PyList([...it.p.credentials.groups])),
      getlogin: fn('getlogin()', () => { throw new Raised(makeOsError(ERRNO.ENXIO, 'No such device or address')); }),
      setuid: fn('setuid(uid, /)', (it, uid) => { it.attempt(() => it.p.setCredentials({ ...it.p.credentials, uid: number(uid) })); return null; }),
      setgid: fn('setgid(gid, /)', (it, gid) => { it.attempt(() => it.p.setCredentials({ ...it.p.credentials, gid: number(gid) })); return null; }),
      umask: fn('umask(mask, /)', (it, mask) => it.p.umask(number(mask))),
      cpu_count: fn('cpu_count()', (it) => it.p.machine().cpus),
      process_cpu_count: fn('process_cpu_count()', (it) => it.p.machine().cpus),
      getloadavg: fn('getloadavg()', () => new PyTuple([new PyFloat(0), new PyFloat(0), new PyFloat(0)])),
      sched_getaffinity: work('sched_getaffinity(pid, /)', function* (it) { return yield* it.makeSet(Array.from({ length: it.p.machine().cpus }, (_, i) => i)); }),
      urandom: fn('urandom(size, /)', (it, size) => new PyBytes(it.p.random(number(size)))),
      uname: fn('uname()', (it) => {
        const facts = it.p.machine();
        return named(unameType, ['sysname', 'nodename', 'release', 'version', 'machine'], ['Linux', it.p.net.hostname(), facts.kernelRelease, facts.kernelVersion, facts.architecture]);
      }),
      kill: fn('kill(pid, signal, /)', (it, pid, signal) => { it.attempt(() => it.p.kill(number(pid), signalName(signal))); return null; }),
      killpg: fn('killpg(pgid, signal, /)', (it, pgid, signal) => { it.attempt(() => it.p.kill(-number(pgid), signalName(signal))); return null; }),
      _exit: fn('_exit(status)', (it, status) => it.p.exit(number(status) & 255)),
      abort: fn('abort()', (it) => { it.p.kill(it.p.pid, 'ABRT'); return null; }),
      putenv: fn('putenv(name, value, /)', (it, name, value) => { it.p.env.set(stringOf(name) ?? '', stringOf(value) ?? ''); return null; }),
      unsetenv: fn('unsetenv(name, /)', (it, name) => { it.p.env.delete(stringOf(name) ?? ''); return null; }),
      strerror: fn('strerror(code, /)', (_it, code) => `error ${number(code)}`),
      waitpid: work('waitpid(pid, options, /)', (it, pid, options) => waitFor(it, number(pid) <= 0 ? undefined : number(pid), number(options))),
      wait: work('wait()', (it) => waitFor(it, undefined, 0)),
      WIFEXITED: fn('WIFEXITED(status)', (_it, status) => (number(status) & 127) === 0),
      WEXITSTATUS: fn('WEXITSTATUS(status)', (_it, status) => (number(status) >> 8) & 255),
      WIFSIGNALED: fn('WIFSIGNALED(status)', (_it, status) => (number(status) & 127) !== 0),
      WTERMSIG: fn('WTERMSIG(status)', (_it, status) => number(status) & 127),
      waitstatus_to_exitcode: fn('waitstatus_to_exitcode(status)', (_it, status) => ((number(status) & 127) === 0 ? number(status) >> 8 : -(number(status) & 127))),
      system: work('system(command)', function* (it, command) {
        const pid = it.attempt(() => it.p.spawn('/bin/sh', ['sh', '-c', stringOf(command) ?? '']));
        const event = yield* it.wait(it.p.wait(pid));
        return event === undefined ? 0 : packed(event.status);
      }),
      posix_spawn: raw('posix_spawn', (it, [file = '', argv, env = null], keywords) => {
        const actions = keywords?.get('file_actions');
        const list = (value: Value | undefined): readonly Value[] => (value instanceof PyList || value instanceof PyTuple ? value.items : []);
        const options: SpawnOptions = {
          env: environment(env),
          fds: descriptors(it, list(actions)),
          ...(keywords?.get('setsid') === true ? { newSession: true } : {}),
          ...(keywords?.has('setpgroup') === true ? { pgid: number(keywords.get('setpgroup') ?? 0) } : {}),
          default: ['INT', 'PIPE'],
        };
        return it.attempt(() => it.p.spawn(stringOf(file) ?? '', words(list(argv)), options), file);
      }),
      execv: work('execv(path, argv, /)', function* (it, file, argv) { return yield* execute(it, file, argv, it.p.env); }),
      execve: work('execve(path, argv, env)', function* (it, file, argv, env) { return yield* execute(it, file, argv, environment(env)); }),
    };
  }, // prettier-ignore
};

function* execute(vm: Vm, file: Value, argv: Value, env: Iterable<readonly [string, string]>): Work {
  const at = yield* path(vm, file);
  return yield* vm.wait(vm.p.exec(at, words(yield* vm.list(argv)), env));
}

export default module;
