"""What `list[int]` and `int | str` are."""


def _shown(item):
    if isinstance(item, type) and not isinstance(item, GenericAlias):
        return item.__qualname__ if item.__module__ == 'builtins' else f'{item.__module__}.{item.__qualname__}'
    return '...' if item is ... else repr(item)


class GenericAlias:
    def __init__(self, origin, args=(), /):
        self.__dict__['__origin__'] = origin
        self.__dict__['__args__'] = args if isinstance(args, tuple) else (args,)
        self.__dict__['__parameters__'] = tuple(each for each in self.__args__ if type(each).__name__ == 'TypeVar')

    def __call__(self, /, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __getattr__(self, name):
        if name.startswith('__') and name not in ('__name__', '__qualname__', '__module__', '__doc__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __getitem__(self, item):
        given = item if isinstance(item, tuple) else (item,)
        taken = dict(zip(self.__parameters__, given))
        return GenericAlias(self.__origin__, tuple(taken[each] if each in self.__parameters__ and each in taken else each for each in self.__args__))

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, instance):
        raise TypeError('isinstance() argument 2 cannot be a parameterized generic')

    def __subclasscheck__(self, subclass):
        raise TypeError('issubclass() argument 2 cannot be a parameterized generic')

    def __eq__(self, other):
        return isinstance(other, GenericAlias) and self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return _make_union(self, other)

    def __ror__(self, other):
        return _make_union(other, self)

    def __repr__(self):
        return f"{_shown(self.__origin__)}[{', '.join(_shown(each) for each in self.__args__) or '()'}]"


class UnionType:
    def __init__(self, args):
        self.__args__ = args

    def __instancecheck__(self, instance):
        return any(isinstance(instance, each) for each in self.__args__)

    def __subclasscheck__(self, subclass):
        return any(issubclass(subclass, each) for each in self.__args__)

    def __eq__(self, other):
        return isinstance(other, UnionType) and set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __or__(self, other):
        return _make_union(self, other)

    def __ror__(self, other):
        return _make_union(other, self)

    def __repr__(self):
        return ' | '.join('None' if each is type(None) else _shown(each) for each in self.__args__)


def _make_union(left, right):
    parts = []
    for each in (left, right):
        for one in each.__args__ if isinstance(each, UnionType) else (type(None) if each is None else each,):
            if one not in parts:
                parts.append(one)
    return parts[0] if len(parts) == 1 else UnionType(tuple(parts))


GenericAlias.__module__ = UnionType.__module__ = 'types'
