/** select: which descriptors can be read at once. Writing never waits here. */
import { integerOf, PyList, PyTuple, type Value } from '../objects/core.ts';
import { OSError } from '../objects/exceptions.ts';
import { floatOf } from '../types/numbers.ts';
import type { Vm } from '../vm/vm.ts';
import { work, type NativeModule } from './define.ts';
import { endpointsOf } from './sockets.ts';

/** Descriptors by the machine's own poll, sockets by what has come in. */
async function readable(vm: Vm, fds: readonly number[], wait: number | undefined): Promise<number[]> {
  const sockets = endpointsOf(vm);
  const endpoints = fds.flatMap((fd) => sockets.get(fd) ?? []);
  const files = fds.filter((fd) => !sockets.has(fd));
  if (endpoints.length === 0) return wait === undefined ? vm.p.poll(files) : vm.p.poll(files, wait);
  const waits: Promise<unknown>[] = endpoints.map((endpoint) => endpoint.coming());
  if (files.length > 0) waits.push(wait === undefined ? vm.p.poll(files) : vm.p.poll(files, wait));
  if (wait !== undefined) waits.push(vm.p.sleep(wait));
  await Promise.race(waits);
  const open = files.length === 0 ? [] : await vm.p.poll(files, 0);
  return [...fds.filter((fd) => sockets.get(fd)?.readable === true), ...open];
}

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
        const ready = yield* vm.wait(readable(vm, [...readers.keys()], wait));
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
