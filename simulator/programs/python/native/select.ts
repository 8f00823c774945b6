/** select: which descriptors can be read at once. Writing never waits here. */
import { integerOf, PyList, PyTuple, type Value } from '../objects/core.ts';
import { OSError } from '../objects/exceptions.ts';
import { floatOf } from '../types/numbers.ts';
import { work, type NativeModule } from './define.ts';

const module: NativeModule = {
  name: 'select',
  build: () => ({
    error: OSError,
    select: work(
      'select(rlist, wlist, xlist, timeout=None, /)',
      function* (vm, reading, writing, _errors, timeout = null) {
        const readers = new Map<number, Value>();
        for (const it of yield* vm.list(reading)) {
          const fd = integerOf(it) ?? integerOf(yield* vm.callMethod(it, 'fileno', []));
          readers.set(Number(fd ?? -1), it);
        }
        const writable = yield* vm.list(writing);
        const limit = writable.length > 0 ? 0 : floatOf(timeout);
        const wait = limit === undefined ? undefined : limit * 1000;
        const ready = yield* vm.wait(
          wait === undefined ? vm.p.poll([...readers.keys()]) : vm.p.poll([...readers.keys()], wait),
        );
        return new PyTuple([
          new PyList(ready.map((fd) => readers.get(fd) ?? fd)),
          new PyList(writable),
          new PyList([]),
        ]);
      },
    ),
  }),
};

export default module;
