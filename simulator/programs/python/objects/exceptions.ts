/** Exceptions: the classes of them, and how ours are raised. */
import { PyDict, PyObject, PyTuple, PyType, objectType, tupleType, type Value } from './core.ts';
import type { PyTraceback } from '../vm/traceback-object.ts';

export class PyException extends PyObject {
  args: PyTuple;
  cause: Value = null;
  context: PyException | null = null;
  suppressContext = false;
  traceback: PyTraceback | null = null;
  constructor(cls: PyType, args: readonly Value[]) {
    super(cls);
    this.args = new PyTuple(args, tupleType);
  }
}

/** Carries an exception of Python through our own code. */
export class Raised extends Error {
  readonly exception: PyException;
  constructor(exception: PyException) {
    super(exception.cls.name);
    this.exception = exception;
  }
}

const made: Record<string, PyType> = {};

function kind(name: string, ...bases: PyType[]): PyType {
  const type = new PyType(name, bases.length === 0 ? [objectType] : bases);
  if (bases.length > 1) type.mro = [type, ...linear(bases)];
  type.hasDict = true;
  made[name] = type;
  return type;
}

function linear(bases: readonly PyType[]): PyType[] {
  const all = [...new Set(bases.flatMap((base) => base.mro))];
  return all.sort((a, b) => (a.isSubclassOf(b) ? -1 : b.isSubclassOf(a) ? 1 : 0));
}

export const BaseException = kind('BaseException');
export const Exception = kind('Exception', BaseException);
export const GeneratorExit = kind('GeneratorExit', BaseException);
export const KeyboardInterrupt = kind('KeyboardInterrupt', BaseException);
export const SystemExit = kind('SystemExit', BaseException);
export const BaseExceptionGroup = kind('BaseExceptionGroup', BaseException);
export const ExceptionGroup = kind('ExceptionGroup', BaseExceptionGroup, Exception);
export const ArithmeticError = kind('ArithmeticError', Exception);
export const FloatingPointError = kind('FloatingPointError', ArithmeticError);
export const OverflowError = kind('OverflowError', ArithmeticError);
export const ZeroDivisionError = kind('ZeroDivisionError', ArithmeticError);
export const AssertionError = kind('AssertionError', Exception);
export const AttributeError = kind('AttributeError', Exception);
export const BufferError = kind('BufferError', Exception);
export const EOFError = kind('EOFError', Exception);
export const ImportError = kind('ImportError', Exception);
export const ModuleNotFoundError = kind('ModuleNotFoundError', ImportError);
export const LookupError = kind('LookupError', Exception);
export const IndexError = kind('IndexError', LookupError);
export const KeyError = kind('KeyError', LookupError);
export const MemoryError = kind('MemoryError', Exception);
export const NameError = kind('NameError', Exception);
export const UnboundLocalError = kind('UnboundLocalError', NameError);
export const OSError = kind('OSError', Exception);
export const BlockingIOError = kind('BlockingIOError', OSError);
export const ChildProcessError = kind('ChildProcessError', OSError);
export const ConnectionError = kind('ConnectionError', OSError);
export const BrokenPipeError = kind('BrokenPipeError', ConnectionError);
export const ConnectionAbortedError = kind('ConnectionAbortedError', ConnectionError);
export const ConnectionRefusedError = kind('ConnectionRefusedError', ConnectionError);
export const ConnectionResetError = kind('ConnectionResetError', ConnectionError);
export const FileExistsError = kind('FileExistsError', OSError);
export const FileNotFoundError = kind('FileNotFoundError', OSError);
export const InterruptedError = kind('InterruptedError', OSError);
export const IsADirectoryError = kind('IsADirectoryError', OSError);
export const NotADirectoryError = kind('NotADirectoryError', OSError);
export const PermissionError = kind('PermissionError', OSError);
export const ProcessLookupError = kind('ProcessLookupError', OSError);
export const TimeoutError = kind('TimeoutError', OSError);
export const ReferenceError = kind('ReferenceError', Exception);
export const RuntimeError = kind('RuntimeError', Exception);
export const NotImplementedError = kind('NotImplementedError', RuntimeError);
export const RecursionError = kind('RecursionError', RuntimeError);
export const PythonFinalizationError = kind('PythonFinalizationError', RuntimeError);
export const StopAsyncIteration = kind('StopAsyncIteration', Exception);
export const StopIteration = kind('StopIteration', Exception);
export const SyntaxError = kind('SyntaxError', Exception);
export const IndentationError = kind('IndentationError', SyntaxError);
export const TabError = kind('TabError', IndentationError);
export const SystemError = kind('SystemError', Exception);
export const TypeError = kind('TypeError', Exception);
export const ValueError = kind('ValueError', Exception);
export const UnicodeError = kind('UnicodeError', ValueError);
export const UnicodeDecodeError = kind('UnicodeDecodeError', UnicodeError);
export const UnicodeEncodeError = kind('UnicodeEncodeError', UnicodeError);
export const UnicodeTranslateError = kind('UnicodeTranslateError', UnicodeError);
export const Warning = kind('Warning', Exception);
export const BytesWarning = kind('BytesWarning', Warning);
export const DeprecationWarning = kind('DeprecationWarning', Warning);
export const EncodingWarning = kind('EncodingWarning', Warning);
export const FutureWarning = kind('FutureWarning', Warning);
export const ImportWarning = kind('ImportWarning', Warning);
export const PendingDeprecationWarning = kind('PendingDeprecationWarning', Warning);
export const ResourceWarning = kind('ResourceWarning', Warning);
export const RuntimeWarning = kind('RuntimeWarning', Warning);
export const SyntaxWarning = kind('SyntaxWarning', Warning);
export const UnicodeWarning = kind('UnicodeWarning', Warning);
export const UserWarning = kind('UserWarning', Warning);

/** Every class of exceptions by name. */
export const exceptionTypes: Readonly<Record<string, PyType>> = made;

/** An exception to throw: `throw raise(ValueError, 'text')`. */
export function raise(type: PyType, ...args: Value[]): Raised {
  return new Raised(new PyException(type, args));
}

export const typeError = (message: string): Raised => raise(TypeError, message);
export const valueError = (message: string): Raised => raise(ValueError, message);

export function attributeError(message: string, name: string, object: Value): Raised {
  const raised = raise(AttributeError, message);
  setAttribute(raised.exception, 'name', name);
  setAttribute(raised.exception, 'obj', object);
  return raised;
}

/** Sets an attribute of an exception that is no argument of it. */
export function setAttribute(exception: PyException, name: string, value: Value): void {
  exception.dict ??= new PyDict();
  exception.dict.set(name, value);
}

export function isRaised(error: unknown, type: PyType): error is Raised {
  return error instanceof Raised && error.exception.cls.isSubclassOf(type);
}
