"""Writing JSON."""
import re

_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_BEYOND = re.compile(r'["\\\x00-\x1f]|[^ -~]')
_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f', '\b': '\\b'}


def _escaped(found):
    letter = found.group()
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    code = ord(letter)
    if code < 0x10000:
        return f'\\u{code:04x}'
    code -= 0x10000
    return f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}'


def py_encode_basestring(s):
    return '"' + _SPECIAL.sub(_escaped, s) + '"'


def py_encode_basestring_ascii(s):
    return '"' + _BEYOND.sub(_escaped, s) + '"'


encode_basestring, encode_basestring_ascii = py_encode_basestring, py_encode_basestring_ascii


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        parts = []
        indent = self.indent
        unit = None if indent is None else indent if isinstance(indent, str) else ' ' * indent
        self._write(o, parts.append, unit, 0, set(), encode_basestring_ascii if self.ensure_ascii else encode_basestring)
        return parts

    def _number(self, value):
        if value != value:
            text = 'NaN'
        elif value in (float('inf'), float('-inf')):
            text = 'Infinity' if value > 0 else '-Infinity'
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError(f'Out of range float values are not JSON compliant: {value!r}')
        return text

    def _write(self, o, put, unit, depth, above, quote):
        if isinstance(o, str):
            put(quote(o))
        elif o is None:
            put('null')
        elif o is True:
            put('true')
        elif o is False:
            put('false')
        elif isinstance(o, int):
            put(int.__repr__(o))
        elif isinstance(o, float):
            put(self._number(o))
        elif isinstance(o, (list, tuple, dict)):
            if self.check_circular:
                if id(o) in above:
                    raise ValueError('Circular reference detected')
                above.add(id(o))
            self._container(o, put, unit, depth, above, quote)
            above.discard(id(o))
        else:
            if self.check_circular:
                if id(o) in above:
                    raise ValueError('Circular reference detected')
                above.add(id(o))
            self._write(self.default(o), put, unit, depth, above, quote)
            above.discard(id(o))

    def _container(self, o, put, unit, depth, above, quote):
        mapping = isinstance(o, dict)
        opening, closing = '{}' if mapping else '[]'
        if not o:
            put(opening + closing)
            return
        put(opening)
        between = self.item_separator
        line = ''
        if unit is not None:
            line = '\n' + unit * (depth + 1)
            between += line
            put(line)
        first = True
        items = o
        if mapping:
            items = sorted(o.items()) if self.sort_keys else o.items()
        for item in items:
            if mapping:
                key = self._key(item[0])
                if key is None:
                    continue
            if not first:
                put(between)
            first = False
            if mapping:
                put(quote(key) + self.key_separator)
                item = item[1]
            self._write(item, put, unit, depth + 1, above, quote)
        if unit is not None:
            put('\n' + unit * depth)
        put(closing)

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is True or key is False or key is None:
            return {True: 'true', False: 'false', None: 'null'}[key]
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return self._number(key)
        if self.skipkeys:
            return None
        raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')
