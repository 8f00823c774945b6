/** _signal: what is done when signals come. */
import { SIGNALS, type Signal } from '../../../kernel/signals.ts';
import { integerOf, objectType, PyFloat, PyTuple, typeOf, type Value } from '../objects/core.ts';
import { exceptionTypes, raise, typeError, valueError } from '../objects/exceptions.ts';
import type { Vm } from '../vm/vm.ts';
import { fn, work, type NativeModule } from './define.ts';
import { signalName } from './posix.ts';
import { floatOf } from '../types/numbers.ts';

const DEFAULT = 0;
const IGNORE = 1;

function nameOf(value: Value): Signal {
  const number = integerOf(value);
  if (number === undefined) throw typeError(`'${typeOf(value).name}' object cannot be interpreted as an integer`);
  if (number < 1 || number > 31) throw valueError('signal number out of range');
  const name = signalName(value);
  if (name === 0) throw valueError('signal number out of range');
  return name;
}

function current(vm: Vm, number: number): Value {
  const own = vm.handlers.get(number);
  if (own !== undefined) return own;
  if (number === SIGNALS.INT) return vm.builtins.get('\0int_handler') ?? null;
  return number === SIGNALS.PIPE ? IGNORE : DEFAULT;
}

const alarms = new WeakMap<Vm, number>();

const module: NativeModule = {
  name: '_signal',
  build: (vm) => {
    const interrupt = fn('default_int_handler(signalnum, frame, /)', () => {
      throw raiseInterrupt();
    });
    vm.builtins.set('\0int_handler', interrupt);
    const numbers = Object.fromEntries(Object.entries(SIGNALS).map(([name, value]) => [`SIG${name}`, value]));
    return {
      ...numbers,
      SIG_DFL: DEFAULT,
      SIG_IGN: IGNORE,
      NSIG: 65,
      ITIMER_REAL: 0,
      default_int_handler: interrupt,
      signal: fn('signal(signalnum, handler, /)', (it, signal, handler) => {
        const name = nameOf(signal);
        const number = SIGNALS[name];
        const before = current(it, number);
        const plain = integerOf(handler);
        if (plain === undefined && typeOf(handler).lookup('__call__') === undefined) {
          throw typeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object');
        }
        if (name === 'KILL' || name === 'STOP') throw valueError('Invalid argument');
        if (plain !== undefined) {
          it.handlers.set(number, Number(plain));
          it.p.onSignal(name, Number(plain) === IGNORE ? 'ignore' : 'default');
        } else {
          it.handlers.set(number, handler);
          it.p.onSignal(name, () => it.signal(number));
        }
        return before;
      }),
      getsignal: fn('getsignal(signalnum, /)', (it, signal) => current(it, SIGNALS[nameOf(signal)])),
      raise_signal: work('raise_signal(signalnum, /)', function* (it, signal) {
        it.attempt(() => it.p.kill(it.p.pid, nameOf(signal)));
        yield* it.breathe(1);
        return null;
      }),
      alarm: fn('alarm(seconds, /)', (it, seconds) => {
        const id = (alarms.get(it) ?? 0) + 1;
        alarms.set(it, id);
        const wait = (floatOf(seconds) ?? 0) * 1000;
        if (wait > 0) {
          it.p.background(async () => {
            await it.p.sleep(wait);
            if (alarms.get(it) === id) it.p.kill(it.p.pid, 'ALRM');
          });
        }
        return 0;
      }),
      setitimer: fn('setitimer(which, seconds, interval=0, /)', () => new PyTuple([new PyFloat(0), new PyFloat(0)])),
      pause: work('pause()', function* (it) {
        yield* it.wait(it.p.sleep(Infinity));
        return null;
      }),
      siginterrupt: fn('siginterrupt(signalnum, flag, /)', () => null),
      set_wakeup_fd: fn('set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)', () => -1),
      strsignal: fn('strsignal(signalnum, /)', () => null),
    };
  },
};

function raiseInterrupt(): Error {
  return raise(exceptionTypes['KeyboardInterrupt'] ?? objectType);
}

export default module;
