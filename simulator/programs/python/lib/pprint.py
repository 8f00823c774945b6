"""Data laid out for reading."""
import sys


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _laid(object, indent, width, 0, 0, sort_dicts)


def _flat(it, sort):
    if isinstance(it, dict) and type(it).__repr__ is dict.__repr__:
        items = _sorted(it.items()) if sort else it.items()
        return '{' + ', '.join(f'{_flat(key, sort)}: {_flat(value, sort)}' for key, value in items) + '}'
    if type(it) is list:
        return '[' + ', '.join(_flat(each, sort) for each in it) + ']'
    if type(it) is tuple:
        return '(' + ', '.join(_flat(each, sort) for each in it) + (',)' if len(it) == 1 else ')')
    return repr(it)


def _sorted(items):
    try:
        return sorted(items, key=lambda pair: pair[0])
    except TypeError:
        return sorted(items, key=lambda pair: (str(type(pair[0])), str(pair[0])))


def _laid(it, indent, width, column, after, sort):
    flat = _flat(it, sort)
    if len(flat) <= width - column - after:
        return flat
    pad = ' ' * (column + indent)
    if isinstance(it, dict) and it and type(it).__repr__ is dict.__repr__:
        items = list(_sorted(it.items()) if sort else it.items())
        rows = []
        for at, (key, value) in enumerate(items):
            name = f'{_flat(key, sort)}: '
            rows.append(name + _laid(value, indent, width, column + indent + len(name), after + 1 if at == len(items) - 1 else 1, sort))
        return '{' + ' ' * (indent - 1) + (',\n' + pad).join(rows) + '}'
    if isinstance(it, (list, tuple)) and it and type(it) in (list, tuple):
        opening, closing = '[]' if isinstance(it, list) else '()'
        rows = [_laid(each, indent, width, column + indent, after + 1 if at == len(it) - 1 else 1, sort) for at, each in enumerate(it)]
        return opening + ' ' * (indent - 1) + (',\n' + pad).join(rows) + (',' if isinstance(it, tuple) and len(it) == 1 else '') + closing
    return flat


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    (stream or sys.stdout).write(pformat(object, indent, width, depth, sort_dicts=sort_dicts) + '\n')


def pp(object, *args, sort_dicts=False, **options):
    pprint(object, *args, sort_dicts=sort_dicts, **options)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._options, self._stream = {'indent': indent, 'width': width, 'sort_dicts': sort_dicts}, stream

    def pprint(self, object):
        pprint(object, self._stream, **self._options)

    def pformat(self, object):
        return pformat(object, **self._options)
