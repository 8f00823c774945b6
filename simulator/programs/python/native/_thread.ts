/** _thread: threads of one interpreter, which take turns, and locks. */
import {
  objectType,
  PyDict,
  PyFloat,
  PyObject,
  PyTuple,
  PyType,
  stringOf,
  type Keywords,
  type Value,
  type Work,
} from '../objects/core.ts';
import { raise, Raised, RuntimeError, SystemExit } from '../objects/exceptions.ts';
import { floatOf } from '../types/numbers.ts';
import { formatException } from '../vm/traceback.ts';
import type { Vm } from '../vm/vm.ts';
import { fn, methods, raw, work, type NativeModule } from './define.ts';

const lockType = new PyType('lock', [objectType], '_thread');
const rlockType = new PyType('RLock', [objectType], '_thread');

class Lock extends PyObject {
  owner: number | undefined = undefined;
  count = 0;
  waiters: (() => void)[] = [];
}

function lock(self: Value): Lock {
  if (!(self instanceof Lock)) throw raise(RuntimeError, 'a lock is needed');
  return self;
}

function* acquire(vm: Vm, self: Value, blocking: Value, timeout: Value): Work {
  const it = lock(self);
  const me = vm.current.id;
  const again = it.cls === rlockType && it.owner === me;
  const limit = floatOf(timeout) ?? -1;
  const end = limit >= 0 ? vm.p.now() + limit * 1000 : Infinity;
  while (it.count > 0 && !again) {
    if (blocking === false || limit === 0) return false;
    if (vm.p.now() >= end) return false;
    const freed = new Promise<void>((resolve) => it.waiters.push(resolve));
    yield* vm.wait(end === Infinity ? freed : Promise.race([freed, vm.p.sleep(end - vm.p.now())]));
  }
  it.count++;
  it.owner = me;
  return true;
}

function release(self: Value): null {
  const it = lock(self);
  if (it.count === 0)
    throw raise(RuntimeError, it.cls === rlockType ? 'cannot release un-acquired lock' : 'release unlocked lock');
  it.count--;
  if (it.count === 0) {
    it.owner = undefined;
    it.waiters.shift()?.();
  }
  return null;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  for (const type of [lockType, rlockType]) {
    type.ns.set(
      '__new__',
      raw('__new__', () => new Lock(type)),
    );
    methods(type)
      .raw('__init__', () => null)
      .work('acquire(blocking=True, timeout=-1)', (vm, self, blocking = true, timeout = -1) =>
        acquire(vm, self, blocking, timeout),
      )
      .fn('release()', (_vm, self) => release(self))
      .fn('locked()', (_vm, self) => lock(self).count > 0)
      .work('__enter__()', (vm, self) => acquire(vm, self, true, -1))
      .raw('__exit__', (_vm, [self = null]) => release(self))
      .fn('_is_owned()', (vm, self) => lock(self).count > 0 && lock(self).owner === vm.current.id)
      .fn('_release_save()', (_vm, self) => {
        const it = lock(self);
        const state = new PyTuple([it.count, it.owner ?? 0]);
        it.count = 1;
        release(it);
        return state;
      })
      .work('_acquire_restore(state, /)', function* (vm, self, state) {
        yield* acquire(vm, self, true, -1);
        if (state instanceof PyTuple) lock(self).count = Number(state.items[0] ?? 1);
        return null;
      });
  }
}

function* body(vm: Vm, callee: Value, args: Value[], keywords: Keywords | undefined): Work {
  try {
    yield* vm.call(callee, args, keywords);
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    if (error.exception.cls.isSubclassOf(SystemExit)) return null;
    const text = yield* formatException(vm, error.exception);
    yield* vm.callMethod(vm.sys('stderr') ?? null, 'write', [
      `Unhandled exception in thread started by ${yield* vm.repr(callee)}\n${text}`,
    ]);
  }
  return null;
}

const module: NativeModule = {
  name: '_thread',
  build: () => {
    install();
    return {
      LockType: lockType,
      lock: lockType,
      RLock: rlockType,
      TIMEOUT_MAX: new PyFloat(9223372036),
      error: RuntimeError,
      allocate_lock: fn('allocate_lock()', () => new Lock(lockType)),
      allocate: fn('allocate()', () => new Lock(lockType)),
      start_new_thread: work('start_new_thread(function, args, kwargs=..., /)', function* (vm, callee, args, kwargs) {
        const keywords: Keywords = new Map();
        if (kwargs instanceof PyDict)
          for (const [key, value] of kwargs.entries()) keywords.set(stringOf(key) ?? '', value);
        return vm.spawn(body(vm, callee, yield* vm.list(args), keywords.size === 0 ? undefined : keywords)).id;
      }),
      get_ident: fn('get_ident()', (vm) => vm.current.id),
      get_native_id: fn('get_native_id()', (vm) => vm.p.pid + vm.current.id - 1),
      stack_size: fn('stack_size(size=0, /)', () => 0),
      interrupt_main: fn('interrupt_main(signum=2, /)', (vm) => {
        vm.signal(2);
        return null;
      }),
      exit: fn('exit()', () => {
        throw raise(SystemExit);
      }),
      _count: fn('_count()', (vm) => vm.threads.length - 1),
    };
  },
};

export default module;
