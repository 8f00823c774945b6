/** _socket: stream sockets of the machine's network, as socket(7) has them. Datagrams are not simulated. */
import type { Address } from '../../../kernel/abi.ts';
import {
  integerOf,
  objectType,
  PyBytes,
  PyFloat,
  PyList,
  PyTuple,
  PyType,
  stringOf,
  type Value,
  type Work,
} from '../objects/core.ts';
import { exceptionTypes, OSError, PyException, raise, Raised, typeError } from '../objects/exceptions.ts';
import { floatOf } from '../types/numbers.ts';
import { ERRNO, makeOsError } from '../vm/os-error.ts';
import type { Vm } from '../vm/vm.ts';
import { fn, methods, raw, work, type NativeModule } from './define.ts';
import { Endpoint, endpointsOf, numbered, PySocket } from './sockets.ts';

const INET = 2;
const STREAM = 1;
const TCP = 6;
const PASSIVE = 1;

const socketType = new PyType('socket', [objectType], '_socket');
socketType.hasDict = true;
const gaierror = new PyType('gaierror', [OSError], 'socket');

const timedOut = () => raise(exceptionTypes['TimeoutError'] ?? OSError, 'timed out');
const failed = (code: keyof typeof ERRNO, text: string): Raised => new Raised(makeOsError(ERRNO[code], text));
const unresolved = (code: number, text: string): Raised => new Raised(new PyException(gaierror, [code, text]));

function socket(self: Value): PySocket {
  if (!(self instanceof PySocket)) throw typeError('a socket is needed');
  return self;
}

function bytes(value: Value): Uint8Array {
  if (value instanceof PyBytes) return value.bytes;
  throw typeError('a bytes-like object is required');
}

function address(value: Value): readonly [host: string, port: number] {
  const [host, port] = value instanceof PyTuple ? value.items : [];
  const name = host === undefined ? undefined : stringOf(host);
  const number = port === undefined ? undefined : integerOf(port);
  if (name === undefined || number === undefined) throw typeError('AF_INET address must be tuple');
  return [name, Number(number)];
}

const told = ({ host, port }: Address): PyTuple => new PyTuple([host, port]);

function* resolved(vm: Vm, host: string): Work<string> {
  if (host === '') return '0.0.0.0';
  if (/^\d+(\.\d+){3}$/.test(host) || host.includes(':')) return host;
  const found = yield* vm.wait(vm.p.net.resolve(host).catch(() => undefined));
  if (found === undefined) throw unresolved(-3, 'Temporary failure in name resolution');
  const [first] = found;
  if (first === undefined) throw unresolved(-2, 'Name or service not known');
  return first;
}

/** Until there is something to read or to accept, as long as the socket's timeout allows. */
function* awaited(vm: Vm, it: PySocket): Work<Endpoint> {
  const { endpoint, timeout } = it;
  if (!endpoint.readable) {
    const coming = endpoint.coming();
    if (timeout === 0) {
      yield* vm.wait(Promise.race([coming, vm.p.sleep(0)]));
      if (!endpoint.readable) throw failed('EAGAIN', 'Resource temporarily unavailable');
    } else yield* vm.wait(timeout === undefined ? coming : Promise.race([coming, vm.p.sleep(timeout * 1000)]));
    if (!endpoint.readable) throw timedOut();
  }
  const { failure } = endpoint;
  if (failure !== undefined) throw vm.translate(failure);
  return endpoint;
}

function* received(vm: Vm, self: Value, most: Value, flags: Value): Work<Uint8Array> {
  const it = socket(self);
  if (it.endpoint.connection === undefined) throw failed('ENOTCONN', 'Transport endpoint is not connected');
  const endpoint = yield* awaited(vm, it);
  const count = Number(integerOf(most) ?? 0);
  const data = endpoint.received.subarray(0, count);
  if (integerOf(flags) !== 2) endpoint.received = endpoint.received.subarray(data.length);
  return data.slice();
}

function* sent(vm: Vm, self: Value, data: Value): Work<number> {
  const { connection } = socket(self).endpoint;
  if (connection === undefined) throw failed('EPIPE', 'Broken pipe');
  yield* vm.wait(connection.write(bytes(data)));
  return bytes(data).length;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  socketType.ns.set('__new__', raw('__new__', (_vm, [cls]) => new PySocket(cls instanceof PyType ? cls : socketType))); // prettier-ignore
  methods(socketType)
    .fn(
      '__init__(family=-1, type=-1, proto=-1, fileno=None)',
      (vm, self, family = -1, type = -1, _proto, fileno = null) => {
        const it = socket(self);
        const [domain, kind] = [Number(integerOf(family) ?? -1), Number(integerOf(type) ?? -1)];
        it.family = domain === -1 ? INET : domain;
        it.type = kind === -1 ? STREAM : kind;
        if (it.type !== STREAM) throw raise(OSError, 'Drydock does not simulate datagram sockets');
        const given = fileno === null ? undefined : endpointsOf(vm).get(Number(integerOf(fileno) ?? -1));
        it.endpoint = given ?? it.endpoint;
        it.fd = given === undefined ? numbered(vm, it.endpoint) : Number(integerOf(fileno) ?? -1);
        return null;
      },
    ) // prettier-ignore
    .fn('_family()', (_vm, self) => socket(self).family)
    .fn('_type()', (_vm, self) => socket(self).type)
    .fn('fileno()', (_vm, self) => socket(self).fd)
    .work('bind(address, /)', function* (vm, self, place) {
      const [host, port] = address(place);
      const it = socket(self);
      it.bound = [yield* resolved(vm, host), port];
      try {
        it.endpoint.listener = vm.p.net.listen({ host: it.bound[0], port });
      } catch (error) {
        throw vm.translate(error);
      }
      return null;
    })
    .fn('listen(backlog=128, /)', (vm, self) => {
      const it = socket(self);
      it.endpoint.listener ??= vm.p.net.listen({ host: '0.0.0.0', port: 0 });
      return null;
    })
    .work('_accept()', function* (vm, self) {
      const it = socket(self);
      if (it.endpoint.listener === undefined) throw failed('EINVAL', 'Invalid argument');
      const connection = (yield* awaited(vm, it)).accepted.shift();
      if (connection === undefined) throw failed('EAGAIN', 'Resource temporarily unavailable');
      const endpoint = new Endpoint();
      endpoint.connection = connection;
      return new PyTuple([numbered(vm, endpoint), told(connection.remote)]);
    })
    .work('connect(address, /)', function* (vm, self, place) {
      const [host, port] = address(place);
      const it = socket(self);
      const target = { host: yield* resolved(vm, host), port };
      const connecting = vm.p.net.connect(target).then((made) => {
        it.endpoint.connection = made;
      });
      const { timeout } = it;
      const limited = timeout === undefined || timeout === 0;
      yield* vm.wait(limited ? connecting : Promise.race([connecting, vm.p.sleep(timeout * 1000)]));
      if (it.endpoint.connection === undefined) throw timedOut();
      return null;
    })
    .work('recv(bufsize, flags=0, /)', function* (vm, self, most, flags = 0) {
      return new PyBytes(yield* received(vm, self, most, flags));
    })
    .work('send(data, flags=0, /)', (vm, self, data) => sent(vm, self, data))
    .work('sendall(data, flags=0, /)', function* (vm, self, data) {
      yield* sent(vm, self, data);
      return null;
    })
    .fn('shutdown(how, /)', (_vm, self, how) => {
      if (integerOf(how) !== 0) socket(self).endpoint.connection?.end();
      return null;
    })
    .fn('close()', (vm, self) => {
      const it = socket(self);
      if (it.fd >= 0) it.endpoint.close();
      endpointsOf(vm).delete(it.fd);
      it.fd = -1;
      return null;
    })
    .fn('detach()', (_vm, self) => {
      const it = socket(self);
      const { fd } = it;
      it.fd = -1;
      return fd;
    })
    .fn('settimeout(value, /)', (_vm, self, value) => {
      socket(self).timeout = floatOf(value);
      return null;
    })
    .fn('gettimeout()', (_vm, self) => {
      const { timeout } = socket(self);
      return timeout === undefined ? null : new PyFloat(timeout);
    })
    .fn('setblocking(flag, /)', (_vm, self, flag) => {
      socket(self).timeout = flag === false || flag === 0 ? 0 : undefined;
      return null;
    })
    .raw('setsockopt', () => null)
    .raw('getsockopt', () => 0)
    .fn('getsockname()', (_vm, self) => {
      const { endpoint, bound } = socket(self);
      const local = endpoint.listener?.address ?? endpoint.connection?.local;
      return local === undefined ? new PyTuple([...(bound ?? ['0.0.0.0', 0])]) : told(local);
    })
    .fn('getpeername()', (_vm, self) => {
      const { connection } = socket(self).endpoint;
      if (connection === undefined) throw failed('ENOTCONN', 'Transport endpoint is not connected');
      return told(connection.remote);
    });
}

const module: NativeModule = {
  name: '_socket',
  build: () => {
    install();
    return {
      socket: socketType,
      gaierror,
      getaddrinfo: work('getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)', function* (vm, host, port, _family, type = 0, _proto, flags = 0) {
        const passive = (Number(integerOf(flags) ?? 0) & PASSIVE) !== 0;
        const name = stringOf(host) ?? (passive ? '0.0.0.0' : '127.0.0.1');
        const at = yield* resolved(vm, name);
        const number = integerOf(port) ?? (port === null ? 0 : Number(stringOf(port) ?? 0));
        const kind = Number(integerOf(type) ?? 0);
        return new PyList([new PyTuple([INET, kind === 0 ? STREAM : kind, TCP, '', new PyTuple([at, Number(number)])])]);
      }), // prettier-ignore
      gethostname: fn('gethostname()', (vm) => vm.p.net.hostname()),
      gethostbyname: work('gethostbyname(hostname, /)', (vm, name) => resolved(vm, stringOf(name) ?? '')),
      getdefaulttimeout: fn('getdefaulttimeout()', () => null),
      setdefaulttimeout: fn('setdefaulttimeout(timeout, /)', () => null),
      inet_aton: fn('inet_aton(ip, /)', (_vm, ip) => {
        const parts = (stringOf(ip) ?? '').split('.').map(Number);
        if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part < 256)))
          throw raise(OSError, 'illegal IP address string passed to inet_aton');
        return new PyBytes(Uint8Array.from(parts));
      }),
      inet_ntoa: fn('inet_ntoa(packed, /)', (_vm, packed) => bytes(packed).join('.')),
    };
  },
};

export default module;
