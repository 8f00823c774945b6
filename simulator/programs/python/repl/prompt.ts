/** The prompt: reads statements, runs them, shows what expressions are worth and what went wrong. */
import type { PyModule } from '../objects/core.ts';
import { stringOf, type Value, type Work } from '../objects/core.ts';
import { exceptionTypes, KeyboardInterrupt, Raised, SystemExit } from '../objects/exceptions.ts';
import { COLOURED, formatException, PLAIN } from '../vm/traceback.ts';
import type { Vm } from '../vm/vm.ts';
import { LineReader } from './line-reader.ts';

/** Goes on until exit(), or the end of input. */
export function* prompt(vm: Vm, main: PyModule, modern: boolean): Work {
  const reader = new LineReader(vm, modern);
  let count = 0;
  for (;;) {
    let source: string | undefined;
    try {
      source = yield* statement(vm, reader);
    } catch (error) {
      if (!(error instanceof Raised) || !error.exception.cls.isSubclassOf(KeyboardInterrupt)) throw error;
      yield* vm.wait(vm.p.stderr.write('KeyboardInterrupt\n'));
      continue;
    }
    if (source === undefined) return null;
    if (source.trim() === '') continue;
    try {
      const code = vm.importer.compile(source, `<python-input-${count++}>`, 'single');
      yield* vm.importer.runCode(code, main.ns, main.ns);
    } catch (error) {
      if (!(error instanceof Raised) || error.exception.cls.isSubclassOf(SystemExit)) throw error;
      yield* flush(vm);
      const { exception } = error;
      if (exception.traceback?.code.hidden === true) exception.traceback = exception.traceback.next;
      yield* vm.wait(
        vm.p.stderr.write(yield* formatException(vm, exception, modern && colours(vm) ? COLOURED : PLAIN)),
      );
    }
    yield* flush(vm);
  }
}

function colours(vm: Vm): boolean {
  return !vm.p.env.has('NO_COLOR') && vm.p.env.get('TERM') !== 'dumb';
}

function* flush(vm: Vm): Work<void> {
  const stdout: Value = vm.sys('stdout') ?? null;
  if (stdout !== null) yield* vm.callMethod(stdout, 'flush', []);
}

/** Lines up to the end of a statement; undefined at the end of input. */
function* statement(vm: Vm, reader: LineReader): Work<string | undefined> {
  const first = yield* reader.read(stringOf(vm.sys('ps1')) ?? '>>> ');
  if (first === undefined) return undefined;
  let source = first;
  while (goesOn(vm, source)) {
    const line = yield* reader.read(stringOf(vm.sys('ps2')) ?? '... ');
    if (line === undefined) break;
    source += `\n${line}`;
    if (line.trim() === '' && !unfinished(vm, source)) break;
  }
  return source;
}

/** Whether more lines belong to it: brackets or quotes are open, or a block is not ended by an empty line. */
function goesOn(vm: Vm, source: string): boolean {
  if (source.trim() === '') return false;
  if (unfinished(vm, source)) return true;
  return /^(?:if|while|for|try|with|def|class|async|match|@)\b|^@/.test(source) && !/\n\s*$/.test(source);
}

function unfinished(vm: Vm, source: string): boolean {
  try {
    vm.importer.compile(source, '<stdin>', 'single');
    return false;
  } catch (error) {
    return error instanceof Raised && error.exception.cls.isSubclassOf(exceptionTypes['SyntaxError'] ?? SystemExit) && error.exception.dict?.get('\0incomplete') === true; // prettier-ignore
  }
}
