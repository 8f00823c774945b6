"""Header fields of a message: read from a stream, asked for by name in any case."""


class Headers:
    def __init__(self, fields=()):
        self._fields = list(fields)

    @classmethod
    def read(cls, stream):
        fields = []
        while True:
            line = stream.readline(65537)
            if len(line) > 65536:
                raise ValueError('header line')
            if line in (b'\r\n', b'\n', b''):
                return cls(fields)
            text = line.decode('iso-8859-1').rstrip('\r\n')
            if text[:1] in ' \t' and fields:
                fields[-1] = fields[-1][0], fields[-1][1] + text
                continue
            name, colon, value = text.partition(':')
            if colon:
                fields.append((name.strip(), value.strip()))

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._fields.append((name, str(value)))

    def __delitem__(self, name):
        self._fields = [each for each in self._fields if each[0].lower() != name.lower()]

    def __contains__(self, name):
        return any(each.lower() == name.lower() for each, _ in self._fields)

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._fields)

    def get(self, name, failobj=None):
        for each, value in self._fields:
            if each.lower() == name.lower():
                return value
        return failobj

    def get_all(self, name, failobj=None):
        return [value for each, value in self._fields if each.lower() == name.lower()] or failobj

    def keys(self):
        return [name for name, _ in self._fields]

    def values(self):
        return [value for _, value in self._fields]

    def items(self):
        return list(self._fields)

    def add_header(self, name, value, **parameters):
        self[name] = '; '.join([value, *(f'{key}="{each}"' for key, each in parameters.items())])

    def replace_header(self, name, value):
        self._fields = [(each, value if each.lower() == name.lower() else old) for each, old in self._fields]

    def get_content_type(self):
        return (self.get('content-type') or 'text/plain').split(';')[0].strip().lower()

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_charset(self, failobj=None):
        return self.get_param('charset', failobj)

    def get_param(self, name, failobj=None, header='content-type'):
        for part in (self.get(header) or '').split(';')[1:]:
            key, _, value = part.partition('=')
            if key.strip().lower() == name:
                return value.strip().strip('"')
        return failobj

    def as_string(self):
        return ''.join(f'{name}: {value}\n' for name, value in self._fields) + '\n'

    __str__ = as_string
