"""Shallow and deep copies."""


class Error(Exception):
    pass


error = Error
_ATOMS = (type(None), int, float, bool, complex, str, bytes, type, range, type(len), type(lambda: 0), type(...), type(NotImplemented))


def copy(x):
    cls = type(x)
    if isinstance(x, _ATOMS) and cls.__module__ == 'builtins' or cls in (tuple, frozenset):
        return x
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    return _rebuilt(x, cls, None, False)


def deepcopy(x, memo=None):
    cls = type(x)
    if cls.__module__ == 'builtins' and isinstance(x, _ATOMS) or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    own = getattr(cls, '__deepcopy__', None)
    if own is not None:
        made = own(x, memo)
    elif cls is list:
        made = memo[key] = []
        for each in x:
            made.append(deepcopy(each, memo))
    elif cls is dict:
        made = memo[key] = {}
        for name, value in x.items():
            made[deepcopy(name, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = tuple([deepcopy(each, memo) for each in x])
        if all(a is b for a, b in zip(made, x)):
            made = x
    elif cls in (set, frozenset):
        made = cls([deepcopy(each, memo) for each in x])
    elif cls is bytearray:
        made = x.copy()
    else:
        made = _rebuilt(x, cls, memo, True)
    memo[key] = made
    memo.setdefault(id(memo), []).append(x)
    return made


def _rebuilt(x, cls, memo, deep):
    if cls.__module__ == 'builtins' and not isinstance(x, (BaseException, list, dict, set, tuple)):
        if cls.__name__ in ('module', 'generator', 'method', 'coroutine', 'frame', 'TextIOWrapper'):
            raise TypeError(f"cannot pickle '{cls.__name__}' object")
    again = (lambda value: deepcopy(value, memo)) if deep else (lambda value: value)
    if isinstance(x, tuple):
        made = tuple.__new__(cls, [again(each) for each in x])
    elif isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
    elif isinstance(x, (frozenset, int, float, str, bytes)):
        made = cls.__new__(cls, x)
    else:
        new = getattr(x, '__getnewargs__', None)
        made = cls.__new__(cls, *(new() if new else ()))
    if deep:
        memo[id(x)] = made
    if isinstance(x, dict):
        if hasattr(x, 'default_factory'):
            made.default_factory = x.default_factory
        for name, value in x.items():
            dict.__setitem__(made, again(name), again(value))
    elif isinstance(x, list):
        list.extend(made, [again(each) for each in x])
    elif isinstance(x, set):
        set.update(made, [again(each) for each in x])
    state = getattr(x, '__getstate__', None) if '__getstate__' in cls.__dict__ else None
    values = state() if state else getattr(x, '__dict__', None)
    if values is not None:
        values = again(values) if deep else values
        if hasattr(made, '__setstate__'):
            made.__setstate__(values)
        elif isinstance(values, dict):
            made.__dict__.update(values)
    for base in cls.__mro__:
        slots = base.__dict__.get('__slots__', ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ('__dict__', '__weakref__') and hasattr(x, name):
                object.__setattr__(made, name, again(getattr(x, name)))
    return made


def replace(obj, /, **changes):
    own = getattr(type(obj), '__replace__', None)
    if own is None:
        raise TypeError(f'replace() does not support {type(obj).__name__} objects')
    return own(obj, **changes)
