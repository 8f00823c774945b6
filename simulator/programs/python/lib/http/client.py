"""HTTP from the client's side."""
import io
import socket
from http import HTTPStatus
from http._headers import Headers
from urllib.parse import urlsplit

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {int(status): status.phrase for status in HTTPStatus}
HTTPMessage = Headers
OK, NOT_FOUND, NO_CONTENT = 200, 404, 204


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial, self.expected = partial, expected

    def __repr__(self):
        more = '' if self.expected is None else f', {self.expected} more expected'
        return f'IncompleteRead({len(self.partial)} bytes read{more})'

    __str__ = __repr__


class BadStatusLine(HTTPException):
    def __init__(self, line):
        self.args = line or repr(line),
        self.line = line


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *args):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *args)


class HTTPResponse(io.BufferedIOBase):
    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self._method, self.url = method, url
        self.headers = self.msg = None
        self.version = self.status = self.reason = 'UNKNOWN'
        self.chunked, self.length, self.will_close, self._chunk = False, None, True, None

    def begin(self):
        while True:
            line = self.fp.readline(65537).decode('iso-8859-1')
            if not line:
                raise RemoteDisconnected('Remote end closed connection without response')
            version, _, rest = line.partition(' ')
            status, _, reason = rest.partition(' ')
            if not version.startswith('HTTP/') or not status.strip().isdigit():
                self.close()
                raise BadStatusLine(line)
            headers = Headers.read(self.fp)
            if int(status) != 100:
                break
        self.status = self.code = int(status)
        self.reason = reason.strip()
        self.version = 10 if version in ('HTTP/1.0', 'HTTP/0.9') else 11
        self.headers = self.msg = headers
        self.chunked = headers.get('transfer-encoding', '').lower() == 'chunked'
        self._left_in_chunk = 0
        length = headers.get('content-length')
        self.length = int(length) if length and length.isdigit() and not self.chunked else None
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == 'HEAD':
            self.length, self.chunked = 0, False
        connection = headers.get('connection', '').lower()
        self.will_close = 'close' in connection or self.version == 10 and 'keep-alive' not in connection or (
            not self.chunked and self.length is None)
        if self.length == 0:
            self._finish()

    def _finish(self):
        fp, self.fp = self.fp, None
        if fp is not None:
            fp.close()

    def readable(self):
        return True

    @property
    def closed(self):
        return self.fp is None

    def isclosed(self):
        return self.fp is None

    def close(self):
        self._finish()

    def flush(self):
        pass

    def read(self, amt=None):
        if self.fp is None:
            return b''
        if self.chunked:
            return self._read_chunks(amt)
        if amt is not None and amt >= 0:
            data = self.fp.read(amt if self.length is None else min(amt, self.length))
            if self.length is not None:
                self.length -= len(data)
                if not self.length:
                    self._finish()
            if not data and amt:
                self._finish()
            return data
        if self.length is None:
            data = self.fp.read()
        else:
            data = self.fp.read(self.length)
            if len(data) < self.length:
                left = self.length - len(data)
                self._finish()
                raise IncompleteRead(data, left)
            self.length = 0
        self._finish()
        return data

    def _read_chunks(self, amt):
        parts, wanted = [], amt if amt is not None and amt >= 0 else None
        while wanted is None or wanted > 0:
            if self._left_in_chunk == 0:
                size = int(self.fp.readline().split(b';')[0].strip() or b'0', 16)
                if size == 0:
                    while self.fp.readline() not in (b'\r\n', b'\n', b''):
                        pass
                    self._finish()
                    break
                self._left_in_chunk = size
            data = self.fp.read(self._left_in_chunk if wanted is None else min(wanted, self._left_in_chunk))
            if not data:
                self._finish()
                raise IncompleteRead(b''.join(parts))
            parts.append(data)
            self._left_in_chunk -= len(data)
            if wanted is not None:
                wanted -= len(data)
            if self._left_in_chunk == 0:
                self.fp.readline()
        return b''.join(parts)

    def read1(self, n=-1):
        return self.read(n if n >= 0 else 65536)

    def readline(self, limit=-1):
        line = bytearray()
        while not line.endswith(b'\n') and (limit < 0 or len(line) < limit):
            data = self.read(1)
            if not data:
                break
            line += data
        return bytes(line)

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        while line := self.readline():
            yield line

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def getheader(self, name, default=None):
        found = self.headers.get_all(name)
        return default if found is None else ', '.join(found)

    def getheaders(self):
        return self.headers.items()

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def fileno(self):
        return self.fp.fileno()


class HTTPConnection:
    default_port = HTTP_PORT
    response_class = HTTPResponse
    debuglevel = 0

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        self.timeout, self.source_address = timeout, source_address
        self.sock, self._response, self._buffer, self._method = None, None, [], None
        self.host, self.port = self._place(host, port)

    def _place(self, host, port):
        if port is None:
            head, colon, tail = host.rpartition(':')
            if colon and ']' not in tail:
                if tail:
                    if not tail.isdigit():
                        raise InvalidURL(f"nonnumeric port: '{tail}'")
                    port = int(tail)
                host = head
        return host.strip('[]'), self.default_port if port is None else port

    def set_debuglevel(self, level):
        self.debuglevel = level

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout, self.source_address)

    def close(self):
        sock, self.sock = self.sock, None
        if sock is not None:
            sock.close()
        response, self._response = self._response, None
        if response is not None:
            response.close()

    def send(self, data):
        if self.sock is None:
            self.connect()
        if hasattr(data, 'read'):
            while block := data.read(65536):
                self.sock.sendall(block.encode('iso-8859-1') if isinstance(block, str) else block)
        elif isinstance(data, (bytes, bytearray, memoryview)):
            self.sock.sendall(data)
        else:
            for each in data:
                self.sock.sendall(each)

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        if self._response is not None and not self._response.isclosed():
            raise CannotSendRequest('Request-sent')
        if any(ord(each) <= 32 or ord(each) == 127 for each in url):
            raise InvalidURL(f"URL can't contain control characters. {url!r} (found at least {next(each for each in url if ord(each) <= 32 or ord(each) == 127)!r})")
        self._response, self._method = None, method
        self._buffer = [f'{method} {url or "/"} HTTP/1.1\r\n'.encode('ascii')]
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')
        if not skip_host:
            parts = urlsplit(url)
            name = f'[{self.host}]' if ':' in self.host else self.host
            self.putheader('Host', parts.netloc or (name if self.port == self.default_port else f'{name}:{self.port}'))

    def putheader(self, header, *values):
        shown = '\r\n\t'.join(each.decode('latin-1') if isinstance(each, bytes) else str(each) for each in values)
        self._buffer.append(f'{header}: {shown}\r\n'.encode('latin-1'))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        self._buffer.append(b'\r\n')
        head, self._buffer = b''.join(self._buffer), []
        if isinstance(message_body, (bytes, bytearray)):
            self.send(head + message_body)
        else:
            self.send(head)
            if message_body is not None:
                self.send(message_body)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        given = {name.lower() for name in headers}
        self.putrequest(method, url, skip_host='host' in given, skip_accept_encoding='accept-encoding' in given)
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        if 'content-length' not in given and 'transfer-encoding' not in given:
            if body is None:
                if method.upper() in ('POST', 'PUT', 'PATCH'):
                    self.putheader('Content-Length', '0')
            else:
                if hasattr(body, 'read'):
                    body = body.read()
                elif not isinstance(body, (bytes, bytearray)):
                    body = b''.join(body)
                self.putheader('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(body)

    def getresponse(self):
        if self._method is None:
            raise ResponseNotReady('Idle')
        response = self.response_class(self.sock, method=self._method)
        try:
            response.begin()
        except ConnectionError:
            self.close()
            raise
        if response.will_close:
            sock, self.sock = self.sock, None
            sock.close()
        else:
            self._response = response
        self._method = None
        return response


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def __init__(self, host, port=None, *, timeout=None, source_address=None, context=None, blocksize=8192):
        super().__init__(host, port, timeout, source_address)

    def connect(self):
        super().connect()
        self.close()
        raise OSError('HTTPS is not simulated: this Python has no TLS')
