"""Functions that make or wrap functions."""
from reprlib import recursive_repr as _recursive_repr

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)
_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        value = getattr(wrapped, name, _missing)
        if value is not _missing:
            try:
                setattr(wrapper, name, value)
            except (AttributeError, TypeError):
                if name != '__type_params__':
                    raise
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)
    return decorate


def reduce(function, iterable, initial=_missing, /):
    steps = iter(iterable)
    if initial is _missing:
        try:
            value = next(steps)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for each in steps:
        value = function(value, each)
    return value


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args), *(f'{key}={value!r}' for key, value in self.keywords.items())]
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        bound = self.func.__get__(obj, cls)
        return partial(bound, *self.args, **self.keywords)


def total_ordering(cls):
    given = [name for name in ('__lt__', '__le__', '__gt__', '__ge__') if getattr(cls, name) is not getattr(object, name)]
    if not given:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = given[0]

    def asked(self, other):
        return getattr(type(self), root)(self, other)

    strict = root in ('__lt__', '__gt__')
    same = {'__lt__': ('__lt__', '__le__'), '__le__': ('__le__', '__lt__'), '__gt__': ('__gt__', '__ge__'), '__ge__': ('__ge__', '__gt__')}[root]

    def wider(self, other):
        answer = asked(self, other)
        return answer if answer is NotImplemented else answer or self == other

    def narrower(self, other):
        answer = asked(self, other)
        return answer if answer is NotImplemented else answer and self != other

    def opposite_strict(self, other):
        answer = asked(self, other)
        if answer is NotImplemented:
            return answer
        return not answer and self != other if strict else not answer

    def opposite_wide(self, other):
        answer = asked(self, other)
        if answer is NotImplemented:
            return answer
        return not answer if strict else not answer or self == other

    others = ('__gt__', '__ge__') if root in ('__lt__', '__le__') else ('__lt__', '__le__')
    made = {same[1]: wider if strict else narrower, others[0]: opposite_strict, others[1]: opposite_wide}
    for name, function in made.items():
        if name not in given:
            function.__name__ = name
            setattr(cls, name, function)
    return cls


def cmp_to_key(mycmp):
    class K:
        __slots__ = ('obj',)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None
    return K


class _CacheInfo(tuple):
    __slots__ = ()
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)


def _key(args, keywords, typed):
    key = args
    if keywords:
        key = args + (_missing,) + tuple(keywords.items())
    if typed:
        key += tuple(type(each) for each in args) + tuple(type(each) for each in keywords.values())
    elif len(key) == 1 and type(key[0]) in (int, str):
        return key[0]
    return key


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return lru_cache(128)(maxsize)
    if isinstance(maxsize, int) and maxsize < 0:
        maxsize = 0

    def decorate(function):
        known = {}
        counts = [0, 0]

        def wrapper(*args, **keywords):
            key = _key(args, keywords, typed)
            value = known.get(key, _missing)
            if value is not _missing:
                counts[0] += 1
                if maxsize is not None:
                    del known[key]
                    known[key] = value
                return value
            counts[1] += 1
            value = function(*args, **keywords)
            if maxsize != 0:
                known[key] = value
                if maxsize is not None and len(known) > maxsize:
                    del known[next(iter(known))]
            return value

        def cache_clear():
            known.clear()
            counts[:] = 0, 0

        wrapper.cache_info = lambda: _CacheInfo((counts[0], counts[1], maxsize, len(known)))
        wrapper.cache_clear = cache_clear
        wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
        return update_wrapper(wrapper, function)
    return decorate


def cache(function, /):
    return lru_cache(maxsize=None)(function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        values = instance.__dict__
        value = values.get(self.attrname, _missing)
        if value is _missing:
            value = values[self.attrname] = self.func(instance)
        return value


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        for base, implementation in registry.items():
            if base is not object and issubclass(cls, base):
                return implementation
        return func

    def register(cls, function=None):
        if function is None:
            if isinstance(cls, type):
                return lambda function: register(cls, function)
            function = cls
            cls = next(iter(getattr(function, '__annotations__', {}).values()))
        registry[cls] = function
        return function

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f'{getattr(func, "__name__", "singledispatch function")} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **keywords)

    wrapper.register, wrapper.dispatch, wrapper.registry = register, dispatch, registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **keywords):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **keywords)
        return method
