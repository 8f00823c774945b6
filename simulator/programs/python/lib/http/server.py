"""HTTP servers: one's own handlers, and the files of a directory (python -m http.server)."""
import datetime
import html
import os
import posixpath
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse
from http import HTTPStatus
from http._headers import Headers

__version__ = '0.6'
__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler', 'CGIHTTPRequestHandler']

DEFAULT_ERROR_MESSAGE = '''<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
'''
DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
_WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = True

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = socket.getfqdn(host), port


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    sys_version = 'Python/' + sys.version.split()[0]
    server_version = 'BaseHTTP/' + __version__
    error_message_format, error_content_type = DEFAULT_ERROR_MESSAGE, DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    MessageClass = Headers
    monthname, weekdayname = _MONTHS, _WEEKDAYS
    responses = {status: (status.phrase, status.description) for status in HTTPStatus}

    def parse_request(self):
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            numbers = version.removeprefix('HTTP/').split('.')
            if not version.startswith('HTTP/') or len(numbers) != 2 or not all(each.isdigit() and len(each) < 11 for each in numbers):
                self.send_error(HTTPStatus.BAD_REQUEST, 'Bad request version (%r)' % version)
                return False
            numbers = int(numbers[0]), int(numbers[1])
            if numbers >= (1, 1) and self.protocol_version >= 'HTTP/1.1':
                self.close_connection = False
            if numbers >= (2, 0):
                self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, 'Invalid HTTP version (%s)' % version[5:])
                return False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, 'Bad request syntax (%r)' % self.requestline)
            return False
        command, path = words[:2]
        if len(words) == 2 and command != 'GET':
            self.send_error(HTTPStatus.BAD_REQUEST, 'Bad HTTP/0.9 request type (%r)' % command)
            return False
        if path.startswith('//'):
            path = '/' + path.lstrip('/')
        self.command, self.path = command, path
        self.headers = self.MessageClass.read(self.rfile)
        connection = self.headers.get('Connection', '').lower()
        if connection == 'close':
            self.close_connection = True
        elif connection == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        if self.headers.get('Expect', '').lower() == '100-continue' and self.protocol_version >= 'HTTP/1.1' and self.request_version >= 'HTTP/1.1':
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline = self.request_version = self.command = ''
                self.send_error(HTTPStatus.URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, 'do_' + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, 'Unsupported method (%r)' % self.command)
                return
            method()
            self.wfile.flush()
        except TimeoutError as error:
            self.log_error('Request timed out: %r', error)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        short, long = self.responses.get(code, ('???', '???'))
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED):
            body = (self.error_message_format % {'code': code, 'message': html.escape(message, quote=False),
                                                 'explain': html.escape(explain, quote=False)}).encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ''
        self._buffer().append(f'{self.protocol_version} {int(code)} {message}\r\n'.encode('latin-1', 'strict'))

    def _buffer(self):
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        return self._headers_buffer

    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._buffer().append(f'{keyword}: {value}\r\n'.encode('latin-1', 'strict'))
        if keyword.lower() == 'connection':
            if value.lower() == 'close':
                self.close_connection = True
            elif value.lower() == 'keep-alive':
                self.close_connection = False

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._buffer().append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        if hasattr(self, '_headers_buffer'):
            self.wfile.write(b''.join(self._headers_buffer))
            self._headers_buffer = []

    def log_request(self, code='-', size='-'):
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        message = ''.join(f'\\x{ord(each):02x}' if ord(each) < 32 or 127 <= ord(each) < 160 else '\\\\' if each == '\\' else each for each in format % args)
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), message))

    def version_string(self):
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        year, month, day, hour, minute, second, weekday = time.gmtime(time.time() if timestamp is None else timestamp)[:7]
        return f'{_WEEKDAYS[weekday]}, {day:02d} {_MONTHS[month]} {year} {hour:02d}:{minute:02d}:{second:02d} GMT'

    def log_date_time_string(self):
        year, month, day, hour, minute, second = time.localtime(time.time())[:6]
        return f'{day:02d}/{_MONTHS[month]}/{year} {hour:02d}:{minute:02d}:{second:02d}'

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/' + __version__
    index_pages = ('index.html', 'index.htm')
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2', '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **options):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **options)

    def do_GET(self):
        file = self.send_head()
        if file:
            try:
                self.copyfile(file, self.wfile)
            finally:
                file.close()

    def do_HEAD(self):
        file = self.send_head()
        if file:
            file.close()

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(self.path)
            if not parts.path.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', urllib.parse.urlunsplit((parts[0], parts[1], parts[2] + '/', parts[3], parts[4])))
                self.send_header('Content-Length', '0')
                self.end_headers()
                return None
            for name in self.index_pages:
                index = os.path.join(path, name)
                if os.path.isfile(index):
                    path = index
                    break
            else:
                return self.list_directory(path)
        kind = self.guess_type(path)
        if path.endswith('/'):
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            file = open(path, 'rb')
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            status = os.fstat(file.fileno())
            since = self.headers.get('If-Modified-Since')
            if since and 'If-None-Match' not in self.headers:
                from email.utils import parsedate_to_datetime
                try:
                    asked = parsedate_to_datetime(since)
                except (TypeError, ValueError, OverflowError):
                    asked = None
                changed = datetime.datetime.fromtimestamp(int(status.st_mtime), datetime.timezone.utc)
                if asked is not None and changed <= asked.replace(tzinfo=datetime.timezone.utc):
                    self.send_response(HTTPStatus.NOT_MODIFIED)
                    self.end_headers()
                    file.close()
                    return None
            self.send_response(HTTPStatus.OK)
            self.send_header('Content-type', kind)
            self.send_header('Content-Length', str(status.st_size))
            self.send_header('Last-Modified', self.date_time_string(status.st_mtime))
            self.end_headers()
            return file
        except BaseException:
            file.close()
            raise

    def list_directory(self, path):
        import io
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        names.sort(key=lambda name: name.lower())
        shown = html.escape(urllib.parse.unquote(self.path.split('?')[0].split('#')[0], errors='surrogatepass'), quote=False)
        encoding = sys.getfilesystemencoding()
        title = f'Directory listing for {shown}'
        rows = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', f'<meta charset="{encoding}">', f'<title>{title}</title>\n</head>', f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            full = os.path.join(path, name)
            display = link = name
            if os.path.isdir(full):
                display = link = name + '/'
            if os.path.islink(full):
                display = name + '@'
            rows.append('<li><a href="%s">%s</a></li>' % (urllib.parse.quote(link, errors='surrogatepass'), html.escape(display, quote=False)))
        rows.append('</ul>\n<hr>\n</body>\n</html>\n')
        body = '\n'.join(rows).encode(encoding, 'surrogateescape')
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', f'text/html; charset={encoding}')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path):
        path = path.split('#', 1)[0].split('?', 1)[0]
        slash = path.endswith('/')
        path = posixpath.normpath(urllib.parse.unquote(path, errors='surrogatepass'))
        found = self.directory
        for word in filter(None, path.split('/')):
            if os.path.dirname(word) or word in (os.curdir, os.pardir):
                continue
            found = os.path.join(found, word)
        return found + '/' if slash else found

    def copyfile(self, source, outputfile):
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        import mimetypes
        ending = posixpath.splitext(path)[1]
        for each in (ending, ending.lower()):
            if each in self.extensions_map:
                return self.extensions_map[each]
        return mimetypes.guess_type(path)[0] or 'application/octet-stream'


class CGIHTTPRequestHandler(SimpleHTTPRequestHandler):
    pass


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000, bind=None):
    ServerClass.address_family, address = socket.AF_INET, (bind or '0.0.0.0', port)
    HandlerClass.protocol_version = protocol
    with ServerClass(address, HandlerClass) as server:
        host, port = server.socket.getsockname()[:2]
        shown = f'[{host}]' if ':' in host else host
        print(f'Serving HTTP on {host} port {port} (http://{shown}:{port}/) ...')
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)


if __name__ == '__main__':
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument('--cgi', action='store_true', help='run as CGI server')
    parser.add_argument('-b', '--bind', metavar='ADDRESS', help='bind to this address (default: all interfaces)')
    parser.add_argument('-d', '--directory', default=os.getcwd(), help='serve this directory (default: current directory)')
    parser.add_argument('-p', '--protocol', metavar='VERSION', default='HTTP/1.0', help='conform to this HTTP version (default: %(default)s)')
    parser.add_argument('port', default=8000, type=int, nargs='?', help='bind to this port (default: %(default)s)')
    options = parser.parse_args()

    class _Server(ThreadingHTTPServer):
        def finish_request(self, request, client_address):
            self.RequestHandlerClass(request, client_address, self, directory=options.directory)

    test(SimpleHTTPRequestHandler, _Server, options.protocol, options.port, options.bind)
