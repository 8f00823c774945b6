"""Reading JSON: by the interpreter's own reader where it can, with errors that tell the place."""
import re

_NUMBER = re.compile(r'(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?')
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_BLANKS = re.compile(r'[ \t\n\r]*')
_ESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}
_WORDS = {'null': None, 'true': True, 'false': False}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


class _Reader:
    def __init__(self, text, it):
        self.text, self.it = text, it

    def blanks(self, at):
        return _BLANKS.match(self.text, at).end()

    def value(self, at):
        text = self.text
        first = text[at:at + 1]
        if first == '"':
            return self.string(at + 1)
        if first == '{':
            return self.object(at + 1)
        if first == '[':
            return self.array(at + 1)
        for word, value in _WORDS.items():
            if text.startswith(word, at):
                return value, at + len(word)
        found = _NUMBER.match(text, at)
        if found:
            whole, fraction, power = found.groups()
            if fraction or power:
                return self.it.parse_float(found.group()), found.end()
            return self.it.parse_int(whole), found.end()
        for word in ('NaN', 'Infinity', '-Infinity'):
            if text.startswith(word, at):
                return self.it.parse_constant(word), at + len(word)
        raise JSONDecodeError('Expecting value', text, at)

    def string(self, at):
        text, begin, parts = self.text, at - 1, []
        while True:
            found = _PLAIN.match(text, at)
            parts.append(found.group())
            at = found.end()
            stop = text[at:at + 1]
            if stop == '':
                raise JSONDecodeError('Unterminated string starting at', text, begin)
            if stop == '"':
                return ''.join(parts), at + 1
            if stop != '\\':
                if self.it.strict:
                    raise JSONDecodeError('Invalid control character at', text, at)
                parts.append(stop)
                at += 1
                continue
            letter = text[at + 1:at + 2]
            if letter == '':
                raise JSONDecodeError('Unterminated string starting at', text, begin)
            if letter == 'u':
                code = self.code(at + 2)
                at += 6
                if 0xd800 <= code < 0xdc00 and text[at:at + 2] == '\\u':
                    low = self.code(at + 2)
                    if 0xdc00 <= low < 0xe000:
                        code = 0x10000 + ((code - 0xd800) << 10 | (low - 0xdc00))
                        at += 6
                parts.append(chr(code))
            elif letter in _ESCAPES:
                parts.append(_ESCAPES[letter])
                at += 2
            else:
                raise JSONDecodeError('Invalid \\escape', text, at)

    def code(self, at):
        digits = self.text[at:at + 4]
        if len(digits) == 4 and all(digit in '0123456789abcdefABCDEF' for digit in digits):
            return int(digits, 16)
        raise JSONDecodeError('Invalid \\uXXXX escape', self.text, at - 1)

    def object(self, at):
        text, pairs = self.text, []
        at = self.blanks(at)
        if text[at:at + 1] != '}':
            while True:
                if text[at:at + 1] != '"':
                    raise JSONDecodeError('Expecting property name enclosed in double quotes', text, at)
                key, at = self.string(at + 1)
                at = self.blanks(at)
                if text[at:at + 1] != ':':
                    raise JSONDecodeError("Expecting ':' delimiter", text, at)
                value, at = self.value(self.blanks(at + 1))
                pairs.append((key, value))
                at = self.blanks(at)
                stop = text[at:at + 1]
                if stop == '}':
                    break
                if stop != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", text, at)
                comma, at = at, self.blanks(at + 1)
                if text[at:at + 1] == '}':
                    raise JSONDecodeError('Illegal trailing comma before end of object', text, comma)
        if self.it.object_pairs_hook is not None:
            return self.it.object_pairs_hook(pairs), at + 1
        made = dict(pairs)
        return (made if self.it.object_hook is None else self.it.object_hook(made)), at + 1

    def array(self, at):
        text, values = self.text, []
        at = self.blanks(at)
        if text[at:at + 1] != ']':
            while True:
                value, at = self.value(at)
                values.append(value)
                at = self.blanks(at)
                stop = text[at:at + 1]
                if stop == ']':
                    break
                if stop != ',':
                    raise JSONDecodeError("Expecting ',' delimiter", text, at)
                comma, at = at, self.blanks(at + 1)
                if text[at:at + 1] == ']':
                    raise JSONDecodeError('Illegal trailing comma before end of array', text, comma)
        return values, at + 1


_CONSTANTS = {'NaN': float('nan'), 'Infinity': float('inf'), '-Infinity': float('-inf')}


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__

    def decode(self, s):
        value, end = self.raw_decode(s, _BLANKS.match(s, 0).end())
        end = _BLANKS.match(s, end).end()
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        return _Reader(s, self).value(idx)
