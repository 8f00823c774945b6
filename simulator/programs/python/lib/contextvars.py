"""Variables of a context: here, of a thread and the tasks in it."""
import threading

_values = threading.local()
_missing = object()


class Token:
    MISSING = _missing

    def __init__(self, var, old):
        self.var, self.old_value = var, old


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name, self._default = name, default

    def _all(self):
        if not hasattr(_values, 'all'):
            _values.all = {}
        return _values.all

    def get(self, default=_missing):
        value = self._all().get(self, default if default is not _missing else self._default)
        if value is _missing:
            raise LookupError(self)
        return value

    def set(self, value):
        token = Token(self, self._all().get(self, _missing))
        self._all()[self] = value
        return token

    def reset(self, token):
        if token.old_value is _missing:
            self._all().pop(self, None)
        else:
            self._all()[self] = token.old_value

    def __repr__(self):
        return f'<ContextVar name={self.name!r}>'


class Context(dict):
    def run(self, callable, *args, **keywords):
        before, _values.all = getattr(_values, 'all', {}), dict(self)
        try:
            return callable(*args, **keywords)
        finally:
            _values.all = before


def copy_context():
    return Context(getattr(_values, 'all', {}))
