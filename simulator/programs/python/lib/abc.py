"""Abstract base classes."""


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True


class abstractproperty(property):
    __isabstractmethod__ = True


def _is_abstract(value):
    if isinstance(value, property):
        return any(getattr(each, '__isabstractmethod__', False) for each in (value.fget, value.fset, value.fdel))
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return getattr(value, '__isabstractmethod__', False)


class ABCMeta(type):
    def __new__(meta, name, bases, namespace, /, **options):
        cls = super().__new__(meta, name, bases, namespace, **options)
        missing = {key for key, value in namespace.items() if _is_abstract(value)}
        for base in bases:
            for key in getattr(base, '__abstractmethods__', None) or ():
                if _is_abstract(getattr(cls, key, None)):
                    missing.add(key)
        cls.__abstractmethods__ = frozenset(missing)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        cls._abc_registry.append(subclass)
        return subclass

    def __instancecheck__(cls, instance):
        return cls.__subclasscheck__(instance.__class__)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if cls in subclass.__mro__:
            return True
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        for other in cls.__dict__.get('_abc_registry', ()):
            if issubclass(subclass, other):
                return True
        for other in type.__subclasses__(cls):
            if isinstance(other, ABCMeta) and '_abc_registry' in other.__dict__ and issubclass(subclass, other):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def update_abstractmethods(cls):
    if not hasattr(cls, '__abstractmethods__'):
        return cls
    names = set(cls.__abstractmethods__) | {key for key, value in cls.__dict__.items() if _is_abstract(value)}
    cls.__abstractmethods__ = frozenset(name for name in names if _is_abstract(getattr(cls, name, None)))
    return cls


def get_cache_token():
    return 0
