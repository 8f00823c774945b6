/** Tracebacks as CPython 3.13 prints them: source lines, carets under what failed, causes and contexts, hints at names. */
import { PyModule, PyObject, PyTuple, PyType, stringOf, typeOf, type Value, type Work } from '../objects/core.ts';
import {
  AttributeError,
  BaseExceptionGroup,
  ImportError,
  NameError,
  PyException,
  SyntaxError as PySyntaxError,
} from '../objects/exceptions.ts';
import { integerOf, PyList } from '../objects/core.ts';
import { anchorsOf } from './anchors.ts';
import { suggestion } from './suggestions.ts';
import type { PyTraceback } from './traceback-object.ts';
import type { Vm } from './vm.ts';

export interface Palette {
  file: (text: string) => string;
  line: (text: string) => string;
  name: (text: string) => string;
  type: (text: string) => string;
  message: (text: string) => string;
  range: (text: string) => string;
  error: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Palette = {
  file: same,
  line: same,
  name: same,
  type: same,
  message: same,
  range: same,
  error: same,
};
const colour = (code: string) => (text: string): string => (text === '' ? '' : `\x1b[${code}m${text}\x1b[0m`); // prettier-ignore
export const COLOURED: Palette = {
  file: colour('35'), line: colour('35'), name: colour('35'), type: colour('1;35'), message: colour('35'), range: colour('31'), error: colour('1;31'),
}; // prettier-ignore

const CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n';
const CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n';

/** The lines of a file, if it can be had: of what has been compiled, or of the disk. */
export function sourceLine(vm: Vm, filename: string, line: number): string | undefined {
  const known = vm.importer.sources.get(filename);
  if (known === undefined || filename === '<string>' || filename.startsWith('<frozen')) return undefined;
  return known.split(/\r\n|\r|\n/)[line - 1];
}

export function* formatException(vm: Vm, exception: PyException, palette: Palette = PLAIN, seen: PyException[] = []): Work<string> {
  let out = '';
  const known = [...seen, exception];
  if (exception.cause instanceof PyException) {
    if (!seen.includes(exception.cause)) out += (yield* formatException(vm, exception.cause, palette, known)) + CAUSE;
  } else if (exception.context !== null && !exception.suppressContext && !seen.includes(exception.context)) {
    out += (yield* formatException(vm, exception.context, palette, known)) + CONTEXT;
  }
  if (exception.cls.isSubclassOf(BaseExceptionGroup)) return out + (yield* formatGroup(vm, exception, palette, known));
  out += formatTraceback(vm, exception.traceback, palette);
  return out + (yield* formatOnly(vm, exception, palette));
} // prettier-ignore

function* formatGroup(vm: Vm, exception: PyException, palette: Palette, seen: PyException[]): Work<string> {
  const nested = seen.some((it) => it !== exception && it.cls.isSubclassOf(BaseExceptionGroup));
  let out = '';
  const bar = (text: string): string => text.replace(/^(?=.)/gm, '  | ');
  const head = formatTraceback(vm, exception.traceback, palette);
  const title = yield* formatOnly(vm, exception, palette);
  if (nested) out += head + title;
  else out += bar(head).replace(/^ {2}\| Traceback/, '  + Exception Group Traceback') + bar(title);
  if (nested && head !== '') out = out.replace(/^Traceback/, 'Exception Group Traceback');
  const list = exception.dict?.get('exceptions');
  const members = list instanceof PyTuple ? list.items.filter((it) => it instanceof PyException) : [];
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member === undefined) continue;
    const text = yield* formatException(vm, member, palette, seen);
    out += `  ${nested ? '' : ''}${i === 0 ? '+-+' : '  +'}---------------- ${i + 1} ----------------\n`;
    out += text
      .replace(/^(?=.)/gm, '    | ')
      .replace(/^ {4}\| {3}([+ ] ?[+-])/gm, '    | $1')
      .replace(/^( {4}\| )( +\+)/gm, '    $2');
  }
  return `${out}    +------------------------------------\n`;
}

/** `Traceback (most recent call last):` and its entries; empty without one. */
export function formatTraceback(vm: Vm, traceback: PyTraceback | null, palette: Palette = PLAIN): string {
  if (traceback === null) return '';
  let out = 'Traceback (most recent call last):\n';
  let last = '';
  let repeated = 0;
  const flush = (): void => {
    if (repeated > 3) out += `  [Previous line repeated ${repeated - 3} more time${repeated - 3 === 1 ? '' : 's'}]\n`;
  };
  for (let it: PyTraceback | null = traceback; it !== null; it = it.next) {
    const key = `${it.code.shape.filename}:${it.line}:${it.code.shape.name}`;
    if (key !== last) {
      flush();
      last = key;
      repeated = 0;
    }
    repeated++;
    if (repeated <= 3) out += formatEntry(vm, it, palette);
  }
  flush();
  return out;
}

function formatEntry(vm: Vm, entry: PyTraceback, palette: Palette): string {
  const { filename, name } = entry.code.shape;
  let out = `  File ${palette.file(`"${filename}"`)}, line ${palette.line(String(entry.line))}, in ${palette.name(name)}\n`;
  const span = entry.code.span(entry.ip);
  const source = sourceLine(vm, filename, entry.line);
  if (source === undefined || span === undefined || source.trim() === '') return out;
  const lines: string[] = [];
  for (let line = span.line; line <= span.endLine; line++) lines.push(sourceLine(vm, filename, line) ?? '');
  for (const [text, carets] of anchorsOf(lines, span)) {
    if (carets === '') {
      out += `    ${text}\n`;
      continue;
    }
    if (palette === PLAIN) out += `    ${text}\n    ${carets}\n`;
    else out += `    ${painted(text, carets, palette)}\n    ${painted(carets, carets, palette)}\n`;
  }
  return out;
}

/** Paints what lies above `~` and `^`. */
function painted(text: string, carets: string, palette: Palette): string {
  let out = '';
  for (const [part] of carets.padEnd(text.length).matchAll(/~+|\^+|[^~^]+/g)) {
    const at = out.replace(/\x1b\[[\d;]*m/g, '').length;
    const piece = text.slice(at, at + part.length);
    out += part.startsWith('^') ? palette.error(piece) : part.startsWith('~') ? palette.range(piece) : piece;
  }
  return out;
}

export function qualifiedName(type: PyType): string {
  const module = stringOf(type.ns.get('__module__')) ?? type.module;
  return module === 'builtins' || module === '__main__' ? type.qualname : `${module}.${type.qualname}`;
}

/** The last line (or lines): the kind of exception and what it says. */
export function* formatOnly(vm: Vm, exception: PyException, palette: Palette = PLAIN): Work<string> {
  const name = qualifiedName(exception.cls);
  if (exception.cls.isSubclassOf(PySyntaxError)) return yield* formatSyntaxError(vm, exception, name, palette);
  let text: string;
  try {
    text = yield* vm.str(exception);
  } catch {
    text = '<exception str() failed>';
  }
  text += hint(vm, exception);
  let out = text === '' ? `${palette.type(name)}\n` : `${palette.type(name)}: ${palette.message(text)}\n`;
  const notes = exception.dict?.get('__notes__');
  if (notes instanceof PyList) for (const note of notes.items) out += `${yield* vm.str(note)}\n`;
  return out;
}

function* formatSyntaxError(vm: Vm, exception: PyException, name: string, palette: Palette): Work<string> {
  const field = (key: string): Value => exception.dict?.get(key) ?? null;
  const line = integerOf(field('lineno'));
  let out = '';
  if (line !== undefined) {
    out += `  File ${palette.file(`"${stringOf(field('filename')) ?? '<string>'}"`)}, line ${palette.line(String(line))}\n`;
    const text = stringOf(field('text'));
    if (text !== undefined && text !== '') {
      const bare = text.replace(/\n$/, '');
      const shown = bare.trimStart();
      out += `    ${shown}\n`;
      const offset = Number(integerOf(field('offset')) ?? 0);
      if (offset > 0) {
        const cut = bare.length - shown.length;
        const start = Math.max(0, offset - 1 - cut);
        const sameLine = integerOf(field('end_lineno')) === line;
        const end = sameLine ? Number(integerOf(field('end_offset')) ?? offset) : bare.length + 1;
        const width = Math.max(1, Math.min(end, bare.length + 1) - offset);
        out += `    ${shown.slice(0, start).replace(/[^\t]/g, ' ').padEnd(start)}${palette.error('^'.repeat(width))}\n`;
      }
    }
  }
  const message = field('msg');
  return `${out}${palette.type(name)}: ${palette.message(message === null ? '<no detail available>' : yield* vm.str(message))}\n`;
}

/** `. Did you mean: 'x'?` */
function hint(vm: Vm, exception: PyException): string {
  const wanted = stringOf(exception.dict?.get('name'));
  const { cls } = exception;
  if (cls.isSubclassOf(ImportError)) {
    const module = exception.dict?.get('\0module');
    const from = stringOf(exception.dict?.get('name_from'));
    if (!(module instanceof PyModule) || from === undefined) return '';
    const close = suggestion(from, module.ns.keys().map(String));
    return close === undefined ? '' : `. Did you mean: '${close}'?`;
  }
  if (wanted === undefined) return '';
  if (cls.isSubclassOf(NameError)) {
    let last = exception.traceback;
    for (let next = last?.next ?? null; next !== null; next = next.next) last = next;
    const frame = last?.frame;
    if (frame === undefined) return '';
    const locals = frame.code.shape.locals.filter((_, slot) => frame.locals[slot] !== undefined).map((it) => it.split('\0')[0] ?? '');
    const self = frame.locals[0];
    if (self instanceof PyObject && frame.code.shape.locals[0] === 'self' && (self.dict?.get(wanted) !== undefined || self.cls.lookup(wanted) !== undefined)) {
      return `. Did you mean: 'self.${wanted}'?`;
    }
    const names = [...locals, ...frame.code.shape.cells, ...frame.globals.keys().map(String), ...vm.builtins.keys().map(String)];
    const close = suggestion(wanted, names);
    if (close !== undefined) return `. Did you mean: '${close}'?`;
    return STANDARD.has(wanted) ? `. Did you forget to import '${wanted}'?` : '';
  }
  if (!cls.isSubclassOf(AttributeError)) return '';
  const object = exception.dict?.get('obj');
  if (object === undefined) return '';
  const names = new Set<string>();
  if (object instanceof PyModule) for (const key of object.ns.keys()) names.add(stringOf(key) ?? '');
  else {
    if (object instanceof PyObject && !(object instanceof PyType)) for (const key of object.dict?.keys() ?? []) names.add(stringOf(key) ?? '');
    for (const type of object instanceof PyType ? object.mro : typeOf(object).mro) for (const key of type.ns.keys()) names.add(stringOf(key) ?? '');
  }
  const close = suggestion(wanted, [...names].filter((it) => wanted.startsWith('_') || !it.startsWith('_')));
  return close === undefined ? '' : `. Did you mean: '${close}'?`;
} // prettier-ignore

const STANDARD = new Set(['abc', 'argparse', 'array', 'ast', 'asyncio', 'base64', 'bisect', 'calendar', 'collections', 'contextlib', 'copy', 'csv', 'ctypes', 'dataclasses', 'datetime', 'decimal', 'difflib', 'email', 'enum', 'errno', 'fractions', 'functools', 'gc', 'getpass', 'glob', 'gzip', 'hashlib', 'heapq', 'hmac', 'html', 'http', 'importlib', 'inspect', 'io', 'itertools', 'json', 'logging', 'math', 'multiprocessing', 'operator', 'os', 'pathlib', 'pickle', 'platform', 'pprint', 'queue', 'random', 're', 'secrets', 'select', 'shlex', 'shutil', 'signal', 'socket', 'sqlite3', 'ssl', 'statistics', 'string', 'struct', 'subprocess', 'sys', 'tempfile', 'textwrap', 'threading', 'time', 'timeit', 'traceback', 'types', 'typing', 'unittest', 'urllib', 'uuid', 'venv', 'warnings', 'weakref', 'xml', 'zipfile', 'zlib', 'zoneinfo']); // prettier-ignore
