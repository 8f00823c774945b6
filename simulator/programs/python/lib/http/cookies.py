"""Cookies."""


class CookieError(Exception):
    pass


class Morsel(dict):
    _names = {'expires': 'expires', 'path': 'Path', 'comment': 'Comment', 'domain': 'Domain', 'max-age': 'Max-Age', 'secure': 'Secure', 'httponly': 'HttpOnly',
              'version': 'Version', 'samesite': 'SameSite'}

    def __init__(self):
        super().__init__(dict.fromkeys(self._names, ''))
        self.key = self.value = self.coded_value = None

    def set(self, key, val, coded_val):
        self.key, self.value, self.coded_value = key, val, coded_val

    def OutputString(self, attrs=None):
        parts = [f'{self.key}={self.coded_value}']
        for name, value in sorted(self.items()):
            if value == '':
                continue
            parts.append(self._names[name] if name in ('secure', 'httponly') else f'{self._names[name]}={value}')
        return '; '.join(parts)

    def output(self, attrs=None, header='Set-Cookie:'):
        return f'{header} {self.OutputString()}'

    __str__ = output


class BaseCookie(dict):
    def __init__(self, input=None):
        if input:
            self.load(input)

    def load(self, rawdata):
        if isinstance(rawdata, str):
            for part in rawdata.split(';'):
                name, equals, value = part.strip().partition('=')
                if equals:
                    self[name] = value.strip('"')
        else:
            for name, value in rawdata.items():
                self[name] = value

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
            return
        text = str(value)
        safe = all(each.isalnum() or each in "!#$%&'*+-.^_`|~:/=" for each in text)
        morsel = Morsel()
        morsel.set(key, text, text if safe else '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"')
        dict.__setitem__(self, key, morsel)

    def output(self, attrs=None, header='Set-Cookie:', sep='\r\n'):
        return sep.join(self[key].output(header=header) for key in sorted(self))

    __str__ = output


class SimpleCookie(BaseCookie):
    pass
