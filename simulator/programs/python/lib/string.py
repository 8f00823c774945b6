"""Letters, and templates."""
import re as _re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


_nothing = {}


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-zA-Z][_a-zA-Z0-9]*)'

    def __init__(self, template):
        self.template = template

    def _pattern(self):
        mark = _re.escape(self.delimiter)
        return _re.compile(rf'{mark}(?:(?P<escaped>{mark})|(?P<named>{self.idpattern})|\{{(?P<braced>{self.idpattern})\}}|(?P<invalid>))')

    def _filled(self, values, safe):
        def fill(found):
            name = found.group('named') or found.group('braced')
            if name is not None:
                if safe and name not in values:
                    return found.group()
                return str(values[name])
            if found.group('escaped') is not None:
                return self.delimiter
            if safe:
                return found.group()
            before = self.template[:found.start()]
            row = before.count('\n') + 1
            column = len(before) - (before.rfind('\n') + 1) + 1
            raise ValueError(f'Invalid placeholder in string: line {row}, col {column}')
        return self._pattern().sub(fill, self.template)

    def substitute(self, mapping=_nothing, /, **values):
        return self._filled({**mapping, **values}, False)

    def safe_substitute(self, mapping=_nothing, /, **values):
        return self._filled({**mapping, **values}, True)


class Formatter:
    def format(self, format_string, /, *args, **keywords):
        return self.vformat(format_string, args, keywords)

    def vformat(self, format_string, args, keywords):
        return format_string.format(*args, **keywords)
