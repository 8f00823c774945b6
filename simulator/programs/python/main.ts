/** python3: options, and what is run: a command, a module, a script, standard input, the prompt. */
import type { Process } from '../../kernel/abi.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { installBuiltins } from './builtins/functions.ts';
import { Importer } from './import/importer.ts';
import { integerOf, PyModule, PyObject, stringOf, type Value, type Work } from './objects/core.ts';
import {
  ModuleNotFoundError,
  PyException,
  Raised,
  SystemExit,
  KeyboardInterrupt,
  isRaised,
} from './objects/exceptions.ts';
import { installIo, open } from './native/_io.ts';
import { openFiles } from './native/streams.ts';
import { makeSys, type Version } from './native/sys.ts';
import { installTypes } from './install.ts';
import { isSysError } from '../../kernel/errno.ts';
import { COLOURED, formatException, PLAIN } from './vm/traceback.ts';
import { prompt } from './repl/prompt.ts';
import { Vm } from './vm/vm.ts';

interface Options {
  command: string | undefined;
  module: string | undefined;
  script: string | undefined;
  interactive: boolean;
  unbuffered: boolean;
  quiet: boolean;
  isolated: boolean;
  args: string[];
  flags: Record<string, number>;
}

const USAGE = 'usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\n';
const HINT = "Try `python -h' for more information.\n";

class Usage extends Error {}

function parse(argv: readonly string[]): Options | 'version' | 'longVersion' | 'help' {
  const options: Options = { command: undefined, module: undefined, script: undefined, interactive: false, unbuffered: false, quiet: false, isolated: false, args: [], flags: {} }; // prettier-ignore
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? '';
    if (!arg.startsWith('-') || arg === '-') {
      options.script = arg;
      options.args = argv.slice(i);
      return options;
    }
    if (arg === '--help') return 'help';
    if (arg === '--version') return 'version';
    if (arg.startsWith('--')) throw new Usage(`unknown option ${arg}`);
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      if (letter === 'c' || letter === 'm') {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : argv[++i];
        if (value === undefined) throw new Usage(`Argument expected for the -${letter} option`);
        if (letter === 'c') options.command = value;
        else options.module = value;
        options.args = [letter === 'c' ? '-c' : '-m', ...argv.slice(i + 1)];
        return options;
      }
      if (letter === 'W' || letter === 'X') {
        if (at + 1 >= arg.length) i++;
        break;
      }
      if (letter === 'V') return arg.includes('VV') ? 'longVersion' : 'version';
      if (letter === 'h' || letter === '?') return 'help';
      if (!setFlag(options, letter)) throw new Usage(`Unknown option: -${letter}`);
    }
  }
  return options;
}

function setFlag(options: Options, letter: string): boolean {
  switch (letter) {
    case 'u': options.unbuffered = true; return true;
    case 'i': options.interactive = true; options.flags['inspect'] = 1; options.flags['interactive'] = 1; return true;
    case 'q': options.quiet = true; options.flags['quiet'] = 1; return true;
    case 'I': options.isolated = true; options.flags['isolated'] = 1; return true;
    case 'O': options.flags['optimize'] = (options.flags['optimize'] ?? 0) + 1; return true;
    case 'v': options.flags['verbose'] = 1; return true;
    case 'B': options.flags['dont_write_bytecode'] = 1; return true;
    case 'E': options.flags['ignore_environment'] = 1; return true;
    case 's': options.flags['no_user_site'] = 1; return true;
    case 'S': options.flags['no_site'] = 1; return true;
    case 'P': options.flags['safe_path'] = 1; return true;
    case 'b': case 'd': case 'x': case 'R': return true;
    default: return false;
  }
} // prettier-ignore

/** Which Python this is: by the name of the file that was started, and of the image. */
function versionOf(p: Process): Version {
  const minor = Number(/python3\.(\d+)$/.exec(p.executable)?.[1] ?? 13);
  const given = p.env.get('PYTHON_VERSION')?.split('.');
  const micro = given !== undefined && Number(given[1]) === minor ? Number(given[2] ?? 5) : ({ 13: 5, 11: 2, 12: 3 }[minor] ?? 0);
  return { major: 3, minor, micro, build: '(main, Aug 10 2026, 12:06:59) [GCC 14.2.0]' };
} // prettier-ignore

interface Place {
  executable: string;
  prefix: string;
  basePrefix: string;
  library: string;
  path: string[];
}

/** Where the library lies, seen from the file that was started; a virtual environment has its own packages. */
function placeOf(p: Process, version: Version): Place {
  const name = `python${version.major}.${version.minor}`;
  const basePrefix = p.executable.replace(/\/bin\/[^/]*$/, '') || '/usr';
  const debian = basePrefix === '/usr';
  const started = p.args[0] ?? 'python3';
  const invoked = started.includes('/') ? started : which(p, started);
  const around = invoked.replace(/\/bin\/[^/]*$/, '');
  const isVenv = p.fs.exists(`${around}/pyvenv.cfg`);
  const prefix = isVenv ? absolute(p, around) : basePrefix;
  const library = `${basePrefix}/lib/${name}`;
  const site = isVenv || !debian ? [`${prefix}/lib/${name}/site-packages`] : [`/usr/local/lib/${name}/dist-packages`, '/usr/lib/python3/dist-packages']; // prettier-ignore
  const standard = [`${basePrefix}/lib/${name.replace('.', '')}.zip`, library, `${library}/lib-dynload`];
  return { executable: absolute(p, invoked), prefix, basePrefix, library, path: [...standard, ...site.filter((it) => p.fs.exists(it) || isVenv)] };
} // prettier-ignore

function which(p: Process, name: string): string {
  const found = (p.env.get('PATH') ?? '').split(':').map((it) => `${it}/${name}`).find((it) => p.fs.exists(it)); // prettier-ignore
  return found ?? p.executable;
}

function absolute(p: Process, path: string): string {
  if (path.startsWith('/')) return path;
  return `${p.cwd().replace(/\/$/, '')}/${path}`;
}

/** What the text of a file is, or why it cannot be had. */
function readScript(p: Process, path: string): string | { message: string; code: number } {
  try {
    if (p.fs.stat(path).type === 'directory') {
      const main = `${path.replace(/\/$/, '')}/__main__.py`;
      if (!p.fs.exists(main)) return { message: `can't find '__main__' module in '${absolute(p, path)}'`, code: 1 };
      return p.fs.readText(main);
    }
    return p.fs.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const number = { ENOENT: 2, EACCES: 13, EISDIR: 21, ENOTDIR: 20, ELOOP: 40 }[error.code as string] ?? 5;
    return { message: `can't open file '${absolute(p, path)}': [Errno ${number}] ${error.message}`, code: 2 };
  }
}

export default async function python(p: Process): Promise<number> {
  let options: Options | 'version' | 'longVersion' | 'help';
  try {
    options = parse(p.args.slice(1));
  } catch (error) {
    if (!(error instanceof Usage)) throw error;
    await p.stderr.write(`${error.message}\n${USAGE}${HINT}`);
    return 2;
  }
  const version = versionOf(p);
  const number = `${version.major}.${version.minor}.${version.micro}`;
  if (options === 'version' || options === 'longVersion') {
    await p.stdout.write(`Python ${number}${options === 'version' ? '' : ` ${version.build}`}\n`);
    return 0;
  }
  if (options === 'help') {
    await p.stdout.write(USAGE);
    return 0;
  }
  return new Session(p, options, version).run();
}

class Session {
  readonly #p: Process;
  readonly #options: Options;
  readonly #version: Version;
  readonly #vm: Vm;
  readonly #place: Place;

  constructor(p: Process, options: Options, version: Version) {
    this.#p = p;
    this.#options = options;
    this.#version = version;
    installTypes();
    installIo();
    this.#vm = new Vm(p);
    this.#place = placeOf(p, version);
    this.#vm.importer = new Importer(this.#vm, this.#place.library);
    installBuiltins(this.#vm);
    const extra = (p.env.get('PYTHONPATH') ?? '').split(':').filter((it) => it !== '' && !options.isolated);
    makeSys(this.#vm, {
      version,
      argv: options.args.length === 0 ? [''] : options.args,
      path: [...this.#firstPath(), ...extra.map((it) => absolute(p, it)), ...this.#place.path],
      executable: this.#place.executable,
      prefix: this.#place.prefix,
      basePrefix: this.#place.basePrefix,
      unbuffered: options.unbuffered || (p.env.get('PYTHONUNBUFFERED') ?? '') !== '',
      flags: options.flags,
    });
    this.#vm.builtins.set('open', open);
    p.onSignal('INT', () => this.#vm.signal(SIGNALS.INT));
    p.onSignal('PIPE', 'ignore');
  }

  #firstPath(): string[] {
    const { command, module, script } = this.#options;
    if (this.#options.isolated || this.#options.flags['safe_path'] === 1) return [];
    if (module !== undefined) return [this.#p.cwd()];
    if (command !== undefined || script === undefined || script === '-') return [''];
    const path = this.#p.fs.exists(script) ? this.#p.fs.realpath(script) : absolute(this.#p, script);
    if (this.#p.fs.exists(path) && this.#p.fs.stat(path).type === 'directory') return [path];
    return [path.replace(/\/[^/]*$/, '') || '/'];
  }

  async run(): Promise<number> {
    const { command, module, script, interactive } = this.#options;
    const main = new PyModule('__main__');
    for (const [key, value] of Object.entries({ __name__: '__main__', __doc__: null, __package__: null, __loader__: null, __spec__: null, __builtins__: this.#vm.modules.get('builtins') ?? null })) main.ns.set(key, value); // prettier-ignore
    this.#vm.modules.set('__main__', main);
    let code: number;
    if (command !== undefined) code = await this.#execute(this.#text(main, command, '<string>'));
    else if (module !== undefined) code = await this.#execute(this.#module(main, module));
    else if (script !== undefined && script !== '-') {
      const text = readScript(this.#p, script);
      if (typeof text !== 'string') {
        await this.#p.stderr.write(`${this.#place.executable}: ${text.message}\n`);
        return text.code;
      }
      main.ns.set('__file__', absolute(this.#p, script));
      main.ns.set('__cached__', null);
      code = await this.#execute(this.#text(main, text, absolute(this.#p, script)));
    } else if (this.#p.isatty(0)) return this.#finish(await this.#prompt(main, true));
    else code = await this.#execute(this.#text(main, await this.#p.reader(0).readText(), '<stdin>'));
    if (interactive && this.#p.isatty(0)) return this.#finish(await this.#prompt(main, false));
    return this.#finish(code);
  }

  async #prompt(main: PyModule, banner: boolean): Promise<number> {
    const { major, minor, micro, build } = this.#version;
    if (banner && !this.#options.quiet) {
      await this.#p.stderr.write(`Python ${major}.${minor}.${micro} ${build} on linux\nType "help", "copyright", "credits" or "license" for more information.\n`);
    }
    return this.#execute(prompt(this.#vm, main, minor >= 13));
  } // prettier-ignore

  *#text(main: PyModule, text: string, filename: string): Work {
    const code = this.#vm.importer.compile(text, filename, 'exec');
    return yield* this.#vm.importer.runCode(code, main.ns, main.ns);
  }

  /** `-m name`: the module's code as `__main__`; of a package its `__main__` module. */
  *#module(main: PyModule, name: string): Work {
    const vm = this.#vm;
    const fail = (message: string): Raised => new Raised(new PyException(SystemExit, [`${this.#place.executable}: ${message}`]));
    let full = name;
    const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
    try {
      if (parent !== undefined) yield* vm.importer.load(parent);
    } catch (error) {
      if (!isRaised(error, ModuleNotFoundError)) throw error;
      throw fail(`Error while finding module specification for '${name}' (ModuleNotFoundError: ${stringOf(error.exception.args.items[0]) ?? ''})`);
    }
    const paths = (yield* vm.list(parent === undefined ? (vm.sys('path') ?? null) : yield* vm.getAttr(vm.modules.get(parent) ?? null, '__path__'))).map((it) => stringOf(it) ?? '');
    let found = vm.importer.find(name.split('.').at(-1) ?? name, paths);
    if (found === undefined) throw fail(`No module named ${name}`);
    if (found.isPackage) {
      if (found.kind === 'source') yield* vm.importer.load(name);
      const inner = vm.importer.find('__main__', [found.path.replace(/\/__init__\.py$/, '')]);
      if (inner === undefined) throw fail(`No module named ${name}.__main__; '${name}' is a package and cannot be directly executed`);
      full = `${name}.__main__`;
      found = inner;
    }
    const text = yield* vm.importer.textOf(found);
    main.ns.set('__file__', found.path);
    main.ns.set('__package__', full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : '');
    const argv = vm.sys('argv');
    if (argv instanceof PyObject) yield* vm.setItem(argv, 0, found.path);
    return yield* this.#text(main, text, found.path);
  } // prettier-ignore

  /** Runs work; answers the exit status that what it raises means. */
  async #execute(work: Work): Promise<number> {
    try {
      await this.#vm.run(work);
      return 0;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      return this.#ended(error.exception);
    }
  }

  async #ended(exception: PyException): Promise<number> {
    if (exception.cls.isSubclassOf(SystemExit)) {
      const code = exception.dict?.get('code') ?? exception.args.items[0] ?? null;
      const number = integerOf(code);
      if (number !== undefined) return Number(BigInt.asUintN(8, BigInt(number)));
      if (code === null) return 0;
      await this.#flush();
      await this.#write(this.#say(code));
      return 1;
    }
    await this.#flush();
    await this.#write(this.#show(exception));
    if (!exception.cls.isSubclassOf(KeyboardInterrupt)) return 1;
    this.#p.onSignal('INT', 'default');
    this.#p.kill(this.#p.pid, 'INT');
    await this.#p.step();
    return 130;
  }

  *#say(code: Value): Work {
    return `${yield* this.#vm.str(code)}\n`;
  }

  *#show(exception: PyException): Work {
    const hook = this.#vm.sys('excepthook');
    if (hook !== undefined && hook !== this.#vm.sys('__excepthook__')) {
      yield* this.#vm.call(hook, [exception.cls, exception, exception.traceback]);
      return '';
    }
    return yield* formatException(this.#vm, exception, coloured(this.#p) ? COLOURED : PLAIN);
  }

  async #write(text: Work): Promise<void> {
    try {
      const shown = stringOf(await this.#vm.run(text)) ?? '';
      if (shown !== '' && this.#p.fds().includes(2)) await this.#p.stderr.write(shown);
    } catch (error) {
      if (!(error instanceof Raised) && !isSysError(error)) throw error;
    }
  }

  /** Writes what is in the buffers; answers whether that went well. */
  async #flush(): Promise<boolean> {
    const vm = this.#vm;
    let well = true;
    for (const name of ['stdout', 'stderr']) {
      const stream = vm.sys(name) ?? null;
      if (stream === null) continue;
      const flush = function* (): Work {
        return yield* vm.callMethod(stream, 'flush', []);
      };
      try {
        await vm.run(flush());
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        well = false;
      }
    }
    return well;
  }

  async #finish(code: number): Promise<number> {
    const vm = this.#vm;
    const threading = vm.modules.get('threading');
    const atexit = vm.modules.get('atexit');
    const ends = function* (): Work {
      const wait = threading === undefined ? undefined : yield* vm.findAttr(threading, '_shutdown');
      if (wait !== undefined) yield* vm.call(wait, []);
      const run = atexit === undefined ? undefined : yield* vm.findAttr(atexit, '_run_exitfuncs');
      if (run !== undefined) yield* vm.call(run, []);
      for (const file of [...openFiles(vm)]) if (!file.closed && file.writable) yield* file.flush(vm);
      return null;
    };
    const after = await this.#execute(ends());
    const well = await this.#flush();
    if (!well) return 120;
    return code === 0 && after !== 0 ? after : code;
  }
}

/** Colours are for terminals that show them. */
export function coloured(p: Process): boolean {
  if (p.env.has('NO_COLOR') || p.env.get('PYTHON_COLORS') === '0' || p.env.get('TERM') === 'dumb') return false;
  if (p.env.has('FORCE_COLOR') || p.env.get('PYTHON_COLORS') === '1') return true;
  return p.isatty(2) && !/python3\.(?:[0-9]|1[0-2])$/.test(p.executable);
}
