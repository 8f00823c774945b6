"""Addresses in their parts."""
import re
from collections import namedtuple

uses_relative = uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp', 'mms', 'prospero', 'rtsp', 'rtspu', 'sftp', 'svn',
                               'svn+ssh', 'ws', 'wss']
_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


class _Parts:
    __slots__ = ()

    def _userinfo(self):
        user, at, place = self.netloc.rpartition('@')
        name, colon, password = user.partition(':')
        return (name if at else None), (password if colon else None), place

    username = property(lambda self: self._userinfo()[0])
    password = property(lambda self: self._userinfo()[1])

    @property
    def hostname(self):
        place = self._userinfo()[2]
        if place.startswith('['):
            return place[1:].partition(']')[0].lower() or None
        return place.partition(':')[0].lower() or None

    @property
    def port(self):
        place = self._userinfo()[2]
        port = place.rpartition(']')[2].partition(':')[2] if ']' in place else place.partition(':')[2]
        if not port:
            return None
        if not port.isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class SplitResult(_Parts, namedtuple('SplitResult', 'scheme netloc path query fragment')):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parts, namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple('DefragResult', 'url fragment')):
    __slots__ = ()


def urlsplit(url, scheme='', allow_fragments=True):
    if isinstance(url, bytes):
        url = url.decode('ascii')
    url = re.sub(r'[\t\r\n]', '', url.lstrip())
    netloc = query = fragment = ''
    found = re.match(r'([a-zA-Z][a-zA-Z0-9+.\-]*):', url)
    if found:
        scheme, url = found.group(1).lower(), url[found.end():]
    if url.startswith('//'):
        end = min([at for at in (url.find(each, 2) for each in '/?#') if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ('[' in netloc) != (']' in netloc):
            raise ValueError('Invalid IPv6 URL')
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    head, slash, last = path.rpartition('/')
    params = ''
    if ';' in last:
        last, params = last.split(';', 1)
    return ParseResult(scheme, netloc, head + slash + last, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, path, query, fragment = parts
    url = path
    if netloc or scheme and scheme in uses_netloc and url[:2] != '//' and scheme == 'file':
        if url and not url.startswith('/'):
            url = '/' + url
        url = '//' + netloc + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    return url + '#' + fragment if fragment else url


def urlunparse(parts):
    scheme, netloc, path, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f'{path};{params}' if params else path, query, fragment))


def urldefrag(url):
    before, _, fragment = url.partition('#')
    return DefragResult(before, fragment)


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b, u = urlsplit(base), urlsplit(url)
    scheme = u.scheme or b.scheme
    if scheme != b.scheme or scheme not in uses_relative:
        return url
    if u.netloc:
        return urlunsplit((scheme, *u[1:]))
    if not u.path:
        return urlunsplit((scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    path = u.path if u.path.startswith('/') else b.path[:b.path.rfind('/') + 1] + u.path
    if b.netloc and not path.startswith('/'):
        path = '/' + path
    kept = []
    parts = path.split('/')
    for part in parts[1:] if path.startswith('/') else parts:
        if part == '..':
            if kept:
                kept.pop()
        elif part != '.':
            kept.append(part)
    if parts[-1] in ('.', '..'):
        kept.append('')
    return urlunsplit((scheme, b.netloc, ('/' if path.startswith('/') else '') + '/'.join(kept), u.query, u.fragment))


def quote_from_bytes(bs, safe='/'):
    allowed = _SAFE | set(safe.encode('ascii', 'ignore') if isinstance(safe, str) else safe)
    return ''.join(chr(byte) if byte in allowed else f'%{byte:02X}' for byte in bs)


def quote(string, safe='/', encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or 'utf-8', errors or 'strict')
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    return quote(string, (safe if isinstance(safe, str) else safe.decode()) + ' ', encoding, errors).replace(' ', '+')


def unquote_to_bytes(string):
    data = string.encode('utf-8') if isinstance(string, str) else bytes(string)
    parts = data.split(b'%')
    made = [parts[0]]
    for part in parts[1:]:
        try:
            made.append(bytes([int(part[:2], 16)]) + part[2:] if len(part) >= 2 else b'%' + part)
        except ValueError:
            made.append(b'%' + part)
    return b''.join(made)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        return string
    return unquote_to_bytes(string).decode(encoding or 'utf-8', errors or 'replace')


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    if isinstance(qs, bytes):
        qs = qs.decode('ascii')
    pairs = []
    for part in qs.split(separator):
        if not part:
            continue
        name, equals, value = part.partition('=')
        if not equals and strict_parsing:
            raise ValueError(f'bad query field: {part!r}')
        if value or keep_blank_values:
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, keep_blank_values=False, **options):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, **options):
        found.setdefault(name, []).append(value)
    return found


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    pairs = []
    for name, value in query.items() if hasattr(query, 'items') else query:
        name = quote_via(name if isinstance(name, bytes) else str(name), safe)
        values = [value]
        if doseq and not isinstance(value, (str, bytes)) and hasattr(value, '__iter__'):
            values = list(value)
        for each in values:
            pairs.append(f'{name}={quote_via(each if isinstance(each, bytes) else str(each), safe)}')
    return '&'.join(pairs)
