/** Sources of modules as the guest gets them: what kind a file is, and how ES modules see what is not one. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { complaint, arrowText } from './explain.ts';
import { decodeUtf8 } from './quickjs/vm.ts';
import { ResolutionError, type Resolver } from './resolve.ts';

const BUILTIN = new Set(['assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector', 'module', 'net', 'os', 'path', 'path/posix', 'perf_hooks', 'process', 'punycode', 'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'tty', 'url', 'util', 'util/types', 'v8', 'vm', 'worker_threads', 'zlib', 'assert/strict']); // prettier-ignore

/** A text that is no JavaScript: V8's message, and the place as it is shown above. */
export interface BadSource {
  message: string;
  arrow: string;
}

export class Sources {
  readonly #p: Process;
  readonly #resolver: Resolver;
  /** What was compiled under a name that is no file. */
  readonly #texts = new Map<string, string>();
  /** Names that a built-in module exports, asked of the guest beforehand. */
  readonly exportsOf: (name: string) => readonly string[];

  constructor(p: Process, resolver: Resolver, exportsOf: (name: string) => readonly string[]) {
    this.#p = p;
    this.#resolver = resolver;
    this.exportsOf = exportsOf;
  }

  remember(name: string, text: string): void {
    this.#texts.set(name, text);
  }

  /** The source of a file by its name in stacks, if it can be had. */
  textOf(file: string): string | undefined {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    try {
      return decodeUtf8(this.#p.fs.readFile(file.replace(/^file:\/\//, '')));
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  /** The canonical name of what an ES module means. Throws ResolutionError. */
  resolve(base: string, name: string): string {
    if (name.startsWith('node:')) return name;
    if (BUILTIN.has(name)) return `node:${name}`;
    const path = this.#resolver.resolve(name, base.replace(/^file:\/\//, ''), 'import');
    return `file://${path}`;
  }

  /** What the engine compiles for a canonical name. Throws. */
  source(name: string): string {
    if (name.startsWith('drydock-error:'))
      return `throw globalThis[Symbol.for('drydock.error')](${name.slice('drydock-error:'.length)});`;
    const load = `const it = globalThis[Symbol.for('drydock.require')]`;
    if (name.startsWith('node:')) {
      return `${load}(${JSON.stringify(name)}); export default it; ${named(this.exportsOf(name.slice(5)))}`;
    }
    const path = name.replace(/^file:\/\//, '');
    const text = decodeUtf8(this.#p.fs.readFile(path)).replace(/^\uFEFF/, '');
    const format = this.#resolver.format(path);
    if (format === 'json') return `export default ${text}`;
    if (format === 'commonjs') {
      const names = commonJsExports(text, (request) => this.#reexports(request, path));
      return `${load}(${JSON.stringify(path)}); export default it; ${named(names)}`;
    }
    const bad = this.check(path, text, true);
    if (bad !== undefined) throw new BadModule(bad);
    return this.moduleText(path, text);
  }

  /** An ES module's text with `import.meta` filled in, on its first line. */
  moduleText(path: string, text: string): string {
    const meta = { url: `file://${path}`, filename: path, dirname: path.slice(0, path.lastIndexOf('/')) || '/' };
    return `Object.assign(import.meta,${JSON.stringify(meta)});${text.replace(/^#!.*/, '')}`;
  }

  check(file: string, text: string, module: boolean): BadSource | undefined {
    const wrong = complaint(text, module);
    if (wrong === undefined) return undefined;
    return { message: wrong.message, arrow: arrowText(file, text, wrong.line, wrong.column, wrong.length) };
  }

  #reexports(request: string, from: string): string[] {
    try {
      const path = this.#resolver.resolve(request, from, 'require');
      return commonJsExports(decodeUtf8(this.#p.fs.readFile(path)), () => []);
    } catch (error) {
      if (isSysError(error) || error instanceof ResolutionError) return [];
      throw error;
    }
  }
}

/** A module that cannot be compiled. */
export class BadModule extends Error {
  override name = 'SyntaxError';
  readonly bad: BadSource;
  constructor(bad: BadSource) {
    super(bad.message);
    this.bad = bad;
  }
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const RESERVED = new Set(['default', 'break', 'case', 'catch', 'class', 'const', 'continue', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof', 'new', 'null', 'return', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void', 'while', 'with', 'yield', 'let', 'static', 'await', 'it']); // prettier-ignore

function named(names: readonly string[]): string {
  const good = [...new Set(names)].filter((name) => IDENTIFIER.test(name) && !RESERVED.has(name));
  return good.map((name) => `export const ${name} = it.${name};`).join('');
}

/** Names that a CommonJS module exports, as Node finds them: by reading, not by running. */
function commonJsExports(text: string, reexported: (request: string) => string[]): string[] {
  const names = [...text.matchAll(/\b(?:module\.)?exports\.([A-Za-z_$][\w$]*)\s*=[^=]/g)].map(
    (found) => found[1] ?? '',
  );
  names.push(
    ...[...text.matchAll(/Object\.defineProperty\(\s*exports\s*,\s*['"]([\w$]+)['"]/g)].map((found) => found[1] ?? ''),
  );
  const literal = /\bmodule\.exports\s*=\s*\{([^{}]*)\}/.exec(text)?.[1];
  if (literal !== undefined)
    names.push(...literal.split(',').map((part) => /^\s*['"]?([A-Za-z_$][\w$]*)/.exec(part)?.[1] ?? ''));
  const other = /\bmodule\.exports\s*=\s*require\(\s*['"]([^'"]+)['"]\s*\)/.exec(text)?.[1];
  if (other !== undefined) names.push(...reexported(other));
  return names;
}
