/** sys: made when the interpreter starts. */
import type { PyNative } from '../objects/core.ts';
import { integerOf, objectType, PyDict, PyList, PyModule, PyObject, PyTuple, PyType, tupleType, type Value } from '../objects/core.ts'; // prettier-ignore
import { floatType, PyFloat } from '../objects/core.ts';
import { exceptionTypes, PyException, raise, SystemExit, ValueError, valueError } from '../objects/exceptions.ts';
import { attribute } from '../objects/function.ts';
import { Frame } from '../vm/frame.ts';
import { PyTraceback } from '../vm/traceback-object.ts';
import { formatException } from '../vm/traceback.ts';
import type { Vm } from '../vm/vm.ts';
import { methods, fn, raw, work } from './define.ts';
import { PyFile, PyTextFile, bufferedReaderType, bufferedWriterType } from './streams.ts';

export interface Version {
  major: number;
  minor: number;
  micro: number;
  /** As the prompt's first line has it. */
  build: string;
}

/** A tuple whose items have names (structseq). */
export function named(type: PyType, fields: readonly string[], values: readonly Value[]): PyTuple {
  if (type.ns.get(fields[0] ?? '') === undefined) {
    fields.forEach((name, index) => attribute(type, name, (_vm, self) => (self instanceof PyTuple ? self.items[index] : undefined)));
    methods(type).work('__repr__()', function* (vm, self) {
      const parts: string[] = [];
      const items = self instanceof PyTuple ? self.items : [];
      for (let i = 0; i < fields.length; i++) parts.push(`${fields[i] ?? ''}=${yield* vm.repr(items[i] ?? null)}`);
      return `${type.module}.${type.name}(${parts.join(', ')})`;
    });
    type.ns.set('n_fields', fields.length);
    type.ns.set('n_sequence_fields', fields.length);
  }
  return new PyTuple(values, type);
} // prettier-ignore

const versionInfoType = new PyType('version_info', [tupleType], 'sys');
const flagsType = new PyType('flags', [tupleType], 'sys');
const floatInfoType = new PyType('float_info', [tupleType], 'sys');
const intInfoType = new PyType('int_info', [tupleType], 'sys');
const hashInfoType = new PyType('hash_info', [tupleType], 'sys');
const FLAGS = ['debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment', 'verbose', 'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding', 'safe_path', 'int_max_str_digits']; // prettier-ignore

class Namespace extends PyObject {}
const namespaceType = new PyType('SimpleNamespace', [objectType], 'types');
namespaceType.hasDict = true;

export interface SysOptions {
  version: Version;
  argv: readonly string[];
  path: readonly string[];
  executable: string;
  prefix: string;
  basePrefix: string;
  unbuffered: boolean;
  /** Of the standard library. */
  flags: Readonly<Record<string, number>>;
}

function standardStream(vm: Vm, fd: number, unbuffered: boolean): Value {
  if (!vm.p.fds().includes(fd)) return null;
  const reading = fd === 0;
  const tty = vm.p.isatty(fd);
  const name = ['<stdin>', '<stdout>', '<stderr>'][fd] ?? '';
  const buffer = new PyFile(reading ? bufferedReaderType : bufferedWriterType, fd, { name, mode: reading ? 'r' : 'w', buffering: -1, closeFd: false }); // prettier-ignore
  return new PyTextFile(buffer, {
    encoding: 'utf-8',
    errors: fd === 2 ? 'backslashreplace' : 'strict',
    newline: reading ? undefined : '\n',
    lineBuffering: !reading && (fd === 2 || tty),
    writeThrough: unbuffered && !reading,
  });
}

export function makeSys(vm: Vm, options: SysOptions): PyModule {
  const module = new PyModule('sys');
  vm.modules.set('sys', module);
  const { major, minor, micro, build } = options.version;
  const versionInfo = named(versionInfoType, ['major', 'minor', 'micro', 'releaselevel', 'serial'], [major, minor, micro, 'final', 0]);
  versionInfoType.ns.set('__repr__', raw('__repr__', (vm, [self]) => self instanceof PyTuple ? `sys.version_info(major=${vm.quickText(self.items[0] ?? 0)}, minor=${vm.quickText(self.items[1] ?? 0)}, micro=${vm.quickText(self.items[2] ?? 0)}, releaselevel='final', serial=0)` : ''));
  const implementation = new Namespace(namespaceType);
  implementation.dict = new PyDict();
  for (const [key, value] of Object.entries({ name: 'cpython', version: versionInfo, cache_tag: `cpython-${major}${minor}`, hexversion: 0 })) implementation.dict.set(key, value);
  const streams = [0, 1, 2].map((fd) => standardStream(vm, fd, options.unbuffered));
  const values: Record<string, Value> = {
    __name__: 'sys', __doc__: null, __package__: '', __loader__: null, __spec__: null,
    version: `${major}.${minor}.${micro} ${build}`,
    version_info: versionInfo,
    hexversion: (major << 24) | (minor << 16) | (micro << 8) | 0xf0,
    implementation,
    api_version: 1013,
    copyright: 'Copyright (c) 2001 Python Software Foundation.\nAll Rights Reserved.',
    platform: 'linux',
    byteorder: 'little',
    maxsize: 9223372036854775807n,
    maxunicode: 1114111,
    executable: options.executable,
    _base_executable: options.executable,
    prefix: options.prefix, exec_prefix: options.prefix, base_prefix: options.basePrefix, base_exec_prefix: options.basePrefix, platlibdir: 'lib',
    argv: new PyList([...options.argv]),
    orig_argv: new PyList([...vm.p.args]),
    path: new PyList([...options.path]),
    path_hooks: new PyList([]), meta_path: new PyList([]), path_importer_cache: new PyDict(), warnoptions: new PyList([]),
    dont_write_bytecode: false, pycache_prefix: null,
    stdin: streams[0] ?? null, stdout: streams[1] ?? null, stderr: streams[2] ?? null,
    __stdin__: streams[0] ?? null, __stdout__: streams[1] ?? null, __stderr__: streams[2] ?? null,
    ps1: '>>> ', ps2: '... ',
    flags: named(flagsType, FLAGS, FLAGS.map((name) => options.flags[name] ?? (name === 'hash_randomization' ? 1 : name === 'int_max_str_digits' ? 4300 : 0))),
    float_info: named(floatInfoType, ['max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds'], [new PyFloat(Number.MAX_VALUE), 1024, 308, new PyFloat(2.2250738585072014e-308), -1021, -307, 15, 53, new PyFloat(Number.EPSILON), 2, 1]),
    int_info: named(intInfoType, ['bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'], [30, 4, 4300, 640]),
    hash_info: named(hashInfoType, ['width', 'modulus', 'inf', 'nan', 'imag'], [64, 2305843009213693951n, 314159, 0, 1000003]),
    builtin_module_names: new PyTuple(['_io', 'builtins', 'errno', 'posix', 'sys', 'time']),
    stdlib_module_names: new PyTuple([]),
    modules: modulesDict(vm),
  };
  for (const [name, value] of Object.entries(values)) module.ns.set(name, value);
  for (const native of functions) {
    native.module = 'sys';
    module.ns.set(native.name, native);
  }
  module.ns.set('__excepthook__', module.ns.get('excepthook') ?? null);
  module.ns.set('__displayhook__', module.ns.get('displayhook') ?? null);
  return module;
} // prettier-ignore

/** sys.modules is the map that the importer uses, as a dict. */
function modulesDict(vm: Vm): PyDict {
  const dict = new PyDict();
  for (const [name, value] of vm.modules) dict.set(name, value);
  const { modules } = vm;
  modules.get = (name: string): Value | undefined => dict.map.get(name);
  modules.set = (name: string, value: Value): typeof modules => {
    dict.set(name, value);
    return modules;
  };
  modules.delete = (name: string): boolean => dict.map.delete(name);
  return dict;
}

const functions: readonly PyNative[] = [
  fn('exit(status=None, /)', (_vm, status = null) => {
    throw raise(SystemExit, ...(status === null ? [] : status instanceof PyTuple ? status.items : [status]));
  }),
  fn('getrecursionlimit()', (vm) => vm.recursionLimit),
  fn('setrecursionlimit(limit, /)', (vm, limit) => {
    const value = Number(integerOf(limit) ?? 0);
    if (value < 1) throw valueError('recursion limit must be greater or equal than 1');
    vm.recursionLimit = Math.min(value, 50_000);
    for (const thread of vm.threads) thread.limit = vm.recursionLimit;
    return null;
  }),
  fn('getsizeof(object, default=None, /)', (_vm, object) => (typeof object === 'string' ? 49 + object.length : object instanceof PyList ? 56 + 8 * object.items.length : object instanceof PyTuple ? 40 + 8 * object.items.length : object instanceof PyDict ? 64 + object.map.size * 40 : 28)),
  fn('getrefcount(object, /)', () => 2),
  fn('getdefaultencoding()', () => 'utf-8'),
  fn('getfilesystemencoding()', () => 'utf-8'),
  fn('getfilesystemencodeerrors()', () => 'surrogateescape'),
  fn('get_int_max_str_digits()', () => 4300),
  fn('set_int_max_str_digits(maxdigits)', () => null),
  fn('intern(string, /)', (_vm, string) => string),
  fn('is_finalizing()', () => false),
  fn('getswitchinterval()', () => new PyFloat(0.005, floatType)),
  fn('setswitchinterval(interval, /)', () => null),
  fn('settrace(function, /)', () => null),
  fn('gettrace()', () => null),
  fn('setprofile(function, /)', () => null),
  fn('audit(event, /)', () => null),
  fn('call_tracing(func, args, /)', () => null),
  fn('exc_info()', (vm) => {
    const handled = vm.current.handled;
    return new PyTuple(handled === undefined ? [null, null, null] : [handled.cls, handled, handled.traceback]);
  }),
  fn('exception()', (vm) => vm.current.handled ?? null),
  fn('_getframe(depth=0, /)', (vm, depth = 0) => {
    let { frame } = vm.current;
    for (let i = Number(integerOf(depth) ?? 0); i > 0; i--) {
      let back = frame?.back;
      while (back !== undefined && !(back instanceof Frame)) back = back.back;
      frame = back;
    }
    if (frame === undefined) throw raise(exceptionTypes['ValueError'] ?? ValueError, 'call stack is not deep enough');
    return frame;
  }),
  work('displayhook(object, /)', function* (vm, value) {
    if (value === null) return null;
    vm.builtins.set('_', null);
    const text = yield* vm.repr(value);
    yield* vm.callMethod(vm.sys('stdout') ?? null, 'write', [`${text}\n`]);
    vm.builtins.set('_', value);
    return null;
  }),
  work('excepthook(exctype, value, traceback, /)', function* (vm, _type, value, traceback = null) {
    if (!(value instanceof PyException)) return null;
    if (traceback instanceof PyTraceback) value.traceback = traceback;
    yield* vm.callMethod(vm.sys('stderr') ?? null, 'write', [yield* formatException(vm, value)]);
    return null;
  }),
]; // prettier-ignore
