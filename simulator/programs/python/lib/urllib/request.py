"""Fetching addresses."""
import base64
import http.client
import io
import os
import socket
import sys
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit

__version__ = '%d.%d' % sys.version_info[:2]


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data, self.headers, self.unredirected_hdrs, self.method = data, {}, {}, method
        for name, value in headers.items():
            self.add_header(name, value)
        parts = urlsplit(url)
        self.type, self.host, self.selector = parts.scheme, parts.netloc, (parts.path or '/') + (f'?{parts.query}' if parts.query else '')
        self.origin_req_host = parts.hostname
        if not parts.scheme:
            raise ValueError(f'unknown url type: {url!r}')

    def get_method(self):
        return self.method or ('POST' if self.data is not None else 'GET')

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, name):
        return name in self.headers or name in self.unredirected_hdrs

    def get_header(self, name, default=None):
        return self.headers.get(name, self.unredirected_hdrs.get(name, default))

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


class BaseHandler:
    def add_parent(self, parent):
        self.parent = parent


class HTTPPasswordMgrWithDefaultRealm:
    def __init__(self):
        self.known = []

    def add_password(self, realm, uri, user, passwd):
        self.known.append((uri, user, passwd))


class HTTPBasicAuthHandler(BaseHandler):
    def __init__(self, password_mgr=None):
        self.passwd = password_mgr or HTTPPasswordMgrWithDefaultRealm()
        self.add_password = self.passwd.add_password


class ProxyHandler(BaseHandler):
    def __init__(self, proxies=None):
        self.proxies = proxies


class HTTPHandler(BaseHandler):
    pass


class HTTPSHandler(HTTPHandler):
    def __init__(self, context=None, **rest):
        pass


class HTTPRedirectHandler(BaseHandler):
    pass


class HTTPCookieProcessor(BaseHandler):
    def __init__(self, cookiejar=None):
        pass


class OpenerDirector:
    def __init__(self, handlers=()):
        self.addheaders = [('User-agent', f'Python-urllib/{__version__}')]
        self.handlers = list(handlers)

    def open(self, fullurl, data=None, timeout=None):
        request = fullurl if not isinstance(fullurl, str) else Request(fullurl, data)
        if data is not None:
            request.data = data
        if request.type == 'file':
            return _open_file(request)
        if request.type == 'data':
            return _open_data(request)
        if request.type not in ('http', 'https'):
            raise URLError(f'unknown url type: {request.type}')
        if not request.host:
            raise URLError('no host given')
        return self._http(request, timeout, 0)

    def _http(self, request, timeout, redirects):
        make = http.client.HTTPSConnection if request.type == 'https' else http.client.HTTPConnection
        connection = make(request.host, timeout=timeout) if timeout is not None else make(request.host)
        headers = dict(self.addheaders)
        headers = {name.title(): value for name, value in {**{key.capitalize(): value for key, value in headers.items()}, **dict(request.header_items())}.items()}
        body = request.data
        if isinstance(body, str):
            raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
        if body is not None:
            headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        headers['Connection'] = 'close'
        try:
            connection.request(request.get_method(), request.selector, body, headers)
        except OSError as error:
            connection.close()
            raise URLError(error) from error
        try:
            response = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        response.url, response.msg = request.full_url, response.reason
        if 200 <= response.status < 300:
            return response
        place = response.headers.get('Location')
        if response.status in (301, 302, 303, 307, 308) and place and request.get_method() in ('GET', 'HEAD', 'POST'):
            if redirects >= 10:
                raise HTTPError(request.full_url, response.status, 'The HTTP server returned a redirect error that would lead to an infinite loop.\n'
                                f'The last 30x error message was:\n{response.reason}', response.headers, response)
            response.close()
            method = request.get_method() if request.get_method() == 'HEAD' else None
            again = Request(urljoin(request.full_url, place), headers={name: value for name, value in request.headers.items()
                                                                      if name.lower() not in ('content-length', 'content-type')}, method=method)
            return self._http(again, timeout, redirects + 1)
        raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)


class _Response(io.BytesIO):
    def __init__(self, data, headers, url):
        super().__init__(data)
        self.headers, self.url, self.status, self.code, self.reason = headers, url, None, None, None

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status


def _open_file(request):
    from http._headers import Headers
    path = unquote(urlsplit(request.full_url).path)
    try:
        with open(path, 'rb') as file:
            data = file.read()
    except OSError as error:
        raise URLError(error) from error
    import mimetypes
    kind = mimetypes.guess_type(path)[0] or 'text/plain'
    return _Response(data, Headers([('Content-type', kind), ('Content-length', str(len(data)))]), request.full_url)


def _open_data(request):
    from http._headers import Headers
    head, _, body = request.full_url[5:].partition(',')
    from urllib.parse import unquote_to_bytes
    data = unquote_to_bytes(body)
    if head.endswith(';base64'):
        head, data = head[:-7], base64.b64decode(data)
    return _Response(data, Headers([('Content-type', head or 'text/plain;charset=US-ASCII')]), request.full_url)


def build_opener(*handlers):
    return OpenerDirector([each() if isinstance(each, type) else each for each in handlers])


_opener = None


def install_opener(opener):
    global _opener
    _opener = opener


def urlopen(url, data=None, timeout=None, *, context=None):
    return (_opener or build_opener()).open(url, data, timeout)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    with urlopen(url, data) as response:
        if filename is None:
            import tempfile
            filename = tempfile.mkstemp()[1]
        with open(filename, 'wb') as file:
            file.write(response.read())
        return filename, response.headers


def urlcleanup():
    pass


def pathname2url(pathname):
    return quote(pathname)


def url2pathname(pathname):
    return unquote(pathname)


def getproxies():
    return {name.lower().removesuffix('_proxy'): value for name, value in os.environ.items() if name.lower().endswith('_proxy') and value}
