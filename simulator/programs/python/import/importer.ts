/** Finding, compiling and running modules: those of ours, the library's, and the learner's own files. */
import type { PyDict } from '../objects/core.ts';
import { PyCell, PyList, PyModule, PyNative, PyTuple, stringOf, type Value, type Work } from '../objects/core.ts';
import { exceptionTypes, ImportError, isRaised, ModuleNotFoundError, PyException, raise, Raised, setAttribute } from '../objects/exceptions.ts'; // prettier-ignore
import type { PyFunction } from '../objects/function.ts';
import type { PyCode } from '../compile/code.ts';
import { compileExpression, compileModule } from '../compile/compiler.ts';
import { hasLibraryFile, librarySource } from '../lib/sources.ts';
import { nativeModules } from '../native/table.ts';
import { parseExpression, parseModule } from '../syntax/parser.ts';
import { SyntaxFault } from '../syntax/error.ts';
import { Frame, FrameRequest } from '../vm/frame.ts';
import { functionFrame } from '../vm/calls.ts';
import type { Vm } from '../vm/vm.ts';

/** What a module is made of. */
export interface Found {
  kind: 'source' | 'namespace';
  path: string;
  /** undefined: to be asked of the library. */
  text: string | undefined;
  library: string | undefined;
  isPackage: boolean;
}

const decoder = new TextDecoder();
/** How a file begins that weighs something but holds nothing (vfs/content.ts). */
const STUB = 'drydock stub\n';

export class Importer {
  readonly #vm: Vm;
  readonly #loading = new Set<string>();
  /** Lines of what has been compiled, for tracebacks. */
  readonly sources = new Map<string, string>();
  /** The folder of the standard library in this image. */
  readonly library: string;

  constructor(vm: Vm, library: string) {
    this.#vm = vm;
    this.library = library;
  }

  isLoading(name: string): boolean {
    return this.#loading.has(name);
  }

  /** Text to code. SyntaxError. */
  compile(source: string, filename: string, mode: string): PyCode {
    this.sources.set(filename, source);
    try {
      if (mode === 'eval') return compileExpression(parseExpression(source), filename);
      return compileModule(parseModule(source), filename, source, mode === 'single');
    } catch (error) {
      if (error instanceof SyntaxFault) throw this.syntaxError(error, filename, source);
      if (error instanceof RangeError) throw raise(exceptionTypes['RecursionError'] ?? ImportError, 'maximum recursion depth exceeded during compilation'); // prettier-ignore
      throw error;
    }
  }

  syntaxError(fault: SyntaxFault, filename: string, source: string): Raised {
    const text = source.split(/\r\n|\r|\n/)[fault.line - 1] ?? '';
    const line = text === '' && fault.line > source.split('\n').length ? '' : `${text}\n`;
    const details = [filename, fault.line, fault.column, line, fault.endLine, fault.endColumn];
    const type = exceptionTypes[fault.kind] ?? ImportError;
    const exception = new PyException(type, [fault.message, new PyTuple(details)]);
    ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'].forEach((name, i) => setAttribute(exception, name, details[i] ?? null));
    setAttribute(exception, 'msg', fault.message);
    if (fault.incomplete) setAttribute(exception, '\0incomplete', true);
    return new Raised(exception);
  } // prettier-ignore

  /** Runs a module's or an expression's code. */
  *runCode(code: PyCode, globals: PyDict, locals: PyDict): Work {
    const frame = new Frame(code, globals, locals, new Array<undefined>(code.shape.locals.length).fill(undefined), []);
    return yield* this.#runFrame(frame);
  }

  /** Runs the body of a class with a namespace of its own. */
  *runBody(body: PyFunction, namespace: PyDict): Work {
    const made = functionFrame(body, [], undefined);
    return yield* this.#runFrame(new Frame(body.code, body.globals, namespace, made.locals, made.cells));
  }

  /** A frame that is no call of a function. */
  *#runFrame(frame: Frame): Work {
    for (let i = frame.cells.length; i < frame.code.shape.ownCells; i++) frame.cells.push(new PyCell(undefined));
    return yield new FrameRequest(frame);
  }

  *fromModule(module: string, name: string): Work {
    yield* this.load(module);
    return yield* this.#vm.getAttr(this.#vm.modules.get(module) ?? null, name);
  }

  /** What an `import` statement does. */
  *importName(name: string, globals: PyDict, from: Value, level: number): Work {
    const vm = this.#vm;
    const absolute = level === 0 ? name : this.#relative(name, globals, level);
    yield* this.load(absolute);
    const names = from instanceof PyTuple || from instanceof PyList ? from.items : [];
    if (names.length === 0) {
      if (level > 0) return vm.modules.get(absolute) ?? null;
      return vm.modules.get(absolute.split('.')[0] ?? absolute) ?? null;
    }
    const module = vm.modules.get(absolute) ?? null;
    if (module instanceof PyModule && module.ns.get('__path__') !== undefined) {
      let wanted = names;
      const all = module.ns.get('__all__');
      if (names.includes('*') && (all instanceof PyList || all instanceof PyTuple)) wanted = all.items;
      for (const item of wanted) {
        const text = stringOf(item) ?? '';
        if (text === '*' || module.ns.get(text) !== undefined) continue;
        try {
          yield* this.load(`${absolute}.${text}`);
        } catch (error) {
          if (!isRaised(error, ModuleNotFoundError) || error.exception.dict?.get('name') !== `${absolute}.${text}`) throw error;
        }
      }
    }
    return module;
  } // prettier-ignore

  #relative(name: string, globals: PyDict, level: number): string {
    const pack = stringOf(globals.get('__package__')) ?? '';
    if (pack === '') throw raise(ImportError, 'attempted relative import with no known parent package');
    const parts = pack.split('.');
    if (level > parts.length) throw raise(ImportError, 'attempted relative import beyond top-level package');
    const base = parts.slice(0, parts.length - level + 1).join('.');
    return name === '' ? base : `${base}.${name}`;
  }

  *importStar(module: Value, into: PyDict): Work<void> {
    if (!(module instanceof PyModule)) return;
    const all = module.ns.get('__all__');
    const names = all instanceof PyList || all instanceof PyTuple ? all.items.map((it) => stringOf(it) ?? '') : module.ns.keys().map((it) => stringOf(it) ?? '').filter((it) => !it.startsWith('_')); // prettier-ignore
    for (const name of names) into.set(name, yield* this.#vm.getAttr(module, name));
  }

  /** Makes sure that a module and the packages around it are there. */
  *load(name: string): Work<void> {
    if (this.#vm.modules.get(name) !== undefined) {
      if (this.#vm.modules.get(name) === null) throw this.#notFound(name);
      return;
    }
    const parent = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
    if (parent !== undefined) {
      yield* this.load(parent);
      if (this.#vm.modules.get(name) !== undefined) return;
    }
    const module = yield* this.#make(name, parent);
    if (parent !== undefined) {
      const around = this.#vm.modules.get(parent);
      if (around instanceof PyModule) around.ns.set(name.slice(parent.length + 1), module);
    }
  }

  #notFound(name: string, parent?: string): Raised {
    const raised = raise(ModuleNotFoundError, `No module named '${name}'${parent === undefined ? '' : `; '${parent}' is not a package`}`);
    setAttribute(raised.exception, 'name', name);
    return raised;
  } // prettier-ignore

  *#make(name: string, parent: string | undefined): Work {
    const vm = this.#vm;
    const native = nativeModules[name];
    if (native !== undefined) {
      const { default: made } = yield* vm.wait(vm.p.outside(native));
      const module = new PyModule(name);
      const builtins: Record<string, Value> = { __name__: name, __doc__: null, __package__: '', __loader__: null, __spec__: null };
      for (const [key, value] of Object.entries(builtins)) module.ns.set(key, value);
      vm.modules.set(name, module);
      for (const [key, value] of Object.entries(made.build(vm))) {
        if (value instanceof PyNative) value.module ??= name;
        module.ns.set(key, value);
      }
      return module;
    }
    const paths = yield* this.#searchPath(parent);
    if (paths === undefined) throw this.#notFound(name, parent);
    const found = this.find(name.split('.').at(-1) ?? name, paths);
    if (found === undefined) throw this.#notFound(name);
    return yield* this.execute(name, found);
  } // prettier-ignore

  *#searchPath(parent: string | undefined): Work<string[] | undefined> {
    const list = parent === undefined ? this.#vm.sys('path') : yield* this.#vm.findAttr(this.#vm.modules.get(parent) ?? null, '__path__');
    if (list === undefined) return undefined;
    return (yield* this.#vm.list(list)).map((it) => stringOf(it) ?? '');
  } // prettier-ignore

  /** Where a module lies, by the last part of its name. */
  find(name: string, paths: readonly string[]): Found | undefined {
    let namespace: string | undefined;
    for (const entry of paths) {
      const folder = entry === '' ? this.#vm.p.cwd() : entry;
      const base = folder === '/' ? `/${name}` : `${folder}/${name}`;
      for (const isPackage of [true, false]) {
        const path = isPackage ? `${base}/__init__.py` : `${base}.py`;
        const found = this.file(path);
        if (found !== undefined) return { kind: 'source', path, ...found, isPackage };
      }
      if (namespace === undefined && this.#isFolder(base)) namespace = base;
    }
    return namespace === undefined ? undefined : { kind: 'namespace', path: namespace, text: '', library: undefined, isPackage: true };
  } // prettier-ignore

  #isFolder(path: string): boolean {
    try {
      return this.#vm.p.fs.stat(path).type === 'directory';
    } catch {
      return false;
    }
  }

  /** A file of Python text: of the container, or of the library, whose files weigh something there but hold nothing. */
  file(path: string): { text: string | undefined; library: string | undefined } | undefined {
    const { fs } = this.#vm.p;
    const inside = this.#libraryPath(path);
    const ofLibrary = inside !== undefined && hasLibraryFile(inside);
    const needsFile = inside === undefined || inside.startsWith('site-packages/');
    if (!fs.exists(path)) return ofLibrary && !needsFile ? { text: undefined, library: inside } : undefined;
    if (fs.stat(path).type !== 'file') return undefined;
    const bytes = this.#vm.attempt(() => fs.readFile(path), path);
    if (bytes.length > 0 && (bytes[0] === 0 || decoder.decode(bytes.subarray(0, STUB.length)) === STUB))
      return ofLibrary ? { text: undefined, library: inside } : undefined;
    return { text: decoder.decode(bytes), library: undefined };
  }

  #libraryPath(path: string): string | undefined {
    if (path.startsWith(`${this.library}/`)) return path.slice(this.library.length + 1);
    // Of a virtual environment, or of Debian's own place.
    const site = /\/(?:site|dist)-packages\/(.*)$/.exec(path)?.[1];
    return site === undefined ? undefined : `site-packages/${site}`;
  }

  *textOf(found: { text: string | undefined; library: string | undefined }): Work<string> {
    if (found.text !== undefined) return found.text;
    const { library } = found;
    if (library === undefined) return '';
    return (yield* this.#vm.wait(this.#vm.p.outside(() => librarySource(library)))) ?? '';
  }

  /** Makes the module, enters it in sys.modules, and runs its code. */
  *execute(name: string, found: Found): Work {
    const vm = this.#vm;
    const module = new PyModule(name);
    const { ns } = module;
    const pack = found.isPackage ? name : name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
    const names: Record<string, Value> = { __name__: name, __doc__: null, __package__: pack, __loader__: null, __spec__: null, __builtins__: vm.modules.get('builtins') ?? null };
    for (const [key, value] of Object.entries(names)) ns.set(key, value);
    if (found.kind === 'namespace') ns.set('__path__', new PyList([found.path]));
    else {
      ns.set('__file__', found.path);
      ns.set('__cached__', null);
      if (found.isPackage) ns.set('__path__', new PyList([found.path.replace(/\/__init__\.py$/, '')]));
    }
    vm.modules.set(name, module);
    if (found.kind === 'namespace') return module;
    this.#loading.add(name);
    try {
      const text = yield* this.textOf(found);
      const code = this.compile(text, found.path, 'exec');
      yield* this.runCode(code, ns, ns);
    } catch (error) {
      vm.modules.delete(name);
      throw error;
    } finally {
      this.#loading.delete(name);
    }
    return vm.modules.get(name) ?? module;
  } // prettier-ignore
}
