/**
 * The instructions (compile/ops.ts). The commonest are carried out here, on numbers, texts, lists and dicts directly;
 * what may call Python is started as work, whose result comes onto the stack.
 */
import {
  dictType, listType, PyCell, PyDict, PyList, PyNative, PyObject, PySet, PyTuple, PyType,
  tupleType, type Keywords, type Value, type Work,
} from '../objects/core.ts'; // prettier-ignore
import { AssertionError, NameError, raise, Raised, StopAsyncIteration, UnboundLocalError, setAttribute, RuntimeError } from '../objects/exceptions.ts'; // prettier-ignore
import { PyFunction } from '../objects/function.ts';
import { AsyncYield, PyGenerator } from '../objects/generator.ts';
import { NativeIterator } from '../objects/iterators.ts';
import { addNumbers, compareQuickly, arithmetic } from '../objects/arithmetic.ts';
import { plainKey } from '../objects/keys.ts';
import { PySlice } from '../objects/slice.ts';
import { getAttribute, quickAttribute, quickStore, storeAttribute, deleteAttribute, usual } from './attributes.ts'; // prettier-ignore
import { invoke } from './calls.ts';
import { EXPECT, NativeFrame, type Frame } from './frame.ts';
import { raiseIn, resume, returned, suspend } from './control.ts';
import type { Thread } from './thread.ts';
import { truthQuickly } from '../objects/truth.ts';
import * as slow from './instructions.ts';
import type { Vm } from './vm.ts';

/** Stands below the arguments of a method call when the callee is not a method found in a class. */
class NoSelf extends PyObject {}
let noSelf: NoSelf | undefined;

function pop(stack: Value[]): Value {
  const value = stack.pop();
  if (value === undefined) throw new Error('the stack is empty');
  return value;
}

function popMany(stack: Value[], count: number): Value[] {
  if (count === 0) return [];
  if (count === 1) return [pop(stack)];
  return stack.splice(stack.length - count, count);
}

/** Carries out instructions of `frame` while it is on top. */
export function runFrame(vm: Vm, thread: Thread, frame: Frame): void {
  const { code, stack, locals, cells, ns, globals } = frame;
  const { ops, constants, names } = code;
  const start = (work: Work): void => thread.push(new NativeFrame(work));
  let { ip } = frame;
  for (;;) {
    if (--vm.budget <= 0) {
      frame.ip = ip;
      return;
    }
    const op = ops[ip];
    const arg = ops[ip + 1] ?? 0;
    frame.at = ip;
    ip += 2;
    switch (op) {
      case 0: // NOP
        break;
      case 1: // LOAD_CONST
        stack.push(constants[arg] ?? null);
        break;
      case 2: {
        // LOAD_FAST
        const value = locals[arg];
        if (value === undefined) throw unboundLocal(code.shape.locals[arg] ?? '');
        stack.push(value);
        break;
      }
      case 3: // STORE_FAST
        locals[arg] = pop(stack);
        break;
      case 4: {
        // LOAD_GLOBAL
        const name = names[arg] ?? '';
        let value = globals.map.get(name);
        if (value === undefined) {
          value = vm.builtins.map.get(name);
          if (value === undefined) throw vm.nameError(name, frame);
        }
        stack.push(value);
        break;
      }
      case 5: {
        // LOAD_ATTR
        const object = pop(stack);
        const name = names[arg] ?? '';
        const value = quickAttribute(vm, object, name);
        if (value !== undefined) {
          stack.push(value);
          break;
        }
        frame.ip = ip;
        start(getAttribute(vm, object, name));
        return;
      }
      case 6: {
        // CALL
        const args = popMany(stack, arg);
        frame.ip = ip;
        const value = invoke(vm, thread, pop(stack), args);
        if (value === undefined) return;
        stack.push(value);
        if (thread.waiting !== undefined) return;
        break;
      }
      case 7: // POP_TOP
        stack.pop();
        break;
      case 8:
      case 23: {
        // BINARY, INPLACE
        const right = pop(stack);
        const left = pop(stack);
        let value: Value | undefined;
        if (typeof left === 'number' && typeof right === 'number' && arg < 3) value = addNumbers(left, right, arg);
        else if (arg === 0 && typeof left === 'string' && typeof right === 'string') value = left + right;
        else value = arithmetic(left, right, arg);
        if (value !== undefined) {
          stack.push(value);
          break;
        }
        frame.ip = ip;
        start(op === 8 ? vm.binary(arg, left, right) : vm.inplace(arg, left, right));
        return;
      }
      case 9: {
        // COMPARE
        const right = pop(stack);
        const left = pop(stack);
        const value = compareQuickly(left, right, arg);
        if (value !== undefined) {
          stack.push(value);
          break;
        }
        frame.ip = ip;
        start(vm.compare(arg, left, right));
        return;
      }
      case 10:
      case 11: {
        // POP_JUMP_IF_FALSE, POP_JUMP_IF_TRUE
        const value = pop(stack);
        const truth = value === true || value === false ? value : truthQuickly(value);
        if (truth === undefined) {
          frame.ip = ip - 2;
          start(vm.truth(value));
          return;
        }
        if (truth === (op === 11)) ip = arg;
        break;
      }
      case 12: // JUMP
        ip = arg;
        break;
      case 13: {
        // FOR_ITER
        const iterator = stack.at(-1) ?? null;
        if (iterator instanceof NativeIterator && iterator.isQuick) {
          const value = iterator.next(vm);
          if (value === undefined) {
            stack.pop();
            ip = arg;
          } else stack.push(value);
          break;
        }
        frame.ip = ip;
        if (iterator instanceof PyGenerator) {
          if (iterator.state === 'done') {
            stack.pop();
            ip = arg;
            break;
          }
          frame.expecting = EXPECT.forValue;
          resume(thread, iterator, null, undefined);
          return;
        }
        start(slow.forNext(vm, frame, iterator, arg));
        return;
      }
      case 14: // RETURN
        returned(vm, thread, frame, pop(stack));
        return;
      case 15: {
        // LOAD_METHOD
        const object = pop(stack);
        const name = names[arg] ?? '';
        noSelf ??= new NoSelf(vm.objectType);
        if (object !== null && typeof object === 'object' && !(object instanceof PyType)) {
          const { cls } = object;
          const found = cls.lookup(name);
          if (
            (found instanceof PyFunction || (found instanceof PyNative && found.owner !== undefined)) &&
            cls.lookup('__getattribute__') === usual.getattribute &&
            object.dict?.map.get(name) === undefined &&
            slow.isPlainReceiver(object)
          ) {
            stack.push(found, object);
            break;
          }
        } else if (typeof object === 'string') {
          const found = vm.strType.lookup(name);
          if (found instanceof PyNative && found.owner !== undefined) {
            stack.push(found, object);
            break;
          }
        }
        const value = quickAttribute(vm, object, name);
        if (value !== undefined) {
          stack.push(value, noSelf);
          break;
        }
        frame.ip = ip;
        start(slow.loadMethod(vm, frame, object, name, noSelf));
        return;
      }
      case 16: {
        // CALL_METHOD
        const args = popMany(stack, arg);
        const self = pop(stack);
        const callee = pop(stack);
        if (!(self instanceof NoSelf)) args.unshift(self);
        frame.ip = ip;
        const value = invoke(vm, thread, callee, args);
        if (value === undefined) return;
        stack.push(value);
        if (thread.waiting !== undefined) return;
        break;
      }
      case 17: {
        // SUBSCRIPT
        const index = pop(stack);
        const object = pop(stack);
        if (typeof index === 'number' && (object instanceof PyList || object instanceof PyTuple) && !object.cls.heap) {
          const value = object.items[index < 0 ? index + object.items.length : index];
          if (value !== undefined) {
            stack.push(value);
            break;
          }
        } else if (object instanceof PyDict && object.cls === dictType) {
          const key = plainKey(index);
          const value = key === undefined ? undefined : object.map.get(key);
          if (value !== undefined) {
            stack.push(value);
            break;
          }
        }
        frame.ip = ip;
        start(vm.getItem(object, index));
        return;
      }
      case 18: {
        // STORE_SUBSCRIPT
        const index = pop(stack);
        const object = pop(stack);
        const value = pop(stack);
        if (object instanceof PyDict && object.cls === dictType) {
          const key = plainKey(index);
          if (key !== undefined) {
            object.put(key, index, value);
            break;
          }
        } else if (object instanceof PyList && typeof index === 'number' && object.cls === listType) {
          const at = index < 0 ? index + object.items.length : index;
          if (at >= 0 && at < object.items.length) {
            object.items[at] = value;
            break;
          }
        }
        frame.ip = ip;
        frame.expecting = EXPECT.value;
        start(slow.dropping(frame, vm.setItem(object, index, value)));
        return;
      }
      case 19: {
        // STORE_ATTR
        const object = pop(stack);
        const value = pop(stack);
        const name = names[arg] ?? '';
        if (quickStore(vm, object, name, value)) break;
        frame.ip = ip;
        start(slow.dropping(frame, storeAttribute(vm, object, name, value)));
        return;
      }
      case 20: {
        // LOAD_NAME
        const name = names[arg] ?? '';
        const value = ns.map.get(name);
        if (value !== undefined) {
          stack.push(value);
          break;
        }
        let other = globals.map.get(name);
        if (other === undefined) other = vm.builtins.map.get(name);
        if (other === undefined || ns.cls !== dictType) {
          if (slow.hasMissing(ns)) {
            frame.ip = ip;
            start(slow.nameFromMapping(vm, ns, name, frame));
            return;
          }
          if (other === undefined) throw vm.nameError(name, frame);
        }
        stack.push(other ?? null);
        break;
      }
      case 21: {
        // STORE_NAME
        const name = names[arg] ?? '';
        const value = pop(stack);
        if (ns.cls === dictType) {
          ns.map.set(name, value);
          break;
        }
        frame.ip = ip;
        start(slow.dropping(frame, vm.setItem(ns, name, value)));
        return;
      }
      case 22: // STORE_GLOBAL
        globals.map.set(names[arg] ?? '', pop(stack));
        break;
      case 24: {
        // LOAD_DEREF
        const value = cells[arg]?.value;
        if (value === undefined) throw unboundCell(frame, arg);
        stack.push(value);
        break;
      }
      case 25: {
        // STORE_DEREF
        const cell = cells[arg];
        if (cell !== undefined) cell.value = pop(stack);
        break;
      }
      case 26: {
        // GET_ITER
        const value = pop(stack);
        const iterator = vm.quickIterator(value);
        if (iterator !== undefined) {
          stack.push(iterator);
          break;
        }
        frame.ip = ip;
        start(vm.iterator(value));
        return;
      }
      case 27: // BUILD_LIST
        stack.push(new PyList(popMany(stack, arg)));
        break;
      case 28: // BUILD_TUPLE
        stack.push(new PyTuple(popMany(stack, arg)));
        break;
      case 29: // DUP
        stack.push(stack.at(-1) ?? null);
        break;
      case 30: {
        // ROT_TWO
        const first = pop(stack);
        const second = pop(stack);
        stack.push(first, second);
        break;
      }
      case 31: {
        // ROT_THREE
        const first = pop(stack);
        const second = pop(stack);
        const third = pop(stack);
        stack.push(first, third, second);
        break;
      }
      case 32: {
        // LIST_APPEND
        const value = pop(stack);
        const list = stack[stack.length - arg];
        if (list instanceof PyList) list.items.push(value);
        break;
      }
      case 33: // YIELD
        frame.ip = ip;
        suspend(thread, frame, pop(stack));
        return;
      case 34: {
        // UNARY
        const value = pop(stack);
        if (arg === 3) {
          const truth = truthQuickly(value);
          if (truth !== undefined) {
            stack.push(!truth);
            break;
          }
          frame.ip = ip;
          start(slow.not(vm, value));
          return;
        }
        if (arg === 0 && typeof value === 'number') {
          stack.push(value === 0 ? 0 : -value);
          break;
        }
        frame.ip = ip;
        start(vm.unary(arg, value));
        return;
      }
      case 35:
      case 36: {
        // JUMP_IF_FALSE_OR_POP, JUMP_IF_TRUE_OR_POP
        const value = stack.at(-1) ?? null;
        const truth = truthQuickly(value);
        if (truth === undefined) {
          frame.ip = ip;
          start(slow.jumpOrPop(vm, frame, value, op === 36, arg));
          return;
        }
        if (truth === (op === 36)) ip = arg;
        else stack.pop();
        break;
      }
      case 37: // SETUP_BLOCK
        frame.blocks.push({ handler: arg, level: stack.length, handled: frame.handled.length });
        break;
      case 95: // SETUP_WITH: what was entered lies on top of the exit
        frame.blocks.push({ handler: arg, level: stack.length - 1, handled: frame.handled.length });
        break;
      case 38: // POP_BLOCK
        frame.blocks.pop();
        break;
      case 39: // POP_EXCEPT
        frame.handled.pop();
        break;
      case 40: {
        // UNPACK
        const value = pop(stack);
        if ((value instanceof PyTuple || value instanceof PyList) && value.items.length === arg && !value.cls.heap) {
          const { items } = value;
          for (let i = arg - 1; i >= 0; i--) stack.push(items[i] ?? null);
          break;
        }
        frame.ip = ip;
        start(slow.unpack(vm, frame, value, arg));
        return;
      }
      case 41: // BUILD_MAP
        stack.push(new PyDict());
        break;
      case 42: {
        // BUILD_STRING
        let text = '';
        for (const part of popMany(stack, arg)) text += typeof part === 'string' ? part : vm.quickText(part);
        stack.push(text);
        break;
      }
      case 43: {
        // FORMAT_VALUE
        const spec = arg & 4 ? pop(stack) : '';
        const value = pop(stack);
        if (spec === '' && (arg & 3) < 2 && (typeof value === 'string' || typeof value === 'number')) {
          stack.push(String(value));
          break;
        }
        frame.ip = ip;
        start(slow.formatted(vm, value, arg & 3, spec));
        return;
      }
      case 44: {
        // CALL_KW
        const keywordNames = pop(stack);
        const args = popMany(stack, arg);
        const keywords: Keywords = new Map();
        if (keywordNames instanceof PyTuple) {
          const values = args.splice(args.length - keywordNames.items.length);
          keywordNames.items.forEach((name, index) => keywords.set(vm.quickText(name), values[index] ?? null));
        }
        frame.ip = ip;
        const value = invoke(vm, thread, pop(stack), args, keywords);
        if (value === undefined) return;
        stack.push(value);
        if (thread.waiting !== undefined) return;
        break;
      }
      case 45: {
        // CALL_EX
        const mapping = arg === 1 ? pop(stack) : undefined;
        const list = pop(stack);
        const callee = pop(stack);
        const keywords = mapping instanceof PyDict ? slow.keywordsOf(mapping) : undefined;
        frame.ip = ip;
        const value = invoke(vm, thread, callee, list instanceof PyList ? list.items : [], keywords);
        if (value === undefined) return;
        stack.push(value);
        if (thread.waiting !== undefined) return;
        break;
      }
      case 46: // MAKE_FUNCTION
        stack.push(slow.makeFunction(frame, arg));
        break;
      case 47: {
        // IS
        const right = pop(stack);
        const left = pop(stack);
        stack.push((left === right) !== (arg === 1));
        break;
      }
      case 48: {
        // CONTAINS
        const container = pop(stack);
        const value = pop(stack);
        if (typeof container === 'string' && typeof value === 'string') {
          stack.push(container.includes(value) !== (arg === 1));
          break;
        }
        const key = (container instanceof PyDict && container.cls === dictType) || (container instanceof PySet && !container.cls.heap) ? plainKey(value) : undefined;
        if (key !== undefined) {
          const map = container instanceof PyDict ? container.map : container instanceof PySet ? container.table.map : undefined;
          stack.push(map?.has(key) !== (arg === 1));
          break;
        }
        frame.ip = ip;
        start(arg === 1 ? slow.notContains(vm, container, value) : vm.contains(container, value));
        return;
      } // prettier-ignore
      case 49: // LOAD_CLOSURE
        stack.push(cells[arg] ?? new PyCell(undefined));
        break;
      case 51: // DELETE_FAST
        if (locals[arg] === undefined) throw unboundLocal(code.shape.locals[arg] ?? '');
        locals[arg] = undefined;
        break;
      case 56: {
        // DELETE_SUBSCRIPT
        const index = pop(stack);
        const object = pop(stack);
        frame.ip = ip;
        start(slow.dropping(frame, vm.deleteItem(object, index)));
        return;
      }
      case 55: {
        // DELETE_ATTR
        const object = pop(stack);
        frame.ip = ip;
        start(slow.dropping(frame, deleteAttribute(vm, object, names[arg] ?? '')));
        return;
      }
      case 57: {
        // BUILD_SET
        const items = popMany(stack, arg);
        frame.ip = ip;
        start(vm.makeSet(items));
        return;
      }
      case 58: {
        // BUILD_SLICE
        const step = pop(stack);
        const upper = pop(stack);
        stack.push(new PySlice(pop(stack), upper, step));
        break;
      }
      case 59: {
        // LIST_EXTEND
        const value = pop(stack);
        const list = stack.at(-1);
        if ((value instanceof PyList || value instanceof PyTuple) && !value.cls.heap && list instanceof PyList) {
          for (const item of value.items) list.items.push(item);
          break;
        }
        frame.ip = ip;
        start(slow.dropping(frame, slow.extend(vm, list ?? null, value)));
        return;
      }
      case 61: {
        // MAP_ADD
        const value = pop(stack);
        const index = pop(stack);
        const dict = stack[stack.length - arg];
        if (!(dict instanceof PyDict)) throw new Error('no dict');
        const key = plainKey(index);
        if (key !== undefined) {
          dict.put(key, index, value);
          break;
        }
        frame.ip = ip;
        start(slow.dropping(frame, vm.setItem(dict, index, value)));
        return;
      }
      case 64: {
        // LIST_TO_TUPLE
        const list = pop(stack);
        stack.push(new PyTuple(list instanceof PyList ? list.items : [], tupleType));
        break;
      }
      case 66: {
        // RAISE
        const cause = arg === 2 ? pop(stack) : undefined;
        if (arg === 0) {
          const { handled } = thread;
          if (handled === undefined) throw raise(RuntimeError, 'No active exception to reraise');
          throw new Raised(handled);
        }
        const value = pop(stack);
        frame.ip = ip;
        const quick = slow.quickException(value, cause);
        if (quick !== undefined) {
          raiseIn(thread, quick);
          return;
        }
        start(slow.raiseValue(vm, value, cause));
        return;
      }
      case 67: {
        // RERAISE
        const exception = frame.handled.pop();
        frame.ip = ip;
        if (exception === undefined) throw new Error('nothing to raise again');
        slow.reraise(thread, frame, exception);
        return;
      }
      case 68: // LOAD_EXCEPTION
        stack.push(frame.handled.at(-1) ?? null);
        break;
      case 72: {
        // IMPORT_NAME
        const from = pop(stack);
        const level = pop(stack);
        frame.ip = ip;
        start(vm.importer.importName(names[arg] ?? '', globals, from, Number(level)));
        return;
      }
      case 75: {
        // YIELD_FROM
        const value = pop(stack);
        const inner = stack.at(-1) ?? null;
        frame.ip = ip - 2;
        if (inner instanceof PyGenerator) {
          frame.expecting = EXPECT.yieldFrom;
          resume(thread, inner, value, undefined);
        } else {
          frame.expecting = EXPECT.delegated;
          start(slow.delegate(vm, inner, value));
        }
        return;
      }
      case 79: {
        // END_ASYNC_FOR
        const exception = frame.handled.pop();
        if (exception === undefined) break;
        if (!exception.cls.isSubclassOf(StopAsyncIteration)) {
          frame.ip = ip;
          slow.reraise(thread, frame, exception);
          return;
        }
        stack.pop();
        break;
      }
      case 81: // LOAD_BUILD_CLASS
        stack.push(vm.builtins.map.get('__build_class__') ?? null);
        break;
      case 85: // ROT_FOUR
        break;
      case 86: {
        // DUP_TWO
        const [second = null, first = null] = stack.slice(-2);
        stack.push(second, first);
        break;
      }
      case 90: // ASYNC_GEN_WRAP
        stack.push(new AsyncYield(pop(stack)));
        break;
      case 91: // LOAD_ASSERTION_ERROR
        stack.push(AssertionError);
        break;
      default: {
        frame.ip = ip;
        const work = slow.carryOut(vm, thread, frame, op ?? 0, arg, names);
        if (work !== undefined) {
          start(work);
          return;
        }
        if (thread.top !== frame) return;
        ip = frame.ip;
      }
    }
  }
}

function shown(name: string): string {
  return name.split('\0')[0] ?? name;
}

function unboundLocal(name: string): Raised {
  const raised = raise(UnboundLocalError, `cannot access local variable '${shown(name)}' where it is not associated with a value`);
  setAttribute(raised.exception, 'name', shown(name));
  return raised;
} // prettier-ignore

export function unboundCell(frame: Frame, index: number): Raised {
  const { cells, ownCells } = frame.code.shape;
  const name = shown(cells[index] ?? '');
  if (index < ownCells) return unboundLocal(name);
  const raised = raise(NameError, `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`); // prettier-ignore
  setAttribute(raised.exception, 'name', name);
  return raised;
}
