"""Sockets of the network."""
import _socket
import io
import os
from _socket import *
from enum import IntEnum

_native = {name: getattr(_socket, name) for name in dir(_socket)}
for _name, _value in (('AF_UNSPEC', 0), ('AF_UNIX', 1), ('AF_INET', 2), ('AF_INET6', 10), ('SOCK_STREAM', 1), ('SOCK_DGRAM', 2), ('SOL_SOCKET', 1),
                      ('SO_REUSEADDR', 2), ('SO_BROADCAST', 6), ('SO_KEEPALIVE', 9), ('SO_REUSEPORT', 15), ('SOMAXCONN', 4096), ('IPPROTO_TCP', 6),
                      ('IPPROTO_UDP', 17), ('IPPROTO_IPV6', 41), ('TCP_NODELAY', 1), ('IPV6_V6ONLY', 26), ('AI_PASSIVE', 1), ('NI_NUMERICHOST', 1),
                      ('SHUT_RD', 0), ('SHUT_WR', 1), ('SHUT_RDWR', 2), ('MSG_PEEK', 2), ('MSG_DONTWAIT', 64), ('INADDR_ANY', 0), ('EAI_NONAME', -2),
                      ('SO_ERROR', 4), ('SO_RCVBUF', 8), ('SO_SNDBUF', 7), ('AI_CANONNAME', 2), ('AI_NUMERICHOST', 4)):
    globals().setdefault(_name, _value)
    globals()[_name] = _native.get(_name, _value)
has_ipv6 = True
AddressFamily = IntEnum('AddressFamily', {name: globals()[name] for name in ('AF_UNSPEC', 'AF_UNIX', 'AF_INET', 'AF_INET6')})
SocketKind = IntEnum('SocketKind', {name: globals()[name] for name in ('SOCK_STREAM', 'SOCK_DGRAM')})
AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM = SocketKind
error = OSError
timeout = TimeoutError
herror = _native.get('herror', type('herror', (OSError,), {'__module__': 'socket'}))
gaierror = _native.get('gaierror') or type('gaierror', (OSError,), {'__module__': 'socket'})
EBADF, EAGAIN, EWOULDBLOCK = 9, 11, 11
_Native = _native['socket']


def _kind(value, enumeration):
    try:
        return enumeration(value)
    except ValueError:
        return value


class socket(_Native):
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
        else:
            family, type, proto = (AF_INET if family == -1 else family), (SOCK_STREAM if type == -1 else type), (0 if proto == -1 else proto)
        if fileno is None:
            super().__init__(int(family), int(type), int(proto))
        else:
            super().__init__(int(family), int(type), int(proto), fileno)
        self._io_refs = 0
        self._closed = False

    family = property(lambda self: _kind(self._family(), AddressFamily))
    type = property(lambda self: _kind(self._type(), SocketKind))

    proto = 0

    def __enter__(self):
        return self

    def __exit__(self, *details):
        if not self._closed:
            self.close()

    def __repr__(self):
        words = f"<socket.socket{' [closed]' if self._closed else ''} fd={self.fileno()}, family={int(self.family)}, type={int(self.type)}, proto={self.proto}"
        if not self._closed:
            for name, ask in (('laddr', self.getsockname), ('raddr', self.getpeername)):
                try:
                    words += f', {name}={ask()}'
                except OSError:
                    pass
        return words + '>'

    def accept(self):
        fd, address = self._accept()
        made = socket(self.family, self.type, self.proto, fileno=fd)
        if getdefaulttimeout() is None and self.gettimeout():
            made.setblocking(True)
        return made, address

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        if not set(mode) <= {'r', 'w', 'b'}:
            raise ValueError(f'invalid mode {mode!r} (only r, w, b allowed)')
        raw = SocketIO(self, mode.replace('b', '') or 'r')
        self._io_refs += 1
        if buffering == 0:
            return raw
        return _Stream(raw) if 'b' in mode else _TextStream(raw, encoding or 'utf-8', errors or 'strict')

    def _real_close(self):
        super().close()

    def close(self):
        self._closed = True
        if self._io_refs <= 0:
            self._real_close()

    def _drop(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closed:
            self.close()

    def detach(self):
        self._closed = True
        return super().detach()

    def dup(self):
        return socket(self.family, self.type, self.proto, fileno=os.dup(self.fileno()))

    def sendfile(self, file, offset=0, count=None):
        sent = 0
        while data := file.read(65536):
            self.sendall(data)
            sent += len(data)
        return sent

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable):
        pass


SocketType = socket


def getdefaulttimeout():
    ask = _native.get('getdefaulttimeout')
    return ask() if ask else None


class SocketIO(io.RawIOBase):
    def __init__(self, sock, mode):
        self._sock, self._mode = sock, mode
        self._shut = False

    name = property(lambda self: -1 if self._shut else self.fileno())
    mode = property(lambda self: self._mode)
    closed = property(lambda self: self._shut)

    def readable(self):
        return 'r' in self._mode

    def writable(self):
        return 'w' in self._mode

    def seekable(self):
        return False

    def fileno(self):
        return self._sock.fileno()

    def _checkClosed(self, msg=None):
        if self._shut:
            raise ValueError('I/O operation on closed file.')

    def readinto(self, buffer):
        self._checkClosed()
        data = self._sock.recv(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        self._checkClosed()
        if size is not None and size >= 0:
            return self._sock.recv(size)
        return self.readall()

    def readall(self):
        parts = []
        while data := self._sock.recv(65536):
            parts.append(data)
        return b''.join(parts)

    def write(self, data):
        self._checkClosed()
        return self._sock.send(data)

    def flush(self):
        pass

    def close(self):
        if not self._shut:
            self._shut = True
            self._sock._drop()


class _Stream:
    """A socket as a file of bytes: reads are buffered, writes go out at once."""

    def __init__(self, raw):
        self.raw = raw
        self._ahead = b''

    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode + 'b')
    closed = property(lambda self: self.raw.closed)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def seekable(self):
        return False

    def fileno(self):
        return self.raw.fileno()

    def _more(self):
        data = self.raw.read(65536)
        self._ahead += data
        return data

    def _take(self, count):
        data, self._ahead = self._ahead[:count], self._ahead[count:]
        return data

    def read(self, size=-1):
        if size is None or size < 0:
            while self._more():
                pass
            return self._take(len(self._ahead))
        while len(self._ahead) < size and self._more():
            pass
        return self._take(size)

    def read1(self, size=-1):
        if not self._ahead:
            self._more()
        return self._take(len(self._ahead) if size < 0 else size)

    def peek(self, size=0):
        if not self._ahead:
            self._more()
        return self._ahead

    def readline(self, size=-1):
        searched = 0
        while (at := self._ahead.find(b'\n', searched)) < 0:
            searched = len(self._ahead)
            if 0 <= size <= searched or not self._more():
                break
        end = len(self._ahead) if at < 0 else at + 1
        return self._take(end if size < 0 else min(end, size))

    def readlines(self, hint=-1):
        return list(self)

    def write(self, data):
        self.raw._sock.sendall(data)
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        self.raw.close()


class _TextStream(_Stream):
    def __init__(self, raw, encoding, errors):
        super().__init__(raw)
        self.encoding, self.errors = encoding, errors

    mode = property(lambda self: self.raw.mode)

    def read(self, size=-1):
        return super().read(size).decode(self.encoding, self.errors)

    def readline(self, size=-1):
        return super().readline(size).decode(self.encoding, self.errors).replace('\r\n', '\n')

    def write(self, text):
        super().write(text.encode(self.encoding, self.errors))
        return len(text)


def create_connection(address, timeout=None, source_address=None, *, all_errors=False):
    host, port = address
    failure = None
    for family, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        made = None
        try:
            made = socket(family, kind, proto)
            if timeout is not None and timeout is not globals().get('_GLOBAL_DEFAULT_TIMEOUT'):
                made.settimeout(timeout)
            if source_address:
                made.bind(source_address)
            made.connect(place)
            return made
        except OSError as caught:
            failure = failure or caught
            if made is not None:
                made.close()
    if failure is not None:
        raise failure
    raise OSError('getaddrinfo returns an empty list')


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    made = socket(family, SOCK_STREAM)
    try:
        made.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        made.bind(address)
        made.listen() if backlog is None else made.listen(backlog)
        return made
    except OSError as caught:
        made.close()
        raise OSError(caught.errno, f'{caught.strerror} (while attempting to bind on address {address!r})') from None


def has_dualstack_ipv6():
    return True


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    found = []
    for family_, kind, protocol, name, place in _native['getaddrinfo'](host, port, int(family), int(type), proto, flags):
        found.append((_kind(family_, AddressFamily), _kind(kind, SocketKind), protocol, name, place))
    return found


def getfqdn(name=''):
    name = name.strip()
    return gethostname() if not name or name in ('0.0.0.0', '::') else name


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, fileno=os.dup(fd))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    if 'socketpair' in _native:
        try:
            a, b = _native['socketpair'](int(AF_UNIX), int(type), proto)
            family = AF_UNIX
            return tuple(socket(family, type, proto, fileno=each.detach()) for each in (a, b))
        except NotImplementedError:
            pass
    listener = socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    a = socket()
    a.connect(listener.getsockname())
    b, _ = listener.accept()
    listener.close()
    return a, b
