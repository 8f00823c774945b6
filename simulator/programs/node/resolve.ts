/** What a name in require() or import leads to, and what kind of module a file is (Node's module resolution). */
import type { ProcessFs } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';

/** Not found, or not to be had by that name; `code` as Node's errors have it. */
export class ResolutionError extends Error {
  override name = 'Error';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Manifest {
  folder: string;
  name?: string;
  main?: string;
  type?: string;
  exports?: unknown;
  imports?: unknown;
}

export type Kind = 'require' | 'import';
const EXTENSIONS = ['.js', '.json', '.node'];

export class Resolver {
  readonly #fs: ProcessFs;
  readonly #manifests = new Map<string, Manifest | undefined>();

  constructor(fs: ProcessFs) {
    this.#fs = fs;
  }

  /** The absolute path that `request`, written in the file `from`, means. Throws ResolutionError. */
  resolve(request: string, from: string, kind: Kind): string {
    if (request.startsWith('file:')) return decodeURIComponent(request.replace(/^file:\/\//, ''));
    const folder = parent(from);
    if (request.startsWith('#')) return this.#internalName(request, folder, kind);
    if (/^(\.\.?(\/|$)|\/)/.test(request)) return this.#path(request, folder, from, kind);
    return this.#package(request, folder, from, kind);
  }

  /** By the file's extension and the package it belongs to. */
  format(file: string): 'commonjs' | 'module' | 'json' {
    if (file.endsWith('.mjs')) return 'module';
    if (file.endsWith('.cjs')) return 'commonjs';
    if (file.endsWith('.json')) return 'json';
    return this.#scope(parent(file))?.type === 'module' ? 'module' : 'commonjs';
  }

  /** Forgets what package.json files said: they may have changed. */
  forget(): void {
    this.#manifests.clear();
  }

  #path(request: string, folder: string, from: string, kind: Kind): string {
    const target = join(request.startsWith('/') ? '/' : folder, request);
    if (kind === 'import') {
      if (this.#isFile(target)) return this.#fs.realpath(target);
      if (this.#isFolder(target))
        throw new ResolutionError(
          'ERR_UNSUPPORTED_DIR_IMPORT',
          `Directory import '${target}' is not supported resolving ES modules imported from ${from}`,
        );
      throw new ResolutionError('ERR_MODULE_NOT_FOUND', `Cannot find module '${target}' imported from ${from}`);
    }
    const found = request.endsWith('/') ? this.#folder(target) : (this.#file(target) ?? this.#folder(target));
    if (found === undefined) throw new ResolutionError('MODULE_NOT_FOUND', `Cannot find module '${request}'`);
    return this.#fs.realpath(found);
  }

  #package(request: string, folder: string, from: string, kind: Kind): string {
    const [, name = request, below = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) ?? [];
    const own = this.#scope(folder);
    if (own?.name === name && own.exports !== undefined) return this.#exported(own, below, kind, from);
    for (const modules of ancestors(folder)) {
      const home = `${modules}/${name}`;
      if (!this.#isFolder(home)) {
        const single = kind === 'require' ? this.#file(`${modules}/${request}`) : undefined;
        if (single !== undefined) return this.#fs.realpath(single);
        continue;
      }
      const manifest = this.#manifest(home);
      if (manifest?.exports !== undefined && manifest.exports !== null)
        return this.#exported(manifest, below, kind, from);
      const found = below === '' ? this.#folder(home) : (this.#file(home + below) ?? this.#folder(home + below));
      if (found !== undefined) return this.#fs.realpath(found);
    }
    throw kind === 'require'
      ? new ResolutionError('MODULE_NOT_FOUND', `Cannot find module '${request}'`)
      : new ResolutionError('ERR_MODULE_NOT_FOUND', `Cannot find package '${name}' imported from ${from}`);
  }

  #exported(manifest: Manifest, below: string, kind: Kind, from: string): string {
    const target = choose(manifest.exports, `.${below}`, kind);
    if (typeof target === 'string') {
      const path = join(manifest.folder, target);
      if (!this.#isFile(path))
        throw new ResolutionError(
          kind === 'require' ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND',
          `Cannot find module '${path}'`,
        );
      return this.#fs.realpath(path);
    }
    const where = kind === 'import' ? ` imported from ${from}` : '';
    if (below === '')
      throw new ResolutionError(
        'ERR_PACKAGE_PATH_NOT_EXPORTED',
        `No "exports" main defined in ${manifest.folder}/package.json${where}`,
      );
    throw new ResolutionError(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      `Package subpath './${below.slice(1)}' is not defined by "exports" in ${manifest.folder}/package.json${where}`,
    );
  }

  #internalName(request: string, folder: string, kind: Kind): string {
    const scope = this.#scope(folder);
    const target = scope === undefined ? undefined : choose(scope.imports, request, kind);
    if (scope !== undefined && typeof target === 'string') {
      return target.startsWith('.') ? join(scope.folder, target) : this.resolve(target, `${scope.folder}/x`, kind);
    }
    throw new ResolutionError('ERR_PACKAGE_IMPORT_NOT_DEFINED', `Package import specifier "${request}" is not defined`);
  }

  #file(path: string): string | undefined {
    return ['', ...EXTENSIONS].map((extension) => path + extension).find((candidate) => this.#isFile(candidate));
  }

  #folder(path: string): string | undefined {
    if (!this.#isFolder(path)) return undefined;
    const main = this.#manifest(path)?.main;
    if (main !== undefined && main !== '') {
      const target = join(path, main);
      const found = this.#file(target) ?? this.#index(target);
      if (found !== undefined) return found;
    }
    return this.#index(path);
  }

  #index(path: string): string | undefined {
    return EXTENSIONS.map((extension) => `${path}/index${extension}`).find((candidate) => this.#isFile(candidate));
  }

  #isFile(path: string): boolean {
    return this.#fs.exists(path) && this.#fs.stat(path).type !== 'directory';
  }

  #isFolder(path: string): boolean {
    return this.#fs.exists(path) && this.#fs.stat(path).type === 'directory';
  }

  #scope(folder: string): Manifest | undefined {
    for (let at = folder; ; at = parent(at)) {
      const found = at.endsWith('/node_modules') ? undefined : this.#manifest(at);
      if (found !== undefined) return found;
      if (at === '/' || at.endsWith('/node_modules')) return undefined;
    }
  }

  #manifest(folder: string): Manifest | undefined {
    if (this.#manifests.has(folder)) return this.#manifests.get(folder);
    const path = folder === '/' ? '/package.json' : `${folder}/package.json`;
    let manifest: Manifest | undefined;
    if (this.#isFile(path)) {
      let parsed: unknown;
      try {
        parsed = JSON.parse(decode(this.#fs.readFile(path)));
      } catch {
        throw new ResolutionError('ERR_INVALID_PACKAGE_CONFIG', `Invalid package config ${path}.`);
      }
      manifest = manifestOf(folder, parsed);
    }
    this.#manifests.set(folder, manifest);
    return manifest;
  }
}

function manifestOf(folder: string, parsed: unknown): Manifest {
  const field = (name: string): unknown =>
    typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined;
  const string = (name: string): Record<string, string> => {
    const value = field(name);
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return {
    folder,
    ...string('name'),
    ...string('main'),
    ...string('type'),
    exports: field('exports'),
    imports: field('imports'),
  };
}

/** Picks from an `exports` or `imports` field: by subpath, by pattern, by condition, first of a list. */
function choose(field: unknown, subpath: string, kind: Kind): unknown {
  if (typeof field === 'object' && field !== null && !Array.isArray(field)) {
    const entries = Object.entries(field);
    if (entries.some(([key]) => key.startsWith('.') || key.startsWith('#'))) {
      const exact = entries.find(([key]) => key === subpath);
      if (exact !== undefined) return condition(exact[1], kind);
      for (const [key, value] of entries) {
        const [before = '', after] = key.split('*');
        if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
        const middle = subpath.slice(before.length, subpath.length - after.length);
        const target = condition(value, kind);
        return typeof target === 'string' ? target.replaceAll('*', middle) : target;
      }
      return undefined;
    }
  }
  return subpath === '.' ? condition(field, kind) : undefined;
}

function condition(value: unknown, kind: Kind): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (Array.isArray(value))
    return value.map((each: unknown) => condition(each, kind)).find((each) => typeof each === 'string');
  if (typeof value !== 'object') return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (name !== kind && name !== 'node' && name !== 'default' && name !== 'module-sync') continue;
    const found = condition(inner, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** node_modules folders above, nearest first. */
function ancestors(folder: string): string[] {
  const list: string[] = [];
  for (let at = folder; ; at = parent(at)) {
    if (!at.endsWith('/node_modules')) list.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return list;
  }
}

function parent(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

/** The two joined, without `.` and `..`. */
export function join(folder: string, path: string): string {
  const out: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return `/${out.join('/')}`;
}
